"""The cells of a table in canonical text: what is certain and loses nothing is brought to it, and counted.

Damage is not repaired, and what allows two readings is not read: the cell stays as it is, with a finding that says what
to write. Conventions are decided for a column or for the file, never for one cell.
"""

from __future__ import annotations

import polars as pl

from mutasi.finding import Finding
from mutasi.message import Message, mark
from mutasi.model.nip import Nip, clean_nip, parse_nip
from mutasi.model.table import Table, make_table
from mutasi.model.tables import Kind, TableDeclaration, declaration
from mutasi.read.cells import TextTable
from mutasi.read.dates import FIRST_YEAR, LAST_YEAR, DateOrder, SerialBase
from mutasi.read.draft import Cell, Draft
from mutasi.read.layouts import name_key
from mutasi.read.normal_dates import propose_cut_nips, write_dates
from mutasi.read.normal_numbers import MAY_BE_GROUPED, write_numbers
from mutasi.read.numbers import DecimalSign

_NO_BREAK_SPACES = "[\u00a0\u2007\u202f]"
_EDGES = " \t\r\n"
_NIP = r"^[0-9]{18}$"
_MAY_HOLD_A_NIP = "(?:19|20)[0-9]{6}"
_FREE = (Kind.TEXT, Kind.LIST, Kind.PAIRS)


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
    table = make_table(name, text.frame, text.positions, path, text.told)
    if decimal != DecimalSign.COMMA and _is_canonical(table, decimal):
        return table, ()
    normal, findings = normalised(text, declaration(name), decimal=decimal, date_order=date_order, serials=serials)
    return make_table(name, normal.frame, normal.positions, path, normal.told), findings


def normalised(
    text: TextTable,
    table: TableDeclaration,
    *,
    decimal: str | None = None,
    date_order: DateOrder | None = None,
    serials: SerialBase | None = None,
) -> tuple[TextTable, tuple[Finding, ...]]:
    """The cells in canonical text, in the same places, with the findings. Doing it twice changes nothing more."""
    draft = Draft(text, table, text.frame, {name: set(rows) for name, rows in text.told.items()})
    write_texts(draft)
    write_nips(draft)
    find_shifted_rows(draft)
    write_codes(draft)
    write_dates(draft, date_order, serials)
    propose_cut_nips(draft)
    write_numbers(draft, None if decimal is None else DecimalSign(decimal))
    return draft.finished()


# ---- tables with nothing to do


def _is_canonical(table: Table, decimal: str | None) -> bool:
    """Whether every cell is canonical, told without looking at those whose values are there."""
    present = [column for column in table.declaration.columns if table.has(column.name)]
    computed = [column.name for column in present if column.kind in (Kind.DATE, Kind.INTEGER, Kind.DECIMAL)]
    if any(table.text[name].null_count() != table.frame[name].null_count() for name in computed):
        return False
    dates = [column.name for column in present if column.kind is Kind.DATE]
    if not _all_hold(table.frame, [pl.col(name).dt.year().is_between(FIRST_YEAR, LAST_YEAR) for name in dates]):
        return False
    tests = [_is_nip(column.name) for column in present if column.kind is Kind.NIP]
    tests += [pl.col(column.name).is_in(column.codes or ()) for column in present if column.kind is Kind.CODE]
    if decimal is None:
        decimals = [column.name for column in present if column.kind is Kind.DECIMAL]
        tests += [~pl.col(name).str.contains(MAY_BE_GROUPED) for name in decimals]
    coded = {column.name for column in present if column.kind not in _FREE}
    tests += [_is_plain(name) for name in table.text.columns if name not in coded]
    return _all_hold(table.text, tests)


def _all_hold(frame: pl.DataFrame, tests: list[pl.Expr]) -> bool:
    """Whether every test holds in every row where it can be told."""
    found = frame.select(test.all().alias(str(number)) for number, test in enumerate(tests))
    return all(column.item() for column in found.iter_columns())


def _is_nip(name: str) -> pl.Expr:
    return (pl.col(name).str.len_bytes() == 18) & pl.col(name).cast(pl.UInt64, strict=False).is_not_null()


def _is_plain(name: str) -> pl.Expr:
    """Whether a text has neither letters beyond ASCII nor line ends, of which some would have to be changed."""
    text = pl.col(name)
    return (text.str.len_bytes() == text.str.len_chars()) & ~text.str.contains("\n", literal=True)


# ---- texts


def write_texts(draft: Draft) -> None:
    """Free text without no-break spaces and line ends at its edges, and with every letter in one form of Unicode."""
    coded = {column.name for column in draft.table.columns if column.kind not in _FREE}
    for name in draft.frame.columns:
        if name not in coded and not draft.frame.select(_is_plain(name).all()).item():
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
        ("spaces", mark("{count} texts of {name} held no-break spaces and are read with plain ones")),
        (
            "form",
            mark(
                "{count} texts of {name} were written with combining letters and are read in one form of Unicode (NFC)"
            ),
        ),
        ("edges", mark("{count} texts of {name} began or ended with a blank and are read without")),
    ):
        rows = steps[change].arg_true()
        if len(rows):
            draft.counted("NILAI-05", name, rows, Message(message, count=len(rows), name=name))
    draft.frame = draft.frame.with_columns(steps["text"].alias(name))


# ---- NIP


def write_nips(draft: Draft) -> None:
    """NIP without what people and programs put around their digits."""
    for column in draft.columns(Kind.NIP):
        cells = draft.doubtful(column.name, pl.col(column.name).str.contains(_NIP))
        values = {row: clean for row, text in cells if (clean := clean_nip(text)) != text}
        if values:
            message = Message(
                "{count} NIP were written with spaces, an apostrophe or other signs and are read without",
                count=len(values),
            )
            draft.put(column.name, values)
            draft.counted("NILAI-01", column.name, values, message)


def find_shifted_rows(draft: Draft) -> None:
    """Rows whose NIP stands in a column of text: their cells are not where the header says."""
    nips, texts = draft.columns(Kind.NIP), [column.name for column in draft.columns(Kind.TEXT)]
    if not nips or not texts:
        return
    nip = nips[0].name
    suspect = ~pl.col(nip).str.contains(_NIP).fill_null(False) & pl.any_horizontal(
        pl.col(texts).str.contains(_MAY_HOLD_A_NIP).fill_null(False)
    )
    places = draft.frame.columns
    for record in draft.frame.with_row_index("row").filter(suspect).iter_rows(named=True):
        found = [name for name in texts if isinstance(parse_nip(clean_nip(record[name] or "")), Nip)]
        if not found:
            continue
        by = min((places.index(name) - places.index(nip) for name in found), key=abs)
        message = Message(
            "the cells of this row seem to be shifted by {count} column(s): the NIP stands under {found}",
            count=by,
            found=places[places.index(nip) + by],
        )
        fix = Message("move the cells of the row so that the NIP stands under {name}", name=nip)
        draft.shifted(record["row"], places[places.index(nip) + by], message, fix)


# ---- codes


def write_codes(draft: Draft) -> None:
    """Codes in the spelling of their list, where letters and digits are those of exactly one code."""
    for column in draft.columns(Kind.CODE):
        codes = column.codes or ()
        keys: dict[str, list[str]] = {}
        for code in codes:
            keys.setdefault(name_key(code), []).append(code)
        values: dict[int, str | None] = {}
        first: Cell | None = None
        for cell in draft.doubtful(column.name, pl.col(column.name).is_in(codes)):
            meant = keys.get(name_key(cell.text), [])
            if len(meant) == 1:
                values[cell.row] = meant[0]
                first = first or cell
        if first is not None:
            message = Message(
                "{count} codes of {name} were spelt like '{example}' and are read as in the list ('{read}')",
                count=len(values),
                name=column.name,
                example=first.text,
                read=values[first.row],
            )
            draft.put(column.name, values)
            draft.counted("NILAI-02", column.name, values, message)
