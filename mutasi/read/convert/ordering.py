"""Which of day and month comes first in the dates of an export."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

from mutasi.message import Message
from mutasi.model.nip import Nip
from mutasi.read.convert.export import Cells, Export
from mutasi.read.convert.values import read_nip
from mutasi.read.dates import DateCell, OrderDecision, decide_order, declared_order

_BORN = "tanggal_lahir"


def order_of(export: Export, rows: Sequence[tuple[int, Cells]], table: str) -> OrderDecision:
    """The order of all dates: as the layout states it, else as the user says, else as the rows prove it.

    When nothing tells it the whole file is refused, with a note.
    """
    if not export.dates():
        return OrderDecision()
    if export.layout.date_order is not None:
        return OrderDecision(export.layout.date_order)
    if export.dialect.dates:
        return declared_order(export.dialect.dates)
    decision = decide_order(_date_cells(export, rows))
    if not decision.is_clear:
        _refuse_file(export, decision, len(rows), table)
    return decision


def _date_cells(export: Export, rows: Sequence[tuple[int, Cells]]) -> Iterator[DateCell]:
    fields = export.dates()
    for number, cells in rows:
        born = _born(cells["nip"])
        for field in fields:
            if cells[field]:
                yield DateCell(cells[field], number, field, born if field == _BORN else None)


def _born(text: str) -> datetime.date | None:
    nip = read_nip(text)
    return nip.born if isinstance(nip, Nip) else None


def _refuse_file(export: Export, decision: OrderDecision, rows: int, table: str) -> None:
    doubt = decision.doubt()
    if doubt is None:
        return
    first, other, message = doubt
    export.notes.add(
        "KONVERSI-04",
        message,
        export.place(first.row, first.field),
        table=table,
        header=export.header(first.field),
        value=first.text,
        fix=Message("export again as .xlsx, where dates are no text, or write all dates as year-month-day"),
        related=() if other is None else (export.place(other.row, other.field),),
        rows=rows,
    )
