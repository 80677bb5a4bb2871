"""Which columns a criterion may read: the declared ones, what is worked out of them, and the office's own."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import polars as pl

from mutasi.model import codes
from mutasi.model.policy import Policy
from mutasi.model.table import Table, value_of
from mutasi.model.tables import Column, Kind, Need, declaration

OF_THE_POST = (
    "nama", "id_unit", "jenjang", "eselon", "kelas", "bidang", "bup", "kebutuhan", "atasan", "kode_jabatan",
)  # fmt: skip
"""Columns of the post that people have besides their own."""
_DERIVED = {
    "nama_jabatan": False, "unit": False, "nama_unit": False, "pendidikan": False, "urutan_pendidikan": True,
    "urutan_golongan": True, "tingkat": True,
}  # fmt: skip
"""Columns of people that no table has, and whether they hold numbers."""
_NUMBERS = (Kind.INTEGER, Kind.DECIMAL)

_PROTECTED = frozenset(
    {
        *("lahir", "usia", "umur", "age", "kelamin", "jk", "gender", "sex", "agama", "religi", "kepercayaan", "suku"),
        *("kawin", "nikah", "perkawinan", "pernikahan", "marital", "ras", "etnis", "nip", "nama"),
        *("kulit", "cacat", "kecacatan", "difabel", "disabilitas", "berkebutuhan"),
    }
)
"""Words in the name of a column that tells age, sex, religion, origin, marital status, special needs or identity."""


def readable_columns() -> Mapping[str, bool]:
    """The columns of `People.frame` by name, those of the office aside, and whether they hold numbers."""
    post = declaration("jabatan")
    of_post = [post.column(name) for name in OF_THE_POST if name not in ("nama", "id_unit")]
    columns = (*declaration("pegawai").columns, *of_post)
    return {column.name: column.kind in _NUMBERS for column in columns} | _DERIVED


def codes_of(column: object) -> tuple[str, ...]:
    """The codes that a declared column of people may hold; empty where it may hold anything."""
    tables = (
        *declaration("pegawai").columns,
        *(one for one in declaration("jabatan").columns if one.name in OF_THE_POST),
    )
    listed = {one.name: one.codes or () for one in tables}
    return codes.PENDIDIKAN if column == "pendidikan" else listed.get(str(column), ())


def tells_protected_trait(column: str) -> bool:
    """Whether a column tells what nobody may be judged by: age, sex, religion, origin, marital status, special needs,
    identity.
    """
    words = frozenset(column.casefold().split("_"))
    return bool(words & _PROTECTED) and column not in ("nama_jabatan", "nama_unit")


def own_columns(policy: Policy, columns: Collection[str]) -> Mapping[str, bool]:
    """Those of the `columns` of `pegawai` that are not declared and that a criterion reads, and whether as numbers."""
    read: dict[str, bool] = {}
    known = readable_columns()
    for one in policy.criteria:
        name = one.settings.get("kolom")
        if isinstance(name, str) and name in columns and name not in known and not tells_protected_trait(name):
            read[name] = read.get(name, False) or one.kind == "nilai_kolom"
    return read


def own_numbers(policy: Policy, people: Table) -> pl.DataFrame:
    """The columns of the office's own that are read as numbers, typed; null where a text is no number."""
    own = own_columns(policy, people.text.columns)
    return people.text.select(_value(name) for name, is_number in own.items() if is_number)


def with_own_columns(frame: pl.DataFrame, policy: Policy, people: Table) -> pl.DataFrame:
    """The frame of the table with the columns of the office's own that criteria read."""
    own = own_columns(policy, people.text.columns)
    texts = people.text.select(name for name, is_number in own.items() if not is_number)
    return pl.concat((frame, texts, own_numbers(policy, people)), how="horizontal") if own else frame


def code_of(value: object) -> str:
    """A value as `nilai` of a criterion writes it: a number without the noughts that end it."""
    text = str(value)
    return text.rstrip("0").rstrip(".") if "." in text and text.replace(".", "", 1).isdigit() else text


def _value(name: str) -> pl.Expr:
    return value_of(Column(name, Kind.DECIMAL, Need.OPTIONAL, "")).alias(name)
