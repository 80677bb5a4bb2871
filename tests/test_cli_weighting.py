"""Groups and weights of single vacancies through the commands, on the small office of `init --contoh`."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest

from tests.command_line import mutasi

WEIGHTS = """\
kelompok:
  kecakapan: {bobot: 60, inti: 70, pendukung: 30}
kriteria:
  kinerja: {jenis: predikat_kinerja, bobot: 100, kelompok: kecakapan, faktor: inti}
  pendidikan: {jenis: pendidikan, bobot: 100, kelompok: kecakapan, faktor: pendukung}
  pengalaman: {jenis: pengalaman_bidang, bobot: 40}
bobot_khusus:
  umum: {lowongan: [L-002], bobot: {pengalaman: 25, kinerja: 75}}
"""


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kantor")
    mutasi("init", "--contoh", folder=folder)
    policy = folder / "mutasi.yaml"
    text = re.sub(r"^kriteria:\n( .*\n)+", WEIGHTS, policy.read_text("utf-8"), flags=re.M)
    policy.write_text(text, encoding="utf-8")
    return folder


def test_every_list_is_counted_with_its_own_weights(office: Path) -> None:
    lists = json.loads(mutasi("shortlist", "-f", "json", folder=office).text)["lowongan"]
    shares = {one["id_lowongan"]: one["bobot"] for one in lists}
    assert shares == {
        "L-001": {"kinerja": "42/100", "pendidikan": "18/100", "pengalaman": "40/100"},
        "L-002": {"kinerja": "75/100", "pengalaman": "25/100"},
    }
    text = mutasi("shortlist", "L-002", "--lang", "id", folder=office, COLUMNS="200").text
    assert "Kinerja ×75%" in text
    assert "Bobot tersendiri: bobot_khusus umum" in text
    assert {one["id_lowongan"]: one["bobot_khusus"] for one in lists} == {"L-001": None, "L-002": "umum"}
    assert "Pendidikan ×" not in text
    rows = list(csv.DictReader(io.StringIO(mutasi("shortlist", "-f", "csv", folder=office).text)))
    assert {row["id_lowongan"] for row in rows if row["nilai_pendidikan"] == ""} == {"L-002"}


def test_the_proposal_names_the_weights_of_each(office: Path) -> None:
    text = mutasi("propose", "--lang", "id", folder=office).text
    assert "- Bobot L-001: Kinerja 42%; Pendidikan 18%; Pengalaman 40%" in text
    assert "- Bobot L-002: Kinerja 75%; Pengalaman 25%" in text


def test_the_policy_is_shown_as_it_is_written(office: Path) -> None:
    shown = mutasi("config", "show", folder=office).text.splitlines()
    for line in (
        "kelompok.kecakapan.bobot: 60", "kelompok.kecakapan.inti: 70", "kriteria.kinerja.bobot: 100",
        "kriteria.kinerja.kelompok: kecakapan", "kriteria.kinerja.faktor: inti", "bobot_khusus.umum.lowongan: [L-002]",
        "bobot_khusus.umum.bobot.kinerja: 75", "talenta.tinggi: 90",
    ):  # fmt: skip
        assert line in shown


def test_weights_for_a_vacancy_that_is_not_there_stop_the_ranking(office: Path) -> None:
    done = mutasi("shortlist", "--set", "bobot_khusus.umum.lowongan=L-0O2", folder=office)
    assert (done.code, done.text) == (2, "")
    assert "there is no vacancy or post 'L-0O2'" in done.err


def test_values_outside_a_scale_are_errors_with_their_rows(tmp_path: Path) -> None:
    """105 and -5 where 0 to 100 is meant; a score of them is refused, not 1.05 and not -0.05."""
    (tmp_path / "pegawai.csv").write_text(
        "nip,nama,kehadiran\n198503152010011007,A,105\n198503152010011011,B,-5\n198503152010011012,C,80\n", "utf-8"
    )
    done = mutasi("validate", "pegawai.csv", "-f", "json", folder=tmp_path)
    found = json.loads(done.text)["findings"]
    assert [(one["line"], one["value"]) for one in found if one["rule"] == "KOLOM-09"] == [(2, "105"), (3, "-5")]
    assert done.code == 1
