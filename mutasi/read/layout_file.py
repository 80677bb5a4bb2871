"""A layout from its YAML file: those of the program, and those that an office writes itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from collections.abc import Mapping as AbstractMapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from typing import TypeVar

from mutasi.errors import MutasiError
from mutasi.finding import Finding
from mutasi.message import Message
from mutasi.read.dates import DateOrder
from mutasi.read.faults import fault
from mutasi.read.layouts import (
    FIELDS,
    LAYOUTS,
    CodeMap,
    Content,
    ExportColumn,
    Layout,
    Split,
    UnitsFrom,
    code_key,
    name_key,
)
from mutasi.read.near import did_you_mean
from mutasi.read.nodes import Mapping, Node, Scalar, Sequence, key_place, place
from mutasi.read.reference import reference_source
from mutasi.read.source import Source
from mutasi.read.yaml import read_yaml

VALUES = "siasn_nilai"
"""The values that a layout shares with the others unless it names another file."""

_LAYOUT_KEYS = ("kode", "nama", "isi", "sumber", "keyakinan", "nilai", "alasan", "pengenal", "kolom", "pribadi",
                "urutan_tanggal", "terhapus", "unit_dari", "tanda_kosong")  # fmt: skip
_COLUMN_KEYS = ("medan", "kepala", "wajib", "pecah", "bagian", "lebar", "jalur", "menurut", "pilihan")
_YES = "ya"

_Choice = TypeVar("_Choice", bound=StrEnum)


class LayoutInvalid(MutasiError):
    """A layout file cannot be used; `findings` say where and why."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__(
            Message("the layout cannot be used: {reason}", reason=findings[0].message), findings[0].location
        )
        self.findings = findings


@cache
def program_layouts() -> tuple[Layout, ...]:
    """The layouts of the program, read once. LayoutInvalid when one of its files is damaged."""
    return tuple(layout_from(reference_source(f"layouts/{name}")) for name in LAYOUTS)


def layout_from(source: Source) -> Layout:
    """The layout in a file. Raises LayoutInvalid with everything that is wrong with it."""
    root, findings = read_yaml(source)
    if root is None:
        raise LayoutInvalid(findings)
    reader = _Reader(source.path)
    layout = _layout(reader, reader.mapping(root))
    if reader.findings:
        raise LayoutInvalid(tuple(reader.findings))
    return layout


@dataclass(slots=True)
class _Reader:
    """Takes values out of nodes and notes what is wrong; a wrong value becomes an empty one."""

    path: str
    findings: list[Finding] = field(default_factory=list)

    def wrong(self, node: Node, message: Message, fix: Message | None = None) -> None:
        self.findings.append(fault("TATA-01", message, place(node, self.path), fix=fix))

    def mapping(self, node: Node) -> Mapping:
        if isinstance(node, Mapping):
            return node
        self.wrong(node, Message("a mapping of keys to values is expected here"))
        return Mapping({}, node.line, node.column, node.end_line, node.end_column)

    def known_keys(self, node: Mapping, keys: tuple[str, ...]) -> None:
        for key, entry in node.entries.items():
            if key not in keys:
                where = key_place(entry, self.path)
                message = Message("the key '{key}' is not known here", key=key)
                self.findings.append(fault("TATA-01", message, where, field=key, fix=did_you_mean(key, keys)))

    def text(self, node: Mapping, key: str, *, needed: bool = False) -> str:
        entry = node.entries.get(key)
        value = entry.value if entry is not None else None
        if isinstance(value, Scalar) and not value.is_blank:
            return value.text
        if value is not None and not isinstance(value, Scalar):
            self.wrong(value, Message("the key '{key}' takes a single text", key=key))
        elif needed:
            self.wrong(node, Message("the key '{key}' is needed here", key=key))
        return ""

    def texts(self, node: Mapping, key: str) -> tuple[str, ...]:
        entry = node.entries.get(key)
        if entry is None:
            return ()
        items = entry.value.items if isinstance(entry.value, Sequence) else [entry.value]
        texts = [item.text for item in items if isinstance(item, Scalar) and not item.is_blank]
        if len(texts) != len(items):
            self.wrong(entry.value, Message("the key '{key}' takes a list of texts", key=key))
        return tuple(texts)

    def choice(self, node: Mapping, key: str, kind: Callable[[str], _Choice], names: Iterable[_Choice],
               default: _Choice) -> _Choice:  # fmt: skip
        found = self.optional_choice(node, key, kind, names)
        return default if found is None else found

    def optional_choice(
        self, node: Mapping, key: str, kind: Callable[[str], _Choice], names: Iterable[_Choice]
    ) -> _Choice | None:
        text = self.text(node, key)
        known = tuple(str(name) for name in names)
        if text and text not in known:
            value = node.entries[key].value
            self.wrong(
                value, Message("'{value}' is not known for {key}", value=text, key=key), did_you_mean(text, known)
            )
        return kind(text) if text in known else None


def _layout(reader: _Reader, root: Mapping) -> Layout:
    reader.known_keys(root, _LAYOUT_KEYS)
    content = reader.choice(root, "isi", Content, Content, Content.PEOPLE)
    values = _values(reader.text(root, "nilai") or VALUES)
    columns = _columns(reader, root, content)
    return Layout(
        code=reader.text(root, "kode", needed=True),
        title=reader.text(root, "nama", needed=True),
        content=content,
        columns=columns,
        private=reader.texts(root, "pribadi"),
        identity=reader.texts(root, "pengenal"),
        maps=values.maps,
        blanks=(*values.blanks, *reader.texts(root, "tanda_kosong")),
        spreadsheet_errors=values.spreadsheet_errors,
        totals=_words(values.totals),
        reason=reader.text(root, "alasan", needed=content is Content.REFUSED),
        deleted=reader.texts(root, "terhapus"),
        date_order=reader.optional_choice(root, "urutan_tanggal", DateOrder, DateOrder),
        units_from=reader.optional_choice(root, "unit_dari", UnitsFrom, UnitsFrom),
        agencies=_words(values.agencies),
        opds=_words(values.opds),
    )


def _words(texts: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(text.casefold().split()) for text in texts)


def _columns(reader: _Reader, root: Mapping, content: Content) -> tuple[ExportColumn, ...]:
    entry = root.entries.get("kolom")
    if entry is None or not isinstance(entry.value, Sequence) or not entry.value.items:
        reader.wrong(root, Message("the key '{key}' is needed here", key="kolom"))
        return ()
    columns = tuple(_column(reader, reader.mapping(item), content) for item in entry.value.items)
    seen: dict[str, str] = {}
    for column, item in zip(columns, entry.value.items, strict=True):
        for header in column.all_headers:
            if seen.setdefault(name_key(header), column.field) != column.field:
                message = Message("the header '{header}' stands for two fields, {first} and {second}",
                                  header=header, first=seen[name_key(header)], second=column.field)  # fmt: skip
                reader.wrong(item, message)
    return columns


def _column(reader: _Reader, node: Mapping, content: Content) -> ExportColumn:
    reader.known_keys(node, _COLUMN_KEYS)
    split = reader.text(node, "pecah")
    column = ExportColumn(
        field=reader.text(node, "medan", needed=True),
        headers=reader.texts(node, "kepala"),
        required=reader.text(node, "wajib") == _YES,
        split=reader.choice(node, "pecah", Split, Split, Split.LINES) if split else None,
        parts=reader.texts(node, "bagian"),
        wide=reader.text(node, "lebar") == _YES,
        path=reader.text(node, "jalur") == _YES,
        by=reader.text(node, "menurut", needed="pilihan" in node.entries),
        choices=_choices(reader, node),
    )
    if not column.all_headers:
        reader.wrong(node, Message("the key '{key}' is needed here", key="kepala"))
    for name in (*(column.parts or (column.field,)), *((column.by,) if column.by else ())):
        if FIELDS[content] and name not in FIELDS[content]:
            message = Message("'{value}' is not known for {key}", value=name, key="medan")
            reader.wrong(node, message, did_you_mean(name, tuple(FIELDS[content])))
    return column


def _choices(reader: _Reader, node: Mapping) -> dict[str, tuple[str, ...]]:
    """The headers of the columns between which a code chooses, by the code."""
    entry = node.entries.get("pilihan")
    if entry is None:
        return {}
    choices = reader.mapping(entry.value)
    return {code_key(code): reader.texts(choices, code) for code in choices.entries}


# ---- the values that layouts share


@dataclass(frozen=True, slots=True)
class _Values:
    maps: AbstractMapping[str, CodeMap]
    blanks: tuple[str, ...]
    spreadsheet_errors: tuple[str, ...]
    totals: tuple[str, ...]
    agencies: tuple[str, ...]
    opds: tuple[str, ...]


@cache
def _values(name: str) -> _Values:
    """The values in a file of the program."""
    source = reference_source(f"layouts/{name}")
    root, findings = read_yaml(source)
    if root is None:
        raise LayoutInvalid(findings)
    reader = _Reader(source.path)
    content = reader.mapping(root)
    maps = reader.mapping(content.entries["peta"].value)
    return _Values(
        maps={key: _code_map(reader, reader.mapping(entry.value)) for key, entry in maps.entries.items()},
        blanks=reader.texts(content, "tanda_kosong"),
        spreadsheet_errors=reader.texts(content, "galat_lembar"),
        totals=reader.texts(content, "awal_jumlah"),
        agencies=reader.texts(content, "awal_instansi"),
        opds=reader.texts(content, "awal_unit"),
    )


def _code_map(reader: _Reader, node: Mapping) -> CodeMap:
    names, codes = (_plain_texts(reader, node, key) for key in ("nama", "id"))
    own = {name_key(meaning): meaning for meaning in codes.values() if meaning}
    return CodeMap(names={**own, **{name_key(name): meaning for name, meaning in names.items()}}, codes=codes)


def _plain_texts(reader: _Reader, node: Mapping, key: str) -> dict[str, str]:
    entry = node.entries.get(key)
    if entry is None:
        return {}
    inner = reader.mapping(entry.value)
    return {name: reader.text(inner, name) for name in inner.entries}
