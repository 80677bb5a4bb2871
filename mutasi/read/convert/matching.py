"""Units and posts that a source names without their identifiers.

Names are not unique, so a name joins nothing by itself: it is taken when exactly one unit or post bears it, letter by
letter but for case, blanks and punctuation, or when the user says which one is meant. What is only similar is
proposed, with its score, and never taken.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from rapidfuzz import fuzz, process

from mutasi.finding import Location
from mutasi.read.convert.values import collapse
from mutasi.read.layouts import name_key

WORTH_PROPOSING = 75
"""Similarity in percent below which nothing is proposed."""


class Named(StrEnum):
    """What a name stands for, in the words of the file of matches."""

    UNIT = "unit"
    POST = "jabatan"


@dataclass(frozen=True, slots=True)
class Match:
    """What became of a name in the sources. `id` is empty when nothing was taken.

    `near` is the name of the unit or post that was taken, or of the most similar one, and `near_id` its identifier;
    both are empty when nothing is alike. `score` is the similarity in percent, `alike` how many bear the name.
    """

    named: Named
    text: str
    id: str
    near: str
    near_id: str
    score: int
    alike: int
    stated: bool
    count: int
    first: Location


@dataclass(frozen=True)
class Bearers:
    """Who bears which name: identifiers by `name_key`, and the names by identifier."""

    by_key: Mapping[str, tuple[str, ...]]
    names: Mapping[str, str]

    @classmethod
    def of(cls, names: Mapping[str, str], further: Iterable[tuple[str, str]] = ()) -> Bearers:
        """From the name of each identifier, and further names of theirs as pairs of identifier and name."""
        by_key: dict[str, dict[str, None]] = {}
        for identifier, name in (*names.items(), *further):
            by_key.setdefault(name_key(name), {})[identifier] = None
        return cls({key: tuple(found) for key, found in by_key.items()}, names)

    def match(self, named: Named, text: str, stated: Mapping[str, str], count: int, first: Location) -> Match:
        """Which one a text means. `stated` are texts with the identifier or name that the user gave for them."""
        said = {name_key(source): target for source, target in stated.items()}.get(name_key(text))
        found = self._bearers(said or text)
        if len(found) == 1:
            (identifier,) = found
            return Match(
                named, text, identifier, self.names[identifier], identifier, 100, 1, said is not None, count, first
            )
        if found:
            return Match(named, text, "", self.names[found[0]], "", 100, len(found), False, count, first)
        near, score = self._most_similar(text)
        return Match(named, text, "", self.names.get(near, ""), near, score, 0, False, count, first)

    def _bearers(self, text: str) -> tuple[str, ...]:
        return (text,) if text in self.names else self.by_key.get(name_key(text), ())

    @cached_property
    def _folded(self) -> Mapping[str, str]:
        """What is compared of each name by similarity."""
        return {identifier: collapse(name).casefold() for identifier, name in self.names.items()}

    def _most_similar(self, text: str) -> tuple[str, int]:
        """The identifier of the one whose name is most like a text, and how much; empty and 0 for none."""
        found = process.extractOne(
            collapse(text).casefold(), self._folded, scorer=fuzz.token_sort_ratio, score_cutoff=WORTH_PROPOSING
        )
        return (found[2], int(found[1])) if found else ("", 0)
