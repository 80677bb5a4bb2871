"""The part `batas` of the section `rencana`: what a plan has to keep to."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mutasi.message import Message
from mutasi.model import codes
from mutasi.model.policy import PlanRules, SkillFloor
from mutasi.read.near import did_you_mean
from mutasi.read.nodes import Mapping as MappingNode
from mutasi.read.nodes import Node, Scalar, Sequence
from mutasi.read.policy_section import Section, section_at

RULE_KEYS = (
    "pegawai_tetap", "jabatan_tetap", "tempatkan", "wajib_pindah", "tahun_di_jabatan", "bersama", "pisah",
    "isi_minimal", "perpindahan", "per_unit", "terpaksa", "panjang_rantai", "panjang_siklus", "perlu_persetujuan",
)  # fmt: skip
FLOOR_KEYS = ("unit", "jumlah", "kolom", "isi")
_MOST = 1_000_000
_MOST_YEARS = 60
_WHOLE = re.compile(r"[0-9]{1,7}")


def rules_in(section: Section) -> PlanRules:
    """Nothing is asked where something is absent, or wrong and told."""
    return PlanRules(
        kept_people=_names(section, "pegawai_tetap"),
        kept_posts=_names(section, "jabatan_tetap"),
        placed=_texts(section.section("tempatkan")),
        must_move=_names(section, "wajib_pindah"),
        years=_wholes(section.section("tahun_di_jabatan", codes.JENJANG), _MOST_YEARS),
        together=tuple(_pairs(section, "bersama")),
        apart=tuple(_pairs(section, "pisah")),
        floors=tuple(_floors(section)),
        most_moves=whole(section, "perpindahan", _MOST),
        most_of_unit=_of_unit(section),
        most_forced=whole(section, "terpaksa", _MOST),
        longest_chain=whole(section, "panjang_rantai", _MOST, least=1),
        longest_cycle=whole(section, "panjang_siklus", _MOST),
        by_consent=each_of(section, "perlu_persetujuan", codes.ARAH_PERPINDAHAN),
    )


def whole(section: Section, key: str, most: int, *, least: int = 0) -> int | None:
    """A whole number in these bounds; None where it is absent, or wrong and told."""
    value = section.scalar(key)
    if value is None:
        return None
    text = value.text.strip()
    if _WHOLE.fullmatch(text) and least <= int(text) <= most:
        return int(text)
    message = Message("{key}: '{value}' is no whole number from {least} to {most}", key=section.full(key),
                      value=value.text, least=least, most=most)  # fmt: skip
    section.notes.wrong(value, section.full(key), message)
    return None


def each_of(section: Section, key: str, allowed: tuple[str, ...]) -> tuple[str, ...]:
    """Those of a list that are allowed; the others are told."""
    found = section.texts(key)
    node = section.node(key)
    for text in found:
        if text not in allowed and node is not None:
            message = Message("{key} cannot be '{value}'", key=section.full(key), value=text)
            section.notes.wrong(node, section.full(key), message, did_you_mean(text, allowed))
    return tuple(text for text in found if text in allowed)


def _names(section: Section, key: str) -> tuple[str, ...]:
    """Codes, each once, as they are written first."""
    return tuple(dict.fromkeys(text for text in section.texts(key) if text))


def _texts(section: Section) -> dict[str, str]:
    found = {name: section.text(name) for name in section.entries}
    return {name: text for name, text in found.items() if text}


def _wholes(section: Section, most: int) -> dict[str, int]:
    found = {name: whole(section, name, most) for name in section.entries}
    return {name: number for name, number in found.items() if number is not None}


def _of_unit(section: Section) -> dict[str, int]:
    """One number for every unit, or numbers by unit."""
    if isinstance(section.node("per_unit"), MappingNode):
        return _wholes(section.section("per_unit"), _MOST)
    number = whole(section, "per_unit", _MOST)
    return {} if number is None else {"": number}


def _pairs(section: Section, key: str) -> Iterator[tuple[str, str]]:
    """Pairs of NIP: a list of lists of two."""
    for node in _listed(section, key):
        items = node.items if isinstance(node, Sequence) else []
        texts = [one.text.strip() for one in items if isinstance(one, Scalar)]
        if len(texts) == 2 and all(texts) and texts[0] != texts[1]:
            yield texts[0], texts[1]
        else:
            message = Message("{key} takes pairs of two different NIP", key=section.full(key))
            section.notes.wrong(node, section.full(key), message, Message("write [[NIP, NIP]]"))


def _floors(section: Section) -> Iterator[SkillFloor]:
    """How many of which people each unit keeps."""
    for number, node in enumerate(_listed(section, "isi_minimal")):
        own = section_at(node, f"{section.full('isi_minimal')}.{number + 1}", FLOOR_KEYS, section.notes)
        least = whole(own, "jumlah", _MOST)
        unit, column, value = own.text("unit"), own.text("kolom"), own.text("isi")
        if unit and least is not None and bool(column) == bool(value):
            yield SkillFloor(unit, least, column, value)
        elif own.entries:
            message = Message("{key} takes unit and jumlah, and kolom with isi where only some people count",
                              key=own.name)  # fmt: skip
            section.notes.wrong(node, own.name, message)


def _listed(section: Section, key: str) -> list[Node]:
    node = section.node(key)
    if node is None or isinstance(node, Sequence):
        return [] if node is None else node.items
    section.notes.wrong(node, section.full(key), Message("{key} takes a list", key=section.full(key)))
    return []
