"""`mutasi config show`, and the global options that stand over `mutasi.yaml`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mutasi.model.codes import TABLE_NAMES
from mutasi.read.policy import AGENCY_KEYS, POLICY_KEYS, SIGNATORY_KEYS
from mutasi.render.policy_schema import rule_codes
from tests.command_line import Result, mutasi
from tests.golden import GOLDEN, assert_same

POLICY = """\
bahasa: en
instansi:
  nama: Kota Contoh
tanggal_acuan: 2026-01-31
data:
  pegawai: {berkas: data/orang.csv, tanggal: dmy}
kriteria:
  kinerja: {jenis: predikat_kinerja, bobot: 60%, nilai: {baik: 90}}
  masa: {jenis: pengalaman_bidang, bobot: 0.4}
aturan:
  USIA-03: {berat: lunak, min_sisa_bulan: 6}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "mutasi.yaml").write_text(POLICY, encoding="utf-8")
    return tmp_path


def shown(folder: Path, *arguments: str, **environment: str) -> dict[str, dict]:
    done = mutasi("config", "show", "-f", "json", *arguments, folder=folder, **environment)
    assert (done.code, done.err) == (0, "")
    return {value["key"]: value for value in json.loads(done.text)["values"]}


def origins(folder: Path, *arguments: str, **environment: str) -> dict[str, str]:
    text = mutasi("config", "show", "--origin", *arguments, folder=folder, **environment).text
    pairs = (line.partition("  # ") for line in text.splitlines())
    return {key.partition(":")[0]: origin for key, _, origin in pairs}


def test_every_key_of_the_policy_is_shown(folder: Path) -> None:
    values = shown(folder)
    assert {key.partition(".")[0] for key in values} == set(POLICY_KEYS)
    named = {*AGENCY_KEYS, *(f"penandatangan.{key}" for key in SIGNATORY_KEYS)} - {"penandatangan"}
    assert {key.removeprefix("instansi.") for key in values if key.startswith("instansi.")} == named
    assert {f"data.{name}" for name in TABLE_NAMES} <= set(values)
    assert {key.split(".")[1] for key in values if key.startswith("aturan.")} == rule_codes()


def test_where_values_come_from(folder: Path) -> None:
    found = origins(folder, "--set", "aturan.USIA-03.berat=keras", "--as-of", "2026-02-28")
    assert found["instansi.nama"] == "mutasi.yaml:3:9"
    assert found["instansi.kode"] == "default"
    assert found["tanggal_acuan"] == "--as-of"
    assert found["aturan.USIA-03.berat"] == "--set"
    assert found["aturan.USIA-03.min_sisa_bulan"] == "mutasi.yaml:11:43"
    assert found["data.pegawai"] == "mutasi.yaml:6:21"
    assert found["data.pegawai.tanggal"] == "mutasi.yaml:6:46"
    assert found["data.unit"] == "default"
    assert found["kriteria.kinerja.nilai"] == "mutasi.yaml:8:64"


POINTS = {"sangat_baik": 100, "baik": 80, "butuh_perbaikan": 50, "kurang": 25, "sangat_kurang": 0}


def test_values_in_force(folder: Path) -> None:
    values = shown(folder, "--set", "aturan.USIA-03.berat=mati")
    wanted = {
        "aturan.USIA-03.berat": ("mati", "option", "--set", None),
        "aturan.USIA-01.berat": ("keras", "default", None, None),
        "aturan.FORMASI-01.berat": ("keras", "default", None, None),
        "aturan.KOMP-02.berat": ("lunak", "default", None, None),
        "aturan.USIA-01.berlaku_rotasi": ("tidak", "default", None, None),
        "kriteria.kinerja.bobot": ("0.6", "file", "mutasi.yaml", 8),
        "kriteria.kinerja.nilai": ({**POINTS, "baik": 90}, "file", "mutasi.yaml", 8),
        "tmt_penempatan": (None, "default", None, None),
        "nilai_kosong": ("terburuk", "default", None, None),
    }
    found = {key: tuple(values[key][name] for name in ("value", "origin", "source", "line")) for key in wanted}
    assert found == wanted


def test_variables_stand_over_the_file_and_below_options(folder: Path) -> None:
    set_by_variable = {"MUTASI_SET": "nilai_kosong=tengah\naturan.USIA-03.berat=mati\n", "MUTASI_AS_OF": "2026-03-31"}
    found = origins(folder, **set_by_variable)
    assert (found["nilai_kosong"], found["aturan.USIA-03.berat"]) == ("MUTASI_SET", "MUTASI_SET")
    assert found["tanggal_acuan"] == "MUTASI_AS_OF"
    for before in ([], ["--as-of", "2026-04-30", "--set", "nilai_kosong=terbaik"]):
        after = [] if before else ["--as-of", "2026-04-30", "--set", "nilai_kosong=terbaik"]
        done = mutasi(*before, "config", "show", "-f", "json", *after, folder=folder, **set_by_variable)
        values = {value["key"]: value for value in json.loads(done.text)["values"]}
        assert (values["tanggal_acuan"]["value"], values["tanggal_acuan"]["source"]) == ("2026-04-30", "--as-of")
        assert (values["nilai_kosong"]["value"], values["nilai_kosong"]["source"]) == ("terbaik", "--set")
        assert values["aturan.USIA-03.berat"]["value"] == "lunak"


def test_changes_before_and_after_the_command_add_up(folder: Path) -> None:
    done = mutasi("--set", "instansi.kode=a", "config", "show", "--set", "instansi.tempat=b", folder=folder)
    assert "instansi.kode: a\n" in done.text
    assert "instansi.tempat: b\n" in done.text


@pytest.mark.parametrize(
    ("arguments", "environment", "value", "origin"),
    [
        ([], {}, "en", "MUTASI_LANG"),
        (["--lang", "id"], {}, "id", "--lang"),
        ([], {"MUTASI_LANG": "", "LC_ALL": "id_ID"}, "en", "mutasi.yaml:1:9"),
        (["--isolated"], {"MUTASI_LANG": "", "LC_ALL": "id_ID"}, "id", "locale"),
    ],
)
def test_the_language(folder: Path, arguments: list[str], environment: dict[str, str], value: str, origin: str) -> None:
    assert shown(folder, *arguments, **environment)["bahasa"]["value"] == value
    assert origins(folder, *arguments, **environment)["bahasa"] == origin


def test_isolated_and_another_file(folder: Path) -> None:
    assert shown(folder, "--isolated")["instansi.nama"]["value"] is None
    assert shown(folder, "--isolated", "--set", "instansi.nama=X")["instansi.nama"]["value"] == "X"
    (folder / "lain.yaml").write_text("nilai_kosong: tengah\n")
    assert origins(folder, "--config", "lain.yaml")["nilai_kosong"] == "lain.yaml:1:15"
    assert mutasi("config", "show", "--isolated", "--config", "lain.yaml", folder=folder).code == 2


def test_another_file_is_named_as_it_was_given(folder: Path) -> None:
    (folder / "kebijakan").mkdir()
    (folder / "kebijakan" / "lain.yaml").write_text("nilai_kosong: tengah\n")
    assert origins(folder, "--config", "kebijakan/lain.yaml")["nilai_kosong"] == "kebijakan/lain.yaml:1:15"
    absent = str(folder / "tidak" / "ada.yaml")
    for given in ("kebijakan/tidak.yaml", absent):
        done = mutasi("validate", "--config", given, folder=folder)
        assert (done.code, done.err) == (2, f"mutasi: {given}: no such file or folder\n")


def test_what_is_set_reaches_the_commands(folder: Path) -> None:
    (folder / "data").mkdir()
    (folder / "data" / "unit.csv").write_text("id_unit,nama\n1,A\n")
    (folder / "data" / "orang.csv").write_text("nip,nama\n198503152010011007,A\n")

    def codes(*arguments: str) -> set[str]:
        done = mutasi("validate", "-f", "json", *arguments, folder=folder)
        return {finding["rule"] for finding in json.loads(done.text)["findings"]}

    assert "KOLOM-10" in codes()
    assert "KOLOM-10" not in codes("--set", "aturan.KOLOM-10.berat=mati")
    assert "BERKAS-18" in codes("--isolated")


def refused(folder: Path) -> list[Result]:
    """What cannot be used, each of its own kind."""
    cases = (
        ("config", "show", "--set", "nilai_kosong"),
        ("config", "show", "--set", "nilai_kosong=tegnah"),
        ("config", "show", "--set", "instansi.nama.x=1"),
        ("config", "show", "--set", "instansi=[a"),
        ("config", "show", "--set", "aturan.USIA-99.berat=keras"),
        ("shortlist", "--set", "aturan.USIA-99.berat=keras"),
        ("validate", "--set", "aturna.USIA-03.berat=keras"),
        ("config", "show", "--isolated", "--config", "mutasi.yaml"),
    )
    return [mutasi(*case, folder=folder) for case in cases]


def test_what_it_says(folder: Path) -> None:
    done = refused(folder)
    assert [(one.code, one.out) for one in done] == [(2, b"")] * len(done)
    said = mutasi("config", "--help", folder=folder).text.partition("Global options")[0] + "".join(
        one.err for one in done
    )
    assert_same(said, GOLDEN / "config.en.txt")


def test_with_errors_in_the_policy_nothing_is_shown(folder: Path) -> None:
    (folder / "mutasi.yaml").write_text(POLICY.replace("60%", "70%"))
    done = mutasi("config", "show", folder=folder)
    assert (done.code, done.out) == (2, b"")
    assert "mutasi.yaml has 1 error, so nothing was computed: mutasi.yaml:7:1: KRITERIA-01" in done.err


def test_the_whole_text(folder: Path) -> None:
    lines = mutasi("config", "show", "--origin", folder=folder).text.splitlines(keepends=True)
    some = [line for line in lines if not line.startswith("aturan.") or "USIA" in line]
    assert_same("".join(some), GOLDEN / "config_show.txt")


def test_what_was_set_stands_in_the_proposal(tmp_path: Path) -> None:
    mutasi("init", "--contoh", folder=tmp_path)
    done = mutasi("propose", "--set", "nilai_kosong=tengah", folder=tmp_path)
    assert (done.code, "\\-\\-set" in done.text or "--set nilai" in done.text) == (0, True)
