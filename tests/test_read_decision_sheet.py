"""A decision sheet from its file: what it may look like, and what is said, where, when it is wrong."""

from __future__ import annotations

from fractions import Fraction

import pytest

from mutasi.model.decision_sheet import DecisionSheet
from mutasi.read.decision_sheet import sheet_from
from mutasi.read.source import source_of
from mutasi.render.language import language

BASE = "kriteria: {kinerja: 60, diklat: 40}\n"
NAMES = "kriteria: [a, b, c]\n"
VALUES = "metode: saw\n" + BASE + "nilai:\n  A: [1, 2]\n  B: [3, 4]\n"


def sheet(text: str) -> DecisionSheet:
    made, findings = sheet_from(source_of(text.encode(), "lembar.yaml"))
    assert [str(finding.message) for finding in findings] == []
    return made


def wrong(text: str) -> list[str]:
    found = sheet_from(source_of(text.encode(), "lembar.yaml"))[1]
    assert all(finding.rule.startswith(("LEMBAR", "BERKAS")) and finding.location.line for finding in found)
    assert all(language("id").text(finding.message) != str(finding.message) for finding in found)
    return [f"{finding.location.line}:{finding.location.column} {finding.message}" for finding in found]


def remedies(text: str) -> list[str]:
    return [str(finding.fix) for finding in sheet_from(source_of(text.encode(), "lembar.yaml"))[1]]


@pytest.mark.parametrize(
    "text",
    [
        "kriteria: {kinerja: 0.6, diklat: 0.4}\n",
        "kriteria: {kinerja: 60%, diklat: 40%}\n",
        "kriteria:\n  kinerja: {bobot: 0.6}\n  diklat:\n    bobot: 0.4\n    arah: benefit\n",
    ],
)
def test_weights_in_their_spellings(text: str):
    weights = [one.weight.value for one in sheet(text).criteria if one.weight]
    assert weights == [Fraction(3, 5), Fraction(2, 5)]


def test_an_order_with_equal_ones():
    assert sheet("kriteria: [a, b, c]\nurutan: [c, [a, b]]\n").order == (("c",), ("a", "b"))
    assert sheet("kriteria: [a, b, c]\nurutan: [[], c, [a, b]]\n").order == (("c",), ("a", "b"))


@pytest.mark.parametrize(
    "rows",
    [
        "[[1, 3, 5], [1/3, 1, 2], [0.2, 0.5, 1]]",
        "[[1, 3, 5], [~, 1, 2], [~, ~, 1]]",
        "[[1, 3, 5], [1, 2], [1]]",
        "[[3, 5], [2]]",
        "[[3, 5], [2], []]",
        "{a: [1, 3, 5], b: [1, 2], c: [1]}",
    ],
)
def test_a_comparison_is_whole_or_its_upper_half(rows: str):
    entries = sheet(f"{NAMES}perbandingan: {rows}\n").comparison
    assert [entries[at][other].value for at, other in ((0, 1), (0, 2), (1, 2))] == [3, 5, 2]


def test_values_as_rows_beside_names_or_under_names():
    one, other = sheet(VALUES), sheet(VALUES.partition("nilai")[0] + "alternatif: [A, B]\nnilai: [[1, 2], [3, 4]]\n")
    assert (one.alternatives, one.matrix) == (other.alternatives, other.matrix) == (("A", "B"), ((1, 2), (3, 4)))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- 1\n", "1:1 a decision sheet is a mapping of keys to values"),
        ("judul: x\n", "1:1 kriteria names no criteria"),
        ("kriteria: {}\n", "1:1 kriteria names no criteria"),
        ("kriteria: []\n", "1:1 kriteria names no criteria"),
        ("kriteriaa: {a: 1}\n" + BASE, "1:1 unknown key 'kriteriaa'"),
        ("kriteria:\n  a: {bobt: 60}\n  b: {bobot: 40}\n", "2:7 unknown key 'kriteria.a.bobt'"),
        ("kriteria: {a: 0,6}\n", "1:1 without a weight: 6"),
        ("kriteria:\n  a: 0,6\n  b: 0.4\n", "2:6 kriteria.a: '0,6' is no number"),
        ("kriteria: {a: nan, b: 1}\n", "1:15 kriteria.a: 'nan' is no number"),
        ("kriteria: {a: .inf, b: 1}\n", "1:15 kriteria.a: '.inf' is no number"),
        ("kriteria: {a: 60%, b: 40}\n", "1:15 a has a weight in percent, and other weights are written without"),
        ("kriteria: {a: {bobot: 60, arah: kost}, b: 40}\n", "1:33 kriteria.a.arah cannot be 'kost'"),
        ("kriteria: {a: {bobot: 60, jenis: cost}, b: 40}\n", "1:34 jenis names the kind of a criterion"),
        ("kriteria: {a: 60, b: }\n", "1:1 without a weight: b"),
        ("kriteria: [a, b]\n", "1:1 without a weight: a, b"),
        ("kriteria: [a, b, a]\nurutan: [a, b]\n", "1:11 'a' stands twice in kriteria"),
        (BASE + "urutan: [kinerja, diklat]\n", "2:1 the weights are stated in several ways: bobot, urutan"),
        (NAMES + "urutan: [a, b, d]\n", "2:16 urutan: there is no criterion 'd'"),
        (NAMES + "urutan: [a, b]\n", "2:1 urutan lacks: c"),
        (NAMES + "urutan: [a, b, b, c]\n", "2:13 'b' stands twice in urutan"),
        (NAMES + "urutan: a\n", "2:9 urutan takes a list of names"),
        (NAMES + "perbandingan: [[1, 2], [1, 1]]\n", "2:1 perbandingan: the rows have 2, 2 entries, and there are 3"),
        (NAMES + "perbandingan: [[3, x], [2]]\n", "2:20 perbandingan, a, c: 'x' is no judgement"),
        (NAMES + "perbandingan: [[3, 0], [2]]\n", "2:20 perbandingan, a, c: '0' is no judgement"),
        (NAMES + "perbandingan: [[3, -2], [2]]\n", "2:20 perbandingan, a, c: '-2' is no judgement"),
        (NAMES + "perbandingan: [[2, 3, 5], [1, 2], [1]]\n", "2:17 perbandingan, a: compared with itself it is 2"),
        (NAMES + "perbandingan: {b: [1, 3, 5], a: [1, 2], c: [1]}\n", "2:1 perbandingan: the rows do not stand in the"),
        (NAMES + "perbandingan: 3\n", "2:15 perbandingan takes a list of numbers for each criterion"),
        ("kriteria: [a]\nperbandingan: [[1]]\n", "2:1 perbandingan: 1 criteria cannot be compared"),
        (VALUES.replace("saw", "sow"), "1:9 metode cannot be 'sow'"),
        (VALUES.replace("metode: saw\n", ""), "1:1 nilai needs metode: how the scores are worked out"),
        (VALUES.replace("[3, 4]", "[3]"), "5:6 nilai: a row has 1 value, and there are 2 criteria"),
        (VALUES.replace("[3, 4]", "[3, 4, 5]"), "5:6 nilai: a row has 3 values, and there are 2 criteria"),
        (VALUES.replace("4]", "tinggi]"), "5:10 nilai: 'tinggi' is no number"),
        (VALUES.replace("4]", "[4]]"), "5:10 nilai takes a row of numbers for each alternative"),
        (VALUES.replace("saw", "profil"), "2:1 profile matching needs ideal for each criterion; without it: kinerja"),
        (VALUES + "alternatif: [A]\nhasil: {skor: {C: 1}}\n", "7:16 hasil.skor.C: there is no alternative 'C'"),
        (VALUES + "hasil: {pemenang: C}\n", "6:9 hasil.pemenang: there is no alternative 'C'"),
        (VALUES + "hasil: {skor: {A: banyak}}\n", "6:19 hasil.skor.A: 'banyak' is no number"),
        (VALUES + "inti: -1\n", "6:1 inti is below 0"),
        (VALUES + "tabel_gap: {x: 1}\n", "6:13 'x' is no gap"),
        (
            BASE + "metode: saw\nalternatif: [A]\nnilai: [[1, 2], [3, 4]]\n",
            "4:1 nilai has 2 rows, and alternatif names",
        ),
        (BASE + "metode: saw\nalternatif: [A, A]\nnilai: [[1, 2], [3, 4]]\n", "3:1 'A' stands twice in alternatif"),
        (BASE + "nilai: 3\n", "2:8 nilai takes a row of numbers for each alternative"),
    ],
)
def test_what_is_wrong_stands_at_its_place(text: str, said: str):
    found = wrong(text)
    assert [one for one in found if one.startswith(said)], found


BOUNDED = (
    "metode: jumlah_terbobot\nkriteria:\n  a: {bobot: 60, bawah: 0, atas: 100}\n  b: {bobot: 40%s}\n"
    "nilai:\n  A: [%s, 2]\n"
)


def test_bounds_stand_with_every_criterion_and_hold_every_value():
    assert wrong(BOUNDED % ("", "50")) == ["2:1 b needs bawah below atas, as other criteria have bounds"]
    assert wrong(BOUNDED % (", bawah: 5, atas: 5", "50")) == [
        "2:1 b needs bawah below atas, as other criteria have bounds"
    ]
    assert wrong(BOUNDED % (", bawah: 0, atas: 4", "105")) == ["6:7 a: 105 lies outside 0 to 100"]
    assert wrong(BOUNDED % (", bawah: 0, atas: 4", "-5")) == ["6:7 a: -5 lies outside 0 to 100"]
    assert sheet(BOUNDED % (", bawah: 0, atas: 4", "100")).criteria[0].upper == 100


@pytest.mark.parametrize(
    ("text", "fix"),
    [
        ("kriteria:\n  a: {bobt: 60}\n", "did you mean: bobot?"),
        ("kriteria:\n  a: 0,6\n", "write it with a decimal point: 0.6"),
        (NAMES + "urutan: [a, b, cc]\n", "add them where they belong"),
        (VALUES + "hasill: {}\n", "did you mean: hasil?"),
        (VALUES + "hasil: {pemenag: A}\n", "did you mean: pemenang?"),
        ("kriteria: {a: {bobot: 60, jenis: cost}, b: 40}\n", "write arah: cost"),
    ],
)  # fmt: skip
def test_what_to_write_instead(text: str, fix: str):
    assert fix in remedies(text)
