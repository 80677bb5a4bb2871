"""The sections of `mutasi.yaml`: what a key holds, and findings where it holds something else."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping as AbstractMapping
from dataclasses import dataclass, field
from fractions import Fraction

from mutasi.finding import Finding, Location
from mutasi.message import Message
from mutasi.model.settings import MOST_POINTS
from mutasi.model.years import FIRST_YEAR, LAST_YEAR
from mutasi.read.changes import NOWHERE
from mutasi.read.faults import fault
from mutasi.read.near import did_you_mean, near
from mutasi.read.nodes import Entry, Mapping, Node, Scalar, Sequence, key_place, place, plain

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NUMBER = re.compile(r"[0-9]{1,3}(\.[0-9]{1,9})?")


@dataclass(frozen=True, slots=True)
class Notes:
    """Where findings of one file are gathered."""

    path: str
    origin: str
    findings: list[Finding] = field(default_factory=list)
    code: str = "KEBIJAKAN-01"
    """The rule of what is not known or malformed in the file."""

    def place(self, node: Node | Entry) -> Location:
        """Where a value, or the key of an entry, stands: in the file, or in what was set over it."""
        if node.line == NOWHERE:
            return Location(self.origin)
        return key_place(node, self.path) if isinstance(node, Entry) else place(node, self.path)

    def wrong(
        self, node: Node | Entry, name: str, message: Message, fix: Message | None = None, code: str = ""
    ) -> None:
        """A finding at a value, or at the key of an entry."""
        value = node.text if isinstance(node, Scalar) else ""
        self.findings.append(
            fault(code or self.code, message, self.place(node), field=name, key=name, value=value, fix=fix)
        )


@dataclass(frozen=True, slots=True)
class Section:
    """A mapping of the policy. `name` is its dotted name, empty at the top."""

    entries: AbstractMapping[str, Entry]
    name: str
    notes: Notes

    def full(self, key: str) -> str:
        return f"{self.name}.{key}" if self.name else key

    def node(self, key: str) -> Node | None:
        """The value of a key; None when it is absent or blank."""
        if key not in self.entries:
            return None
        value = self.entries[key].value
        return None if isinstance(value, Scalar) and value.is_blank else value

    def scalar(self, key: str) -> Scalar | None:
        value = self.node(key)
        if value is None or isinstance(value, Scalar):
            return value
        self.notes.wrong(value, self.full(key), Message("{key} takes a single value", key=self.full(key)))
        return None

    def text(self, key: str) -> str:
        value = self.scalar(key)
        return "" if value is None else value.text.strip()

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of codes, or a single one."""
        return self._texts(key, Message("{key} takes a list of codes", key=self.full(key)))

    def lines(self, key: str) -> tuple[str, ...]:
        """A list of texts, or a single one."""
        return self._texts(
            key,
            Message("{key} takes a list of texts", key=self.full(key)),
            Message("put a text with a colon and a blank into quotes"),
        )

    def _texts(self, key: str, otherwise: Message, fix: Message | None = None) -> tuple[str, ...]:
        value = self.node(key)
        items = value.items if isinstance(value, Sequence) else [] if value is None else [value]
        if all(isinstance(item, Scalar) for item in items):
            return tuple(item.text.strip() for item in items if isinstance(item, Scalar))
        assert value is not None
        self.notes.wrong(value, self.full(key), otherwise, fix)
        return ()

    def codes(self, key: str) -> tuple[tuple[str, Location], ...]:
        """A list of codes or their beginnings, or a single one, in any case of letters, each with its place."""
        value = self.node(key)
        items = value.items if isinstance(value, Sequence) else [] if value is None else [value]
        places = [self.notes.place(item) for item in items]
        return tuple((text.upper(), where) for text, where in zip(self.texts(key), places, strict=False) if text)

    def one_of(self, key: str, allowed: tuple[str, ...]) -> str:
        """One of the allowed texts; empty when absent or wrong."""
        value = self.scalar(key)
        if value is None or value.text in allowed:
            return "" if value is None else value.text
        message = Message("{key} cannot be '{value}'", key=self.full(key), value=value.text)
        self.notes.wrong(value, self.full(key), message, _meant(value.text, allowed))
        return ""

    def value_places(self) -> dict[str, Location]:
        """Where the texts of its keys stand; lists and sections begin with their keys."""
        texts = {key: one.value for key, one in self.entries.items()}
        return {
            key: self.notes.place(one) for key, one in texts.items() if isinstance(one, Scalar) and not one.is_blank
        }

    def date(self, key: str) -> datetime.date | None:
        value = self.scalar(key)
        day = None if value is None else _date(value.text)
        if value is not None and day is None:
            message = Message("{key}: '{value}' is not a date", key=self.full(key), value=value.text)
            self.notes.wrong(value, self.full(key), message, Message("write year-month-day, e.g. 2026-12-31"))
        if value is not None and day is not None and not FIRST_YEAR <= day.year <= LAST_YEAR:
            message = Message("{key}: {day} lies outside the years {first} to {last}", key=self.full(key),
                              day=value.text, first=FIRST_YEAR, last=LAST_YEAR)  # fmt: skip
            self.notes.wrong(value, self.full(key), message, Message("correct the year"))
            return None
        return day

    def number(self, key: str, default: Fraction) -> Fraction:
        """A number from 0 to 100; the default when absent or wrong."""
        value = self.scalar(key)
        if value is None:
            return default
        if _NUMBER.fullmatch(value.text) and Fraction(value.text) <= MOST_POINTS:
            return Fraction(value.text)
        message = Message("{key}: '{value}' is no number from 0 to {most}", key=self.full(key), value=value.text,
                          most=MOST_POINTS)  # fmt: skip
        self.notes.wrong(value, self.full(key), message)
        return default

    def section(self, key: str, known: tuple[str, ...] | None = None) -> Section:
        """The mapping under a key, empty when absent. `known` are the keys that it may have."""
        value = self.node(key)
        if value is None:
            return Section({}, self.full(key), self.notes)
        return section_at(value, self.full(key), known, self.notes)


def section_at(node: Node, name: str, known: tuple[str, ...] | None, notes: Notes) -> Section:
    if not isinstance(node, Mapping):
        message = (
            Message("{key} takes keys with values", key=name)
            if name
            else Message("the policy is a mapping of keys to values")
        )
        notes.wrong(node, name, message)
        return Section({}, name, notes)
    section = Section(node.entries, name, notes)
    for key, entry in node.entries.items():
        if known is not None and key not in known:
            full = section.full(key)
            notes.wrong(entry, full, Message("unknown key '{key}'", key=full), did_you_mean(key, known))
    return section


def _date(text: str) -> datetime.date | None:
    if not _DATE.fullmatch(text):
        return None
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None


def settings_of(section: Section, own_keys: tuple[str, ...]) -> dict[str, object]:
    """The further keys of a rule or criterion: text, lists of text, or mappings of text to text."""
    settings = {}
    for key, entry in section.entries.items():
        if key in own_keys:
            continue
        if _is_flat(entry.value):
            settings[key] = plain(entry.value)
        else:
            message = Message("{key} is nested too deeply for a setting", key=section.full(key))
            section.notes.wrong(entry.value, section.full(key), message)
    return settings


def _is_flat(node: Node) -> bool:
    if isinstance(node, Sequence):
        return all(isinstance(item, Scalar) for item in node.items)
    if isinstance(node, Mapping):
        return all(isinstance(entry.value, Scalar) for entry in node.entries.values())
    return True


def _meant(text: str, allowed: tuple[str, ...]) -> Message:
    """The close ones, or all that are allowed; signs in quotes, and a tab by its name alone."""
    if near(text, allowed) or all(name.isalnum() for name in allowed if not name.isspace()):
        return did_you_mean(text, allowed)
    shown = tuple(name if name.isalnum() else f"'{name}'" for name in allowed if not name.isspace())
    return Message("write one of {codes}", codes=shown)
