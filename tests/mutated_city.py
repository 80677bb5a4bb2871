"""Copies of the example city in which something is missing, wrong or at an edge: reproducible by their seed."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from tests.slow.data import Dataset, Row
from tests.slow.dates import months_after

OPTIONAL = (
    "riwayat_jabatan", "kinerja", "kompetensi", "pendidikan", "diklat", "disiplin", "relasi", "talenta",
    "uji_kompetensi", "sertifikat",
)  # fmt: skip
EDGE_AGES = (40, 53, 55, 56, 58, 60, 63, 65)
EDGE_MONTHS = (24, 36, 48, 60)
LEVELS = ("JPT_PRATAMA", "ADMINISTRATOR", "PENGAWAS", "JF_AHLI_UTAMA", "JF_AHLI_MADYA", "JF_AHLI_MUDA", "PELAKSANA")
MECHANISMS = ("seleksi_terbuka", "uji_kompetensi", "manajemen_talenta", None)
BLANKABLE = (
    "status_kepegawaian", "status_aktif", "tanggal_lahir", "golongan", "id_jabatan", "tmt_jabatan", "tmt_pns",
    "proses_peradilan", "lhkpn_tahun", "spt_tahun", "kontrak_selesai", "id_jabatan",
)  # fmt: skip


@dataclass
class MutatedCity:
    """Tables of text, what `mutasi.yaml` says, and the people of whom something was changed."""

    tables: dict[str, list[Row]]
    policy: Mapping
    touched: list[str]


def mutated_city(city: Dataset, effective: date, seed: int, people: int = 120) -> MutatedCity:
    draw = random.Random(seed)
    tables = {name: [dict(row) for row in rows] for name, rows in city.items()}
    for name in OPTIONAL:
        tables.setdefault(name, [])
    chosen = draw.sample(tables["pegawai"], people)
    for person in chosen:
        for change in draw.sample(CHANGES, 3):
            change(draw, tables, person, effective)
    for post in draw.sample(tables["jabatan"], 300):
        _change_post(draw, post)
    wanted = {vacancy["id_jabatan"] for vacancy in tables["lowongan"]}
    for post in draw.sample([one for one in tables["jabatan"] if one["id_jabatan"] in wanted], 30):
        _change_post(draw, post)
    for vacancy in draw.sample(tables["lowongan"], 40):
        _change_vacancy(draw, vacancy)
    for name in draw.sample(OPTIONAL, draw.choice((0, 0, 1, 2))):
        del tables[name]
    everybody = [row["nip"] for row in tables["pegawai"]]
    return MutatedCity(tables, _policy(draw, everybody), [person["nip"] for person in chosen])


def _near(draw: random.Random, day: date) -> str:
    return (day + timedelta(days=draw.choice((-1, 0, 1)))).isoformat()


def _blank(draw: random.Random, tables: dict, person: Row, effective: date) -> None:
    person[draw.choice(BLANKABLE)] = None


def _age(draw: random.Random, tables: dict, person: Row, effective: date) -> None:
    person["tanggal_lahir"] = _near(draw, months_after(effective, -12 * draw.choice(EDGE_AGES)))


def _retirement(draw: random.Random, tables: dict, person: Row, effective: date) -> None:
    """About so old that the TMT of retirement is the effective date, or lies a year behind it."""
    years = draw.choice((57, 58, 59, 60))
    person["tanggal_lahir"] = _near(draw, months_after(effective.replace(day=1), -12 * years))


def _time_in_post(draw: random.Random, tables: dict, person: Row, effective: date) -> None:
    person["tmt_jabatan"] = _near(draw, months_after(effective, -draw.choice(EDGE_MONTHS)))


def _status(draw: random.Random, tables: dict, person: Row, effective: date) -> None:
    person["status_kepegawaian"] = draw.choice(("PNS", "CPNS", "PPPK", "PPPK_PARUH_WAKTU"))
    person["status_aktif"] = draw.choice(("aktif", "aktif", "cltn", "mpp", "pensiun"))
    person["kontrak_selesai"] = draw.choice((None, _near(draw, effective)))


def _rank(draw: random.Random, tables: dict, person: Row, effective: date) -> None:
    person["golongan"] = draw.choice(("II/c", "III/a", "III/b", "III/c", "III/d", "IV/a", "IV/b", "IV/c", "IV/e", "IX"))


def _origin(draw: random.Random, tables: dict, person: Row, effective: date) -> None:
    person["instansi"] = draw.choice(("kab_rekaan", "kab_rekaan", "kota_pangkalpinang", "Kota Pangkalpinang"))
    person["pemicu"] = draw.choice(("dinas", "permintaan_sendiri", None))
    person["tmt_pns"] = draw.choice((None, _near(draw, months_after(effective, -120))))
    person["proses_peradilan"] = draw.choice(("ya", "tidak", "tidak", None))


def _reports(draw: random.Random, tables: dict, person: Row, effective: date) -> None:
    for column in ("lhkpn_tahun", "spt_tahun"):
        person[column] = draw.choice((None, "2023", "2024", "2025"))


def _post_of(draw: random.Random, tables: dict, person: Row, effective: date) -> None:
    level = draw.choice(LEVELS)
    posts = [post["id_jabatan"] for post in tables["jabatan"] if post["jenjang"] == level]
    person["id_jabatan"] = draw.choice(posts or [None])


def _penalty(draw: random.Random, tables: dict, person: Row, effective: date) -> None:
    kind = draw.choice(("R1", "R3", "S1", "S3", "B1", "B2", "B3", None))
    grave = {"R": "ringan", "S": "sedang", "B": "berat"}[kind[0]] if kind else draw.choice(("ringan", "berat"))
    starts = (None, _near(draw, effective), _near(draw, months_after(effective, -12)), "2020-01-01")
    ends = (None, _near(draw, effective), _near(draw, months_after(effective, -24)), "2027-12-31")
    tables["disiplin"].append(
        {
            "nip": person["nip"], "jenis": kind, "tingkat": grave,
            "status": draw.choice(("proses", "menjalani", "menjalani", "selesai", "selesai")),
            "tmt_mulai": draw.choice(starts), "tmt_selesai": draw.choice(ends),
            "nomor_sk": draw.choice((None, "800/1/BKPSDM")),
        }
    )  # fmt: skip


def _relative(draw: random.Random, tables: dict, person: Row, effective: date) -> None:
    """Of somebody about a vacancy, or of anybody, who may be about to retire or lack a post."""
    post = draw.choice(tables["lowongan"])["id_jabatan"]
    row = next(row for row in tables["jabatan"] if row["id_jabatan"] == post)
    about = {row["atasan"], *(below["id_jabatan"] for below in tables["jabatan"] if below["atasan"] == post)} - {None}
    near = [one["nip"] for one in tables["pegawai"] if one["id_jabatan"] in about] or [None]
    other = draw.choice((draw.choice(near), draw.choice(tables["pegawai"])["nip"]))
    if other is not None and other != person["nip"]:
        pair = draw.sample((person["nip"], other), 2)
        kinship = draw.choice(("suami_istri", "ipar", "anak"))
        tables["relasi"].append({"nip_a": pair[0], "nip_b": pair[1], "hubungan": kinship})
        draw.choice((_retirement, _status, _blank, _nothing))(
            draw, tables, next(row for row in tables["pegawai"] if row["nip"] == other), effective
        )


def _nothing(draw: random.Random, tables: dict, person: Row, effective: date) -> None:
    """Left as it is."""


def _history(draw: random.Random, tables: dict, person: Row, effective: date) -> None:
    rows = [row for row in tables["riwayat_jabatan"] if row["nip"] == person["nip"]]
    for row in draw.sample(rows, min(2, len(rows))):
        column = draw.choice(("jenjang", "bidang", "jenis", "jenis", "tmt_selesai", "tmt", "tmt_selesai"))
        if column == "tmt" or (column == "tmt_selesai" and row[column] is not None and draw.random() < 0.5):
            row[column] = (date.fromisoformat(row[column]) + timedelta(days=draw.choice((-2, -1, 1, 2)))).isoformat()
        else:
            row[column] = draw.choice((None, "plt")) if column == "jenis" else None


def _earlier_post(draw: random.Random, tables: dict, person: Row, effective: date) -> None:
    """A post that ends today, at the present one or nobody knows when, and lasted about as long as a rule asks."""
    end = draw.choice((effective, date(2024, 2, 29), date(2030, 1, 1)))
    fields = sorted({row["bidang"] for row in tables["jabatan"] if row["bidang"]})
    tables["riwayat_jabatan"].append(
        {
            "nip": person["nip"], "nama_jabatan": "Jabatan lain", "jenjang": draw.choice((*LEVELS, None)),
            "bidang": draw.choice((*fields, None)), "jenis": draw.choice(("definitif", "definitif", None, "plh")),
            "tmt": draw.choice((_near(draw, months_after(end, -draw.choice(EDGE_MONTHS))), person["tmt_jabatan"]))
            or "2015-03-31",
            "tmt_selesai": draw.choice((None, end.isoformat())),
        }
    )  # fmt: skip


def _ratings(draw: random.Random, tables: dict, person: Row, effective: date) -> None:
    tables["kinerja"] = [row for row in tables["kinerja"] if row["nip"] != person["nip"]]
    for back in draw.sample((1, 2, 3), draw.choice((1, 2, 3))):
        rating = draw.choice(("sangat_baik", "baik", "baik", "butuh_perbaikan", None))
        tables["kinerja"].append({"nip": person["nip"], "tahun": str(effective.year - back), "predikat": rating})


def _diplomas(draw: random.Random, tables: dict, person: Row, effective: date) -> None:
    for row in tables["pendidikan"]:
        if row["nip"] == person["nip"]:
            row["diakui"] = draw.choice(("ya", "tidak", None))
            row["jurusan"] = draw.choice((row["jurusan"], None, "Ilmu Pemerintahan"))


def _assessments(draw: random.Random, tables: dict, person: Row, effective: date) -> None:
    day = _near(draw, months_after(effective, -36))
    for row in tables["kompetensi"]:
        if row["nip"] == person["nip"]:
            row["tanggal"] = draw.choice((day, row["tanggal"], "2026-04-16"))
    codes = [f"M.0{number}" for number in range(1, 9)]
    new = ({"nip": person["nip"], "tanggal": day, "kompetensi": code, "level": str(draw.choice((2, 3, 4)))}
           for code in codes if draw.random() < 0.8)  # fmt: skip
    known = {(row["nip"], row["tanggal"], row["kompetensi"]) for row in tables["kompetensi"]}
    tables["kompetensi"] += [row for row in new if (row["nip"], row["tanggal"], row["kompetensi"]) not in known]


def _training(draw: random.Random, tables: dict, person: Row, effective: date) -> None:
    kind = draw.choice(("PKP", "PKA", "PKN_II", "PKN_I", "teknis"))
    tables["diklat"].append(
        {"nip": person["nip"], "jenis": kind, "tanggal": draw.choice((None, _near(draw, effective)))}
    )


def _test(draw: random.Random, tables: dict, person: Row, effective: date) -> None:
    for _ in range(draw.choice((1, 2))):
        tables["uji_kompetensi"].append(
            {
                "nip": person["nip"], "tanggal": draw.choice((None, _near(draw, effective))),
                "jenjang": draw.choice(LEVELS), "hasil": draw.choice(("lulus", "lulus", "tidak_lulus")),
            }
        )  # fmt: skip


def _certificate(draw: random.Random, tables: dict, person: Row, effective: date) -> None:
    code, until = draw.choice(("KEPAMONGPRAJAAN", "LAIN")), draw.choice((None, _near(draw, effective)))
    tables["sertifikat"].append(
        {"nip": person["nip"], "kode": code, "tanggal": draw.choice((None, "2020-01-01", _near(draw, effective))),
         "berlaku_sampai": until}
    )  # fmt: skip


def _talent(draw: random.Random, tables: dict, person: Row, effective: date) -> None:
    for year in draw.sample((2024, 2025, 2026, 2027), 2):
        box = str(draw.choice((5, 6, 7, 8, 9)))
        tables["talenta"].append({"nip": person["nip"], "tahun": str(year), "kotak": box})


CHANGES = (
    _blank, _age, _retirement, _time_in_post, _status, _rank, _origin, _reports, _post_of, _penalty, _relative,
    _history, _earlier_post, _ratings, _diplomas, _assessments, _training, _test, _certificate, _talent,
)  # fmt: skip


def _change_post(draw: random.Random, post: Row) -> None:
    changed = draw.choice(
        (
            "jenjang",
            "kelas",
            "bidang",
            "bup",
            "kode_jabatan",
            "kode_jabatan",
            "eselon",
            "atasan",
            "id_unit",
            "kebutuhan",
        )
    )
    values = {"kelas": ("5", "14", None), "bup": ("58", "60", "65"), "kode_jabatan": ("1.1", "1.2", None)}
    post[changed] = draw.choice(values.get(changed, (None,)))


def _change_vacancy(draw: random.Random, vacancy: Row) -> None:
    changed = draw.choice(
        ("usia_maks", "golongan_min", "kode_khusus", "mekanisme", "bidang", "standar_kompetensi", "jurusan",
         "pendidikan_min", "jenjang", "kelas")
    )  # fmt: skip
    values = {
        "usia_maks": ("39", "55", "57"), "golongan_min": ("III/c", "IV/a"), "kode_khusus": ("CAMAT",),
        "mekanisme": MECHANISMS, "jenjang": LEVELS, "kelas": ("6", "12"), "pendidikan_min": (None, "D-III", "S-2"),
        "jurusan": (None, "Ilmu Pemerintahan; Manajemen"), "standar_kompetensi": (None, "M.01=5; M.02=4; T.09=2"),
    }  # fmt: skip
    vacancy[changed] = draw.choice(values.get(changed, (None,)))


def _policy(draw: random.Random, everybody: list[str]) -> dict:
    """What an agency may have set, as text."""
    agency = {"nama": "Kota Pangkalpinang", "tim_penilai": draw.sample(everybody, 400)}
    if draw.random() < 0.7:
        agency["kode"] = "kota_pangkalpinang"
    if draw.random() < 0.5:
        agency["mekanisme_jpt"] = "manajemen_talenta"
    rules = {
        "FORMASI-02": {"lantai_persen_asal": draw.choice(("0", "60", "90"))},
        "PROS-04": {"usia_maks": "40", "golongan_maks": "III/c", "kecuali": ["kesehatan"]},
        "KK-01": draw.choice(({}, {"hubungan": ["suami_istri", "anak"]}, {"berat": "lunak"})),
        "MASA-01": draw.choice(({}, {"berat": "keras"}, {"berat": "mati"})),
        "POLA-01": draw.choice(({}, {"wajib_dasar_demosi": "tidak"}, {"pakai_kelas_jabatan": "tidak"})),
        "PENGAL-03": draw.choice(({}, {"sebidang": "ya"})),
        "USIA-03": draw.choice(({}, {"berat": "keras", "min_sisa_bulan": "24"})),
    }
    return {"instansi": agency, "aturan": {code: stated for code, stated in rules.items() if stated}}
