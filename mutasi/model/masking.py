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
from collections.abc import Callable, Iterable, Iterator, Mapping
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
_GAP = r"[\s.,:;/\\_\u00ad\u2010-\u2015\u200b-\u200d\u2060\ufeff-]{0,3}"
"""What may stand between the digits of a NIP: blanks, points, strokes, and signs that nobody sees."""
_WHOLE = re.compile(r"\d{18}")
_NIP = re.compile(rf"(?<!\d)\d(?:{_GAP}\d){{17}}(?!\d)|\d{{18}}")
_LIKE_A_NIP = re.compile(
    r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"  # birth
    r"(?:19|20)\d\d(?:0[1-9]|1[0-2])[12]\d{3}"  # appointment, sex, number
)
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
    towns, in which nobody is named: Puskesmas Taman Sari is not somebody called Sari. `addresses` are texts in which
    streets stand, and perhaps people: a name of one word names nobody beside the same words there.
    """

    nips: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    births: frozenset[datetime.date] = frozenset()
    places: frozenset[str] = frozenset()
    addresses: frozenset[str] = frozenset()


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
    `shown` stay. With `keeps_facts` ages, birth dates and what was written freely stay as well. With `any_case` a
    name of one word is found in any capitals.
    """

    mask: Mask
    people: Identities
    code: Code
    digest: Callable[[str], str]
    shown: frozenset[str] = frozenset()
    keeps_facts: bool = False
    any_case: bool = False
    _texts: dict[str, str] = field(default_factory=dict, init=False, repr=False, compare=False)

    @classmethod
    def by_key(cls, mask: Mask, people: Identities, key: bytes) -> Masking:
        def digest(sha256: str) -> str:
            return hmac.digest(key, f"berkas\0{sha256}".encode(), "sha256").hex()

        return cls(mask, people, keyed(key), digest)

    def nip(self, text: str) -> str:
        """The pseudonym of a NIP."""
        plain = _digits(text) if _NIP.fullmatch(text) else re.sub("[ .-]", "", text)
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
            text = _NIP.sub(self._found_nip, text)
            text = text if self.keeps_facts else without_days(text, self.people.births, WITHHELD)
        return self._without_names(_composed(text)) if self.mask.hides_names else text

    def _found_nip(self, found: re.Match[str]) -> str:
        """Eighteen digits are one; with something between them only where they may be one."""
        digits = _digits(found[0])
        is_nip = _WHOLE.fullmatch(found[0]) or digits in self.people.nips or _LIKE_A_NIP.fullmatch(digits)
        return self.nip(digits) if is_nip else found[0]

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
        bare = {bare_name(name) for name in self.people.names}
        return frozenset(bare | {name.upper() for name in bare})

    @cached_property
    def _beside(self) -> Mapping[tuple[str, ...], frozenset[tuple[str, str]]]:
        """By the word of a name that some place bears, the words before and behind it there, blank at an end."""
        found: dict[tuple[str, ...], set[tuple[str, str]]] = {}
        for name, words, at in self._in(self.people.places | self.people.addresses):
            if len(name) == 1:
                behind = words[at + 1] if at + 1 < len(words) else ""
                found.setdefault(name, set()).add((words[at - 1] if at else "", behind))
        return {name: frozenset(beside) for name, beside in found.items()}

    @cached_property
    def _places_of(self) -> Mapping[tuple[str, ...], frozenset[tuple[tuple[str, ...], int]]]:
        """By the words of a longer name the places that bear it, with where it begins in them."""
        found: dict[tuple[str, ...], set[tuple[tuple[str, ...], int]]] = {}
        for name, words, at in self._in(self.people.places):
            if len(name) > 1:
                found.setdefault(name, set()).add((words, at))
        return {name: frozenset(places) for name, places in found.items()}

    def _in(self, places: Iterable[str]) -> Iterator[tuple[tuple[str, ...], tuple[str, ...], int]]:
        """Each name that stands in a place: its words, those of the place, and where it begins."""
        for place in places:
            words = _words(place)
            for at, word in enumerate(words):
                for name, _ in self._names.get(word, ()):
                    if words[at : at + len(name)] == name:
                        yield name, words, at

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
        """How many words from here are a name, and which one. A name of one word is found as it is written alone, or in
        capitals; one that a place bears too, where the words beside it are not those of the place.
        """
        for name, whole in self._names.get(words[at][0].casefold(), ()):
            ends = at + len(name)
            if tuple(word[0].casefold() for word in words[at:ends]) != name:
                continue
            if len(name) == 1:
                before = words[at - 1][0].casefold() if at else ""
                behind = words[ends][0].casefold() if ends < len(words) else ""
                is_place = any(_of_place(one, before, behind) for one in self._beside.get(name, ()))
                if is_place or not (self.any_case or words[at][0] in self._single):
                    continue
            elif any(self._stands_in(words, at, place) for place in self._places_of.get(name, ())):
                continue
            return len(name), whole
        return None

    def _stands_in(self, words: list[re.Match[str]], at: int, place: tuple[tuple[str, ...], int]) -> bool:
        """Whether the whole name of a place stands around a name in a text."""
        of_place, begins = place
        first = at - begins
        here = words[max(0, first) : first + len(of_place)]
        return first >= 0 and tuple(word[0].casefold() for word in here) == of_place


def _of_place(beside: tuple[str, str], before: str, behind: str) -> bool:
    """Whether a word beside a name is the one that stands beside it in the name of a place."""
    return (bool(before) and beside[0] == before) or (bool(behind) and beside[1] == behind)


def _digits(text: str) -> str:
    """The digits of a NIP, in whatever script and grouping."""
    return re.sub(r"\D", "", unicodedata.normalize("NFKC", text))


def _composed(text: str) -> str:
    """Letters with their marks as one sign each: a name is the same however a file writes it."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(_composed(text).casefold()))


def identities(
    names: Iterable[str | None], nips: Iterable[str | None], births: Iterable[object],
    places: Iterable[str | None] = (), addresses: Iterable[str | None] = (),
) -> Identities:  # fmt: skip
    """Of the cells of tables, blank ones among them."""
    return Identities(
        frozenset(filter(None, nips)),
        frozenset(map(_composed, filter(None, names))),
        frozenset(day for day in births if isinstance(day, datetime.date)),
        frozenset(map(_composed, filter(None, places))),
        frozenset(map(_composed, filter(None, addresses))),
    )


def others_hidden(shown: frozenset[str], people: Identities | None = None) -> Masking:
    """What hides everybody but those who are shown, without telling the others apart: their NIP, and the names of these
    people.
    """
    mask = Mask.NIP if people is None else Mask.ALL
    return Masking(mask, people or Identities(), _nobody, str, shown, keeps_facts=True)


def _nobody(kind: str, text: str) -> str:
    return WITHHELD


def nips_in(text: str) -> frozenset[str]:
    """The NIP that a text has, as their digits, or what may be one."""
    return frozenset(_digits(found[0]) for found in _NIP.finditer(text))


def name_key(name: str) -> str:
    """A name as `named_in` gives it: without titles, whatever its capitals."""
    return " ".join(_words(bare_name(name)))


def named_in(people: Identities) -> Callable[[str], frozenset[str]]:
    """What tells which of these people a text names: by NIP, or by name as `name_key` has it."""
    found: set[str] = set()

    def note(kind: str, text: str) -> str:
        found.add(text)
        return WITHHELD

    masking = Masking(Mask.ALL, people, note, str, keeps_facts=True, any_case=True)

    def named(text: str) -> frozenset[str]:
        found.clear()
        masking._replaced(text)
        return frozenset(found)

    return named
