"""Names and codes as texts: letters of one script, no titles in names, one spelling of a person's name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache

import polars as pl

from mutasi.finding import Severity
from mutasi.message import Message
from mutasi.model.characters import HIDDEN_PATTERN
from mutasi.model.person_name import TITLED, bare_name, same_name
from mutasi.model.table import Table
from mutasi.model.tables import FREE_KINDS, Kind
from mutasi.rules.rule import Checked, Fault, Scope, rule

WRITTEN = (*FREE_KINDS, Kind.CODE)
_LATIN = "LATIN"
_SIGNS = frozenset("\u00b5\u00aa\u00ba")
"""Letters by their class, signs by their use: micro, and the raised a and o."""


@lru_cache(maxsize=4096)
def foreign_letters(text: str) -> tuple[str, ...]:
    """Letters of another script in words that hold Latin letters too, and letters that only look like plain ones.

    The script of a letter is the first word of its Unicode name: CYRILLIC, GREEK, FULLWIDTH, MATHEMATICAL ...
    """
    found: dict[str, None] = {}
    for word in text.split():
        scripts = {letter: _script(letter) for letter in word if unicodedata.category(letter)[0] == "L"}
        if _LATIN in scripts.values():
            found |= dict.fromkeys(letter for letter, script in scripts.items() if script != _LATIN)
        else:
            found |= dict.fromkeys(letter for letter in scripts if unicodedata.normalize("NFKC", letter).isascii())
    return tuple(found)


def _script(letter: str) -> str:
    if letter in _SIGNS or unicodedata.category(letter) == "Lm":  # the apostrophe that is a letter: Jum\u02bcat
        return _LATIN
    return unicodedata.name(letter, "?").split(" ")[0]


@rule(code="TEKS-01", name="letters-of-two-scripts", severity=Severity.ERROR, basis=("INGATAN",), scope=Scope.RECORD)
def letters_of_two_scripts(data: Checked) -> Iterator[Fault]:
    """A Cyrillic letter looks like the Latin one and is another: the name is not found, and the code leads nowhere.

    Type the word again; such letters come from copying out of other documents, or are put there to deceive.
    """
    for table in data.dataset.tables.values():
        if not table.signs.beyond_ascii:
            continue
        kinds = {column.name: column.kind for column in table.declaration.columns}
        written = [name for name in table.text.columns if kinds.get(name, Kind.TEXT) in WRITTEN]
        beyond = table.text.select(_beyond_ascii(name).any() for name in written)
        for name in written:
            if beyond[name].item():
                yield from _mixed(table, name)


def _beyond_ascii(name: str) -> pl.Expr:
    return pl.col(name).str.len_bytes() != pl.col(name).str.len_chars()


def _mixed(table: Table, name: str) -> Iterator[Fault]:
    beyond = table.text.select(name).with_row_index("row").filter(_beyond_ascii(name))
    for row, value in beyond.iter_rows():
        letters = foreign_letters(value)
        if letters:
            told = tuple(f"{letter} (U+{ord(letter):04X} {unicodedata.name(letter, '?')})" for letter in letters)
            message = Message("'{text}' mixes letters that look alike: {letters}", text=value, letters=told)
            yield Fault(table.name, row, name, message, Message("type the word again with the letters a to z"))


@rule(code="TEKS-03", name="damaged-text", severity=Severity.WARNING, basis=("INGATAN",), scope=Scope.RECORD)
def damaged_text(data: Checked) -> Iterator[Fault]:
    """A program took the bytes of a letter for other letters, or put U+FFFD where it could not read one: the name is
    damaged, and nobody is found by it.

    Take the text anew from its source, read as UTF-8.
    """
    for table in data.dataset.tables.values():
        if not table.signs.beyond_ascii:
            continue
        # of codes and references tells the rule that looks for them
        declared = {one.name for one in table.declaration.columns if one.kind not in _FREE_TEXT or one.refers_to}
        names = [name for name in table.text.columns if name not in declared]
        damaged = table.text.select(pl.col(name).str.contains(_MAY_BE_DAMAGED).any() for name in names)
        for name in (name for name in names if damaged[name].item()):
            cells = table.text.select(name).with_row_index("row").filter(pl.col(name).str.contains(_MAY_BE_DAMAGED))
            for row, text in cells.iter_rows():
                yield from _damage(table, row, name, text)


_FREE_TEXT = (Kind.TEXT, Kind.LIST, Kind.PAIRS)
_MAY_BE_DAMAGED = "[\u00c2\u00c3\u00e2\ufffd]"
"""What stands for a lost letter, and what the first bytes of most letters beyond ASCII are in Windows-1252."""


def _damage(table: Table, row: int, name: str, text: str) -> Iterator[Fault]:
    meant = undamaged(text)
    if "\ufffd" in text:
        message = Message("'{text}' has lost a letter: U+FFFD stands for what could not be read", text=text)
        yield Fault(table.name, row, name, message, Message("write the letter that the source has"))
    elif meant and not HIDDEN_PATTERN.search(text):  # of hidden characters BERKAS-07 tells
        message = Message("'{text}' is UTF-8 that was read as Windows-1252", text=text)
        yield Fault(table.name, row, name, message, Message("did you mean '{near}'?", near=meant), instead=meant)


def undamaged(text: str) -> str:
    """What UTF-8 read as Windows-1252 was before; empty where it was not."""
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return ""


@rule(code="TEKS-02", name="error-of-a-spreadsheet", severity=Severity.ERROR, basis=("INGATAN",), scope=Scope.RECORD)
def error_of_a_spreadsheet(data: Checked) -> Iterator[Fault]:
    """A formula that failed has left its error in the cell, and nothing tells what should stand there.

    Write the value, or leave the cell blank when it is not known.
    """
    for table in data.dataset.tables.values():
        if not table.signs.hashes:
            continue
        wrong = table.text.select(pl.all().str.starts_with("#").any())
        for name in (name for name in table.text.columns if wrong[name].item()):
            cells = (
                table.text.select(name)
                .with_row_index("row")
                .filter(pl.col(name).str.contains(ERROR_OF_A_SPREADSHEET.pattern))
            )
            for row, text in cells.iter_rows():
                message = Message("{name} holds '{text}', the error of a formula", name=name, text=text)
                fix = Message("write the value, or leave the cell blank")
                yield Fault(table.name, row, name, message, fix)


ERROR_OF_A_SPREADSHEET = re.compile(r"^#(N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!|GETTING_DATA)$")


@rule(
    code="NAMA-01",
    name="titles-in-name",
    severity=Severity.INFO,
    basis=("INGATAN",),
    tables=("pegawai",),
    scope=Scope.RECORD,
)
def titles_in_name(data: Checked) -> Iterator[Fault]:
    """Titles are no part of a name: with them one person has several names, and lists cannot be compared.

    Move what stands before the name to gelar_depan and what stands after it to gelar_belakang.
    """
    for row, name in (
        data.frame("pegawai").filter(pl.col("nama").str.contains(TITLED)).select("row", "nama").iter_rows()
    ):
        message = Message("'{name}' holds titles; without them: {bare}", name=name, bare=bare_name(name))
        fix = Message("move the titles to gelar_depan and gelar_belakang")
        yield Fault("pegawai", row, "nama", message, fix)


_NAMES = {"pegawai": "nama", "unit": "nama", "jabatan": "nama", "riwayat_jabatan": "nama_jabatan"}


@rule(code="NAMA-03", name="name-without-letters", severity=Severity.ERROR, basis=("INGATAN",), scope=Scope.RECORD)
def name_without_letters(data: Checked) -> Iterator[Fault]:
    """A hyphen or a number is no name: it stands for one that nobody entered, or belongs to another column.

    Write the name.
    """
    for name, column in _NAMES.items():
        table = data.dataset.get(name)
        if table is None or not table.has(column):
            continue
        first = pl.col(column)  # most names begin with a letter, which takes a comparison to see
        doubtful = (first < "A") | ((first >= "[") & (first < "a")) | (first >= "{")
        rows = table.text.select(doubtful).to_series().arg_true()
        for row, text in zip(rows, table.text[column].gather(rows), strict=True):
            if not any(letter.isalpha() for letter in text):
                message = Message("{name} '{text}' holds no letter", name=column, text=text)
                yield Fault(name, row, column, message, Message("write the name"))


_NAMES_OF_PEOPLE = ("nama", "nama_pegawai")


def _names_where_repeated(tables: Collection[str]) -> Mapping[str, tuple[str, ...]]:
    return {"pegawai": ("nip", "nama")} if set(tables) - {"pegawai", "jabatan", "unit", "lowongan"} else {}


@rule(
    code="NAMA-02",
    name="name-differs",
    severity=Severity.WARNING,
    basis=("INGATAN",),
    tables=("pegawai",),
    reads=_names_where_repeated,
)
def name_differs(data: Checked) -> Iterator[Fault]:
    """Another table repeats the name of the person, and there it is another one: the NIP or the name is mistyped.

    Correct the one that is wrong. Titles, capitals and blanks make no other name.
    """
    for table in data.dataset.tables.values():
        declared = {column.name for column in table.declaration.columns}
        for column in _NAMES_OF_PEOPLE:
            if "nip" in declared and column not in declared and table.has(column):
                yield from _differing(table, column, data.once("names of people", lambda: _named_people(data)))


def _named_people(data: Checked) -> pl.DataFrame:
    """Everybody's nip and nama, by the first row of each."""
    return data.dataset.tables["pegawai"].frame.select("nip", "nama").drop_nulls().unique("nip", keep="first")


def _differing(table: Table, column: str, people: pl.DataFrame) -> Iterator[Fault]:
    repeated = table.text.select("nip", told=column).with_row_index("row").drop_nulls()
    joined = repeated.join(people, on="nip", how="inner", maintain_order="left")
    for row, told, name in joined.filter(pl.col("told") != pl.col("nama")).select("row", "told", "nama").iter_rows():
        if not same_name(told, name):
            message = Message("'{told}' here, '{name}' in pegawai", told=told, name=name)
            yield Fault(table.name, row, column, message, Message("correct the name, or the NIP"))
