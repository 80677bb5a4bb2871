"""`shortlist --stability` on the example city: words in both languages, formats that agree, and what is refused."""

from __future__ import annotations

import csv
import io
import json
from functools import cache
from pathlib import Path

import pytest

from mutasi.render.language import language
from mutasi.render.stability import as_text
from mutasi.render.stability_data import FIELDS
from mutasi.render.stability_words import error_tenths, percent
from tests.command_line import Result, mutasi
from tests.golden import GOLDEN, ROOT, assert_same
from tests.pages import sound_page

CITY = ROOT / "examples" / "pangkalpinang"


@cache
def stability(*arguments: str, folder: Path = CITY, **surroundings: str) -> Result:
    """A run; the same one that several tests ask about is made once."""
    return mutasi("shortlist", "--stability", *arguments, folder=folder, **surroundings)


@pytest.mark.parametrize("code", ["id", "en"])
@pytest.mark.parametrize("form", ["text", "html"])
def test_the_whole_result(code: str, form: str):
    done = stability("L-002", "L-004", "-n", "3", "-f", form, "--lang", code)
    assert done.code == 0
    assert_same(done.text, GOLDEN / "stability" / f"city.{code}.{ {'text': 'txt', 'html': 'html'}[form] }")


def test_as_markdown_by_a_relative_method_over_all_weights():
    arguments = ("L-004", "--weights-within", "all", "--set", "metode=maut", "-f", "md")
    assert_same(stability(*arguments).text, GOLDEN / "stability" / "maut.id.md")


def test_the_formats_agree():
    arguments = ("L-002", "--weights-within", "12.5", "--seed", "7")
    document = json.loads(stability(*arguments, "-f", "json").text)
    lines = [json.loads(line) for line in stability(*arguments, "-f", "jsonl").text.splitlines()]
    table = list(csv.DictReader(io.StringIO(stability(*arguments, "-f", "csv").text)))
    assert document["schema"] == "mutasi-stability-1"
    (part,) = document["lowongan"]
    people = [*part["terdaftar"], *part["lainnya"]]
    assert [{key: row[key] for key in people[0]} for row in lines] == people
    assert [tuple(row) for row in lines] == [FIELDS] * len(lines)
    assert [{key: str(value) for key, value in row.items()} for row in lines] == table
    assert {row["bobot_dalam_persen"] for row in table} == {"12.50"}
    assert part["percobaan"] == {"bobot_dalam_persen": "12.50", "sampel": 10000, "benih": 7, "galat_poin": "1.00"}
    page = sound_page(stability(*arguments, "-f", "html").text)
    for person in people:
        assert person["nip"] in page.text
        assert person["nama"] in page.text


def test_first_places_of_all_add_up():
    """Nobody in the city shares a place, so that every weighting has one first."""
    some = [f"L-{number:03d}" for number in range(1, 56, 6)]
    made = stability(*some, "-f", "json", "--weights-within", "all", "--samples", "1000")
    for part in json.loads(made.text)["lowongan"]:
        first = [float(one["persen_pertama"]) * 10 for one in (*part["terdaftar"], *part["lainnya"])]
        assert round(sum(first)) + part["lainnya_tak_disebut"]["kali_pertama"] == (1000 if part["diperingkat"] else 0)


def test_machine_formats_are_the_same_everywhere(tmp_path: Path):
    def made(name: str, *arguments: str, **surroundings: str) -> list[bytes]:
        files = [tmp_path / f"{name}.{form}" for form in ("json", "jsonl")]
        reports = [argument for file in files for argument in ("--report", f"{file.suffix[1:]}={file}")]
        done = stability("L-004", "-f", "csv", *reports, *arguments, **surroundings)
        return [done.out, *(file.read_bytes() for file in files)]

    plain = made("plain")
    assert all(plain)
    assert made("other", "--lang", "id", "--color", "always", encoding="ascii", COLUMNS="40") == plain


def test_a_page_is_utf8_whatever_the_terminal_shows():
    assert stability("L-004", "-f", "html", encoding="ascii").out == stability("L-004", "-f", "html").out


def test_bars_without_unicode_say_the_same():
    plain = stability("L-004", encoding="ascii").out.decode("ascii")
    assert "98% #" in plain


def test_a_rule_that_is_put_off_is_named():
    for form in ("text", "md", "html"):
        done = stability("L-004", "-f", form, "--set", "aturan.USIA-01.berat=mati", "--lang", "en")
        assert "put off by the agency: USIA-01: " in done.text


@pytest.mark.parametrize("width", [56, 80, 100, 130])
@pytest.mark.parametrize("code", ["id", "en"])
def test_the_chart_stays_within_its_width(width: int, code: str):
    from fractions import Fraction

    from mutasi.cli.ranking import rank
    from mutasi.cli.session import Session
    from mutasi.cli.settings import Settings
    from mutasi.model.stability import Sampling

    settings = Settings()
    settings.directory = str(CITY)
    report = rank(Session(settings), ("L-002",), None).stability(5, Sampling(Fraction(1), 200, 1))
    text = as_text(report, language(code), width=width)
    bars = [line for line in text.splitlines() if "%" in line and "█" in line]
    assert len(bars) >= 8
    assert max(map(len, bars)) <= width


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--stability", "--compare", "saw"), "--stability and --compare give different results"),
        (("--stability", "--all"), "--stability and --all give different results"),
        (("--seed", "2"), "--seed says how --stability is computed"),
        (("--weights-within", "10"), "--weights-within says how --stability is computed"),
        (("--samples", "500"), "--samples says how --stability is computed"),
        (("-f", "html"), "the format html is for shortlist --stability"),
        (("--report", "html=x.html"), "the format html is for shortlist --stability"),
        (("--stability", "--weights-within", "0"), "'0' is neither a percentage above 0 up to 100 nor all"),
        (("--stability", "--weights-within", "101"), "'101' is neither"),
        (("--stability", "--weights-within", "nan"), "'nan' is neither"),
        (("--stability", "--weights-within", "-5"), "'-5' is neither"),
        (("--stability", "--samples", "99"), "'99' is no whole number from 100 on"),
        (("--stability", "--seed", "-1"), "'-1' is no whole number from 0 on"),
    ],
)
def test_what_cannot_be_done_is_refused_with_2(arguments: tuple[str, ...], said: str):
    done = mutasi("shortlist", "L-004", *arguments, "--lang", "en", folder=CITY)
    assert (done.code, done.out) == (2, b"")
    assert said in done.err


def test_a_variable_of_the_surroundings_alone_is_no_fault():
    assert mutasi("shortlist", "L-004", folder=CITY, MUTASI_SEED="5").code == 0


@pytest.mark.parametrize("written", ["20", "20%", "20.0", "20,00"])
def test_a_percentage_may_be_written_in_several_ways(written: str):
    assert stability("L-004", "-f", "csv", "--weights-within", written).out == stability("L-004", "-f", "csv").out


@pytest.mark.parametrize(
    ("count", "samples", "written"),
    [(0, 10_000, "0%"), (1, 10_000, "<1%"), (49, 10_000, "<1%"), (50, 10_000, "1%"), (149, 10_000, "1%"),
     (150, 10_000, "2%"), (9_949, 10_000, "99%"), (9_950, 10_000, ">99%"), (9_999, 10_000, ">99%"),
     (10_000, 10_000, "100%")],
)  # fmt: skip
def test_no_share_is_rounded_to_none_or_to_all(count: int, samples: int, written: str):
    assert percent(count, samples) == written


@pytest.mark.parametrize(("samples", "tenths"), [(100, 98), (9_604, 10), (9_603, 11), (10_000, 10), (960_400, 1)])
def test_the_error_is_that_of_a_half_rounded_up(samples: int, tenths: int):
    """1.96 times the root of 0.25 / n, in tenths of a percentage point."""
    assert error_tenths(samples) == tenths


def test_by_profile_matching_it_is_levels_that_no_weights_exchange():
    done = mutasi("--lang", "en", "shortlist", "L-001", "-n", "2", "--stability", "--set", "metode=profil", folder=CITY)
    assert "counts at least as much as Anwar Jaya Firmansyah in every criterion, by the levels" in done.text
