"""`validate --baseline`: what was found before passes; what is new, other, more or graver does not."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.command_line import Result, mutasi

KNOWN = "temuan-lama.json"


@pytest.fixture
def city(tmp_path: Path) -> Path:
    assert mutasi("--as-of", "2026-01-31", "init", "kota", "--contoh", folder=tmp_path).code == 0
    return tmp_path / "kota"


def edit(city: Path, name: str, change: Callable[[str], str]) -> None:
    file = city / "data" / name
    text = file.read_text(encoding="utf-8")
    assert change(text) != text
    file.write_text(change(text), encoding="utf-8")


def written(city: Path, *options: str) -> list[tuple[str, int]]:
    """Rule and count of the entries of the file, written anew."""
    assert mutasi("validate", "--write-baseline", "--force", *options, folder=city).code == 0
    return entries(city)


def entries(city: Path) -> list[tuple[str, int]]:
    return [(one["rule"], one["count"]) for one in json.loads((city / KNOWN).read_text("utf-8"))["findings"]]


def new(city: Path, *options: str) -> list[str]:
    """The rules of what is new or mended."""
    done = mutasi("validate", "--baseline", KNOWN, "-f", "json", *options, folder=city)
    return sorted(one["rule"] for one in json.loads(done.text)["findings"] if one["severity"] != "info")


def swap(before: str, after: str) -> Callable[[str], str]:
    return lambda text: text.replace(before, after, 1)


def once_more(key: str) -> Callable[[str], str]:
    """The first record of a key, again at the end."""
    return lambda text: text + next(line for line in text.splitlines(keepends=True) if line.startswith(key))


def upside_down(text: str) -> str:
    head, *rows = text.splitlines(keepends=True)
    return "".join([head, *reversed(rows)])


PERSON = "197003141995031901"


@pytest.mark.parametrize(
    ("name", "first", "second", "found"),
    [
        # three people on two seats, and then on one
        ("jabatan.csv", swap(",9,3,BKPSDM-MUTASI", ",9,2,BKPSDM-MUTASI"), swap(",9,2,BKPSDM", ",9,1,BKPSDM"),
         ["JABATAN-02"]),
        # a warning as long as no seats are stated
        ("jabatan.csv", swap(",9,3,DINKES-SEKRETARIS", ",9,,DINKES-SEKRETARIS"),
         swap(",9,,DINKES-SEKRETARIS", ",9,1,DINKES-SEKRETARIS"), ["JABATAN-02", "LOWONGAN-01", "TEMUAN-01"]),
        ("pegawai.csv", swap("IV/c", "XX"), swap("XX", "ZZZ"), ["KOLOM-08", "TEMUAN-01"]),
        ("pegawai.csv", swap(",,,99", ",,,102"), swap("102", "999"), ["KOLOM-09", "TEMUAN-01"]),
        ("pegawai.csv", swap("DINKES-UMUM", "ABC"), swap("ABC", "XYZ"), ["RUJUK-01", "TEMUAN-01"]),
        # the same wrong word, in another year of the same person
        ("kinerja.csv", swap("2024,baik,sesuai_ekspektasi", "2024,baik,sesuai"),
         lambda text: text.replace("2024,baik,sesuai,", "2024,baik,sesuai_ekspektasi,").replace(
             "2025,baik,sesuai_ekspektasi,", "2025,baik,sesuai,", 1), ["KOLOM-08", "TEMUAN-01"]),
        # the rating stays wrong, but by another cell
        ("kinerja.csv", swap("2024,baik,sesuai", "2024,sangat_baik,sesuai"),
         swap("2024,sangat_baik,sesuai_", "2024,sangat_baik,di_bawah_"), ["KINERJA-02", "TEMUAN-01"]),
        # one more of a repeated key
        ("unit.csv", once_more("DINKES"), once_more("DINKES"), ["GANDA-01"]),
    ],
)  # fmt: skip
def test_what_is_new_or_graver_is_told(
    city: Path, name: str, first: Callable[[str], str], second: Callable[[str], str], found: list[str]
) -> None:
    edit(city, name, first)
    written(city)
    assert new(city) == []
    edit(city, name, second)
    assert new(city) == found


def test_further_dates_of_two_readings_are_told(city: Path) -> None:
    edit(city, "pegawai.csv", swap("1970-03-14", "03/04/1970"))
    edit(city, "pegawai.csv", lambda text: text.replace("1972-08-21", "05/06/1972"))
    assert ("NILAI-08", 2) in written(city)
    assert new(city) == []
    edit(city, "pegawai.csv", swap("1996-04-01", "01/04/1996"))
    assert new(city) == ["NILAI-08"]
    edit(city, "pegawai.csv", swap("01/04/1996", "1996-04-01"))
    edit(city, "pegawai.csv", swap("03/04/1970", "1970-03-14"))  # the first of them; the other one stays known
    assert new(city) == ["TEMUAN-01"]
    assert mutasi("validate", "--write-baseline", folder=city).code == 0
    assert ("NILAI-08", 1) in entries(city)


def test_other_rows_and_another_order_change_nothing(city: Path) -> None:
    edit(city, "pegawai.csv", swap("IV/c", "XX"))
    edit(city, "unit.csv", once_more("DINKES"))
    edit(city, "jabatan.csv", swap(",9,3,BKPSDM-MUTASI", ",9,1,BKPSDM-MUTASI"))
    assert written(city)
    for name in ("unit.csv", "pegawai.csv", "kinerja.csv"):
        edit(city, name, upside_down)
    assert new(city) == []


# ---- what is never let pass


def test_what_was_not_read_is_never_known(city: Path) -> None:
    before = written(city)
    (city / "data" / "kinerja.csv").write_bytes(b"\xff\xfe\0binary")
    done = mutasi("validate", "--write-baseline", "--force", folder=city)
    assert (done.code, "BERKAS-" in done.text, "never let pass, for something was not read" in done.err) == (
        1,
        True,
        True,
    )
    assert not [rule for rule, _ in entries(city) if rule.startswith("BERKAS")]
    assert [one for one in new(city) if not one.startswith("BERKAS")] == []
    assert set(before) <= set(entries(city))


def test_of_data_that_was_not_read_nothing_is_mended(city: Path) -> None:
    edit(city, "pegawai.csv", swap("IV/c", "XX"))
    before = written(city)
    edit(city, "pegawai.csv", swap(",XX,", ",XX,,,"))
    assert "BERKAS-05" in new(city)
    assert "TEMUAN-01" not in new(city)
    assert mutasi("validate", "--write-baseline", "--force", folder=city).code == 1
    assert set(before) <= set(entries(city))


# ---- a part of the data, or of the rules


@pytest.mark.parametrize(
    "part",
    [("--select", "NIP"), ("--ignore", "KOLOM,LOWONGAN"), ("--per-file-ignores", "*.csv:KOLOM"), ("data/pegawai.csv",),
     ("data/unit.csv", "data/jabatan.csv")],
)  # fmt: skip
def test_a_part_says_nothing_of_the_rest(city: Path, part: tuple[str, ...]) -> None:
    edit(city, "pegawai.csv", swap("IV/c", "XX"))
    before = written(city)
    assert new(city, *part) == []
    assert mutasi("validate", "--write-baseline", *part, folder=city).code == 0
    assert entries(city) == before


def test_a_part_is_mended_where_it_was_looked_at(city: Path) -> None:
    edit(city, "pegawai.csv", swap("IV/c", "XX"))
    before = written(city)
    edit(city, "pegawai.csv", swap("XX", "IV/c"))
    assert new(city, "--select", "NIP") == []
    assert new(city, "--select", "KOLOM") == ["TEMUAN-01"]
    assert mutasi("validate", "--write-baseline", "--select", "KOLOM", folder=city).code == 0
    assert entries(city) == [one for one in before if one[0] != "KOLOM-08"]


@pytest.mark.parametrize("change", ["aturan: {LOWONGAN-03: {berat: mati}}\n", "pemeriksaan: {abaikan: [LOWONGAN]}\n"])
def test_a_rule_that_is_off_has_mended_nothing(city: Path, change: str) -> None:
    before = written(city)
    policy = city / "mutasi.yaml"
    policy.write_text(policy.read_text("utf-8") + change, encoding="utf-8")
    assert new(city) == []
    assert mutasi("validate", "--write-baseline", folder=city).code == 0
    assert entries(city) == before


@pytest.mark.parametrize(
    ("folder", "paths", "known"),
    [(".", ("kota/data/pegawai.csv",), "kota/temuan-lama.json"), ("kota/data", ("pegawai.csv",), "../temuan-lama.json"),
     (".", ("kota",), "kota/temuan-lama.json")],
)  # fmt: skip
def test_the_way_to_a_file_makes_no_difference(city: Path, folder: str, paths: tuple[str, ...], known: str) -> None:
    edit(city, "pegawai.csv", swap("IV/c", "XX"))
    before = written(city)
    here = city.parent / folder
    done = mutasi("validate", *paths, "--baseline", known, "-f", "json", folder=here)
    rules = {one["rule"] for one in json.loads(done.text)["findings"]}
    assert not rules & {"KOLOM-08", "TEMUAN-01", "JABATAN-07", "LOWONGAN-03"}
    assert mutasi("validate", *paths, "--baseline", known, "--write-baseline", "--force", folder=here).code == 0
    assert set(before) <= set(entries(city))


def test_a_new_finding_of_a_single_file_has_the_path_that_was_given(city: Path) -> None:
    written(city)
    edit(city, "pegawai.csv", swap("IV/c", "XX"))
    done = mutasi("validate", "kota/data/pegawai.csv", "--baseline", "kota/temuan-lama.json", "-f", "concise",
                  folder=city.parent)  # fmt: skip
    assert "kota/data/pegawai.csv:2:" in done.text


# ---- with other options


def refused(done: Result, *words: str) -> bool:
    return done.code == 2 and all(word in done.err for word in words)


def test_writing_goes_with_the_other_options(city: Path) -> None:
    edit(city, "pegawai.csv", swap("IV/c", "XX"))
    done = mutasi("validate", "--write-baseline", "-f", "json", "-o", "x.json", "--report", "csv=x.csv", folder=city)
    assert (done.code, done.out) == (0, b"")
    summary = json.loads((city / "x.json").read_text("utf-8"))["summary"]
    assert (summary["error"], summary["warning"], summary["old"]) == (0, 0, sum(count for _, count in entries(city)))
    assert (city / "x.csv").exists()
    (city / "data" / "kinerja.csv").write_bytes(b"\xff\xfe\0binary")
    assert mutasi("validate", "--write-baseline", "--exit-zero", folder=city).code == 0


def test_writing_goes_not_with_what_writes_nothing_or_never_ends(city: Path) -> None:
    assert refused(mutasi("validate", "--write-baseline", "--diff", folder=city), "--diff", "--write-baseline")
    assert refused(mutasi("validate", "--write-baseline", "--watch", folder=city), "--watch", "--write-baseline")
    assert not (city / KNOWN).exists()


def test_a_file_of_an_older_form_gives_way_when_forced(city: Path) -> None:
    (city / KNOWN).write_text('{"schema": "mutasi-baseline-1", "findings": []}\n', encoding="utf-8")
    assert refused(mutasi("validate", "--baseline", KNOWN, folder=city), KNOWN, "--force")
    assert refused(mutasi("validate", "--write-baseline", folder=city), KNOWN)
    written(city)
    assert new(city) == []
