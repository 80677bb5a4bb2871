"""Faults of units, posts, vacancies and references between the tables."""

from __future__ import annotations

from examples.generator.facts import Row
from examples.generator.faults.wreck import ERROR, WARNING, Wreck
from examples.generator.person import Person


def _civil(person: Person) -> bool:
    return person.status == "PNS" and not person.post.special


def _clerk(person: Person) -> bool:
    return _civil(person) and person.post.level == "PELAKSANA"


def _unit(wreck: Wreck, id: str) -> Row:
    return next(row for row in wreck.tables["unit"] if row["id_unit"] == id)


def _post(wreck: Wreck, id: str) -> Row:
    wreck.used_posts.add(id)
    return next(row for row in wreck.tables["jabatan"] if row["id_jabatan"] == id)


def _several_seats(wreck: Wreck, row: Row) -> bool:
    return row["jenjang"].startswith("JF_") and len(wreck.holders(row)) > 1


def post_of_nowhere(wreck: Wreck) -> None:
    row = wreck.person(_clerk)
    row["id_jabatan"] = row["id_jabatan"].replace("-", "--")
    wreck.expect("RUJUK-01", ERROR, "pegawai", row, "id_jabatan", "jabatan tidak ada: tanda hubung ganda")


def rating_of_nobody(wreck: Wreck) -> None:
    row = wreck.fact("kinerja", lambda row: row["tahun"] == "2025")
    row["nip"] = row["nip"][:15] + "987"
    wreck.expect("RUJUK-01", ERROR, "kinerja", row, "nip", "NIP ini tidak ada di pegawai")


def unit_of_nowhere(wreck: Wreck) -> None:
    row = wreck.post(lambda row: row["jenjang"] == "JF_AHLI_PERTAMA" and row["id_unit"].startswith("DLH."))
    row["id_unit"] = row["id_unit"].replace("DLH.", "DHL.")
    wreck.expect("RUJUK-01", ERROR, "jabatan", row, "id_unit", "unit DHL tidak ada, maksudnya DLH")


def kin_of_nobody(wreck: Wreck) -> None:
    row = {
        "nip_a": wreck.person(_clerk)["nip"], "nip_b": "198507172010012999", "hubungan": "saudara_kandung",
    }  # fmt: skip
    wreck.tables["relasi"].append(row)
    wreck.expect("RUJUK-01", ERROR, "relasi", row, "nip_b", "NIP kerabat tidak ada di pegawai")


def units_in_a_circle(wreck: Wreck) -> None:
    row = _unit(wreck, "DISHUB.LALIN")
    row["id_induk"] = "DISHUB.LALIN.1"
    text = "bidang dan seksinya saling menjadi induk"
    wreck.expect("UNIT-01", ERROR, "unit", row, "id_induk", text)


def unit_of_itself(wreck: Wreck) -> None:
    row = _unit(wreck, "DISPORA.PEMUDA.2")
    row["id_induk"] = row["id_unit"]
    wreck.expect("UNIT-01", ERROR, "unit", row, "id_induk", "unit menjadi induk dirinya sendiri")


def second_root(wreck: Wreck) -> None:
    row = _unit(wreck, "KEC.PANGKALBALAM")
    row["id_induk"] = ""
    wreck.expect("UNIT-02", WARNING, "unit", row, "id_induk", "kecamatan tanpa unit induk: akar kedua")


def unit_twice(wreck: Wreck) -> None:
    row = _unit(wreck, "RSUD.MEDIK.1")
    twin = wreck.insert_after("unit", row, dict(row) | {"nama": "Seksi Pelayanan Medis RSUD"})
    wreck.expect("GANDA-01", ERROR, "unit", twin, "id_unit", "id unit dipakai dua kali")


def superiors_in_a_circle(wreck: Wreck) -> None:
    row = _post(wreck, "DUKCAPIL.CAPIL-KABID")
    row["atasan"] = "DUKCAPIL.CAPIL.1-KASI"
    text = "kepala bidang dan kepala seksinya saling menjadi atasan"
    wreck.expect("JABATAN-01", ERROR, "jabatan", row, "atasan", text)


def more_holders_than_seats(wreck: Wreck) -> None:
    row = wreck.post(lambda row: _several_seats(wreck, row))
    row["kebutuhan"] = str(len(wreck.holders(row)) - 1)
    text = "pemangku definitif lebih banyak daripada kebutuhan"
    wreck.expect("JABATAN-02", ERROR, "jabatan", row, "kebutuhan", text)


def two_heads_of_a_section(wreck: Wreck) -> None:
    post = wreck.post(lambda row: row["eselon"] == "IV.a" and len(wreck.holders(row)) == 1)
    post["kebutuhan"] = ""
    person = wreck.person(lambda person: person.post.echelon == "IV.b" and person.slot.since is None)
    person["id_jabatan"] = post["id_jabatan"]
    text = "dua pemangku definitif pada jabatan manajerial yang kebutuhannya tidak ditulis"
    wreck.expect("JABATAN-02", WARNING, "jabatan", post, "kebutuhan", text)


def echelon_of_another_level(wreck: Wreck) -> None:
    row = wreck.post(lambda row: row["eselon"] == "III.b" and row["kode_khusus"] == "")
    row["eselon"] = "II.b"
    wreck.expect("JABATAN-04", ERROR, "jabatan", row, "eselon", "eselon II.b pada jabatan administrator")


def manager_without_echelon(wreck: Wreck) -> None:
    row = wreck.post(lambda row: row["eselon"] == "IV.a" and row["kode_khusus"] == "")
    row["eselon"] = ""
    wreck.expect("JABATAN-05", WARNING, "jabatan", row, "eselon", "jabatan manajerial tanpa eselon")


def works_elsewhere(wreck: Wreck) -> None:
    row = wreck.person(lambda person: _clerk(person) and person.post.unit.startswith("DLH"))
    row["id_unit"] = "BAPPEDA.LITBANG"
    text = "unit kerja di luar unit jabatan"
    wreck.expect("JABATAN-06", WARNING, "pegawai", row, "id_unit", text)


def level_is_unknown(wreck: Wreck) -> None:
    row = wreck.post(lambda row: row["kode_jabatan"] == "PENGOLAH")
    row["jenjang"] = ""
    wreck.expect("KOLOM-06", WARNING, "jabatan", row, "jenjang", "jenjang jabatan kosong")


def acting_in_no_post(wreck: Wreck) -> None:
    row = {
        "nip": wreck.person(lambda person: person.post.echelon == "IV.b")["nip"],
        "id_jabatan": "KEC.GERUNGGANG-KASIPEM",
        "jenis": "plh", "tmt": "2026-01-19", "sampai": "2026-02-02", "nomor_sk": "",
    }  # fmt: skip
    wreck.tables["penugasan"].append(row)
    wreck.expect("RUJUK-01", ERROR, "penugasan", row, "id_jabatan", "jabatan yang di-Plh-kan tidak ada")


def _vacancy(wreck: Wreck, level: str, number: int) -> str:
    """The `number`-th vacancy of a level, of those that are described in full."""
    full = [vacancy for vacancy in wreck.city.vacancies if vacancy.education and len(vacancy.standard) == 9]
    return [vacancy.id for vacancy in full if vacancy.post.level == level][number]


def too_many_open_seats(wreck: Wreck) -> None:
    id = _vacancy(wreck, "PELAKSANA", 0)
    wreck.change_vacancy(id, "jumlah", "9")
    text = "jumlah lowongan melebihi kursi yang kosong"
    wreck.expect_vacancy("LOWONGAN-01", ERROR, id, "jumlah", text)


def vacancy_of_another_level(wreck: Wreck) -> None:
    id = _vacancy(wreck, "ADMINISTRATOR", 3)
    wreck.change_vacancy(id, "jumlah", "1\n    jenjang: PENGAWAS")
    text = "jenjang lowongan bertentangan dengan jenjang jabatannya"
    wreck.expect_vacancy("LOWONGAN-02", WARNING, id, "jenjang", text)


def standard_is_incomplete(wreck: Wreck) -> None:
    id = _vacancy(wreck, "PENGAWAS", 4)
    wreck.change_vacancy(id, "standar_kompetensi", "{M.01: 2, M.02: 2, M.03: 2, M.04: 2, M.05: 2, SK.01: 2}")
    text = "standar kompetensi tanpa M.06, M.07 dan M.08"
    wreck.expect_vacancy("LOWONGAN-03", WARNING, id, "standar_kompetensi", text)


def vacancy_of_no_post(wreck: Wreck) -> None:
    id = _vacancy(wreck, "PENGAWAS", 7)
    post = next(vacancy.post.id for vacancy in wreck.city.vacancies if vacancy.id == id)
    wreck.change_vacancy(id, "id_jabatan", f"{post}1")
    wreck.expect_vacancy("RUJUK-01", ERROR, id, "id_jabatan", "jabatan yang lowong tidak ada")


FAULTS = (
    post_of_nowhere, rating_of_nobody, unit_of_nowhere, kin_of_nobody, units_in_a_circle, unit_of_itself, second_root,
    unit_twice, superiors_in_a_circle, more_holders_than_seats, two_heads_of_a_section, echelon_of_another_level,
    manager_without_echelon, works_elsewhere, level_is_unknown, acting_in_no_post, too_many_open_seats,
    vacancy_of_another_level, standard_is_incomplete, vacancy_of_no_post,
)  # fmt: skip
