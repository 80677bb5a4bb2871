"""Who of the organisation may follow in a post that becomes empty, on the day on which it does."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from mutasi.eligibility.judge import judge
from mutasi.eligibility.kind import Kind, from_elsewhere, kinds_of_move
from mutasi.model.forecast import Event, Successors
from mutasi.model.people import People
from mutasi.model.policy import Policy
from mutasi.model.vacancy import Vacancy
from mutasi.model.verdict import UNKNOWN, WARN, Reason
from mutasi.plan.departures import Departures


def with_successors(
    events: Sequence[Event], people: People, leaving: Departures, vacancies: Mapping[str, Vacancy], policy: Policy
) -> tuple[list[Event], tuple[Reason, ...]]:
    """The events of posts, each with the number of its successors where the post states a level; and what is unknown
    of everybody for lack of a table.

    All posts of a day are judged together: posts that ask the same share the vectors of the requirements.
    """
    by_day = defaultdict(list)
    for at, event in enumerate(events):
        if vacancies[event.place.post].level:
            by_day[event.day].append(at)
    counted = list(events)
    held, outsiders = people.array("id_jabatan"), from_elsewhere(people)
    unjudged: dict[str, Reason] = {}
    for day, places in by_day.items():
        then = people_on(people, day)
        there = leaving.present(day)
        for at in places:
            vacancy = vacancies[events[at].place.post]
            judgement = judge(then, vacancy, policy)
            unjudged |= {reason.rule: reason for reason in judgement.unjudged if reason.hard}
            others = there & (held != vacancy.post) & ~outsiders
            eligible = others & (judgement.overall <= WARN)
            promoted = eligible & np.isin(kinds_of_move(then, vacancy.level), (Kind.PROMOTION, Kind.DIAGONAL))
            unknown = others & (judgement.overall == UNKNOWN)
            counts = (int(np.count_nonzero(mask)) for mask in (eligible, promoted, unknown))
            counted[at] = replace(events[at], successors=Successors(*counts))
    return counted, tuple(unjudged[rule] for rule in sorted(unjudged))


def people_on(people: People, day: datetime.date) -> People:
    """The people as they are on a later day.

    Nobody has the ratings of years to come, and without them everybody would be unknown; so the last years before the
    reference date stand for the last ones before that day.
    """
    return replace(people, effective=day, foreseen=True)
