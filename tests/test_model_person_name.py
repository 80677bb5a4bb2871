"""Names of people, and what is no part of them."""

from __future__ import annotations

import re

import polars as pl
import pytest

from mutasi.model.person_name import TITLED, bare_name, same_name

NAMES = (
    ("Ahmad", "Ahmad"),
    ("Ahmad, S.H", "Ahmad"),
    ("Ahmad S.Pd", "Ahmad"),
    ("Ahmad SE", "Ahmad"),
    ("AHMAD SE MM", "AHMAD"),
    ("Drs. H. Ahmad Fauzi, M.Si.", "Ahmad Fauzi"),
    ("dr. Rina Wati Sp.A", "Rina Wati Sp.A"),
    ("Ahmad S.Pd., M.Pd", "Ahmad"),
    ("Ahmad S. Sos M.Si", "Ahmad"),
    ("Rina A.Md.Kep.", "Rina"),
    ("Budi, CHRM", "Budi"),
    ("Budi,SE", "Budi"),
    ("Ahmad, Jr.", "Ahmad, Jr."),
    ("Ahmad, sr", "Ahmad, sr"),
    ("Ahmad bin Ali, M", "Ahmad bin Ali, M"),
    ("Ahmad, II", "Ahmad, II"),
    ("Rosa Se", "Rosa Se"),
    ("Ahmad M. Noor", "Ahmad M. Noor"),
    ("Ahmad M.A", "Ahmad M.A"),
    ("S.Pd", "S.Pd"),
)


@pytest.mark.parametrize(("text", "bare"), NAMES)
def test_the_name_without_titles(text: str, bare: str):
    assert bare_name(text) == bare


def test_polars_and_python_find_the_same_names():
    texts = [text for text, _ in NAMES]
    found = pl.Series(texts).str.contains(TITLED).to_list()
    assert found == [re.search(TITLED, text) is not None for text in texts]


@pytest.mark.parametrize(("text", "bare"), [one for one in NAMES if one[0] != one[1]])
def test_titles_make_no_other_name(text: str, bare: str):
    assert same_name(text, bare)
    assert re.search(TITLED, text)
