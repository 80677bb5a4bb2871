"""`mutasi schema`: the declarations of the files, for editors and other programs."""

from __future__ import annotations

from pathlib import PurePosixPath

import click

from mutasi.cli.options import FORCE_OPTION, OUTPUT_OPTION, command, complete_with, option
from mutasi.cli.results import Results
from mutasi.cli.session import Session, session
from mutasi.errors import MutasiError, UnknownName
from mutasi.message import Message, mark
from mutasi.model.codes import TABLE_NAMES

POLICY = "mutasi.yaml"
SHEET = "lembar"
"""A decision sheet, as `mutasi weights` reads it."""
MOVES, PROPOSAL, MANIFEST = "usulan", "hasil-usulan", "manifes"
"""Moves chosen by hand, as `mutasi propose --moves` reads them, the proposal in JSON, and its manifest.json."""
NAMES = (POLICY, SHEET, MOVES, PROPOSAL, MANIFEST, *TABLE_NAMES)
KINDS = ("json", "table", "pandera")


class IsNoTable(MutasiError):
    """A schema of tables was asked for `mutasi.yaml` or a decision sheet."""

    def __init__(self, name: str, kind: str) -> None:
        super().__init__(Message("{name} is no table; leave out --kind {kind}", name=name, kind=kind))


class PackageOfOneTable(MutasiError):
    """A package and a table were asked for."""

    def __init__(self) -> None:
        super().__init__(Message("--package is about all tables of the project; leave out TABLE, or --package"))


class NothingToPackage(MutasiError):
    """The project has no CSV files."""

    def __init__(self) -> None:
        super().__init__(Message("the project has no CSV files, so there is nothing to package"))


@command(
    "schema",
    short=mark("Print the schema of a table or of mutasi.yaml, for editors and other programs."),
    help_text=mark("""Prints the JSON Schema of TABLE (draft-07, for YAML files in an editor), with --kind table its
Frictionless Table Schema (for CSV files), or with --kind pandera the schema of a pandera frame (for programs that read
the files with polars). TABLE is the name of a table, mutasi.yaml, lembar (a decision sheet, see mutasi weights), usulan
(moves for mutasi propose --moves), hasil-usulan (the proposal in JSON) or manifes (its manifest.json); without it, the
names are listed.

With --package it is the Data Package of the CSV files of the project, with the keys that lead from one to another; kept
as datapackage.json in the folder of the project, it is what other programs check: frictionless validate
datapackage.json.

The descriptions are in the language of --lang, in a pandera schema always English.

Exit code 0: done; 2: it could not run."""),
)
@click.argument("table", required=False, metavar="[TABLE]", shell_complete=complete_with(NAMES))
@option(
    "--kind",
    type=click.Choice(KINDS),
    default="json",
    show_default=True,
    help=mark("JSON Schema, Frictionless Table Schema, or schema of a pandera frame."),
)
@option("--package", is_flag=True, help=mark("Data Package of the CSV files of the project."))
@OUTPUT_OPTION
@FORCE_OPTION
def schema(table: str | None, kind: str, package: bool, output: str, force: bool) -> int:
    run = session()
    if package and table is not None:
        raise PackageOfOneTable
    if package:
        text = _package(run)
    else:
        text = "".join(f"{name}\n" for name in NAMES) if table is None else schema_text(run, table, kind)
    run.write_all(Results((("json", output),), force), lambda _: text)
    return 0


def _package(run: Session) -> str:
    from mutasi.read.dataset import files_of, shown_path
    from mutasi.render.schemas import PACKAGED_SUFFIXES, data_package

    project = run.project
    files, _ = files_of(project.root, project.policy, project.root)
    packaged = [file for file in files if file.path.suffix.casefold() in PACKAGED_SUFFIXES]
    if not packaged:
        raise NothingToPackage
    for file in files:
        if file not in packaged:
            path = shown_path(file.path, project.root)
            run.say(Message("not in the package, for it is no CSV file: {path}", path=path))
    return data_package(packaged, project.root, run.language)


def schema_text(run: Session, name: str, kind: str) -> str:
    """The schema of a table, of `mutasi.yaml` or of a decision sheet. Raises UnknownName and IsNoTable."""
    from mutasi.read.near import near
    from mutasi.render.manifest import manifest_schema
    from mutasi.render.policy_schema import policy_schema
    from mutasi.render.proposal_schema import moves_schema, proposal_schema
    from mutasi.render.schemas import json_schema, pandera_schema, table_schema
    from mutasi.render.sheet_schema import sheet_schema

    plain = name.casefold()
    others = {
        POLICY: policy_schema, SHEET: sheet_schema, MOVES: moves_schema, PROPOSAL: proposal_schema,
        MANIFEST: manifest_schema,
    }  # fmt: skip
    other = POLICY if plain == PurePosixPath(POLICY).stem else plain
    if other in others:
        if kind != "json":
            raise IsNoTable(other, kind)
        return others[other]()
    if plain not in TABLE_NAMES:
        raise UnknownName(Message("table"), name, near(plain, NAMES))
    if kind == "pandera":
        return pandera_schema(plain)
    return {"json": json_schema, "table": table_schema}[kind](plain, run.language)
