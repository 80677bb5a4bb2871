"""The weights of a decision sheet, in whichever way it states them, and what is wrong with the way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from mutasi.finding import Finding
from mutasi.fit.comparison import LIMIT, SCALE, Compared, Mismatch, compared, filled, mismatches
from mutasi.fit.sheet_audit import decimals
from mutasi.fit.weight_rules import weight_finding
from mutasi.fit.weights import as_decimals, rank_order_centroid, shares
from mutasi.message import Message, decimal_number
from mutasi.model.decision_sheet import DecisionSheet, Number
from mutasi.model.settings import decimal_text


class Way(StrEnum):
    """How a sheet states its weights."""

    GIVEN = "bobot"
    ORDER = "urutan"
    COMPARISON = "perbandingan"
    EQUAL = "sama"
    """Not at all: profile matching takes the mean then."""


@dataclass(frozen=True, slots=True)
class SheetWeights:
    """`shares` are exact and add up to 1, `decimals` are what to write into `mutasi.yaml`. Both are empty where the
    sheet has no weights that can be used.
    """

    way: Way
    shares: dict[str, Fraction] = field(default_factory=dict)
    decimals: dict[str, Fraction] = field(default_factory=dict)
    compared: Compared | None = None


def sheet_weights(sheet: DecisionSheet) -> tuple[SheetWeights, tuple[Finding, ...]]:
    """The weights of a sheet in which reading found no error."""
    if sheet.comparison:
        return _compared(sheet)
    if sheet.order:
        return _made(Way.ORDER, rank_order_centroid(sheet.order)), ()
    given = {one.name: one.weight.value for one in sheet.criteria if one.weight is not None}
    findings = tuple(_given(sheet, given))
    if not given:
        return _made(Way.EQUAL, dict.fromkeys(sheet.names, Fraction(1, len(sheet.names)))), findings
    if min(given.values()) < 0 or not any(given.values()):
        return SheetWeights(Way.GIVEN), findings
    return _made(Way.GIVEN, shares(given)), findings


def _made(way: Way, weights: dict[str, Fraction], found: Compared | None = None) -> SheetWeights:
    return SheetWeights(way, weights, as_decimals(weights), found)


# Given weights ----------------------------------------------------------------------------------------


def _given(sheet: DecisionSheet, given: dict[str, Fraction]) -> Iterator[Finding]:
    """Sums that are no whole, and weights of 0; of weights below 0 the rules for criteria tell."""
    total = sum(given.values(), Fraction(0))
    first = next((one for one in sheet.criteria if one.weight is not None), None)
    if first is None:
        return
    if not any(given.values()):
        fix = Message("write weights above 0")
        yield weight_finding("BOBOT-12", Message("all weights are 0"), first.location, fix, key="bobot")
    elif total not in (1, 100):
        used = tuple(
            Message("{name} {share}", name=name, share=decimals(share, 4)) for name, share in shares(given).items()
        ) if min(given.values()) >= 0 and total > 0 else ()  # fmt: skip
        message = Message("the weights add up to {total}, not to 100 (or 1)", total=decimal_number(decimal_text(total)))
        if used:
            message = Message("{wrong}; taken as shares they are {used}", wrong=message, used=used)
        fix = Message("look whether a criterion is missing, and write weights that add up")
        yield weight_finding("BOBOT-04", message, first.location, fix, key="kriteria")
    for one in sheet.criteria:
        if one.weight is not None and not one.weight.value:
            message = Message("{name} has the weight 0 and has no effect", name=one.label or one.name)
            fix = Message("remove the criterion, or give it a weight")
            yield weight_finding("BOBOT-05", message, one.weight.location, fix, key=one.name)


# Comparisons ------------------------------------------------------------------------------------------


def _compared(sheet: DecisionSheet) -> tuple[SheetWeights, tuple[Finding, ...]]:
    wrong = tuple(_mismatch(sheet, one) for one in mismatches(sheet.comparison))
    matrix = filled(sheet.comparison)
    off = tuple(_off_the_scale(sheet))
    if matrix is None:
        wrong = (*wrong, *_blank(sheet))
    if wrong or matrix is None:
        return SheetWeights(Way.COMPARISON), (*wrong, *off)
    found = compared(matrix)
    made = _made(Way.COMPARISON, dict(zip(sheet.names, found.weights, strict=True)), found)
    return made, (*off, *_inconsistent(sheet, found))


def _mismatch(sheet: DecisionSheet, one: Mismatch) -> Finding:
    row, column = sheet.names[one.row], sheet.names[one.column]
    message = Message(
        "{row} against {column} is {entry}, and {column} against {row} is {mirror}: their product is {product}, not 1",
        row=row, column=column, entry=one.entry.text, mirror=one.mirror.text,
        product=decimal_text(one.product),
    )  # fmt: skip
    fix = Message(
        "write {first} for {column} against {row}, or {second} for {row} against {column}", row=row, column=column,
        first=_mirrored(one.entry), second=_mirrored(one.mirror),
    )  # fmt: skip
    return weight_finding("BOBOT-01", message, one.mirror.location, fix, key=f"{row}, {column}", value=one.mirror.text)


def _mirrored(number: Number) -> str:
    """What the other way round should be: of a rounded decimal the whole number that it stands for."""
    exact = 1 / number.value
    whole = Fraction(round(exact))
    is_rounded = number.decimals and whole and abs(1 / whole - number.value) <= Fraction(1, 2 * 10**number.decimals)
    return str(whole if is_rounded else exact)


def _blank(sheet: DecisionSheet) -> Iterator[Finding]:
    """Pairs of which neither way is written."""
    size = range(len(sheet.names))
    for row, column in ((row, column) for row in size for column in size if row < column):
        if sheet.comparison[row][column] is None and sheet.comparison[column][row] is None:
            names = (sheet.names[row], sheet.names[column])
            message = Message("{one} is not compared with {other}", one=names[0], other=names[1])
            fix = Message("write how many times more important it is: 1 to 9, or 1/2 to 1/9")
            yield weight_finding("BOBOT-01", message, sheet.criteria[row].location, fix, key=", ".join(names))


def _off_the_scale(sheet: DecisionSheet) -> Iterator[Finding]:
    """A decimal may be rounded a little beyond the ninth."""
    for row, line in enumerate(sheet.comparison):
        for column, entry in enumerate(line):
            if entry is None:
                continue
            slack = Fraction(1, 2 * 10**entry.decimals) if entry.decimals else Fraction(0)
            if not SCALE[0] - slack <= entry.value <= SCALE[-1]:
                message = Message(
                    "{row} against {column} is {entry}, and the scale goes from 1/9 to 9", row=sheet.names[row],
                    column=sheet.names[column], entry=entry.text,
                )  # fmt: skip
                yield weight_finding("BOBOT-03", message, entry.location, Message("write 1/9 to 9"), value=entry.text)


def _inconsistent(sheet: DecisionSheet, found: Compared) -> Iterator[Finding]:
    """Above the limit by both ways of reckoning, or by one of them."""
    ratios = found.by_columns, found.by_eigenvalue
    if all(one.holds for one in ratios):
        return
    columns, eigenvalue = (decimals(one.ratio, 4) for one in ratios)
    limit = decimals(LIMIT, 2)
    if not any(one.holds for one in ratios):
        message = Message("the consistency ratio is {columns} by column sums and {eigenvalue} by eigenvalue, above"
                          " {limit}", columns=columns, eigenvalue=eigenvalue, limit=limit)  # fmt: skip
    else:
        message = Message(
            "the consistency ratio is {columns} by column sums and {eigenvalue} by eigenvalue: on different sides of"
            " {limit}", columns=columns, eigenvalue=eigenvalue, limit=limit,
        )  # fmt: skip
    fix = Message("think again about the judgements that spoil it most")
    if found.spoilers:
        worst = found.spoilers[0]
        fix = Message(
            "{row} against {column}: {better} instead of {written} would make it {ratio}", row=sheet.names[worst.row],
            column=sheet.names[worst.column], better=str(worst.better), written=str(worst.written),
            ratio=decimals(worst.by_columns, 4),
        )  # fmt: skip
    yield weight_finding("BOBOT-02", message, sheet.criteria[0].location, fix, key="perbandingan")
