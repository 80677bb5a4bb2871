"""Cells brought to canonical text: certain things are read and counted, uncertain ones stay with a finding."""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from mutasi.finding import Finding, Location, Severity
from mutasi.model.dataset import Dataset
from mutasi.model.policy import Policy
from mutasi.model.table import Table
from mutasi.model.tables import TABLE_NAMES, declaration
from mutasi.read.cells import TextTable
from mutasi.read.characters import BLANKS
from mutasi.read.csv import read_csv
from mutasi.read.dates import DateOrder, SerialBase
from mutasi.read.layouts import name_key
from mutasi.read.limits import FINDINGS_A_FILE
from mutasi.read.normal import doubtful_columns, normal_table, normalised
from mutasi.read.reference import load_reference
from mutasi.read.table import table_from
from mutasi.rules.check import check
from tests.reading import codes, row, source, workbook

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "values.yaml").read_text(encoding="utf-8"))


def text_of(content: str, name: str) -> TextTable:
    text, findings = read_csv(source(content, f"{name}.csv"), name, declaration(name).entity)
    assert text is not None
    assert findings == ()
    return text


def declared(case: Mapping[str, Any]) -> dict[str, Any]:
    given = case.get("dinyatakan", {})
    return {
        "decimal": given.get("desimal"),
        "date_order": DateOrder(given["urutan"]) if "urutan" in given else None,
        "serials": SerialBase(given["serial"]) if "serial" in given else None,
    }


def read(content: str, name: str = "pegawai") -> tuple[Table, tuple[Finding, ...]]:
    return normal_table(text_of(content, name), name, f"{name}.csv")


def all_findings(content: str, name: str = "pegawai") -> list[str]:
    """Those of reading and of the rules, without what is said of absent values and columns."""
    table, findings = read(content, name)
    dataset = Dataset(tables={name: table}, policy=Policy(as_of=datetime.date(2026, 1, 31)), inputs=(), root=".")
    found = (*findings, *check(dataset, load_reference(), criterion_kinds={}, other_rules={}))
    return sorted(f"{one.rule} {one.location}" for one in found if one.rule not in ("KOLOM-10", "RUJUK-01"))


@pytest.mark.parametrize("name", CASES)
def test_case(name: str) -> None:
    case = CASES[name]
    before = text_of(case["berkas"], case["tabel"])
    after, findings = normalised(before, declaration(case["tabel"]), **declared(case))
    assert {column: after.frame[column].to_list() for column in case["hasil"]} == case["hasil"]
    assert sorted(f"{found.rule} {found.location}" for found in findings) == case["temuan"]
    assert after.frame.columns == before.frame.columns
    table, same = normal_table(before, case["tabel"], "x", **declared(case))
    assert (same, table.text.to_dict(as_series=False)) == (findings, after.frame.to_dict(as_series=False))


@pytest.mark.parametrize("name", [name for name in CASES if "tersisa" not in CASES[name]])
def test_what_was_normalised_stays(name: str) -> None:
    case = CASES[name]
    once, findings = normalised(text_of(case["berkas"], case["tabel"]), declaration(case["tabel"]), **declared(case))
    twice, again = normalised(once, declaration(case["tabel"]))
    assert twice.frame.equals(once.frame)
    if "dinyatakan" not in case:
        assert codes(again) == codes(found for found in findings if found.severity is Severity.ERROR)


def test_every_rule_of_values_has_a_case() -> None:
    told = {found.split()[0] for case in CASES.values() for found in case["temuan"]}
    assert told == {f"NILAI-{number:02}" for number in range(1, 14)}


# ---- what rules see


def test_rules_say_nothing_more_of_cells_that_are_told() -> None:
    people = (
        "nip,nama,tanggal_lahir,kehadiran\n1970032 199703 1 971,A,1970-03-20,125.250\n198209112008041005,B,43922,90\n"
    )
    assert all_findings(people) == [
        "NILAI-09 pegawai.csv:3:22",
        "NILAI-10 pegawai.csv:2:35",
        "NILAI-12 pegawai.csv:2:1",
    ]


def test_rules_say_nothing_more_where_a_file_or_column_contradicts_itself() -> None:
    people = (
        'nip,nama,tmt_pns,kehadiran\n198209112008041005,A,01/04/2020,198.5\n199007022015032001,B,02/05/2020,"8,5"\n'
    )
    assert all_findings(people) == ["NILAI-08 pegawai.csv:2:22", "NILAI-10 pegawai.csv:3:34"]
    (order, sign) = sorted(read(people)[1], key=lambda found: found.rule)
    assert str(order.fix).endswith("not read until then: 2")
    assert [where.line for where in sign.related] == [2]


def test_codes_of_a_list_differ_in_letters_and_digits() -> None:
    for name in TABLE_NAMES:
        for column in declaration(name).columns:
            assert len({name_key(code) for code in column.codes or ()}) == len(column.codes or ())


def test_what_is_told_has_no_value() -> None:
    table, _ = read("id_unit_asal,id_unit_tujuan,km\nA,B,1.125\nA,C,90\n", "jarak")
    assert [str(value) for value in table.frame["km"]] == ["None", "90.0000"]
    assert table.cell(0, "km") == "1.125"


def test_a_shifted_row_is_one_finding() -> None:
    people = "nip,nama,gelar_depan,tanggal_lahir,golongan\n7,199007022015032001,Fitri,S.Sos.,1990-07-02\n"
    assert all_findings(people) == ["NILAI-11 pegawai.csv:2:3"]
    (found,) = read(people)[1]
    assert "shifted by 1 column to the right" in str(found.message)
    assert "nama" in str(found.message)


@pytest.mark.parametrize(
    ("people", "side"),
    [
        # a number, a date or a code in place of the NIP comes from a slip, not from exchanged names
        ("nip,nama\n7,199007022015032001\n", "right"),
        ("nama,nip,tanggal_lahir\n199007022015032001,1990-07-02,\n", "left"),
        ("nama,nip,status_kepegawaian\n199007022015032001,PNS,\n", "left"),
        ("nama,nip,gelar_belakang\n199007022015032001,S.Sos.,\n", "left"),
        ("nama,nip,gelar_belakang,tmt_pns\n199007022015032001,S.Sos.,,-\n", "left"),
        ("nip,nama,tanggal_lahir\nxx,199007022015032001,Fitri\n", "right"),
        ("nip,nama,golongan\nFitri,199007022015032001,III/a\n7,198209112008041005,III/b\n", "right"),
    ],
)
def test_a_row_is_shifted_when_more_than_two_cells_may_be_elsewhere(people: str, side: str) -> None:
    rows = [found for found in read(people)[1] if found.rule == "NILAI-11"]
    assert len(rows) == people.count("\n") - 1
    assert all(f"by 1 column to the {side}" in str(found.message) for found in rows)


@pytest.mark.parametrize(
    "people",
    [
        "nama,nip\n199007022015032001,Fitri Handayani\n",
        "nip,nama,tanggal_lahir\nFitri Handayani,199007022015032001,2 Juli 1990\n",
        "nama,nip,gelar_belakang,golongan\n199007022015032001,Fitri,S.Sos.,III/a\n",
        "nama,nip,golongan\n199007022015032001,Fitri,IIIA\n198209112008041005,Gusti,\n",
        "nama,nip,tmt_pns,golongan\n199007022015032001,Fitri,-,III/a\n",
        # of three rows or more whatever stands in place of the NIP
        "nip,nama\n1,199007022015032001\n2,198209112008041005\n3,197511302000122009\n",
    ],
)
def test_nip_and_name_that_are_exchanged_in_every_row_are_a_wrong_header(people: str) -> None:
    (found,) = [one for one in read(people)[1] if one.rule in ("KOLOM-11", "NILAI-11")]
    assert (found.rule, found.location.line) == ("KOLOM-11", 1)


def test_an_impossible_date_is_told_once_by_its_rule() -> None:
    assert all_findings("nip,nama,tmt_jabatan\n198209112008041005,A,2023-02-30\n") == ["KOLOM-07 pegawai.csv:2:22"]


def test_a_missing_key_is_an_error_whatever_stood_there() -> None:
    facts = "nip,tanggal,kompetensi,level\n198209112008041005,29-03-0099,M.01,4\n"
    assert all_findings(facts, "kompetensi") == ["KOLOM-05 kompetensi.csv:2:20", "NILAI-07 kompetensi.csv:2:20"]


def test_findings_name_the_cell_as_it_was_written() -> None:
    (found,) = read("nip,nama\n 'NIP. 198209112008041005,A\n")[1]
    assert (found.value, found.key, found.field) == ("'NIP. 198209112008041005", "198209112008041005", "nip")
    assert (found.location.line, found.location.column, found.location.end_column) == (2, 2, 26)
    assert found.severity is Severity.INFO


def test_a_fault_in_every_row_is_listed_up_to_a_limit_and_then_counted() -> None:
    count = FINDINGS_A_FILE + 5
    facts = "nip,jenis,tanggal\n" + "198209112008041005,teknis,43922\n" * count
    table, findings = read(facts, "diklat")
    assert len(findings) == FINDINGS_A_FILE + 1
    assert "5 more findings of NILAI-09" in str(findings[-1].message)
    assert len(table.told["tanggal"]) == count


def test_the_same_cells_in_a_workbook_give_the_same_table() -> None:
    cells = [["nip", "nama", "tanggal_lahir", "golongan"], ["'198209112008041005", "A", "11/09/1982", "III/D"],
             ["19900702 201503 2 001", "B", "02/07/1990", "III/a"]]  # fmt: skip
    content = "\n".join(",".join(line) for line in cells) + "\n"
    data = workbook("".join(row(number, *line) for number, line in enumerate(cells, start=1)))
    plain, about = read(content)
    sheet, _, found = table_from(source(data, "pegawai.xlsx"), "pegawai", ".xlsx")
    assert sheet is not None
    assert sheet.frame.equals(plain.frame)
    assert [(one.rule, one.value, str(one.message)) for one in found] == [
        (one.rule, one.value, str(one.message)) for one in about
    ]


# ---- laws

DAYS = st.dates(datetime.date(1930, 1, 1), datetime.date(2049, 12, 31))
PEOPLE = st.lists(st.tuples(DAYS, DAYS, st.sampled_from(["III/a", "IX", "IV/e"])), min_size=1, max_size=8)


def nip_of(born: datetime.date, number: int) -> str:
    return f"{born:%Y%m%d}2010011{number + 1:03}"


def frame(people: list[tuple[datetime.date, datetime.date, str]], written: str = "%Y-%m-%d") -> pl.DataFrame:
    return pl.DataFrame(
        {
            "nip": [nip_of(born, number) for number, (born, _, _) in enumerate(people)],
            "tanggal_lahir": [born.strftime(written) for born, _, _ in people],
            "tmt_pangkat": [day.strftime(written) for _, day, _ in people],
            "golongan": [rank for _, _, rank in people],
        }
    )


def as_csv(cells: pl.DataFrame) -> str:
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";", lineterminator="\n")
    writer.writerows([cells.columns, *cells.rows()])
    return buffer.getvalue()


@given(
    PEOPLE, st.sampled_from(["%d-%m-%Y", "%m/%d/%Y", "%d.%m.%Y", "%d%m%Y", "%Y%m%d", "%d %b %Y", "%Y-%m-%d 00:00:00"])
)
def test_dates_in_any_one_form_are_the_same_table(
    people: list[tuple[datetime.date, datetime.date, str]], written: str
) -> None:
    """The NIP beside the birth dates tell the order, unless every birth date has day and month alike."""
    table, findings = read(as_csv(frame(people, written)))
    if "NILAI-08" in codes(findings):
        assert all(born.day == born.month for born, _, _ in people)
    else:
        assert table.text.equals(frame(people))
    assert set(codes(findings)) <= {"NILAI-03", "NILAI-08"}


@given(
    PEOPLE,
    st.sampled_from(["'{0}", '="{0}"', "{0} ", "NIP. {0}", "{0} / 60000012", "{1} {2} {3} {4}", "{1}.{2}.{3}.{4}"]),
    st.sampled_from([str.upper, str.lower, lambda text: text.replace("/", "."), lambda text: text.replace("/", "")]),
)
def test_nip_and_codes_in_any_spelling_are_the_same_table(
    people: list[tuple[datetime.date, datetime.date, str]], around: str, spell: Any
) -> None:
    cells = frame(people)
    nips = [around.format(nip, nip[:8], nip[8:14], nip[14], nip[15:]) for nip in cells["nip"]]
    ranks = [spell(rank) for rank in cells["golongan"]]
    table, findings = read(as_csv(cells.with_columns(nip=pl.Series(nips), golongan=pl.Series(ranks))))
    assert table.text.equals(cells)
    assert {found.severity for found in findings} <= {Severity.INFO}


CELLS = (st.text(max_size=12) | st.from_regex(r"[0-9IVXa-e'.,/ -]{0,20}", fullmatch=True)).map(
    lambda text: text.strip(BLANKS) or None
)
"""As reading leaves them: without blanks at the edges, and null when nothing is left."""
NAMES = ("nip", "nama", "tanggal_lahir", "golongan", "masa_kerja_tahun", "kehadiran", "lain")


class _Nowhere:
    """Places of a table that stands in no file."""

    def locate(self, row: int, column: str | None = None) -> Any:
        return Location("x", row + 2, 1)

    def header(self, column: str | None = None) -> Any:
        return self.locate(-1)


@given(st.lists(st.tuples(*[CELLS] * len(NAMES)), max_size=6))
def test_no_table_breaks_it_and_it_invents_nothing(rows: list[tuple[str | None, ...]]) -> None:
    cells = pl.DataFrame(rows, schema=dict.fromkeys(NAMES, pl.String), orient="row")
    table = declaration("pegawai")
    once, findings = normalised(TextTable(cells, _Nowhere()), table)
    assert once.frame.shape == cells.shape
    for name in NAMES:
        for before, after in zip(cells[name], once.frame[name], strict=True):
            assert after is None or before is not None
    quick, same = normal_table(TextTable(cells, _Nowhere()), "pegawai", "x")
    assert quick.text.equals(once.frame)
    assert same == findings


@given(PEOPLE)
def test_a_canonical_table_has_nothing_to_do(people: list[tuple[datetime.date, datetime.date, str]]) -> None:
    table, findings = read(as_csv(frame(people)))
    assert findings == ()
    assert doubtful_columns(table) == frozenset()
    assert table.text.equals(frame(people))
