"""Headers of several rows, with merged cells or without, and the rows below them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mutasi.finding import Location
from mutasi.read.convert.body import RowKind, rows_of
from mutasi.read.convert.heading import heading_at
from mutasi.read.convert.recognise import LayoutUnknown, Recognised, recognise
from mutasi.read.csv_grid import csv_grid
from mutasi.read.grid import Grid, Span
from mutasi.read.layout_file import program_layouts
from tests.converting import sample

LAYOUTS = program_layouts()


class Places:
    def cell(self, row: int, column: int | None = None) -> Location:
        return Location("x", row + 1, 0 if column is None else column + 1)


def grid(*rows: str, spans: tuple[Span, ...] = ()) -> Grid:
    """Rows written as ``a|b|c``."""
    return Grid("x", "", [row.split("|") for row in rows], Places(), spans)


def found(name: str) -> tuple[Grid, Recognised]:
    made, _ = csv_grid(sample(name))
    assert made is not None
    return made, recognise(made, LAYOUTS)


@pytest.mark.parametrize(
    ("made", "names"),
    [
        (grid("NIP|Nama"), ("NIP", "Nama")),
        (grid("Nama|Pangkat||Ket", "|Gol|TMT|"), ("Nama", "Pangkat / Gol", "Pangkat / TMT", "Ket")),
        (grid("Nama||Jabatan", "||Nama"), ("Nama", "", "Jabatan / Nama")),
        (grid("NAMA JABATAN|||KELAS"), ("NAMA JABATAN", "", "", "KELAS")),
        (
            grid("NAMA JABATAN|||KELAS", spans=(Span(0, 0, 0, 2),)),
            ("NAMA JABATAN", "", "", "KELAS"),
        ),
        (
            grid("No|Proyeksi|||", "|Pensiun||Butuh|", "|2026|2027|2026|2027",
                 spans=(Span(0, 0, 2, 0), Span(0, 1, 0, 4), Span(1, 1, 1, 2), Span(1, 3, 1, 4))),
            ("No", "Proyeksi / Pensiun / 2026", "Proyeksi / Pensiun / 2027", "Proyeksi / Butuh / 2026",
             "Proyeksi / Butuh / 2027"),
        ),
    ],
)  # fmt: skip
def test_names_are_put_together_from_all_rows(made: Grid, names: tuple[str, ...]) -> None:
    assert heading_at(made, 0, len(made.rows) - 1).names == names


def test_a_wide_column_goes_on_over_unnamed_ones() -> None:
    heading = heading_at(grid("JENIS|NAMA JABATAN||||KELAS"), 0, 0)
    assert (heading.reach(1), heading.reach(0), heading.reach(5)) == (4, 1, 1)


def test_the_header_of_a_duk_has_two_rows_below_titles() -> None:
    made, recognised = found("duk.csv")
    assert recognised.layout.code == "duk"
    assert (recognised.heading.first, recognised.heading.last, recognised.confidence) == (4, 5, 100)
    kinds: dict[RowKind, list[int]] = {}
    for row in rows_of(made, recognised):
        kinds.setdefault(row.kind, []).append(made.places.cell(row.number).line)
    assert len(kinds.pop(RowKind.RECORD)) == 16
    assert kinds == {
        RowKind.TITLE: [1, 2, 3],
        RowKind.HEADER: [5, 6],
        RowKind.NUMBERS: [7],
        RowKind.BLANK: [4, 17, 25, 29, 31],
        RowKind.SECTION: [8, 12, 26],
        RowKind.TOTAL: [30],
        RowKind.OTHER: [32, 33, 34, 35, 36],
    }


@given(st.integers(0, 30), st.integers(0, 3))
def test_a_header_is_found_wherever_it_stands(above: int, blank: int) -> None:
    rows = ["DAFTAR PEGAWAI|||"] * above + ["|||"] * blank + ["No|NIP|Nama|Golongan", "1|2|3|4", "1|x|Budi|III/a"]
    recognised = recognise(grid(*rows), LAYOUTS)
    assert (recognised.layout.code, recognised.heading.first) == ("daftar_pegawai", above + blank)


def test_a_repeated_header_and_a_total_are_no_records() -> None:
    made = grid("NIP|Nama", "1|Budi", "NIP|Nama", "2|Siti", "JUMLAH|2", "Total|")
    kinds = [row.kind for row in rows_of(made, recognise(made, LAYOUTS))]
    assert kinds == [RowKind.HEADER, RowKind.RECORD, RowKind.HEADER, RowKind.RECORD, RowKind.RECORD, RowKind.TOTAL]


def test_a_person_whose_name_begins_like_a_total_is_a_person() -> None:
    made = grid("NIP|Nama", "198503152010011007|Total Sinaga")
    assert [row.kind for row in rows_of(made, recognise(made, LAYOUTS))] == [RowKind.HEADER, RowKind.RECORD]


# ---- headers that are nearly those of a layout


def test_a_misspelt_header_is_taken_by_similarity_and_told() -> None:
    recognised = recognise(grid("NIP BARU|Nama Pegawia|Golongan", "1|2|3"), LAYOUTS)
    assert recognised.layout.code == "daftar_pegawai"
    (likeness,) = recognised.likenesses
    assert (likeness.found, likeness.header) == ("Nama Pegawia", "NAMA")
    assert 88 <= likeness.percent < 100
    assert 88 <= recognised.confidence < 100


@pytest.mark.parametrize("header", ["NIK", "NAMA IBU", "Nama Unit Kerja"])
def test_another_header_is_not_taken_for_a_needed_one(header: str) -> None:
    with pytest.raises(LayoutUnknown):
        recognise(grid(f"NIP|{header}|Golongan", "1|2|3"), LAYOUTS)
