"""Masks over people: one yes or no for each row."""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

Mask = NDArray[np.bool_]


def missing_text(column: NDArray[Any]) -> Mask:
    """Where a text column has no value."""
    return np.array([value is None for value in column], dtype=bool)


def is_one_of(column: NDArray[Any], wanted: tuple[str, ...]) -> Mask:
    """Where a text column has one of these values."""
    return np.array([value in wanted for value in column], dtype=bool)


def persons(facts: pl.DataFrame, people: int) -> Mask:
    """Who has a row among facts."""
    mask = np.zeros(people, dtype=bool)
    mask[facts["person"].to_numpy()] = True
    return mask
