"""All rules over a dataset, with the agency's settings, into whole findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
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
    dataset: Dataset, reference: Reference, *, criterion_kinds: Kinds, other_rules: Kinds, codes: Sequence[str] = (),
    most: int | None = None,
) -> tuple[Finding, ...]:  # fmt: skip
    """Every finding of the rules and of the policy, unsorted.

    `criterion_kinds` are the kinds of criteria with their settings, `other_rules` the requirements: what
    `mutasi.yaml` may name besides the rules of this layer, `codes` those of all rules of whatever kind. Of one rule
    `most` findings in each column are listed and the rest counted, all listed when it is None.
    """
    policy = dataset.policy
    known = {**{rule.code: rule.settings for rule in RULES}, **other_rules}
    findings = list(check_policy(policy, criterion_kinds, known, codes))
    shared = Shared()
    rules = [rule for rule in RULES if runs(rule, dataset)]

    def run(rule: Rule) -> tuple[Finding, ...]:
        return tuple(_run(rule, dataset, reference, shared, most))

    with ThreadPoolExecutor(_THREADS) as pool:
        for found in pool.map(run, rules):
            findings += found
    return tuple(findings)


def runs(rule: Rule, dataset: Dataset) -> bool:
    """Whether the rule can say anything: its tables and the date are there, and the agency has not put it off."""
    override = dataset.policy.rules.get(rule.code)
    is_off = override is not None and override.weight is Weight.OFF
    return dataset.has(*rule.tables) and not is_off and not (rule.dated and dataset.policy.as_of is None)


def _run(rule: Rule, dataset: Dataset, reference: Reference, shared: Shared, most: int | None) -> Iterator[Finding]:
    policy = dataset.policy
    override = policy.rules.get(rule.code)
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
        extent=fault.extent,
        identity=fault.identity or _identity(fault, dataset),
        stands_for=fault.stands_for,
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
