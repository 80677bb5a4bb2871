"""Choices that are the same on every Python: built on `getrandbits` alone, whose sequence is promised.

Every topic draws from a stream of its own, named by what it decides, so that a change of one topic
leaves the others as they were.
"""

from __future__ import annotations

import datetime
import hashlib
import random
from collections.abc import Sequence
from typing import TypeVar

SEED = "pangkalpinang-2026"

T = TypeVar("T")


class Draw:
    """A stream of choices that is named by `path`."""

    def __init__(self, *path: object) -> None:
        name = "/".join((SEED, *(str(part) for part in path)))
        self._random = random.Random(int.from_bytes(hashlib.sha256(name.encode()).digest(), "big"))

    def below(self, count: int) -> int:
        """A whole number from 0 to `count` - 1, all equally likely."""
        bits = count.bit_length()
        value = self._random.getrandbits(bits)
        while value >= count:
            value = self._random.getrandbits(bits)
        return value

    def between(self, first: int, last: int) -> int:
        """A whole number from `first` to `last`, both included."""
        return first + self.below(last - first + 1)

    def chance(self, percent: int) -> bool:
        return self.below(100) < percent

    def pick(self, items: Sequence[T]) -> T:
        return items[self.below(len(items))]

    def weighted(self, items: Sequence[tuple[T, int]]) -> T:
        """One of the items, as often as its whole-number weight says."""
        ticket = self.below(sum(weight for _, weight in items))
        for item, weight in items:
            ticket -= weight
            if ticket < 0:
                return item
        raise AssertionError("the ticket is below the sum of the weights")

    def shuffled(self, items: Sequence[T]) -> list[T]:
        result = list(items)
        for last in range(len(result) - 1, 0, -1):
            other = self.below(last + 1)
            result[last], result[other] = result[other], result[last]
        return result

    def sample(self, items: Sequence[T], count: int) -> list[T]:
        """`count` different items, or all of them when there are fewer."""
        return self.shuffled(items)[:count]

    def day(self, first: datetime.date, last: datetime.date) -> datetime.date:
        """A day from `first` to `last`, both included."""
        return first + datetime.timedelta(days=self.below((last - first).days + 1))
