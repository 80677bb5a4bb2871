"""Whole numbers of everybody, kept as small as they fit and widened where they are looked at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

Whole = NDArray[np.signedinteger[Any]]


class ByRow(Protocol):
    """Whole numbers of people, got by their rows: a vector of numpy, or one that is kept small."""

    def __len__(self) -> int: ...

    def __getitem__(self, rows: Any, /) -> Any: ...


@dataclass(frozen=True, slots=True, eq=False)
class SmallNumbers:
    """Numbers of everybody in a narrow vector; those of some rows come as int64, lest a product of them overflow."""

    narrow: Whole

    def __len__(self) -> int:
        return len(self.narrow)

    def __getitem__(self, rows: Any) -> Any:
        return self.narrow[rows].astype(np.int64)

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> NDArray[Any]:
        return np.asarray(self[:], dtype)


def width_of(largest: int) -> type[np.int32 | np.int64]:
    """The smaller of two widths that holds the double of the largest number there may be."""
    return np.int32 if 2 * largest <= np.iinfo(np.int32).max else np.int64


def as_vector(numbers: ByRow) -> Whole:
    """The numbers of everybody as they are kept, for comparisons."""
    found: Whole = numbers.narrow if isinstance(numbers, SmallNumbers) else np.asarray(numbers)
    return found
