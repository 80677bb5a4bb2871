"""Who holds the posts before and after, chains, and how firm first places are: in words, and in pictures that tell the
same to who does not see them.
"""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from xml.etree import ElementTree

import pytest

from mutasi.model.holders import Group
from mutasi.model.stability import Sampling, Stability, Standpoint
from mutasi.proposal.profile import profile
from mutasi.render.language import language
from tests.proposals import proposal, render
from tests.ranking import people_of

ENGLISH = language("en")
SVG = "{http://www.w3.org/2000/svg}"
POSTS = [
    {"id_jabatan": "J-L-0", "nama": "Kepala Bidang Promosi", "jenjang": "ADMINISTRATOR"},
    {"id_jabatan": "LAMA", "nama": "Guru Kelas Ahli Muda", "jenjang": "JF_AHLI_MUDA"},
]
"""The first retires at 58, teachers at 60."""
PEOPLE = [
    {"nip": "196804162000011001", "nama": "A", "tanggal_lahir": "1968-04-16", "id_jabatan": "LAMA"},
    {"nip": "198001012005011002", "nama": "B", "tanggal_lahir": "1980-01-01", "id_jabatan": "J-L-0"},
    {"nip": "199001012015011003", "nama": "C", "tanggal_lahir": None, "id_jabatan": "J-L-0"},
    {"nip": "196601012000011004", "nama": "D", "tanggal_lahir": "1966-01-01", "id_jabatan": "J-L-0"},
]
"""D has retired by the day of the moves, 2026-04-15."""


def test_holders_are_counted_on_the_day_of_the_moves_and_by_the_age_of_the_new_post():
    people = people_of(pegawai=PEOPLE, jabatan=POSTS)
    (move, *_) = proposal().moves
    made = profile(people, (replace(move, post="LAMA"),))
    assert (made.posts, made.before, made.after, made.talent.placed) == (1, 2, 3, 0)
    assert [(one.least, one.below, one.before, one.after) for one in made.ages] == [
        (None, 35, 0, 0), (35, 45, 0, 0), (45, 50, 1, 1), (50, 55, 0, 0), (55, 58, 0, 1), (58, None, 0, 0),
        (None, None, 1, 1),
    ]  # fmt: skip
    # A would have four years as a teacher and has seventeen days in the new post
    assert [(one.least, one.below, one.before, one.after) for one in made.until_leaving] == [
        (None, 1, 0, 1), (1, 2, 0, 0), (2, 5, 0, 0), (5, 10, 0, 0), (10, None, 1, 1), (None, None, 1, 1)
    ]  # fmt: skip


def complete():
    """A proposal with every picture."""
    made = proposal(name="Siti <b>Rahayu")
    groups = (Group(None, 35, 3, 1), Group(35, None, 2, 4))
    people = people_of(pegawai=PEOPLE, jabatan=POSTS,
                       talenta=[{"nip": PEOPLE[0]["nip"], "tahun": "2025", "kotak": "7"}])  # fmt: skip
    profiled = replace(profile(people, (replace(made.moves[0], post="LAMA"),)), ages=groups)
    moves = (replace(made.moves[0], chain=1), replace(made.moves[1], chain=1), *made.moves[2:])
    point = Standpoint(0, "1", "Siti", 1, 640, 900)
    ranking, sampling = made.shortlists[0], Sampling(Fraction(1, 5), 1_000, 1)
    stability = Stability(ranking.vacancy, ranking.method, sampling, (), 1, 2, (point,))
    return replace(made, profile=profiled, moves=moves, stability=(stability,))


def test_each_picture_tells_what_it_shows_and_loads_nothing():
    page = render(complete(), "html", ENGLISH)
    pictures = [ElementTree.fromstring(text) for text in re.findall(r"<svg.*?</svg>", page, re.DOTALL)]
    # ages, years left, boxes, a chain, stability, and the scores of five vacancies
    assert len(pictures) == 10
    names = [picture.get("aria-labelledby") for picture in pictures]
    assert len(set(names)) == len(names)
    for picture in pictures:
        title, described = (picture.find(f"{SVG}{tag}") for tag in ("title", "desc"))
        assert title.text
        assert described.text
        assert f"{title.get('id')} {described.get('id')}" == picture.get("aria-labelledby")
    assert not re.search(r"<[^>]*\s(?:src|href)=|url\(", page)
    told = [picture.find(f"{SVG}desc").text for picture in pictures]
    assert "below 35: 3 → 1; 35 and more: 2 → 4" in told
    assert any("Siti <b>Rahayu" in text for text in told)


@pytest.mark.parametrize("name", ["md", "html"])
def test_the_words_say_what_the_pictures_show(name):
    text = re.sub(r"<[^>]+>|[|*\\]", " ", render(complete(), name, ENGLISH))
    for line in (
        "below 35 3 1",
        "35 and more 2 4",
        "64%",
        "In how many of 1,000 weightings",
        "In all of them it does for 0 of 1 lists",
    ):
        assert re.search(r"\s+".join(map(re.escape, line.split())), text), line
    assert re.search(r"No\. 1: .* goes from .* to ", text)
