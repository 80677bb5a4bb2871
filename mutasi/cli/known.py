"""The file of findings that were there before: what it lets pass, and how it is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from mutasi.cli.checking import Checked
from mutasi.cli.output import write_file
from mutasi.cli.session import Session
from mutasi.errors import MutasiError
from mutasi.finding import Finding, Severity, sort_findings
from mutasi.message import Message
from mutasi.model.baseline import Baseline
from mutasi.model.policy import Selection

if TYPE_CHECKING:
    from mutasi.rules.baseline import Compared, LookedAt

BASELINE_FILE = "temuan-lama.json"


class FindingsNew(MutasiError):
    """The file would let findings pass that it does not know."""

    def __init__(self, path: str, count: int) -> None:
        super().__init__(
            Message("{path} stays as it is, for it may only become shorter: {count} new finding(s)", count=count,
                    path=path),
            fix=Message("mend them, or add --force to let them pass from now on"),
        )  # fmt: skip


def new_findings(
    run: Session, found: Checked, findings: Sequence[Finding], asked: Selection, path: str
) -> tuple[tuple[Finding, ...], int]:
    """The findings that the file does not know, with those that tell what is mended; and how many it knows."""
    compared = _compared(run, found, findings, asked, path)
    return sort_findings((*compared.new, *compared.mended)), compared.old


@dataclass(frozen=True, slots=True)
class KnownAnew:
    """The file as it is to be written, how many findings it knows, how many of this run are among them, and what of
    this run it cannot let pass.
    """

    path: str
    text: str
    count: int
    old: int
    left: tuple[Finding, ...]


def known_anew(
    run: Session, found: Checked, findings: Sequence[Finding], asked: Selection, path: str, *, force: bool
) -> KnownAnew:
    """The file anew. One that is there may only become shorter, unless that is forced; what this run did not look at
    stays in it. Raises FindingsNew, and BaselineInvalid for a file that is none.
    """
    from mutasi.render.baseline import baseline_text
    from mutasi.rules.baseline import baseline_of, can_be_known

    unseen = None
    if run.path(path).exists() and not (force and _is_none(run, path)):
        compared = _compared(run, found, findings, asked, path)
        count = sum(map(can_be_known, compared.new))
        if count and not force:
            raise FindingsNew(path, count)
        unseen = compared.unseen
    known = baseline_of(_in_their_projects(found, findings), path, unseen)
    left = tuple(finding for finding in findings if not can_be_known(finding))
    count = sum(one.count for one in known.known.values())
    return KnownAnew(path, baseline_text(known), count, len(findings) - len(left), left)


def write_known(run: Session, known: KnownAnew) -> None:
    """The file, and what is to be said of it."""
    write_file(run.path(known.path), known.text.encode(), force=True, make_folders=True)
    run.say(Message("{path} knows {count} finding(s)", path=known.path, count=known.count))
    unknown = sum(finding.severity is not Severity.INFO for finding in known.left)
    if unknown:
        run.say(Message("{count} finding(s) never let pass, for something was not read", count=unknown))


def _is_none(run: Session, path: str) -> bool:
    """Whether the file is no file of old findings, or one of an older form: forced, it gives way."""
    from mutasi.read.baseline import BaselineInvalid

    try:
        _read(run, path)
    except BaselineInvalid:
        return True
    return False


def _read(run: Session, path: str) -> Baseline:
    from mutasi.read import limits
    from mutasi.read.baseline import read_baseline
    from mutasi.read.source import read_source

    return read_baseline(read_source(run.path(path), path, limits.JSON_BYTES))


def _compared(run: Session, found: Checked, findings: Sequence[Finding], asked: Selection, path: str) -> Compared:
    """The findings beside those of the file; the new ones with the paths that the user knows."""
    from mutasi.rules.baseline import compare_with

    placed = _in_their_projects(found, findings)
    compared = compare_with(placed, _read(run, path), _looked_at(found, asked))
    shown = dict(zip(map(id, placed), findings, strict=True))
    return replace(compared, new=tuple(shown[id(finding)] for finding in compared.new))


def _in_their_projects(found: Checked, findings: Sequence[Finding]) -> Sequence[Finding]:
    """The findings with paths relative to the root of their project, however the files were named."""
    from mutasi.read.dataset import shown_path
    from mutasi.read.policy_place import find_policy

    if found.whole:
        return findings
    paths = {finding.location.path for finding in findings}
    policies = {path: find_policy((found.root / path).parent) for path in paths}
    roots = {path: found.root if policy is None else policy.parent for path, policy in policies.items()}
    placed = {path: shown_path(found.root / path, root) for path, root in roots.items()}
    return [replace(one, location=replace(one.location, path=placed[one.location.path])) for one in findings]


def _looked_at(found: Checked, asked: Selection) -> LookedAt:
    """Of a part of the data, and of data that could not be read, nobody can tell what is mended."""
    from mutasi.rules.catalogue import RULES
    from mutasi.rules.judge import runs
    from mutasi.rules.selection import combined, is_never_left_out, wants

    chosen = combined(found.dataset.policy.selection, asked)
    silent = {rule.code for rule in RULES if not runs(rule, found.dataset)}
    is_whole = found.whole and not any(map(is_never_left_out, found.findings))
    return lambda known: is_whole and known.rule not in silent and wants(chosen, known.rule, known.path)
