"""Top trading cycles: everybody points to the seat that he or she likes best, every seat to who has the say in it.

The holder has the say in a held seat. In a free seat, and in one that its holder has left for another, it is the best
of the remaining people in the order of the post, its other holders left out. Where the arrows close, all move at once.
A person takes a free seat in which he or she has the say, or gives it, or the own one, for a better one.

What it promises: nobody comes to a place that he or she likes less than staying. With `worse_for_posts` nobody can be
better off without another person being worse off, nobody gains by stating other preferences than the own, and no
holders of posts could all gain by trading among themselves instead. Without, a held seat takes only a person who stands
above the holder who leaves it, in the strict order of the post (fewer points never, equal points by rank): then no post
exchanges its people for lesser ones either, and some of the trades that people want are not made.

What it does not promise: a person may see a seat that he or she would like go to somebody of a lower standing, who gave
something for it (justified envy, see `envy`). Seats may be left empty: who goes to a free seat leaves the own one to
whoever may take it, and this may be nobody.
"""

from __future__ import annotations

from bisect import bisect_right

import numpy as np

from mutasi.plan.assignment import Whole
from mutasi.plan.preferences import Preferences


def exchange(preferences: Preferences, *, worse_for_posts: bool = True) -> Whole:
    """Where everybody is: a post, the own one among them, or outside."""
    return _Trade(preferences, worse_for_posts).run()


class _Seats:
    """The seats one after the other, those of a post together: the held ones by the standing of their holders, best
    first, then the free ones. Of several that are as good a person points to the first.
    """

    def __init__(self, preferences: Preferences, worse_for_posts: bool) -> None:
        self.start = np.concatenate([[0], np.cumsum(preferences.seats)]).tolist()
        count = self.start[-1]
        holders = np.flatnonzero(preferences.home < preferences.posts)
        holders = holders[np.argsort(preferences.own[holders])]  # by post, then by standing
        homes = preferences.home[holders]
        first = np.searchsorted(homes, homes)
        places = np.array(self.start, dtype=np.int64)[homes] + np.arange(len(holders)) - first
        self.holder = [-1] * count
        self.of = [-1] * preferences.people
        # a standing of this value or above may not take the seat
        self.floor = [len(preferences.line)] * count
        for person, seat, own in zip(holders.tolist(), places.tolist(), preferences.own[holders].tolist(), strict=True):
            self.holder[seat], self.of[person] = person, seat
            if not worse_for_posts:
                self.floor[seat] = own
        # the seat itself while it is there, else one further on that may be
        self.onward = list(range(count + 1))

    def best(self, post: int, standing: int) -> int:
        """The first seat left of a post for somebody of this standing, -1 for none."""
        start, end = self.start[post], self.start[post + 1]
        seat = self._left(bisect_right(self.floor, standing, start, end))
        return seat if seat < end else -1

    def take(self, seat: int) -> None:
        self.onward[seat] = seat + 1

    def _left(self, seat: int) -> int:
        onward = self.onward
        while onward[seat] != seat:
            onward[seat] = onward[onward[seat]]  # halves the way of the next search
            seat = onward[seat]
        return seat


class _Trade:
    """People and seats that remain, and how far each has come in its order."""

    def __init__(self, preferences: Preferences, worse_for_posts: bool) -> None:
        self.seats = _Seats(preferences, worse_for_posts)
        self.at = preferences.home.copy()
        self.home = preferences.home.tolist()
        self.choice, self.standing = preferences.choice.tolist(), preferences.choice_standing.tolist()
        self.following, self.end = preferences.choice_start[:-1].tolist(), preferences.choice_start[1:].tolist()
        self.line: list[int] = preferences.line.tolist()
        self.in_line: list[int] = preferences.line_start[:-1].tolist()
        self.gone, self.on_path = [False] * preferences.people, [False] * preferences.people
        self.aim = [(-1, -1)] * preferences.people

    def run(self) -> Whole:
        """Follow the arrows from everybody; which cycle is found first makes no difference."""
        for start in range(len(self.home)):
            path = [] if self.gone[start] else [start]
            while path:
                self._step(path)
        return self.at

    def _step(self, path: list[int]) -> None:
        """From the last person on the path to the next one, or round the cycle that this closes."""
        person = path[-1]
        self.on_path[person] = True
        post, seat = self._target(person)
        if seat < 0:
            self._stay(path.pop())
            return
        # stays the aim for as long as the next person is on the path
        self.aim[person] = post, seat
        following = self._who_has_the_say(post, seat)
        if not self.on_path[following]:
            path.append(following)
            return
        going = -1
        while going != following:
            going = path.pop()
            self._go(going, *self.aim[going])

    def _target(self, person: int) -> tuple[int, int]:
        """The best post with a seat left for the person, and the seat; -1 for who stays."""
        for number in range(self.following[person], self.end[person]):
            seat = self.seats.best(self.choice[number], self.standing[number])
            if seat >= 0:
                self.following[person] = number
                return self.choice[number], seat
        self.following[person] = self.end[person]
        return -1, -1

    def _who_has_the_say(self, post: int, seat: int) -> int:
        holder = self.seats.holder[seat]
        if holder >= 0 and not self.gone[holder]:
            return holder
        # whoever points here may take the seat, so somebody is left in the line; other holders have a seat to give
        number = self.in_line[post]
        while self.gone[self.line[number]] or self.home[self.line[number]] == post:
            number += 1
        self.in_line[post] = number
        return self.line[number]

    def _go(self, person: int, post: int, seat: int) -> None:
        self.gone[person] = True
        self.at[person] = post
        self.seats.take(seat)

    def _stay(self, person: int) -> None:
        self.gone[person] = True
        if self.seats.of[person] >= 0:
            self.seats.take(self.seats.of[person])
