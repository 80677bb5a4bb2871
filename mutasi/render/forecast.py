"""A forecast for people: a chart, sums by unit and by level, posts without successors, and all events by date."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from mutasi.message import Message
from mutasi.model.codes import JENJANG_MANAJERIAL
from mutasi.model.forecast import Event, EventKind, Forecast, Line
from mutasi.render.bars import USUAL_WIDTH, bar_chart
from mutasi.render.forecast_data import as_csv, as_json, as_json_lines, remark, successors_text
from mutasi.render.language import Language
from mutasi.render.reweighed import reweighed_lines
from mutasi.render.section import Section, section_markdown, section_text
from mutasi.render.text import NATURAL_WIDTH, Paint, plain

KIND_WORDS = {
    EventKind.RETIREMENT: Message("retirement"),
    EventKind.CONTRACT_END: Message("contract end"),
    EventKind.TWO_YEARS: Message("two years"),
    EventKind.FIVE_YEARS: Message("five years"),
    EventKind.EMPTY_POST: Message("empty seats"),
}

MOST_MONTHS = 36
"""A longer period is drawn by years."""


def sections(
    forecast: Forecast, words: Language, *, width: int = USUAL_WIDTH, every_post: bool = False
) -> Iterator[Section]:
    """The parts in their order. Posts below the managerial ones that are empty already are listed with `every_post`."""
    yield Section(lines=tuple(_opening(forecast, words)))
    if any(event for event in forecast.events if not event.already):
        yield _chart(forecast, words, width)
    yield from _lacking(forecast, words)
    yield _sums(words.text(Message("By unit")), words.text(Message("Unit")), forecast.by_unit, forecast, words)
    yield _sums(words.text(Message("By level")), words.text(Message("Level")), forecast.by_level, forecast, words)
    yield from _events(forecast, words)
    yield from _empty_already(forecast, words, every_post=every_post)
    remarks = (*reweighed_lines(forecast.reweighed, words), *(words.told(note) for note in forecast.notes))
    if remarks:
        yield Section(words.text(Message("Remarks")), remarks)


def _lacking(forecast: Forecast, words: Language) -> Iterator[Section]:
    """Posts where surely nobody may follow, then those where it cannot be said whether somebody may."""
    lacking = [event for event in forecast.events if event.lacks_successor]
    if lacking:
        title = Message("Posts without a successor in the organisation: {count}", count=forecast.total.without)
        yield _posts(words.text(title), lacking, words, grave=True)
    uncertain = [event for event in forecast.events if event.lacks_certain_successor]
    if uncertain:
        title = Message(
            "Posts without a certain successor in the organisation, for facts are missing: {count}",
            count=forecast.total.uncertain,
        )
        yield _posts(words.text(title), uncertain, words)


def _opening(forecast: Forecast, words: Language) -> Iterator[str]:
    after, until = words.date(forecast.period.after), words.date(forecast.period.until)
    yield words.text(Message("After {after}, up to and including {until}", after=after, until=until))
    scope = forecast.scope
    if scope.units:
        yield words.text(Message("only in {units} and below", units=scope.units))
    if scope.levels:
        yield words.text(Message("only at the level {levels}", levels=scope.levels))
    total = forecast.total
    yield words.text(Message("{people} people in service, {seats} seats", people=total.people, seats=total.seats))
    persons = [kind for kind in forecast.kinds if kind is not EventKind.EMPTY_POST]
    if persons:
        yield ", ".join(f"{words.text(KIND_WORDS[kind])} {_count(total, kind)}" for kind in persons)
    if EventKind.EMPTY_POST in forecast.kinds:
        seats = f"{words.text(KIND_WORDS[EventKind.EMPTY_POST])} {_count(total, EventKind.EMPTY_POST)}"
        lacking = Message("posts without a successor {count}, without a certain one {uncertain}",
                          count=total.without, uncertain=total.uncertain)  # fmt: skip
        yield f"{seats}, {words.text(lacking)}"
    if not any(not event.already for event in forecast.events):
        yield words.text(Message("nothing of this happens in the period"))


def _count(line: Line, kind: EventKind) -> str:
    """How often; of seats how many are empty now and how many at the end."""
    if kind is not EventKind.EMPTY_POST:
        return str(line.counts[kind])
    return str(line.empty_now) if line.empty_now == line.empty_then else f"{line.empty_now} → {line.empty_then}"


# The chart --------------------------------------------------------------------------------------------


def _chart(forecast: Forecast, words: Language, width: int) -> Section:
    months = _months(forecast.period.after, forecast.period.until)
    by_year = len(months) > MOST_MONTHS
    counted: Counter[tuple[EventKind, str]] = Counter()
    for event in forecast.events:
        if not event.already:
            counted[event.kind, event.day.isoformat()[: 4 if by_year else 7]] += event.weight
    last = max(label for _, label in counted)
    labels = [year for year in dict.fromkeys(month[:4] for month in months) if year <= last] if by_year else months
    series = []
    for kind in forecast.kinds:
        numbers = [counted[kind, label] for label in labels]
        if any(numbers):
            series.append((words.text(KIND_WORDS[kind]), numbers))
    title = Message("By year, each column in its own scale") if by_year else Message(
        "By month, each column in its own scale"
    )  # fmt: skip
    return Section(words.text(title), tuple(bar_chart(labels, series, width)), drawn=True)


def _months(after: datetime.date, until: datetime.date) -> list[str]:
    """The months of the days after `after` up to `until`."""
    first = after + datetime.timedelta(days=1)
    numbers = range(first.year * 12 + first.month - 1, until.year * 12 + until.month)
    return [f"{number // 12:04}-{number % 12 + 1:02}" for number in numbers]


# Tables -----------------------------------------------------------------------------------------------


_LACKING: Sequence[tuple[Message, Callable[[Line], int]]] = (
    (Message("no successor"), lambda line: line.without),
    (Message("none certain"), lambda line: line.uncertain),
)
"""Columns of posts that lack a successor; one without any is left out."""


def _sums(title: str, first: str, lines: Sequence[Line], forecast: Forecast, words: Language) -> Section:
    """A row for each line in which something happens or is empty, and the total."""
    total = forecast.total
    kinds = [
        kind for kind in forecast.kinds if total.counts[kind] or (kind is EventKind.EMPTY_POST and total.empty_now)
    ]
    headers = [first, words.text(Message("people")), *(words.text(KIND_WORDS[kind]) for kind in kinds)]
    headers += [words.text(header) for header, count in _LACKING if count(total)]
    shown = [line for line in lines if line.empty_now or any(line.counts[kind] for kind in kinds)]
    if not shown:
        return Section()
    rows = []
    for line in (*shown, total):
        name = words.text(Message("All")) if line is total else line.name or words.text(Message("(not stated)"))
        cells = [name, str(line.people), *(_count(line, kind) for kind in kinds)]
        cells += [str(count(line)) for _, count in _LACKING if count(total)]
        rows.append(tuple("-" if cell == "0" else cell for cell in cells))
    return Section(title, (), tuple(headers), tuple(rows), tuple(range(1, len(headers))))


def _events(forecast: Forecast, words: Language) -> Iterator[Section]:
    """What happens to people, then to posts, each by date."""
    people = [event for event in forecast.events if event.kind is not EventKind.EMPTY_POST]
    if people:
        headers = (Message("Date"), Message("NIP"), Message("Name"), Message("Post"), Message("Event"))
        rows = tuple(
            (
                event.day.isoformat(), event.nip, event.name, _place(event),
                f"{words.text(KIND_WORDS[event.kind])}: {remark(event, words)}",
            )
            for event in people
        )  # fmt: skip
        title = words.text(Message("People, by date: {count}", count=len(people)))
        yield Section(title, (), tuple(words.text(header) for header in headers), rows, (1,))
    posts = [event for event in forecast.empty_posts if not event.already]
    if posts:
        yield _posts(words.text(Message("Posts that become empty, by date: {count}", count=len(posts))), posts, words)


def _empty_already(forecast: Forecast, words: Language, *, every_post: bool) -> Iterator[Section]:
    empty = [event for event in forecast.empty_posts if event.already]
    listed = [event for event in empty if every_post or event.place.level in JENJANG_MANAJERIAL]
    title = words.text(
        Message("Posts with seats that are empty already on {day}: {count}", count=len(empty),
                day=words.date(forecast.period.after))
    )  # fmt: skip
    if listed:
        yield _posts(title, listed, words)
    if len(listed) < len(empty):
        more = Message("{count} posts below the managerial ones are not listed; --event kosong lists them",
                       count=len(empty) - len(listed))  # fmt: skip
        yield Section("" if listed else title, (words.text(more),))


def _posts(title: str, events: Sequence[Event], words: Language, *, grave: bool = False) -> Section:
    headers = (Message("Date"), Message("Post"), Message("Seats"), Message("Successors"))
    rows = tuple(
        (
            words.text(Message("already")) if event.already else event.day.isoformat(),
            _place(event) + (f" ({event.place.level})" if event.place.level else ""),
            f"{event.seats}/{event.all_seats}",
            successors_text(event, words),
        )
        for event in events
    )
    return Section(title, (), tuple(words.text(header) for header in headers), rows, (2,), grave=grave)


def _place(event: Event) -> str:
    """`Kepala Dinas, Dinas Kesehatan`; the unit only where the post does not name it."""
    place = event.place
    name = place.post_name or place.post
    return name if place.unit_name in name else ", ".join(part for part in (name, place.unit_name) if part)


# Formats ----------------------------------------------------------------------------------------------


def as_text(
    forecast: Forecast,
    words: Language,
    paint: Paint = plain,
    *,
    width: int = NATURAL_WIDTH,
    colour: bool = False,
    every_post: bool = False,
) -> str:
    parts = sections(forecast, words, width=width, every_post=every_post)
    texts = (section_text(part, paint, width=width, colour=colour) for part in parts)
    return "\n".join(text for text in texts if text)


def as_markdown(forecast: Forecast, words: Language, *, every_post: bool = False) -> str:
    return "\n".join(
        filter(None, (section_markdown(part) for part in sections(forecast, words, every_post=every_post)))
    )


MACHINE: Mapping[str, Callable[[Forecast], str]] = {"csv": as_csv, "json": as_json, "jsonl": as_json_lines}
FORMATS = ("text", *MACHINE, "md")
