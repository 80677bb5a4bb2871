"""Records: told apart by their key, and referring to records that exist."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator, Mapping, Sequence

import polars as pl

from mutasi.finding import Severity
from mutasi.message import Message
from mutasi.model.characters import NO_VALUE
from mutasi.model.nip import NAMES_NOBODY, Nip, parse_nip
from mutasi.model.table import Table
from mutasi.model.tables import Column, Kind, declaration
from mutasi.rules.rule import Checked, Fault, rule


@rule(
    code="GANDA-01",
    name="key-repeated",
    severity=Severity.ERROR,
    basis=("INGATAN",),
    reads={"jabatan": ("id_jabatan",), "unit": ("id_unit",)},
)
def key_repeated(data: Checked) -> Iterator[Fault]:
    """Two records with one key: which of them is meant cannot be known, and none is dropped.

    Remove the record that is wrong, or correct its key.
    """
    for table in data.dataset.tables.values():
        key = table.declaration.key
        if not table.declaration.unique or not all(table.has(name) for name in key):
            continue
        if len(key) == 1:
            rows = rows_alike_by_key(data, table)
            whole = table.texts(key, rows).with_columns(row=rows).drop_nulls()
        else:
            whole = table.text.select(key).with_row_index("row").drop_nulls()
        groups = whole.filter(pl.struct(key).is_duplicated()).group_by(key, maintain_order=True).agg("row")
        numbers = [at for at, name in enumerate(key) if table.declaration.column(name).kind is Kind.NIP]
        for *values, rows in groups.iter_rows():
            if not any(parse_nip(values[at]) in NAMES_NOBODY for at in numbers):  # NIP-01 says so already
                yield _repeated(table, values, rows)


def rows_alike_by_key(data: Checked, table: Table) -> pl.Series:
    """At least the rows whose key stands in the table twice."""
    return data.once(f"rows alike by key of {table.name}", lambda: rows_alike(hashes_of_keys(table)))


def hashes_of_keys(table: Table) -> pl.Series:
    keys = table.text[table.declaration.entity]
    return keys.hash().set(keys.is_null(), None)


def rows_alike_by_person(data: Checked) -> pl.Series:
    """At least the people whose name and birth date stand in the table twice."""
    return data.once("rows alike by person", lambda: rows_alike(hashes_of_people(data.dataset.tables["pegawai"])))


def hashes_of_people(table: Table) -> pl.Series:
    return _plain_names(table.frame["nama"]).hash() ^ table.frame["tanggal_lahir"].hash()


def rows_alike(hashes: pl.Series) -> pl.Series:
    """The rows whose hash stands there twice; what has different hashes is different."""
    ordered = hashes.sort()
    twice = ordered.filter(ordered == ordered.shift(1)).unique()
    return hashes.is_in(twice.implode()).arg_true() if len(twice) else pl.Series(dtype=pl.UInt32)


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


@rule(
    code="GANDA-03",
    name="look-alike-keys",
    severity=Severity.WARNING,
    basis=("INGATAN",),
    reads={"jabatan": ("id_jabatan",), "unit": ("id_unit",)},
)
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


@rule(
    code="GANDA-02",
    name="same-person-twice",
    severity=Severity.WARNING,
    basis=("INGATAN",),
    tables=("pegawai",),
    reads={"pegawai": ("tanggal_lahir",)},
)
def same_person_twice(data: Checked) -> Iterator[Fault]:
    """The same name and birth date under two NIPs is often one person: an old row, or a mistyped NIP.

    Remove the row that is out of date; leave both if they are two people.
    """
    table, rows = data.dataset.tables["pegawai"], rows_alike_by_person(data)
    frame = table.texts(("nip", "nama"), rows).with_columns(
        row=rows, tanggal_lahir=table.frame["tanggal_lahir"].gather(rows)
    )
    frame = frame.with_columns(name=_plain_names(frame["nama"])).drop_nulls()
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


def referring(tables: Collection[str]) -> Mapping[str, tuple[str, ...]]:
    """The columns that refer to a table that is there, and those to which they refer."""
    found: dict[str, tuple[str, ...]] = {}
    for name in tables:
        for column in declaration(name).columns:
            if column.refers_to is not None and column.refers_to[0] in tables:
                target, key = column.refers_to
                found[name] = (*found.get(name, ()), column.name)
                found[target] = (*found.get(target, ()), key)
    return found


@rule(code="RUJUK-01", name="unknown-reference", severity=Severity.ERROR, basis=("INGATAN",), reads=referring)
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
            if target is not None and target.has(column.refers_to[1]) and not _hidden(target, column.refers_to[1]):
                # each vacancy for itself: which post it is for decides about people
                group = column.refers_to[0], table.name if table.name == "lowongan" else ""
                for row, text in _dangling(data, table, column, target):
                    places.setdefault(group, {}).setdefault(text, []).append((table, column, row))
    for (name, _), lost in places.items():
        target = data.dataset.tables[name]
        yield from _lost(data, target, lost) if target.rows else [_all_lost(target, lost)]


def _hidden(target: Table, key: str) -> bool:
    """Whether most keys of a table are not known, for reading has told that other values stand in their column."""
    return 2 * len(target.told.get(key, ())) > target.rows


Place = tuple[Table, Column, int]
"""A cell that refers to a record, by its table, column and row."""


def _rows_without(texts: pl.DataFrame, known: pl.DataFrame) -> pl.Series:
    """The rows whose text is not among those that are known, in order. The streaming engine takes half the time."""
    lost = (
        texts.lazy()
        .with_row_index("row")
        .join(known.lazy(), on="text", how="anti")
        .filter(pl.col("text").is_not_null())
    )
    return lost.select("row").collect(engine="streaming")["row"].sort()


def rows_that_name_nothing(data: Checked, table: Table, column: Column, target: Table) -> pl.Series:
    """The rows whose text is no key of the table to which the column refers, in order."""
    assert column.refers_to is not None
    key = column.refers_to[1]

    def compute() -> pl.Series:
        if table.text.select(pl.col(column.name).null_count()).item() == table.rows:
            return pl.Series(dtype=pl.UInt32)
        return _rows_without(table.text.select(text=column.name), target.text.select(text=key))

    return data.once(f"{column.name} of {table.name} that name nothing", compute)


def _dangling(data: Checked, table: Table, column: Column, target: Table) -> Iterator[tuple[int, str]]:
    """Rows and texts that name no record of the other table."""
    lost = rows_that_name_nothing(data, table, column, target)
    texts = table.text[column.name]
    for row, text in zip(lost, texts.gather(lost), strict=True):
        # a malformed NIP is told by NIP-01 already
        if column.kind is not Kind.NIP or isinstance(parse_nip(text), Nip):
            yield row, text


def _lost(data: Checked, target: Table, lost: Mapping[str, Sequence[Place]]) -> Iterator[Fault]:
    """A fault for each record that is not there, at the first place that names it; at each one that misspells one."""
    meant_keys = _misspelt_keys(target, lost)
    for text, places in lost.items():
        table, column, row = places[0]
        meant = meant_keys.get(text)
        if meant is not None:
            yield from (_misspelt(target, place, text, meant) for place in places)
            continue
        near = _near(data, target, column, text)
        message = Message("{name} '{text}' is not in {table}", name=column.name, text=text, table=target.name)
        fix = Message("did you mean '{near}'?", near=near) if near else _remedy(text)
        others = tuple((one.name, at) for one, _, at in places[1:])
        if others:
            message = Message("{this}; named in {count} more cell(s)", this=message, count=len(others))
            near = ""  # many cells with one text are rather right, and the record is missing
        yield Fault(table.name, row, column.name, message, fix, related=others, instead=near, extent=len(places),
                    identity=(target.name, text))  # fmt: skip


def _remedy(text: str) -> Message:
    if text.casefold() in (word.casefold() for word in NO_VALUE):
        return Message("leave the cell blank when there is none")
    return Message("correct it, or add the record")


def _misspelt(target: Table, place: Place, text: str, meant: str) -> Fault:
    table, column, row = place
    message = Message("{name} '{text}' is not in {table}", name=column.name, text=text, table=target.name)
    return Fault(
        table.name, row, column.name, message, Message("write {near}", near=meant), instead=meant, certain=True
    )


def _misspelt_keys(target: Table, lost: Mapping[str, Sequence[Place]]) -> Mapping[str, str]:
    """By text the only key that differs from it in capitals and blanks alone, which it surely is."""
    wanted: dict[str, list[str]] = {}
    for text, places in lost.items():
        _, column, _ = places[0]
        if column.kind is not Kind.NIP and column.refers_to is not None:
            wanted.setdefault(column.refers_to[1], []).append(text)
    found: dict[str, str] = {}
    for key, texts in wanted.items():
        alike = _by_letters(target.text[key], {_letters_of(text) for text in texts})
        found |= {text: alike[_letters_of(text)][0] for text in texts if len(alike.get(_letters_of(text), ())) == 1}
    return found


def _by_letters(keys: pl.Series, wanted: Collection[str]) -> Mapping[str, Sequence[str]]:
    """The keys that have these letters, by them."""
    keys = keys.drop_nulls()
    plain = keys.str.to_lowercase().str.replace_all(_ASCII_BLANKS, "").is_in(list(wanted))
    alike: dict[str, list[str]] = {}
    # of keys beyond ASCII only Python knows the letters as `_letters_of` does
    for key in keys.filter(plain | (keys.str.len_bytes() != keys.str.len_chars())).unique().to_list():
        alike.setdefault(_letters_of(key), []).append(key)
    return alike


_ASCII_BLANKS = r"[\t-\r\x1c-\x20]"
"""What `str.split` splits at, of ASCII."""


def _letters_of(text: str) -> str:
    return "".join(text.casefold().split())


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
    message = Message("{table} holds no record, though one is named in {count} cell(s)", table=target.name, count=count)
    fix = Message("add the records to {table}", table=target.name)
    return Fault(table.name, row, column.name, message, fix, extent=count, identity=(target.name,))
