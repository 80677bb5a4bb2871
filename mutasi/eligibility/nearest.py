"""Who may not hold a post and is nearest to it: the first of an order by days, without explaining everybody."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from mutasi.eligibility.explain import STEPS, Ruling, explained
from mutasi.eligibility.judge import judged
from mutasi.model.calendar import add_months
from mutasi.model.masks import Mask
from mutasi.model.people import People
from mutasi.model.policy import Policy
from mutasi.model.vacancy import Vacancy
from mutasi.model.verdict import FAIL, UNKNOWN, Verdict

_NEVER = len(STEPS)

Order = Callable[[int], tuple[int, str]]
"""How many requirements bar a row of people, and the NIP."""


@dataclass(frozen=True, slots=True)
class Nearest:
    """Somebody who may not hold the post, with what bars and the first day found on which nothing does any more."""

    row: int
    barring: tuple[Ruling, ...]
    possible_from: datetime.date | None


def nearest(people: People, vacancy: Vacancy, policy: Policy, count: int) -> tuple[Nearest, ...]:
    """Those who may not hold a post and are nearest to it: possible soonest, then barred by the fewest, then by NIP.

    The first ones are the same whatever the `count`.
    """
    barring = {one.applied.requirement.code: one.codes == FAIL for one in judged(people, vacancy, policy)}
    barred = np.zeros(people.size, dtype=np.int64)
    for mask in barring.values():
        barred += mask
    nips = people.frame["nip"].to_list()
    holders = people.array("id_jabatan") == vacancy.post
    rows = [row for row in range(people.size) if barred[row] and not holders[row]]

    def order(row: int) -> tuple[int, str]:
        return int(barred[row]), nips[row]

    search = _Search(people, vacancy, policy, barring)
    soon: list[Nearest] = []
    last = [row for row in rows if search.step[row] == _NEVER]
    for row in search.soonest_first(rows, order):
        if len(soon) == count:
            return tuple(soon)
        one = _nearest(people, row, vacancy, policy)
        if one.possible_from is None:
            last.append(row)
        else:
            soon.append(one)
    rest = sorted(last, key=order)[: count - len(soon)]
    return (*soon, *(_nearest(people, row, vacancy, policy) for row in rest))


def _nearest(people: People, row: int, vacancy: Vacancy, policy: Policy) -> Nearest:
    told = explained(people, row, vacancy, policy)
    barring = tuple(ruling for ruling in told.rulings if ruling.verdict is Verdict.FAIL)
    return Nearest(row, barring, told.possible_from)


class _Search:
    """From when on all is met that bars, for many people at once: by steps of months, then by days.

    `explained` looks for the days of one person by the same steps. `step` is the first of STEPS by which each of the
    barring requirements was met once, _NEVER where one never is.
    """

    def __init__(self, people: People, vacancy: Vacancy, policy: Policy, barring: dict[str, Mask]) -> None:
        self._people, self._vacancy, self._policy, self._barring = people, vacancy, policy, barring
        self.step = self._first_steps()

    def soonest_first(self, rows: Sequence[int], order: Order) -> Iterator[int]:
        """The rows for whom there is a day, by the day, then in the order given; looked for as far as asked."""
        by_step = defaultdict(list)
        for row in rows:
            by_step[int(self.step[row])].append(row)
        start = self._people.effective
        for step in range(_NEVER):
            before = STEPS[step - 1] if step else 0
            yield from self._by_day(by_step[step], add_months(start, before), add_months(start, STEPS[step]), order)

    def _by_day(self, rows: list[int], after: datetime.date, until: datetime.date, order: Order) -> Iterator[int]:
        """Rows whose day lies after `after`, up to `until`."""
        days = (until - after).days
        if len(rows) <= 1 or days <= 1:
            yield from sorted(rows, key=order)
            return
        middle = after + datetime.timedelta(days=days // 2)
        met = self._met(rows, middle)
        yield from self._by_day([row for row in rows if row in met], after, middle, order)
        yield from self._by_day([row for row in rows if row not in met], middle, until, order)

    def _met(self, rows: list[int], day: datetime.date) -> frozenset[int]:
        """For whom all is met on a day that bars now."""
        then = replace(self._people.only(*rows), effective=day)
        met = np.ones(len(rows), dtype=bool)
        for one in judged(then, self._vacancy, self._policy):
            barring = self._barring[one.applied.requirement.code][rows]
            met &= ~barring | (one.outcome.codes < UNKNOWN)
        return frozenset(np.array(rows)[met].tolist())

    def _first_steps(self) -> NDArray[np.int64]:
        size = self._people.size
        first = {code: np.full(size, _NEVER) for code, mask in self._barring.items() if mask.any()}
        for step in reversed(range(_NEVER)):
            later = replace(self._people, effective=add_months(self._people.effective, STEPS[step]))
            for one in judged(later, self._vacancy, self._policy):
                code = one.applied.requirement.code
                if code in first:
                    first[code][one.outcome.codes < UNKNOWN] = step
        last = np.zeros(size, dtype=np.int64)
        for code, steps in first.items():
            last = np.maximum(last, np.where(self._barring[code], steps, 0))
        return last
