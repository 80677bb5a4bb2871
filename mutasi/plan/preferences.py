"""What people prefer to staying where they are, and in which order a post takes people: the ground of fair mechanisms.

Nobody writes down a complete order of posts. It follows from what is known, by one rule for all:

* Places that somebody wished for come first, by the rank of the wish; of wishes of one rank the place with more points
  comes first, then the order of the posts. A wish counts whatever the points are.
* Who asked to stay prefers nothing else to staying.
* A place of which nothing was said counts by its points, and only where they are more than the points in the own post
  (0 for who has no post in the plan). Silence is no refusal.
* A place that is refused never counts, even if it was wished for.
* After these comes staying, and everything else after that.

A post orders all who may take it by their points there, the higher first, then by rank. Its holders stand in that
order too, with their points in it; what right they have to their seat is left to each mechanism.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mutasi.plan.assignment import Whole

Marks = NDArray[np.bool_]
Refuses = Callable[[Whole, Whole], Marks]
"""Which of these moves (people, posts) the people refuse."""


@dataclass(frozen=True, slots=True, eq=False)
class Offers:
    """Who may go where, in numbers. People and posts are numbered as in `Problem`, and `seats` and `home` are as there.

    `person`, `post` and `points` are the offers, one of each in the same place and no two alike; an offer of the own
    post is overlooked. `own_points` is everybody's fit in the own post. `rank` orders people and `post_rank` posts of
    whom points say nothing: the lower goes before, and no two are alike.
    """

    seats: Whole
    home: Whole
    person: Whole
    post: Whole
    points: Whole
    own_points: Whole
    rank: Whole
    post_rank: Whole

    def kept(self, keep: Marks) -> Offers:
        """Only these of the offers."""
        person, post, points = self.person[keep], self.post[keep], self.points[keep]
        return Offers(self.seats, self.home, person, post, points, self.own_points, self.rank, self.post_rank)


@dataclass(frozen=True, slots=True, eq=False)
class Preferences:
    """Strict orders of people over posts and of posts over people.

    The posts that a person prefers to staying, best first, are `choice[choice_start[i] : choice_start[i + 1]]`, and
    `choice_standing` says where the person stands at each. A standing is a number that no two share; at one post the
    lower is the better. `line` is the person of each standing: `line[line_start[q] : line_start[q + 1]]` are those who
    may take post q and its holders, best first. `own` is the standing of everybody in the own post, -1 outside.
    """

    seats: Whole
    home: Whole
    choice: Whole
    choice_standing: Whole
    choice_start: Whole
    line: Whole
    line_start: Whole
    own: Whole

    @property
    def people(self) -> int:
        return len(self.home)

    @property
    def posts(self) -> int:
        return len(self.seats)

    @property
    def chooser(self) -> Whole:
        """Whose each of `choice` is."""
        chooser: Whole = np.repeat(np.arange(self.people), np.diff(self.choice_start))
        return chooser


def preferences(
    offers: Offers,
    wishes: Mapping[tuple[int, int], int] | None = None,
    stays: Marks | None = None,
    refuses: Refuses | None = None,
) -> Preferences:
    """By the rule above. `wishes` is the rank of the wish (1 the first) that a place fulfils, by person and post;
    `stays` marks who asked to stay. ValueError where a post has more holders than seats.
    """
    posts = len(offers.seats)
    if (np.bincount(offers.home, minlength=posts + 1)[:posts] > offers.seats).any():
        raise ValueError("a post has more holders than seats")
    known = offers.kept(offers.post != offers.home[offers.person])
    standing, own, line, line_start = _lines(known)
    wish = _wish_of(known, wishes or {})
    wanted = (wish > 0) | (known.points > known.own_points[known.person])
    if stays is not None:
        wanted &= (wish > 0) | ~stays[known.person]
    if refuses is not None:
        wanted &= ~refuses(known.person, known.post)
    chosen = known.kept(wanted)
    last = int(wish.max(initial=0)) + 1
    by_wish = np.where(wish == 0, last, wish)[wanted]
    order = np.lexsort((chosen.post_rank[chosen.post], -chosen.points, by_wish, chosen.person))
    return Preferences(
        known.seats,
        known.home,
        chosen.post[order],
        standing[wanted][order],
        _starts(chosen.person, len(known.home)),
        line,
        line_start,
        own,
    )


def _lines(known: Offers) -> tuple[Whole, Whole, Whole, Whole]:
    """The standing of each offer and of everybody in the own post, and who stands where."""
    posts = len(known.seats)
    holders = np.flatnonzero(known.home < posts)
    person = np.concatenate([known.person, holders])
    post = np.concatenate([known.post, known.home[holders]])
    points = np.concatenate([known.points, known.own_points[holders]])
    order = np.lexsort((known.rank[person], -points, post))
    standing = np.empty(len(order), dtype=np.int64)
    standing[order] = np.arange(len(order))
    own = np.full(len(known.home), -1, dtype=np.int64)
    own[holders] = standing[len(known.person) :]
    return standing[: len(known.person)], own, person[order], _starts(post, posts)


def _starts(numbers: Whole, count: int) -> Whole:
    """Where each of `count` numbers begins in a sorted list of them, and where the last one ends."""
    return np.concatenate([[0], np.cumsum(np.bincount(numbers, minlength=count))]).astype(np.int64)


def _wish_of(known: Offers, wishes: Mapping[tuple[int, int], int]) -> Whole:
    """The rank of the wish that each offer fulfils, 0 for none."""
    found = np.zeros(len(known.person), dtype=np.int64)
    if not wishes or not len(found):
        return found
    table = np.array([(person, post, rank) for (person, post), rank in wishes.items()], dtype=np.int64)
    wide = len(known.seats) + 1
    asked = table[:, 0] * wide + table[:, 1]
    order = np.argsort(asked)
    asked, ranks = asked[order], table[order, 2]
    keys = known.person * wide + known.post
    at = np.minimum(np.searchsorted(asked, keys), len(asked) - 1)
    return np.where(asked[at] == keys, ranks[at], found)
