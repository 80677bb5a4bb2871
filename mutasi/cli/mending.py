"""`validate --fix`: what of the findings a program can mend, and how that is shown and written."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from mutasi.cli.difference import difference
from mutasi.cli.output import write_file
from mutasi.cli.session import Session
from mutasi.finding import Finding
from mutasi.message import Message
from mutasi.model.dialect import UNTOLD, Dialect
from mutasi.model.policy import Policy

if TYPE_CHECKING:
    from mutasi.read.source import Source

SPELLINGS = ("NILAI-01", "NILAI-02", "NILAI-03", "NILAI-04", "NILAI-05")
"""What reading has understood and told; the canonical form of the file writes it so."""

Check = Callable[[Mapping[Path, "Source"]], Sequence[Finding]]
"""All findings when these sources stand for their files."""


@dataclass(frozen=True, slots=True)
class Mending:
    """What is asked: also what is only likely, or nothing but to show."""

    unsafe: bool = False
    only_show: bool = False
    list_all: bool = False


def mend(
    run: Session, files: Mapping[str, tuple[str, Path]], findings: Sequence[Finding], policy: Policy, asked: Mending,
    check: Check,
) -> bool:  # fmt: skip
    """Mends the files, tables and paths by their shown path. Whether anything changed, or would.

    What would bring a fault that was not there is not written.
    """
    from mutasi.read import limits
    from mutasi.read.source import read_source

    changed = False
    for shown, (table, path) in files.items():
        of_file = [finding for finding in findings if finding.location.path == shown]
        source = read_source(path, shown, limits.CSV_BYTES)
        declared = policy.dialects.get(table, UNTOLD)
        tries = [(edits, _after(source, table, of_file, edits, declared)) for edits in _choices(of_file, asked)]
        tries = [(edits, after) for edits, after in tries if after != source.data]
        sound = (one for one in tries if _brings_nothing(findings, check, path, one[1], shown))
        edits, after = next(sound, ((), source.data))
        if tries and (edits, after) != tries[0]:
            run.say(Message("not all is mended in {path}: that would bring another fault", path=shown))
        if after == source.data:
            continue
        changed = True
        _tell(run, edits, asked, shown)
        if asked.only_show:
            run.write(difference(source.data, after, shown, sys.stdout.isatty()), "text")
        else:
            write_file(path, after, force=True)
    return changed


def _choices(findings: Sequence[Finding], asked: Mending) -> Iterator[Sequence[Finding]]:
    """What could be replaced together: all, else all but names of columns, else what is certain."""
    edits = list(_edits(findings, asked))
    cells = [finding for finding in edits if finding.key]
    certain = [finding for finding in edits if finding.certain]
    yield edits
    if cells != edits:
        yield cells
    if certain not in (edits, cells):
        yield certain


def _edits(findings: Sequence[Finding], asked: Mending) -> Iterator[Finding]:
    """The findings whose text is replaced: each place once."""
    from mutasi.read.table import CSV_SUFFIXES

    seen: set[tuple[int, int]] = set()
    for finding in findings:
        where = finding.location
        # In YAML and JSON the name of a column stands in every record, and the finding is at the first.
        is_once = bool(finding.key) or Path(where.path).suffix.casefold() in CSV_SUFFIXES
        is_wanted = finding.instead and is_once and (finding.certain or asked.unsafe)
        if is_wanted and where.column and not where.sheet and (where.line, where.column) not in seen:
            seen.add((where.line, where.column))
            yield finding


def _after(
    source: Source, table: str, findings: Sequence[Finding], edits: Sequence[Finding], declared: Dialect
) -> bytes:
    from mutasi.read.source import source_of
    from mutasi.render.formatting import formatted
    from mutasi.render.mending import can_be_mended, mended

    suffix = Path(source.path).suffix
    if not can_be_mended(source, suffix):
        return source.data
    data = mended(source, edits, suffix, declared.encoding) if edits else source.data
    if any(finding.rule in SPELLINGS for finding in findings):
        return formatted(source_of(data, source.path), table, suffix, declared=declared).after
    return data


def _brings_nothing(findings: Sequence[Finding], check: Check, path: Path, after: bytes, shown: str) -> bool:
    from mutasi.read.source import source_of

    return not _faults(check({path: source_of(after, shown)})) - _faults(findings)


def _faults(findings: Sequence[Finding]) -> Counter[tuple[str, ...]]:
    """How much is at fault at each place: a value that is still wrong after mending is no other fault."""
    counted: Counter[tuple[str, ...]] = Counter()
    for one in findings:
        counted[one.rule, one.severity, one.location.path, one.key, one.field] += one.extent
    return counted


def _tell(run: Session, edits: Sequence[Finding], asked: Mending, shown: str) -> None:
    if not asked.only_show:
        run.say(Message("mended: {path}", path=shown))
    for finding in edits if asked.list_all else ():
        run.say(
            Message("{place}: {rule}: '{before}' becomes '{after}'", place=str(finding.location), rule=finding.rule,
                    before=finding.value or finding.field, after=finding.instead)
        )  # fmt: skip
