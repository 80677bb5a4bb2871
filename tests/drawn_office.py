"""A small organisation drawn by chance, and the same organisation after changes drawn by chance, as CSV files."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from random import Random

Rows = list[dict[str, str]]
Office = dict[str, Rows]

LEVELS = ("PENGAWAS", "ADMINISTRATOR", "JF_AHLI_MUDA", "JF_AHLI_MADYA", "PELAKSANA", "")
RANKS = ("III/b", "III/c", "III/d", "IV/a")
NAMES = ("Astiti", "Darwis", "Fitri", "Gusti", "Hasan", "Intan", "Joko", "Kartini")
DEGREES = ("", "S.E.", "S.H., M.H.", "S.Sos., M.Si.")
PREDICATES = ("baik", "sangat_baik", "")


def office(draw: Random, people: int = 12) -> Office:
    """Units, posts, people, acting posts and facts; some names and titles ask for quotes."""
    units = [{"id_unit": f"U{at}", "nama": f"Dinas {NAMES[at]}", "id_induk": "U0" if at else ""} for at in range(5)]
    posts = [
        {"id_jabatan": f"J{at}", "nama": f"Jabatan {at}", "id_unit": f"U{draw.randrange(5)}",
         "jenjang": draw.choice(LEVELS)}
        for at in range(10)
    ]  # fmt: skip
    persons = [_person(draw, at) for at in range(people)]
    office: Office = {"unit": units, "jabatan": posts, "pegawai": persons}
    for table, columns in (
        ("penugasan", lambda: {"id_jabatan": f"J{draw.randrange(10)}", "jenis": "plt", **_period(draw)}),
        ("pendidikan", lambda: {"tingkat": draw.choice(("S-1", "S-2")), "jurusan": draw.choice(("Hukum", ""))}),
        ("kinerja", lambda: {"tahun": str(draw.choice((2023, 2024))), "predikat": draw.choice(PREDICATES)}),
    ):
        rows = [{"nip": person["nip"], **columns()} for person in draw.sample(persons, people // 2)]
        office[table] = rows
    return office


def _person(draw: Random, at: int) -> dict[str, str]:
    born = f"{draw.randrange(1966, 1999)}-{draw.randrange(1, 13):02d}-{draw.randrange(1, 29):02d}"
    return {
        "nip": f"{born.replace('-', '')}2010{1 + at % 12:02d}1{at:03d}", "nama": draw.choice(NAMES),
        "gelar_belakang": draw.choice(DEGREES), "tanggal_lahir": born, "golongan": draw.choice(RANKS),
        "id_jabatan": draw.choice((f"J{draw.randrange(10)}", "")),
        "id_unit": draw.choice((f"U{draw.randrange(5)}", "")),
        "tmt_cpns": "2010-01-01", "status_aktif": "aktif", "masa_kerja_tahun": str(draw.randrange(30)),
    }  # fmt: skip


def _period(draw: Random) -> dict[str, str]:
    return {"tmt": f"2025-0{draw.randrange(1, 10)}-01", "sampai": draw.choice(("", "2026-02-28", "2026-12-31"))}


def later(draw: Random, before: Office) -> Office:
    """The office some time after: people move, leave and come, units and posts get other names and ids."""
    after = {table: [dict(row) for row in rows] for table, rows in before.items()}
    for row in draw.sample(after["pegawai"], 5):
        column = draw.choice(("id_jabatan", "id_unit", "golongan", "nama", "gelar_belakang", "status_aktif",
                              "masa_kerja_tahun"))  # fmt: skip
        row[column] = {
            "id_jabatan": f"J{draw.randrange(12)}", "id_unit": f"U{draw.randrange(6)}", "golongan": draw.choice(RANKS),
            "nama": draw.choice(NAMES), "gelar_belakang": draw.choice(DEGREES),
            "status_aktif": draw.choice(("pensiun", "cltn", "meninggal")), "masa_kerja_tahun": str(draw.randrange(30)),
        }[column]  # fmt: skip
    movers = draw.sample([row for row in after["pegawai"] if row["id_jabatan"]], 3)
    for one, post in zip(
        movers, [movers[1]["id_jabatan"], movers[2]["id_jabatan"], f"J{draw.randrange(10)}"], strict=True
    ):
        one["id_jabatan"] = post
    gone = draw.sample(after["pegawai"], draw.randrange(3))
    after["pegawai"] = [row for row in after["pegawai"] if row not in gone]
    after["pegawai"] += [_person(draw, 500 + at) for at in range(draw.randrange(3))]
    if gone and draw.random() < 0.5:
        corrected = dict(gone[0])
        corrected["nip"] = corrected["nip"][:-3] + "777"
        after["pegawai"].append(corrected)
    for table, column in (("unit", "id_unit"), ("jabatan", "id_jabatan")):
        for row in draw.sample(after[table], draw.randrange(3)):
            kind, old = draw.choice(("nama", column)), row[column]
            row[kind] = f"{row[kind]} Baru" if kind == "nama" else f"{old}X"
            for other in after.values() if kind == column else ():
                for one in other:
                    one.update({name: row[column] for name in (column, "id_induk") if one.get(name) == old})
    if draw.random() < 0.4:
        _merge(after, ("U3", "U4"), "U34")
    for table in ("penugasan", "pendidikan", "kinerja"):
        rows = draw.sample(after[table], len(after[table]) - draw.randrange(3))
        known = {row["nip"] for row in rows}
        new = [dict(row, nip=person["nip"]) for row, person in zip(before[table], after["pegawai"], strict=False)
               if person["nip"] not in known]  # fmt: skip
        after[table] = rows + new[: draw.randrange(3)]
    return after


def _merge(office: Office, units: tuple[str, str], into: str) -> None:
    """Two units become one that bears the names of both."""
    named = [row for row in office["unit"] if row["id_unit"] in units]
    if len(named) < len(units):
        return
    office["unit"] = [row for row in office["unit"] if row not in named]
    name = " dan ".join(row["nama"] for row in named)
    office["unit"].append({"id_unit": into, "nama": name, "id_induk": "U0"})
    for rows in office.values():
        for row in rows:
            row.update({column: into for column in ("id_unit", "id_induk") if row.get(column) in units})


def written(office: Mapping[str, Sequence[Mapping[str, str]]], folder: Path, day: str) -> Path:
    """The office as a folder of CSV files with a policy."""
    (folder / "data").mkdir(parents=True)
    for table, rows in office.items():
        text = io.StringIO()
        writer = csv.DictWriter(text, list(rows[0]) if rows else ["nip"], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        (folder / "data" / f"{table}.csv").write_text(text.getvalue(), encoding="utf-8")
    (folder / "mutasi.yaml").write_text(f"tanggal_acuan: {day}\n", encoding="utf-8")
    return folder
