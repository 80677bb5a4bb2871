"""`validate --fix` and `--diff`: how what is mended is shown and written."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace

from mutasi.cli.difference import difference, shown_difference
from mutasi.cli.mending import MendedFile
from mutasi.cli.output import write_file
from mutasi.cli.session import Session
from mutasi.message import Message
from mutasi.render.text import told_apart

_MOST_LEFT = 10
"""Texts of a file that were left and are told, unless all are asked for."""


def show_mended(
    run: Session, files: Sequence[MendedFile], seen: Mapping[str, str], output: str, *, force: bool
) -> None:
    """What would change, as a difference. `seen` are paths as the user sees them, where they differ."""
    changes = [(file.before, file.after, seen.get(file.shown, file.shown)) for file in files if file.changes]
    show_difference(run, changes, output, force=force)


def show_difference(
    run: Session, changes: Sequence[tuple[bytes, bytes, str]], output: str = "-", *, force: bool = False
) -> None:
    """What changes, each as before, after and path: readable on a terminal, else as a patch."""
    if output == "-" and sys.stdout.isatty():
        run.write("".join(shown_difference(*one) for one in changes), "text")
    else:
        run.write_bytes(b"".join(difference(*one) for one in changes), output, force=force)


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
        if file.reason is not None:
            run.say(Message("left alone: {path}: {reason}", path=shown, reason=file.reason))
        _tell_left(run, file, shown, list_all=list_all)
        for edit in sorted(file.edits, key=lambda edit: (edit.place.line, edit.place.column)) if list_all else ():
            run.say(
                Message("{place}: {rule}: '{before}' becomes '{after}'", place=str(replace(edit.place, path=shown)),
                        rule=edit.rule, before=told_apart(edit.before), after=told_apart(edit.after))
            )  # fmt: skip


def _tell_left(run: Session, file: MendedFile, shown: str, *, list_all: bool) -> None:
    """Each text that was left, and why."""
    left = sorted(file.left, key=lambda one: (one[0].place.line, one[0].place.column))
    most = len(left) if list_all else _MOST_LEFT
    for edit, reason in left[:most]:
        run.say(
            Message("left alone: {place}: '{before}' does not become '{after}': {reason}",
                    place=str(replace(edit.place, path=shown)), before=told_apart(edit.before),
                    after=told_apart(edit.after), reason=reason)
        )  # fmt: skip
    if len(left) > most:
        run.say(
            Message("left alone: {path}: {count} more; --show-fixes lists them", path=shown, count=len(left) - most)
        )
