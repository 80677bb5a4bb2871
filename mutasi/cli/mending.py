"""`validate --fix`: what of the findings a program can mend, and how that is shown and written."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from mutasi.cli.difference import difference
from mutasi.cli.output import write_file
from mutasi.cli.session import Session
from mutasi.finding import Finding
from mutasi.message import Message
from mutasi.model.dialect import Dialect

if TYPE_CHECKING:
    from mutasi.read.source import Source
    from mutasi.render.mending import Edit

Look = Callable[[Mapping[Path, "Source"]], tuple[Sequence[Finding], Sequence[Finding]]]
"""All findings when these sources stand for their files, and those of them that are wanted and that nobody accepts."""


@dataclass(frozen=True, slots=True)
class MendedFile:
    """A file, its bytes before and after, what was put where, and why something was left, if so."""

    path: Path
    shown: str
    before: bytes
    after: bytes
    edits: tuple[Edit, ...] = ()
    left: Message | None = None

    @property
    def changes(self) -> bool:
        return self.before != self.after


def mend(files: Mapping[str, tuple[str, Path, Dialect]], look: Look, *, unsafe: bool) -> Iterator[MendedFile]:
    """What becomes of the files, given as table, path and dialect by the path in findings. Nothing is written.

    What would bring a fault that was not there is left, and so is what nobody wants to see or somebody accepts.
    """
    from mutasi.read.source import read_source
    from mutasi.read.table import limit_of

    every, wanted = look({})
    for shown, (table, path, dialect) in files.items():
        of_file = [finding for finding in wanted if finding.location.path == shown]
        source = read_source(path, shown, limit_of(path.suffix))
        file = _File(path, source, table, dialect, of_file)
        yield _mended(file, every, look, unsafe=unsafe)


@dataclass(frozen=True, slots=True)
class _File:
    path: Path
    source: Source
    table: str
    dialect: Dialect
    findings: Sequence[Finding]


def _mended(file: _File, every: Sequence[Finding], look: Look, *, unsafe: bool) -> MendedFile:
    from mutasi.render.mending import AS_IT_LOOKS, can_be_mended

    shown, source = file.source.path, file.source
    if not can_be_mended(source, file.path.suffix):
        reason = AS_IT_LOOKS if _is_mendable(file.findings, unsafe=unsafe) else None
        return MendedFile(file.path, shown, source.data, source.data, left=reason)
    tries = [_after(file, replaced, look) for replaced in _choices(file.findings, unsafe=unsafe)]
    tries = [one for one in tries if one.after != source.data or one.left]
    kept = next((one for one in tries if _brings_nothing(every, look, one)), None)
    if kept is None:
        kept = MendedFile(file.path, shown, source.data, source.data)
    if tries and kept is not tries[0]:
        return replace(kept, left=Message("not all is mended: that would bring another fault"))
    return kept


def _is_mendable(findings: Sequence[Finding], *, unsafe: bool) -> bool:
    from mutasi.read.respelling import wanted_of

    return bool(wanted_of(findings)) or any(one.instead and (one.certain or unsafe) for one in findings)


def _choices(findings: Sequence[Finding], *, unsafe: bool) -> Iterator[Sequence[Finding]]:
    """What could be replaced together: all, else all but names of columns, else what is certain."""
    edits = list(_replaceable(findings, unsafe=unsafe))
    cells = [finding for finding in edits if finding.key]
    certain = [finding for finding in edits if finding.certain]
    yield edits
    if cells != edits:
        yield cells
    if certain not in (edits, cells):
        yield certain


def _replaceable(findings: Sequence[Finding], *, unsafe: bool) -> Iterator[Finding]:
    """The findings whose text is replaced: each place once."""
    from mutasi.read.table import CSV_SUFFIXES

    seen: set[tuple[int, int]] = set()
    for finding in findings:
        where = finding.location
        # In YAML and JSON the name of a column stands in every record, and the finding is at the first.
        is_once = bool(finding.key) or Path(where.path).suffix.casefold() in CSV_SUFFIXES
        is_wanted = finding.instead and is_once and (finding.certain or unsafe)
        if is_wanted and where.column and not where.sheet and (where.line, where.column) not in seen:
            seen.add((where.line, where.column))
            yield finding


def _after(file: _File, replaced: Sequence[Finding], look: Look) -> MendedFile:
    """The file with these texts replaced, and then with its cells in the spelling in which they are read."""
    from mutasi.read.respelling import wanted_of
    from mutasi.read.source import source_of
    from mutasi.render.mending import NOT_IN_ENCODING, Edit, mended, respelled

    source, suffix = file.source, file.path.suffix
    edits = [Edit(one.rule, one.location, one.value or one.field, one.instead) for one in replaced]
    data = mended(source, edits, suffix, file.dialect.encoding) if edits else source.data
    if data is None:
        return MendedFile(file.path, source.path, source.data, source.data, left=NOT_IN_ENCODING)
    between, findings = source_of(data, source.path), file.findings
    if edits:  # a column that has its right name now may hold cells of another spelling
        findings = [one for one in look({file.path: between})[1] if one.location.path == source.path]
    after, spelled, left = respelled(between, file.table, suffix, file.dialect, wanted_of(findings))
    return MendedFile(file.path, source.path, source.data, after, (*edits, *spelled), left)


def _brings_nothing(every: Sequence[Finding], look: Look, one: MendedFile) -> bool:
    from mutasi.read.source import source_of

    found = look({one.path: source_of(one.after, one.shown)})[0]
    return not _faults(found) - _faults(every)


def _faults(findings: Sequence[Finding]) -> Counter[tuple[str, ...]]:
    """How much is at fault at each place: a value that is still wrong after mending is no other fault."""
    counted: Counter[tuple[str, ...]] = Counter()
    for one in findings:
        counted[one.rule, one.severity, one.location.path, one.key, one.field] += one.extent
    return counted


def show_mended(
    run: Session, files: Sequence[MendedFile], seen: Mapping[str, str], output: str, *, force: bool
) -> None:
    """What would change, as a difference. `seen` are paths as the user sees them, where they differ."""
    is_terminal = output == "-" and sys.stdout.isatty()
    texts = [
        difference(file.before, file.after, seen.get(file.shown, file.shown), is_terminal)
        for file in files
        if file.changes
    ]
    run.write("".join(texts), "text", output, force=force)


def write_mended(files: Sequence[MendedFile]) -> None:
    """Each file that changes, whole or not at all."""
    for file in files:
        if file.changes:
            write_file(file.path, file.after, force=True)


def tell_mended(
    run: Session, files: Sequence[MendedFile], seen: Mapping[str, str], *, list_all: bool, written: bool
) -> None:
    """Which files changed and what was left; when it is asked for, every single text that is another now."""
    for file in files:
        shown = seen.get(file.shown, file.shown)
        if file.changes and written:
            run.say(Message("mended: {path}, {count} place(s)", path=shown, count=len(file.edits)))
        if file.left is not None:
            run.say(Message("left alone: {path}: {reason}", path=shown, reason=file.left))
        for edit in sorted(file.edits, key=lambda edit: (edit.place.line, edit.place.column)) if list_all else ():
            run.say(
                Message("{place}: {rule}: '{before}' becomes '{after}'", place=str(replace(edit.place, path=shown)),
                        rule=edit.rule, before=edit.before, after=edit.after)
            )  # fmt: skip
