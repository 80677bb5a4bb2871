"""Rows whose NIP stands under another name: cells that slipped, or names that are exchanged in the header."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import polars as pl

from mutasi.message import Message
from mutasi.model.exchanged import LEAST_CELLS, how_to_exchange, speaks_for_header
from mutasi.model.nip import Nip, clean_nip, parse_nip
from mutasi.model.tables import FREE_KINDS, Column, Kind
from mutasi.read.draft import Draft
from mutasi.read.no_value import texts_for_none
from mutasi.read.spelling import code_meant

_MAY_HOLD_A_NIP = "(?:19|20)[0-9]{6}"
Record = Mapping[str, str | None]


def find_shifted_rows(draft: Draft) -> None:
    """Rows whose NIP stands in a column of text: their cells are not where the header says."""
    nip = next((column.name for column in draft.table.columns if column.kind is Kind.NIP), "")
    texts = [column.name for column in draft.table.columns if column.kind is Kind.TEXT]
    texts = [name for name in texts if name in draft.frame.columns]
    if nip not in draft.frame.columns or not texts:
        return
    rows = draft.not_18_digits(nip)
    without = draft.frame[rows].with_columns(row=rows)
    suspect = pl.any_horizontal(pl.col(texts).str.contains(_MAY_HOLD_A_NIP))
    places = draft.frame.columns
    found: dict[int, str] = {}
    records: list[Record] = []
    for record in without.filter(suspect).iter_rows(named=True):
        under = [name for name in texts if _is_nip(record[name] or "")]
        if under:
            found[record["row"]] = min(under, key=lambda name: abs(places.index(name) - places.index(nip)))
            records.append(record)
    elsewhere = _column_of_nips(draft, nip, found, records)
    if elsewhere:
        _tell_header(draft, nip, elsewhere, [row for row, name in found.items() if name == elsewhere])
        found = {row: name for row, name in found.items() if name != elsewhere}
    for row, name in found.items():
        _tell_row(draft, nip, row, name, places.index(name) - places.index(nip))


def _column_of_nips(draft: Draft, nip: str, found: Mapping[int, str], records: Sequence[Record]) -> str:
    """The column in which nearly all NIP stand; empty when only some rows have theirs elsewhere. Of a few rows nothing
    but the NIP and the cell in its place may be elsewhere.
    """
    for name, count in Counter(found.values()).most_common(1):
        if not speaks_for_header(count, draft.frame.height):
            continue
        if count >= LEAST_CELLS or all(_is_exchanged(draft, record, nip, name) for record in records):
            return name
    return ""


def _is_exchanged(draft: Draft, record: Record, nip: str, name: str) -> bool:
    """Whether a row is in order but for these two cells. A number of the row in place of the NIP comes from a slip, and
    so may a text that another column of texts would have given.
    """
    if not any(sign.isalpha() for sign in record[nip] or ""):
        return False
    places = draft.frame.columns
    judged = {one.name: one for one in draft.table.columns if one.kind not in FREE_KINDS and one.name in places}
    filled = {one: text for one in judged if one != nip and (text := record[one])}
    filled = {one: text for one, text in filled.items() if text not in texts_for_none(judged[one])}
    fitting = [_fits(draft, judged[one], text) for one, text in filled.items()]
    source = 2 * places.index(nip) - places.index(name)  # whence a slip would have brought what stands there
    origin = judged.get(places[source]) if 0 <= source < len(places) else None
    is_slip = origin is not None and _fits(draft, origin, record[nip] or "")
    may_be_slip = 0 <= source < len(places) and origin is None
    return all(fitting) and not is_slip and (bool(fitting) or not may_be_slip)


def _fits(draft: Draft, column: Column, text: str) -> bool:
    """Whether a text can be meant as a value of the column, in whatever spelling."""
    if column.kind is Kind.CODE:
        return code_meant(text, column, f"{draft.table.name}.{column.name}") is not None
    if column.kind is Kind.NIP:
        return _is_nip(text)
    return any(sign.isdigit() for sign in text)


def _is_nip(text: str) -> bool:
    return isinstance(parse_nip(clean_nip(text)), Nip)


def _tell_header(draft: Draft, nip: str, elsewhere: str, rows: Sequence[int]) -> None:
    """One finding about the two names; no cell below them is looked at."""
    message = Message("the NIP stand under {found} and not under {name}: the header is wrong, no row is shifted",
                      found=elsewhere, name=nip)  # fmt: skip
    draft.header("KOLOM-11", nip, rows, message, how_to_exchange(nip, elsewhere), (elsewhere,))


def _tell_row(draft: Draft, nip: str, row: int, name: str, by: int) -> None:
    side = Message("to the right") if by > 0 else Message("to the left")
    message = Message(
        "the cells of this row seem to be shifted by {count} column(s) {side}: the NIP stands under {found}",
        count=abs(by), side=side, found=name,
    )  # fmt: skip
    fix = Message("move the cells of the row so that the NIP stands under {name}", name=nip)
    draft.shifted(row, name, message, fix)
