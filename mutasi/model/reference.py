"""Code lists and legal parameters as values. Loaded from `reference/*.yaml` by `read/reference.py`."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Confidence(StrEnum):
    """How sure a legal fact is: the text was seen, it was quoted, or it is remembered."""

    PRIMARY = "PRIMARY"
    SECONDARY = "SECONDARY"
    MEMORY = "MEMORY"


def _span(text: str) -> tuple[datetime.date, datetime.date]:
    """The first day on which something may have happened, and the first on which it surely has."""
    if len(text) == 4:
        return datetime.date(int(text), 1, 1), datetime.date(int(text) + 1, 1, 1)
    day = datetime.date.fromisoformat(text)
    return day, day


@dataclass(frozen=True, slots=True)
class Source:
    """An instrument of law or another source. `seen` says what of it was seen.

    `kind` is peraturan (an instrument of law), praktik (an announcement, a statement, a code list in use)
    or ingatan (remembered, not found).
    """

    key: str
    kind: str
    title: str
    url: str
    seen: str
    short: str = ""
    instruments: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The instruments of law, by key, that a proposal rests on by it, and their articles."""


@dataclass(frozen=True, slots=True)
class Instrument:
    """An instrument of law in force: its official `name`, or how it is called where that is not certain."""

    key: str
    level: str
    name: str


@dataclass(frozen=True, slots=True)
class LegalRule:
    """An entry of `aturan.yaml`: `title` in Indonesian, `statement` in English, a note in both (`note`, `note_id`)."""

    code: str
    title: str
    statement: str
    hard: bool
    settings: Mapping[str, object]
    sources: tuple[str, ...]
    confidence: Confidence
    note: str = ""
    note_id: str = ""
    needs_verification: bool = False
    since: str = ""
    until: str = ""
    checked_by: tuple[str, ...] = ()
    """Rules of other codes that look at the same in the data."""

    def holds_on(self, day: datetime.date) -> bool | None:
        """Whether the rule is in force on a day; None when only the year is known in which it began or ended.

        `since` is the first day in force and `until` the first one no longer so: a day (YYYY-MM-DD), or a year (YYYY)
        within which it lies. Empty: not known, taken as always.
        """
        if self.since:
            begins, surely = _span(self.since)
            if day < surely:
                return None if day >= begins else False
        if self.until:
            surely, ends = _span(self.until)
            if day >= surely:
                return None if day < ends else False
        return True


@dataclass(frozen=True, slots=True)
class RuleExample:
    """What is told of a rule besides its code: title, why and remedy in Indonesian, and files that break it and do not.

    `title` and `remedy` are empty for rules that have them elsewhere.
    `wrong` and `right` are whole sets of files by name; those of a requirement do not meet it, and meet it.
    """

    title: str
    why: str
    remedy: str
    wrong: Mapping[str, str]
    right: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Rank:
    """A golongan of PNS. `order` is 1 for I/a and 17 for IV/e."""

    code: str
    name: str
    order: int


@dataclass(frozen=True, slots=True)
class Level:
    """A jenjang. `step` is the house scale that classifies moves; 1 lowest."""

    code: str
    name: str
    step: int
    equivalent: str
    ranks: tuple[str, ...]
    retirement_age: int | None


@dataclass(frozen=True, slots=True)
class SpecialAge:
    """A retirement age that a law sets for posts of these levels whose names begin with these words, in lower case."""

    beginnings: tuple[str, ...]
    exceptions: tuple[str, ...]
    levels: tuple[str, ...]
    age: int


@dataclass(frozen=True, slots=True)
class Echelon:
    """An eselon. `order` is 1 for I.a; lower is higher."""

    code: str
    order: int
    lowest_rank: str
    highest_rank: str


@dataclass(frozen=True, slots=True)
class Education:
    """A level of education. Equal `order` is equal in law (D-IV and S-1)."""

    code: str
    name: str
    order: int
    siasn_codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Competence:
    """A competence of the national dictionary."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Discipline:
    """Where a field of study stands among the sciences: its programme, and the two groups around it, by name."""

    program: str
    group: str
    branch: str


@dataclass(frozen=True, slots=True)
class ProfessionalismIndex:
    """How the dimensions of the Indeks Profesionalitas ASN are counted, in hundredths of a point.

    `qualification` by level of education; `development` by group of posts and kind of training; `performance` from a
    number on, the highest first; `discipline` by gravity, and without a penalty by an empty text. `full` are the most
    of each dimension.
    """

    full: Mapping[str, int] = field(default_factory=dict)
    qualification: Mapping[str, int] = field(default_factory=dict)
    development: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    performance: tuple[tuple[int, int], ...] = ()
    discipline: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reference:
    """All code lists by code, in the order of the files."""

    ranks: Mapping[str, Rank]
    rank_ceilings: Mapping[str, str]
    """Level of education to the rank at which regular promotion ends (MEMORY)."""
    levels: Mapping[str, Level]
    special_ages: tuple[SpecialAge, ...]
    echelons: Mapping[str, Echelon]
    educations: Mapping[str, Education]
    competences: Mapping[str, Competence]
    default_competence_level: Mapping[str, int]
    """Required level by jenjang where a vacancy states none (MEMORY: a fallback, always flagged)."""
    performance: Mapping[str, int]
    """Predikat to its order, 5 the best."""
    performance_matrix: Mapping[tuple[str, str], str]
    """(hasil_kerja, perilaku) to predikat."""
    talent_boxes: Mapping[tuple[str, str], int]
    """(kinerja, potensial) to the box of the talent map."""
    penalties: Mapping[str, str]
    """Penalty code to its gravity."""
    penalty_months: Mapping[str, int]
    """Penalty code to how long it lasts, where the law says so."""
    special_posts: Mapping[str, str]
    """Special post to the statement of its condition."""
    documents_between_agencies: tuple[str, ...]
    """Documents for a move between agencies, by their names in Indonesian."""
    special_approvals: Mapping[str, tuple[str, ...]]
    """Special post to the authorities that have a say in filling it."""
    rules: Mapping[str, LegalRule]
    sources: Mapping[str, Source]
    instruments: Mapping[str, Instrument] = field(default_factory=dict)
    """The highest first, of like ones the older."""
    disciplines: Mapping[str, Discipline] = field(default_factory=dict)
    """Fields of study by every name that they have, without case."""
    professionalism: ProfessionalismIndex = field(default_factory=ProfessionalismIndex)
