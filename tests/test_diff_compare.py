"""Two snapshots compared: what happened is told by key, and nothing else is told."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mutasi.diff.change import Comparison, Kind
from mutasi.diff.compare import compare
from mutasi.diff.records import DuplicateKey
from mutasi.model.policy import Policy
from mutasi.read.reference import load_reference
from tests.ranking import dataset

Rows = Sequence[Mapping[str, str | None]]
OLD, NEW = (Policy(as_of=datetime.date(2026, month, 31)) for month in (1, 3))


def person(number: str, name: str, **columns: str | None) -> dict[str, str | None]:
    return {"nip": number, "nama": name, **columns}


A, B, C = "197905172005012003", "196812201994031002", "199007022015032001"


def changes(old: Mapping[str, Rows], new: Mapping[str, Rows]) -> Comparison:
    return compare(dataset(OLD, **old), dataset(NEW, **new), load_reference())


def people(old: Rows, new: Rows) -> list[tuple[str, str, str]]:
    return [(one.kind.value, one.key, one.field) for one in changes({"pegawai": old}, {"pegawai": new}).changes]


def test_order_of_rows_and_columns_is_no_change():
    old = [person(A, "Ni Luh Astiti", id_unit="D.01"), person(B, "Darwis Malik", id_unit="D.03")]
    new = [
        {"id_unit": "D.03", "nip": B, "nama": "Darwis Malik"},
        {"id_unit": "D.01", "nip": A, "nama": "Ni Luh Astiti"},
    ]
    made = changes({"pegawai": old}, {"pegawai": new})
    assert (made.changes, made.unchanged) == ((), 2)


@pytest.mark.parametrize("side", [0, 1])
def test_a_duplicate_key_is_refused_with_both_lines(side: int):
    twice = [person(A, "Gusti", id_unit="D.01"), person(A, "Gusti", id_unit="D.02"), person(B, "Murni")]
    once = [person(A, "Gusti", id_unit="D.01"), person(B, "Murni")]
    pair = (twice, once) if side == 0 else (once, twice)
    with pytest.raises(DuplicateKey, match=f"{A} stands in lines 2, 3"):
        people(*pair)


def test_who_left_by_age_is_told_from_who_left_otherwise():
    posts = [{"id_jabatan": "J1", "nama": "Kepala Bidang B", "jenjang": "ADMINISTRATOR"}]
    born = {"196802291992032004": "1968-02-29", "198209112008041005": "1982-09-11"}
    old = [person(key, key, tanggal_lahir=day, id_jabatan="J1") for key, day in born.items()]
    made = changes(
        {"pegawai": [*old, person(A, "A")], "jabatan": posts},
        {"pegawai": [person(A, "A"), person(C, "C")], "jabatan": posts},
    )
    found = {(one.kind, one.key): one.note for one in made.changes if one.key}
    assert found == {
        (Kind.LEFT, "196802291992032004"): "pensiun",
        (Kind.LEFT, "198209112008041005"): "tidak_diketahui",
        (Kind.NEW, C): "",
    }
    assert made.unchanged == 1


def test_a_new_column_changes_nobody():
    old = [person(A, "Gusti", id_unit="D.02"), person(B, "Murni", id_unit="D.02")]
    new = [person(A, "Gusti", id_unit="D.02", surel="x"), person(B, "Murni", id_unit="D.04", surel=None)]
    assert people(old, new) == [("pindah", B, "id_unit"), ("kolom_baru", "", "surel")]


def test_a_title_or_a_married_name_is_no_move():
    old = [person(A, "Fitri Handayani", gelar_belakang=None), person(B, "Gusti", gelar_belakang=None)]
    new = [person(A, "Fitri Handayani Putra", gelar_belakang="S.E."), person(B, "Gusti", gelar_belakang="S.T.")]
    assert {kind for kind, _, _ in people(old, new)} == {"gelar", "nama"}


POSTS = [
    {"id_jabatan": "JPT", "nama": "Kepala Dinas", "jenjang": "JPT_PRATAMA"},
    {"id_jabatan": "ADM", "nama": "Kepala Bidang", "jenjang": "ADMINISTRATOR"},
    {"id_jabatan": "ADM2", "nama": "Sekretaris", "jenjang": "ADMINISTRATOR"},
    {"id_jabatan": "MADYA", "nama": "Perencana Ahli Madya", "jenjang": "JF_AHLI_MADYA"},
    {"id_jabatan": "MUDA", "nama": "Perencana Ahli Muda", "jenjang": "JF_AHLI_MUDA"},
    {"id_jabatan": "MAHIR", "nama": "Perawat Mahir", "jenjang": "JF_MAHIR"},
    {"id_jabatan": "PENYELIA", "nama": "Perawat Penyelia", "jenjang": "JF_PENYELIA"},
    {"id_jabatan": "?", "nama": "Tanpa jenjang", "jenjang": None},
]


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ("ADM", "JPT", "promosi"),
        ("JPT", "ADM", "demosi"),
        ("ADM", "ADM2", "rotasi"),
        ("ADM", "MADYA", "diagonal"),
        ("MUDA", "MADYA", "promosi"),
        ("MAHIR", "PENYELIA", "promosi"),
        ("PENYELIA", "MAHIR", "demosi"),
        ("ADM", "?", "pindah"),
        ("ADM", "TIDAK-ADA", "pindah"),
    ],
)
def test_the_kind_of_a_move(before: str, after: str, kind: str):
    old = {"pegawai": [person(A, "Gusti", id_jabatan=before, tmt_jabatan="2020-01-01")], "jabatan": POSTS}
    new = {"pegawai": [person(A, "Gusti", id_jabatan=after, tmt_jabatan="2026-02-01")], "jabatan": POSTS}
    (one,) = changes(old, new).changes
    assert (one.kind.value, one.old, one.new, one.old_line, one.new_line) == (kind, before, after, 2, 2)


def test_two_people_who_exchanged_posts_name_one_another():
    old = {"pegawai": [person(A, "Gusti", id_jabatan="ADM"), person(B, "Murni", id_jabatan="ADM2")], "jabatan": POSTS}
    new = {"pegawai": [person(A, "Gusti", id_jabatan="ADM2"), person(B, "Murni", id_jabatan="ADM")], "jabatan": POSTS}
    made = changes(old, new)
    assert {(one.kind, one.key, one.note) for one in made.changes} == {(Kind.EXCHANGE, A, B), (Kind.EXCHANGE, B, A)}


def test_a_renamed_unit_moves_nobody():
    old = {"unit": [{"id_unit": "D", "nama": "Dinas Lama"}], "pegawai": [person(A, "Gusti", id_unit="D")]}
    new = {"unit": [{"id_unit": "D", "nama": "Dinas Baru"}], "pegawai": [person(A, "Gusti", id_unit="D")]}
    made = changes(old, new)
    assert [(one.kind, one.table, one.old, one.new) for one in made.changes] == [
        (Kind.RENAMED, "unit", "Dinas Lama", "Dinas Baru")
    ]
    assert made.unchanged == 1


def test_a_post_that_got_a_new_id_takes_its_holder_along():
    old = {"jabatan": [{"id_jabatan": "J1", "nama": "Kepala Bidang", "jenjang": "ADMINISTRATOR"}],
           "pegawai": [person(A, "Gusti", id_jabatan="J1")]}  # fmt: skip
    new = {"jabatan": [{"id_jabatan": "J9", "nama": "Kepala Bidang", "jenjang": "ADMINISTRATOR"}],
           "pegawai": [person(A, "Gusti", id_jabatan="J9")]}  # fmt: skip
    assert [one.kind for one in changes(old, new).changes if one.table == "pegawai"] == [Kind.FOLLOWER]


@pytest.mark.parametrize(
    ("before", "after", "kind"), [("III/c", "III/d", "naik_pangkat"), ("IV/a", "III/d", "turun_pangkat")]
)
def test_a_rank_rises_or_falls_once(before: str, after: str, kind: str):
    old = [person(A, "Gusti", golongan=before, tmt_pangkat="2020-04-01")]
    new = [person(A, "Gusti", golongan=after, tmt_pangkat="2026-02-01")]
    assert people(old, new) == [(kind, A, "golongan")]


def test_a_corrected_nip_is_hinted_at_and_not_merged():
    old = [person("198209112008041050", "Gusti Pratama", tanggal_lahir="1982-09-11")]
    new = [person("198209112008041005", "Gusti Pratama", tanggal_lahir="1982-09-11")]
    assert [kind for kind, _, _ in people(old, new)] == ["baru", "keluar", "nip_dikoreksi"]


def test_facts_are_counted():
    old = {"pendidikan": [{"nip": A, "tingkat": "SLTA"}, {"nip": B, "tingkat": "S-1"}]}
    new = {"pendidikan": [{"nip": B, "tingkat": "S-1"}, {"nip": A, "tingkat": "SLTA"}, {"nip": A, "tingkat": "S-1"}]}
    counts = changes(old, new).facts["pendidikan"]
    assert (counts.added, counts.removed, counts.changed, counts.unchanged) == (1, 0, 0, 2)


snapshots = st.dictionaries(
    st.integers(1, 12).map(lambda number: f"19820911200804{1000 + number}"),
    st.tuples(
        st.sampled_from(["ADM", "ADM2", "JPT", None]), st.sampled_from(["III/c", "III/d", None]), st.sampled_from("ab")
    ),
    max_size=8,
)


def rows(snapshot) -> list[dict[str, str | None]]:
    return [person(key, name, id_jabatan=post, golongan=rank) for key, (post, rank, name) in snapshot.items()]


@settings(max_examples=60, deadline=None)
@given(snapshots, snapshots, st.randoms(use_true_random=False))
def test_laws_of_a_comparison(first, second, random):
    first, second = {**first, A: ("ADM", None, "a")}, {**second, A: ("ADM", None, "a")}
    posts = {"jabatan": POSTS}
    there = changes({"pegawai": rows(first), **posts}, {"pegawai": rows(second), **posts})
    back = changes({"pegawai": rows(second), **posts}, {"pegawai": rows(first), **posts})
    mirror = {Kind.NEW: Kind.LEFT, Kind.LEFT: Kind.NEW, Kind.PROMOTION: Kind.DEMOTION, Kind.DEMOTION: Kind.PROMOTION,
              Kind.RANK_UP: Kind.RANK_DOWN, Kind.RANK_DOWN: Kind.RANK_UP}  # fmt: skip
    assert Counter(one.kind for one in there.changes) == Counter(mirror.get(one.kind, one.kind) for one in back.changes)
    assert changes({"pegawai": rows(first), **posts}, {"pegawai": rows(first), **posts}).changes == ()
    shuffled = rows(second)
    random.shuffle(shuffled)
    again = changes({"pegawai": rows(first), **posts}, {"pegawai": shuffled, **posts})
    assert [(one.kind, one.key, one.new) for one in again.changes] == [
        (one.kind, one.key, one.new) for one in there.changes
    ]
    both = set(first) & set(second)
    assert there.unchanged == sum(first[key] == second[key] for key in both)
