"""Measuring two things in turn, so that a machine that slows down slows both."""

from __future__ import annotations

import os
import statistics
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

ROUNDS = 5


@dataclass(frozen=True)
class Row:
    """One line of the report: medians in milliseconds, and the median of the ratios round by round."""

    work: str
    floor: str
    work_ms: float
    floor_ms: float
    ratio: float
    goal: str


def compare(work: str, run: Callable[[], object], floor: str, base: Callable[[], object], goal: str,
            rounds: int = ROUNDS) -> Row:  # fmt: skip
    """Both once to warm up, then in turn."""
    run()
    base()
    pairs = [(_seconds(run), _seconds(base)) for _ in range(rounds)]
    return Row(
        work,
        floor,
        1000 * statistics.median(pair[0] for pair in pairs),
        1000 * statistics.median(pair[1] for pair in pairs),
        statistics.median(one / other for one, other in pairs),
        goal,
    )


def _seconds(run: Callable[[], object]) -> float:
    begun = time.perf_counter()
    run()
    return time.perf_counter() - begun


def process(command: Sequence[str]) -> Callable[[], object]:
    """A whole process, its output thrown away. Compiled modules are kept, as in any installation."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    return lambda: subprocess.run(command, env=environment, check=False, **quiet)


def report(rows: Sequence[Row]) -> str:
    lines = [f"{'work':44} {'ms':>9}  {'floor':38} {'ms':>8} {'ratio':>8}  goal"]
    lines += [
        f"{row.work:44} {row.work_ms:9.1f}  {row.floor:38} {row.floor_ms:8.2f} {row.ratio:8.2f}  {row.goal}"
        for row in rows
    ]
    return "\n".join(lines)
