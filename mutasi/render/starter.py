"""The files of a new dataset: empty tables or a small example, a policy with comments, schemas for editors."""

from __future__ import annotations

import datetime
import json
from importlib import resources

import polars as pl

from mutasi.model.policy import TieBreaker
from mutasi.model.tables import TABLE_NAMES, declaration
from mutasi.render.language import language
from mutasi.render.policy_schema import policy_schema
from mutasi.render.schemas import json_schema, table_schema
from mutasi.render.table_files import separated

FIRST_TABLES = ("pegawai", "unit", "jabatan")
"""Tables that a new dataset has. An empty table says that there is nothing of its kind, so no other one is made."""
VACANCIES = "lowongan"
EXAMPLE_TABLES = (*FIRST_TABLES, "kinerja", "pendidikan", "riwayat_jabatan")
EXAMPLE_DAY = datetime.date(2026, 1, 31)
"""The day that the example speaks of."""

_LANGUAGE = "id"
"""The language that the policy of a new dataset names, and in which its README is written."""

_IGNORED = """\
# Hasil, berkas sementara, dan berkas kunci lembar sebar.
/out/
/usulan*
~$*
.~lock.*
.*.mutasi-tmp
"""
_ATTRIBUTES = """\
# Akhir baris sama di semua komputer.
*.csv text eol=lf
*.yaml text eol=lf
*.md text eol=lf
"""


def starter_files(as_of: datetime.date | None, *, example: bool) -> dict[str, bytes]:
    """The content of each file by its path. `as_of` is the reference date, None to leave it to be filled in."""
    tables = {f"data/{name}.csv": _example(f"{name}.csv") for name in EXAMPLE_TABLES} if example else {
        f"data/{name}.csv": _empty(name) for name in FIRST_TABLES
    }  # fmt: skip
    day = as_of or (EXAMPLE_DAY if example else None)
    words = language(_LANGUAGE)
    return {
        "mutasi.yaml": _policy("Pemerintah Kota Rekaan" if example else "", day),
        **tables,
        f"data/{VACANCIES}.yaml": _example("lowongan.yaml") if example else _template("lowongan.yaml").encode(),
        **{f"schemas/{name}.schema.json": json_schema(name, words).encode() for name in TABLE_NAMES},
        **{f"schemas/{name}.table.json": table_schema(name, words).encode() for name in TABLE_NAMES},
        "schemas/mutasi.schema.json": policy_schema().encode(),
        ".gitignore": _IGNORED.encode(),
        ".gitattributes": _ATTRIBUTES.encode(),
        "README.md": _template("README.md").format(tabel=_further_tables()).encode(),
    }


def _template(name: str) -> str:
    return resources.files("mutasi").joinpath(f"reference/awal/{name}").read_text(encoding="utf-8")


def _example(name: str) -> bytes:
    return resources.files("mutasi").joinpath(f"reference/awal/contoh/{name}").read_bytes()


def _empty(name: str) -> bytes:
    """The header of a table."""
    return separated(pl.DataFrame(schema={column.name: pl.String for column in declaration(name).columns}))


def _policy(agency: str, day: datetime.date | None) -> bytes:
    date = f"tanggal_acuan: {day.isoformat()}" if day else "# tanggal_acuan: 2026-01-31"
    chain = ", ".join(TieBreaker)
    text = _template("mutasi.yaml").format(nama=json.dumps(agency, ensure_ascii=False), tanggal=date, seri=chain)
    return text.encode()


def _further_tables() -> str:
    """The header of every table that a new dataset does not have."""
    further = [name for name in TABLE_NAMES if name not in (*FIRST_TABLES, VACANCIES)]
    return "\n\n".join(f"`data/{name}.csv`\n\n```\n{_empty(name).decode().strip()}\n```" for name in further)
