"""Golongan of a PNS over the years."""

from __future__ import annotations

from dataclasses import dataclass

from examples.generator.dates import Day, months_between, rank_period, shift
from examples.generator.draw import Draw

RANKS = tuple(f"{roman}/{letter}" for roman in ("I", "II", "III") for letter in "abcd") + tuple(
    f"IV/{letter}" for letter in "abcde"
)
ORDER = {code: number for number, code in enumerate(RANKS, start=1)}
NAMES = {
    "III/d": "Penata Tingkat I", "IV/a": "Pembina", "IV/b": "Pembina Tingkat I", "IV/c": "Pembina Utama Muda",
    "IV/d": "Pembina Utama Madya",
}  # fmt: skip

RANGE = {
    "II.a": ("IV/c", "IV/d"), "II.b": ("IV/a", "IV/c"), "III.a": ("III/d", "IV/b"), "III.b": ("III/c", "IV/a"),
    "IV.a": ("III/b", "III/d"), "IV.b": ("III/a", "III/d"),
    "JF_AHLI_PERTAMA": ("III/a", "III/b"), "JF_AHLI_MUDA": ("III/c", "III/d"), "JF_AHLI_MADYA": ("IV/a", "IV/c"),
    "JF_TERAMPIL": ("II/c", "II/d"), "JF_MAHIR": ("III/a", "III/b"), "JF_PENYELIA": ("III/c", "III/d"),
    "SLTA": ("II/a", "III/b"), "D-III": ("II/c", "III/c"), "S-1": ("III/a", "III/d"),
}  # fmt: skip
"""Lowest and highest rank by eselon or functional level, and by diploma for clerks."""


@dataclass(frozen=True)
class RankStep:
    """A rank, since when, and the months of service that its decree counts."""

    code: str
    since: Day
    service: int


def rank_history(
    draw: Draw, joined: Day, entry: str, highest: str, until: Day, bachelor_year: int | None
) -> tuple[RankStep, ...]:
    """Ranks from `entry` up to `highest` at most, the last one not later than `until`.

    Regular rises come after four years at least; a bachelor's degree earned in service lifts
    golongan II to III/a (penyesuaian ijazah).
    """
    steps = [RankStep(entry, joined, 0)]
    while ORDER[steps[-1].code] < ORDER[highest]:
        last = steps[-1]
        gap = draw.weighted(((48, 50), (54, 37), (60, 8), (72, 5)))
        code, since = RANKS[ORDER[last.code]], rank_period(shift(last.since, gap))
        if bachelor_year is not None and ORDER[last.code] < ORDER["III/a"]:
            adjusted = rank_period(max(shift(last.since, 12), Day(bachelor_year + 1, 1, 1)))
            if adjusted <= since:
                code, since = "III/a", adjusted
        if since > until:
            break
        steps.append(RankStep(code, since, months_between(joined, since)))
    return tuple(steps)


def reached(steps: tuple[RankStep, ...], code: str) -> Day | None:
    """Since when the rank is at least `code`; None when it is not reached."""
    for step in steps:
        if ORDER[step.code] >= ORDER[code]:
            return step.since
    return None
