"""A list of posts with the seats that they need: what each row says of a post, and who stands above whom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from mutasi.message import Message
from mutasi.read.characters import BLANKS
from mutasi.read.convert.body import RowKind
from mutasi.read.convert.export import Cells, Export
from mutasi.read.convert.hierarchy import Superiors, by_depth, by_dotted_number, by_parent_number, is_dotted
from mutasi.read.convert.posts import FUNCTIONAL, STRUCTURAL, level_of_echelon
from mutasi.read.convert.row import Row
from mutasi.read.convert.seats import Seats, read_seats, tell_sums
from mutasi.read.convert.values import collapse, identifier, level_last, level_of_title
from mutasi.read.dates import OrderDecision
from mutasi.read.layouts import PATH_SIGN, UnitsFrom
from mutasi.read.spelling import read_echelon

TABLE = "jabatan"
_TITLE = "jabatan_nama"


@dataclass(frozen=True, slots=True)
class ListedPost:
    """A post as a list tells it. `id` is empty when the list has none.

    `units` are the names of its unit and of those above it as far as the list tells them, from the top down.
    """

    row: Row
    id: str
    code: str
    title: str
    units: tuple[str, ...]
    level: str
    echelon: str
    job_class: str
    education: str
    seats: Seats

    @property
    def unit_field(self) -> str:
        """The field whose cell names the unit, or the post where no cell does."""
        return "unor_nama" if self.row.cells["unor_nama"] else _TITLE

    @property
    def content(self) -> tuple[object, ...]:
        """What two rows about one post must agree on."""
        return (self.title, self.units, self.level, self.echelon, self.job_class, self.education, self.seats)


@dataclass(frozen=True, slots=True)
class PostList:
    """The posts of a sheet in its order, None for rows that were not taken, and the superior of each by its index.

    `unit` is the one that the title of the sheet names, `agency` the agency; both are empty when it does not.
    """

    export: Export
    posts: tuple[ListedPost | None, ...]
    superiors: Superiors
    unit: str
    agency: str


def read_post_list(export: Export) -> PostList:
    """What a list says. Amounts are exact, sums are made anew, and hierarchy is taken as it is written."""
    rows = [(number, raw, export.clean_row(number, raw)) for number, raw in export.rows()]
    headings = _headings_above(export)
    unit = _in_title(export, export.layout.opds) if export.layout.units_from is UnitsFrom.TITLE else ""
    agency = _in_title(export, export.layout.agencies)
    own = [Row(export, number, cells, TABLE, cells[_TITLE]) for number, _, cells in rows]
    posts = tuple(
        _post(row, seats, headings.get(row.number, unit)) if _is_taken(row, raw) else None
        for row, seats, (_, raw, _) in zip(own, read_seats(export, own), rows, strict=True)
    )
    tell_sums(export, own, [post.seats for post in posts if post is not None])
    if not agency:
        agency = _agency_in_paths(export, [cells for _, _, cells in rows])
    return PostList(export, posts, _superiors(export, rows, headings), unit, agency)


def _is_taken(row: Row, raw: Cells) -> bool:
    column = row.export.columns[_TITLE]
    if column.wide and len(row.export.depths(row.number, _TITLE)) > 1:
        message = Message("the row is not taken: {header} is filled in several of its columns, so the name of the"
                          " post and its depth cannot be told", header=row.export.header(_TITLE))  # fmt: skip
        row.note("KONVERSI-01", _TITLE, message, fix=Message("leave only the column of its depth filled"))
        return False
    return row.is_whole(raw, _TITLE)


def _post(row: Row, seats: Seats, unit: str) -> ListedPost:
    cells = row.cells
    kind = row.coded("jenis_jabatan_nama", "jenis_jabatan_id", row.export.map("jenis_di_peta"))
    echelon = row.coded("eselon_nama", "eselon_id", row.export.map("eselon"), read_echelon)
    levels = row.export.map("jenjang_jf").names
    title = level_last(cells[_TITLE], levels) if kind in ("", FUNCTIONAL) else cells[_TITLE]
    return ListedPost(
        row=row,
        id=identifier(cells["id"]),
        code=cells["kode"],
        title=title,
        units=_units(row, unit),
        level=_level(row, kind, title, echelon),
        echelon=echelon,
        job_class=row.direct("kelas", OrderDecision()) if row.export.has("kelas") else "",
        education=cells["pendidikan_nama"],
        seats=seats,
    )


def _level(row: Row, kind: str, title: str, echelon: str) -> str:
    """The level: as the kind says, else that of the eselon, else the one in which a functional title ends."""
    if kind not in ("", FUNCTIONAL, STRUCTURAL):
        return kind
    if kind != FUNCTIONAL and echelon:
        return level_of_echelon(row, "eselon_nama", echelon)
    level = level_of_title(title, row.export.map("jenjang_jf").names) if kind != STRUCTURAL else ""
    if level:
        return level
    if kind == FUNCTIONAL:
        message = Message("'{title}' does not end in the level of a functional post; jenjang stays blank", title=title)
        row.note("KONVERSI-12", _TITLE, message, missing=True)
    else:
        row.export.notes.miss("jenjang", Message("neither kind, eselon nor title tells the level"), row.place(_TITLE))
    return ""


# ---- units


def _units(row: Row, unit: str) -> tuple[str, ...]:
    """The names of units in the row, else the one that stands above it."""
    text = row.cells["unor_nama"]
    if not text:
        return (unit,) if unit else ()
    if not row.export.columns["unor_nama"].path:
        return (text,)
    names = tuple(collapse(name) for name in text.split(PATH_SIGN))
    return names[1:] if len(names) > 1 and _begins(names[0], row.export.layout.agencies) else names


def _agency_in_paths(export: Export, rows: Sequence[Cells]) -> str:
    """The agency with which the paths of all units begin, empty when they do not agree."""
    if not export.has("unor_nama") or not export.columns["unor_nama"].path:
        return ""
    tops = {collapse(cells["unor_nama"].split(PATH_SIGN)[0]) for cells in rows if cells["unor_nama"]}
    top = tops.pop() if len(tops) == 1 else ""
    return top if _begins(top, export.layout.agencies) else ""


def _headings_above(export: Export) -> Mapping[int, str]:
    """By the number of each record the name in the last heading above it, where headings name units."""
    if export.layout.units_from is not UnitsFrom.SECTIONS:
        return {}
    name = ""
    found = {}
    for row in export.body:
        if row.kind is RowKind.SECTION:
            name = collapse(export.grid.text(row.number, export.recognised.columns[_TITLE]))
        elif row.kind is RowKind.RECORD:
            found[row.number] = name
    return found


def _in_title(export: Export, beginnings: Sequence[tuple[str, ...]]) -> str:
    """The one cell above the header that begins with such words; empty when there is none, or when several differ."""
    titles = (row.number for row in export.body if row.kind is RowKind.TITLE)
    found = {
        name: None
        for number in titles
        for cell in export.grid.rows[number]
        if _begins(name := collapse(cell), beginnings)
    }
    return next(iter(found)) if len(found) == 1 else ""


def _begins(name: str, beginnings: Sequence[tuple[str, ...]]) -> bool:
    words = name.casefold().split()
    return any(len(words) > len(beginning) and tuple(words[: len(beginning)]) == beginning for beginning in beginnings)


# ---- superiors


def _superiors(export: Export, rows: Sequence[tuple[int, Cells, Cells]], headings: Mapping[int, str]) -> Superiors:
    """As numbers tell them, else the depth of the names, else nobody."""
    numbers = [cells["nomor"] for _, _, cells in rows]
    parents = [cells["nomor_atasan"] for _, _, cells in rows]
    if any(parents):
        return by_parent_number(numbers, parents)
    if is_dotted(numbers):
        return by_dotted_number(numbers)
    depths = list(_depths(export, rows))
    if not any(depths):
        return (None,) * len(rows)
    above = [headings.get(number, "") for number, _, _ in rows]
    starts = [place == 0 or above[place] != above[place - 1] for place in range(len(rows))]
    return by_depth(depths, starts)


def _depths(export: Export, rows: Sequence[tuple[int, Cells, Cells]]) -> Iterator[int]:
    """How far to the right the name of each post begins: in columns, or in blanks in front of it."""
    wide = export.columns[_TITLE].wide
    for number, raw, _ in rows:
        text = raw[_TITLE]
        yield next(iter(export.depths(number, _TITLE)), 0) if wide else len(text) - len(text.lstrip(BLANKS))
