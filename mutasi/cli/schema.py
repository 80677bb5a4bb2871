"""`mutasi schema`: the declarations of the files, for editors and other programs."""

from __future__ import annotations

from pathlib import PurePosixPath

import click

from mutasi.cli.options import FORCE_OPTION, OUTPUT_OPTION, command, complete_with, option
from mutasi.cli.session import session
from mutasi.errors import MutasiError, UnknownName
from mutasi.message import Message, mark
from mutasi.model.codes import TABLE_NAMES

POLICY = "mutasi.yaml"
NAMES = (POLICY, *TABLE_NAMES)
KINDS = ("json", "table")


class PolicyIsNoTable(MutasiError):
    """A Table Schema of `mutasi.yaml` was asked for."""

    def __init__(self) -> None:
        super().__init__(Message("mutasi.yaml is no table, so it has no Table Schema; leave out --kind table"))


@command(
    "schema",
    short=mark("Print the schema of a table or of mutasi.yaml, for editors and other programs."),
    help_text=mark("""Prints the JSON Schema of TABLE (draft-07, for YAML files in an editor), or with --kind table its
Frictionless Table Schema (for CSV files). TABLE is the name of a table or mutasi.yaml; without it, the names are
listed.

Exit code 0: done; 2: it could not run."""),
)
@click.argument("table", required=False, metavar="[TABLE]", shell_complete=complete_with(NAMES))
@option(
    "--kind",
    type=click.Choice(KINDS),
    default="json",
    show_default=True,
    help=mark("JSON Schema, or Frictionless Table Schema."),
)
@OUTPUT_OPTION
@FORCE_OPTION
def schema(table: str | None, kind: str, output: str, force: bool) -> int:
    text = "".join(f"{name}\n" for name in NAMES) if table is None else schema_text(table, kind)
    session().write(text, "json", output, force=force)
    return 0


def schema_text(name: str, kind: str) -> str:
    """The schema of a table or of `mutasi.yaml`. Raises UnknownName and PolicyIsNoTable."""
    from mutasi.read.near import near
    from mutasi.render.policy_schema import policy_schema
    from mutasi.render.schemas import json_schema, table_schema

    plain = name.casefold()
    if plain in (POLICY, PurePosixPath(POLICY).stem):
        if kind == "table":
            raise PolicyIsNoTable
        return policy_schema()
    if plain not in TABLE_NAMES:
        raise UnknownName(Message("table"), name, near(plain, NAMES))
    return table_schema(plain) if kind == "table" else json_schema(plain)
