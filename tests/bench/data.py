"""Made-up people in any number, quickly and always the same."""

from __future__ import annotations

import random
from pathlib import Path

HEADER = (
    "nip,nama,status_kepegawaian,status_aktif,tanggal_lahir,jenis_kelamin,tmt_cpns,golongan,tmt_pangkat,id_jabatan,"
    "tmt_jabatan"
)
FAULTY = 50
"""One person in so many has a fault."""


def write_people(folder: Path, count: int, *, moved: bool = False) -> Path:
    """A dataset of `count` people; `moved` gives a later snapshot in which some hold another post."""
    folder.mkdir(parents=True, exist_ok=True)
    units = count // 40 + 1
    rows = [
        "nip,nama,status_kepegawaian,status_aktif,tanggal_lahir,jenis_kelamin,tmt_cpns,golongan,tmt_pangkat,id_jabatan,tmt_jabatan"
    ]
    random_ = random.Random(7)
    for number in range(count):
        year, month, day = 1970 + number % 28, 1 + number // 28 % 12, 1 + number // 336 % 28
        since, serial, sex = year + 23, 1 + number // 9408 % 999, 1 + number // 28 % 2
        start_month = 1 + number // 3 % 12
        nip = f"{year}{month:02d}{day:02d}{since}{start_month:02d}{sex}{serial:03d}"
        rank = ("III/b", "III/c", "III/d", "IV/a")[number % 4]
        post = number % (units * 40)
        if random_.random() < 1 / FAULTY:
            rank, post = ("V/z", post) if number % 2 else (rank, post + (1 if moved else 0))
        born = f"{year}-{month:02d}-{day:02d}"
        rows.append(
            f"{nip},Pegawai {number},PNS,aktif,{born},{'LP'[sex - 1]},{since}-{start_month:02d}-01,{rank},"
            f"2022-04-01,J{post},2022-01-04"
        )
    (folder / "pegawai.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    posts = ["id_jabatan,nama,id_unit,jenjang,kebutuhan"]
    posts += [f"J{post},Jabatan {post},U{post // 40},JF_AHLI_MUDA,9" for post in range(units * 40 + 1)]
    (folder / "jabatan.csv").write_text("\n".join(posts) + "\n", encoding="utf-8")
    names = ["id_unit,nama,id_induk", "U,Kota,", *(f"U{unit},Unit {unit},U" for unit in range(units + 1))]
    (folder / "unit.csv").write_text("\n".join(names) + "\n", encoding="utf-8")
    (folder / "mutasi.yaml").write_text("tanggal_acuan: 2026-01-31\n", encoding="utf-8")
    return folder


def vacancies_yaml(count: int) -> str:
    """Vacancies with a competence standard each."""
    standard = ", ".join(f"M.0{number}: 3" for number in range(1, 9))
    entries = (
        f"  - id_lowongan: L-{number:05d}\n    id_jabatan: J{number}\n    jumlah: 1\n    pendidikan_min: S-1\n"
        f"    jurusan: [Hukum, Manajemen, Akuntansi]\n    bidang: [keuangan, hukum]\n"
        f"    standar_kompetensi: {{{standard}, SK.01: 3}}\n    tmt_kosong: 2025-11-01\n"
        for number in range(count)
    )
    return "lowongan:\n" + "".join(entries)
