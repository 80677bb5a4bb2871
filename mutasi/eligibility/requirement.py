"""What a requirement is: one function of all people and of the vacancy fields that it declares to read.

Its vector of verdicts is computed once for each distinct value of those fields. A single pair is explained from
one person in the same form, by the very same function, so an explanation cannot differ from a ranking.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import SimpleNamespace

import numpy as np

from mutasi.eligibility.kind import Concerned, Move
from mutasi.eligibility.provision import InForce, Provision
from mutasi.message import Message
from mutasi.model.masks import Mask
from mutasi.model.people import People
from mutasi.model.policy import Setting
from mutasi.model.reference import Confidence
from mutasi.model.settings import Settings
from mutasi.model.vacancy import Vacancy
from mutasi.model.verdict import FAIL, PASS, Verdict, VerdictCodes

Asked = SimpleNamespace
"""The fields of a vacancy that a requirement reads, and nothing else."""

Explain = Callable[[int], Message]
"""From the row of a person to what is asked and what is there; true whatever the verdict."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """Verdicts of everybody. Whether a FAIL bars is the requirement's weight; a WARN never does.

    `explain` states what is asked and what is there, `missing` names what is lacking to judge. `concerned` are those
    to whom the requirement speaks, None for all; the others pass. Of those in `bars` the verdict counts as if the
    requirement were hard, of those in `spares` as if it were soft. `applies` is False where the vacancy is none to
    which the requirement speaks. `common` is the one cause that leaves some of them unknown, for the vacancy lacks it.
    """

    codes: VerdictCodes
    explain: Explain
    missing: Explain
    concerned: Mask | None = None
    bars: Mask | None = None
    applies: bool = True
    spares: Mask | None = None
    common: Common | None = None

    def only(self, concerned: Mask) -> Outcome:
        """The same for those to whom it speaks; the others pass."""
        both = concerned if self.concerned is None else self.concerned & concerned
        whose = np.negative(both.view(np.int8))  # all bits, or none, which leaves PASS: quicker than to choose
        return replace(self, codes=self.codes & whose, concerned=both)

    def of_kinds(self, kinds: Concerned) -> Outcome:
        """The same for those whose move is of these kinds; the others pass."""
        return self.only(kinds.anyhow).unless_doubtful(kinds.perhaps, kinds.why)

    def unless_doubtful(self, doubtful: Mask, why: Explain) -> Outcome:
        """The same, but what fails is unknown for those of whom it is not known whether it speaks to them.

        A warning stays one: it bars nobody either way.
        """
        open_ = doubtful & (self.codes == FAIL)
        if not open_.any():
            return self
        codes = np.where(open_, np.int8(Verdict.UNKNOWN), self.codes)
        return replace(self, codes=codes, missing=lambda row: why(row) if open_[row] else self.missing(row))

    def and_also(self, other: Outcome) -> Outcome:
        """Both of them: the graver verdict holds, and whoever speaks is the one that is graver."""
        codes = np.maximum(self.codes, other.codes)

        def graver(row: int) -> Outcome:
            return self if self.codes[row] >= other.codes[row] else other

        def explain(row: int) -> Message:
            if self.codes[row] == other.codes[row]:
                return Message("{one}; {other}", one=self.explain(row), other=other.explain(row))
            return graver(row).explain(row)

        def missing(row: int) -> Message:
            one, another = self.missing(row), other.missing(row)
            if self.codes[row] == other.codes[row] and one != another:
                return Message("{one}; {other}", one=one, other=another)
            return graver(row).missing(row)

        either = None if self.concerned is None or other.concerned is None else self.concerned | other.concerned
        return Outcome(codes, explain, missing, either)


@dataclass(frozen=True, slots=True)
class Common:
    """Whom one cause leaves unknown that lies in the vacancy, and the cause: it is stated once."""

    whose: Mask
    cause: Message


Check = Callable[[People, Asked, Settings], Outcome]


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement(Provision):
    """A requirement of law or of local policy. `hard` bars, otherwise it warns.

    `moves` are the kinds of move that it names, none meaning all. Where it states `bars` it counts as hard for those
    kinds and only warns for the others; an agency that sets it to keras makes it hard for all. Without one of its
    `tables` it can be unknown for many at once, which is stated once. One that reads the level of the vacancy judges
    nobody without it, unless it is not `levelled`.
    """

    reads: tuple[str, ...]
    moves: tuple[Move, ...]
    bars: tuple[Move, ...]
    tables: tuple[str, ...]
    check: Check
    levelled: bool = True

    @property
    def hard_for_all(self) -> bool:
        return self.hard and not self.bars

    def asked_of(self, vacancy: Vacancy) -> Asked:
        """The fields that this requirement reads."""
        return SimpleNamespace(**{name: getattr(vacancy, name) for name in self.reads})


def requirement(
    *,
    code: str,
    name: str,
    hard: bool,
    basis: tuple[str, ...],
    confidence: Confidence,
    settings: Mapping[str, Setting] | None = None,
    reads: tuple[str, ...] = (),
    moves: tuple[Move, ...] = (),
    bars: tuple[Move, ...] = (),
    tables: tuple[str, ...] = (),
    verify: bool = False,
    levelled: bool = True,
) -> Callable[[Check], Requirement]:
    """Make a requirement of a function; its docstring says why it exists."""

    if Move.INTO_JF in (*moves, *bars) and "post_code" not in reads:
        reads = (*reads, "post_code")  # which functional post it is decides whether the move leads into it

    def make(check: Check) -> Requirement:
        return Requirement(
            code=code, name=name, hard=hard, basis=basis, confidence=confidence, settings=settings or {}, reads=reads,
            moves=moves, bars=bars, tables=tables, verify=verify, reason=(check.__doc__ or "").strip(), check=check,
            levelled=levelled,
        )  # fmt: skip

    return make


def outcome(
    people: People,
    *,
    fails: Mask,
    explain: Explain,
    warns: Mask | None = None,
    unknown: Mask | None = None,
    missing: Message | Explain | None = None,
    concerned: Mask | None = None,
    bars: Mask | None = None,
    spares: Mask | None = None,
    common: Common | None = None,
) -> Outcome:
    """Verdicts from masks over people: a certain failure stands before what is unknown, that before a warning."""
    codes = np.full(people.size, PASS, dtype=np.int8)
    for verdict, whose in ((Verdict.WARN, warns), (Verdict.UNKNOWN, unknown), (Verdict.FAIL, fails)):
        if whose is not None:
            np.copyto(codes, np.int8(verdict), where=whose)
    found = Outcome(codes, explain, _constant(missing), bars=bars, spares=spares, common=common)
    return found if concerned is None else found.only(concerned)


def _constant(missing: Message | Explain | None) -> Explain:
    if missing is None:
        return lambda row: Message("cannot be judged")
    if isinstance(missing, Message):
        return lambda row: missing
    return missing


def none_is_known(people: People, cause: Message) -> Outcome:
    """For a vacancy that lacks what everybody is judged by."""
    everybody = np.ones(people.size, dtype=bool)
    fails = np.zeros(people.size, dtype=bool)
    return outcome(
        people, fails=fails, explain=_constant(cause), unknown=everybody, missing=cause, common=Common(everybody, cause)
    )


def all_pass(people: People) -> Outcome:
    """For a vacancy to which the requirement does not apply: one and the same for all such vacancies."""
    return people.once("all pass", lambda: _all_pass(people))


def _all_pass(people: People) -> Outcome:
    codes = np.full(people.size, PASS, dtype=np.int8)
    nothing = Message("does not apply")
    nobody = np.zeros(people.size, dtype=bool)
    return Outcome(codes, lambda row: nothing, lambda row: nothing, concerned=nobody, applies=False)


@dataclass(frozen=True, slots=True)
class Applied:
    """A requirement with the weight and the settings that hold for an agency, and what tells those settings apart."""

    requirement: Requirement
    force: InForce
    settings_key: str
