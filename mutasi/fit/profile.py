"""Profile matching: how far each competence lies from the level that the post asks, either way."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from mutasi.fit.competence import standard_of
from mutasi.fit.criterion import Asked, Points, criterion, everybody_full
from mutasi.message import Message
from mutasi.model.codes import HIGHEST_LEVEL
from mutasi.model.competence import levels_of
from mutasi.model.people import People
from mutasi.model.settings import PointsOf, Settings, Whole, in_months
from mutasi.model.shortlist import FULL_POINTS

_GAPS = {"-4": 20, "-3": 40, "-2": 60, "-1": 80, "0": 100, "1": 90, "2": 70, "3": 50, "4": 30}
"""The usual table of 1 to 5 in points; a level above the one asked counts less than the level itself."""


@criterion(
    kind="profil_kompetensi",
    label="Profil kompetensi",
    settings={
        "selisih": PointsOf(_GAPS),
        "inti": (),
        "bagian_inti": Whole(60, most=100),
        "masa_berlaku_bulan": in_months(36, least=1),
    },
    reads=("level", "standard"),
)
def competence_profile(people: People, asked: Asked, settings: Settings) -> Points:
    """Profile matching: points by the gap between the level reached and the level asked, competence by competence.

    `selisih` gives the points of each gap (level less the one asked); a wider gap counts as the widest of the table.
    By the usual table a person ABOVE the level asked gets fewer points than one who has just that level: that is a
    choice of the agency, undone by 100 for 1 to 4. `inti` lists the codes of core competences: their mean counts
    `bagian_inti` percent, that of the others the rest; where a vacancy asks for none of one part, the other counts in
    full. A competence that was not assessed leaves the range of all levels that it may have. A vacancy without a
    standard is measured by the default level of its jenjang (MEMORY).
    """
    standard = standard_of(people, asked)
    if not standard:
        return everybody_full(people, Message("the vacancy asks for no competence"))
    levels = levels_of(people, settings["masa_berlaku_bulan"])
    lowest, highest, gaps = np.zeros(people.size, np.int64), np.zeros(people.size, np.int64), {}
    shares, whole = _shares(standard, settings)
    for code, level in standard:
        table = _by_level(level, settings["selisih"])
        reached = np.full(people.size, _UNKNOWN, dtype=np.int64)
        if code in levels:
            person, found = levels[code]
            reached[person] = np.minimum(found, HIGHEST_LEVEL)
        known = reached != _UNKNOWN
        lowest += shares[code] * np.where(known, table[reached], table[:-1].min())
        highest += shares[code] * np.where(known, table[reached], table[:-1].max())
        gaps[code] = np.where(known, reached - level, _NO_GAP)

    def fact(row: int) -> Message:
        return _told({code: int(gap[row]) for code, gap in gaps.items()})

    return Points(_rounded(lowest, whole), _rounded(highest, whole), fact)


_UNKNOWN = HIGHEST_LEVEL + 1
"""The place behind those of all levels."""
_NO_GAP = 1_000_000


def _by_level(asked: int, gaps: Mapping[str, int]) -> NDArray[np.int64]:
    """The points of each level from 0 on, and one place more for those who have none."""
    by_gap = {int(gap): points for gap, points in gaps.items()}
    least, most = min(by_gap), max(by_gap)
    points = [by_gap[min(max(level - asked, least), most)] for level in range(HIGHEST_LEVEL + 1)]
    return np.array([*points, 0], dtype=np.int64)


def _shares(standard: tuple[tuple[str, int], ...], settings: Settings) -> tuple[dict[str, int], int]:
    """The whole number by which the points of each competence count, and the sum of all in the ratio of 100 points."""
    core = [code for code, _ in standard if code in settings["inti"]]
    others = [code for code, _ in standard if code not in settings["inti"]]
    part = settings["bagian_inti"]
    if not core or not others:
        return {code: 1 for code, _ in standard}, len(standard)
    # part/100 of the mean of the core, the rest of the mean of the others, over one denominator
    of_core = dict.fromkeys(core, part * len(others))
    return of_core | dict.fromkeys(others, (100 - part) * len(core)), 100 * len(core) * len(others)


def _rounded(total: NDArray[np.int64], whole: int) -> NDArray[np.int32]:
    """Points in hundredths, rounded half up."""
    return np.clip((2 * 100 * total + whole) // (2 * whole), 0, FULL_POINTS).astype(np.int32)


def _told(gaps: Mapping[str, int]) -> Message:
    missing = tuple(code for code, gap in gaps.items() if gap == _NO_GAP)
    if len(missing) == len(gaps):
        return Message("no valid competence assessment")
    if missing:
        return Message("not assessed: {codes}", codes=missing)
    above, below = (
        tuple(f"{code} {gap:+d}" for code, gap in gaps.items() if (gap > 0) is over and gap) for over in (True, False)
    )
    parts = [Message("below the level asked: {codes}", codes=below)] if below else []
    parts += [Message("above the level asked: {codes}", codes=above)] if above else []
    return Message("{parts}", parts=tuple(parts)) if parts else Message("every competence at the level asked")
