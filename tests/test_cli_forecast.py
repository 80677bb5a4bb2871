"""`mutasi forecast` on the example city: the page in both languages, formats that agree, and what is refused."""

from __future__ import annotations

import csv
import datetime
import io
import json
import shutil
from functools import cache
from pathlib import Path

import pytest

from mutasi.render.forecast import FORMATS
from mutasi.render.forecast_data import FIELDS
from tests.command_line import Result, mutasi
from tests.golden import GOLDEN, ROOT, assert_same

CITY = ROOT / "examples" / "pangkalpinang"
TOP = ("--level", "JPT_PRATAMA", "--level", "ADMINISTRATOR", "--until", "2026-12-31")


@cache
def forecast(*arguments: str, folder: Path = CITY, **surroundings: str) -> Result:
    """A run; the same one that several tests ask about is made once."""
    return mutasi("forecast", *arguments, folder=folder, **surroundings)


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_page_of_the_city(language: str):
    done = forecast(*TOP, "--lang", language)
    assert (done.code, done.err) == (0, "")
    assert_same(done.text, GOLDEN / "forecast" / f"city.{language}.txt")


def test_the_page_as_markdown_is_indonesian_unless_another_language_is_asked_for():
    done = forecast("--unit", "BAKEUDA", "-f", "md", MUTASI_LANG="en")
    assert done.code == 0
    assert_same(done.text, GOLDEN / "forecast" / "unit.id.md")


def test_the_formats_tell_the_same_events():
    table = forecast(*TOP, "-f", "csv").text
    assert tuple(table.splitlines()[0].split(",")) == FIELDS
    document = json.loads(forecast(*TOP, "-f", "json").text)
    lines = [json.loads(line) for line in forecast(*TOP, "-f", "jsonl").text.splitlines()]
    assert document["schema"] == "mutasi-forecast-1"
    assert (document["tanggal_acuan"], document["sampai"]) == ("2026-01-31", "2026-12-31")
    assert document["peristiwa"] == lines
    told = [{name: "" if value is None else str(value) for name, value in line.items()} for line in lines]
    assert rows(table) == told
    assert document["ringkasan"]["pensiun"] == sum(row["peristiwa"] == "pensiun" for row in told) > 5
    assert sum(one["pensiun"] for one in document["per_unit"]) == document["ringkasan"]["pensiun"]


def test_machine_formats_know_no_language_colour_or_terminal(tmp_path: Path):
    reports = [argument for name in ("json", "jsonl") for argument in ("--report", f"{name}={tmp_path / name}")]
    other = forecast(*TOP, "-f", "csv", *reports, "--lang", "id", "--color", "always", encoding="ascii", COLUMNS="40")
    assert forecast(*TOP, "-f", "csv").out == other.out
    for name in ("json", "jsonl"):
        assert forecast(*TOP, "-f", name).out == (tmp_path / name).read_bytes()


def test_only_what_is_asked_for_is_told_and_counted():
    document = json.loads(forecast("--event", "kontrak", "--event", "pensiun", "-f", "json").text)
    assert {row["peristiwa"] for row in document["peristiwa"]} == {"kontrak", "pensiun"}
    assert set(document["ringkasan"]) == {"pegawai", "formasi", "kontrak", "pensiun"}
    assert document["diminta"]["peristiwa"] == ["pensiun", "kontrak"]


def test_without_until_it_is_twelve_months_and_as_of_moves_the_beginning():
    document = json.loads(forecast("--event", "pensiun", "-f", "json", "--as-of", "2026-02-28").text)
    assert (document["tanggal_acuan"], document["sampai"]) == ("2026-02-28", "2027-02-28")


def test_a_terminal_without_unicode_gets_plain_signs_of_the_same_width():
    unicode, plain = forecast(*TOP).text, forecast(*TOP, encoding="ascii").out.decode("ascii")
    drawn = [line for line in unicode.splitlines() if "█" in line]
    lines = plain.splitlines()
    assert drawn
    for line in drawn:
        assert lines[unicode.splitlines().index(line)] == line.translate(
            str.maketrans({"█": "#", **dict.fromkeys("▌▋▊▉", "#"), **dict.fromkeys("▏▎▍", ".")})
        )
    assert "?" not in "".join(lines)


def test_colour_changes_no_word():
    coloured = forecast(*TOP, "--color", "always").text
    assert "\x1b[" in coloured
    assert "\x1b" not in forecast(*TOP, NO_COLOR="1").text


def test_posts_below_the_managerial_ones_that_are_empty_already_are_listed_when_asked_for():
    everything = forecast("--unit", "BAKEUDA").text
    asked = forecast("--unit", "BAKEUDA", "--event", "kosong").text
    assert "--event kosong" in everything
    assert "Pengadministrasi Perkantoran, Bidang Akuntansi" not in everything
    assert "Pengadministrasi Perkantoran, Bidang Akuntansi" in asked


PEOPLE = """nip,nama,status_kepegawaian,status_aktif,tanggal_lahir,golongan,id_jabatan,tmt_jabatan
196605142008041001,Ayu Lestari,PNS,aktif,1966-05-14,IV/b,KADIS,2023-01-02
{nip},Budi Santoso,PNS,aktif,{born},IV/a,SEKRETARIS,2020-01-02
"""
POSTS = """id_jabatan,nama,id_unit,jenjang,eselon,kebutuhan
KADIS,Kepala Dinas Kesehatan,D,JPT_PRATAMA,II.b,1
SEKRETARIS,Sekretaris,D,ADMINISTRATOR,III.a,1
"""


@pytest.mark.parametrize("known", [True, False])
def test_posts_without_a_successor_are_named(tmp_path: Path, known: bool):
    born = "1968-03-15" if known else "1980-03-15"
    (tmp_path / "data").mkdir()
    (tmp_path / "mutasi.yaml").write_text("tanggal_acuan: 2026-01-31\naturan: {USIA-01: {berat: mati}}\n")
    (tmp_path / "data" / "unit.csv").write_text("id_unit,nama,id_induk\nD,Dinas Kesehatan,\n")
    (tmp_path / "data" / "pegawai.csv").write_text(PEOPLE.format(born=born, nip=born.replace("-", "") + "2008041002"))
    (tmp_path / "data" / "jabatan.csv").write_text(POSTS)
    made = {language: forecast("--event", "kosong", "--lang", language, folder=tmp_path) for language in ("en", "id")}
    assert [one.code for one in made.values()] == [0, 0]
    name = "none" if known else "unknown"
    for language, done in made.items():
        assert_same(done.text, GOLDEN / "forecast" / f"{name}.{language}.txt")


def test_nothing_happens(tmp_path: Path):
    for text in (forecast("--event", "kontrak", "--until", "2026-03-30", "--lang", "en").text,
                 forecast("--event", "kontrak", "--until", "2026-03-30", "--lang", "en", "-f", "md").text):  # fmt: skip
        assert "nothing of this happens in the period" in text
        assert "By month" not in text
    done = forecast("--event", "kontrak", "--until", "2026-03-30", "-f", "csv")
    assert (done.code, done.text) == (0, ",".join(FIELDS) + "\n")


def test_a_long_period_is_drawn_by_years():
    text = forecast("--event", "pensiun", "--level", "JPT_PRATAMA", "--until", "2100-12-31", "--lang", "en").text
    assert "By year, each column in its own scale" in text
    years = [line[:4] for line in text.partition("retirement\n")[2].splitlines() if line[:4].isdigit()][:40]
    assert years[0] == "2026"
    assert int(years[-1]) < 2060


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--until", "2026-01-31"), "--until 2026-01-31 is not after the reference date 2026-01-31"),
        (("--until", "2025-12-31"), "what has happened is not forecast"),
        (("--until", "31-12-2026"), "write YYYY-MM-DD"),
        (("--unit", "DINKS"), "no unit 'DINKS'; did you mean: DINKES"),
        (("--unit", "dinas kesehatan"), "no unit 'dinas kesehatan'; did you mean: DINKES"),
        (("--unit", "???"), "no unit '???'"),
        (("--level", "PENGAWS"), "PENGAWAS"),
        (("--event", "pension"), "pensiun"),
        (("--as-of", "2100-12-31", "--until", "2100-12-31"), "is not after the reference date"),
        (("--until", "2101-01-01"), "2101-01-01 lies outside the years 1900 to 2100"),
        (("--as-of", "9999-12-31"), "9999-12-31 lies outside the years 1900 to 2100"),
        (("-f", "xml"), "json"),
    ],
)
def test_what_cannot_be_done_is_refused_with_2(arguments: tuple[str, ...], said: str):
    done = forecast(*arguments, "--lang", "en")
    assert (done.code, done.out) == (2, b"")
    assert said in done.err


def test_without_a_reference_date_there_is_no_forecast():
    done = forecast("--isolated", "--lang", "en")
    assert (done.code, "no reference date" in done.err) == (2, True)


def test_faulty_data_is_refused(tmp_path: Path):
    (tmp_path / "mutasi.yaml").write_text("tanggal_acuan: 2026-01-31\n")
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "pegawai.csv").write_text("nip,nama\n123,Siti\n")
    done = forecast(folder=tmp_path)
    assert (done.code, done.out) == (1, b"")
    assert "mutasi validate" in done.err


def test_without_people_there_is_no_forecast(tmp_path: Path):
    mutasi("init", "kota", "--as-of", "2026-01-31", folder=tmp_path)
    done = forecast(folder=tmp_path / "kota")
    assert (done.code, "data/pegawai.csv" in done.err) == (2, True)


def test_several_formats_in_one_run(tmp_path: Path):
    city = Path(shutil.copytree(CITY, tmp_path / "kota", ignore=shutil.ignore_patterns("arsip")))
    (city / "out").mkdir()
    reports = [argument for name in FORMATS for argument in ("--report", f"{name}=out/{name}")]
    done = forecast(*TOP, "-f", "csv", *reports, folder=city)
    assert done.code == 0
    assert (city / "out" / "csv").read_bytes() == done.out
    assert all((city / "out" / name).stat().st_size for name in FORMATS)
    assert forecast(*TOP, "-o", "out/csv", folder=city).code == 2


def test_settings_of_the_rules_move_the_years():
    text = forecast("--event", "lima_tahun", "-f", "csv", "--set", "aturan.MASA-02.maks_bulan=48").text
    day = datetime.date.fromisoformat(rows(text)[0]["tanggal"])
    assert rows(text)[0]["keterangan"] == f"48 bulan menjabat sejak {day.replace(year=day.year - 4)}"
