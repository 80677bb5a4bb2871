"""All rules over a dataset, with the agency's settings, into whole findings."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from concurrent.futures import ThreadPoolExecutor
from types import MappingProxyType

from mutasi.finding import Finding, Severity
from mutasi.model.dataset import Dataset
from mutasi.model.policy import Setting
from mutasi.model.reference import Reference
from mutasi.rules.catalogue import RULES
from mutasi.rules.criteria import check_core
from mutasi.rules.exemptions import Acceptances
from mutasi.rules.judge import Told, counted, run, runs
from mutasi.rules.parts import empty_of, put_together, told_of
from mutasi.rules.policy import check_policy
from mutasi.rules.rule import Rule, Scope, Shared

Kinds = Mapping[str, Mapping[str, Setting]]
_THREADS = 3
"""Rules at work at a time: polars leaves Python alone while it computes."""


def check(
    dataset: Dataset, reference: Reference, *, criterion_kinds: Kinds, other_rules: Kinds,
    codes: Mapping[str, Severity] = MappingProxyType({}), items: Collection[str] = (), most: int | None = None,
) -> tuple[Finding, ...]:  # fmt: skip
    """Every finding of the rules and of the policy, unsorted.

    `criterion_kinds` are the kinds of criteria with their settings, `other_rules` the requirements: what
    `mutasi.yaml` may name besides the rules of this layer, `codes` those of all rules of whatever kind, with their
    gravity, `items` those that can only be put off. Of one rule `most` findings in each column are listed and the rest
    counted, all listed when it is None.
    """
    known = {**{rule.code: rule.settings for rule in RULES}, **other_rules}
    findings = list(
        check_policy(dataset.policy, criterion_kinds, known, codes, items, _vacancies(dataset), _columns(dataset))
    )
    findings += check_core(dataset, reference)
    shared, shared_without = Shared(), Shared()
    looked = {name: table.looked for name, table in dataset.tables.items() if table.looked is not None}
    told = [told_of(one, most, Acceptances(dataset.policy.exemptions)) for one in looked.values()]
    for one in looked.values():
        put_together(one, shared)
    without = dataset
    if looked:
        tables = {name: empty_of(table) if name in looked else table for name, table in dataset.tables.items()}
        without = Dataset(tables, dataset.policy)

    def judged(rule: Rule) -> Told:
        if rule.scope is Scope.TABLES or not looked:
            return run(rule, dataset, reference, shared, most)
        return run(rule, without, reference, shared_without, most)

    with ThreadPoolExecutor(_THREADS) as pool:
        told += pool.map(judged, [rule for rule in RULES if runs(rule, dataset)])
    for each in told:
        findings += each.findings
        findings += counted(each, dataset)
    return tuple(findings)


def _vacancies(dataset: Dataset) -> tuple[str, ...] | None:
    """The ids of the vacancies and of the posts; None where the vacancies were not read."""
    vacancies, posts = dataset.get("lowongan"), dataset.get("jabatan")
    if vacancies is None:
        return None
    ids = () if posts is None else tuple(posts.frame["id_jabatan"].drop_nulls())
    return (*vacancies.frame["id_lowongan"].drop_nulls(), *ids)


def _columns(dataset: Dataset) -> tuple[str, ...] | None:
    """The columns that the file of people has; None where it was not read."""
    table = dataset.get("pegawai")
    if table is None:
        return None
    return tuple(table.text.columns if table.stored is None else table.stored.columns)
