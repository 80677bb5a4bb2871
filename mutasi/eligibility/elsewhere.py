"""People of another agency who would move in."""

from __future__ import annotations

import numpy as np

from mutasi.eligibility.age import NO_BIRTH, age_message, past_birthday
from mutasi.eligibility.kind import Move
from mutasi.eligibility.rank import NO_RANK
from mutasi.eligibility.requirement import Asked, Outcome, all_pass, outcome, requirement
from mutasi.eligibility.status import NO_STATUS, is_pppk
from mutasi.message import Message, mark
from mutasi.model.calendar import add_months_all, days64
from mutasi.model.codes import GOLONGAN_PNS
from mutasi.model.people import People
from mutasi.model.reference import Confidence
from mutasi.model.settings import Choice, Settings, an_age, in_years


@requirement(
    code="PPPK-01",
    name="pppk-from-another-agency",
    hard=True,
    basis=("PERMENPANRB6-2024-59", "PPPK-NTB"),
    confidence=Confidence.SECONDARY,
    moves=(Move.BETWEEN_AGENCIES,),
)
def pppk_from_another_agency(people: People, asked: Asked, settings: Settings) -> Outcome:
    """A PPPK does not move to another agency: asking for it counts as resignation."""
    status = people.array("status_kepegawaian")
    return outcome(
        people,
        fails=is_pppk(people),
        explain=lambda row: Message("status {status}, only PNS move between agencies", status=status[row]),
        unknown=people.missing("status_kepegawaian"),
        missing=NO_STATUS,
        concerned=is_pppk(people) | people.missing("status_kepegawaian"),
    )


@requirement(
    code="MASA-04",
    name="too-early-for-own-request",
    hard=True,
    basis=("PERMENPANRB6-2024-59",),
    confidence=Confidence.SECONDARY,
    settings={"min_tahun_sejak_pns": in_years(10)},
    moves=(Move.BETWEEN_AGENCIES,),
)
def too_early_for_own_request(people: People, asked: Asked, settings: Settings) -> Outcome:
    """A PNS does not ask to move to another agency within ten years of the appointment as PNS.

    Older intakes promised other periods in their own declarations; the agency sets `min_tahun_sejak_pns` for them.
    """
    since = people.dates("tmt_pns")
    months = np.full(people.size, 12 * settings["min_tahun_sejak_pns"], dtype=np.int32)
    free = add_months_all(since, months)
    early = free > days64(people.effective)
    own, unstated = people.is_one_of("pemicu", ("permintaan_sendiri",)), people.missing("pemicu")
    undated = np.isnat(since) & (own | unstated)

    def explain(row: int) -> Message:
        if own[row] or unstated[row]:
            return Message("PNS since {since}, on own request from {free}", since=str(since[row]), free=str(free[row]))
        return Message("moves on the initiative of the service")

    return outcome(
        people,
        fails=early & own,
        explain=explain,
        unknown=(early & unstated) | undated,
        missing=lambda row: Message("{column} is missing", column="tmt_pns" if undated[row] else "pemicu"),
    )


@requirement(
    code="PROS-04",
    name="outside-limits-of-agency",
    hard=False,
    basis=("JATIM-MUTASI",),
    confidence=Confidence.SECONDARY,
    settings={"usia_maks": an_age(0, least=0), "golongan_maks": Choice("", *GOLONGAN_PNS), "kecuali": ()},
    reads=("fields_of_work",),
    moves=(Move.BETWEEN_AGENCIES,),
)
def outside_limits_of_agency(people: People, asked: Asked, settings: Settings) -> Outcome:
    """An agency's own limits of age and rank for those who come from elsewhere; without settings there are none.

    Vacancies in the fields of work `kecuali`, such as pendidikan and kesehatan, are exempt. The birthday of the highest
    age is the last day.
    """
    exempt = {name.casefold() for name in settings["kecuali"]}
    if exempt.intersection(name.casefold() for name in asked.fields_of_work):
        return all_pass(people)
    most, highest = settings["usia_maks"], settings["golongan_maks"]
    order, rank = people.array("urutan_golongan"), people.array("golongan")
    none = np.zeros(people.size, dtype=bool)
    too_old = past_birthday(people, most) if most else none
    limit = people.reference.ranks.get(highest)
    too_high = order > limit.order if limit else none
    no_birth = np.isnat(people.dates("tanggal_lahir")) if most else none
    no_rank = order == 0 if limit else none
    of_age = age_message(people, mark("age {age}, at most {limit} years"), limit=most)

    def explain(row: int) -> Message:
        by_rank = Message("golongan {rank}, highest {highest}", rank=rank[row], highest=highest)
        if too_old[row] and too_high[row]:
            return Message("{one}; {other}", one=of_age(row), other=by_rank)
        if too_high[row] or not most:
            return by_rank if limit else Message("the agency sets no limits")
        return of_age(row)

    found = outcome(
        people,
        fails=too_old | too_high,
        explain=explain,
        unknown=no_birth | no_rank,
        missing=lambda row: NO_BIRTH if no_birth[row] else NO_RANK,
    )
    exempt_perhaps = np.full(people.size, bool(exempt) and not asked.fields_of_work)
    return found.unless_doubtful(exempt_perhaps, lambda row: _NO_FIELD)


_NO_FIELD = Message("bidang is stated neither by the vacancy nor by its post, so whether it is exempt is not known")
