"""What happened to people: why they came and left, what they studied, which posts they acted in, who followed whom."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence

import pytest

from mutasi.diff.change import Comparison, Kind
from mutasi.diff.compare import compare
from mutasi.model.policy import Policy
from mutasi.read.reference import load_reference
from mutasi.render.changes import as_text
from mutasi.render.language import language
from tests.ranking import dataset

Rows = Sequence[Mapping[str, str | None]]
OLD, NEW = (Policy(as_of=datetime.date(2026, month, 31)) for month in (1, 3))
A, B, C, D = "197905172005012003", "196812201994031002", "199007022015032001", "198209112008041005"


def changes(old: Mapping[str, Rows], new: Mapping[str, Rows]) -> Comparison:
    return compare(dataset(OLD, **old), dataset(NEW, **new), load_reference())


def person(nip: str, name: str = "Gusti", **columns: str | None) -> dict[str, str | None]:
    return {"nip": nip, "nama": name, **columns}


TEACHER = {"id_jabatan": "GURU", "nama": "Guru Kelas Ahli Muda", "jenjang": "JF_AHLI_MUDA"}


@pytest.mark.parametrize(
    ("record", "note"),
    [
        ({"tanggal_lahir": "1966-02-10", "id_jabatan": "GURU"}, "pensiun"),  # teachers work until 60
        ({"tanggal_lahir": "1968-02-10", "id_jabatan": "GURU"}, "tidak_diketahui"),
        ({"tanggal_lahir": "1990-01-01", "id_jabatan": "GURU", "kontrak_selesai": "2026-02-28"}, "kontrak_selesai"),
        ({"tanggal_lahir": "1990-01-01", "id_jabatan": "GURU", "kontrak_selesai": "2026-03-31"}, "tidak_diketahui"),
        ({"status_aktif": "mpp"}, "mpp"),
        ({"status_aktif": "aktif"}, "tidak_diketahui"),
    ],
)
def test_why_somebody_left(record: Mapping[str, str], note: str):
    posts = {"jabatan": [TEACHER]}
    (one,) = changes({"pegawai": [person(A, **record), person(B)], **posts}, {"pegawai": [person(B)], **posts}).changes[
        :1
    ]
    assert (one.kind, one.key, one.note) == (Kind.LEFT, A, note)


@pytest.mark.parametrize(
    ("joined", "note"),
    [("2026-02-01", "diangkat"), ("2026-03-31", "diangkat"), ("2026-01-31", "pindah_masuk"), ("2026-04-01", ""),
     (None, "")],
)  # fmt: skip
def test_why_somebody_is_new(joined: str | None, note: str):
    (one,) = changes(
        {"pegawai": [person(B, tmt_cpns=None)]}, {"pegawai": [person(B), person(A, tmt_cpns=joined)]}
    ).changes
    assert (one.kind, one.key, one.note) == (Kind.NEW, A, note)


HELD = {"id_jabatan": "GURU", "tmt_jabatan": "2020-01-01"}


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ({"status_aktif": "aktif"}, {"status_aktif": "pindah_instansi"}, ("keluar", "GURU", "", "pindah_instansi")),
        (
            {"status_aktif": "aktif"}, {"status_aktif": "pensiun", "id_jabatan": None, "tmt_jabatan": None},
            ("keluar", "GURU", "", "pensiun_tercatat"),
        ),
        ({"status_aktif": "pensiun", "id_jabatan": None}, {"status_aktif": "aktif"}, ("baru", "", "GURU", "kembali")),
        ({"status_aktif": "aktif"}, {"status_aktif": "cltn"}, ("ubah", "aktif", "cltn", "")),
        ({"status_aktif": "pensiun"}, {"status_aktif": "meninggal"}, ("ubah", "pensiun", "meninggal", "")),
        ({"id_jabatan": None}, {}, ("pindah", "", "GURU", "")),
        ({}, {"id_jabatan": None}, ("pindah", "GURU", "", "")),
    ],
)  # fmt: skip
def test_somebody_whose_record_stays(before: Mapping[str, str], after: Mapping[str, str], told: tuple[str, ...]):
    """Once, whatever else the record says then."""
    sides = [{"pegawai": [person(A, **{"status_aktif": "aktif", **HELD, **side})], "jabatan": [TEACHER]}
             for side in (before, after)]  # fmt: skip
    made = changes(*sides)
    assert ([(one.kind, one.old, one.new, one.note) for one in made.changes], made.unchanged) == ([told], 0)


@pytest.mark.parametrize("side", [0, 1])
def test_the_record_of_who_had_left_comes_or_goes_alone(side: int):
    both = [{"pegawai": [person(B)]}, {"pegawai": [person(B), person(A, status_aktif="meninggal")]}]
    (one, *others) = changes(both[side], both[1 - side]).changes
    assert (one.kind, one.key, {other.kind for other in others}) == (
        (Kind.RECORD_NEW, Kind.RECORD_GONE)[side], A, {(Kind.COLUMN_NEW, Kind.COLUMN_GONE)[side]},
    )  # fmt: skip


def test_moves_and_ranks_are_dated_and_the_date_of_who_merely_follows_is_told():
    posts = [{**TEACHER, "id_jabatan": post, "nama": name} for post, name in (("G1", "Guru A"), ("G2", "Guru B"))]
    before = {"golongan": "III/c", "tmt_pangkat": "2020-04-01", "id_jabatan": "G1", "tmt_jabatan": "2021-01-01"}
    after = {"golongan": "III/d", "tmt_pangkat": "2026-02-01", "id_jabatan": "G2", "tmt_jabatan": "2026-03-01"}
    old, new = ({"pegawai": [person(A, **side)], "jabatan": posts} for side in (before, after))
    assert [(one.kind, one.since) for one in changes(old, new).changes] == [
        (Kind.ROTATION, "2026-03-01"), (Kind.RANK_UP, "2026-02-01")
    ]  # fmt: skip
    renamed = {**new, "jabatan": [{**posts[0], "id_jabatan": "G9"}], "pegawai": [
        {**old["pegawai"][0], "id_jabatan": "G9", "tmt_jabatan": "1999-12-31"}]}  # fmt: skip
    found = changes({**old, "jabatan": posts[:1]}, renamed).changes
    assert [(one.kind, one.field, one.new) for one in found if one.table == "pegawai"] == [
        (Kind.FOLLOWER, "id_jabatan", "G9"), (Kind.FIELD, "tmt_jabatan", "1999-12-31")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "joined", "note"),
    [
        ("Gusti Pratama", "2008-04-01", "tmt_cpns"),
        ("GUSTI PRATAMA, S.T.", "2008-04-01", "tmt_cpns"),
        ("Gusti Pratama", None, ""),
        ("Gusti Pratama", "2009-04-01", None),
        ("Gusti Prabowo", "2008-04-01", None),
    ],
)
def test_a_corrected_nip_is_proposed_where_name_birth_and_appointment_agree(
    name: str, joined: str | None, note: str | None
):
    about = {"tanggal_lahir": "1982-09-11", "id_jabatan": "J"}
    old = person("198209112008041050", "Gusti Pratama", tmt_cpns="2008-04-01", **about)
    new = person(D, name, tmt_cpns=joined, **about)
    proposed = [one for one in changes({"pegawai": [old]}, {"pegawai": [new]}).changes if one.kind is Kind.SAME_PERSON]
    assert [(one.key, one.new, one.note) for one in proposed] == ([] if note is None else [(old["nip"], D, note)])


def test_a_diploma_is_told_of_who_is_in_both_snapshots():
    people = {"pegawai": [person(A, "Astiti"), person(B)]}
    old = {**people, "pendidikan": [{"nip": A, "tingkat": "S-1", "jurusan": "Hukum", "tahun_lulus": "2001"}]}
    new = {
        "pegawai": [*people["pegawai"], person(C)],
        "pendidikan": [
            *old["pendidikan"],
            {"nip": A, "tingkat": "S-2", "jurusan": "Manajemen", "tahun_lulus": "2025"},
            {"nip": C, "tingkat": "S-1"},
        ],
    }
    made = changes(old, new)
    told = [(one.key, one.name, one.old, one.new, one.new_line) for one in made.changes if one.kind is Kind.EDUCATION]
    assert told == [(A, "Astiti", "", "S-2 Manajemen (2025)", 3)]
    assert (made.unchanged, made.facts["pendidikan"].added) == (1, 2)


ACTING = {"nip": A, "id_jabatan": "J1", "jenis": "plt", "tmt": "2025-06-01"}


@pytest.mark.parametrize(
    ("before", "after", "kinds"),
    [
        ([], [ACTING], [Kind.ASSIGNMENT_BEGUN]),
        ([ACTING], [], [Kind.ASSIGNMENT_ENDED]),
        ([ACTING], [{**ACTING, "sampai": "2026-03-30"}], [Kind.ASSIGNMENT_ENDED]),
        ([ACTING], [{**ACTING, "sampai": "2026-03-31"}], [Kind.FIELD]),  # it is the last day of it
        ([{**ACTING, "sampai": "2026-02-28"}], [{**ACTING, "sampai": "2026-02-28"}], [Kind.ASSIGNMENT_ENDED]),
        ([{**ACTING, "tmt": "2026-02-01"}], [{**ACTING, "tmt": "2026-02-01"}], [Kind.ASSIGNMENT_BEGUN]),
        ([], [{**ACTING, "tmt": "2026-04-01"}], [Kind.RECORD_NEW]),
        ([{**ACTING, "sampai": "2025-12-31"}], [], [Kind.RECORD_GONE]),
        ([ACTING], [{**ACTING, "tmt": "2025-06-02"}], [Kind.FIELD]),  # only the day was corrected
        ([ACTING], [{**ACTING, "jenis": "plh"}], [Kind.FIELD]),
        ([ACTING], [ACTING], []),
    ],
)
def test_an_assignment_begins_and_ends_by_its_days(before: Rows, after: Rows, kinds: Sequence[Kind]):
    columns = dict.fromkeys((*ACTING, "sampai"))
    other = {**columns, "nip": B, "id_jabatan": "J2", "jenis": "plt", "tmt": "2025-01-01"}
    old, new = (
        {"pegawai": [person(A, "Astiti"), person(B)], "penugasan": [other, *({**columns, **row} for row in rows)]}
        for rows in (before, after)
    )
    found = changes(old, new).changes
    assert [(one.kind, one.table, one.key) for one in found] == [(kind, "penugasan", A) for kind in kinds]


POSTS = [{"id_jabatan": post, "nama": f"Kepala {post}", "jenjang": "PENGAWAS"} for post in ("P", "Q", "R", "S", "T")]


def told(before: Mapping[str, str], after: Mapping[str, str]) -> Comparison:
    """Who holds which post before and after."""
    old, new = (
        {"jabatan": POSTS, "pegawai": [person(nip, f"Orang {nip[:4]}", id_jabatan=post) for nip, post in held.items()]}
        for held in (before, after)
    )
    return changes(old, new)


@pytest.mark.parametrize(
    ("before", "after", "chains"),
    [
        ({A: "P", B: "Q", C: "R"}, {B: "P", C: "Q"}, [([A, B, C], False)]),
        ({B: "Q", C: "R"}, {B: "P", C: "Q", D: "R"}, [([B, C, D], False)]),
        ({A: "P", B: "Q", C: "R"}, {A: "Q", B: "R", C: "P"}, [([C, B, A], True)]),
        ({A: "P", B: "Q"}, {A: "Q", B: "P"}, []),  # an exchange
        ({A: "P", B: "Q"}, {B: "P"}, []),  # one successor is no chain
        ({A: "P", B: "P", C: "Q", D: "R"}, {C: "P", D: "Q"}, [([C, D], False)]),  # whom C followed is not certain
    ],
)
def test_who_followed_whom(
    before: Mapping[str, str], after: Mapping[str, str], chains: Sequence[tuple[Sequence[str], bool]]
):
    found = told(before, after).chains
    assert [([link.key for link in chain.links], chain.cycle) for chain in found] == list(chains)


def test_a_chain_goes_through_posts_that_bear_other_ids():
    old = {
        "jabatan": POSTS,
        "pegawai": [person(A, id_jabatan="P"), person(B, id_jabatan="Q"), person(C, id_jabatan="R")],
    }
    posts = [{**post, "id_jabatan": f"{post['id_jabatan']}9"} for post in POSTS]
    new = {"jabatan": posts, "pegawai": [person(B, id_jabatan="P9"), person(C, id_jabatan="Q9")]}
    assert [[link.key for link in chain.links] for chain in changes(old, new).chains] == [[A, B, C]]
    swapped = {"jabatan": posts, "pegawai": [person(A, id_jabatan="Q9"), person(B, id_jabatan="P9")]}
    found = changes({**old, "pegawai": old["pegawai"][:2]}, swapped).changes
    assert {(one.key, one.note) for one in found if one.kind is Kind.EXCHANGE} == {(A, B), (B, A)}


def test_a_chain_is_told_in_words():
    text = as_text(told({A: "P", B: "Q", C: "R"}, {B: "P", C: "Q"}), language("en"))
    assert text.endswith(
        "Chains of moves (1)\n  1: each takes the seat of the one before\n"
        f"     {A} Orang 1979: Kepala P → left\n     {B} Orang 1968: Kepala Q → Kepala P\n"
        f"     {C} Orang 1990: Kepala R → Kepala Q\n"
    )


def test_a_post_that_follows_its_unit_is_not_placed_elsewhere():
    old = {"unit": [{"id_unit": "U1", "nama": "Dinas Sosial"}],
           "jabatan": [{"id_jabatan": "J", "nama": "Kepala", "id_unit": "U1"}]}  # fmt: skip
    new = {"unit": [{"id_unit": "U9", "nama": "Dinas Sosial"}],
           "jabatan": [{"id_jabatan": "J", "nama": "Kepala", "id_unit": "U9"}]}  # fmt: skip
    assert [(one.kind, one.table) for one in changes(old, new).changes] == [
        (Kind.RECODED, "unit"), (Kind.FOLLOWER, "jabatan")
    ]  # fmt: skip
