"""`mutasi diff`: what changed between two snapshots."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Sequence
from contextlib import ExitStack
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from mutasi.cli.masking import Masks, mask_options, refuse_masks_beside, with_masks
from mutasi.cli.options import command, complete_paths, complete_with, option, split_names
from mutasi.cli.results import Results, result_options
from mutasi.cli.session import Session, session
from mutasi.cli.snapshots import sides, snapshots, tables
from mutasi.diff.change import Comparison, Kind
from mutasi.errors import UnknownName
from mutasi.message import Message, mark
from mutasi.model.codes import TABLE_NAMES
from mutasi.model.dataset import Dataset
from mutasi.render.changes import FORMATS, render_changes

if TYPE_CHECKING:
    from mutasi.read.pair import Pair  # polars, which the help of a command does not need


@command(
    "diff",
    short=mark("What changed between two snapshots of the organisation."),
    help_text=mark("""Compares two folders, two files of one table, or two revisions of git, by key and not by line.

Says who is new, left, moved, rose, studied or acted, who followed whom, and which fields, units and posts changed,
with the line in both files. The order of rows and columns, quotes, line ends and the spelling of dates and numbers
are no change. With --key two files of any table are compared by the columns that tell their records apart.

A revision is what git calls one (HEAD~1, a tag, a branch), REV:PATH a file or folder in it, and OLD..NEW two of them.
With one revision it is compared with the folder as it is, without any the latest one is. Git is only read.

Exit code 0, also when there are changes; with --exit-code 1 when there are, and with --quiet that alone."""),
)
@click.argument("old", required=False, shell_complete=complete_paths, metavar="[OLD]")
@click.argument("new", required=False, shell_complete=complete_paths, metavar="[NEW]")
@option(
    "--only", "kinds", multiple=True, metavar="KIND", shell_complete=complete_with([*Kind]),
    help=mark("Only changes of this kind, e.g. promosi,baru; repeatable."),
)  # fmt: skip
@option("--ignore", "fields", multiple=True, metavar="FIELD", help=mark("Without changes of this column; repeatable."))
@option(
    "--unit", "units", multiple=True, metavar="UNIT",
    help=mark("Only this unit (id_unit) with the units below it; repeatable."),
)  # fmt: skip
@option(
    "--table", "table_of", metavar="TABLE", shell_complete=complete_with(TABLE_NAMES),
    help=mark("Which table both files are, where their names do not tell, e.g. pegawai."),
)  # fmt: skip
@option(
    "--stdin-name", metavar="NAME",
    help=mark("What - is, e.g. pegawai.csv; without it the table of the other side."),
)  # fmt: skip
@option(
    "--key", "keys", multiple=True, metavar="COLUMN",
    help=mark("Compare two files of any table, whose records these columns tell apart; repeatable."),
)  # fmt: skip
@option("--summary", is_flag=True, help=mark("Only how many changes there are of each kind."))
@option("--exit-code", "exit_code", is_flag=True, help=mark("Exit with 1 when something changed."))
@mask_options
@result_options(FORMATS)
def diff(
    old: str | None,
    new: str | None,
    kinds: tuple[str, ...],
    fields: tuple[str, ...],
    units: tuple[str, ...],
    keys: tuple[str, ...],
    table_of: str | None,
    stdin_name: str | None,
    summary: bool,
    exit_code: bool,
    masks: Masks,
    results: Results,
) -> int:
    run, wanted, key = session(), _kinds(kinds), tuple(map(str.casefold, split_names(keys)))
    table = _table(table_of)
    silent = bool(run.settings.quiet)
    with ExitStack() as stack:
        one, two = sides(run, old, new)
        if key:
            refuse_masks_beside(masks, {"--key": True})
            pair = tables(run, one, two, key, table, stdin_name, stack)
        else:
            pair = snapshots(run, one, two, table, stdin_name, stack, whole=bool(units or masks))
        comparison = _compared(run, pair, key)
        comparison = _narrowed(comparison, pair.old, pair.new, wanted, split_names(fields), split_names(units))
        comparison = with_masks(run, masks, comparison, [pair.old, pair.new])
        files = (*pair.old.files, *pair.new.files)
        if silent:  # what goes to files was asked for by name
            results = replace(results, wanted=tuple(one for one in results.wanted if one[1] != "-"))
        else:
            _say_unheeded(run, pair)
        run.write_all(results, lambda name: _render(run, comparison, name, summary=summary), files)
    return int((exit_code or silent) and not comparison.is_empty)


def _compared(run: Session, pair: Pair, key: Sequence[str]) -> Comparison:
    """What differs, by the keys of the tables or by `key`. UnknownName for a column that a file has not."""
    from mutasi.diff.compare import compare, compare_by_key

    if not key:
        return compare(pair.old, pair.new, run.reference, pair.shared)
    for dataset in (pair.old, pair.new):
        for table in dataset.tables.values():
            _refuse(Message("column"), key, set(table.text.columns))
    return compare_by_key(pair.old, pair.new, key)


def _table(name: str | None) -> str:
    if name is None:
        return ""
    _refuse(Message("table"), [name.casefold()], TABLE_NAMES)
    return name.casefold()


def _say_unheeded(run: Session, pair: Pair) -> None:
    """What the policy says of this comparison that does not hold."""
    from mutasi.diff.reorganisation import unheeded

    stated = unheeded(pair.old, pair.new, pair.new.policy.compare)
    if stated:
        run.say(Message("perbandingan.padanan does not hold here, so it is not heeded: {stated}", stated=stated))


def _kinds(texts: Sequence[str]) -> tuple[Kind, ...]:
    names = tuple(map(str.casefold, split_names(texts)))
    for name in names:
        if name not in tuple(Kind):
            raise UnknownName(Message("kind of change"), name, tuple(difflib.get_close_matches(name, [*Kind], n=3)))
    return tuple(Kind(name) for name in names)


def _narrowed(
    comparison: Comparison, before: Dataset, after: Dataset, kinds: Sequence[Kind], fields: Sequence[str],
    units: Sequence[str],
) -> Comparison:  # fmt: skip
    """Less of a comparison. UnknownName for a column or unit that neither side has."""
    from mutasi.diff.narrow import of_units, only_kinds, without_fields

    if fields:
        tables = [*before.tables.values(), *after.tables.values()]
        _refuse(Message("column"), fields, {name for table in tables for name in table.text.columns})
        comparison = without_fields(comparison, fields)
    if units:
        known = [table for dataset in (before, after) if (table := dataset.get("unit")) is not None]
        _refuse(Message("unit"), units, {unit for table in known for unit in table.text["id_unit"].drop_nulls()})
        comparison = of_units(comparison, before, after, units)
    return only_kinds(comparison, kinds) if kinds else comparison


def _refuse(what: Message, names: Sequence[str], known: Collection[str]) -> None:
    for name in names:
        if name not in known:
            raise UnknownName(what, name, tuple(difflib.get_close_matches(name, sorted(known), n=3)))


def _render(run: Session, comparison: Comparison, name: str, *, summary: bool) -> str:
    words = run.document_language if name in ("md", "html") else run.language
    return render_changes(comparison, name, words, run.paint, summary=summary)
