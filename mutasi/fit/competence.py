"""Competence against the standard of the post."""

from __future__ import annotations

from mutasi.fit.criterion import Asked, Points, criterion, everybody_full, scaled
from mutasi.message import Message
from mutasi.model.codes import KOMPETENSI_DASAR
from mutasi.model.competence import Standard, job_person_match
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
    standard = standard_of(people, asked)
    if not standard:
        return everybody_full(people, Message("the vacancy asks for no competence"))
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


def standard_of(people: People, asked: Asked) -> Standard:
    """The competences and levels that the vacancy states, else those by default of its jenjang."""
    fallback = people.reference.default_competence_level.get(asked.level, 0)
    stated: Standard = asked.standard
    return stated or tuple((code, fallback) for code in KOMPETENSI_DASAR if fallback)
