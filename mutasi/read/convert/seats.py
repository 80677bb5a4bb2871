"""The seats in a list of posts: needed, filled and to be recruited. Exact, and summed anew.

Needs by workload are fractions before somebody decides on whole seats, and nothing here rounds them. What a list says
of its own differences and sums is compared and never taken: programs do not agree on the sign.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from mutasi.message import Message, Value, decimal_number
from mutasi.model.tables import declaration
from mutasi.read.convert.body import RowKind
from mutasi.read.convert.export import Export
from mutasi.read.convert.row import Row
from mutasi.read.convert.values import cell_value, collapse
from mutasi.read.layouts import CellKind
from mutasi.read.numbers import DecimalSign, NumberCell, NumberFault, decide_sign, read_number, whole_of

NEEDED, FILLED, DIFFERENCE = "kebutuhan", "bezetting", "selisih"
_OPENED = "formasi_"
_WHOLE = Message("it is a fraction; how many whole seats it makes is to be decided")

_FAULTS = {
    NumberFault.FORM: Message("it is no number"),
    NumberFault.SIGN: Message("it is one number with a decimal comma and another with a decimal point"),
}
_OUT_OF_RANGE = Message("it is not from 0 to {maximum}", maximum=declaration("jabatan").column(NEEDED).maximum)


@dataclass(frozen=True, slots=True)
class Seats:
    """Seats of a post as numbers with a decimal point; empty where the list tells none.

    `opened` are those to be recruited, of which a list may give several kinds.
    """

    needed: str
    filled: str
    opened: str

    @property
    def whole(self) -> str:
        """The needed seats when they are a whole number."""
        return whole_of(self.needed) or "" if self.needed else ""

    @property
    def difference(self) -> Decimal | None:
        """Filled less needed: below zero where seats are short."""
        return Decimal(self.filled) - Decimal(self.needed) if self.needed and self.filled else None


def read_seats(export: Export, rows: Sequence[Row]) -> tuple[Seats, ...]:
    """The seats of each row; what is wrong with them is noted."""
    sign = _sign(export, rows)
    seats = tuple(_seats(row, sign) for row in rows)
    for row, own in zip(rows, seats, strict=True):
        if own.needed and not own.whole:
            export.notes.miss(export.header(NEEDED), _WHOLE, row.place(NEEDED))
    _compare_differences(rows, seats, sign)
    return seats


def _amounts(export: Export) -> tuple[str, ...]:
    return tuple(name for name in export.columns if export.reading(name).kind is CellKind.AMOUNT)


def _sign(export: Export, rows: Sequence[Row]) -> DecimalSign | None:
    """The decimal sign of the whole file: as the user says, else as its numbers prove it."""
    if export.dialect.decimal:
        return DecimalSign(export.dialect.decimal)
    names = (*_amounts(export), *((DIFFERENCE,) if export.has(DIFFERENCE) else ()))
    return decide_sign(NumberCell(_unsigned(row.cells[name]), row.number) for row in rows for name in names).sign


def _unsigned(text: str) -> str:
    return text.lstrip("+-\u2212")


def _seats(row: Row, sign: DecimalSign | None) -> Seats:
    found = {name: _amount(row, name, sign) for name in _amounts(row.export)}
    opened = [Decimal(number) for name, number in found.items() if name.startswith(_OPENED) and number]
    return Seats(found.get(NEEDED, ""), found.get(FILLED, ""), _plain(sum(opened, Decimal())) if opened else "")


def _amount(row: Row, name: str, sign: DecimalSign | None) -> str:
    """The number in a cell, empty when there is none; what is wrong with it is noted."""
    text = row.cells[name]
    if not text:
        return ""
    number = read_number(text, sign)
    maximum = declaration("jabatan").column(NEEDED).maximum
    if isinstance(number, str) and Decimal(number) >= 0 and (maximum is None or Decimal(number) <= maximum):
        return number
    reason = _FAULTS[number] if isinstance(number, NumberFault) else _OUT_OF_RANGE
    message = Message("{header}: '{value}' is not taken: {reason}; it stays blank",
                      header=row.export.header(name), value=text, reason=reason)  # fmt: skip
    fix = Message("say which sign stands before the decimals: --decimal , or --decimal .")
    row.note("KONVERSI-08", name, message, fix=fix if number is NumberFault.SIGN else None, missing=True)
    return ""


# ---- what the list says of itself


def _compare_differences(rows: Sequence[Row], seats: Sequence[Seats], sign: DecimalSign | None) -> None:
    """Notes every stated difference that is not that of its row; a list may subtract in either direction."""
    stated = [
        (row, own.difference, said)
        for row, own in zip(rows, seats, strict=True)
        if own.difference is not None and (said := _signed(row.cells[DIFFERENCE], sign)) is not None
    ]
    turned = sum(said == -difference for _, difference, said in stated)
    direction = -1 if turned > sum(said == difference for _, difference, said in stated) else 1
    for row, difference, said in stated:
        if said != direction * difference:
            message = Message(
                "{header} says {said}, and {filled} filled less {needed} needed is {difference}; the last one counts",
                header=row.export.header(DIFFERENCE), said=row.cells[DIFFERENCE], filled=row.cells[FILLED],
                needed=row.cells[NEEDED], difference=_shown(difference),
            )  # fmt: skip
            row.note("KONVERSI-48", DIFFERENCE, message)


def _signed(text: str, sign: DecimalSign | None) -> Decimal | None:
    number = read_number(_unsigned(text), sign)
    if isinstance(number, NumberFault):
        return None
    return -Decimal(number) if text.startswith(("-", "\u2212")) else Decimal(number)


def tell_sums(export: Export, rows: Sequence[Row], seats: Sequence[Seats]) -> None:
    """Remarks with the sums of the posts that were taken, and notes where the list says other ones."""
    needed, filled, opened = (_sum(getattr(own, name) for own in seats) for name in ("needed", "filled", "opened"))
    differences = [own.difference for own in seats if own.difference is not None]
    short, over = (-sum((one for one in differences if one < 0), Decimal()),
                   sum((one for one in differences if one > 0), Decimal()))  # fmt: skip
    if export.has(NEEDED):
        message = Message("seats: needed {needed}, filled {filled}, short {short}, too many {over}",
                          needed=_shown(needed), filled=_shown(filled), short=_shown(short),
                          over=_shown(over))  # fmt: skip
        export.notes.remarks.append(message)
    if any(own.opened for own in seats):
        export.notes.remarks.append(Message("seats to be recruited: {opened}", opened=_shown(opened)))
    right = {NEEDED: (needed,), FILLED: (filled,), DIFFERENCE: (over - short, filled - needed, short, over)}
    sign = _sign(export, rows)
    for row in export.body:
        if row.kind is RowKind.TOTAL:
            for name, sums in right.items():
                _compare_total(export, row.number, name, sums, sign)


def _sum(numbers: Iterable[str]) -> Decimal:
    return sum((Decimal(number) for number in numbers if number), Decimal())


def _compare_total(export: Export, row: int, name: str, right: Sequence[Decimal], sign: DecimalSign | None) -> None:
    """Notes a sum that the rows do not make; a sum of differences may be any of those that make sense."""
    if not export.has(name):
        return
    text = cell_value(export.grid.text(row, export.recognised.columns[name]), CellKind.MARK, export.layout)
    said = _signed(text, sign)
    if said is None or abs(said) in map(abs, right):
        return
    label = next(collapse(cell) for cell in export.grid.rows[row] if collapse(cell))
    message = Message("'{label}' says {said} for {header}; the rows that were taken make {sum}",
                      label=label, said=text, header=export.header(name), sum=_shown(right[0]))  # fmt: skip
    export.notes.add("KONVERSI-49", message, export.place(row, name), table="jabatan", header=export.header(name),
                     value=text)  # fmt: skip


def _shown(number: Decimal) -> Value:
    return decimal_number(_plain(number))


def _plain(number: Decimal) -> str:
    """Digits without an exponent and without zeros at the end."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
