"""All rules over a dataset, with the agency's settings, into whole findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor

from mutasi.finding import Finding, Location, Severity
from mutasi.model.dataset import Dataset
from mutasi.model.policy import RulePolicy, Setting, Weight
from mutasi.model.reference import Reference
from mutasi.model.settings import typed_settings
from mutasi.model.table import Table
from mutasi.rules.catalogue import RULES
from mutasi.rules.columns import HEADER
from mutasi.rules.exemptions import Acceptances
from mutasi.rules.listing import listed
from mutasi.rules.policy import check_policy
from mutasi.rules.rule import Checked, Fault, Rule, Shared

Kinds = Mapping[str, Mapping[str, Setting]]
_THREADS = 2
"""Rules at work at a time: polars leaves Python alone while it computes."""
_WEIGHTS = {Weight.HARD: Severity.ERROR, Weight.SOFT: Severity.WARNING}


def check(
    dataset: Dataset, reference: Reference, *, criterion_kinds: Kinds, other_rules: Kinds, most: int | None = None
) -> tuple[Finding, ...]:
    """Every finding of the rules and of the policy, unsorted.

    `criterion_kinds` are the kinds of criteria with their settings, `other_rules` the requirements: what
    `mutasi.yaml` may name besides the rules of this layer. Of one rule `most` findings in each column are listed and
    the rest counted, all listed when it is None.
    """
    policy = dataset.policy
    known = {**{rule.code: rule.settings for rule in RULES}, **other_rules}
    findings = list(check_policy(policy, criterion_kinds, known))
    shared = Shared()
    rules = [rule for rule in RULES if dataset.has(*rule.tables)]

    def run(rule: Rule) -> tuple[Finding, ...]:
        return tuple(_run(rule, dataset, reference, shared, most))

    with ThreadPoolExecutor(_THREADS) as pool:
        for found in pool.map(run, rules):
            findings += found
    return tuple(findings)


def _run(rule: Rule, dataset: Dataset, reference: Reference, shared: Shared, most: int | None) -> Iterator[Finding]:
    policy = dataset.policy
    override = policy.rules.get(rule.code)
    if (override is not None and override.weight is Weight.OFF) or (rule.dated and policy.as_of is None):
        return
    settings, _ = typed_settings(rule.settings, override.settings if override else {})
    seen = Checked(dataset, reference, settings, policy.as_of, policy.effective or policy.as_of, shared)
    faults = _untold(rule.check(seen), dataset)
    if most is not None:
        accepted = Acceptances([one for one in (*policy.exemptions, *dataset.exemptions) if one.code == rule.code])

        def is_accepted(fault: Fault) -> bool:
            return bool(accepted) and bool(accepted.of(_finding(rule, fault, dataset, override)))

        faults = listed(faults, rule.code, most, is_accepted)
    for fault in faults:
        yield _finding(rule, fault, dataset, override)


def _untold(faults: Iterable[Fault], dataset: Dataset) -> Iterator[Fault]:
    """The faults without those in cells of which reading has said why they have no value."""
    return (fault for fault in faults if not dataset.tables[fault.table].is_told(fault.row, fault.column))


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
        stands_for=fault.stands_for,
    )


def _locate(table: Table, row: int, column: str) -> Location:
    if row == HEADER:
        return table.positions.header(column if table.has(column) else None)
    return table.positions.locate(row, column if table.has(column) else None)
