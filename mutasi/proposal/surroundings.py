"""What the moves leave behind: open posts and who acts there, and days that are to be kept."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator, Sequence

from mutasi.eligibility.checklist import working_days_after
from mutasi.message import Message
from mutasi.model.calendar import add_months
from mutasi.model.leading import leads, leads_others
from mutasi.model.people import People
from mutasi.model.policy import Policy
from mutasi.plan.serial import EmptySeat
from mutasi.proposal.document import Deadline, Duty, OpenPost, ProposedMove
from mutasi.proposal.duties import acting_in

ACTING_TERM = "PLT-01"
REPORT_RULE, REPORT_DAYS = "PILKADA-04", 7


def open_posts(
    people: People, moves: Sequence[ProposedMove], empty: Sequence[EmptySeat], duties: Sequence[Duty]
) -> tuple[OpenPost, ...]:
    """The posts that the moves leave and nobody takes, in the order of the moves, then the vacancies left empty."""
    return (*_left(people, moves, duties), *_still_empty(people, moves, empty, duties))


def _left(people: People, moves: Sequence[ProposedMove], duties: Sequence[Duty]) -> Iterator[OpenPost]:
    arrivals = Counter(move.vacancy.post for move in moves if not move.by_vacancy)
    leaving: dict[str, list[ProposedMove]] = {}
    for move in moves:
        if move.post:
            leaving.setdefault(move.post, []).append(move)
    for post, movers in leaving.items():
        seats = len(movers) - arrivals[post]
        if seats > 0:
            last = movers[-seats:]
            yield OpenPost(
                post=post,
                name=last[0].candidate.post or post,
                unit=last[0].candidate.unit,
                seats=seats,
                since=max(move.effective for move in last),
                left_by=tuple(move.number for move in last),
                needs_acting=leads_others(people, post) and not _held(people, post, moves),
                acting=acting_in(duties, post),
            )


def _still_empty(
    people: People, moves: Sequence[ProposedMove], empty: Sequence[EmptySeat], duties: Sequence[Duty]
) -> Iterator[OpenPost]:
    counted = Counter(seat.vacancy.id for seat in empty)
    for vacancy in {seat.vacancy.id: seat.vacancy for seat in empty}.values():
        yield OpenPost(
            post=vacancy.post,
            name=vacancy.post_name or vacancy.post,
            unit=vacancy.unit_name,
            seats=counted[vacancy.id],
            since=vacancy.open_since or people.effective,
            needs_acting=leads(people, vacancy) and not _held(people, vacancy.post, moves),
            acting=acting_in(duties, vacancy.post),
        )


def _held(people: People, post: str, moves: Sequence[ProposedMove]) -> bool:
    """Whether somebody holds the post definitively once all have moved."""
    gone = {move.candidate.row for move in moves}
    stays = any(int(row) not in gone for row in people.rows_with("id_jabatan", post))
    return stays or any(move.vacancy.post == post for move in moves)


def deadlines(
    people: People, policy: Policy, moves: Sequence[ProposedMove], posts: Sequence[OpenPost]
) -> tuple[Deadline, ...]:
    """The days in their order; none without moves."""
    if not moves:
        return ()
    found = [*_inaugurations(moves), *_report(policy, moves), *_acting(people, posts)]
    return tuple(sorted(found, key=lambda one: one.day))


def _inaugurations(moves: Sequence[ProposedMove]) -> Iterator[Deadline]:
    for day, count in sorted(Counter(move.effective for move in moves).items()):
        yield Deadline(day, Message("inauguration, TMT of {count} move(s)", count=count))


def _report(policy: Policy, moves: Sequence[ProposedMove]) -> Iterator[Deadline]:
    if not policy.is_off(REPORT_RULE):
        day = working_days_after(max(move.effective for move in moves), REPORT_DAYS)
        yield Deadline(day, Message("report to the Minister of Home Affairs, public holidays not counted"), REPORT_RULE)


def _acting(people: People, posts: Sequence[OpenPost]) -> Iterator[Deadline]:
    rule = people.reference.rules.get(ACTING_TERM)
    stated = str(rule.settings.get("bulan", "")) if rule else ""
    if not stated.isdecimal():
        return
    months = int(stated)
    opened: dict[datetime.date, int] = Counter(one.since for one in posts if one.needs_acting and one.left_by)
    for since, count in opened.items():
        yield Deadline(
            add_months(since, months),
            Message("end of the first {months} months of whoever acts in posts that the moves open: {count}",
                    months=months, count=count),
            ACTING_TERM,
        )  # fmt: skip
