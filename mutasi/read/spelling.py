"""Golongan, eselon and level of education in the spellings of offices, each as its code in `model/codes`.

A spelling has a value only when it can mean nothing else in its column. The same digits mean different things in
different columns (22 is golongan II/b and eselon II.b), so the caller says what the column holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from enum import Enum
from functools import cache
from typing import Any

from mutasi.model.codes import ESELON, GOLONGAN, GOLONGAN_PNS, GOLONGAN_PPPK, PENDIDIKAN
from mutasi.model.tables import Column
from mutasi.read.layouts import name_key
from mutasi.read.reference import load_reference, reference_content

_ROMANS = ("I", "II", "III", "IV", "V")
_LETTERS = "abcde"
_RANK = r"(?:IV|III|II|I|[1-4])[\s./\-]*[a-e]"
_RANK_PARTS = re.compile(r"(IV|III|II|I|[1-4])[\s./\-]*([a-e])", re.IGNORECASE)
_NAME_FIRST = re.compile(rf"(?P<name>.+?)[\s.,/(\[\-\u2013]+(?P<code>{_RANK})[\s)\]]*", re.IGNORECASE)
_CODE_FIRST = re.compile(rf"(?P<code>{_RANK})[\s,/(\-\u2013]+(?P<name>[^\s,/(\-\u2013].*?)[\s)\]]*", re.IGNORECASE)
_PPPK = re.compile(r"(?:(?P<label>.+?)[\s.:\-]+)?(?P<code>[IVX]+)", re.IGNORECASE)
_ECHELON = re.compile(
    r"(?:(?P<label>[a-z]+)[\s.:]+)?(?P<level>IV|III|II|I|V|[1-5])(?:[\s./\-]*(?P<letter>[ab]))?", re.IGNORECASE
)
_WORDS = re.compile("[a-z]+|[0-9]+")


def code_meant(text: str, column: Column, place: str) -> str | None:
    """The code of a column (``table.column``) that a text surely is, empty when it says that there is none, None when
    that cannot be told. Letters and digits alone decide first: no two codes of a list share them.
    """
    codes = column.codes or ()
    key = name_key(text)
    alike = next((code for code in codes if name_key(code) == key), None)
    if alike is not None:
        return alike
    if set(codes) <= set(GOLONGAN):
        found: str | SpellingFault | None = read_rank(text)
    elif codes == ESELON:
        found = read_echelon(text)
    elif codes == PENDIDIKAN:
        found = read_education(text)
    else:
        found = _code_spellings().get(place, {}).get(key)
    return found if isinstance(found, str) and (found in codes or not found) else None


@cache
def _code_spellings() -> Mapping[str, Mapping[str, str]]:
    """The codes of columns by the keys of their other spellings."""
    return {
        place: {name_key(text): code for code, texts in entry["ejaan"].items() for text in texts}
        for entry in _spelling()["kode"]
        for place in entry["kolom"]
    }


class SpellingFault(Enum):
    """Why a spelling has no value."""

    UNKNOWN = "unknown"
    AMBIGUOUS = "ambiguous"
    CLASH = "clash"
    """Name and code in one cell mean different things."""
    NO_LETTER = "no_letter"
    """The level is told, but not which step of it: eselon II is II.a or II.b."""


def read_rank(text: str, *, codes: bool = False) -> str | SpellingFault:
    """The golongan in a cell: ``Penata Tk. I (III/d)``, IIId and 3D are III/d, IX of a PPPK stays.

    `codes` tells that the column holds codes of SIASN, where 34 is III/d and 9 is IX; 11 to 14 are both I/a to I/d and
    XI to XIV.
    """
    inside = text.strip()
    whole = _RANK_PARTS.fullmatch(inside.strip("()[] "))
    if whole:
        return _rank_code(whole)
    parts = _NAME_FIRST.fullmatch(inside) or _CODE_FIRST.fullmatch(inside)
    if parts:
        return _named_rank(parts["name"], parts["code"])
    if inside.isascii() and inside.isdigit():
        return _numbered_rank(int(inside)) if codes else SpellingFault.UNKNOWN
    by_name = _rank_names().get(_rank_key(inside))
    return by_name if by_name else _pppk_rank(inside)


def _rank_code(found: re.Match[str]) -> str | SpellingFault:
    code = f"{_roman(found[1])}/{found[2].lower()}"
    return code if code in GOLONGAN_PNS else SpellingFault.UNKNOWN


def _named_rank(name: str, code: str) -> str | SpellingFault:
    """A code beside a label, or beside the name of a rank, which must agree with it."""
    parts = _RANK_PARTS.fullmatch(code)
    rank = _rank_code(parts) if parts else SpellingFault.UNKNOWN
    if isinstance(rank, SpellingFault) or name_key(name) in _labels("golongan"):
        return rank
    by_name = _rank_names().get(_rank_key(name))
    if by_name is None:
        return SpellingFault.UNKNOWN
    return rank if by_name == rank else SpellingFault.CLASH


def _numbered_rank(number: int) -> str | SpellingFault:
    roman, letter = divmod(number, 10)
    pns = f"{_ROMANS[roman - 1]}/{_LETTERS[letter - 1]}" if 1 <= roman <= 4 and 1 <= letter <= 5 else ""
    found = [code for code in (pns,) if code in GOLONGAN_PNS]
    found += GOLONGAN_PPPK[number - 1 : number] if number else ()
    if len(found) == 1:
        return found[0]
    return SpellingFault.AMBIGUOUS if found else SpellingFault.UNKNOWN


def _pppk_rank(text: str) -> str | SpellingFault:
    """A Roman number alone is a golongan of PPPK; behind a word, I to IV may be one of PNS without its letter."""
    found = _PPPK.fullmatch(text)
    if found is None or found["code"].upper() not in GOLONGAN_PPPK:
        return SpellingFault.UNKNOWN
    label, code = name_key(found["label"] or ""), found["code"].upper()
    if label and label not in _labels("golongan"):
        return SpellingFault.UNKNOWN
    return SpellingFault.NO_LETTER if label and label != "pppk" and code in _ROMANS[:4] else code


def read_echelon(text: str) -> str | SpellingFault:
    """The eselon in a cell, empty for a post that has none: ``Es. II.b``, IIb, II/B, 2b and 22 are II.b."""
    inside = text.strip()
    spelling = _spelling()["eselon"]
    if inside.upper() in spelling["tidak_ada"]:
        return ""
    by_code = spelling["kode"].get(inside)
    if by_code:
        return str(by_code)
    found = _ECHELON.fullmatch(inside)
    if found is None or (found["label"] and name_key(found["label"]) not in _labels("eselon")):
        return SpellingFault.UNKNOWN
    if found["letter"] is None:
        return SpellingFault.NO_LETTER
    code = f"{_roman(found['level'])}.{found['letter'].lower()}"
    return code if code in ESELON else SpellingFault.UNKNOWN


def read_education(text: str) -> str | SpellingFault:
    """The level of education in a cell: S1, S.1, ``S-1/Sarjana`` and Strata I are S-1."""
    levels = educations(text)
    if len(levels) == 1:
        return levels[0]
    return SpellingFault.AMBIGUOUS if levels else SpellingFault.UNKNOWN


def educations(text: str) -> tuple[str, ...]:
    """All levels that a spelling can mean, none for an unknown one: ``D4/S1`` is D-IV or S-1, equal in law."""
    return _educations().get(name_key(text), ())


# ---- the spellings


@cache
def _spelling() -> Mapping[str, Any]:
    return reference_content("ejaan")


@cache
def _labels(fact: str) -> frozenset[str]:
    return frozenset(_keys(_spelling()[fact]["awalan"]))


def _keys(texts: Iterable[str]) -> Iterable[str]:
    return (name_key(text) for text in texts)


@cache
def _rank_names() -> Mapping[str, str]:
    return {_rank_key(rank.name): rank.code for rank in load_reference().ranks.values()}


def _rank_key(name: str) -> str:
    """What is compared of the name of a rank: Tk., Tkt. and Tingkat are alike, 1 is I."""
    short = _spelling()["golongan"]["tingkat"]
    words = ("tingkat" if word in short else "i" if word == "1" else word for word in _WORDS.findall(name.casefold()))
    return " ".join(words)


@cache
def _educations() -> Mapping[str, tuple[str, ...]]:
    spelling = _spelling()["pendidikan"]
    single = {key: (level,) for level, texts in spelling["ejaan"].items() for key in _keys(texts)}
    return {**single, **{name_key(text): tuple(levels) for text, levels in spelling["dua_arti"].items()}}


def _roman(text: str) -> str:
    return _ROMANS[int(text) - 1] if text.isdigit() else text.upper()
