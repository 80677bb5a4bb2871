"""When people leave: by retirement age, or because their contract ends."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

import numpy as np
import polars as pl

from mutasi.eligibility.age import own_retirement, retirement_ages
from mutasi.eligibility.kind import from_elsewhere
from mutasi.eligibility.status import is_pppk
from mutasi.model.calendar import Counts, Dates, days64
from mutasi.model.codes import STATUS_KELUAR
from mutasi.model.masks import Mask
from mutasi.model.people import People


@dataclass(frozen=True, slots=True)
class Departures:
    """One row a person; NaT where a date cannot be told.

    `ages` are retirement ages of the present posts, 0 where the post or its level is missing. `retirement` is the TMT
    of retirement, `contract_end` the last day of the contract of a PPPK. `leaving` is the first day without the person,
    a contract being taken as not renewed.
    """

    in_service: Mask
    under_contract: Mask
    ages: Counts
    retirement: Dates
    contract_end: Dates
    leaving: Dates

    def present(self, day: datetime.date) -> Mask:
        """Who is in service on that day."""
        gone: Mask = self.leaving <= days64(day)
        return self.in_service & ~gone


def departures(people: People) -> Departures:
    frame = people.frame
    ages = retirement_ages(people)
    under_contract = is_pppk(people)
    retirement = own_retirement(people)
    contract_end = np.where(under_contract, people.dates("kontrak_selesai"), np.datetime64("NaT"))
    return Departures(
        in_service=~_mask(frame, pl.col("status_aktif").is_in(STATUS_KELUAR)) & ~from_elsewhere(people),
        under_contract=under_contract,
        ages=ages,
        retirement=retirement,
        contract_end=contract_end,
        leaving=np.fmin(retirement, contract_end + np.timedelta64(1, "D")),
    )


def _mask(frame: pl.DataFrame, condition: pl.Expr) -> Mask:
    found: Mask = frame.select(condition.fill_null(False)).to_series().to_numpy()
    return found
