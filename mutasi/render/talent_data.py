"""The talent map as JSON, JSON lines and CSV: the same in every language, nobody named unasked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from mutasi.model.talent_map import Box, Member, TalentMap
from mutasi.render.json_text import json_text
from mutasi.render.tables import as_csv as table_as_csv
from mutasi.render.tables import as_json_lines as table_as_json_lines
from mutasi.render.tables import decimal
from mutasi.version import VERSION

SCHEMA = "mutasi-talent-1"
FIELDS = ("kotak", "kinerja", "potensial", "jumlah", "persen", "keterangan")
PERSON_FIELDS = ("kotak", "kinerja", "potensial", "nip", "nama", "jabatan", "unit", "tahun", "keterangan")

Row = dict[str, str | int | None]


@dataclass(frozen=True, slots=True)
class TalentReport:
    """A talent map, and whether people are named: those of `only`, or of every box where that is empty."""

    map: TalentMap
    with_people: bool = False
    only: tuple[int, ...] = ()

    def people_of(self, box: int) -> tuple[Member, ...]:
        """Who is to be named of a box; of 0, of those without one."""
        wanted = self.with_people and (box in self.only or not self.only)
        return self.map.of(box) if wanted else ()


def rounded(part: int, whole: int) -> int:
    """How often the whole is in the part, rounded half up; 0 of nothing."""
    return (2 * part + whole) // (2 * whole) if whole else 0


def rows_of(report: TalentReport) -> Iterator[Row]:
    """A row a box and a row for each cause of having none; with people, a row a person."""
    made = report.map
    for box in reversed(made.boxes):
        if report.with_people:
            yield from (_person(member, box) for member in report.people_of(box.number))
        else:
            yield _counted(made, box)
    if report.with_people:
        yield from (_person(member, None) for member in report.people_of(0))
    else:
        for lack, count in made.lacking().items():
            yield {"jumlah": count, "keterangan": lack.value}


def _counted(made: TalentMap, box: Box) -> Row:
    count = made.count(box.number)
    share = decimal(rounded(10_000 * count, made.placed))
    return {**_axes(box), "jumlah": count, "persen": share}


def _axes(box: Box) -> Row:
    return {"kotak": box.number, "kinerja": box.performance, "potensial": box.potential}


def _person(member: Member, box: Box | None) -> Row:
    return {
        **(_axes(box) if box else {}),
        "nip": member.nip,
        "nama": member.name,
        "jabatan": member.post or None,
        "unit": member.unit or None,
        "tahun": member.year or None,
        "keterangan": member.lack.value if member.lack else None,
    }


def _fields(report: TalentReport) -> Sequence[str]:
    return PERSON_FIELDS if report.with_people else FIELDS


def as_csv(report: TalentReport) -> str:
    return table_as_csv(_fields(report), rows_of(report))


def as_json_lines(report: TalentReport) -> str:
    return table_as_json_lines({name: row.get(name) for name in _fields(report)} for row in rows_of(report))


def as_json(report: TalentReport) -> str:
    """One object: the counts, the boxes, and the people of each where they are asked for."""
    made = report.map
    document = {
        "schema": SCHEMA,
        "tool": {"name": "mutasi", "version": VERSION},
        "tahun": made.year or None,
        "sampai_tahun": made.until,
        "unit": list(made.units),
        "pegawai": len(made.members),
        "punya_kotak": made.placed,
        "tanpa_kotak": {lack.value: count for lack, count in made.lacking().items()},
        "kotak": [
            {**_counted(made, box), **_named(report, [_person(one, None) for one in report.people_of(box.number)])}
            for box in made.boxes
        ],
        **_named(report, [_person(one, None) for one in report.people_of(0)], "pegawai_tanpa_kotak"),
    }
    return json_text(document, indent=1) + "\n"


def _named(report: TalentReport, people: list[Row], key: str = "pegawai") -> dict[str, object]:
    return {key: people} if report.with_people else {}


MACHINE: Mapping[str, Callable[[TalentReport], str]] = {"json": as_json, "jsonl": as_json_lines, "csv": as_csv}
