"""One requirement judged for one vacancy, and what it says of a person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from mutasi.eligibility.requirement import Applied, Outcome
from mutasi.message import Message
from mutasi.model.masks import Mask
from mutasi.model.policy import Exemption
from mutasi.model.verdict import FAIL, UNKNOWN, Reason, Verdict, VerdictCodes


@dataclass(frozen=True, slots=True)
class Judged:
    """One requirement for one vacancy: its vector, and what of it is set aside for whom by a written exception."""

    applied: Applied
    outcome: Outcome
    codes: VerdictCodes
    """The verdicts as they count: what is set aside warns, and so does what a soft requirement says."""
    concerns_anybody: bool
    everybody: Reason | None = None
    """Why it is unknown for all whom it leaves unknown, or for those in `sharing`, when that is one cause: stated once.
    It bars when it does so for anybody."""
    sharing: Mask | None = None
    set_aside: Mapping[int, Exemption] = field(default_factory=dict)
    barred: int = 0
    """How many people it bars."""
    tells: bool = True
    """Whether anybody does not simply pass."""

    def is_stated_once(self, row: int) -> bool:
        return self._shares(row) and self._unknown(row) and row not in self.set_aside

    def reason(self, row: int) -> Reason:
        """What is asked and what is there, with the verdict as it counts."""
        unknown, bars = self._unknown(row), self._bars(row)
        shared = self.everybody if unknown and self._shares(row) and row not in self.set_aside else None
        if shared is not None and shared.hard is bars:
            return shared
        message = self.outcome.explain(row) if not unknown else self._missing(row)
        counted = Verdict(self.codes.item(row))
        if row in self.set_aside and counted is Verdict.WARN:
            exemption = self.set_aside[row]
            message = Message(
                "{reason} (set aside until {day}: {why})", reason=message, day=exemption.until, why=exemption.reason
            )
        elif unknown:
            counted = Verdict.UNKNOWN
        return stated(self.applied, counted, message, bars=bars)

    def _missing(self, row: int) -> Message:
        shared = self.everybody if self._shares(row) else None
        return self.outcome.missing(row) if shared is None else shared.message

    def _shares(self, row: int) -> bool:
        return self.everybody is not None and (self.sharing is None or bool(self.sharing[row]))

    def _unknown(self, row: int) -> bool:
        return self.outcome.codes.item(row) == UNKNOWN

    def _bars(self, row: int) -> bool:
        """Whether the verdict of this person counts as it is, by the weight of the requirement or by the case."""
        return bool(barring(self.applied, self.outcome, slice(row, row + 1)))


def barring(one: Applied, found: Outcome, rows: Mask | slice) -> bool:
    """Whether the verdict of any of these rows counts as it is."""
    if one.force.hard:
        return found.spares is None or not found.spares[rows].all()
    return found.bars is not None and not one.force.softened and bool(found.bars[rows].any())


def stated(applied: Applied, verdict: Verdict, message: Message, *, bars: bool) -> Reason:
    return applied.requirement.stated(applied.force, verdict, message, bars=bars)


def barred(codes: VerdictCodes) -> int:
    """How many people these verdicts bar."""
    return int(np.count_nonzero(codes == FAIL))
