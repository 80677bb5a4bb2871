"""The dates of a table as year-month-day, where the file tells how they are written, and NIP that need a birth date."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

import polars as pl

from mutasi.message import Message
from mutasi.model.nip import date_of_digits, repair_17
from mutasi.model.tables import Column, Kind, Need
from mutasi.read.dates import (
    DateCell,
    DateFault,
    DateForm,
    DateOrder,
    OrderDecision,
    SerialBase,
    decide_order,
    form_of,
    read_date,
)
from mutasi.read.draft import Cell, Draft
from mutasi.read.no_value import tell_missing

_NIP, _BORN = "nip", "tanggal_lahir"
_STARTED = "tmt_cpns"
_MONTH_IN_NIP = slice(8, 14)
"""Where in a NIP of 18 digits the month of the appointment stands."""
_CANONICAL = r"^(?:19[0-9]{2}|20[0-9]{2}|2100)-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])$"
"""Days that may be; whether there is such a day is for the rule of dates."""
_WRITE_ISO = Message("write the date as year-month-day")

Born = Mapping[int, datetime.date]
"""The birth date by the NIP, by row."""


@dataclass(slots=True)
class _Outcome:
    """What became of the cells of one column, by row."""

    values: dict[int, str | None] = field(default_factory=dict)
    read: dict[DateForm, list[Cell]] = field(default_factory=dict)
    without: list[Cell] = field(default_factory=list)
    """Cells that say that there is no date."""
    unordered: list[Cell] = field(default_factory=list)


def write_dates(draft: Draft, declared: DateOrder | None, serials: SerialBase | None) -> None:
    """All columns of dates, by one order of day and month for the whole file."""
    columns = {column.name: column for column in draft.columns(Kind.DATE)}
    found = draft.doubtful({name: pl.col(name).str.contains(_CANONICAL) for name in columns})
    cells = {name: [Cell(row, text.replace("\u00a0", " ").strip()) for row, text in found[name]] for name in columns}
    if not any(cells.values()):
        return
    born = _births(draft, cells)
    decision = decide_order(_evidence(cells, born))
    if declared is not None:
        decision = OrderDecision(declared, serials=decision.serials, is_declared=True)
    decision = replace(decision, serials=serials or decision.serials)
    unordered: dict[str, list[Cell]] = {}
    for name, column in columns.items():
        against = _tell_against_nip(draft, cells[name], decision) if name == _STARTED else set()
        sound = [cell for cell in cells[name] if cell.row not in against]
        outcome = _write_column(draft, column, sound, born if name == _BORN else {}, decision)
        unordered[name] = outcome.unordered
    _tell_order(draft, unordered, decision)


def _tell_against_nip(draft: Draft, cells: list[Cell], decision: OrderDecision) -> set[int]:
    """The rows whose appointment is in another month by the order of the file than by the NIP, and in that of the NIP
    by the other order: each is told and not read.
    """
    if decision.order is None or decision.is_declared or _NIP not in draft.frame.columns:
        return set()
    rows = set()
    nips = draft.frame[_NIP].gather([cell.row for cell in cells]).to_list()
    for cell, nip in zip(cells, nips, strict=True):
        if nip is None or len(nip) != 18 or form_of(cell.text) is not DateForm.NUMERIC:
            continue
        day = read_date(cell.text, decision.order)
        in_month = [one for one in _readings(cell.text) if f"{one:%Y%m}" == nip[_MONTH_IN_NIP]]
        if isinstance(day, datetime.date) and in_month and day not in in_month:
            rows.add(cell.row)
            message = Message("{name} '{value}' is {day} as the file writes dates, and {other} by the NIP",
                              name=_STARTED, value=cell.text, day=day, other=in_month[0])  # fmt: skip
            fix = Message("compare with the decree, and write the date as year-month-day")
            # once the others are written as year-month-day, it is the same fault that nothing tells its order
            draft.tell("NILAI-08", cell, _STARTED, message, fix, extent=1)
    return rows


def _readings(text: str) -> set[datetime.date]:
    """The days that a text can be by either order."""
    found = (read_date(text, order) for order in DateOrder)
    return {day for day in found if isinstance(day, datetime.date)}


def _births(draft: Draft, cells: Mapping[str, list[Cell]]) -> Born:
    """From the NIP of 18 digits; their first eight are right even where a spreadsheet has rounded the last."""
    if not cells.get(_BORN) or _NIP not in draft.frame.columns:
        return {}
    nips = draft.frame[_NIP].gather([cell.row for cell in cells[_BORN]]).to_list()
    days = {
        cell.row: date_of_digits(nip[:8])
        for cell, nip in zip(cells[_BORN], nips, strict=True)
        if nip is not None and len(nip) == 18 and nip.isascii() and nip.isdigit()
    }
    return {row: day for row, day in days.items() if day is not None}


def _evidence(cells: Mapping[str, list[Cell]], born: Born) -> Iterator[DateCell]:
    """Each text once, and beside each birth date once: what is repeated proves nothing more."""
    for name, column in cells.items():
        seen = set()
        for row, text in column:
            day = born.get(row) if name == _BORN else None
            if (text, day) not in seen:
                seen.add((text, day))
                yield DateCell(text, row, name, day)


def _write_column(draft: Draft, column: Column, cells: list[Cell], born: Born, decision: OrderDecision) -> _Outcome:
    outcome = _Outcome()
    known: dict[tuple[str, datetime.date | None], tuple[str | DateFault, DateForm, bool]] = {}
    for cell in cells:
        asked = (cell.text, born.get(cell.row))
        if asked not in known:
            known[asked] = _read(*asked, decision)
        day, form, is_stray = known[asked]
        if isinstance(day, DateFault):
            _keep(draft, column, cell, day, outcome)
            continue
        outcome.values[cell.row] = day
        outcome.read.setdefault(form, []).append(cell)
        if is_stray:
            _tell_stray(draft, column.name, cell, day)
    _count(draft, column.name, outcome)
    draft.put(column.name, outcome.values)
    return outcome


def _read(text: str, born: datetime.date | None, decision: OrderDecision) -> tuple[str | DateFault, DateForm, bool]:
    """The date as year-month-day, its form, and whether only the NIP makes it a date: its order is not the file's."""
    day = read_date(text, decision.order, serials=decision.serials, born=born)
    form = form_of(text) or DateForm.ISO
    if isinstance(day, DateFault):
        return day, form, False
    if form is not DateForm.NUMERIC:
        return day.isoformat(), form, False
    if born is not None and born in _readings(text) and not decision.is_declared:
        day = born
    return day.isoformat(), form, day != read_date(text, decision.order)


def _keep(draft: Draft, column: Column, cell: Cell, why: DateFault, outcome: _Outcome) -> None:
    """A cell without a date: missing, unread with a finding, or left to the rule of its kind."""
    name = column.name
    match why:
        case DateFault.NO_DATE:
            outcome.values[cell.row] = None
            outcome.without.append(cell)
        case DateFault.YEAR:
            outcome.values[cell.row] = None
            if column.need not in (Need.KEY, Need.REQUIRED):
                draft.silence(name, [cell.row])
            message = Message("{name} '{value}': there is no such year in a career; it is read as missing", name=name,
                              value=cell.text)  # fmt: skip
            draft.warn("NILAI-07", cell, name, message, Message("look the date up in the decree"))
        case DateFault.SERIAL:
            message = Message("{name} '{value}' is a number, and nothing in the file tells that it counts days",
                              name=name, value=cell.text)  # fmt: skip
            draft.tell("NILAI-09", cell, name, message, _WRITE_ISO)
        case DateFault.SHORT_YEAR:
            message = Message("{name} '{value}' does not tell its century", name=name, value=cell.text)
            draft.tell("NILAI-09", cell, name, message, _WRITE_ISO)
        case DateFault.ORDER:
            outcome.unordered.append(cell)


def _tell_stray(draft: Draft, name: str, cell: Cell, day: str) -> None:
    message = Message(
        "{name} '{value}' is written unlike the other dates of the file; it is read as {day}, which the NIP says too",
        name=name,
        value=cell.text,
        day=day,
    )
    draft.warn("NILAI-13", cell, name, message, Message("compare all dates of the row with the decrees"))


def _count(draft: Draft, name: str, outcome: _Outcome) -> None:
    """One finding for each form in which dates of the column are written, and one for those that say there is none."""
    for cells in outcome.read.values():
        message = Message(
            "{count} date(s) of {name} read as year-month-day, such as '{example}' as {read}",
            count=len(cells),
            name=name,
            example=cells[0].text,
            read=outcome.values[cells[0].row],
        )
        draft.counted("NILAI-03", name, (cell.row for cell in cells), message)
    if outcome.without:
        tell_missing(draft, name, [cell.row for cell in outcome.without], outcome.without[0].text)


def _tell_order(draft: Draft, unordered: Mapping[str, list[Cell]], decision: OrderDecision) -> None:
    """Once for the file: which dates prove two orders, or the first of those that allow both."""
    for name, cells in unordered.items():
        draft.silence(name, (cell.row for cell in cells))
    doubt = decision.doubt()
    if doubt is None:
        return
    first, other, message = doubt
    count = sum(map(len, unordered.values()))
    fix = Message("write all dates of the file as year-month-day; not read until then: {count}", count=count)
    related = [] if other is None else [draft.place(other.row, other.field)]
    draft.tell("NILAI-08", Cell(first.row, first.text), first.field, message, fix, related=related, extent=count)


# ---- NIP that a template has cut


def propose_cut_nips(draft: Draft) -> None:
    """NIP of 17 digits whose eighth the birth date beside them tells: a proposal, never taken."""
    if _NIP not in draft.frame.columns or _BORN not in draft.frame.columns:
        return
    for cell in draft.malformed_nips(_NIP):
        whole = repair_17(cell.text, _day(draft.frame.item(cell.row, _BORN)))
        if whole is not None:
            message = Message(
                "'{value}' has 17 digits: a known template prints NIP without their eighth digit", value=cell.text
            )
            fix = Message("compare with the decree; with {name} {born} the NIP would be {whole}", name=_BORN,
                          born=draft.frame.item(cell.row, _BORN), whole=whole)  # fmt: skip
            draft.tell("NILAI-12", cell, _NIP, message, fix)


def _day(text: str | None) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text or "")
    except ValueError:
        return None
