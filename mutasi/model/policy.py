"""The policy of an agency: who it is, which dates count, weights, and settings of rules.

Read from `mutasi.yaml` by `read/policy.py`. What is absent has the default that stands here.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from mutasi.finding import Location
from mutasi.model.codes import HIGHEST_LEVEL
from mutasi.model.dialect import Dialect

Setting = str | int | bool | Fraction | tuple[str, ...] | Mapping[str, int] | None
"""A value of a rule's or criterion's setting, typed by the default that the rule declares."""


class Weight(StrEnum):
    """How a requirement weighs: it bars (keras), it warns (lunak), or it is off (mati)."""

    HARD = "keras"
    SOFT = "lunak"
    OFF = "mati"


class MissingOrder(StrEnum):
    """Which end of the interval orders people whose points are partly unknown."""

    WORST = "terburuk"
    MIDDLE = "tengah"
    BEST = "terbaik"


class Method(StrEnum):
    """How points and weights make a score."""

    WEIGHTED_SUM = "jumlah_terbobot"
    SAW = "saw"
    WEIGHTED_PRODUCT = "wp"
    TOPSIS = "topsis"
    PROFILE = "profil"
    MAUT = "maut"

    @property
    def is_relative(self) -> bool:
        """Whether a score depends on who else is ranked."""
        return self in (Method.SAW, Method.TOPSIS, Method.MAUT)


class Factor(StrEnum):
    """The two parts of a group of criteria: what the post cannot do without, and what helps."""

    CORE = "inti"
    SECONDARY = "pendukung"


class TieBreaker(StrEnum):
    """Links of the chain that orders equal scores, by the customary order of the DUK."""

    RANK = "pangkat"
    RANK_DATE = "tmt_pangkat"
    POST = "jabatan"
    SERVICE = "masa_kerja"
    TRAINING = "diklat"
    EDUCATION = "pendidikan"
    AGE = "usia"


DUK_CHAIN = tuple(TieBreaker)


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who signs the proposal."""

    post: str = ""
    name: str = ""
    rank: str = ""
    nip: str = ""


@dataclass(frozen=True, slots=True)
class Agency:
    """Facts about the agency. Dates are None when `mutasi.yaml` does not state them."""

    code: str = ""
    name: str = ""
    place: str = ""
    head_status: str = ""
    head_inaugurated: datetime.date | None = None
    head_term_ends: datetime.date | None = None
    candidates_fixed: datetime.date | None = None
    minister_approval: str = ""
    jpt_mechanism: str = ""
    assessors: tuple[str, ...] = ()
    """NIP of those who decide or propose (tim penilai kinerja)."""
    addressee: str = ""
    addressee_place: str = ""
    letterhead: tuple[str, ...] = ()
    """The lines at the top of a letter: government, office, address."""
    nature: str = ""
    copies: tuple[str, ...] | None = None
    """Who gets a copy of the proposal; None when that is not stated."""
    objections: str = ""
    """Where somebody turns who does not agree with how he or she was compared."""
    objection_term: str = ""
    """Within which time, in words."""
    signatory: Signatory = field(default_factory=Signatory)


@dataclass(frozen=True, slots=True)
class CriterionPolicy:
    """One weighted criterion as the policy states it.

    `kind` names a criterion of `fit`; `weight` is exact, as written (0.3 is 3/10, 30 is 30); in a `group` it is what is
    left of the group's, and `share` is as written. `factor` is the part of the group, if that has parts.
    `settings` holds the further keys as text, lists or mappings of text, typed by the criterion. `ideal` is the level
    (1 to 5) that profile matching asks for.
    `location` is the place of its name, `places` are those of its keys and `value_places` those of their values.
    """

    name: str
    kind: str
    weight: Fraction
    settings: Mapping[str, object] = field(default_factory=dict)
    label: str = ""
    ideal: int = HIGHEST_LEVEL
    location: Location | None = None
    places: Mapping[str, Location] = field(default_factory=dict)
    value_places: Mapping[str, Location] = field(default_factory=dict)
    group: str = ""
    factor: str = ""
    share: Fraction | None = None

    @property
    def written(self) -> Fraction:
        """The weight as it stands in the file."""
        return self.weight if self.share is None else self.share


@dataclass(frozen=True, slots=True)
class CriterionGroup:
    """Criteria that share a weight. `shares` divide it between core and secondary factors; empty when undivided."""

    name: str
    weight: Fraction
    shares: Mapping[str, Fraction] = field(default_factory=dict)
    location: Location | None = None
    places: Mapping[str, Location] = field(default_factory=dict)
    value_places: Mapping[str, Location] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class OwnWeights:
    """Weights that hold for some vacancies instead of the general ones: named vacancies, and all of these levels.

    Criteria that `weights` does not name do not count there. `places` are those of the keys, `weight_places` those of
    the criteria under `bobot`.
    """

    name: str
    vacancies: tuple[str, ...]
    levels: tuple[str, ...]
    weights: Mapping[str, Fraction]
    location: Location | None = None
    places: Mapping[str, Location] = field(default_factory=dict)
    weight_places: Mapping[str, Location] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TalentThresholds:
    """From which number on an axis of the talent map is high, or medium, where only numbers are given."""

    high: Fraction = Fraction(90)
    medium: Fraction = Fraction(70)


@dataclass(frozen=True, slots=True)
class RulePolicy:
    """What the agency changes of one rule: its weight and its settings, as text typed by the rule."""

    code: str
    weight: Weight | None = None
    settings: Mapping[str, object] = field(default_factory=dict)
    location: Location | None = None
    places: Mapping[str, Location] = field(default_factory=dict)
    value_places: Mapping[str, Location] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Exemption:
    """A finding that somebody accepts, with the reason: by rule and key of the record until a last day, in
    `mutasi.yaml`, in one table and field or all; or, in a comment, by rule at a line of its file. Of a requirement the
    key is the NIP, and `vacancy` the vacancy for which it is set aside, empty for all.
    """

    code: str
    reason: str
    location: Location
    key: str = ""
    field: str = ""
    until: datetime.date | None = None
    line: int = 0
    vacancy: str = ""
    table: str = ""


@dataclass(frozen=True, slots=True)
class Selection:
    """Which findings are wanted, by codes or their beginnings: all when `select` is empty, those of `extend` besides,
    none of `ignore`, and in files that fit a pattern none of its codes. `places` say of what stands in `mutasi.yaml`
    where each code does.
    """

    select: tuple[str, ...] = ()
    extend: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    in_files: tuple[tuple[str, tuple[str, ...]], ...] = ()
    places: tuple[tuple[str, Location], ...] = field(default=(), repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class SkillFloor:
    """A unit keeps at least `least` people in whose row of `pegawai` the column says so; of any where it is blank."""

    unit: str
    least: int
    column: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class PlanRules:
    """What a plan has to keep to. None and empty: nothing is asked.

    `kept_people` (NIP) stay where they are, nobody enters or leaves `kept_posts`, and `placed` puts a person into a
    vacancy or post. `must_move` may not stay, nor may who is longer than so many years in a post of a level of
    `years`. Pairs of `together` are in one unit after the plan, pairs of `apart` are not. `most_of_unit` is by unit,
    the blank one standing for each that is not named. Kinds of move in `by_consent` need a wish of the person.
    """

    kept_people: tuple[str, ...] = ()
    kept_posts: tuple[str, ...] = ()
    placed: Mapping[str, str] = field(default_factory=dict)
    must_move: tuple[str, ...] = ()
    years: Mapping[str, int] = field(default_factory=dict)
    together: tuple[tuple[str, str], ...] = ()
    apart: tuple[tuple[str, str], ...] = ()
    floors: tuple[SkillFloor, ...] = ()
    most_moves: int | None = None
    most_of_unit: Mapping[str, int] = field(default_factory=dict)
    most_forced: int | None = None
    longest_chain: int | None = None
    longest_cycle: int | None = None
    by_consent: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanPolicy:
    """What a plan of all moves is to reach and to keep to. Prices and `least_points` are hundredths of points.

    `refill` are the levels of which a held post opens to others when its holder leaves. `priority` is what a filled
    seat counts, by vacancy, post or level; the step of its level where nothing is stated. `weight` multiplies the
    points of a post in the same way, 1 where nothing is stated. A move has to bring more than `move_price`, a move
    against the stated will of the person `forced_price` besides. Nobody below `least_points`, or below the place
    `lowest_place` among those who may take the post, is placed. `refusal` is the chance of 100 that somebody refuses.
    `effort` limits the search where no flow is enough, in steps that do not depend on the machine.
    """

    refill: tuple[str, ...] = ("JPT_UTAMA", "JPT_MADYA", "JPT_PRATAMA", "ADMINISTRATOR", "PENGAWAS")
    priority: Mapping[str, int] = field(default_factory=dict)
    weight: Mapping[str, int] = field(default_factory=dict)
    move_price: int = 500
    forced_price: int = 2000
    least_points: int = 0
    lowest_place: int | None = None
    refusal: int = 0
    effort: int = 30
    rules: PlanRules = field(default_factory=PlanRules)


@dataclass(frozen=True, slots=True)
class AuditPolicy:
    """What an audit of fairness groups people by besides what every dataset tells: columns of the office's own, empty
    for none. Of fewer people than `smallest` nothing is said.
    """

    origin: str = ""
    disability: str = ""
    smallest: int = 10


@dataclass(frozen=True, slots=True)
class ComparePolicy:
    """How snapshots are compared. `noise` are columns of people whose changes are counted and not listed. Units and
    posts that bear other ids are the same from `threshold` (of 100) on, and where `units` or `posts` say so, from old
    to new.
    """

    noise: tuple[str, ...] = ("masa_kerja_tahun", "masa_kerja_bulan")
    threshold: int = 60
    units: Mapping[str, str] = field(default_factory=dict)
    posts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Policy:
    """`mutasi.yaml`.

    `as_of` is the only "today"; `effective` is the day on which moves take effect (tmt_penempatan) and
    at which ages, service and penalties are measured. Both are None when nothing states them. `data` and `dialects` say
    where the file of a table is and how it is written. `places` says of every value that is stated, by its dotted name,
    where.
    """

    path: str = ""
    language: str = ""
    agency: Agency = field(default_factory=Agency)
    as_of: datetime.date | None = None
    effective: datetime.date | None = None
    data: Mapping[str, str] = field(default_factory=dict)
    dialects: Mapping[str, Dialect] = field(default_factory=dict)
    criteria: tuple[CriterionPolicy, ...] = ()
    criteria_location: Location | None = None
    groups: tuple[CriterionGroup, ...] = ()
    own_weights: tuple[OwnWeights, ...] = ()
    talent: TalentThresholds = field(default_factory=TalentThresholds)
    rules: Mapping[str, RulePolicy] = field(default_factory=dict)
    method: Method = Method.WEIGHTED_SUM
    missing_order: MissingOrder = MissingOrder.WORST
    tie_chain: tuple[TieBreaker, ...] = DUK_CHAIN
    plan: PlanPolicy = field(default_factory=PlanPolicy)
    audit: AuditPolicy = field(default_factory=AuditPolicy)
    compare: ComparePolicy = field(default_factory=ComparePolicy)
    places: Mapping[str, Location] = field(default_factory=dict, repr=False, compare=False)
    selection: Selection = field(default_factory=Selection)
    exemptions: tuple[Exemption, ...] = ()
    incomplete: tuple[Exemption, ...] = ()
    """Acceptances that lack something, so that they accept nothing."""
    is_read: bool = True
    """False when there is a file that could not be read: then nothing is known of what it says."""

    @property
    def is_past(self) -> bool:
        """Whether moves would take effect before the reference date."""
        return self.effective is not None and self.as_of is not None and self.effective < self.as_of

    def is_off(self, code: str) -> bool:
        """Whether the agency has put this rule off."""
        return code in self.rules and self.rules[code].weight is Weight.OFF
