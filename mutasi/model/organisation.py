"""The tree of units: names that tell units apart, and which unit stands for those below it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from mutasi.model.dataset import Dataset


def unit_labels(dataset: Dataset) -> dict[str, str]:
    """Each unit's name by id; where several bear it, with the parent's: Sekretariat, Dinas Kesehatan."""
    import polars as pl  # which the help of a command does not need

    table = dataset.get("unit")
    if table is None:
        return {}
    units = table.frame.select("id_unit", "id_induk", name=pl.coalesce("nama", "id_unit")).drop_nulls("id_unit")
    units = units.unique("id_unit", keep="last", maintain_order=True)
    parents = units.select(id_induk="id_unit", above="name")
    named = units.join(parents, on="id_induk", how="left", maintain_order="left").with_columns(
        bearers=pl.len().over("name")
    )
    with_parent = (pl.col("bearers") > 1) & pl.col("above").is_not_null()
    label = pl.when(with_parent).then(pl.concat_str("name", pl.lit(", "), "above")).otherwise("name")
    labels = named.select("id_unit", label=label)
    return dict(zip(labels["id_unit"], labels["label"], strict=True))


Parents = Mapping[str, str | None]
"""From each unit to the one above it, in the order of the file; None for a root."""


def unit_parents(dataset: Dataset) -> Parents:
    table = dataset.get("unit")
    if table is None:
        return {}
    parents = {key: parent for key, parent in table.frame.select("id_unit", "id_induk").iter_rows() if key is not None}
    return {key: parent if parent in parents else None for key, parent in parents.items()}


def summary_units(parents: Parents, tops: Sequence[str] = ()) -> dict[str, str]:
    """For each unit at or below the `tops` (the roots when none is named), the unit that stands for it in a summary.

    Several tops stand for themselves; a single one is split into the units right below it.
    """
    chosen = frozenset(tops) or frozenset(key for key, parent in parents.items() if parent is None)
    found: dict[str, str] = {}
    for unit in parents:
        below = ""
        for step in _upward(unit, parents):
            if step in chosen:
                found[unit] = below or step if len(chosen) == 1 else step
                break
            below = step
    return found


def units_within(dataset: Dataset) -> Callable[[str], frozenset[str]]:
    """What gives a unit with all that is below it; a unit that the data does not know is alone."""
    within: dict[str, set[str]] = {}
    parents = unit_parents(dataset)
    for unit in parents:
        for step in _upward(unit, parents):
            within.setdefault(step, set()).add(unit)
    return lambda unit: frozenset(within.get(unit, ())) | {unit}


def _upward(unit: str, parents: Parents) -> Iterator[str]:
    """The unit and those above it, each once even where they form a circle."""
    step: str | None = unit
    seen: set[str] = set()
    while step is not None and step not in seen:
        seen.add(step)
        yield step
        step = parents[step]
