"""Findings that were there before: they pass, new ones do not, and one that is mended may not come back.

A baseline counts findings by their fingerprint, which stays the same when rows are inserted above.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from mutasi.finding import Finding, Location, Severity
from mutasi.message import Message
from mutasi.model.baseline import Baseline, Known


@dataclass(frozen=True, slots=True)
class Compared:
    """The findings that are new, how many are old, and those that tell what is mended."""

    new: tuple[Finding, ...]
    old: int
    mended: tuple[Finding, ...]


def baseline_of(findings: Sequence[Finding], path: str) -> Baseline:
    """The errors and warnings, to be known from now on."""
    counted = [finding for finding in findings if _counts(finding)]
    counts = Counter(finding.fingerprint for finding in counted)
    first = {finding.fingerprint: finding for finding in reversed(counted)}
    known = {
        fingerprint: Known(first[fingerprint].rule, first[fingerprint].location.path, first[fingerprint].field, count)
        for fingerprint, count in counts.items()
    }
    return Baseline(path, known)


def compare_with(findings: Sequence[Finding], baseline: Baseline) -> Compared:
    """Of findings with one fingerprint the first ones are the old ones, as many as are known."""
    left = Counter({fingerprint: known.count for fingerprint, known in baseline.known.items()})
    new, old = [], 0
    for finding in findings:
        if _counts(finding) and left[finding.fingerprint]:
            left[finding.fingerprint] -= 1
            old += 1
        else:
            new.append(finding)
    return Compared(tuple(new), old, tuple(_mended(baseline, left)))


def _counts(finding: Finding) -> bool:
    return finding.severity is not Severity.INFO


def _mended(baseline: Baseline, left: Mapping[str, int]) -> Iterator[Finding]:
    """What is known and not there any more: unless it leaves the file it could come back unseen."""
    for fingerprint, known in baseline.known.items():
        if left[fingerprint]:
            message = Message(
                "{count} finding(s) of {rule} in {path} are mended, and the file of old findings still lets them pass",
                count=left[fingerprint],
                rule=known.rule,
                path=known.path,
            )
            fix = Message("write the file anew: mutasi validate --baseline {path} --write-baseline", path=baseline.path)
            where = Location(baseline.path)
            yield Finding(
                "TEMUAN-01", "mended-finding-known", Severity.ERROR, message, where, field=known.field, fix=fix
            )
