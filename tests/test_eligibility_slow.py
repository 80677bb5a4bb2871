"""The requirements of mutasi against the slow ones of `tests/slow`: the same verdict of every rule for everybody."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest
import yaml

from mutasi.eligibility.judge import judge
from mutasi.model.dataset import Dataset as Tables
from mutasi.model.people import make_people
from mutasi.model.policy import Policy
from mutasi.model.vacancy import vacancies
from mutasi.model.verdict import Judgement, Verdict
from mutasi.read.policy import policy_from
from mutasi.read.reference import load_reference
from mutasi.read.source import source_of
from tests.eligibility_cases import Case, eligibility_cases, published_edges
from tests.mutated_city import mutated_city
from tests.ranking import dataset
from tests.slow.data import Dataset, agency_of, read_dataset
from tests.slow.verdicts import FAIL, WARN
from tests.slow_eligibility import RULES, SOFT, pair_of, verdicts_of, weighed

CITY = Path(__file__).parents[1] / "examples" / "pangkalpinang"
EFFECTIVE, AS_OF = date(2026, 4, 15), date(2026, 1, 31)
PAIRS_OF_THE_CITY = 2_000
PAIRS_OF_A_COPY, VACANCIES_OF_A_COPY = 400, 20
COPIES = range(2)
EXPLAINED_OF_A_VACANCY = 2
TOGETHER = 60
"""People who are judged together where everybody else is left out."""


def policy_of(document: Mapping, as_of: date) -> Policy:
    text = yaml.safe_dump(document, allow_unicode=True)
    policy, findings = policy_from(source_of(text.encode(), "mutasi.yaml"))
    assert [finding.rule for finding in findings] == []
    return replace(policy, as_of=as_of)


def code_of(judgement: Judgement, rule: str, row: int) -> str:
    """The word of the verdict. A rule that is unknown for everybody, or asks nothing of anybody, has no row."""
    if rule in judgement.rules:
        return Verdict(int(judgement.rules[rule][row])).code
    return "tidak_diketahui" if rule in {reason.rule for reason in judgement.unjudged} else "lolos"


def tables_of(rows: Mapping, policy: Policy) -> Tables:
    """Tables without a row, which the builder cannot type, are left to a row of nobody."""
    nobody = {"nip": None, "nip_a": None, "nip_b": None}
    return dataset(policy, **{name: table or [nobody] for name, table in rows.items()})


class Both:
    """One dataset for both implementations; each vacancy is judged once for everybody."""

    def __init__(self, rows: Mapping, document: Mapping, effective: date, as_of: date) -> None:
        self.slow, self.agency = Dataset(rows), agency_of(document)
        self.effective, self.as_of = effective, as_of
        self.policy = policy_of(document, as_of)
        tables = tables_of(rows, self.policy)
        self.people = make_people(tables, load_reference(), effective)
        self.row = {nip: at for at, nip in enumerate(self.people.frame["nip"])}
        self.vacancies = {vacancy.id: vacancy for vacancy in vacancies(tables, load_reference())}
        self.judgement = cache(lambda vacancy: judge(self.people, self.vacancies[vacancy], self.policy))

    def differences(self, nip: str, vacancy: str) -> dict[str, tuple[str, str]]:
        """By rule, and for all together, what mutasi says and what the slow rules say."""
        judgement, row = self.judgement(vacancy), self.row[nip]
        pair = pair_of(self.slow, nip, vacancy, self.effective, self.as_of, self.agency)
        found = verdicts_of(pair)
        told = {code: (code_of(judgement, code, row), slow) for code, slow in found.items()}
        told["overall"] = (Verdict(int(judgement.overall[row])).code, weighed(pair, found))
        return {code: both for code, both in told.items() if both[0] != both[1]}


def both_of(case: Case) -> Both:
    return Both(case.tables, case.policy, case.effective, case.as_of)


@pytest.mark.parametrize("case", eligibility_cases(), ids=str)
def test_every_case(case: Case):
    both = both_of(case)
    assert code_of(both.judgement(case.vacancy), case.code, both.row[case.nip]) == case.verdict
    assert both.differences(case.nip, case.vacancy) == {}


@pytest.mark.parametrize("case", published_edges(), ids=str)
def test_published_edges(case: Case):
    both = both_of(case)
    found = code_of(both.judgement(case.vacancy), case.code, both.row[case.nip])
    assert (WARN if found == FAIL and case.code in SOFT else found) == case.verdict


def test_both_know_the_same_rules():
    city = the_city()
    known = {code for name in city.vacancies for code in city.judgement(name).rules}
    assert known <= set(RULES)


@cache
def the_city() -> Both:
    document = yaml.load((CITY / "mutasi.yaml").read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
    stated = {part: document[part] for part in ("instansi", "aturan")}
    return Both(read_dataset(CITY / "data"), stated, EFFECTIVE, AS_OF)


def test_the_city():
    city, draw = the_city(), random.Random(20260415)
    people, posts = list(city.row), list(city.vacancies)
    pairs = {(draw.choice(people), draw.choice(posts)) for _ in range(PAIRS_OF_THE_CITY)}
    assert {pair: found for pair in sorted(pairs) if (found := city.differences(*pair))} == {}


@pytest.mark.parametrize("seed", COPIES)
def test_a_city_in_which_much_is_missing_or_at_an_edge(seed: int):
    copy = mutated_city(read_dataset(CITY / "data"), EFFECTIVE, seed)
    both = Both(copy.tables, copy.policy, EFFECTIVE, AS_OF if seed % 2 else date(2026, 4, 1))
    draw = random.Random(seed)
    posts = draw.sample(list(both.vacancies), VACANCIES_OF_A_COPY)
    pairs = {(draw.choice(copy.touched), draw.choice(posts)) for _ in range(PAIRS_OF_A_COPY)}
    assert {pair: found for pair in sorted(pairs) if (found := both.differences(*pair))} == {}


def not_passed(judgement: Judgement, row: int) -> dict[str, Verdict]:
    """Raw verdicts of a person, but for what is unknown of everybody and therefore stated once."""
    once = {reason.rule for reason in judgement.unjudged}
    told = {code: Verdict(int(codes[row])) for code, codes in judgement.rules.items()}
    return {
        code: verdict
        for code, verdict in told.items()
        if verdict is not Verdict.PASS and not (verdict is Verdict.UNKNOWN and code in once)
    }


def test_explanations_name_what_does_not_pass_and_are_the_same_for_one_person_alone():
    city, draw = the_city(), random.Random(7)
    for name, vacancy in city.vacancies.items():
        judgement = city.judgement(name)
        for row in draw.sample(range(city.people.size), EXPLAINED_OF_A_VACANCY):
            expected = not_passed(judgement, row)
            reasons = judgement.explain(row)
            assert sorted(reason.rule for reason in reasons) == sorted(expected), (name, row)
            for reason in reasons:
                weighed = Verdict.WARN if expected[reason.rule] is Verdict.FAIL and not reason.hard else None
                assert reason.verdict is (weighed or expected[reason.rule]), (name, row, reason)
            alone = judge(city.people.only(row), vacancy, city.policy)
            assert raw(alone, 0) == raw(judgement, row), (name, row)
            assert alone.overall[0] == judgement.overall[row], (name, row)


def test_of_pairs_of_the_city_is_said_the_same_whoever_else_is_looked_at():
    """A ranking looks at everybody, an explanation at one person: here few are looked at, and each once, for every
    eighth vacancy in turn, so that each vacancy is looked at with an eighth of the people.
    """
    city = the_city()
    rows = list(range(city.people.size))
    random.Random(11).shuffle(rows)
    for turn, some in enumerate(batched(rows, TOGETHER)):
        few = city.people.only(*some)
        for name, vacancy in list(city.vacancies.items())[turn % 8 :: 8]:
            whole, alone = city.judgement(name), judge(few, vacancy, city.policy)
            for code, codes in whole.rules.items():
                assert alone.rules[code].tolist() == codes[some].tolist(), (name, code, some)
            assert alone.overall.tolist() == whole.overall[some].tolist(), (name, some)
            assert alone.rules.keys() == whole.rules.keys()


def batched(rows: list[int], size: int) -> Iterator[list[int]]:
    for start in range(0, len(rows), size):
        yield rows[start : start + size]


def raw(judgement: Judgement, row: int) -> dict[str, str]:
    return {code: code_of(judgement, code, row) for code in RULES}
