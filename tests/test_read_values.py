"""The values in files as offices write them, against what a correct reader concludes (`data/convert/harapan.json`).

Only cells are read here, by the columns that stand in the tables below; finding the columns is the work of `convert`.
"""

from __future__ import annotations

import csv
import datetime
import json
import re
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from mutasi.model.nip import Nip, NipFault, clean_nip, date_of_digits, parse_nip, repair_17
from mutasi.read.dates import DateCell, DateFault, DateOrder, OrderDecision, SerialBase, decide_order, read_date
from mutasi.read.spelling import SpellingFault, educations, read_echelon, read_education, read_rank

DATA = Path(__file__).parent / "data"
EXPECTED: dict[str, Any] = json.loads((DATA / "convert" / "harapan.json").read_text(encoding="utf-8"))


class Shape(NamedTuple):
    """A file: its separator, and which cells of a person are the NIP, the birth date and other dates."""

    name: str
    separator: str
    nip: int
    born: int
    dates: tuple[int, ...]


PPPK = Shape("siasn_pppk.csv", ",", 1, 8, (29, 37, 44))
DUK = Shape("duk.csv", ";", 2, 15, (4, 6))
BROKEN = Shape("rusak_excel.csv", ";", 1, 9, (4,))


def people(shape: Shape) -> list[list[str]]:
    """The rows that begin with a number, or have a NIP."""
    with (DATA / "convert" / shape.name).open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter=shape.separator))
    width = max(map(len, rows))
    found = [row for row in rows if len(row) == width and (row[0].isdigit() or row[1].startswith("'"))]
    return [row for row in found if row[2] != "3"]  # the row that numbers the columns


def born_by_nip(row: list[str], shape: Shape) -> datetime.date | None:
    nip = clean_nip(row[shape.nip])
    return date_of_digits(nip[:8]) if len(nip) == 18 and nip.isdigit() else None


def decision(shape: Shape) -> OrderDecision:
    cells = [DateCell(row[column], number, str(column), born_by_nip(row, shape) if column == shape.born else None)
             for number, row in enumerate(people(shape)) for column in (shape.born, *shape.dates)]  # fmt: skip
    return decide_order(cells)


def date_in(row: list[str], column: int, shape: Shape, order: OrderDecision) -> str | DateFault:
    born = born_by_nip(row, shape) if column == shape.born else None
    day = read_date(row[column], order.order, serials=order.serials, born=born)
    return day if isinstance(day, DateFault) else day.isoformat()


# ---- PPPK, dates with the month first


def test_pppk_month_first_by_the_nip() -> None:
    order = decision(PPPK)
    assert order == OrderDecision(DateOrder.MONTH_FIRST)
    rows = people(PPPK)
    assert len(rows) == 18
    for row in rows:
        nip = parse_nip(clean_nip(row[1]))
        assert isinstance(nip, Nip)
        assert nip.is_pppk
        assert date_in(row, 8, PPPK, order) == nip.born.isoformat()
        assert read_rank(row[36]) == row[36]
    first = EXPECTED["siasn_pppk.csv"]["first"]
    read = [clean_nip(rows[0][1]), *(date_in(rows[0], column, PPPK, order) for column in (8, 37, 44)), rows[0][36]]
    assert read == [first[key] for key in ("nip", "tanggal_lahir", "tmt_golongan", "tmt_jabatan", "golongan")]


# ---- DUK, six spellings of golongan and five of dates


def test_duk_one_value_for_every_spelling() -> None:
    order = decision(DUK)
    assert order == OrderDecision(DateOrder.DAY_FIRST)
    rows, expected = people(DUK), EXPECTED["duk.csv"]["records"]
    assert len(rows) == len(expected) == 16
    for row, record in zip(rows, expected, strict=True):
        assert clean_nip(row[2]) == record["nip"]
        assert read_rank(row[3]) == record["golongan"]
        assert date_in(row, 15, DUK, order) == record["tanggal_lahir"]
        assert date_in(row, 4, DUK, order) == record["tmt_golongan"]
        assert date_in(row, 6, DUK, order) == record["tmt_jabatan"]
        assert not isinstance(read_education(row[14]), SpellingFault)


# ---- nominatif, NIP of 17 digits


def test_nominatif_the_cut_digit_is_proposed_by_the_birth_date() -> None:
    text = (DATA / "convert" / "nominatif.csv").read_text(encoding="utf-8")
    found = re.findall(r'^\d+,".*\n([0-9 ]+)",".*, (.*)","(.*)\n(.*)"', text, re.MULTILINE)
    expected = EXPECTED["nominatif.csv"]["records"]
    assert len(found) == len(expected) == 14
    for (printed, birth, rank, since), record in zip(found, expected, strict=True):
        born = read_date(birth, None)
        assert isinstance(born, datetime.date)
        assert (printed, born.isoformat()) == (record["nip_tercetak"], record["tanggal_lahir"])
        whole = clean_nip(printed) if record["utuh"] else repair_17(printed, born)
        assert whole == record["nip_pulih"]
        assert isinstance(parse_nip(clean_nip(printed)), Nip) is record["utuh"]
        assert read_rank(rank) == rank
        assert isinstance(read_date(since, None), datetime.date) or since == ""


# ---- damaged by a spreadsheet

LEVELS = {"S-1/Sarjana": "S-1", "Diploma III/Sarjana Muda": "D-III", "Diploma IV": "D-IV"}
ROUNDED_TO_ANOTHER_PERSON = 21
"""The row whose NIP a spreadsheet has made equal to another's: nothing tells the century of its birth date."""


def test_rusak_order_and_serials_are_proved() -> None:
    assert decision(BROKEN) == OrderDecision(DateOrder.DAY_FIRST, serials=SerialBase.FROM_1900)


@pytest.mark.parametrize("line", range(2, 22))
def test_rusak_row(line: int) -> None:
    row, record = people(BROKEN)[line - 2], EXPECTED["rusak_excel.csv"]["records"][line - 2]
    assert record["baris"] == line
    nip = parse_nip(clean_nip(row[1]))
    assert (nip.text if isinstance(nip, Nip) else None) == record["nip"] or record["status_nip"] == "kosong"
    if not isinstance(nip, Nip):
        assert nip in (NipFault.SCIENTIFIC, NipFault.SERIAL, NipFault.MISSING_YET)
    assert read_rank(row[3], codes=True) == record["golongan"]
    assert read_echelon(row[5] or "NON") == record["eselon"].replace("NON", "")
    level = LEVELS.get(record["tingkat"], record["tingkat"])
    if row[8] == "D4/S1":
        assert read_education(row[8]) is SpellingFault.AMBIGUOUS
        assert level in educations(row[8])
    else:
        assert read_education(row[8]) == level
    day = date_in(row, 9, BROKEN, decision(BROKEN))
    assert day == (DateFault.SHORT_YEAR if line == ROUNDED_TO_ANOTHER_PERSON else record["tanggal_lahir"])


def test_rusak_dates_of_all_forms() -> None:
    order = decision(BROKEN)
    days = {row[4]: date_in(row, 4, BROKEN, order) for row in people(BROKEN)}
    assert days["43922"] == "2020-04-01"
    assert days["20211001"] == "2021-10-01"
    assert days["01.10.2020"] == days["2020-10-01 00:00:00"] == "2020-10-01"
    assert days["01/04/2019"] == "2019-04-01"
    assert days["01/04/18"] is DateFault.SHORT_YEAR
