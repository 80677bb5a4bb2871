"""Every rule with documents that pass and documents that fail, in `cases/rules/<CODE>.yaml`.

An officer can read and add one: `lolos` are files without that finding, `gagal` files with the places of theirs.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest
import yaml

from mutasi.eligibility.catalogue import requirement_settings
from mutasi.finding import Finding, Severity
from mutasi.fit.catalogue import criterion_settings
from mutasi.model.dataset import Dataset
from mutasi.read.dataset import load_dataset
from mutasi.read.policy import load_policy
from mutasi.read.reference import load_reference
from mutasi.rules.catalogue import RULES
from mutasi.rules.check import check
from mutasi.rules.policy import POLICY_RULES

CASES = Path(__file__).parent / "cases" / "rules"
OF_THE_POLICY = (
    "KRITERIA-01",
    "KRITERIA-02",
    "KRITERIA-03",
    "KRITERIA-04",
    "KRITERIA-05",
    "KRITERIA-06",
    "KRITERIA-07",
    "KRITERIA-08",
    "KRITERIA-11",
    "KRITERIA-12",
    "ATURAN-01",
    "ACUAN-01",
    "ACUAN-02",
)
CODES = sorted({rule.code for rule in RULES} | set(OF_THE_POLICY))
WHOLE = yaml.safe_load((CASES.parent / "files.yaml").read_text(encoding="utf-8"))
POLICY = "tanggal_acuan: 2026-01-31\ntmt_penempatan: 2026-04-15\n"

Files = Mapping[str, str]


def findings(folder: Path, files: Files) -> tuple[Finding, ...]:
    """All findings of the rules over these files; the policy is one of 31 January 2026 unless a file says otherwise."""
    return checked(folder, files)[1]


def checked(folder: Path, files: Files) -> tuple[Dataset, tuple[Finding, ...]]:
    write(folder, files)
    policy, faults = load_policy(folder / "mutasi.yaml")
    dataset, read = load_dataset(folder, policy, folder)
    rules = check(dataset, load_reference(), criterion_kinds=criterion_settings(), other_rules=requirement_settings())
    return dataset, (*faults, *read, *rules)


def write(folder: Path, files: Files) -> None:
    for name, text in {"mutasi.yaml": POLICY, **files}.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


def dataset_of(folder: Path, files: Files) -> Dataset:
    """What is read of these files, which must be without errors; only people may be absent."""
    write(folder, files)
    policy, faults = load_policy(folder / "mutasi.yaml")
    dataset, read = load_dataset(folder, policy, folder)
    errors = {one.rule for one in (*faults, *read) if one.severity is Severity.ERROR}
    assert errors <= {"BERKAS-18"}, errors
    return dataset


def of_code(code: str, folder: Path, files: Files) -> list[str]:
    return sorted(str(finding.location) for finding in findings(folder, files) if finding.rule == code)


@cache
def cases(code: str) -> Mapping[str, list]:
    return yaml.load((CASES / f"{code}.yaml").read_bytes(), Loader=yaml.CSafeLoader)


@pytest.mark.parametrize("code", CODES)
def test_cases_of(code: str, tmp_path: Path):
    documents = cases(code)
    assert documents["lolos"]
    assert documents["gagal"]
    for number, files in enumerate(documents["lolos"]):
        folder = tmp_path / f"lolos{number}"
        folder.mkdir()
        assert of_code(code, folder, files) == []
    for number, case in enumerate(documents["gagal"]):
        folder = tmp_path / f"gagal{number}"
        folder.mkdir()
        assert of_code(code, folder, case["berkas"]) == sorted(case["temuan"])


@pytest.mark.parametrize("name", WHOLE)
def test_nothing_else_is_found(name: str, tmp_path: Path):
    found = findings(tmp_path, WHOLE[name]["berkas"])
    said = [f"{finding.rule} {finding.location}" for finding in found if finding.rule not in ("KOLOM-06", "KOLOM-10")]
    assert sorted(said) == WHOLE[name]["temuan"]


def test_every_case_belongs_to_a_rule():
    assert sorted(path.stem for path in CASES.glob("*.yaml")) == CODES


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_says_why_and_how_to_mend(rule):
    assert len(rule.reason.split("\n\n")) == 2
    assert rule.name == rule.name.lower().replace(" ", "-")


def test_codes_and_names_are_used_once():
    assert len({rule.code for rule in RULES}) == len({rule.name for rule in RULES}) == len(RULES)


def test_every_basis_is_a_known_source():
    sources = load_reference().sources
    for rule in RULES:
        assert set(rule.basis) <= set(sources)


def test_a_source_about_ages_or_codes_is_the_basis_of_rules_about_these_only():
    """A basis that says nothing about the rule would be believed: dates do not follow from code lists."""
    told = {
        "SIASN-KODE": {"GOLONGAN-01"},
        "UU20-2023-55": {"PENSIUN-01", "LOWONGAN-05"},
        "PERBKN5-2019": {"LOWONGAN-01", "LOWONGAN-08"},
    }
    rules = (*RULES, *POLICY_RULES)
    assert {key: {rule.code for rule in rules if key in rule.basis} for key in told} == told
