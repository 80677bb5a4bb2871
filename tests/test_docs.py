"""The generated pages are what the code declares; every command and file that the README names exists."""

from __future__ import annotations

import re

from mutasi.cli.main import COMMANDS
from mutasi.read.reference import load_reference
from mutasi.render.catalogue import criteria_page, rules_page
from mutasi.render.explanation import explanations
from mutasi.render.language import language
from mutasi.render.law_table import decided_by, eligibility_page
from tests.golden import ROOT, assert_same

README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_page_of_rules_is_current():
    assert_same(rules_page(language("en")), ROOT / "docs" / "rules.md")


def test_the_page_of_criteria_is_current():
    assert_same(criteria_page(language("en")), ROOT / "docs" / "criteria.md")


def test_the_page_of_eligibility_is_current():
    assert_same(eligibility_page(), ROOT / "docs" / "eligibility.md")


def test_every_rule_of_the_law_table_is_decided_somewhere():
    """By a requirement, a condition, the checklist, or rules of the data that exist."""
    reference = load_reference()
    assert [code for code in reference.rules if not decided_by(code, reference)] == []
    known = {one.code for one in explanations()}
    named = {code for rule in reference.rules.values() for code in rule.checked_by}
    assert named <= known


def test_the_readme_names_every_command_and_only_pages_that_exist():
    assert [name for name in COMMANDS if not re.search(rf"\b{name}\b", README)] == []
    for path in re.findall(r"`((?:docs|examples|schemas)/[a-z_./]*)`", README):
        assert (ROOT / path).exists(), path
