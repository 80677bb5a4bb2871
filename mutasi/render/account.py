"""The account of a conversion as text. A pure function."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from mutasi.message import Message
from mutasi.read.convert.account import Account, Skipped, SourceAccount
from mutasi.read.convert.body import RowKind
from mutasi.read.convert.matching import Match, Named
from mutasi.read.convert.notes import Missing
from mutasi.render.language import Language
from mutasi.render.text import Paint, plain, visible

_ORDERS = {
    "dmy": Message("dates: day first, then month"),
    "mdy": Message("dates: month first, then day"),
}


PROPOSALS = 10
"""Names of one kind for which the account writes down what to say."""
RANGES = 6
"""Groups of lines that the account names of one kind of skipped rows."""

_ROWS = {
    RowKind.TITLE: Message("titles"),
    RowKind.HEADER: Message("headers"),
    RowKind.NUMBERS: Message("numbers of columns"),
    RowKind.BLANK: Message("blank"),
    RowKind.TOTAL: Message("totals"),
    RowKind.SECTION: Message("headings"),
    RowKind.OTHER: Message("without name and number"),
    RowKind.DELETED: Message("deleted in the source"),
}


def account_text(account: Account, words: Language, paint: Paint = plain) -> str:
    """What was taken of each source and what was not, and what was made of it."""
    lines = [line for source in account.sources for line in _source_lines(source, words, paint)]
    tables = ", ".join(f"{name} {count}" for name, count in account.made.items())
    lines.append(words.text(Message("Made: {tables}", tables=tables)))
    if account.vacant_posts:
        lines.append(words.text(Message("Posts without a holder: {count}", count=account.vacant_posts)))
    lines += _match_lines(account, words)
    if account.blank:
        message = Message("No source tells, and rules need: {columns}", columns=account.blank)
        lines.append(words.text(message))
    if account.agency:
        lines.append(words.text(Message("Agency: {name}", name=visible(account.agency))))
    elif account.has_people:
        lines.append(words.text(Message("Agency: the rows do not agree on one name; write it into mutasi.yaml")))
    return "".join(f"{line}\n" for line in lines)


def _source_lines(source: SourceAccount, words: Language, paint: Paint) -> Iterator[str]:
    place = f"{source.path} ({source.sheet})" if source.sheet else source.path
    fit = words.text(Message("headers {percent} %", percent=source.confidence))
    yield f"{paint(visible(place), 'place')}: {source.layout} ({fit})"
    for likeness in source.likenesses:
        yield "  " + visible(
            words.text(
                Message(
                    "'{found}' is taken for {header} ({percent} % alike)",
                    found=likeness.found,
                    header=likeness.header,
                    percent=likeness.percent,
                )
            )
        )
    yield from _count_lines(source, words, paint)
    if source.date_order:
        yield "  " + words.text(_ORDERS[source.date_order])
    for remark in source.remarks:
        yield "  " + words.text(remark)
    if source.private:
        yield "  " + words.text(Message("private, left out: {columns}", columns=source.private))
    if source.ignored:
        yield "  " + visible(words.text(Message("no place in a dataset: {columns}", columns=source.ignored)))
    if source.missing:
        yield "  " + words.text(Message("values that stay blank:"))
    for missing in source.missing:
        yield f"    {words.text(_missing(missing))}"


def _count_lines(source: SourceAccount, words: Language, paint: Paint) -> Iterator[str]:
    """How many rows were taken, and why the others were not."""
    counts = Message(
        "rows: {rows}, taken: {taken}, repeated: {repeated}, refused: {refused}",
        rows=source.rows,
        taken=source.taken,
        repeated=source.repeated,
        refused=source.refused_rows,
    )
    yield "  " + paint(words.text(counts), "error" if source.refused_rows else "good")
    if source.skipped:
        yield "  " + words.text(Message("not rows of data: {rows}", rows=tuple(map(_skipped, source.skipped))))
    for refused in source.refused:
        yield "    " + words.text(Message("refused: {reason}: {count}", reason=refused.reason, count=refused.count))
    for unneeded in source.unneeded:
        yield "    " + words.text(
            Message("not needed: {reason}: {count}", reason=unneeded.reason, count=unneeded.count)
        )


def _match_lines(account: Account, words: Language) -> Iterator[str]:
    """Every unit and post that the sources only name, taken or not; and what to write for those that were not."""
    matches = account.matches
    if not matches:
        return
    yield words.text(Message("Matched by name:"))
    for match in sorted(matches, key=lambda match: (not match.id, match.named, match.text)):
        yield "  " + visible(words.text(_match(match)))
    doubtful = [match for match in matches if (match.own or not match.id) and account.made.get(match.named)]
    if doubtful:
        yield words.text(
            Message(
                "To say what a name means, write it into a YAML file and give that with --matches FILE, for example:"
            )
        )
        for named in Named:
            proposals = {match.text: match.near_id for match in doubtful if match.named is named}
            if proposals:
                yield f"  {named}:"
            for text, near in list(proposals.items())[:PROPOSALS]:
                yield f"    {visible(json.dumps(text, ensure_ascii=False))}: {near or 'ID'}"


def _match(match: Match) -> Message:
    places = {"named": match.named, "text": match.text, "count": match.count, "line": match.first.line}
    if match.stated:
        return Message("{named} '{text}' ({count}, line {line}): {near} ({id}), as you said",
                       **places, near=match.near, id=match.id)  # fmt: skip
    if match.own and match.near:
        return Message("{named} '{text}' ({count}, line {line}): one of its own, {id}; most like {near} ({near_id}),"
                       " score {score}",
                       **places, id=match.id, near=match.near, near_id=match.near_id,
                       score=match.score)  # fmt: skip
    if match.own:
        return Message("{named} '{text}' ({count}, line {line}): one of its own, {id}; none is alike",
                       **places, id=match.id)  # fmt: skip
    if match.id:
        return Message("{named} '{text}' ({count}, line {line}): {near} ({id}), score {score}",
                       **places, near=match.near, id=match.id, score=match.score)  # fmt: skip
    if match.alike:
        return Message("{named} '{text}' ({count}, line {line}): not taken, {alike} bear this name",
                       **places, alike=match.alike)  # fmt: skip
    if match.near:
        return Message("{named} '{text}' ({count}, line {line}): not taken; most like {near} ({id}), score {score}",
                       **places, near=match.near, id=match.near_id, score=match.score)  # fmt: skip
    return Message("{named} '{text}' ({count}, line {line}): not taken, none is alike", **places)


def _skipped(skipped: Skipped) -> Message:
    ranges = _ranges(skipped.lines)
    shown = ", ".join(ranges[:RANGES]) + (", ..." if len(ranges) > RANGES else "")
    return Message("{kind} {count} (line {lines})", kind=_ROWS[skipped.kind], count=len(skipped.lines), lines=shown)


def _ranges(lines: Sequence[int]) -> list[str]:
    """Lines that follow one another as ``4-7``."""
    ends: list[tuple[int, int]] = []
    for line in lines:
        if ends and line == ends[-1][1] + 1:
            ends[-1] = (ends[-1][0], line)
        else:
            ends.append((line, line))
    return [str(first) if first == last else f"{first}-{last}" for first, last in ends]


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
