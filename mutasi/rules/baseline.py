"""Findings that were there before: they pass, new and graver ones do not, and one that is mended may not come back.

A baseline counts what is at fault by fingerprint, which stays the same when rows are inserted above, and by gravity.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from mutasi.finding import Finding, Location, Severity
from mutasi.message import Message
from mutasi.model.baseline import Baseline, Known
from mutasi.rules.selection import is_never_left_out

Mark = tuple[str, Severity]
"""A fingerprint with a gravity."""

LookedAt = Callable[[Known], bool]
"""Whether a run has looked for what is known: only then it can tell that it is mended."""


@dataclass(frozen=True, slots=True)
class Compared:
    """The findings that are new or graver, how many are old, those that tell what is mended, and what of the file was
    not looked at.
    """

    new: tuple[Finding, ...]
    old: int
    mended: tuple[Finding, ...]
    unseen: Mapping[Mark, Known]


def baseline_of(findings: Sequence[Finding], path: str, unseen: Mapping[Mark, Known] | None = None) -> Baseline:
    """What can be known from now on, with what is known already and was not looked at."""
    known = dict(unseen or {})
    for finding in findings:
        if can_be_known(finding):
            mark = (finding.fingerprint, finding.severity)
            count = finding.extent + (known[mark].count if mark in known else 0)
            known[mark] = Known(finding.rule, finding.severity, finding.location.path, finding.field, count)
    return Baseline(path, known)


def can_be_known(finding: Finding) -> bool:
    """Errors and warnings, but none that says that something was not read: nobody could know what it hides."""
    return finding.severity is not Severity.INFO and not is_never_left_out(finding)


def compare_with(findings: Sequence[Finding], baseline: Baseline, looked_at: LookedAt = lambda _: True) -> Compared:
    """Of findings with one fingerprint the first ones are the old ones, up to the extent that is known. What is known
    as an error lets a warning pass, and not the other way round.
    """
    left = Counter({mark: known.count for mark, known in baseline.known.items()})
    found: Counter[Mark] = Counter()
    new, old = [], 0
    for finding in sorted(findings, key=lambda one: one.severity.rank):
        if not can_be_known(finding):
            new.append(finding)
            continue
        found[finding.fingerprint, finding.severity] += finding.extent
        if _passes(finding, left):
            old += 1
        else:
            new.append(finding)
    unseen = {
        mark: replace(known, count=known.count - found[mark])
        for mark, known in baseline.known.items()
        if known.count > found[mark] and not looked_at(known)
    }
    mended = tuple(_mended(baseline, found, unseen))
    return Compared(tuple(new), old, mended, unseen)


def _passes(finding: Finding, left: Counter[Mark]) -> bool:
    """Takes what is at fault from what is left of its gravity, then from what is left of a graver one."""
    asked = finding.extent
    for severity in reversed(tuple(Severity)[: finding.severity.rank + 1]):
        mark = (finding.fingerprint, severity)
        taken = min(asked, left[mark])
        left[mark] -= taken
        asked -= taken
    return not asked


def _mended(baseline: Baseline, found: Counter[Mark], unseen: Mapping[Mark, Known]) -> Iterator[Finding]:
    """What is known and not there any more, or not as grave: unless it leaves the file it could come back unseen."""
    for mark, known in baseline.known.items():
        count = known.count - found[mark]
        if count > 0 and mark not in unseen:
            message = Message(
                "{count} finding(s) of {rule} in {path} mended or accepted by now, though the file of old findings"
                " still knows them",
                count=count,
                rule=known.rule,
                path=known.path,
            )
            fix = Message("write the file anew: mutasi validate --baseline {path} --write-baseline", path=baseline.path)
            where = Location(baseline.path)
            yield Finding(
                "TEMUAN-01", "mended-finding-known", Severity.ERROR, message, where, field=known.field, fix=fix,
                identity=mark,
            )  # fmt: skip
