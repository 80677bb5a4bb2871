"""What to write instead of a rule or setting of the policy that cannot be: the remedy fits the fault."""

from __future__ import annotations

import pytest

from mutasi.eligibility.catalogue import requirement_settings
from mutasi.eligibility.checklist import ITEMS
from mutasi.fit.catalogue import criterion_settings
from mutasi.read.policy import policy_from
from mutasi.read.source import source_of
from mutasi.rules.catalogue import RULES
from mutasi.rules.near_code import near_codes
from mutasi.rules.policy import check_policy


def fixes(text: str) -> list[str]:
    policy, findings = policy_from(source_of(f"tanggal_acuan: 2026-01-31\n{text}".encode(), "mutasi.yaml"))
    assert findings == ()
    known = {**{rule.code: rule.settings for rule in RULES}, **requirement_settings()}
    found = check_policy(policy, criterion_settings(), known, items=ITEMS, columns=("nip",))
    return [str(one.fix) for one in found if one.severity.value == "error"]


@pytest.mark.parametrize(
    ("rules", "fix"),
    [
        ("MASA-01: {min_bulan: dua}", "write a whole number from 0 to 600; without this line it is 24"),
        ("FORMASI-02: {lantai_persen_asal: 101}", "write a whole number from 0 to 100; without this line it is 0"),
        ("KOMP-01: {lulus_min: 680}", "write a whole number from 0 to 100; without this line it is 68"),
        ("PEND-01: {min_urutan: 11}", "write a whole number from 1 to 10; without this line it is 7"),
        ("JABATAN-10: {status_boleh: [PNS, PPK]}", "one of: PNS, CPNS, PPPK, PPPK_PARUH_WAKTU"),
        ("MASA-05: {min_bulan: 60, maks_bulan: 24}", "correct one of the two"),
        ("PROS-02: {berat: lunak}", "write berat: mati, or remove the line"),
        ("MASA-01: {min_buln: 12}", "did you mean 'min_bulan'?"),
        ("MASA-01: {brat: 12}", "did you mean 'berat'?"),
        ("nip-03: {berat: mati}", "did you mean 'NIP-03'?"),
        ("NIP-3: {berat: mati}", "did you mean 'NIP-03'?"),
        ("USIA-30: {berat: mati}", "did you mean 'USIA-03'?"),
        ("XYZ: {berat: mati}", "mutasi rule --all lists the codes"),
    ],
)
def test_the_remedy_for_a_rule(rules: str, fix: str) -> None:
    assert fixes(f"aturan:\n  {rules}\n") == [fix]


WISHES = "write a list of points from 0 to 100, those of the first choice first: [100, 80, 60]"


@pytest.mark.parametrize(
    ("criterion", "fix"),
    [
        ("minat, urutan: seratus", WISHES),
        ("minat, urutan: []", WISHES),
        ("integritas, hukuman: {beret: 1}",
         "write under it names of these with points from 0 to 100: ringan, sedang, berat"),
        ("diklat, pelatihan: [PKN2]", "one of: PKN_I, PKN_II, PKA, PKP, fungsional, teknis, seminar"),
        ("nilai_kolom, kolom: kehadiran, arah: kost", "one of: benefit, cost"),
        ("nilai_kolom, kolom: kehadiran, bawah: 100.5", "correct one of the two"),
    ],
)  # fmt: skip
def test_the_remedy_for_a_criterion(criterion: str, fix: str) -> None:
    assert fixes(f"kriteria:\n  a: {{bobot: 100, jenis: {criterion}}}\n") == [fix]


@pytest.mark.parametrize("code", ITEMS)
def test_an_item_of_the_checklist_can_be_put_off(code: str) -> None:
    assert fixes(f"aturan:\n  {code}: {{berat: mati}}\n") == []


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


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("usia-30", ("USIA-03",)),
        ("NIP-3", ("NIP-03",)),
        ("NIP-011", ("NIP-01",)),
        ("NIPP-03", ("NIP-03",)),
        ("NIPP", ("NIP-01", "NIP-03")),
        ("NIP-99", ("NIP-01", "NIP-03")),
        ("XYZ", ()),
        ("", ()),
    ],
)
def test_a_code_that_is_not_there_names_the_one_that_is_meant_or_its_topic(text: str, near: tuple[str, ...]) -> None:
    assert near_codes(text, ["NIP-01", "NIP-03", "USIA-03", "USIA-04"]) == near
