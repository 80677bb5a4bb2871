"""The text of a merged file: our records as they are written where they do not change, and marks around conflicts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from mutasi.diff.merge import OURS, THEIRS, Key, Keyed, Merged, MergedRow, Row
from mutasi.model.table import Table
from mutasi.read.content import FileKind
from mutasi.read.record_text import Pieces, RecordText, line_end, lines_of, pieces_of
from mutasi.read.records import NEWLINE
from mutasi.read.source import Source
from mutasi.read.yaml import comments
from mutasi.render.record_writers import RecordWriter, writer_of

BASE = "base"


@dataclass(frozen=True, slots=True)
class Side:
    """One of three files: its text, its table, and its cells as they are written."""

    source: Source
    kind: FileKind
    text: str
    table: Table
    keyed: Keyed
    spelt: Mapping[Key, Row]


@dataclass(frozen=True)
class Composition:
    """The result as text. `spelt` tells whether what theirs changed is written as it is there, or as it is read."""

    base: Side | None
    ours: Side
    theirs: Side
    merged: Merged
    pieces: Pieces
    marker: int
    spelt: bool

    @cached_property
    def text(self) -> str:
        """The file with the marks of its conflicts."""
        end = line_end(self.ours.text)
        writer = writer_of(self.ours.kind, self.pieces, self.ours.table, self.merged.columns, end)
        own = dict(zip(self.ours.keyed.rows, self.pieces.records, strict=True))
        leads, rest = self._leads(own)
        rows = self.merged.rows
        units = []
        together = self._together()
        for row in rows[:together]:
            comma = "," if self._is_list and row is not rows[-1] else ""
            sides = (OURS, BASE, THEIRS) if row.is_conflict else (OURS,)
            bodies = [self._unit(row, row.side(side), writer, own, comma + end) for side in sides]
            units.append(leads.get(row.key, "") + (self._marked(bodies, end) if len(bodies) > 1 else bodies[0]))
        if rows[together:]:
            units.append(self._marked(self._lists(rows[together:], writer, own, end), end))
        return writer.head + "".join(units) + rest + self.pieces.tail

    @property
    def _is_list(self) -> bool:
        return self.ours.kind is FileKind.JSON

    def _together(self) -> int:
        """The first of the last records that only a common conflict can hold: in a list of JSON no comma may stand
        behind the last one, whichever side is kept.
        """
        rows = self.merged.rows
        if not self._is_list or not rows or (rows[-1].ours is not None and rows[-1].theirs is not None):
            return len(rows)
        both = (number for number, row in enumerate(rows) if row.ours is not None and row.theirs is not None)
        return max(both, default=0)

    def _lists(
        self, rows: Sequence[MergedRow], writer: RecordWriter, own: Mapping[Key, RecordText], end: str
    ) -> list[str]:
        """These records as each side has them, with commas between them."""
        made = []
        for side in (OURS, BASE, THEIRS):
            units = [self._unit(row, row.side(side), writer, own, "") for row in rows if row.side(side) is not None]
            made.append(f",{end}".join(units) + end if units else "")
        return made

    def picked(self, side: str) -> str:
        """The text as it is when somebody keeps one side of each conflict."""
        if not self.merged.conflicts:
            return self.text
        marks = dict(zip(self._marks, (OURS, BASE, THEIRS, ""), strict=True))
        lines, within = [], ""
        for line in lines_of(self.text):
            mark = line.rstrip("\r\n")
            if mark in marks:
                within = marks[mark]
            elif within in ("", side):
                lines.append(line)
        return "".join(lines)

    def loses_comments(self) -> bool:
        """Whether a comment is missing that a side has and the other did not remove."""
        if self.ours.kind is not FileKind.YAML:
            return False
        sides = (self.base, self.ours, self.theirs)
        base, one, two = (Counter[str]() if side is None else _comments(side.text) for side in sides)
        made = _comments(self.picked(OURS)) | _comments(self.picked(THEIRS))
        return any(made[text] < one[text] + two[text] - base[text] for text in {*one, *two})

    def _leads(self, own: Mapping[Key, RecordText]) -> tuple[dict[Key, str], str]:
        """What stands above each record, and below the last: what stood above one that goes is the next one's, if
        theirs still have it. A comment above a record that is theirs comes with it.
        """
        kept = {row.key for row in self.merged.rows}
        leads: dict[Key, str] = {}
        waiting = ""
        for key, record in own.items():
            if key in kept:
                leads[key], waiting = waiting + record.lead, ""
            elif record.lead.strip() and record.lead.strip() in self.theirs.text:
                waiting += record.lead
        known = {record.lead.strip() for record in own.values()}
        for key, record in self._theirs.items():
            if key in kept and key not in own and record.lead.strip() not in known:
                leads[key] = self._with_our_ends(record.lead)
        return leads, waiting

    @cached_property
    def _theirs(self) -> Mapping[Key, RecordText]:
        """The records of theirs as they are written there, where that fits in our file: in YAML, for its comments."""
        if self.ours.kind is not FileKind.YAML or self.theirs.kind is not FileKind.YAML:
            return {}
        pieces = pieces_of(self.theirs.text, self.theirs.table, FileKind.YAML)
        if pieces is None or pieces.indent != self.pieces.indent:
            return {}
        return dict(zip(self.theirs.keyed.rows, pieces.records, strict=True))

    def _with_our_ends(self, text: str) -> str:
        return NEWLINE.sub(line_end(self.ours.text), text)

    def _unit(
        self, row: MergedRow, values: Row | None, writer: RecordWriter, own: Mapping[Key, RecordText], end: str
    ) -> str:
        """A record as one side has it, in whole lines; nothing where that side has none."""
        if values is None:
            return ""
        body = self._body(row.key, values, writer, own)
        indent = self.pieces.indent if self._is_list else ""
        return indent + body.rstrip("\r\n") + end

    def _body(self, key: Key, values: Row, writer: RecordWriter, own: Mapping[Key, RecordText]) -> str:
        if key not in own:
            there = self._theirs.get(key) if self.theirs.keyed.rows.get(key) == values else None
            return writer.fresh(self._written(key, values)) if there is None else self._with_our_ends(there.body)
        mine = self.ours.keyed.rows[key]
        changed = {name for name in self.merged.columns if values.get(name) != mine.get(name)}
        added = {name for name in self.merged.columns if name not in self.ours.keyed.columns and name in values}
        if not changed | added and writer.keeps:
            return own[key].body
        written = self._written(key, values)
        return writer.changed(own[key].body, {name: written.get(name, "") for name in changed | added})

    def _written(self, key: Key, values: Row) -> Row:
        """The texts of a record as somebody wrote them."""
        if not self.spelt:
            return values
        made = dict(values)
        for side in (self.ours, self.base, self.theirs):
            if side is not None and key in side.keyed.rows:
                here, there = side.keyed.rows[key], side.spelt[key]
                made |= {name: there[name] for name in values if name in there and here.get(name) == values[name]}
        return made

    @property
    def _marks(self) -> tuple[str, str, str, str]:
        less, bar, equal, greater = (sign * self.marker for sign in "<|=>")
        return f"{less} {OURS}", f"{bar} {BASE}", equal, f"{greater} {THEIRS}"

    def _marked(self, bodies: Sequence[str], end: str) -> str:
        """Ours, the base and theirs between the marks of a conflict."""
        return "".join(mark + end + body for mark, body in zip(self._marks, (*bodies, ""), strict=True))


def _comments(text: str) -> Counter[str]:
    return Counter(comment.text for comment in comments(text.lstrip("\ufeff")))
