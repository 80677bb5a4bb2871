"""What a requirement is: one function of all people and of the vacancy fields that it declares to read.

Its vector of verdicts is computed once for each distinct value of those fields. A single pair is explained from
one person in the same form, by the very same function, so an explanation cannot differ from a ranking.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mutasi.message import Message
from mutasi.model.people import People
from mutasi.model.policy import Setting
from mutasi.model.reference import Confidence
from mutasi.model.vacancy import Vacancy
from mutasi.model.verdict import Verdict, VerdictCodes

Asked = SimpleNamespace
"""The fields of a vacancy that a requirement reads, and nothing else."""

Settings = Mapping[str, Any]
Explain = Callable[[int], Message]
"""From the row of a person to what is asked and what is there."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """Verdicts of everybody: PASS, FAIL or UNKNOWN; whether a FAIL bars is the requirement's weight.

    `explain` makes the message of a person who fails, `missing` that of a person who cannot be judged.
    """

    codes: VerdictCodes
    explain: Explain
    missing: Explain
    applies: bool = True
    """False where the vacancy is none to which the requirement speaks."""


Check = Callable[[People, Asked, Settings], Outcome]


@dataclass(frozen=True, slots=True)
class Requirement:
    """A requirement of law or of local policy. `hard` bars, otherwise it warns; both may be overridden.

    `basis` are keys of `reference/sumber.yaml`; `verify` marks one whose text was not seen. Without one of
    its `tables` it can be unknown for many at once, which is stated once.
    """

    code: str
    name: str
    hard: bool
    basis: tuple[str, ...]
    confidence: Confidence
    settings: Mapping[str, Setting]
    reads: tuple[str, ...]
    tables: tuple[str, ...]
    verify: bool
    reason: str
    check: Check

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
    tables: tuple[str, ...] = (),
    verify: bool = False,
) -> Callable[[Check], Requirement]:
    """Make a requirement of a function; its docstring says why it exists."""

    def make(check: Check) -> Requirement:
        return Requirement(
            code=code, name=name, hard=hard, basis=basis, confidence=confidence, settings=settings or {}, reads=reads,
            tables=tables, verify=verify, reason=(check.__doc__ or "").strip(), check=check,
        )  # fmt: skip

    return make


Mask = NDArray[np.bool_]


def outcome(
    people: People,
    *,
    fails: Mask,
    explain: Explain,
    unknown: Mask | None = None,
    missing: Message | Explain | None = None,
    applies: Mask | None = None,
) -> Outcome:
    """Verdicts from masks over people. Who cannot be judged is unknown; to whom it does not apply passes."""
    codes = np.full(people.size, Verdict.PASS, dtype=np.int8)
    codes[fails] = Verdict.FAIL
    if unknown is not None:
        codes[unknown] = Verdict.UNKNOWN
    if applies is not None:
        codes[~applies] = Verdict.PASS
    return Outcome(codes, explain, _constant(missing))


def _constant(missing: Message | Explain | None) -> Explain:
    if missing is None:
        return lambda row: Message("cannot be judged")
    if isinstance(missing, Message):
        return lambda row: missing
    return missing


def all_pass(people: People) -> Outcome:
    """For a vacancy to which the requirement does not apply."""
    codes = np.full(people.size, Verdict.PASS, dtype=np.int8)
    nothing = Message("does not apply")
    return Outcome(codes, lambda row: nothing, lambda row: nothing, applies=False)


def missing_text(column: NDArray[Any]) -> Mask:
    """Where a text column has no value."""
    return np.array([value is None for value in column], dtype=bool)


def is_one_of(column: NDArray[Any], wanted: tuple[str, ...]) -> Mask:
    """Where a text column has one of these values."""
    return np.array([value in wanted for value in column], dtype=bool)


@dataclass(frozen=True, slots=True)
class Applied:
    """A requirement with the weight and the settings that hold for an agency."""

    requirement: Requirement
    hard: bool
    settings: Settings
    settings_key: str
    overridden: bool = False
