"""The examples that users see with a rule: the wrong files have that finding, the right ones do not."""

from __future__ import annotations

from pathlib import Path

import pytest

from mutasi.read.convert.notes import CONVERSION_RULES
from mutasi.read.faults import FILE_RULES
from mutasi.read.reference import load_examples
from mutasi.rules.catalogue import RULES
from mutasi.rules.policy import POLICY_RULES
from tests.test_rules_cases import of_code

EXAMPLES = load_examples()
NEED_ONE = {rule.code for rule in (*RULES, *POLICY_RULES)}


def test_every_rule_about_data_and_policy_has_an_example_and_words_in_indonesian():
    assert set(EXAMPLES) >= NEED_ONE
    assert {code for code in NEED_ONE if not EXAMPLES[code].title} == set()


def test_every_example_belongs_to_a_rule():
    assert set(EXAMPLES) <= NEED_ONE | {rule.code for rule in (*FILE_RULES, *CONVERSION_RULES)}


@pytest.mark.parametrize("code", EXAMPLES)
def test_the_wrong_example_is_found_and_the_right_one_is_not(code: str, tmp_path: Path):
    wrong, right = tmp_path / "salah", tmp_path / "benar"
    wrong.mkdir()
    right.mkdir()
    assert of_code(code, wrong, EXAMPLES[code].wrong) != []
    assert of_code(code, right, EXAMPLES[code].right) == []
    assert EXAMPLES[code].wrong != EXAMPLES[code].right
