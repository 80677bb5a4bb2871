"""Cases of comparisons from the command line: what is told, what is not, and what is refused."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.command_line import mutasi

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "cases" / "diff.yaml").read_text(encoding="utf-8")
)
DATES = {"lama": "2026-01-31", "baru": "2026-03-31"}


def put(folder: Path, people: str, date: str, **more: str) -> Path:
    (folder / "data").mkdir(parents=True)
    (folder / "data" / "pegawai.csv").write_bytes(people.encode())
    for name, text in more.items():
        (folder / "data" / f"{name}.csv").write_text(text, encoding="utf-8")
    (folder / "mutasi.yaml").write_text(f"tanggal_acuan: {date}\n", encoding="utf-8")
    return folder


def test_every_published_case_is_there():
    assert [case["id"] for case in CASES] == [f"D{number:02d}" for number in (1, 2, 5, 6, 7, 8, 9, 10, 11, 12)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['id']}: {case['judul']}")
def test_case(case: dict[str, Any], tmp_path: Path):
    more = {"jabatan": case["jabatan"]} if "jabatan" in case else {}
    old, new = (put(tmp_path / side, case[side], date, **more) for side, date in DATES.items())
    if "padanan" in case:
        with (new / "mutasi.yaml").open("a", encoding="utf-8") as file:
            file.write(f"perbandingan: {{padanan: {{unit: {json.dumps(case['padanan'])}}}}}\n")
    done = mutasi("diff", old, new, "--lang", "id", folder=tmp_path)
    assert done.code == case.get("kode", 0), done.err
    assert mutasi("diff", old, new, "--lang", "id", folder=tmp_path) == done
    for text in case.get("berkata", ()):
        assert text in done.text + done.err
    if "perubahan" in case:
        document = json.loads(mutasi("diff", old, new, "-f", "json", folder=tmp_path).text)
        fields = ("jenis", "kunci", "lama", "baru", "keterangan")
        assert [[row[field] or "" for field in fields] for row in document["perubahan"]] == case["perubahan"]
        assert document["ringkasan"]["tetap"] == case["tetap"]


def test_a_hundred_thousand_rows_in_another_order_with_three_changes(tmp_path: Path):
    """D13."""
    draw, people = random.Random(7), []
    for at in range(100_000):
        born = f"{1966 + at % 35}{1 + at % 12:02d}{1 + at % 28:02d}"
        served = f"{1990 + at % 35}{1 + (at // 35) % 12:02d}"
        nip = f"{born}{served}{1 + at % 2}{1 + (at // 420) % 999:03d}"
        people.append((nip, f"Pegawai {at}", f"U{at % 400:03d}"))
    assert len({nip for nip, _, _ in people}) == len(people)
    after = list(people)
    after[10] = (after[10][0], after[10][1], "U399")
    after[20] = (after[20][0], "Pegawai Dua Puluh", after[20][2])
    gone = after.pop(30)
    draw.shuffle(after)
    folders = [
        put(tmp_path / side, "nip,nama,id_unit\n" + "".join(f"{','.join(row)}\n" for row in rows), DATES[side])
        for side, rows in (("lama", people), ("baru", after))
    ]
    document = json.loads(mutasi("diff", *folders, "-f", "json", folder=tmp_path).text)
    assert [(row["jenis"], row["kunci"]) for row in document["perubahan"]] == [
        ("keluar", gone[0]), ("pindah", people[10][0]), ("nama", people[20][0])
    ]  # fmt: skip
    assert document["ringkasan"]["tetap"] == 99_997


@pytest.mark.parametrize("again", ['"198209112008041005"', " 198209112008041005", "19820911 200804 1 005"])
@pytest.mark.parametrize("side", [0, 1])
def test_a_key_that_stands_twice_is_found_however_it_is_spelt(tmp_path: Path, again: str, side: int):
    """Also where one of its records stands in both files alike."""
    once = "nip,nama,id_unit\n198209112008041005,Gusti Pratama,D.01\n197511302000122009,Murni Lestari,D.02\n"
    sides = [once, f"{once}{again},Gusti Pratama,D.02\n"]
    folders = [put(tmp_path / name, sides[number ^ side], DATES[name]) for number, name in enumerate(DATES)]
    done = mutasi("diff", *folders, folder=tmp_path)
    assert (done.code, "198209112008041005 stands in lines 2, 4" in done.err) == (2, True), done.err + done.text
