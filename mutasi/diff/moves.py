"""Which kind of move a changed post is: by level, then eselon, then job class."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from mutasi.diff.change import Change, Kind
from mutasi.diff.reorganisation import Reorganisation, reorganisation
from mutasi.model.codes import JENJANG_JF
from mutasi.model.dataset import Dataset
from mutasi.model.organisation import unit_labels
from mutasi.model.reference import Reference


class Post(NamedTuple):
    """What a comparison needs of a post."""

    name: str | None
    level: str | None
    unit: str | None
    retirement_age: int | None


@dataclass(frozen=True)
class Posts:
    """The posts of both snapshots by id, and the scales by which moves are told apart."""

    old: Dataset
    new: Dataset
    reference: Reference

    @cached_property
    def before(self) -> Mapping[str, Post]:
        return _by_id(self.old)

    @cached_property
    def after(self) -> Mapping[str, Post]:
        return _by_id(self.new)

    @cached_property
    def reorganisation(self) -> Reorganisation:
        """The units and posts that bear other ids; the policy of the new snapshot tells what it knows of them."""
        return reorganisation(self.old, self.new, self.new.policy.compare)

    @cached_property
    def units_before(self) -> Mapping[str, str]:
        return unit_labels(self.old)

    @cached_property
    def units_after(self) -> Mapping[str, str]:
        return unit_labels(self.new)

    def named(self, change: Change) -> Change:
        """The change with the names of the posts or units that it mentions by id."""
        if change.field == "id_jabatan":
            names = (
                _name(self.before, change.old, self.units_before),
                _name(self.after, change.new, self.units_after),
            )
        elif change.field == "id_unit":
            names = (self.units_before.get(change.old, ""), self.units_after.get(change.new, ""))
        else:
            return change
        return replace(change, old_name=names[0], new_name=names[1])

    def retirement_age(self, post: str | None) -> int | None:
        """The age limit of a post of the old snapshot: its own, else its level's."""
        found = self.before.get(post or "")
        if found is None:
            return None
        level = self.reference.levels.get(found.level or "")
        return found.retirement_age or (level.retirement_age if level else None)

    def rank_change(self, old: str, new: str) -> Kind:
        """Rise or fall in rank; another change where one of the ranks is unknown."""
        ranks = self.reference.ranks
        if old not in ranks or new not in ranks:
            return Kind.FIELD
        return Kind.RANK_UP if ranks[new].order > ranks[old].order else Kind.RANK_DOWN


def _by_id(dataset: Dataset) -> dict[str, Post]:
    table = dataset.get("jabatan")
    if table is None:
        return {}
    rows = table.frame.select("id_jabatan", "nama", "jenjang", "id_unit", "bup").iter_rows()
    return {key: Post(*rest) for key, *rest in rows if key}


def _name(posts: Mapping[str, Post], key: str, units: Mapping[str, str]) -> str:
    """The name of a post, with its unit where the name does not hold it already."""
    if key not in posts:
        return ""
    name, unit = posts[key].name or "", units.get(posts[key].unit or "", "")
    return name if not unit or unit in name else f"{name}, {unit}"


def classify_move(change: Change, posts: Posts) -> Kind:
    """Promotion, demotion, diagonal or rotation; MOVE where one of the posts or its level is unknown."""
    before, after = posts.before.get(change.old), posts.after.get(change.new)
    if before is None or after is None:
        return Kind.MOVE
    levels = posts.reference.levels
    old, new = levels.get(before.level or ""), levels.get(after.level or "")
    if old is None or new is None:
        return Kind.MOVE
    if new.step != old.step:
        return Kind.PROMOTION if new.step > old.step else Kind.DEMOTION
    if (old.code in JENJANG_JF) != (new.code in JENJANG_JF):
        return Kind.DIAGONAL
    if old.code in JENJANG_JF and old.code != new.code:
        return Kind.PROMOTION if _higher_functional(old.ranks, new.ranks, posts) else Kind.DEMOTION
    return Kind.ROTATION


def _higher_functional(old: tuple[str, ...], new: tuple[str, ...], posts: Posts) -> bool:
    """Within the functional track the level with the higher first rank is the higher one."""
    ranks = posts.reference.ranks
    return bool(old and new) and ranks[new[0]].order > ranks[old[0]].order


def follows(change: Change, posts: Posts) -> bool:
    """Whether the person merely follows the unit: the unit or the post is the same under another id, or the old post is
    gone, and the new one is new and alike.
    """
    same = posts.reorganisation.same_unit if change.field == "id_unit" else posts.reorganisation.same_post
    if same(change.old, change.new):
        return True
    before, after = posts.before.get(change.old), posts.after.get(change.new)
    if before is None or after is None:
        return False
    gone, fresh = change.old not in posts.after, change.new not in posts.before
    return gone and fresh and (before.name, before.level) == (after.name, after.level)
