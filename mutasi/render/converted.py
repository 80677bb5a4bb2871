"""A converted dataset as the files of a project: the tables as CSV, and a policy to begin with. Pure functions."""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping

import polars as pl

from mutasi.model.tables import declaration
from mutasi.render.order import ordered
from mutasi.render.table_files import separated

POLICY = "mutasi.yaml"

_HEAD = """\
# Kebijakan instansi. Berkas ini dibuat dari ekspor SIASN; lengkapi, lalu jalankan: mutasi validate
bahasa: id
"""
_AGENCY = """
instansi:
  nama: {name}
"""
_NO_AGENCY = """
# Isi nama instansi; ekspor tidak menyebut satu nama yang sama di semua baris.
# instansi:
#   nama: Pemerintah Kota ...
"""
_AS_OF = """
# "Hari ini" menurut data.
tanggal_acuan: {day}
"""
_NO_AS_OF = """
# "Hari ini" menurut data: isi dengan tanggal ekspor (tahun-bulan-hari) dan hapus tanda pagarnya.
# tanggal_acuan: 2026-01-31
"""
_TAIL = """
# Bobot penilaian ditulis di bawah kriteria, penyesuaian aturan di bawah aturan.
"""


def dataset_files(tables: Mapping[str, pl.DataFrame], agency: str, as_of: datetime.date | None) -> dict[str, bytes]:
    """The content of each file by its path in the project: the tables first, the policy last.

    The tables are in canonical form. `agency` is empty when no one name is known.
    """
    files = {f"data/{name}.csv": separated(ordered(frame, declaration(name))) for name, frame in tables.items()}
    return {**files, POLICY: policy_text(agency, as_of).encode()}


def policy_text(agency: str, as_of: datetime.date | None) -> str:
    """A minimal policy. What is not known stands there as a comment to fill in."""
    parts = (
        _HEAD,
        _AGENCY.format(name=json.dumps(agency, ensure_ascii=False)) if agency else _NO_AGENCY,
        _NO_AS_OF if as_of is None else _AS_OF.format(day=as_of.isoformat()),
        _TAIL,
    )
    return "".join(parts)
