"""The tree of units: names that tell units apart, and which unit stands for those below it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from mutasi.model.dataset import Dataset


def unit_labels(dataset: Dataset) -> dict[str, str]:
    """Each unit's name by id; where several bear it, with the parent's: Sekretariat, Dinas Kesehatan."""
    table = dataset.get("unit")
    if table is None:
        return {}
    rows = table.frame.select("id_unit", "nama", "id_induk").iter_rows()
    units = {key: (name or key, parent) for key, name, parent in rows if key is not None}
    bearers = Counter(name for name, _ in units.values())
    return {key: _label(name, parent, units, bearers) for key, (name, parent) in units.items()}


def _label(name: str, parent: str | None, units: dict[str, tuple[str, str | None]], bearers: Counter[str]) -> str:
    if bearers[name] == 1 or parent not in units:
        return name
    return f"{name}, {units[parent][0]}"


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
