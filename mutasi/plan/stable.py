"""Deferred acceptance: nobody can point to a seat that a person with a lower standing entered.

People propose, each to the best post that has not turned them away; a post with more proposals than seats turns away
the last in its order. Holders go before all others in their own post, so everybody may stay.

What it promises: no person and post would both rather have one another (stability), nobody comes to a place that he or
she likes less than staying, and of all assignments of which both hold it is the one that every single person likes
best. Nobody gains by stating other preferences than the own.

What it does not promise: that seats are filled which could be, that posts gain, or that swaps are made which all who
take part want. A holder of an unpopular post with a high standing elsewhere blocks the exchange of two others, though
he or she gains nothing by it: see `exchange`.
"""

from __future__ import annotations

import heapq

from mutasi.plan.assignment import Whole
from mutasi.plan.preferences import Preferences


def stable(preferences: Preferences) -> Whole:
    """Where everybody is: a post, the own one among them, or outside."""
    choice, standing = preferences.choice.tolist(), preferences.choice_standing.tolist()
    following, end = preferences.choice_start[:-1].tolist(), preferences.choice_start[1:].tolist()
    seats, line = preferences.seats.tolist(), preferences.line.tolist()
    home, outside = preferences.home.tolist(), preferences.posts
    # holders go before all: a negative standing, which reads the same place of `line` from its end
    own = (preferences.own - len(line)).tolist()
    kept: list[list[int]] = [[] for _ in seats]
    at = preferences.home.copy()
    waiting = list(range(preferences.people))
    while waiting:
        person = waiting.pop()
        proposal = following[person]
        if proposal < end[person]:
            following[person] += 1
            post, key = choice[proposal], standing[proposal]
        else:
            post, key = home[person], own[person]
        at[person] = post
        if post == outside:
            continue
        if len(kept[post]) < seats[post]:
            heapq.heappush(kept[post], -key)
        else:
            waiting.append(line[-heapq.heappushpop(kept[post], -key)])
    return at
