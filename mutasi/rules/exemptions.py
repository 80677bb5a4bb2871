"""Findings that somebody accepts in writing: with a reason, and as a rule with a last day.

What is accepted is left out and counted. An acceptance that has expired, that no finding needs, or that is for more
than one record, is a finding.
"""

from __future__ import annotations

import datetime
import difflib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from mutasi.finding import Finding, Location, Severity
from mutasi.message import Message
from mutasi.model.dataset import Dataset
from mutasi.model.policy import Exemption
from mutasi.model.tables import TABLE_NAMES, declaration
from mutasi.rules.causes import without_consequences
from mutasi.rules.policy import code_meant
from mutasi.rules.selection import NEVER_LEFT_OUT

ABOUT_ACCEPTANCES = "PENGECUALIAN"


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
        self._of_key: dict[tuple[str, str], list[tuple[int, Exemption]]] = {}
        for number, one in enumerate(exemptions):
            if one.line:
                self._at_line.setdefault((one.code, one.location.path, one.line), []).append(number)
            else:
                self._of_key.setdefault((one.code, one.key), []).append((number, one))

    def __bool__(self) -> bool:
        return bool(self._at_line or self._of_key)

    def of(self, finding: Finding) -> list[int]:
        """The numbers of the acceptances that accept a finding: of its line, of its record, or of all records with its
        key, of a file as a whole by its path; in all tables and fields or one.
        """
        where = finding.location
        at_line = self._at_line.get((finding.rule, where.path, where.line), []) if where.line else []
        names = dict.fromkeys((finding.key, finding.record or finding.key) if finding.key else (where.path,))
        named = (pair for name in names for pair in self._of_key.get((finding.rule, name), ()))
        return [*at_line, *(number for number, one in named if _is_for(one, finding))]


def _is_for(one: Exemption, finding: Finding) -> bool:
    return one.table in ("", finding.table) and one.field in ("", finding.field)


def settle(
    findings: Sequence[Finding], exemptions: Sequence[Exemption], as_of: datetime.date | None, *, whole: bool,
    codes: Mapping[str, Severity] = MappingProxyType({}), columns: Collection[str] = (),
    incomplete: Sequence[Exemption] = (), idle: Collection[str] = (),
) -> Settled:  # fmt: skip
    """The findings without those that are accepted, and with those about the acceptances.

    `whole` tells that all data and all rules were looked at, but for the rules `idle`, which could not run: only then
    one without a finding is no longer needed. `codes` are those of all rules with their gravity and `columns` those of
    all tables, where an acceptance may name one that is none; `incomplete` are acceptances that lack something, of
    which only the code is judged.
    """
    mistaken = [_mistaken(one, tuple(codes)) for one in (*exemptions, *incomplete) if codes and one.code not in codes]
    exemptions = [one for one in exemptions if not codes or one.code in codes]
    if columns:
        fields = {*columns, *(finding.field for finding in findings)}
        mistaken += [_misplaced(one, columns) for one in exemptions if _names_no_column(one, fields)]
        exemptions = [one for one in exemptions if not _names_no_column(one, fields)]
    forbidden = [one for one in exemptions if _is_forbidden(one, codes)]
    expired = [one for one in exemptions if one not in forbidden and _expired(one, as_of)]
    in_force = [one for one in exemptions if one not in forbidden and one not in expired]
    kept, passed, used = _sorted_out(findings, in_force)
    about = [*map(_unacceptable, forbidden), *map(_outlived, expired)]
    for number, one in enumerate(in_force):
        about += _too_wide(one, used.get(number, ()))
        if whole and number not in used and one.code not in idle:
            about.append(_unused(one))
    return Settled((*without_consequences(kept), *mistaken, *about), tuple(passed))


def _sorted_out(
    findings: Sequence[Finding], in_force: Sequence[Exemption]
) -> tuple[list[Finding], list[Accepted], Mapping[int, Sequence[Finding]]]:
    """The findings that are kept, those that are accepted, and what each acceptance is for, by its number."""
    acceptances = Acceptances(in_force)
    kept: list[Finding] = []
    passed: list[Accepted] = []
    used: dict[int, list[Finding]] = {}
    for finding in findings:
        numbers = acceptances.of(finding)
        for number in numbers:
            used.setdefault(number, []).append(finding)
        if not numbers:
            kept.append(finding)
        else:
            passed.append(Accepted(finding, in_force[min(numbers)]))
    return kept, passed, used


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
        if _expired(one, dataset.policy.as_of):
            yield _outlived(one)
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


def _is_forbidden(one: Exemption, codes: Mapping[str, Severity]) -> bool:
    """Whether it is for errors that are never left out, or for what is told of acceptances themselves."""
    if one.code.startswith(ABOUT_ACCEPTANCES):
        return True
    return one.code.startswith(NEVER_LEFT_OUT) and codes.get(one.code, Severity.ERROR) is Severity.ERROR


def _unacceptable(one: Exemption) -> Finding:
    message = Message("{code} tells that something was not read; that cannot be accepted", code=one.code)
    fix = Message("mend the file")
    if one.code.startswith(ABOUT_ACCEPTANCES):
        message = Message("{code} tells of an acceptance; that cannot be accepted", code=one.code)
        fix = Message("mend the acceptance of which it tells")
    return _finding("PENGECUALIAN-03", "unacceptable", Severity.ERROR, one, message, fix)


def _outlived(one: Exemption) -> Finding:
    message = Message("the acceptance of {code} has expired on {day}", code=one.code, day=one.until)
    fix = Message("mend what it accepts, or decide anew and write a later day")
    return _finding("PENGECUALIAN-02", "expired", Severity.WARNING, one, message, fix)


_NAMED = 5
"""Records that are named one by one."""


def _too_wide(one: Exemption, covered: Sequence[Finding]) -> Iterator[Finding]:
    """A finding when an acceptance by key is for more than one record, or would be for one that comes later."""
    if one.line or not covered:
        return
    wide = [finding for finding in covered if finding.record not in ("", one.key)]
    tables = tuple(dict.fromkeys(finding.table for finding in covered))
    example = (wide or covered)[0]
    fix = Message("write one acceptance for each record: tabel: {table}, kunci: \"{record}\"", table=example.table,
                  record=example.record or one.key)  # fmt: skip
    if wide:
        names = tuple(dict.fromkeys(finding.record for finding in wide))
        message = Message(
            "this acceptance of {code} is for every record of {key}, also for those that come later; now for {records}",
            code=one.code, key=one.key, records=(*names[:_NAMED], *(("...",) if len(names) > _NAMED else ())),
        )  # fmt: skip
    elif len(tables) > 1:
        message = Message("this acceptance of {code} is for records of several tables: {tables}", code=one.code,
                          tables=tables)  # fmt: skip
    elif (count := _alike(covered)) > 1:
        message = Message(
            "this acceptance of {code} is for {count} findings that it does not tell apart", code=one.code, count=count
        )
        fix = Message("mend all but one of them, or write kolom where their columns differ")
    else:
        return
    yield _finding("PENGECUALIAN-06", "too-wide", Severity.WARNING, one, message, fix)


def _alike(covered: Sequence[Finding]) -> int:
    """How many places of one name are at fault: in one column, of a file as a whole in any."""
    places: dict[str, set[tuple[Location, str]]] = {}
    for finding in covered:
        column = finding.field if finding.key else ""
        places.setdefault(column, set()).add((finding.location, finding.field))
    return max(map(len, places.values()))


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
