"""What `explain` names for a pair is what shortlist, score and proposal name for it: in the example city."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from mutasi.eligibility import explain
from mutasi.eligibility.explain import explained
from mutasi.eligibility.judge import judge
from mutasi.fit.score import score
from mutasi.fit.shortlist import scored, shortlist
from mutasi.message import Message
from mutasi.model.people import People, make_people
from mutasi.model.policy import Policy
from mutasi.model.shortlist import Shortlist
from mutasi.model.vacancy import Vacancy, vacancies
from mutasi.model.verdict import Reason, Verdict
from mutasi.plan.serial import Pick
from mutasi.read.dataset import load_dataset
from mutasi.read.policy import load_policy
from mutasi.read.reference import load_reference
from mutasi.render.language import language
from mutasi.render.proposal_words import why
from mutasi.render.shortlist import as_text
from mutasi.render.shortlist_data import ShortlistReport, rows_of
from tests.golden import ROOT

CITY = ROOT / "examples" / "pangkalpinang"
LISTED = 3
CODE = re.compile(r"\b[A-Z]+-\d{2}(?=: )")


@dataclass(frozen=True)
class Listed:
    """The best people of a vacancy, and some who may not hold the post."""

    vacancy: Vacancy
    ranking: Shortlist
    points: Shortlist


@dataclass(frozen=True)
class City:
    people: People
    policy: Policy
    lists: tuple[Listed, ...]
    _told: dict[tuple[int, str], set[str]] = field(default_factory=dict)

    def told(self, row: int, vacancy: Vacancy) -> set[str]:
        """The codes that `explain` names as failing, unknown or warning."""
        key = row, vacancy.id
        if key not in self._told:
            found = explained(self.people, row, vacancy, self.policy)
            named = (one for one in found.rulings if one.concerns and one.verdict is not Verdict.PASS)
            self._told[key] = {one.reason.rule for one in named}
        return self._told[key]


@pytest.fixture(scope="module", autouse=True)
def _without_days() -> Iterator[None]:
    """From when on a requirement would be met takes most of the time, and is not compared here."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(explain, "_first_day", lambda *_: None)
        yield


@pytest.fixture(scope="module")
def city() -> City:
    policy, _ = load_policy(CITY / "mutasi.yaml")
    data, _ = load_dataset(CITY, policy, CITY)
    assert policy.effective is not None
    people = make_people(data, load_reference(), policy.effective)
    return City(
        people, policy, tuple(_listed(people, vacancy, policy) for vacancy in vacancies(data, load_reference())[::2])
    )


def _listed(people: People, vacancy: Vacancy, policy: Policy) -> Listed:
    found = judge(people, vacancy, policy), score(people, vacancy, policy)
    ranking = shortlist(people, *found, policy, asked=LISTED, with_excluded=False)
    rows = [*(one.row for one in ranking.candidates), vacancy.row, vacancy.row + 1000]
    return Listed(vacancy, ranking, scored(people, *found, rows=rows))


def codes(text: str) -> set[str]:
    return set(CODE.findall(text))


def rows(found: Shortlist, city: City) -> Iterator[tuple[str, str]]:
    for row in rows_of(ShortlistReport((found,), city.people.effective, Message("order"))):
        yield str(row["nip"]), str(row["alasan"])


def test_shortlist_and_score_name_what_explain_names(city: City) -> None:
    unlike = [
        (one.vacancy.id, nip)
        for one in city.lists
        for nip, reason in (*rows(one.ranking, city), *rows(one.points, city))
        if codes(reason) != city.told(city.people.rows[nip], one.vacancy)
    ]
    assert unlike == []


def test_the_proposal_names_what_explain_names(city: City) -> None:
    words = language("en")
    unlike = [
        (one.vacancy.id, who.nip)
        for one in city.lists
        for who in one.ranking.candidates
        for reason in [why(Pick(one.vacancy, who, one.ranking, "rotasi"), words, words.told)]
        if codes(reason) != city.told(who.row, one.vacancy)
    ]
    assert unlike == []


def test_the_text_names_a_rule_that_is_unknown_for_several_at_those_for_whom_it_is(city: City) -> None:
    reached = 0
    for one in city.lists:
        text = as_text(ShortlistReport((one.points,), city.people.effective, Message("order")), language("en"))
        for who in one.points.candidates:
            (said, *_) = [line for line in text.splitlines() if line.startswith(f"  {who.nip} ")] or [""]
            everybody = set(re.findall(r"unknown for all who are listed: ([A-Z]+-\d{2})", text))
            named = set(re.findall(r"[A-Z]+-\d{2}", said.partition(": ")[2]))
            assert named | everybody == city.told(who.row, one.vacancy), (one.vacancy.id, who.nip)
            reached += bool(who.unjudged)
    assert reached > 10


def test_what_is_unknown_and_bars_counts_as_barring(city: City) -> None:
    """Also where the requirement is soft and the case makes it bar, as TALENTA-01 does by manajemen talenta."""
    for one in city.lists:
        for who in one.points.candidates:
            unknown: list[Reason] = [
                reason for reason in (*who.reasons, *who.unjudged) if reason.hard and reason.verdict >= Verdict.UNKNOWN
            ]
            assert bool(unknown) is (who.verdict >= Verdict.UNKNOWN), (one.vacancy.id, who.nip)
