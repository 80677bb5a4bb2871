"""The reference of structural posts: for each unit the title of its head and the eselon."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from mutasi.read.convert.export import Export
from mutasi.read.convert.repeats import distinct
from mutasi.read.convert.row import Row
from mutasi.read.convert.units import Mention
from mutasi.read.convert.values import decode, identifier


@dataclass(frozen=True, slots=True)
class StructuralPost:
    """A structural post of the reference; `echelon` is empty when the unit has none."""

    row: Row
    unit: str
    unit_name: str
    title: str
    echelon: str

    @property
    def content(self) -> tuple[str, str, str]:
        """What two rows about one unit must agree on."""
        return self.unit_name, self.title, self.echelon


Reference = Mapping[str, StructuralPost]
"""Structural posts by unit."""


def read_structural(export: Export) -> Reference:
    """The structural posts of the reference by unit."""
    posts = distinct(list(_posts(export)), lambda post: post.row, lambda post: post.content, "id")
    return {post.unit: post for post in posts}


def _posts(export: Export) -> Iterator[StructuralPost]:
    for number, raw in export.rows():
        cells = export.clean_row(number, raw)
        row = Row(export, number, cells, "jabatan", identifier(cells["id"]))
        if row.is_whole(raw, "id"):
            yield StructuralPost(row, row.key, cells["unor_nama"], cells["jabatan_nama"], _echelon(row))


def _echelon(row: Row) -> str:
    # The code is read from its own column: 22 is eselon II.b here, and golongan II/b elsewhere.
    return row.explained(decode("", row.cells["eselon_id"], row.export.map("eselon")), "eselon_id", "eselon_id")


def tells_posts(export: Export) -> bool:
    """Whether a unit tree tells the structural post of each unit as well."""
    return export.has("jabatan_nama") and export.has("eselon_id")


def posts_in_tree(rows: Iterable[Row]) -> Reference:
    """The structural posts by unit in the rows of such a tree."""
    return {row.key: StructuralPost(row, row.key, row.cells["nama"], row.cells["jabatan_nama"], _echelon(row))
            for row in rows}  # fmt: skip


def mentions_of_posts(reference: Reference) -> Iterator[Mention]:
    """The unit of each structural post."""
    for post in reference.values():
        yield Mention(post.row, "unor_nama", post.unit, post.unit_name)
