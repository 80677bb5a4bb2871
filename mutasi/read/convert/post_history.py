"""The posts that people held: the rows of `riwayat_jabatan`.

The source tells when a post began and not when it ended. By its declaration `tmt_selesai` is the first day of the
next post, so it is the beginning of the next definitive post of the same person, as long as nothing of that person's
history is missing; the account tells how often. Otherwise it stays blank.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from mutasi.message import Message
from mutasi.model.tables import declaration
from mutasi.read.convert.export import Export
from mutasi.read.convert.owners import Owned, Owners, owned_rows
from mutasi.read.convert.people import Person, Record
from mutasi.read.convert.posts import EXECUTING, FUNCTIONAL, STRUCTURAL, level_of_echelon
from mutasi.read.convert.repeats import refuse_contradicting, tell_repeated
from mutasi.read.convert.row import Row
from mutasi.read.convert.values import decode, identifier, level_last, level_of_title
from mutasi.read.dates import OrderDecision
from mutasi.read.layouts import name_key
from mutasi.read.spelling import read_echelon

TABLE = "riwayat_jabatan"
DEFINITIVE = "definitif"
_UNIT_MOVE = "unit"
_MUST_AGREE = ("nip", "nama_jabatan", "jenis", "tmt")
"""Columns in which two versions of one record may not differ."""


@dataclass(frozen=True, slots=True)
class Period:
    """A post of a person in time, as the columns of `riwayat_jabatan`."""

    row: Row
    record: Record

    @property
    def nip(self) -> str:
        return self.record["nip"]

    @property
    def begins(self) -> str:
        """The first day; dates in ISO form are ordered as texts are."""
        return self.record["tmt"]


@dataclass(slots=True)
class History:
    """The periods of all files; `incomplete` are people of whom a row could not be taken."""

    periods: list[Period] = field(default_factory=list)
    incomplete: set[str] = field(default_factory=set)
    decisions: dict[str, OrderDecision] = field(default_factory=dict)


def read_post_history(exports: Iterable[Export], owners: Owners, people: Sequence[Person]) -> History:
    """The posts of everybody, by NIP and first day. `people` are those whose present post a source tells."""
    history = History()
    for export in exports:
        owned, history.decisions[export.path] = owned_rows(export, owners, TABLE)
        told: set[str] = set()
        for one in owned:
            record = _record(one, history.decisions[export.path], told)
            if record is None:
                history.incomplete.add(one.nip.text)
            else:
                history.periods.append(Period(one.row, record))
    history.periods = sorted(_one_version_each(history), key=lambda period: (period.nip, period.begins))
    history.periods = list(_ended(history, {person.nip: person for person in people}))
    return history


# ---- one row


def _record(owned: Owned, decision: OrderDecision, told: set[str]) -> Record | None:
    """The columns of a row but for its end; None when it does not tell the post and since when. `told` are titles
    without a level that were told already."""
    row = owned.row
    if not row.is_whole(owned.raw, "jabatan_nama"):
        return None
    begins = _beginning(row, decision)
    if not begins:
        return None
    kind = _by_code(row, "jenis_jabatan_id", "jenis_jabatan")
    title = row.cells["jabatan_nama"]
    if kind == FUNCTIONAL:
        title = level_last(title, row.export.map("jenjang_jf").names)
    echelon = _echelon(row, kind)
    return {
        **dict.fromkeys((column.name for column in declaration(TABLE).columns), ""),
        "nip": owned.nip.text,
        "nama_jabatan": title,
        "jenjang": _level(row, kind, title, echelon, told),
        "eselon": echelon,
        "unit": _unit(row),
        "jenis": _assignment(row),
        "tmt": begins,
        "nomor_sk": row.cells["nomor_sk"],
        **row.export.kept_cells(row.number),
    }


def _beginning(row: Row, decision: OrderDecision) -> str:
    """The first day: of the unit for a move between units, else of the post. A row without one is refused."""
    moved = decode(row.cells["jenis_mutasi_id"], "", row.export.map("jenis_mutasi")).value == _UNIT_MOVE
    name = "tmt_mutasi" if moved else "tmt_jabatan"
    begins = row.direct(name, decision) if row.export.has(name) else ""
    if not begins:
        message = Message("the row is not taken: {header} tells no date", header=row.export.header(name))
        row.note("KONVERSI-01", name, message, fix=Message("look the date up in the decree"))
    return begins


def _by_code(row: Row, name: str, meanings: str) -> str:
    return row.explained(decode("", row.cells[name], row.export.map(meanings)), name, name)


def _assignment(row: Row) -> str:
    """Definitive or acting: as the title says, else the code."""
    first = row.cells["jabatan_nama"].split(" ")[0]
    by_title = row.export.map("awalan_penugasan").names.get(name_key(first), "")
    code = row.cells["jenis_penugasan_id"]
    by_code = row.explained(decode(code, "", row.export.map("jenis_penugasan")), *["jenis_penugasan_id"] * 2)
    if by_title and by_code and by_title != by_code:
        message = Message("the title says {title}, {header} says {code}; {title} is taken",
                          title=by_title, header=row.export.header("jenis_penugasan_id"), code=code)  # fmt: skip
        row.note("KONVERSI-07", "jenis_penugasan_id", message)
    elif not by_title and not code:
        row.miss("jenis_penugasan_id")
    return by_title or by_code


def _echelon(row: Row, kind: str) -> str:
    echelon = row.coded("eselon_nama", "eselon_id", row.export.map("eselon"), read_echelon)
    if kind == STRUCTURAL and not echelon:
        row.miss("eselon_nama")
    elif kind != STRUCTURAL and echelon:
        message = Message("eselon {echelon} is stated for a post that is not structural; it is left out",
                          echelon=echelon)  # fmt: skip
        row.note("KONVERSI-21", "eselon_nama", message)
        return ""
    return echelon


def _level(row: Row, kind: str, title: str, echelon: str, told: set[str]) -> str:
    if kind == EXECUTING:
        return "PELAKSANA"
    if kind == STRUCTURAL:
        return level_of_echelon(row, "eselon_nama", echelon)
    level = level_of_title(title, row.export.map("jenjang_jf").names) if kind == FUNCTIONAL else ""
    if kind == FUNCTIONAL and not level:
        message = Message("'{title}' does not end in the level of a functional post; jenjang stays blank", title=title)
        if title in told:
            row.export.notes.miss(row.export.header("jabatan_nama", row.number), _NO_LEVEL, row.place("jabatan_nama"))
        else:
            told.add(title)
            row.note("KONVERSI-12", "jabatan_nama", message, missing=True)
    return level


def _unit(row: Row) -> str:
    """The name of the unit with that of its parent, as exports write it; in other agencies the name alone."""
    unit, above = row.cells["unor_nama"] or row.cells["unor_lain"], row.cells["unor_induk_nama"]
    return f"{unit} - {above}" if unit and above and name_key(unit) != name_key(above) else unit


# ---- versions of one record


def _one_version_each(history: History) -> Iterator[Period]:
    """Each record once. Records with one identifier in the source are versions of one."""
    groups: dict[tuple[str, int], list[Period]] = {}
    for number, period in enumerate(history.periods):
        own = identifier(period.row.cells["id"])
        groups.setdefault((own, 0) if own else ("", number), []).append(period)
    for group in groups.values():
        first = group[0]
        if any(period.record[name] != first.record[name] for period in group for name in _MUST_AGREE):
            refuse_contradicting([period.row for period in group], "id")
            history.incomplete.update(period.nip for period in group)
            continue
        tell_repeated([period.row for period in group if period is first or period.record == first.record], "id")
        differing = {name for period in group for name in _differing(period, first)}
        for period in group[1:]:
            if period.record != first.record:
                _tell_version(period, first)
        yield Period(first.row, {name: "" if name in differing else text for name, text in first.record.items()})


def _differing(period: Period, first: Period) -> tuple[str, ...]:
    """The columns in which two versions differ; a column that the user wants may be in one file only."""
    names = dict.fromkeys((*first.record, *period.record))
    return tuple(name for name in names if period.record.get(name, "") != first.record.get(name, ""))


def _tell_version(period: Period, first: Period) -> None:
    names = _differing(period, first)
    message = Message(
        "the record stands in the source already with another {columns} ({first}); here {other}; that stays blank",
        columns=names,
        first=tuple(first.record.get(name) or "-" for name in names),
        other=tuple(period.record.get(name) or "-" for name in names),
    )
    period.row.note("KONVERSI-43", "id", message, related=(first.row.place("id"),))


# ---- ends


def _ended(history: History, people: Mapping[str, Person]) -> Iterator[Period]:
    """The periods with their ends, as far as the next definitive post tells them; how many is told once a file."""
    definitive: dict[str, list[Period]] = {}
    unsure = set(history.incomplete)
    for period in history.periods:
        if period.record["jenis"] == DEFINITIVE:
            definitive.setdefault(period.nip, []).append(period)
        elif not period.record["jenis"]:
            unsure.add(period.nip)
    ends: dict[int, str] = {}
    for nip, periods in definitive.items():
        if nip in people:
            _tell_later(periods, people[nip])
        if nip not in unsure:
            ends.update(_ends(periods, people[nip].record["tmt_jabatan"] if nip in people else ""))
    _tell_ends([period for period in history.periods if id(period) in ends])
    for period in history.periods:
        yield Period(period.row, {**period.record, "tmt_selesai": ends.get(id(period), "")})


def _ends(periods: Sequence[Period], present: str) -> Iterator[tuple[int, str]]:
    """The end of each period that the next one tells, in order of time. The present post has not ended."""
    days = sorted({period.begins for period in periods})
    following = dict(pairwise(days))
    for period in periods:
        end = following.get(period.begins)
        if end and (not present or period.begins < present):
            yield id(period), end


def _tell_later(periods: Sequence[Period], person: Person) -> None:
    """Tells of a definitive post that begins after the one that the people's source calls the present one."""
    present = person.record["tmt_jabatan"]
    for period in periods:
        title = period.record["nama_jabatan"]
        if present and period.begins > present and name_key(title) != name_key(person.holding.title):
            message = Message(
                "'{title}' begins {begins}, after the present post '{present}' ({since}); nothing tells which is right",
                title=title, begins=period.begins, present=person.holding.title, since=present,
            )  # fmt: skip
            fix = Message("compare both with the latest decree")
            related = (person.row.place("tmt_jabatan"),)
            period.row.note("KONVERSI-45", "jabatan_nama", message, fix=fix, related=related)


def _tell_ends(ended: Sequence[Period]) -> None:
    counts: dict[str, list[Row]] = {}
    for period in ended:
        counts.setdefault(period.row.export.path, []).append(period.row)
    for rows in counts.values():
        message = Message(
            "tmt_selesai is the first day of the next definitive post, for the source tells no ends: {count}",
            count=len(rows),
        )
        rows[0].export.notes.remarks.append(message)


_NO_LEVEL = Message("the level of the post cannot be told")
