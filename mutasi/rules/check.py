"""All rules over a dataset, with the agency's settings, into whole findings."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor

from mutasi.finding import Finding
from mutasi.model.dataset import Dataset
from mutasi.model.policy import Setting
from mutasi.model.reference import Reference
from mutasi.rules.catalogue import RULES
from mutasi.rules.judge import run
from mutasi.rules.parts import empty_of, findings_of, put_together
from mutasi.rules.policy import check_policy
from mutasi.rules.rule import Rule, Scope, Shared

Kinds = Mapping[str, Mapping[str, Setting]]
_THREADS = 2
"""Rules at work at a time: polars leaves Python alone while it computes."""


def check(
    dataset: Dataset,
    reference: Reference,
    *,
    criterion_kinds: Kinds,
    other_rules: Kinds,
) -> tuple[Finding, ...]:
    """Every finding of the rules and of the policy, unsorted.

    `criterion_kinds` are the kinds of criteria with their settings, `other_rules` the requirements: what
    `mutasi.yaml` may name besides the rules of this layer.
    """
    known = {**{rule.code: rule.settings for rule in RULES}, **other_rules}
    findings = list(check_policy(dataset.policy, criterion_kinds, known))
    shared, shared_without = Shared(), Shared()
    looked = {name: table.looked for name, table in dataset.tables.items() if table.looked is not None}
    for one in looked.values():
        findings += findings_of(one)
        put_together(one, shared)
    without = dataset
    if looked:
        tables = {name: empty_of(table) if name in looked else table for name, table in dataset.tables.items()}
        without = Dataset(tables, dataset.policy)
    rules = [rule for rule in RULES if dataset.has(*rule.tables)]

    def judged(rule: Rule) -> tuple[Finding, ...]:
        if rule.scope is Scope.TABLES or not looked:
            return tuple(run(rule, dataset, reference, shared))
        return tuple(run(rule, without, reference, shared_without))

    with ThreadPoolExecutor(_THREADS) as pool:
        for found in pool.map(judged, rules):
            findings += found
    return tuple(findings)
