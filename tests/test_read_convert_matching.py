"""Names that stand for units and posts: joined when one bears them, proposed when they are alike, never more."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mutasi.finding import Location
from mutasi.read.convert.matching import Bearers, Match, Named
from mutasi.read.convert.wishes import MatchesInvalid, stated_in
from mutasi.read.layouts import name_key
from mutasi.read.source import source_of

NAMES = {"1": "Dinas Kesehatan", "2": "Sekretariat", "3": "Sekretariat", "4": "Bidang Pelayanan Kesehatan"}
BEARERS = Bearers.of(NAMES, [("2", "Sekretariat - Dinas Kesehatan")])


def match(text: str, **stated: str) -> Match:
    return BEARERS.match(Named.UNIT, text, stated, 1, Location("x"))


@pytest.mark.parametrize(
    ("text", "identifier", "score"),
    [
        ("Dinas Kesehatan", "1", 100),
        ("DINAS  KESEHATAN", "1", 100),
        ("Sekretariat - Dinas Kesehatan", "2", 100),
        ("Sekretariat", "", 100),
        ("Dinas Kesehatn", "", 97),
        ("Bidang Pelayanan Kes.", "", 99),
        ("Bid. Yankes", "", 99),
        ("Puskesmas", "", 0),
    ],
)
def test_only_a_name_that_one_bears_is_taken(text: str, identifier: str, score: int) -> None:
    found = match(text)
    assert found.id == identifier
    assert abs(found.score - score) <= 3


def test_of_several_that_bear_a_name_none_is_taken() -> None:
    assert (match("Sekretariat").alike, match("Sekretariat").id) == (2, "")


@pytest.mark.parametrize("target", ["4", "bidang pelayanan kesehatan"])
def test_the_user_says_what_a_name_means(target: str) -> None:
    found = BEARERS.match(Named.UNIT, "Bid. Yankes", {name_key("BID. YANKES"): target}, 3, Location("x"))
    assert (found.id, found.stated, found.count) == ("4", True, 3)


def test_a_stated_unit_that_does_not_exist_is_not_taken() -> None:
    assert BEARERS.match(Named.UNIT, "Bid. Yankes", {name_key("Bid. Yankes"): "99"}, 1, Location("x")).id == ""


@given(st.text(max_size=20))
def test_what_is_taken_bears_the_name(text: str) -> None:
    found = match(text)
    if found.id:
        assert found.id == text or found.id in BEARERS.by_key["".join(c for c in text.casefold() if c.isalnum())]


# ---- the file that says what names mean


def test_the_file_of_matches() -> None:
    stated = stated_in(source_of(b"unit:\n  PKM Melintang: '0102'\njabatan: {Kasubag: 7}\n", "x.yaml"))
    assert (dict(stated.units), dict(stated.posts)) == ({"pkmmelintang": "0102"}, {"kasubag": "7"})


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("units:\n  a: b\n", 1),
        ("unit: a\n", 1),
        ("unit:\n  a: [b]\n", 2),
        ("- a\n", 1),
        ("jabatan:\n", 1),
        ("unit: {PKM A: 1, pkm a: 2}\n", 1),
    ],
)
def test_what_is_wrong_in_it_is_told_with_its_line(text: str, line: int) -> None:
    with pytest.raises(MatchesInvalid) as refused:
        stated_in(source_of(text.encode(), "x.yaml"))
    assert refused.value.findings[0].location.line == line
