"""Who could complain of an assignment, whichever way it was made, and who gains and loses by it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mutasi.plan.assignment import Whole
from mutasi.plan.preferences import Marks, Preferences


@dataclass(frozen=True, slots=True, eq=False)
class Envy:
    """Complaints, one of each in the same place: `person` likes `post` better than where he or she is, and
    `entered` is the one of the lowest standing who came to it, below this person; -1 where none did. `wasted` marks
    those where the post has a seat that nobody has: then no one else need go for the wish to be fulfilled.

    A holder who has the own seat still is envied by nobody: the right to it goes before every standing.
    """

    person: Whole
    post: Whole
    entered: Whole
    wasted: Marks


@dataclass(frozen=True, slots=True, eq=False)
class Gains:
    """Rows of people by their own preferences, in the order of the rows. Who is moved to a place that he or she does
    not prefer to staying is worse off, also for equal points.
    """

    better: Whole
    worse: Whole
    same: Whole


def gains(preferences: Preferences, at: Whole) -> Gains:
    """Who is better off than by staying, who is worse off, and who stays."""
    better = np.zeros(preferences.people, dtype=bool)
    chooser = preferences.chooser
    better[chooser[preferences.choice == at[chooser]]] = True
    same = at == preferences.home
    return Gains(np.flatnonzero(better), np.flatnonzero(~better & ~same), np.flatnonzero(same))


def envy(preferences: Preferences, at: Whole) -> Envy:
    """All complaints, by person and then by the own order of posts, the best first.

    Who was moved against the own preferences would rather stay too, and stands first in the own post. ValueError where
    somebody is at a post that he or she may not take.
    """
    chooser = preferences.chooser
    number = np.arange(len(chooser))
    # the place in the own list of the post where one is; the end of the list for who is in none of these
    reached = preferences.choice_start[1:].copy()
    there = preferences.choice == at[chooser]
    reached[chooser[there]] = number[there]
    missed = number < reached[chooser]
    displaced = gains(preferences, at).worse
    displaced = displaced[preferences.home[displaced] < preferences.posts]
    person = np.concatenate([chooser[missed], displaced])
    post = np.concatenate([preferences.choice[missed], preferences.home[displaced]])
    standing = np.concatenate([preferences.choice_standing[missed], np.full(len(displaced), -1)])
    lowest, who = _lowest_entered(preferences, at)
    below = lowest[post] > standing
    counted = np.bincount(at, minlength=preferences.posts + 1)[: preferences.posts]
    wasted = (counted < preferences.seats)[post]
    complains = np.flatnonzero(below | wasted)
    complains = complains[np.argsort(person[complains], kind="stable")]
    entered = np.where(below, who[post], -1)
    return Envy(person[complains], post[complains], entered[complains], wasted[complains])


def _lowest_entered(preferences: Preferences, at: Whole) -> tuple[Whole, Whole]:
    """For each post the lowest standing among those who entered it and the person who has it; -1 for none."""
    lowest = np.full(preferences.posts, -1, dtype=np.int64)
    who = np.full(preferences.posts, -1, dtype=np.int64)
    post = np.repeat(np.arange(preferences.posts), np.diff(preferences.line_start))
    entered = np.flatnonzero((at[preferences.line] == post) & (preferences.home[preferences.line] != post))
    if len(entered) != ((at != preferences.home) & (at < preferences.posts)).sum():
        raise ValueError("somebody is at a post that he or she may not take")
    # in the order of standings, so that the last one of a post is written last
    lowest[post[entered]] = entered
    who[post[entered]] = preferences.line[entered]
    return lowest, who
