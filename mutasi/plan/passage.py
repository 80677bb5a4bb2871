"""Who came how far on the way to the posts that a plan or shortlists are about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from mutasi.eligibility.judge import judge
from mutasi.eligibility.kind import from_elsewhere
from mutasi.fit.shortlist import may_be_ranked
from mutasi.message import Message
from mutasi.model.fairness import Decided, DecidedRow, Step
from mutasi.model.masks import Mask, rows_mask
from mutasi.model.people import People
from mutasi.model.policy import Policy
from mutasi.model.vacancy import Vacancy
from mutasi.plan.departures import departures

Target = tuple[str, str]
"""What a row is about: the id of a vacancy, or else that of a post."""


@dataclass(frozen=True, slots=True, eq=False)
class Passage:
    """For each step who reached it, each a part of the step before.

    `unlevelled` are people of whom the level is not known, `outside` rows of the file about people who are not in the
    pool of the post; `remarks` tell where file and data do not agree.
    """

    reached: Mapping[Step, Mask]
    unlevelled: int
    outside: int
    remarks: tuple[Message, ...]


@dataclass(frozen=True, slots=True, eq=False)
class _Post:
    """One post of the file: its pool, who of all may be ranked for it, and of whom nothing that bars is unknown."""

    pool: Mask
    may: Mask
    certain: Mask


def passage(people: People, policy: Policy, decided: Decided, targets: Mapping[Target, Vacancy]) -> Passage:
    """From everybody in service to those who are chosen.

    A person is in the pool of a post of the same step of the house scale, or of the next one up. To be eligible,
    ranked, listed and chosen counts for posts of whose pool the person is: who is let through to a lower post, or to
    one two steps up, is no measure of who gets on.
    """
    considered = departures(people).present(people.effective) | from_elsewhere(people)
    posts = {target: _post(people, policy, vacancy, considered) for target, vacancy in targets.items()}
    rows = [(row, people.rows[row.nip], posts[row.vacancy, row.post]) for row in decided.rows]
    inside = [one for one in rows if one[2].pool[one[1]]]
    sound = [one for one in inside if (one[2].certain if decided.is_plan else one[2].may)[one[1]]]
    pool, eligible, ranked = (
        _any((getattr(post, name) & post.pool for post in posts.values()), people.size)
        for name in ("pool", "may", "certain")
    )
    reached = {Step.CONSIDERED: considered, Step.POOL: pool, Step.ELIGIBLE: eligible}
    last = rows_mask((at for _, at, _ in sound), people.size)
    if decided.is_plan:
        reached |= {Step.RANKED: ranked, Step.CHOSEN: last, **_wills(people, [(row, at) for row, at, _ in sound], last)}
    else:
        reached |= {Step.LISTED: last}
    remarks = (*_barred(len(inside) - len(sound)), *_other_counts(decided, posts), *_other_posts(people, decided))
    unlevelled = int((considered & (people.array("tingkat") == 0)).sum())
    return Passage(reached, unlevelled, len(rows) - len(inside), remarks)


def _post(people: People, policy: Policy, vacancy: Vacancy, considered: Mask) -> _Post:
    judgement = judge(people, vacancy, policy)
    may = may_be_ranked(people, judgement)
    certain = may if judgement.doubtful is None else may & ~judgement.doubtful()
    level = people.reference.levels.get(vacancy.level)
    present = people.array("tingkat")
    near = (present == level.step) | (present == level.step - 1) if level else np.zeros(people.size, dtype=bool)
    return _Post(considered & near & (present > 0), may, certain)


def _any(masks: Iterator[Mask], people: int) -> Mask:
    found = np.zeros(people, dtype=bool)
    for mask in masks:
        found |= mask
    return found


def _wills(people: People, rows: Sequence[tuple[DecidedRow, int]], chosen: Mask) -> dict[Step, Mask]:
    """Who of the chosen goes against the own wish, who had stated a wish to go somewhere, and who got one."""
    facts = people.facts.get("minat")
    wished: Mask = np.zeros(people.size, dtype=bool)
    if facts is not None:
        wished = rows_mask((person for person, kind in facts.select("person", "jenis").iter_rows()
                            if kind != "tetap"), people.size)  # fmt: skip
    forced = rows_mask((at for row, at in rows if row.forced), people.size)
    fulfilled = rows_mask((at for row, at in rows if row.wish), people.size)
    return {Step.FORCED: forced, Step.WISHING: chosen & wished, Step.FULFILLED: chosen & wished & fulfilled}


# Where the file does not fit the data -------------------------------------------------------------------


def _barred(count: int) -> Iterator[Message]:
    if count:
        yield Message(
            "not counted: {count} row(s) about people who may not take the post by this data and policy", count=count,
        )  # fmt: skip


def _other_counts(decided: Decided, posts: Mapping[Target, _Post]) -> Iterator[Message]:
    """Other numbers of ranked people than the file tells: other data, or another policy."""
    told = {target: ranked for target, (_, ranked) in decided.targets.items() if ranked is not None}
    other = [
        target for target, ranked in told.items()
        if ranked != int((posts[target].certain if decided.is_plan else posts[target].may).sum())
    ]  # fmt: skip
    if other:
        yield Message(
            "of {count} of {all} posts the file ranks another number of people than this data and policy do, {first}"
            " the first of them: it seems to be of other data",
            count=len(other), all=len(told), first=other[0][0] or other[0][1],
        )  # fmt: skip


def _other_posts(people: People, decided: Decided) -> Iterator[Message]:
    present = people.array("id_jabatan")
    other = [row for row in decided.rows
             if row.from_post is not None and row.from_post != (present[people.rows[row.nip]] or "")]  # fmt: skip
    if other:
        yield Message(
            "another post in this data than in the file: {count} person(s), {place} the first; it seems to be of other"
            " data", count=len(other), place=other[0].place,
        )  # fmt: skip
