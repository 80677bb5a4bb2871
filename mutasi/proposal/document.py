"""The proposal (usulan mutasi) as one frozen value. Every format and every letter is rendered from it alone."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from mutasi.message import Message
from mutasi.model.dataset import Input
from mutasi.model.policy import Agency, PlanPolicy
from mutasi.model.reference import Reference
from mutasi.model.reweighed import Reweighed
from mutasi.model.shortlist import Candidate, Shortlist
from mutasi.model.vacancy import Vacancy
from mutasi.model.verdict import Reason, ToSettle
from mutasi.plan.serial import EmptySeat, Pick
from mutasi.proposal.totals import Totals

if TYPE_CHECKING:
    from mutasi.model.holders import Profile
    from mutasi.model.plan import FileRival
    from mutasi.model.stability import Stability
    from mutasi.rules.exemptions import Accepted  # polars, which the help of a command does not need


ACTING_RULE = "PLT-02"
"""Who may act in a post."""


class Origin(StrEnum):
    """Where the moves come from."""

    SHORTLISTS = "daftar_pendek"
    """Seat by seat from the shortlists."""
    PLAN = "rencana"
    """A plan that decides all moves together."""
    HAND = "usulan"
    """Moves that were chosen by hand."""


@dataclass(frozen=True, slots=True)
class ProposedMove:
    """One numbered move. `post` is the id of the present post, blank for none; `effective` its TMT.

    `chain` numbers the moves that belong together, in a `cycle` all on one day. `reason` is what whoever chose the
    move wrote; `overridden` are the requirements that fail and that the written `exception` lets pass. `by_vacancy`
    tells that it fills a seat of a vacancy, and not one that another move opens.
    `names_others` tells that reason or exception name somebody else, so that no letter may repeat them.
    `above` are people who fit better, as a plan tells it.
    """

    number: int
    pick: Pick
    post: str
    effective: datetime.date
    rank_since: datetime.date | None = None
    chain: int = 0
    cycle: bool = False
    reason: str = ""
    exception: str = ""
    overridden: tuple[Reason, ...] = ()
    by_vacancy: bool = True
    names_others: bool = False
    above: tuple[FileRival, ...] = ()

    @property
    def candidate(self) -> Candidate:
        return self.pick.candidate

    @property
    def vacancy(self) -> Vacancy:
        return self.pick.vacancy

    @property
    def ranking(self) -> Shortlist:
        return self.pick.shortlist


@dataclass(frozen=True, slots=True)
class Duty:
    """A post in which somebody acts on the effective date (`kind`: plt, plh, pj), or an additional duty there
    (tugas_tambahan). `move` is the number of the own move, 0 for who stays; `filled_by` are those of the moves that
    come to the post in which somebody acts.
    """

    nip: str
    name: str
    kind: str
    post: str
    post_name: str
    move: int = 0
    filled_by: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class OpenPost:
    """Seats of one post that are empty once all is decided. `left_by` are the numbers of the moves that leave it, none
    where it was empty before. `needs_acting` tells that it leads others and nobody holds it then; `acting` is who acts
    in it on the effective date (Plt, Plh, Pj).
    """

    post: str
    name: str
    unit: str
    seats: int
    since: datetime.date
    left_by: tuple[int, ...] = ()
    needs_acting: bool = False
    acting: tuple[Duty, ...] = ()


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day by which, or on which, something is to be done; `rule` says so, blank where the proposal itself does."""

    day: datetime.date
    message: Message
    rule: str = ""


@dataclass(frozen=True)
class Proposal:
    """Everything that the documents and the letters say.

    `vacancies` are all that are treated, also those to which nobody moves and whose list is not shown; None where every
    one has its list. `shown` people of each shortlist are printed. `duties` are those that the moves touch. `scope` are
    the moves here and all of their source, where only some vacancies were asked for. `opened` are the shortlists, by
    id, of posts whose seats moves open. `accepted` are errors of the data that are let pass, `reweighed` rules whose
    weight the agency has changed, `seal` says whether weights and rules are those that were sealed before.
    """

    agency: Agency
    origin: Origin
    moves: tuple[ProposedMove, ...]
    empty: tuple[EmptySeat, ...]
    shortlists: tuple[Shortlist, ...]
    conditions: tuple[Reason, ...]
    reference: Reference
    as_of: datetime.date | None
    effective: datetime.date
    inputs: tuple[Input, ...]
    options: tuple[str, ...]
    shown: int
    order: Message
    checklist: tuple[ToSettle, ...] = ()
    accepted: tuple[Accepted, ...] = ()
    reweighed: tuple[Reweighed, ...] = ()
    seal: Message = field(default_factory=lambda: Message("not sealed"))
    open_posts: tuple[OpenPost, ...] = ()
    duties: tuple[Duty, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    scope: tuple[int, int] | None = None
    opened: frozenset[str] = frozenset()
    profile: Profile | None = None
    stability: tuple[Stability, ...] = ()
    vacancies: tuple[Vacancy, ...] | None = None
    planning: PlanPolicy | None = None
    """By what plans are weighed in the policy as it is; None where no plan decided."""
    titled: Mapping[str, str] = field(default_factory=dict)
    """By NIP the names of those who move or are listed, with their titles; nothing of who has none."""
    masked: bool = False
    """Whether pseudonyms stand in the place of people, and keyed hashes in that of hashes."""

    @cached_property
    def totals(self) -> Totals:
        """Every number that a document states. They are counted here and nowhere else."""
        moves = self.moves
        return Totals(
            seats=self._seats,
            filled=len(moves),
            empty=len(self.empty),
            vacancies=len({one.id for one in self._treated}),
            kinds=Counter(move.pick.kind for move in moves),
            levels=self._by_level(),
            uncertain=sum(bool(move.pick.unknown) for move in moves),
            by_hand=sum(move.pick.by_hand for move in moves),
            exceptions=sum(bool(move.exception) for move in moves),
            chained=sum(not move.by_vacancy for move in moves),
            left_open=sum(one.seats for one in self.open_posts if one.left_by),
        )

    @property
    def _treated(self) -> tuple[Vacancy, ...]:
        if self.vacancies is not None:
            return self.vacancies
        return tuple(one.vacancy for one in self.shortlists if one.vacancy.id not in self.opened)

    @property
    def _seats(self) -> int:
        """The seats of the vacancies, and those that the moves open for one another."""
        stated = sum(one.seats for one in self._treated)
        return stated + sum(not move.by_vacancy for move in self.moves)

    def _by_level(self) -> Mapping[str, int]:
        counted = Counter(move.vacancy.level for move in self.moves)
        order = [*self.reference.levels, *sorted(set(counted) - set(self.reference.levels))]
        return {level: counted[level] for level in order if counted[level]}

    def called(self, one: Candidate) -> str:
        """The name with its titles, but where people are masked: titles tell who somebody is."""
        return one.name if self.masked else self.titled.get(one.nip, one.name)

    @cached_property
    def move_of(self) -> Mapping[str, ProposedMove]:
        """The move of each NIP."""
        return {move.candidate.nip: move for move in self.moves}

    @property
    def uncertain(self) -> tuple[ProposedMove, ...]:
        """The moves that depend on a fact that nobody has yet."""
        return tuple(move for move in self.moves if move.pick.unknown)

    @cached_property
    def moves_to(self) -> Mapping[str, tuple[ProposedMove, ...]]:
        """The moves to each shortlist that has some, by its id."""
        found: dict[str, tuple[ProposedMove, ...]] = {}
        for move in self.moves:
            found[move.vacancy.id] = (*found.get(move.vacancy.id, ()), move)
        return found

    def listed(self, ranking: Shortlist) -> tuple[Candidate, ...]:
        """Who is printed of a shortlist: as many as asked, all who share the last place, and whoever is proposed for it
        beyond, by place; last those without one.
        """
        candidates = ranking.candidates
        if len(candidates) > self.shown:
            last = candidates[self.shown - 1].place
            candidates = tuple(one for one in candidates if one.place <= last)
        known = {one.nip for one in candidates}
        proposed = [move.candidate for move in self.moves_to.get(ranking.vacancy.id, ())]
        beyond = sorted((one for one in proposed if one.nip not in known), key=lambda one: (not one.place, one.place))
        return (*candidates, *beyond)
