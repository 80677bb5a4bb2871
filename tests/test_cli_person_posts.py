"""`mutasi shortlist --nip`: the best posts for a person, and where he or she stands by `explain`."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.command_line import mutasi
from tests.golden import GOLDEN, ROOT, assert_same
from tests.test_fit_cases import write

CITY = ROOT / "examples" / "pangkalpinang"
NIP = "198407012011011001"
"""A head of section who stands in no list of five."""
LISTED = "198607242009032001"
"""Who stands in several."""
FOUR = ("L-041", "L-039", "L-044", "L-054")

Row = dict[str, str]


def rows(*arguments: str, folder: Path = CITY) -> list[Row]:
    done = mutasi("shortlist", *arguments, "-f", "csv", folder=folder)
    assert done.code == 0, done.err
    return list(csv.DictReader(io.StringIO(done.text)))


def document(*arguments: str, folder: Path = CITY) -> Any:
    return json.loads(mutasi(*arguments, "-f", "json", folder=folder).text)


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("form", ["text", "md"])
def test_the_page(language: str, form: str) -> None:
    arguments = ("--nip", NIP, "-n", "3", "--places", "60", *FOUR, "-f", form)
    done = mutasi("--lang", language, "shortlist", *arguments, folder=CITY)
    assert done.code == 0
    assert_same(done.text, GOLDEN / "person_posts" / f"posts.{language}.{form}")


def test_the_places_are_those_of_the_shortlists() -> None:
    """Each place, its bounds, score and points as the list of that vacancy has them."""
    found = [row for row in rows("--nip", LISTED, "-n", "50") if row["terdaftar"] == "ya"]
    assert len(found) >= 3
    for row in found:
        (same,) = (one for one in rows(row["id_lowongan"]) if one["nip"] == LISTED)
        shared = set(same) & set(row)
        assert {"peringkat", "peringkat_terburuk", "skor", "nilai_kinerja", "alasan", "metode", "ketentuan"} <= shared
        assert {key: same[key] for key in shared} == {key: row[key] for key in shared}


def test_what_may_be_held_comes_first_by_place_then_what_may_not_by_grounds() -> None:
    found = rows("--nip", NIP, "-n", "100")
    free = [row for row in found if row["hasil_syarat"] != "tolak"]
    barred = found[len(free) :]
    assert {row["hasil_syarat"] for row in barred} == {"tolak"}
    assert len(free) + len(barred) == len(rows("--nip", NIP, "--all", "-n", "100")) == 61
    keys = [(int(row["peringkat"]), -Decimal(row["skor"])) for row in free]
    assert keys == sorted(keys)
    grounds = [(int(row["syarat_menolak"]), int(row["peringkat"])) for row in barred]
    assert grounds == sorted(grounds)
    assert grounds[0][0] >= 1
    assert all(row["syarat_menolak"] == "0" for row in free)


def test_only_so_many_posts_are_shown_and_the_others_are_counted() -> None:
    (person,) = document("shortlist", "--nip", NIP, "-n", "2")["pegawai"]
    assert (len(person["terbuka"]), len(person["tertolak"])) == (2, 2)
    assert person["lowongan_terbuka"] + person["lowongan_tertolak"] == 61
    (every,) = document("shortlist", "--nip", NIP, "-n", "2", "--all")["pegawai"]
    assert (len(every["terbuka"]), len(every["tertolak"])) == (2, person["lowongan_tertolak"])
    assert every["tertolak"][:2] == person["tertolak"]
    assert every["terbuka"] == person["terbuka"]


def test_several_people_come_in_the_order_asked_for_and_each_once() -> None:
    found = document("shortlist", "--nip", NIP, "--nip", LISTED, "--nip", NIP, "L-041")["pegawai"]
    assert [one["nip"] for one in found] == [NIP, LISTED]


def test_formats_hold_the_same_rows() -> None:
    arguments = ("--nip", NIP, "-n", "3", *FOUR)
    from_csv = rows(*arguments)
    lines = mutasi("shortlist", *arguments, "-f", "jsonl", folder=CITY).text.splitlines()
    from_lines = [json.loads(line) for line in lines]
    assert from_csv == [{key: "" if cell is None else str(cell) for key, cell in row.items()} for row in from_lines]
    (person,) = document("shortlist", *arguments)["pegawai"]
    from_json = [*person["terbuka"], *person["tertolak"]]
    assert [(row["id_lowongan"], row["skor"]) for row in from_json] == [
        (row["id_lowongan"], row["skor"]) for row in from_csv
    ]


def test_the_smallest_improvement_is_that_of_explain() -> None:
    (person,) = document("shortlist", "--nip", NIP, "--places", "60", "L-041")["pegawai"]
    (post,) = person["terbuka"]
    explained = document("explain", NIP, "L-041", "--places", "60")
    for key in (
        "peringkat",
        "peringkat_terbaik",
        "peringkat_terburuk",
        "diperingkat",
        "selisih_ke_daftar",
        "perbaikan",
    ):
        assert explained[key] == post[key]
    smallest = post["perbaikan"]["kriteria"][0]
    assert post["perbaikan"]["terkecil"] == smallest["kriteria"]
    assert Decimal(smallest["nilai_min"]) + Decimal(smallest["tambahan"]) == Decimal(smallest["nilai_perlu"])
    (row,) = rows("--nip", NIP, "--places", "60", "L-041")
    assert (row["kriteria_perbaikan"], row["nilai_perlu"]) == (smallest["kriteria"], smallest["nilai_perlu"])


def test_the_own_post_is_left_out_and_named(tmp_path: Path) -> None:
    """Everybody holds J2 here, and the vacancy is for it."""
    case = {"nilai": {"A": 90, "B": 80}, "lowongan": {"id_jabatan": "J2"}}
    folder = write(tmp_path / "kasus", case)
    (person,) = document("shortlist", "--nip", "198503152010011001", folder=folder)["pegawai"]
    assert (person["lowongan_terbuka"], person["lowongan_jabatannya"]) == (0, ["L9"])
    text = mutasi("shortlist", "--nip", "198503152010011001", folder=folder).text
    assert "left out, since it is the person's own post: L9" in text


def test_who_is_barred_everywhere_learns_by_what(tmp_path: Path) -> None:
    case = {"nilai": {"A": 90, "B": 80}, "golongan": {"A": "III/a"}, "lowongan": {"golongan_min": "III/d"}}
    folder = write(tmp_path / "kasus", case)
    text = mutasi("shortlist", "--nip", "198503152010011001", folder=folder).text
    assert "1 vacancies: 0 may be held, in 0 of them among the first 5; 1 may not" in text
    assert "L9 Kepala Bidang Uji, Dinas Uji: PANGKAT-01: golongan III/a, lowest III/d" in text
    assert "90.00 points, place 1 besides the 1 who are ranked, if nothing barred" in text


def test_points_that_are_equal_are_decided_by_the_chain(tmp_path: Path) -> None:
    """B has the points of A and the lower rank, so that a hundredth more is needed, whatever lies between is shown."""
    case = {"nilai": {"A": 90, "B": 90}, "golongan": {"A": "IV/a", "B": "III/d"}}
    folder = write(tmp_path / "kasus", case)
    policy = folder / "mutasi.yaml"
    text = policy.read_text(encoding="utf-8").replace("urutan_seri: []", "urutan_seri: [pangkat]")
    policy.write_text(text, encoding="utf-8")
    explained = document("explain", "198503152010011002", "L9", "--places", "1", folder=folder)
    assert (explained["peringkat"], explained["selisih_ke_daftar"]) == (2, "0.00")
    assert explained["perbaikan"]["kriteria"][0]["nilai_perlu"] == "90.01"
    told = mutasi("explain", "198503152010011002", "L9", "--places", "1", folder=folder).text
    assert "as many points as place 1, whom the chain for equal scores puts before" in told


@pytest.mark.parametrize("method", ["saw", "topsis", "maut"])
def test_a_relative_method_does_not_tell_what_would_suffice(method: str) -> None:
    arguments = (NIP, "L-041", "--set", f"metode={method}")
    explained = document("explain", *arguments)
    assert explained["selisih_ke_daftar"] is not None
    assert explained["perbaikan"] is None
    assert "is not told: by this method" in mutasi("explain", *arguments, folder=CITY).text


def test_places_without_a_person_are_refused() -> None:
    done = mutasi("shortlist", "--places", "3", folder=CITY)
    assert done.code == 2
    assert "--places goes with --nip" in done.err


def test_a_person_who_is_not_there_is_refused_with_those_who_may_be_meant() -> None:
    done = mutasi("shortlist", "--nip", NIP[:-1] + "9", folder=CITY)
    assert done.code == 2
    assert NIP in done.err


@pytest.mark.parametrize("other", [("--compare", "saw"), ("--stability",)])
def test_one_result_at_a_time(other: tuple[str, ...]) -> None:
    done = mutasi("shortlist", "--nip", NIP, *other, folder=CITY)
    assert done.code == 2
    assert "--nip" in done.err
    assert not done.out
