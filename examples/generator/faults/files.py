"""Faults of single rows as text, and a file that is no table."""

from __future__ import annotations

from examples.generator.faults.wreck import ERROR, WARNING, Expected, Wreck
from examples.generator.snapshot import COLUMNS
from examples.generator.write import csv_text


def _line(table: str, row: dict[str, str]) -> str:
    return csv_text(COLUMNS[table], [row]).split("\n")[1]


def ragged_row_with_decimal_comma(wreck: Wreck) -> None:
    row = wreck.fact("diklat", lambda row: row["jenis"] == "teknis" and "," not in row["nama"])
    wreck.raw[id(row)] = _line("diklat", row) + ",5"
    text = "jam pelajaran ditulis dengan koma desimal, sehingga baris punya satu sel lebih banyak dari judul"
    wreck.expect("BERKAS-05", ERROR, "diklat", row, "", text)


def short_row(wreck: Wreck) -> None:
    row = wreck.fact("kompetensi", lambda row: row["kompetensi"] == "M.04")
    wreck.raw[id(row)] = _line("kompetensi", row).rpartition(",")[0]
    wreck.expect("BERKAS-05", ERROR, "kompetensi", row, "", "sel penyelenggara terpotong beserta komanya")


def control_character(wreck: Wreck) -> None:
    row = wreck.fact("riwayat_jabatan", lambda row: row["jenjang"] == "PELAKSANA")
    row["nama_jabatan"] = row["nama_jabatan"].replace(" ", "\x02", 1)
    text = "karakter kendali (0x02) tersalin ke dalam nama jabatan"
    wreck.expect("BERKAS-07", ERROR, "riwayat_jabatan", row, "nama_jabatan", text)


def text_after_quote(wreck: Wreck) -> None:
    row = wreck.fact("diklat", lambda row: row["jenis"] == "seminar")
    quoted = f'"{row["nama"]}" angkatan II'
    wreck.raw[id(row)] = _line("diklat", row).replace(row["nama"], quoted)
    wreck.expect("BERKAS-08", ERROR, "diklat", row, "", "tanda kutip ditutup lalu diikuti teks lain")


def stray_file(wreck: Wreck) -> None:
    wreck.texts["data/pensiun.csv"] = ["nip,tmt_pensiun", "196801012000031001,2026-02-01"]
    text = "berkas data/pensiun.csv bukan tabel yang dikenal"
    wreck.expected.append(
        Expected(wreck.number, "BERKAS-19", WARNING, "data/pensiun.csv", lambda: 0, "", "", text)
    )  # fmt: skip


def misspelt_column(wreck: Wreck) -> None:
    wreck.headers["kinerja"] = ",".join(COLUMNS["kinerja"]).replace("nilai_angka", "nilai_anka")
    text = "judul kolom salah tulis: nilai_anka, maksudnya nilai_angka"
    wreck.expect_header("KOLOM-04", WARNING, "kinerja", "nilai_anka", text)


FAULTS = (
    ragged_row_with_decimal_comma, short_row, control_character, text_after_quote, stray_file, misspelt_column,
)  # fmt: skip
