"""`mutasi git merge-driver`: real merges of git, and every format of tables, its layout and its comments."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable

import pytest

from mutasi.model.dialect import UNTOLD, Dialect
from mutasi.read.source import source_of
from mutasi.render.merging import MergedFile, merged_file
from mutasi.render.workbook import workbook
from tests.git_repository import UNITS, Repository, repository

__all__ = ["repository"]

needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
HISTORY = "nip,tingkat,tahun_lulus,jurusan\n1,S1,2001,Hukum\n1,S2,2010,Hukum\n"


def merged(
    base: str | bytes, ours: str | bytes, theirs: str | bytes, *, table: str = "unit", suffix: str = ".csv",
    dialect: Dialect = UNTOLD, marker: int = 7,
) -> MergedFile:  # fmt: skip
    data = [text if isinstance(text, bytes) else text.encode() for text in (base, ours, theirs)]
    sources = [source_of(one, name) for one, name in zip(data, ("base", "ours", "theirs"), strict=True)]
    return merged_file(*sources, table, suffix, dialect, marker=marker)


def text_of(*arguments: str | bytes, **options) -> str:
    made = merged(*arguments, **options)
    assert made.data is not None, made.reason
    return made.data.decode()


# ---- real merges


@needs_git
def test_two_changes_of_one_row_are_merged(repository: Repository):
    """Lines that git alone cannot merge: neighbours, and two fields of one line."""
    repository.both_sides(
        UNITS.replace("Bidang Gizi", "Bidang Pangan"), UNITS.replace("Gizi,U1", "Gizi,").replace("Obat", "Farmasi")
    )
    repository.git("merge", "-q", "theirs")
    assert repository.read("data/unit.csv") == (
        "id_unit,nama,id_induk\nU1,Dinas Kesehatan,\nU2,Bidang Pangan,\nU3,Bidang Farmasi,U1\n"
    )
    repository.git("diff", "--quiet", "HEAD")


@needs_git
def test_a_conflict_has_the_marks_of_git_and_stops_the_merge(repository: Repository):
    repository.both_sides(
        UNITS.replace("Gizi", "Pangan"), UNITS.replace("Gizi", "Makanan").replace("Obat", "Farmasi") + "U4,Baru,U1\n"
    )
    said = repository.git("merge", "theirs", code=1)
    assert "data/unit.csv: U2: both sides changed nama" in said
    assert "CONFLICT (content): Merge conflict in data/unit.csv" in said
    assert repository.read("data/unit.csv") == (
        "id_unit,nama,id_induk\nU1,Dinas Kesehatan,\n"
        "<<<<<<< ours\nU2,Bidang Pangan,U1\n||||||| base\nU2,Bidang Gizi,U1\n=======\nU2,Bidang Makanan,U1\n"
        ">>>>>>> theirs\nU3,Bidang Farmasi,U1\nU4,Baru,U1\n"
    )
    assert repository.mutasi("validate", "data/unit.csv").code == 1  # BERKAS-30 names the conflict
    repository.git("merge", "--abort")


@needs_git
def test_a_rebase_and_a_cherry_pick_merge_as_well(repository: Repository):
    repository.both_sides(UNITS.replace("Gizi", "Pangan"), UNITS.replace("Obat", "Farmasi"))
    repository.git("cherry-pick", "theirs")
    picked = repository.read("data/unit.csv")
    repository.git("reset", "-q", "--hard", "HEAD~1")
    repository.git("rebase", "-q", "theirs")
    assert picked == repository.read("data/unit.csv") == UNITS.replace("Gizi", "Pangan").replace("Obat", "Farmasi")


@needs_git
def test_a_file_that_both_added(repository: Repository):
    path = "arsip é 'lama'/pegawai.csv"
    repository.both_sides("nip,nama\n1,A\n2,B\n", "nip,nama\n2,B\n3,C\n", path=path)
    repository.git("merge", "-q", "theirs")
    assert repository.read(path) == "nip,nama\n1,A\n2,B\n3,C\n"


@needs_git
def test_what_has_no_key_is_merged_by_lines(repository: Repository):
    """Duplicate keys: git's own merge, with its conflict, and the reason."""
    double = UNITS + "U3,Lagi,U1\n"
    repository.both_sides(double.replace("Gizi", "Pangan"), double.replace("Gizi", "Makanan"))
    said = repository.git("merge", "theirs", code=1)
    assert "merged by lines and not by key: our side: the key U3 stands in lines 4, 5" in said
    assert repository.read("data/unit.csv").count("U3,") == 2
    assert "<<<<<<< ours\nU2,Bidang Pangan,U1\n=======\nU2,Bidang Makanan,U1\n" in repository.read("data/unit.csv")


@needs_git
def test_a_workbook_stays_ours(repository: Repository):
    files = [workbook("unit", ("id_unit", "nama"), [("U1", name)]) for name in ("A", "B", "C")]
    repository.git("rm", "-q", "data/unit.csv")
    repository.write("data/unit.xlsx", files[0])
    repository.commit()
    repository.git("checkout", "-qb", "theirs")
    repository.write("data/unit.xlsx", files[1])
    repository.commit()
    repository.git("checkout", "-q", "main")
    repository.write("data/unit.xlsx", files[2])
    repository.commit()
    said = repository.git("merge", "theirs", code=1)
    assert "data/unit.xlsx: not merged, ours stays: " in said
    assert (repository.folder / "data/unit.xlsx").read_bytes() == files[2]


@needs_git
def test_without_the_configuration_git_merges_by_lines(repository: Repository):
    for key in ("merge.mutasi.driver", "diff.mutasi.textconv"):
        repository.git("config", "--local", "--unset-all", key)
    repository.git("config", "--local", "--remove-section", "merge.mutasi")
    repository.both_sides(UNITS.replace("Gizi", "Pangan"), UNITS.replace("Obat", "Farmasi"))
    assert "CONFLICT" in repository.git("merge", "theirs", code=1)


# ---- the driver by itself


def driver(repository: Repository, base: str, ours: str, theirs: str, path: str = "data/unit.csv") -> tuple[int, str]:
    for name, text in (("O", base), ("A", ours), ("B", theirs)):
        repository.write(name, text)
    done = repository.mutasi("git", "merge-driver", "O", "A", "B", "7", path)
    return done.code, done.err


@needs_git
def test_one_changed_side_is_taken_as_it_is(repository: Repository):
    other = '"id_unit";"nama"\r\n"U9";"Lain"\r\n'
    for base, ours, theirs in ((UNITS, UNITS, other), (UNITS, other, UNITS), (UNITS, other, other), ("", other, other)):
        assert driver(repository, base, ours, theirs) == (0, "")
        assert repository.read("A") == other


@needs_git
def test_a_file_that_is_no_table_is_merged_by_lines(repository: Repository):
    assert driver(repository, "a\n", "a\n", "b\n", "data/catatan.csv") == (0, "")
    code, said = driver(repository, "a\nb\nc\n", "x\nb\nc\n", "a\nb\ny\n", "data/catatan.csv")
    assert (code, repository.read("A")) == (0, "x\nb\ny\n")
    assert "merged by lines" in said


@needs_git
def test_a_fault_of_mutasi_leaves_a_merge_by_lines(repository: Repository, monkeypatch: pytest.MonkeyPatch):
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("mutasi.render.merging.merged_file", broken)
    code, said = driver(repository, UNITS, UNITS.replace("Gizi", "A"), UNITS.replace("Gizi", "B"))
    assert (code, "ZeroDivisionError" in said) == (1, True)
    assert ">>>>>>> theirs" in repository.read("A")


@needs_git
def test_comments_of_both_sides_stay_where_lines_can_be_merged(repository: Repository):
    base = "unit:\n  # satu\n  - id_unit: U1\n    nama: A\n\n  # dua\n  - id_unit: U2\n    nama: B\n"
    code, said = driver(
        repository, base, base.replace("# satu", "# satu baru"), base.replace("B\n", "B # catatan\n"), "data/unit.yaml"
    )
    assert (code, said) == (0, "")
    assert repository.read("A") == base.replace("# satu", "# satu baru").replace("B\n", "B # catatan\n")


@needs_git
def test_a_comment_that_would_be_lost_leaves_the_merge_to_git(repository: Repository):
    base = "- id_unit: U1\n  nama: A\n"
    code, said = driver(
        repository, base, "- id_unit: U1\n  nama: X\n", "- id_unit: U1\n  nama: A # mutasi: ignore[X]\n", "unit.yaml"
    )
    assert (code, "a comment would be lost" in said) == (1, True)
    assert "# mutasi: ignore[X]" in repository.read("A")


@needs_git
def test_the_dialect_of_the_policy_counts(repository: Repository):
    repository.write("mutasi.yaml", "data:\n  unit: {berkas: ekspor/opd.csv, pengodean: windows-1252}\n")
    base = "id_unit;nama\nU1;Café\nU2;B\n".encode("cp1252")
    ours, theirs = base.replace(b"U2;B", b"U2;X"), base.replace(b"Caf\xe9", b"Th\xe9")
    for name, data in (("O", base), ("A", ours), ("B", theirs)):
        repository.write(name, data)
    done = repository.mutasi("git", "merge-driver", "O", "A", "B", "7", "ekspor/opd.csv")
    assert (done.code, done.err) == (0, "")
    assert (repository.folder / "A").read_bytes() == b"id_unit;nama\nU1;Th\xe9\nU2;X\n"


# ---- rows and columns


def test_rows_come_in_go_and_stay_in_place():
    theirs = UNITS.replace("U2,Bidang Gizi,U1\n", "U2,Bidang Gizi,U1\nU21,Seksi,U2\n").replace(
        "U3,Bidang Obat,U1\n", ""
    )
    ours = UNITS.replace("Dinas", "Kantor") + "U4,Bidang Baru,U1\n"
    assert text_of(UNITS, ours, theirs) == (
        "id_unit,nama,id_induk\nU1,Kantor Kesehatan,\nU2,Bidang Gizi,U1\nU21,Seksi,U2\nU4,Bidang Baru,U1\n"
    )


@pytest.mark.parametrize("swap", [False, True])
def test_deleted_here_and_changed_there_is_a_conflict(swap: bool):
    gone, changed = UNITS.replace("U3,Bidang Obat,U1\n", ""), UNITS.replace("Obat", "Farmasi")
    ours, theirs = (changed, gone) if swap else (gone, changed)
    made = merged(UNITS, ours, theirs)
    assert [(row.key, row.fields) for row in made.conflicts] == [(("U3",), ())]
    mine, other = ("U3,Bidang Farmasi,U1\n", "") if swap else ("", "U3,Bidang Farmasi,U1\n")
    marks = f"<<<<<<< ours\n{mine}||||||| base\nU3,Bidang Obat,U1\n=======\n{other}>>>>>>> theirs\n"
    assert made.data is not None
    assert made.data.decode() == gone + marks


def test_the_marks_are_as_long_as_git_wants_them():
    made = text_of(UNITS, UNITS.replace("Gizi", "A"), UNITS.replace("Gizi", "B"), marker=9)
    assert [line for line in made.splitlines() if line[0] in "<|=>"] == [
        "<<<<<<<<< ours", "||||||||| base", "=========", ">>>>>>>>> theirs",
    ]  # fmt: skip


def test_both_sides_of_a_conflict_have_the_other_fields_merged():
    made = text_of(UNITS, UNITS.replace("Gizi,U1", "A,U3"), UNITS.replace("U2,Bidang Gizi", "U2,Bidang B"))
    assert "=======\nU2,Bidang B,U3\n" in made


def test_columns_of_both_sides_are_kept_and_removed_ones_go():
    ours = "id_unit,nama,id_induk,telepon\nU1,Dinas Kesehatan,,1\nU2,Bidang Gizi,U1,2\nU3,Bidang Obat,U1,3\n"
    theirs = "id_unit,singkatan,nama\nU1,DK,Dinas Kesehatan\nU2,,Bidang Gizi\nU3,,Bidang Obat\nU4,BB,Baru\n"
    assert text_of(UNITS, ours, theirs) == (
        "id_unit,singkatan,nama,telepon\nU1,DK,Dinas Kesehatan,1\nU2,,Bidang Gizi,2\nU3,,Bidang Obat,3\nU4,BB,Baru,\n"
    )


def test_a_column_that_one_side_removed_and_the_other_changed_is_left_to_git():
    theirs = "id_unit,nama\nU1,Dinas Kesehatan\nU2,Bidang Gizi\nU3,Bidang Obat\n"
    made = merged(UNITS, UNITS.replace("Gizi,U1", "Gizi,U3"), theirs)
    assert made.data is None
    assert "id_induk" in str(made.reason)


def test_several_facts_of_one_person_are_told_apart():
    ours, theirs = HISTORY.replace("2001,Hukum", "2001,Ekonomi"), HISTORY + "1,S3,2020,Hukum\n"
    made = text_of(HISTORY, ours, theirs, table="pendidikan")
    assert made == ours + "1,S3,2020,Hukum\n"


def test_a_row_without_a_key_is_left_to_git():
    made = merged(UNITS + ",Tanpa,U1\n", UNITS + ",Tanpa,U2\n", UNITS + ",Tanpa,U3\n")
    assert (made.data, str(made.reason)) == (None, "the common base: line 5: the record has no key")


# ---- dialects and layouts


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize(("separator", "end"), [(",", "\n"), (";", "\r\n"), ("\t", "\n")])
def test_our_dialect_stays(codec: str, separator: str, end: str):
    def ours_like(text: str) -> str:
        return text.replace(",", separator).replace("\n", end)

    added = 'U4,"Baru, ""x""",U1\n'
    made = merged(UNITS, ours_like(UNITS.replace("Gizi", "Pangan")).encode(codec), UNITS + added)
    assert made.data is not None
    assert made.data.startswith(ours_like("id_unit,").encode(codec))
    lines = made.data.decode(codec).split(end)
    assert lines[2] == ours_like("U2,Bidang Pangan,U1")
    assert lines[4].startswith(f"U4{separator}")
    assert '""x""' in lines[4]


def test_rows_that_nobody_changed_stay_as_they_are_written():
    ours = 'ID Unit , "nama" ,id_induk\n"U1", Dinas Kesehatan,\n\nU2,Bidang Pangan ,U1\nU3,"Bidang Obat",U1'
    assert text_of(UNITS, ours, UNITS + "U4,Baru,U1\n") == ours + "\nU4,Baru,U1\n"


def test_all_is_quoted_where_ours_is():
    ours = '"id_unit","nama"\n"U1","A"\n'
    assert text_of("id_unit,nama\nU1,X\n", ours, "id_unit,nama\nU1,X\nU2,B\n") == ours + '"U2","B"\n'


def test_theirs_are_written_as_they_wrote_them():
    base = "nip;tmt_jabatan\n198503152010011007;31-12-2020\n"
    made = text_of(
        base, base + "198503152010012008;30-12-2020\n", base.replace("31-12-2020", "25-12-2021"), table="pegawai"
    )
    assert made == "nip;tmt_jabatan\n198503152010011007;25-12-2021\n198503152010012008;30-12-2020\n"


def test_a_sign_that_our_encoding_lacks_leaves_the_merge_to_git():
    base = "id_unit,nama\nU1,Caf\xe9\nU2,B\n".encode("cp1252")
    theirs = "id_unit,nama\nU1,Café\nU2,Ł\n".encode()
    made = merged(base, base.replace(b"U1", b"U9"), theirs, dialect=Dialect(encoding="windows-1252"))
    assert made.data is None
    assert "encoding lacks" in str(made.reason)


def test_cells_that_nobody_changed_stay_as_they_are_written():
    ours = 'id_unit,nama,id_induk\n"U1", Dinas ,\n'
    made = text_of("id_unit,nama,id_induk\nU1,Dinas,\n", ours, "id_unit,nama,id_induk\nU1,Dinas,U9\n")
    assert made == 'id_unit,nama,id_induk\n"U1", Dinas ,U9\n'


def test_what_would_be_doubtful_in_our_file_is_written_as_it_is_read():
    """05/03/2020 is certain among dates of its own order, and would not be among ours."""
    base = "nip,tmt_jabatan\n198503152010011007,2020-01-31\n198503152010012008,2020-01-30\n"
    theirs = "nip,tmt_jabatan\n198503152010011007,05/03/2020\n198503152010012008,30/01/2020\n"
    made = text_of(base, base + "198503152010012016,2021-01-01\n", theirs, table="pegawai")
    assert "198503152010011007,2020-03-05\n" in made


def test_a_larger_file_is_left_to_git(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("mutasi.read.limits.MERGED_BYTES", 10)
    made = merged(UNITS, UNITS + "U4,A,\n", UNITS + "U5,A,\n")
    assert (made.data, "larger than the limit" in str(made.reason)) == (None, True)


YAML = """# kepala
unit:
  # tentang U1
  - id_unit: U1
    nama: "Dinas A"   # satu

  - {id_unit: U2, nama: Bidang B}
  # tentang U3
  - nama: Bidang C
    id_unit: U3
# ekor
"""


def test_yaml_keeps_its_comments_and_layout():
    ours = YAML.replace("Dinas A", "Kantor A")
    theirs = YAML.replace('"Dinas A"   # satu', '"Dinas A"   # satu\n    singkatan: DA').replace(
        "# ekor", "  # tentang U4\n  - id_unit: U4\n    nama: 'no'\n# ekor"
    )
    made = text_of(YAML, ours, theirs, suffix=".yaml")
    assert [line for line in made.splitlines() if "#" in line] == [
        "# kepala", "  # tentang U1", '    nama: "Kantor A"   # satu', "  # tentang U3", "  # tentang U4", "# ekor",
    ]  # fmt: skip
    assert "  - {id_unit: U2, nama: Bidang B}\n  # tentang U3\n  - nama: Bidang C\n    id_unit: U3\n" in made
    assert "    singkatan: DA\n" in made
    assert "    nama: 'no'\n# ekor\n" in made


def test_a_conflict_in_yaml_is_one_of_whole_records():
    made = text_of(YAML, YAML.replace("Bidang B", "B1"), YAML.replace("Bidang B", "B2"), suffix=".yaml")
    assert made == YAML.replace(
        "  - {id_unit: U2, nama: Bidang B}\n",
        "<<<<<<< ours\n  - {id_unit: U2, nama: B1}\n||||||| base\n  - {id_unit: U2, nama: Bidang B}\n=======\n"
        "  - {id_unit: U2, nama: B2}\n>>>>>>> theirs\n",
    )


def test_a_comment_above_a_record_that_goes_stays_if_theirs_have_it():
    base = "- id_unit: U1\n  nama: A\n# bagian dua\n- id_unit: U2\n  nama: B\n- id_unit: U3\n  nama: C\n"
    gone = base.replace("- id_unit: U2\n  nama: B\n", "")
    made = text_of(base, base.replace("nama: C", "nama: X"), gone, suffix=".yaml")
    assert made == gone.replace("nama: C", "nama: X")


RECORDS = [{"id_unit": "U1", "nama": "A"}, {"id_unit": "U2", "nama": "B"}, {"id_unit": "U3", "nama": "C"}]
FORMS: dict[str, tuple[str, Callable[[list[dict[str, str]]], str]]] = {
    "lines": (".jsonl", lambda rows: "".join(json.dumps(row) + "\n" for row in rows)),
    "one a line": (".json", lambda rows: "[\n" + ",\n".join(json.dumps(row) for row in rows) + "\n]\n"),
    "indented": (".json", lambda rows: json.dumps(rows, indent=2) + "\n"),
    "named": (".json", lambda rows: json.dumps({"unit": rows}, indent=4)),
}


@pytest.mark.parametrize("form", FORMS)
def test_json_keeps_its_layout(form: str):
    suffix, written = FORMS[form]
    ours = [RECORDS[0] | {"nama": "X"}, *RECORDS[1:]]
    theirs = [RECORDS[0], {"id_unit": "U2", "nama": "Y"}, {"id_unit": "U4", "nama": "D"}]
    made = text_of(written(RECORDS), written(ours), written(theirs), suffix=suffix)
    expected = written([ours[0], theirs[1], theirs[2]])
    assert made.rstrip("\n") == expected.rstrip("\n")


@pytest.mark.parametrize("form", FORMS)
def test_a_conflict_in_json_is_resolved_by_keeping_one_side(form: str):
    suffix, written = FORMS[form]
    sides = [[{"id_unit": "U1", "nama": name}, *RECORDS[1:]] for name in ("X", "Y")]
    made = text_of(written(RECORDS), *map(written, sides), suffix=suffix).splitlines()
    marks = [number for number, line in enumerate(made) if line[:7] in ("<" * 7, "|" * 7, "=" * 7, ">" * 7)]
    assert len(marks) == 4
    first, base, middle, last = marks
    kept = [
        [*made[:first], *made[first + 1 : base], *made[last + 1 :]],
        [*made[:first], *made[middle + 1 : last], *made[last + 1 :]],
    ]
    for lines, side in zip(kept, sides, strict=True):
        text = "\n".join(lines)
        read = [json.loads(line) for line in lines] if suffix == ".jsonl" else json.loads(text)
        assert (read["unit"] if isinstance(read, dict) else read) == side


@pytest.mark.parametrize("form", ["one a line", "indented", "named"])
def test_the_last_record_of_json_deleted_here_and_changed_there(form: str):
    """No comma may be left behind the last record, whichever side is kept."""
    suffix, written = FORMS[form]
    theirs = [*RECORDS[:2], {"id_unit": "U3", "nama": "X"}]
    made = merged(written(RECORDS), written(RECORDS[:2]), written(theirs), suffix=suffix)
    assert [row.key for row in made.conflicts] == [("U3",)]
    assert made.data is not None
    lines = made.data.decode().splitlines()
    first, base, middle, last = (n for n, line in enumerate(lines) if line[:7] in [sign * 7 for sign in "<|=>"])
    for side, kept in ((RECORDS[:2], lines[first + 1 : base]), (theirs, lines[middle + 1 : last])):
        read = json.loads("\n".join([*lines[:first], *kept, *lines[last + 1 :]]))
        assert (read["unit"] if isinstance(read, dict) else read) == side
