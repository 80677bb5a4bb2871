"""The best posts for people, for readers: text and Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from mutasi.message import Message
from mutasi.model.policy import Method
from mutasi.model.prospect import PersonPosts, Prospect
from mutasi.model.shortlist import hundredths
from mutasi.model.verdict import Verdict
from mutasi.render import markdown
from mutasi.render.improvement import improvement_lines, lacking_text, place_text, standing_text
from mutasi.render.language import Language
from mutasi.render.person_posts_data import MACHINE, PersonPostsReport
from mutasi.render.shortlist import opening
from mutasi.render.shortlist_words import (
    VERDICT_WORDS,
    method_text,
    reason_text,
    reasons_text,
)
from mutasi.render.text import NATURAL_WIDTH, Paint, plain, visible

FORMATS = ("text", *MACHINE, "md")
_RIGHT = (0, 3, 4, 5)


def as_text(
    report: PersonPostsReport,
    words: Language,
    paint: Paint = plain,
    *,
    width: int = NATURAL_WIDTH,
    colour: bool = False,
) -> str:
    """Each person with the vacancies in a table, what is remarkable of each below, and what bars from others."""
    from mutasi.render.terminal import table_text  # rich, which the help of a command does not need

    parts = ["".join(f"{line}\n" for line in _opening(report, words, paint))]
    for one in report.people:
        text = paint(visible(_who(one)), "strong") + "\n"
        text += "".join(f"{visible(line)}\n" for line in _counts(one, report.asked, words))
        if one.open:
            headers, rows = _headers(report.asked, words), _rows(one, words)
            text += "\n" + table_text(headers, rows, right=_RIGHT, width=width, colour=colour)
        parts.append(text + "".join(f"{visible(line)}\n" for line in _below(one, words)))
    return "\n".join(parts)


def as_markdown(report: PersonPostsReport, words: Language) -> str:
    """A section for each person with a table."""
    parts = ["".join(f"{markdown.escape_cell(line)}\n\n" for line in _opening(report, words, plain))]
    for one in report.people:
        lines = [f"## {markdown.escape_cell(_who(one))}", ""]
        lines += [f"{markdown.escape_cell(line)}  " for line in _counts(one, report.asked, words)]
        text = "".join(f"{line}\n" for line in lines) + "\n"
        if one.open:
            text += markdown.text_table(_headers(report.asked, words), _rows(one, words), right=_RIGHT) + "\n"
        parts.append(text + "".join(f"- {markdown.escape_cell(line.strip())}\n" for line in _below(one, words)))
    return "\n".join(parts)


def _opening(report: PersonPostsReport, words: Language, paint: Paint) -> Iterator[str]:
    yield from opening(report.about, words, paint)
    if report.method is not Method.WEIGHTED_SUM:
        yield method_text(report.method, words)


def _who(one: PersonPosts) -> str:
    parts = (f"{one.name} ({one.nip})", one.rank, one.post, one.unit)
    return ", ".join(part for part in parts if part)


def _counts(one: PersonPosts, asked: int, words: Language) -> Iterator[str]:
    yield words.text(
        Message(
            "{total} vacancies: {open} may be held, in {listed} of them among the first {places}; {barred} may not",
            total=one.open_count + one.barred_count + len(one.held),
            open=one.open_count,
            places=asked,
            listed=one.listed_count,
            barred=one.barred_count,
        )
    )
    if one.held:
        held = tuple(vacancy.id for vacancy in one.held)
        yield words.text(Message("left out, since it is the person's own post: {vacancies}", vacancies=held))
    if one.failures:
        frequent = ", ".join(f"{rule} {count}" for rule, count in list(one.failures.items())[:6])
        yield words.text(Message("Most frequent grounds: {rules}", rules=frequent))


def _headers(asked: int, words: Language) -> tuple[str, ...]:
    headers = (
        Message("No."),
        Message("Vacancy"),
        Message("Post"),
        Message("Place / ranked"),
        Message("Score"),
        Message("To place {places}", places=asked),
        Message("Verdict"),
    )
    return tuple(words.text(header) for header in headers)


def _rows(one: PersonPosts, words: Language) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (
            str(number),
            prospect.vacancy.id,
            _post(prospect),
            f"{place_text(prospect)} / {prospect.ranked}",
            _score(prospect, words),
            lacking_text(prospect, words) or "-",
            words.text(VERDICT_WORDS[prospect.verdict]),
        )
        for number, prospect in enumerate(one.open, start=1)
    )


def _post(one: Prospect) -> str:
    return ", ".join(part for part in (one.vacancy.post_name or one.vacancy.post, one.vacancy.unit_name) if part)


def _score(one: Prospect, words: Language) -> str:
    score, lowest, highest = (
        words.points(hundredths(units, one.full)) for units in (one.score, one.lowest, one.highest)
    )
    return score if one.lowest == one.highest else f"{score} ({lowest}-{highest})"


def _below(one: PersonPosts, words: Language) -> Iterator[str]:
    """Reasons, missing values and improvements of each vacancy in the table; then what may not be held."""
    for number, prospect in enumerate(one.open, start=1):
        remarks = [reason_text(reason, words.told) for reason in (*prospect.apart, *prospect.reasons)]
        remarks += [reason_text(reason, words.told) for reason in prospect.unjudged]
        remarks += [words.told(points.fact) for points in prospect.points.values() if not points.known]
        for told in (remarks, improvement_lines(prospect, words)):
            if line := "; ".join(told):
                yield f"  {number}. {prospect.vacancy.id}: {line}"
    left = one.open_count - len(one.open)
    if left:
        yield "  " + words.text(Message("{count} more vacancies may be held: -n shows more", count=left))
    yield from _barred(one, words)


def _barred(one: PersonPosts, words: Language) -> Iterator[str]:
    if not one.barred:
        return
    yield words.text(Message("May not be held, the fewest grounds first:"))
    for prospect in one.barred:
        bars = tuple(one for one in prospect.reasons if one.hard and one.verdict is Verdict.FAIL)
        told = reasons_text(bars, words.told)
        points = words.text(Message("{score} points", score=_score(prospect, words)))
        yield f"  {prospect.vacancy.id} {_post(prospect)}: {told}; {points}, {standing_text(prospect, words)}"
    left = one.barred_count - len(one.barred)
    if left:
        yield "  " + words.text(Message("{count} more may not be held: --all shows them", count=left))
