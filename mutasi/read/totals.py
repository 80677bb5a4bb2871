"""Rows that sum up the others: ``Jumlah,8`` below a list of people."""

from __future__ import annotations

import re

import polars as pl

from mutasi.message import Message
from mutasi.model.tables import Kind
from mutasi.read.draft import Draft

_WORDS = r"(?:jumlah|total|jml)"
_OF_WHAT = rf"(?: (?:{_WORDS}|pegawai|pns|asn|seluruh(?:nya)?|semua))*"
_TOTAL = re.compile(rf"(?:(?:sub|grand)[ -]?)?{_WORDS}{_OF_WHAT}\s*[:=.]?", re.IGNORECASE)
_SUM = re.compile(r"[0-9.,%\s-]+(?:orang|org)?", re.IGNORECASE)


def find_rows_of_totals(draft: Draft) -> None:
    """Rows without a NIP that hold nothing but the word for a total and numbers."""
    nip = next((column.name for column in draft.table.columns if column.kind is Kind.NIP), "")
    if nip not in draft.frame.columns:
        return
    rows = draft.not_18_digits(nip)
    suspect = pl.any_horizontal(pl.all().exclude("row").str.contains(f"(?i){_WORDS}"))
    for record in draft.frame[rows].with_columns(row=rows).filter(suspect.fill_null(False)).iter_rows(named=True):
        row = record.pop("row")
        filled = {name: text for name, text in record.items() if text}
        words = [name for name, text in filled.items() if _TOTAL.fullmatch(text.strip())]
        others = (text for name, text in filled.items() if name not in words)
        if words and all(_SUM.fullmatch(text.strip()) for text in others):
            message = Message("this row is no record but a total")
            draft.shifted(row, words[0], message, Message("delete the row"), "NILAI-14")
