"""A plan for people: text, Markdown and a page."""

from __future__ import annotations

import datetime
import textwrap
from collections.abc import Iterator, Sequence

from mutasi.message import Message
from mutasi.model.plan import Chain, PlannedMove
from mutasi.render import html, markdown
from mutasi.render.language import Language
from mutasi.render.plan_data import MACHINE, PlanReport
from mutasi.render.plan_left_words import acting_words, empty_words, opening_words, stranded_words, wish_words
from mutasi.render.plan_move_words import move_lines
from mutasi.render.plan_picture import chain_picture
from mutasi.render.plan_words import (
    METHOD_WORDS,
    ORDER,
    certainty_words,
    changed_words,
    fit_words,
    kept_words,
    welfare_words,
    worth_lines,
)
from mutasi.render.reweighed import reweighed_lines
from mutasi.render.shortlist_words import KIND_WORDS, measured_in_order, reason_text
from mutasi.render.text import NATURAL_WIDTH, Paint, plain, visible

FORMATS = ("text", *MACHINE, "md", "html")
TITLE = Message("Plan of all moves")
_HEADERS = (Message("Name"), Message("From"), Message("To"), Message("Kind"), Message("Score"))
_NUMBERS = (4,)


def as_text(
    report: PlanReport, words: Language, paint: Paint = plain, *, width: int = NATURAL_WIDTH, colour: bool = False
) -> str:
    """What the plan is worth, each chain with its moves and the reasons, then what stays empty and who is left."""
    from mutasi.render.terminal import table_text  # rich, which the help of a command does not need

    text = "".join(_wrapped(line, width) for line in opening(report, words))
    for chain in report.plan.chains:
        text += "\n" + paint(visible(_title(chain, report.effective, words)), "strong") + "\n"
        text += table_text(_headers(words), _rows(chain, words), right=_NUMBERS, width=width, colour=colour)
        text += "".join(_wrapped(line, width, "  ") for line in _remarks(chain, words))
    for heading, lines in _left(report, words):
        text += "\n" + paint(visible(heading), "strong") + "\n"
        text += "".join(_wrapped(line, width, "  ") for line in lines)
    return text


def _wrapped(line: str, width: int, indent: str = "") -> str:
    if width >= NATURAL_WIDTH:
        return f"{indent}{visible(line)}\n"
    return textwrap.fill(visible(line), width, initial_indent=indent, subsequent_indent=indent + "  ",
                         break_long_words=False, break_on_hyphens=False) + "\n"  # fmt: skip


def as_markdown(report: PlanReport, words: Language) -> str:
    """The same as a page of Markdown."""
    text = f"# {words.text(TITLE)}\n\n"
    text += "".join(f"{markdown.escape_cell(line)}\n\n" for line in opening(report, words))
    for chain in report.plan.chains:
        text += f"## {markdown.escape_cell(_title(chain, report.effective, words))}\n\n"
        text += markdown.text_table(_headers(words), _rows(chain, words), right=_NUMBERS) + "\n"
        text += "".join(f"- {markdown.escape_cell(line)}\n" for line in _remarks(chain, words)) + "\n"
    for heading, lines in _left(report, words):
        text += f"## {markdown.escape_cell(heading)}\n\n"
        text += "".join(f"- {markdown.escape_cell(line)}\n" for line in lines) + "\n"
    return text.rstrip("\n") + "\n"


def as_html(report: PlanReport, words: Language) -> str:
    """The same as a page, with a picture of who goes where."""
    title = words.text(TITLE)
    body = [html.heading(1, title), *(html.paragraph(line) for line in opening(report, words))]
    for chain in report.plan.chains:
        body += [
            html.heading(2, _title(chain, report.effective, words)),
            chain_picture(chain, _title(chain, report.effective, words), words),
            html.table(_headers(words), _rows(chain, words), right=_NUMBERS),
            html.items(_remarks(chain, words)),
        ]
    for heading, lines in _left(report, words):
        body += [html.heading(2, heading), html.items(lines)]
    return html.page(title, words.code, body)


def opening(report: PlanReport, words: Language) -> Iterator[str]:
    """By what was measured, what counts and what it comes to, what was kept and whom it serves."""
    plan, worth = report.plan, report.plan.worth
    yield measured_in_order(report.effective, report.order, words)
    yield from (reason_text(reason, words.told) for reason in report.conditions)
    yield from reweighed_lines(report.reweighed, words)
    yield from (words.text(line) for line in worth_lines(plan))
    if plan.method in METHOD_WORDS:
        yield words.text(METHOD_WORDS[plan.method])
    yield words.text(
        Message(
            "What counts: first the priority of the seats that are filled ({seats} more than now), then the points that"
            " the posts of the plan gain, times their weights ({gain}), less {price} for each move and {forced_price}"
            " more for each against the will of the person: {total}.",
            seats=worth.seats,
            gain=words.points(worth.gain),
            price=words.points(report.policy.move_price),
            forced_price=words.points(report.policy.forced_price),
            total=words.points(worth.gain - worth.price),
        )
    )
    yield from (words.text(line) for line in certainty_words(plan, words))
    yield words.text(fit_words(plan, words))
    yield words.text(welfare_words(plan))
    if plan.chains:
        yield words.text(ORDER)
    if plan.kept:
        rules = "; ".join(words.text(kept_words(one)) for one in plan.kept)
        yield words.text(Message("The plan keeps: {rule}.", rule=rules))


def _title(chain: Chain, effective: datetime.date, words: Language) -> str:
    day = words.date(chain.moves[0].effective)
    if chain.is_cycle:
        return words.text(
            Message("{number}. Cycle of {count}, all on {day}", number=chain.number, count=len(chain.moves), day=day)
        )
    first = chain.moves[0].to
    post = first.post_name or first.post
    if chain.moves[0].effective > effective:
        return words.text(Message("{number}. Chain to {post}, on {day}", number=chain.number, post=post, day=day))
    return words.text(Message("{number}. Chain to {post}", number=chain.number, post=post))


def _headers(words: Language) -> tuple[str, ...]:
    return tuple(words.text(header) for header in _HEADERS)


def _rows(chain: Chain, words: Language) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (
            f"{move.name} ({move.nip})",
            _with_unit(move.post_name or "-", move.unit_name),
            _with_unit(move.to.post_name or move.to.post, move.to.unit_name),
            words.text(KIND_WORDS[move.kind]),
            _score(move, words),
        )
        for move in chain.moves
    )


def _with_unit(post: str, unit: str) -> str:
    """A post with its unit, unless its name says it already."""
    return f"{post}, {unit}" if unit and unit not in post else post


def _score(move: PlannedMove, words: Language) -> str:
    new = words.points(move.points)
    return new if move.own_points is None else f"{words.points(move.own_points)} → {new}"


def _remarks(chain: Chain, words: Language) -> Iterator[str]:
    for move in chain.moves:
        lines = tuple(move_lines(move, words))
        yield f"{move.name}: {lines[0]}"
        yield from lines[1:]
    yield from opening_words(chain, words)


def _left(report: PlanReport, words: Language) -> Iterator[tuple[str, Sequence[str]]]:
    """Headings with lines: seats, people who have to go, people who asked."""
    plan = report.plan
    changed = plan.changed or ()
    parts = (
        (
            Message("Otherwise than in the plan before: {count} people", count=len(changed)),
            [words.text(changed_words(one)) for one in changed],
        ),
        (Message("Posts where somebody has to act until they are filled (Plt)"), acting_words(plan, words)),
        (Message("Seats that stay empty"), [empty_words(one, words) for one in plan.empty]),
        (Message("Have to leave and have no seat"), [words.text(stranded_words(one)) for one in plan.stranded]),
        (Message("Asked and not served"), [wish_words(one, words) for one in plan.unfulfilled]),
    )
    yield from ((words.text(heading), lines) for heading, lines in parts if lines)
