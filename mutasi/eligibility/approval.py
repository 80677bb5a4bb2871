"""Approvals of other authorities for filling a post: the table persetujuan."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from mutasi.message import Message
from mutasi.model.people import People
from mutasi.model.vacancy import Vacancy


@dataclass(frozen=True, slots=True)
class Approval:
    """A letter of approval; the day is None when it is not recorded."""

    number: str
    day: datetime.date | None

    @property
    def told(self) -> str | Message:
        """Its number, with the day where that is known."""
        if self.day is None:
            return self.number
        return Message("{number} of {day}", number=self.number, day=self.day.isoformat())


def approvals_of(people: People, vacancy: Vacancy, authority: str) -> Sequence[Approval]:
    """What is given for the post by the effective date, the last one last."""
    table = people.around.get("persetujuan")
    if table is None:
        return ()
    given = table.filter(
        pl.col("id_jabatan") == vacancy.post,
        pl.col("jenis") == authority,
        pl.col("tanggal").is_null() | (pl.col("tanggal") <= people.effective),
    ).sort("tanggal", nulls_last=False, maintain_order=True)
    return [Approval(number or "", day) for number, day in given.select("nomor", "tanggal").iter_rows()]
