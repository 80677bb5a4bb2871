"""Faults of people: NIP, doubles, rank, dates, acting terms, kin, wishes, retirement."""

from __future__ import annotations

import datetime
import itertools
from dataclasses import dataclass

from examples.generator.dates import NOW, Day, shift
from examples.generator.facts import Row
from examples.generator.faults.wreck import ERROR, INFO, WARNING, Wreck
from examples.generator.person import Person


def _civil(person: Person) -> bool:
    return person.status == "PNS" and not person.post.special


def _clerk(person: Person) -> bool:
    return _civil(person) and person.post.level == "PELAKSANA"


def _moved(day: str, days: int) -> str:
    return (Day.fromisoformat(day) + datetime.timedelta(days=days)).isoformat()


@dataclass(frozen=True)
class _Newcomer:
    """A row that is added for somebody of whom no other table knows."""

    nip: str
    name: str
    born: str
    sex: str
    joined: str


def _add(wreck: Wreck, newcomer: _Newcomer) -> Row:
    """A CPNS clerk in a free seat, put where the NIP belongs."""
    post = wreck.post(
        lambda row: row["kode_jabatan"] == "PENELAAH" and int(row["kebutuhan"]) > len(wreck.holders(row)) > 0
    )
    row = dict(wreck.holders(post)[-1])
    row |= {
        "nip": newcomer.nip, "nama": newcomer.name, "gelar_depan": "", "gelar_belakang": "S.A.P.",
        "status_kepegawaian": "CPNS", "status_aktif": "aktif", "tanggal_lahir": newcomer.born,
        "jenis_kelamin": newcomer.sex, "tmt_cpns": newcomer.joined, "tmt_pns": "", "golongan": "III/a",
        "tmt_pangkat": newcomer.joined, "masa_kerja_tahun": "0", "masa_kerja_bulan": "0",
        "tmt_jabatan": newcomer.joined,
        "id_unit": "", "kontrak_mulai": "", "kontrak_selesai": "",
    }  # fmt: skip
    before = [other for other in wreck.tables["pegawai"] if other["nip"] < newcomer.nip]
    return wreck.insert_after("pegawai", before[-1], row)


def nip_of_seventeen_digits(wreck: Wreck) -> None:
    row = _add(wreck, _Newcomer("19990412202506100", "Rendi Saputra", "1999-04-12", "L", "2025-06-01"))
    wreck.expect("NIP-01", ERROR, "pegawai", row, "nip", "NIP 17 digit")


def nip_in_scientific_form(wreck: Wreck) -> None:
    row = wreck.fact("pendidikan", lambda row: row["tingkat"] == "SLTA")
    row["nip"] = "1.98E+17"
    wreck.expect("NIP-01", ERROR, "pendidikan", row, "nip", "NIP diubah lembar sebar menjadi bentuk ilmiah")


def nip_with_spaces(wreck: Wreck) -> None:
    row = wreck.fact("diklat", lambda row: row["jenis"] == "teknis")
    nip = row["nip"]
    wreck.expect("NILAI-01", INFO, "diklat", row, "nip", "NIP ditulis dengan spasi: dibaca tanpa spasi")
    row["nip"] = f"{nip[:8]} {nip[8:14]} {nip[14]} {nip[15:]}"


def nip_of_unknown_sex(wreck: Wreck) -> None:
    row = wreck.fact("kinerja", lambda row: row["tahun"] == "2024")
    row["nip"] = row["nip"][:14] + "3" + row["nip"][15:]
    wreck.expect("NIP-01", ERROR, "kinerja", row, "nip", "digit ke-15 bukan 1 atau 2")


def birth_date_differs(wreck: Wreck) -> None:
    row = wreck.person(_clerk)
    row["tanggal_lahir"] = _moved(row["tanggal_lahir"], -5)
    wreck.expect("NIP-02", WARNING, "pegawai", row, "tanggal_lahir", "tanggal lahir tidak sama dengan NIP")


def sex_differs(wreck: Wreck) -> None:
    row = wreck.person(_clerk)
    row["jenis_kelamin"] = "P" if row["jenis_kelamin"] == "L" else "L"
    wreck.expect("NIP-03", WARNING, "pegawai", row, "jenis_kelamin", "jenis kelamin tidak sama dengan NIP")


def entry_differs(wreck: Wreck) -> None:
    row = wreck.person(_clerk)
    row["tmt_cpns"] = shift(Day.fromisoformat(row["tmt_cpns"]), -1).isoformat()
    wreck.expect("NIP-04", WARNING, "pegawai", row, "tmt_cpns", "TMT CPNS tidak sama dengan NIP")


def two_parts_differ(wreck: Wreck) -> None:
    row = wreck.person(_clerk)
    row["tanggal_lahir"] = _moved(row["tanggal_lahir"], -9)
    row["jenis_kelamin"] = "P" if row["jenis_kelamin"] == "L" else "L"
    text = "tanggal lahir dan jenis kelamin tidak sama dengan NIP: mungkin NIP orang lain"
    wreck.expect("NIP-05", ERROR, "pegawai", row, "nip", text)


def contract_number_of_a_civil_servant(wreck: Wreck) -> None:
    row = wreck.person(lambda person: person.status == "PPPK" and person.post.level == "JF_AHLI_PERTAMA")
    row |= {"status_kepegawaian": "PNS", "golongan": "III/a"}
    text = "nomor induk PPPK pada orang berstatus PNS"
    wreck.expect("NIP-06", ERROR, "pegawai", row, "status_kepegawaian", text)


def appointed_as_a_minor(wreck: Wreck) -> None:
    row = _add(wreck, _Newcomer("200809142025062001", "Intan Permatasari", "2008-09-14", "P", "2025-06-01"))
    wreck.expect("NIP-07", WARNING, "pegawai", row, "tmt_cpns", "usia 16 tahun saat diangkat")


def person_twice(wreck: Wreck) -> None:
    row = wreck.person(lambda person: _clerk(person) and person.post.seats > person.post.holders)
    wreck.used_posts.add(row["id_jabatan"])
    twin = wreck.insert_after("pegawai", row, dict(row) | {"nama": f"{row['nama']} (lama)"})
    wreck.expect("GANDA-01", ERROR, "pegawai", twin, "nip", "orang yang sama tercatat dua kali")


def rating_twice(wreck: Wreck) -> None:
    row = wreck.fact("kinerja", lambda row: row["tahun"] == "2025" and row["predikat"] == "baik")
    twin = wreck.insert_after("kinerja", row, dict(row))
    wreck.expect("GANDA-01", ERROR, "kinerja", twin, "nip", "dua penilaian untuk tahun yang sama")


def namesake_of_the_same_birth(wreck: Wreck) -> None:
    row = wreck.person(
        lambda person: _clerk(person) and person.origin.born.year > 1996 and person.origin.joined.year < 2024
    )
    nip = f"{row['nip'][:8]}202506{row['nip'][14]}007"
    born, sex = row["tanggal_lahir"], row["jenis_kelamin"]
    twin = _add(wreck, _Newcomer(nip, row["nama"], born, sex, "2025-06-01"))
    wreck.expect("GANDA-02", WARNING, "pegawai", twin, "nip", "nama dan tanggal lahir sama, NIP berbeda")


def rank_of_the_other_scheme(wreck: Wreck) -> None:
    row = wreck.person(lambda person: person.status == "PPPK" and person.post.level == "JF_AHLI_PERTAMA")
    row["golongan"] = "III/a"
    wreck.expect("GOLONGAN-01", ERROR, "pegawai", row, "golongan", "golongan PNS pada seorang PPPK")


def permanent_before_entry(wreck: Wreck) -> None:
    row = wreck.person(_clerk)
    row["tmt_pns"] = shift(Day.fromisoformat(row["tmt_cpns"]), -12).isoformat()
    wreck.expect("TANGGAL-01", ERROR, "pegawai", row, "tmt_pns", "TMT PNS mendahului TMT CPNS")


def contract_ends_before_it_begins(wreck: Wreck) -> None:
    row = wreck.person(lambda person: person.status == "PPPK")
    row["kontrak_selesai"] = shift(Day.fromisoformat(row["kontrak_mulai"]), -1).isoformat()
    text = "kontrak berakhir sebelum dimulai"
    wreck.expect("TANGGAL-01", ERROR, "pegawai", row, "kontrak_selesai", text)


def post_from_a_later_day(wreck: Wreck) -> None:
    row = wreck.person(_clerk)
    row["tmt_jabatan"] = "2026-03-02"
    wreck.expect("TANGGAL-02", WARNING, "pegawai", row, "tmt_jabatan", "TMT jabatan setelah tanggal acuan")


def rank_from_a_later_day(wreck: Wreck) -> None:
    row = wreck.person(_clerk)
    row["tmt_pangkat"] = "2026-04-01"
    wreck.expect("TANGGAL-02", WARNING, "pegawai", row, "tmt_pangkat", "TMT pangkat setelah tanggal acuan")


def term_ends_before_it_begins(wreck: Wreck) -> None:
    row = wreck.fact("riwayat_jabatan", lambda row: row["jenjang"] == "PELAKSANA" and row["tmt_selesai"] > "2000")
    row["tmt_selesai"] = shift(Day.fromisoformat(row["tmt"]), -6).isoformat()
    text = "masa jabatan berakhir sebelum dimulai"
    wreck.expect("TANGGAL-03", ERROR, "riwayat_jabatan", row, "tmt_selesai", text)


def terms_overlap(wreck: Wreck) -> None:
    history = wreck.tables["riwayat_jabatan"]
    firsts = {id(one) for one, other in itertools.pairwise(history) if one["nip"] == other["nip"]}
    row = wreck.fact("riwayat_jabatan", lambda row: id(row) in firsts and row["tmt_selesai"] < "2022")
    row["tmt_selesai"] = _moved(row["tmt_selesai"], 75)
    text = "masa dua jabatan definitif bertumpang tindih"
    following = history[next(at for at, one in enumerate(history) if one is row) + 1]
    wreck.expect("RIWAYAT-01", WARNING, "riwayat_jabatan", following, "tmt", text)


def acting_for_a_year(wreck: Wreck) -> None:
    post = wreck.post(lambda row: row["jenjang"] == "PENGAWAS" and row["eselon"] == "IV.a")
    row = {
        "nip": wreck.person(lambda person: person.post.echelon == "IV.b")["nip"], "id_jabatan": post["id_jabatan"],
        "jenis": "plt", "tmt": "2025-01-06", "sampai": "", "nomor_sk": "800/77/BKPSDM/2025",
    }  # fmt: skip
    wreck.tables["penugasan"].append(row)
    text = "Plt sejak Januari 2025, melewati tiga bulan dan satu perpanjangan"
    wreck.expect("PLT-01", WARNING, "penugasan", row, "tmt", text)
    wreck.expect("PENUGASAN-01", WARNING, "penugasan", row, "jenis", "Plt pada jabatan yang ada pejabatnya")


def second_definitive_post(wreck: Wreck) -> None:
    post = wreck.free_seat()
    row = {
        "nip": wreck.person(_clerk)["nip"], "id_jabatan": post["id_jabatan"], "jenis": "definitif", "tmt": "2024-02-01",
        "sampai": "", "nomor_sk": "800/31/BKPSDM/2024",
    }  # fmt: skip
    wreck.tables["penugasan"].append(row)
    wreck.expect("JABATAN-03", ERROR, "penugasan", row, "jenis", "dua jabatan definitif pada satu orang")


def rating_against_the_matrix(wreck: Wreck) -> None:
    row = wreck.fact("kinerja", lambda row: row["perilaku"] == "di_bawah_ekspektasi" and row["predikat"] == "kurang")
    row["predikat"] = "baik"
    text = "perilaku di bawah ekspektasi tidak dapat menghasilkan predikat baik"
    wreck.expect("KINERJA-02", WARNING, "kinerja", row, "predikat", text)


def penalty_of_another_gravity(wreck: Wreck) -> None:
    row = {
        "nip": wreck.person(_clerk)["nip"], "jenis": "S1", "tingkat": "ringan", "status": "selesai",
        "tmt_mulai": "2023-04-03", "tmt_selesai": "2023-10-02", "nomor_sk": "700/88/INSPEKTORAT/2023",
    }  # fmt: skip
    wreck.tables["disiplin"].append(row)
    wreck.expect("DISIPLIN-06", ERROR, "disiplin", row, "tingkat", "S1 adalah hukuman sedang, bukan ringan")


def active_after_retirement(wreck: Wreck) -> None:
    def old(person: Person) -> bool:
        return person.post.level == "JF_AHLI_MADYA" and person.age(NOW) == 59 and person.post.field != "pendidikan"

    post = wreck.free_seat()
    row = wreck.person(lambda person: old(person) and not person.post.special)
    row["id_jabatan"] = post["id_jabatan"]
    text = "usia 59 tahun pada jabatan dengan batas usia pensiun 58"
    wreck.expect("PENSIUN-01", WARNING, "pegawai", row, "status_aktif", text)
    text = "golongan di atas batas kenaikan pangkat reguler pelaksana"
    wreck.expect("GOLONGAN-02", WARNING, "pegawai", row, "golongan", text)


def relative_is_superior(wreck: Wreck) -> None:
    heads = {row["id_jabatan"]: row["nip"] for row in wreck.tables["pegawai"]}

    def has_head(person: Person) -> bool:
        nip = heads.get(person.post.superior, "")
        return _clerk(person) and nip not in wreck.taken and nip in wreck.people and wreck.people[nip].ordinary

    row = wreck.person(has_head)
    head = heads[wreck.people[row["nip"]].post.superior]
    wreck.taken.add(head)
    kin = {"nip_a": head, "nip_b": row["nip"], "hubungan": "ipar"}
    wreck.tables["relasi"].append(kin)
    wreck.expect("KK-05", WARNING, "relasi", kin, "hubungan", "atasan langsung adalah ipar")


def wish_for_nothing_known(wreck: Wreck) -> None:
    row = {
        "nip": wreck.person(_clerk)["nip"], "jenis": "jabatan", "sasaran": "DISPERPUS-KEPALA", "urutan": "1",
        "alasan": "",
    }  # fmt: skip
    wreck.tables["minat"].append(row)
    wreck.expect("MINAT-01", WARNING, "minat", row, "sasaran", "jabatan yang diminati tidak ada")


FAULTS = (
    nip_of_seventeen_digits, nip_in_scientific_form, nip_with_spaces, nip_of_unknown_sex, birth_date_differs,
    sex_differs,
    entry_differs, two_parts_differ, contract_number_of_a_civil_servant, appointed_as_a_minor, person_twice,
    rating_twice, namesake_of_the_same_birth, rank_of_the_other_scheme, permanent_before_entry,
    contract_ends_before_it_begins, post_from_a_later_day, rank_from_a_later_day, term_ends_before_it_begins,
    terms_overlap, acting_for_a_year, second_definitive_post, rating_against_the_matrix, penalty_of_another_gravity,
    active_after_retirement, relative_is_superior, wish_for_nothing_known,
)  # fmt: skip
