"""Findings that somebody accepts in writing: with a reason, and as a rule with a last day.

What is accepted is left out and counted. An acceptance that has expired, or that no finding needs, is a finding.
"""

from __future__ import annotations

import datetime
import difflib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from mutasi.finding import Finding, Severity
from mutasi.message import Message
from mutasi.model.dataset import Dataset
from mutasi.model.policy import Exemption
from mutasi.model.tables import TABLE_NAMES, declaration
from mutasi.rules.policy import code_meant
from mutasi.rules.selection import NEVER_LEFT_OUT


@dataclass(frozen=True, slots=True)
class Accepted:
    """A finding that is let pass, and the acceptance; None where it is left out with all of its rule."""

    finding: Finding
    by: Exemption | None = None


@dataclass(frozen=True, slots=True)
class Settled:
    """Findings that are left, and those that were accepted."""

    findings: tuple[Finding, ...]
    passed: tuple[Accepted, ...] = ()

    @property
    def accepted(self) -> int:
        return len(self.passed)


class Acceptances:
    """Acceptances by what they name, so that a finding is not held against each of them."""

    def __init__(self, exemptions: Sequence[Exemption]) -> None:
        self._at_line: dict[tuple[str, str, int], list[int]] = {}
        self._of_key: dict[tuple[str, str], list[tuple[int, str]]] = {}
        for number, one in enumerate(exemptions):
            if one.line:
                self._at_line.setdefault((one.code, one.location.path, one.line), []).append(number)
            else:
                self._of_key.setdefault((one.code, one.key), []).append((number, one.field))

    def __bool__(self) -> bool:
        return bool(self._at_line or self._of_key)

    def of(self, finding: Finding) -> list[int]:
        """The numbers of the acceptances that accept a finding: of its line, or of its key in all or one field."""
        where = finding.location
        at_line = self._at_line.get((finding.rule, where.path, where.line), []) if where.line else []
        of_key = self._of_key.get((finding.rule, finding.key), ())
        return [*at_line, *(number for number, field in of_key if field in ("", finding.field))]


def settle(
    findings: Sequence[Finding], exemptions: Sequence[Exemption], as_of: datetime.date | None, *, whole: bool,
    codes: Sequence[str] = (), columns: Collection[str] = (), incomplete: Sequence[Exemption] = (),
) -> Settled:  # fmt: skip
    """The findings without those that are accepted, and with those about the acceptances.

    `whole` tells that all data and all rules were looked at: only then one without a finding is no longer needed.
    `codes` are those of all rules and `columns` those of all tables, where an acceptance may name one that is none;
    `incomplete` are acceptances that lack something, of which only the code is judged.
    """
    mistaken = [_mistaken(one, codes) for one in (*exemptions, *incomplete) if codes and one.code not in codes]
    exemptions = [one for one in exemptions if not codes or one.code in codes]
    if columns:
        fields = {*columns, *(finding.field for finding in findings)}
        mistaken += [_misplaced(one, columns) for one in exemptions if _names_no_column(one, fields)]
        exemptions = [one for one in exemptions if not _names_no_column(one, fields)]
    in_force = [one for one in exemptions if not _expired(one, as_of) and not _is_forbidden(one)]
    acceptances = Acceptances(in_force)
    kept: list[Finding] = []
    passed: list[Accepted] = []
    used: set[int] = set()
    for finding in findings:
        numbers = acceptances.of(finding)
        used.update(numbers)
        if not numbers:
            kept.append(finding)
        else:
            passed.append(Accepted(finding, in_force[min(numbers)]))
    about = [finding for one in exemptions for finding in _about(one, as_of)]
    if whole:
        about += [_unused(one) for number, one in enumerate(in_force) if number not in used]
    return Settled((*kept, *mistaken, *about), tuple(passed))


def divided(dataset: Dataset, requirements: Collection[str]) -> tuple[tuple[Exemption, ...], tuple[Exemption, ...]]:
    """The acceptances of findings, and the written exceptions from requirements: those of the latter codes."""
    every = (*dataset.policy.exemptions, *dataset.exemptions)
    of_requirements = tuple(one for one in every if one.code in requirements)
    return tuple(one for one in every if one.code not in requirements), of_requirements


def aimless(set_aside: Sequence[Exemption], dataset: Dataset, settled_by: Mapping[str, Message]) -> Iterator[Finding]:
    """Exceptions that change nothing: from a requirement for somebody, or for a vacancy, whom the data does not know,
    or in a comment, which names nobody; from a condition, of which `settled_by` says what settles it; expired ones.
    """
    people = _keys(dataset, "pegawai", "nip") if any(one.key for one in set_aside) else frozenset()
    vacancies = _keys(dataset, "lowongan", "id_lowongan") if set_aside else frozenset()
    for one in set_aside:
        if one.code in settled_by:
            message = Message(
                "{code} is a condition, which excludes nobody: no exception settles it; {settled_by}",
                code=one.code, settled_by=settled_by[one.code],
            )  # fmt: skip
            fix = Message("do that and remove the exception; aturan: {{{code}: {{berat: mati}}}} puts it off for all",
                          code=one.code)  # fmt: skip
            yield _aimless(one, message, fix)
            continue
        if one.line:
            message = Message("{code} is a requirement: a comment names nobody for whom it is set aside", code=one.code)
            fix = Message("write it under pengecualian in mutasi.yaml, with kunci: the NIP")
            yield _aimless(one, message, fix)
            continue
        yield from _about(one, dataset.policy.as_of)
        aims = (("nip", people, one.key), ("id_lowongan", vacancies, one.vacancy))
        lacking = [name for name, known, aim in aims if aim and aim not in known]
        if lacking:
            message = Message(
                "the exception from {code} is for {column} '{value}', which the data does not have",
                code=one.code,
                column=lacking[0],
                value=one.key if lacking[0] == "nip" else one.vacancy,
            )
            yield _aimless(one, message, Message("correct it, or remove the exception"))


def _aimless(one: Exemption, message: Message, fix: Message) -> Finding:
    return _finding("PENGECUALIAN-05", "aimless", Severity.WARNING, one, message, fix)


def _keys(dataset: Dataset, table: str, column: str) -> frozenset[str]:
    found = dataset.get(table)
    return frozenset(found.frame[column].drop_nulls().to_list()) if found is not None else frozenset()


def _expired(one: Exemption, as_of: datetime.date | None) -> bool:
    return one.until is not None and as_of is not None and one.until < as_of


def _is_forbidden(one: Exemption) -> bool:
    return one.code.startswith(NEVER_LEFT_OUT)


def _about(one: Exemption, as_of: datetime.date | None) -> Iterator[Finding]:
    if _is_forbidden(one):
        message = Message("{code} tells that something was not read; that cannot be accepted", code=one.code)
        yield _finding("PENGECUALIAN-03", "unacceptable", Severity.ERROR, one, message, Message("mend the file"))
    elif _expired(one, as_of):
        message = Message("the acceptance of {code} has expired on {day}", code=one.code, day=one.until)
        fix = Message("mend what it accepts, or decide anew and write a later day")
        yield _finding("PENGECUALIAN-02", "expired", Severity.WARNING, one, message, fix)


def _mistaken(one: Exemption, codes: Sequence[str]) -> Finding:
    message = Message("this acceptance accepts nothing: there is no rule '{code}'", code=one.code)
    return Finding(
        "PENGECUALIAN-04", "malformed-acceptance", Severity.WARNING, message, one.location, key=one.key,
        field=one.field, value=one.code, fix=code_meant(one.code, codes),
    )  # fmt: skip


_OTHER_FIELDS = ("KEBIJAKAN", "KRITERIA", "ATURAN", "ACUAN", "TATA")
"""Rules whose findings name keys of a file and not columns."""


def columns_of(dataset: Dataset) -> frozenset[str]:
    """The columns that tables can have, and those that they have besides."""
    declared = (column.name for name in TABLE_NAMES for column in declaration(name).columns)
    return frozenset((*declared, *(column for table in dataset.tables.values() for column in table.text.columns)))


def _names_no_column(one: Exemption, fields: Collection[str]) -> bool:
    return bool(one.field) and one.field not in fields and not one.code.startswith(_OTHER_FIELDS)


def _misplaced(one: Exemption, columns: Collection[str]) -> Finding:
    message = Message("this acceptance accepts nothing: there is no column '{column}'", column=one.field)
    near = difflib.get_close_matches(one.field, sorted(columns), n=1)
    fix = Message("write the name of a column, or leave out kolom to accept the finding in every column")
    if near:
        fix = Message("did you mean '{near}'?", near=near[0])
    return Finding(
        "PENGECUALIAN-04", "malformed-acceptance", Severity.WARNING, message, one.location, key=one.key,
        field=one.field, value=one.field, fix=fix,
    )  # fmt: skip


def _unused(one: Exemption) -> Finding:
    message = Message("nothing is found any more that this acceptance of {code} is for", code=one.code)
    return _finding("PENGECUALIAN-01", "needless", Severity.WARNING, one, message, Message("remove it"))


def _finding(code: str, name: str, severity: Severity, one: Exemption, message: Message, fix: Message) -> Finding:
    return Finding(code, f"acceptance-{name}", severity, message, one.location, key=one.key, field=one.field, fix=fix)
