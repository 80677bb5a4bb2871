"""`--mask`: nobody of the data stands in anything that leaves the office, and the key decides who can tell."""

from __future__ import annotations

import csv
import html
import io
import json
import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.command_line import Result, mutasi
from tests.git_repository import Repository
from tests.golden import ROOT
from tests.plan_office import nip, write

CITY = ROOT / "examples" / "pangkalpinang"
HEX = "5f2c9b8e1d7a40368cb5f1e2907d6a4b3c8f"
"""Digits of a key that nobody would guess."""
OFFICE = {"skor": {"Ani Lestari": {"J1": 90}, "Budi Santoso": {"J1": 80, "J2": 60}, "Cici Dewi": {"J2": 70}}}
SECRET = "agama,status_kawin,kesehatan", "ZZISLAM,ZZKAWIN,ZZASMA"
MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November",
    "Desember",
)  # fmt: skip


def texts(folder: Path) -> Iterator[tuple[str, str]]:
    """Every file of a folder as people and programs read it: unzipped, without markup, and its name."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path.name, path.name
            data = path.read_bytes()
            parts = [data]
            if data.startswith(b"PK"):
                with zipfile.ZipFile(io.BytesIO(data)) as archive:
                    # a theme names the fonts of other scripts, one of which is also the name of somebody
                    parts = [archive.read(name) for name in archive.namelist() if "/theme/" not in name]
            for part in parts:
                raw = part.decode(errors="replace")
                yield path.name, raw
                yield path.name, html.unescape(re.sub("<[^>]*>", " ", raw)).replace("\\", "")


def phrases(text: str) -> set[str]:
    """Every word of a text, and every two, three and four words that follow one another."""
    words = re.findall(r"\w+", text)
    return {" ".join(words[at : at + count]) for count in range(1, 5) for at in range(len(words) - count + 1)}


def leaks(said: str, people: list[dict[str, str]]) -> Iterator[str]:
    found = phrases(said)
    for one in people:
        year, month, day = one["tanggal_lahir"].split("-")
        born = (f"{year} {month} {day}", f"{day} {month} {year}", f"{int(day)} {MONTHS[int(month) - 1]} {year}")
        yield from (text for text in (one["nama"], *born, one["nip"], f"{year}{month}{day}") if text in found)


def test_the_example_city_leaves_masked_without_anybody_in_any_format(tmp_path: Path) -> None:
    with (CITY / "data" / "pegawai.csv").open(encoding="utf-8", newline="") as file:
        people = list(csv.DictReader(file))
    done = mutasi("propose", "L-001", "L-003", "--to", tmp_path / "u", "--mask", "all", folder=CITY)
    assert done.code == 0, done.err
    told = dict.fromkeys((name, text) for name, text in (*texts(tmp_path / "u"), ("stderr", done.err)))
    assert {name.rpartition(".")[2] for name, _ in told} >= {"md", "html", "docx", "xlsx", "csv", "json", "jsonl"}
    plain = mutasi("propose", "L-001", "L-003", "-f", "json", folder=CITY).text
    concerned = [one for one in people if one["nip"] in plain]
    assert len(concerned) > 8  # without whom the test would prove nothing
    whole = "\n".join(text for _, text in told)
    assert [*leaks(whole, people)] == []
    assert [one["nip"] for one in concerned if one["nip"][:14] in whole] == []
    assert not re.search("19[0-9]{16}", re.sub("[0-9a-f]{64}", "", whole))
    assert re.search(r"of [0-9]+ persons [0-9]+ hold a post that nobody else holds", done.err)
    mask = json.loads((tmp_path / "u" / "manifest.json").read_bytes())["samaran"]
    assert (mask["jenis"], mask["kunci_sekali"]) == ("all", True)
    assert mask["orang"] >= mask["sendirian"] > 0


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Whose people have more columns than the program asks for."""
    folder = write(tmp_path_factory.mktemp("kantor") / "a", OFFICE)
    file = folder / "data" / "pegawai.csv"
    head, *rows = file.read_text(encoding="utf-8").splitlines()
    file.write_text("\n".join([f"{head},{SECRET[0]}", *(f"{row},{SECRET[1]}" for row in rows), ""]), encoding="utf-8")
    (folder / "usulan.yaml").write_text(
        f'- {{nip: "{nip(2)}", id_lowongan: J1, alasan: "Bu Ani sedang sakit, kata {nip(1)}"}}\n', encoding="utf-8"
    )
    for name in ("satu", "dua"):
        (folder / f"{name}.kunci").write_text(f"{name}{HEX}\n", encoding="utf-8")
        (folder / f"{name}.kunci").chmod(0o600)
    return folder


def test_without_a_mask_no_format_tells_birth_date_religion_marriage_or_health(office: Path, tmp_path: Path) -> None:
    done = mutasi("propose", "--to", tmp_path / "u", folder=office)
    assert done.code == 0, done.err
    said = [text for _, text in texts(tmp_path / "u")]
    assert any(nip(1) in text for text in said)
    for text in said:
        assert not re.search(r"ZZ|agama|status_kawin|kesehatan|tanggal_lahir|1985-03-15|15 Maret 1985", text)


def masked(office: Path, to: Path, key: str, *more: str) -> Result:
    return mutasi("propose", "--moves", "usulan.yaml", "--to", to, "--mask", "all", "--mask-key", f"{key}.kunci",
                  *more, folder=office)  # fmt: skip


def test_one_key_gives_the_same_bytes_and_another_other_pseudonyms(office: Path, tmp_path: Path) -> None:
    for name, key in (("a", "satu"), ("b", "satu"), ("c", "dua")):
        assert masked(office, tmp_path / name, key).code == 0
    a, b, c = ({path.name: path.read_bytes() for path in (tmp_path / name).rglob("*.*")} for name in "abc")
    assert a == b
    codes = [set(re.findall(rb"P(?:-[A-Z2-7]{4}){3}", data["usulan.json"])) for data in (a, c)]
    assert len(codes[0]) == len(codes[1]) == 2
    assert not codes[0] & codes[1]
    # the reason that somebody wrote, and a hash of its short file, would tell as much
    assert b"sakit" not in b"".join(a.values())
    assert "sidik di bawah" in a["usulan.md"].decode()
    table = mutasi("shortlist", "J1", "--mask", "all", "--mask-key", "satu.kunci", "-f", "json", folder=office)
    assert set(re.findall(rb"P(?:-[A-Z2-7]{4}){3}", table.out)) <= codes[0]
    assert [json.loads(one["manifest.json"])["masukan"][0]["sha256"] for one in (a, c)] != ["", ""]


def test_a_masked_proposal_is_made_again_with_its_key_alone(office: Path, tmp_path: Path) -> None:
    assert masked(office, tmp_path / "u", "satu").code == 0
    for key, code in (((), 2), (("--mask-key", "dua.kunci"), 2), (("--mask-key", "satu.kunci"), 0)):
        done = mutasi("audit", "replay", tmp_path / "u", *key, folder=office)
        assert done.code == code, done.err
        who = mutasi("audit", "subject", nip(2), tmp_path / "u", *key, "-f", "json", folder=office)
        assert who.code == code
    told = json.loads(who.text)["usulan"]
    assert told["perpindahan"]["id_lowongan"] == "J1"
    assert len([name for name in told["berkas"] if name.startswith("surat/")]) == 2
    assert mutasi("propose", "--to", tmp_path / "v", "--mask", "nip", folder=office).code == 0
    again = mutasi("audit", "replay", tmp_path / "v", "--mask-key", "satu.kunci", folder=office)
    assert (again.code, "cannot be made again" in again.err) == (2, True)


def test_what_was_asked_for_and_what_is_let_pass_name_nobody(tmp_path: Path) -> None:
    folder = write(tmp_path / "a", OFFICE)
    file = folder / "data" / "pegawai.csv"
    rows = file.read_text(encoding="utf-8").splitlines()
    rows[-1] = rows[-1].replace("2019-01-01", "1984-01-01")
    file.write_text("\n".join([*rows, ""]), encoding="utf-8")
    policy = json.loads((folder / "mutasi.yaml").read_bytes())
    accepted = {"kode": "TANGGAL-01", "kunci": nip(3), "alasan": "kata Cici Dewi", "sampai": "2027-01-01"}
    agency = {"nama": "Uji", "penandatangan": {"nama": "Tuti Wardani"}, "keberatan": "u.p. Tuti Wardani, lantai 2"}
    stated = {**policy, "instansi": agency, "pengecualian": [accepted]}
    (folder / "mutasi.yaml").write_text(json.dumps(stated), encoding="utf-8")
    (folder / "k.kunci").write_text(HEX, encoding="utf-8")
    key = ("--mask-key", "k.kunci")
    done = mutasi("propose", "--pick", f"J2={nip(3)}", "--to", "u", "--mask", "all", *key, folder=folder)
    assert (done.code, "1 error let pass" in done.err) == (0, True), done.err
    said = [done.err, *(text for _, text in texts(folder / "u"))]
    assert [text for text in said if "TANGGAL-01" in text]
    for text in said:
        assert not re.search(f"{nip(3)}|Cici|Dewi|Tuti|Wardani|1985-03-1|198503", re.sub("[0-9a-f]{64}", "", text))
    again = mutasi("audit", "replay", "u", *key, folder=folder)
    assert (again.code, "the mask hides a part of what was asked for" in again.err) == (2, True)


@pytest.mark.parametrize("command", [("shortlist", "--all"), ("plan",), ("diff", "lama", ".")])
def test_lists_plans_and_changes_are_masked_in_every_format(
    office: Path, tmp_path: Path, command: tuple[str, ...]
) -> None:
    if not (office / "lama").exists():
        write(office / "lama", {"skor": {"Ani Lestari": {"J1": 90}, "Budi Santosa": {"J1": 80}}})
    forms = ("json", "csv", "md", "html")[: 3 if command[0] == "shortlist" else 4]
    found = {}
    for mask in ("none", "nip", "all"):
        reports = [f"--report={form}={tmp_path / mask}.{form}" for form in forms]
        done = mutasi(*command, "--mask", mask, *reports, folder=office)
        assert done.code == 0, done.err
        said = [done.text, *((tmp_path / f"{mask}.{form}").read_text(encoding="utf-8") for form in forms)]
        found[mask] = [
            {name for name in (nip(2), nip(3), "Budi Santoso", "Cici Dewi") if name in text} for text in said
        ]
    assert all(found["none"])
    assert found["nip"] == [one - {nip(2), nip(3)} for one in found["none"]]
    assert not any(found["all"])


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("propose", "--mask", "all", "--template", "usulan.yaml"), "--mask, --template do not go together"),
        (("propose", "--mask-key", "satu.kunci"), "--mask-key goes with --mask"),
        (("propose", "--mask", "all", "--mask-key", "tiada"), "no such file"),
        (("propose", "--mask", "all", "--mask-key", "pendek.kunci"), "too short or too simple"),
        (("plan", "--mask", "all", "--mask-key", "urut.kunci"), "too short or too simple"),
        (("shortlist", "--mask", "nip", "--mask-key", "mutasi.yaml"), "too short or too simple"),
        (("diff", "--mask", "names", "data/unit.csv", "data/unit.csv"), "hide the people of pegawai"),
        (("plan", "--mask", "all", "--compare"), "--mask does not go with --compare"),
        (("shortlist", "--mask", "all", "--nip", nip(1)), "--mask does not go with --nip"),
        (("validate", "--mask", "all"), "no such option"),
    ],
)
def test_what_it_refuses(office: Path, arguments: tuple[str, ...], said: str) -> None:
    (office / "pendek.kunci").write_text("aaaa" * 20, encoding="utf-8")
    (office / "urut.kunci").write_text("1234567890" * 6, encoding="utf-8")
    done = mutasi(*arguments, folder=office)
    assert (done.code, done.out) == (2, b"")
    assert said.casefold() in done.err.casefold()


def test_a_key_that_a_commit_would_take_along_is_refused(tmp_path: Path) -> None:
    folder = write(tmp_path / "a", OFFICE)
    Repository(folder).git("init", "-q")
    (folder / "k.kunci").write_text(HEX, encoding="utf-8")
    arguments = ("shortlist", "--mask", "all", "--mask-key", "k.kunci")
    refused = mutasi(*arguments, folder=folder)
    assert (refused.code, "a repository that would commit it" in refused.err) == (2, True)
    (folder / ".git" / "HEAD").rename(folder / ".git" / "x")  # git does not open it any more
    assert mutasi(*arguments, folder=folder).code == 2
    (folder / ".git" / "x").rename(folder / ".git" / "HEAD")
    (folder / ".gitignore").write_text("*.kunci\n", encoding="utf-8")
    (folder / "k.kunci").chmod(0o644)
    done = mutasi(*arguments, folder=folder)
    assert (done.code, "can be read by others" in done.err) == (0, True)


def test_an_addressee_who_is_an_employee_is_hidden_and_a_street_is_not(office: Path, tmp_path: Path) -> None:
    """What an officer writes of the agency may name somebody too."""
    office = shutil.copytree(office, tmp_path / "kantor")
    policy = json.loads((office / "mutasi.yaml").read_bytes())
    agency = {**policy.get("instansi", {}), "tempat": "Jalan Budi", "tujuan": "Bapak Budi Santoso, Sekretaris Daerah"}
    (office / "mutasi.yaml").write_text(json.dumps({**policy, "instansi": agency}), encoding="utf-8")
    done = mutasi("propose", "--mask", "names", "--mask-key", "satu.kunci", folder=office)
    assert (done.code, "Budi Santoso" in done.text) == (0, False)
    assert "Bapak Pegawai " in done.text
