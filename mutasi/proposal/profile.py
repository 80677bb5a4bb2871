"""Who holds the posts that the moves fill, before and after: ages, years until retirement, and talent boxes."""

from __future__ import annotations

import datetime
import itertools
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from mutasi.model.calendar import retirement_date, years_between
from mutasi.model.holders import Group, Profile
from mutasi.model.masks import rows_mask
from mutasi.model.people import People
from mutasi.model.retirement import retirement_age
from mutasi.model.talent_records import talent_map
from mutasi.plan.departures import Departures, departures
from mutasi.proposal.document import ProposedMove

AGES = (35, 45, 50, 55, 58)
"""Where groups of ages begin, in years; whoever is younger is in the first."""
LEFT = (1, 2, 5, 10)
"""Where groups of full years until the person leaves begin."""


def profile(people: People, moves: Sequence[ProposedMove]) -> Profile:
    """Of these moves. Who is no longer in service on the effective date holds no post; a contract is taken as not
    renewed, as everywhere.
    """
    posts = {move.vacancy.post for move in moves}
    leaving = departures(people)
    present = leaving.present(people.effective)
    holders = [row for post in sorted(posts) for row in people.rows_with("id_jabatan", post) if present[row]]
    movers = {move.candidate.row for move in moves}
    staying = [int(row) for row in holders if int(row) not in movers]
    before = [int(row) for row in holders]
    after = [*staying, *(move.candidate.row for move in moves)]
    until = {row: _leaving(leaving, row) for row in {*before, *after}}
    then = until | {move.candidate.row: _leaving_from(people, leaving, move) for move in moves}
    return Profile(
        posts=len(posts),
        before=len(before),
        after=len(after),
        ages=_groups(AGES, _ages(people, before), _ages(people, after)),
        until_leaving=_groups(LEFT, _years(people, before, until), _years(people, after, then)),
        talent=talent_map(people, rows_mask(sorted(movers), people.size)),
    )


def _ages(people: People, rows: Iterable[int]) -> Iterator[int | None]:
    born = people.dates("tanggal_lahir")
    for row in rows:
        day = born[row].item()
        yield years_between(day, people.effective) if isinstance(day, datetime.date) else None


def _years(people: People, rows: Iterable[int], until: dict[int, datetime.date | None]) -> Iterator[int | None]:
    for row in rows:
        day = until[row]
        yield None if day is None else max(years_between(people.effective, day), 0)


def _leaving(known: Departures, row: int) -> datetime.date | None:
    day = known.leaving[row].item()
    return day if isinstance(day, datetime.date) else None


def _leaving_from(people: People, known: Departures, move: ProposedMove) -> datetime.date | None:
    """When the person leaves the proposed post, whose retirement age may be another."""
    row, vacancy = move.candidate.row, move.vacancy
    born, ends = people.dates("tanggal_lahir")[row].item(), known.contract_end[row].item()
    limit = retirement_age(people.reference, vacancy.level, vacancy.post_name, vacancy.retirement_age)
    days = [ends + datetime.timedelta(days=1)] if isinstance(ends, datetime.date) else []
    if isinstance(born, datetime.date) and limit:
        days.append(retirement_date(born, limit))
    return min(days, default=None)


def _groups(bounds: Sequence[int], before: Iterable[int | None], after: Iterable[int | None]) -> tuple[Group, ...]:
    edges = [(None, bounds[0]), *itertools.pairwise(bounds), (bounds[-1], None)]
    counted = [Counter(None if one is None else sum(one >= bound for bound in bounds) for one in some)
               for some in (before, after)]  # fmt: skip
    known = [Group(least, below, counted[0][at], counted[1][at]) for at, (least, below) in enumerate(edges)]
    unknown = Group(None, None, counted[0][None], counted[1][None])
    return (*known, unknown) if unknown.before or unknown.after else tuple(known)
