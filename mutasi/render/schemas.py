"""The declarations of the tables for other programs and for people.

JSON Schema (draft-07) for YAML files in an editor, Frictionless Table Schema for CSV files, pandera schemas for
programs in Python, and the column reference of the docs: all made from `model/tables.py`.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from mutasi.model.dialect import ENCODINGS
from mutasi.model.table import DATE_PATTERN, DECIMAL_PATTERN, INTEGER_PATTERN, NIP_PATTERN, PAIRS_PATTERN
from mutasi.model.tables import MANDATORY, TABLE_NAMES, Column, Kind, Need, TableDeclaration, declaration
from mutasi.read.dataset import TableFile, shown_path
from mutasi.render.language import Language
from mutasi.render.markdown import escape_cell, table

_PATTERNS = {
    Kind.NIP: NIP_PATTERN,
    Kind.DATE: DATE_PATTERN,
    Kind.INTEGER: INTEGER_PATTERN,
    Kind.DECIMAL: DECIMAL_PATTERN,
}
_TEXT_PATTERNS = {Kind.NIP: NIP_PATTERN, Kind.PAIRS: PAIRS_PATTERN}
_FRICTIONLESS_TYPES = {Kind.DATE: "date", Kind.INTEGER: "integer", Kind.DECIMAL: "number"}


def json_schema(table_name: str, words: Language) -> str:
    """JSON Schema of a YAML file of that table: a list of records, or that list under the table's name."""
    made = declaration(table_name)
    records = {"type": "array", "items": {"$ref": "#/definitions/record"}}
    document = {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": table_name,
        "description": words.translate(made.title),
        "oneOf": [
            records,
            {
                "type": "object",
                "properties": {table_name: records},
                "required": [table_name],
                "additionalProperties": False,
            },
        ],
        "definitions": {
            "record": {
                "type": "object",
                "properties": {column.name: _property(column, words) for column in made.columns},
                "required": [column.name for column in made.columns if column.need in MANDATORY],
            }
        },
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _property(column: Column, words: Language) -> dict[str, object]:
    described: dict[str, object] = {"description": words.translate(column.description)}
    if column.kind is Kind.LIST:
        return described | {"type": ["array", "string", "null"], "items": {"type": ["string", "number"]}}
    if column.kind is Kind.PAIRS:
        described["pattern"] = PAIRS_PATTERN
        return described | {"type": ["object", "string", "null"], "additionalProperties": {"type": "integer"}}
    if column.codes:
        values: list[str | None] = list(column.codes)
        return described | {"enum": values if column.need in MANDATORY else [*values, None]}
    # YAML editors see 010 or 3:15 as numbers; mutasi keeps what was typed, so numbers are allowed.
    types = ["string", "number"] if column.need in MANDATORY else ["string", "number", "null"]
    described["type"] = types
    if column.kind in _PATTERNS:
        described["pattern"] = _PATTERNS[column.kind]
    return described | _bounds(column)


def _bounds(column: Column) -> dict[str, object]:
    bounds = (("minimum", column.minimum), ("maximum", column.maximum))
    return {name: value for name, value in bounds if value is not None}


def table_schema(table_name: str, words: Language) -> str:
    """Frictionless Table Schema of a CSV file of that table, for itself: keys of other tables stand in a package."""
    return _text(_table_schema(table_name, (table_name,), words))


def _table_schema(table_name: str, tables: Collection[str], words: Language) -> dict[str, object]:
    """The schema with foreign keys to these tables, which all are at hand."""
    made = declaration(table_name)
    document: dict[str, object] = {
        "name": table_name,
        "description": words.translate(made.title),
        "fieldsMatch": "partial",  # as for mutasi: in any order, optional ones absent, columns of the office's own
        "fields": [_frictionless_field(column, words) for column in made.columns],
        "missingValues": [""],
    }
    if made.unique:
        document["primaryKey"] = list(made.key)
    references = [key for key in _foreign_keys(made) if (key["reference"]["resource"] or table_name) in tables]
    if references:
        document["foreignKeys"] = references
    return document


def _text(document: Mapping[str, object]) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def pandera_schema(table_name: str) -> str:
    """Schema of a frame of that table as pandera writes it, in YAML."""
    from mutasi.model.frames import frame_schema

    return str(frame_schema(table_name).to_yaml())


PACKAGED_SUFFIXES = (".csv", ".tsv")
"""Of the files that hold tables, those that a Table Schema can speak of."""


def data_package(files: Sequence[TableFile], root: Path, words: Language) -> str:
    """Data Package of CSV files: each with its schema and with the keys that lead to the others."""
    names = [file.table for file in files]
    resources = [_resource(file, shown_path(file.path, root), names, words) for file in files]
    return _text({"name": "mutasi", "resources": resources})


def _resource(file: TableFile, path: str, names: Collection[str], words: Language) -> dict[str, object]:
    separator = file.dialect.separator or ("\t" if path.casefold().endswith(".tsv") else "")
    made: dict[str, object] = {"name": file.table, "type": "table", "path": path, "format": "csv"}
    made["encoding"] = ENCODINGS[file.dialect.encoding or "utf-8"]
    if separator:
        made["dialect"] = {"delimiter": separator}
    return {**made, "schema": _table_schema(file.table, names, words)}


def _frictionless_field(column: Column, words: Language) -> dict[str, object]:
    constraints: dict[str, object] = {}
    if column.need in MANDATORY:
        constraints["required"] = True
    if column.codes:
        constraints["enum"] = list(column.codes)
    if column.kind in _TEXT_PATTERNS:
        constraints["pattern"] = _TEXT_PATTERNS[column.kind]
    constraints |= _bounds(column)
    made: dict[str, object] = {
        "name": column.name,
        "type": _FRICTIONLESS_TYPES.get(column.kind, "string"),
        "description": words.translate(column.description),
    }
    return made | ({"constraints": constraints} if constraints else {})


def _foreign_keys(made: TableDeclaration) -> Iterator[dict[str, Any]]:
    for column in made.columns:
        if column.refers_to is not None:
            resource, fields = column.refers_to
            resource = "" if resource == made.name else resource
            yield {"fields": column.name, "reference": {"resource": resource, "fields": fields}}


# For people -------------------------------------------------------------------------------------------

NEED_WORDS = {
    Need.KEY: "key",
    Need.REQUIRED: "required",
    Need.NEEDED: "needed by rules",
    Need.OPTIONAL: "optional",
}


def column_reference(words: Language) -> str:
    """Every table with its columns, as a Markdown page."""
    return "\n".join(_table_page(declaration(name), words) for name in TABLE_NAMES)


def _table_page(made: TableDeclaration, words: Language) -> str:
    headers = ["column", "value", "need", "meaning"]
    rows = [
        [
            f"`{column.name}`",
            _value(column),
            NEED_WORDS[column.need],
            escape_cell(words.translate(column.description)),
        ]
        for column in made.columns
    ]
    return f"## {made.name}\n\n{escape_cell(words.translate(made.title))}\n\n{table(headers, rows)}"


def _value(column: Column) -> str:
    if column.refers_to is not None:
        return f"`{column.refers_to[0]}.{column.refers_to[1]}`"
    if column.codes:
        shown = column.codes if len(column.codes) <= 10 else (*column.codes[:2], "…", column.codes[-1])
        return ", ".join(code if code == "…" else f"`{code}`" for code in shown)
    bounds = "" if column.minimum is None else f" {column.minimum} to {column.maximum}"
    example = f", e.g. `{column.example}`" if column.example else ""
    return f"{column.kind}{bounds}{example}"
