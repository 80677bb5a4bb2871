"""`shortlist --compare`: places by several methods side by side."""

from __future__ import annotations

import csv
import io
import json

import pytest

from mutasi.fit.compare_methods import compare_methods
from mutasi.model.policy import Method, Policy
from tests.command_line import mutasi
from tests.golden import ROOT
from tests.ranking import column, given, judged, nip, people_of, scores_of

CITY = ROOT / "examples" / "pangkalpinang"
TWO = (column("hadir", "55", "kehadiran"), column("lhkpn", "45", "lhkpn_tahun", bawah="2000", atas="2100"))


def compared(attendance, years, *, methods, asked=5, policy=None):
    people, policy = people_of(pegawai=given(attendance, lhkpn_tahun=years)), policy or Policy(criteria=TWO)
    return compare_methods(people, judged(people), scores_of(people, policy), policy, methods=methods, asked=asked)


def test_a_third_candidate_turns_the_two_others_by_maut_and_not_by_the_weighted_sum():
    two = compared(["80", "70"], ["2060", "2085"], methods=[Method.MAUT])
    assert [(one.nip, one.places[Method.WEIGHTED_SUM], one.places[Method.MAUT]) for one in two.people] == [
        (nip(1), 1, 2),
        (nip(0), 2, 1),
    ]
    assert two.turned_pairs(Method.MAUT) == 1
    three = compared(["80", "70", "20"], ["2060", "2085", "2050"], methods=[Method.MAUT])
    assert [one.places[Method.MAUT] for one in three.people] == [1, 2, 3]
    assert [one.scores[Method.WEIGHTED_SUM] for one in three.people] == [7675, 7100, 3350]
    assert [one.scores[Method.MAUT] for one in three.people] == [9083, 6786, 0]


def test_who_is_first_by_any_method_is_shown_though_only_one_is_asked_for():
    found = compared(["80", "70", "20"], ["2050", "2085", "2095"], methods=[Method.SAW, Method.TOPSIS], asked=1)
    for method in found.methods:
        assert len(found.first_by(method)) == 1
    assert {one.nip for one in found.people} == {one.nip for method in found.methods for one in found.first_by(method)}
    assert found.ranked == 3


def test_those_who_share_a_place_share_it_by_every_method():
    found = compared(["80", "80", "20"], ["2050", "2050", "2095"], methods=list(Method))
    places = {one.nip: one.places for one in found.people}
    assert all(places[nip(0)][method] == places[nip(1)][method] for method in Method)
    assert found.turned_pairs(Method.SAW) in (0, 2)


def test_the_method_of_the_policy_comes_first_and_once():
    found = compared(
        ["80"], ["2050"], methods=[Method.SAW, Method.TOPSIS], policy=Policy(criteria=TWO, method=Method.TOPSIS)
    )
    assert found.methods == (Method.TOPSIS, Method.SAW)


def test_the_formats_agree():
    document = json.loads(mutasi("shortlist", "L-001", "--compare", "saw,topsis", "-f", "json", folder=CITY).text)
    (vacancy,) = document["lowongan"]
    table = mutasi("shortlist", "L-001", "--compare", "saw", "--compare", "topsis", "-f", "csv", folder=CITY).text
    rows = list(csv.DictReader(io.StringIO(table)))
    assert [row["nip"] for row in rows] == [one["nip"] for one in vacancy["calon"]]
    assert [row["skor_topsis"] for row in rows] == [one["skor_topsis"] for one in vacancy["calon"]]
    assert [(one["metode"], one["relatif"]) for one in vacancy["metode"]] == [
        ("jumlah_terbobot", False),
        ("saw", True),
        ("topsis", True),
    ]


def test_the_first_column_is_the_shortlist_itself():
    own = mutasi("shortlist", "L-001", "-f", "csv", "-n", "4", folder=CITY).text
    side = mutasi("shortlist", "L-001", "-f", "csv", "-n", "4", "--compare", "jumlah_terbobot", folder=CITY).text
    listed, placed = (list(csv.DictReader(io.StringIO(text))) for text in (own, side))
    assert [(row["nip"], row["peringkat"], row["skor"]) for row in listed] == [
        (row["nip"], row["peringkat_jumlah_terbobot"], row["skor_jumlah_terbobot"]) for row in placed
    ]


def test_a_relative_method_says_so_to_readers():
    for language, word in (("en", "Relative:"), ("id", "Relatif:")):
        told = mutasi("--lang", language, "shortlist", "L-001", "--compare", "saw", folder=CITY).text
        assert word in told
    told = mutasi("--lang", "en", "--set", "metode=topsis", "shortlist", "L-001", folder=CITY).text
    assert "Method TOPSIS: nearness to the best" in told
    assert "Relative:" in told


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--compare", "sawah"], "did you mean: saw?"),
        (["--compare", "saw", "--all"], "leave out one of them"),
        (["--compare", ""], "no method ''"),
    ],
)
def test_what_cannot_be_compared_is_refused(options: list[str], words: str):
    run = mutasi("--lang", "en", "shortlist", "L-001", *options, folder=CITY)
    assert run.code == 2
    assert words in run.err
