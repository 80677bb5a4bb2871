"""Which counts may not be shown, so that nobody reads in a table what happened to single people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from mutasi.model.fairness import BEFORE, Step, is_small

Cell = tuple[int, Step]
"""The number of a group, and a step."""
_FAR = 1 << 60


def hidden_cells(counts: Sequence[Mapping[Step, int]]) -> set[Cell]:
    """The cells of a table, a row a group, that are not shown.

    Counts of one to four; then of the same step the smallest other ones, until none of the hidden follows from the
    total of the step and from the steps before and after. Totals are shown, unless they are as small.
    """
    hidden = {
        (row, step) for row, of_group in enumerate(counts) for step, count in of_group.items()
        if is_small(count)
    }  # fmt: skip
    while found := _given_away(counts, hidden):
        more = [_next(counts, hidden, step) for step in dict.fromkeys(step for _, step in found)]
        new = {cell for cell in more if cell is not None}
        if not new:
            break  # a table of one group: its counts are those of the whole, which no hiding keeps
        hidden |= new
    return hidden


def _next(counts: Sequence[Mapping[Step, int]], hidden: set[Cell], step: Step) -> Cell | None:
    """The smallest count of a step that is shown, nought last; where all are hidden, one of the step before."""
    shown = [row for row in range(len(counts)) if (row, step) not in hidden]
    before = BEFORE.get(step)
    if before is not None and before not in counts[0]:
        before = None
    if not shown:
        return None if before is None else _next(counts, hidden, before)

    def order(row: int) -> tuple[bool, bool, int, int]:
        count = counts[row][step]
        # a nought that must be one, since nobody came to the step before, conceals nothing
        surely = before is not None and (row, before) not in hidden and not counts[row][before]
        return not count, not count and surely, count, row

    return min(shown, key=order), step


def _given_away(counts: Sequence[Mapping[Step, int]], hidden: set[Cell]) -> set[Cell]:
    """The hidden cells of which only one value is possible, whoever reckons."""
    least_hidden = min((counts[row][step] for row, step in hidden), default=0)
    bounds = {
        (row, step): (min(1, least_hidden), _FAR) if (row, step) in hidden else (count, count)
        for row, of_group in enumerate(counts) for step, count in of_group.items()
    }  # fmt: skip
    sums = {step: sum(of_group[step] for of_group in counts) for step in (counts[0] if counts else ())}
    totals = {step: total for step, total in sums.items() if not is_small(total)}
    while True:
        narrowed = _by_totals(_by_steps(bounds), totals)
        if narrowed == bounds:
            return {cell for cell in hidden if bounds[cell][0] == bounds[cell][1]}
        bounds = narrowed


Bounds = dict[Cell, tuple[int, int]]


def _by_steps(bounds: Bounds) -> Bounds:
    """Nobody reaches a step who did not reach the one before."""
    made = dict(bounds)
    for row, step in bounds:
        before = (row, BEFORE[step]) if step in BEFORE else None
        if before is not None and before in made:
            (low, high), (low_before, high_before) = made[row, step], made[before]
            made[row, step] = (low, min(high, high_before))
            made[before] = (max(low_before, low), high_before)
    return made


def _by_totals(bounds: Bounds, totals: Mapping[Step, int]) -> Bounds:
    made = dict(bounds)
    for step, total in totals.items():
        cells = [cell for cell in bounds if cell[1] is step]
        least, most = sum(bounds[cell][0] for cell in cells), sum(bounds[cell][1] for cell in cells)
        for cell in cells:
            low, high = bounds[cell]
            made[cell] = (max(low, total - (most - high)), min(high, total - (least - low)))
    return made
