"""Numbers as offices write them: whether a column writes its decimals after a comma or after a point.

An Indonesian spreadsheet writes 1.355,90 and an English one 1,355.90. Which of the two holds is decided for a whole
column and proved by the numbers that exist in one convention only, or it is declared. Numbers are never floating: what
is read is a text with a point, digit for digit.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, StrEnum
from typing import NamedTuple


class DecimalSign(StrEnum):
    """What stands before the decimals of a column; the other sign groups its thousands."""

    COMMA = ","
    POINT = "."

    @property
    def other(self) -> DecimalSign:
        return DecimalSign.POINT if self is DecimalSign.COMMA else DecimalSign.COMMA


class NumberFault(Enum):
    """Why the text of a cell is no number, or none that is certain."""

    FORM = "form"
    SIGN = "sign"
    """It is one number by the one convention and another by the other."""


class NumberCell(NamedTuple):
    """A cell with a number."""

    text: str
    row: int


class Bounds(NamedTuple):
    """The least and the largest number that a column may hold, as far as it is declared."""

    minimum: int | None = None
    maximum: int | None = None

    def hold(self, number: str) -> bool:
        value = Decimal(number)
        is_above = self.minimum is None or value >= self.minimum
        return is_above and (self.maximum is None or value <= self.maximum)


_UNBOUNDED = Bounds()


@dataclass(frozen=True, slots=True)
class SignDecision:
    """The decimal sign of a column; None when no cell needs one, or when it cannot be told.

    `contradiction` are two cells that prove different signs. `is_ambiguous` tells that a cell is two numbers while
    nothing in the column tells which.
    """

    sign: DecimalSign | None = None
    contradiction: tuple[NumberCell, NumberCell] | None = None
    is_ambiguous: bool = False


def _grammar(sign: DecimalSign) -> re.Pattern[str]:
    decimal, group = re.escape(sign), re.escape(sign.other)
    return re.compile(rf"(-?)([0-9]+|[1-9][0-9]{{0,2}}(?:{group}[0-9]{{3}})+)(?:{decimal}([0-9]+))?")


_GRAMMARS = {sign: _grammar(sign) for sign in DecimalSign}


def decide_sign(cells: Iterable[NumberCell], bounds: Bounds = _UNBOUNDED) -> SignDecision:
    """The decimal sign of a column. Numbers without any sign, and texts that are no number, prove nothing."""
    proofs: dict[DecimalSign, NumberCell] = {}
    ambiguous = False
    for cell in cells:
        readings = readings_of(cell.text, bounds)
        if len(readings) == 1:
            proofs.setdefault(next(iter(readings)), cell)
        elif len(set(readings.values())) == 2:
            ambiguous = True
    if len(proofs) == 2:
        return SignDecision(contradiction=(proofs[DecimalSign.COMMA], proofs[DecimalSign.POINT]))
    if proofs:
        return SignDecision(next(iter(proofs)))
    return SignDecision(is_ambiguous=ambiguous)


def readings_of(text: str, bounds: Bounds = _UNBOUNDED) -> dict[DecimalSign, str]:
    """The number that a text is by each of the conventions by which it is one."""
    found = ((sign, read_number(text, sign, bounds)) for sign in DecimalSign)
    return {sign: number for sign, number in found if isinstance(number, str)}


def read_number(text: str, sign: DecimalSign | None, bounds: Bounds = _UNBOUNDED) -> str | NumberFault:
    """The number in a cell as a text with a decimal point and without grouping, or why it is none.

    Without a sign only numbers are read that are the same in both conventions. Thousands beyond `bounds` are none where
    the same text has decimals within them: 98.750 percent are never 98750.
    """
    if sign is None:
        readings = list(readings_of(text, bounds).values())
        if len(readings) == len(DecimalSign) and len(set(readings)) == 1:
            return readings[0]
        return NumberFault.SIGN if readings else NumberFault.FORM
    number = _number(text, sign)
    if isinstance(number, str) and sign.other in text and not bounds.hold(number):
        parted = _number(text, sign.other)
        return NumberFault.FORM if isinstance(parted, str) and bounds.hold(parted) else number
    return number


def _number(text: str, sign: DecimalSign) -> str | NumberFault:
    found = _GRAMMARS[sign].fullmatch(text)
    if found is None:
        return NumberFault.FORM
    minus, whole, decimals = found.groups()
    digits = minus + whole.replace(sign.other, "")
    return digits if decimals is None else f"{digits}.{decimals}"


def whole_of(number: str) -> str | None:
    """A number of `read_number` without its decimals when they are nothing but zeros, else None."""
    whole, _, decimals = number.partition(".")
    return None if decimals.strip("0") else whole
