"""Service in earlier posts. Acting periods do not count; overlapping periods count once."""

from __future__ import annotations

import numpy as np

from mutasi.eligibility.age import years_and_months
from mutasi.eligibility.kind import UPWARD, Move, no_level
from mutasi.eligibility.requirement import Asked, Common, Outcome, all_pass, outcome, requirement
from mutasi.message import Message, mark
from mutasi.model import codes
from mutasi.model.people import People
from mutasi.model.reference import Confidence
from mutasi.model.settings import Codes, Settings, Whole, in_years
from mutasi.model.verdict import Verdict

_BELOW_JPT = ("ADMINISTRATOR", "JF_AHLI_MADYA")
_YEARS_BELOW_JPT = 2
"""PP 17/2020 art. 107: held for so long, now or earlier, before the appointment to JPT pratama."""
_NO_FIELD = Message("bidang is stated neither by the vacancy nor by its post, so it is not known which service counts")


def _lacking(people: People, row: int, levels: tuple[str, ...], fields: tuple[str, ...]) -> Message:
    if not people.has("riwayat_jabatan"):
        return Message("the table {table} is absent", table="riwayat_jabatan")
    columns = people.lacking_of_service(row, levels, fields)
    return Message("riwayat_jabatan or the present post does not show enough: {columns} is missing", columns=columns)


def _served(
    people: People, levels: tuple[str, ...], fields: tuple[str, ...], needed_months: int, template: str
) -> Outcome:
    """Months at these levels and in these fields of work, of which an empty tuple means any."""
    service = people.service(levels, fields)
    certain, possible = service.certain, service.possible
    needed = years_and_months(needed_months)
    return outcome(
        people,
        fails=possible < needed_months,
        explain=lambda row: Message(
            template, served=years_and_months(int(certain[row])), needed=needed, levels=levels, fields=fields
        ),
        unknown=(certain < needed_months) & (possible >= needed_months),
        missing=lambda row: _lacking(people, row, levels, fields),
    )


def _served_in_fields(people: People, asked: Asked, needed_months: int, levels: tuple[str, ...] = ()) -> Outcome:
    """Months in the fields of work of the vacancy; where it states none, only who has too few in all surely fails."""
    fields = asked.fields_of_work
    if fields:
        template = mark("{served} in the fields {fields}, at least {needed}")
        at_levels = mark("{served} as {levels} in the fields {fields}, at least {needed}")
        return _served(people, levels, fields, needed_months, at_levels if levels else template)
    in_all = _served(people, levels, (), needed_months, mark("{served} in all fields of work, at least {needed}"))
    open_ = in_all.codes != Verdict.FAIL
    codes = np.where(open_, np.int8(Verdict.UNKNOWN), in_all.codes)
    return Outcome(codes, in_all.explain, lambda row: _NO_FIELD, common=Common(open_, _NO_FIELD))


@requirement(
    code="PENGAL-01",
    name="too-little-related-experience",
    hard=True,
    basis=("PP17-2020-107c",),
    confidence=Confidence.PRIMARY,
    settings={"min_tahun": in_years(5)},
    reads=("level", "fields_of_work"),
    moves=UPWARD,
    tables=("riwayat_jabatan",),
)
def too_little_related_experience(people: People, asked: Asked, settings: Settings) -> Outcome:
    """Cumulative five years in the related field of work for promotion to JPT pratama."""
    if asked.level != "JPT_PRATAMA":
        return all_pass(people)
    return _served_in_fields(people, asked, 12 * settings["min_tahun"])


@requirement(
    code="PENGAL-02",
    name="never-administrator",
    hard=True,
    basis=("PP17-2020-107c",),
    confidence=Confidence.PRIMARY,
    settings={"min_tahun": in_years(_YEARS_BELOW_JPT), "jenjang": Codes(_BELOW_JPT, codes.JENJANG)},
    reads=("level",),
    moves=UPWARD,
    tables=("riwayat_jabatan",),
)
def never_administrator(people: People, asked: Asked, settings: Settings) -> Outcome:
    """Holds or has held administrator or JF ahli madya for two years, for promotion to JPT pratama."""
    if asked.level != "JPT_PRATAMA":
        return all_pass(people)
    return _served(
        people,
        settings["jenjang"],
        (),
        12 * settings["min_tahun"],
        mark("{served} as {levels}, at least {needed}"),
    )


@requirement(
    code="PENGAL-03",
    name="too-short-as-pengawas",
    hard=True,
    basis=("PP11-2017-54",),
    confidence=Confidence.MEMORY,
    settings={
        "min_tahun": in_years(3),
        "jenjang": Codes(("PENGAWAS", "JF_AHLI_MUDA"), codes.JENJANG),
        "sebidang": False,
    },
    reads=("level", "fields_of_work"),
    moves=UPWARD,
    verify=True,
    tables=("riwayat_jabatan",),
)
def too_short_as_pengawas(people: People, asked: Asked, settings: Settings) -> Outcome:
    """Three years as pengawas or JF of the same level, for promotion to administrator.

    With `sebidang: ya` only service in the fields of work of the vacancy counts, as the law may be read.
    """
    if asked.level != "ADMINISTRATOR":
        return all_pass(people)
    if settings["sebidang"]:
        return _served_in_fields(people, asked, 12 * settings["min_tahun"], settings["jenjang"])
    return _served(
        people,
        settings["jenjang"],
        (),
        12 * settings["min_tahun"],
        mark("{served} as {levels}, at least {needed}"),
    )


@requirement(
    code="PENGAL-04",
    name="too-short-as-pelaksana",
    hard=True,
    basis=("PP11-2017-54",),
    confidence=Confidence.MEMORY,
    settings={
        "min_tahun": in_years(4),
        "jenjang": Codes(("PELAKSANA", "JF_AHLI_PERTAMA", "JF_PENYELIA", "JF_MAHIR", "JF_TERAMPIL"), codes.JENJANG),
    },
    reads=("level",),
    moves=UPWARD,
    verify=True,
    tables=("riwayat_jabatan",),
)
def too_short_as_pelaksana(people: People, asked: Asked, settings: Settings) -> Outcome:
    """Four years as pelaksana or JF of the same level, for promotion to pengawas."""
    if asked.level != "PENGAWAS":
        return all_pass(people)
    return _served(
        people,
        settings["jenjang"],
        (),
        12 * settings["min_tahun"],
        mark("{served} as pelaksana or equal, at least {needed}"),
    )


@requirement(
    code="PENGAL-05",
    name="skips-a-level",
    hard=True,
    basis=("SEBKN7-2024", "INGATAN"),
    confidence=Confidence.SECONDARY,
    settings={"maks_naik_tingkat": Whole(1, least=1, most=4)},
    reads=("level",),
    moves=UPWARD,
)
def skips_a_level(people: People, asked: Asked, settings: Settings) -> Outcome:
    """Promotion goes up one step at a time. The steps are a house scale (`tingkat`).

    For JPT pratama the law is content with somebody who has held administrator or JF ahli madya for two years at any
    time (PENGAL-02), so a lower present post bars nobody who has.
    """
    target = people.reference.levels.get(asked.level)
    if target is None:
        return all_pass(people)
    step, level = people.array("tingkat"), people.array("jenjang")
    skips = (step > 0) & (target.step - step > settings["maks_naik_tingkat"])
    enough = doubtful = np.zeros(people.size, dtype=bool)
    if asked.level == "JPT_PRATAMA":
        held, needed = people.service(_BELOW_JPT), 12 * _YEARS_BELOW_JPT
        enough, doubtful = held.certain >= needed, (held.certain < needed) & (held.possible >= needed)

    def explain(row: int) -> Message:
        if skips[row] and enough[row]:
            return Message("from {present}; has held {levels} for two years", present=level[row], levels=_BELOW_JPT)
        return Message(
            "from {present} to {target}: {steps} level(s) up, at most {most}",
            present=level[row],
            target=asked.level,
            steps=int(target.step - step[row]),
            most=settings["maks_naik_tingkat"],
        )

    return outcome(
        people,
        fails=skips & ~enough & ~doubtful,
        explain=explain,
        unknown=(step == 0) | (skips & doubtful),
        missing=lambda row: _lacking(people, row, _BELOW_JPT, ()) if step[row] else no_level(people, row),
    )


@requirement(
    code="PENGAL-06",
    name="too-little-experience-for-jf",
    hard=True,
    basis=("PERMENPANRB1-2023",),
    confidence=Confidence.SECONDARY,
    settings={"min_tahun": in_years(2)},
    reads=("level", "fields_of_work"),
    moves=(Move.INTO_JF,),
    tables=("riwayat_jabatan",),
)
def too_little_experience_for_jf(people: People, asked: Asked, settings: Settings) -> Outcome:
    """Two years in the field of work for entering a functional post from another post."""
    if asked.level not in codes.JENJANG_JF:
        return all_pass(people)
    return _served_in_fields(people, asked, 12 * settings["min_tahun"])
