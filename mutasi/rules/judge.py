"""One rule over a dataset, with the agency's settings, into whole findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from mutasi.finding import Finding, Location, Severity
from mutasi.message import Message
from mutasi.model.dataset import Dataset
from mutasi.model.policy import RulePolicy, Weight
from mutasi.model.reference import Reference
from mutasi.model.settings import typed_settings
from mutasi.model.table import KeyedPositions, Table
from mutasi.rules.catalogue import RULES
from mutasi.rules.columns import HEADER
from mutasi.rules.exemptions import Acceptances
from mutasi.rules.listing import Group, listed
from mutasi.rules.refused import refused_by
from mutasi.rules.rule import Checked, Fault, Rule, Shared

_WEIGHTS = {Weight.HARD: Severity.ERROR, Weight.SOFT: Severity.WARNING}


@dataclass(frozen=True, slots=True)
class Told:
    """The findings that are listed, and how many are not."""

    findings: tuple[Finding, ...]
    unlisted: Counter[Group] = field(default_factory=Counter)


def runs(rule: Rule, dataset: Dataset) -> bool:
    """Whether the rule can say anything: its tables and the date are there, and the agency has not put it off."""
    policy = dataset.policy
    return dataset.has(*rule.tables) and not policy.is_off(rule.code) and not (rule.dated and policy.as_of is None)


def not_run(dataset: Dataset) -> frozenset[str]:
    """The codes of the rules that can say nothing."""
    return frozenset(rule.code for rule in RULES if not runs(rule, dataset))


def run(
    rule: Rule, dataset: Dataset, reference: Reference, shared: Shared, most: int | None = None,
    before: Mapping[Group, int] | None = None,
) -> Told:  # fmt: skip
    """What a rule that `runs` finds, unsorted: the first `most` findings of each group, all when it is None, and
    those that somebody accepts. `before` tells how many are listed of rows that come before these.
    """
    policy = dataset.policy
    override = policy.rules.get(rule.code)
    settings, _ = typed_settings(rule.settings, override.settings if override else {})
    seen = Checked(dataset, reference, settings, policy.as_of, policy.effective or policy.as_of, shared)
    accepted = Acceptances([one for one in (*policy.exemptions, *dataset.exemptions) if one.code == rule.code])

    def is_accepted(fault: Fault) -> bool:
        return bool(accepted) and bool(accepted.of(_finding(rule, fault, dataset, override)))

    def grouped() -> Iterator[tuple[Group, int, Fault]]:
        for fault in rule.check(seen):
            if not _is_said(rule, fault, dataset):
                yield Group(rule.code, fault.table, fault.column, _severity(rule, fault, override)), fault.row, fault

    faults, unlisted = listed(grouped(), most, is_accepted, before or {})
    return Told(tuple(_finding(rule, fault, dataset, override) for fault in faults), unlisted)


def _is_said(rule: Rule, fault: Fault, dataset: Dataset) -> bool:
    """Whether another rule has said already that a cell has no value from which this fault comes."""
    if fault.row == HEADER:
        return False
    table = dataset.tables[fault.table]
    cells = (fault.column, *fault.beside)
    return any(refused_by(table, fault.row, name, dataset.policy) not in ("", rule.code) for name in cells)


def counted(told: Told, dataset: Dataset) -> Iterator[Finding]:
    """A finding for each group of which some are not listed, which stands for these."""
    for group, count in told.unlisted.items():
        message = Message(
            "{count} more findings of {rule} in the column {column}", count=count, rule=group.rule, column=group.column
        )
        fix = Message("mend the column, then check again")
        fault = Fault(group.table, HEADER, group.column, message, fix, severity=group.severity)
        yield replace(_finding(_BY_CODE[group.rule], fault, dataset, None), stands_for=count, is_rest=True)


_BY_CODE = {rule.code: rule for rule in RULES}


def _severity(rule: Rule, fault: Fault, override: RulePolicy | None) -> Severity:
    if override is not None and override.weight is not None:
        return _WEIGHTS[override.weight]
    return fault.severity or rule.severity


def _finding(rule: Rule, fault: Fault, dataset: Dataset, override: RulePolicy | None) -> Finding:
    table = dataset.tables[fault.table]
    return Finding(
        rule=rule.code,
        name=rule.name,
        severity=_severity(rule, fault, override),
        message=fault.message,
        location=_locate(table, fault),
        table=table.name,
        key="" if fault.row == HEADER else table.key_of(fault.row),
        field=fault.column,
        value="" if fault.row == HEADER else table.cell(fault.row, fault.column),
        basis=rule.basis,
        fix=fault.fix,
        related=tuple(dataset.tables[name].positions.locate(row) for name, row in fault.related),
        instead=fault.instead,
        certain=fault.certain,
        extent=fault.extent,
        identity=fault.identity or _identity(fault, dataset),
        record="" if fault.row == HEADER else table.record_of(fault.row),
    )


def _identity(fault: Fault, dataset: Dataset) -> tuple[str, ...]:
    """The column, the whole key of the record, its cells that are at fault, and the keys of the related records."""
    if fault.row == HEADER:
        return ("", fault.column)
    table = dataset.tables[fault.table]
    cells = (table.cell(fault.row, column) for column in (fault.column, *fault.beside))
    related = (one for name, row in fault.related for one in _whole_key(dataset.tables[name], row))
    return (fault.column, *_whole_key(table, fault.row), *cells, *related)


def _whole_key(table: Table, row: int) -> tuple[str, ...]:
    return tuple(table.cell(row, name) for name in table.declaration.key)


def _locate(table: Table, fault: Fault) -> Location:
    column = fault.column if table.has(fault.column) else None
    if fault.row == HEADER:
        return table.positions.header(column)
    if fault.at_key and isinstance(table.positions, KeyedPositions):
        key = table.positions.key(fault.row, fault.column)
        if key is not None:
            return key
    return table.positions.locate(fault.row, column)
