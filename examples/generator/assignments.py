"""Acting officials (Plt, Plh) and additional tasks beside the definitive post."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace

from examples.generator.dates import BATCH, Day, shift, working_day
from examples.generator.draw import Draw
from examples.generator.movements import TOP_OPEN
from examples.generator.organisation import Organisation, Post
from examples.generator.person import Person


@dataclass(frozen=True)
class Assignment:
    """`until` is the last day, None while it lasts. What has ended is left out of later snapshots."""

    nip: str
    post: str
    kind: str
    start: Day
    until: Day | None
    decree: str

    def on(self, day: Day) -> bool:
        return self.start <= day and (self.until is None or self.until >= day)


_TOP_ACTING = {
    "SETWAN-SEKWAN": "SETWAN.UMUM-KABAG",
    "SETDA-SAHLI.PHP": "SETDA.PEM-KABAG",
}
_LONG = (Day(2025, 3, 3), Day(2025, 4, 14))
"""Two acting terms that began long ago and were never ended."""


def make_assignments(city: Organisation, people: list[Person], opened: dict[str, Day | None]) -> list[Assignment]:
    """Those of the eight open top posts, of eleven open posts below them, and one that has ended."""
    draw = Draw("assignments")
    holders = {person.post.id: person for person in people if person.slot.leaves is None}
    busy: set[str] = set()
    result = []
    for id, since in TOP_OPEN:
        source = _TOP_ACTING.get(id) or f"{id.removesuffix('-KEPALA')}.SEKRETARIAT-SEKRETARIS"
        result.append(_acting(draw, holders[source], id, since))
        busy.add(holders[source].nip)
    for id, start in _starts(draw, city, opened):
        result.append(_acting(draw, _deputy(draw, city, holders, busy, city.posts[id]), id, start))
    result.append(_former(draw, city, people, busy))
    return sorted(result, key=lambda item: (item.post, item.nip, item.start))


def _starts(draw: Draw, city: Organisation, opened: dict[str, Day | None]) -> list[tuple[str, Day]]:
    """Open posts below the top that somebody acts in, with the first day."""
    below = [id for id in opened if city.posts[id].level in ("ADMINISTRATOR", "PENGAWAS")]
    long = list(zip([id for id in below if opened[id] is None], _LONG, strict=False))
    recent = [(id, day) for id in below if (day := opened[id]) is not None]
    return long + [(id, working_day(shift(day, 1)) if day == BATCH else day) for id, day in draw.sample(recent, 9)]


def _former(draw: Draw, city: Organisation, people: list[Person], busy: set[str]) -> Assignment:
    """An acting term that the inauguration ended: somebody came to a post that was free before."""
    left = {person.post.id for person in people if person.slot.leaves}
    came_from = {person.slot.previous.id for person in people if person.slot.previous}
    holders = {person.post.id: person for person in people if person.ordinary}
    posts = [
        person.post for person in people
        if person.slot.previous and person.post.managerial and person.post.id not in left | came_from
    ]  # fmt: skip
    post = draw.pick(posts)
    deputy = _deputy(draw, city, holders, busy, post)
    return replace(_acting(draw, deputy, post.id, Day(2025, 6, 2)), until=BATCH - datetime.timedelta(days=1))


def _acting(draw: Draw, person: Person, post: str, start: Day) -> Assignment:
    decree = f"800/{draw.between(101, 899)}/BKPSDM/{start.year}"
    return Assignment(person.nip, post, "plt", start, None, decree)


def _deputy(draw: Draw, city: Organisation, holders: dict[str, Person], busy: set[str], post: Post) -> Person:
    """Somebody of the same or the next lower level in the same office who does not act yet."""
    office = post.unit.partition(".")[0] if not post.unit.startswith(("KEL", "KEC")) else post.unit
    near = {"ADMINISTRATOR": ("III.b", "IV.a"), "PENGAWAS": ("IV.a", "IV.b")}[post.level]
    district = city.units[post.unit].parent
    fitting = [
        person for id, person in holders.items()
        if city.posts[id].echelon in near and person.nip not in busy
        and (city.posts[id].unit.startswith(office) or city.posts[id].unit == district)
    ] or [
        person for id, person in holders.items()
        if city.posts[id].echelon in near and person.nip not in busy and city.posts[id].field == post.field
    ]  # fmt: skip
    person = draw.pick(fitting)
    busy.add(person.nip)
    return person
