"""Criteria against the data that they read: values that have no points, or lie beyond a scale that must hold them."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from fractions import Fraction

import polars as pl

from mutasi.finding import Finding, Severity
from mutasi.message import Message
from mutasi.model.dataset import Dataset
from mutasi.model.policy import CriterionPolicy, Setting
from mutasi.model.readable import code_of, own_columns, own_numbers
from mutasi.model.reference import Reference
from mutasi.model.settings import typed_settings
from mutasi.model.table import Table, split_pairs
from mutasi.rules.policy_rule import PolicyPlace, PolicyRule, number_shown
from mutasi.rules.rule import Checked, Fault, Scope, rule

_READ = ("pegawai", "jabatan")
"""Tables whose columns a criterion reads by name."""
_NEAR = 0.6
_SCALE: Mapping[str, Setting] = {"bawah": Fraction(0), "atas": Fraction(100), "jepit": True}
"""Settings of `nilai_kolom` that bound its values, as that kind has them."""

CORE = PolicyRule(
    "KRITERIA-11", "unknown-core-competence", Severity.WARNING,
    """A code of `inti` that no standard and no assessment has makes no competence a core one.

Write the code as the dictionary, the vacancies or the assessments have it.""",
)  # fmt: skip


@rule(code="KRITERIA-09", name="value-without-points", severity=Severity.WARNING, scope=Scope.RECORD)
def value_without_points(data: Checked) -> Iterator[Fault]:
    """A criterion of the kind tabel_nilai gives no points to a value that stands in its column: by that criterion the
    person counts as one of whom nothing is known.

    Write points for it under nilai in mutasi.yaml, or correct the value.
    """
    for one in data.dataset.policy.criteria:
        points = one.settings.get("nilai")
        if one.kind == "tabel_nilai" and isinstance(points, dict):
            for table, values in _columns_of(one, data.dataset):
                yield from _without_points(one, table, values, tuple(map(str, points)))


def _without_points(one: CriterionPolicy, table: Table, values: pl.Series, known: tuple[str, ...]) -> Iterator[Fault]:
    codes = {value: code_of(value) for value in values.drop_nulls().unique()}
    strange = {value: code for value, code in codes.items() if code not in known}
    if not strange:
        return
    rows = values.is_in(list(strange)).fill_null(False).arg_true()
    for row, value in zip(rows, values.gather(rows), strict=True):
        code = strange[value]
        near = difflib.get_close_matches(code, known, n=1, cutoff=_NEAR)
        message = Message("{column} '{value}' has no points in the criterion {name}", column=values.name, value=code,
                          name=one.name)  # fmt: skip
        fix = (
            Message("'{near}' has points: correct one of the two", near=near[0])
            if near
            else Message("write its points under nilai of the criterion {name}", name=one.name)
        )
        yield Fault(table.name, row, values.name, message, fix)


@rule(code="KRITERIA-10", name="value-beyond-the-scale", severity=Severity.ERROR, scope=Scope.RECORD)
def value_beyond_the_scale(data: Checked) -> Iterator[Fault]:
    """A criterion of the kind nilai_kolom with `jepit: tidak` may read no value outside `bawah` and `atas`; with one,
    nobody is scored.

    Correct the value or the bounds, or remove jepit: then such a value counts as the bound.
    """
    for one in data.dataset.policy.criteria:
        given = {key: value for key, value in one.settings.items() if key in _SCALE}
        scale, faults = typed_settings(_SCALE, given)
        least, most = scale["bawah"], scale["atas"]
        if one.kind != "nilai_kolom" or scale["jepit"] or faults:
            continue
        assert isinstance(least, Fraction)
        assert isinstance(most, Fraction)
        for table, values in _columns_of(one, data.dataset):
            if values.dtype.is_numeric():
                yield from _beyond(one, table, values, least, most)


def _beyond(one: CriterionPolicy, table: Table, values: pl.Series, least: Fraction, most: Fraction) -> Iterator[Fault]:
    outside = {value for value in values.drop_nulls().unique() if not least <= Fraction(str(value)) <= most}
    rows = values.is_in(list(outside)).fill_null(False).arg_true() if outside else ()
    for row in rows:
        message = Message(
            "{column} {value} lies outside {bottom} to {top} of the criterion {name}, which has jepit: tidak",
            column=values.name, value=number_shown(values[row]), bottom=number_shown(least), top=number_shown(most),
            name=one.name,
        )  # fmt: skip
        yield Fault(table.name, row, values.name, message, Message("correct the value, or write jepit: ya"))


def _columns_of(one: CriterionPolicy, dataset: Dataset) -> Iterator[tuple[Table, pl.Series]]:
    """The column that a criterion reads, as it is typed: of people, else of their posts."""
    name = one.settings.get("kolom")
    for table in (dataset.get(name) for name in _READ):
        if table is None or not isinstance(name, str):
            continue
        if name in (column.name for column in table.declaration.columns):
            if name in table.frame.columns:
                yield table, table.frame[name]
            return
        if table.name == "pegawai" and name in own_columns(dataset.policy, table.text.columns):
            numbers = own_numbers(dataset.policy, table)
            yield table, numbers[name] if name in numbers.columns else table.text[name]
            return


def check_core(dataset: Dataset, reference: Reference) -> Iterator[Finding]:
    """Core competences of profile matching that nothing has; nothing is said before vacancies and assessments are
    read.
    """
    vacancies, assessed = dataset.get("lowongan"), dataset.get("kompetensi")
    stated = [one for one in dataset.policy.criteria if one.kind == "profil_kompetensi" and "inti" in one.settings]
    if not stated or vacancies is None or assessed is None:
        return
    known = {*reference.competences, *assessed.frame["kompetensi"].drop_nulls().unique()}
    for standard in vacancies.frame["standar_kompetensi"].drop_nulls().unique():
        known.update(code for code, _ in split_pairs(standard))
    for one in stated:
        settings, _ = typed_settings({"inti": ()}, {"inti": one.settings["inti"]})
        place = PolicyPlace(dataset.policy, one.location, one.name, one.places, one.value_places)
        core = settings["inti"]
        for code in core if isinstance(core, tuple) else ():
            if code not in known:
                near = difflib.get_close_matches(code, sorted(known), n=1, cutoff=_NEAR)
                message = Message("criterion {name}: no standard and no assessment has the competence '{code}'",
                                  name=one.name, code=code)  # fmt: skip
                fix = (
                    Message("did you mean '{near}'?", near=near[0])
                    if near
                    else Message("write a code of the dictionary, of a vacancy or of an assessment")
                )
                yield place.finding(CORE, "inti", message, fix)
