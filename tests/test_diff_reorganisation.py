"""Units and posts that bear other ids: the same, merged, split, by likeness and by what the policy says."""

from __future__ import annotations

import datetime
import random
from collections.abc import Mapping, Sequence

import pytest

from mutasi.diff.compare import compare
from mutasi.model.policy import ComparePolicy, Policy
from mutasi.read.reference import load_reference
from tests.ranking import dataset

Rows = Sequence[Mapping[str, str | None]]
OLD = Policy(as_of=datetime.date(2026, 1, 31))


def units(**named: str) -> list[dict[str, str | None]]:
    return [{"id_unit": key, "nama": name, "id_induk": "KOTA"} for key, name in named.items()]


def people(**of_unit: int) -> list[dict[str, str | None]]:
    """So many people of each letter: `A1=2` are two people named by the letter, in the unit A1."""
    return [
        {"nip": f"19850315201001{ord(unit[0]) % 90 + 1:02d}{number:02d}", "nama": f"{unit[0]}{number}", "id_unit": unit}
        for unit, count in of_unit.items()
        for number in range(1, count + 1)
    ]


def told(
    old: Mapping[str, Rows], new: Mapping[str, Rows], policy: ComparePolicy | None = None
) -> list[tuple[str, ...]]:
    """Kind, key, old and new of each change of units and posts, and how many people moved or followed."""
    after = Policy(as_of=datetime.date(2026, 3, 31), compare=policy or ComparePolicy())
    found = compare(dataset(OLD, **old), dataset(after, **new), load_reference()).changes
    listed = [(one.kind.value, one.key, one.old, one.new) for one in found if one.table != "pegawai"]
    moves = [one.kind.value for one in found if one.table == "pegawai" and one.old != one.new]
    return [*listed, *((kind, str(moves.count(kind))) for kind in sorted(set(moves)))]


CITY = units(KOTA="Kota")
BEFORE = {"unit": [*CITY, *units(A="Dinas Tenaga Kerja", B="Dinas Perindustrian")], "pegawai": people(A=6, B=4)}


def placed(**unit_of: str) -> list[dict[str, str | None]]:
    """The people of BEFORE in other units, by their first letter."""
    return [{**row, "id_unit": unit_of[str(row["nama"])[0]]} for row in BEFORE["pegawai"]]


def test_a_unit_under_another_id_takes_its_people_along():
    after = {
        "unit": [*CITY, *units(A2="Dinas Tenaga Kerja", B="Dinas Perindustrian")],
        "pegawai": placed(A="A2", B="B"),
    }
    assert told(BEFORE, after) == [("ganti_kode", "A", "A", "A2"), ("ikut_unit", "6")]


def test_the_name_alone_is_not_enough_where_the_people_are_others():
    after = {"unit": [*CITY, *units(C="Dinas Tenaga Kerja Baru", B="Dinas Perindustrian")], "pegawai": people(C=6, B=4)}
    assert ("baru", "C", "", "") in told(BEFORE, after)
    assert ("keluar", "A", "", "") in told(BEFORE, after)


def test_two_units_become_one():
    after = {
        "unit": [*CITY, *units(N="Dinas Tenaga Kerja dan Perindustrian")], "pegawai": placed(A="N", B="N")
    }  # fmt: skip
    assert told(BEFORE, after) == [("gabung", "A", "A", "N"), ("gabung", "B", "B", "N"), ("ikut_unit", "10")]


def test_one_unit_becomes_two():
    half = [{**row, "id_unit": "A1" if int(str(row["nama"])[1:]) <= 3 else "A2"} for row in people(A=6)]
    before = {"unit": [*CITY, *units(A="Dinas Tenaga Kerja")], "pegawai": people(A=6)}
    after = {
        "unit": [*CITY, *units(A1="Dinas Tenaga Kerja Kota", A2="Dinas Tenaga Kerja Luar Kota")], "pegawai": half
    }  # fmt: skip
    assert told(before, after) == [("pecah", "A", "A", "A1"), ("pecah", "A", "A", "A2"), ("ikut_unit", "6")]


def test_who_does_not_go_along_has_moved():
    after = {
        "unit": [*CITY, *units(A2="Dinas Tenaga Kerja", B="Dinas Perindustrian")],
        "pegawai": [
            {**row, "id_unit": "B" if row["nama"] == "A1" else row["id_unit"]} for row in placed(A="A2", B="B")
        ],
    }
    assert told(BEFORE, after) == [("ganti_kode", "A", "A", "A2"), ("ikut_unit", "5"), ("pindah", "1")]


@pytest.mark.parametrize(("threshold", "kind"), [(80, "ganti_kode"), (81, "keluar")])
def test_the_threshold_decides(threshold: int, kind: str):
    """All people, the same parent, and half of the words: 40 + 20 + 20."""
    before = {"unit": [*CITY, *units(A="Dinas Kerja")], "pegawai": people(A=2)}
    after = {"unit": [*CITY, *units(A2="Dinas Kerja Usaha Makmur")], "pegawai": [
        {**row, "id_unit": "A2"} for row in people(A=2)
    ]}  # fmt: skip
    assert kind in {row[0] for row in told(before, after, ComparePolicy(threshold=threshold))}


def test_the_policy_goes_before_likeness():
    after = {
        "unit": [*CITY, *units(A2="Dinas Tenaga Kerja", X="Badan Lain", B="Dinas Perindustrian")],
        "pegawai": placed(A="A2", B="B"),
    }
    found = told(BEFORE, after, ComparePolicy(units={"A": "X"}))
    assert ("ganti_kode", "A", "A", "X") in found
    assert ("pindah", "6") in found


def test_posts_of_a_unit_under_another_id_are_the_same():
    post = {"nama": "Kepala Seksi Pelatihan", "jenjang": "PENGAWAS"}
    before = {**BEFORE, "jabatan": [{"id_jabatan": "A-KASI", "id_unit": "A", **post}]}
    after = {
        "unit": [*CITY, *units(A2="Dinas Tenaga Kerja", B="Dinas Perindustrian")],
        "pegawai": placed(A="A2", B="B"),
        "jabatan": [{"id_jabatan": "A2-KASI", "id_unit": "A2", **post}],
    }
    assert ("ganti_kode", "A-KASI", "A-KASI", "A2-KASI") in told(before, after)


def test_the_order_of_rows_changes_nothing():
    draw = random.Random(3)
    after = {
        "unit": [*CITY, *units(N="Dinas Tenaga Kerja dan Perindustrian", M="Dinas Tenaga Kerja")],
        "pegawai": placed(A="N", B="N"),
    }
    first = told(BEFORE, after)
    for _ in range(5):
        old, new = ({name: draw.sample(rows, len(rows)) for name, rows in side.items()} for side in (BEFORE, after))
        assert told(old, new) == first


def test_a_post_is_matched_once_with_the_most_alike():
    posts = {
        "A-1": "Kepala Seksi Pelatihan", "A-2": "Kepala Seksi Pelatihan dan Penempatan",
    }  # fmt: skip
    before = {
        **BEFORE,
        "jabatan": [
            {"id_jabatan": key, "id_unit": "A", "nama": name, "jenjang": "PENGAWAS"} for key, name in posts.items()
        ],
    }
    after = {
        "unit": [*CITY, *units(A2="Dinas Tenaga Kerja", B="Dinas Perindustrian")],
        "pegawai": placed(A="A2", B="B"),
        "jabatan": [{"id_jabatan": "A2-1", "id_unit": "A2", "nama": posts["A-2"], "jenjang": "PENGAWAS"}],
    }
    found = [row for row in told(before, after) if row[1].startswith("A-")]
    assert found == [("keluar", "A-1", "", ""), ("ganti_kode", "A-2", "A-2", "A2-1")]
