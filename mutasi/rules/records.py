"""Records: told apart by their key, and referring to records that exist."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence

import polars as pl

from mutasi.finding import Severity
from mutasi.message import Message
from mutasi.model.nip import NAMES_NOBODY, Nip, parse_nip
from mutasi.model.table import Table
from mutasi.model.tables import Column, Kind
from mutasi.rules.rule import Checked, Fault, rule


@rule(code="GANDA-01", name="key-repeated", severity=Severity.ERROR, basis=("INGATAN",))
def key_repeated(data: Checked) -> Iterator[Fault]:
    """Two records with one key: which of them is meant cannot be known, and none is dropped.

    Remove the record that is wrong, or correct its key.
    """
    for table in data.dataset.tables.values():
        key = table.declaration.key
        if not table.declaration.unique or not all(table.has(name) for name in key):
            continue
        if len(key) == 1 and all_differ(data, table, key[0]):
            continue
        whole = table.text.select(key).with_row_index("row").drop_nulls()
        groups = whole.filter(pl.struct(key).is_duplicated()).group_by(key, maintain_order=True).agg("row")
        numbers = [at for at, name in enumerate(key) if table.declaration.column(name).kind is Kind.NIP]
        for *values, rows in groups.iter_rows():
            if not any(parse_nip(values[at]) in NAMES_NOBODY for at in numbers):  # NIP-01 says so already
                yield _repeated(table, values, rows)


def all_differ(data: Checked, table: Table, column: str) -> bool:
    """Whether surely no text of the column stands there twice: texts with different hashes are different."""
    if not table.has(column):
        return True
    texts = table.text[column].drop_nulls()
    return data.once(f"hashes of {column} of {table.name}", lambda: texts.hash().n_unique()) == len(texts)


def _different(data: Checked, table: Table, column: str) -> int:
    """How many different texts stand in the column."""
    return data.once(f"different {column} of {table.name}", lambda: table.text[column].drop_nulls().n_unique())


def _repeated(table: Table, values: Sequence[str], rows: Sequence[int]) -> Fault:
    lines = tuple(table.positions.locate(row).line for row in rows)
    names = dict.fromkeys(table.cell(row, "nama") for row in rows)
    message = Message("{key} stands in lines {lines}", key=" ".join(values), lines=lines)
    if any(names):
        message = Message(
            "{key} stands in lines {lines}: {names}", key=" ".join(values), lines=lines, names=tuple(names)
        )
    others = tuple((table.name, row) for row in rows if row != rows[1])
    fix = Message("remove the record that is wrong, or correct its key")
    return Fault(table.name, rows[1], table.declaration.entity, message, fix, related=others,
                 extent=len(others), identity=tuple(values))  # fmt: skip


@rule(code="GANDA-03", name="look-alike-keys", severity=Severity.WARNING, basis=("INGATAN",))
def look_alike_keys(data: Checked) -> Iterator[Fault]:
    """Two keys that differ in capitals or blanks only are read as two records and meant as one.

    Keep one record, or give the other a key that differs to the eye.
    """
    for table in data.dataset.tables.values():
        key = table.declaration.entity
        column = table.declaration.column(key)
        if column.kind is Kind.NIP or not table.declaration.unique or not table.has(key):
            continue
        if _can_be_told_apart(table.text[key]):
            continue
        names = table.text.select(key).with_row_index("row").drop_nulls()
        alike = names.with_columns(plain=_plain_key(names[key]))
        if alike["plain"].n_unique() == _different(data, table, key):
            continue
        single = alike.unique(key, keep="first", maintain_order=True)
        groups = single.filter(pl.col("plain").is_duplicated()).group_by("plain", maintain_order=True).agg("row", key)
        for _, rows, spellings in groups.iter_rows():
            others = tuple((table.name, row) for row in rows if row != rows[1])
            message = Message("keys that differ in capitals or blanks only: {keys}", keys=tuple(map(repr, spellings)))
            fix = Message("keep one record, or give the other a key that differs to the eye")
            yield Fault(table.name, rows[1], key, message, fix, related=others, identity=tuple(sorted(spellings)))


def _can_be_told_apart(keys: pl.Series) -> bool:
    """Whether no key has blanks, letters beyond ASCII, or small letters, so that each is its own plain key."""
    return not keys.str.contains(r"[^!-`{-~]").any()


def _plain_key(keys: pl.Series) -> pl.Series:
    """Keys without capitals and blanks, and with letters that only look otherwise in one form."""
    if int(keys.str.len_bytes().sum()) != int(keys.str.len_chars().sum()):
        keys = keys.str.normalize("NFKC")
    return keys.str.to_lowercase().str.replace_all(r"\s", "")


@rule(code="GANDA-02", name="same-person-twice", severity=Severity.WARNING, basis=("INGATAN",), tables=("pegawai",))
def same_person_twice(data: Checked) -> Iterator[Fault]:
    """The same name and birth date under two NIPs is often one person: an old row, or a mistyped NIP.

    Remove the row that is out of date; leave both if they are two people.
    """
    frame = data.frame("pegawai").select("row", "nip", "nama", "tanggal_lahir")
    names = _plain_names(frame["nama"])
    alike = (names.hash() ^ frame["tanggal_lahir"].hash()).is_duplicated()
    frame = frame.with_columns(name=names).filter(alike).drop_nulls()
    frame = frame.filter(pl.struct("name", "tanggal_lahir").is_duplicated())
    groups = frame.group_by("name", "tanggal_lahir", maintain_order=True).agg("row", "nip", pl.col("nama").first())
    for _, born, rows, nips, name in groups.iter_rows():
        if len(set(nips)) > 1:
            message = Message("{name}, born {born}, stands under {nips}", name=name, born=born, nips=tuple(nips))
            others = tuple(("pegawai", row) for row in rows if row != rows[1])
            fix = Message("keep one row if it is one person")
            yield Fault("pegawai", rows[1], "nip", message, fix, related=others, identity=tuple(sorted(nips)))


_BLANKS_AND_SIGNS = r"[\s.'\u2019-]"


def _plain_names(names: pl.Series) -> pl.Series:
    """Names in small letters without blanks, dots, apostrophes and hyphens. Most hold nothing of these but spaces."""
    plain = names.str.to_lowercase().str.replace_all(" ", "", literal=True)
    rows = plain.str.contains(_BLANKS_AND_SIGNS).arg_true()
    return plain.scatter(rows, plain.gather(rows).str.replace_all(_BLANKS_AND_SIGNS, "")) if len(rows) else plain


@rule(code="RUJUK-01", name="unknown-reference", severity=Severity.ERROR, basis=("INGATAN",))
def unknown_reference(data: Checked) -> Iterator[Fault]:
    """A value names a record of another table that does not exist: a typing error, or a record that is missing.

    Correct the value, or add the record to the other table. What several cells name is told once.
    """
    places: dict[tuple[str, str], dict[str, list[Place]]] = {}
    for table in data.dataset.tables.values():
        for column in table.declaration.columns:
            if column.refers_to is None or not table.has(column.name):
                continue
            target = data.dataset.get(column.refers_to[0])
            if target is not None and target.has(column.refers_to[1]):
                # each vacancy for itself: which post it is for decides about people
                group = column.refers_to[0], table.name if table.name == "lowongan" else ""
                for row, text in _dangling(table, column, target):
                    places.setdefault(group, {}).setdefault(text, []).append((table, column, row))
    for (name, _), lost in places.items():
        target = data.dataset.tables[name]
        yield from _lost(data, target, lost) if target.rows else [_all_lost(target, lost)]


Place = tuple[Table, Column, int]
"""A cell that refers to a record, by its table, column and row."""


def _dangling(table: Table, column: Column, target: Table) -> Iterator[tuple[int, str]]:
    """Rows and texts that name no record of the other table."""
    assert column.refers_to is not None
    if table.text[column.name].null_count() == table.rows:
        return
    # a hash that two texts share would hide a lost one: see docs/decisions.md
    known, texts = target.text[column.refers_to[1]].drop_nulls(), table.text[column.name]
    lost = (~texts.hash().is_in(known.hash().implode()) & texts.is_not_null()).arg_true()
    for row, text in zip(lost, texts.gather(lost), strict=True):
        # a malformed NIP is told by NIP-01 already
        if column.kind is not Kind.NIP or isinstance(parse_nip(text), Nip):
            yield row, text


def _lost(data: Checked, target: Table, lost: Mapping[str, Sequence[Place]]) -> Iterator[Fault]:
    """A fault for each record that is not there, at the first place that names it."""
    for text, places in lost.items():
        table, column, row = places[0]
        near = _near(data, target, column, text)
        message = Message("{name} '{text}' is not in {table}", name=column.name, text=text, table=target.name)
        fix = Message("did you mean '{near}'?", near=near) if near else Message("correct it, or add the record")
        others = tuple((one.name, at) for one, _, at in places[1:])
        if others:
            message = Message("{this}; {count} more cell(s) name it", this=message, count=len(others))
            near = ""  # many cells with one text are rather right, and the record is missing
        yield Fault(table.name, row, column.name, message, fix, related=others, instead=near, extent=len(places),
                    identity=(target.name, text))  # fmt: skip


def _near(data: Checked, target: Table, column: Column, text: str) -> str:
    """A key that is like the text. A similar NIP is that of somebody else, born on the same day."""
    assert column.refers_to is not None
    key = column.refers_to[1]
    if column.kind is Kind.NIP or _different(data, target, key) >= 20_000:
        return ""
    names = data.once(f"sorted {key} of {target.name}", lambda: target.text[key].drop_nulls().unique().sort().to_list())
    return next(iter(difflib.get_close_matches(text, names, n=1, cutoff=0.8)), "")


def _all_lost(target: Table, lost: Mapping[str, Sequence[Place]]) -> Fault:
    """One fault about a table without records."""
    table, column, row = next(iter(lost.values()))[0]
    count = sum(map(len, lost.values()))
    message = Message("{table} holds no record, and {count} cell(s) name one of it", table=target.name, count=count)
    fix = Message("add the records to {table}", table=target.name)
    return Fault(table.name, row, column.name, message, fix, extent=count, identity=(target.name,))
