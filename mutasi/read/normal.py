"""The cells of a table in canonical text: what is certain and loses nothing is brought to it, and counted.

Damage is not repaired, and what allows two readings is not read: the cell stays as it is, with a finding that says what
to write. Conventions are decided for a column or for the file, never for one cell.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from types import MappingProxyType

import polars as pl

from mutasi.finding import Finding
from mutasi.message import Message, mark
from mutasi.model.nip import clean_nip
from mutasi.model.table import COMPUTED, Table, is_18_digits, is_one_of, make_table, retyped
from mutasi.model.tables import FREE_KINDS, Kind, TableDeclaration, declaration
from mutasi.model.years import FIRST_YEAR, LAST_YEAR
from mutasi.read.cells import TextTable
from mutasi.read.dates import DateOrder, SerialBase
from mutasi.read.draft import Draft
from mutasi.read.no_value import references, stands_for_none, tell_missing, write_missing
from mutasi.read.normal_dates import propose_cut_nips, write_dates
from mutasi.read.normal_numbers import MAY_BE_GROUPED, write_numbers
from mutasi.read.numbers import DecimalSign
from mutasi.read.shifted import find_shifted_rows
from mutasi.read.spelling import code_meant
from mutasi.read.totals import find_rows_of_totals

_NO_BREAK_SPACES = "[\u00a0\u2007\u202f]"
_EDGES = " \t\r\n"
YEARS = (datetime.date(FIRST_YEAR, 1, 1), datetime.date(LAST_YEAR, 12, 31))


def normal_table(
    text: TextTable,
    name: str,
    path: str,
    *,
    decimal: str | None = None,
    date_order: DateOrder | None = None,
    serials: SerialBase | None = None,
) -> tuple[Table, tuple[Finding, ...]]:
    """The table `name` from its cells as read, normalised. Tables that are canonical already pay next to nothing.

    What the office declares for the file decides what the cells leave open: the decimal sign, the order of day and
    month, and the day from which numbers count that stand for dates.
    """
    table = make_table(name, text.frame, text.positions, path, text.signs)
    columns = doubtful_columns(table, decimal)
    if not columns:
        return table, ()
    normal, findings = normalised(
        text, declaration(name), columns=columns, suspects=_suspects(table, columns), decimal=decimal,
        date_order=date_order, serials=serials,
    )  # fmt: skip
    changed = {name for name in columns if not normal.frame[name].equals(text.frame[name])}
    return retyped(table, normal.frame, changed, normal.told), findings


def normalised(
    text: TextTable,
    table: TableDeclaration,
    *,
    columns: frozenset[str] | None = None,
    suspects: Mapping[str, pl.Series] = MappingProxyType({}),
    decimal: str | None = None,
    date_order: DateOrder | None = None,
    serials: SerialBase | None = None,
) -> tuple[TextTable, tuple[Finding, ...]]:
    """The cells in canonical text, in the same places, with the findings. Only `columns` are looked at when
    given, and of those in `suspects` only these rows.
    """
    draft = Draft(text, table, text.frame, frozenset(text.frame.columns) if columns is None else columns, suspects)
    write_texts(draft)
    write_nips(draft)
    find_rows_of_totals(draft)
    find_shifted_rows(draft)
    write_missing(draft)
    write_codes(draft)
    write_dates(draft, date_order, serials)
    propose_cut_nips(draft)
    write_numbers(draft, None if decimal is None else DecimalSign(decimal))
    return draft.finished()


# ---- columns with nothing to do


def doubtful_columns(table: Table, decimal: str | None = None) -> frozenset[str]:
    """The columns that may hold a cell that is not canonical, found without looking at cells whose values are there."""
    tests: dict[str, pl.Expr] = {}
    years: dict[str, pl.Expr] = {}
    found = set()
    for column in table.declaration.columns:
        name = column.name
        if not table.has(name):
            continue
        if column.kind in COMPUTED and table.text[name].null_count() != table.frame[name].null_count():
            found.add(name)
        elif column.kind is Kind.DATE:
            years[name] = pl.col(name).is_between(*YEARS)
        elif column.kind is Kind.DECIMAL and decimal != DecimalSign.POINT:
            tests[name] = ~pl.col(name).str.contains(MAY_BE_GROUPED if decimal is None else r"\.")
        elif column.kind is Kind.NIP:
            tests[name] = is_18_digits(pl.col(name))
        elif column.kind is Kind.CODE and not frozenset(column.codes or ()).issuperset(table.distinct(name)):
            found.add(name)
    judged = {column.name for column in table.declaration.columns if column.kind not in FREE_KINDS}
    tests |= {one.name: ~stands_for_none(one) for one in references(table.declaration) if table.has(one.name)}
    if table.signs.beyond_ascii or table.signs.line_ends:
        plain = {name: is_plain(name) for name in table.text.columns if name not in judged}
        tests |= {name: tests[name] & test if name in tests else test for name, test in plain.items()}
    return frozenset(found | _failing(table.text, tests) | _failing(table.frame, years))


def _suspects(table: Table, columns: frozenset[str]) -> dict[str, pl.Series]:
    """The rows of columns of dates and codes whose cells may not be canonical."""
    found = {}
    for column in table.declaration.columns:
        name = column.name
        if name in columns and column.kind is Kind.DATE:
            sound = table.frame[name].is_between(*YEARS).fill_null(False)
            found[name] = (table.text[name].is_not_null() & ~sound).arg_true()
        elif name in columns and column.kind is Kind.CODE:
            strange = set(table.distinct(name)).difference(column.codes or ())
            found[name] = table.text.select(is_one_of(pl.col(name), strange)).to_series().arg_true()
    return found


def _failing(frame: pl.DataFrame, tests: Mapping[str, pl.Expr]) -> set[str]:
    """The columns with a row in which their test does not hold."""
    held = frame.select(test.all().alias(name) for name, test in tests.items())
    return {column.name for column in held.iter_columns() if not column.item()}


def is_plain(name: str) -> pl.Expr:
    """Whether a text has neither letters beyond ASCII nor line ends at its edges, which may have to change."""
    text = pl.col(name)
    edges = (text > " ") & ~text.str.ends_with("\n") & ~text.str.ends_with("\r")
    return edges & (text.str.len_bytes() == text.str.len_chars())


# ---- texts


def write_texts(draft: Draft) -> None:
    """Free text without no-break spaces and line ends at its edges, and with every letter in one form of Unicode."""
    coded = {column.name for column in draft.table.columns if column.kind not in FREE_KINDS}
    for name in draft.frame.columns:
        if name in draft.looked_at and name not in coded:
            _write_text(draft, name)


def _write_text(draft: Draft, name: str) -> None:
    text = pl.col(name)
    spaced = text.str.replace_all(_NO_BREAK_SPACES, " ")
    whole = spaced.str.normalize("NFC").str.strip_chars(_EDGES)
    steps = draft.frame.select(
        spaces=text != spaced,
        form=spaced != spaced.str.normalize("NFC"),
        edges=text.str.strip_chars(_EDGES) != text,
        text=pl.when(whole != "").then(whole),
    )
    for change, message in (
        ("spaces", mark("{count} text(s) of {name} read with plain spaces instead of no-break spaces")),
        (
            "form",
            mark("{count} text(s) of {name} read in one form of Unicode (NFC): letters were written in parts"),
        ),
        ("edges", mark("{count} text(s) of {name} read without blanks at the edges")),
    ):
        rows = steps[change].arg_true()
        if len(rows):
            draft.counted("NILAI-05", name, rows, Message(message, count=len(rows), name=name))
    if (steps["spaces"] | steps["form"] | steps["edges"]).any():
        draft.replace(steps["text"].alias(name))


# ---- NIP


def write_nips(draft: Draft) -> None:
    """NIP without what people and programs put around their digits."""
    for name in (column.name for column in draft.columns(Kind.NIP)):
        values = {row: clean for row, text in draft.malformed_nips(name) if (clean := clean_nip(text)) != text}
        if values:
            message = Message(
                "{count} NIP are read without the spaces, apostrophes and other signs around their digits",
                count=len(values),
            )
            draft.put(name, values)
            draft.counted("NILAI-01", name, values, message)


# ---- codes


def write_codes(draft: Draft) -> None:
    """Codes in the spelling of their list, where the text is another spelling of one code alone."""
    columns = {column.name: column for column in draft.columns(Kind.CODE)}
    cells = draft.doubtful({name: pl.col(name).is_in(column.codes or ()) for name, column in columns.items()})
    for name, column in columns.items():
        place = f"{draft.table.name}.{name}"
        known = {text: code_meant(text, column, place) for text in {cell.text for cell in cells[name]}}
        values = {cell.row: code for cell in cells[name] if (code := known[cell.text])}
        without = [cell for cell in cells[name] if known[cell.text] == ""]
        if without:
            draft.put(name, dict.fromkeys((cell.row for cell in without), None))
            tell_missing(draft, name, [cell.row for cell in without], without[0].text)
        if values:
            first = min(values)
            message = Message(
                "{count} code(s) of {name} read in the spelling of the list, such as '{example}' as '{read}'",
                count=len(values),
                name=name,
                example=draft.frame[first, name],
                read=values[first],
            )
            draft.put(name, values)
            draft.counted("NILAI-02", name, values, message)
