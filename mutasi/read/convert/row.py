"""One row of an export while it is read: its cells as values, and what is noted about them."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from mutasi.finding import Location
from mutasi.message import Message
from mutasi.model.tables import Column, Need, declaration
from mutasi.read.convert.export import Cells, Export
from mutasi.read.convert.notes import BLANK
from mutasi.read.convert.values import CodeFault, Decoded, decimal_number, decode, whole_number
from mutasi.read.dates import DateFault, OrderDecision, read_date
from mutasi.read.layouts import CellKind, CodeMap, Field
from mutasi.read.spelling import SpellingFault

Spelling = Callable[[str], str | SpellingFault]
"""What reads a name in the spellings of offices."""

DATE_FAULTS = {
    DateFault.FORM: Message("it is no date of a known form"),
    DateFault.YEAR: Message("there is no such year in a career"),
    DateFault.DAY: Message("there is no such day in the calendar"),
    DateFault.NO_DATE: Message("it stands for no date"),
    DateFault.ORDER: Message("nothing tells which of its numbers is the day"),
    DateFault.SERIAL: Message("it is a number, and nothing in the file tells that it counts days"),
    DateFault.SHORT_YEAR: Message("its century is not told"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A row by its number from 0. `key` names the record in findings of `table`."""

    export: Export
    number: int
    cells: Cells
    table: str
    key: str

    def place(self, field: str | None = None) -> Location:
        return self.export.place(self.number, field)

    def note(
        self,
        code: str,
        field: str,
        message: Message,
        *,
        fix: Message | None = None,
        related: tuple[Location, ...] = (),
        missing: bool = False,
    ) -> None:
        """A finding about a cell, or about the whole row when `field` is empty. An error refuses the row."""
        self.export.notes.add(
            code,
            message,
            self.place(field or None),
            table=self.table,
            key=self.key,
            header=self.export.header(field, self.number) if field else "",
            value=self.cells[field] if field else "",
            fix=fix,
            related=related,
            missing=missing,
        )

    def miss(self, field: str) -> None:
        """A needed value is blank in the source."""
        self.export.notes.miss(self.export.header(field, self.number), BLANK, self.place(field))

    def is_whole(self, raw: Cells, *needed: str) -> bool:
        """Whether the row can be taken: the needed cells are filled, and no cell that is used hides a character."""
        hidden = self.export.hidden_field(raw)
        blank = next((field for field in needed if not self.cells[field]), None)
        if hidden is not None:
            message = Message("the row is not taken: {header} holds an invisible character",
                              header=self.export.header(hidden))  # fmt: skip
            self.note("KONVERSI-01", hidden, message, fix=Message("delete it in the source and convert again"))
        elif blank is not None:
            message = Message("the row is not taken: {header} is blank", header=self.export.header(blank))
            self.note("KONVERSI-01", blank, message)
        return hidden is None and blank is None

    # ---- values

    def direct(self, field: str, decision: OrderDecision, born: datetime.date | None = None) -> str:
        """The value of a cell that is taken by itself, empty when it has none.

        `decision` says how the dates of the file are written, `born` what the NIP says of a birth date.
        """
        column, text = self.export.reading(field), self.cells[field]
        target = _target(column)
        if not text:
            if target is not None and target.need is Need.NEEDED:
                self.miss(field)
            return ""
        if column.kind is CellKind.DATE:
            return self._date(field, text, decision, born)
        if column.kind is CellKind.NUMBER and target is not None:
            return self._number(field, text, target)
        if column.kind is CellKind.DECIMAL and target is not None:
            return self._decimal(field, text, target)
        if column.map:
            return self.explained(decode(text, "", self.export.map(column.map)), field, field)
        return text

    def _date(self, field: str, text: str, decision: OrderDecision, born: datetime.date | None) -> str:
        day = read_date(text, decision.order, serials=decision.serials, born=born)
        if not isinstance(day, DateFault):
            return day.isoformat()
        if day is DateFault.NO_DATE:
            self.export.notes.miss(self.export.header(field), DATE_FAULTS[day], self.place(field))
            return ""
        message = Message("{header}: '{value}' is not taken: {reason}; the date stays blank",
                          header=self.export.header(field), value=text, reason=DATE_FAULTS[day])  # fmt: skip
        self.note("KONVERSI-05", field, message, fix=Message("look the date up in the decree"), missing=True)
        return ""

    def _number(self, field: str, text: str, target: Column) -> str:
        number = whole_number(text, target)
        if number is not None:
            return number
        message = Message("{header}: '{value}' is not a whole number from {minimum} to {maximum}; it stays blank",
                          header=self.export.header(field), value=text, minimum=target.minimum,
                          maximum=target.maximum)  # fmt: skip
        self.note("KONVERSI-08", field, message, missing=True)
        return ""

    def _decimal(self, field: str, text: str, target: Column) -> str:
        number = decimal_number(text, target)
        if number is not None:
            return number
        message = Message("{header}: '{value}' is not a number from {minimum} to {maximum}; it stays blank",
                          header=self.export.header(field), value=text, minimum=target.minimum,
                          maximum=target.maximum)  # fmt: skip
        self.note("KONVERSI-08", field, message, missing=True)
        return ""

    def coded(self, name_field: str, code_field: str, meanings: CodeMap, spelled: Spelling | None = None) -> str:
        """The meaning of a name and a code in two cells, empty when they have none.

        `spelled` reads names that the list of meanings does not hold.
        """
        decoded = decode(self.cells[name_field], self.cells[code_field], meanings)
        if decoded.fault is CodeFault.NAME_UNKNOWN and spelled is not None:
            value = spelled(self.cells[name_field])
            decoded = Decoded(value) if isinstance(value, str) else decoded
        return self.explained(decoded, name_field, code_field)

    def explained(self, decoded: Decoded, name_field: str, code_field: str) -> str:
        """The value of a coded fact; what is wrong with it is noted."""
        if decoded.fault is CodeFault.CLASH:
            self._clash(decoded, name_field, code_field)
        elif decoded.fault is not None:
            field = name_field if decoded.fault is CodeFault.NAME_UNKNOWN else code_field
            message = Message("{header}: '{value}' has no equal here; the value stays blank",
                              header=self.export.header(field), value=decoded.found)  # fmt: skip
            self.note("KONVERSI-06", field, message, missing=True)
        return decoded.value

    def _clash(self, decoded: Decoded, name_field: str, code_field: str) -> None:
        message = Message(
            "{name_header} and {code_header} mean different things ({found}); the name is taken: {value}",
            name_header=self.export.header(name_field),
            code_header=self.export.header(code_field),
            found=decoded.found,
            value=decoded.value or "-",
        )
        self.note("KONVERSI-07", name_field, message)


def _target(column: Field) -> Column | None:
    return None if column.target is None else declaration(column.target[0]).column(column.target[1])
