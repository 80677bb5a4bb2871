"""Which kind of move a changed post is: by level, then eselon, then job class."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from mutasi.diff.change import Change, Kind
from mutasi.model.codes import JENJANG_JF
from mutasi.model.dataset import Dataset
from mutasi.model.organisation import unit_labels
from mutasi.model.reference import Reference

Post = Mapping[str, object]


@dataclass(frozen=True)
class Posts:
    """The posts of both snapshots by id, and the scales by which moves are told apart."""

    old: Dataset
    new: Dataset
    reference: Reference
    before: Mapping[str, Post] = field(init=False)
    after: Mapping[str, Post] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "before", _by_id(self.old))
        object.__setattr__(self, "after", _by_id(self.new))

    def named(self, change: Change) -> Change:
        """The change with the names of the posts or units that it mentions by id."""
        if change.field == "id_jabatan":
            names = (_name(self.before, change.old, self.old), _name(self.after, change.new, self.new))
        elif change.field == "id_unit":
            names = (unit_labels(self.old).get(change.old, ""), unit_labels(self.new).get(change.new, ""))
        else:
            return change
        return replace(change, old_name=names[0], new_name=names[1])

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
    return {row["id_jabatan"]: row for row in table.frame.iter_rows(named=True) if row["id_jabatan"]}


def _name(posts: Mapping[str, Post], key: str, dataset: Dataset) -> str:
    """The name of a post, with its unit where the name does not hold it already."""
    if key not in posts:
        return ""
    name, unit = str(posts[key]["nama"] or ""), unit_labels(dataset).get(str(posts[key]["id_unit"]), "")
    return name if not unit or unit in name else f"{name}, {unit}"


def classify_move(change: Change, posts: Posts) -> Kind:
    """Promotion, demotion, diagonal or rotation; MOVE where one of the posts or its level is unknown."""
    before, after = posts.before.get(change.old), posts.after.get(change.new)
    if before is None or after is None:
        return Kind.MOVE
    levels = posts.reference.levels
    old, new = levels.get(str(before["jenjang"])), levels.get(str(after["jenjang"]))
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
    """Whether the person merely follows the unit: the old post is gone, and the new one is new and alike."""
    before, after = posts.before.get(change.old), posts.after.get(change.new)
    if before is None or after is None:
        return False
    gone, fresh = change.old not in posts.after, change.new not in posts.before
    return gone and fresh and before["nama"] == after["nama"] and before["jenjang"] == after["jenjang"]
