"""Laws of the merge by key, over random changes of two sides: nothing is lost, nothing doubled, nothing chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mutasi.diff.merge import NOTHING, OURS, THEIRS, Key, Keyed, Merged, Row, merge
from mutasi.model.dialect import UNTOLD
from mutasi.model.tables import declaration
from mutasi.read.source import source_of
from mutasi.read.table import table_from
from mutasi.render.merging import merged_file
from mutasi.render.table_files import WRITERS

UNIT = declaration("unit")
FIELDS = ("nama", "id_induk", "telepon", "alamat")
TEXTS = st.sampled_from(["A", "B", "no", 'a "b", c', "é; x", "1.5", "- x: #y"])
RECORDS = st.fixed_dictionaries({"nama": TEXTS}, optional={"telepon": TEXTS, "alamat": TEXTS})
TABLES = st.dictionaries(st.sampled_from([f"U{number}" for number in range(1, 8)]), RECORDS, min_size=1, max_size=6)
Rows = Mapping[str, Mapping[str, str]]


@st.composite
def changed(draw: st.DrawFn, rows: Rows) -> Rows:
    """Some rows deleted, some changed in a field, some added, and now and then another order."""
    made = {}
    for key, row in rows.items():
        what = draw(st.sampled_from(["keep", "keep", "keep", "delete", "change", "clear"]))
        if what == "change":
            row = {**row, draw(st.sampled_from(["nama", "telepon", "alamat"])): draw(TEXTS)}
        elif what == "clear":
            row = {name: text for name, text in row.items() if name != "telepon"}
        if what != "delete":
            made[key] = row
    for key, row in draw(TABLES).items():
        if draw(st.booleans()) and key not in rows:
            made[key] = row
    keys = draw(st.permutations(list(made))) if draw(st.booleans()) else list(made)
    return {key: made[key] for key in keys}


@st.composite
def three(draw: st.DrawFn) -> tuple[Rows, Rows, Rows]:
    base = draw(TABLES)
    return base, draw(changed(base)), draw(changed(base))


def keyed(rows: Rows) -> Keyed:
    return Keyed(("id_unit", *FIELDS), {(key,): {"id_unit": key, **row} for key, row in rows.items()})


def in_order(rows: Mapping[Key, Row]) -> Sequence[Key]:
    return sorted(rows)


def of(merged: Merged, side: str) -> dict[Key, Row]:
    return {row.key: values for row in merged.rows if (values := row.side(side)) is not None}


def check_nothing_lost(base: Keyed, ours: Keyed, theirs: Keyed, merged: Merged) -> None:
    """Row by row and field by field, said anew from the three tables alone."""
    found = {row.key: row for row in merged.rows}
    assert len(found) == len(merged.rows)
    for key in {*base.rows, *ours.rows, *theirs.rows}:
        before, one, two = (side.rows.get(key) for side in (base, ours, theirs))
        if one is None or two is None:
            there = two if one is None else one
            if there is None or there == before:
                assert key not in found  # deleted by a side, and by the other not changed
            elif before is None:
                assert (found[key].ours, found[key].theirs, found[key].is_conflict) == (there, there, False)
            else:
                assert (found[key].ours, found[key].theirs, found[key].is_conflict) == (one, two, True)
            continue
        mine, other = found[key].ours, found[key].theirs
        assert mine is not None
        assert other is not None
        for name in ("id_unit", *FIELDS):
            old, left, right = ((row or {}).get(name) for row in (before, one, two))
            if old != left and old != right and left != right:
                assert (mine.get(name), other.get(name), name in found[key].fields) == (left, right, True)
            else:
                wanted = right if left == old else left
                assert (mine.get(name), other.get(name), name in found[key].fields) == (wanted, wanted, False)


@settings(max_examples=30)
@given(three())
def test_no_row_and_no_field_is_lost(sides: tuple[Rows, Rows, Rows]):
    base, ours, theirs = map(keyed, sides)
    merged = merge(base, ours, theirs, in_order)
    assert merged.clashes == ()
    check_nothing_lost(base, ours, theirs, merged)
    check_nothing_lost(NOTHING, ours, theirs, merge(NOTHING, ours, theirs, in_order))


@settings(max_examples=30)
@given(three())
def test_one_side_that_changed_nothing_has_no_say(sides: tuple[Rows, Rows, Rows]):
    base, other, _ = map(keyed, sides)
    for merged in (merge(base, base, other, in_order), merge(base, other, base, in_order)):
        assert merged.conflicts == ()
        assert of(merged, OURS) == of(merged, THEIRS) == dict(other.rows)
    assert [row.key for row in merge(base, other, base, in_order).rows] == list(other.rows)


@settings(max_examples=30)
@given(three())
def test_sides_can_be_exchanged(sides: tuple[Rows, Rows, Rows]):
    base, ours, theirs = map(keyed, sides)
    one, two = merge(base, ours, theirs, in_order), merge(base, theirs, ours, in_order)
    assert of(one, OURS) == of(two, THEIRS)
    assert of(one, THEIRS) == of(two, OURS)
    assert {row.key: row.fields for row in one.conflicts} == {row.key: row.fields for row in two.conflicts}


@settings(max_examples=30)
@given(three())
def test_rows_of_ours_keep_their_order_and_others_follow_the_one_before_them(sides: tuple[Rows, Rows, Rows]):
    base, ours, theirs = map(keyed, sides)
    keys = [row.key for row in merge(base, ours, theirs, in_order).rows]
    own = [key for key in ours.rows if key in keys]
    assert [key for key in keys if key in ours.rows] == own
    if own == sorted(own):
        assert keys == sorted(keys)


# ---- files


def written(rows: Rows, suffix: str) -> bytes:
    names = ("id_unit", *FIELDS)
    records = [{"id_unit": key, **row} for key, row in rows.items()]
    frame = pl.DataFrame({name: pl.Series([row.get(name) for row in records], dtype=pl.String) for name in names})
    return WRITERS[suffix](frame, UNIT)


def read(data: bytes, suffix: str) -> dict[Key, Row]:
    table, _, findings = table_from(source_of(data, "x"), "unit", suffix)
    assert table is not None, findings
    rows = [{name: text for name, text in row.items() if text} for row in table.text.iter_rows(named=True)]
    found = {(row["id_unit"],): row for row in rows}
    assert len(found) == len(rows)
    return found


def resolved(text: str, side: str) -> str:
    """The text with one side of each conflict, as somebody would keep it by hand."""
    lines, state = [], ""
    for line in text.splitlines(keepends=True):
        state = {"<<<<<<< ": OURS, "||||||| ": "base", "=======\n": THEIRS, ">>>>>>> ": "end"}.get(line[:8], state)
        is_mark = line[:7] in ("<<<<<<<", "|||||||", "=======", ">>>>>>>")
        if not is_mark and state in ("", "end", side):
            lines.append(line)
    return "".join(lines)


@pytest.mark.parametrize("suffix", [".csv", ".tsv", ".yaml", ".json", ".jsonl"])
@settings(max_examples=20)
@given(three())
def test_the_file_holds_what_the_merge_gives(suffix: str, sides: tuple[Rows, Rows, Rows]):
    sides = tuple(rows or {"U9": {"nama": "A"}} for rows in sides)
    base, ours, theirs = map(keyed, sides)
    data = [source_of(written(rows, suffix), name) for rows, name in zip(sides, ("O", "A", "B"), strict=True)]
    made = merged_file(*data, "unit", suffix, UNTOLD)
    merged = merge(base, ours, theirs, in_order)
    if made.data is None:  # no file of the kind holds no record at all
        assert suffix in (".json", ".yaml", ".jsonl"), made.reason
        assert not of(merged, OURS) or not of(merged, THEIRS)
        return
    assert len(made.conflicts) == len(merged.conflicts)
    for side in (OURS, THEIRS):
        if of(merged, side):
            assert read(resolved(made.data.decode(), side).encode(), suffix) == of(merged, side)
