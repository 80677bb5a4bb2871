"""A comparison for people: text, Markdown and HTML."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mutasi.diff.change import Change, Comparison, Kind
from mutasi.message import Message
from mutasi.render import html
from mutasi.render.changes_data import MACHINE
from mutasi.render.changes_words import TABLE_WORDS, chain_lines, kind_word, note_of, title_of
from mutasi.render.language import Language
from mutasi.render.markdown import escape_cell, text_table
from mutasi.render.text import Paint, plain, visible


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
            yield f"{paint(title_of(name, words), 'strong')}: {', '.join(counts)}"
    for name, one in comparison.facts.items():
        if one.added or one.removed or one.changed:
            yield words.text(
                Message(
                    "{table}: {added} records added, {removed} removed, {changed} changed", table=name, added=one.added,
                    removed=one.removed, changed=one.changed,
                )
            )  # fmt: skip
    yield from _noise(comparison, words)
    for message, tables in (
        (
            Message("only in the older snapshot, not compared: {tables}", tables=comparison.only_old),
            comparison.only_old,
        ),
        (
            Message("only in the newer snapshot, not compared: {tables}", tables=comparison.only_new),
            comparison.only_new,
        ),
    ):
        if tables:
            yield words.text(message)


def _between(comparison: Comparison, words: Language) -> Iterator[str]:
    """The reference dates of both sides, where they have some."""
    since, until = comparison.dates
    if since is not None and until is not None:
        yield words.text(Message("Between {since} and {until}", since=words.date(since), until=words.date(until)))


def _noise(comparison: Comparison, words: Language) -> Iterator[str]:
    if comparison.noise:
        counts = tuple(f"{name} {count}" for name, count in comparison.noise.items())
        yield words.text(Message("only counted (perbandingan.derau): {counts}", counts=counts))


def _details(comparison: Comparison, words: Language, paint: Paint) -> Iterator[str]:
    heading: tuple[str, Kind] | None = None
    if any(one.old_line or one.new_line for one in comparison.changes):
        yield paint(words.text(Message("[a → b]: the lines in the older and in the newer file")), "faint")
    for one in comparison.changes:
        if (one.table, one.kind) != heading:
            heading = (one.table, one.kind)
            yield ""
            yield paint(f"{title_of(one.table, words)}: {words.text(kind_word(one.table, one.kind))}", "strong")
        yield f"  {visible(_sentence(one, words))}{paint(_lines(one), 'faint')}"
    if (chains := chain_lines(comparison, words)) is not None:
        yield ""
        yield paint(chains[0], "strong")
        yield from (f"  {visible(line)}" for line in chains[1])


def _sentence(one: Change, words: Language) -> str:
    """`197905172005012003 Ni Luh Astiti: Kepala Seksi A → Kepala Bidang B`."""
    who = " ".join(part for part in (one.key, one.name) if part)
    what = _what(one)
    notes = "; ".join(part for part in (note_of(one, words), one.since and f"TMT {one.since}") if part)
    return ": ".join(part for part in (who, what) if part) + (f" ({notes})" if notes else "")


def _what(one: Change) -> str:
    """Old and new value; posts and units by their names, and the field only where the value does not tell it. A stroke
    is no value, where somebody had none or has none any more.
    """
    if one.old_name or one.new_name:
        sides = _sides(one)
        if one.kind in _ONE_SIDED:
            return " → ".join(side for side in sides if side)
        return " → ".join(side or "-" for side in sides)
    if one.kind in _ONE_SIDED:
        return one.old or one.new
    if one.old or one.new:
        return f"{one.field} {one.old or '-'} → {one.new or '-'}"
    return one.field


_ONE_SIDED = (
    Kind.NEW, Kind.LEFT, Kind.ASSIGNMENT_BEGUN, Kind.ASSIGNMENT_ENDED, Kind.RECORD_NEW, Kind.RECORD_GONE,
    Kind.EDUCATION,
)  # fmt: skip
"""Kinds that have one value."""


def _sides(one: Change) -> tuple[str, str]:
    """What people call the old and the new value, with their ids where they are called alike."""
    if one.old_name and one.old_name == one.new_name and one.old != one.new:
        return f"{one.old_name} ({one.old})", f"{one.new_name} ({one.new})"
    return one.old_name or one.old, one.new_name or one.new


def _lines(one: Change) -> str:
    numbers = [str(line) if line else "-" for line in (one.old_line, one.new_line)]
    return f"  [{numbers[0]} → {numbers[1]}]" if one.old_line or one.new_line else ""


_HEADERS = (
    Message("Key"), Message("Name"), Message("Field"), Message("Old"), Message("New"), Message("TMT"),
    Message("Lines"),
    Message("Note"),
)  # fmt: skip
_FIELD = 2


def _groups(comparison: Comparison, words: Language) -> Iterator[tuple[str, list[str], list[list[str]]]]:
    """The changes of each kind under a title, as headers and rows. What is blank throughout is left out, and so is the
    column that a move shows in.
    """
    groups: dict[tuple[str, Kind], list[Change]] = {}
    for one in comparison.changes:
        groups.setdefault((one.table, one.kind), []).append(one)
    for (name, kind), changes in groups.items():
        title = f"{title_of(name, words)}: {words.text(kind_word(name, kind))} ({len(changes)})"
        rows = [_cells(one, words) for one in changes]
        is_told = all(one.old_name or one.new_name for one in changes)
        shown = [at for at in range(len(_HEADERS)) if any(row[at] for row in rows) and not (at == _FIELD and is_told)]
        key = Message("NIP") if name in ("pegawai", "penugasan") else _HEADERS[0]
        headers = [words.text(header) for header in (key, *_HEADERS[1:])]
        yield title, _picked(headers, shown), [_picked(row, shown) for row in rows]


def _picked(cells: Sequence[str], numbers: Sequence[int]) -> list[str]:
    return [cells[at] for at in numbers]


def as_markdown(comparison: Comparison, words: Language, *, summary: bool = False) -> str:
    """The summary, then a table for each kind of change."""
    lines = [*_between(comparison, words), *_summary(comparison, words, plain)]
    parts = ["".join(f"{escape_cell(line)}  \n" for line in lines)]
    if not summary:
        parts += [f"## {title}\n\n{text_table(headers, rows)}" for title, headers, rows in _groups(comparison, words)]
        if (chains := chain_lines(comparison, words)) is not None:
            parts.append(f"## {chains[0]}\n\n" + "".join(f"- {escape_cell(line)}\n" for line in chains[1]))
    return "\n".join(parts)


def as_html(comparison: Comparison, words: Language, *, summary: bool = False) -> str:
    """The same as a page: old and new side by side."""
    title = words.text(Message("What changed"))
    body = [html.heading(1, title), *map(html.paragraph, _between(comparison, words))]
    body.append(html.items(_summary(comparison, words, plain)))
    if not summary:
        for heading, headers, rows in _groups(comparison, words):
            body += [html.heading(2, heading), html.table(headers, rows)]
        if (chains := chain_lines(comparison, words)) is not None:
            body += [html.heading(2, chains[0]), html.items(chains[1])]
    return html.page(title, words.code, body)


def _cells(one: Change, words: Language) -> list[str]:
    old, new = _sides(one)
    lines = "\u00a0→\u00a0".join(str(line) for line in (one.old_line, one.new_line) if line)
    return [one.key, one.name, one.field, old, new, one.since, lines, note_of(one, words)]


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
