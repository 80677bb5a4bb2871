"""The units in which the posts of lists are: matched by name with the units of other sources, or made of the names.

Where a source tells the units with their identifiers, a name is only matched. Where none does, every name of the lists
is a unit, with an identifier made of it. Two spellings are two units then, and the similar ones are proposed as one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from mutasi.message import Message
from mutasi.read.convert.matching import Bearers, Match, Named
from mutasi.read.convert.post_list import ListedPost, PostList
from mutasi.read.convert.units import Unit, Units
from mutasi.read.convert.values import best_spelling
from mutasi.read.layouts import PATH_SIGN, name_key

ONE_UNIT = 85
"""Similarity in percent from which two names of a list are proposed as those of one unit."""
_AT = "@"

Identity = tuple[str, ...]
"""What tells a unit of the lists: the keys of its name and of those above it, or of the unit whose list it is."""


@dataclass(frozen=True, slots=True)
class PlacedList:
    """A list, and the id of the unit of each of its posts, empty where it is not known."""

    source: PostList
    units: tuple[str, ...]


def place_lists(
    lists: Sequence[PostList], units: Units, stated: Mapping[str, str]
) -> tuple[list[PlacedList], Units, tuple[Match, ...]]:
    """The lists with the units of their posts, all units, and what became of the names."""
    if units.by_id:
        placed, matches = _matched(lists, units, stated)
        return placed, units, matches
    return _made(lists, stated)


# ---- where the units are known


def _matched(
    lists: Sequence[PostList], units: Units, stated: Mapping[str, str]
) -> tuple[list[PlacedList], tuple[Match, ...]]:
    bearers = Bearers.of({unit.id: unit.name for unit in units.by_id.values()}, units.with_parents())
    named: dict[tuple[str, ...], list[ListedPost]] = {}
    for post in _posts(lists):
        if post.units:
            named.setdefault(post.units, []).append(post)
    matches = {names: _match(names, posts, bearers, stated) for names, posts in named.items()}
    placed = [
        PlacedList(one, tuple(matches[post.units].id if post and post.units else "" for post in one.posts))
        for one in lists
    ]
    return placed, tuple(matches.values())


def _match(names: tuple[str, ...], posts: Sequence[ListedPost], bearers: Bearers, stated: Mapping[str, str]) -> Match:
    """What the lowest of these names means: with the one above it if that is enough, else alone."""
    first = posts[0]
    where = first.row.place(first.unit_field)
    texts = [names[-1]] if len(names) == 1 else [PATH_SIGN.join((names[-1], names[-2])), names[-1]]
    found = [bearers.match(Named.UNIT, text, stated, len(posts), where) for text in texts]
    return next((match for match in found if match.id), found[-1])


def _posts(lists: Sequence[PostList]) -> Iterator[ListedPost]:
    return (post for one in lists for post in one.posts if post is not None)


# ---- where they are not


def _made(lists: Sequence[PostList], stated: Mapping[str, str]) -> tuple[list[PlacedList], Units, tuple[Match, ...]]:
    meanings = _meanings(lists, stated)
    chains = [[_chain(one, post, meanings) for post in one.posts] for one in lists]
    names = _names(lists, chains)
    ids = _identifiers(names)
    parents = _parents(lists, chains)
    units = Units({ids[unit]: Unit(ids[unit], best_spelling(names[unit]), ids.get(parents.get(unit, ()), ""))
                   for unit in names})  # fmt: skip
    placed = [
        PlacedList(one, tuple(ids[chain[-1]] if chain else "" for chain in own))
        for one, own in zip(lists, chains, strict=True)
    ]
    _tell_made(lists, names)
    return placed, units, (*_stated(lists, ids, units, meanings), *_proposals(lists, chains, ids, units))


Chain = tuple[Identity, ...]
"""The identities of a unit and of those above it as far as its row tells them, from the top down."""


def _chain(one: PostList, post: ListedPost | None, meanings: Mapping[str, str]) -> Chain:
    if post is None or not post.units:
        return ()
    names = (*post.units[:-1], meanings.get(name_key(post.units[-1]), post.units[-1]))
    keys = tuple(map(name_key, names))
    if len(keys) > 1:
        return tuple(keys[: count + 1] for count in range(len(keys)))
    if post.row.cells["unor_nama"] and keys[0] != name_key(one.unit):
        return ((name_key(one.unit), *keys) if one.unit else keys,)
    return (keys,)


def _names(lists: Sequence[PostList], chains: Sequence[Sequence[Chain]]) -> dict[Identity, Counter[str]]:
    """Every unit with the spellings of its name, in the order of the lists."""
    names: dict[Identity, Counter[str]] = {}
    for one, own in zip(lists, chains, strict=True):
        for post, chain in zip(one.posts, own, strict=True):
            if post is None:
                continue
            for unit, name in zip(chain, post.units, strict=True):
                if name_key(name) == unit[-1]:
                    names.setdefault(unit, Counter())[name] += 1
    return names


def _identifiers(names: Mapping[Identity, Counter[str]]) -> dict[Identity, str]:
    """An identifier for each unit, made of its name; of names that several bear with those above."""
    borne = Counter(unit[-1] for unit in names)
    own = {unit: slug(best_spelling(spellings)) for unit, spellings in names.items()}
    return {
        unit: own[unit]
        if borne[unit[-1]] == 1
        else _AT.join(own.get(unit[:count], unit[count - 1]) for count in range(len(unit), 0, -1))
        for unit in names
    }


def slug(name: str) -> str:
    """A name as an identifier: small letters and digits, with a dash between the words."""
    letters = "".join(character if character.isalnum() else " " for character in name.casefold())
    return "-".join(letters.split())


def _parents(lists: Sequence[PostList], chains: Sequence[Sequence[Chain]]) -> dict[Identity, Identity]:
    """The unit above each: as its path says, else the one in which the superiors of its posts are."""
    parents: dict[Identity, Identity] = {}
    for own in chains:
        for chain in own:
            parents.update(zip(chain[1:], chain, strict=False))
    above: dict[Identity, dict[Identity, ListedPost]] = {}
    for one, own in zip(lists, chains, strict=True):
        for post, chain, superior in zip(one.posts, own, one.superiors, strict=True):
            if post is None or superior is None or len(chain) != 1 or not own[superior] or own[superior] == chain:
                continue
            above.setdefault(chain[0], {}).setdefault(own[superior][-1], post)
    for unit, found in above.items():
        if len(found) == 1:
            parents.setdefault(unit, next(iter(found)))
        else:
            _tell_no_parent(list(found.values()))
    return _without_loops(parents)


def _tell_no_parent(posts: Sequence[ListedPost]) -> None:
    post = posts[-1]
    message = Message("the superiors of the posts in '{unit}' are in different units; its id_induk stays blank",
                      unit=post.units[-1])  # fmt: skip
    related = (posts[0].row.place(posts[0].unit_field),)
    post.row.note("KONVERSI-51", post.unit_field, message, related=related)


def _without_loops(parents: Mapping[Identity, Identity]) -> dict[Identity, Identity]:
    """Without those of units that would stand above themselves."""
    return {unit: above for unit, above in parents.items() if not _is_above_itself(unit, parents)}


def _is_above_itself(unit: Identity, parents: Mapping[Identity, Identity]) -> bool:
    seen = {unit}
    above = parents.get(unit)
    while above is not None:
        if above == unit:
            return True
        if above in seen:
            return False
        seen.add(above)
        above = parents.get(above)
    return False


# ---- what the user says, and what is proposed


def _meanings(lists: Sequence[PostList], stated: Mapping[str, str]) -> dict[str, str]:
    """For the keys of names that the user explains the name of the unit that is meant, when the lists hold it."""
    names = dict.fromkeys(post.units[-1] for post in _posts(lists) if post.units)
    by_key = {name_key(name): name for name in reversed(names)}
    by_id = {slug(name): name for name in reversed(names)}
    said = {name_key(name): by_id.get(target) or by_key.get(name_key(target), "") for name, target in stated.items()}
    return {key: name for key, name in said.items() if key in by_key and name and name_key(name) != key}


def _stated(
    lists: Sequence[PostList], ids: Mapping[Identity, str], units: Units, meanings: Mapping[str, str]
) -> Iterator[Match]:
    """The names that were taken for others because the user says so."""
    for one in lists:
        for name, posts in _by_name(one).items():
            if name_key(name) in meanings:
                chain = _chain(one, posts[0], meanings)
                unit = units.by_id[ids[chain[-1]]]
                yield Match(Named.UNIT, name, unit.id, unit.name, unit.id, 100, 1, True, len(posts),
                            posts[0].row.place(posts[0].unit_field))  # fmt: skip


def _proposals(
    lists: Sequence[PostList], chains: Sequence[Sequence[Chain]], ids: Mapping[Identity, str], units: Units
) -> Iterator[Match]:
    """Units that may be one that stands further up under another name. Only those of one list are compared, and where
    it names the units above, only those below the same one.
    """
    with_parents = dict(units.with_parents())
    for one, own in zip(lists, chains, strict=True):
        groups: dict[Chain, list[ListedPost]] = {}
        for post, chain in zip(one.posts, own, strict=True):
            if post is not None and chain:
                groups.setdefault(chain, []).append(post)
        roots: dict[Chain, list[str]] = {}
        for chain, posts in groups.items():
            unit = ids[chain[-1]]
            name = units.by_id[unit].name
            beside = roots.setdefault(chain[:-1], [])
            known = {root: units.by_id[root].name for root in beside}
            further = [(root, with_parents[root]) for root in beside if root in with_parents]
            near, score = Bearers.of(known, further).most_similar(name, ONE_UNIT)
            if not near:
                beside.append(unit)
                continue
            yield Match(Named.UNIT, name, unit, known[near], near, score, 0, False, len(posts),
                        posts[0].row.place(posts[0].unit_field), own=True)  # fmt: skip


def _by_name(one: PostList) -> dict[str, list[ListedPost]]:
    groups: dict[str, list[ListedPost]] = {}
    for post in one.posts:
        if post is not None and post.units:
            groups.setdefault(post.units[-1], []).append(post)
    return groups


def _tell_made(lists: Sequence[PostList], names: Mapping[Identity, object]) -> None:
    if names:
        message = Message("no source has identifiers of units, so they are made of the names: {count}",
                          count=len(names))  # fmt: skip
        lists[0].export.notes.remarks.append(message)
