"""The generated pages are what the code declares; every command and file that the README names exists."""

from __future__ import annotations

import re

from mutasi.cli.main import COMMANDS
from mutasi.render.catalogue import criteria_page, rules_page
from mutasi.render.language import language
from tests.golden import ROOT, assert_same

README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_page_of_rules_is_current():
    assert_same(rules_page(language("en")), ROOT / "docs" / "rules.md")


def test_the_page_of_criteria_is_current():
    assert_same(criteria_page(language("en")), ROOT / "docs" / "criteria.md")


def test_the_readme_names_every_command_and_only_pages_that_exist():
    assert [name for name in COMMANDS if not re.search(rf"\b{name}\b", README)] == []
    for path in re.findall(r"`((?:docs|examples|schemas)/[a-z_./]*)`", README):
        assert (ROOT / path).exists(), path
