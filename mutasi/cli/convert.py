"""`mutasi convert`: a dataset from the files that an office has."""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mutasi.cli.dialect import dialect_of, dialect_options
from mutasi.cli.input import read_input, refuse_needless_sheet
from mutasi.cli.options import command, complete_paths, option
from mutasi.cli.output import refuse_outputs, write_file
from mutasi.cli.session import Session, session
from mutasi.errors import MutasiError, OutputExists, UnknownName
from mutasi.message import Message, mark

if TYPE_CHECKING:
    from mutasi.read.convert.wishes import Wishes


@command(
    "convert",
    short=mark("Make a dataset from the files that the office has."),
    help_text=mark("""Reads exports of SIASN (profile, unit tree, structural posts), answers of its web service (data
utama, ref-unor, histories of posts and ranks, SKP), DUK and lists of people, and lists of posts (peta jabatan, ABK,
bezetting, rincian formasi), in any order, and writes a dataset: mutasi.yaml and a table for all that is told.

What each file is, is told by its headers, wherever they stand: titles, numbers of columns, totals and signatures
are skipped and counted. Nothing is guessed: what a cell does not tell stays blank and is listed. Units and posts
are joined by their identifiers; a name is taken only when just one bears it. Private columns (NIK, telephone,
address, religion ...) are left behind unless asked for with --keep. A policy that stands in FOLDER already is kept.

Exit code 0: all rows were taken; 1: rows were refused; 2: it could not run."""),
)
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...", shell_complete=complete_paths)
@option("--to", "folder", metavar="FOLDER", required=True, help=mark("Folder to write the dataset to."))
@option(
    "--layout",
    "layouts",
    metavar="[SOURCE=]LAYOUT",
    multiple=True,
    help=mark("Layout of the sources, or of one: the name of a known one, or a YAML file of your own; repeatable."),
)
@option("--matches", metavar="FILE", help=mark("YAML file that says which unit or post a name means."))
@option("--keep", metavar="COLUMN", multiple=True, help=mark("Also write this column of the source; repeatable."))
@dialect_options
@option("--force", is_flag=True, help=mark("Overwrite tables that have records."))
def convert(
    sources: tuple[str, ...],
    folder: str,
    layouts: tuple[str, ...],
    matches: str | None,
    keep: tuple[str, ...],
    force: bool,
    **dialect: str | None,
) -> int:
    from mutasi.read.content import SHEETS, kind_of
    from mutasi.read.convert.conversion import convert as convert_exports
    from mutasi.render.account import account_text
    from mutasi.render.converted import dataset_files
    from mutasi.render.findings import FindingsReport, as_text

    run = session()
    target = run.path(folder)
    wishes = replace(_wishes(run, sources, layouts, matches, keep), dialect=dialect_of(**dialect))
    files = [read_input(given, run.path(given)) for given in sources]
    refuse_needless_sheet(dialect["sheet"], (kind_of(file) in SHEETS for file in files))
    tables, account, findings = convert_exports(files, wishes)
    report = FindingsReport(findings, (), run.settings.as_of, {})
    run.write(as_text(report, run.language, run.paint, verbose=bool(run.settings.verbose), summary=False), "text")
    run.write(account_text(account, run.language, run.paint), "text")
    if not account.is_empty:
        read = [file.file for file in files if file.file is not None]
        _write(run, target, dataset_files(tables, account.agency, run.settings.as_of), read, force=force)
        run.say(
            Message("The dataset is in {folder}; check it: mutasi -C {folder} validate", folder=shlex.quote(folder))
        )
    elif account.has_people:
        run.say(Message("No person could be taken, so nothing was written"))
    else:
        run.say(Message("No row could be taken, so nothing was written"))
    return int(account.refused_rows > 0)


def _has_records(path: Path) -> bool:
    """Whether a table holds more than its header, as `init` writes it."""
    return path.is_file() and path.read_bytes().rstrip(b"\n").count(b"\n") > 0


def _wishes(
    run: Session, sources: Sequence[str], layouts: Sequence[str], matches: str | None, keep: tuple[str, ...]
) -> Wishes:
    from mutasi.read import limits
    from mutasi.read.convert.wishes import Stated, Wishes, stated_in
    from mutasi.read.layout_file import layout_from, program_layouts
    from mutasi.read.source import read_source

    known = {layout.code: layout for layout in program_layouts()}
    named = {}
    for text in layouts:
        source, sign, code = text.rpartition("=")
        if sign and source not in sources:
            raise UnknownName(Message("source"), source, tuple(sources))
        if Path(code).suffix in (".yaml", ".yml"):
            layout = layout_from(read_source(run.path(code), code, limits.YAML_BYTES))
            known[layout.code] = layout
            code = layout.code
        elif code not in known:
            raise UnknownName(Message("layout"), code, tuple(known))
        named[source] = code
    stated = Stated() if matches is None else stated_in(read_source(run.path(matches), matches, limits.YAML_BYTES))
    return Wishes(tuple(known.values()), named, keep, stated)


class ElsewhereInPolicy(MutasiError):
    """The policy of the target reads a table from another file than the one that would be written."""

    def __init__(self, policy: str, table: str, stated: str, name: str) -> None:
        super().__init__(
            Message("{policy} reads {table} from {stated}, not from {name}, so nothing was written", policy=policy,
                    table=table, stated=stated, name=name),
            fix=Message("remove the line of {table} under data in {policy}, or name another folder", table=table,
                        policy=policy),
        )  # fmt: skip


def _write(run: Session, target: Path, files: Mapping[str, bytes], read: Sequence[Path], *, force: bool) -> None:
    """Each file whole or not at all. A policy that is there is somebody's work and stays, and so do further tables.
    `read` are the sources, which are never written over.
    """
    from mutasi.read.policy import load_policy
    from mutasi.render.converted import POLICY

    if (target / POLICY).exists():
        stated = load_policy(target / POLICY)[0].data
        for name in files:
            table = Path(name).stem
            if stated.get(table, name) != name:
                raise ElsewhereInPolicy(POLICY, table, stated[table], name)
    refuse_outputs([target / name for name in files if name != POLICY], read, force=True)
    there = [name for name in files if name != POLICY and _has_records(target / name)]
    if there and not force:
        raise OutputExists(", ".join(str(Path(name)) for name in there))
    stay = sorted(path.name for path in (target / "data").glob("*.*") if f"data/{path.name}" not in files)
    if stay:
        run.say(Message("these tables of the folder stay as they are: {names}", names=tuple(stay)))
    for name, content in files.items():
        if name == POLICY and (target / name).exists():
            run.say(Message("{path} was there already and is kept as it is", path=name))
        else:
            write_file(target / name, content, force=True, make_folders=True)
