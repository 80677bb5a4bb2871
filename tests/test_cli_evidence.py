"""The manifest of a proposal: a changed byte is named, the same is made again, and a person gets all about herself."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from pathlib import Path

import pytest
from jsonschema import Draft7Validator

from mutasi.model.manifest import MANIFEST
from mutasi.read.manifest import verify
from tests.command_line import mutasi
from tests.git_repository import Repository, isolate, new_repository
from tests.golden import ROOT, assert_same
from tests.plan_office import nip, write

OFFICE = {
    "skor": {"Ani Lestari": {"J1": 90}, "Budi": {"J1": 80, "J2": 60}, "Cici Dewi": {"J2": 70}},
    "relasi": [["Ani Lestari", "Budi", "suami_istri"]],
}
MOVES = f'- {{nip: "{nip(2)}", id_lowongan: J1, alasan: diminta}}\n'


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office with a proposal of moves by hand in `usulan`, whose weights were sealed before."""
    folder = write(tmp_path_factory.mktemp("kantor") / "a", OFFICE)
    (folder / "usulan.yaml").write_text(MOVES, encoding="utf-8")
    assert mutasi("weights", "--seal", folder=folder).code == 0
    done = mutasi(
        "propose", "--moves", "usulan.yaml", "--to", "usulan", "-n", "2", "--tmt", "2026-05-01", folder=folder
    )
    assert done.code == 0, done.err
    digest = hashlib.sha256((folder / "usulan" / MANIFEST).read_bytes()).hexdigest()
    assert f"{MANIFEST}: SHA-256 {digest}" in done.err
    return folder


@pytest.fixture
def office(stored: Path, tmp_path: Path) -> Path:
    return shutil.copytree(stored, tmp_path / "kantor")


def names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def flip(path: Path, at: int) -> None:
    data = bytearray(path.read_bytes())
    data[at] ^= 1
    path.write_bytes(data)


def test_the_manifest_tells_what_it_was_made_from_and_fits_its_schema(stored: Path) -> None:
    document = json.loads((stored / "usulan" / MANIFEST).read_bytes())
    schema = mutasi("schema", "manifes", folder=stored).text
    assert_same(schema, ROOT / "schemas" / "manifes.schema.json")
    assert list(Draft7Validator(json.loads(schema)).iter_errors(document)) == []
    assert {one["berkas"] for one in document["berkas"]} == {*names(stored / "usulan")} - {MANIFEST}
    used = {one["peran"]: one for one in document["masukan"]}
    assert set(used) == {"data", "kebijakan", "usulan", "segel"}
    for one in document["masukan"]:
        assert one["sha256"] == hashlib.sha256((stored / one["berkas"]).read_bytes()).hexdigest()
    assert (used["usulan"]["baris"], document["jumlah"]["perpindahan"], document["jumlah"]["surat"]) == (1, 1, 2)
    seal = document["segel"]
    assert seal["keterangan"].endswith("berubah sejak itu: tmt_penempatan")
    assert len({seal["segel"], seal["kini"]}) == 2
    assert document["permintaan"]["tmt"] == document["tmt_penempatan"] == "2026-05-01"
    assert (document["git"]["ada"], document["samaran"], document["dapat_diulang"]) == (False, None, True)


def test_one_byte_of_any_file_is_found_and_named(office: Path) -> None:
    folder = office / "usulan"
    assert verify(folder, "usulan").sound
    for name in names(folder):
        size = (folder / name).stat().st_size
        for at in {0, size // 2, size - 1}:
            flip(folder / name, at)
            found = verify(folder, "usulan")
            assert (found.changed, found.missing, found.added, found.sound) == ((name,), (), (), False), (name, at)
            flip(folder / name, at)
    assert verify(folder, "usulan").sound


def test_files_that_are_missing_added_or_replaced_are_named_and_so_is_another_manifest(office: Path) -> None:
    folder = office / "usulan"
    noted = hashlib.sha256((folder / MANIFEST).read_bytes()).hexdigest()
    assert mutasi("audit", "verify", "usulan", "--sha256", noted.upper(), folder=office).code == 0
    for text in ("x", ""):  # an empty variable of a script must not pass for a proof
        assert mutasi("audit", "verify", "usulan", "--sha256", text, folder=office).code == 2
    other = mutasi("audit", "verify", "usulan", "--sha256", "0" * 64, folder=office)
    assert (other.code, "not the hash that was noted" in other.text) == (1, True)
    (folder / "usulan.md").unlink()
    (folder / "surat" / "catatan.txt").write_text("x", encoding="utf-8")
    (folder / "kosong").mkdir()
    (folder / "usulan.csv").rename(office / "lain.csv")
    (folder / "usulan.csv").symlink_to(office / "lain.csv")
    done = mutasi("audit", "verify", "usulan", "-f", "json", folder=office)
    told = json.loads(done.text)
    assert (done.code, told["utuh"]) == (1, False)
    assert (told["berubah"], told["hilang"]) == (["usulan.csv"], ["usulan.md"])
    assert told["bertambah"] == ["kosong", "surat/catatan.txt"]
    (folder / MANIFEST).unlink()
    assert mutasi("audit", "verify", "usulan", folder=office).code == 2


@pytest.mark.parametrize("path", ["../data/pegawai.csv", "/etc/hostname", "a/../b"])
def test_a_manifest_that_leads_out_of_the_folder_is_none(office: Path, path: str) -> None:
    """Its own hash is right: whoever made it could work that out."""
    file = office / "usulan" / MANIFEST
    data = file.read_bytes()
    head = data[: data.rindex(b',\n "sha256"')].replace(b"usulan.md", path.encode())
    file.write_bytes(head + f',\n "sha256": "{hashlib.sha256(head).hexdigest()}"\n}}\n'.encode())
    done = mutasi("audit", "verify", "usulan", folder=office)
    assert (done.code, done.text.splitlines()[0]) == (1, "changed: manifest.json")
    assert path not in done.text


def test_a_proposal_is_made_again_and_what_differs_is_named(office: Path) -> None:
    shutil.copytree(office, office.parent / "dahulu")
    again = mutasi("audit", "replay", "usulan", folder=office, MUTASI_SET="nilai_kosong=tengah", MUTASI_LANG="en")
    assert (again.code, again.text) == (0, "made again, the same bytes: 11 files\n")
    changed = [name for name in names(office / "usulan") if name != MANIFEST]
    for name in changed:
        flip(office / "usulan" / name, 7)
    told = json.loads(mutasi("audit", "replay", "usulan", "-f", "json", folder=office).text)
    assert {one["berkas"]: one["bita"] for one in told["berbeda"]} == dict.fromkeys(changed, 8)
    flip(office / "usulan" / MANIFEST, 500)
    broken = mutasi("audit", "replay", "usulan", folder=office)
    assert (broken.code, "usulan/manifest.json: changed" in broken.err) == (1, True)


def test_other_inputs_are_named_and_nothing_is_made_but_from_those_of_then(office: Path) -> None:
    before = shutil.copytree(office, office.parent / "dahulu")
    with (office / "data" / "pegawai.csv").open("a", encoding="utf-8") as file:
        file.write("\n")
    (office / "bobot.segel").unlink()
    done = mutasi("audit", "replay", "usulan", folder=office)
    assert (done.code, done.out) == (2, b"")
    assert "other content: data/pegawai.csv" in done.err
    assert "not there: bobot.segel" in done.err
    assert "unit.csv" not in done.err
    assert mutasi("audit", "replay", "usulan", "--data", str(before), folder=office).code == 0
    (before / "data" / "diklat.csv").write_text("nip,jenis\n", encoding="utf-8")
    added = mutasi("audit", "replay", "usulan", "--data", str(before), folder=office)
    assert (added.code, "not there then: data/diklat.csv" in added.err) == (2, True)


@pytest.mark.parametrize(
    "arguments",
    [("--set", "bahasa=en"), ("--isolated",), ("--as-of", "2026-01-01"), ("--config", "mutasi.yaml")],
)
def test_what_the_manifest_fixes_cannot_be_asked_for_beside_it(office: Path, arguments: tuple[str, ...]) -> None:
    done = mutasi(*arguments, "audit", "replay", "usulan", folder=office)
    assert (done.code, f"{arguments[0]} does not go with replay" in done.err) == (2, True)


def test_a_folder_or_a_manifest_that_is_a_link_is_not_as_written(office: Path) -> None:
    """What a link leads to may change without a trace in the folder."""
    folder = office / "usulan"
    (folder / "surat").rename(office / "surat")
    (folder / "surat").symlink_to(office / "surat")
    told = json.loads(mutasi("audit", "verify", "usulan", "-f", "json", folder=office).text)
    letters = [name for name in told["berubah"] if name.startswith("surat/")]
    assert (len(letters), told["berubah"], told["bertambah"]) == (4, letters, ["surat"])
    again = json.loads(mutasi("audit", "replay", "usulan", "-f", "json", folder=office).text)
    assert {one["berkas"] for one in again["berbeda"]} == {*letters, "surat"}
    (folder / MANIFEST).rename(office / "m.json")
    (folder / MANIFEST).symlink_to(office / "m.json")
    told = json.loads(mutasi("audit", "verify", "usulan", "-f", "json", folder=office).text)
    assert (told["utuh"], told["berubah"]) == (False, [MANIFEST])


def test_what_came_by_standard_input_cannot_be_made_again(office: Path) -> None:
    done = mutasi("propose", "--moves", "-", "--to", "lain", folder=office, stdin=MOVES.encode())
    assert done.code == 0, done.err
    again = mutasi("audit", "replay", "lain", folder=office)
    assert (again.code, "cannot be made again" in again.err) == (2, True)
    assert mutasi("audit", "verify", "lain", folder=office).code == 0


def test_the_commit_is_told_with_what_differs_from_it_and_git_is_only_read(
    office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    isolate(monkeypatch, tmp_path)
    shutil.rmtree(office / "usulan")
    repository = Repository(office)

    def told() -> dict[str, object]:
        assert mutasi("propose", "J1", "--to", "usulan", "--force", folder=office).code == 0
        document: dict[str, object] = json.loads((office / "usulan" / MANIFEST).read_bytes())["git"]
        return document

    repository.git("init", "-q")
    without_commit = told()
    assert (without_commit["commit"], without_commit["bersih"]) == (None, False)
    assert "data/unit.csv" in without_commit["masukan_berbeda"]
    shutil.rmtree(office / "usulan")
    repository.commit()
    head = {"program": True, "ada": True, "commit": repository.git("rev-parse", "HEAD").strip()}
    os.utime(office / "mutasi.yaml", (1, 1))  # git status would note that in its index
    index = (office / ".git" / "index").read_bytes()
    assert mutasi("propose", "J1", "--to", "usulan", "--force", folder=office / "data").code == 2  # in the data
    assert told() == {**head, "bersih": True, "masukan_berbeda": []}
    new_repository(tmp_path / "lain").commit(lain_txt="x")
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "lain" / ".git"))  # as in a hook of that one
    assert told() == {**head, "bersih": True, "masukan_berbeda": []}
    monkeypatch.delenv("GIT_DIR", raising=False)
    with (office / "data" / "unit.csv").open("a", encoding="utf-8") as file:
        file.write("\n")
    differs = {**head, "bersih": False, "masukan_berbeda": ["data/unit.csv"]}
    assert told() == differs
    assert (office / ".git" / "index").read_bytes() == index
    inner = new_repository(office / "data")  # of whose files the commit of the outer one holds nothing
    (told_now,) = [told()]
    assert (told_now["bersih"], "data/pegawai.csv" in told_now["masukan_berbeda"]) == (False, True)
    shutil.rmtree(inner.folder / ".git")
    for flag in ("--assume-unchanged", "--skip-worktree"):  # git status says nothing of it then
        repository.git("update-index", flag, "data/unit.csv", "mutasi.yaml")
        assert repository.git("status", "--porcelain", "-uno") == ""
        assert told() == differs
        (office / "data" / "relasi.csv").rename(office / "relasi.csv")  # a table that is gone
        repository.git("update-index", flag, "data/relasi.csv")
        assert repository.git("status", "--porcelain", "-uno") == ""
        assert told()["bersih"] is False
        repository.git("update-index", f"--no-{flag[2:]}", "data/unit.csv", "mutasi.yaml", "data/relasi.csv")
        (office / "relasi.csv").rename(office / "data" / "relasi.csv")


def test_a_person_gets_all_about_her_and_nothing_about_others(office: Path) -> None:
    forms = {form: mutasi("audit", "subject", nip(2), "usulan", "-f", form, folder=office) for form in ("text", "md")}
    done = mutasi("audit", "subject", nip(2), "usulan", "-f", "json", folder=office)
    assert [one.code for one in (done, *forms.values())] == [0, 0, 0]
    for one in (done, *forms.values()):
        assert not [other for other in ("Ani", "Lestari", "Cici", nip(1), nip(3)) if other in one.text]
        assert nip(2) in one.text
    document = json.loads(done.text)
    (person,) = document["hasil"]["pegawai"]
    assert {one["id_lowongan"]: one["skor"] for one in (*person["terbuka"], *person["tertolak"])} == {
        "J1": "80.00", "J2": "60.00",
    }  # fmt: skip
    assert all(one["perbaikan"] is None for one in person["terbuka"])
    one_place = mutasi("audit", "subject", nip(2), "--places", "1", folder=office).text
    assert "differences are rounded up to 5 points" in one_place
    assert "by this method" not in one_place
    tables = {one["tabel"]: one["catatan"] for one in document["data"]}
    assert set(tables) == {"pegawai", "pendidikan", "relasi"}
    assert tables["relasi"] == [{"nip_a": "P-***", "nip_b": nip(2), "hubungan": "suami_istri"}]
    told = document["usulan"]
    assert (told["utuh"], told["perpindahan"]["id_lowongan"]) == (True, "J1")
    assert {one["id_lowongan"]: one["peringkat"] for one in told["peringkat"]} == {"J1": 2}
    letters = "".join(path.read_text(encoding="utf-8") for path in (office / "usulan" / "surat").glob("*ani-lestari.*"))
    assert "KK-01" in letters
    assert nip(2) not in letters
    assert told["berkas"][:2] == [f"surat/{nip(2)}-budi.html", f"surat/{nip(2)}-budi.md"]
    assert {"usulan.docx", "usulan.xlsx", "usulan.csv"} <= set(told["berkas"])
    assert mutasi("audit", "subject", "1" * 18, folder=office).code == 2


def test_whose_name_is_a_part_of_another_one_stands_not_where_that_does(office: Path) -> None:
    people = office / "data" / "pegawai.csv"
    text = people.read_text(encoding="utf-8")
    people.write_text(text.replace("Cici Dewi", "Lestari", 1), encoding="utf-8")  # beside Ani Lestari
    shutil.rmtree(office / "usulan")
    assert mutasi("propose", "J1", "-n", "1", "--to", "usulan", folder=office).code == 0
    found = json.loads(mutasi("audit", "subject", nip(3), "usulan", "-f", "json", folder=office).text)["usulan"]
    other = json.loads(mutasi("audit", "subject", nip(1), "usulan", "-f", "json", folder=office).text)["usulan"]
    assert found["berkas"] == []
    assert {"usulan.md", "usulan.docx"} <= set(other["berkas"])
