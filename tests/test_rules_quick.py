"""Quick tests say where nothing can be wrong; the exact ones that look at the rest must never find less for it."""

from __future__ import annotations

import datetime
import re
import time
import unicodedata
from concurrent.futures import ThreadPoolExecutor

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
from mutasi.model.frames import frame_schema
from mutasi.model.nip import Nip, parse_nip
from mutasi.model.policy import Policy
from mutasi.model.table import (
    INTEGER_PATTERN,
    Signs,
    Table,
    is_18_digits,
    is_one_of,
    make_table,
    may_be_integer,
    value_of,
)
from mutasi.model.tables import TABLE_NAMES, declaration
from mutasi.read.dataset import load_dataset
from mutasi.read.policy import load_policy
from mutasi.read.records import cell_span, read_record
from mutasi.read.reference import load_reference
from mutasi.rules.check import check
from mutasi.rules.nip import implausible_age, malformed_nip, parts_of_nip
from mutasi.rules.records import look_alike_keys, same_person_twice, unknown_reference
from mutasi.rules.rule import Checked, Shared
from mutasi.rules.trees import unit_cycle
from tests.golden import ROOT

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
    columns = frame_schema(some.declaration.name).columns
    try:
        pa.DataFrameSchema(columns).validate(some.frame, lazy=True)
        expected = []
    except SchemaErrors as errors:
        cases = errors.failure_cases.select("index", "column", "check").iter_rows()
        found = ((column, row, check.partition("(")[0]) for row, column, check in cases)
        expected = sorted(one for one in found if one[2] != "str_matches")  # a NIP is the matter of other rules
    assert [(one.column, one.row, one.check) for one in column_failures(some)] == expected


@st.composite
def nearly_numbers(draw: st.DrawFn) -> str:
    """Digits of any number, often with another sign in a place."""
    digits = draw(st.text(st.sampled_from("0123456789"), min_size=1, max_size=20))
    digits = draw(st.sampled_from(["", "-", "+", " "])) + draw(st.sampled_from([digits, digits.zfill(18)[:18]]))
    at = draw(st.integers(0, len(digits) - 1))
    other = draw(st.sampled_from(["", "", "", "+", "-", ".", "_", " ", "e", "\n", "\u0661", "\uff11"]))
    return digits[:at] + other + digits[at + len(other) :]


@given(st.lists(nearly_numbers() | st.none(), min_size=1, max_size=30))
def test_quick_tests_of_numbers_are_their_patterns(texts: list[str | None]) -> None:
    text, frame = pl.col("x"), pl.DataFrame({"x": texts}, schema={"x": pl.String})
    integer = pl.when(text.str.contains(INTEGER_PATTERN)).then(text.cast(pl.Int64, strict=False))
    quick = pl.when(may_be_integer(text)).then(text.cast(pl.Int64, strict=False))
    assert frame.select(quick).equals(frame.select(integer))
    assert frame.select(is_18_digits(text)).equals(frame.select(text.str.contains("^[0-9]{18}$")))


@st.composite
def nearly_dates(draw: st.DrawFn) -> str:
    """Dates with up to two other signs in, but no blanks and plus signs, or ten signs of any order."""
    text = str(draw(st.dates(datetime.date(1, 1, 1))))
    for _ in range(draw(st.integers(0, 2))):
        at, width = draw(st.integers(0, len(text))), draw(st.integers(0, 2))
        text = text[:at] + draw(st.text(st.sampled_from("0123-/.:T"), max_size=2)) + text[at + width :]
    return draw(st.sampled_from([text, draw(st.text(st.sampled_from("0129---"), min_size=9, max_size=11))]))


@given(st.lists(nearly_dates() | st.none(), min_size=1, max_size=30))
def test_dates_without_blanks_need_no_pattern(texts: list[str | None]) -> None:
    frame = pl.DataFrame({"tanggal_lahir": texts}, schema={"tanggal_lahir": pl.String})
    column = declaration("pegawai").column("tanggal_lahir")
    quick, exact = (frame.select(value_of(column, Signs(loose_dates=loose))) for loose in (False, True))
    assert quick.equals(exact)


@given(st.lists(st.sampled_from("abcdefgh") | st.none(), max_size=9), st.sets(st.sampled_from("abcdefghi")))
def test_one_of_a_few_texts_is_one_of_them(texts: list[str | None], wanted: set[str]) -> None:
    frame = pl.DataFrame({"x": texts}, schema={"x": pl.String})
    expected = [None if text is None else text in wanted for text in texts]
    assert frame.select(is_one_of(pl.col("x"), wanted)).to_series().to_list() == expected


# ---- records

SOME_NAMES = st.sampled_from(["Adi", "adi", "A di", "A.di", "A-di", "Abi", "ADI\u2019", "a\tdi"])


@given(st.lists(st.tuples(SOME_NAMES, st.sampled_from(["1980-01-01", "1981-01-01", None])), max_size=8))
def test_hashes_hide_nobody_who_stands_twice(people: list[tuple[str, str | None]]) -> None:
    rows = [{"nip": f"N{row}", "nama": name, "tanggal_lahir": born} for row, (name, born) in enumerate(people)]
    groups: dict[tuple[str, str], list[int]] = {}
    for row, (name, born) in enumerate(people):
        if born is not None:
            groups.setdefault((re.sub(r"[\s.'\u2019-]", "", name.lower()), born), []).append(row)
    found = list(same_person_twice.check(checked(table("pegawai", rows)))) if rows else []
    expected = [rows[1] for rows in groups.values() if len(rows) > 1]
    assert [fault.row for fault in found] == expected


@given(st.lists(st.sampled_from(["A", "a", "B b", "BB", "b\u00a0b", "C", "\uff23", "7"]), min_size=1, max_size=6))
def test_keys_that_can_be_told_apart_have_no_likeness(keys: list[str]) -> None:
    plain = {}
    for key in keys:
        plain.setdefault("".join(unicodedata.normalize("NFKC", key).lower().split()), set()).add(key)
    found = list(look_alike_keys.check(checked(table("unit", [{"id_unit": key} for key in keys]))))
    assert len(found) == sum(len(spellings) > 1 for spellings in plain.values())


def test_nip_that_look_alike_are_malformed_and_told_by_nip_01() -> None:
    assert not list(look_alike_keys.check(checked(table("pegawai", [{"nip": "198a"}, {"nip": "198A"}]))))
    assert list(look_alike_keys.check(checked(table("unit", [{"id_unit": "198a"}, {"id_unit": "198A"}]))))


@given(st.lists(st.sampled_from("ABCD") | st.none(), min_size=1, max_size=6), st.sets(st.sampled_from("ABCD")))
def test_a_reference_is_lost_when_nothing_bears_its_name(parents: list[str | None], known: set[str]) -> None:
    units = [{"id_unit": name, "id_induk": None} for name in sorted(known)]
    posts = [{"id_jabatan": f"J{row}", "id_unit": name} for row, name in enumerate(parents)]
    data = checked(table("jabatan", posts), *([table("unit", units)] if units else []))
    expected = [row for row, name in enumerate(parents) if name and name not in known] if units else []
    faults = [fault for fault in unknown_reference.check(data) if fault.table == "jabatan"]
    assert sorted(row for fault in faults for row in (fault.row, *(at for _, at in fault.related))) == expected
    assert len(faults) == len({parents[row] for row in expected})


# ---- what rules share


def test_what_rules_share_is_computed_once_however_many_ask() -> None:
    shared, computed = Shared(), []

    def slow(key: str) -> str:
        time.sleep(0.01)
        computed.append(key)
        return key

    def ask(number: int) -> str:
        return shared.once("outer", lambda: shared.once(f"inner {number % 2}", lambda: slow(f"{number % 2}")))

    with ThreadPoolExecutor(8) as pool:
        answers = set(pool.map(ask, range(40)))
    assert len(answers) == len(computed) == 1


def test_rules_at_work_together_find_the_same_in_the_same_order(monkeypatch: pytest.MonkeyPatch) -> None:
    policy, _ = load_policy(ROOT / "examples" / "rusak" / "mutasi.yaml")
    dataset, _ = load_dataset(ROOT / "examples" / "rusak", policy, ROOT)
    found = []
    for threads in (1, 2, 8):
        monkeypatch.setattr("mutasi.rules.check._THREADS", threads)
        found.append(check(dataset, REFERENCE, criterion_kinds={}, other_rules={}))
    assert found[0] == found[1] == found[2]
    assert found[0]


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
    behind = cell_span(f'{text}{separator}"a{separator}b"{separator}c', separator, number)
    if span is not None:
        assert span == behind
    if span is not None:
        quoted = cell_span(f'{text}{separator}""', separator, number)
        assert span == quoted
        assert text[slice(*span)] == cells[number].strip(" \t\u00a0".replace(separator, ""))
