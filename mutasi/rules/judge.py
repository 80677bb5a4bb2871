"""One rule over a dataset, with the agency's settings, into whole findings."""

from __future__ import annotations

from collections.abc import Iterator

from mutasi.finding import Finding, Location, Severity
from mutasi.model.dataset import Dataset
from mutasi.model.policy import RulePolicy, Weight
from mutasi.model.reference import Reference
from mutasi.model.settings import typed_settings
from mutasi.model.table import Table
from mutasi.rules.columns import HEADER
from mutasi.rules.rule import Checked, Fault, Rule, Shared

_WEIGHTS = {Weight.HARD: Severity.ERROR, Weight.SOFT: Severity.WARNING}


def run(rule: Rule, dataset: Dataset, reference: Reference, shared: Shared) -> Iterator[Finding]:
    """Every finding of the rule, unsorted."""
    policy = dataset.policy
    override = policy.rules.get(rule.code)
    if (override is not None and override.weight is Weight.OFF) or (rule.dated and policy.as_of is None):
        return
    settings, _ = typed_settings(rule.settings, override.settings if override else {})
    seen = Checked(dataset, reference, settings, policy.as_of, policy.effective or policy.as_of, shared)
    for fault in rule.check(seen):
        if dataset.tables[fault.table].is_told(fault.row, fault.column):
            continue  # reading has said why this cell has no value
        yield _finding(rule, fault, dataset, override)


def _finding(rule: Rule, fault: Fault, dataset: Dataset, override: RulePolicy | None) -> Finding:
    table = dataset.tables[fault.table]
    severity = fault.severity or rule.severity
    if override is not None and override.weight is not None:
        severity = _WEIGHTS[override.weight]
    return Finding(
        rule=rule.code,
        name=rule.name,
        severity=severity,
        message=fault.message,
        location=_locate(table, fault.row, fault.column),
        table=table.name,
        key="" if fault.row == HEADER else table.key_of(fault.row),
        field=fault.column,
        value="" if fault.row == HEADER else table.cell(fault.row, fault.column),
        basis=rule.basis,
        fix=fault.fix,
        related=tuple(dataset.tables[name].positions.locate(row) for name, row in fault.related),
        instead=fault.instead,
        certain=fault.certain,
    )


def _locate(table: Table, row: int, column: str) -> Location:
    if row == HEADER:
        return table.positions.header(column if table.has(column) else None)
    return table.positions.locate(row, column if table.has(column) else None)
