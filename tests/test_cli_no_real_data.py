"""`mutasi no-real-data`: no NIP in a file that is no data, and none in what the hook prints."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mutasi.finding import Location
from mutasi.model.nip import Nip, parse_nip
from mutasi.read.real_data import nip_places
from tests.command_line import mutasi
from tests.golden import GOLDEN, assert_same
from tests.reading import archive, row, source, workbook
from tests.test_cli_hostile import CONTROL
from tests.test_cli_hostile import FILES as HOSTILE

NIP = "198503152010011007"

GROUPED = st.builds(
    lambda born, year, month, sex, serial, sign: f"{born:%Y%m%d}{sign}{year}{month:02}{sign}{sex}{sign}{serial:03}",
    st.dates(datetime.date(1960, 1, 1), datetime.date(2005, 12, 31)),
    st.integers(1985, 2025),
    st.integers(1, 12),
    st.sampled_from("12"),
    st.integers(1, 999),
    st.sampled_from(["", " ", ".", "-", "\u00a0"]),
)
WORDS = st.text(st.characters(exclude_categories=["Cs", "Nd"], exclude_characters="\r\n\ufeff\0"), max_size=20)


@given(WORDS, GROUPED, WORDS, st.sampled_from(["\n", "\r\n"]), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_a_number_is_found_in_any_text_at_its_place(before: str, nip: str, after: str, end: str, encoding: str) -> None:
    text = f"x{end}x{before}{nip}{after}{end}"
    found = nip_places(source(text.encode(encoding)))
    assert [(place.line, place.column) for place in found.places] == [(2, len(before) + 2)]


@given(st.from_regex(r"[0-9]{1,30}", fullmatch=True))
def test_digits_are_a_number_of_a_person_only_when_they_parse(digits: str) -> None:
    assert bool(nip_places(source(f"a {digits} b")).places) == isinstance(parse_nip(digits), Nip)


@pytest.mark.parametrize(
    "text",
    ["198503152010011000", "198513152010011007", "1985031520100110071", "19850315 2010", "3201011503850001", "0" * 18],
)
def test_what_is_no_number_of_a_person(text: str) -> None:
    assert nip_places(source(text)).places == ()


def test_in_a_text_that_is_not_utf_8() -> None:
    assert nip_places(source(b"caf\xe9 " + NIP.encode())).places == (Location("x.csv", 1, 6, 1, 24),)


def test_in_a_workbook() -> None:
    sheet = row(1, "a", "b") + row(2, "x", f"NIP. {NIP}")
    found = nip_places(source(workbook(sheet, sheet, hidden=1), "daftar.xlsx"))
    assert [str(place) for place in found.places] == ["daftar.xlsx:S2!B2"]
    assert [str(reason) for reason in found.unseen] == ["hidden sheets are not read: S1"]


@pytest.mark.parametrize(
    "data", [archive({"word/document.xml": NIP}), b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99]
)
def test_what_cannot_be_searched_is_said(data: bytes) -> None:
    found = nip_places(source(data, "surat.docx"))
    assert (found.places, len(found.unseen)) == ((), 1)


FILES = {
    "README.md": f"Contoh:\n  {NIP}, dan 19850315 201001 1 007\n",
    "docs/contoh.md": "Rekaan: 198503152010011000\n",
    "mutasi.yaml": f"instansi: {{penandatangan: {{nip: {NIP}}}}}\n",
    "data/pegawai.csv": f"nip,nama\n{NIP},A\n",
    "kota/arsip/data/pegawai.csv": f"nip\n{NIP}\n",
    "examples/a.csv": NIP,
    "laporan/data": NIP,
    "database/a.csv": NIP,
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A project inside a folder that is called data itself, which says nothing about the project."""
    project = tmp_path / "data" / "proyek"
    for name, text in FILES.items():
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).write_text(text, encoding="utf-8")
    return project


def test_only_data_folders_and_the_policy_may_name_people(folder: Path) -> None:
    done = mutasi("no-real-data", *FILES, folder=folder)
    assert done.code == 1
    places = [line.partition(": ")[0] for line in done.text.splitlines()]
    assert places == ["README.md:2:3", "README.md:2:27", "laporan/data:1:1", "database/a.csv:1:1"]
    assert not re.search("[0-9]{8}", done.text + done.err)


def test_further_folders(folder: Path) -> None:
    files = ("laporan/data", "database/a.csv")
    assert mutasi("no-real-data", *files, "--allow", "laporan", "--allow", "database", folder=folder).code == 0


def test_the_way_in_does_not_matter(folder: Path) -> None:
    assert mutasi("no-real-data", folder / "data" / "pegawai.csv", "./data/../README.md", folder=folder).code == 1
    assert mutasi("no-real-data", folder / "data" / "pegawai.csv", folder=folder).code == 0


def test_a_file_that_is_not_there(folder: Path) -> None:
    assert mutasi("no-real-data", "tidak-ada", folder=folder).code == 2
    assert mutasi("no-real-data", folder=folder).code == 2


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file(tmp_path: Path, name: str) -> None:
    file, data = HOSTILE[name]
    (tmp_path / file).write_bytes(data)
    done = mutasi("no-real-data", file, folder=tmp_path)
    assert done.code in (0, 1, 2), done.err
    assert "Traceback" not in done.err
    assert not CONTROL.search(done.text + done.err)


def test_what_it_says(folder: Path) -> None:
    (folder / "surat.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    done = mutasi("no-real-data", "README.md", "surat.doc", folder=folder)
    said = mutasi("no-real-data", "--help", folder=folder).text.partition("Global options")[0]
    assert_same(said + done.text + done.err, GOLDEN / "no_real_data.en.txt")


def test_its_help_is_not_listed(folder: Path) -> None:
    assert "no-real-data" not in mutasi("--help", folder=folder).text
    assert "Opsi umum:" in mutasi("no-real-data", "--help", "--lang", "id", folder=folder).text
