"""`mutasi weights` on sheets: what it gives, what it says, and how it ends."""

from __future__ import annotations

import csv
import io
import json
from math import isfinite
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mutasi.cli.weights import FORMATS
from mutasi.read.policy import load_policy
from mutasi.render.weights import FORMATS as RENDERED
from tests.command_line import Result, mutasi
from tests.golden import GOLDEN, ROOT, assert_same

SHEETS = ROOT / "tests" / "data" / "worked"
TWO = "metode: maut\nkriteria: {kompetensi: 55, kinerja: 45}\nnilai:\n  A: [80, 60]\n  B: [70, 85]\n"


def weigh(folder: Path, text: str, *arguments: str) -> Result:
    (folder / "lembar.yaml").write_text(text, encoding="utf-8")
    return mutasi("--isolated", "weights", "lembar.yaml", *arguments, folder=folder)


def document(folder: Path, text: str) -> dict:
    return json.loads(weigh(folder, text, "-f", "json").text)


def said(folder: Path, text: str) -> list[tuple[str, str, str]]:
    return [(one["rule"], one["severity"], one["message"]) for one in document(folder, text)["temuan"]]


def used(folder: Path, text: str) -> dict[str, str]:
    return {one["kriteria"]: one["bobot"] for one in document(folder, text)["kriteria"]}


# The page and the formats -----------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("name", ["04_ahp_kriteria", "04_ahp_kerjasama", "16_wp"])
def test_the_page(name: str, language: str):
    done = mutasi("--isolated", "--lang", language, "weights", f"{name}.yaml", folder=SHEETS)
    assert_same(done.text, GOLDEN / "weights" / f"{name}.{language}.txt")


def test_the_page_as_markdown():
    done = mutasi("--isolated", "weights", "16_wp.yaml", "-f", "md", folder=SHEETS)
    assert_same(done.text, GOLDEN / "weights" / "16_wp.id.md")


def test_the_formats_are_those_that_are_rendered():
    assert sorted(FORMATS) == sorted(RENDERED)


def test_machine_formats_know_no_language():
    for name in ("json", "csv", "yaml"):
        one, other = (
            mutasi("--isolated", "--lang", language, "weights", "04_ahp_kriteria.yaml", "-f", name, folder=SHEETS).out
            for language in ("id", "en")
        )
        assert one == other


def test_what_stands_out_is_told_where_the_form_has_no_place_for_it(tmp_path: Path):
    done = weigh(tmp_path, "kriteria: {a: 60, b: 40}\n", "-f", "csv")
    assert weigh(tmp_path, "kriteria: {a: 60, b: 40}\n", "-f", "yaml").err == done.err
    assert weigh(tmp_path, "kriteria: {a: 60, b: 40}\n", "-f", "json").err == ""
    assert done.err == "lembar.yaml:1:15: KRITERIA-04 criterion a has 60 percent of the weight\n"
    assert next(csv.DictReader(io.StringIO(done.text))) == {
        "kriteria": "a", "label": "a", "arah": "", "bobot": "0.6", "bobot_tepat": "3/5", "bobot_vektor_eigen": ""
    }  # fmt: skip


def test_the_lines_for_the_policy_are_read_as_they_are_meant(tmp_path: Path):
    sheet = (
        "kriteria:\n  Hasil Kerja: {jenis: predikat_kinerja}\n  2 ijazah: {jenis: pendidikan, label: 'Ijazah: S-1'}\n"
        "  hasil-kerja: {jenis: minat}\nurutan: [Hasil Kerja, 2 ijazah, hasil-kerja]\n"
    )
    (tmp_path / "mutasi.yaml").write_text(weigh(tmp_path, sheet, "-f", "yaml").text, encoding="utf-8")
    policy, findings = load_policy(tmp_path / "mutasi.yaml")
    assert findings == ()
    assert [(one.name, one.label, str(one.weight)) for one in policy.criteria] == [
        ("hasil_kerja", "Hasil Kerja", "6111/10000"), ("k_2_ijazah", "Ijazah: S-1", "1389/5000"),
        ("hasil_kerja_2", "hasil-kerja", "1111/10000"),
    ]  # fmt: skip
    assert sum(one.weight for one in policy.criteria) == 1


def test_a_sheet_from_standard_input_and_a_missing_one():
    done = mutasi("weights", "-", "-f", "csv", folder=SHEETS, stdin=b"kriteria: {a: 1}\n")
    assert (done.code, done.text.splitlines()[1]) == (0, "a,a,,1,1,")
    assert mutasi("weights", "tidak-ada.yaml", folder=SHEETS).code == 2


# Weights that are wrong -------------------------------------------------------------------------------


def test_s02_weights_in_percent_as_fractions_and_with_the_sign_are_the_same(tmp_path: Path):
    for spelling in ("0.4, kinerja: 0.3, integritas: 0.3", "40, kinerja: 30, integritas: 30",
                     "40%, kinerja: 30%, integritas: 30%"):  # fmt: skip
        sheet = (
            f"metode: jumlah_terbobot\nkriteria: {{kompetensi: {spelling}}}\n"
            "nilai:\n  A: [85, 70, 90]\n  B: [80, 88, 75]\n"
        )
        assert [one["skor"] for one in document(tmp_path, sheet)["hasil"]] == ["82", "80.9"]


def test_s03_a_forgotten_criterion_is_told_by_the_sum_and_the_shares_that_are_used(tmp_path: Path):
    sheet = "metode: jumlah_terbobot\nkriteria: {kompetensi: 0.5, kinerja: 0.3}\nnilai:\n  A: [80, 80]\n"
    assert ("BOBOT-04", "warning", "the weights add up to 0.8, not to 100 (or 1); taken as shares they are"
            " kompetensi 0.6250, kinerja 0.3750") in said(tmp_path, sheet)  # fmt: skip
    assert used(tmp_path, sheet) == {"kompetensi": "0.625", "kinerja": "0.375"}
    assert [one["skor"] for one in document(tmp_path, sheet)["hasil"]] == ["80"]
    (found, *_) = said(tmp_path, sheet.replace("[80, 80]", "[80, 80, 80]"))
    assert found[2] == "nilai: a row has 3 values, and there are 2 criteria"


def test_s04_decimals_that_add_up_on_paper_are_taken_and_others_are_not(tmp_path: Path):
    assert "BOBOT-04" not in {one[0] for one in said(tmp_path, "kriteria: {a: 0.6, b: 0.3, c: 0.1}\n")}
    (found,) = [one for one in said(tmp_path, "kriteria: {a: 0.6, b: 0.3, c: 0.11}\n") if one[0] == "BOBOT-04"]
    assert found[2].startswith("the weights add up to 1.01, ")


def test_s15_misspelt_negative_and_zero_weights_each_are_told(tmp_path: Path):
    sheet = "kriteria: {kompetensi: 0.7, jarak_km: -0.2, usia: 0, kinerja: 0.5}\nurutan: [kinreja]\n"
    done = weigh(tmp_path, sheet, "-f", "json")
    fixes = {one["message"]: one["fix"] for one in json.loads(done.text)["temuan"]}
    assert fixes["urutan: there is no criterion 'kinreja'"] == "did you mean: kinerja?"
    found = said(tmp_path, sheet.partition("urutan")[0])
    assert ("KRITERIA-02", "error", "criterion jarak_km has the weight -0.2") in found
    assert ("BOBOT-05", "info", "usia has the weight 0 and has no effect") in found
    assert ("KRITERIA-06", "error", "criterion usia tells what nobody may be judged by") in found
    assert weigh(tmp_path, sheet.partition("urutan")[0]).code == 1


@pytest.mark.parametrize("weights", ["a: 0, b: 0", "a: -1, b: 2"])
def test_weights_of_which_no_shares_can_be_made_give_none(tmp_path: Path, weights: str):
    done = weigh(tmp_path, f"metode: saw\nkriteria: {{{weights}}}\nnilai:\n  A: [1, 2]\n", "-f", "json")
    made = json.loads(done.text)
    assert done.code == 1
    assert {one["bobot"] for one in made["kriteria"]} == {None}
    assert made["hasil"] == []


def test_a_comparison_that_is_too_inconsistent_is_given_and_told(tmp_path: Path):
    found = said(tmp_path, "kriteria: [a, b, c]\nperbandingan: [[1, 5, 1/5], [1, 5], [1]]\n")
    assert "BOBOT-02" in {one[0] for one in found}


def test_the_two_ways_to_reckon_the_ratio_may_fall_on_different_sides(tmp_path: Path):
    sheet = "kriteria: [a, b, c, d]\nperbandingan: [[1, 5, 1/2, 5], [1, 1/2, 1], [1, 5], [1]]\n"
    found = document(tmp_path, sheet)["konsistensi"]
    columns, eigenvalue = (float(found[way]["cr"]) for way in ("jumlah_kolom", "nilai_eigen"))
    assert (columns > 0.1) is not (eigenvalue > 0.1)
    done = weigh(tmp_path, sheet)
    assert done.code == 0
    assert "The two ways fall on different sides of it." in done.text
    assert "on different sides of 0.10" in done.text


@pytest.mark.parametrize(
    ("row", "off"), [("9], [0.111, 1", False), ("9], [0.11, 1", False), ("10], [0.1, 1", True), ("1/10], [10, 1", True)]
)
def test_a_ninth_may_be_rounded_and_nothing_beyond_the_scale_is_taken_silently(tmp_path: Path, row: str, off: bool):
    found = {one[0] for one in said(tmp_path, f"kriteria: [a, b]\nperbandingan: [[1, {row}]]\n")}
    assert ("BOBOT-03" in found, "BOBOT-01" in found) == (off, False)


def test_what_to_write_for_a_rounded_entry_is_the_number_that_it_stands_for(tmp_path: Path):
    (found,) = document(tmp_path, "kriteria: [a, b]\nperbandingan: [[1, 0.3333], [2, 1]]\n")["temuan"]
    assert found["fix"] == "write 3 for b against a, or 1/2 for a against b"


def test_one_criterion_alone_is_not_too_heavy_and_words_of_a_trait_may_stand_apart(tmp_path: Path):
    assert said(tmp_path, "kriteria: {kinerja: 100}\n") == []
    for name in ("Jenis Kelamin", "jenis-kelamin", "USIA (tahun)", "Status Perkawinan"):
        assert "KRITERIA-06" in {one[0] for one in said(tmp_path, f"kriteria: {{{name}: 100}}\n")}, name


def test_in_profile_matching_criteria_are_compared_by_the_values_of_their_gaps(tmp_path: Path):
    """From 1 to 5 with the ideal 3 more is first better and then worse; with the ideal 5 it is better all the way."""
    rows = "".join(
        f"  {name}: [{value}, {value}]\n" for name, value in zip("ABCDEFG", [1, 2, 3, 4, 5, 1, 5], strict=True)
    )
    sheet = "metode: profil\nkriteria: {a: {ideal: %s}, b: {ideal: 5}}\nnilai:\n" + rows
    assert "BOBOT-07" in {one[0] for one in said(tmp_path, sheet % 5)}
    assert "BOBOT-07" not in {one[0] for one in said(tmp_path, sheet % 3)}


def test_a_tie_is_shown_as_one(tmp_path: Path):
    sheet = "metode: maut\nkriteria: {a: 50, b: 50}\nnilai:\n  A: [80.1, 5]\n  B: [80.0, 15]\n"
    assert [(one["peringkat"], one["skor"]) for one in document(tmp_path, sheet)["hasil"]] == [(1, "0.5"), (1, "0.5")]


def test_what_distinguishes_nobody_and_a_single_alternative_are_told(tmp_path: Path):
    equal = weigh(tmp_path, TWO.replace("85", "60")).text
    assert "does not distinguish anybody here: kinerja" in equal
    assert "BOBOT-06" in equal
    alone = weigh(tmp_path, TWO.partition("  B")[0])
    assert (alone.code, "There is only one alternative, so nothing distinguishes." in alone.text) == (0, True)
    assert "nan" not in alone.text.casefold().replace("alternatif", "")


def test_relative_methods_say_so(tmp_path: Path):
    assert "This method is relative" in weigh(tmp_path, TWO).text
    fixed = TWO.replace("maut", "jumlah_terbobot")
    assert "This method is relative" not in weigh(tmp_path, fixed).text


def test_a_winner_by_scores_that_follow_from_the_values(tmp_path: Path):
    found = said(tmp_path, TWO + "hasil: {pemenang: B}\n")
    assert ("BOBOT-09", "error", "B is said to win with 0.4500, but by the scores that follow from the values A has"
            " 0.5500") in found  # fmt: skip


def test_a_score_of_few_digits_that_several_directions_would_give_is_not_said_to_be_turned_round(tmp_path: Path):
    sheet = "metode: maut\nkriteria: {a: 50, b: 50}\nnilai:\n  A: [1, 1]\n  B: [0, 0]\nhasil: {skor: {A: 0.5, B: 0}}\n"
    assert {one[0] for one in said(tmp_path, sheet) if one[1] == "error"} == {"BOBOT-10"}


def test_early_rounding_by_hand_is_no_fault(tmp_path: Path):
    """Normalised values rounded to two digits change the third digit of the score."""
    sheet = (SHEETS / "01_saw.yaml").read_text(encoding="utf-8") + "hasil: {skor: {Roni: %s}}\n"
    exact = document(tmp_path, sheet % "0.7706")["hasil"]
    assert [one["skor"] for one in exact if one["alternatif"] == "Roni"] == ["0.770588235"]
    for score, follows in (("0.7706", True), ("0.7695", True), ("0.7660", False)):
        assert ("BOBOT-10" in {one[0] for one in said(tmp_path, sheet % score)}) is not follows


PIECES = {
    "kriteria": ("{a: 60, b: 40}", "[a, b]", "{a: 0, b: 0}", "{a: 999999999999, b: 0.000000000000000001}",
                 "{a: {bobot: 1, arah: cost}, b: {bobot: 2}}", "{a: {ideal: 3}, b: {ideal: 4, faktor: pendukung}}",
                 "{a: {bobot: 1, bawah: 0, atas: 10}, b: {bobot: 1, bawah: 0, atas: 10}}", "{'': 1, ' ': 2}",
                 "{a: -1, b: 1}", "{}", "[[a], b]", "x"),
    "urutan": ("", "[a, b]", "[[a, b]]", "[[], a, b]", "[[[a]], b]"),
    "perbandingan": ("", "[[1, 2], [1/2, 1]]", "[[2]]", "[[~, ~], [~, ~]]", "[[1, 0.0000001], [~, 1]]",
                     "[[1, [2]], [1]]"),
    "metode": ("", "saw", "wp", "topsis", "maut", "profil", "jumlah_terbobot"),
    "normalisasi": ("", "jumlah"),
    "nilai": ("", "{A: [1, 2], B: [3, 4]}", "{A: [0, 0], B: [0, 0]}", "{A: [0, 2], B: [3, 0]}", "{A: [5, 5]}", "[]",
              "{A: }", "{A: [-1, 2], B: [3, -4]}",
              "{A: [999999999999.999999999999999999, 1], B: [0.000000000000000001, 2]}"),
    "hasil": ("", "{skor: {A: 0.5, B: 0}, pemenang: B}", "{pemenang: A}", "{skor: {}}", "3"),
    "inti": ("", "0"),
}  # fmt: skip


@settings(max_examples=70)
@given(st.fixed_dictionaries({key: st.sampled_from(values) for key, values in PIECES.items()}))
def test_whatever_a_sheet_holds_it_is_worked_out_or_refused_and_never_is_no_number(keys: dict[str, str]):
    text = "".join(f"{key}: {value}\n" for key, value in keys.items() if value)
    done = mutasi("--isolated", "weights", "-", "-f", "json", folder=SHEETS, stdin=text.encode())
    assert done.code in (0, 1), (text, done.err)
    made = json.loads(done.text)
    numbers = [one[name] for one in made["hasil"] for name in ("skor",)] + [one["bobot"] for one in made["kriteria"]]
    assert all(number is None or isfinite(float(number)) for number in numbers), text
    assert bool(made["temuan"]) or numbers[-1] is not None


def test_a_criterion_that_cannot_be_turned_round_is_not_tried_so():
    """Zero has no inverse as a cost; as the benefit that it is it is worked out."""
    sheet = "kriteria: {a: 60, b: 40}\nmetode: saw\nnormalisasi: jumlah\nnilai: {A: [0, 2], B: [3, 0]}\n"
    done = mutasi("--isolated", "weights", "-", "-f", "json", folder=SHEETS, stdin=sheet.encode())
    assert done.code == 0, done.err
    assert {one["alternatif"]: one["skor"] for one in json.loads(done.text)["hasil"]} == {"A": "0.4", "B": "0.6"}
