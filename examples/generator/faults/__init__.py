"""The faulty copy of the city: planted faults, and the findings that each must cause.

Every fault is one function that changes a `Wreck` and states what must be found. Faults do not touch one another:
each takes people, posts and records that no other one uses.
"""

from __future__ import annotations

from examples.generator.city import City, current_files, current_tables
from examples.generator.faults import cells, consistency, files, people, policy, structure
from examples.generator.faults.wreck import Wreck, wreck_files
from examples.generator.write import Files

FAULTS = (*people.FAULTS, *cells.FAULTS, *structure.FAULTS, *files.FAULTS, *policy.FAULTS, *consistency.FAULTS)


def faulty_files(city: City) -> Files:
    """All files of `rusak/`."""
    tables = current_tables(city)
    clean = current_files(city, tables)
    texts = {
        name: clean[f"pangkalpinang/{name}"].decode().removesuffix("\n").split("\n")
        for name in ("mutasi.yaml", "data/lowongan.yaml")
    }
    wreck = Wreck(city, tables, texts)
    for number, plant in enumerate(FAULTS, start=1):
        wreck.number = number
        plant(wreck)
    return wreck_files(wreck, "rusak")
