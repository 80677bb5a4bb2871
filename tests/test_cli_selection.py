"""`validate` with a selection, acceptances, and findings that were there before."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mutasi.eligibility.catalogue import REQUIREMENTS
from mutasi.eligibility.checklist import ITEMS
from mutasi.eligibility.conditions import CONDITIONS
from mutasi.eligibility.settling import SETTLED_BY
from tests.command_line import mutasi

PEOPLE = """\
nip,nama,jenis_kelamin,golongan
198503152010011007,Budi,P,III/d
198001012005012001,Ani,P,III/x
"""
POLICY = "tanggal_acuan: 2026-01-31\n"


def city(folder: Path, policy: str = POLICY, people: str = PEOPLE) -> Path:
    (folder / "data").mkdir(exist_ok=True)
    (folder / "data" / "pegawai.csv").write_text(people, encoding="utf-8")
    (folder / "mutasi.yaml").write_text(policy, encoding="utf-8")
    return folder


def found(folder: Path, *options: str) -> tuple[int, list[str], dict[str, int]]:
    """Exit code, the rules of errors and warnings, and the summary."""
    done = mutasi("validate", "-f", "json", *options, folder=folder)
    document = json.loads(done.text)
    grave = [one["rule"] for one in document["findings"] if one["severity"] != "info"]
    return done.code, grave, document["summary"]


@pytest.mark.parametrize(
    ("options", "rules", "code"),
    [
        ((), ["NIP-03", "KOLOM-08"], 1),
        (("--select", "NIP"), ["NIP-03"], 0),
        (("--select", "nip,KOLOM-08"), ["NIP-03", "KOLOM-08"], 1),
        (("--select", "NIP", "--extend-select", "KOLOM"), ["NIP-03", "KOLOM-08"], 1),
        (("--ignore", "KOLOM"), ["NIP-03"], 0),
        (("--ignore", "KOLOM", "--ignore", "NIP-03"), [], 0),
        (("--per-file-ignores", "data/peg*.csv:KOLOM-08,NIP"), [], 0),
        (("--per-file-ignores", "data/unit.csv:KOLOM-08"), ["NIP-03", "KOLOM-08"], 1),
        (("--exit-zero",), ["NIP-03", "KOLOM-08"], 0),
        (("--exit-zero", "--fail-on", "info"), ["NIP-03", "KOLOM-08"], 0),
    ],
)
def test_what_is_selected(tmp_path: Path, options: tuple[str, ...], rules: list[str], code: int) -> None:
    assert found(city(tmp_path), *options)[:2] == (code, rules)


def test_a_pattern_that_fits_no_file_is_told(tmp_path: Path) -> None:
    patterns = ("data/unit.csv", "pegawai.csv", "pegawai", "data/*", "mutasi.yaml", "x/*")
    city(tmp_path, POLICY + "pemeriksaan:\n  abaikan_berkas: {'unit.*': NIP, '*.csv': KOLOM-08}\n")
    options = [word for pattern in patterns for word in ("--per-file-ignores", f"{pattern}:KOLOM-04")]
    told = mutasi("validate", *options, folder=tmp_path).err.splitlines()
    assert [line.split("'")[1] for line in told] == ["data/unit.csv", "pegawai", "x/*", "unit.*"]
    single = mutasi("validate", "data/pegawai.csv", *options, folder=tmp_path).err
    assert "unit.*" not in single
    assert mutasi("-q", "validate", *options, folder=tmp_path).err == ""


def test_the_policy_selects_too(tmp_path: Path) -> None:
    city(tmp_path, POLICY + "pemeriksaan:\n  abaikan: [KOLOM]\n  abaikan_berkas: {'data/*': NIP-03}\n")
    assert found(tmp_path)[:2] == (0, [])
    assert found(tmp_path, "--select", "KOLOM-08")[:2] == (1, ["KOLOM-08"])


@pytest.mark.parametrize(
    ("written", "line", "code"),
    [
        ("  pilih: [NIP,\n    XX]\n", 4, "XX"),
        ("  abaikan: KOLOM-88\n", 3, "KOLOM-88"),
        ("  abaikan_berkas:\n    '*.csv': [NIP, xx]\n", 4, "XX"),
        ("  pilih: XX\n  abaikan: [ATURAN]\n", 3, "XX"),
        ("  abaikan: [NIP,\n    USIA-01]\n", 4, "USIA-01"),
        ("  pilih: [NIP, PILKADA]\n", 3, "PILKADA"),
    ],
)
def test_a_code_of_the_policy_that_no_rule_has(tmp_path: Path, written: str, line: int, code: str) -> None:
    city(tmp_path, POLICY + "pemeriksaan:\n" + written)
    done = mutasi("validate", "-f", "json", folder=tmp_path)
    wrong = [one for one in json.loads(done.text)["findings"] if one["rule"] == "ATURAN-01"]
    assert [(one["path"], one["line"], one["field"]) for one in wrong] == [("mutasi.yaml", line, code)]
    assert (done.code, found(tmp_path, "--ignore", "ATURAN")[0]) == (1, 1)
    assert mutasi("shortlist", folder=tmp_path).code == 2


def test_codes_of_the_policy_are_taken_in_any_case(tmp_path: Path) -> None:
    city(tmp_path, POLICY + "pemeriksaan:\n  pilih: [nip]\n  abaikan: Nip-03\n")
    assert found(tmp_path)[:2] == (0, [])


@pytest.mark.parametrize("option", ["--select", "--ignore", "--extend-select"])
def test_a_code_that_no_rule_has(tmp_path: Path, option: str) -> None:
    done = mutasi("validate", option, "NIPP-02", folder=city(tmp_path))
    assert (done.code, done.out) == (2, b"")
    assert "no rule 'NIPP-02'; did you mean: NIP-02" in done.err
    assert mutasi("validate", "--per-file-ignores", "x", folder=tmp_path).code == 2


def test_a_requirement_is_told_and_how_it_is_set_aside(tmp_path: Path) -> None:
    city(tmp_path, POLICY + "pemeriksaan: {abaikan: [USIA-01]}\n")
    (told,) = [one for one in json.loads(mutasi("validate", "-f", "json", folder=tmp_path).text)["findings"]
               if one["rule"] == "ATURAN-01"]  # fmt: skip
    assert told["fix"] == "to set it aside write aturan: {USIA-01: {berat: mati}}"
    city(tmp_path)
    for options in (("--ignore", "usia-01"), ("--select", "USIA"), ("--per-file-ignores", "*.csv:USIA-01")):
        done = mutasi("validate", *options, folder=tmp_path)
        assert (done.code, done.out) == (2, b"")
        assert "is a requirement or condition" in done.err
        assert "aturan: {USIA-01: {berat: mati}}" in done.err
    assert mutasi("validate", "--ignore", "KOMP,KK", folder=tmp_path).code == 2  # no check of the data is called KOMP
    assert mutasi("validate", "--ignore", "DISIPLIN,KK", folder=tmp_path).code == 1  # both have such beginnings


@pytest.mark.parametrize("option", ["--select", "--ignore", "--extend-select"])
@pytest.mark.parametrize("codes", ["", " ", ","])
def test_an_option_without_a_code_is_refused(tmp_path: Path, option: str, codes: str) -> None:
    done = mutasi("validate", option, codes, folder=city(tmp_path))
    assert (done.code, done.out) == (2, b"")
    assert f"{option} names no code" in done.err


def test_no_exception_settles_a_condition(tmp_path: Path) -> None:
    stated = (
        "pengecualian:\n"
        "- {kode: PILKADA-02, kunci: '198503152010011007', alasan: izin, sampai: 2026-12-31}\n"
        "- {kode: SELEKSI-01, kunci: '198503152010011007', alasan: izin, sampai: 2026-12-31}\n"
        "# mutasi: abaikan[USIA-01] orang lama\n"
    )
    city(tmp_path, POLICY + stated)
    told = [one for one in json.loads(mutasi("validate", "-f", "json", folder=tmp_path).text)["findings"]
            if one["rule"] == "PENGECUALIAN-05"]  # fmt: skip
    assert [one["line"] for one in told] == [3, 5]
    assert "nomor_persetujuan_mendagri" in told[0]["message"]
    assert "a comment names nobody" in told[1]["message"]


def test_of_every_condition_it_is_said_what_settles_it() -> None:
    judged = {one.code for one in REQUIREMENTS}
    assert set(SETTLED_BY) == {*(one.code for one in CONDITIONS), *ITEMS} - judged


def test_so_many_are_shown_the_gravest_first(tmp_path: Path) -> None:
    done = mutasi("validate", "--max-errors", "1", folder=city(tmp_path))
    assert ("KOLOM-08" in done.text, "warning NIP-03" in done.text, "... and 1 more" in done.text) == (
        True,
        False,
        True,
    )
    assert done.code == 1


# ---- acceptances


def acceptance(until: str = "2026-12-31", **changes: str) -> str:
    keys = {"kode": "KOLOM-08", "kunci": "'198001012005012001'", "alasan": "surat 12", "sampai": until, **changes}
    return POLICY + "pengecualian:\n  - " + "\n    ".join(f"{key}: {value}" for key, value in keys.items()) + "\n"


@pytest.mark.parametrize(
    ("policy", "rules", "accepted"),
    [
        (acceptance(), ["NIP-03"], 1),
        (acceptance(kolom="golongan"), ["NIP-03"], 1),
        (acceptance(kode="kolom-08"), ["NIP-03"], 1),
        (acceptance(kode="KOLOM-99"), ["NIP-03", "KOLOM-08", "PENGECUALIAN-04"], 0),
        (acceptance(kolom="nama"), ["NIP-03", "KOLOM-08", "PENGECUALIAN-01"], 0),
        (acceptance(kolom="golongn"), ["NIP-03", "KOLOM-08", "PENGECUALIAN-04"], 0),
        (acceptance(kunci="[a]"), ["NIP-03", "KOLOM-08", "KEBIJAKAN-01"], 0),
        (acceptance(kode="KOLOM", kunci="''"), ["NIP-03", "KOLOM-08", "KEBIJAKAN-01", "PENGECUALIAN-04"], 0),
        (acceptance("2026-01-31"), ["NIP-03"], 1),
        (acceptance("2026-01-30"), ["NIP-03", "KOLOM-08", "PENGECUALIAN-02"], 0),
        (acceptance(kode="BERKAS-05"), ["NIP-03", "KOLOM-08", "PENGECUALIAN-03"], 0),
        (acceptance(alasan="''"), ["NIP-03", "KOLOM-08", "KEBIJAKAN-01"], 0),
        (POLICY + "pengecualian:\n  - kode: KOLOM-08\n", ["NIP-03", "KOLOM-08", "KEBIJAKAN-01"], 0),
        (POLICY + "pengecualian: KOLOM-08\n", ["NIP-03", "KOLOM-08", "KEBIJAKAN-01"], 0),
    ],
)
def test_acceptances_of_the_policy(tmp_path: Path, policy: str, rules: list[str], accepted: int) -> None:
    _, grave, summary = found(city(tmp_path, policy))
    assert (grave, summary["accepted"]) == (rules, accepted)


def test_a_single_file_does_not_make_an_acceptance_needless(tmp_path: Path) -> None:
    city(tmp_path, acceptance(kode="UNIT-01"))
    assert found(tmp_path, "data/pegawai.csv")[1] == ["NIP-03", "KOLOM-08"]
    assert found(tmp_path, "--select", "NIP")[1] == ["NIP-03"]
    assert found(tmp_path, "--ignore", "KOLOM")[1] == ["NIP-03"]
    assert found(tmp_path, "--per-file-ignores", "*:KOLOM")[1] == ["NIP-03"]


def test_what_is_accepted_does_not_stop_a_ranking(tmp_path: Path) -> None:
    city(tmp_path, POLICY)
    (tmp_path / "data" / "lowongan.yaml").write_text("lowongan: []\n", encoding="utf-8")
    assert mutasi("shortlist", folder=tmp_path).code == 1
    city(tmp_path, acceptance())
    assert mutasi("shortlist", folder=tmp_path).code == 2  # there is no vacancy, which is all that is left to say


RATED = "198503152010011007"


def rated(folder: Path, *accepted: str, years: tuple[int, ...] = (2024, 2025)) -> tuple[list[str], int, list[str]]:
    """The rules that find something in a city with wrong ratings, how many are accepted, and what is said of those."""
    (folder / "data").mkdir(exist_ok=True)
    (folder / "mutasi.yaml").write_text(POLICY + "pengecualian:\n" + "".join(accepted), encoding="utf-8")
    people = f"nip,nama,golongan\n{RATED},Budi,III/d\n"
    (folder / "data" / "pegawai.csv").write_text(people, encoding="utf-8")
    rows = "".join(f"{RATED},{year},baik,di_bawah_ekspektasi,di_bawah_ekspektasi\n" for year in years)
    (folder / "data" / "kinerja.csv").write_text(f"nip,tahun,predikat,hasil_kerja,perilaku\n{rows}", encoding="utf-8")
    document = json.loads(mutasi("validate", "-f", "json", folder=folder).text)
    graves = [one for one in document["findings"] if one["severity"] != "info"]
    about = [f"{one['message']} | {one['fix']}" for one in graves if one["rule"].startswith("PENGECUALIAN")]
    return [one["rule"] for one in graves], document["summary"]["accepted"], about


def of_rating(kunci: str, more: str = "") -> str:
    return f"- {{kode: KINERJA-02, kunci: '{kunci}', {more}alasan: surat 12, sampai: 2026-12-31}}\n"


def test_an_acceptance_may_name_one_record_of_a_person_with_several(tmp_path: Path) -> None:
    rules, accepted, _ = rated(tmp_path, of_rating(f"{RATED} 2025"))
    assert (rules, accepted) == (["KINERJA-02"], 1)
    rules, accepted, _ = rated(tmp_path, of_rating(f"{RATED} 2025"), years=(2024,))
    assert (sorted(rules), accepted) == (["KINERJA-02", "PENGECUALIAN-01"], 0)


@pytest.mark.parametrize("years", [(2025,), (2024, 2025)])
def test_an_acceptance_of_all_records_of_a_person_is_told(tmp_path: Path, years: tuple[int, ...]) -> None:
    rules, accepted, about = rated(tmp_path, of_rating(RATED), years=years)
    assert (rules, accepted) == (["PENGECUALIAN-06"], len(years))
    assert all(f"{RATED} {year}" in about[0] for year in years)
    assert f'tabel: kinerja, kunci: "{RATED} {years[0]}"' in about[0]


def test_the_key_that_an_acceptance_takes_stands_in_the_finding(tmp_path: Path) -> None:
    rated(tmp_path)
    found = json.loads(mutasi("validate", "-f", "json", folder=tmp_path).text)["findings"]
    records = [one["record"] for one in found if one["rule"] == "KINERJA-02"]
    assert records == [f"{RATED} 2024", f"{RATED} 2025"]
    assert rated(tmp_path, *map(of_rating, records))[:2] == ([], 2)


def test_an_acceptance_may_be_for_one_table(tmp_path: Path) -> None:
    assert rated(tmp_path, of_rating(f"{RATED} 2025", "tabel: kinerja, "))[1] == 1
    assert rated(tmp_path, of_rating(f"{RATED} 2025", "tabel: talenta, "))[1] == 0
    rules, _, _ = rated(tmp_path, of_rating(f"{RATED} 2025", "tabel: kinerj, "))
    assert "KEBIJAKAN-01" in rules


def test_a_rule_that_could_not_run_makes_no_acceptance_needless(tmp_path: Path) -> None:
    stated = "pengecualian:\n- {kode: PENSIUN-01, kunci: '198001012005012001', alasan: surat, sampai: 2026-12-31}\n"
    off = "aturan: {PENSIUN-01: {berat: mati}}\n"
    people = PEOPLE.splitlines(keepends=True)[0] + "199001012015011003,Citra,L,III/a\n"
    for policy in (stated, POLICY + off + stated):
        city(tmp_path, policy, people)
        (tmp_path / "data" / "jabatan.csv").write_text("id_jabatan,nama\nA,Kepala\n", encoding="utf-8")
        assert "PENGECUALIAN-01" not in found(tmp_path)[1]
    city(tmp_path, POLICY + stated, people)
    assert "PENGECUALIAN-01" in found(tmp_path)[1]


def test_a_rule_that_cannot_be_set_is_not_taken_for_another(tmp_path: Path) -> None:
    rules = ("BERKAS-19", "NILAI-08", "KRITERIA-04", "BERKAS-05", "NIP-99")
    city(tmp_path, POLICY + "aturan:\n" + "".join(f"  {code}: {{berat: mati}}\n" for code in rules))
    told = {one["message"]: one["fix"] for one in json.loads(mutasi("validate", "-f", "json", folder=tmp_path).text)
            ["findings"] if one["rule"] == "ATURAN-01"}  # fmt: skip
    cannot = "rule {} cannot be set: it has neither settings nor another gravity".format
    assert set(told) == {
        *map(cannot, ("BERKAS-19", "NILAI-08", "KRITERIA-04", "BERKAS-05")),
        "there is no rule 'NIP-99'",
    }
    assert "pemeriksaan: {abaikan: [BERKAS-19]}" in told[cannot("BERKAS-19")]
    assert told[cannot("BERKAS-05")] == "remove it, and mend what BERKAS-05 finds"


def test_a_warning_about_a_file_may_be_accepted_by_its_path(tmp_path: Path) -> None:
    city(tmp_path, acceptance(kode="BERKAS-19", kunci="data/kontrak.csv"))
    (tmp_path / "data" / "kontrak.csv").write_text("a\n1\n", encoding="utf-8")
    _, rules, summary = found(tmp_path)
    assert (rules, summary["accepted"]) == (["NIP-03", "KOLOM-08"], 1)


def test_an_acceptance_by_path_that_is_for_several_findings_is_told(tmp_path: Path) -> None:
    people = "nip,nama,golongn,jenis_kelmin\n199001012015011003,Citra,III/a,L\n"
    city(tmp_path, acceptance(kode="KOLOM-04", kunci="data/pegawai.csv"), people)
    assert (found(tmp_path)[1], found(tmp_path)[2]["accepted"]) == (["KOLOM-10", "PENGECUALIAN-06"], 2)
    city(tmp_path, acceptance(kode="KOLOM-04", kunci="data/pegawai.csv", kolom="golongn"), people)
    assert (found(tmp_path)[1], found(tmp_path)[2]["accepted"]) == (["KOLOM-10", "KOLOM-04"], 1)


def test_an_acceptance_of_rows_that_are_alike_is_told(tmp_path: Path) -> None:
    rows = "198001012005012001,Ani,P,III/x\n"
    city(tmp_path, acceptance(), PEOPLE + rows)
    assert "PENGECUALIAN-06" in found(tmp_path)[1]
    city(tmp_path, acceptance())
    assert "PENGECUALIAN-06" not in found(tmp_path)[1]


def test_what_is_told_of_acceptances_cannot_be_accepted(tmp_path: Path) -> None:
    assert rated(tmp_path, of_rating(RATED), of_rating(RATED).replace("KINERJA-02", "PENGECUALIAN-06"))[0].count(
        "PENGECUALIAN-03") == 1  # fmt: skip


def test_a_reference_date_that_is_misspelt_is_told_once(tmp_path: Path) -> None:
    people = PEOPLE.splitlines(keepends=True)[0] + "199001012015011003,Citra,L,III/a\n"
    city(tmp_path, "tanggal_acuan: 31 Januari 2026\n", people)
    told = [one["rule"] for one in json.loads(mutasi("validate", "-f", "json", folder=tmp_path).text)["findings"]]
    assert ("KEBIJAKAN-01" in told, "ACUAN-01" in told) == (True, False)
    city(tmp_path, "bahasa: id\n", people)
    told = [one["rule"] for one in json.loads(mutasi("validate", "-f", "json", folder=tmp_path).text)["findings"]]
    assert "ACUAN-01" in told


YAML = """\
- nip: '198503152010011007'
  nama: Budi
  jenis_kelamin: P{behind}
{above}
- nip: '198001012005012001'
  nama: Ani
"""


@pytest.mark.parametrize(
    ("behind", "above", "rules"),
    [
        ("", "", ["NIP-03"]),
        (" # mutasi: abaikan[NIP-03] surat 12", "", []),
        ("", "# mutasi: abaikan[NIP-03] surat 12", ["NIP-03", "PENGECUALIAN-01"]),
        (" # mutasi: abaikan[NIP-03, NIP-02] surat 12", "", ["PENGECUALIAN-01"]),
        (" # mutasi: abaikan[nip-03] surat 12", "", []),
        (" # mutasi: abaikan[XX-99] surat 12", "", ["NIP-03", "PENGECUALIAN-04"]),
        (" # mutasi: abaikan[NIP] surat 12", "", ["NIP-03", "PENGECUALIAN-04"]),
        (" # mutasi: abaikan[NIP-03]", "", ["NIP-03", "PENGECUALIAN-04"]),
        (" # mutasi: ignore[NIP-03] surat 12", "", ["NIP-03", "PENGECUALIAN-04"]),
        (" # mutasi: abaikan surat 12", "", ["NIP-03", "PENGECUALIAN-04"]),
        (" # Mutasi: Abaikan[NIP-03] surat 12", "", []),
        (" #mutasi :abaikan [NIP-03] surat 12", "", []),
        (" # lihat berkas # mutasi: abaikan[NIP-03] surat 12", "", []),
        (" # lihat # Mutasi: Abaikn[NIP-03] surat 12", "", ["NIP-03", "PENGECUALIAN-04"]),
        (" # Mutasi: Abaikan surat 12", "", ["NIP-03", "PENGECUALIAN-04"]),
        (" # Mutasi: dari Dinas Kesehatan", "", ["NIP-03"]),
        (" # lihat berkas # mutasi: 2024", "", ["NIP-03"]),
    ],
)
def test_comments_accept_what_is_in_their_line(tmp_path: Path, behind: str, above: str, rules: list[str]) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "mutasi.yaml").write_text(POLICY, encoding="utf-8")
    (tmp_path / "data" / "pegawai.yaml").write_text(YAML.format(behind=behind, above=above), encoding="utf-8")
    assert sorted(found(tmp_path)[1]) == rules


WEIGHTS = "kriteria:\n  a: {jenis: kepangkatan, bobot: 60}  # mutasi: abaikan[CODE] rapat 3\n\
  b: {jenis: pendidikan, bobot: 40}\n"


@pytest.mark.parametrize(
    ("policy", "rules"),
    [
        (WEIGHTS.replace("CODE", "KRITERIA-04"), []),
        (WEIGHTS.replace("CODE", "KRITERIA-01"), ["KRITERIA-04", "PENGECUALIAN-01"]),
        (WEIGHTS.replace("CODE", "KRITERIA-44"), ["KRITERIA-04", "PENGECUALIAN-04"]),
        (WEIGHTS.replace("[CODE]", ""), ["KRITERIA-04", "PENGECUALIAN-04"]),
        ("bahas: id  # mutasi: abaikan[KEBIJAKAN-01] rapat 3\n", ["KEBIJAKAN-01", "PENGECUALIAN-03"]),
    ],
)
def test_comments_of_the_policy_accept_what_is_in_their_line(tmp_path: Path, policy: str, rules: list[str]) -> None:
    city(tmp_path, POLICY + policy, people=PEOPLE.splitlines(keepends=True)[0] + "199001012015011003,Citra,L,III/a\n")
    assert sorted(found(tmp_path)[1]) == rules


def test_the_policy_in_force_shows_what_its_comments_accept(tmp_path: Path) -> None:
    city(tmp_path, POLICY + WEIGHTS.replace("CODE", "KRITERIA-04"))
    assert "pengecualian: [KRITERIA-04 mutasi.yaml:3]" in mutasi("config", "show", folder=tmp_path).text


def test_a_comment_above_and_a_text_that_looks_like_one(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "mutasi.yaml").write_text(POLICY, encoding="utf-8")
    file = tmp_path / "data" / "pegawai.yaml"
    text = "- nip: '198503152010011007'\n  nama: Budi\n  # mutasi: abaikan[NIP-03] surat 12\n  jenis_kelamin: P\n"
    file.write_text(text, encoding="utf-8")
    assert found(tmp_path)[1] == []
    file.write_text(text.replace("Budi\n  #", '"Budi\n  #').replace("12\n", '12"\n'), encoding="utf-8")
    assert "NIP-03" in found(tmp_path)[1]


# ---- before and now


def test_a_baseline_may_only_become_shorter(tmp_path: Path) -> None:
    city(tmp_path)
    assert mutasi("validate", "--write-baseline", folder=tmp_path).code == 0
    known = tmp_path / "temuan-lama.json"
    first = known.read_bytes()
    assert found(tmp_path, "--baseline", "temuan-lama.json") == (
        0, [], {"error": 0, "warning": 0, "info": found(tmp_path)[2]["info"], "accepted": 0, "old": 2,
               "rules_not_run": 0},
    )  # fmt: skip
    above = PEOPLE.replace("\n", "\n199001012015011003,Citra,L,III/a\n", 1)
    city(tmp_path, people=above)
    assert found(tmp_path, "--baseline", "temuan-lama.json")[:2] == (0, [])
    city(tmp_path, people=above.replace("III/a", "III/z"))
    assert found(tmp_path, "--baseline", "temuan-lama.json")[:2] == (1, ["KOLOM-08"])
    refused = mutasi("validate", "--write-baseline", folder=tmp_path)
    assert (refused.code, "1 new finding" in refused.err, known.read_bytes()) == (2, True, first)
    mended = PEOPLE.replace("III/x", "III/a")
    city(tmp_path, people=mended)
    assert found(tmp_path, "--baseline", "temuan-lama.json")[:2] == (1, ["TEMUAN-01"])
    assert mutasi("validate", "--write-baseline", folder=tmp_path).code == 0
    assert found(tmp_path, "--baseline", "temuan-lama.json")[:2] == (0, [])
    city(tmp_path)
    assert found(tmp_path, "--baseline", "temuan-lama.json")[:2] == (1, ["KOLOM-08"])
    assert mutasi("validate", "--write-baseline", "--force", folder=tmp_path).code == 0
    assert known.read_bytes() == first
    assert b"1985" not in first


def test_a_baseline_that_is_none(tmp_path: Path) -> None:
    city(tmp_path)
    (tmp_path / "x.json").write_text("{}", encoding="utf-8")
    assert mutasi("validate", "--baseline", "x.json", folder=tmp_path).code == 2
    assert mutasi("validate", "--baseline", "absent.json", folder=tmp_path).code == 2
