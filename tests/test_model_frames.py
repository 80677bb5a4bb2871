"""Schemas of frames: pandera accepts what the example city holds, read with the types that they name."""

from __future__ import annotations

import polars as pl
import pytest
from pandera.errors import SchemaErrors

from mutasi.model.frames import frame_schema
from mutasi.model.tables import TABLE_NAMES
from tests.golden import ROOT

CITY = ROOT / "examples" / "pangkalpinang" / "data"
HELD = [name for name in TABLE_NAMES if (CITY / f"{name}.csv").exists()]


def read(name: str) -> pl.DataFrame:
    dtypes = {column: declared.dtype.type for column, declared in frame_schema(name).columns.items()}
    return pl.read_csv(CITY / f"{name}.csv", schema_overrides=dtypes)


@pytest.mark.parametrize("name", HELD)
def test_a_sound_table_is_valid_and_unchanged(name: str) -> None:
    assert frame_schema(name).validate(read(name), lazy=True).equals(read(name))


@pytest.mark.parametrize(
    ("name", "fault", "check"),
    [
        ("diklat", {"nip": pl.lit("19850315201001100")}, "str_matches"),
        ("pegawai", {"nama": pl.lit(None, pl.String)}, "not_nullable"),
        ("pegawai", {"golongan": pl.lit("V/a")}, "isin"),
        ("pegawai", {"masa_kerja_bulan": pl.lit(12, pl.Int64)}, "less_than_or_equal_to"),
        ("pegawai", {"masa_kerja_tahun": pl.lit(-1, pl.Int64)}, "greater_than_or_equal_to"),
        ("pegawai", {"tanggal_lahir": pl.lit("1985-03-15")}, "dtype"),
        ("unit", {"id_unit": pl.lit("1")}, "multiple_fields_uniqueness"),
    ],
)
def test_a_fault_is_found(name: str, fault: dict[str, pl.Expr], check: str) -> None:
    with pytest.raises(SchemaErrors) as raised:
        frame_schema(name).validate(read(name).with_columns(**fault), lazy=True)
    assert {one.partition("(")[0] for one in raised.value.failure_cases["check"]} == {check}


def test_optional_columns_may_be_absent_and_mandatory_ones_not() -> None:
    schema, people = frame_schema("pegawai"), read("pegawai")
    schema.validate(people.select("nip", "nama"), lazy=True)
    with pytest.raises(SchemaErrors, match="nama"):
        schema.validate(people.drop("nama"), lazy=True)
