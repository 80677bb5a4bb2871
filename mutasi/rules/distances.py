"""Distances between units: what cannot be, and what tells nothing."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from mutasi.finding import Severity
from mutasi.message import Message, decimal_number
from mutasi.rules.rule import Checked, Fault, Scope, rule


@rule(
    code="JARAK-01",
    name="way-from-a-unit-to-itself",
    severity=Severity.ERROR,
    basis=("INGATAN",),
    tables=("jarak",),
    scope=Scope.RECORD,
)
def way_from_a_unit_to_itself(data: Checked) -> Iterator[Fault]:
    """From a unit to itself there is no way; a distance there was meant for another pair.

    Correct one of the two units, or remove the row.
    """
    rows = data.frame("jarak").filter(
        pl.col("id_unit_asal") == pl.col("id_unit_tujuan"), (pl.col("km") > 0) | (pl.col("menit") > 0)
    )
    for row, unit in rows.select("row", "id_unit_tujuan").iter_rows():
        message = Message("the way from unit {unit} to itself is longer than 0", unit=unit)
        fix = Message("correct one of the two units, or remove the row")
        yield Fault("jarak", row, "id_unit_tujuan", message, fix, beside=("id_unit_asal",))


@rule(
    code="JARAK-02",
    name="way-without-length",
    severity=Severity.WARNING,
    basis=("INGATAN",),
    tables=("jarak",),
    scope=Scope.RECORD,
)
def way_without_length(data: Checked) -> Iterator[Fault]:
    """A row with neither km nor menit tells no distance: for the criterion jarak the pair stays unknown.

    Write km, menit, or both, or remove the row.
    """
    rows = data.frame("jarak").filter(pl.col("km").is_null(), pl.col("menit").is_null())
    for row in rows["row"]:
        message = Message("the row tells neither km nor menit")
        yield Fault("jarak", row, "km", message, Message("write km, menit, or both"))


MOST_UNLIKE = 3
"""One direction may be longer than the other by one-way streets and tides, hardly by more than so many times."""


@rule(
    code="JARAK-03",
    name="ways-contradict",
    severity=Severity.WARNING,
    basis=("INGATAN",),
    tables=("jarak",),
    reads={},
)
def ways_contradict(data: Checked) -> Iterator[Fault]:
    """Both directions of a pair have a row of their own, and one is more than three times as long as the other: one of
    them was typed wrongly.

    Correct the wrong one, or remove it: a single row holds for both directions.
    """
    frame = data.frame("jarak")
    back = frame.select(
        id_unit_asal="id_unit_tujuan", id_unit_tujuan="id_unit_asal", km_back="km", menit_back="menit", row_back="row"
    )
    pairs = frame.join(back, on=["id_unit_asal", "id_unit_tujuan"], how="inner", maintain_order="left")
    for measure in ("km", "menit"):
        unlike = pairs.filter(pl.col("row") > pl.col("row_back"), _differ(pl.col(measure), pl.col(f"{measure}_back")))
        for row, length, other in unlike.select("row", measure, f"{measure}_back").iter_rows():
            message = Message("{measure} {length}, and {other} the other way", measure=measure,
                              length=_shown(length), other=_shown(other))  # fmt: skip
            fix = Message("correct one of the two, or remove it")
            yield Fault("jarak", row, measure, message, fix, beside=("id_unit_asal", "id_unit_tujuan"))


def _differ(one: pl.Expr, other: pl.Expr) -> pl.Expr:
    return (one > MOST_UNLIKE * other) | (other > MOST_UNLIKE * one)


def _shown(value: object) -> object:
    text = str(value)
    return decimal_number(text.rstrip("0").rstrip(".") if "." in text else text)
