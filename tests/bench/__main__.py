"""`python -m tests.bench [ROW ...] [--large] [--huge] [--peers]`: the speed and memory that the design promises.

Each line compares a piece of work with its floor: the least that the task costs. Both are timed in turn; the ratio is
the median of the ratios of five rounds, with the lowest and highest beside it. Memory is what the process of the
work held at its peak. A goal that is not met is marked; the exit code tells only of what must never be.
"""

from __future__ import annotations

import argparse
import sys

from tests.bench.rows import ROWS, Options, Remark, Result

HEADER = f"{'work':36} {'ms':>8}   {'floor':30} {'ms':>8} {'ratio':>8} {'lowest - highest':>19} {'MB':>6}  goal"


def line(result: Result) -> str:
    measured = result.measured
    between = f"{measured.lowest:.2f} - {measured.highest:.2f}"
    goal = "" if result.goal is None else str(result.goal)
    missed = "" if result.goal is None or result.goal.held_by(measured) else "   MISSED"
    return (
        f"{result.work:36} {measured.work_ms:8.1f}   {result.floor:30} {measured.floor_ms:8.2f} {measured.ratio:8.2f}"
        f" {between:>19} {measured.peak:6.0f}  {goal}{missed}"
    ).rstrip()


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description="Speed and memory against floors.")
    parser.add_argument("rows", nargs="*", metavar="ROW", help=f"rows to measure: {', '.join(ROWS)} (default: all)")
    parser.add_argument("--large", action="store_true", help="also 1,000,000 people, and 60,000 for 3,000 vacancies")
    parser.add_argument("--huge", action="store_true", help="also 5,000,000 people: minutes, and gigabytes of disk")
    parser.add_argument(
        "--peers", action="store_true", help="also other programs: those that are installed, or can be from PyPI"
    )
    given = parser.parse_args()
    for name in given.rows:
        if name not in ROWS:
            parser.error(f"no row '{name}'; there are: {', '.join(ROWS)}")
    return given


def main() -> int:
    given = arguments()
    options = Options(large=given.large, huge=given.huge, peers=given.peers)
    wrong = False
    print(HEADER, flush=True)
    for name in given.rows or ROWS:
        for found in ROWS[name](options):
            wrong |= isinstance(found, Remark) and found.wrong
            print(line(found) if isinstance(found, Result) else f"  {found.text}", flush=True)
    return int(wrong)


if __name__ == "__main__":
    sys.exit(main())
