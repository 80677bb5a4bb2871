"""Worked sheets of offices, courses and theses, through the command: what they publish follows, or is reported.

Numbers only; where they come from stands in `docs/weights.md`.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from tests.command_line import mutasi
from tests.golden import ROOT

SHEETS = ROOT / "tests" / "data" / "worked"
OF_THE_AUTHORS = ("KRITERIA-04", "BOBOT-04", "BOBOT-07", "BOBOT-08")
"""What is said of how a sheet weighs and of what it measures, and not of its arithmetic."""


@cache
def told(name: str) -> dict:
    done = mutasi("--isolated", "weights", f"{name}.yaml", "-f", "json", folder=SHEETS)
    document = json.loads(done.text)
    grave = any(finding["severity"] == "error" for finding in document["temuan"])
    assert (done.code, done.err) == (int(grave), "")
    return document


def scores(name: str) -> dict[str, float]:
    return {one["alternatif"]: float(one["skor"]) for one in told(name)["hasil"]}


def order(name: str) -> list[str]:
    return [one["alternatif"] for one in told(name)["hasil"]]


def errors(name: str) -> list[tuple[str, str | None]]:
    return [(one["rule"], one["key"]) for one in told(name)["temuan"] if one["severity"] == "error"]


def codes(name: str) -> set[str]:
    return {finding["rule"] for finding in told(name)["temuan"]}


def test_every_worked_sheet_is_replayed():
    assert {path.stem.partition("_")[0] for path in SHEETS.glob("*.yaml")} >= {
        "01", "02", "03", "04", "05", "06", "07", "08", "09", "16"
    }  # fmt: skip


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("01_saw", {"Ratna": 0.939412, "Dani": 0.912157, "Putri": 0.90098, "Indra": 0.796078, "Mira": 0.783725,
                    "Roni": 0.770588}),
        ("02_saw", {"D": 0.907126, "B": 0.862295, "A": 0.824719, "C": 0.78}),
        ("03_topsis", {"Elsa": 0.621219, "Rossa": 0.616813, "Adam": 0.584243, "Sinta": 0.541591, "Rio": 0.530354,
                       "Ahmad": 0.526269, "Setyawan": 0.456758, "Adrian": 0.448143, "Iman": 0.404653,
                       "Fahri": 0.265011}),
        ("05_profil", {"B": 4.6, "A": 4.4, "C": 4.2, "D": 4.1}),
        ("06_profil_kecerdasan", {"K1004": 4.45, "K1002": 4.2, "K1001": 3.95, "K1003": 3.95, "K1005": 3.9}),
        ("06_profil_sikap_kerja", {"K1005": 4, "K1001": 3.916667, "K1003": 3.75, "K1002": 3.333333,
                                   "K1004": 3.166667}),
        ("06_profil_perilaku", {"K1004": 5, "K1002": 4.625, "K1005": 4.625, "K1001": 4.5, "K1003": 3.625}),
        ("08_topsis", {"A3": 0.759226, "A1": 0.599239, "A2": 0.400761}),
        ("09_topsis", {"Ford": 0.644513, "VW": 0.355487}),
        ("09_saw", {"Ford": 0.585714, "VW": 0.414286}),
    ],
)  # fmt: skip
def test_the_scores_follow(name: str, expected: dict[str, float]):
    assert {key: round(score, 6) for key, score in scores(name).items()} == expected
    assert order(name) == list(expected)


@pytest.mark.parametrize("name", ["01_saw", "02_saw", "05_profil", "08_topsis", "09_saw", "09_topsis"])
def test_a_sound_sheet_is_not_reported(name: str):
    assert codes(name) <= set(OF_THE_AUTHORS)


def test_03_the_winner_is_not_the_highest_of_the_sheet():
    assert errors("03_topsis") == [("BOBOT-09", "Rossa")]
    (found,) = [one for one in told("03_topsis")["temuan"] if one["rule"] == "BOBOT-09"]
    assert found["message"] == "Rossa is said to win with 0.6168, but by its own scores Elsa has 0.6212"
    assert (found["line"], found["column"]) == (30, 13)


def test_04_the_weights_and_both_ratios_follow():
    document = told("04_ahp_kriteria")
    weights = {one["kriteria"]: one["bobot"] for one in document["kriteria"]}
    assert weights == {
        "Kesetiaan dan Ketaatan": "0.0532", "Tanggung Jawab": "0.2532", "Kepemimpinan": "0.0859",
        "Kerjasama dan Kejujuran": "0.4576", "Prestasi Kerja dan Prakarsa": "0.1501",
    }  # fmt: skip
    ways = [document["konsistensi"][way] for way in ("jumlah_kolom", "nilai_eigen")]
    rounded = [(round(float(one["lambda"]), 4), round(float(one["cr"]), 4)) for one in ways]
    assert rounded == [(5.4384, 0.0979), (5.331, 0.0739)]
    assert codes("04_ahp_kriteria") == {"KRITERIA-04"}


@pytest.mark.parametrize(
    ("name", "weights", "ratio"),
    [
        ("04_ahp_kesetiaan", [0.6479, 0.0755, 0.1631, 0.1135], 0.0387),
        ("04_ahp_tanggung", [0.052, 0.1559, 0.5018, 0.2904], 0.0054),
    ],
)
def test_04_rounded_mirrors_are_taken_as_they_are_written(name: str, weights: list[float], ratio: float):
    document = told(name)
    exact = [one["bobot_tepat"].partition("/") for one in document["kriteria"]]
    assert [round(int(part) / int(whole), 4) for part, _, whole in exact] == weights
    assert round(float(document["konsistensi"]["jumlah_kolom"]["cr"]), 4) == ratio
    assert errors(name) == []


def test_04_the_matrix_of_the_heaviest_criterion_is_not_reciprocal_and_gives_no_weights():
    assert errors("04_ahp_kerjasama") == [("BOBOT-01", "IPS, IS")]
    document = told("04_ahp_kerjasama")
    (found,) = document["temuan"]
    assert found["message"] == "IPS against IS is 1, and IS against IPS is 0.5: their product is 0.5, not 1"
    assert found["fix"] == "write 1 for IS against IPS, or 2 for IPS against IS"
    assert (found["line"], found["column"]) == (6, 9)
    assert document["konsistensi"] is None
    assert {one["bobot"] for one in document["kriteria"]} == {None}


def test_07_the_arithmetic_is_right_and_the_weights_are_not():
    """Age decides nearly alone, and the rank is coded downwards."""
    assert order("07_maut")[:5] == ["P28", "P35", "P27", "P17", "P05"]
    assert errors("07_maut") == [("KRITERIA-06", "usia")]
    found = {(one["rule"], one["key"]): one["message"] for one in told("07_maut")["temuan"]}
    assert found["KRITERIA-04", "usia"] == "criterion usia has 74 percent of the weight"
    assert "rank correlation -0.67, 50 people" in found["BOBOT-08", "pangkat"]
    assert not {"BOBOT-09", "BOBOT-10", "BOBOT-11"} & codes("07_maut")


def test_16_a_cost_counts_as_a_benefit_for_two_of_five_and_one_score_follows_from_nothing():
    assert {name: round(score, 4) for name, score in scores("16_wp").items()} == {
        "Joni": 7.4642, "Deni": 7.403, "Doni": 6.8879, "Istiani": 6.5007, "Dea": 6.4772
    }  # fmt: skip
    shares = {one["alternatif"]: round(float(one["bagian"]), 4) for one in told("16_wp")["hasil"]}
    assert shares == {"Joni": 0.2149, "Deni": 0.2131, "Doni": 0.1983, "Istiani": 0.1872, "Dea": 0.1865}
    assert errors("16_wp") == [("KRITERIA-06", "Usia"), ("BOBOT-11", "Jarak"), ("BOBOT-10", "Doni")]
    (found,) = [one for one in told("16_wp")["temuan"] if one["rule"] == "BOBOT-11"]
    assert found["message"] == "Jarak counts as a benefit for Deni, Joni, and as a cost for Dea, Istiani"


def altered(folder: Path, name: str, old: str, new: str) -> set[str]:
    text = (SHEETS / f"{name}.yaml").read_text(encoding="utf-8")
    assert old in text
    (folder / "lembar.yaml").write_text(text.replace(old, new), encoding="utf-8")
    done = mutasi("--isolated", "weights", "lembar.yaml", "-f", "json", folder=folder)
    return {finding["rule"] for finding in json.loads(done.text)["temuan"]}


@pytest.mark.parametrize(
    ("name", "old", "new", "code"),
    [
        ("03_topsis", "pemenang: Rossa", "pemenang: Elsa", "BOBOT-09"),
        ("04_ahp_kerjasama", "0.3333, 1]", "0.3333, 2]", "BOBOT-01"),
        ("07_maut", "pangkat: {bobot: 0.07}", "pangkat: {bobot: 0.07, arah: cost}", "BOBOT-08"),
        ("16_wp", "Deni: 11.4\n    Doni: 8.0329", "Deni: 7.403\n    Doni: 6.8879", "BOBOT-10"),
        (
            "16_wp",
            "Dea: 6.4787\n    Deni: 11.4\n    Doni: 8.0329\n    Istiani: 6.5024\n    Joni: 11.8938",
            "Dea: 0.1865\n    Deni: 0.2131\n    Doni: 0.1983\n    Istiani: 0.1872\n    Joni: 0.2149",
            "BOBOT-10",
        ),
    ],
)
def test_a_sheet_that_is_mended_is_not_reported_any_more(tmp_path: Path, name: str, old: str, new: str, code: str):
    assert code in codes(name)
    after = altered(tmp_path, name, old, new)
    assert code not in after


@pytest.mark.parametrize(("name", "old"), [("02_saw", "B: 0.862295"), ("05_profil", "C: 4.2")])
def test_a_score_that_is_changed_is_reported(tmp_path: Path, name: str, old: str):
    assert "BOBOT-10" in altered(tmp_path, name, f"    {old}", f"    {old[:3]}0.5")
