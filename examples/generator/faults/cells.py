"""Faults that a single cell shows: blank, of another kind, not in the list, out of range."""

from __future__ import annotations

from examples.generator.faults.wreck import ERROR, INFO, WARNING, Wreck
from examples.generator.person import Person


def _civil(person: Person) -> bool:
    return person.status == "PNS" and not person.post.special


def _clerk(person: Person) -> bool:
    return _civil(person) and person.post.level == "PELAKSANA"


def name_is_blank(wreck: Wreck) -> None:
    row = wreck.person(_clerk)
    row["nama"] = ""
    wreck.expect("KOLOM-05", ERROR, "pegawai", row, "nama", "nama kosong")


def level_is_blank(wreck: Wreck) -> None:
    row = wreck.fact("kompetensi", lambda row: row["kompetensi"] == "M.06")
    row["level"] = ""
    wreck.expect("KOLOM-05", ERROR, "kompetensi", row, "level", "level asesmen kosong")


def post_is_blank(wreck: Wreck) -> None:
    row = wreck.person(_clerk)
    row["id_jabatan"] = ""
    wreck.expect("KOLOM-06", WARNING, "pegawai", row, "id_jabatan", "jabatan definitif kosong")


def date_of_another_form(wreck: Wreck) -> None:
    row = wreck.person(_clerk)
    year, month, day = row["tmt_pangkat"].split("-")
    row["tmt_pangkat"] = f"{day}/{month}/{year}"
    wreck.expect(
        "NILAI-08", ERROR, "pegawai", row, "tmt_pangkat", "tanggal ditulis hari/bulan/tahun tanpa bukti urutannya"
    )


def date_that_does_not_exist(wreck: Wreck) -> None:
    row = wreck.fact("diklat", lambda row: row["jenis"] == "teknis" and row["tanggal"] != "")
    row["tanggal"] = "2023-02-30"
    wreck.expect("KOLOM-07", ERROR, "diklat", row, "tanggal", "30 Februari tidak ada")


def decimal_comma(wreck: Wreck) -> None:
    row = wreck.person(_clerk)
    row["kehadiran"] = "96,25"
    wreck.expect("NILAI-10", ERROR, "pegawai", row, "kehadiran", "desimal ditulis dengan koma, yang lain dengan titik")


def year_in_letters(wreck: Wreck) -> None:
    row = wreck.fact("pendidikan", lambda row: row["tingkat"] == "SLTA")
    row["tahun_lulus"] = "l" + row["tahun_lulus"][1:]
    wreck.expect("KOLOM-07", ERROR, "pendidikan", row, "tahun_lulus", "angka satu ditulis sebagai huruf l")


def rank_in_another_spelling(wreck: Wreck) -> None:
    row = wreck.person(lambda person: _clerk(person) and person.origin.ranks[-1].code == "III/b")
    row["golongan"] = "III/B"
    wreck.expect("NILAI-02", INFO, "pegawai", row, "golongan", "ejaan golongan: III/B, dibaca sebagai III/b")


def unknown_state_of_service(wreck: Wreck) -> None:
    row = wreck.person(_clerk)
    row["status_aktif"] = "cuti"
    wreck.expect("KOLOM-08", ERROR, "pegawai", row, "status_aktif", "cuti bukan status yang dikenal")


def diploma_in_another_spelling(wreck: Wreck) -> None:
    row = wreck.fact("pendidikan", lambda row: row["tingkat"] == "S-1")
    row["tingkat"] = "S1"
    wreck.expect("NILAI-02", INFO, "pendidikan", row, "tingkat", "S1, dibaca sebagai S-1")


def too_much_attendance(wreck: Wreck) -> None:
    row = wreck.person(_clerk)
    row["kehadiran"] = "102"
    wreck.expect("KOLOM-09", ERROR, "pegawai", row, "kehadiran", "kehadiran di atas 100 persen")


def level_beyond_the_scale(wreck: Wreck) -> None:
    row = wreck.fact("kompetensi", lambda row: row["kompetensi"] == "M.02")
    row["level"] = "7"
    wreck.expect("KOLOM-09", ERROR, "kompetensi", row, "level", "level kompetensi paling tinggi 5")


FAULTS = (
    name_is_blank, level_is_blank, post_is_blank, date_of_another_form, date_that_does_not_exist, decimal_comma,
    year_in_letters, rank_in_another_spelling, unknown_state_of_service, diploma_in_another_spelling,
    too_much_attendance, level_beyond_the_scale,
)  # fmt: skip
