"""The examples that users see with a rule: the wrong files have that finding, the right ones do not."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from mutasi.eligibility.catalogue import REQUIREMENTS, requirement_settings
from mutasi.eligibility.checklist import ITEMS
from mutasi.eligibility.condition import Circumstances
from mutasi.eligibility.conditions import conditions
from mutasi.eligibility.judge import judge
from mutasi.eligibility.settling import SETTLED_BY
from mutasi.fit.weight_rules import WEIGHT_RULES
from mutasi.model.people import make_people
from mutasi.model.vacancy import vacancies
from mutasi.model.verdict import Verdict
from mutasi.read.convert.conversion import convert
from mutasi.read.convert.notes import CONVERSION_RULES
from mutasi.read.convert.wishes import MatchesInvalid, Stated, Wishes, stated_in
from mutasi.read.faults import FILE_RULES
from mutasi.read.layout_file import LayoutInvalid, layout_from, program_layouts
from mutasi.read.reference import load_examples, load_file_reasons, load_reasons, load_reference
from mutasi.read.source import source_of
from mutasi.rules.catalogue import RULES
from mutasi.rules.exemptions import aimless, divided, settle
from mutasi.rules.policy import POLICY_RULES
from tests.command_line import mutasi
from tests.test_rules_cases import checked, dataset_of, write

EXAMPLES = load_examples()
REASONS = load_reasons()
CONVERTED = {rule.code for rule in CONVERSION_RULES} | {"TATA-01", "TATA-02"}
NEED_ONE = {rule.code for rule in (*RULES, *POLICY_RULES)}


def test_every_rule_about_data_and_policy_has_an_example_and_words_in_indonesian():
    assert set(EXAMPLES) >= NEED_ONE
    assert all(EXAMPLES[code].wrong for code in NEED_ONE)
    assert {code for code in NEED_ONE if not EXAMPLES[code].title} == set()


def test_every_rule_about_files_and_conversion_has_a_reason_and_a_remedy_in_both_languages():
    codes = {rule.code for rule in (*FILE_RULES, *CONVERSION_RULES, *WEIGHT_RULES)} - NEED_ONE
    assert set(load_file_reasons()) == codes
    assert set(EXAMPLES) == NEED_ONE | codes
    for told in (*load_file_reasons().values(), *((one.why, one.remedy) for one in EXAMPLES.values())):
        assert all(len(text.split()) > 1 and text.endswith(".") for text in told)


@pytest.mark.parametrize("code", [code for code in REASONS if code not in ("PROS-01", *ITEMS)])
def test_nobody_meets_the_requirement_in_the_first_example_and_everybody_in_the_second(code: str, tmp_path: Path):
    unmet, met = tmp_path / "tidak", tmp_path / "ya"
    unmet.mkdir()
    met.mkdir()
    example = REASONS[code]
    assert set(verdicts(code, unmet, example.wrong)) == {Verdict.FAIL}
    assert set(verdicts(code, met, example.right)) == {Verdict.PASS}


def test_every_requirement_has_an_example_and_the_one_that_holds_always_has_none():
    assert {code for code, told in REASONS.items() if not told.wrong} == {"PROS-01", *ITEMS}
    assert set(REASONS) == set(requirement_settings())


def verdicts(code: str, folder: Path, files: Mapping[str, str]) -> list[Verdict]:
    """Of the first person for every vacancy; of a condition that of the vacancies, which a soft one does not fail."""
    dataset = dataset_of(folder, files)
    wanted, policy = vacancies(dataset, load_reference()), dataset.policy
    people = make_people(dataset, load_reference(), policy.effective)
    if code in {one.code for one in REQUIREMENTS}:
        return [Verdict(int(judge(people, vacancy, policy).rules[code][0])) for vacancy in wanted]
    own = conditions(Circumstances(people, policy), wanted).own.values()
    found = [one for reasons in own for one in reasons if one.rule == code]
    return [Verdict.FAIL if one.verdict is Verdict.WARN and not one.hard else one.verdict for one in found] or [
        Verdict.PASS
    ]


@pytest.mark.parametrize("code", [code for code, told in EXAMPLES.items() if told.wrong])
def test_the_wrong_example_is_found_and_the_right_one_is_not(code: str, tmp_path: Path):
    wrong, right = tmp_path / "salah", tmp_path / "benar"
    wrong.mkdir()
    right.mkdir()
    look = converted if code in CONVERTED else weighed if "lembar.yaml" in EXAMPLES[code].wrong else found
    assert code in look(wrong, EXAMPLES[code].wrong)
    assert code not in look(right, EXAMPLES[code].right)
    assert EXAMPLES[code].wrong != EXAMPLES[code].right


def found(folder: Path, files: Mapping[str, str]) -> set[str]:
    """The codes of what is left once the acceptances have had their say."""
    dataset, findings = checked(folder, files)
    exemptions, set_aside = divided(dataset, requirement_settings())
    left = settle(findings, exemptions, dataset.policy.as_of, whole=True).findings
    return {finding.rule for finding in (*left, *aimless(set_aside, dataset, SETTLED_BY))}


def weighed(folder: Path, files: Mapping[str, str]) -> set[str]:
    """The codes of what is said of a decision sheet."""
    write(folder, files)
    done = mutasi("--isolated", "weights", "lembar.yaml", "-f", "json", folder=folder)
    return {finding["rule"] for finding in json.loads(done.text)["temuan"]}


def converted(folder: Path, files: Mapping[str, str]) -> set[str]:
    """The codes of what a conversion says of these sources; of a file that steers one, what is wrong with it."""
    sources = {name: source_of(text.encode(), name) for name, text in files.items()}
    try:
        layouts = [layout_from(sources.pop("tata.yaml"))] if "tata.yaml" in sources else []
        stated = stated_in(sources.pop("padanan.yaml")) if "padanan.yaml" in sources else Stated()
    except (LayoutInvalid, MatchesInvalid) as refused:
        return {finding.rule for finding in refused.findings}
    if not sources:
        return set()
    wishes = Wishes((*program_layouts(), *layouts), stated=stated)
    return {finding.rule for finding in convert(tuple(sources.values()), wishes)[2]}
