"""`mutasi.yaml`: where it is found, what it says, and what is wrong in it."""

from __future__ import annotations

import datetime
from fractions import Fraction
from pathlib import Path

import pytest

from mutasi.errors import InputNotFound
from mutasi.finding import Finding
from mutasi.model.policy import DUK_CHAIN, MissingOrder, Policy, Signatory, TieBreaker, Weight
from mutasi.model.tables import TABLE_NAMES
from mutasi.read.policy import load_policy, policy_from
from mutasi.read.policy_place import find_policy
from tests.reading import codes, short, source

WHOLE = """\
bahasa: id
instansi:
  kode: 010
  nama: Pemerintah Kota Rekaan
  tempat: Rekaan
  status_kdh: Pj
  tanggal_pelantikan_kdh: 2025-02-20
  akhir_masa_jabatan_kdh: 2030-02-20
  tanggal_penetapan_calon: 2029-09-22
  nomor_persetujuan_mendagri: 100/2026
  tujuan: Wali Kota Rekaan
  penandatangan: {jabatan: Kepala BKPSDM, nama: Siti Rahayu, pangkat: Pembina, nip: '198503152010011007'}
tanggal_acuan: 2026-11-01
tmt_penempatan: 2027-01-01
data: {pegawai: data/orang.csv}
nilai_kosong: tengah
urutan_seri: [usia, pangkat]
kriteria:
  kinerja: {jenis: kinerja, bobot: 30%, label: Kinerja dua tahun, tahun: 2, peta: {baik: 80}}
  kompetensi:
    jenis: kompetensi
    bobot: 0.7
    butir: [M.01, NO]
aturan:
  USIA-01: {berat: lunak, usia_maks: 58}
  KK-01: {}
  MASA-01:
"""


def read(content: str) -> tuple[Policy, tuple[Finding, ...]]:
    return policy_from(source(content, "mutasi.yaml"))


def test_a_whole_policy() -> None:
    policy, findings = read(WHOLE)
    assert findings == ()
    assert (policy.path, policy.language, policy.missing_order) == ("mutasi.yaml", "id", MissingOrder.MIDDLE)
    assert (policy.as_of, policy.effective) == (datetime.date(2026, 11, 1), datetime.date(2027, 1, 1))
    assert policy.data == {"pegawai": "data/orang.csv"}
    assert policy.tie_chain == (TieBreaker.AGE, TieBreaker.RANK)
    agency = policy.agency
    assert (agency.code, agency.name, agency.place) == ("010", "Pemerintah Kota Rekaan", "Rekaan")
    assert (agency.head_status, agency.minister_approval, agency.addressee) == ("Pj", "100/2026", "Wali Kota Rekaan")
    assert agency.head_inaugurated == datetime.date(2025, 2, 20)
    assert agency.head_term_ends == datetime.date(2030, 2, 20)
    assert agency.candidates_fixed == datetime.date(2029, 9, 22)
    assert agency.signatory == Signatory("Kepala BKPSDM", "Siti Rahayu", "Pembina", "198503152010011007")


def test_the_form_of_a_letter() -> None:
    policy, findings = read("instansi: {kop: [A, 'Telepon: 1'], sifat: Rahasia, tempat_tujuan: B, tembusan: C}\n")
    agency = policy.agency
    assert findings == ()
    assert (agency.letterhead, agency.nature) == (("A", "Telepon: 1"), "Rahasia")
    assert (agency.addressee_place, agency.copies) == ("B", ("C",))
    assert read("instansi: {tembusan: []}\n")[0].agency.copies == ()


def test_criteria_and_rules_of_a_policy() -> None:
    policy, _ = read(WHOLE)
    first, second = policy.criteria
    assert (first.name, first.kind, first.weight, first.label) == (
        "kinerja", "kinerja", Fraction(3, 10), "Kinerja dua tahun",
    )  # fmt: skip
    assert first.settings == {"tahun": "2", "peta": {"baik": "80"}}
    assert (second.weight, second.settings) == (Fraction(7, 10), {"butir": ("M.01", "NO")})
    assert second.location is not None
    assert (second.location.line, second.location.column) == (20, 3)
    assert list(policy.rules) == ["USIA-01", "KK-01", "MASA-01"]
    age = policy.rules["USIA-01"]
    assert (age.code, age.weight, age.settings) == ("USIA-01", Weight.SOFT, {"usia_maks": "58"})
    assert policy.rules["KK-01"].weight is None
    assert policy.rules["KK-01"].location is not None


def test_what_is_absent_or_blank_has_its_default() -> None:
    for content in ("bahasa: en\n", "bahasa: en\ntanggal_acuan:\ninstansi: ~\nkriteria:\ndata:\nurutan_seri:\n"):
        policy, findings = read(content)
        assert findings == ()
        assert policy == Policy(path="mutasi.yaml", language="en")
    assert Policy().tie_chain == DUK_CHAIN


@pytest.mark.parametrize(
    ("text", "weight"),
    [
        ("30", Fraction(30)),
        ("0.3", Fraction(3, 10)),
        ("30%", Fraction(3, 10)),
        ("12.5%", Fraction(1, 8)),
        ("0", Fraction(0)),
        ("-5", Fraction(-5)),
    ],
)
def test_weights_are_exact(text: str, weight: Fraction) -> None:
    policy, findings = read(f"kriteria: {{a: {{jenis: x, bobot: {text}}}}}\n")
    assert findings == ()
    assert policy.criteria[0].weight == weight


@pytest.mark.parametrize(
    "text",
    ["0,3", "nan", ".nan", "inf", "1e3", "1_000", "30 %", "1/3", "+3", "０.3", "9" * 5000, "tiga", ".5", "5."],  # noqa: RUF001
)
def test_other_weights_are_refused(text: str) -> None:
    policy, findings = read(f"kriteria:\n  a: {{jenis: x, bobot: '{text}'}}\n  b: {{jenis: x, bobot: 1}}\n")
    assert short(findings) == [("KRITERIA-02", 2, 24)]
    assert findings[0].fix is not None
    assert policy.criteria == ()


@pytest.mark.parametrize(
    ("content", "line", "column", "words"),
    [
        ("bahas: id\n", 1, 1, "bahasa"),
        ("bahasa: jv\n", 1, 9, "id, en"),
        ("instansi:\n  namaa: x\n", 2, 3, "nama"),
        ("instansi: x\n", 1, 11, ""),
        ("instansi: {status_kdh: PJ}\n", 1, 24, "Pj"),
        ("instansi: {penandatangan: {nik: x}}\n", 1, 28, "nip"),
        ("instansi: {nama: [x]}\n", 1, 18, ""),
        ("instansi:\n  kop:\n    - Telepon: 1\n", 3, 5, "quotes"),
        ("tanggal_acuan: 31/12/2026\n", 1, 16, "year-month-day"),
        ("tanggal_acuan: 2026-02-30\n", 1, 16, "year-month-day"),
        ("tanggal_acuan: 20260228\n", 1, 16, "year-month-day"),
        ("data: {pegawaii: x.csv}\n", 1, 8, "pegawai"),
        ("data: {pegawai: ../x.csv}\n", 1, 17, ""),
        ("data: {pegawai: /x.csv}\n", 1, 17, ""),
        ("data: {pegawai: 'http://x/y.csv'}\n", 1, 17, ""),
        ("nilai_kosong: buruk\n", 1, 15, "terburuk"),
        ("urutan_seri: pangkat\n", 1, 14, ""),
        ("urutan_seri: [pangkat, pangkt]\n", 1, 24, "pangkat"),
        ("urutan_seri: [pangkat, pangkat]\n", 1, 24, ""),
        ("urutan_seri: [[pangkat]]\n", 1, 15, ""),
        ("kriteria: {A b: {jenis: x, bobot: 1}}\n", 1, 12, "small letters"),
        ("kriteria: {a: 0.5}\n", 1, 15, "bobot: 0.5"),
        ("kriteria: {a: {bobot: 1}}\n", 1, 12, ""),
        ("kriteria: {a: {jenis: x}}\n", 1, 12, ""),
        ("kriteria: {a: {jenis: [x], bobot: 1}}\n", 1, 23, ""),
        ("kriteria: {a: {jenis: x, bobot: 1, c: [[d]]}}\n", 1, 39, ""),
        ("kriteria: {a: [x]}\n", 1, 15, ""),
        ("aturan: {USIA-01: lunak}\n", 1, 19, "berat: lunak"),
        ("aturan: {USIA-01: {berat: berat}}\n", 1, 27, "keras"),
        ("aturan: {USIA-01: {a: {b: {c: d}}}}\n", 1, 23, ""),
        ("aturan: {USIA-01: [keras]}\n", 1, 19, ""),
        ("- bahasa\n", 1, 1, ""),
        ("kalimat\n", 1, 1, ""),
    ],
)
def test_faults_have_a_place_and_a_remedy(content: str, line: int, column: int, words: str) -> None:
    policy, findings = read(content)
    assert short(findings) == [("KEBIJAKAN-01", line, column)]
    assert words in str(findings[0].fix)
    assert findings[0].location.path == "mutasi.yaml"
    assert policy.tie_chain == DUK_CHAIN


def test_percent_beside_numbers_is_told_where_it_stands() -> None:
    mixed = "kriteria:\n  a: {jenis: senioritas, bobot: 60}\n  b: {jenis: pendidikan, bobot: 40%}\n"
    policy, findings = read(mixed)
    assert (policy.criteria, short(findings)) == ((), [("KRITERIA-02", 3, 33)])
    assert "kriteria.b.bobot: 40% is 0.4" in str(findings[0].message)
    for alike in (mixed.replace("60", "60%"), mixed.replace("40%", "40"), mixed.replace("60", "0.6")):
        assert read(alike)[1] == ()


def test_every_fault_is_told_at_once() -> None:
    content = "bahas: id\ninstansi: {x: y}\ntanggal_acuan: z\nkriteria: {a: {jenis: x, bobot: z}}\n"
    assert codes(read(content)[1]) == ["KEBIJAKAN-01", "KEBIJAKAN-01", "KEBIJAKAN-01", "KRITERIA-02"]


@pytest.mark.parametrize(
    ("content", "code"),
    [("kriteria:\n  a: 1\n  a: 2\n", "BERKAS-10"), ("kriteria:\n\ta: 1\n", "BERKAS-09"), ("", "BERKAS-01"),
     ("a: &a 1\n", "BERKAS-11")],
)  # fmt: skip
def test_broken_yaml(content: str, code: str) -> None:
    policy, findings = read(content)
    assert codes(findings) == [code]
    assert policy == Policy(path="mutasi.yaml", is_read=False)


def test_every_table_may_be_named() -> None:
    content = "data:\n" + "".join(f"  {name}: d/{name}.csv\n" for name in TABLE_NAMES)
    assert list(read(content)[0].data) == list(TABLE_NAMES)


# ---- where it is


def test_the_nearest_policy_is_found(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    (tmp_path / ".git").mkdir()
    assert find_policy(inner) is None
    (tmp_path / "mutasi.yaml").write_text("bahasa: en\n")
    assert find_policy(inner) == tmp_path / "mutasi.yaml"
    (tmp_path / "a" / "mutasi.yaml").write_text("bahasa: id\n")
    assert find_policy(inner) == tmp_path / "a" / "mutasi.yaml"
    assert find_policy(tmp_path) == tmp_path / "mutasi.yaml"


def test_a_policy_above_the_repository_is_not_ours(tmp_path: Path) -> None:
    (tmp_path / "mutasi.yaml").write_text("bahasa: en\n")
    repository = tmp_path / "repository"
    (repository / "x").mkdir(parents=True)
    (repository / ".git").write_text("gitdir: elsewhere\n")  # a worktree or submodule
    assert find_policy(repository / "x") is None


def test_a_policy_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "mutasi.yaml"
    path.write_text("bahasa: en\n")
    assert load_policy(path)[0].path == "mutasi.yaml"
    assert load_policy(path, "kota/mutasi.yaml")[0].path == "kota/mutasi.yaml"
    with pytest.raises(InputNotFound):
        load_policy(tmp_path / "none.yaml")


def test_the_separators_that_may_be_declared_are_told_legibly() -> None:
    _, (found,) = policy_from(source("data: {unit: {berkas: data/unit.csv, pemisah: '.'}}\n", "mutasi.yaml"))
    assert str(found.fix) == "write one of ',', ';', '|', tab"


@pytest.mark.parametrize(
    ("text", "line", "message", "fix"),
    [
        ("metode: topsys\n", 1, "metode cannot be 'topsys'", "did you mean: topsis?"),
        (
            "kriteria:\n  kinerja:\n    jenis: predikat_kinerja\n    bobotnya: 40\n", 4,
            "unknown key 'kriteria.kinerja.bobotnya'", "did you mean: bobot?",
        ),
        ("kriteria:\n  kinerja:\n    jenis: predikat_kinerja\n", 2, "kriteria.kinerja.bobot is missing", "None"),
    ],
)  # fmt: skip
def test_a_misspelt_word_is_named_with_the_one_that_is_meant(
    tmp_path: Path, text: str, line: int, message: str, fix: str
) -> None:
    (tmp_path / "mutasi.yaml").write_text(text)
    _, (found,) = load_policy(tmp_path / "mutasi.yaml")
    assert (found.location.line, str(found.message), str(found.fix)) == (line, message, fix)
