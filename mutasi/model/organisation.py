"""Names of units that tell units apart."""

from __future__ import annotations

from collections import Counter

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
