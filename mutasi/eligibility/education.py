"""Education: level and field of study of recognised diplomas, and what stands in their place."""

from __future__ import annotations

import numpy as np
import polars as pl

from mutasi.eligibility.competency_test import tested
from mutasi.eligibility.kind import Move
from mutasi.eligibility.requirement import Asked, Outcome, all_pass, outcome, requirement
from mutasi.message import Message
from mutasi.model import codes
from mutasi.model.masks import persons
from mutasi.model.people import People
from mutasi.model.reference import Confidence
from mutasi.model.settings import Choice, Settings, in_months, schooling
from mutasi.model.study import field_of_study

_NO_EDUCATION = Message("no recognised diploma in pendidikan")


def _at_least(people: People, needed: int) -> Outcome:
    """Everybody's highest recognised diploma against an order of `reference/pendidikan.yaml`."""
    order = people.array("urutan_pendidikan")
    level = people.array("pendidikan")
    name = _levels_of(people, needed)
    return outcome(
        people,
        fails=(order < needed) & (order > 0),
        explain=lambda row: Message("education {level}, at least {needed}", level=level[row], needed=name),
        unknown=order == 0,
        missing=_NO_EDUCATION,
    )


def _levels_of(people: People, needed: int) -> str:
    """The levels of education of an order, or of the next one that has any, with the academic degree first."""
    orders = {code: education.order for code, education in people.reference.educations.items()}
    nearest = min(order for order in orders.values() if order >= needed)
    equal = (code for code, order in orders.items() if order == nearest)
    return "/".join(sorted(equal, key=lambda code: not code.startswith("S-")))


@requirement(
    code="PEND-01",
    name="education-too-low-for-jpt",
    hard=True,
    basis=("PP17-2020-107c",),
    confidence=Confidence.PRIMARY,
    settings={"min_urutan": schooling(7)},
    reads=("level",),
    tables=("pendidikan",),
)
def education_too_low_for_jpt(people: People, asked: Asked, settings: Settings) -> Outcome:
    """At least S-1 or D-IV for a JPT."""
    if asked.level not in ("JPT_PRATAMA", "JPT_MADYA"):
        return all_pass(people)
    return _at_least(people, settings["min_urutan"])


@requirement(
    code="PEND-02",
    name="education-too-low-for-administrator",
    hard=True,
    basis=("PP11-2017-352", "PP11-2017-54"),
    confidence=Confidence.MEMORY,
    settings={"min_urutan": schooling(7)},
    reads=("level",),
    verify=True,
    tables=("pendidikan",),
)
def education_too_low_for_administrator(people: People, asked: Asked, settings: Settings) -> Outcome:
    """At least S-1 or D-IV for an administrator; the level itself was not seen in the text."""
    if asked.level != "ADMINISTRATOR":
        return all_pass(people)
    return _at_least(people, settings["min_urutan"])


@requirement(
    code="PEND-03",
    name="education-too-low",
    hard=True,
    basis=("PP11-2017-54",),
    confidence=Confidence.MEMORY,
    settings={"PENGAWAS": schooling(6), "PELAKSANA": schooling(3)},
    reads=("level",),
    verify=True,
    tables=("pendidikan",),
)
def education_too_low(people: People, asked: Asked, settings: Settings) -> Outcome:
    """At least D-III for a pengawas and SLTA for a pelaksana; not seen in the text."""
    if asked.level not in ("PENGAWAS", "PELAKSANA"):
        return all_pass(people)
    return _at_least(people, settings[asked.level])


@requirement(
    code="PEND-05",
    name="education-too-low-for-jf",
    hard=True,
    basis=("PERMENPANRB1-2023", "PP11-2017-78"),
    confidence=Confidence.SECONDARY,
    settings={
        "keahlian": schooling(7),
        "keterampilan": schooling(3),
        "uji_kompetensi": Choice("lulus", "abaikan"),
        "masa_berlaku_uji_bulan": in_months(0),
    },
    reads=("level",),
    moves=(Move.INTO_JF,),
    tables=("pendidikan", "uji_kompetensi"),
)
def education_too_low_for_jf(people: People, asked: Asked, settings: Settings) -> Outcome:
    """S-1 or D-IV for a functional post of expertise, SLTA for one of skill; and the competency test for it is passed.

    The last test decides. With `uji_kompetensi: abaikan` the test is left to a later step;
    `masa_berlaku_uji_bulan` says how old it may be, where 0 sets no bound.
    """
    if asked.level not in codes.JENJANG_JF:
        return all_pass(people)
    expert = asked.level in codes.JENJANG_JF_KEAHLIAN
    found = _at_least(people, settings["keahlian" if expert else "keterampilan"])
    if settings["uji_kompetensi"] == "abaikan":
        return found
    return found.and_also(tested(people, (asked.level,), settings["masa_berlaku_uji_bulan"]))


@requirement(
    code="PEND-04",
    name="education-not-as-asked",
    hard=False,
    basis=("PP17-2020-107c",),
    confidence=Confidence.SECONDARY,
    reads=("lowest_education", "fields_of_study"),
    bars=(Move.INTO_JF,),
    tables=("pendidikan",),
)
def education_not_as_asked(people: People, asked: Asked, settings: Settings) -> Outcome:
    """Level and field of study as the vacancy asks. Only recognised diplomas of at least that level count.

    Who enters a functional post must have them; for other moves it is only a warning.
    """
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
        if order[row] < least or not asked.fields_of_study:
            return Message("education {level}, at least {needed}", level=level[row], needed=asked.lowest_education)
        if wrong_field[row]:
            return Message("field of study is none of {fields}", fields=asked.fields_of_study)
        return Message(
            "education {level}, field of study among {fields}", level=level[row], fields=asked.fields_of_study
        )

    def missing(row: int) -> Message:
        return _NO_EDUCATION if order[row] == 0 else Message("jurusan is missing")

    return outcome(people, fails=(too_low | wrong_field) & ~unknown, explain=explain, unknown=unknown, missing=missing)


_GOVERNMENT = r"\bpemerintahan\b"
"""The word by which a field of study is one of government."""
_CERTIFICATE = "KEPAMONGPRAJAAN"
_LEAST_DIPLOMA = 4
"""Order of D-I: the law speaks of a diploma or a degree."""


@requirement(
    code="KHUSUS-01",
    name="camat-without-government-studies",
    hard=True,
    basis=("UU23-2014-224",),
    confidence=Confidence.SECONDARY,
    reads=("special",),
    tables=("sertifikat",),
)
def camat_without_government_studies(people: People, asked: Asked, settings: Settings) -> Outcome:
    """A camat has a diploma in government studies, or the certificate of kepamongprajaan; else the governor annuls it.

    A field of study is one of government when its name has the word pemerintahan.
    """
    if asked.special != "CAMAT":
        return all_pass(people)
    orders = {code: education.order for code, education in people.reference.educations.items()}
    diplomas = people.facts.get("pendidikan")
    studied = unstated = np.zeros(people.size, dtype=bool)
    anything = np.zeros(people.size, dtype=bool)
    if diplomas is not None:
        anything = persons(diplomas, people.size)
        order = pl.col("tingkat").replace_strict(orders, default=0, return_dtype=pl.Int32)
        counting = diplomas.filter(pl.col("diakui").fill_null("ya") == "ya", order >= _LEAST_DIPLOMA)
        studied = persons(counting.filter(pl.col("jurusan").str.to_lowercase().str.contains(_GOVERNMENT)), people.size)
        unstated = persons(counting.filter(pl.col("jurusan").is_null()), people.size)
    certificates = people.facts.get("sertifikat")
    certified = undated = np.zeros(people.size, dtype=bool)
    if certificates is not None:
        lasts = pl.col("berlaku_sampai").is_null() | (pl.col("berlaku_sampai") >= people.effective)
        bears = pl.col("kode").str.strip_chars().str.to_uppercase() == _CERTIFICATE
        valid = certificates.filter(bears, lasts)
        certified = persons(valid.filter(pl.col("tanggal") <= people.effective), people.size)
        undated = persons(valid.filter(pl.col("tanggal").is_null()), people.size)
    lacking = ~studied & ~certified

    def explain(row: int) -> Message:
        if studied[row]:
            return Message("a diploma in government studies is recorded")
        if certified[row]:
            return Message("the certificate {code} is valid", code=_CERTIFICATE)
        return Message("a camat needs a diploma in government studies, or {code}", code=_CERTIFICATE)

    def missing(row: int) -> Message:
        if undated[row]:
            return Message("tanggal of the certificate {code} is missing", code=_CERTIFICATE)
        return Message("jurusan of a diploma, or the certificate {code}, is not known", code=_CERTIFICATE)

    doubtful = unstated | undated | ~anything | (certificates is None)
    return outcome(
        people,
        fails=lacking & ~doubtful,
        explain=explain,
        unknown=lacking & doubtful,
        missing=missing,
    )
