"""`mutasi diff`: what changed between two snapshots."""

from __future__ import annotations

from contextlib import ExitStack

import click

from mutasi.cli.options import command, complete_paths, option
from mutasi.cli.results import Results, result_options
from mutasi.cli.session import session
from mutasi.cli.snapshots import sides, snapshot
from mutasi.message import mark
from mutasi.render.changes import FORMATS, render_changes


@command(
    "diff",
    short=mark("What changed between two snapshots of the organisation."),
    help_text=mark("""Compares two folders, two files of one table, or two revisions of git, by key and not by line.

Says who is new, left, moved, rose or fell, and which fields, units and posts changed, with the line in both
files. The order of rows and columns, quotes and line ends are no change.

A revision is what git calls one (HEAD~1, a tag, a branch), REV:PATH a file or folder in it, and OLD..NEW two of them.
With one revision it is compared with the folder as it is, without any the latest one is. Git is only read.

Exit code 0, also when there are changes; with --exit-code 1 when there are."""),
)
@click.argument("old", required=False, shell_complete=complete_paths, metavar="[OLD]")
@click.argument("new", required=False, shell_complete=complete_paths, metavar="[NEW]")
@option("--exit-code", "exit_code", is_flag=True, help=mark("Exit with 1 when something changed."))
@result_options(FORMATS)
def diff(
    old: str | None,
    new: str | None,
    exit_code: bool,
    results: Results,
) -> int:
    from mutasi.diff.compare import compare

    run = session()
    with ExitStack() as stack:
        before, after = (snapshot(run, side, stack) for side in sides(run, old, new))
        comparison = compare(before, after, run.reference)
        files = (*before.files, *after.files)
        run.write_all(results, lambda name: render_changes(comparison, name, run.language, run.paint), files)
    return int(exit_code and bool(comparison.changes))
