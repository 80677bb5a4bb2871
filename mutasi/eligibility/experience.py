"""Service in earlier posts. Acting periods do not count; overlapping periods count once."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from mutasi.eligibility.age import to_the_day, years_and_months
from mutasi.eligibility.kind import UPWARD, Move, no_level
from mutasi.eligibility.requirement import Asked, Common, Outcome, all_pass, outcome, requirement
from mutasi.message import Message, mark
from mutasi.model import codes
from mutasi.model.people import People
from mutasi.model.periods import Service
from mutasi.model.reference import Confidence
from mutasi.model.settings import Codes, Settings, Whole, in_years
from mutasi.model.verdict import FAIL, Verdict

_BELOW_JPT = ("ADMINISTRATOR", "JF_AHLI_MADYA")
_YEARS_BELOW_JPT = 2
"""PP 17/2020 art. 107: held for so long, now or earlier, before the appointment to JPT pratama."""
_HELD_BEFORE = {"JPT_PRATAMA": (_BELOW_JPT, _YEARS_BELOW_JPT), "ADMINISTRATOR": (("PENGAWAS", "JF_AHLI_MUDA"), 3)}
"""What stands, held for so many years at any time, in the place of a present post one step below (PENGAL-02, 03)."""
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
            template, served=_length(service, row), needed=needed, levels=levels, fields=fields
        ),
        unknown=(certain < needed_months) & (possible >= needed_months),
        missing=lambda row: _lacking(people, row, levels, fields),
    )


def _length(service: Service, row: int) -> Message:
    return to_the_day(int(service.certain[row]), int(service.days[row]))


def _in_fields(asked: Asked, served: Callable[[tuple[str, ...]], Outcome]) -> Outcome:
    """Service in the fields of work of the vacancy; where it states none, only who has too little in all surely fails.

    `served` tells of the service in some fields, of which an empty tuple means any.
    """
    found = served(asked.fields_of_work)
    if asked.fields_of_work:
        return found
    open_ = found.codes != FAIL
    codes = np.where(open_, np.int8(Verdict.UNKNOWN), found.codes)
    return Outcome(codes, found.explain, lambda row: _NO_FIELD, common=Common(open_, _NO_FIELD))


def _served_in_fields(people: People, asked: Asked, needed_months: int) -> Outcome:
    """Months at any level in the fields of work of the vacancy."""
    in_all = mark("{served} in all fields of work, at least {needed}")
    in_fields = mark("{served} in the fields {fields}, at least {needed}")
    return _in_fields(asked, lambda fields: _served(people, (), fields, needed_months, in_fields if fields else in_all))


def _served_or_above(
    people: People, asked: Asked, settings: Settings, template: str, fields: tuple[str, ...] = ()
) -> Outcome:
    """Service in the posts `jenjang` for `min_tahun`; only a warning for who has held posts of them or higher ones so
    long, for whether these stand in is not settled.
    """
    levels, needed = settings["jenjang"], 12 * settings["min_tahun"]
    with_higher = _as_high(people, asked.level, levels)
    below = people.service(levels, fields)
    found = _served(people, levels, fields, needed, template)
    above = people.service(with_higher, fields)
    enough = (below.certain < needed) & (above.certain >= needed)
    codes = np.where(above.possible >= needed, np.minimum(found.codes, Verdict.UNKNOWN), found.codes)
    codes = np.where(enough, Verdict.WARN, codes).astype(np.int8)

    def explain(row: int) -> Message:
        if not enough[row]:
            return found.explain(row)
        return Message(
            "{reason}; with the higher posts that were held {longer}: whether these stand in is not settled",
            reason=found.explain(row),
            longer=_length(above, row),
        )

    return Outcome(codes, explain, lambda row: _lacking(people, row, with_higher, fields))


def _as_high(people: People, level: str, levels: tuple[str, ...]) -> tuple[str, ...]:
    """These levels, and all that stand as high as the post or higher."""
    known = people.reference.levels
    return (*levels, *(code for code, one in known.items() if one.step >= known[level].step and code not in levels))


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

    With `sebidang: ya` only service in the fields of work of the vacancy counts, as the law may be read. Whether
    higher posts that were held before (administrator, and pengawas again since) stand in is not settled, so it warns.
    """
    if asked.level != "ADMINISTRATOR":
        return all_pass(people)
    template = mark("{served} as {levels}, at least {needed}")
    if not settings["sebidang"]:
        return _served_or_above(people, asked, settings, template)
    in_field = mark("{served} as {levels} in the fields {fields}, at least {needed}")
    return _in_fields(
        asked, lambda fields: _served_or_above(people, asked, settings, in_field if fields else template, fields)
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
    """Four years as pelaksana or JF of the same level, for promotion to pengawas. Higher posts that were held before
    only warn, as in PENGAL-03.
    """
    if asked.level != "PENGAWAS":
        return all_pass(people)
    return _served_or_above(people, asked, settings, mark("{served} as pelaksana or equal, at least {needed}"))


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
    time (PENGAL-02), so a lower present post bars nobody who has. Whether the same holds for administrator of who was
    pengawas or higher for three years (PENGAL-03) is not settled: it warns.
    """
    target = people.reference.levels.get(asked.level)
    if target is None:
        return all_pass(people)
    step, level = people.array("tingkat"), people.array("jenjang")
    skips = (step > 0) & (target.step - step > settings["maks_naik_tingkat"])
    levels, years = _HELD_BEFORE.get(asked.level, ((), 0))
    settled, needed = asked.level == "JPT_PRATAMA", 12 * years
    counted = levels if settled or not levels else _as_high(people, asked.level, levels)
    held = people.service(counted)
    enough = (held.certain >= needed) & bool(levels)
    doubtful = (held.possible >= needed) & bool(levels) & ~enough

    def explain(row: int) -> Message:
        if skips[row] and enough[row]:
            template = mark("from {present} to {target}; has held {levels} for {served}")
            unsettled = mark(
                "from {present} to {target}; has held {levels} or higher posts for {served}, of which it is not settled"
                " whether that is enough"
            )
            return Message(
                template if settled else unsettled,
                present=level[row],
                target=asked.level,
                levels=levels,
                served=_length(held, row),
            )
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
        warns=skips & enough & (not settled),
        explain=explain,
        unknown=(step == 0) | (skips & doubtful),
        missing=lambda row: _lacking(people, row, counted, ()) if step[row] else no_level(people, row),
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
