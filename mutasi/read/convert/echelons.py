"""The eselon of structural posts: as the export states it, else by UNOR ID from the reference of structural posts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from mutasi.finding import Location
from mutasi.message import Message
from mutasi.read.convert.people import Person
from mutasi.read.convert.row import Row
from mutasi.read.convert.structural import Reference
from mutasi.read.layouts import name_key

_HEADER = "ESELON NAMA"


@dataclass(slots=True)
class Echelons:
    """Where the eselon of posts is looked up. `reference` is None when none was given.

    `told` tells whether any source states an eselon; if not, that is one finding a file and not one a post.
    """

    reference: Reference | None
    told: bool
    _unknown: dict[str, list[Row]] = field(default_factory=dict)

    @classmethod
    def of(cls, reference: Reference | None, people: Sequence[Person]) -> Echelons:
        return cls(reference, reference is not None or any(person.holding.echelon for person in people))

    def find(self, group: Sequence[Person], title: str, *, is_head: bool) -> str:
        """The eselon of a structural post with these holders, empty when it cannot be told.

        `is_head` tells that the post is the only structural one of its unit.
        """
        row, unit = group[0].row, group[0].holding.unit
        stated = tuple(dict.fromkeys(person.holding.echelon for person in group if person.holding.echelon))
        if len(stated) > 1:
            message = Message("rows give this post different eselon ({stated}); it stays blank", stated=stated)
            row.note("KONVERSI-21", "eselon_nama", message, missing=True)
            return ""
        listed = self._listed(group, title, is_head)
        if stated and listed and listed != stated[0]:
            message = Message("the export says eselon {stated}, the reference {listed}; {stated} is taken",
                              stated=stated[0], listed=listed)  # fmt: skip
            row.note("KONVERSI-21", "eselon_nama", message)
        echelon = stated[0] if stated else listed
        if not echelon and self.told:
            message = Message("no source gives the eselon of unit {unit}; eselon and jenjang stay blank", unit=unit)
            row.note("KONVERSI-13", "unor_id", message, missing=True)
        elif not echelon:
            self._unknown.setdefault(row.export.path, []).append(row)
        return echelon

    def _listed(self, group: Sequence[Person], title: str, is_head: bool) -> str:
        """The eselon in the reference, by UNOR ID only; another title there is told.

        Of several structural posts in a unit only the one with the title of the reference has its eselon.
        """
        post = (self.reference or {}).get(group[0].holding.unit)
        if post is None:
            return ""
        if not post.title or name_key(post.title) == name_key(title):
            return post.echelon
        if not is_head:
            return ""
        message = Message(
            "the post is called '{title}' here and '{other}' in the reference; '{title}' is taken",
            title=title,
            other=post.title,
        )
        group[0].row.note("KONVERSI-15", "jabatan_nama", message, related=(post.row.place("jabatan_nama"),))
        return post.echelon

    def tell_unknown(self) -> None:
        """Tells once a file that no source states any eselon."""
        for path, rows in self._unknown.items():
            message = Message(
                "{count} structural posts have neither eselon nor jenjang: no source states them", count=len(rows)
            )
            fix = Message("give the reference of structural posts as well (ID, Nama_unor, Nama_jabatan, Eselon_id)")
            notes = rows[0].export.notes
            notes.add("KONVERSI-13", message, Location(path), table="jabatan", header=_HEADER, fix=fix)
            for row in rows:
                notes.miss(_HEADER, Message("no source states it"), row.place())


def tell_misplaced(group: Sequence[Person]) -> None:
    """Tells of an eselon that a row states for a post that is not structural."""
    for person in group:
        if person.holding.echelon:
            message = Message("eselon {echelon} is stated for a post that is not structural; it is left out",
                              echelon=person.holding.echelon)  # fmt: skip
            person.row.note("KONVERSI-21", "eselon_nama", message)
            return
