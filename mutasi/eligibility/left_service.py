"""Who has left service when the moves take effect, or would leave it at once in the new post."""

from __future__ import annotations

import numpy as np

from mutasi.eligibility.age import own_retirement, past_retirement_age
from mutasi.eligibility.status import contract_ended, is_pppk, not_available
from mutasi.message import Message
from mutasi.model.calendar import days64, retirement_dates
from mutasi.model.codes import STATUS_KELUAR
from mutasi.model.people import People
from mutasi.model.retirement import retirement_age
from mutasi.model.vacancy import Vacancy
from mutasi.model.verdict import Reason, Verdict


def left_service(people: People, row: int, vacancy: Vacancy) -> Reason | None:
    """Why somebody is in no post on the effective date, whatever the policy or an exception says; None for whoever is.

    That the new post has a lower retirement age counts as well: the person would retire from it on the same day. What
    is not known (birth date, end of the contract) says nothing here; the requirements tell it.
    """
    day = days64(people.effective)
    status = people.array("status_aktif")[row]
    if status in STATUS_KELUAR:
        return _reason(not_available.code, Message("status_aktif is {status}", status=status))
    retires = own_retirement(people)[row]
    if retires <= day:
        message = Message("retired from the present post since {day}", day=str(retires))
        return _reason(past_retirement_age.code, message)
    ends = people.dates("kontrak_selesai")[row]
    if is_pppk(people)[row] and ends < day:
        return _reason(contract_ended.code, Message("the contract runs until {day}", day=str(ends)))
    limit = retirement_age(people.reference, vacancy.level, "", vacancy.retirement_age)
    if limit:
        last = retirement_dates(people.dates("tanggal_lahir")[row : row + 1], np.array([limit], dtype=np.int32))[0]
        if last <= day:
            return _reason(
                past_retirement_age.code,
                Message("the retirement age of the post, {limit}, is reached: retirement from it on {day}",
                        limit=limit, day=str(last)),
            )  # fmt: skip
    return None


def _reason(code: str, message: Message) -> Reason:
    return Reason(code, Verdict.FAIL, message, hard=True)
