"""`mutasi convert`: a dataset from exports of SIASN."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mutasi.cli.options import command, option
from mutasi.cli.output import write_file
from mutasi.cli.session import Session, session
from mutasi.errors import InputTooLarge, OutputExists
from mutasi.message import Message, mark

if TYPE_CHECKING:
    from mutasi.read.source import Source


@command(
    "convert",
    short=mark("Make a dataset from the exports of SIASN."),
    help_text=mark("""Reads profile exports of SIASN (67 or 69 columns), and if given the unit tree (HierarkiUnor)
and the reference of structural posts, as CSV or XLSX in any order, and writes a dataset: mutasi.yaml and the
tables pegawai, unit, jabatan and pendidikan.

What each file is, is told by its headers. Nothing is guessed: what a cell does not tell stays blank and is
listed. Private columns are never written. A policy that stands in FOLDER already is kept.

Exit code 0: all rows were taken; 1: rows were refused; 2: it could not run."""),
)
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@option("--to", "folder", metavar="FOLDER", required=True, help=mark("Folder to write the dataset to."))
@option("--force", is_flag=True, help=mark("Write into a folder that is not empty."))
def convert(sources: tuple[str, ...], folder: str, force: bool) -> int:
    from mutasi.read.convert.conversion import convert as convert_exports
    from mutasi.render.account import account_text
    from mutasi.render.converted import dataset_files
    from mutasi.render.findings import FindingsReport, as_text

    run = session()
    target = run.path(folder)
    if target.is_dir() and any(target.iterdir()) and not force:
        raise OutputExists(folder)
    tables, account, findings = convert_exports([_read(run, given) for given in sources])
    report = FindingsReport(findings, (), run.settings.as_of, {})
    run.write(as_text(report, run.language, run.paint, verbose=bool(run.settings.verbose), summary=False), "text")
    run.write(account_text(account, run.language, run.paint), "text")
    if account.made["pegawai"]:
        _write(run, target, dataset_files(tables, account.agency, run.settings.as_of))
        run.say(Message("The dataset is in {folder}; check it: mutasi -C {folder} validate", folder=folder))
    else:
        run.say(Message("No person could be taken, so nothing was written"))
    return int(account.refused_rows > 0)


def _read(run: Session, given: str) -> Source:
    from mutasi.read import limits
    from mutasi.read.source import read_source, source_of
    from mutasi.read.table import limit_of

    if given == "-":
        data = sys.stdin.buffer.read(limits.STREAM_BYTES + 1)
        if len(data) > limits.STREAM_BYTES:
            raise InputTooLarge(given, limits.STREAM_BYTES // limits.MEGABYTE)
        return source_of(data, given)
    return read_source(run.path(given), given, limit_of(Path(given).suffix))


def _write(run: Session, target: Path, files: Mapping[str, bytes]) -> None:
    """Each file whole or not at all. A policy that is there is somebody's work and stays."""
    from mutasi.render.converted import POLICY

    for name, content in files.items():
        if name == POLICY and (target / name).exists():
            run.say(Message("{path} was there already and is kept as it is", path=name))
        else:
            write_file(target / name, content, force=True)
