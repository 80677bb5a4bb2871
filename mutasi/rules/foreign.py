"""Cells that are those of another column of their table, counted for each two columns.

The counts of the parts of a table add up to those of the whole.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import combinations

import polars as pl

from mutasi.model.exchanged import speaks_for_header
from mutasi.model.person_name import ONLY_DEGREES
from mutasi.model.table import COMPUTED, Table, is_18_digits, value_of
from mutasi.model.tables import Column, Kind
from mutasi.rules.nip import parts_of_nip
from mutasi.rules.periods import PERIODS
from mutasi.rules.rule import Checked

Counts = Mapping[str, int]
Found = tuple[str, str, int, int]
"""Two columns, the rows that say that they are exchanged, and the rows that could."""

_DECLARED, _OTHERWISE = ">", "|"
"""Between the names of two columns: counted by what they are declared to hold, or by what is known of these two."""


def foreign_cells(data: Checked, table: Table) -> Counts:
    """``one>other`` are the cells of `one` that are the other's, ``one`` all of it that are filled; ``one|other`` are
    the rows that say that both are exchanged, of ``one|other|`` rows that could.
    """

    def compute() -> Counts:
        counts = {name: table.rows - int(table.text[name].null_count()) for name in table.text.columns}
        for one, other, mine, theirs in _by_declaration(table):
            counts[f"{one}{_DECLARED}{other}"], counts[f"{other}{_DECLARED}{one}"] = mine, theirs
        for one, other, count, rows in (*_by_order(data, table), *_by_titles(table)):
            counts[f"{one}{_OTHERWISE}{other}"], counts[f"{one}{_OTHERWISE}{other}{_OTHERWISE}"] = count, rows
        return Counter(counts)

    return data.once(f"foreign cells of {table.name}", compute)


def exchanged_pairs(table: Table, counts: Counts, least: int, percent: int) -> Iterator[tuple[str, str, int]]:
    """Two columns whose names are exchanged, and how many cells say so."""
    names = [column.name for column in table.declaration.columns if table.has(column.name)]
    for one, other in combinations(names, 2):
        mine, theirs = (counts.get(f"{a}{_DECLARED}{b}", 0) for a, b in ((one, other), (other, one)))
        declared = speaks_for_header(mine, counts.get(one, 0), least, percent)
        if declared and speaks_for_header(theirs, counts.get(other, 0), least, percent):
            yield one, other, mine + theirs
        key = f"{one}{_OTHERWISE}{other}"
        count = counts.get(key, 0)
        rows = counts.get(key + _OTHERWISE, 0)
        if count >= least and speaks_for_header(count, rows, least, 100 if (one, other) == _WHOLLY else percent):
            yield one, other, count


# By declaration ----------------------------------------------------------------------------------------


def _by_declaration(table: Table) -> Iterator[tuple[str, str, int, int]]:
    columns = [column for column in table.declaration.columns if table.has(column.name)]
    suspect = {column.name for column in columns if _has_refused(table, column)}
    for one, other in combinations(columns, 2):
        if suspect & {one.name, other.name} and _can_be_told(one, other):
            here, there = _belongs_to(one, other), _belongs_to(other, one)
            blank_here, blank_there = pl.col(one.name).is_null(), pl.col(other.name).is_null()
            # beside a blank cell only what has a narrower declaration than a text says anything
            mine = here & (there | (blank_there if _is_narrow(one) else False))
            theirs = there & (here | (blank_here if _is_narrow(other) else False))
            counts = table.text.select(mine=mine.sum(), theirs=theirs.sum())
            yield one.name, other.name, counts["mine"].item(), counts["theirs"].item()


def _is_narrow(column: Column) -> bool:
    return column.kind in (*COMPUTED, Kind.CODE)


def _can_be_told(one: Column, other: Column) -> bool:
    """Codes of two lists are told by these, NIP in a column of texts by reading; any number or code may be a text, as
    in the name of a training.
    """
    kinds = {one.kind, other.kind}
    if not any(map(_is_narrow, (one, other))) or kinds == {Kind.CODE}:
        return False
    is_free = any(not _is_narrow(each) and each.kind is not Kind.NIP for each in (one, other))
    return not is_free or Kind.DATE in kinds


def _has_refused(table: Table, column: Column) -> bool:
    if column.kind in COMPUTED:
        values = table.frame[column.name]
        least, most = (_number(bound) for bound in (values.min(), values.max())) if column.kind is not Kind.DATE else (
            None, None)  # fmt: skip
        return (
            values.null_count() > table.text[column.name].null_count()
            or (least is not None and column.minimum is not None and least < column.minimum)
            or (most is not None and column.maximum is not None and most > column.maximum)
        )
    return column.codes is not None and not set(table.distinct(column.name)) <= set(column.codes)


def _number(value: object) -> float | None:
    return None if value is None else float(str(value))


def _belongs_to(column: Column, other: Column) -> pl.Expr:
    """Whether a cell of a column is refused there and would be taken by the other column."""
    theirs = _takes(other, column.name)
    mine = _takes(column, column.name) if _is_narrow(column) or column.kind is Kind.NIP else ~theirs
    return (pl.col(column.name).is_not_null() & ~mine & theirs).fill_null(False)


def _takes(column: Column, name: str) -> pl.Expr:
    """Whether the texts of the column `name` that are not blank could stand in this one."""
    text = pl.col(name)
    if column.codes is not None:
        return text.is_in(column.codes)
    if column.kind is Kind.NIP:
        return is_18_digits(text)
    if column.kind not in COMPUTED:
        return pl.lit(value=True)
    value = value_of(replace(column, name=name))
    takes = value.is_not_null()
    if column.minimum is not None:
        takes &= value >= column.minimum
    if column.maximum is not None:
        takes &= value <= column.maximum
    return takes.fill_null(False)


# By what is known of two columns -----------------------------------------------------------------------


def _by_order(data: Checked, table: Table) -> Iterator[Found]:
    """Dates and numbers that would be in order if they stood in one another's place."""
    for name, begin, end in PERIODS:
        if name == table.name:
            yield _counted(table.frame, begin, end, pl.col(end) < pl.col(begin), pl.col(end).is_not_null())
    if table.name != "pegawai":
        return
    years, months = pl.col("masa_kerja_tahun"), pl.col("masa_kerja_bulan")
    beyond = (months > _MOST_MONTHS) & (years <= _MOST_MONTHS)
    yield _counted(table.frame, *_WHOLLY, beyond, years.is_not_null() | months.is_not_null())
    if table.has("tmt_cpns") and table.has("tmt_pns"):
        yield from _appointments(data, table)


_MOST_MONTHS = 11
_WHOLLY = ("masa_kerja_tahun", "masa_kerja_bulan")
"""Columns with cells that either may hold: only when every row is out of range the names are exchanged."""


def _appointments(data: Checked, table: Table) -> Iterator[Found]:
    """Appointments against the NIP, and ranks that came a year after the appointment beside a TMT PNS of long after."""
    start, second, rank = pl.col("tmt_cpns"), pl.col("tmt_pns"), pl.col("tmt_pangkat")
    frame = table.frame.select("tmt_cpns", "tmt_pns", "tmt_pangkat").with_columns(
        parts_of_nip(data).select("nip_year", "nip_month")
    )
    of_nip = (second.dt.year() == pl.col("nip_year")) & (second.dt.month().cast(pl.Int32) == pl.col("nip_month"))
    both = start.is_not_null() & second.is_not_null()
    yield _counted(frame, "tmt_cpns", "tmt_pns", of_nip & (start > second), both & pl.col("nip_year").is_not_null())
    late = second > start.dt.offset_by("5y")
    early = rank.is_between(start, start.dt.offset_by("3y"))
    yield _counted(frame, "tmt_pns", "tmt_pangkat", late & early, both & rank.is_not_null())


def _by_titles(table: Table) -> Iterator[Found]:
    """Degrees where titles before a name or the name itself should stand."""
    if table.name != "pegawai" or not table.has("gelar_belakang"):
        return
    behind = pl.col("gelar_belakang")
    if table.has("gelar_depan"):
        before = pl.col("gelar_depan")
        wrong = before.str.contains(ONLY_DEGREES) & (behind.is_null() | ~behind.str.contains(ONLY_DEGREES))
        # whoever has a title before the name nearly always has one behind it
        yield _counted(table.text, "gelar_depan", "gelar_belakang", wrong, before.is_not_null() | behind.is_not_null())
    if table.has("nama"):
        undotted = table.text.select("nama", "gelar_belakang").filter(~behind.str.contains(".", literal=True))
        wrong = pl.col("nama").str.contains(ONLY_DEGREES)
        one, other, count, _ = _counted(undotted, "nama", "gelar_belakang", wrong, pl.lit(value=True))
        yield one, other, count, table.rows - int(table.text["nama"].null_count())


def _counted(frame: pl.DataFrame, one: str, other: str, wrong: pl.Expr, may_be: pl.Expr) -> Found:
    counts = frame.select(wrong=wrong.sum(), rows=may_be.sum())
    return one, other, counts["wrong"].item(), counts["rows"].item()
