"""When penalties end, worked out in one place for all who ask."""

from __future__ import annotations

from datetime import timedelta

import polars as pl

from mutasi.model.people import People


def penalties(people: People) -> pl.DataFrame | None:
    """The rows of `disiplin` with two more days, both None where nothing tells them; None where the table is absent.

    `ends` is the last day: tmt_selesai, else as long as the law gives its kind (PP 94/2021 art. 8; light ones have no
    length there), unless the status says otherwise: what is over by the reference date ended before it, and what is
    still served then has not ended by law. `lasts_to` is a day that it surely reaches, at least.
    """
    return people.once("penalties", lambda: _penalties(people))


def _penalties(people: People) -> pl.DataFrame | None:
    facts = people.facts.get("disiplin")
    if facts is None:
        return None
    today, before = pl.lit(people.as_of, pl.Date), pl.lit(people.as_of - timedelta(days=1), pl.Date)
    months = pl.col("jenis").replace_strict(people.reference.penalty_months, default=None, return_dtype=pl.Int64)
    by_law = pl.col("tmt_mulai").dt.offset_by(pl.format("{}mo", months)).dt.offset_by("-1d")
    is_served = (pl.col("status") == "menjalani").fill_null(value=False)
    is_over = (pl.col("status") == "selesai").fill_null(value=False)
    known = (
        pl.when(is_over)
        .then(pl.when(by_law.is_not_null()).then(pl.min_horizontal(by_law, before)))
        .when(is_served & (by_law < today))
        .then(None)
        .otherwise(by_law)
    )
    with_end = facts.with_columns(ends=pl.coalesce("tmt_selesai", known))
    reached = pl.max_horizontal("tmt_mulai", pl.when(is_served).then(today))
    return with_end.with_columns(lasts_to=pl.coalesce("ends", reached))
