"""Units and posts that bear other ids in the new snapshot: the same, merged or split, as the office says or as they are
alike.

The likeness of two units is a whole number from 0 to 100: two fifths how many of the people of the smaller one are in
both, two fifths the words of their names that both share, one fifth whether they stand under the same unit. Where one
has no people, names count for four fifths. Of posts it is three fifths their names, one fifth their unit, and one fifth
their level.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

import polars as pl

from mutasi.diff.change import Change, Kind
from mutasi.model.dataset import Dataset
from mutasi.model.policy import ComparePolicy
from mutasi.model.shared import Shared
from mutasi.model.table import Table

FULL = 100


@dataclass(frozen=True, slots=True)
class Match:
    """A unit or post of the old snapshot and one of the new. `score` is 100 where the policy says so."""

    old: str
    new: str
    score: int
    stated: bool = False


@dataclass(frozen=True)
class Reorganisation:
    """What became of units and posts that are not there any more, and where new ones come from."""

    units: tuple[Match, ...] = ()
    posts: tuple[Match, ...] = ()
    _unit_pairs: frozenset[tuple[str, str]] = field(init=False)
    _post_pairs: frozenset[tuple[str, str]] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_unit_pairs", frozenset((one.old, one.new) for one in self.units))
        object.__setattr__(self, "_post_pairs", frozenset((one.old, one.new) for one in self.posts))

    def same_unit(self, old: str, new: str) -> bool:
        """Whether the new unit is the old one, or has taken it in or come out of it."""
        return old == new or (old, new) in self._unit_pairs

    def same_post(self, old: str, new: str) -> bool:
        return old == new or (old, new) in self._post_pairs

    @property
    def post_ids(self) -> Mapping[str, str]:
        """The new id of each post that bears another one."""
        return {one.old: one.new for one in self.posts}

    def of(self, table: str) -> tuple[frozenset[str], frozenset[str]]:
        """The ids in the old and in the new snapshot that are matched, of units or posts."""
        pairs = {"unit": self._unit_pairs, "jabatan": self._post_pairs}.get(table, frozenset())
        return frozenset(old for old, _ in pairs), frozenset(new for _, new in pairs)


def reorganisation(old: Dataset, new: Dataset, policy: ComparePolicy, shared: Shared | None = None) -> Reorganisation:
    """How the units and posts of two snapshots belong together. The same whatever the order of rows. `shared` are
    people whom neither dataset holds since both snapshots have them.
    """
    stated = {*policy.units, *policy.units.values()}
    before, after = _Side.of(old, new, shared, stated), _Side.of(new, old, shared, stated)
    policy = replace(
        policy,
        units={one: other for one, other in policy.units.items() if _is_so(one, other, before.units, after.units)},
        posts={one: other for one, other in policy.posts.items() if _is_so(one, other, before.posts, after.posts)},
    )
    units = _units(before, after, policy)
    parents = Reorganisation(units)
    return Reorganisation(units, _posts(before, after, parents, policy))


def _is_so(old: str, new: str, before: Collection[str], after: Collection[str]) -> bool:
    """Whether what the policy says of an id holds here: the old one is there and then gone, the new one is there."""
    return old in before and old not in after and new in after


def unheeded(old: Dataset, new: Dataset, policy: ComparePolicy) -> tuple[str, ...]:
    """What the policy says of units and posts that does not hold of these snapshots, as `old: new`."""
    found = []
    for table, column, stated in (("unit", "id_unit", policy.units), ("jabatan", "id_jabatan", policy.posts)):
        sides = [
            frozenset(
                () if (one := dataset.get(name)) is None or not one.has(column) else one.text[column].drop_nulls()
            )
            for dataset in (old, new)
            for name in (table if dataset.has(table) else "pegawai",)
        ]
        found += [f"{one}: {other}" for one, other in sorted(stated.items()) if not _is_so(one, other, *sides)]
    return tuple(found)


@dataclass(frozen=True)
class _Side:
    """Posts with name, unit and level, and units with name and parent: of these only what the other side has not, and
    what the policy names.
    """

    dataset: Dataset
    units: Mapping[str, tuple[str, str]]
    posts: Mapping[str, tuple[str, str, str]]
    shared: Shared | None

    @classmethod
    def of(cls, dataset: Dataset, other: Dataset, shared: Shared | None, stated: Collection[str]) -> _Side:
        units = {
            key: (name, parent)
            for key, name, parent in _rows(_alone(dataset, other, stated), "unit", "id_unit", "nama", "id_induk")
        }
        posts = {
            key: (name, unit, level)
            for key, name, unit, level in _rows(dataset, "jabatan", "id_jabatan", "nama", "id_unit", "jenjang")
        }
        if not dataset.has("unit"):  # then the units are those that people name
            people = dataset.get("pegawai")
            named = people.text["id_unit"].drop_nulls() if people is not None and people.has("id_unit") else ()
            units = dict.fromkeys(sorted({*named, *(() if shared is None else shared.texts("id_unit"))}), ("", ""))
        return cls(dataset, units, posts, shared)

    def people(self, units: Collection[str]) -> Mapping[str, frozenset[str]]:
        """The people of each of these units, by their own column or by that of their post."""
        table = self.dataset.get("pegawai")
        if table is None or not units:
            return {}
        posts = {post: unit for post, (_, unit, _) in self.posts.items() if unit in units}
        found: dict[str, set[str]] = defaultdict(set)
        for one in (table, *self._in_both(units, posts)):
            cells = [pl.col(name) if one.has(name) else pl.lit(None, pl.String) for name in ("id_unit", "id_jabatan")]
            rows = one.text.select("nip", unit=cells[0], post=cells[1])
            near = rows.filter(
                pl.col("unit").is_in(list(units)) | (pl.col("unit").is_null() & pl.col("post").is_in(list(posts)))
            )
            for nip, unit, post in near.iter_rows():
                found[unit or posts[post]].add(nip)
        return {unit: frozenset(nips) for unit, nips in found.items()}

    def _in_both(self, units: Collection[str], posts: Collection[str]) -> Iterator[Table]:
        """The people whom the dataset does not hold since both snapshots have them, in these units or posts."""
        if self.shared is not None:
            for column, texts in (("id_unit", units), ("id_jabatan", posts)):
                found = self.shared.where(column, texts) if texts else None
                if found is not None:
                    yield found


def _alone(dataset: Dataset, other: Dataset, stated: Collection[str]) -> Dataset:
    """The dataset with those units alone that the other one has not, or that are stated, where both have units."""
    ours, theirs = dataset.get("unit"), other.get("unit")
    if ours is None or theirs is None or not (ours.has("id_unit") and theirs.has("id_unit")):
        return dataset
    known = theirs.text["id_unit"].drop_nulls().implode()
    kept = ours.text.filter(~pl.col("id_unit").is_in(known) | pl.col("id_unit").is_in(list(stated)))
    return replace(dataset, tables={"unit": replace(ours, text=kept)})


def _rows(dataset: Dataset, name: str, *columns: str) -> Iterable[tuple[str, ...]]:
    """The records that have the first of these columns, blanks as empty texts."""
    table = dataset.get(name)
    if table is None or not table.has(columns[0]):
        return
    cells = [pl.col(column) if table.has(column) else pl.lit("").alias(column) for column in columns]
    yield from table.text.select(cells).drop_nulls(columns[0]).fill_null("").iter_rows()


def _units(before: _Side, after: _Side, policy: ComparePolicy) -> tuple[Match, ...]:
    """Those that the policy names; then each that is gone with the new one that it is most alike to, and the other way
    round.
    """
    gone = sorted(before.units.keys() - after.units.keys() - policy.units.keys())
    fresh = sorted(after.units.keys() - before.units.keys() - set(policy.units.values()))
    members = before.people(gone), after.people(fresh)
    found = {
        (old, new): Match(old, new, FULL, True)
        for old, new in sorted(policy.units.items())
        if old in before.units and new in after.units
    }
    alike = _Alike(before, after, Reorganisation(tuple(found.values())), *members)
    for old in gone:
        best = max((Match(old, new, alike(old, new)) for new in fresh),
                   key=lambda one: (one.score, one.new), default=None)  # fmt: skip
        if best is not None and best.score >= policy.threshold:
            found[best.old, best.new] = best
    for new in fresh:
        best = max((Match(old, new, alike(old, new)) for old in gone),
                   key=lambda one: (one.score, one.old), default=None)  # fmt: skip
        if best is not None and best.score >= policy.threshold:
            found[best.old, best.new] = best
    return tuple(found[pair] for pair in sorted(found))


@dataclass(frozen=True)
class _Alike:
    """How alike a unit that is gone and one that is new are."""

    before: _Side
    after: _Side
    stated: Reorganisation
    old_people: Mapping[str, frozenset[str]]
    new_people: Mapping[str, frozenset[str]]

    def __call__(self, old: str, new: str) -> int:
        (name, parent), (other, above) = self.before.units[old], self.after.units[new]
        words = _shared(name, other)
        same = FULL * (bool(parent) and self.stated.same_unit(parent, above))
        one, two = self.old_people.get(old, frozenset()), self.new_people.get(new, frozenset())
        fewer = min(len(one), len(two))
        if not fewer:
            return (4 * words + same) // 5
        return (2 * (FULL * len(one & two) // fewer) + 2 * words + same) // 5


def _shared(one: str, two: str) -> int:
    """The part of the words of both names that both have."""
    first, second = set(one.casefold().split()), set(two.casefold().split())
    return FULL * len(first & second) // len(first | second) if first and second else 0


def _posts(before: _Side, after: _Side, units: Reorganisation, policy: ComparePolicy) -> tuple[Match, ...]:
    """Each post once at most: those that the policy names, then the most alike first."""
    found = [
        Match(old, new, FULL, True)
        for old, new in sorted(policy.posts.items())
        if old in before.posts and new in after.posts
    ]
    gone = sorted(before.posts.keys() - after.posts.keys() - policy.posts.keys())
    fresh = after.posts.keys() - before.posts.keys() - set(policy.posts.values())
    near: dict[str, list[str]] = defaultdict(list)
    for new in sorted(fresh):
        near[after.posts[new][2]].append(new)
    pairs = []
    for old in gone:
        name, unit, level = before.posts[old]
        for new in near[level]:
            other, place, _ = after.posts[new]
            score = (3 * _shared(name, other) + FULL * units.same_unit(unit, place) + FULL) // 5
            if score >= policy.threshold:
                pairs.append(Match(old, new, score))
    used: set[str] = set()
    for one in sorted(pairs, key=lambda pair: (-pair.score, *sorted((pair.old, pair.new)))):  # the same both ways
        if one.old not in used and one.new not in used:
            used |= {one.old, one.new}
            found.append(one)
    return tuple(sorted(found, key=lambda one: (one.old, one.new)))


def reorganised(found: Reorganisation, old: Dataset, new: Dataset) -> Iterator[Change]:
    """A change for each unit and post that bears another id: merged with others, a part of one, or simply the same."""
    for table, matches in (("unit", found.units), ("jabatan", found.posts)):
        olds, news = Counter(one.old for one in matches), Counter(one.new for one in matches)
        key = "id_unit" if table == "unit" else "id_jabatan"
        ids = {*olds, *news}
        before, after = _labelled(old, table, key, ids), _labelled(new, table, key, ids)
        for one in matches:
            if news[one.new] > 1 or one.new in before:
                kind = Kind.MERGED
            else:
                kind = Kind.SPLIT if olds[one.old] > 1 or one.old in after else Kind.RECODED
            (name, line), (other, new_line) = before.get(one.old, ("", 0)), after.get(one.new, ("", 0))
            note = "padanan" if one.stated else str(one.score)
            yield Change(
                kind, table, one.old, name, key, one.old, one.new, line, new_line, note,
                name and f"{name} ({one.old})", other and f"{other} ({one.new})",
            )  # fmt: skip


def _labelled(dataset: Dataset, name: str, key: str, ids: Collection[str]) -> dict[str, tuple[str, int]]:
    """Name and line of those of these records that there are."""
    table = dataset.get(name)
    if table is None or not ids or not table.has(key):
        return {}
    found = table.text.with_row_index("row").filter(pl.col(key).is_in(list(ids)))
    return {
        one: (table.cell(row, "nama"), table.positions.locate(row).line)
        for row, one in found.select("row", key).iter_rows()
    }
