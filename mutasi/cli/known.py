"""The file of findings that were there before: what it lets pass, and how it is written."""

from __future__ import annotations

from collections.abc import Sequence

from mutasi.cli.output import write_file
from mutasi.cli.session import Session
from mutasi.errors import MutasiError
from mutasi.finding import Finding, Severity, sort_findings
from mutasi.message import Message

BASELINE_FILE = "temuan-lama.json"


class FindingsNew(MutasiError):
    """The file would let findings pass that it does not know."""

    def __init__(self, path: str, count: int) -> None:
        super().__init__(
            Message("{count} finding(s) are new, so {path} stays as it is: it may only become shorter", count=count,
                    path=path),
            fix=Message("mend them, or add --force to let them pass from now on"),
        )  # fmt: skip


def new_findings(run: Session, findings: Sequence[Finding], path: str) -> tuple[tuple[Finding, ...], int]:
    """The findings that the file does not know, with those that tell what is mended; and how many it knows."""
    from mutasi.read import limits
    from mutasi.read.baseline import read_baseline
    from mutasi.read.source import read_source
    from mutasi.rules.baseline import compare_with

    compared = compare_with(findings, read_baseline(read_source(run.path(path), path, limits.JSON_BYTES)))
    return sort_findings((*compared.new, *compared.mended)), compared.old


def write_known(run: Session, findings: Sequence[Finding], path: str, *, force: bool) -> int:
    """Write the file anew. One that is there may only become shorter, unless that is forced."""
    from mutasi.render.baseline import baseline_text
    from mutasi.rules.baseline import baseline_of

    if run.path(path).exists() and not force:
        new, _ = new_findings(run, findings, path)
        count = sum(one.severity is not Severity.INFO and one.rule != "TEMUAN-01" for one in new)
        if count:
            raise FindingsNew(path, count)
    known = baseline_of(findings, path)
    write_file(run.path(path), baseline_text(known).encode(), force=True)
    run.say(Message("{path} knows {count} finding(s)", path=path, count=sum(one.count for one in known.known.values())))
    return 0
