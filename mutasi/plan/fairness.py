"""How far the groups of a trait come, step by step, and at which step a gap arises."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np

from mutasi.model.fairness import (
    ADVERSE,
    BEFORE,
    CHANCE,
    FOUR_FIFTHS,
    LEAST_PART,
    MILLION,
    UNCOMPARED,
    AtEqualPost,
    Compared,
    Group,
    Measured,
    Says,
    Step,
    TraitAudit,
)
from mutasi.model.masks import Mask
from mutasi.plan.disclosure import hidden_cells
from mutasi.plan.proportions import Table, chance, equal_ratio, holm, limits, ratio_limits
from mutasi.plan.traits import Grouping

Reached = Mapping[Step, Mask]
"""For each step who came so far; each a part of the step before."""


def audit_trait(grouping: Grouping, reached: Reached, equal: Sequence[int], smallest: int) -> TraitAudit:
    """The groups of one trait. `equal` numbers the present posts: people of one number are alike in that."""
    tally = _Tally.of(grouping, reached, equal)
    groups = _groups(grouping, tally)
    stated = [step for step in reached if step not in UNCOMPARED]
    raw = [Measured(step, tuple(_compared(tally, groups, step, smallest))) for step in stated]
    comparisons = sum(_pairs(part) for part in raw)
    return TraitAudit(grouping.trait, groups, tuple(_settled(raw, comparisons)), comparisons)


@dataclass(frozen=True, slots=True)
class _Tally:
    """Counts by group and step, and the same by the number of the present post."""

    counts: Mapping[str, Mapping[Step, int]]
    by_post: Mapping[str, Mapping[Step, Sequence[int]]]

    @classmethod
    def of(cls, grouping: Grouping, reached: Reached, equal: Sequence[int]) -> _Tally:
        of_each = np.array(grouping.of_each, dtype=object)
        posts, size = np.array(equal, dtype=np.int64), max(equal, default=0) + 1
        codes = [code for code in (*grouping.order, "") if (of_each == code).any()]
        by_post = {
            code: {step: np.bincount(posts[mask & (of_each == code)], minlength=size).tolist()
                   for step, mask in reached.items()}
            for code in codes
        }  # fmt: skip
        counts = {code: {step: sum(parts) for step, parts in steps.items()} for code, steps in by_post.items()}
        return cls(counts, by_post)

    def table(self, group: str, best: str, step: Step) -> Table:
        own, other = self.counts[group], self.counts[best]
        return Table(own[step], own[BEFORE[step]], other[step], other[BEFORE[step]])

    def equal_tables(self, group: str, best: str, step: Step) -> list[Table]:
        """The same for each present post that both groups have."""
        own, other = self.by_post[group], self.by_post[best]
        parts = zip(own[step], own[BEFORE[step]], other[step], other[BEFORE[step]], strict=True)
        return [Table(*part) for part in parts if part[1] and part[3]]


def _groups(grouping: Grouping, tally: _Tally) -> tuple[Group, ...]:
    counts = list(tally.counts.values())
    hidden = hidden_cells(counts)
    return tuple(
        Group(code, (grouping.names or {}).get(code, code), counts[row],
              frozenset(step for step in counts[row] if (row, step) in hidden))
        for row, code in enumerate(tally.counts)
    )  # fmt: skip


def _compared(tally: _Tally, groups: Sequence[Group], step: Step, smallest: int) -> Iterator[Compared]:
    """Each group at a step, beside the best of those that are large enough. Chances are not corrected yet."""
    large = [one.code for one in groups if one.code and one.counts[BEFORE[step]] >= smallest]
    best = _best(tally, large, step)
    everybody = all(one.counts[step] == one.counts[BEFORE[step]] for one in groups)
    for one in groups:
        reached, of = one.counts[step], one.counts[BEFORE[step]]
        plain = Compared(one.code, reached, of, *limits(reached, of), says=Says.CANNOT_BE_TOLD)
        says = Says.EVERYBODY if everybody else _without_comparison(one, large, best, step, tally)
        yield replace(plain, says=says) if says else _beside(plain, tally, best, step)


def _best(tally: _Tally, large: Sequence[str], step: Step) -> str:
    """The group with the best rate of those that are no tiny part of all; of several the largest, then the first.

    A rate of a few is high or low by luck, and beside it no other could be told from chance.
    """
    people = sum(counts[BEFORE[step]] for counts in tally.counts.values())
    fair = [code for code in large if tally.counts[code][BEFORE[step]] >= LEAST_PART * people] or large

    def order(code: str) -> tuple[Fraction, int]:
        of = tally.counts[code][BEFORE[step]]
        rate = Fraction(tally.counts[code][step], of)
        return (-rate if step in ADVERSE else rate), of

    return max(fair, key=order, default="")


def _without_comparison(one: Group, large: Sequence[str], best: str, step: Step, tally: _Tally) -> Says | None:
    """What is said of a group that is not compared; None for one that is."""
    if not one.code:
        return Says.NOT_STATED
    if one.code not in large:
        return Says.TOO_FEW
    if not any(tally.counts[code][step] for code in large):
        return Says.NOBODY
    if len(large) == 1:
        return Says.ALONE
    return Says.BEST if one.code == best else None


def _beside(plain: Compared, tally: _Tally, best: str, step: Step) -> Compared:
    table, alike = tally.table(plain.group, best, step), tally.equal_tables(plain.group, best, step)
    ratio = _ratio(table, step)
    low, high = _limits(table, step)
    within = equal_ratio([_turned(one) for one in alike] if step in ADVERSE else alike)
    equal = AtEqualPost(within, chance(alike)) if alike else None
    return replace(plain, best=best, ratio=ratio, ratio_low=low, ratio_high=high, single=chance([table]), equal=equal)


def _turned(table: Table) -> Table:
    """The groups exchanged: where nobody wants what is reached, the rate of the best is divided by the own one."""
    return Table(table.other_reached, table.other_of, table.reached, table.of)


def _ratio(table: Table, step: Step) -> Fraction:
    one = _turned(table) if step in ADVERSE else table
    if not one.other_reached:
        return Fraction(1)  # the own rate and the best are both nought
    return Fraction(one.reached, one.of) / Fraction(one.other_reached, one.other_of)


def _limits(table: Table, step: Step) -> tuple[float, float | None]:
    return ratio_limits(_turned(table) if step in ADVERSE else table)


def _pairs(part: Measured) -> int:
    """The best is found by looking at all large groups, so every pair of them counts as looked at."""
    large = sum(one.says in (Says.BEST, Says.CANNOT_BE_TOLD) for one in part.groups)
    return large * (large - 1) // 2


def _settled(raw: Sequence[Measured], comparisons: int) -> Iterator[Measured]:
    """The same with chances corrected over all steps of the trait, and what they say."""
    singles = [one.single for part in raw for one in part.groups if one.single is not None]
    equals = [one.equal.chance for part in raw for one in part.groups if one.equal is not None]
    corrected, corrected_equal = iter(holm(singles, comparisons)), iter(holm(equals, comparisons))
    for part in raw:
        groups = []
        for one in part.groups:
            if one.single is not None:
                one = replace(one, chance=next(corrected))
                one = replace(one, says=_says(one))
            if one.equal is not None:
                one = replace(one, equal=replace(one.equal, chance=next(corrected_equal)))
            groups.append(one)
        yield Measured(part.step, tuple(groups))


def _says(one: Compared) -> Says:
    assert one.ratio is not None
    assert one.ratio_low is not None
    assert one.chance is not None
    if one.ratio < FOUR_FIFTHS:
        return Says.GAP if one.chance < CHANCE * MILLION else Says.MAYBE_CHANCE
    return Says.NOT_SEEN if one.ratio_low >= FOUR_FIFTHS else Says.CANNOT_BE_TOLD
