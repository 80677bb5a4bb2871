"""Two things timed in turn, so that a machine that slows down slows both.

Imports nothing heavy: what runs as a whole process is started from here, and on Linux a process inherits the
peak memory of the one that starts it.
"""

from __future__ import annotations

import gc
import math
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = 5
LEAST_SECONDS = 0.02
"""What takes less is run several times in a row, so that the clock's own error does not count."""

Run = Callable[[], float]
"""Does its work and returns the seconds of one run."""


@dataclass(frozen=True)
class Measured:
    """Medians in milliseconds; `ratio` is the median of the ratios round by round, `lowest` and `highest` bound them.

    `peak` is the most memory, in MB of 10^6 bytes, that the process held with the work done, its imports included.
    """

    work_ms: float
    floor_ms: float
    ratio: float
    lowest: float
    highest: float
    peak: float


def in_turn(work: Run, floor: Run, peak: Callable[[], float], rounds: int = ROUNDS) -> Measured:
    """Both once to warm up, the work first so that `peak` is its own, then in turn."""
    work()
    highest_memory = peak()
    floor()
    pairs = [(work(), floor()) for _ in range(rounds)]
    ratios = [one / other for one, other in pairs]
    return Measured(
        work_ms=1000 * statistics.median(pair[0] for pair in pairs),
        floor_ms=1000 * statistics.median(pair[1] for pair in pairs),
        ratio=statistics.median(ratios),
        lowest=min(ratios),
        highest=max(ratios),
        peak=highest_memory,
    )


# Inside this process -----------------------------------------------------------------------------------


def call(function: Callable[[], object]) -> Run:
    """A function, repeated until it takes a time that can be measured."""
    repeats = 0

    def run() -> float:
        nonlocal repeats
        gc.collect()  # not at the cost of whoever runs next
        if not repeats:
            repeats = max(1, math.ceil(LEAST_SECONDS / _seconds(function, 1)))
        return _seconds(function, repeats)

    return run


def _seconds(function: Callable[[], object], repeats: int) -> float:
    begun = time.perf_counter()
    for _ in range(repeats):
        function()
    return (time.perf_counter() - begun) / repeats


def own_peak() -> float:
    return _megabytes(resource.getrusage(resource.RUSAGE_SELF))


def _megabytes(usage: resource.struct_rusage) -> float:
    unit = 1 if sys.platform == "darwin" else 1024
    return usage.ru_maxrss * unit / 1e6


# Whole processes ---------------------------------------------------------------------------------------


@dataclass
class Process:
    """A command run from the root of the repository, its output thrown away. RuntimeError unless it ends with `codes`.

    Compiled modules are kept, as in any installation. `peak` is the memory of the latest run.
    """

    command: Sequence[str]
    codes: tuple[int, ...] = (0,)
    peak: float = 0.0

    def run(self) -> float:
        begun = time.perf_counter()
        process = subprocess.Popen(
            self.command, cwd=ROOT, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        _, status, usage = os.wait4(process.pid, 0)
        took = time.perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in self.codes:
            raise RuntimeError(f"exit code {process.returncode}: {' '.join(self.command)}")
        self.peak = _megabytes(usage)
        return took


def whole_processes(work: Process, floor: Process) -> Measured:
    return in_turn(work.run, floor.run, lambda: work.peak)


def environment() -> dict[str, str]:
    """The environment of a child: nothing that changes what mutasi says or how Python runs."""
    dropped = ("PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED", "PYTHONPROFILEIMPORTTIME", "PYTHONVERBOSE")
    return {name: value for name, value in os.environ.items() if name not in dropped and not name.startswith("MUTASI_")}
