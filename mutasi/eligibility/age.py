"""Age at the effective date, and how long until retirement."""

from __future__ import annotations

import datetime

import numpy as np
import polars as pl
from numpy.typing import NDArray

from mutasi.eligibility.kind import UPWARD, Move, concerned, no_level
from mutasi.eligibility.requirement import Asked, Explain, Outcome, all_pass, outcome, requirement
from mutasi.message import Message, mark
from mutasi.model import codes
from mutasi.model.calendar import (
    Counts,
    Dates,
    add_months_all,
    days64,
    length_between,
    months_between_all,
    retirement_dates,
)
from mutasi.model.codes import STATUS_KELUAR
from mutasi.model.masks import Mask
from mutasi.model.people import People
from mutasi.model.periods import Service
from mutasi.model.reference import Confidence
from mutasi.model.retirement import retirement_age
from mutasi.model.settings import Choice, Settings, an_age, in_months

NO_BIRTH = Message("tanggal_lahir is missing")
JPT = codes.JENJANG_JPT


def _ages(people: People) -> NDArray[np.int32]:
    """Age in whole months at the effective date, -1 where the birth date is missing."""
    return people.months_since("tanggal_lahir")


def years_and_months(months: int) -> Message:
    """A length of time as people say it, where days do not count."""
    return Message("{years} years {months} months", years=months // 12, months=months % 12)


def to_the_day(months: int, days: int) -> Message:
    """A length of time by which a day more or less decides."""
    return Message("{years} years {months} months {days} days", years=months // 12, months=months % 12, days=days)


def time_between(start: datetime.date, end: datetime.date) -> Message:
    """The same from one day to another; nothing when the other is earlier."""
    return to_the_day(*length_between(start, end))


def time_since(people: People, column: str) -> Explain:
    """How long it is since that date of a person, to the day."""
    since = people.dates(column)
    return lambda row: time_between(since[row].item() or people.effective, people.effective)


def age_message(people: People, template: str, **values: object) -> Explain:
    """The age of a person in a message with the value `age`."""
    age = time_since(people, "tanggal_lahir")
    return lambda row: Message(template, age=age(row), **values)


def past_birthday(people: People, years: int | NDArray[np.int64]) -> Mask:
    """Whose birthday of that number lies before the effective date; on the birthday itself it does not."""
    born = people.dates("tanggal_lahir")
    birthday = add_months_all(born, np.broadcast_to(12 * np.asarray(years), born.shape).astype(np.int32))
    return birthday < days64(people.effective)


@requirement(
    code="USIA-01",
    name="too-old-for-jpt",
    hard=True,
    basis=("PP17-2020-107c", "SELTER-KEMENTAN"),
    confidence=Confidence.PRIMARY,
    settings={
        "JPT_PRATAMA": an_age(56),
        "JPT_MADYA": an_age(58),
        "mode": Choice("belum_genap", "sampai_sebelum_57"),
        "berlaku_rotasi": False,
    },
    reads=("level", "highest_age"),
)
def too_old_for_jpt(people: People, asked: Asked, settings: Settings) -> Outcome:
    """Highest age for the first appointment to a JPT, and what the vacancy states besides: it may ask less, not more.

    The age of the vacancy holds for whoever comes. Mode `belum_genap`: the birthday must lie after the effective date.
    `sampai_sebelum_57`: the whole year of that age still counts, and so does that of the vacancy's own age. Of who has
    held a JPT before it is not settled whether the limit binds, so it only warns, and does not look at who moves
    between two JPT; with `berlaku_rotasi: ya` the agency settles that it binds them all.
    """
    found = []
    if asked.level in JPT:
        whole_year = settings["mode"] == "sampai_sebelum_57"
        binds_all = settings["berlaku_rotasi"]
        # where the limit binds a rotation it binds a return as well, so what was held before is not asked
        held = None if binds_all else people.service(JPT[: JPT.index(asked.level) + 1])
        first = _too_old_for_the_first(people, held, settings[asked.level], whole_year=whole_year)
        found.append(first if binds_all else first.of_kinds(concerned(people, asked.level, UPWARD)))
    if asked.highest_age:
        found.append(_above(people, asked.highest_age))
    if not found:
        return all_pass(people)
    return found[0] if len(found) == 1 else found[0].and_also(found[1])


def _too_old_for_the_first(people: People, held: Service | None, limit: int, *, whole_year: bool) -> Outcome:
    """The law's limit; of who has held such a JPT it is not settled whether it binds, which only warns. None where
    that is settled.
    """
    ages = _ages(people)
    beyond = ages >= 12 * (limit + whole_year)
    before = doubtful = np.zeros(people.size, dtype=bool)
    if held is not None:
        before, doubtful = held.certain > 0, (held.certain == 0) & (held.possible > 0) & people.has("riwayat_jabatan")
    asked = _WHOLE_YEAR if whole_year else mark("age {age}, must be below {limit} years")
    of_age = age_message(people, asked, limit=limit)
    again = age_message(
        people, mark("age {age}; held a JPT before; whether the limit of {limit} binds a return is not settled"),
        limit=limit,
    )  # fmt: skip
    return outcome(
        people,
        fails=beyond & ~before & ~doubtful,
        warns=beyond & before,
        explain=lambda row: again(row) if beyond[row] and before[row] else of_age(row),
        unknown=(ages < 0) | (beyond & doubtful),
        missing=lambda row: NO_BIRTH if ages[row] < 0 else _HELD_BEFORE,
    )


def _above(people: People, limit: int) -> Outcome:
    """A limit of the vacancy, in which the whole year of that age still counts."""
    ages = _ages(people)
    explain = age_message(people, _WHOLE_YEAR, limit=limit)
    return outcome(people, fails=ages >= 12 * (limit + 1), explain=explain, unknown=ages < 0, missing=NO_BIRTH)


_WHOLE_YEAR = mark("age {age}, at most {limit} years, that year included")
_HELD_BEFORE = Message("riwayat_jabatan does not show whether a JPT was held before")


@requirement(
    code="USIA-02",
    name="past-retirement-age-of-the-post",
    hard=True,
    basis=("PP11-2017-239", "UU20-2023-55", "UU14-2005-40", "UU11-2019-53"),
    confidence=Confidence.PRIMARY,
    reads=("level", "retirement_age"),
)
def past_retirement_age(people: People, asked: Asked, settings: Settings) -> Outcome:
    """Below the BUP of the target post, and not retired from the present one by the effective date.

    A move from a post with a higher BUP would be instant retirement; and who has reached the TMT of retirement of the
    present post is no longer in service, whatever the BUP of the other. Without the level of the present post that is
    not known of who has reached the lowest BUP of all.
    """
    limit = retirement_age(people.reference, asked.level, "", asked.retirement_age)
    ages, retires = _ages(people), own_retirement(people)
    retired = retires <= days64(people.effective)
    too_old = ages >= 12 * limit if limit else np.zeros(people.size, dtype=bool)
    maybe_retired = _earliest_retirement(people) <= days64(people.effective)
    below = age_message(people, mark("age {age}, the retirement age of the post is {limit}"), limit=limit)

    def explain(row: int) -> Message:
        if retired[row] and not too_old[row]:
            return Message("retired from the present post since {day}", day=str(retires[row]))
        if not limit:
            return Message("the retirement age of the post is not known")
        return below(row)

    return outcome(
        people,
        fails=too_old | retired,
        explain=explain,
        unknown=(ages < 0) | maybe_retired,
        missing=lambda row: NO_BIRTH if ages[row] < 0 else no_level(people, row),
    )


def _earliest_retirement(people: People) -> Dates:
    """TMT of retirement by the lowest BUP of all, of those of whose post no BUP is known; NaT for the others."""
    lowest = min(level.retirement_age for level in people.reference.levels.values() if level.retirement_age)
    ages = np.where(retirement_ages(people) == 0, np.int32(lowest), np.int32(0))
    return retirement_dates(people.dates("tanggal_lahir"), ages)


def own_retirement(people: People) -> Dates:
    """TMT of retirement from the present post; NaT where the birth date or the level is missing."""
    return people.once("own retirement", lambda: _own_retirement_of(people))


def _own_retirement_of(people: People) -> Dates:
    return retirement_dates(people.dates("tanggal_lahir"), retirement_ages(people))


def out_of_service(people: People) -> Mask:
    """Who has retired by the effective date, or whose contract has ended before it."""
    return people.once("out of service", lambda: _out_of_service(people))


def _out_of_service(people: People) -> Mask:
    day = days64(people.effective)
    gone: Mask = (own_retirement(people) <= day) | (people.dates("kontrak_selesai") < day)
    return gone | people.is_one_of("status_aktif", STATUS_KELUAR)


def retirement_ages(people: People) -> Counts:
    """BUP of everybody's present post; 0 when the post or its level is missing."""
    return people.once("retirement ages", lambda: _retirement_ages_of(people))


def _retirement_ages_of(people: People) -> Counts:
    posts = people.frame.select("jenjang", "nama_jabatan", "bup")
    kinds = posts.unique(maintain_order=True)
    ages = (
        retirement_age(people.reference, level or "", name or "", age or 0) for level, name, age in kinds.iter_rows()
    )
    told = kinds.with_columns(age=pl.Series(list(ages), dtype=pl.Int32))
    joined = posts.join(told, on=posts.columns, how="left", nulls_equal=True, maintain_order="left")
    found: Counts = joined["age"].to_numpy()
    return found


@requirement(
    code="USIA-03",
    name="too-near-retirement",
    hard=False,
    basis=("INGATAN",),
    confidence=Confidence.MEMORY,
    settings={"min_sisa_bulan": in_months(12)},
    reads=("level", "retirement_age"),
    moves=(*UPWARD, Move.ROTATION),
)
def too_near_retirement(people: People, asked: Asked, settings: Settings) -> Outcome:
    """Enough months to the TMT of retirement from the target post. Local policy, not law."""
    limit = retirement_age(people.reference, asked.level, "", asked.retirement_age)
    if not limit:
        return all_pass(people)
    retire = retirement_dates(people.dates("tanggal_lahir"), np.full(people.size, limit, dtype=np.int32))
    left = months_between_all(np.full(people.size, days64(people.effective)), retire)
    needed = settings["min_sisa_bulan"]
    return outcome(
        people,
        fails=(left < needed) & (left >= 0),
        explain=lambda row: Message(
            "{left} to retirement on {day}, at least {needed} months",
            left=time_between(people.effective, retire[row].item() or people.effective),
            day=str(retire[row]),
            needed=needed,
        ),
        unknown=_ages(people) < 0,
        missing=NO_BIRTH,
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
        "keterampilan": an_age(53),
        "ahli_pertama": an_age(53),
        "ahli_muda": an_age(53),
        "ahli_madya": an_age(55),
        "ahli_utama_dari_jpt": an_age(60),
        "ahli_utama_dari_ahli_utama": an_age(63),
        "mode": Choice("sampai_genap", "sepanjang_tahun"),
    },
    reads=("level", "post_code"),
)
def too_old_to_enter_jf(people: People, asked: Asked, settings: Settings) -> Outcome:
    """Highest age for entering a functional post from another post. Single JF regulations may differ.

    Mode `sampai_genap`: the birthday of that age is the last day. `sepanjang_tahun`: the whole year of it still counts.
    """
    if asked.level not in codes.JENJANG_JF:
        return all_pass(people)
    if asked.level == "JF_AHLI_UTAMA":
        limits = np.full(people.size, settings["ahli_utama_dari_jpt"])
        limits[people.is_one_of("jenjang", ("JF_AHLI_UTAMA",))] = settings["ahli_utama_dari_ahli_utama"]
    else:
        limits = np.full(people.size, settings[_ENTRY_AGES.get(asked.level, "keterampilan")])
    whole_year, ages = settings["mode"] == "sepanjang_tahun", _ages(people)
    age = time_since(people, "tanggal_lahir")
    template = _WHOLE_YEAR if whole_year else mark("age {age}, at most {limit} years to enter")

    def past(limits: NDArray[np.int64]) -> Mask:
        return ages >= 12 * (limits + 1) if whole_year else past_birthday(people, limits)

    found = outcome(
        people,
        fails=past(limits),
        explain=lambda row: Message(template, age=age(row), limit=int(limits[row])),
        unknown=ages < 0,
        missing=NO_BIRTH,
    )
    if asked.level != "JF_AHLI_UTAMA":
        return found.of_kinds(concerned(people, asked.level, (Move.INTO_JF,), asked.post_code))
    # without a level the post may be one of ahli utama, from which the higher limit holds
    in_between = people.missing("jenjang") & ~past(np.full(people.size, settings["ahli_utama_dari_ahli_utama"]))
    return found.unless_doubtful(in_between, lambda row: no_level(people, row))
