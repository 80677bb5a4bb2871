"""The files in schemas/ and the column reference are what the declarations say."""

from __future__ import annotations

import json

import pytest

from mutasi.model.tables import TABLE_NAMES, TABLES, declaration
from mutasi.render.language import language
from mutasi.render.schemas import column_reference, json_schema, table_schema
from tests.golden import ROOT, assert_same

ENGLISH = language("en")
HEAD = """# Columns of the tables

Made from the declarations in `mutasi/model/tables.py`; `make golden` renews it. A blank cell means that
the value is missing. *key* and *required* cells may not be blank; a blank *needed* cell makes the rules that read
it answer "unknown".

"""


@pytest.mark.parametrize("name", TABLE_NAMES)
def test_json_schema_is_current(name: str):
    assert_same(json_schema(name, ENGLISH), ROOT / "schemas" / f"{name}.schema.json")


@pytest.mark.parametrize("name", TABLE_NAMES)
def test_table_schema_is_current(name: str):
    assert_same(table_schema(name, ENGLISH), ROOT / "schemas" / f"{name}.table.json")


def test_column_reference_is_current():
    assert_same(HEAD + column_reference(language("en")), ROOT / "docs" / "columns.md")


@pytest.mark.parametrize("name", TABLE_NAMES)
def test_a_reference_leads_to_a_declared_column(name: str):
    for column in declaration(name).columns:
        if column.refers_to is not None:
            other, field = column.refers_to
            assert declaration(other).column(field).name in declaration(other).key


def test_schemas_are_json_with_every_column():
    for name in TABLE_NAMES:
        record = json.loads(json_schema(name, ENGLISH))["definitions"]["record"]
        assert list(record["properties"]) == [column.name for column in declaration(name).columns]


def test_the_names_of_the_tables_are_those_of_the_codes():
    assert tuple(TABLES) == TABLE_NAMES
