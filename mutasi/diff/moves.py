"""Which kind of move a changed post is: by level, then eselon, then job class."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple

import polars as pl

from mutasi.diff.change import Change, Kind
from mutasi.diff.reorganisation import Reorganisation, reorganisation
from mutasi.model.codes import JENJANG_JF
from mutasi.model.dataset import Dataset
from mutasi.model.organisation import unit_labels
from mutasi.model.reference import Reference
from mutasi.model.retirement import retirement_age
from mutasi.model.shared import Shared
from mutasi.model.table import Table


class Post(NamedTuple):
    """What a comparison needs of a post."""

    name: str | None
    level: str | None
    unit: str | None
    own_age: int | None


@dataclass(frozen=True)
class Posts:
    """The posts of both snapshots by id, and the scales by which moves are told apart. `shared` are the records that
    neither dataset holds since both snapshots have them.
    """

    old: Dataset
    new: Dataset
    reference: Reference
    shared: Mapping[str, Shared] = field(default_factory=dict)

    @cached_property
    def before(self) -> Mapping[str, Post]:
        return {**self._common, **_by_id(self.old.get("jabatan"))}

    @cached_property
    def after(self) -> Mapping[str, Post]:
        return {**self._common, **_by_id(self.new.get("jabatan"))}

    @cached_property
    def _common(self) -> Mapping[str, Post]:
        """The posts that are in both snapshots as they are, as far as somebody in the datasets has one of them."""
        if "jabatan" not in self.shared:
            return {}
        tables = [dataset.get(name) for dataset in (self.old, self.new) for name in ("pegawai", "penugasan")]
        tables += [dataset.get("lowongan") for dataset in (self.old, self.new)]
        asked = {post for table in tables if table is not None and table.has("id_jabatan")
                 for post in table.text["id_jabatan"].drop_nulls()}  # fmt: skip
        return _by_id(self.shared["jabatan"].having(asked))

    @cached_property
    def reorganisation(self) -> Reorganisation:
        """The units and posts that bear other ids; the policy of the new snapshot tells what it knows of them."""
        return reorganisation(self.old, self.new, self.new.policy.compare, self.shared.get("pegawai"))

    @cached_property
    def units_before(self) -> Mapping[str, str]:
        return unit_labels(self.old)

    @cached_property
    def units_after(self) -> Mapping[str, str]:
        return unit_labels(self.new)

    def names(self, nips: Collection[str]) -> Mapping[str, str]:
        """The names of these people by NIP, as the new snapshot has them where it does."""
        tables = [dataset.get("pegawai") for dataset in (self.old, self.new)]
        shared = self.shared.get("pegawai")
        tables.append(None if shared is None else shared.having(nips))
        return {nip: name for table in tables if table is not None for nip, name in _names(table, nips).items()}

    def in_both(self, nips: Collection[str]) -> Mapping[str, str]:
        """The names of those of these people who are in both snapshots, by NIP, as the new one has them."""
        sides = []
        for dataset in (self.old, self.new):
            table = dataset.get("pegawai")
            sides.append({} if table is None else _names(table, nips))
        shared = self.shared.get("pegawai")
        common = None if shared is None else shared.having(nips)
        both = {nip: name for nip, name in sides[1].items() if nip in sides[0]}
        return both if common is None else {**both, **_names(common, nips)}

    def named(self, change: Change) -> Change:
        """The change with the names of the posts or units that it mentions by id."""
        if change.field == "id_jabatan":
            names = (
                _name(self.before, change.old, self.units_before),
                _name(self.after, change.new, self.units_after),
            )
        elif change.field in ("id_unit", "id_induk"):
            names = (self.units_before.get(change.old, ""), self.units_after.get(change.new, ""))
        else:
            return change
        return replace(change, old_name=names[0], new_name=names[1])

    def retirement_age(self, post: str | None) -> int:
        """The age limit of a post of the old snapshot: its own, that of a law, else its level's; 0 when unknown."""
        found = self.before.get(post or "")
        if found is None:
            return 0
        return retirement_age(self.reference, found.level or "", found.name or "", found.own_age or 0)

    def rank_change(self, old: str, new: str) -> Kind:
        """Rise or fall in rank; another change where one of the ranks is unknown."""
        ranks = self.reference.ranks
        if old not in ranks or new not in ranks:
            return Kind.FIELD
        return Kind.RANK_UP if ranks[new].order > ranks[old].order else Kind.RANK_DOWN


def _names(table: Table, nips: Collection[str]) -> dict[str, str]:
    rows = table.frame.select("nip", "nama").filter(pl.col("nip").is_in(list(nips)))
    return {nip: name or "" for nip, name in rows.iter_rows()}


def _by_id(table: Table | None) -> dict[str, Post]:
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
