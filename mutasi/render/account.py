"""The account of a conversion as text. A pure function."""

from __future__ import annotations

from collections.abc import Iterator

from mutasi.message import Message
from mutasi.read.convert.account import Account, SourceAccount
from mutasi.read.convert.notes import Missing
from mutasi.render.language import Language
from mutasi.render.text import Paint, plain, visible

_ORDERS = {
    "dmy": Message("dates: day first, then month"),
    "mdy": Message("dates: month first, then day"),
}


def account_text(account: Account, words: Language, paint: Paint = plain) -> str:
    """What was taken of each source and what was not, and what was made of it."""
    lines = [line for source in account.sources for line in _source_lines(source, words, paint)]
    tables = ", ".join(f"{name} {count}" for name, count in account.made.items())
    lines.append(words.text(Message("Made: {tables}", tables=tables)))
    if account.vacant_posts:
        lines.append(words.text(Message("Posts without a holder: {count}", count=account.vacant_posts)))
    agency = Message("Agency: {name}", name=visible(account.agency))
    if not account.agency:
        agency = Message("Agency: the rows do not agree on one name; write it into mutasi.yaml")
    lines.append(words.text(agency))
    return "".join(f"{line}\n" for line in lines)


def _source_lines(source: SourceAccount, words: Language, paint: Paint) -> Iterator[str]:
    yield f"{paint(visible(source.path), 'place')}: {source.layout}"
    counts = Message(
        "rows: {rows}, taken: {taken}, repeated: {repeated}, refused: {refused}",
        rows=source.rows,
        taken=source.taken,
        repeated=source.repeated,
        refused=source.refused_rows,
    )
    yield "  " + paint(words.text(counts), "error" if source.refused_rows else "good")
    for refused in source.refused:
        yield "    " + words.text(Message("refused: {reason}: {count}", reason=refused.reason, count=refused.count))
    if source.date_order:
        yield "  " + words.text(_ORDERS[source.date_order])
    if source.private:
        yield "  " + words.text(Message("private, left out: {columns}", columns=source.private))
    if source.ignored:
        yield "  " + visible(words.text(Message("no place in a dataset: {columns}", columns=source.ignored)))
    if source.missing:
        yield "  " + words.text(Message("values that stay blank:"))
    for missing in source.missing:
        yield f"    {words.text(_missing(missing))}"


def _missing(missing: Missing) -> Message:
    lines = tuple(place.line for place in missing.places)
    if missing.count > len(lines):
        return Message(
            "{header}: {reason}: {count} (line {lines}, ...)",
            header=missing.header,
            reason=missing.reason,
            count=missing.count,
            lines=lines,
        )
    return Message(
        "{header}: {reason}: {count} (line {lines})",
        header=missing.header,
        reason=missing.reason,
        count=missing.count,
        lines=lines,
    )
