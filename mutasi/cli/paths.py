"""Where files are for those who look at findings: for people from their folder, for pipelines from the repository."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePath


def paths_from(base: Path, paths: Iterable[str], *folders: Path) -> Mapping[str, str]:
    """From each path to the one from `base`, where that differs. A path begins in the first of the folders in which
    there is such a file; one that is in none of them, or on another drive, stays.
    """
    start = base.resolve()
    found = {}
    for path in dict.fromkeys(paths):
        places = (folder.resolve() / path for folder in folders)
        place = next((place for place in places if os.path.lexists(place)), None)
        if place is None or PurePath(path).is_absolute():
            continue
        shown = _from(start, place)
        if shown != path:
            found[path] = shown
    return found


def _from(start: Path, place: Path) -> str:
    try:
        return Path(os.path.relpath(place, start)).as_posix()
    except ValueError:  # two drives have no path between them
        return place.as_posix()


def repository_root(folder: Path) -> Path:
    """The root of the git repository of a folder; without one, the folder in which the program was started when it
    lies above, else the folder itself.
    """
    above = (folder.resolve(), *folder.resolve().parents)
    started = Path.cwd()
    return next((place for place in above if (place / ".git").exists()), started if started in above else above[0])
