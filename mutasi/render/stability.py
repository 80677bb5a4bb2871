"""Stability of rankings for people: text with bars, Markdown, and a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mutasi.message import Message
from mutasi.model.policy import Method
from mutasi.model.stability import Stability, Standpoint
from mutasi.render import html, markdown, svg
from mutasi.render.bars import USUAL_WIDTH, bar
from mutasi.render.language import Language
from mutasi.render.reweighed import reweighed_lines
from mutasi.render.shortlist_words import measured_in_order, method_text, title_of
from mutasi.render.stability_data import MACHINE
from mutasi.render.stability_words import (
    FIRST,
    TITLE,
    StabilityReport,
    exchange_lines,
    label_of,
    more_text,
    others_header,
    percent,
    removal_lines,
    sampling_text,
    within_header,
)
from mutasi.render.text import NATURAL_WIDTH, Paint, plain, visible

FORMATS = ("text", *MACHINE, "md", "html")

_GAP = 2
_NUMBER = 4
"""Columns of a percentage."""
_LONGEST_BAR, _SHORTEST_BAR = 24, 4
_LONGEST_LABEL, _SHORTEST_LABEL = 36, 12
_LEAST_SHARES = 44
"""Columns that the shares take at least, so far as names can be shortened."""


def _opening(report: StabilityReport, words: Language) -> Iterator[str]:
    yield measured_in_order(report.effective, report.order, words)
    methods = dict.fromkeys(part.method for part in report.parts)
    yield from (method_text(method, words) for method in methods if method is not Method.WEIGHTED_SUM)
    samplings = dict.fromkeys(part.sampling for part in report.parts)
    yield from (sampling_text(sampling, words) for sampling in samplings)
    yield from reweighed_lines(report.reweighed, words)


def _counted(part: Stability, words: Language) -> str:
    return words.text(Message("{count} people are ranked.", count=part.ranked))


def _remarks(part: Stability, words: Language) -> list[str]:
    """What is said below the shares."""
    return [*filter(None, (more_text(part, words),)), *exchange_lines(part, words),
            *(removal_lines(part.removal, words) if part.ranked > 1 else ())]  # fmt: skip


# Text -------------------------------------------------------------------------------------------------


def as_text(report: StabilityReport, words: Language, paint: Paint = plain, *, width: int = NATURAL_WIDTH) -> str:
    """Each vacancy with a bar for each share, and what would change the order below."""
    parts = ["".join(f"{visible(line)}\n" for line in _opening(report, words))]
    parts += [_part_text(part, words, paint, USUAL_WIDTH if width >= NATURAL_WIDTH else width) for part in report.parts]
    return "\n".join(parts)


def _part_text(part: Stability, words: Language, paint: Paint, width: int) -> str:
    lines = [paint(visible(title_of(part.vacancy, words)), "strong"), _counted(part, words)]
    if part.listed:
        lines += ["", *_chart(part, words, width), ""]
    lines += [f"  {visible(line)}" for line in _remarks(part, words)]
    return "".join(f"{line}\n" for line in lines)


def _chart(part: Stability, words: Language, width: int) -> Iterator[str]:
    people = (*part.listed, *part.others)
    digits = max(len(str(one.place)) for one in people)
    names = [visible(label_of(one, digits)) for one in people]
    label = min(_LONGEST_LABEL, max(map(len, names)), max(_SHORTEST_LABEL, width - _LEAST_SHARES))
    headings = (words.text(FIRST), within_header(part.asked, words))
    room = (width - label - 2 * (_GAP + _NUMBER + 1)) // 2
    cells = min(_LONGEST_BAR, max(_SHORTEST_BAR, room))
    column = max(cells + _NUMBER + 1, *map(len, headings))
    gap = " " * _GAP
    yield (" " * label + "".join(f"{gap}{heading:{column}}" for heading in headings)).rstrip()
    for number, (one, name) in enumerate(zip(people, names, strict=True)):
        if number == len(part.listed):
            yield others_header(part.asked, words)
        name = name if len(name) <= label else name[: label - 1].rstrip() + "…"
        shown = (_share_cell(count, part.sampling.samples, cells) for count in (one.first, one.within))
        yield (f"{name:{label}}" + "".join(f"{gap}{cell:{column}}" for cell in shown)).rstrip()


def _share_cell(count: int, samples: int, cells: int) -> str:
    return f"{percent(count, samples):>{_NUMBER}} {bar(count, samples, cells)}"


# Markdown and the page --------------------------------------------------------------------------------


def _headers(part: Stability, words: Language) -> tuple[str, ...]:
    named = (words.text(Message("No.")), "NIP", words.text(Message("Name")))
    return (*named, words.text(FIRST), within_header(part.asked, words))


def _rows(part: Stability, people: Sequence[Standpoint]) -> list[tuple[str, ...]]:
    def shares(one: Standpoint) -> Iterator[str]:
        return (percent(count, part.sampling.samples) for count in (one.first, one.within))

    return [(str(one.place), one.nip, one.name, *shares(one)) for one in people]


_NUMBERS = (0, 1, 3, 4)
"""Columns of numbers in a table of people."""


def as_markdown(report: StabilityReport, words: Language) -> str:
    lines = [f"# {markdown.escape_cell(words.text(TITLE))}", ""]
    lines += [f"{markdown.escape_cell(line)}\n" for line in _opening(report, words)]
    return "\n".join(["\n".join(lines), *(_part_markdown(part, words) for part in report.parts)])


def _part_markdown(part: Stability, words: Language) -> str:
    title = markdown.escape_cell(title_of(part.vacancy, words))
    text = f"## {title}\n\n{markdown.escape_cell(_counted(part, words))}\n\n"
    for heading, people in _groups(part, words):
        text += f"{markdown.escape_cell(heading)}:\n\n" if heading else ""
        text += markdown.text_table(_headers(part, words), _rows(part, people), right=_NUMBERS) + "\n"
    return text + "".join(f"- {markdown.escape_cell(line)}\n" for line in _remarks(part, words))


def _groups(part: Stability, words: Language) -> Iterator[tuple[str, tuple[Standpoint, ...]]]:
    """The listed, then the others under their heading, where there are any."""
    if part.listed:
        yield "", part.listed
    if part.others:
        yield others_header(part.asked, words), part.others


def as_page(report: StabilityReport, words: Language) -> str:
    """One page of HTML with a chart for each vacancy."""
    title = words.text(TITLE)
    body = [html.heading(1, title), *(html.paragraph(line) for line in _opening(report, words))]
    for number, part in enumerate(report.parts):
        body += _part_page(part, words, f"chart-{number + 1}")
    return html.page(title, words.code, body)


def _part_page(part: Stability, words: Language, name: str) -> Iterator[html.Markup]:
    title = title_of(part.vacancy, words)
    yield html.heading(2, title)
    yield html.paragraph(_counted(part, words))
    if part.listed:
        yield _drawn(part, words, name, title)
    for heading, people in _groups(part, words):
        yield html.table(_headers(part, words), _rows(part, people), caption=heading, right=_NUMBERS)
    yield html.items(_remarks(part, words))


def _drawn(part: Stability, words: Language, name: str, title: str) -> html.Markup:
    samples = part.sampling.samples
    rows = [
        (label_of(one), [svg.Bar(count, samples, percent(count, samples)) for count in (one.first, one.within)])
        for one in (*part.listed, *part.others)
    ]
    headings = (words.text(FIRST), within_header(part.asked, words))
    described = "; ".join(
        f"{label}: {', '.join(f'{heading} {bar.written}' for heading, bar in zip(headings, bars, strict=True))}"
        for label, bars in rows
    )
    return svg.bar_chart(name, title, described, headings, rows)
