"""Rankings of many vacancies share what these have in common; each is what it would be for itself, to the last bit."""

from __future__ import annotations

import datetime
import random
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from pathlib import Path

import numpy as np
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from mutasi.eligibility.judge import judge
from mutasi.fit import shortlist as fit_shortlist
from mutasi.fit import top
from mutasi.fit.score import Scores, score
from mutasi.fit.shortlist import shortlist
from mutasi.fit.standing import Rows, Standing
from mutasi.model import people as model_people
from mutasi.model.masks import Mask
from mutasi.model.people import People, make_people
from mutasi.model.policy import MissingOrder, OwnWeights, Policy
from mutasi.model.shortlist import Shortlist
from mutasi.model.vacancy import Vacancy, vacancies
from mutasi.read.policy import policy_from
from mutasi.read.reference import load_reference
from mutasi.read.source import source_of
from tests.mutated_city import mutated_city
from tests.plain_ranking import PlainList, plain_list, said_of
from tests.ranking import dataset
from tests.slow.data import read_dataset

CITY = Path(__file__).parents[1] / "examples" / "pangkalpinang"
EFFECTIVE = datetime.date(2026, 4, 15)
PEOPLE, VACANCIES = 500, 8


@dataclass(frozen=True)
class Copy:
    people: People
    policy: Policy
    wanted: tuple[Vacancy, ...]


def copy_of_city(seed: int) -> Copy:
    """People of whom nothing has been worked out yet."""
    made = _made_copy(seed)
    return replace(made, people=replace(made.people))


@cache
def _made_copy(seed: int) -> Copy:
    """Some of the people of a city in which much is missing, and some vacancies, two of them with the same demands."""
    copy, draw = mutated_city(read_dataset(CITY / "data"), EFFECTIVE, seed), random.Random(seed)
    document = yaml.load((CITY / "mutasi.yaml").read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
    text = yaml.safe_dump({"kriteria": document["kriteria"], **copy.policy}, allow_unicode=True)
    policy, findings = policy_from(source_of(text.encode(), "mutasi.yaml"))
    assert [finding.rule for finding in findings] == []
    policy = replace(policy, as_of=datetime.date(2026, 1, 31))
    tables = dataset(policy, **{name: rows or [{"nip": None}] for name, rows in copy.tables.items()})
    everybody = make_people(tables, load_reference(), EFFECTIVE)
    rows = sorted({everybody.rows[nip] for nip in copy.touched} | set(draw.sample(range(everybody.size), PEOPLE)))
    asked = draw.sample(vacancies(tables, load_reference()), VACANCIES)
    return Copy(everybody.only(*rows), policy, (*asked, replace(asked[0], id="L-LAGI", post=asked[1].post)))


@pytest.fixture(params=[(16, 2), (1024, 10**9)], ids=["in groups", "all looked at"])
def _groups(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    groups, fewest = request.param
    monkeypatch.setattr(top, "_GROUPS", groups)
    monkeypatch.setattr(top, "_FEWEST", fewest)


@pytest.mark.usefixtures("_groups")
@pytest.mark.parametrize("kept", [0, 10**9], ids=["nothing kept", "all kept"])
@pytest.mark.parametrize(("seed", "missing"), list(enumerate(MissingOrder)), ids=str)
def test_each_list_is_what_it_would_be_alone(
    seed: int, missing: MissingOrder, kept: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(model_people, "_LEAST_KEPT", kept)
    monkeypatch.setattr(model_people, "_KEPT_VALUES", 0)
    copy = copy_of_city(seed)
    policy = replace(copy.policy, missing_order=missing)
    asked = (1, 5, 12)[seed]
    plain = plain_lists(seed, missing, asked)
    for vacancy in (*copy.wanted, *reversed(copy.wanted)):
        found = judge(copy.people, vacancy, policy), score(copy.people, vacancy, policy)
        made = shortlist(copy.people, *found, policy, asked=asked, with_excluded=False)
        assert said_of(made) == plain[vacancy.id], vacancy.id


@pytest.mark.usefixtures("_groups")
@pytest.mark.parametrize(("asked", "weighed"), [(1, 0), (5, 0), (12, 3), (2, 6)])
@pytest.mark.parametrize(("seed", "missing"), list(enumerate(MissingOrder)), ids=str)
def test_what_missing_values_decide_is_told_as_among_all_who_are_ranked(
    seed: int, missing: MissingOrder, asked: int, weighed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = copy_of_city(seed)
    policy = replace(copy.policy, missing_order=missing)

    def made(vacancy: Vacancy) -> Shortlist:
        found = judge(copy.people, vacancy, policy), score(copy.people, vacancy, policy)
        return shortlist(copy.people, *found, policy, asked=asked, with_excluded=False, weighed=weighed)

    lists = [made(vacancy) for vacancy in copy.wanted]
    monkeypatch.setattr(fit_shortlist, "rivals", all_ranked)
    for one, vacancy in zip(lists, copy.wanted, strict=True):
        plain = made(vacancy)
        assert one.candidates == plain.candidates
        assert (one.contenders, one.may_reach) == (plain.contenders, plain.may_reach)
    assert any(one.may_reach for one in lists)


@cache
def plain_lists(seed: int, missing: MissingOrder, asked: int) -> dict[str, PlainList]:
    """By vacancy; how mutasi groups, and what it keeps, plays no part in them."""
    copy = copy_of_city(seed)
    policy = replace(copy.policy, missing_order=missing)
    return {vacancy.id: plain_list(copy.people, vacancy, policy, asked) for vacancy in copy.wanted}


def all_ranked(
    people: People, scores: Scores, policy: Policy, ranked: Mask, *, asked: int, weighed: int
) -> tuple[Rows, Standing]:
    rows = np.flatnonzero(ranked)
    return rows, Standing.of(people, scores, policy, rows)


@pytest.mark.parametrize("kept", [0, 10**9], ids=["nothing kept", "all kept"])
def test_weights_of_their_own_stay_with_their_vacancies(kept: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model_people, "_LEAST_KEPT", kept)
    monkeypatch.setattr(model_people, "_KEPT_VALUES", 0)
    copy = copy_of_city(1)
    names = [one.name for one in copy.policy.criteria]
    own = tuple(
        OwnWeights(f"khusus {at}", (vacancy.id,), (), {names[at]: Fraction(60 + at), names[at + 1]: Fraction(40 - at)})
        for at, vacancy in enumerate(copy.wanted[:3])
    )
    policy = replace(copy.policy, own_weights=own)
    for vacancy in (*copy.wanted, *reversed(copy.wanted)):
        found = judge(copy.people, vacancy, policy), score(copy.people, vacancy, policy)
        made = shortlist(copy.people, *found, policy, asked=5, with_excluded=False)
        assert said_of(made) == plain_list(copy.people, vacancy, policy, 5), vacancy.id
        counted = next((tuple(one.weights) for one in own if vacancy.id in one.vacancies), tuple(names))
        assert tuple(one.name for one in made.criteria) == counted


numbers = st.lists(st.integers(0, 6), max_size=60)


@settings(max_examples=200, deadline=None)
@given(numbers, st.data(), st.integers(1, 9), st.integers(1, 9))
def test_those_near_the_top_are_all_who_may_be_among_the_first(scores, data, asked, groups):
    whose = np.array(data.draw(st.lists(st.booleans(), min_size=len(scores), max_size=len(scores))), dtype=bool)
    mine = sorted((score for score, there in zip(scores, whose, strict=True) if there), reverse=True)
    least = mine[min(asked, len(mine)) - 1] if mine else 0
    wanted = {row for row, there in enumerate(whose) if there and scores[row] >= least}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(top, "_GROUPS", groups)
        patch.setattr(top, "_FEWEST", groups)
        found = top.rows_near_the_top(top.among(np.array(scores, dtype=np.int32), whose), asked).tolist()
    assert found == sorted(set(found))
    assert wanted <= set(found)
    assert all(whose[row] for row in found)
