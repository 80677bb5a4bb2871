"""`validate --fix`: what of the findings a program can mend."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

from mutasi.finding import Finding
from mutasi.message import Message
from mutasi.model.dialect import Dialect

if TYPE_CHECKING:
    from mutasi.read.source import Source
    from mutasi.render.mending import Edit, Spot

T = TypeVar("T")
Found = tuple[Sequence[Finding], Sequence[Finding]]
"""All findings, and those of them that are wanted and that nobody accepts."""
Look = Callable[[Mapping[Path, "Source"]], Found]
"""What is found when these sources stand for their files."""

_COUNTED = ("NILAI-01", "NILAI-02", "NILAI-03", "NILAI-04", "NILAI-05", "NILAI-06")
"""Rules that tell of a column once, at the first of the cells that they count."""
NOT_ALL = Message("not all is mended: that would bring another fault")


@dataclass(frozen=True, slots=True)
class MendedFile:
    """A file, its bytes before and after, what was put where, what was not and why, and why the file was left as it
    is, if so.
    """

    path: Path
    shown: str
    before: bytes
    after: bytes
    edits: tuple[Edit, ...] = ()
    left: tuple[tuple[Edit, Message], ...] = ()
    reason: Message | None = None

    @property
    def changes(self) -> bool:
        return self.before != self.after


def mend(files: Mapping[str, tuple[str, Path, Dialect]], look: Look, *, unsafe: bool) -> Iterator[MendedFile]:
    """What becomes of the files, given as table, path and dialect by the path in findings. Nothing is written.

    What would bring a fault that was not there is left, and so is what nobody wants to see or somebody accepts. Each
    file is judged beside the earlier ones as they are by then.
    """
    from mutasi.read.source import read_source
    from mutasi.read.table import limit_of

    done: dict[Path, Source] = {}
    now = look(done)
    for shown, (table, path, dialect) in files.items():
        source = read_source(path, shown, limit_of(path.suffix))
        made, now = _mended(_File(path, source, table, dialect, done, now, look), unsafe=unsafe)
        if made.changes:
            done[path] = mended_source(made)
        yield made


def mended_source(made: MendedFile) -> Source:
    """What stands for the file as long as it is not written."""
    from mutasi.read.source import source_of

    return source_of(made.after, made.shown, made.path)


@dataclass(frozen=True, slots=True)
class _File:
    """A file beside those that are mended already, and what is found by then."""

    path: Path
    source: Source
    table: str
    dialect: Dialect
    beside: Mapping[Path, Source]
    now: Found
    look: Look
    avoided: frozenset[Spot] = frozenset()
    """Cells that are not written as they are read, for that would bring a fault."""

    def wanted(self, found: Found) -> Sequence[Finding]:
        return [finding for finding in found[1] if finding.location.path == self.source.path]

    def unchanged(self, reason: Message | None = None) -> MendedFile:
        return MendedFile(self.path, self.source.path, self.source.data, self.source.data, reason=reason)

    def found_with(self, source: Source) -> Found:
        return self.look({**self.beside, self.path: source})


@dataclass(frozen=True, slots=True)
class _Try:
    """A file that is mended in one way, what is then found, and the findings that it did not have, or why there is no
    such file.
    """

    made: MendedFile
    found: Found
    brought: Sequence[Finding] = ()
    reason: Message | None = None

    @property
    def is_fine(self) -> bool:
        return not self.brought and self.reason is None


def _mended(file: _File, *, unsafe: bool) -> tuple[MendedFile, Found]:
    """The file with all that may be mended, and what is then found."""
    from mutasi.render.mending import AS_IT_LOOKS, can_be_mended

    findings = file.wanted(file.now)
    if not can_be_mended(file.source, file.path.suffix):
        reason = AS_IT_LOOKS if _is_mendable(findings, unsafe=unsafe) else None
        return file.unchanged(reason), file.now
    edits = list(_replaceable(findings, unsafe=unsafe))
    whole = _try(file, edits)
    best = whole if whole.is_fine else _most(file, edits, whole)
    return best.made, best.found


def _is_mendable(findings: Sequence[Finding], *, unsafe: bool) -> bool:
    from mutasi.read.respelling import wanted_of

    return bool(wanted_of(findings)) or any(one.instead and (one.certain or unsafe) for one in findings)


def _most(file: _File, edits: Sequence[Finding], whole: _Try) -> _Try:
    """The file without the edits that bring a fault. Those that have to do with what all of them would bring are tried
    last, but for names of columns, under which it is anybody's guess what stands.
    """
    from mutasi.render.mending import most_of

    file, best, refused = _best_spelled(file, _try(file, ()) if edits else whole)
    failed: list[tuple[Sequence[Finding], _Try]] = [(edits, whole)]

    def is_fine(some: Sequence[Finding]) -> bool:
        nonlocal best
        tried = _try(file, some)
        if tried.is_fine:
            best = tried
        else:
            failed.append((some, tried))
        return tried.is_fine

    suspects = _suspects(edits, whole.brought)
    cells = [one for one in edits if one.key]
    groups = (
        [one for one in cells if one not in suspects],
        [one for one in cells if one in suspects],
        [one for one in edits if not one.key],
    )
    kept, left = most_of(groups, is_fine)
    reasons = [(_edit(one), _reason(one, kept, failed)) for one in left]
    made = replace(best.made, left=(*reasons, *refused, *best.made.left), reason=best.made.reason or NOT_ALL)
    return replace(best, made=made)


def _best_spelled(file: _File, whole: _Try) -> tuple[_File, _Try, Sequence[tuple[Edit, Message]]]:
    """The file with nothing replaced and as many cells as can be in the spelling in which they are read, and the others
    with what each would bring.
    """
    from mutasi.render.mending import most_of

    if whole.is_fine:
        return file, whole, ()
    edits = whole.made.edits
    best = _Try(file.unchanged(), file.now)
    failed: list[tuple[Sequence[Edit], _Try]] = [(edits, whole)]

    def without(some: Sequence[Edit]) -> _File:
        return replace(file, avoided=frozenset(one.spot for one in edits) - {one.spot for one in some})

    def is_fine(some: Sequence[Edit]) -> bool:
        nonlocal best
        tried = _try(without(some), ())
        if tried.is_fine:
            best = tried
        else:
            failed.append((some, tried))
        return tried.is_fine

    lines = {where.line for finding in whole.brought for where in (finding.location, *finding.related)}
    near = [one for one in edits if one.place.line in lines]
    kept, left = most_of(([one for one in edits if one not in near], near), is_fine)
    return without(kept), best, [(one, _reason(one, kept, failed)) for one in left]


def _suspects(edits: Sequence[Finding], brought: Sequence[Finding]) -> Sequence[Finding]:
    """The edits on the lines of such findings, or that write the key of their records."""
    places = {(one.path, one.line) for finding in brought for one in (finding.location, *finding.related)}
    keys = {finding.key for finding in brought}
    return [one for one in edits if (one.location.path, one.location.line) in places or one.instead in keys]


def _reason(one: T, kept: Sequence[T], failed: Sequence[tuple[Sequence[T], _Try]]) -> Message:
    """Why a text was not replaced: what it would bring beside those that are."""
    for some, tried in failed:
        if some[-1] is one and all(any(other is another for another in kept) for other in some[:-1]):
            rules = tuple(dict.fromkeys(finding.rule for finding in tried.brought))
            return tried.reason or Message("that would bring {rules}", rules=rules)
    return Message("it was not tried: too many others would bring another fault")


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


def _edit(one: Finding) -> Edit:
    from mutasi.render.mending import Edit

    return Edit(one.rule, one.location, one.value or one.field, one.instead)


def _try(file: _File, replaced: Sequence[Finding]) -> _Try:
    """The file with these texts replaced, and then with its cells in the spelling in which they are read."""
    from mutasi.read.respelling import wanted_of
    from mutasi.read.source import source_of
    from mutasi.render.mending import NOT_IN_ENCODING, mended, respelled

    source, suffix = file.source, file.path.suffix
    edits = [_edit(one) for one in replaced]
    data = mended(source, edits, suffix, file.dialect.encoding) if edits else source.data
    if data is None:
        return _Try(file.unchanged(), file.now, reason=NOT_IN_ENCODING)
    between, found = source_of(data, source.path, file.path), file.now
    if not all(one.key for one in replaced):  # a column that has its right name now may hold cells of another spelling
        found = file.found_with(between)
    wanted = wanted_of(file.wanted(found))
    spelled = respelled(between, file.table, suffix, file.dialect, wanted, file.avoided)
    made = replace(
        file.unchanged(spelled.reason), after=spelled.data, edits=(*edits, *spelled.edits), left=spelled.left
    )
    if not made.changes:
        return _Try(made, file.now)
    found = file.found_with(mended_source(made))
    names = {(edit.place.path, edit.before): edit.after for edit in made.edits}
    return _Try(made, found, tuple(brought(file.now[0], found[0], names)))


def brought(
    before: Sequence[Finding],
    after: Sequence[Finding],
    names: Mapping[tuple[str, str], str] = MappingProxyType({}),
) -> Iterator[Finding]:
    """The findings at places where less was at fault: a value that is still wrong after mending is no other fault, nor
    is one of a record whose key is written otherwise now. `names` are the new texts by file and old text.
    """
    there: Counter[tuple[str, ...]] = Counter()
    for one in before:
        there[_place(replace(one, key=names.get((one.location.path, one.key), one.key)))] += one.extent
    for one in after:
        there[_place(one)] -= one.extent
    return (one for one in after if there[_place(one)] < 0)


def _place(one: Finding) -> tuple[str, ...]:
    """What tells a fault from others. One that stands at the first of several places is the same when that place is
    mended and it moves to the next.
    """
    if one.rule in _COUNTED:
        own: tuple[str, ...] = (one.field,)
    elif one.key and one.identity and one.key not in one.identity:
        own = one.identity
    else:
        own = (one.key, one.field)
    return (one.rule, one.severity, one.location.path, *own)
