"""Known forms of other programs' exports, and which of them a file has.

A layout is data (`reference/layouts/*.yaml`): the headers that a column may bear, where its values go, and
what coded values mean. Headers and coded names are compared by letters and digits alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import Any

from mutasi.errors import MutasiError
from mutasi.message import Message
from mutasi.read.source import source_of
from mutasi.read.yaml import plain, read_yaml

LAYOUTS = ("siasn_pegawai", "siasn_unor", "siasn_struktural")
"""In the order in which they are tried; each is a file of that name."""


class Content(StrEnum):
    """What the rows of an export are."""

    PEOPLE = "pegawai"
    UNITS = "unit"
    STRUCTURAL = "struktural"


class CellKind(StrEnum):
    """How the text of a cell is read."""

    TEXT = "teks"
    MARK = "tanda"
    """A number or code, before which exports put an apostrophe."""
    DATE = "tanggal"
    NUMBER = "angka"


@dataclass(frozen=True, slots=True)
class CodeMap:
    """What the names and the numeric codes of one fact mean. An empty meaning is "known, and there is none"."""

    names: Mapping[str, str]
    """By `name_key`; the meaning of a code is also a name of itself."""
    codes: Mapping[str, str]
    """By the code without zeros in front."""


@dataclass(frozen=True, slots=True)
class ExportColumn:
    """A column of an export: `field` is its name here, `headers` what it may be called, the official name first.

    `target` is ``(table, column)`` when the value is taken as it is, or through the code map `map`.
    """

    field: str
    headers: tuple[str, ...]
    kind: CellKind
    required: bool
    target: tuple[str, str] | None
    map: str

    @property
    def header(self) -> str:
        return self.headers[0]


@dataclass(frozen=True, slots=True)
class Layout:
    """One form of export. `private` are headers whose values are never taken."""

    code: str
    title: str
    content: Content
    columns: tuple[ExportColumn, ...]
    private: tuple[str, ...]
    maps: Mapping[str, CodeMap]
    blanks: tuple[str, ...]
    spreadsheet_errors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Recognised:
    """A layout and the columns of a file that fill it, by field. The others are private or of no use here."""

    layout: Layout
    columns: Mapping[str, str]
    private: tuple[str, ...]
    ignored: tuple[str, ...]


class LayoutUnknown(MutasiError):
    """The headers of a file fit no layout."""

    def __init__(self, path: str, nearest: Layout, missing: tuple[str, ...]) -> None:
        super().__init__(
            Message(
                "{path}: its columns are those of no export that is known here; the nearest is {layout},"
                " which also needs: {missing}",
                path=path,
                layout=nearest.title,
                missing=missing,
            )
        )


def name_key(text: str) -> str:
    """What is compared of a header or a coded name: ``NIP BARU``, nip_baru and nipBaru are alike."""
    return "".join(character for character in text.casefold() if character.isalnum())


def code_key(text: str) -> str:
    """A numeric code without zeros in front, which spreadsheets lose: 05 is 5."""
    return text.lstrip("0") or text[:1]


def recognise(columns: Sequence[str], path: str) -> Recognised:
    """The layout whose required headers are all there; of several the one that uses most columns.

    Raises LayoutUnknown with the nearest layout.
    """
    present = {name_key(column): column for column in reversed(columns)}
    found = [_fill(layout, columns, present) for layout in layouts() if not _missing(layout, present)]
    if found:
        return max(found, key=lambda recognised: len(recognised.columns))
    nearest = max(layouts(), key=lambda layout: _share_present(layout, present))
    raise LayoutUnknown(path, nearest, _missing(nearest, present))


def _missing(layout: Layout, present: Mapping[str, str]) -> tuple[str, ...]:
    needed = (column for column in layout.columns if column.required)
    return tuple(column.header for column in needed if _column_of(column, present) is None)


def _share_present(layout: Layout, present: Mapping[str, str]) -> float:
    needed = sum(column.required for column in layout.columns)
    return 1 - len(_missing(layout, present)) / needed


def _column_of(column: ExportColumn, present: Mapping[str, str]) -> str | None:
    keys = (name_key(header) for header in column.headers)
    return next((present[key] for key in keys if key in present), None)


def _fill(layout: Layout, columns: Sequence[str], present: Mapping[str, str]) -> Recognised:
    filled = {column.field: _column_of(column, present) for column in layout.columns}
    used = {field: name for field, name in filled.items() if name is not None}
    private_keys = {name_key(header) for header in layout.private}
    others = [column for column in columns if column not in used.values()]
    return Recognised(
        layout=layout,
        columns=used,
        private=tuple(_shown(column) for column in others if name_key(column) in private_keys),
        ignored=tuple(_shown(column) for column in others if name_key(column) not in private_keys),
    )


def _shown(column: str) -> str:
    """The name of a column as exports write it; reading has made it small with underscores."""
    return column.replace("_", " ").upper()


# ---- the files


@cache
def layouts() -> tuple[Layout, ...]:
    """All layouts, read once. ValueError when a file of the program is damaged."""
    return tuple(_layout(_file(name)) for name in LAYOUTS)


def _file(name: str) -> dict[str, Any]:
    data = resources.files("mutasi").joinpath("reference", "layouts", f"{name}.yaml").read_bytes()
    root, findings = read_yaml(source_of(data, f"reference/layouts/{name}.yaml"))
    content = None if root is None else plain(root)
    if not isinstance(content, dict):
        raise ValueError(f"reference/layouts/{name}.yaml: {'; '.join(str(finding.message) for finding in findings)}")
    return content


def _layout(content: Mapping[str, Any]) -> Layout:
    values = _file(content["nilai"])
    return Layout(
        code=content["kode"],
        title=content["nama"],
        content=Content(content["isi"]),
        columns=tuple(_export_column(entry) for entry in content["kolom"]),
        private=content["pribadi"],
        maps={name: _code_map(entry) for name, entry in values["peta"].items()},
        blanks=values["tanda_kosong"],
        spreadsheet_errors=values["galat_lembar"],
    )


def _export_column(entry: Mapping[str, Any]) -> ExportColumn:
    table, _, column = entry.get("tujuan", "").partition(".")
    return ExportColumn(
        field=entry["medan"],
        headers=entry["kepala"],
        kind=CellKind(entry.get("jenis", "teks")),
        required=entry.get("wajib") == "ya",
        target=(table, column) if table else None,
        map=entry.get("peta", ""),
    )


def _code_map(entry: Mapping[str, Mapping[str, str]]) -> CodeMap:
    names, codes = entry.get("nama", {}), entry.get("id", {})
    return CodeMap(names={**_own_names(codes.values()), **_keyed(names)}, codes=codes)


def _own_names(meanings: Iterable[str]) -> dict[str, str]:
    return {name_key(meaning): meaning for meaning in meanings if meaning}


def _keyed(names: Mapping[str, str]) -> dict[str, str]:
    return {name_key(name): meaning for name, meaning in names.items()}
