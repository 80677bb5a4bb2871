"""Decimal columns as whole numbers, so that no digit is lost."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import polars as pl
from numpy.typing import NDArray

from mutasi.model.tables import DECIMAL_PLACES

UNIT: int = 10**DECIMAL_PLACES
"""So many parts are one."""


def in_parts(column: pl.Series) -> NDArray[np.int64]:
    """A column of numbers in ten-thousandths; any number where it is null."""
    exact = column.cast(pl.Decimal(18, DECIMAL_PLACES))
    parts: NDArray[np.int64] = exact.to_physical().cast(pl.Int64).fill_null(0).to_numpy()
    return parts


def least_parts(bound: Fraction) -> int:
    """The least number of parts that is at least this bound."""
    parts = bound * UNIT
    return -(-parts.numerator // parts.denominator)
