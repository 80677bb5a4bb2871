"""The retirement age (BUP) of a post: its own, that of a law for such posts, or that of its level."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from mutasi.model.reference import Reference, SpecialAge

if TYPE_CHECKING:
    import polars as pl  # which the help of a command does not need


def retirement_age(reference: Reference, level: str, name: str, own: int) -> int:
    """BUP in years; 0 when the level is unknown. `own` is what the data states of the post, 0 for nothing."""
    if own:
        return own
    special = special_age(reference, level, name)
    known = reference.levels.get(level)
    return special or (known.retirement_age or 0 if known else 0)


def special_age(reference: Reference, level: str, name: str) -> int:
    """The age that a law sets for posts of this level whose name begins so, 0 for none: teachers work until 60."""
    mine = [one for one in reference.special_ages if level in one.levels]
    words = name.casefold().split() if mine else []
    return next((one.age for one in mine if _covers(one, words)), 0)


def _covers(special: SpecialAge, words: list[str]) -> bool:
    return _begins(words, special.beginnings) and not _begins(words, special.exceptions)


def _begins(words: list[str], beginnings: Iterable[str]) -> bool:
    return any(words[: len(wanted)] == wanted for wanted in map(_words, beginnings))


@cache
def _words(beginning: str) -> list[str]:
    return beginning.split()


def lowest_age(reference: Reference) -> int:
    """No post retires earlier by law or by level."""
    ages = [level.retirement_age for level in reference.levels.values() if level.retirement_age]
    return min([*ages, *(special.age for special in reference.special_ages)])


def with_limits(posts: pl.DataFrame, reference: Reference) -> pl.DataFrame:
    """Posts that have jenjang, nama and bup, with `limit`: their retirement age, without those that have none."""
    import polars as pl

    by = ("jenjang", "nama", "bup")
    kinds = posts.select(pl.col("jenjang").cast(pl.String), "nama", "bup").unique()
    limits = [retirement_age(reference, level or "", name or "", own or 0) for level, name, own in kinds.iter_rows()]
    known = kinds.with_columns(limit=pl.Series(limits, dtype=pl.Int64)).filter(pl.col("limit") > 0)
    typed = posts.with_columns(pl.col("jenjang").cast(pl.String))
    return typed.join(known, on=by, how="inner", nulls_equal=True, maintain_order="left")
