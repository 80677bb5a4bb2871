"""How many findings of a rule are listed one by one: a column that is wrong everywhere is one thing to mend."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from heapq import heappush, heappushpop
from threading import Lock
from typing import NamedTuple, TypeVar

from mutasi.finding import Severity

T = TypeVar("T")


class Group(NamedTuple):
    """What findings have in common that are listed up to a bound."""

    rule: str
    table: str
    column: str
    severity: Severity


def listed(
    found: Iterable[tuple[Group, int, T]], most: int | None, is_kept: Callable[[T], bool], before: Mapping[Group, int]
) -> tuple[list[T], Counter[Group]]:
    """Of what is found in rows the first `most` of each group by their rows, and how many are left out.

    All when `most` is None. What `is_kept` is listed wherever it stands. `before` are numbers of findings that are
    listed already, all of earlier rows.
    """
    if most is None:
        return [item for _, _, item in found], Counter()
    first: dict[Group, list[tuple[int, int, T]]] = {}
    kept: list[T] = []
    unlisted: Counter[Group] = Counter()
    for number, (group, row, item) in enumerate(found):
        heap = first.setdefault(group, [])
        entry = (-row, -number, item)  # the last row is on top
        if len(heap) < most - before.get(group, 0):
            heappush(heap, entry)
            continue
        out = heappushpop(heap, entry)[2] if heap else item
        if is_kept(out):
            kept.append(out)
        else:
            unlisted[group] += 1
    return [item for heap in first.values() for _, _, item in sorted(heap, reverse=True)] + kept, unlisted


class PartsInOrder:
    """How many findings are listed of the first parts of a table, all of which are done."""

    def __init__(self) -> None:
        self._listed: Counter[Group] = Counter()
        self._next = 0
        self._ahead: dict[int, Counter[Group]] = {}
        self._lock = Lock()

    def listed(self) -> Mapping[Group, int]:
        with self._lock:
            return dict(self._listed)

    def add(self, number: int, listed: Iterable[Group]) -> None:
        """A part that is done, maybe before an earlier one."""
        with self._lock:
            self._ahead[number] = Counter(listed)
            while self._next in self._ahead:
                self._listed.update(self._ahead.pop(self._next))
                self._next += 1
