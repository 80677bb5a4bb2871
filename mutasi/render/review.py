"""A review for people: text, Markdown and a page with charts. It tells figures and claims no cause."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from mutasi.message import Message
from mutasi.model.review import Figures, Group, Measure, Part, Review, Span
from mutasi.render import html, markdown, svg
from mutasi.render.language import Language
from mutasi.render.review_data import MACHINE, ReviewReport
from mutasi.render.reweighed import reweighed_lines
from mutasi.render.section import Section
from mutasi.render.text import NATURAL_WIDTH, Paint, plain, visible
from mutasi.render.wrapped import wrapped

FORMATS = ("text", *MACHINE, "md", "html")
TITLE = Message("Review of two snapshots")
_HIDDEN = "•"
_FULL = 10_000
"""Points in hundredths: the length of a whole bar."""
_NO_CAUSE = Message(
    "These are figures of two groups and no effects: people are moved for reasons, time has passed for all, and nobody"
    " knows what would have been without the moves. Nothing here says that moving made anything better or worse."
)
Cell = Callable[[Figures, Language], str]


# Cells -----------------------------------------------------------------------------------------------------


def _holders(one: Figures, words: Language) -> str:
    return str(one.holders)


def _span(span: Span | None, words: Language) -> str:
    if span is None:
        return "-"
    low, high = words.points(span.low), words.points(span.high)
    return low if span.is_certain else f"{low}–{high}"


def _fit(one: Figures, words: Language) -> str:
    return _span(one.fit, words) if one.shows(Measure.FIT) else _HIDDEN


def _ip_asn(one: Figures, words: Language) -> str:
    return _span(one.ip_asn, words) if one.shows(Measure.IP_ASN) else _HIDDEN


def _below(one: Figures, words: Language) -> str:
    if not one.shows(Measure.BELOW):
        return _HIDDEN
    return str(one.below.low) if one.below.is_certain else f"{one.below.low}–{one.below.high}"


def _empty(one: Figures, words: Language) -> str:
    return "-" if one.seats is None else f"{one.empty}/{one.seats}"


def _months(one: Figures, words: Language) -> str:
    if not one.shows(Measure.MONTHS):
        return _HIDDEN
    return "-" if one.months is None else str(one.months)


def _rated(one: Figures, words: Language) -> str:
    if not one.shows(Measure.RATED):
        return _HIDDEN
    return f"{one.good}/{one.rated}" if one.rated else "-"


_HOLDERS = (Message("Holders"), _holders)
_FIT = (Message("Mean fit"), _fit)
_IP_ASN = (Message("Mean IP ASN"), _ip_asn)
_MONTHS = (Message("Months in post"), _months)
_RATED = (Message("Rated baik or better"), _rated)


def _change(before: Figures | None, after: Figures | None, cell: Cell, words: Language) -> str:
    """`12 → 15`, one of them where both are alike."""
    told = ["-" if one is None else cell(one, words) for one in (before, after)]
    return told[0] if told[0] == told[1] else " → ".join(told)


# Parts -----------------------------------------------------------------------------------------------------


def _opening(report: ReviewReport, words: Language) -> Iterator[str]:
    made = report.review
    yield words.text(
        Message("{old} ({old_day}) and {new} ({new_day}), both measured by the policy of the later one", old=report.old,
                old_day=words.date(made.old_day), new=report.new, new_day=words.date(made.new_day))
    )  # fmt: skip
    if made.carried is not None:
        yield words.text(Message("The plan has {count} moves; of {done} the person holds the planned post now.",
                                 count=made.carried.moves, done=made.carried.done))  # fmt: skip
    yield from (words.told(note) for note in made.notes)
    yield from reweighed_lines(report.reweighed, words)


def _tables(made: Review, words: Language) -> Iterator[Section]:
    """By unit, in as many tables as a terminal of 80 columns takes."""
    below = Message("Below {points}", points=words.points(made.below))
    for title, columns in (
        (Message("Fit of the holders, by unit"), (_HOLDERS, _FIT)),
        (Message("Posts, by unit"), ((below, _below), (Message("Seats empty"), _empty), _MONTHS)),
        (Message("People, by unit"), (_IP_ASN, _RATED)),
    ):
        headers = (Message("Unit"), *(header for header, _ in columns))
        parts = [*made.units, made.total]
        rows = tuple(
            (_name(part, made, words), *(_change(part.before, part.after, cell, words) for _, cell in columns))
            for part in parts
        )
        told = tuple(words.text(header) for header in headers)
        yield Section(words.text(title), (), told, rows, tuple(range(1, len(headers))))


def _name(part: Part, made: Review, words: Language) -> str:
    if part is made.total:
        return words.text(Message("All"))
    return part.name or part.key or words.text(Message("(not stated)"))


def _group_name(group: Group, words: Language) -> str:
    return words.text(Message("moved") if group.moved else Message("stayed"))


def _groups(made: Review, words: Language) -> Section:
    """Who moved beside who stayed; the lines say what may be said and what not."""
    told = [one for one in made.groups if not one.too_few]
    columns = (_FIT, _MONTHS, _IP_ASN, _RATED)
    headers = ("", *(words.text(Message("{group}: {count}", group=_group_name(one, words), count=one.people))
                     for one in told))  # fmt: skip
    rows = tuple(
        (words.text(header), *(_change(one.before, one.after, cell, words) for one in told)) for header, cell in columns
    )
    title = words.text(Message("Those who moved, and those who stayed"))
    lines = (*(words.text(_said(one, made, words)) for one in made.groups), words.text(_NO_CAUSE))
    return Section(title, lines, headers if told else (), rows if told else (), tuple(range(1, len(headers))))


def _said(one: Group, made: Review, words: Language) -> Message:
    name = _group_name(one, words)
    if one.too_few:
        return Message("{group}: {count} people who hold posts at both times, too few to say (fewer than {smallest})",
                       group=name, count=one.people, smallest=made.smallest)  # fmt: skip
    if one.change is None:
        return Message(
            "{group}: of {known} of {people} people the same is known at both times, too few to say how their fit"
            " changed", group=name, known=one.known, people=one.people,
        )  # fmt: skip
    change = one.change
    typical = Message("the median change is {median} points ({least} to {most})",
        median=words.points(change.median),
        least="-" if change.low is None else words.points(change.low),
        most="-" if change.high is None else words.points(change.high),
    )  # fmt: skip
    if not one.shows_rose:
        return Message("{group}: of {known} of {people} people the same is known at both times; {typical}.",
                       group=name, known=one.known, people=one.people, typical=typical)  # fmt: skip
    return Message(
        "{group}: of {known} of {people} people the same is known at both times. {rose} of them fit their post better"
        " than before (exact limits at 95 of 100: {low} to {high} of 100); {typical}.",
        group=name, known=one.known, people=one.people, rose=one.rose, low=one.rose_low // 10_000,
        high=-(-one.rose_high // 10_000), typical=typical,
    )  # fmt: skip


def _reading(made: Review, words: Language) -> Iterator[str]:
    """How to read it; of spans and of what is hidden only where there are any."""
    yield words.text(
        Message("Fit is that of the holders for their own post as if it were vacant; months in post are the median. In"
                " each cell: before → after, or one figure for both.")
    )  # fmt: skip
    sides = [one for part in (made.total, *made.units) for one in (part.before, part.after) if one is not None]
    if any(span is not None and not span.is_certain for one in sides for span in (one.fit, one.ip_asn, one.below)):
        yield words.text(
            Message("What is missing leaves a span (60.00–80.00). Where those of before and after overlap, it cannot be"
                    " said whether the figure rose or fell.")
        )  # fmt: skip
    if any(one.hidden for one in sides):
        yield words.text(
            Message("{sign}: not shown, since it would tell of fewer than 5 people, or since another one would follow"
                    " from it", sign=_HIDDEN)
        )  # fmt: skip


def _sections(report: ReviewReport, words: Language) -> Iterator[Section]:
    made = report.review
    yield Section(lines=tuple(_opening(report, words)))
    yield _groups(made, words)
    yield from _tables(made, words)
    yield Section(words.text(Message("How to read it")), tuple(_reading(made, words)))


# Formats ---------------------------------------------------------------------------------------------------


def as_text(
    report: ReviewReport, words: Language, paint: Paint = plain, *, width: int = NATURAL_WIDTH, colour: bool = False
) -> str:
    from mutasi.render.terminal import table_text  # rich, which the help of a command does not need

    texts = []
    for part in _sections(report, words):
        text = f"{paint(visible(part.title), 'strong')}\n" if part.title else ""
        text += "".join(wrapped(visible(line), width) for line in part.lines)
        if part.headers:
            text += table_text(part.headers, part.rows, right=part.right, width=width, colour=colour)
        texts.append(text)
    return "\n".join(texts)


def as_markdown(report: ReviewReport, words: Language) -> str:
    text = f"# {markdown.escape_cell(words.text(TITLE))}\n\n"
    for part in _sections(report, words):
        text += f"## {markdown.escape_cell(part.title)}\n\n" if part.title else ""
        text += "".join(f"{markdown.escape_cell(line)}\n\n" for line in part.lines)
        if part.headers:
            text += markdown.text_table(part.headers, part.rows, right=part.right) + "\n"
    return text.rstrip("\n") + "\n"


def as_html(report: ReviewReport, words: Language) -> str:
    """A page with charts of fit and of empty seats before the tables that hold their numbers."""
    title = words.text(TITLE)
    body = [html.heading(1, title)]
    for number, part in enumerate(_sections(report, words)):
        body += [html.heading(2, part.title)] if part.title else []
        body += [html.paragraph(line) for line in part.lines]
        body += _pictures(number, part, report.review, words)
        if part.headers:
            body.append(html.table(part.headers, part.rows, right=part.right))
    return html.page(title, words.code, body)


def _pictures(number: int, part: Section, made: Review, words: Language) -> list[html.Markup]:
    if not part.headers:
        return []
    if part.title == words.text(Message("Fit of the holders, by unit")):
        return _chart(
            f"fit-{number}",
            Message("Mean fit, of 100 points; grey is what it could be more"),
            made,
            words,
            _fit_bar,
        )
    if part.title == words.text(Message("Posts, by unit")):
        return [*_chart(f"seats-{number}", Message("Seats empty, of those that posts need"), made, words, _seats_bar)]
    return []


def _fit_bar(one: Figures | None, words: Language) -> svg.Bar:
    if one is None or one.fit is None:
        return svg.Bar(0, _FULL, "-")
    if not one.shows(Measure.FIT):
        return svg.Bar(0, _FULL, _HIDDEN)
    low, high = one.fit.low, one.fit.high
    written = words.points(low) if one.fit.is_certain else f"{low // 100}–{-(-high // 100)}"
    return svg.Bar(low, _FULL, written, high)


def _seats_bar(one: Figures | None, words: Language) -> svg.Bar:
    if one is None or not one.seats:
        return svg.Bar(0, 1, "-")
    return svg.Bar(one.empty or 0, one.seats, f"{one.empty}/{one.seats}")


def _chart(
    name: str, title: Message, made: Review, words: Language, bar: Callable[[Figures | None, Language], svg.Bar]
) -> list[html.Markup]:
    """A line that says what is drawn, and the picture."""
    rows: list[tuple[str, Sequence[svg.Bar]]] = [
        (_name(part, made, words), [bar(part.before, words), bar(part.after, words)])
        for part in (*made.units, made.total)
    ]
    told = "; ".join(f"{label}: {bars[0].written} → {bars[1].written}" for label, bars in rows)
    headings = [words.date(day) for day in (made.old_day, made.new_day)]
    return [html.paragraph(words.text(title)), svg.bar_chart(name, words.text(title), told, headings, rows)]
