"""Rankings by other libraries: `python tests/bench/peers.py NAME COUNT` in an environment that has them.

It prints what it measured as JSON, against the same floor as the rankings of mutasi.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import venv
from dataclasses import asdict
from pathlib import Path

PACKAGES = ("scikit-criteria==0.10", "pymcdm==1.4.0")
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


def main(name: str, people: int) -> None:
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    import numpy as np

    from tests.bench.measure import call, in_turn, own_peak

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

    def one_vacancy() -> float:
        return call(floor)() / right.shape[1]

    print(json.dumps(asdict(in_turn(call(work), one_vacancy, own_peak))))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
