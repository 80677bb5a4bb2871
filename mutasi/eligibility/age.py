"""Age at the effective date, and how long until retirement."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from mutasi.eligibility.kind import functional, promoted
from mutasi.eligibility.requirement import Asked, Explain, Outcome, Settings, all_pass, outcome, requirement
from mutasi.message import Message, mark
from mutasi.model import codes
from mutasi.model.calendar import days64, months_between_all, retirement_dates
from mutasi.model.people import People
from mutasi.model.reference import Confidence

_NO_BIRTH = Message("tanggal_lahir is missing")
JPT = ("JPT_MADYA", "JPT_PRATAMA")


def _ages(people: People) -> NDArray[np.int32]:
    """Age in whole months at the effective date, -1 where the birth date is missing."""
    return people.months_since("tanggal_lahir")


def years_and_months(months: int) -> Message:
    """A length of time as people say it."""
    return Message("{years} years {months} months", years=months // 12, months=months % 12)


def _age_message(people: People, template: str, **values: object) -> Explain:
    ages = _ages(people)
    return lambda row: Message(template, age=years_and_months(int(ages[row])), **values)


@requirement(
    code="USIA-01",
    name="too-old-for-jpt",
    hard=True,
    basis=("PP17-2020-107c", "SELTER-KEMENTAN"),
    confidence=Confidence.PRIMARY,
    settings={"JPT_PRATAMA": 56, "JPT_MADYA": 58, "mode": "belum_genap", "berlaku_rotasi": False},
    reads=("level", "highest_age"),
)
def too_old_for_jpt(people: People, asked: Asked, settings: Settings) -> Outcome:
    """Highest age for the first appointment to a JPT; for other posts only what the vacancy states.

    Mode `belum_genap`: the birthday must lie after the effective date. `sampai_sebelum_57`: the whole
    year of that age still counts. Agencies read the law both ways.
    """
    limit = asked.highest_age or (settings[asked.level] if asked.level in JPT else 0)
    if not limit:
        return all_pass(people)
    ages = _ages(people)
    applies = np.ones(people.size, dtype=bool)
    if asked.level in JPT and not settings["berlaku_rotasi"]:
        applies = promoted(people, asked.level)
    # what a vacancy states as its highest age includes that year; the law's 56 depends on the reading
    whole_year = bool(asked.highest_age) or settings["mode"] == "sampai_sebelum_57"
    first_barred = 12 * (limit + 1) if whole_year else 12 * limit
    return outcome(
        people,
        fails=ages >= first_barred,
        explain=_age_message(people, mark("age {age}, at most {limit} years"), limit=limit)
        if whole_year
        else _age_message(people, mark("age {age}, must be below {limit} years"), limit=limit),
        unknown=ages < 0,
        missing=_NO_BIRTH,
        applies=applies,
    )


def retirement_age(people: People, level: str, special: int) -> int:
    """BUP of a post: the one that a law sets for it, else the level's; 0 when the level is unknown."""
    if special:
        return special
    known = people.reference.levels.get(level)
    return (known.retirement_age or 0) if known else 0


@requirement(
    code="USIA-02",
    name="past-retirement-age-of-the-post",
    hard=True,
    basis=("PP11-2017-239", "UU20-2023-55"),
    confidence=Confidence.PRIMARY,
    reads=("level", "retirement_age"),
)
def past_retirement_age(people: People, asked: Asked, settings: Settings) -> Outcome:
    """Below the BUP of the target post; a move from a post with a higher BUP would be instant retirement."""
    limit = retirement_age(people, asked.level, asked.retirement_age)
    if not limit:
        return all_pass(people)
    ages = _ages(people)
    return outcome(
        people,
        fails=ages >= 12 * limit,
        explain=_age_message(people, mark("age {age}, the retirement age of the post is {limit}"), limit=limit),
        unknown=ages < 0,
        missing=_NO_BIRTH,
    )


@requirement(
    code="USIA-03",
    name="too-near-retirement",
    hard=False,
    basis=("INGATAN",),
    confidence=Confidence.MEMORY,
    settings={"min_sisa_bulan": 12},
    reads=("level", "retirement_age"),
)
def too_near_retirement(people: People, asked: Asked, settings: Settings) -> Outcome:
    """Enough months to the TMT of retirement from the target post. Local policy, not law."""
    limit = retirement_age(people, asked.level, asked.retirement_age)
    if not limit:
        return all_pass(people)
    ages = _ages(people)
    retire = retirement_dates(people.dates("tanggal_lahir"), np.full(people.size, limit, dtype=np.int32))
    left = months_between_all(np.full(people.size, days64(people.effective)), retire)
    needed = settings["min_sisa_bulan"]
    return outcome(
        people,
        fails=left < needed,
        explain=lambda row: Message(
            "{left} months to retirement on {day}, at least {needed}",
            left=int(left[row]),
            day=str(retire[row]),
            needed=needed,
        ),
        unknown=ages < 0,
        missing=_NO_BIRTH,
    )


_ENTRY_AGES = {
    "JF_AHLI_MADYA": "ahli_madya",
    "JF_AHLI_MUDA": "ahli_muda",
    "JF_AHLI_PERTAMA": "ahli_pertama",
}


@requirement(
    code="USIA-04",
    name="too-old-to-enter-jf",
    hard=True,
    basis=("PERMENPANRB1-2023",),
    confidence=Confidence.SECONDARY,
    settings={
        "keterampilan": 53,
        "ahli_pertama": 53,
        "ahli_muda": 53,
        "ahli_madya": 55,
        "ahli_utama_dari_jpt": 60,
        "ahli_utama_dari_ahli_utama": 63,
    },
    reads=("level",),
)
def too_old_to_enter_jf(people: People, asked: Asked, settings: Settings) -> Outcome:
    """Highest age for entering a functional post from another track. Single JF regulations may differ."""
    if asked.level not in codes.JENJANG_JF:
        return all_pass(people)
    ages = _ages(people)
    if asked.level == "JF_AHLI_UTAMA":
        from_top = np.array([level == "JF_AHLI_UTAMA" for level in people.array("jenjang")], dtype=bool)
        limits = np.full(people.size, settings["ahli_utama_dari_jpt"])
        limits[from_top] = settings["ahli_utama_dari_ahli_utama"]
        applies = np.ones(people.size, dtype=bool)
    else:
        limits = np.full(people.size, settings[_ENTRY_AGES.get(asked.level, "keterampilan")])
        applies = ~functional(people)
    return outcome(
        people,
        fails=ages > 12 * limits,
        explain=lambda row: Message(
            "age {age}, at most {limit} years to enter", age=years_and_months(int(ages[row])), limit=int(limits[row])
        ),
        unknown=ages < 0,
        missing=_NO_BIRTH,
        applies=applies,
    )
