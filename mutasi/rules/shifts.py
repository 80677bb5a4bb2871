"""Whole columns that slipped: to other rows, by some days, or into one another's place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations

import polars as pl

from mutasi.finding import Severity
from mutasi.message import Message
from mutasi.model.exchanged import LEAST_CELLS, LEAST_PERCENT, how_to_exchange, speaks_for_header
from mutasi.model.settings import Whole
from mutasi.model.table import Table
from mutasi.model.tables import Column
from mutasi.rules.columns import HEADER
from mutasi.rules.foreign import exchanged_pairs, foreign_cells
from mutasi.rules.nip import parts_of_nip
from mutasi.rules.records import referring, rows_that_name_nothing
from mutasi.rules.rule import Checked, Fault, rule

NEIGHBOURS = (1, -1, 2, -2, 3, -3)
"""How many rows away a slipped cell is looked for."""


@rule(
    code="KOLOM-11",
    name="columns-exchanged",
    severity=Severity.ERROR,
    settings={"baris": Whole(LEAST_CELLS, least=1), "persen": Whole(LEAST_PERCENT, most=100)},
    reads=referring,
)
def columns_exchanged(data: Checked) -> Iterator[Fault]:
    """When nearly all values of a column are codes of another one, name records of the table to which another one
    refers, or are the dates that the NIP has for another one, the header is wrong and not the values; likewise when the
    values of two columns are refused by their own declaration and taken by the other's, or would be in order if they
    were exchanged. Of fewer than `baris` cells all must be, in both columns.

    Exchange the two names in the header, or bring each cell under its own name.
    """
    least, percent = data.settings["baris"], data.settings["persen"]
    if data.dataset.has("pegawai"):
        yield from _dates_exchanged(data, least, percent)
    yield from _references_exchanged(data, least, percent)
    yield from _keys_exchanged(data, least, percent)
    for table in data.dataset.tables.values():
        for one, other, count in exchanged_pairs(table, foreign_cells(data, table), least, percent):
            yield _exchanged(table, one, other, count)
        yield from _codes_exchanged(data, table, least, percent)


DATES_OF_NIP = ("tanggal_lahir", "tmt_cpns")


def _codes_exchanged(data: Checked, table: Table, least: int, percent: int) -> Iterator[Fault]:
    """Codes under the name of another list; one fault where two columns hold each other's."""
    coded = [column for column in table.declaration.columns if column.codes and table.has(column.name)]
    counts = {column.name: counts_of(data, table, column.name) for column in coded}
    really = {column.name: _really(counts, column, coded, least, percent) for column in coded}
    for number, column in enumerate(coded):
        other = really[column.name]
        if other is None:
            continue
        if really[other.name] is not column:
            message = Message(
                "the values under {name} are those of the column {other}", name=column.name, other=other.name
            )
            fix, both = how_to_exchange(column.name, other.name), (column.name, other.name)
            yield Fault(table.name, HEADER, column.name, message, fix, identity=both)
        elif other not in coded[:number]:
            cells = sum(sum(counts[each.name].values()) for each in (column, other))
            yield _exchanged(table, column.name, other.name, cells)


def _exchanged(table: Table, one: str, other: str, count: int) -> Fault:
    message = Message("the values under {name} and {other} are each those of the other column", name=one, other=other)
    return Fault(table.name, HEADER, one, message, how_to_exchange(one, other), extent=count, identity=(one, other))


def _dates_exchanged(data: Checked, least: int, percent: int) -> Iterator[Fault]:
    """Birth dates that are the NIP's month of appointment, and appointments that are its birth date."""
    born, start = DATES_OF_NIP
    parts, table = parts_near_differing(data), data.dataset.tables["pegawai"]
    month = pl.col("nip_month").is_between(1, 12)
    same_month = ~month | (pl.col(born).dt.month().cast(pl.Int32) == pl.col("nip_month"))
    crossed = (pl.col(start) == pl.col("nip_born")) & (pl.col(born).dt.year() == pl.col("nip_year")) & same_month
    count = parts.filter(pl.col("born_differs"), crossed).height
    if speaks_for_header(count, table.rows, least, percent):
        yield _exchanged(table, born, start, count)


def _references_exchanged(data: Checked, least: int, percent: int) -> Iterator[Fault]:
    """Two columns of which each names records of the table to which the other one refers."""
    for table in data.dataset.tables.values():
        refers = [column for column in table.declaration.columns if column.refers_to and table.has(column.name)]
        for one, other in combinations(refers, 2):
            if one.refers_to == other.refers_to or not _have_targets(data, one, other):
                continue
            if _is_told_by_reading(table, one.name, least, percent):
                continue
            counts = [_naming(data, table, this, that) for this, that in ((one, other), (other, one))]
            filled = [table.rows - int(table.text[column.name].null_count()) for column in (one, other)]
            pairs = tuple(zip(counts, filled, strict=True))
            speaking = [speaks_for_header(count, cells, least, percent) for count, cells in pairs]
            # a column that is blank says nothing against it, but a few cells are too few then
            if all(speaking) or (any(speaking) and 0 in filled and sum(counts) >= least):
                yield _exchanged(table, one.name, other.name, sum(counts))


def _keys_exchanged(data: Checked, least: int, percent: int) -> Iterator[Fault]:
    """A key and the names beside it: what other records refer to is no key and stands among the names."""
    for target in data.dataset.tables.values():
        key = target.declaration.entity
        if key == "nip" or not target.declaration.unique or not (target.has(key) and target.has("nama")):
            continue
        refers = [(table, column) for table in data.dataset.tables.values() for column in table.declaration.columns
                  if column.refers_to == (target.name, key) and table.has(column.name)]  # fmt: skip
        cells = sum(table.rows - int(table.text[column.name].null_count()) for table, column in refers)
        lost = [table.text[column.name].gather(rows_that_name_nothing(data, table, column, target))
                for table, column in refers]  # fmt: skip
        if sum(map(len, lost)) < least or not speaks_for_header(sum(map(len, lost)), cells, least, percent):
            continue
        names = target.texts(("nama",), pl.int_range(target.rows, eager=True))["nama"].drop_nulls()
        count = sum(int(texts.is_in(names.implode()).sum()) for texts in lost)
        if count >= least and speaks_for_header(count, cells, least, percent):
            yield _exchanged(target, key, "nama", count)


def _is_told_by_reading(table: Table, name: str, least: int, percent: int) -> bool:
    """Whether reading has told that the NIP of this column stand elsewhere."""
    return speaks_for_header(len(table.told.get(name, ())), table.rows, least, percent)


def _have_targets(data: Checked, *columns: Column) -> bool:
    tables = data.dataset.tables
    return all(one.refers_to and one.refers_to[0] in tables and tables[one.refers_to[0]].has(one.refers_to[1])
               for one in columns)  # fmt: skip


def _naming(data: Checked, table: Table, column: Column, other: Column) -> int:
    """How many cells name no record of their own table and one of that of the other column."""
    assert column.refers_to is not None
    assert other.refers_to is not None
    own, foreign = (data.dataset.tables[name] for name, _ in (column.refers_to, other.refers_to))
    lost = rows_that_name_nothing(data, table, column, own)
    texts = table.text[column.name]
    if 2 * len(lost) < len(texts) - texts.null_count():  # most columns are right
        return 0
    return int(texts.gather(lost).is_in(foreign.text[other.refers_to[1]].implode()).sum())


def counts_of(data: Checked, table: Table, column: str) -> Mapping[str, int]:
    """How often each text stands in a column of codes."""
    return data.once(f"counts of {column} of {table.name}", lambda: table.counts(column))


def _really(
    counts: Mapping[str, Mapping[str, int]], column: Column, coded: list[Column], least: int, percent: int
) -> Column | None:
    """The column to which the values belong, when they are not its own."""
    for other in coded:
        fitting, filled = _foreign(counts[column.name], column, other)
        if other is column or not speaks_for_header(fitting, filled, least, percent):
            continue
        back, cells = _foreign(counts[other.name], other, column)
        # a few cells say nothing of a header unless those of the other column say the same
        if fitting >= least or back == cells > 0:
            return other
    return None


def _foreign(counts: Mapping[str, int], column: Column, other: Column) -> tuple[int, int]:
    """How many cells of a column have no code of its own and one of the other, and how many have any text."""
    own, codes = column.codes or (), other.codes or ()
    return sum(count for text, count in counts.items() if text not in own and text in codes), sum(counts.values())


@rule(
    code="NIP-08",
    name="column-slipped",
    severity=Severity.ERROR,
    basis=("NIP",),
    settings={"baris": Whole(5, least=1)},
    tables=("pegawai",),
    reads={},
)
def column_slipped(data: Checked) -> Iterator[Fault]:
    """Dates of many people that fit the NIP of the row above or below, or differ from their own by the same days.

    A column was sorted alone, a cell was deleted with all below moving up, or a program counted days from another
    day. Take the column anew from its source; correcting single rows would hide it.
    """
    parts, least = parts_near_differing(data), data.settings["baris"]
    if max(parts["born_differs"].sum(), parts["start_differs"].sum()) < least:
        return
    for column, told in (("tanggal_lahir", "born"), ("tmt_cpns", "start")):
        if parts[f"{told}_differs"].sum() >= least:
            frame = _dates_beside_nip(parts, told)
            yield from _slipped(frame, frame.filter(f"{told}_differs"), column, told, least)


SLIPPING = ("row", "tanggal_lahir", "tmt_cpns", "nip_born", "nip_year", "nip_month", "born_differs", "start_differs")


def parts_near_differing(data: Checked) -> pl.DataFrame:
    """`parts_of_nip` in SLIPPING for at least the rows that differ and their neighbours, in their order."""
    return data.once("nip parts near differing", lambda: parts_of_nip(data).select(SLIPPING))


def _dates_beside_nip(parts: pl.DataFrame, told: str) -> pl.DataFrame:
    """The rows of pegawai whose dates differ and their neighbours, in their order, with both dates and those of the
    NIP; null where the NIP has none. TMT by their month.
    """
    differs = pl.col(f"{told}_differs")
    near = pl.any_horizontal(differs, *(differs.shift(-rows, fill_value=False) for rows in NEIGHBOURS))
    return parts.filter(near).with_columns(
        born=pl.col("tanggal_lahir"),
        start=pl.col("tmt_cpns").dt.truncate("1mo"),
        nip_start=pl.when(pl.col("nip_month") <= 12).then(pl.date("nip_year", "nip_month", 1)),
    )


def _slipped(frame: pl.DataFrame, differing: pl.DataFrame, column: str, told: str, least: int) -> Iterator[Fault]:
    """One fault when at least half of the rows that differ have slipped in the same way."""
    fix = Message("take the whole column anew from its source")
    for rows in NEIGHBOURS:
        is_neighbour = pl.col("row").cast(pl.Int64).diff(rows) == rows
        fits = frame.filter(
            pl.col(f"{told}_differs") & is_neighbour & (pl.col(told) == pl.col(f"nip_{told}").shift(rows))
        )
        if fits.height >= least and 2 * fits.height >= differing.height:
            side = Message("above") if rows > 0 else Message("below")
            message = Message(
                "{count} cells of {column} fit the NIP {rows} row(s) {side} their own",
                count=fits.height, column=column, rows=abs(rows), side=side,
            )  # fmt: skip
            yield Fault("pegawai", fits["row"][0], column, message, fix, extent=fits.height, identity=(column,))
            return
    days = differing.select("row", days=(pl.col(column) - pl.col(f"nip_{told}")).dt.total_days()).drop_nulls()
    counted = days.group_by("days").agg(pl.len(), pl.col("row").min()).sort("len", "row", descending=[True, False])
    if counted.height and counted["len"][0] >= least and 2 * counted["len"][0] >= differing.height:
        by = counted["days"][0]
        side = Message("after") if by > 0 else Message("before")
        message = Message(
            "{count} cells of {column} lie the same {days} day(s) {side} the date of the NIP",
            count=counted["len"][0], column=column, days=abs(by), side=side,
        )  # fmt: skip
        yield Fault("pegawai", counted["row"][0], column, message, fix, extent=counted["len"][0], identity=(column,))
