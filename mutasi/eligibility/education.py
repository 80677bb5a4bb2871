"""Education: level and field of study of recognised diplomas."""

from __future__ import annotations

from mutasi.eligibility.requirement import Asked, Outcome, Settings, all_pass, outcome, requirement
from mutasi.message import Message
from mutasi.model import codes
from mutasi.model.people import People
from mutasi.model.reference import Confidence
from mutasi.model.study import field_of_study

_NO_EDUCATION = Message("no recognised diploma in pendidikan")


def _at_least(people: People, needed: int, name: str) -> Outcome:
    """Everybody's highest recognised diploma against an order of `reference/pendidikan.yaml`."""
    order = people.array("urutan_pendidikan")
    level = people.array("pendidikan")
    return outcome(
        people,
        fails=order < needed,
        explain=lambda row: Message("education {level}, at least {needed}", level=level[row], needed=name),
        unknown=order == 0,
        missing=_NO_EDUCATION,
    )


@requirement(
    code="PEND-01",
    name="education-too-low-for-jpt",
    hard=True,
    basis=("PP17-2020-107c",),
    confidence=Confidence.PRIMARY,
    settings={"min_urutan": 7},
    reads=("level",),
    tables=("pendidikan",),
)
def education_too_low_for_jpt(people: People, asked: Asked, settings: Settings) -> Outcome:
    """At least S-1 or D-IV for a JPT."""
    if asked.level not in ("JPT_PRATAMA", "JPT_MADYA"):
        return all_pass(people)
    return _at_least(people, settings["min_urutan"], "S-1/D-IV")


@requirement(
    code="PEND-02",
    name="education-too-low-for-administrator",
    hard=True,
    basis=("PP11-2017-352", "PP11-2017-54"),
    confidence=Confidence.MEMORY,
    settings={"min_urutan": 7},
    reads=("level",),
    verify=True,
    tables=("pendidikan",),
)
def education_too_low_for_administrator(people: People, asked: Asked, settings: Settings) -> Outcome:
    """At least S-1 or D-IV for an administrator; the level itself was not seen in the text."""
    if asked.level != "ADMINISTRATOR":
        return all_pass(people)
    return _at_least(people, settings["min_urutan"], "S-1/D-IV")


@requirement(
    code="PEND-03",
    name="education-too-low",
    hard=True,
    basis=("PP11-2017-54",),
    confidence=Confidence.MEMORY,
    settings={"PENGAWAS": 6, "PELAKSANA": 3},
    reads=("level",),
    verify=True,
    tables=("pendidikan",),
)
def education_too_low(people: People, asked: Asked, settings: Settings) -> Outcome:
    """At least D-III for a pengawas and SLTA for a pelaksana; not seen in the text."""
    if asked.level not in ("PENGAWAS", "PELAKSANA"):
        return all_pass(people)
    return _at_least(people, settings[asked.level], "D-III" if asked.level == "PENGAWAS" else "SLTA")


@requirement(
    code="PEND-05",
    name="education-too-low-for-jf",
    hard=True,
    basis=("PERMENPANRB1-2023", "PP11-2017-78"),
    confidence=Confidence.SECONDARY,
    settings={"keahlian": 7, "keterampilan": 3},
    reads=("level",),
    tables=("pendidikan",),
)
def education_too_low_for_jf(people: People, asked: Asked, settings: Settings) -> Outcome:
    """S-1 or D-IV for a functional post of expertise, SLTA for one of skill. The test is an own step."""
    if asked.level in codes.JENJANG_JF_KEAHLIAN:
        return _at_least(people, settings["keahlian"], "S-1/D-IV")
    if asked.level in codes.JENJANG_JF_KETERAMPILAN:
        return _at_least(people, settings["keterampilan"], "SLTA")
    return all_pass(people)


@requirement(
    code="PEND-04",
    name="education-not-as-asked",
    hard=False,
    basis=("PP17-2020-107c",),
    confidence=Confidence.SECONDARY,
    reads=("lowest_education", "fields_of_study"),
    tables=("pendidikan",),
)
def education_not_as_asked(people: People, asked: Asked, settings: Settings) -> Outcome:
    """Level and field of study as the vacancy asks. Only recognised diplomas of at least that level count."""
    needed = people.reference.educations.get(asked.lowest_education)
    if needed is None and not asked.fields_of_study:
        return all_pass(people)
    least = needed.order if needed else 0
    order, level = people.array("urutan_pendidikan"), people.array("pendidikan")
    study = field_of_study(people, asked.fields_of_study, least)
    too_low = order < least
    unknown = (order == 0) | (~too_low & ~study.matches & study.unstated)
    wrong_field = ~study.matches & ~study.unstated

    def explain(row: int) -> Message:
        if order[row] < least:
            return Message("education {level}, at least {needed}", level=level[row], needed=asked.lowest_education)
        return Message("field of study is none of {fields}", fields=asked.fields_of_study)

    def missing(row: int) -> Message:
        return _NO_EDUCATION if order[row] == 0 else Message("jurusan is missing")

    return outcome(people, fails=(too_low | wrong_field) & ~unknown, explain=explain, unknown=unknown, missing=missing)
