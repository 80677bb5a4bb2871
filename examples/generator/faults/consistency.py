"""Faults that show only when several columns or tables are compared: names, ranks, holders, demands of vacancies."""

from __future__ import annotations

from examples.generator.faults.wreck import ERROR, WARNING, Wreck
from examples.generator.person import Person


def _clerk(person: Person) -> bool:
    return person.status == "PNS" and not person.post.special and person.post.level == "PELAKSANA"


def cyrillic_letter_in_a_name(wreck: Wreck) -> None:
    row = wreck.person(lambda person: _clerk(person) and "a" in person.name)
    row["nama"] = row["nama"].replace("a", "\u0430", 1)
    wreck.expect("TEKS-01", ERROR, "pegawai", row, "nama", "huruf Kiril di antara huruf Latin")


def rank_above_the_diploma(wreck: Wreck) -> None:
    diplomas = wreck.tables["pendidikan"]
    highest = {row["nip"]: row["tingkat"] for row in reversed(diplomas)}
    row = wreck.person(lambda person: _clerk(person) and highest.get(person.nip) == "SLTA")
    row["golongan"] = "III/d"
    text = "golongan III/d pada pelaksana berijazah SLTA"
    wreck.expect("GOLONGAN-02", WARNING, "pegawai", row, "golongan", text)


def history_goes_further(wreck: Wreck) -> None:
    row = wreck.person(_clerk)
    new = dict([one for one in wreck.tables["riwayat_jabatan"] if one["nip"] == row["nip"]][-1])
    new |= {"tmt": "2026-01-05", "tmt_selesai": "", "nomor_sk": ""}
    last = [one for one in wreck.tables["riwayat_jabatan"] if one["nip"] == row["nip"]][-1]
    twin = wreck.insert_after("riwayat_jabatan", last, new)
    text = "riwayat lebih baru daripada jabatan sekarang"
    wreck.expect("RIWAYAT-03", WARNING, "riwayat_jabatan", twin, "tmt", text)
    wreck.expect("RIWAYAT-02", WARNING, "riwayat_jabatan", twin, "tmt", "celah antara dua jabatan")


def post_of_another_spelling(wreck: Wreck) -> None:
    row = wreck.free_seat()
    twin = wreck.insert_after("jabatan", row, dict(row) | {"id_jabatan": row["id_jabatan"].lower()})
    wreck.expect("GANDA-03", WARNING, "jabatan", twin, "id_jabatan", "id jabatan hanya beda huruf besar")


def kin_of_oneself(wreck: Wreck) -> None:
    nip = wreck.person(_clerk)["nip"]
    row = {"nip_a": nip, "nip_b": nip, "hubungan": "saudara_kandung"}
    wreck.tables["relasi"].append(row)
    wreck.expect("KK-04", ERROR, "relasi", row, "nip_b", "kerabat dari dirinya sendiri")


def clerk_acts_as_head(wreck: Wreck) -> None:
    post = next(
        row for row in wreck.tables["jabatan"]
        if row["jenjang"] == "ADMINISTRATOR" and not wreck.holders(row) and row["id_jabatan"] not in {
            one["id_jabatan"] for one in wreck.tables["penugasan"]
        }
    )  # fmt: skip
    row = {
        "nip": wreck.person(_clerk)["nip"], "id_jabatan": post["id_jabatan"], "jenis": "plh", "tmt": "2026-01-12",
        "sampai": "", "nomor_sk": "800/12/BKPSDM/2026",
    }  # fmt: skip
    wreck.tables["penugasan"].append(row)
    wreck.expect("PLT-02", WARNING, "penugasan", row, "nip", "pelaksana menjadi Plh administrator")


def level_six(wreck: Wreck) -> None:
    standard = "{M.01: 6, M.02: 2, M.03: 2, M.04: 2, M.05: 2, M.06: 2, M.07: 2, M.08: 2, SK.01: 2}"
    wreck.change_vacancy("L-003", "standar_kompetensi", standard)
    text = "tingkat kompetensi 6 tidak ada"
    wreck.expect_vacancy("LOWONGAN-04", ERROR, "L-003", "standar_kompetensi", text)


def diploma_below_the_level(wreck: Wreck) -> None:
    wreck.change_vacancy("L-005", "pendidikan_min", "SLTA")
    text = "pendidikan di bawah syarat jenjangnya"
    wreck.expect_vacancy("LOWONGAN-05", WARNING, "L-005", "pendidikan_min", text)


def head_of_twenty_five(wreck: Wreck) -> None:
    wreck.change_vacancy("L-009", "jumlah", "1\n    golongan_min: IV/a\n    usia_maks: 25")
    text = "tidak seorang pun bergolongan IV/a pada usia 25"
    wreck.expect_vacancy("LOWONGAN-06", WARNING, "L-009", "golongan_min", text)


def seat_of_the_future(wreck: Wreck) -> None:
    wreck.change_vacancy("L-010", "tmt_kosong", "2026-09-01")
    text = "kursi baru kosong setelah hari pelantikan"
    wreck.expect_vacancy("LOWONGAN-08", WARNING, "L-010", "tmt_kosong", text)


FAULTS = (
    cyrillic_letter_in_a_name, rank_above_the_diploma, history_goes_further, post_of_another_spelling, kin_of_oneself,
    clerk_acts_as_head, level_six, diploma_below_the_level, head_of_twenty_five, seat_of_the_future,
)  # fmt: skip
