"""The section `audit` of `mutasi.yaml`: what an audit of fairness groups people by besides the usual."""

from __future__ import annotations

from fractions import Fraction

from mutasi.message import Message
from mutasi.model.policy import AuditPolicy
from mutasi.read.policy_section import Section

AUDIT_KEYS = ("asal", "disabilitas", "kelompok_terkecil")
_NAMES_PEOPLE = ("nip", "nama")


def audit_in(section: Section) -> AuditPolicy:
    """The defaults where something is absent, or wrong and told."""
    return AuditPolicy(
        origin=_column(section, "asal"),
        disability=_column(section, "disabilitas"),
        smallest=_smallest(section, AuditPolicy().smallest),
    )


def _column(section: Section, key: str) -> str:
    """A column of people that makes groups of them, and names nobody."""
    name = section.text(key)
    node = section.node(key)
    if name in _NAMES_PEOPLE and node is not None:
        message = Message("{key}: {column} tells people apart and makes no groups", key=section.full(key), column=name)
        section.notes.wrong(node, section.full(key), message)
        return ""
    return name


def _smallest(section: Section, default: int) -> int:
    """A whole number from the default on: fewer people say nothing, whatever an office writes."""
    number = section.number("kelompok_terkecil", Fraction(default))
    if number.denominator == 1 and number >= default:
        return int(number)
    node = section.node("kelompok_terkecil")
    assert node is not None
    key = section.full("kelompok_terkecil")
    section.notes.wrong(node, key, Message("{key}: a whole number from {least} on", key=key, least=default))
    return default
