"""Competence against the standard of the post."""

from __future__ import annotations

import numpy as np

from mutasi.fit.criterion import Asked, Points, criterion, exactly, scaled
from mutasi.message import Message
from mutasi.model.codes import KOMPETENSI_DASAR
from mutasi.model.competence import job_person_match
from mutasi.model.people import People
from mutasi.model.settings import Settings, in_months


@criterion(
    kind="kesesuaian_kompetensi",
    label="Kompetensi",
    settings={"batasi_per_kompetensi": True, "masa_berlaku_bulan": in_months(36, least=1)},
    reads=("level", "standard"),
)
def competence_match(people: People, asked: Asked, settings: Settings) -> Points:
    """Job person match in percent of the standard; a competence that was not assessed leaves a range.

    With `batasi_per_kompetensi: tidak` a level above the required one makes up for another. A vacancy
    without a standard is measured by the default level of its jenjang (MEMORY).
    """
    fallback = people.reference.default_competence_level.get(asked.level, 0)
    standard = asked.standard or tuple((code, fallback) for code in KOMPETENSI_DASAR if fallback)
    if not standard:
        full = np.full(people.size, 10_000)
        return exactly(full, lambda row: Message("the vacancy asks for no competence"))
    match = job_person_match(
        people, standard, capped=settings["batasi_per_kompetensi"], valid_months=settings["masa_berlaku_bulan"]
    )

    def fact(row: int) -> Message:
        assessed = int(match.assessed[row])
        if not assessed:
            return Message("no valid competence assessment")
        if assessed < len(standard):
            return Message("only {count} of {all} competences assessed", count=assessed, all=len(standard))
        return Message("levels {reached} of {required}", reached=int(match.lowest[row]), required=match.required)

    return Points(scaled(match.lowest, match.required), scaled(match.highest, match.required), fact)
