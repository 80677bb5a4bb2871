"""`validate --fix` judges each mend beside the others, leaves only what does harm, and is refused before it writes."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mutasi.cli.mending import brought, mend
from mutasi.finding import Finding, Location, Severity
from mutasi.message import Message
from mutasi.model.dialect import Dialect
from mutasi.read.source import Source
from mutasi.render.mending import MOST_TRIES, most_of
from tests.command_line import mutasi


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("contoh")
    assert mutasi("--as-of", "2026-01-31", "init", "kota", "--contoh", folder=folder).code == 0
    return folder / "kota"


@pytest.fixture
def city(sample: Path, tmp_path: Path) -> Path:
    return shutil.copytree(sample, tmp_path / "kota")


def edit(city: Path, name: str, *pairs: tuple[str, str]) -> None:
    """Writes other texts into a table, each once."""
    file = city / "data" / name
    text = file.read_text(encoding="utf-8")
    for before, after in pairs:
        assert before in text
        text = text.replace(before, after, 1)
    file.write_text(text, encoding="utf-8")


def table(city: Path, name: str) -> str:
    return (city / "data" / name).read_text(encoding="utf-8")


def content(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def faults(city: Path) -> Counter[str]:
    done = mutasi("validate", "-f", "json", folder=city)
    return Counter(one["fingerprint"] for one in json.loads(done.text)["findings"] if one["severity"] != "info")


# ---- each file beside the others, as they are by then


def test_a_mend_that_another_file_makes_harmful_is_left(city: Path) -> None:
    """Each of both is harmless as long as the other is not made: then a post is offered that somebody holds."""
    edit(city, "pegawai.csv", ("DINKES-SEKRETARIS,2020", "DINKES-SEKRETARIZ,2020"))
    edit(city, "lowongan.yaml", ("id_jabatan: DINKES-UMUM", "id_jabatan: DINKES-SEKRETARIX"))
    before = faults(city)
    done = mutasi("validate", "--unsafe-fixes", "-f", "concise", folder=city)
    assert "mended: data/pegawai.csv, 1 place" in done.err
    assert (
        "left alone: data/lowongan.yaml:14:17: 'DINKES-SEKRETARIX' does not become 'DINKES-SEKRETARIS':"
        " that would bring LOWONGAN-01" in done.err
    )
    assert "LOWONGAN-01" not in done.text
    assert not faults(city) - before


def test_a_fault_of_a_record_whose_key_is_respelled_is_no_other_fault(city: Path) -> None:
    edit(
        city, "pegawai.csv", ("1970-03-14", "14-03-1970"),
        ("199012252015032908,Maria", "19901225 201503 2 908,Ma\u200bria"),
    )  # fmt: skip
    before = faults(city)
    done = mutasi("validate", "--fix", "--show-fixes", "-f", "concise", folder=city)
    assert "mended: data/pegawai.csv, 2 places" in done.err
    assert "left alone" not in done.err
    assert "199012252015032908,Ma\u200bria" in table(city, "pegawai.csv")
    assert sum(faults(city).values()) == sum(before.values())


def test_dates_are_mended_beside_one_that_its_nip_tells_otherwise(city: Path) -> None:
    edit(city, "pegawai.csv", ("1970-03-14,L,1995-03-01", "03/14/1970,L,01/03/1995"), ("1972-08-21", "08/21/1972"))
    done = mutasi("validate", "--fix", "--show-fixes", "-f", "concise", folder=city)
    assert "mended: data/pegawai.csv, 2 places" in done.err
    assert "left alone" not in done.err
    assert "1970-03-14,L,01/03/1995" in table(city, "pegawai.csv")
    assert "NILAI-08" in done.text


def test_a_spelling_that_would_bring_a_fault_is_left_and_named(tmp_path: Path) -> None:
    """No rule of today minds how a cell is spelled that is read alike; one that will must not stop the others."""
    file = tmp_path / "pegawai.csv"
    people = "nip,nama,tanggal_lahir\n199012252015032908,Maria,25-12-1990\n197003141995031901,Rahmat,14-03-1970\n"
    file.write_text(people, encoding="utf-8")

    def look(sources: Mapping[Path, Source]) -> tuple[list[Finding], list[Finding]]:
        data = sources[file].data if file in sources else file.read_bytes()
        where = Location("pegawai.csv", 2, 26)
        dates = Finding("NILAI-03", "date-form", Severity.INFO, Message("x"), where, field="tanggal_lahir")
        harm = Finding("X-01", "x", Severity.ERROR, Message("x"), where, key="199012252015032908", field="nama")
        found = [dates, harm] if b"1990-12-25" in data else [dates]
        return found, found

    (made,) = mend({"pegawai.csv": ("pegawai", file, Dialect())}, look, unsafe=False)
    assert made.after.decode() == people.replace("14-03-1970", "1970-03-14")
    assert [(one.before, str(reason)) for one, reason in made.left] == [("25-12-1990", "that would bring X-01")]


def test_only_the_mend_that_does_harm_is_left(city: Path) -> None:
    edit(
        city, "pegawai.csv",
        ("BKPSDM-ANALIS,", "BKPSDM-ANALIX,"), ("BKPSDM-ANALIS,", "BKPSDM-ANALIZ,"),
        ("DINKES-UMUM", "DINKES-SEKRETARIX"), ("BKPSDM-ANALIS,", "BKPSDM-ANALIQ,"), ("1972-08-21", "21/08/1972"),
    )  # fmt: skip
    before = faults(city)
    done = mutasi("validate", "--unsafe-fixes", folder=city)
    assert "mended: data/pegawai.csv, 4 places" in done.err
    (left,) = (line for line in done.err.splitlines() if "does not become" in line)
    assert left.endswith("'DINKES-SEKRETARIX' does not become 'DINKES-SEKRETARIS': that would bring JABATAN-02")
    people = table(city, "pegawai.csv")
    assert (people.count("BKPSDM-ANALIS,"), people.count("DINKES-SEKRETARIX"), "1972-08-21" in people) == (3, 1, True)
    assert not faults(city) - before


def test_a_column_whose_name_does_harm_keeps_no_cell_from_being_mended(city: Path) -> None:
    edit(city, "pegawai.csv", (",golongan,", ",golongn,"), ("IV/c", "IV/x"), ("BKPSDM-ANALIS,", "BKPSDM-ANALIX,"))
    done = mutasi("validate", "--unsafe-fixes", folder=city)
    assert "'golongn' does not become 'golongan': that would bring KOLOM-08" in done.err
    assert table(city, "pegawai.csv").count("BKPSDM-ANALIS,") == 3


def test_of_many_that_are_left_some_are_told_unless_all_are_asked_for(city: Path) -> None:
    """Of twelve more people nobody could have the one seat."""
    row = "198504042010{:06d},Contoh,,,PNS,aktif,1985-04-04,L,2010-01-01,2011-01-01,III/d,2020-04-01,15,0,{},2020-01-01"
    posts = [f"DINKES-SEKRETARI{letter}" for letter in "ABCDEFGHIJKL"]
    rows = "".join(row.format(11000 + at, post) + ",,tidak,2024,2024,,,99\n" for at, post in enumerate(posts, 11))
    (city / "data" / "pegawai.csv").write_text(table(city, "pegawai.csv") + rows, encoding="utf-8")
    before = content(city)
    told = mutasi("validate", "--unsafe-fixes", folder=city).err
    assert (told.count("does not become"), "data/pegawai.csv: 2 more; --show-fixes lists them" in told) == (10, True)
    listed = mutasi("validate", "--unsafe-fixes", "--show-fixes", folder=city).err
    assert (listed.count("does not become"), "2 more" in listed) == (12, False)
    assert content(city) == before


def test_a_remark_that_moves_to_the_next_cell_is_not_another_one(city: Path) -> None:
    """The second cell holds an invisible character, so it stays, and the remark on the column moves to it."""
    rows = table(city, "kinerja.csv").split("\n")
    rows[1], rows[9] = rows[1].replace("baik", "Baik"), rows[9].replace(",baik", ",baik\u200b")
    (city / "data" / "kinerja.csv").write_text("\n".join(rows), encoding="utf-8")
    done = mutasi("validate", "--fix", folder=city)
    assert ("mended: data/kinerja.csv, 1 place" in done.err, "left alone" in done.err) == (True, False)
    assert table(city, "kinerja.csv").split("\n") == [rows[0], rows[1].replace("Baik", "baik"), *rows[2:]]


def fault(rule: str, key: str, extent: int = 1, value: str = "x", identity: tuple[str, ...] = ()) -> Finding:
    place = Location("data/pegawai.csv", len(key), 3)
    return Finding(rule, "", Severity.ERROR, Message("x"), place, "pegawai", key, "golongan", value, extent=extent,
                   identity=identity)  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after", "count"),
    [
        ([fault("R", "A")], [fault("R", "A")], 0),
        ([fault("R", "A")], [fault("R", "A", value="y", identity=("golongan", "A", "y"))], 0),
        ([fault("R", "A")], [fault("R", "B")], 1),
        ([fault("R", "A")], [fault("S", "A")], 1),
        ([fault("R", "A", 2)], [fault("R", "A", 3)], 1),
        ([fault("R", "A"), fault("R", "B")], [fault("R", "B")], 0),
        # one finding for all of its places, at the first of them
        ([fault("NILAI-02", "A", 2, identity=("A",))], [fault("NILAI-02", "B", identity=("B",))], 0),
        ([fault("NILAI-02", "A", 2)], [fault("NILAI-02", "A", 3)], 1),
        ([fault("R", "A", 3, identity=("unit", "X"))], [fault("R", "B", 2, identity=("unit", "X"))], 0),
        ([fault("R", "A", 3, identity=("unit", "X"))], [fault("R", "A", 2, identity=("unit", "Y"))], 1),
    ],
)  # fmt: skip
def test_what_a_mend_brings(before: list[Finding], after: list[Finding], count: int) -> None:
    assert len(list(brought(before, after))) == count


def test_what_has_to_do_with_the_harm_is_tried_last(city: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With two tries there is one for all others."""
    monkeypatch.setattr("mutasi.render.mending.MOST_TRIES", 2)
    edit(
        city, "pegawai.csv",
        ("BKPSDM-ANALIS,", "BKPSDM-ANALIX,"), ("DINKES-UMUM", "DINKES-SEKRETARIX"),
        ("BKPSDM-ANALIS,", "BKPSDM-ANALIZ,"),
    )  # fmt: skip
    assert "mended: data/pegawai.csv, 2 places" in mutasi("validate", "--unsafe-fixes", folder=city).err


def test_what_was_not_tried_is_told_so(city: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mutasi.render.mending.MOST_TRIES", 0)
    edit(city, "pegawai.csv", ("BKPSDM-ANALIS,", "BKPSDM-ANALIX,"), ("DINKES-UMUM", "DINKES-SEKRETARIX"))
    done = mutasi("validate", "--unsafe-fixes", folder=city)
    assert done.err.count("it was not tried: too many others would bring another fault") == 2
    assert "BKPSDM-ANALIX" in table(city, "pegawai.csv")


MISTYPED = (
    ("pegawai.csv", "DINKES-SEKRETARIS,2020", "DINKES-SEKRETARIZ,2020"),
    ("pegawai.csv", "DINKES-UMUM", "DINKES-UMUN"),
    ("pegawai.csv", "DINKES-UMUM", "DINKES-SEKRETARIX"),
    ("pegawai.csv", "BKPSDM-ANALIS,", "BKPSDM-KEPALX,"),
    ("pegawai.csv", "1972-08-21", '"21/08/1972"'),
    ("pegawai.csv", ",golongan,", ",golongn,"),
    ("pegawai.csv", "IV/a", "IV-a"),
    ("jabatan.csv", ",ADMINISTRATOR,", ',"""ADMINISTRATOR""",'),
    ("jabatan.csv", "DINKES-UMUM", "DINKES-UMUMM"),
    ("unit.csv", "BKPSDM", "BKPSDN"),
    ("kinerja.csv", "baik", "Baik"),
    ("kinerja.csv", ",baik", ",baik\u200b"),
    ("lowongan.yaml", "id_jabatan: DINKES-UMUM", "id_jabatan: DINKES-SEKRETARIX"),
    ("lowongan.yaml", "id_jabatan: BKPSDM-MUTASI", "id_jabatan: BKPSDM-MUTAS"),
)


@settings(max_examples=7, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sets(st.sampled_from(MISTYPED), min_size=2, max_size=8))
def test_no_choice_of_mistyped_texts_gets_worse(
    sample: Path, tmp_path: Path, mistyped: set[tuple[str, str, str]]
) -> None:
    shutil.rmtree(tmp_path / "kota", ignore_errors=True)
    city = shutil.copytree(sample, tmp_path / "kota")
    for name, before, after in MISTYPED:
        if (name, before, after) in mistyped and before in table(city, name):
            edit(city, name, (before, after))
    there = faults(city)
    mutasi("validate", "--unsafe-fixes", folder=city)
    assert not faults(city) - there


@given(st.integers(1, 40), st.sets(st.integers(0, 39), max_size=4), st.sets(st.integers(0, 39), max_size=6))
def test_as_many_as_can_be_had_are_kept(count: int, bad: set[int], rivals: set[int]) -> None:
    """Some are bad by themselves, and of the rivals only one can be had."""
    tried: list[int] = []

    def is_fine(some: object) -> bool:
        tried.append(0)
        chosen = set(some)  # type: ignore[call-overload]
        return not chosen & bad and len(chosen & rivals) <= 1

    kept, left = most_of([list(range(count))], is_fine)
    assert sorted([*kept, *left]) == list(range(count))
    assert len(tried) <= MOST_TRIES
    if len(tried) < MOST_TRIES:
        assert set(left) == (bad | set(sorted(rivals - bad)[1:])) & set(range(count))


# ---- quotes


@pytest.mark.parametrize(
    ("written", "mended"),
    [
        ('"""ADMINISTRATOR"""', '"ADMINISTRATOR"'),
        ('" administrator "', '" ADMINISTRATOR "'),
        (' "administrator" ', ' "ADMINISTRATOR" '),
        ('""""ADMINISTRATOR""""', None),
    ],
)
def test_cells_with_quotes_are_mended_in_their_quotes(city: Path, written: str, mended: str | None) -> None:
    edit(city, "jabatan.csv", (",ADMINISTRATOR,", f",{written},"), (",PENGAWAS,", ",pengawas,"))
    before = table(city, "jabatan.csv")
    mutasi("validate", "--fix", folder=city)
    after = before if mended is None else before.replace(written, mended)
    assert table(city, "jabatan.csv") == after.replace(",pengawas,", ",PENGAWAS,")


def test_a_cell_that_would_be_read_otherwise_is_left_alone(city: Path) -> None:
    """With a tab between its quotes and its text, that text would get quotes of its own."""
    text = table(city, "unit.csv") + 'A,"\tDinas\u00a0A, B",,,,\nC,Dinas\u00a0C,,,,\n'
    (city / "data" / "unit.csv").write_text(text, encoding="utf-8")
    done = mutasi("validate", "--fix", folder=city)
    assert "does not become 'Dinas A, B': with the mended cell the file would be read as something else" in done.err
    assert table(city, "unit.csv") == text.replace("\u00a0C", " C")


# ---- what is refused is refused before anything is written


@pytest.mark.parametrize(
    "options",
    [
        ("--baseline", "nope.json"),
        ("--baseline", "rusak.json"),
        ("--baseline", "kosong.json", "--write-baseline"),
        ("--write-invalid", "salah.csv"),
        ("--write-invalid", "data/baru.csv"),
        ("--write-invalid", "salah.xlsx"),
        ("-o", "salah-pegawai.csv"),
        ("--report", "json=data"),
        ("-o", "data/unit.csv", "--force"),
        ("--write-invalid", "lain.csv", "-o", "lain-pegawai.csv"),
        ("--write-invalid", "lain.csv", "-o", "README.md/x"),
        ("--sheet", "Sheet1"),
        ("--select", "NAMA-99"),
        ("--stdin-name", "pegawai.csv"),
    ],
    ids=" ".join,
)
def test_what_cannot_be_done_changes_nothing(city: Path, options: tuple[str, ...]) -> None:
    edit(city, "pegawai.csv", ("1972-08-21", "21/08/1972"), ("IV/c", "XX"))
    (city / "salah-pegawai.csv").write_text("x\n", encoding="utf-8")
    (city / "rusak.json").write_text("{}\n", encoding="utf-8")
    (city / "kosong.json").write_text('{"schema": "mutasi-baseline-2", "findings": []}\n', encoding="utf-8")
    before = content(city)
    done = mutasi("validate", "--fix", *options, folder=city)
    assert done.code == 2, done.err
    assert {name: data for name, data in content(city).items() if name.startswith("data")} == {
        name: data for name, data in before.items() if name.startswith("data")
    }
    assert "mended" not in done.err


def test_what_is_mended_is_no_part_of_what_is_written_beside_it(city: Path) -> None:
    """Baseline, records with faults and report are about the files as they are afterwards."""
    edit(city, "pegawai.csv", ("1972-08-21", "21/08/1972"), ("DINKES-UMUM", "DINKES-UMUX"), ("IV/c", "XX"))
    done = mutasi(
        "validate", "--unsafe-fixes", "--write-baseline", "-o", "x.txt", "--report", "json=x.json", folder=city
    )
    assert done.code == 0, done.err
    known = json.loads((city / "temuan-lama.json").read_text("utf-8"))["findings"]
    assert "KOLOM-08" in {one["rule"] for one in known}
    assert not {"RUJUK-01", "NILAI-03"} & {one["rule"] for one in known}
    again = mutasi("validate", "--write-baseline", "--report", "json=y.json", folder=city)
    assert again.code == 0
    assert (city / "x.json").read_bytes() == (city / "y.json").read_bytes()


def test_the_difference_never_goes_over_a_table_of_the_project(city: Path) -> None:
    edit(city, "pegawai.csv", ("1972-08-21", "21/08/1972"))
    before = content(city)
    done = mutasi("validate", "--diff", "kota", "-o", "kota/data/unit.csv", "--force", folder=city.parent)
    assert (done.code, "is never written over" in done.err, content(city)) == (2, True, before)


# ---- what is said when something is refused


@pytest.mark.parametrize("option", ["--diff", "--fix", "--unsafe-fixes"])
def test_the_option_that_was_asked_for_is_named(city: Path, option: str) -> None:
    done = mutasi("validate", option, "data/pegawai.csv", folder=city)
    assert (done.code, f"{option} is for a whole project: name its folder" in done.err) == (2, True)


@pytest.mark.parametrize(
    ("given", "instead"),
    [("salah.xlsx", "salah.csv"), ("keluar/salah.tsv", "keluar/salah.csv"), ("salah", "salah.csv"), (".", "salah.csv")],
)
def test_records_with_faults_are_csv(city: Path, given: str, instead: str) -> None:
    before = content(city)
    done = mutasi("validate", "--write-invalid", given, folder=city)
    assert (done.code, f"write --write-invalid {instead}\n" in done.err) == (2, True), done.err
    assert content(city) == before


@pytest.mark.parametrize(
    ("folder", "given", "instead"),
    [(".", "data/x.csv", "x.csv"), (".", "data/lagi/x.CSV", "x.CSV"), ("data", "x.csv", "../x.csv")],
)
def test_records_with_faults_do_not_go_among_the_tables(city: Path, folder: str, given: str, instead: str) -> None:
    before = content(city)
    done = mutasi("validate", "--write-invalid", given, folder=city / folder)
    assert (done.code, f"name a file outside of it, e.g. {instead}\n" in done.err) == (2, True), done.err
    assert content(city) == before


@pytest.mark.parametrize("name", ["mutasi.yaml", "data/pegawai.csv", "kosong.json", "lain.json"])
@pytest.mark.parametrize("options", [(), ("--write-baseline",)])
def test_nobody_is_told_to_write_over_what_is_no_baseline(city: Path, name: str, options: tuple[str, ...]) -> None:
    (city / "kosong.json").touch()
    (city / "lain.json").write_text('{"schema": "mutasi-findings-1", "findings": []}\n', encoding="utf-8")
    done = mutasi("validate", "--baseline", name, *options, folder=city)
    assert (done.code, name in done.err, "--force" in done.err) == (2, True, False), done.err


@pytest.mark.parametrize(
    "text", ['{"schema": "mutasi-baseline-1", "findings": []}\n', '<<<<<<<\n{"schema": "mutasi-baseline-2"']
)
def test_a_damaged_baseline_may_be_written_anew(city: Path, text: str) -> None:
    (city / "temuan-lama.json").write_text(text, encoding="utf-8")
    done = mutasi("validate", "--baseline", "temuan-lama.json", folder=city)
    assert (done.code, "--write-baseline --force" in done.err) == (2, True)


# ---- the difference is a patch


@pytest.fixture
def few(sample: Path, tmp_path: Path) -> Path:
    """The first people of the city and no other table."""
    (tmp_path / "data").mkdir()
    shutil.copy(sample / "mutasi.yaml", tmp_path)
    rows = table(sample, "pegawai.csv").splitlines(keepends=True)
    (tmp_path / "data" / "pegawai.csv").write_text("".join(rows[:12]), encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    "change",
    [str, lambda text: text.replace("\n", "\r\n"), str.rstrip, lambda text: text.replace("\n", "\r\n").rstrip(),
     lambda text: text.replace("Sri", "Śrī"), lambda text: text.replace("nip,", '"nip",')],
    ids=["lf", "crlf", "no end", "crlf no end", "signs", "quotes"],
)  # fmt: skip
@pytest.mark.parametrize(("line", "mark"), [(1, ""), (1, "\ufeff"), (2, ""), (8, "\ufeff")])
def test_git_applies_the_difference(few: Path, mark: str, change: Callable[[str], str], line: int) -> None:
    rows = _rows_with_a_code_of_another_spelling(few, line)
    _assert_applied(few, (mark + change("".join(rows))).encode())


@pytest.mark.parametrize("encoding", ["windows-1252", "utf-16", "utf-16-le"])
def test_git_applies_the_difference_of_a_file_in_another_encoding(city: Path, encoding: str) -> None:
    rows = _rows_with_a_code_of_another_spelling(city, 8)
    with (city / "mutasi.yaml").open("a", encoding="utf-8") as policy:
        policy.write(f"data: {{pegawai: {{berkas: data/pegawai.csv, pengodean: {encoding}}}}}\n")
    _assert_applied(city, "".join(rows).replace("Sri", "Renée").encode(encoding))


def _rows_with_a_code_of_another_spelling(city: Path, line: int) -> list[str]:
    rows = table(city, "pegawai.csv").splitlines(keepends=True)
    rows[line] = rows[line].replace(",aktif,", ",AKTIF,")
    return rows


def _assert_applied(city: Path, content: bytes) -> None:
    file = city / "data" / "pegawai.csv"
    file.write_bytes(content)
    before = file.read_bytes()
    patch = mutasi("validate", "--diff", folder=city).out
    mutasi("validate", "--fix", folder=city)
    after = file.read_bytes()
    assert after != before
    file.write_bytes(before)
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    done = subprocess.run(
        ["git", "apply", "-p0", "--whitespace=nowarn"], cwd=city, input=patch, capture_output=True, env=environment
    )
    assert (done.returncode, file.read_bytes()) == (0, after), done.stderr
