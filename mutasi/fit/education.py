"""Education against what the vacancy asks."""

from __future__ import annotations

import numpy as np

from mutasi.fit.criterion import Asked, Points, criterion
from mutasi.message import Message
from mutasi.model.people import People
from mutasi.model.settings import Settings, Whole
from mutasi.model.shortlist import FULL_POINTS
from mutasi.model.study import field_of_study


@criterion(
    kind="pendidikan",
    label="Pendidikan",
    settings={"setara": Whole(60, most=100), "per_tingkat": Whole(10, most=100), "jurusan": Whole(30, most=100)},
    reads=("lowest_education", "fields_of_study"),
)
def education(people: People, asked: Asked, settings: Settings) -> Points:
    """Level and field of study of recognised diplomas.

    `setara` points for the level asked, `per_tingkat` for each step above it, `jurusan` for a diploma (of
    at least that level) in a field that is asked, or when none is asked; 0 below the level. At most 100.
    """
    needed = people.reference.educations.get(asked.lowest_education)
    least = needed.order if needed else 1
    order = people.array("urutan_pendidikan").astype(np.int64)
    level = people.array("pendidikan")
    study = field_of_study(people, asked.fields_of_study, least)
    in_field, unclear = study.matches, study.unstated
    base = settings["setara"] + settings["per_tingkat"] * (order - least)
    lowest = np.where(order < least, 0, base + settings["jurusan"] * in_field)
    highest = np.where(order < least, 0, base + settings["jurusan"] * (in_field | unclear))
    missing = order == 0

    def fact(row: int) -> Message:
        if missing[row]:
            return Message("no recognised diploma")
        if unclear[row] and not in_field[row]:
            return Message("{level}, field of study missing", level=level[row])
        if not asked.fields_of_study:
            return Message("{level}", level=level[row])
        words = Message("in a field asked") if in_field[row] else Message("in another field")
        return Message("{level} {field}", level=level[row], field=words)

    return Points(_hundredths(np.where(missing, 0, lowest)), _hundredths(np.where(missing, 100, highest)), fact)


def _hundredths(points: np.ndarray[tuple[int], np.dtype[np.int64]]) -> np.ndarray[tuple[int], np.dtype[np.int32]]:
    return np.clip(100 * points, 0, FULL_POINTS).astype(np.int32)
