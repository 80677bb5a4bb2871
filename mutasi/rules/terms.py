"""How long acting assignments last; those that follow one another without a break are one."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from mutasi.finding import Severity
from mutasi.message import Message
from mutasi.model.calendar import add_months
from mutasi.model.settings import Whole, in_months
from mutasi.rules.rule import Checked, Fault, rule


@dataclass(frozen=True, slots=True)
class _Spell:
    """Assignments of one person to one post that touch or overlap, each decree with a row of its own."""

    rows: tuple[int, ...]
    begun: datetime.date
    last: datetime.date | None
    """The last day; None while it lasts."""
    decrees: frozenset[datetime.date]
    """The beginnings of the assignments; rows with one beginning are one that stands there twice (GANDA-04)."""

    def and_then(self, row: int, begun: datetime.date, until: datetime.date | None) -> _Spell:
        last = None if until is None or self.last is None else max(self.last, until)
        return _Spell((*self.rows, row), self.begun, last, self.decrees | {begun})

    def is_followed_by(self, begun: datetime.date) -> bool:
        return self.last is None or begun <= self.last + datetime.timedelta(days=1)


def _spells(data: Checked, kind: str) -> Iterator[_Spell]:
    """Spells of one kind of assignment. Rows whose end lies before their beginning (TANGGAL-03) are left out."""
    frame = data.frame("penugasan").filter(
        pl.col("jenis") == kind, pl.col("tmt").is_not_null(), (pl.col("sampai") >= pl.col("tmt")).fill_null(True)
    )
    before: tuple[str | None, str | None] = (None, None)
    spell: _Spell | None = None
    ordered = frame.select("nip", "id_jabatan", "tmt", "sampai", "row").sort("nip", "id_jabatan", "tmt", "row")
    for nip, post, begun, until, row in ordered.iter_rows():
        if spell is not None and None not in before and before == (nip, post) and spell.is_followed_by(begun):
            spell = spell.and_then(row, begun, until)
            continue
        if spell is not None:
            yield spell
        spell, before = _Spell((row,), begun, until, frozenset((begun,))), (nip, post)
    if spell is not None:
        yield spell


def _too_long(data: Checked, kind: str, months: int) -> Iterator[tuple[_Spell, datetime.date, int]]:
    """Spells that last longer than so many months, with the day that was the last allowed one, and the days beyond."""
    assert data.as_of is not None
    for spell in _spells(data, kind):
        last = data.as_of if spell.last is None else min(spell.last, data.as_of)
        allowed = add_months(spell.begun, months)
        if last > allowed:
            yield spell, allowed, (last - allowed).days


def _fault(spell: _Spell, message: Message) -> Fault:
    """At the first row of the spell, whose beginning counts."""
    if len(spell.decrees) > 1:
        message = Message("{this}; by {count} assignments one after the other", this=message, count=len(spell.decrees))
    fix = Message("fill the post, or end the assignment")
    related = tuple(("penugasan", row) for row in spell.rows[1:])
    return Fault("penugasan", spell.rows[0], "tmt", message, fix, related=related, beside=("id_jabatan",))


@rule(
    code="PLT-01",
    name="acting-too-long",
    severity=Severity.WARNING,
    basis=("SEBKN1-2021",),
    settings={"bulan": in_months(3), "perpanjangan_bulan": in_months(3), "perpanjangan_kali": Whole(1, most=12)},
    tables=("penugasan",),
    dated=True,
    reads={},
)
def acting_too_long(data: Checked) -> Iterator[Fault]:
    """A Plt serves three months and may be extended once by three; the numbers are those of the 2019 circular.
    Assignments of one person to one post that follow without a break are one, however many decrees there are.

    Fill the post, or end the assignment; write the last day into `sampai` when it has ended.
    """
    settings = data.settings
    months = settings["bulan"] + settings["perpanjangan_bulan"] * settings["perpanjangan_kali"]
    for spell, allowed, days in _too_long(data, "plt", months):
        message = Message(
            "acting since {begun}: {months} months ended on {allowed}, exceeded by {days} days", begun=spell.begun,
            months=months, allowed=allowed, days=days,
        )  # fmt: skip
        yield _fault(spell, message)


@rule(
    code="PENUGASAN-04",
    name="pj-too-long",
    severity=Severity.WARNING,
    basis=("INGATAN",),
    settings={"bulan": in_months(6, least=1)},
    tables=("penugasan",),
    dated=True,
    reads={},
)
def pj_too_long(data: Checked) -> Iterator[Fault]:
    """A Pj holds a post for a time: a Pj Sekda three months while it is vacant and six at most (Perpres 3/2018,
    remembered, not seen). One that lasts longer hints at an end that nobody has written.

    Fill the post, or write the last day into `sampai`; set `bulan` where another term holds.
    """
    months = data.settings["bulan"]
    for spell, allowed, days in _too_long(data, "pj", months):
        message = Message(
            "Pj since {begun}: {months} months ended on {allowed}, exceeded by {days} days", begun=spell.begun,
            months=months, allowed=allowed, days=days,
        )  # fmt: skip
        yield _fault(spell, message)
