"""How far groups of people come on the way to a post: counts, rates with their limits, and what may be said of them."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, StrEnum
from fractions import Fraction

from mutasi.message import Message

MILLION = 1_000_000
FOUR_FIFTHS = Fraction(4, 5)
"""Below this part of the best rate a group is looked at: the rule of thumb of those who audit selections."""
CHANCE = Fraction(1, 20)
"""What is this likely by chance alone is no gap."""
LEAST_PART = Fraction(1, 50)
"""Of those at a step a group must be so large a part for the others to be compared with it, if any group is."""
FEWEST_SHOWN = 5
"""A count of people below it is not shown, nor what would give it away."""


def is_small(count: int) -> bool:
    """Whether a count of people tells of single ones. That there is nobody tells of no one."""
    return 0 < count < FEWEST_SHOWN


class Trait(StrEnum):
    """What people are grouped by; the value is that of the option, `code` the word in files."""

    SEX = "sex"
    AGE = "age"
    UNIT = "unit"
    ORIGIN = "origin"
    EDUCATION = "education"
    DISABILITY = "disability"

    @property
    def code(self) -> str:
        return _TRAIT_CODES[self.value]


_TRAIT_CODES = {
    "sex": "jenis_kelamin", "age": "usia", "unit": "unit", "origin": "asal", "education": "pendidikan",
    "disability": "disabilitas",
}  # fmt: skip


class Step(StrEnum):
    """How far somebody came; each is a part of the one in `BEFORE`."""

    CONSIDERED = "dipertimbangkan"
    POOL = "dalam_jangkauan"
    ELIGIBLE = "memenuhi_syarat"
    RANKED = "diperingkat"
    LISTED = "terdaftar"
    CHOSEN = "terpilih"
    FORCED = "terpaksa"
    WISHING = "berminat"
    FULFILLED = "minat_terpenuhi"


BEFORE: Mapping[Step, Step] = {
    Step.POOL: Step.CONSIDERED,
    Step.ELIGIBLE: Step.POOL,
    Step.RANKED: Step.ELIGIBLE,
    Step.LISTED: Step.ELIGIBLE,
    Step.CHOSEN: Step.RANKED,
    Step.FORCED: Step.CHOSEN,
    Step.WISHING: Step.CHOSEN,
    Step.FULFILLED: Step.WISHING,
}
ADVERSE = frozenset({Step.FORCED})
"""Steps that nobody wants: there the lowest rate is the best."""
UNCOMPARED = frozenset({Step.CONSIDERED, Step.WISHING})
"""Counts that are no step for better or worse."""
PLAN_STEPS = (
    Step.CONSIDERED, Step.POOL, Step.ELIGIBLE, Step.RANKED, Step.CHOSEN, Step.FORCED, Step.WISHING, Step.FULFILLED,
)  # fmt: skip
SHORTLIST_STEPS = (Step.CONSIDERED, Step.POOL, Step.ELIGIBLE, Step.LISTED)


class Says(Enum):
    """What the figures of a group at a step allow to be said."""

    BEST = "acuan"
    """It has the best rate of those that are large enough: the others are compared with it."""
    GAP = "kesenjangan"
    """Its rate is below four fifths of the best, and chance does not explain that."""
    MAYBE_CHANCE = "mungkin_kebetulan"
    """It is below four fifths, and so it may be by chance."""
    NOT_SEEN = "tidak_tampak"
    """Even the lower limit of the ratio is not below four fifths."""
    CANNOT_BE_TOLD = "tidak_dapat_dikatakan"
    TOO_FEW = "terlalu_sedikit"
    NOBODY = "tidak_ada"
    """Nobody came so far, of any group that is large enough."""
    EVERYBODY = "semua"
    """All did, of every group."""
    ALONE = "tanpa_pembanding"
    """No other group is large enough."""
    NOT_STATED = "tidak_dinyatakan"
    """The people of whom the data does not tell the group are no group."""


@dataclass(frozen=True, slots=True)
class DecidedRow:
    """Somebody in the file that is audited. `place` says where: a line or the number of an entry.

    `vacancy` or `post` is what the row is about; `from_post` the present post if the file tells it.
    """

    place: Message
    nip: str
    vacancy: str = ""
    post: str = ""
    from_post: str | None = None
    forced: bool = False
    wish: bool = False
    ranked: int | None = None


@dataclass(frozen=True, slots=True)
class Decided:
    """A plan or shortlists as a file tells them: who moves, or who is listed.

    `targets` are the vacancies and posts, by (vacancy, post), with the place that names each, and how many are ranked
    where the file says it. `whole` tells that posts of which nobody was chosen are among them.
    """

    path: str
    is_plan: bool
    rows: tuple[DecidedRow, ...]
    targets: Mapping[tuple[str, str], tuple[Message, int | None]]
    effective: datetime.date | None
    whole: bool


@dataclass(frozen=True, slots=True)
class AtEqualPost:
    """The comparison with the best among people of the same present level and, of functional posts, the same function.

    `ratio` is that of Mantel and Haenszel, None where nobody of the best group came so far among them; `chance` is the
    exact probability (millionths) after Holm's correction.
    """

    ratio: Fraction | None
    chance: int

    @property
    def is_sure(self) -> bool:
        return self.chance < CHANCE * MILLION

    @property
    def is_gap(self) -> bool:
        return self.is_sure and self.ratio is not None and self.ratio < FOUR_FIFTHS

    @property
    def turns(self) -> bool:
        """Whether among them it is the group of the best rate that has a gap beside this one."""
        return self.is_sure and (self.ratio is None or self.ratio > 1 / FOUR_FIFTHS)


@dataclass(frozen=True, slots=True)
class Compared:
    """A group at a step: `reached` of `of` people, with the exact 95 % limits of the rate in millionths.

    `ratio` to the best rate, with its limits; None where there is none. `chance` is the probability in millionths that
    groups alike differ as much, before (`single`) and after the correction for the number of comparisons. `equal` is
    None where no two people of both groups hold like posts.
    """

    group: str
    reached: int
    of: int
    low: int
    high: int
    says: Says
    best: str = ""
    ratio: Fraction | None = None
    ratio_low: float | None = None
    ratio_high: float | None = None
    single: int | None = None
    chance: int | None = None
    equal: AtEqualPost | None = None

    @property
    def is_gap(self) -> bool:
        return self.says is Says.GAP or (self.equal is not None and self.equal.is_gap)


@dataclass(frozen=True, slots=True)
class Measured:
    """One step of one trait, group by group."""

    step: Step
    groups: tuple[Compared, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """People alike in a trait. `code` is the word or the id in files, empty for those of whom it is not stated.

    `hidden` are the steps of which the count is not shown, because it or another one would tell of single people.
    """

    code: str
    name: str
    counts: Mapping[Step, int]
    hidden: frozenset[Step] = frozenset()

    def shown(self, step: Step) -> int | None:
        return None if step in self.hidden else self.counts[step]


@dataclass(frozen=True, slots=True)
class TraitAudit:
    """The groups of one trait. `comparisons` is how many pairs were looked at, which the correction counts."""

    trait: Trait
    groups: tuple[Group, ...]
    measured: tuple[Measured, ...]
    comparisons: int

    def group(self, code: str) -> Group:
        return next(one for one in self.groups if one.code == code)

    def shows_rate(self, code: str, step: Step) -> bool:
        """Whether the rate of a group may be shown: neither of the counts that it comes from is hidden."""
        return not {step, BEFORE[step]} & self.group(code).hidden

    def shows_ratio(self, one: Compared, step: Step) -> bool:
        """The same of what comes from two rates. False where nothing is compared."""
        return bool(one.best) and self.shows_rate(one.group, step) and self.shows_rate(one.best, step)

    def gaps(self, code: str) -> tuple[tuple[Step, Compared], ...]:
        """The steps at which a group has a gap, in their order."""
        return tuple(
            (part.step, one) for part in self.measured for one in part.groups if one.group == code and one.is_gap
        )

    def at(self, code: str, step: Step) -> Compared:
        part = next(part for part in self.measured if part.step is step)
        return next(one for one in part.groups if one.group == code)


@dataclass(frozen=True, slots=True)
class FairnessAudit:
    """What an audit of a plan or of shortlists found.

    `posts` is how many vacancies and posts the file is about, `whole` whether it tells those of which nobody was
    chosen; `levels` are those that were asked for, `totals` counts people by step. `unlevelled` are people whose
    present level is not known, who are in no pool; `outside` are rows of people who are not in the pool of the post.
    `lacking` are traits that the data does not tell, with the reason; `remarks` say what does not fit.
    """

    is_plan: bool
    effective: datetime.date
    posts: int
    whole: bool
    totals: Mapping[Step, int]
    unlevelled: int
    outside: int
    traits: tuple[TraitAudit, ...]
    smallest: int
    levels: tuple[str, ...] = ()
    lacking: tuple[tuple[Trait, Message], ...] = ()
    remarks: tuple[Message, ...] = field(default=())

    def shown_total(self, step: Step) -> int | None:
        return None if is_small(self.totals[step]) else self.totals[step]

    @property
    def has_gap(self) -> bool:
        every = [one for trait in self.traits for part in trait.measured for one in part.groups]
        return any(one.is_gap or (one.equal is not None and one.equal.turns) for one in every)
