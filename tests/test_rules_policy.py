"""What to write instead of a rule or setting of the policy that cannot be: the remedy fits the fault."""

from __future__ import annotations

import pytest

from mutasi.eligibility.catalogue import requirement_settings
from mutasi.fit.catalogue import criterion_settings
from mutasi.read.policy import policy_from
from mutasi.read.source import source_of
from mutasi.rules.catalogue import RULES
from mutasi.rules.policy import check_policy


def fixes(text: str) -> list[str]:
    policy, findings = policy_from(source_of(f"tanggal_acuan: 2026-01-31\n{text}".encode(), "mutasi.yaml"))
    assert findings == ()
    known = {**{rule.code: rule.settings for rule in RULES}, **requirement_settings()}
    return [str(one.fix) for one in check_policy(policy, criterion_settings(), known) if one.severity.value == "error"]


@pytest.mark.parametrize(
    ("rules", "fix"),
    [
        ("MASA-01: {min_bulan: dua}", "write a whole number; without this line it is 24"),
        ("MASA-01: {min_buln: 12}", "did you mean 'min_bulan'?"),
        ("MASA-01: {brat: 12}", "did you mean 'berat'?"),
        ("nip-03: {berat: mati}", "did you mean 'NIP-03'?"),
        ("NIP-3: {berat: mati}", "did you mean 'NIP-03'?"),
        ("XYZ: {berat: mati}", "mutasi rule --all lists the codes"),
    ],
)
def test_the_remedy_for_a_rule(rules: str, fix: str) -> None:
    assert fixes(f"aturan:\n  {rules}\n") == [fix]


def test_every_setting_that_is_wrong_has_a_remedy_that_is_not_its_own_name() -> None:
    known = {**{rule.code: rule.settings for rule in RULES}, **requirement_settings()}
    for code, settings in known.items():
        for key in settings:
            for fix in fixes(f"aturan:\n  {code}: {{{key}: {{a: b}}}}\n"):
                assert "did you mean" not in fix, (code, key)


def test_a_list_of_names_that_is_cut_has_a_sign() -> None:
    (fix,) = fixes("kriteria:\n  a: {jenis: nilai_kolom, bobot: 100, kolom: qqqqq}\n")
    assert fix.startswith("one of: ")
    assert fix.endswith(", ...")
