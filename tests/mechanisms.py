"""Small instances for the mechanisms of a plan, and what is right of them by trying out everything.

Nothing here uses the orders that the program makes: a person's list and a post's order follow from the raw numbers.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from mutasi.plan.preferences import Offers, Preferences, preferences


@dataclass
class Instance:
    """An instance in plain Python. `points` by person and post: who may go where."""

    seats: list[int]
    home: list[int]
    points: dict[tuple[int, int], int]
    own_points: list[int]
    rank: list[int]
    post_rank: list[int]
    wishes: dict[tuple[int, int], int] = field(default_factory=dict)
    stays: list[bool] = field(default_factory=list)
    refused: set[tuple[int, int]] = field(default_factory=set)

    @property
    def people(self) -> range:
        return range(len(self.home))

    @property
    def posts(self) -> range:
        return range(len(self.seats))

    def preferences(self, offers: Sequence[tuple[int, int]] | None = None) -> Preferences:
        table = list(self.points) if offers is None else list(offers)
        person, post = np.array(table, dtype=np.int64).reshape(-1, 2).T
        raw = Offers(
            np.array(self.seats),
            np.array(self.home),
            person,
            post,
            np.array([self.points[one] for one in table], dtype=np.int64),
            np.array(self.own_points),
            np.array(self.rank),
            np.array(self.post_rank),
        )

        def refuses(people: np.ndarray, posts: np.ndarray) -> np.ndarray:
            return np.array([one in self.refused for one in zip(people, posts, strict=True)], dtype=bool)

        return preferences(raw, self.wishes, np.array(self.stays, dtype=bool) if self.stays else None, refuses)

    def may(self, person: int, post: int) -> bool:
        return (person, post) in self.points and (person, post) not in self.refused and self.home[person] != post

    def liked(self, person: int) -> list[int]:
        """What the person prefers to staying, then staying."""
        found = []
        for post in self.posts:
            wish = self.wishes.get((person, post), 0)
            if self.may(person, post) and (wish or not (self.stays and self.stays[person])):
                points = self.points[person, post]
                if wish or points > self.own_points[person]:
                    found.append(((wish or 10**9), -points, self.post_rank[post], post))
        return [one[-1] for one in sorted(found)] + [self.home[person]]

    def place(self, person: int, post: int) -> tuple[int, int]:
        """The place in the order of a post, lower before higher; a holder by the own points."""
        points = self.own_points[person] if self.home[person] == post else self.points[person, post]
        return -points, self.rank[person]

    def every(self) -> Iterator[tuple[int, ...]]:
        """Every assignment that keeps to the seats and that nobody likes less than staying."""
        for at in itertools.product(*(self.liked(person) for person in self.people)):
            if all(at.count(post) <= self.seats[post] for post in self.posts):
                yield at


def drawn(draw: random.Random, *, people: int, posts: int, span: int = 4, wishes: bool = True) -> Instance:
    """Holders, free seats, equal points, wishes, people who asked to stay and places that are refused."""
    home = [draw.randrange(posts + 1) for _ in range(people)]
    pairs = [(i, q) for i in range(people) for q in range(posts) if home[i] != q]
    points = {pair: draw.randint(0, span) for pair in pairs if draw.random() < 0.75}
    rank, post_rank = list(range(people)), list(range(posts))
    draw.shuffle(rank)
    draw.shuffle(post_rank)
    return Instance(
        [home.count(q) + draw.choice([0, 0, 1, 2]) for q in range(posts)],
        home,
        points,
        [draw.randint(0, span) if home[i] < posts else 0 for i in range(people)],
        rank,
        post_rank,
        {pair: draw.randint(1, 3) for pair in pairs if draw.random() < 0.3} if wishes else {},
        [draw.random() < 0.2 for _ in range(people)],
        {pair for pair in pairs if draw.random() < 0.1},
    )


def opposed(draw: random.Random, size: int) -> Instance:
    """As many seats as people without a post, all of whom wish for all seats: often several stable assignments."""
    pairs = [(i, q) for i in range(size) for q in range(size)]
    wishes = {(i, q): rank for i in range(size) for rank, q in enumerate(draw.sample(range(size), size), 1)}
    points = {pair: draw.randint(0, 9) for pair in pairs}
    order = list(range(size))
    return Instance([1] * size, [size] * size, points, [0] * size, order, order, wishes, [False] * size)


def listed(
    people: dict[str, list[str]], posts: dict[str, list[str]], seats: dict[str, int], home: dict[str, str]
) -> Instance:
    """An instance that is published as lists, the own post where the list of a person ends."""
    names, places = list(people), list(posts)
    numbers = {name: number for number, name in enumerate(places)}
    wishes, points = {}, {}
    for i, name in enumerate(names):
        own = home.get(name)
        wanted = people[name][: people[name].index(own)] if own else people[name]
        wishes |= {(i, numbers[post]): rank for rank, post in enumerate(wanted, 1)}
        points |= {(i, numbers[q]): -posts[q].index(name) for q in places if name in posts[q] and q != own}
    return Instance(
        [seats[q] for q in places],
        [numbers.get(home.get(name, ""), len(places)) for name in names],
        points,
        [-posts[home[name]].index(name) if name in home else 0 for name in names],
        list(range(len(names))),
        list(range(len(places))),
        wishes,
        [True] * len(names),
    )


def right(instance: Instance, person: int, post: int) -> tuple[int, int, int]:
    """The place in the order of a post when its holders go before all others."""
    return (instance.home[person] != post, *instance.place(person, post))


def blocking(instance: Instance, at: Sequence[int]) -> list[tuple[int, int]]:
    """Pairs of a person and a post who would both rather have one another."""
    found = []
    for person in instance.people:
        liked = instance.liked(person)
        for post in liked[: liked.index(at[person])]:
            inside = [one for one in instance.people if at[one] == post]
            mine = right(instance, person, post)
            if len(inside) < instance.seats[post] or any(right(instance, one, post) > mine for one in inside):
                found.append((person, post))
    return found


def places(instance: Instance, at: Sequence[int]) -> list[int]:
    """For each person the place of the post in the own list, 0 the best."""
    return [instance.liked(person).index(at[person]) for person in instance.people]


def traded_among_holders(instance: Instance, at: Sequence[int]) -> bool:
    """Whether some holders could trade their own seats so that all of them gain; where no post has two holders, of whom
    another might prefer neither, also so that one gains and none loses.
    """
    holders = [one for one in instance.people if instance.home[one] < len(instance.seats)]
    alone = len({instance.home[one] for one in holders}) == len(holders)
    for size in range(2, len(holders) + 1):
        for group in itertools.combinations(holders, size):
            for seats in set(itertools.permutations([instance.home[one] for one in group])):
                pairs = list(zip(group, seats, strict=True))
                if all(post in instance.liked(one) for one, post in pairs):
                    change = [instance.liked(one).index(at[one]) - instance.liked(one).index(q) for one, q in pairs]
                    if min(change) > 0 or (alone and min(change) == 0 < max(change)):
                        return True
    return False


def worse_posts(instance: Instance, at: Sequence[int]) -> list[int]:
    """Posts in which the seats that holders have left cannot all be counted as empty or as taken by somebody above the
    one who left, when as many as there were free seats may be anybody.
    """
    found = []
    for post in instance.posts:
        left = [one for one in instance.people if instance.home[one] == post != at[one]]
        come = [one for one in instance.people if at[one] == post != instance.home[one]]
        free = instance.seats[post] - instance.home.count(post)
        replacing = sorted(instance.place(one, post) for one in come)[: max(0, len(come) - free)]
        floors = sorted(instance.place(one, post) for one in left)
        # each of those who come finds one below: the best of them the best of these, and so on from the end
        worst = floors[len(floors) - len(replacing) :]
        if len(replacing) > len(floors) or any(a > b for a, b in zip(replacing, worst, strict=True)):
            found.append(post)
    return found
