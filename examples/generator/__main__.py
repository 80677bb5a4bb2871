"""Writes the example city over the folder `examples/`, or over another one: `python -m examples.generator [FOLDER]`."""

from __future__ import annotations

import sys
from pathlib import Path

from examples.generator.city import archived_files, current_files, current_tables, make_city
from examples.generator.faults import faulty_files
from examples.generator.write import Files, write_files


def all_files() -> Files:
    """Every file that is made, by its path below `examples/`."""
    city = make_city()
    return current_files(city, current_tables(city)) | archived_files(city) | faulty_files(city)


def main(arguments: list[str]) -> None:
    folder = Path(arguments[0]) if arguments else Path(__file__).resolve().parents[1]
    write_files(folder, all_files())


if __name__ == "__main__":
    main(sys.argv[1:])
