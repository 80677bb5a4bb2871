"""`mutasi explain` on the example city and small datasets: text in both languages, Markdown, JSON, and refusals."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from tests.command_line import Result, mutasi
from tests.golden import ROOT, assert_same

CITY = ROOT / "examples" / "pangkalpinang"
GOLDEN = ROOT / "tests" / "golden" / "explain"
NIP, VACANCY = "198607242009032001", "L-004"
MARTINI = "198109262003122001"
PARSER = MarkdownIt("gfm-like", {"linkify": False}).enable("table")


@cache
def explained(language: str, *arguments: str, **surroundings: str) -> Result:
    """A run on the city; the same one that several tests ask about is made once."""
    return mutasi("--lang", language, "explain", *arguments, folder=CITY, **surroundings)


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("form", ["text", "md"])
def test_a_person_and_a_vacancy(language: str, form: str):
    done = explained(language, MARTINI, VACANCY, "-f", form, COLUMNS="100")
    assert done.code == 0
    assert_same(done.text, GOLDEN / f"pair.{language}.{form}")


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("form", ["text", "md"])
def test_a_vacancy_alone(language: str, form: str):
    done = explained(language, "--vacancy", "L-001", "-n", "2", "-f", form, COLUMNS="100")
    assert done.code == 0
    assert_same(done.text, GOLDEN / f"vacancy.{language}.{form}")


@pytest.mark.parametrize("arguments", [(MARTINI, VACANCY), ("--vacancy", "L-001", "-n", "2")])
def test_the_page_is_read_as_it_is_meant(arguments: tuple[str, ...]):
    """By a Markdown parser: the remark below a table is no row of it, and every condition is an item of a list."""
    page = explained("en", *arguments, "-f", "md", COLUMNS="100").text
    html = PARSER.render(page)
    assert re.search(r"<p>\* its wording was not seen", html)
    assert (
        len(re.findall(r"<li>PROS-01  warning: [^\n]*\n<ul>\n<li>basis: [^\n]* \(quoted or reported\)</li>", html)) == 1
    )
    assert not re.search(r"<td[^>]*>\*? ?its wording", html)


def test_conditions_that_are_not_met_stand_in_the_headline():
    day = ("--tmt", "2026-03-31")
    text = mutasi("--lang", "en", "explain", NIP, "L-002", *day, folder=CITY).text
    assert "Verdict: warning; conditions of the vacancy not met: PILKADA-02; " in text
    order = re.findall(r"^  (PILKADA-0[12]|PROS-01)  (\w+): ", text, re.M)
    assert order == [("PILKADA-02", "fails"), ("PILKADA-01", "unknown"), ("PROS-01", "warning")]


def test_an_english_page_speaks_no_indonesian_of_its_own():
    text = mutasi("--lang", "en", "explain", NIP, "L-002", folder=CITY).text
    assert "ingatan" not in text


def test_json_is_the_same_in_every_language_and_names_every_requirement():
    found = [mutasi("--lang", one, "explain", NIP, VACANCY, "-f", "json", folder=CITY).text for one in ("en", "id")]
    assert found[0] == found[1]
    document = json.loads(found[0])
    assert document["schema"] == "mutasi-explain-1"
    assert (document["nip"], document["id_lowongan"]) == (NIP, VACANCY)
    assert len(document["syarat"]) == len({one["aturan"] for one in document["syarat"]}) > 40
    assert all(one["dasar"] and one["keyakinan"] for one in document["syarat"])


def test_the_explanation_says_what_shortlist_and_score_say():
    explained = json.loads(mutasi("explain", NIP, VACANCY, "-f", "json", folder=CITY).text)
    (scored,) = [
        json.loads(line)
        for line in mutasi("score", VACANCY, "--nip", NIP, "-f", "jsonl", folder=CITY).text.splitlines()
    ]
    assert explained["hasil_syarat"] == scored["hasil_syarat"]
    assert (explained["skor"], explained["skor_min"], explained["skor_maks"]) == (
        scored["skor"], scored["skor_min"], scored["skor_maks"],
    )  # fmt: skip
    told = {one["aturan"] for one in explained["syarat"] if one["hasil"] != "lolos"}
    assert told == {part.split(":")[0] for part in scored["alasan"].split("; ") if part}
    for one in explained["nilai"]:
        if one["nilai_min"] == one["nilai_maks"]:
            assert scored[f"nilai_{one['kriteria']}"] == one["nilai_min"]


def test_json_of_a_vacancy_counts_everybody_once():
    found = json.loads(mutasi("explain", "--vacancy", "L-001", "-n", "1", "-f", "json", folder=CITY).text)
    assert sum(found["hasil_syarat"].values()) == 3610
    assert len(found["terdekat"]) == 1
    assert found["hasil_syarat"]["tolak"] >= max(found["tolak_menurut_syarat"].values())


@pytest.mark.parametrize(
    "arguments",
    [(), (NIP,), ("--vacancy", VACANCY, NIP), ("--vacancy", VACANCY, NIP, VACANCY)],
)
def test_half_a_question_is_refused(arguments: tuple[str, ...]):
    done = mutasi("--lang", "en", "explain", *arguments, folder=CITY)
    assert done.code == 2
    assert "mutasi explain NIP VACANCY" in done.err


def test_names_that_are_not_there_are_refused_with_what_is_near():
    person = mutasi("--lang", "en", "explain", NIP[:-1] + "9", VACANCY, folder=CITY)
    post = mutasi("--lang", "en", "explain", NIP, "L-0004", folder=CITY)
    assert (person.code, post.code) == (2, 2)
    assert NIP in person.err
    assert VACANCY in post.err


def test_who_is_nearest_may_hold_the_post_from_the_stated_day_on_and_not_a_day_earlier():
    near = json.loads(mutasi("explain", "--vacancy", "L-002", "-n", "1", "-f", "json", folder=CITY).text)["terdekat"][0]
    day = date.fromisoformat(near["mungkin_sejak"])

    def verdict(when: date) -> str:
        done = mutasi("explain", near["nip"], "L-002", "--tmt", when.isoformat(), "-f", "json", folder=CITY)
        return str(json.loads(done.text)["hasil_syarat"])

    assert verdict(day) != "tolak"
    assert verdict(day - timedelta(days=1)) == "tolak"


def test_an_exception_is_printed_where_it_counts_and_one_for_nobody_is_found(tmp_path: Path):
    mutasi("--as-of", "2026-01-31", "init", ".", "--contoh", folder=tmp_path)
    policy = tmp_path / "mutasi.yaml"
    people = (tmp_path / "data" / "pegawai.csv").read_text(encoding="utf-8").splitlines()
    nip = people[1].split(",")[0]
    text = policy.read_text(encoding="utf-8")
    stated = (
        "\npengecualian:\n"
        f"  - {{kode: POLA-01, kunci: '{nip}', lowongan: L-001, alasan: Perwal 12/2026, sampai: 2026-12-31}}\n"
        "  - {kode: POLA-01, kunci: '198209112008041099', alasan: Perwal 12/2026, sampai: 2026-12-31}\n"
        f"  - {{kode: POLA-01, kunci: '{nip}', lowongan: L-999, alasan: Perwal 12/2026, sampai: 2026-12-31}}\n"
    )
    policy.write_text(text + stated, encoding="utf-8")
    found = mutasi("validate", "-f", "json", "--exit-zero", folder=tmp_path)
    aimless = [one for one in json.loads(found.text)["findings"] if one["rule"] == "PENGECUALIAN-05"]
    assert [one["key"] for one in aimless] == ["198209112008041099", nip]
