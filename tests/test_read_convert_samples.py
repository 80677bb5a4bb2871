"""Every sample file against what a correct reader concludes of it (`data/convert/harapan.json`)."""

from __future__ import annotations

import datetime
import json
import tempfile
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from mutasi.diff.change import Kind
from mutasi.diff.compare import compare
from mutasi.finding import Finding
from mutasi.model.dialect import Dialect
from mutasi.model.policy import Policy
from mutasi.read.content import FileKind, kind_of
from mutasi.read.convert.account import Account, SourceAccount
from mutasi.read.convert.body import RowKind
from mutasi.read.convert.conversion import Tables, convert
from mutasi.read.convert.export import ExportRefused, ExportUnreadable, open_exports
from mutasi.read.convert.wishes import Wishes
from mutasi.read.dataset import load_dataset
from mutasi.read.layout_file import program_layouts
from mutasi.read.reference import load_reference
from mutasi.render.converted import dataset_files
from tests.converting import SAMPLES, sample
from tests.reading import codes

EXPECTED: dict[str, Any] = json.loads((SAMPLES / "harapan.json").read_text(encoding="utf-8"))
WISHES = Wishes(program_layouts())


class Read(NamedTuple):
    """What was read of a sample, and what is expected of it."""

    name: str
    expected: dict[str, Any]
    tables: Tables
    account: Account
    findings: tuple[Finding, ...]

    @property
    def source(self) -> SourceAccount:
        return self.account.sources[0]

    def rows(self, table: str) -> list[dict[str, str]]:
        return [{name: text or "" for name, text in row.items()} for row in self.tables[table].iter_rows(named=True)]

    def lines(self, kind: RowKind) -> tuple[int, ...]:
        return next((skipped.lines for skipped in self.source.skipped if skipped.kind is kind), ())


def read(name: str, **dialect: str) -> Read:
    wishes = Wishes(program_layouts(), dialect=Dialect(**dialect))
    return Read(name, EXPECTED[name], *convert([sample(name)], wishes))


def refused(name: str) -> ExportUnreadable:
    with pytest.raises(ExportUnreadable) as stopped:
        convert([sample(name)])
    return stopped.value


# ---- people

PERSON = {"nip": "nip", "nama": "nama", "tanggal_lahir": "tanggal_lahir", "jenis_kelamin": "jenis_kelamin",
          "golongan": "golongan", "tmt_golongan": "tmt_pangkat", "tmt_jabatan": "tmt_jabatan"}  # fmt: skip
"""Columns of `pegawai` by the facts that are expected of a person."""


def title_of(done: Read, person: dict[str, str]) -> str:
    titles = {post["id_jabatan"]: post["nama"] for post in done.rows("jabatan")}
    return titles.get(person["id_jabatan"], person.get("jabatan_sumber", ""))


def assert_person(done: Read, expected: dict[str, str]) -> None:
    """A DUK has no column for the sex, and titles stand after the name; both stay as they are."""
    person = next(row for row in done.rows("pegawai") if row["nip"] == expected["nip"])
    facts = {fact: person[column] for fact, column in PERSON.items() if person[column] or fact != "jenis_kelamin"}
    facts["nama"] = facts["nama"].partition(",")[0]
    assert facts == {fact: expected[fact] for fact in facts}
    assert title_of(done, person).casefold() == expected["jabatan"].casefold()


@pytest.mark.parametrize("name", ["siasn_pns.csv", "siasn_pppk.csv", "ws_data_utama.json"])
def test_people_of_the_program(name: str) -> None:
    done = read(name)
    assert done.tables["pegawai"].height == done.expected["persons"]
    assert done.source.date_order == done.expected.get("date_order", "dmy")
    assert_person(done, done.expected["first"])


def test_a_date_of_the_year_99_is_missing() -> None:
    done = read("siasn_pns.csv")
    for _, header, text in done.expected["null_dates"]:
        assert [finding.rule for finding in done.findings if finding.value == text] == ["KONVERSI-05"], header
        assert not any(text[-4:] in str(row) for row in done.rows("pegawai"))


def test_answers_of_the_service_without_a_person() -> None:
    done = read("ws_data_utama.json")
    assert done.source.rows == done.expected["envelopes"]
    assert done.source.refused_rows == done.expected["errors"]
    assert codes(done.findings).count("KONVERSI-40") == done.expected["errors"]
    text = (SAMPLES / done.name).read_text(encoding="utf-8")
    assert text.count('"data": "{') == done.expected["double_encoded"]


@pytest.mark.parametrize("name", ["duk.csv", "duk_html.xls"])
def test_a_duk(name: str) -> None:
    done = read(name)
    assert done.tables["pegawai"].height == done.source.rows == done.expected["persons"]
    headers = done.expected["header_rows"]
    assert len(done.lines(RowKind.HEADER)) == (headers if isinstance(headers, int) else len(headers))
    for record in done.expected.get("records", []):
        assert_person(done, record)


def test_the_lines_of_a_duk_that_are_nobody() -> None:
    done = read("duk.csv")
    assert done.lines(RowKind.HEADER) == tuple(done.expected["header_rows"])
    assert done.lines(RowKind.NUMBERS) == (done.expected["number_row"],)
    assert done.lines(RowKind.SECTION)
    assert done.lines(RowKind.TOTAL)
    assert all("19690909" not in row["nip"] for row in done.rows("pegawai"))


def test_a_nominative_list_with_broken_nips() -> None:
    done = read("nominatif.csv")
    assert done.source.rows == done.expected["persons"]
    whole = [record for record in done.expected["records"] if record["utuh"]]
    broken = [record for record in done.expected["records"] if not record["utuh"]]
    assert len(broken) == done.expected["nip_17_angka"] == done.source.refused_rows
    assert sorted(row["nip"] for row in done.rows("pegawai")) == sorted(record["nip_pulih"] for record in whole)
    proposals = [str(finding.fix.values) for finding in done.findings if finding.rule == "KONVERSI-01" and finding.fix]
    for record in broken:
        assert any(record["nip_pulih"] in text for text in proposals), record


def test_a_list_that_a_spreadsheet_has_broken() -> None:
    done = read("rusak_excel.csv")
    assert done.source.rows == done.expected["rows"]
    whole = [record["nip"] for record in done.expected["records"] if record["nip"]]
    assert [row["nip"] for row in done.rows("pegawai")] == whole
    assert len(whole) == done.expected["nip_utuh"] == done.source.taken
    damaged = [record for record in done.expected["records"] if record["status_nip"].startswith("rusak")]
    assert len(damaged) == done.expected["nip_rusak"]
    lines = {finding.location.line for finding in done.findings if finding.rule == "KONVERSI-01"}
    assert {record["baris"] for record in damaged} <= lines


def test_windows_1252_only_when_it_is_said() -> None:
    stopped = refused("cp1252.csv")
    assert codes(stopped.findings) == ["BERKAS-03"]
    done = read("cp1252.csv", encoding="cp1252")
    assert [row["nama"] for row in done.rows("pegawai")] == done.expected["names"]
    assert done.tables["pegawai"].height == done.expected["persons"]


def test_a_workbook_gives_the_dataset_of_its_text() -> None:
    text, book = read("siasn_pns.csv"), read("siasn_pns.xlsx")
    assert len(book.account.sources) == book.expected["sheets"]
    assert book.tables["pegawai"].height == book.expected["persons"]
    assert dataset_files(book.tables, book.account.agency, None) == dataset_files(
        text.tables, text.account.agency, None
    )
    assert Counter(codes(book.findings)) == Counter(codes(text.findings))
    assert codes(book.findings).count("KONVERSI-05") == book.expected["text_dates"]


def test_counts_of_people_are_no_people() -> None:
    with pytest.raises(ExportRefused) as stopped:
        convert([sample("rekap_terbuka.csv")])
    assert EXPECTED["rekap_terbuka.csv"]["persons"] == 0
    assert "rekapitulasi" in str(stopped.value.message.values)


def test_two_snapshots() -> None:
    expected = EXPECTED["potret"]
    old, new = (snapshot(name) for name in ("potret_april.csv", "potret_mei.csv"))
    assert tuple(one.tables["pegawai"].frame.height for one in (old, new)) == (expected["april"], expected["mei"])
    changes = compare(old, new, load_reference()).changes
    kinds = Counter(change.kind for change in changes)
    assert kinds[Kind.LEFT] == expected["keluar"]
    assert kinds[Kind.NEW] == expected["masuk"]
    assert kinds[Kind.MOVE] == expected["pindah_unit"]
    assert kinds[Kind.RANK_UP] == expected["naik_pangkat"]
    assert kinds[Kind.RENAMED] == expected["unit_ganti_nama"]
    fields = Counter(change.field for change in changes if change.kind is Kind.FIELD)
    assert fields == {"jabatan_sumber": expected["ganti_jabatan"], "tmt_jabatan": expected["ganti_jabatan"]}
    assert kinds[Kind.TITLE] == expected["derau"].count("GELAR BELAKANG")


def snapshot(name: str) -> Any:
    tables, account, _ = convert([sample(name)])
    with tempfile.TemporaryDirectory() as folder:
        for path, data in dataset_files(tables, account.agency, None).items():
            target = Path(folder) / path
            target.parent.mkdir(exist_ok=True)
            target.write_bytes(data)
        dataset, _ = load_dataset(Path(folder), Policy(as_of=datetime.date(2026, 5, 1)), Path(folder))
    return dataset


# ---- histories and units


def test_the_posts_of_one_person() -> None:
    done = read("ws_riwayat_jabatan.json")
    deleted = len(done.lines(RowKind.DELETED))
    assert deleted == done.expected["deleted"]
    assert done.source.rows + deleted == done.expected["records"]
    assert done.tables["riwayat_jabatan"].height + deleted == done.expected["unique_ids"]
    kinds = Counter(row["jenis"] for row in done.rows("riwayat_jabatan"))
    assert kinds["plt"] == done.expected["plt"]
    days = {row[name] for row in done.rows("riwayat_jabatan") for name in ("tmt", "tmt_selesai")}
    assert not any(day.startswith("0001") for day in days)


@pytest.mark.parametrize("name", ["hierarki_unor.csv", "ws_ref_unor.json"])
def test_a_tree_of_units(name: str) -> None:
    done = read(name)
    units = done.rows("unit")
    assert len(units) == done.expected["nodes"]
    orphans = codes(done.findings).count("KONVERSI-11")
    assert orphans == done.expected.get("orphans", 0)
    assert sum(not unit["id_induk"] for unit in units) == done.expected["roots"] + orphans
    borne = Counter(unit["nama"] for unit in units)
    for unit, count in done.expected.get("duplicate_names", {}).items():
        assert borne[unit] == count


# ---- posts


@pytest.mark.parametrize(
    "name", ["peta_jabatan.csv", "abk.csv", "rincian_formasi.csv", "peta_xml2003.xls", "bezetting.xlsx"]
)
def test_the_posts_of_a_list(name: str) -> None:
    done = read(name)
    assert done.tables["jabatan"].height == done.source.rows == done.source.taken == done.expected["posts"]
    headers = done.expected.get("header_rows") or [done.expected["header_row"]]
    assert done.lines(RowKind.HEADER) == tuple(headers)
    ids = {post["id_jabatan"] for post in done.rows("jabatan")}
    assert {post["atasan"] for post in done.rows("jabatan")} <= {"", *ids}
    assert {post["id_unit"] for post in done.rows("jabatan")} <= {unit["id_unit"] for unit in done.rows("unit")}


def seats(done: Read) -> dict[str, str]:
    """The sums that the account tells."""
    remark = next(remark for remark in done.source.remarks if "needed" in dict(remark.values))
    return {name: str(value) for name, value in remark.values}


def test_the_seats_of_a_map_of_posts() -> None:
    done = read("peta_jabatan.csv")
    expected = done.expected
    assert seats(done) == {"needed": str(expected["kebutuhan"]), "filled": str(expected["bezetting"]),
                           "short": str(expected["vacancies"]), "over": str(expected["surplus"])}  # fmt: skip
    posts = done.rows("jabatan")
    assert sum(int(post["kebutuhan"]) for post in posts) == expected["kebutuhan"]
    assert sum(int(post["bezetting_sumber"]) for post in posts) == expected["bezetting"]
    assert "KONVERSI-48" not in codes(done.findings)


@pytest.mark.parametrize("name", ["peta_jabatan.csv", "peta_xml2003.xls", "bezetting.xlsx"])
def test_one_hierarchy_in_columns_and_in_blanks(name: str) -> None:
    """The first posts of the three files are the same ones."""
    done = read(name)
    titles = {post["id_jabatan"]: post["nama"] for post in done.rows("jabatan")}
    above = [(post["nama"], titles.get(post["atasan"], "")) for post in done.rows("jabatan")][:11]
    assert above == [
        ("Kepala Dinas Komunikasi dan Informatika", ""),
        ("Sekretaris", "Kepala Dinas Komunikasi dan Informatika"),
        ("Kasubbag Umum dan Kepegawaian", "Sekretaris"),
        ("Penelaah Teknis Kebijakan", "Kasubbag Umum dan Kepegawaian"),
        ("Pengadministrasi Perkantoran", "Kasubbag Umum dan Kepegawaian"),
        ("Arsiparis Terampil", "Kasubbag Umum dan Kepegawaian"),
        ("Kasubag Keuangan", "Sekretaris"),
        ("Perencana Ahli Pertama", "Kasubag Keuangan"),
        ("Pengolah Data dan Informasi", "Kasubag Keuangan"),
        ("Kepala Bidang Aplikasi Informatika", "Kepala Dinas Komunikasi dan Informatika"),
        ("Pranata Komputer Ahli Muda", "Kepala Bidang Aplikasi Informatika"),
    ]


def test_needs_by_workload_stay_fractions() -> None:
    done = read("abk.csv")
    assert Decimal(seats(done)["short"]) == Decimal(str(done.expected["total_kekurangan"]))
    fractions = {post["nama"]: post["kebutuhan_sumber"] for post in done.rows("jabatan") if post["kebutuhan_sumber"]}
    assert fractions["Penelaah Teknis Kebijakan"] == "2.40"
    assert not any(post["kebutuhan"] for post in done.rows("jabatan") if post["kebutuhan_sumber"])
    assert "KONVERSI-49" not in codes(done.findings)


def test_spellings_of_a_unit_are_proposed_as_one() -> None:
    done = read("abk.csv")
    same = {match.id: match.near_id for match in done.account.matches}
    names = {unit["id_unit"]: unit["nama"] for unit in done.rows("unit")}
    groups = Counter(same.get(post["id_unit"], post["id_unit"]) for post in done.rows("jabatan"))
    found = {names[unit].casefold(): count for unit, count in groups.items()}
    for unit, count in done.expected["unit_spellings"].items():
        assert found[unit.casefold()] == count
    assert all(match.own for match in done.account.matches)


def test_the_formation_of_the_planning_program() -> None:
    done = read("rincian_formasi.csv")
    posts = done.rows("jabatan")
    assert sum(int(post["formasi_sumber"]) for post in posts) == done.expected["formasi"]
    assert not any(post["kebutuhan"] for post in posts)
    assert done.expected["null_token"] not in {text for post in posts for text in post.values()}
    assert any(done.expected["list_separator"] in post["pendidikan_sumber"] for post in posts)


def test_an_old_spreadsheet_is_told_by_its_content() -> None:
    kinds = {"html": FileKind.HTML, "SpreadsheetML 2003": FileKind.SPREADSHEETML}
    for name in ("duk_html.xls", "peta_xml2003.xls"):
        assert kind_of(sample(name)) is kinds[EXPECTED[name]["real_format"]]


def test_the_sheet_with_merged_headers() -> None:
    done = read("bezetting.xlsx")
    (export,) = open_exports(sample(done.name), WISHES)
    assert export.sheet == done.expected["sheet"]
    assert done.lines(RowKind.NUMBERS) == (done.expected["number_row"],)
    assert done.lines(RowKind.TOTAL) == (done.expected["total_row"],)
    hidden = [finding for finding in done.findings if finding.rule == "BERKAS-20"]
    assert any(sheet in str(finding.message.values) for finding in hidden for sheet in done.expected["hidden_sheets"])


def test_every_sample_with_an_expectation_is_there() -> None:
    missing = [name for name in EXPECTED if name != "potret" and not (SAMPLES / name).exists()]
    assert missing == []
