"""Education against what the vacancy asks."""

from __future__ import annotations

import numpy as np
import polars as pl

from mutasi.fit.criterion import Asked, Points, Settings, criterion
from mutasi.message import Message
from mutasi.model.people import People
from mutasi.model.shortlist import FULL_POINTS


@criterion(
    kind="pendidikan",
    label="Pendidikan",
    settings={"setara": 60, "per_tingkat": 10, "jurusan": 30},
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
    in_field, unclear = _in_field(people, asked.fields_of_study, least)
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


Mask = np.ndarray[tuple[int], np.dtype[np.bool_]]


def _in_field(people: People, fields: tuple[str, ...], least: int) -> tuple[Mask, Mask]:
    """Who has a diploma in one of the fields, and who has one without a field that may be."""
    if not fields:
        return np.ones(people.size, dtype=bool), np.zeros(people.size, dtype=bool)
    matches, unclear = np.zeros(people.size, dtype=bool), np.zeros(people.size, dtype=bool)
    diplomas = people.facts.get("pendidikan")
    if diplomas is None:
        return matches, ~unclear
    orders = {code: one.order for code, one in people.reference.educations.items()}
    usable = diplomas.filter(
        pl.col("diakui").fill_null("ya") == "ya",
        pl.col("tingkat").replace_strict(orders, default=0, return_dtype=pl.Int32) >= least,
    )
    wanted = {name.casefold() for name in fields}
    person, names = usable["person"].to_numpy(), usable["jurusan"].to_list()
    matches[person[[name is not None and name.casefold() in wanted for name in names]]] = True
    unclear[person[[name is None for name in names]]] = True
    return matches, unclear
