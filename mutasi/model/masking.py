"""Pseudonyms in the place of people, in any result: worked out of the value that is rendered, so in every format alike.

A NIP is birth date, appointment, sex and a number; a plain hash of it is found by trying all of them. So pseudonyms are
keyed (HMAC-SHA256), and so are hashes of files that may be short enough to be guessed.
"""

from __future__ import annotations

import base64
import datetime
import hmac
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TypeVar

from mutasi.model.dates_in_text import without_days
from mutasi.model.person_name import bare_name

V = TypeVar("V")

WITHHELD = "***"
"""What stands for a text that may name somebody in words that no list has."""
LEAST_KEY = 16
"""Bytes of a key: 128 bits."""
_GROUPS, _GROUP = 3, 4
_GAP = r"[\s./_–—-]?"
_NIP = re.compile(rf"\d{{8}}{_GAP}\d{{6}}{_GAP}\d{_GAP}\d{{3}}")
_WORD = re.compile(r"[^\W_]+")


class Mask(StrEnum):
    """What is hidden."""

    NONE = "none"
    NIP = "nip"
    NAMES = "names"
    ALL = "all"

    @property
    def hides_nips(self) -> bool:
        return self in (Mask.NIP, Mask.ALL)

    @property
    def hides_names(self) -> bool:
        return self in (Mask.NAMES, Mask.ALL)


@dataclass(frozen=True, slots=True)
class Identities:
    """Who can be named: NIP, names and birth dates of everybody in the data. `places` are names of posts, units and
    towns, in which nobody is named: Puskesmas Taman Sari is not somebody called Sari.
    """

    nips: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    births: frozenset[datetime.date] = frozenset()
    places: frozenset[str] = frozenset()


Code = Callable[[str, str], str]
"""From a kind (nip, nama) and what is hidden to the code that stands for it."""


def keyed(key: bytes) -> Code:
    """Codes of twelve letters and digits, which nobody can work out without the key."""

    def code(kind: str, text: str) -> str:
        letters = base64.b32encode(hmac.digest(key, f"{kind}\0{text}".encode(), "sha256")).decode()
        return "-".join(letters[at : at + _GROUP] for at in range(0, _GROUPS * _GROUP, _GROUP))

    return code


def key_mark(key: bytes) -> str:
    """What tells one key from another, and from which none can be worked out."""
    return hmac.digest(key, b"mutasi key", "sha256").hex()[:16]


@dataclass(frozen=True)
class Masking:
    """Hides people. `code` gives their pseudonyms; `digest` stands for the hash of a file; the NIP and names that are
    `shown` stay. With `keeps_facts` ages, birth dates and what was written freely stay as well.
    """

    mask: Mask
    people: Identities
    code: Code
    digest: Callable[[str], str]
    shown: frozenset[str] = frozenset()
    keeps_facts: bool = False
    _texts: dict[str, str] = field(default_factory=dict, init=False, repr=False, compare=False)

    @classmethod
    def by_key(cls, mask: Mask, people: Identities, key: bytes) -> Masking:
        def digest(sha256: str) -> str:
            return hmac.digest(key, f"berkas\0{sha256}".encode(), "sha256").hex()

        return cls(mask, people, keyed(key), digest)

    def nip(self, text: str) -> str:
        """The pseudonym of a NIP."""
        plain = re.sub("[ .-]", "", text)
        if _NIP.fullmatch(text):
            plain = re.sub(r"\D", "", unicodedata.normalize("NFKC", text))
        if not text or not self.mask.hides_nips or text in self.shown or plain in self.shown:
            return text
        return f"P-{self.code('nip', plain)}"

    def name(self, text: str) -> str:
        """The pseudonym of a name, whatever its titles and capitals."""
        if not text or not self.mask.hides_names or text in self.shown:
            return text
        return f"Pegawai {self.code('nama', name_key(text))}"

    def text(self, text: str) -> str:
        """A text in which people are replaced by their pseudonyms."""
        if text not in self._texts:
            self._texts[text] = self._replaced(text)
        return self._texts[text]

    def _replaced(self, text: str) -> str:
        if self.mask.hides_nips:
            if text in self.people.nips:
                return self.nip(text)
            text = _NIP.sub(lambda found: self.nip(found[0]), text)
            text = text if self.keeps_facts else without_days(text, self.people.births, WITHHELD)
        return self._without_names(_composed(text)) if self.mask.hides_names else text

    @cached_property
    def _names(self) -> Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]:
        """By the first word of each name its words, the longest names first, and the name."""
        found: dict[str, dict[tuple[str, ...], str]] = {}
        for name in self.people.names:
            for words in {_words(name), _words(bare_name(name))}:
                if words:
                    found.setdefault(words[0], {})[words] = name
        return {
            first: tuple(sorted(names.items(), key=lambda one: (-len(one[0]), one))) for first, names in found.items()
        }

    @cached_property
    def _single(self) -> frozenset[str]:
        return frozenset(bare_name(name) for name in self.people.names)

    @cached_property
    def _beside(self) -> Mapping[tuple[str, ...], frozenset[tuple[str, str]]]:
        """By the words of a name that some place bears, the words before and behind it there, blank at an end."""
        found: dict[tuple[str, ...], set[tuple[str, str]]] = {}
        for place in self.people.places:
            words = _words(place)
            for at, word in enumerate(words):
                for name, _ in self._names.get(word, ()):
                    ends = at + len(name)
                    if words[at:ends] == name:
                        beside = (words[at - 1] if at else "", words[ends] if ends < len(words) else "")
                        found.setdefault(name, set()).add(beside)
        return {name: frozenset(beside) for name, beside in found.items()}

    def _without_names(self, text: str) -> str:
        if text in self.people.places:
            return text
        if text in self.people.names:
            return self.name(text)
        words = list(_WORD.finditer(text))
        made, at, copied = [], 0, 0
        while at < len(words):
            found = self._name_at(text, words, at)
            if found is None:
                at += 1
                continue
            count, name = found
            if name not in self.shown:
                made += [text[copied : words[at].start()], self.name(name)]
                copied = words[at + count - 1].end()
            at += count
        return "".join([*made, text[copied:]])

    def _name_at(self, text: str, words: list[re.Match[str]], at: int) -> tuple[int, str] | None:
        """How many words from here are a name, and which one. A name of one word is found as it is written alone; one
        that a place bears too, where the words beside it are not those of the place.
        """
        for name, whole in self._names.get(words[at][0].casefold(), ()):
            ends = at + len(name)
            here = words[at:ends]
            if tuple(word[0].casefold() for word in here) != name or (
                len(name) == 1 and here[0][0] not in self._single
            ):
                continue
            before = words[at - 1][0].casefold() if at else ""
            behind = words[ends][0].casefold() if ends < len(words) else ""
            if not any(_of_place(one, before, behind) for one in self._beside.get(name, ())):
                return len(name), whole
        return None


def _of_place(beside: tuple[str, str], before: str, behind: str) -> bool:
    """Whether a word beside a name is the one that stands beside it in the name of a place."""
    return (bool(before) and beside[0] == before) or (bool(behind) and beside[1] == behind)


def _composed(text: str) -> str:
    """Letters with their marks as one sign each: a name is the same however a file writes it."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(_composed(text).casefold()))


def identities(
    names: Iterable[str | None], nips: Iterable[str | None], births: Iterable[object],
    places: Iterable[str | None] = (),
) -> Identities:  # fmt: skip
    """Of the cells of tables, blank ones among them."""
    return Identities(
        frozenset(filter(None, nips)),
        frozenset(map(_composed, filter(None, names))),
        frozenset(day for day in births if isinstance(day, datetime.date)),
        frozenset(map(_composed, filter(None, places))),
    )


def others_hidden(shown: frozenset[str], people: Identities | None = None) -> Masking:
    """What hides everybody but those who are shown, without telling the others apart: their NIP, and the names of these
    people.
    """
    mask = Mask.NIP if people is None else Mask.ALL
    return Masking(mask, people or Identities(), _nobody, str, shown, keeps_facts=True)


def _nobody(kind: str, text: str) -> str:
    return WITHHELD


def name_key(name: str) -> str:
    """A name as `named_in` gives it: without titles, whatever its capitals."""
    return " ".join(_words(bare_name(name)))


def named_in(people: Identities) -> Callable[[str], frozenset[str]]:
    """What tells which of these people a text names: by NIP, or by name as `name_key` has it."""
    found: set[str] = set()

    def note(kind: str, text: str) -> str:
        found.add(text)
        return WITHHELD

    masking = Masking(Mask.ALL, people, note, str, keeps_facts=True)

    def named(text: str) -> frozenset[str]:
        found.clear()
        masking._replaced(text)
        return frozenset(found)

    return named
