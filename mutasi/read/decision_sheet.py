"""A decision sheet from its YAML file; what is wrong in it is a finding with its place."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from mutasi.finding import Finding
from mutasi.message import Message
from mutasi.model.decision_sheet import USUAL_GAPS, DecisionSheet, Number, Scaling
from mutasi.model.policy import Method
from mutasi.model.settings import decimal_text
from mutasi.read.faults import bounded, fault
from mutasi.read.near import did_you_mean
from mutasi.read.nodes import Mapping, Scalar, Sequence
from mutasi.read.policy_section import Notes, Section, section_at
from mutasi.read.sheet_comparison import comparison_in
from mutasi.read.sheet_criteria import criteria_in
from mutasi.read.sheet_numbers import DECIMAL, WRITE_NUMBER, plain_number, wrong_above
from mutasi.read.sheet_values import published_in, values_in
from mutasi.read.source import Source
from mutasi.read.yaml import read_yaml

SHEET_KEYS = (
    "judul", "kriteria", "urutan", "perbandingan", "metode", "normalisasi", "inti", "pendukung", "tabel_gap",
    "alternatif", "nilai", "hasil",
)  # fmt: skip


def sheet_from(source: Source) -> tuple[DecisionSheet, tuple[Finding, ...]]:
    """The sheet in bytes at hand, and what is wrong with it; of what is wrong the sheet holds nothing."""
    root, findings = read_yaml(source)
    if root is None:
        return DecisionSheet(source.path), findings
    notes = Notes(source.path, "", code="LEMBAR-01")
    if not isinstance(root, Mapping):
        notes.wrong(root, "", Message("a decision sheet is a mapping of keys to values"),
                    Message("begin with kriteria:"))  # fmt: skip
        return DecisionSheet(source.path), tuple(notes.findings)
    sheet = _sheet(section_at(root, "", SHEET_KEYS, notes))
    return sheet, bounded(notes.findings, source.path)


def _sheet(top: Section) -> DecisionSheet:
    method, scaling = top.one_of("metode", tuple(Method)), top.one_of("normalisasi", tuple(Scaling))
    criteria = criteria_in(top)
    names = tuple(one.name for one in criteria)
    alternatives, values = values_in(top, names)
    sheet = DecisionSheet(
        path=top.notes.path,
        title=top.text("judul"),
        criteria=criteria,
        order=_order(top, names),
        comparison=comparison_in(top, names),
        method=Method(method) if method else None,
        scaling=Scaling(scaling) if scaling else Scaling.GREATEST,
        core_share=_share(top, "inti", 60),
        secondary_share=_share(top, "pendukung", 40),
        gaps=_gaps(top),
        alternatives=alternatives,
        values=values,
        published=published_in(top, alternatives),
    )
    _refuse_incomplete(top, sheet)
    return sheet


# Settings of the method -------------------------------------------------------------------------------


def _share(top: Section, key: str, usual: int) -> Fraction:
    value = plain_number(top, key)
    if value is not None and value < 0:
        wrong_above(top, key, Message("{key} is below 0", key=key), WRITE_NUMBER)
    return Fraction(usual) if value is None or value < 0 else value


def _gaps(top: Section) -> dict[Fraction, Fraction]:
    table = top.section("tabel_gap")
    made = {}
    for gap in table.entries:
        value = plain_number(table, gap)
        if not DECIMAL.fullmatch(gap):
            table.notes.wrong(table.entries[gap], table.full(gap), Message("'{gap}' is no gap", gap=gap), WRITE_NUMBER)
        elif value is not None:
            made[Fraction(gap)] = value
    return made or dict(USUAL_GAPS)


def _order(top: Section, names: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """Names of criteria, the most important first; those of equal importance as a list of their own."""
    node = top.node("urutan")
    if node is None:
        return ()
    if not isinstance(node, Sequence):
        top.notes.wrong(node, "urutan", Message("{key} takes a list of names", key="urutan"))
        return ()
    places = [item.items if isinstance(item, Sequence) else [item] for item in node.items]
    order = tuple(tuple(item.text.strip() for item in equal if isinstance(item, Scalar)) for equal in places if equal)
    every = [name for equal in order for name in equal]
    for item in (item for equal in places for item in equal):
        text = item.text.strip() if isinstance(item, Scalar) else ""
        if text not in names:
            message = Message("{key}: there is no criterion '{name}'", key="urutan", name=text)
            top.notes.wrong(item, "urutan", message, did_you_mean(text, names))
        elif every.count(text) > 1:
            top.notes.wrong(item, "urutan", Message("'{name}' stands twice in {key}", name=text, key="urutan"))
    absent = tuple(name for name in names if name not in every)
    if absent:
        message = Message("{key} lacks: {names}", key="urutan", names=absent)
        top.notes.wrong(top.entries["urutan"], "urutan", message, Message("add them where they belong"))
    return order


# What belongs together --------------------------------------------------------------------------------


def _refuse_incomplete(top: Section, sheet: DecisionSheet) -> None:
    """Weights are stated in one way, for every criterion; and what a method needs is there."""
    weighed = [one.name for one in sheet.criteria if one.weight is not None]
    ways = [key for key in ("urutan", "perbandingan") if top.node(key) is not None]
    if len(ways) + bool(weighed) > 1:
        stated = (*(("bobot",) if weighed else ()), *ways)
        wrong_above(top, ways[0], Message("the weights are stated in several ways: {ways}", ways=stated),
                     Message("keep one of them"))  # fmt: skip
    elif not ways and sheet.criteria:
        _refuse_weightless(top, sheet, weighed)
    if sheet.values and sheet.method is None:
        wrong_above(top, "metode", Message("nilai needs metode: how the scores are worked out"),
                     Message("write one of {codes}", codes=tuple(Method)))  # fmt: skip
    for needed in _NEEDS:
        needed(top, sheet)


def _refuse_weightless(top: Section, sheet: DecisionSheet, weighed: list[str]) -> None:
    """Criteria without weight among others; profile matching may do without any."""
    wrong = {finding.field for finding in top.notes.findings}
    lacking = tuple(
        one.name
        for one in sheet.criteria
        if one.weight is None and not wrong & {f"kriteria.{one.name}", f"kriteria.{one.name}.bobot"}
    )
    if lacking and (weighed or sheet.method is not Method.PROFILE):
        message = Message("without a weight: {names}", names=lacking)
        fix = Message("write bobot for each criterion, or urutan: or perbandingan: for all")
        wrong_above(top, "kriteria", message, fix)


def _needs_ideal(top: Section, sheet: DecisionSheet) -> None:
    lacking = tuple(one.name for one in sheet.criteria if one.ideal is None)
    if sheet.method is Method.PROFILE and sheet.values and lacking:
        message = Message("profile matching needs ideal for each criterion; without it: {names}", names=lacking)
        wrong_above(top, "kriteria", message, Message("write ideal: with the value that is asked"))


def _needs_bounds(top: Section, sheet: DecisionSheet) -> None:
    """All bounds or none; the lower below the upper one, and every value between them."""
    bounded_ones = [one for one in sheet.criteria if one.lower is not None or one.upper is not None]
    if not bounded_ones:
        return
    for one in sheet.criteria:
        if one.lower is None or one.upper is None or one.lower >= one.upper:
            message = Message("{name} needs bawah below atas, as other criteria have bounds", name=one.name)
            wrong_above(top, "kriteria", message, Message("write bawah and atas for each criterion, or for none"))
            return
    for row in sheet.values:
        for one, number in zip(sheet.criteria, row, strict=False):
            assert one.lower is not None
            assert one.upper is not None
            if not one.lower <= number.value <= one.upper:
                message = Message(
                    "{name}: {value} lies outside {lower} to {upper}", name=one.name, value=number.text,
                    lower=decimal_text(one.lower), upper=decimal_text(one.upper),
                )  # fmt: skip
                top.notes.findings.append(_outside(message, number))


def _outside(message: Message, number: Number) -> Finding:
    fix = Message("correct the value or the bounds")
    return fault("LEMBAR-01", message, number.location, field="nilai", key="nilai", value=number.text, fix=fix)


_NEEDS: tuple[Callable[[Section, DecisionSheet], None], ...] = (_needs_ideal, _needs_bounds)
