"""The talent map: counts by box, who has none and why, and what is shown of people."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from mutasi.model.talent_map import Lack
from mutasi.model.talent_records import talent_map, works_in
from mutasi.read.reference import load_reference
from mutasi.render.language import language
from mutasi.render.talent import FORMATS, as_text
from mutasi.render.talent_data import FIELDS, PERSON_FIELDS, TalentReport
from tests.command_line import Result, mutasi
from tests.golden import GOLDEN, ROOT, assert_same
from tests.pages import sound_page
from tests.ranking import given, nip, people_of

CITY = ROOT / "examples" / "pangkalpinang"
BOXES = {number: axes for axes, number in load_reference().talent_boxes.items()}


def record(person: int, year: int, box: int | None, performance: str | None = None, potential: str | None = None
           ) -> dict[str, str | None]:  # fmt: skip
    return {"nip": nip(person), "tahun": str(year), "kinerja": performance, "potensial": potential,
            "kotak": None if box is None else str(box)}  # fmt: skip


def boxes_of(
    *records: dict[str, str | None], people: int = 3, year: int = 0
) -> list[tuple[str, int, int, Lack | None]]:
    who = people_of(pegawai=given([None] * people), talenta=records)
    made = talent_map(who, works_in(who, {None}), year=year)
    assert sum(made.count(box) for box in range(10)) == people
    return sorted((one.name, one.box, one.year, one.lack) for one in made.members)


def test_the_latest_record_until_the_reference_date_counts():
    records = (record(0, 2024, 9), record(0, 2025, 5), record(0, 2030, 1), record(1, 2023, 7))
    assert boxes_of(*records) == [
        ("Orang 0", 5, 2025, None), ("Orang 1", 7, 2023, None), ("Orang 2", 0, 0, Lack.NO_RECORD),
    ]  # fmt: skip


def test_of_a_year_only_its_own_records_count():
    records = (record(0, 2024, 9), record(0, 2025, 5), record(1, 2023, 7))
    assert boxes_of(*records, year=2024, people=2) == [("Orang 0", 9, 2024, None), ("Orang 1", 0, 0, Lack.NO_RECORD)]


def test_a_record_without_a_box_has_that_of_its_axes_or_none():
    records = (record(0, 2025, None, "di_bawah_ekspektasi", "tinggi"), record(1, 2025, None, None, "tinggi"))
    assert boxes_of(*records, people=2) == [("Orang 0", 6, 2025, None), ("Orang 1", 0, 2025, Lack.NO_BOX)]


def test_without_the_table_nobody_has_a_box():
    who = people_of(pegawai=given([None, None]))
    assert talent_map(who, works_in(who, {None})).lacking() == {Lack.NO_TABLE: 2}


@pytest.mark.parametrize(
    ("performance", "potential", "box"),
    [(3, 3, 9), (2, 3, 8), (3, 2, 7), (1, 3, 6), (2, 2, 5), (3, 1, 4), (1, 2, 3), (2, 1, 2), (1, 1, 1)],
)
def test_the_nine_boxes_are_those_of_the_two_axes(performance: int, potential: int, box: int):
    rating = ("", "di_bawah_ekspektasi", "sesuai_ekspektasi", "di_atas_ekspektasi")[performance]
    assert BOXES[box] == (rating, ("", "rendah", "menengah", "tinggi")[potential])


def test_potential_grows_upward_and_performance_to_the_right():
    records = [record(at, 2025, box) for at, box in enumerate(BOXES)]
    who = people_of(pegawai=given([None] * 9), talenta=records)
    text = as_text(TalentReport(talent_map(who, works_in(who, {None}))), language("en"), width=100)
    drawn = [[int(word) for word in line.replace("│", " ").replace("box", "").split()]
             for line in text.splitlines() if "box " in line and "│" in line]  # fmt: skip
    assert drawn == [[6, 8, 9], [3, 5, 7], [1, 2, 4]]
    assert max(map(len, text.splitlines())) <= 100


@pytest.mark.parametrize("width", [56, 80])
@pytest.mark.parametrize("code", ["id", "en"])
def test_the_chart_stays_within_its_width(width: int, code: str):
    records = [record(at, 2025, box) for at, box in enumerate(BOXES)]
    who = people_of(pegawai=given([None] * 9), talenta=records)
    text = as_text(TalentReport(talent_map(who, works_in(who, {None}))), language(code), width=width)
    assert max(len(line) for line in text.splitlines() if "│" in line or "┼" in line) <= width


# The command --------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented office of `init` with boxes for all but one of its people."""
    folder = tmp_path_factory.mktemp("kantor")
    mutasi("--as-of", "2026-01-31", "init", ".", "--contoh", folder=folder)
    people = list(csv.DictReader((folder / "data" / "pegawai.csv").read_text(encoding="utf-8").splitlines()))
    lines = ["nip,tahun,kinerja,potensial,kotak"]
    for person, box in zip(people[1:], (9, 8, 5, 5, 5, 2, 1), strict=True):
        lines.append(",".join([person["nip"], "2025", *BOXES[box], str(box)]))
    (folder / "data" / "talenta.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def talent(*arguments: str, folder: Path, **surroundings: str) -> Result:
    return mutasi("talent", *arguments, folder=folder, **surroundings)


@pytest.mark.parametrize("code", ["id", "en"])
@pytest.mark.parametrize(("form", "suffix"), [("text", "txt"), ("html", "html"), ("md", "md")])
def test_the_whole_result(office: Path, code: str, form: str, suffix: str):
    done = talent("--people", "-f", form, "--lang", code, folder=office)
    assert done.code == 0
    assert_same(done.text, GOLDEN / "talent" / f"office.{code}.{suffix}")


def names(office: Path) -> list[str]:
    text = (office / "data" / "pegawai.csv").read_text(encoding="utf-8")
    return [value for row in csv.DictReader(text.splitlines()) for value in (row["nip"], row["nama"])]


@pytest.mark.parametrize("form", FORMATS)
def test_nobody_is_named_unasked(office: Path, form: str):
    shown, named = (talent("-f", form, *more, folder=office).text for more in ((), ("--people",)))
    assert len(names(office)) == 16
    assert [name for name in names(office) if name in shown] == []
    assert [name for name in names(office) if name not in named] == []


@pytest.mark.parametrize("form", FORMATS)
def test_only_the_boxes_that_are_asked_for_are_listed(office: Path, form: str):
    document = json.loads(talent("--people", "-f", "json", folder=office).text)
    nine = {one["nip"] for box in document["kotak"] if box["kotak"] == 9 for one in box["pegawai"]}
    none = {one["nip"] for one in document["pegawai_tanpa_kotak"]}
    shown = talent("--people", "--box", "9", "--box", "0", "-f", form, folder=office).text
    assert len(nine) == len(none) == 1
    assert {one for one in names(office) if one.isdigit() and one in shown} == nine | none


def test_the_formats_agree(office: Path):
    document = json.loads(talent("-f", "json", folder=office).text)
    lines = [json.loads(line) for line in talent("-f", "jsonl", folder=office).text.splitlines()]
    table = list(csv.DictReader(io.StringIO(talent("-f", "csv", folder=office).text)))
    assert [tuple(row) for row in table] == [FIELDS] * 10
    assert [{key: "" if value is None else str(value) for key, value in row.items()} for row in lines] == table
    counts = {row["kotak"]: row["jumlah"] for row in lines if row["kotak"]}
    assert {box["kotak"]: box["jumlah"] for box in document["kotak"]} == counts
    assert (document["pegawai"], document["punya_kotak"]) == (8, sum(counts.values()))
    assert document["tanpa_kotak"] == {"tanpa_catatan": 1}
    assert [row["persen"] for row in lines if row["kotak"] == 5] == ["42.86"]
    people = list(csv.DictReader(io.StringIO(talent("--people", "-f", "csv", folder=office).text)))
    assert [tuple(row) for row in people] == [PERSON_FIELDS] * 8
    assert [row["kotak"] for row in people] == ["9", "8", "5", "5", "5", "2", "1", ""]
    sound_page(talent("-f", "html", folder=office).text)


def test_of_a_unit_those_below_it_count_too(office: Path):
    units = list(csv.DictReader((office / "data" / "unit.csv").read_text(encoding="utf-8").splitlines()))
    below = {unit["id_unit"]: unit["id_induk"] for unit in units}
    top = next(unit for unit, parent in below.items() if not parent)
    everybody = json.loads(talent("-f", "json", folder=office).text)["pegawai"]
    assert json.loads(talent("--unit", top, "-f", "json", folder=office).text)["pegawai"] == everybody
    parts = [unit for unit, parent in below.items() if parent == top]
    shown = [json.loads(talent("--unit", unit, "-f", "json", folder=office).text)["pegawai"] for unit in parts]
    assert all(0 < count < everybody for count in shown)
    assert sum(shown) == everybody
    both = talent(*(f"--unit={unit}" for unit in parts), "-f", "json", folder=office)
    assert json.loads(both.text)["pegawai"] == everybody


def test_the_year_chooses_the_records(office: Path):
    document = json.loads(talent("--year", "2024", "-f", "json", folder=office).text)
    assert (document["tahun"], document["punya_kotak"], document["tanpa_kotak"]) == (2024, 0, {"tanpa_catatan": 8})


def test_a_city_without_the_table_says_so():
    done = talent("--lang", "en", folder=CITY)
    assert done.code == 0
    assert "the table talenta is absent" in done.text


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--box", "9"), "--box chooses whom --people lists"),
        (("--people", "--box", "10"), "there is no box 10"),
        (("--unit", "XYZ"), "no unit 'XYZ'"),
        (("--year", "dua"), "'dua' is no whole number"),
        (("--isolated",), "no reference date"),
    ],
)
def test_what_cannot_be_done_is_refused_with_2(arguments: tuple[str, ...], said: str):
    done = talent(*arguments, "--lang", "en", folder=CITY)
    assert (done.code, done.out) == (2, b"")
    assert said in done.err
