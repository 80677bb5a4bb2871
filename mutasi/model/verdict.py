"""May this person hold this post? Verdicts with their reasons, as values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING, TypeAlias

from mutasi.message import Message
from mutasi.model.vacancy import Vacancy

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Mask: TypeAlias = "NDArray[np.bool_]"
VerdictCodes: TypeAlias = "NDArray[np.int8]"
"""One `Verdict` a person."""


class Verdict(IntEnum):
    """In the order of gravity, so that the gravest of several is their maximum."""

    PASS = 0
    WARN = 1
    UNKNOWN = 2
    FAIL = 3

    @property
    def code(self) -> str:
        """The word in files."""
        return ("lolos", "peringatan", "tidak_diketahui", "tolak")[self]


PASS, WARN, UNKNOWN, FAIL = (int(verdict) for verdict in Verdict)
"""The same as plain numbers: numpy compares a vector with a member of an enum twenty times slower."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why one requirement did not simply pass.

    `message` states what is asked and what is there; for UNKNOWN it names the missing fact. `hard` tells
    whether it bars or warns, here and for this person. `basis` are keys of `reference/sumber.yaml`; `verify` marks a
    requirement whose source was not seen, so that an officer has to confirm it.
    """

    rule: str
    verdict: Verdict
    message: Message
    hard: bool
    basis: tuple[str, ...] = ()
    confidence: str = ""
    verify: bool = False


def rules_of(reasons: Iterable[Reason]) -> tuple[str, ...]:
    """The codes of their requirements, each once, in their order."""
    return tuple(dict.fromkeys(reason.rule for reason in reasons))


@dataclass(frozen=True, slots=True)
class ToSettle:
    """Something to be done or attached before an appointment, which no data can decide; `rule` asks for it."""

    rule: str
    message: Message


@dataclass(frozen=True, slots=True)
class Barring:
    """The verdicts of one requirement as they count, what only warns being no failure, and how many people it bars."""

    codes: VerdictCodes
    people: int


def _nothing(row: int) -> tuple[Reason, ...]:
    return ()


@dataclass(frozen=True, slots=True)
class Judgement:
    """Everybody judged for one vacancy.

    `overall` is FAIL when a hard requirement fails, else UNKNOWN when a hard one is unknown, else WARN
    when a soft one fails or is unknown, else PASS. `rules` holds the verdicts of each requirement that
    applies. `unjudged` are requirements that are unknown for everybody for the same cause, such as an
    absent table: stated once, they still keep `overall` at UNKNOWN when they are hard. `explain` gives
    the reasons of one person (by row), without what stands in `unjudged`; `explain_once` gives what of that holds of
    the person. `doubtful` gives those of whom a fact that bars is unknown for a cause of their own. `used` are the
    requirements that concern anybody at all, `barring` those that bar anybody.
    """

    vacancy: Vacancy
    overall: VerdictCodes
    rules: Mapping[str, VerdictCodes]
    unjudged: tuple[Reason, ...]
    explain: Callable[[int], tuple[Reason, ...]]
    explain_once: Callable[[int], tuple[Reason, ...]] = _nothing
    doubtful: Callable[[], Mask] | None = None
    used: tuple[str, ...] = ()
    barring: Mapping[str, Barring] = field(default_factory=dict)
