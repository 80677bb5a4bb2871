"""Plans side by side: what each comes to, and for whom they differ. As text, JSON, CSV, Markdown and a page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from mutasi.errors import MutasiError
from mutasi.message import Message
from mutasi.model.plan import Plan, PlannedMove
from mutasi.render import html, markdown
from mutasi.render.json_text import json_text
from mutasi.render.language import Language
from mutasi.render.plan_data import PlanReport
from mutasi.render.plan_words import kept_words
from mutasi.render.shortlist_words import measured_in_order
from mutasi.render.tables import as_csv as table_as_csv
from mutasi.render.tables import as_json_lines as table_as_json_lines
from mutasi.render.tables import decimal
from mutasi.render.text import NATURAL_WIDTH, Paint, plain, visible
from mutasi.version import VERSION

SCHEMA = "mutasi-plans-1"
TITLE = Message("Plans side by side")


@dataclass(frozen=True, slots=True)
class Side:
    """One of the plans: what it is called, and its name for machines."""

    heading: Message
    code: str
    report: PlanReport

    @property
    def plan(self) -> Plan:
        return self.report.plan


@dataclass(frozen=True, slots=True)
class PlansReport:
    sides: tuple[Side, ...]

    @classmethod
    def of(cls, plans: Iterable[tuple[Message, str, PlanReport]]) -> PlansReport:
        return cls(tuple(Side(*one) for one in plans))

    def differing(self) -> list[tuple[PlannedMove, tuple[PlannedMove | None, ...]]]:
        """Who does not go to the same post in every plan: one of the moves, and those of each plan."""
        by_plan = [{move.nip: move for move in side.plan.moves} for side in self.sides]
        found = []
        for nip in sorted({nip for moves in by_plan for nip in moves}):
            each = tuple(moves.get(nip) for moves in by_plan)
            if len({move.to.id if move else "" for move in each}) > 1:
                found.append((next(move for move in each if move), each))
        return found


# The terms -----------------------------------------------------------------------------------------------

_TERMS: tuple[tuple[str, Message, Callable[[Plan], int], bool], ...] = (
    ("perpindahan", Message("moves"), lambda plan: plan.worth.moves, False),
    ("rantai", Message("chains"), lambda plan: sum(not chain.is_cycle for chain in plan.chains), False),
    ("siklus", Message("cycles"), lambda plan: sum(chain.is_cycle for chain in plan.chains), False),
    ("rantai_terpanjang", Message("longest chain"), lambda plan: plan.welfare.longest_chain, False),
    ("siklus_terpanjang", Message("longest cycle"), lambda plan: plan.welfare.longest_cycle, False),
    ("kursi", Message("priority of the seats that are filled"), lambda plan: plan.worth.seats, False),
    ("kosong", Message("seats that stay empty"), lambda plan: sum(one.seats for one in plan.empty), False),
    ("kenaikan_nilai", Message("points gained"), lambda plan: plan.worth.gain, True),
    ("biaya", Message("price of the moves"), lambda plan: plan.worth.price, True),
    ("bersih", Message("points less the price"), lambda plan: plan.worth.gain - plan.worth.price, True),
    ("kesesuaian", Message("mean fit of the holders afterwards"), lambda plan: plan.welfare.fit_after.points, True),
    ("terpaksa", Message("against the will"), lambda plan: plan.worth.forced, False),
    ("lebih_suka", Message("would rather be there than stay"), lambda plan: plan.welfare.better, False),
    ("lebih_tidak_suka", Message("do not prefer it to staying"), lambda plan: plan.welfare.worse, False),
    ("minat_pertama", Message("get their first wish"), lambda plan: plan.welfare.first_wishes, False),
    ("minat", Message("get one of their wishes"), lambda plan: plan.welfare.wishes, False),
    ("tidak_diketahui", Message("said nothing, and their post is not in the plan"), lambda plan: plan.welfare.untold,
     False),
    ("iri", Message("fit better than who comes to a post they would rather have"), lambda plan: plan.welfare.envied,
     False),
)  # fmt: skip


def _term_rows(report: PlansReport, words: Language) -> Iterator[tuple[str, ...]]:
    for _, label, number, in_points in _TERMS:
        values = (number(side.plan) for side in report.sides)
        shown = (words.points(value) if in_points else str(value) for value in values)
        yield (words.text(label), *shown)


# Machine formats -----------------------------------------------------------------------------------------

Row = dict[str, str | int | None]


def _fields(report: PlansReport) -> tuple[str, ...]:
    return ("nip", "nama", "dari_id_jabatan", *(f"ke_{side.code}" for side in report.sides))


def _rows(report: PlansReport) -> Iterator[Row]:
    for move, each in report.differing():
        row: Row = {"nip": move.nip, "nama": move.name, "dari_id_jabatan": move.post or None}
        for side, one in zip(report.sides, each, strict=True):
            row[f"ke_{side.code}"] = one.to.post if one else None
        yield row


def as_csv(report: PlansReport) -> str:
    return table_as_csv(_fields(report), _rows(report))


def as_json_lines(report: PlansReport) -> str:
    return table_as_json_lines(_rows(report))


def as_json(report: PlansReport) -> str:
    """One object: the terms of each plan, and for whom they differ."""
    document = {
        "schema": SCHEMA,
        "tool": {"name": "mutasi", "version": VERSION},
        "tmt_penempatan": report.sides[0].report.effective.isoformat(),
        "rencana": [
            {
                "nama": side.code,
                **{
                    code: decimal(number(side.plan)) if in_points else number(side.plan)
                    for code, _, number, in_points in _TERMS
                },
                "dilanggar": [one.keep.keeps.value for one in side.plan.kept if one.broken],
            }
            for side in report.sides
        ],
        "berbeda": [*_rows(report)],
    }
    return json_text(document, indent=1) + "\n"


MACHINE: Mapping[str, Callable[[PlansReport], str]] = {"json": as_json, "jsonl": as_json_lines, "csv": as_csv}


def refuse_formats(names: Iterable[str]) -> None:
    """Plans side by side are no plan that something else could read."""
    for name in names:
        if name == "yaml":
            raise MutasiError(Message("-f yaml is for one plan, and these are several side by side"))


# For people ----------------------------------------------------------------------------------------------


def as_text(
    report: PlansReport, words: Language, paint: Paint = plain, *, width: int = NATURAL_WIDTH, colour: bool = False
) -> str:
    """The terms side by side, what is broken, and for whom the plans differ."""
    from mutasi.render.terminal import table_text  # rich, which the help of a command does not need

    text = f"{visible(_opening(report, words))}\n\n"
    numbers = tuple(range(1, len(report.sides) + 1))
    text += table_text(_headings(report, words, ""), tuple(_term_rows(report, words)), right=numbers, width=width,
                       colour=colour)  # fmt: skip
    text += "".join(f"{visible(line)}\n" for line in _broken(report, words))
    rows = tuple(_difference_rows(report, words))
    text += "\n" + paint(visible(_differing(rows, words)), "strong") + "\n"
    if rows:
        headings = _headings(report, words, words.text(Message("Name")))
        text += table_text(headings, rows, width=width, colour=colour)
    return text


def as_markdown(report: PlansReport, words: Language) -> str:
    """The same as a page of Markdown."""
    numbers = tuple(range(1, len(report.sides) + 1))
    rows = tuple(_difference_rows(report, words))
    text = f"# {words.text(TITLE)}\n\n{markdown.escape_cell(_opening(report, words))}\n\n"
    text += markdown.text_table(_headings(report, words, ""), tuple(_term_rows(report, words)), right=numbers) + "\n"
    text += "".join(f"- {markdown.escape_cell(line)}\n" for line in _broken(report, words))
    text += f"\n## {markdown.escape_cell(_differing(rows, words))}\n"
    if rows:
        text += "\n" + markdown.text_table(_headings(report, words, words.text(Message("Name"))), rows)
    return text


def as_html(report: PlansReport, words: Language) -> str:
    """The same as a page."""
    title, rows = words.text(TITLE), tuple(_difference_rows(report, words))
    numbers = tuple(range(1, len(report.sides) + 1))
    body = [
        html.heading(1, title),
        html.paragraph(_opening(report, words)),
        html.table(_headings(report, words, ""), tuple(_term_rows(report, words)), right=numbers),
        html.items(_broken(report, words)),
        html.heading(2, _differing(rows, words)),
    ]
    if rows:
        body.append(html.table(_headings(report, words, words.text(Message("Name"))), rows))
    return html.page(title, words.code, body)


def _opening(report: PlansReport, words: Language) -> str:
    first = report.sides[0].report
    return measured_in_order(first.effective, first.order, words)


def _headings(report: PlansReport, words: Language, first: str) -> tuple[str, ...]:
    return (first, *(words.text(side.heading) for side in report.sides))


def _broken(report: PlansReport, words: Language) -> list[str]:
    return [
        f"{words.text(side.heading)}: {words.text(kept_words(one))}"
        for side in report.sides
        for one in side.plan.kept
        if one.broken
    ]


def _differing(rows: tuple[tuple[str, ...], ...], words: Language) -> str:
    if not rows:
        return words.text(Message("Everybody has the same post in each."))
    return words.text(Message("{count} people do not have the same post in each", count=len(rows)))


def _difference_rows(report: PlansReport, words: Language) -> Iterator[tuple[str, ...]]:
    stays = words.text(Message("stays"))
    for move, each in report.differing():
        places = ((one.to.post_name or one.to.post) if one else stays for one in each)
        yield (f"{move.name} ({move.nip})", *places)
