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
from mutasi.read.convert.abbreviations import written_out
from mutasi.read.layouts import name_key

WORTH_PROPOSING = 75
"""Similarity in percent below which nothing is proposed."""
ALMOST = 99
"""The highest similarity of names that are not equal, as when one abbreviates the other."""


class Named(StrEnum):
    """What a name stands for, in the words of the file of matches."""

    UNIT = "unit"
    POST = "jabatan"


@dataclass(frozen=True, slots=True)
class Match:
    """What became of a name in the sources. `id` is empty when nothing was taken.

    `near` is the name of the unit or post that was taken, or of the most similar one, and `near_id` its identifier;
    both are empty when nothing is alike. `score` is the similarity in percent, `alike` how many bear the name. `own`
    tells that the name is taken for one that no other source holds; then `id` was made for it.
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
    own: bool = False


@dataclass(frozen=True)
class Bearers:
    """Who bears which name: identifiers by `name_key`, and the names by identifier.

    `further` are more names of theirs, each with its identifier.
    """

    by_key: Mapping[str, tuple[str, ...]]
    names: Mapping[str, str]
    further: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, names: Mapping[str, str], further: Iterable[tuple[str, str]] = ()) -> Bearers:
        """From the name of each identifier, and further names of theirs as pairs of identifier and name."""
        by_key: dict[str, dict[str, None]] = {}
        more = tuple(further)
        for identifier, name in (*names.items(), *more):
            by_key.setdefault(name_key(name), {})[identifier] = None
        return cls({key: tuple(found) for key, found in by_key.items()}, names, more)

    def match(self, named: Named, text: str, stated: Mapping[str, str], count: int, first: Location) -> Match:
        """Which one a text means. `stated` are texts by `name_key` with the identifier or name that the user gave."""
        said = stated.get(name_key(text))
        found = self._bearers(said or text)
        if len(found) == 1:
            (identifier,) = found
            return Match(
                named, text, identifier, self.names[identifier], identifier, 100, 1, said is not None, count, first
            )
        if found:
            return Match(named, text, "", self.names[found[0]], "", 100, len(found), False, count, first)
        near, score = self.most_similar(text)
        return Match(named, text, "", self.names.get(near, ""), near, score, 0, False, count, first)

    def _bearers(self, text: str) -> tuple[str, ...]:
        return (text,) if text in self.names else self.by_key.get(name_key(text), ())

    @cached_property
    def _folded(self) -> Mapping[str, tuple[list[str], list[str]]]:
        """Identifiers and what is compared of their names, by the digits in them: school 5 is never school 2."""
        folded: dict[str, tuple[list[str], list[str]]] = {}
        for identifier, name in (*self.names.items(), *self.further):
            identifiers, texts = folded.setdefault(_digits(name), ([], []))
            identifiers.append(identifier)
            texts.append(written_out(name))
        return folded

    def most_similar(self, text: str, at_least: int = WORTH_PROPOSING) -> tuple[str, int]:
        """The identifier of the one whose name is most like a text, and how much; empty and 0 for none."""
        identifiers, texts = self._folded.get(_digits(text), ([], []))
        found = process.extractOne(written_out(text), texts, scorer=fuzz.token_sort_ratio, score_cutoff=at_least)
        return (identifiers[found[2]], min(int(found[1]), ALMOST)) if found else ("", 0)


def _digits(name: str) -> str:
    return "".join(character for character in name if character.isdigit())
