"""A plan: who moves where on one day, in which chains, what it is worth and what it leaves empty."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum

from mutasi.finding import Location
from mutasi.model.vacancy import Vacancy
from mutasi.model.verdict import Reason

WITH_LOSS = 3
"""Of so many who fit better is worked out what the plan would lose with each of them."""


class PlanMethod(StrEnum):
    """How a plan is decided."""

    OPTIMAL = "optimal"
    """The greatest worth of all plans that keep the limits."""
    STABLE = "stable"
    """Deferred acceptance: no person and post would rather have one another."""
    EXCHANGE = "exchange"
    """Top trading cycles: nobody, neither person nor post, is worse off."""


class Keeps(StrEnum):
    """What a plan may have to keep to. The word is that of the policy."""

    KEPT_PERSON = "pegawai_tetap"
    KEPT_POST = "jabatan_tetap"
    PLACED = "tempatkan"
    MUST_MOVE = "wajib_pindah"
    YEARS = "tahun_di_jabatan"
    TOGETHER = "bersama"
    APART = "pisah"
    FLOOR = "isi_minimal"
    MOVES = "perpindahan"
    OF_UNIT = "per_unit"
    FORCED = "terpaksa"
    CHAIN = "panjang_rantai"
    CYCLE = "panjang_siklus"
    CONSENT = "perlu_persetujuan"
    AFTERWARDS = "sesudah"
    """What the law or the agency bars once all moves are made."""


@dataclass(frozen=True, slots=True)
class Keep:
    """One thing that a plan keeps to: of whom or what, and how many where it is a number; of a floor also how many
    there are `now`.
    """

    keeps: Keeps
    names: tuple[str, ...] = ()
    number: int | None = None
    now: int | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of it: how many of the number are used, None where nothing is counted; and whether it is broken,
    which only a method that knows no such limits does.
    """

    keep: Keep
    used: int | None = None
    broken: bool = False


class Against(StrEnum):
    """Why a move goes against somebody's will."""

    STAY = "tetap"
    """The person asked to stay."""
    ONLY = "hanya"
    """The person is ready to move to other places only."""
    NOT = "tidak"
    """The person asked not to go there."""
    WORSE = "turun"
    """The person fits the present post better, and did not ask for the new one."""


@dataclass(frozen=True, slots=True)
class Loss:
    """What a plan loses: priority of seats, then hundredths of points. `at_most` where a better change may exist."""

    seats: int
    points: int
    at_most: bool = False

    @property
    def tells(self) -> bool:
        """Whether it says anything: that a seat at most is lost by doing without a move is always true."""
        return not (self.at_most and self.seats)


@dataclass(frozen=True, slots=True)
class Rival:
    """Somebody who could take the same seat: what became of this person, and what the plan would lose by the change.

    `place` is the one among all who may take it, `to` the post that the plan has for the person, blank for who stays.
    `loss` is what the plan would lose with this person in the seat; None where that cannot be or was not worked out,
    and `breaks` is what the plan could not keep then. `envies` tells that the person would rather be there, by the
    wishes and points that are known.
    """

    row: int
    nip: str
    name: str
    place: int
    points: int
    to: str = ""
    loss: Loss | None = None
    breaks: Keep | None = None
    envies: bool = False


@dataclass(frozen=True, slots=True)
class PlannedMove:
    """One person to one post. Points are hundredths: `points` for the new post, `own_points` for the present one, None
    where that does not open to others in this plan.

    `place` of `ranked` is the one among those who may take the post, `doubtful` more are left out since a fact that
    would bar them is not known; `most_points` is what the points could be where values are missing. `wish` is the rank
    of the wish that it fulfils, 0 for none, and `wished` its kind and target; `against` tells why it goes against the
    will of the person and `said` what reasons he or she gave. `better` tells that the person would rather be there than
    stay, None where nothing tells. `placed` is a decision by hand. `loss` is what the plan would be worth less without
    it; None where the person has no other place. `above` fit better and do not come, `next_best` is the best of the
    others who stay where they are, `equals` could be here without any loss. `afterwards` is what those around the post
    say once all moves are made.
    """

    row: int
    nip: str
    name: str
    rank: str
    post: str
    post_name: str
    unit_name: str
    to: Vacancy
    kind: str
    points: int
    own_points: int | None
    place: int
    ranked: int
    chain: int
    effective: datetime.date
    reasons: tuple[Reason, ...] = ()
    against: Against | None = None
    said: tuple[str, ...] = ()
    wish: int = 0
    wished: tuple[str, str] = ("", "")
    better: bool | None = None
    placed: bool = False
    doubtful: int = 0
    most_points: int = 0
    loss: Loss | None = None
    above: tuple[Rival, ...] = ()
    next_best: Rival | None = None
    equals: tuple[Rival, ...] = ()
    afterwards: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Chain:
    """Moves that belong together: each takes the seat that the next one leaves. A cycle comes back to its first seat
    and takes effect on one day; a chain begins at a seat that is empty now. `opens` is the post that the last one
    leaves, with nobody after in this plan; blank for a cycle. `backfill` is the best fit for it of those who stay, of
    `backfills` who may take it.
    """

    number: int
    moves: tuple[PlannedMove, ...]
    is_cycle: bool
    opens: str = ""
    opens_name: str = ""
    needs_acting: bool = False
    """Whether the opened post leads others, so that somebody has to act in it (Plt)."""
    backfill: Rival | None = None
    backfills: int = 0


@dataclass(frozen=True, slots=True)
class EmptyPost:
    """Seats that are empty after the plan. `was_empty` tells that they are so now. `eligible` may take one, `elsewhere`
    of them have another post in the plan, and `best` is the best fit of those who stay where they are. `too_low` more
    may take one and do not reach what the policy asks for; `barring` counts by requirement whom it bars, the most
    first.
    """

    vacancy: Vacancy
    seats: int
    was_empty: bool
    eligible: int
    elsewhere: int
    best: Rival | None = None
    too_low: int = 0
    barring: tuple[tuple[str, int], ...] = ()
    needs_acting: bool = False


@dataclass(frozen=True, slots=True)
class Unfulfilled:
    """Somebody who asked for something and does not get it: the best wish of which the plan has a seat, and why not.
    `wished` is its kind and target: `vacancy` is what was named, or where in that unit or field the person fits best.

    `bars` are the requirements that bar the person, `rule` what the policy keeps. `place` of `ranked` and `points` are
    those of the person there, `own_points` those in the present post where that is in the plan. `winner` has the seat
    with `winner_points`, blank where it stays empty or its holder stays (`holder`). `loss` is what the plan would lose
    with the person there. `got` is the post that he or she gets instead, blank for who stays.
    """

    row: int
    nip: str
    name: str
    wish: int
    wished: tuple[str, str]
    vacancy: Vacancy
    bars: tuple[Reason, ...] = ()
    rule: Keep | None = None
    too_low: bool = False
    doubtful: bool = False
    place: int = 0
    ranked: int = 0
    points: int = 0
    own_points: int | None = None
    winner: str = ""
    winner_points: int = 0
    holder: str = ""
    loss: Loss | None = None
    got: str = ""


@dataclass(frozen=True, slots=True)
class Stranded:
    """Somebody who has to leave the post and for whom the plan has no seat. `places` are so many posts of the plan that
    the person may take.
    """

    nip: str
    name: str
    post_name: str
    places: int


@dataclass(frozen=True, slots=True)
class Worth:
    """What a plan is worth, term by term: the objective in the order in which it counts."""

    seats: int
    """Priority of the seats that are filled, less that of those that are left empty."""
    gain: int
    """Hundredths of points that the posts of the plan gain, each times the weight of its post."""
    moves: int
    forced: int
    price: int
    """Hundredths of points for the moves and the forced ones."""


@dataclass(frozen=True, slots=True)
class Mean:
    """The sum of points of so many people, in hundredths."""

    total: int
    count: int

    @property
    def points(self) -> int:
        """The mean in hundredths, rounded half up; 0 of nobody."""
        return (2 * self.total + self.count) // (2 * self.count) if self.count else 0


@dataclass(frozen=True, slots=True)
class Welfare:
    """Whom a plan serves: how many of those who move would rather be there than stay, how many would not, and of how
    many nothing tells, since they said nothing and their post is not in the plan. `envied` fit better than somebody who
    comes to a post that they would rather have; of `perhaps` more nothing tells whether they would.
    """

    better: int
    worse: int
    untold: int
    first_wishes: int
    wishes: int
    askers: int
    envied: int
    perhaps: int
    longest_chain: int
    longest_cycle: int
    fit_before: Mean
    fit_after: Mean
    """Fit of those who hold the posts of the plan."""


@dataclass(frozen=True, slots=True)
class FileRival:
    """Somebody who could take the seat of a move as well, as a plan tells it: what it would lose with this person
    there, None where it does not say; `breaks` is the key of what it could not keep then, blank for nothing.
    """

    nip: str
    loss: Loss | None = None
    breaks: str = ""


@dataclass(frozen=True, slots=True)
class FileMove:
    """A move of a plan that was written before: who, from and to which post, and by which vacancy, blank where it is of
    none; whether it fulfils a wish, and whether it is against the will of the person. `effective` is its TMT, None
    where the file tells none; `place` is where it stands, `name` what the file calls the person, blank for nothing.
    `above` are those who fit better, as far as the file tells.
    """

    nip: str
    post: str
    vacancy: str
    before: str = ""
    wished: bool = False
    forced: bool = False
    effective: datetime.date | None = None
    place: Location | None = None
    name: str = ""
    above: tuple[FileRival, ...] = ()


@dataclass(frozen=True, slots=True)
class Changed:
    """Somebody for whom a plan has another post than the one before: both as ids, blank for staying. `gone` tells that
    the earlier move is possible no more, `refuses` that the person does not want it.
    """

    nip: str
    name: str
    before: str
    after: str
    gone: bool = False
    refuses: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """All moves, in chains, and what stays empty. `gap` is what a better plan could be worth more at most, None where
    this one is proven to be the best; `settled` tells that of equally good ones the published chain chose it.
    """

    chains: tuple[Chain, ...]
    empty: tuple[EmptyPost, ...]
    worth: Worth
    welfare: Welfare
    kept: tuple[Kept, ...] = ()
    unfulfilled: tuple[Unfulfilled, ...] = ()
    stranded: tuple[Stranded, ...] = ()
    gap: Loss | None = None
    settled: bool = True
    expected: Loss | None = None
    """What the plan is worth where people may refuse: what can be expected of it."""
    method: PlanMethod = PlanMethod.OPTIMAL
    changed: tuple[Changed, ...] | None = None
    """What is otherwise than in the plan before; None where there is none."""

    @property
    def moves(self) -> tuple[PlannedMove, ...]:
        return tuple(move for chain in self.chains for move in chain.moves)
