"""All rules over a dataset, with the agency's settings, into whole findings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor

from mutasi.finding import Finding, Location, Severity
from mutasi.model.dataset import Dataset
from mutasi.model.policy import RulePolicy, Setting, Weight
from mutasi.model.reference import Reference
from mutasi.model.settings import typed_settings
from mutasi.model.table import Table
from mutasi.rules.catalogue import RULES
from mutasi.rules.columns import HEADER
from mutasi.rules.policy import check_policy
from mutasi.rules.rule import Checked, Fault, Rule, Shared

Kinds = Mapping[str, Mapping[str, Setting]]
_THREADS = 2
"""Rules at work at a time: polars leaves Python alone while it computes."""
_WEIGHTS = {Weight.HARD: Severity.ERROR, Weight.SOFT: Severity.WARNING}


def check(
    dataset: Dataset, reference: Reference, *, criterion_kinds: Kinds, other_rules: Kinds, codes: Sequence[str] = ()
) -> tuple[Finding, ...]:  # fmt: skip
    """Every finding of the rules and of the policy, unsorted.

    `criterion_kinds` are the kinds of criteria with their settings, `other_rules` the requirements: what
    `mutasi.yaml` may name besides the rules of this layer, `codes` those of all rules of whatever kind.
    """
    policy = dataset.policy
    known = {**{rule.code: rule.settings for rule in RULES}, **other_rules}
    findings = list(check_policy(policy, criterion_kinds, known, codes))
    shared = Shared()
    rules = [rule for rule in RULES if runs(rule, dataset)]

    def run(rule: Rule) -> tuple[Finding, ...]:
        return tuple(_run(rule, dataset, reference, shared))

    with ThreadPoolExecutor(_THREADS) as pool:
        for found in pool.map(run, rules):
            findings += found
    return tuple(findings)


def runs(rule: Rule, dataset: Dataset) -> bool:
    """Whether the rule can say anything: its tables and the date are there, and the agency has not put it off."""
    policy = dataset.policy
    return dataset.has(*rule.tables) and not policy.is_off(rule.code) and not (rule.dated and policy.as_of is None)


def _run(rule: Rule, dataset: Dataset, reference: Reference, shared: Shared) -> Iterator[Finding]:
    policy = dataset.policy
    override = policy.rules.get(rule.code)
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
        extent=fault.extent,
        identity=fault.identity or _identity(fault, dataset),
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


def _locate(table: Table, row: int, column: str) -> Location:
    if row == HEADER:
        return table.positions.header(column if table.has(column) else None)
    return table.positions.locate(row, column if table.has(column) else None)
