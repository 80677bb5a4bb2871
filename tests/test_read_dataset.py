"""Folders and lists of files to datasets."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from mutasi.errors import InputNotFound, InputUnreadable
from mutasi.finding import Finding, Severity
from mutasi.model.dataset import Dataset
from mutasi.model.policy import Policy
from mutasi.read.dataset import absent_tables, load_dataset, load_files, shown_path
from mutasi.read.policy import load_policy
from mutasi.read.table import TableNameless
from tests.reading import codes

PEOPLE = "nip,nama\n198503152010011007,Siti Rahayu\n"
UNITS = "id_unit,nama\n010,Sekretariat\n"


def folder(root: Path, files: dict[str, str]) -> Path:
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return root


def load(root: Path, **data: str) -> tuple[Dataset, tuple[Finding, ...]]:
    return load_dataset(root, Policy(path="mutasi.yaml", data=data), root)


@pytest.mark.parametrize("place", ["data/", ""])
def test_tables_are_found_by_name(place: str, tmp_path: Path) -> None:
    files = {f"{place}pegawai.csv": PEOPLE, f"{place}Unit.YAML": "- id_unit: 010\n  nama: x\n", "catatan.csv": "x\n"}
    dataset, findings = load(folder(tmp_path, files))
    assert findings == ()
    assert list(dataset.tables) == ["pegawai", "unit"]
    assert [(about.path, about.rows) for about in dataset.inputs] == [
        (f"{place}pegawai.csv", 1), (f"{place}Unit.YAML", 1),
    ]  # fmt: skip
    assert dataset.tables["pegawai"].positions.locate(0).path == f"{place}pegawai.csv"
    assert dataset.root == "."


def test_the_policy_names_files(tmp_path: Path) -> None:
    root = folder(tmp_path, {"a/orang.csv": PEOPLE, "data/pegawai.csv": "x\n", "data/unit.csv": UNITS})
    dataset, findings = load(root, pegawai="a/orang.csv")
    assert findings == ()
    assert dataset.tables["pegawai"].path == "a/orang.csv"
    assert dataset.has("pegawai", "unit")


@pytest.mark.parametrize(
    "path", ["../x/pegawai.csv", "data/../../x.csv", "/etc/passwd", "C:\\x.csv", "http://x/y.csv", "file:///x", "",
             "data\\pegawai.csv", "none.csv", "data", "link.csv", "loop.csv", "a\0b"]
)  # fmt: skip
def test_files_of_the_policy_lie_in_the_project(path: str, tmp_path: Path) -> None:
    root = folder(tmp_path / "project", {"data/unit.csv": UNITS, "data/pegawai.csv": PEOPLE})
    (tmp_path / "x").mkdir()
    (tmp_path / "x" / "pegawai.csv").write_text(PEOPLE)
    (root / "link.csv").symlink_to(tmp_path / "x" / "pegawai.csv")
    (root / "loop.csv").symlink_to(root / "loop.csv")
    dataset, findings = load(root, pegawai=path)
    assert list(dataset.tables) == ["unit"]
    assert "KEBIJAKAN-01" in codes(findings)
    assert findings[0].field == "data.pegawai"


@pytest.mark.parametrize(
    ("text", "place", "message", "fix"),
    [
        ("data:\n  unit: data/unitt.csv\n", (2, 9), "there is no file data/unitt.csv", "did you mean: data/unit.csv?"),
        ("data: {unit: {berkas: lain/unitt.csv}}\n", (1, 23), "there is no file lain/unitt.csv",
         "did you mean: data/unit.csv?"),
        ("data: {unit: data}\n", (1, 14), "data is a folder, not a file", "write the path of the file"),
        ("data: {unit: pipa.csv}\n", (1, 14), "pipa.csv is no file", "write the path of the file"),
        ("data: {unit: ../unit.csv}\n", (1, 14), "'../unit.csv' leads out of the project", "write the path of a file"),
        ("data: {unit: keluar.csv}\n", (1, 14), "'keluar.csv' leads out of the project", "write the path of a file"),
    ],
)  # fmt: skip
def test_a_file_of_the_policy_that_is_not_there_is_told_at_its_line(
    text: str, place: tuple[int, int], message: str, fix: str, tmp_path: Path
) -> None:
    root = folder(tmp_path / "x", {"data/pegawai.csv": PEOPLE, "data/unit.csv": UNITS, "mutasi.yaml": text})
    os.mkfifo(root / "pipa.csv")
    (root / "keluar.csv").symlink_to(tmp_path / "unit.csv")
    policy, findings = load_policy(root / "mutasi.yaml")
    (found,) = (*findings, *load_dataset(root, policy, root)[1])
    assert (found.rule, found.location.path) == ("KEBIJAKAN-01", "mutasi.yaml")
    assert (found.location.line, found.location.column) == place
    assert str(found.message) == message
    assert str(found.fix).startswith(fix)


def test_what_bears_the_name_of_a_table_that_the_policy_reads_elsewhere_is_left_alone(tmp_path: Path) -> None:
    root = folder(tmp_path, {"data/pegawai.csv": PEOPLE, "lain.csv": UNITS})
    (root / "data" / "unit.csv").mkdir()
    assert load(root, unit="lain.csv")[0].has("unit")


def test_two_files_for_one_table(tmp_path: Path) -> None:
    files = {"data/unit.csv": UNITS, "data/unit.yaml": "[]", "unit.csv": UNITS, "data/pegawai.csv": PEOPLE}
    dataset, findings = load(folder(tmp_path, files))
    assert list(dataset.tables) == ["pegawai"]
    assert codes(findings) == ["BERKAS-16"]
    assert findings[0].location.path == "data/unit.csv"
    assert [where.path for where in findings[0].related] == ["data/unit.yaml", "unit.csv"]


def test_a_broken_file_does_not_stop_the_others(tmp_path: Path) -> None:
    files = {"data/pegawai.csv": PEOPLE, "data/unit.yaml": "a: [", "data/jabatan.csv": '"', "data/kinerja.csv": ""}
    dataset, findings = load(folder(tmp_path, files))
    assert list(dataset.tables) == ["pegawai"]
    assert codes(findings) == ["BERKAS-09", "BERKAS-04", "BERKAS-01"]
    assert len(dataset.inputs) == 4


def test_people_are_needed(tmp_path: Path) -> None:
    dataset, findings = load(folder(tmp_path, {"unit.csv": UNITS}))
    assert codes(findings) == ["BERKAS-18"]
    assert not dataset.has("pegawai")
    (tmp_path / "pegawai.csv").write_text("")
    assert codes(load(tmp_path)[1]) == ["BERKAS-01"]  # broken is not absent


def test_tables_that_are_absent_are_told_once(tmp_path: Path) -> None:
    root = folder(tmp_path, {"pegawai.csv": PEOPLE, "unit.csv": "", "jabatan.yaml": "a: ["})
    dataset, findings = load(root)
    (told,) = absent_tables(dataset, findings)
    assert (told.rule, told.severity, told.location.path) == ("BERKAS-27", Severity.INFO, ".")
    assert "lowongan" in str(told.message)
    assert not {"pegawai", "unit", "jabatan"} & set(
        str(told.message).replace(",", "").split()
    )  # there, or told already


def make_link_nowhere(path: Path) -> None:
    path.symlink_to("gone.csv")


def make_link_loop(path: Path) -> None:
    path.symlink_to(path.name)


def make_link_to_device(path: Path) -> None:
    path.symlink_to("/dev/zero")


@pytest.mark.parametrize("make", [Path.mkdir, make_link_nowhere, make_link_loop, os.mkfifo, make_link_to_device])
@pytest.mark.parametrize("place", ["data/unit.csv", "unit.yaml"])
def test_what_bears_the_name_of_a_table_and_is_no_file_stops_the_run(
    make: Callable[[Path], None], place: str, tmp_path: Path
) -> None:
    root = folder(tmp_path, {"data/pegawai.csv": PEOPLE})
    make(root / place)
    with pytest.raises(InputUnreadable, match=place):
        load(root)


@pytest.mark.parametrize("make", [Path.touch, make_link_nowhere])
def test_data_is_a_folder(make: Callable[[Path], None], tmp_path: Path) -> None:
    root = folder(tmp_path, {"pegawai.csv": PEOPLE})
    make(root / "data")
    with pytest.raises(InputUnreadable, match="data: cannot be read: it is no folder"):
        load(root)


def test_what_stands_for_no_table_may_be_anything(tmp_path: Path) -> None:
    root = folder(tmp_path, {"data/pegawai.csv": PEOPLE})
    make_link_nowhere(root / "data" / "catatan.csv")
    (root / "data" / "lama.csv").mkdir()
    assert load(root)[1] == ()


def test_a_file_that_is_no_table_is_told(tmp_path: Path) -> None:
    root = folder(tmp_path, {"data/pegawai.csv": PEOPLE, "data/pegawaii.csv": "x\n", "data/catatan.md": "x"})
    _, findings = load(root)
    assert codes(findings) == ["BERKAS-19"]
    assert findings[0].severity is Severity.WARNING
    assert "pegawai" in str(findings[0].fix)
    assert codes(load(root, unit="data/pegawaii.csv")[1]) == ["BERKAS-02"]


def test_folders_within_data_are_told_once_each(tmp_path: Path) -> None:
    files = {f"data/2025/{name}.csv": "x\n" for name in ("kinerja", "unit", "diklat", "minat", "lama/relasi")}
    files |= {"data/surat/catatan.md": "x", "data/.lama/unit.csv": "x\n", "data/2025/~$minat.xlsx": "x"}
    root = folder(tmp_path, {"data/pegawai.csv": PEOPLE, **files})
    found = load(root)[1]
    assert [(one.rule, str(one.location)) for one in found] == [("BERKAS-19", "data/2025")]
    assert "diklat.csv, kinerja.csv, minat.csv, and 2 more" in str(found[0].message)
    assert "and 1 more" in str(load(root, unit="data/2025/unit.csv")[1][-1].message)


def test_the_lock_file_of_a_spreadsheet_is_no_data(tmp_path: Path) -> None:
    root = folder(tmp_path, {"data/pegawai.csv": PEOPLE, "data/~$pegawai.xlsx": "lock", "~$unit.xlsx": "lock"})
    assert load(root)[1] == ()


def test_a_folder_that_is_none(tmp_path: Path) -> None:
    with pytest.raises(InputNotFound):
        load(tmp_path / "none")


def test_paths_are_shown_from_the_root(tmp_path: Path) -> None:
    root = folder(tmp_path, {"april/data/pegawai.csv": PEOPLE})
    dataset, _ = load_dataset(root / "april", Policy(), root)
    assert dataset.root == "april"
    assert dataset.tables["pegawai"].path == "april/data/pegawai.csv"
    assert shown_path(Path("/nowhere/x.csv"), root) == "/nowhere/x.csv"


# ---- single files


def test_files(tmp_path: Path) -> None:
    root = folder(tmp_path, {"a/unit.csv": UNITS, "b/pegawai.csv": PEOPLE})
    dataset, findings = load_files([Path("a/unit.csv"), root / "b" / "pegawai.csv"], Policy(), root)
    assert findings == ()
    assert [(table.name, table.path) for table in dataset.tables.values()] == [
        ("pegawai", "b/pegawai.csv"), ("unit", "a/unit.csv"),
    ]  # fmt: skip


def test_two_files_of_one_name(tmp_path: Path) -> None:
    root = folder(tmp_path, {"a/unit.csv": UNITS, "b/unit.csv": UNITS})
    dataset, findings = load_files([Path("a/unit.csv"), Path("b/unit.csv")], Policy(), root)
    assert dataset.tables["unit"].path == "a/unit.csv"
    assert codes(findings) == ["BERKAS-16"]


def test_files_must_be_tables_and_exist(tmp_path: Path) -> None:
    with pytest.raises(TableNameless):
        load_files([Path("x.csv")], Policy(), tmp_path)
    with pytest.raises(InputNotFound):
        load_files([Path("unit.csv")], Policy(), tmp_path)
