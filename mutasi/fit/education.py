"""Education against what the vacancy asks."""

from __future__ import annotations

import numpy as np

from mutasi.fit.criterion import Asked, Points, criterion
from mutasi.message import Message
from mutasi.model.people import People
from mutasi.model.settings import PointsByGrade, Settings, Whole
from mutasi.model.shortlist import FULL_POINTS
from mutasi.model.study import Near, Nearness, nearness


@criterion(
    kind="pendidikan",
    label="Pendidikan",
    settings={
        "setara": Whole(60, most=100),
        "per_tingkat": Whole(10, most=100),
        "jurusan": Whole(30, most=100),
        "kedekatan": PointsByGrade({"program": 100, "subrumpun": 0, "rumpun": 0}),
    },
    reads=("lowest_education", "fields_of_study"),
)
def education(people: People, asked: Asked, settings: Settings) -> Points:
    """Level and field of study of recognised diplomas.

    `setara` points for the level asked, `per_tingkat` for each step above it, `jurusan` for a diploma (of
    at least that level) in a field that is asked, or when none is asked; 0 below the level. At most 100.
    `kedekatan` says how much of `jurusan`, in percent, a field counts that is the same study programme as one asked, of
    the same subrumpun, or of the same rumpun, by the taxonomy of `reference/rumpun_ilmu.yaml`; a field that is not
    there is compared by its text. Whether the person may hold the post (PEND rules) does not depend on it.
    """
    needed = people.reference.educations.get(asked.lowest_education)
    least = needed.order if needed else 1
    order = people.array("urutan_pendidikan").astype(np.int64)
    near = nearness(people, asked.fields_of_study, least)
    shares = settings["kedekatan"]
    share = np.array([0, shares["rumpun"], shares["subrumpun"], shares["program"]], dtype=np.int64)
    # whoever is nearer never gets less
    in_field = settings["jurusan"] * np.maximum.accumulate(share)[near.degree]
    base = 100 * (settings["setara"] + settings["per_tingkat"] * (order - least))
    full = np.where(near.unstated, np.maximum(in_field, settings["jurusan"] * share.max()), in_field)
    lowest, highest = (np.where(order < least, 0, base + study) for study in (in_field, full))
    missing = order == 0

    def fact(row: int) -> Message:
        if missing[row]:
            return Message("no recognised diploma")
        return _told(people.array("pendidikan")[row], asked, near, row)

    return Points(_held(np.where(missing, 0, lowest)), _held(np.where(missing, FULL_POINTS, highest)), fact)


def _told(level: str, asked: Asked, near: Nearness, row: int) -> Message:
    """The level, and how near its field is to what is asked."""
    degree = Near(int(near.degree[row]))
    if near.unstated[row] and degree is not Near.PROGRAM:
        return Message("{level}, field of study missing", level=level)
    if not asked.fields_of_study:
        return Message("{level}", level=level)
    if degree is Near.NONE and near.unknown[row]:
        return Message("{level} in another field, compared by its text (not in rumpun_ilmu.yaml)", level=level)
    return Message("{level} {field}", level=level, field=_FIELDS[degree])


_FIELDS = {
    Near.PROGRAM: Message("in a field asked"),
    Near.GROUP: Message("in another field of the same subrumpun"),
    Near.BRANCH: Message("in another field of the same rumpun"),
    Near.NONE: Message("in another field"),
}


def _held(points: np.ndarray[tuple[int], np.dtype[np.int64]]) -> np.ndarray[tuple[int], np.dtype[np.int32]]:
    return np.clip(points, 0, FULL_POINTS).astype(np.int32)
