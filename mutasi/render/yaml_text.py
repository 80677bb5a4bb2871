"""YAML that people write, with their comments: written anew in one form, or brought to it where it stands.

Everything is text here. A scalar is quoted when another program would make something else of it (``NO``, ``010``, the
18 digits of a NIP), unless its column holds numbers or dates.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.nodes import ScalarNode
from ruamel.yaml.resolver import VersionedResolver
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, LiteralScalarString, PlainScalarString, ScalarString

from mutasi.model.table import COMPUTED, LIST_SEPARATOR
from mutasi.model.tables import Kind, TableDeclaration
from mutasi.read.header import column_name
from mutasi.render.order import ordered

_WIDTH = 1 << 20
"""Columns after which a line would be broken: none is."""
_CALCULABLE = re.compile(r"-?[0-9]+(\.[0-9]+)?|[0-9]{4}-[0-9]{2}-[0-9]{2}")
_OTHER_THAN_TEXT = re.compile(
    r"~|null|true|false|yes|no|on|off|y|n|=|<<|[-+]?\.(inf|nan)|\.nan"
    r"|[-+]?[0-9][0-9_,]*(:[0-9]+)*(\.[0-9_]*)?(e[-+]?[0-9]+)?|[-+]?\.[0-9][0-9_]*(e[-+]?[0-9]+)?"
    r"|0[box][0-9a-f_]+|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([t ].*)?",
    re.IGNORECASE,
)
"""Texts that a YAML reader, of version 1.1 or 1.2, takes for a truth, a number, a date or nothing."""


class _TextResolver(VersionedResolver):
    """Takes every scalar for text, but for a plain one without any."""

    def resolve(self, kind: Any, value: Any, implicit: Any) -> Any:
        if kind is ScalarNode and (value or not implicit[0]):
            return self.DEFAULT_SCALAR_TAG
        return super().resolve(kind, value, implicit)


def _yaml(root_is_list: bool) -> YAML:
    yaml = YAML(typ="rt", pure=True)
    yaml.Resolver = _TextResolver
    yaml.preserve_quotes = True
    yaml.width = _WIDTH
    yaml.allow_unicode = True
    yaml.allow_duplicate_keys = False
    if root_is_list:
        yaml.indent(mapping=2, sequence=2, offset=0)
    else:
        yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


def dumped(records: Sequence[Mapping[str, object]], table: TableDeclaration) -> bytes:
    """Records under the name of their table."""
    root = CommentedMap({table.name: CommentedSeq(_record(record, table) for record in records)})
    return _text(root, root_is_list=False).encode()


def _text(root: Any, *, root_is_list: bool) -> str:
    buffer = io.StringIO()
    _yaml(root_is_list).dump(root, buffer)
    return buffer.getvalue()


def _record(record: Mapping[str, object], table: TableDeclaration) -> CommentedMap:
    kinds = {column.name: column.kind for column in table.columns}
    return CommentedMap({_scalar(name, None): _value(value, kinds.get(name)) for name, value in record.items()})


def _value(value: object, kind: Kind | None) -> object:
    if isinstance(value, list):
        items = CommentedSeq(_scalar(item, None) for item in value)
        items.fa.set_flow_style()
        return items
    if isinstance(value, dict):
        pairs = CommentedMap({_scalar(name, None): str(number) for name, number in value.items()})
        pairs.fa.set_flow_style()
        return pairs
    return None if value is None else _scalar(str(value), kind)


def _scalar(text: str, kind: Kind | None) -> str:
    """A text as it is to be written: quoted where it could be taken for something else, or has several lines."""
    is_value = kind in COMPUTED and _CALCULABLE.fullmatch(text)
    is_quoted = not is_value and (_OTHER_THAN_TEXT.fullmatch(text) or "\n" in text or not text)
    scalar: str = DoubleQuotedScalarString(text) if is_quoted else PlainScalarString(text)
    return scalar


def item_text(record: Mapping[str, object], table: TableDeclaration) -> str:
    """A record as an item of a list that is not indented."""
    return _text(CommentedSeq([_record(record, table)]), root_is_list=True)


# ---- what somebody has written


def item_with(text: str, changes: Mapping[str, object], table: TableDeclaration) -> str:
    """The same text of an item with other values in some columns, its comments and all else as they are."""
    root = _yaml(True).load(text)
    record = root[0]
    kinds = {column.name: column.kind for column in table.columns}
    names = {column_name(key): key for key in record}
    for name, value in changes.items():
        made = _value(value, kinds.get(name))
        if name in names and made is None and record.fa.flow_style():
            made = DoubleQuotedScalarString("")
        if name in names or made is not None:
            record[names.get(name, name)] = made
    return _text(root, root_is_list=True)


def rewritten(text: str, cells: pl.DataFrame, table: TableDeclaration) -> str:
    """The YAML of a table in canonical form, with its comments. `cells` are its cells as read, a row a record.

    Keys and records are put in order where no comment or blank line stands between them, for nothing tells to which of
    two neighbours those belong.
    """
    is_list = text.lstrip("\ufeff \n").startswith("-")
    root = _yaml(is_list).load(text)
    records = root if isinstance(root, CommentedSeq) else next(iter(root.values()), None)
    if not isinstance(records, CommentedSeq) or not all(isinstance(record, CommentedMap) for record in records):
        return text
    for record, row in zip(records, cells.iter_rows(named=True), strict=True):
        _rewrite(record, row, table)
    if not _has_comments(records):
        _sort(records, cells, table)
    return _text(root, root_is_list=isinstance(root, CommentedSeq))


def _rewrite(record: CommentedMap, row: Mapping[str, str | None], table: TableDeclaration) -> None:
    kinds = {column.name: column.kind for column in table.columns}
    for key in list(record):
        name = column_name(key)
        value = _canonical(record[key], row.get(name) or "", kinds.get(name))
        # In flow style nothing but quotes tells a key without a value from a longer key.
        record[key] = DoubleQuotedScalarString("") if value is None and record.fa.flow_style() else value
    if record.ca.items:
        return
    order = [*kinds, *(column_name(key) for key in record if column_name(key) not in kinds)]
    entries = sorted(record.items(), key=lambda entry: order.index(column_name(entry[0])))
    for key in list(record):
        del record[key]
    for key, value in entries:
        record[_scalar(column_name(key), None)] = value


def _canonical(value: Any, cell: str, kind: Kind | None) -> Any:
    """The value of a cell: as it stands when it says the same, else anew."""
    if isinstance(value, CommentedSeq):
        if f"{LIST_SEPARATOR} ".join(item for one in value if (item := _stripped(one))) == cell:
            for place, item in enumerate(value):
                value[place] = _scalar(_stripped(item), None)
        return value
    if isinstance(value, CommentedMap):
        return value
    if isinstance(value, LiteralScalarString) and value.rstrip("\n") == cell:
        return value
    if not cell:
        return DoubleQuotedScalarString("") if isinstance(value, ScalarString) else None
    return _scalar(cell, kind)


def _stripped(item: Any) -> str:
    return "" if item is None else str(item).strip()


def _has_comments(records: CommentedSeq) -> bool:
    if records.ca.items or records.ca.end or any(record.ca.items or record.ca.comment for record in records):
        return True
    return any(_holds_comments(value) for record in records for value in record.values())


def _holds_comments(value: Any) -> bool:
    if not isinstance(value, CommentedSeq | CommentedMap):
        return False
    inner = value.values() if isinstance(value, CommentedMap) else value
    return bool(value.ca.items or value.ca.comment) or any(_holds_comments(item) for item in inner)


def _sort(records: CommentedSeq, cells: pl.DataFrame, table: TableDeclaration) -> None:
    number = "\0number"
    order = ordered(cells.with_row_index(number).with_columns(pl.col(number).cast(pl.String)), table)[number]
    records[:] = [records[int(place)] for place in order]
