"""Rankings, assignments and comparisons by other libraries: `python tests/bench/peers.py NAME COUNT [OLD NEW]` where
these are installed; OLD and NEW are the folders of a comparison.

It prints what it measured as JSON, against the same floor as the rankings of mutasi.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import venv
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

Run = Callable[[], float]

PACKAGES = ("scikit-criteria==0.10", "pymcdm==1.4.0", "scipy>=1.14", "csv-diff==1.2",
            "daff==1.4.2")  # fmt: skip
CRITERIA = 10


def environment_of_peers() -> Path | str:
    """The Python of an environment with the other libraries, made when first asked for; else why there is none."""
    place = Path(tempfile.gettempdir()) / f"mutasi-bench-peers-{sys.version_info.major}{sys.version_info.minor}"
    python = place / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    if not (place / "complete").exists():
        venv.create(place, clear=True, with_pip=True)
        install = (str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *PACKAGES)
        done = subprocess.run(install, capture_output=True, text=True, check=False)
        if done.returncode:
            return done.stderr.strip().splitlines()[-1]
        (place / "complete").touch()
    return python


def main(name: str, people: int, *places: str) -> None:
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # other packages bring a `tests` of theirs
    from bench.measure import in_turn, own_peak

    if places:
        work, floor = _comparison(name, *places)
    else:
        work, floor = (_assignment if name == "scipy" else _ranking)(name, people)
    print(json.dumps(asdict(in_turn(work, floor, own_peak))))


def _comparison(name: str, *places: str) -> tuple[Run, Run]:
    """The people of two snapshots by NIP, against reading both."""
    import csv

    from bench.measure import call

    files = [Path(place) / "pegawai.csv" for place in places]

    def floor() -> None:
        for file in files:
            with file.open(encoding="utf-8", newline="") as lines:
                list(csv.reader(lines))

    def by_csv_diff() -> None:
        import csv_diff

        sides = []
        for file in files:
            with file.open(encoding="utf-8", newline="") as lines:
                sides.append(csv_diff.load_csv(lines, key="nip"))
        csv_diff.compare(*sides)

    def by_daff() -> None:
        import daff

        tables = []
        for file in files:
            with file.open(encoding="utf-8", newline="") as lines:
                tables.append(daff.PythonTableView(list(csv.reader(lines))))
        flags = daff.CompareFlags()
        flags.addPrimaryKey("nip")
        alignment = daff.compareTables(*tables, flags).align()
        daff.TableDiff(alignment, flags).hilite(daff.PythonTableView([]))

    return call({"csv-diff": by_csv_diff, "daff": by_daff}[name]), call(floor)


def _ranking(name: str, people: int) -> tuple[Run, Run]:
    """The weighted sum of one vacancy, against a matrix product for one."""
    import numpy as np

    from bench.measure import call

    random = np.random.default_rng(3)
    points, weights = random.random((people, CRITERIA)), np.full(CRITERIA, 1 / CRITERIA)
    left, right = points.astype(np.float32), np.ones((CRITERIA, 300), dtype=np.float32)
    product = np.empty((1024, 300), dtype=np.float32)

    def floor() -> None:
        for start in range(0, people, 1024):
            rows = left[start : start + 1024]
            np.matmul(rows, right, out=product[: len(rows)])

    def by_scikit_criteria() -> None:
        from skcriteria import mkdm
        from skcriteria.agg.simple import WeightedSumModel

        WeightedSumModel().evaluate(mkdm(points, [max] * CRITERIA, weights=weights))

    def by_pymcdm() -> None:
        from pymcdm.methods import WSM

        WSM()(points, weights, np.ones(CRITERIA))

    work = {"scikit-criteria": by_scikit_criteria, "pymcdm": by_pymcdm}[name]
    return call(work), lambda: call(floor)() / right.shape[1]


def _assignment(name: str, people: int) -> tuple[Run, Run]:
    """The same agency as a full matching: everybody has a column for staying, the own post or one of his or her own."""
    import numpy as np
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import min_weight_full_bipartite_matching

    from bench.assignments import agency
    from bench.measure import call

    drawn = agency(people)
    posts, rows = len(drawn.seats), np.arange(people)
    stay = np.where(drawn.home < posts, drawn.home, posts + rows)
    # a weight of 0 is no entry there
    cost = np.concatenate([20_000 - drawn.worth, np.full(people, 20_000)])
    matrix = csr_array(
        (cost, (np.concatenate([drawn.person, rows]), np.concatenate([drawn.post, stay]))),
        shape=(people, posts + people),
    )
    return call(lambda: min_weight_full_bipartite_matching(matrix)), call(lambda: np.argsort(drawn.worth))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), *sys.argv[3:])
