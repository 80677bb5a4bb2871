"""Which layout a grid has: by its headers, exactly if possible, else by the most similar ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from rapidfuzz import fuzz

from mutasi.errors import MutasiError
from mutasi.message import Message
from mutasi.read.convert.heading import Heading, headings
from mutasi.read.grid import Grid
from mutasi.read.layouts import Layout, name_key

SIMILAR = 88
"""From this similarity on, in percent, a misspelt header is taken for the one of the layout, and told."""
_SHORTEST = 6
"""Letters and digits that a header must have to be compared by similarity: NIK is not NIP."""


Choices = Mapping[str, Mapping[str, int]]
"""By field and code the index of the column that the code chooses."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """A header that was taken for another one, and how similar they are in percent."""

    found: str
    header: str
    percent: int


@dataclass(frozen=True, slots=True)
class Recognised:
    """A layout in a grid: its header, and the index of the column of each field. The other columns are private or of no
    use here. `likenesses` are the headers that had to be taken by similarity; `choices` the columns of fields that
    stand in one of several, by the code that chooses. `fuller` is the layout of which the file has more columns, though
    not all that it needs, and `lacking` those.
    """

    layout: Layout
    heading: Heading
    columns: Mapping[str, int]
    private: tuple[str, ...]
    ignored: tuple[str, ...]
    likenesses: tuple[Likeness, ...] = ()
    choices: Choices = field(default_factory=dict)
    fuller: Layout | None = None
    lacking: tuple[str, ...] = ()

    @property
    def used(self) -> tuple[int, ...]:
        """The columns that are read."""
        return (*self.columns.values(), *(number for chosen in self.choices.values() for number in chosen.values()))

    @property
    def confidence(self) -> int:
        """How well the needed headers fit, in percent."""
        needed = [column.header for column in self.layout.columns if column.required]
        loss = sum(100 - one.percent for one in self.likenesses if one.header in needed)
        return 100 - -(-loss // max(1, len(needed)))


class LayoutUnknown(MutasiError):
    """The headers of a file fit no layout."""

    def __init__(self, path: str, sheet: str, nearest: Layout, missing: tuple[str, ...]) -> None:
        unknown = Message(
            "{path}: its columns are those of no export that is known here; the nearest is {layout},"
            " which also needs: {missing}",
            path=path,
            layout=nearest.title,
            missing=missing,
        )
        super().__init__(unknown if missing else Message("{path}: it holds no header and no rows", path=path))
        self.sheet = sheet


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A header read as a layout: the columns by field, and what is missing."""

    layout: Layout
    heading: Heading
    columns: dict[str, int]
    choices: Choices

    @property
    def size(self) -> int:
        """How many columns are used."""
        return len(self.columns) + sum(map(len, self.choices.values()))

    @property
    def missing(self) -> tuple[str, ...]:
        return tuple(column.header for column in self.layout.columns
                     if column.required and column.field not in {*self.columns, *self.choices})  # fmt: skip

    @property
    def share(self) -> float:
        """The share of the needed headers that are there."""
        needed = sum(column.required for column in self.layout.columns)
        return 1 - len(self.missing) / max(1, needed)


def recognise(grid: Grid, layouts: Sequence[Layout]) -> Recognised:
    """The layout whose needed headers are all there; of several the one that uses most columns.

    A file that has twice as many columns of another layout, but not all that it needs, is taken for neither.

    Only when there is none the misspelt headers are compared by similarity. Raises LayoutUnknown with the nearest.
    """
    candidates = [_read_as(layout, heading) for heading in headings(grid) for layout in layouts]
    found = max((candidate for candidate in candidates if not candidate.missing), key=_fit, default=None)
    fullest = max(candidates, key=_fit, default=None)
    if found and fullest and fullest.size >= 2 * found.size:
        raise LayoutUnknown(grid.path, grid.sheet, fullest.layout, fullest.missing)
    if found and fullest and fullest.size > found.size:
        return replace(_recognised(found, ()), fuller=fullest.layout, lacking=fullest.missing)
    if found:
        return _recognised(found, ())
    known = {key for layout in layouts for key in (*layout.by_key, *map(name_key, layout.private))}
    near = sorted((one for one in candidates if one.share >= 0.5), key=lambda one: (-one.share, *_minus(_fit(one))))
    for candidate in near:
        widened, likenesses = _by_similarity(candidate, known)
        if not widened.missing:
            return _recognised(widened, likenesses)
    nearest = max(candidates, key=lambda one: (one.share, *_fit(one)), default=None)
    layout = nearest.layout if nearest else layouts[0]
    raise LayoutUnknown(grid.path, grid.sheet, layout, nearest.missing if nearest else ())


def _fit(candidate: _Candidate) -> tuple[int, int, int]:
    """What is better is larger: many columns, a low header, one that stands high."""
    heading = candidate.heading
    return candidate.size, heading.first - heading.last, -heading.first


def _minus(numbers: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(-number for number in numbers)


def _read_as(layout: Layout, heading: Heading) -> _Candidate:
    """The columns that bear a header of the layout; of several for one field the one that the layout names first."""
    columns, choices = {}, {}
    for column in layout.columns:
        if (number := _first_of(column.keys, heading)) is not None:
            columns[column.field] = number
        chosen = {code: _first_of(keys, heading) for code, keys in column.choice_keys.items()}
        if found := {code: number for code, number in chosen.items() if number is not None}:
            choices[column.field] = found
    return _Candidate(layout, heading, columns, choices)


def _first_of(keys: Sequence[str], heading: Heading) -> int | None:
    """The column that bears the first of these headers that is there."""
    return next((heading.by_key[key] for key in keys if key in heading.by_key), None)


def _by_similarity(candidate: _Candidate, known: set[str]) -> tuple[_Candidate, tuple[Likeness, ...]]:
    """The candidate with misspelt headers taken as well. A header that is known as another one is never taken."""
    names = candidate.heading.names
    free = {
        name_key(name): number
        for number, name in enumerate(names)
        if number not in candidate.columns.values() and len(name_key(name)) >= _SHORTEST and name_key(name) not in known
    }
    columns = dict(candidate.columns)
    likenesses = []
    for column in candidate.layout.columns:
        if column.field in columns:
            continue
        percent, key = _most_similar(column.keys, free)
        if percent >= SIMILAR:
            columns[column.field] = free.pop(key)
            likenesses.append(Likeness(names[columns[column.field]], column.header, percent))
    return replace(candidate, columns=columns), tuple(likenesses)


def _most_similar(headers: Sequence[str], found: Iterable[str]) -> tuple[int, str]:
    """The similarity in percent of the key that is most like one of the headers, and that key; 0 for none.

    Digits must be the same: UNOR (1) is not UNOR (2).
    """
    pairs = ((header, key) for header in headers if len(header) >= _SHORTEST for key in found)
    scored = [(int(fuzz.ratio(header, key)), key) for header, key in pairs if _digits(header) == _digits(key)]
    return max(scored, default=(0, ""))


def _digits(key: str) -> str:
    return "".join(character for character in key if character.isdigit())


def _recognised(candidate: _Candidate, likenesses: tuple[Likeness, ...]) -> Recognised:
    layout, heading, columns = candidate.layout, candidate.heading, candidate.columns
    taken = {*columns.values(), *(number for chosen in candidate.choices.values() for number in chosen.values())}
    for column in layout.columns:
        if column.wide and column.field in columns:
            first = columns[column.field]
            taken |= set(range(first, first + heading.reach(first)))
    private = {name_key(header) for header in layout.private}
    others = [name for number, name in enumerate(heading.names) if name and number not in taken]
    return Recognised(
        layout=layout,
        heading=heading,
        columns=columns,
        private=tuple(name for name in others if name_key(name) in private),
        ignored=tuple(name for name in others if name_key(name) not in private),
        likenesses=likenesses,
        choices=candidate.choices,
    )
