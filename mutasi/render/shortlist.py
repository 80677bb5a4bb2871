"""Shortlists and scores for people: text and Markdown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mutasi.message import Message
from mutasi.model.policy import Method
from mutasi.model.shortlist import Candidate, Shortlist
from mutasi.model.verdict import Reason, Verdict
from mutasi.render import markdown
from mutasi.render.deciding import deciding_lines
from mutasi.render.language import Language
from mutasi.render.reweighed import reweighed_lines
from mutasi.render.shortlist_data import MACHINE, ShortlistReport
from mutasi.render.shortlist_words import (
    LINK_WORDS,
    VERDICT_WORDS,
    difference_text,
    measured_in_order,
    method_text,
    own_weights_text,
    place_text,
    points_text,
    reason_text,
    reasons_text,
    scale_text,
    score_text,
    share_text,
    title_of,
)
from mutasi.render.text import NATURAL_WIDTH, Paint, plain, visible

FORMATS = ("text", *MACHINE, "md")


def as_text(
    report: ShortlistReport,
    words: Language,
    paint: Paint = plain,
    *,
    width: int = NATURAL_WIDTH,
    colour: bool = False,
) -> str:
    """Each vacancy with its ranking, the weights in the headers, and the reasons below."""
    parts = ["".join(f"{line}\n" for line in opening(report, words, paint))]
    for shortlist in report.shortlists:
        parts.append(_shortlist_text(shortlist, words, paint, width=width, colour=colour))
    return "\n".join(part for part in parts if part)


def opening(report: ShortlistReport, words: Language, paint: Paint) -> Iterator[str]:
    """What holds of all: the date, how missing values are ordered, the method, conditions, what the agency changed."""
    yield measured_in_order(report.effective, report.order, words)
    methods = dict.fromkeys(shortlist.method for shortlist in report.shortlists)
    yield from (method_text(method, words) for method in methods if method is not Method.WEIGHTED_SUM)
    for reason in report.conditions:
        style = "error" if reason.verdict is Verdict.FAIL else "warning"
        yield paint(visible(reason_text(reason, words.told)), style)
    yield from (paint(visible(line), "warning") for line in reweighed_lines(report.reweighed, words))


def _shortlist_text(shortlist: Shortlist, words: Language, paint: Paint, *, width: int, colour: bool) -> str:
    from mutasi.render.terminal import table_text  # rich, which the help of a command does not need

    lines = [paint(visible(title_of(shortlist.vacancy, words)), "strong"), *counts_lines(shortlist, words)]
    text = "".join(f"{line}\n" for line in lines)
    for cells in tables_of(shortlist, words):
        text += "\n" + table_text(cells.headers, cells.rows, right=cells.right, width=width, colour=colour)
    notes = below(shortlist, words)
    return text + "".join(f"{visible(line)}\n" for line in notes)


def counts_lines(shortlist: Shortlist, words: Language) -> Iterator[str]:
    """How many were judged and ranked, and what bars most."""
    counts = shortlist.counts
    yield from (reason_text(reason, words.told) for reason in shortlist.apart)
    if shortlist.candidates and not shortlist.candidates[0].place:
        return  # points without a ranking
    yield words.text(
        Message(
            "{total} people judged: {ranked} ranked, {failed} may not hold the post",
            total=sum(counts.values()),
            ranked=shortlist.ranked,
            failed=counts.get(Verdict.FAIL, 0),
        )
    )
    if shortlist.failures:
        frequent = ", ".join(f"{rule} {words.count(count)}" for rule, count in list(shortlist.failures.items())[:6])
        yield words.text(Message("Most frequent grounds: {rules}", rules=frequent))


@dataclass(frozen=True, slots=True)
class Cells:
    """A table before it is drawn; `right` are the columns aligned to the right."""

    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    right: tuple[int, ...]


def tables_of(shortlist: Shortlist, words: Language) -> tuple[Cells, ...]:
    """Who is ranked, and the points by criterion; none where nobody is."""
    return (_ranking(shortlist, words), _points(shortlist, words)) if shortlist.candidates else ()


def _ranking(shortlist: Shortlist, words: Language) -> Cells:
    """Who, from where, with which score."""
    headers = (
        words.text(Message("No.")),
        "NIP",
        words.text(Message("Name")),
        words.text(Message("Rank")),
        words.text(Message("Present post")),
        words.text(Message("Score")),
        words.text(Message("Verdict")),
    )
    rows = tuple(
        (
            place_text(one),
            one.nip,
            one.name,
            one.rank,
            one.post,
            score_text(shortlist, one, words),
            words.text(VERDICT_WORDS[one.verdict]),
        )
        for one in shortlist.candidates
    )
    return Cells(headers, rows, (0, 1, 5))


def _points(shortlist: Shortlist, words: Language) -> Cells:
    """Points by criterion with the weights, from which every score can be recomputed, and how far the next is."""
    of_nobody = all(one.above is None for one in shortlist.candidates)
    weights = (f"{one.label} ×{share_text(one.weight, shortlist.total_weight, words)}" for one in shortlist.criteria)
    rows = tuple(
        (
            str(one.place) if one.place else one.nip,
            *(points_text(one.points[criterion.name], words) for criterion in shortlist.criteria),
            score_text(shortlist, one, words),
            *(() if of_nobody else (_above(shortlist, one, words),)),
        )
        for one in shortlist.candidates
    )
    headers = (words.text(Message("No.")), *weights, words.text(Message("Score")))
    if not of_nobody:
        headers = (*headers, words.text(Message("Behind next")))
    return Cells(headers, rows, tuple(range(len(headers))))


def below(shortlist: Shortlist, words: Language) -> Iterator[str]:
    """What is told below the tables."""
    yield from ("  " + told for told in (own_weights_text(shortlist, words), scale_text(shortlist, words)) if told)
    yield from _notes(shortlist, words)
    yield from _reason_lines(shortlist, words)
    yield from deciding_lines(shortlist, words)
    yield from _excluded_lines(shortlist, words)


def _above(shortlist: Shortlist, one: Candidate, words: Language) -> str:
    return "-" if one.above is None else difference_text(one.score + one.above, one.score, shortlist.full, words)


def _notes(shortlist: Shortlist, words: Language) -> Iterator[str]:
    for reason in shortlist.unjudged:
        told = reason_text(reason, words.told)
        if _holds_of_all(shortlist, reason):
            yield "  " + words.text(Message("unknown for all who are listed: {reason}", reason=told))
        else:
            yield "  " + words.text(Message("unknown for those whom it concerns: {reason}", reason=told))
    for note in shortlist.notes:
        yield "  " + words.text(note)
    if shortlist.cut_tie:
        yield "  " + words.text(
            Message("the last place is shared, so {count} are listed", count=len(shortlist.candidates))
        )
    if shortlist.cut_score:
        yield "  " + words.text(
            Message(
                "{count} more have the same score as the last who is listed, and come after by {link}",
                count=shortlist.cut_score.others,
                link=LINK_WORDS[shortlist.cut_score.decided_by],
            )
        )


def _holds_of_all(shortlist: Shortlist, reason: Reason) -> bool:
    listed = shortlist.candidates
    return bool(listed) and all(any(own.rule == reason.rule for own in one.unjudged) for one in listed)


def _reason_lines(shortlist: Shortlist, words: Language) -> Iterator[str]:
    """What is remarkable of each; what is unknown for several is named by its code, and told above."""
    of_all = {reason.rule for reason in shortlist.unjudged if _holds_of_all(shortlist, reason)}
    for one in shortlist.candidates:
        remarks = [reason_text(reason, words.told) for reason in one.reasons]
        of_some = tuple(reason.rule for reason in one.unjudged if reason.rule not in of_all)
        if of_some:
            remarks.append(words.text(Message("unknown, as told above: {rules}", rules=of_some)))
        said = {words.told(reason.message) for reason in one.reasons}
        facts = dict.fromkeys(words.told(points.fact) for points in one.points.values() if not points.known)
        missing = [fact for fact in facts if fact not in said]
        if one.decided_by:
            remarks.append(
                words.text(
                    Message("the same score as the next above; the order by {link}", link=LINK_WORDS[one.decided_by])
                )
            )
        if one.tied:
            remarks.append(words.text(Message("cannot be told apart from another person of the same place")))
        if remarks or missing:
            who = f"{one.place}." if one.place else one.nip
            yield f"  {who} {one.name}: {'; '.join([*remarks, *missing])}"


def _excluded_lines(shortlist: Shortlist, words: Language) -> Iterator[str]:
    if shortlist.nearest and not shortlist.excluded:
        yield from _nearest_lines(shortlist, words)
    if shortlist.excluded:
        yield words.text(Message("May not hold the post:"))
    for person in shortlist.excluded:
        yield f"  {person.nip} {person.name}: {reasons_text((*person.reasons, *person.unjudged), words.told)}"


def _nearest_lines(shortlist: Shortlist, words: Language) -> Iterator[str]:
    """Nobody meets the requirements: what bars those who are nearest, and how many more there are."""
    total = sum(shortlist.counts.values())
    yield words.text(Message("0 of {total} people meet the requirements; the nearest, with what bars:", total=total))
    for person in shortlist.nearest:
        bars = tuple(reason for reason in person.reasons if reason.hard and reason.verdict is Verdict.FAIL)
        yield f"  {person.nip} {person.name}: {reasons_text(bars, words.told)}"
    others = shortlist.counts.get(Verdict.FAIL, 0) - len(shortlist.nearest)
    if others:
        yield "  " + words.text(Message("{count} more: mutasi shortlist --all shows them", count=others))


def as_markdown(report: ShortlistReport, words: Language) -> str:
    """A section for each vacancy with a table."""
    parts = ["".join(f"{markdown.escape_cell(line)}\n\n" for line in opening(report, words, plain))]
    parts += [shortlist_markdown(shortlist, words, heading="##") for shortlist in report.shortlists]
    return "\n".join(parts)


def shortlist_markdown(shortlist: Shortlist, words: Language, *, heading: str) -> str:
    """One vacancy: title, counts, table of points and the remarks on each person."""
    lines = [f"{heading} {markdown.escape_cell(title_of(shortlist.vacancy, words))}", ""]
    lines += [f"{markdown.escape_cell(line)}  " for line in counts_lines(shortlist, words)]
    text = "".join(f"{line}\n" for line in lines) + "\n"
    for cells in tables_of(shortlist, words):
        text += markdown.text_table(cells.headers, cells.rows, right=cells.right) + "\n"
    return text + "".join(f"- {markdown.escape_cell(line.strip())}\n" for line in below(shortlist, words))
