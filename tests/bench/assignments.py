"""Random agencies as problems of assignment, for those who solve them: a holder for half of the posts, one seat each,
and offers of so many posts to everybody.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Whole = NDArray[np.int64]
OFFERS = 50
POSTS = {4_000: 300, 60_000: 3_000}
"""Posts of an agency of so many people."""


@dataclass(frozen=True, eq=False)
class Agency:
    """In the numbers of `mutasi.plan.assignment.Problem`."""

    seats: Whole
    home: Whole
    person: Whole
    post: Whole
    worth: Whole


def agency(people: int) -> Agency:
    """The same for the same number of people: worths from -2,000 to 10,000, as hundredths of points."""
    random, posts = np.random.default_rng(7), POSTS[people]
    home = np.full(people, posts, dtype=np.int64)
    home[random.choice(people, posts // 2, replace=False)] = np.arange(posts // 2)
    offered = (
        np.argsort(random.random((people, posts)), axis=1)[:, :OFFERS]
        if people <= 4_000
        else random.integers(0, posts, (people, OFFERS))
    )
    person, post = np.repeat(np.arange(people), OFFERS), offered.ravel()
    pairs = np.unique(person * posts + post)
    person, post = pairs // posts, pairs % posts
    others = post != home[person]
    worth = random.integers(-2_000, 10_000, len(pairs))
    return Agency(np.ones(posts, dtype=np.int64), home, person[others], post[others], worth[others])
