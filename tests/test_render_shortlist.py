"""A shortlist says the same in every format, and each score can be recomputed from what is printed."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mutasi.message import Message
from mutasi.model.shortlist import hundredths
from mutasi.model.verdict import Verdict
from mutasi.render.language import language
from mutasi.render.shortlist import as_markdown, as_text
from mutasi.render.shortlist_data import FIELDS, METHOD, OF_THE_VACANCY, ShortlistReport, as_csv, as_json, as_json_lines
from mutasi.render.shortlist_words import share_text
from tests.builders import EFFECTIVE, candidate, known, missing, ranking, unknown_fact, vacancy

ORDER = Message("order")


def report(*candidates, **details) -> ShortlistReport:
    return ShortlistReport((ranking(vacancy(), candidates, **details),), EFFECTIVE, ORDER)


TWO = (
    candidate(1, 1, known(8000), known(9050), name="Siti Rahayu"),
    candidate(2, 2, missing(), known(7000), name="Budi [Plt] | Santoso"),
)


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_the_fields_are_those_that_were_promised_in_their_order():
    header = as_csv(report(*TWO)).splitlines()[0].split(",")
    assert tuple(header) == (*FIELDS, "nilai_kompetensi", "nilai_kinerja", METHOD, OF_THE_VACANCY)


def test_a_score_can_be_recomputed_from_the_printed_points_and_weights():
    document = json.loads(as_json(report(*TWO)))
    (found,) = document["lowongan"]
    row = found["calon"][0]
    weights = {name: Fraction(text) for name, text in found["bobot"].items()}
    score = sum(weight * Fraction(row[f"nilai_{name}"]) for name, weight in weights.items())
    assert sum(weights.values()) == 1
    assert abs(score - Fraction(row["skor"])) <= Fraction(1, 200)


def test_a_missing_value_is_blank_and_leaves_an_interval():
    row = rows(as_csv(report(*TWO)))[1]
    assert row["nilai_kompetensi"] == ""
    assert (row["skor_min"], row["skor_maks"]) == ("23.33", "90.00")


def test_where_a_value_is_missing_the_data_has_the_range_of_its_points():
    (found,) = json.loads(as_json(report(*TWO)))["lowongan"]
    (row,) = found["rentang_nilai"]
    assert (row["nip"], row["kriteria"]) == (TWO[1].nip, "kompetensi")
    assert (row["nilai_min"], row["nilai_maks"]) == ("0.00", "100.00")


def test_people_who_are_not_ranked_are_not_counted_as_such():
    (found,) = json.loads(as_json(report(candidate(1, 0, known(8000), known(9050), name="Siti Rahayu"))))["lowongan"]
    assert (found["calon"][0]["peringkat"], found["diperingkat"]) == (None, None)


def test_every_format_holds_the_same_people_in_the_same_order():
    made = report(*TWO)
    from_csv = rows(as_csv(made))
    from_lines = [json.loads(line) for line in as_json_lines(made).splitlines()]
    (from_json,) = json.loads(as_json(made))["lowongan"]
    assert [row["nip"] for row in from_csv] == [row["nip"] for row in from_lines]
    assert [row["skor"] for row in from_csv] == [row["skor"] for row in from_json["calon"]]
    for text in (as_text(made, language("en")), as_markdown(made, language("en"))):
        assert text.index(TWO[0].nip) < text.index(TWO[1].nip)


def test_what_is_unknown_for_everybody_stands_in_every_row_of_a_machine_format_and_once_in_text():
    of_both = (replace(one, verdict=Verdict.UNKNOWN, unjudged=(unknown_fact(),)) for one in TWO)
    made = report(*of_both, unjudged=[unknown_fact()])
    assert all("KINERJA-01" in row["alasan"] for row in rows(as_csv(made)))
    assert as_text(made, language("en")).count("KINERJA-01") == 1


def test_what_is_unknown_for_some_of_the_listed_is_named_at_these():
    made = report(
        replace(TWO[0], verdict=Verdict.UNKNOWN, unjudged=(unknown_fact(),)), TWO[1], unjudged=[unknown_fact()]
    )
    first, second = rows(as_csv(made))
    assert "KINERJA-01" in first["alasan"]
    assert "KINERJA-01" not in second["alasan"]
    lines = [line for line in as_text(made, language("en")).splitlines() if "KINERJA-01" in line]
    assert [line.split(":")[0].strip() for line in lines] == ["unknown for those whom it concerns", "1. Siti Rahayu"]


def test_data_is_not_markup_on_the_terminal_and_no_formula_in_csv():
    hostile = candidate(3, 1, known(1), known(1), name="=HYPERLINK(1)", post="[bold]x[/bold]\x1b[31m")
    made = report(hostile)
    text = as_text(made, language("en"))
    assert "[bold]x[/bold]^[[31m" in text
    assert "\x1b" not in text
    assert rows(as_csv(made))[0]["nama"] == "'=HYPERLINK(1)"


def test_an_empty_shortlist_is_an_answer():
    made = report()
    assert as_csv(made).splitlines()[1:] == []
    assert "0 ranked" in as_text(made, language("en"))


@pytest.mark.parametrize(
    ("weight", "total", "text"), [(1, 4, "25%"), (1, 8, "12.5%"), (1, 3, "33.33%"), (1, 1, "100%")]
)
def test_weights_are_shown_short_and_exact(weight: int, total: int, text: str):
    assert share_text(weight, total, language("en")) == text


@given(st.integers(0, 10**9), st.integers(1, 10**5))
def test_scores_are_rounded_half_up(score: int, full: int):
    exact = Fraction(10_000 * score, full)
    rounded = hundredths(score, full)
    assert Fraction(-1, 2) < exact - rounded < Fraction(1, 2) or exact - rounded == Fraction(-1, 2)
