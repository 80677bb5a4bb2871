"""`mutasi rule`: every rule is explained, in both languages and for programs; unknown codes name similar ones."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from mutasi.eligibility.catalogue import REQUIREMENTS, requirement_settings
from mutasi.fit.catalogue import criterion_settings
from mutasi.fit.weight_rules import WEIGHT_RULES
from mutasi.read.convert.notes import CONVERSION_RULES
from mutasi.read.faults import FILE_RULES
from mutasi.read.policy import load_policy
from mutasi.read.reference import load_reference
from mutasi.render.explanation import explanations, policy_lines
from mutasi.rules.catalogue import RULES
from mutasi.rules.policy import POLICY_RULES, check_policy
from tests.command_line import mutasi
from tests.test_rules_cases import POLICY, cases, checked

EVERYTHING = explanations()


def test_every_rule_is_explained_once():
    declared = (*RULES, *POLICY_RULES, *FILE_RULES, *CONVERSION_RULES, *WEIGHT_RULES, *REQUIREMENTS)
    codes = [one.code for one in EVERYTHING]
    assert len(codes) == len(set(codes))
    assert set(codes) == {one.code for one in declared} | set(requirement_settings())


@pytest.mark.parametrize("one", EVERYTHING, ids=lambda one: one.code)
def test_every_rule_has_a_reason_in_english(one):
    assert len(one.why.split()) > 5
    assert one.summary is None or one.why.casefold() != str(one.summary).casefold()


@pytest.mark.parametrize(
    "code", ["BERKAS-16", "TEMUAN-01", "PENGECUALIAN-02", "NILAI-08", "KONVERSI-52", "KRITERIA-03"]
)
@pytest.mark.parametrize(
    ("lang", "marks"), [("en", ("Why:", "How to mend:")), ("id", ("Mengapa:", "Cara membetulkan:"))]
)
def test_rules_about_files_tell_why_and_how_to_mend(tmp_path: Path, code: str, lang: str, marks: tuple[str, str]):
    text = mutasi("rule", code, "--lang", lang, folder=tmp_path).text
    for said in marks:
        assert len(text.partition(f"\n{said} ")[2].partition("\n")[0]) > 20
    (rule,) = json.loads(mutasi("rule", code, "-f", "json", folder=tmp_path).text)["rules"]
    assert all(rule[name] for name in ("why", "fix", "mengapa", "perbaikan"))


def test_a_rule_tells_why_how_to_mend_its_basis_its_settings_and_an_example(tmp_path: Path):
    done = mutasi("rule", "NIP-07", folder=tmp_path)
    assert (done.code, done.err) == (0, "")
    for said in (
        "NIP-07 implausible-age-at-appointment", "Gravity: warning", "How to mend: Compare birth date and appointment",
        "How sure: remembered, not seen", "    NIP-07:", "usia_maks: 46", "Wrong:\n  pegawai.csv",
        "Right:\n  pegawai.csv",
    ):  # fmt: skip
        assert said in done.text


def test_in_indonesian_the_reason_is_indonesian(tmp_path: Path):
    text = mutasi("rule", "NIP-07", "USIA-01", "--lang", "id", folder=tmp_path).text
    assert "Usia pengangkatan tidak masuk akal" in text
    assert "Bandingkan tanggal lahir dan pengangkatan dengan SK." in text
    assert "ulang tahunnya harus sesudah hari penempatan" in text
    assert "Compare" not in text


def test_codes_are_taken_in_any_case_and_topics_stand_for_their_rules(tmp_path: Path):
    def codes(*arguments: str) -> list[str]:
        return [
            one["code"] for one in json.loads(mutasi("rule", *arguments, "-f", "json", folder=tmp_path).text)["rules"]
        ]

    assert codes("nip-02", "KK-01", "NIP-02") == ["NIP-02", "KK-01"]
    assert codes("golongan") == ["GOLONGAN-01", "GOLONGAN-02"]
    assert codes("--all") == [one.code for one in EVERYTHING]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [(["NIP-011"], "did you mean: NIP-01"), (["XYZ"], "no rule 'XYZ'"), ([], "--all"), (["NIP", "ADA-01"], "ADA-01")],
)
def test_what_is_unknown_ends_with_2_and_one_line(tmp_path: Path, arguments: list[str], said: str):
    done = mutasi("rule", *arguments, folder=tmp_path)
    assert (done.code, done.out) == (2, b"")
    assert said in done.err
    assert done.err.count("\n") == 1


def test_the_machine_form_is_the_same_in_every_language(tmp_path: Path):
    forms = {mutasi("rule", "--all", "-f", "json", "--lang", code, folder=tmp_path).out for code in ("id", "en")}
    assert len(forms) == 1
    (record,) = (one for one in json.loads(forms.pop())["rules"] if one["code"] == "TALENTA-02")
    assert record["confidence"] == "SECONDARY"
    assert record["basis"][0]["key"] == "PERMENPANRB3-2020"
    assert record["wrong"].keys() == record["right"].keys() == {"talenta.csv"}


def test_the_list_has_a_line_for_every_rule_and_markdown_a_heading_for_every_one_with_a_text(tmp_path: Path):
    lines = mutasi("rule", "--all", folder=tmp_path).text.splitlines()
    assert [line.split()[0] for line in lines if line.startswith("  ")] == [one.code for one in EVERYTHING]
    page = mutasi("rule", "--all", "-f", "md", folder=tmp_path).text
    assert all(f"\n### {one.code} " in page for one in EVERYTHING if one.example or one.why)


def test_the_settings_that_are_shown_can_be_pasted_into_the_policy(tmp_path: Path):
    """Each default as it is shown is read without a fault."""
    known = {rule.code: rule.settings for rule in RULES} | dict(requirement_settings())
    for one in EVERYTHING:
        if one.code in known:
            (tmp_path / "mutasi.yaml").write_text("\n".join(("tanggal_acuan: 2026-01-31", *policy_lines(one))))
            assert yaml.safe_load("\n".join(policy_lines(one)))["aturan"].keys() == {one.code}
            policy, faults = load_policy(tmp_path / "mutasi.yaml")
            assert (*faults, *check_policy(policy, criterion_settings(), known)) == ()


@pytest.mark.parametrize("code", [rule.code for rule in RULES])
def test_the_settings_that_are_shown_change_nothing(tmp_path: Path, code: str):
    """Each default pasted into the policy leaves the findings of every failing case as they are, gravity included."""
    (one,) = (one for one in EVERYTHING if one.code == code)
    for number, case in enumerate(cases(code)["gagal"]):
        policy = case["berkas"].get("mutasi.yaml", POLICY)
        if "aturan:" in policy:
            continue
        found = []
        for name, more in (("tanpa", ()), ("dengan", policy_lines(one))):
            folder = tmp_path / f"{name}-{number}"
            folder.mkdir()
            _, findings = checked(folder, {**case["berkas"], "mutasi.yaml": "\n".join((policy, *more, ""))})
            found.append([(finding.rule, finding.severity, str(finding.message)) for finding in findings])
        assert found[0] == found[1]


@pytest.mark.parametrize(
    "legal", [one for one in load_reference().rules.values() if one.note], ids=lambda one: one.code
)
def test_a_note_of_the_law_table_is_there_in_both_languages(legal):
    assert legal.note_id
    assert legal.note_id != legal.note


def test_the_note_is_told_in_the_language(tmp_path: Path):
    note = load_reference().rules["USIA-01"]
    told = {lang: mutasi("--lang", lang, "rule", "USIA-01", folder=tmp_path).text for lang in ("en", "id")}
    assert f"Note: {note.note}" in told["en"]
    assert f"Catatan: {note.note_id}" in told["id"]


def test_the_page_in_indonesian_calls_every_rule_by_its_indonesian_title(tmp_path: Path):
    page = mutasi("--lang", "id", "rule", "--all", "-f", "md", folder=tmp_path).text
    names = {one.name for one in EVERYTHING if one.name}
    headings = [line.split(" ", 2)[2] for line in page.splitlines() if line.startswith("### ")]
    assert len(headings) == len(EVERYTHING)
    assert not names.intersection(headings)
    assert "### BERKAS-01 berkas kosong" in page


@pytest.mark.parametrize("one", [one for one in EVERYTHING if one.remedy_id], ids=lambda one: one.code)
def test_the_indonesian_text_is_not_poorer_than_the_english_one(one):
    """Half a text is shorter by far; the same sentences differ in length by a quarter at most."""
    assert len(one.why_id) + len(one.remedy_id) >= 0.75 * (len(one.why) + len(one.remedy))
