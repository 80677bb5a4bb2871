"""The talent map for people: a chart of nine boxes for terminals, Markdown, and a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mutasi.message import Message
from mutasi.model.talent_map import Box, Lack, Member, axes
from mutasi.render import html, markdown, svg
from mutasi.render.bars import USUAL_WIDTH, bar
from mutasi.render.language import Language
from mutasi.render.talent_data import MACHINE, TalentReport, rounded
from mutasi.render.text import NATURAL_WIDTH, Paint, plain, visible

FORMATS = ("text", *MACHINE, "md", "html")
TITLE = Message("Talent map")
PERFORMANCE_WORDS = {
    "di_atas_ekspektasi": Message("above expectations"),
    "sesuai_ekspektasi": Message("as expected"),
    "di_bawah_ekspektasi": Message("below expectations"),
}
POTENTIAL_WORDS = {
    "tinggi": Message("high"),
    "menengah": Message("medium"),
    "rendah": Message("low"),
}
LACK_WORDS = {
    Lack.NO_TABLE: Message("the table talenta is absent"),
    Lack.NO_RECORD: Message("no record in talenta"),
    Lack.NO_BOX: Message("a record without box and axes"),
}
_WIDEST_CELL = 26


def _opening(report: TalentReport, words: Language) -> Iterator[str]:
    made = report.map
    if made.year:
        yield words.text(Message("Boxes of the year {year}.", year=made.year))
    else:
        yield words.text(Message("The latest box of each person up to {year}.", year=made.until))
    if made.units:
        yield words.text(Message("only in {units} and below", units=made.units))
    yield words.text(
        Message("{people} people in service: {placed} with a box, {others} without", people=len(made.members),
                placed=made.placed, others=len(made.members) - made.placed)
    )  # fmt: skip
    for lack, count in made.lacking().items():
        yield words.text(Message("without a box: {count}, {cause}", count=count, cause=LACK_WORDS[lack]))


def _share(report: TalentReport, box: Box, words: Language) -> str:
    """The part of those with a box, to a tenth: 12.5%."""
    tenths = rounded(1_000 * report.map.count(box.number), report.map.placed)
    return f"{words.points(10 * tenths)[:-1]}%"


def _heading(box: Box, words: Language) -> str:
    return words.text(Message("box {number}", number=box.number))


def _described(box: Box, words: Language) -> str:
    """`box 9: performance above expectations, potential high`."""
    return words.text(
        Message("box {number}: performance {performance}, potential {potential}", number=box.number,
                performance=PERFORMANCE_WORDS[box.performance], potential=POTENTIAL_WORDS[box.potential])
    )  # fmt: skip


# Text -------------------------------------------------------------------------------------------------


def as_text(
    report: TalentReport,
    words: Language,
    paint: Paint = plain,
    *,
    width: int = NATURAL_WIDTH,
    colour: bool = False,
) -> str:
    """Three rows of three boxes, potential upward and performance to the right, then people."""
    parts = ["".join(f"{visible(line)}\n" for line in _opening(report, words))]
    if report.map.placed:
        room = USUAL_WIDTH if width >= NATURAL_WIDTH else width
        parts.append("".join(f"{line}\n" for line in _chart(report, words, room)))
    for title, people in _groups(report, words):
        parts.append(_people_text(title, people, words, paint, width=width, colour=colour))
    return "\n".join(parts)


def _chart(report: TalentReport, words: Language, width: int) -> Iterator[str]:
    across, down = axes()
    names = [words.text(POTENTIAL_WORDS[one]) for one in down]
    title = words.text(Message("potential"))
    side = max(len(title), *map(len, names)) + 1
    feet = [words.text(PERFORMANCE_WORDS[one]) for one in across]
    least = max(len(part) for box in report.map.boxes for part in _cell(report, box, words, 1))
    column = max(least, min(_WIDEST_CELL, (width - side) // 3 - 2))
    yield title
    for number, (name, potential) in enumerate(zip(names, down, strict=True)):
        if number:
            yield _ruled(side, column)
        cells = [_cell(report, report.map.at(one, potential), words, column) for one in across]
        for at in range(3):
            label = name if at == 1 else ""
            yield f"{label:{side}}│" + "│".join(f" {cell[at]:{column}}" for cell in cells).rstrip()
    yield _ruled(side, column)
    for line in filter(any, zip(*(_folded(foot, column) for foot in feet), strict=True)):
        yield (" " * side + "".join(f"  {part:{column}}" for part in line)).rstrip()
    yield " " * (side + 2) + words.text(Message("performance"))


def _ruled(side: int, column: int) -> str:
    return " " * side + "┼" + "┼".join(["─" * (column + 1)] * 3)


def _cell(report: TalentReport, box: Box, words: Language, column: int) -> tuple[str, str, str]:
    count = report.map.count(box.number)
    most = max(report.map.count(one.number) for one in report.map.boxes)
    return _heading(box, words), f"{count}  ({_share(report, box, words)})", bar(count, most, column - 1)


def _folded(text: str, width: int) -> tuple[str, str]:
    """A text in two lines where one does not hold it."""
    if len(text) <= width:
        return text, ""
    first, _, second = text.rpartition(" ")
    return first, second


def _people_text(
    title: str, people: Sequence[Member], words: Language, paint: Paint, *, width: int, colour: bool
) -> str:
    from mutasi.render.terminal import table_text  # rich, which the help of a command does not need

    headers = _headers(people, words)
    table = table_text(headers, _rows(people, words), right=(0,), width=width, colour=colour)
    return f"{paint(visible(title), 'strong')}\n{table}"


def _groups(report: TalentReport, words: Language) -> Iterator[tuple[str, tuple[Member, ...]]]:
    """The people of each box that has any, the highest first, then those without one."""
    for box in reversed(report.map.boxes):
        people = report.people_of(box.number)
        if people:
            yield f"{_described(box, words)}: {len(people)}", people
    without = report.people_of(0)
    if without:
        yield words.text(Message("without a box: {count}", count=len(without))), without


def _headers(people: Sequence[Member], words: Language) -> tuple[str, ...]:
    last = Message("Year") if people[0].box else Message("Cause")
    return "NIP", *(words.text(one) for one in (Message("Name"), Message("Post"), Message("Unit"), last))


def _rows(people: Sequence[Member], words: Language) -> list[tuple[str, ...]]:
    return [
        (one.nip, one.name, one.post, one.unit, words.text(LACK_WORDS[one.lack]) if one.lack else str(one.year))
        for one in people
    ]


# Markdown and the page --------------------------------------------------------------------------------


def grid_rows(report: TalentReport, words: Language) -> list[tuple[str, ...]]:
    """The nine boxes as a table, with what they are called at the left of each row."""
    across, down = axes()
    return [
        (
            words.text(POTENTIAL_WORDS[potential]),
            *(_told(report, report.map.at(one, potential), words) for one in across),
        )
        for potential in down
    ]


def _told(report: TalentReport, box: Box, words: Language) -> str:
    return f"{_heading(box, words)}: {report.map.count(box.number)} ({_share(report, box, words)})"


def grid_headers(words: Language) -> tuple[str, ...]:
    corner = words.text(Message("potential, by performance"))
    return corner, *(words.text(PERFORMANCE_WORDS[one]) for one in axes()[0])


def as_markdown(report: TalentReport, words: Language) -> str:
    text = f"# {markdown.escape_cell(words.text(TITLE))}\n\n"
    text += "".join(f"{markdown.escape_cell(line)}  \n" for line in _opening(report, words)) + "\n"
    if report.map.placed:
        text += markdown.text_table(grid_headers(words), grid_rows(report, words))
    for title, people in _groups(report, words):
        table = markdown.text_table(_headers(people, words), _rows(people, words))
        text += f"\n## {markdown.escape_cell(title)}\n\n{table}"
    return text


def as_page(report: TalentReport, words: Language) -> str:
    """One page of HTML with the nine boxes."""
    title = words.text(TITLE)
    body = [html.heading(1, title), *(html.paragraph(line) for line in _opening(report, words))]
    if report.map.placed:
        body += [boxes_picture(report, words), html.table(grid_headers(words), grid_rows(report, words))]
    for heading, people in _groups(report, words):
        body += [html.heading(2, heading), html.table(_headers(people, words), _rows(people, words))]
    return html.page(title, words.code, body)


def boxes_picture(report: TalentReport, words: Language) -> html.Markup:
    """The nine boxes, drawn: potential upward, performance to the right."""
    across, down = axes()
    made = report.map
    described = "; ".join(f"{_described(box, words)}: {made.count(box.number)}" for box in reversed(made.boxes))
    rows = [
        (
            words.text(POTENTIAL_WORDS[potential]),
            [
                svg.Cell(_heading(box, words), str(made.count(box.number)), _share(report, box, words),
                         made.count(box.number), made.placed)
                for box in (made.at(one, potential) for one in across)
            ],
        )
        for potential in down
    ]  # fmt: skip
    feet = [words.text(PERFORMANCE_WORDS[one]) for one in across]
    sides = (words.text(Message("potential")), words.text(Message("performance")))
    return svg.grid("talent", words.text(TITLE), described, sides, feet, rows)
