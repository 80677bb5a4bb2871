"""Masks over people: one yes or no for each row."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import polars as pl
from numpy.typing import NDArray

Mask = NDArray[np.bool_]


def rows_mask(rows: Iterable[int], people: int) -> Mask:
    """These rows alone."""
    mask = np.zeros(people, dtype=bool)
    mask[np.fromiter(rows, dtype=np.int64)] = True
    return mask


def persons(facts: pl.DataFrame, people: int) -> Mask:
    """Who has a row among facts."""
    mask = np.zeros(people, dtype=bool)
    mask[facts["person"].to_numpy()] = True
    return mask
