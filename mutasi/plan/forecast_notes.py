"""What a forecast cannot tell, and why: each cause once, with the number of people or posts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from mutasi.message import Message
from mutasi.model.calendar import days64
from mutasi.model.forecast import Event, EventKind
from mutasi.model.masks import Mask
from mutasi.model.people import People
from mutasi.model.policy import Policy
from mutasi.model.verdict import Reason
from mutasi.plan.departures import Departures
from mutasi.plan.empty_posts import Post
from mutasi.plan.person_events import TENURE, holds_post, tenure_limit


@dataclass(frozen=True, slots=True)
class Told:
    """What a forecast was made of. `within` are the people of its scope, whether they are still there or not."""

    people: People
    leaving: Departures
    within: Mask
    posts: Sequence[Post]
    kinds: tuple[EventKind, ...]
    policy: Policy
    events: Sequence[Event]
    unjudged: Sequence[Reason]

    @property
    def concerned(self) -> Mask:
        return self.within & self.leaving.present(self.people.as_of)

    def asks(self, *kinds: EventKind) -> bool:
        return any(kind in self.kinds for kind in kinds)


def notes_of(told: Told) -> tuple[Message, ...]:
    return (*_gone(told), *_of_leaving(told), *_of_tenure(told), *_of_posts(told))


def _count(mask: Mask) -> int:
    return int(np.count_nonzero(mask))


def _people(count: int) -> Message:
    return Message("{count} people", count=count) if count != 1 else Message("1 person")


def _posts(count: int) -> Message:
    return Message("{count} posts", count=count) if count != 1 else Message("1 post")


NAMED = 5
"""People who are named one by one."""


def _named(told: Told, who: Mask) -> Message | tuple[str, ...]:
    """The NIP of the first of them, and how many more there are."""
    nips = tuple(nip or "?" for nip in told.people.frame["nip"].filter(pl.Series(who)).to_list())
    if len(nips) <= NAMED:
        return nips
    return Message("{nips} and {count} more", nips=nips[:NAMED], count=len(nips) - NAMED)


def _gone(told: Told) -> Iterator[Message]:
    gone = told.within & told.leaving.in_service & ~told.concerned
    retired = gone & (told.leaving.retirement <= days64(told.people.as_of))
    if retired.any():
        yield Message(
            "retired by {day} and still in service in the data: {people} ({nips}); no events, and the seats count as"
            " empty; mutasi validate --select PENSIUN-01 lists all",
            people=_people(_count(retired)), nips=_named(told, retired), day=told.people.as_of,
        )  # fmt: skip
    ended = gone & ~retired
    if ended.any():
        yield Message(
            "contract ended by {day} and still in service in the data: {people} ({nips}); no events, and the seats"
            " count as empty; see kontrak_selesai in pegawai",
            people=_people(_count(ended)), nips=_named(told, ended), day=told.people.as_of,
        )  # fmt: skip


def _of_leaving(told: Told) -> Iterator[Message]:
    unborn = np.isnat(told.people.dates("tanggal_lahir"))
    without_date = _count(told.concerned & unborn)
    without_age = _count(told.concerned & ~unborn & (told.leaving.ages == 0))
    if told.asks(EventKind.RETIREMENT, EventKind.EMPTY_POST):
        if without_date:
            yield Message("retirement of {people} unknown: tanggal_lahir is missing", people=_people(without_date))
        if without_age:
            yield Message("retirement of {people} unknown: the post or its level is missing",
                          people=_people(without_age))  # fmt: skip
    without_end = _count(told.concerned & told.leaving.under_contract & np.isnat(told.leaving.contract_end))
    unknown = _count(told.concerned & told.people.frame["status_kepegawaian"].is_null().to_numpy())
    if told.asks(EventKind.CONTRACT_END, EventKind.EMPTY_POST):
        if without_end:
            yield Message("end of contract of {count} PPPK unknown: kontrak_selesai is missing", count=without_end)
        if unknown:
            yield Message("end of contract of {people} unknown: status_kepegawaian is missing",
                          people=_people(unknown))  # fmt: skip


def _of_tenure(told: Told) -> Iterator[Message]:
    limits = {kind: tenure_limit(told.policy, kind) for kind in TENURE if kind in told.kinds}
    for kind, limit in limits.items():
        if limit is None:
            yield Message("no events {kind}: {rule} is off in mutasi.yaml", kind=kind.value, rule=TENURE[kind][0].code)
    undated = told.people.frame.select(pl.col("tmt_jabatan").is_null()).to_series().to_numpy()
    levels = [limit["levels"] for limit in limits.values() if limit is not None]
    counted = [_count(told.concerned & undated & holds_post(told.people, names)) for names in levels]
    if any(counted):
        yield Message("years in the post of {people} unknown: tmt_jabatan is missing", people=_people(max(counted)))


def _of_posts(told: Told) -> Iterator[Message]:
    if not told.asks(EventKind.EMPTY_POST):
        return
    without_seats = sum(post.seats is None for post in told.posts)
    if without_seats:
        yield Message("empty seats of {posts} unknown: kebutuhan is missing", posts=_posts(without_seats))
    unjudged = {event.place for event in told.events if event.kind is EventKind.EMPTY_POST and not event.successors}
    if unjudged:
        yield Message("successors for {posts} unknown: jenjang is missing", posts=_posts(len(unjudged)))
    for reason in told.unjudged:
        yield Message("unknown of all successors: {rule}: {reason}", rule=reason.rule, reason=reason.message)
