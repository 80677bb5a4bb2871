"""Posts that rightly have no superior: the head of the organisation, or the heads of offices below one elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

_LEADERS = ("JPT_UTAMA", "JPT_MADYA", "JPT_PRATAMA")


@dataclass(frozen=True, slots=True)
class Heads:
    """Posts without a superior: all of them, the one that heads the organisation first, and those that rightly have
    none. `elsewhere` tells whether whoever is above the heads of offices is not in the data. Without any post that has
    a superior nobody tells who is above whom: then none is `allowed`.
    """

    ranked: pl.DataFrame
    allowed: pl.DataFrame
    elsewhere: bool = False


def heads_of(posts: pl.DataFrame, steps: Mapping[str, int]) -> Heads:
    """Of a frame with id_jabatan, atasan and jenjang, and the house scale of levels."""
    posts = posts.filter(pl.col("id_jabatan").is_not_null())
    step = pl.col("jenjang").cast(pl.String).replace_strict(dict(steps), default=0, return_dtype=pl.Int64)
    heads = posts.filter(pl.col("atasan").is_null()).with_columns(step=step)
    if heads.height == posts.height > 1:
        return Heads(heads, heads.clear())
    superiors = posts.filter(pl.col("jenjang").is_in(_LEADERS))["atasan"].drop_nulls()
    ranked = (
        heads.with_columns(above=pl.col("id_jabatan").is_in(superiors.implode()))
        .sort("above", "step", descending=True, maintain_order=True)
        .drop("step")
    )
    offices = ranked.filter(pl.col("jenjang").is_in(_LEADERS))
    if offices.height > 1 and not ranked["above"][0]:
        return Heads(ranked, offices, elsewhere=True)
    return Heads(ranked, ranked[:1])
