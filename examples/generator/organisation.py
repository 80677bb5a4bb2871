"""Units and posts as values, and the builder that collects them in the order of the files."""

from __future__ import annotations

from dataclasses import dataclass, field

from examples.generator.families import CLERKS, FAMILIES, JOB_CLASS, SHORT, SUFFIX, Family

MANAGERIAL_CLASS = {"II.a": 15, "II.b": 14, "III.a": 12, "III.b": 11, "IV.a": 9, "IV.b": 8}
LEVEL_OF_ECHELON = {
    "II.a": "JPT_PRATAMA", "II.b": "JPT_PRATAMA", "III.a": "ADMINISTRATOR", "III.b": "ADMINISTRATOR",
    "IV.a": "PENGAWAS", "IV.b": "PENGAWAS",
}  # fmt: skip
_CLERK_CODES = {family.code for family in CLERKS}


@dataclass(frozen=True)
class Unit:
    id: str
    name: str
    parent: str
    kind: str
    place: str = ""


@dataclass(frozen=True)
class Post:
    """A post. `holders` is how many of its `seats` have a definitive holder in the current snapshot.

    `family` is the functional family or kind of clerk, empty for managerial posts.
    """

    id: str
    name: str
    unit: str
    level: str
    echelon: str
    job_class: int
    seats: int
    holders: int
    superior: str
    field: str
    special: str = ""
    retirement_age: int = 0
    family: str = ""

    @property
    def managerial(self) -> bool:
        return bool(self.echelon)


@dataclass
class Organisation:
    """All units and posts by id, in the order in which they were added."""

    units: dict[str, Unit] = field(default_factory=dict)
    posts: dict[str, Post] = field(default_factory=dict)

    def unit(self, id: str, name: str, parent: str, kind: str, place: str = "") -> str:
        assert id not in self.units, id
        place = place or (self.units[parent].place if parent else "")
        self.units[id] = Unit(id, name, parent, kind, place)
        return id

    def manager(
        self, unit: str, code: str, name: str, echelon: str, superior: str, field: str, special: str = "",
        job_class: int = 0,
    ) -> str:  # fmt: skip
        """A managerial post with one seat."""
        job_class = job_class or MANAGERIAL_CLASS[echelon]
        post = Post(
            f"{unit}-{code}", name, unit, LEVEL_OF_ECHELON[echelon], echelon, job_class, 1, 1, superior, field, special
        )  # fmt: skip
        return self.add(post)

    def staff(self, unit: str, family: str, level: str, seats: int, holders: int, superior: str, field: str) -> str:
        """Seats of a functional family at one level, or of a kind of clerk (level PELAKSANA)."""
        kind = FAMILIES[family]
        clerk = family in _CLERK_CODES
        post = Post(
            f"{unit}-{family}" if clerk else f"{unit}-{family}.{SHORT[level]}",
            kind.name if clerk else f"{kind.name} {SUFFIX[level]}",
            unit, level, "", kind.job_class if clerk else JOB_CLASS[level], seats, holders, superior,
            kind.field or field, retirement_age=60 if family.startswith("GURU") else 0, family=family,
        )  # fmt: skip
        return self.add(post)

    def add(self, post: Post) -> str:
        assert post.id not in self.posts, post.id
        self.posts[post.id] = post
        return post.id

    def family_of(self, post: Post) -> Family | None:
        return FAMILIES.get(post.family)
