"""Events of people: retirement, the end of a contract, and years in the present post."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import polars as pl

from mutasi.eligibility import tenure
from mutasi.message import Message
from mutasi.model.calendar import Dates, add_months, add_months_all, days64
from mutasi.model.codes import JENJANG, JENJANG_MANAJERIAL
from mutasi.model.forecast import Event, EventKind, Period, Place
from mutasi.model.masks import Mask
from mutasi.model.people import People
from mutasi.model.policy import Policy
from mutasi.plan.departures import Departures

TENURE = {
    EventKind.TWO_YEARS: (tenure.too_short_in_post, "min_bulan"),
    EventKind.FIVE_YEARS: (tenure.too_long_in_post, "maks_bulan"),
}
"""The requirement that sets after how many months in the present post the event is, and the setting that does."""


def person_events(people: People, leaving: Departures, concerned: Mask, period: Period, policy: Policy,
                  kinds: tuple[EventKind, ...]) -> Iterator[Event]:  # fmt: skip
    """The events of those `concerned`, who are in service at the beginning of the period.

    Who leaves has no further years in the post; who has a contract may reach the retirement age after its end, which
    matters to whoever renews it.
    """
    places = _places(people)
    if EventKind.RETIREMENT in kinds:
        yield from _made(EventKind.RETIREMENT, leaving.retirement, people, places, concerned, period, leaving)
    if EventKind.CONTRACT_END in kinds:
        yield from _made(EventKind.CONTRACT_END, leaving.contract_end, people, places, concerned, period, leaving)
    for kind in TENURE:
        limit = tenure_limit(policy, kind) if kind in kinds else None
        if limit is None:
            continue
        days = _after_months(people.dates("tmt_jabatan"), limit["months"])
        gone: Mask = days >= leaving.leaving
        lasting = concerned & holds_post(people, limit["levels"]) & ~gone
        yield from _made(kind, days, people, places, lasting, period, leaving, limit["months"])


def tenure_limit(policy: Policy, kind: EventKind) -> Mapping[str, Any] | None:
    """Months in the present post, and the levels that they count at (all when empty); None when the rule is off."""
    requirement, name = TENURE[kind]
    force = requirement.in_force(policy)
    if force is None:
        return None
    levels = force.settings.get("jenjang", JENJANG_MANAJERIAL) if kind is EventKind.FIVE_YEARS else JENJANG
    # a setting of more than a thousand years means never, and must not leave the calendar
    return {"months": min(force.settings[name], 12_000), "levels": () if levels == JENJANG else levels}


def holds_post(people: People, levels: tuple[str, ...] = ()) -> Mask:
    """Who holds a post, at one of these levels when some are named."""
    held = pl.col("id_jabatan").is_not_null()
    wanted = held & pl.col("jenjang").is_in(levels).fill_null(False) if levels else held
    found: Mask = people.frame.select(wanted).to_series().to_numpy()
    return found


def _after_months(since: Dates, months: int) -> Dates:
    return add_months_all(since, np.full(len(since), months, dtype=np.int32))


def _made(kind: EventKind, days: Dates, people: People, places: list[Place], wanted: Mask, period: Period,
          leaving: Departures, months: int = 0) -> Iterator[Event]:  # fmt: skip
    inside: Mask = (days > days64(period.after)) & (days <= days64(period.until))
    columns = ("nip", "nama", "tmt_jabatan", "kontrak_mulai")
    nips, names, since, contracts = (people.frame[column] for column in columns)
    for row in np.flatnonzero(inside & wanted).tolist():
        day = days[row].item()
        if kind is EventKind.RETIREMENT:
            birthday = add_months(day, -1)
            detail = Message("BUP {age}, reached in {month}", age=int(leaving.ages[row]), month=f"{birthday:%Y-%m}")
        elif kind is EventKind.CONTRACT_END:
            began = contracts[row]
            detail = Message("contract since {day}", day=began) if began else Message("last day of the contract")
        else:
            detail = Message("{months} months in the post since {day}", months=months, day=since[row])
        yield Event(day, kind, places[row], detail, nip=nips[row] or "", name=names[row] or "")


def _places(people: People) -> list[Place]:
    columns = ("id_jabatan", "nama_jabatan", "unit", "nama_unit", "jenjang", "eselon")
    rows = people.frame.select(pl.col(columns).fill_null("")).iter_rows()
    return [Place(*row) for row in rows]
