"""One table from one file, by the kind of the file."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import polars as pl

from mutasi.errors import MutasiError
from mutasi.finding import Finding
from mutasi.message import Message
from mutasi.model.dataset import Input
from mutasi.model.dialect import UNTOLD, Dialect
from mutasi.model.policy import Exemption
from mutasi.model.table import Table
from mutasi.model.tables import TABLE_NAMES, TableDeclaration, declaration
from mutasi.read import limits
from mutasi.read.acceptances import acceptances
from mutasi.read.cells import TextTable
from mutasi.read.content import JSON_LINES_SUFFIXES, SHEETS, YAML_SUFFIXES, FileKind, kind_of
from mutasi.read.csv import read_csv
from mutasi.read.dates import declared_order
from mutasi.read.grid_table import grid_table
from mutasi.read.grids import read_grids
from mutasi.read.json import read_json, read_json_lines
from mutasi.read.left_by_git import left_by_git
from mutasi.read.lines import lines_at
from mutasi.read.near import near
from mutasi.read.node_table import NodeReader, read_node_table
from mutasi.read.normal import normal_table
from mutasi.read.source import Source, decoded, read_source
from mutasi.read.yaml import read_yaml

CSV_SUFFIXES = (".csv", ".tsv", ".txt")
JSON_SUFFIXES = (".json", *JSON_LINES_SUFFIXES)
WORKBOOK_SUFFIXES = (".xlsx", ".xls", ".html", ".htm", ".xml")
SUFFIXES = CSV_SUFFIXES + YAML_SUFFIXES + JSON_SUFFIXES + WORKBOOK_SUFFIXES
"""Of files that can hold a table, in the order in which they are looked for."""


def read_table(
    path: Path, *, name: str | None = None, shown: str | None = None, dialect: Dialect = UNTOLD
) -> tuple[Table | None, Input, tuple[Finding, ...]]:
    """The table in a file; None when it cannot be read as one, and the findings say why.

    The table is named by `name`, else by the name of the file (``data/pegawai.csv``). `shown` is the path in
    findings, `dialect` what the user says of the file. Raises TableNameless when that is no table, InputNotFound,
    InputUnreadable or InputTooLarge.
    """
    label = path.as_posix() if shown is None else shown
    table = table_name(path.stem) if name is None else table_name(name)
    return table_from(read_source(path, label, limit_of(path.suffix)), table, path.suffix, dialect)


def table_from(
    source: Source, name: str, suffix: str = ".csv", dialect: Dialect = UNTOLD
) -> tuple[Table | None, Input, tuple[Finding, ...]]:
    """The table `name` in bytes at hand, read as a file of that suffix would be."""
    text, findings = _text_table(source, declaration(name), suffix.casefold(), dialect)
    if text is None:
        return None, _about(source, suffix, dialect, 0), findings
    said = declared_order(dialect.dates)
    accepted, wrong = _accepted(source, suffix, dialect)
    table, more = normal_table(
        text, name, source.path, decimal=dialect.decimal or None, date_order=said.order, serials=said.serials
    )
    table = replace(table, exemptions=accepted) if accepted else table
    return table, _about(source, suffix, dialect, table.rows), (*findings, *wrong, *more)


def any_table(
    source: Source, name: str, key: Sequence[str], suffix: str, dialect: Dialect = UNTOLD
) -> tuple[Table | None, Input, tuple[Finding, ...]]:
    """The table in bytes at hand: the one of a dataset that `name` says, else every cell as the text that stands there.
    `key` are the columns that tell its records apart.
    """
    if name:
        return table_from(source, name, suffix, dialect)
    declared = TableDeclaration("", "", (), tuple(key), True, tuple(key))
    text, findings = _text_table(source, declared, suffix.casefold(), dialect)
    if text is None:
        return None, _about(source, suffix, dialect, 0), findings
    table = Table(name, text.frame, text.frame, text.positions, source.path)
    return table, _about(source, suffix, dialect, table.rows), findings


def as_written(source: Source, name: str, suffix: str = ".csv", dialect: Dialect = UNTOLD) -> pl.DataFrame | None:
    """The cells of the same table before they are brought to canonical text."""
    text, _ = _text_table(source, declaration(name), suffix.casefold(), dialect)
    return None if text is None else text.frame


def _about(source: Source, suffix: str, dialect: Dialect, rows: int) -> Input:
    def lines(numbers: Collection[int]) -> Mapping[int, str]:
        return lines_at(source, numbers, suffix, dialect.encoding)

    return Input(source.path, lambda: source.sha256, rows, lines, kind_of(source, suffix) in SHEETS, source.file)


def _accepted(source: Source, suffix: str, dialect: Dialect) -> tuple[tuple[Exemption, ...], tuple[Finding, ...]]:
    if kind_of(source, suffix.casefold()) is not FileKind.YAML:
        return (), ()
    text, _ = decoded(source, dialect.encoding)
    assert text is not None
    return acceptances(text)


class TableNameless(MutasiError):
    """The name of a file stands for no table."""

    def __init__(self, name: str) -> None:
        close = near(name.casefold(), TABLE_NAMES)
        meant = (
            Message("did you mean {near}?", near=close[0])
            if close
            else Message("call it one of: {names}", names=TABLE_NAMES)
        )
        super().__init__(
            Message("the name of a file tells its table, and there is no table '{name}'", name=name), fix=meant
        )


def table_name(text: str) -> str:
    """The table that a text names; TableNameless when there is none."""
    name = text.casefold()
    if name in TABLE_NAMES:
        return name
    raise TableNameless(text)


def limit_of(suffix: str) -> int:
    """How many bytes a file of that suffix may have."""
    suffix = suffix.casefold()
    if suffix in YAML_SUFFIXES:
        return limits.YAML_BYTES
    if suffix in JSON_SUFFIXES:
        return limits.JSON_BYTES
    return limits.XLSX_BYTES if suffix in WORKBOOK_SUFFIXES else limits.CSV_BYTES


_NODES: Mapping[FileKind, NodeReader] = MappingProxyType(
    {FileKind.YAML: read_yaml, FileKind.JSON: read_json, FileKind.JSON_LINES: read_json_lines}
)


def _text_table(
    source: Source, table: TableDeclaration, suffix: str, dialect: Dialect
) -> tuple[TextTable | None, tuple[Finding, ...]]:
    left = left_by_git(source, table.name)
    if left is not None:
        return None, (left,)
    kind = kind_of(source, suffix)
    if kind in _NODES:
        return read_node_table(source, table, _NODES[kind], dialect.encoding)
    if kind is FileKind.CSV:
        return read_csv(source, table.name, table.entity, dialect)
    grids, findings = read_grids(source, dialect)
    if not grids:
        return None, findings
    text, more = grid_table(grids, table.name, table.entity)
    return text, (*findings, *more)
