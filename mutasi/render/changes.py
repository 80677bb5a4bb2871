"""A comparison for people and for machines. Columns and words of the machine formats are Indonesian."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from mutasi.diff.change import Chain, Change, Comparison, Kind
from mutasi.message import Message
from mutasi.render import html
from mutasi.render.json_text import json_text
from mutasi.render.language import Language
from mutasi.render.markdown import escape_cell, text_table
from mutasi.render.tables import as_csv as table_as_csv
from mutasi.render.tables import as_json_lines as table_as_json_lines
from mutasi.render.text import Paint, plain, visible
from mutasi.version import VERSION

SCHEMA = "mutasi-diff-1"
FIELDS = (
    "jenis", "kunci", "nama", "field", "lama", "baru", "baris_lama", "baris_baru", "tabel", "keterangan",
)  # fmt: skip

KIND_WORDS = {
    Kind.NEW: Message("new"),
    Kind.LEFT: Message("left"),
    Kind.PROMOTION: Message("promoted"),
    Kind.DEMOTION: Message("demoted"),
    Kind.DIAGONAL: Message("moved between tracks"),
    Kind.ROTATION: Message("rotated"),
    Kind.MOVE: Message("moved"),
    Kind.EXCHANGE: Message("exchanged posts"),
    Kind.FOLLOWER: Message("followed their unit"),
    Kind.RANK_UP: Message("rose in rank"),
    Kind.RANK_DOWN: Message("fell in rank"),
    Kind.EDUCATION: Message("education recorded"),
    Kind.TITLE: Message("title changed"),
    Kind.NAME: Message("name corrected"),
    Kind.ASSIGNMENT_BEGUN: Message("assignment begun"),
    Kind.ASSIGNMENT_ENDED: Message("assignment ended"),
    Kind.RENAMED: Message("renamed"),
    Kind.RECODED: Message("the same under another id"),
    Kind.MERGED: Message("merged"),
    Kind.SPLIT: Message("split"),
    Kind.REPLACED: Message("placed elsewhere"),
    Kind.FIELD: Message("other field changed"),
    Kind.SAME_PERSON: Message("perhaps the same person, NIP corrected"),
    Kind.COLUMN_NEW: Message("column added"),
    Kind.COLUMN_GONE: Message("column removed"),
}
_OF_THINGS = {
    Kind.NEW: Message("opened"),
    Kind.LEFT: Message("closed"),
}
"""What the same kinds are called of units, posts and vacancies."""
_OF_RECORDS = {
    Kind.NEW: Message("records added"),
    Kind.LEFT: Message("records removed"),
    Kind.FIELD: Message("cells changed"),
}
"""What they are called of records of any table."""
TABLE_WORDS = {
    "pegawai": Message("People"),
    "unit": Message("Units"),
    "jabatan": Message("Posts"),
    "penugasan": Message("Acting posts"),
    "lowongan": Message("Vacancies"),
}
NOTE_WORDS = {
    "pensiun": Message("retired"),
    "kontrak_selesai": Message("the contract ended"),
    "mpp": Message("was preparing for retirement (MPP)"),
    "meninggal": Message("died"),
    "pindah_instansi": Message("moved to another agency"),
    "berhenti": Message("left the service"),
    "tidak_diketahui": Message("reason unknown"),
    "diangkat": Message("appointed since"),
    "pindah_masuk": Message("served before: moved in, or missing from the older file"),
    "kembali": Message("is back"),
    "padanan": Message("as mutasi.yaml says"),
}


def kind_word(table: str, kind: Kind) -> Message:
    """What a kind of change is called of the records of a table."""
    if table in ("pegawai", "penugasan"):
        return KIND_WORDS[kind]
    return (_OF_THINGS if table in TABLE_WORDS else _OF_RECORDS).get(kind, KIND_WORDS[kind])


def as_csv(comparison: Comparison) -> str:
    """One row a change."""
    return table_as_csv(FIELDS, (_row(one) for one in comparison.changes))


def _row(one: Change) -> dict[str, str | int | None]:
    return {
        "jenis": one.kind.value,
        "kunci": one.key,
        "nama": one.name,
        "field": one.field,
        "lama": one.old,
        "baru": one.new,
        "baris_lama": one.old_line or None,
        "baris_baru": one.new_line or None,
        "tabel": one.table,
        "keterangan": one.note,
    }


def as_json(comparison: Comparison) -> str:
    """One object with a summary that agrees with the list."""
    document = {
        "schema": SCHEMA,
        "tool": {"name": "mutasi", "version": VERSION},
        "lama": [{"path": file.path, "sha256": file.sha256, "rows": file.rows} for file in comparison.old],
        "baru": [{"path": file.path, "sha256": file.sha256, "rows": file.rows} for file in comparison.new],
        "ringkasan": {
            "tetap": comparison.unchanged,
            **{name: {kind.value: count for kind, count in kinds.items()} for name, kinds in comparison.counts.items()},
            "derau": dict(comparison.noise),
            "fakta": {
                name: {"baru": one.added, "keluar": one.removed, "ubah": one.changed, "tetap": one.unchanged}
                for name, one in comparison.facts.items()
            },
        },
        "perubahan": [_row(one) for one in comparison.changes],
        "rantai": [
            {
                "siklus": chain.cycle,
                "mata": [{"nip": one.key, "nama": one.name, "dari": one.old, "ke": one.new} for one in chain.links],
            }
            for chain in comparison.chains
        ],
    }
    return json_text(document, indent=1) + "\n"


def as_json_lines(comparison: Comparison) -> str:
    """One line a change."""
    return table_as_json_lines(_row(one) for one in comparison.changes)


def as_text(comparison: Comparison, words: Language, paint: Paint = plain, *, summary: bool = False) -> str:
    """A summary in people's terms, then every change with old and new value and both lines, unless only the `summary`
    is wanted.
    """
    lines = [*_summary(comparison, words, paint), *(() if summary else _details(comparison, words, paint))]
    return "".join(f"{line}\n" for line in lines)


def _summary(comparison: Comparison, words: Language, paint: Paint) -> Iterator[str]:
    if comparison.is_empty:
        yield words.text(Message("No changes"))
        return
    for name in {**TABLE_WORDS, comparison.of: 0}:
        kinds = comparison.counts.get(name, {})
        counts = [f"{words.text(kind_word(name, kind))} {count}" for kind, count in kinds.items()]
        if name == comparison.of:
            counts.append(words.text(Message("unchanged {count}", count=comparison.unchanged)))
        if counts:
            yield f"{paint(_title(name, words), 'strong')}: {', '.join(counts)}"
    for name, one in comparison.facts.items():
        if one.added or one.removed or one.changed:
            yield words.text(
                Message(
                    "{table}: {added} records added, {removed} removed, {changed} changed", table=name, added=one.added,
                    removed=one.removed, changed=one.changed,
                )
            )  # fmt: skip
    yield from _noise(comparison, words)


def _title(table: str, words: Language) -> str:
    """What the records of a table are called; a table of no dataset by its name."""
    return words.text(TABLE_WORDS[table]) if table in TABLE_WORDS else table


def _noise(comparison: Comparison, words: Language) -> Iterator[str]:
    if comparison.noise:
        counts = tuple(f"{name} {count}" for name, count in comparison.noise.items())
        yield words.text(Message("only counted (perbandingan.derau): {counts}", counts=counts))


def _details(comparison: Comparison, words: Language, paint: Paint) -> Iterator[str]:
    heading: tuple[str, Kind] | None = None
    for one in comparison.changes:
        if (one.table, one.kind) != heading:
            heading = (one.table, one.kind)
            yield ""
            yield paint(f"{_title(one.table, words)}: {words.text(kind_word(one.table, one.kind))}", "strong")
        yield f"  {visible(_sentence(one, words))}{paint(_lines(one), 'faint')}"
    if (chains := _chains(comparison, words)) is not None:
        yield ""
        yield paint(chains[0], "strong")
        yield from (f"  {visible(line)}" for line in chains[1])


def _chains(comparison: Comparison, words: Language) -> tuple[str, list[str]] | None:
    """Who followed whom, a line a chain, under a title; None when nobody did."""
    if not comparison.chains:
        return None
    title = words.text(Message("Chains of moves ({count})", count=len(comparison.chains)))
    return title, [_chain(chain, words) for chain in comparison.chains]


def _chain(chain: Chain, words: Language) -> str:
    """Each person with the post that became free: `A (left) ← B: Kepala Seksi ← C: ...`."""
    parts = []
    for at, one in enumerate(chain.links):
        if one.kind is Kind.LEFT:
            parts.append(words.text(Message("{name} left {post}", name=one.name, post=one.old_name or one.old)))
        elif one.kind is Kind.NEW:
            parts.append(words.text(Message("{name}, who is new, took it", name=one.name)))
        elif at == 0:
            old, new = one.old_name or one.old, one.new_name or one.new
            parts.append(words.text(Message("{name}: {old} → {new}", name=one.name, old=old, new=new)))
        else:
            message = Message("{name} took it, leaving {post}", name=one.name, post=one.old_name or one.old)
            parts.append(words.text(message))
    if chain.cycle:
        parts.append(words.text(Message("which the first took")))
    return "; ".join(parts)


def _sentence(one: Change, words: Language) -> str:
    """`197905172005012003 Ni Luh Astiti: Kepala Seksi A → Kepala Bidang B`."""
    who = " ".join(part for part in (one.key, one.name) if part)
    what = _what(one)
    note = _note(one, words)
    return ": ".join(part for part in (who, what) if part) + (f" ({note})" if note else "")


def _note(one: Change, words: Language) -> str:
    if one.kind is Kind.SAME_PERSON and one.note:
        return words.text(Message("{columns} agree as well", columns=tuple(one.note.split(" "))))
    return words.text(NOTE_WORDS[one.note]) if one.note in NOTE_WORDS else one.note


def _what(one: Change) -> str:
    """Old and new value; posts and units by their names, and the field only where the value does not tell it."""
    if one.old_name or one.new_name:
        sides = (one.old_name or one.old, one.new_name or one.new)
        return " → ".join(side for side in sides if side)
    if one.old or one.new:
        return f"{one.field} {one.old or '-'} → {one.new or '-'}"
    return one.field


def _lines(one: Change) -> str:
    numbers = [str(line) if line else "-" for line in (one.old_line, one.new_line)]
    return f"  [{numbers[0]} → {numbers[1]}]" if one.old_line or one.new_line else ""


_HEADERS = (
    Message("Key"), Message("Name"), Message("Field"), Message("Old"), Message("New"), Message("Lines"),
    Message("Note"),
)  # fmt: skip


def _groups(comparison: Comparison, words: Language) -> Iterator[tuple[str, list[list[str]]]]:
    """The changes of each kind under a title, as rows."""
    groups: dict[tuple[str, Kind], list[Change]] = {}
    for one in comparison.changes:
        groups.setdefault((one.table, one.kind), []).append(one)
    for (name, kind), changes in groups.items():
        title = f"{_title(name, words)}: {words.text(kind_word(name, kind))} ({len(changes)})"
        yield title, [_cells(one, words) for one in changes]


def as_markdown(comparison: Comparison, words: Language, *, summary: bool = False) -> str:
    """The summary, then a table for each kind of change."""
    parts = ["".join(f"{escape_cell(line)}  \n" for line in _summary(comparison, words, plain))]
    headers = [words.text(header) for header in _HEADERS]
    if not summary:
        parts += [f"## {title}\n\n{text_table(headers, rows)}" for title, rows in _groups(comparison, words)]
        if (chains := _chains(comparison, words)) is not None:
            parts.append(f"## {chains[0]}\n\n" + "".join(f"- {escape_cell(line)}\n" for line in chains[1]))
    return "\n".join(parts)


def as_html(comparison: Comparison, words: Language, *, summary: bool = False) -> str:
    """The same as a page: old and new side by side."""
    title = words.text(Message("What changed"))
    body = [html.heading(1, title), html.items(_summary(comparison, words, plain))]
    headers = [words.text(header) for header in _HEADERS]
    if not summary:
        for heading, rows in _groups(comparison, words):
            body += [html.heading(2, heading), html.table(headers, rows)]
        if (chains := _chains(comparison, words)) is not None:
            body += [html.heading(2, chains[0]), html.items(chains[1])]
    return html.page(title, words.code, body)


def _cells(one: Change, words: Language) -> list[str]:
    old, new = one.old_name or one.old, one.new_name or one.new
    return [one.key, one.name, one.field, old, new, _lines(one).strip(), _note(one, words)]


MACHINE: Mapping[str, Callable[[Comparison], str]] = MappingProxyType(
    {"json": as_json, "jsonl": as_json_lines, "csv": as_csv}
)
FORMATS = ("text", *MACHINE, "md", "html")


def render_changes(
    comparison: Comparison, name: str, words: Language, paint: Paint = plain, *, summary: bool = False
) -> str:
    """A comparison in one of FORMATS; forms for machines always hold all."""
    if name in MACHINE:
        return MACHINE[name](comparison)
    if name == "html":
        return as_html(comparison, words, summary=summary)
    if name == "md":
        return as_markdown(comparison, words, summary=summary)
    return as_text(comparison, words, paint, summary=summary)
