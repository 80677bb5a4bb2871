"""Answers of the web service as grids: envelopes, what stands in place of a record, places."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mutasi.read import limits
from mutasi.read.convert.export import ExportUnreadable, open_exports
from mutasi.read.convert.service import service_grid
from mutasi.read.convert.wishes import Wishes
from mutasi.read.grid import Grid
from mutasi.read.layout_file import program_layouts
from mutasi.read.layouts import name_key
from mutasi.read.source import source_of
from tests.converting import SAMPLES, answer, json_file, sample, sample_records
from tests.reading import codes, piece, short, source


def grid_of(text: str) -> tuple[Grid | None, list[str]]:
    grid, findings = service_grid(source(text, "ws.json"))
    return grid, codes(findings)


def rows_of(text: str) -> list[list[str]]:
    grid, _ = service_grid(source(text, "ws.json"))
    return [] if grid is None else grid.rows


# ---- forms of one content

KEYS = st.text("abcdeF_ ", min_size=1, max_size=4).filter(name_key)
VALUES = st.none() | st.booleans() | st.integers(-(10**20), 10**20) | st.text(max_size=5)
RECORDS = st.lists(
    st.dictionaries(KEYS, VALUES, min_size=1, max_size=4)
    .filter(lambda record: len({name_key(key) for key in record}) == len(record))
    .filter(lambda record: any(value not in (None, "") for value in record.values())),
    min_size=1,
    max_size=4,
)


def _envelope(data: object) -> dict[str, Any]:
    return {"code": 1, "data": data, "message": "success"}


FORMS = {
    "records": lambda records: records,
    "one envelope": _envelope,
    "an envelope each": lambda records: [_envelope(record) for record in records],
    "JSON in JSON": lambda records: _envelope(json.dumps(records)),
    "JSON in JSON each": lambda records: [_envelope(json.dumps(record)) for record in records],
    "some in envelopes": lambda records: [records[0], *map(_envelope, records[1:])],
    "pages": lambda records: [_envelope(records[:1]), _envelope(records[1:])] if records[1:] else records,
    "a page in an envelope": lambda records: _envelope({"data": records, "total": len(records)}),
}


@given(RECORDS, st.sampled_from(sorted(FORMS)))
def test_every_form_gives_the_same_rows(records: list[dict[str, Any]], form: str) -> None:
    expected = rows_of(json.dumps(records))
    assert rows_of(json.dumps(FORMS[form](records))) == expected
    names = expected[0]
    keys = [name_key(name) for name in names]
    assert keys == list(dict.fromkeys(name_key(key) for record in records for key in record))
    for row, record in zip(expected[1:], records, strict=True):
        written = {name_key(key): _written(value) for key, value in record.items()}
        assert row == [written.get(key, "") for key in keys]


def _written(value: object) -> str:
    if isinstance(value, str):
        return value
    return "" if value is None else json.dumps(value)


def test_json_lines_are_records() -> None:
    text = '{"a": 1, "b": "x"}\n{"b": "y", "c": 1.50}\n'
    assert rows_of(text) == [["a", "b", "c"], ["1", "x", ""], ["", "y", "1.50"]]


def test_keys_that_differ_by_case_are_one_column_unless_one_record_has_both() -> None:
    assert rows_of('[{"kuadranNilai": 1}, {"KuadranNilai": 2}]') == [["kuadranNilai"], ["1"], ["2"]]
    assert rows_of('[{"a": 1, "A": 2}, {"A": 3}]') == [["a", "A"], ["1", "2"], ["3", ""]]


# ---- in place of a record


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('{"code": 0, "data": "Data tidak ditemukan", "message": "x"}', ["KONVERSI-40"]),
        ('{"code": 0, "data": {"nipBaru": "1"}, "message": "x"}', ["KONVERSI-40"]),
        ('{"code": 1, "data": null, "message": "x"}', ["KONVERSI-40"]),
        ('{"code": 1, "data": "", "message": "x"}', ["KONVERSI-40"]),
        ('{"code": 1, "data": {}, "message": "x"}', ["KONVERSI-40"]),
        ('{"code": 1, "data": {"a": null}, "message": "x"}', ["KONVERSI-40"]),
        ('{"code": 1, "data": 5}', ["KONVERSI-40"]),
        ('{"code": 1, "data": false}', ["KONVERSI-40"]),
        ('{"code": 1, "message": "success"}', ["KONVERSI-40"]),
        ('{"message": "API rate limit exceeded"}', ["KONVERSI-40"]),
        ('{"fault": {"code": 900802, "message": "Message throttled out"}}', ["KONVERSI-40"]),
        ('{"code": 1, "data": "{\\"a\\": 1"}', ["KONVERSI-40"]),
        ('{"code": 1, "data": "{\\"data\\": \\"{}\\"}"}', ["KONVERSI-40"]),
        ('{"code": 1, "data": []}', ["KONVERSI-41"]),
        ("[]", ["KONVERSI-41"]),
        ("[1, null, [2]]", ["KONVERSI-40"] * 3),
        ("{", ["BERKAS-21"]),
        ("[" * 10_000 + "]" * 10_000, ["BERKAS-15"]),
        (json.dumps({"data": "[" * 10_000 + "]" * 10_000}), ["KONVERSI-40"]),
        ('[{"a": 1, "a": 2}]', ["BERKAS-10"]),
    ],
)
def test_what_holds_no_record_is_told(text: str, told: list[str]) -> None:
    grid, findings = service_grid(source(text, "ws.json"))
    assert (grid, codes(findings)) == (None, told)
    with pytest.raises(ExportUnreadable):
        open_exports(source(text, "ws.json"), Wishes(program_layouts()))


def test_records_beside_what_is_none_are_taken() -> None:
    grid, told = grid_of('[{"code": 0, "data": "x"}, {"a": "1", "b": "2"}, {"data": [{"a": "3"}, {}]}, 7]')
    assert grid is not None
    assert grid.rows == [["a", "b"], ["1", "2"], ["3", ""]]
    assert told == ["KONVERSI-40"] * 3


def test_what_the_service_says_is_repeated() -> None:
    _, findings = service_grid(json_file([{"code": 0, "data": "Data tidak ditemukan", "message": "x"}]))
    assert dict(findings[0].message.values) == {"said": "Data tidak ditemukan"}
    _, findings = service_grid(json_file([{"code": 1, "data": None, "message": "NIP salah"}]))
    assert dict(findings[0].message.values) == {"said": "NIP salah"}


def test_too_many_different_keys_are_refused() -> None:
    records = [{f"k{number}": 1} for number in range(limits.COLUMNS + 1)]
    grid, told = grid_of(json.dumps(records))
    assert (grid, told) == (None, ["BERKAS-15"])


def test_a_file_of_nothing_but_refusals_is_cut_short() -> None:
    text = json.dumps([{"code": 0, "data": "x"}] * (limits.FINDINGS_A_FILE + 5) + [{"a": 1, "b": 2}])
    _, findings = service_grid(source(text, "ws.json"))
    assert len(findings) == limits.FINDINGS_A_FILE + 1
    assert dict(findings[-1].message.values)["count"] == 5


# ---- lists and objects in cells


def test_a_list_or_an_object_is_no_text() -> None:
    grid, _ = grid_of('[{"a": {"b": 1}, "c": "x"}, {"a": [], "c": "y"}, {"a": "z"}]')
    assert grid is not None
    assert grid.rows == [["a", "c"], ["", "x"], ["", "y"], ["z", ""]]
    assert grid.nested == {(1, 0), (2, 0)}


def test_one_in_a_column_that_is_used_is_told() -> None:
    first = {**sample_records("ws_riwayat_jabatan.json")[0], "nomorSk": {"nomor": "1"}}
    (export,) = open_exports(answer(first), Wishes(program_layouts()))
    (number, raw), *_ = export.rows()
    assert export.clean_row(number, raw)["nomor_sk"] == ""
    assert codes(export.notes.findings) == ["KONVERSI-42"]
    assert "path" in export.recognised.ignored


# ---- places


@pytest.mark.parametrize("name", ["ws_data_utama.json", "ws_riwayat_jabatan.json", "ws_ref_unor.json"])
def test_places_are_those_of_the_values(name: str) -> None:
    text = (SAMPLES / name).read_text(encoding="utf-8")
    grid, _ = service_grid(sample(name))
    assert grid is not None
    assert [json.loads(piece(text, grid.places.cell(0, column))) for column in range(len(grid.rows[0]))] == grid.rows[0]
    inside = 0
    for row in range(1, len(grid.rows)):
        for column in range(len(grid.rows[0])):
            if (row, column) in grid.nested:
                continue
            shown = json.loads(piece(text, grid.places.cell(row, column)))
            if isinstance(shown, str) and shown.startswith("{"):
                inside += 1  # a record inside a text: the place is that of the text
            elif not isinstance(shown, dict):  # the place of a key that is absent is the record
                assert _written(shown) == grid.text(row, column)
    assert (inside > 0) is (name == "ws_data_utama.json")


def test_the_answer_that_was_not_found_is_shown() -> None:
    _, findings = service_grid(sample("ws_data_utama.json"))
    assert short(findings) == [("KONVERSI-40", 481, 2)]


# ---- keys of one record that are alike


def test_a_column_that_is_used_and_stands_twice_is_refused() -> None:
    record = {**sample_records("ws_data_utama.json")[0], "NIPBARU": "1"}
    with pytest.raises(ExportUnreadable) as refused:
        open_exports(answer(record), Wishes(program_layouts()))
    assert codes(refused.value.findings) == ["KOLOM-01"]


def test_bytes_before_json_do_not_matter() -> None:
    data = (SAMPLES / "ws_ref_unor.json").read_bytes()
    rows = [_rows_of_bytes(before + data) for before in (b"", b"\xef\xbb\xbf", b"\n\n ")]
    assert rows[0] == rows[1] == rows[2] != []


def _rows_of_bytes(data: bytes) -> list[list[str]]:
    grid, _ = service_grid(source_of(data, "x"))
    return [] if grid is None else grid.rows
