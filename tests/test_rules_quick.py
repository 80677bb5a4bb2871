"""Quick tests say where nothing can be wrong; the exact ones that look at the rest must never find less for it."""

from __future__ import annotations

import datetime

import pandera.polars as pa
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pandera.errors import SchemaErrors

from mutasi.finding import Location
from mutasi.model.calendar import years_between
from mutasi.model.checks import column_failures
from mutasi.model.dataset import Dataset
from mutasi.model.nip import Nip, parse_nip
from mutasi.model.policy import Policy
from mutasi.model.table import Table, make_table
from mutasi.model.tables import TABLE_NAMES, declaration
from mutasi.read.records import cell_span, read_record
from mutasi.read.reference import load_reference
from mutasi.rules.nip import implausible_age, malformed_nip, parts_of_nip
from mutasi.rules.rule import Checked
from mutasi.rules.trees import unit_cycle

REFERENCE = load_reference()


class Nowhere:
    """Places of a table that has no file."""

    def locate(self, row: int, column: str | None = None) -> Location:
        return Location("x", row + 2, 1)

    def header(self, column: str | None = None) -> Location:
        return Location("x", 1, 1)


def table(name: str, rows: list[dict[str, str | None]]) -> Table:
    columns = {key: pl.Series([row[key] for row in rows], dtype=pl.String) for key in rows[0]}
    return make_table(name, pl.DataFrame(columns), Nowhere(), "x")


def checked(*tables: Table, **settings: object) -> Checked:
    return Checked(Dataset({one.name: one for one in tables}, Policy("mutasi.yaml")), REFERENCE, settings)


# ---- columns


@st.composite
def some_tables(draw: st.DrawFn) -> Table:
    """Tables whose cells are blank, of a code, at the bounds of a column, or nothing of the kind."""
    name = draw(st.sampled_from(TABLE_NAMES))
    cells = {}
    for column in declaration(name).columns:
        bounds = [
            str(bound + by) for bound in (column.minimum, column.maximum) if bound is not None for by in (-1, 0, 1)
        ]
        texts = [*(column.codes or ())[:2], *bounds, "x", "7", "2020-02-03"]
        cells[column.name] = st.sampled_from([None, *texts] if draw(st.booleans()) else texts[:2])
    return table(name, draw(st.lists(st.fixed_dictionaries(cells), min_size=1, max_size=4)))


@given(some_tables())
def test_columns_that_are_not_validated_have_no_failure(some: Table) -> None:
    columns = some.declaration.model.to_schema().columns
    try:
        pa.DataFrameSchema(columns).validate(some.frame, lazy=True)
        expected = []
    except SchemaErrors as errors:
        cases = errors.failure_cases.select("index", "column", "check").iter_rows()
        expected = sorted((column, row, check.partition("(")[0]) for row, column, check in cases)
    assert [(one.column, one.row, one.check) for one in column_failures(some)] == expected


# ---- NIP

DIGITS = st.builds(
    "".join,
    st.tuples(
        st.sampled_from(["1929", "1930", "1985", "2049", "2050"]),
        st.sampled_from(["0101", "0229", "0231", "1131", "1231", "1301"]),
        st.sampled_from(["1949", "1950", "1999", "2000", "2099"]),
        st.sampled_from(["01", "12", "13", "20", "21", "29"]),
        st.sampled_from(["1", "2", "3"]),
        st.sampled_from(["000", "001", "010", "100", "0011"]),
    ),
)


@given(st.lists(DIGITS, min_size=1, max_size=20))
def test_a_nip_that_passes_the_quick_test_is_one(texts: list[str]) -> None:
    data = checked(table("pegawai", [{"nip": text} for text in texts]))
    exact = [parse_nip(text) for text in texts]
    for nip, (born, year, month) in zip(
        exact, parts_of_nip(data).select("nip_born", "nip_year", "nip_month").iter_rows(), strict=True
    ):
        if born is not None:
            assert isinstance(nip, Nip)
            assert (nip.born, nip.year, nip.month) == (born, year, month if month <= 12 else None)
    wrong = [row for row, nip in enumerate(exact) if not isinstance(nip, Nip)]
    assert [fault.row for fault in malformed_nip.check(data)] == wrong


@given(
    born=st.dates(datetime.date(1950, 1, 1), datetime.date(2005, 12, 31)),
    age=st.sampled_from([17, 18, 46, 47, 59, 60]),
    days=st.integers(-2, 2),
    status=st.sampled_from(["PNS", "PPPK", None]),
)
def test_the_bound_in_days_hides_no_age(born: datetime.date, age: int, days: int, status: str | None) -> None:
    anniversary = datetime.date(born.year + age, born.month, min(born.day, 28))
    appointed = anniversary + datetime.timedelta(days)
    row = {"tanggal_lahir": str(born), "tmt_cpns": str(appointed), "status_kepegawaian": status, "nip": None}
    data = checked(table("pegawai", [row]), usia_min=18, usia_maks=46, usia_maks_pppk=59)
    sound = 18 <= years_between(born, appointed) <= (59 if status == "PPPK" else 46)
    assert bool(list(implausible_age.check(data))) is not sound


# ---- trees

UNITS = st.sampled_from(["A", "B", "C", "D", "E"])


@given(st.lists(st.tuples(UNITS, UNITS | st.none()), min_size=1, max_size=6, unique_by=lambda unit: unit[0]))
def test_no_circle_hides_in_the_order_of_the_rows(units: list[tuple[str, str | None]]) -> None:
    parents = dict(units)
    circling = set()
    for unit in parents:
        node = parents[unit]
        for _ in parents:
            circling |= {unit} if node == unit else set()
            node = parents.get(node or "")
    faults = list(unit_cycle.check(checked(table("unit", [{"id_unit": a, "id_induk": b} for a, b in units]))))
    found = {units[row][0] for fault in faults for row in (fault.row, *(row for _, row in fault.related))}
    assert found == circling


@pytest.mark.parametrize(("parent", "circles"), [("A", 1), ("B", 0)])
def test_a_unit_above_itself_is_a_circle(parent: str, circles: int) -> None:
    units = [{"id_unit": "B", "id_induk": None}, {"id_unit": "A", "id_induk": parent}]
    assert len(list(unit_cycle.check(checked(table("unit", units))))) == circles


# ---- places


@given(st.text(st.sampled_from("ab \t,;\u00a0"), max_size=20), st.sampled_from(",;\t"), st.integers(0, 6))
def test_a_cell_is_found_as_the_reader_splits_it(text: str, separator: str, number: int) -> None:
    cells = read_record(text, 0, separator).cells
    span = cell_span(text, separator, number)
    assert (span is not None) == (number < len(cells))
    if span is not None:
        quoted = cell_span(f'{text}{separator}""', separator, number)
        assert span == quoted
        assert text[slice(*span)] == cells[number].strip(" \t\u00a0".replace(separator, ""))
