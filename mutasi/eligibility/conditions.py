"""All conditions, and what they say of the vacancies of a day: the same words once, for however many they hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from mutasi.eligibility import election, formation
from mutasi.eligibility.condition import Circumstances
from mutasi.message import Message
from mutasi.model.policy import Setting
from mutasi.model.vacancy import Vacancy
from mutasi.model.verdict import Reason

CONDITIONS = (
    election.before_election,
    election.after_inauguration,
    election.acting_head,
    formation.post_not_vacant,
    formation.formation_not_approved,
    formation.standard_incomplete,
    formation.route_not_stated,
    formation.approval_missing,
    formation.technical_consideration,
)

CONDITION_SETTINGS: Mapping[str, Mapping[str, Setting]] = {one.code: one.settings for one in CONDITIONS}


@dataclass(frozen=True, slots=True)
class Conditions:
    """What is to be stated of several vacancies: `shared` once for all, and of each by its id.

    `own` is everything of a vacancy, `apart` what does not stand in `shared`.
    """

    shared: tuple[Reason, ...]
    own: Mapping[str, tuple[Reason, ...]]
    apart: Mapping[str, tuple[Reason, ...]]


def conditions(circumstances: Circumstances, vacancies: Sequence[Vacancy], opened: Collection[str] = ()) -> Conditions:
    """What the conditions say of these vacancies, in the order of CONDITIONS. Of those that are `opened` by moves of
    the same day, by their ids, nothing is said of free seats: whoever counts the moves does that.
    """
    own = {
        vacancy.id: tuple(
            reason
            for one in CONDITIONS
            if one is not formation.post_not_vacant or vacancy.id not in opened
            for reason in one.reasons(circumstances, vacancy)
        )
        for vacancy in vacancies
    }
    counts = Counter(reason for reasons in own.values() for reason in reasons)
    order = [one.code for one in CONDITIONS]
    common = sorted(
        (reason for reason, count in counts.items() if count > 1 or len(own) == 1),
        key=lambda reason: order.index(reason.rule),
    )
    apart = {name: tuple(reason for reason in reasons if reason not in common) for name, reasons in own.items()}
    return Conditions(tuple(_counted(reason, counts[reason], len(own)) for reason in common), own, apart)


def _counted(reason: Reason, count: int, every: int) -> Reason:
    """A reason that does not hold for all vacancies says for how many."""
    if count == every:
        return reason
    message = Message("{reason} ({count} of {all} vacancies)", reason=reason.message, count=count, all=every)
    return replace(reason, message=message)
