"""One vacancy ranked by several methods, as text, JSON, JSON lines, CSV and Markdown."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from mutasi.message import Message
from mutasi.model.methods_compared import MethodsCompared, Placed
from mutasi.model.policy import Method
from mutasi.render import markdown
from mutasi.render.json_text import json_text
from mutasi.render.language import Language
from mutasi.render.shortlist_words import METHOD_NAMES, METHOD_WORDS, RELATIVE, measured_in_order, title_of
from mutasi.render.tables import as_csv as table_as_csv
from mutasi.render.tables import as_json_lines as table_as_json_lines
from mutasi.render.tables import decimal
from mutasi.render.text import NATURAL_WIDTH, Paint, plain, visible
from mutasi.version import VERSION

SCHEMA = "mutasi-methods-1"


@dataclass(frozen=True, slots=True)
class MethodsReport:
    """Vacancies by several methods; `order` says how people with missing values are ordered."""

    compared: tuple[MethodsCompared, ...]
    effective: datetime.date
    order: Message


# Machine formats -----------------------------------------------------------------------------------------

Row = dict[str, str | int | None]


def _methods(report: MethodsReport) -> tuple[Method, ...]:
    return report.compared[0].methods if report.compared else ()


def _fields(report: MethodsReport) -> tuple[str, ...]:
    of_methods = (f"{part}_{method}" for method in _methods(report) for part in ("peringkat", "skor"))
    return ("id_lowongan", "nip", "nama", "jabatan_kini", *of_methods)


def _rows(report: MethodsReport) -> Iterator[Row]:
    for compared in report.compared:
        for one in compared.people:
            yield _row(compared, one)


def _row(compared: MethodsCompared, one: Placed) -> Row:
    row: Row = {"id_lowongan": compared.vacancy.id, "nip": one.nip, "nama": one.name, "jabatan_kini": one.post}
    for method in compared.methods:
        row[f"peringkat_{method}"] = one.places[method]
        row[f"skor_{method}"] = decimal(one.scores[method])
    return row


def as_csv(report: MethodsReport) -> str:
    return table_as_csv(_fields(report), _rows(report))


def as_json_lines(report: MethodsReport) -> str:
    return table_as_json_lines(_rows(report))


def as_json(report: MethodsReport) -> str:
    """One object: for each vacancy who is first by which method, and the rows."""
    document = {
        "schema": SCHEMA,
        "tool": {"name": "mutasi", "version": VERSION},
        "tmt_penempatan": report.effective.isoformat(),
        "lowongan": [_object(compared) for compared in report.compared],
    }
    return json_text(document, indent=1) + "\n"


def _object(compared: MethodsCompared) -> dict[str, object]:
    return {
        "id_lowongan": compared.vacancy.id,
        "jabatan": compared.vacancy.post_name,
        "diminta": compared.asked,
        "diperingkat": compared.ranked,
        "pasangan": compared.pairs,
        "metode": [
            {
                "metode": method.value,
                "relatif": method.is_relative,
                "pertama": [one.nip for one in compared.first_by(method)],
                "pasangan_terbalik": compared.turned_pairs(method),
            }
            for method in compared.methods
        ],
        "calon": [_row(compared, one) for one in compared.people],
    }


# For people ----------------------------------------------------------------------------------------------


def as_text(
    report: MethodsReport, words: Language, paint: Paint = plain, *, width: int = NATURAL_WIDTH, colour: bool = False
) -> str:
    """Each vacancy with the places by every method, and below where they disagree."""
    from mutasi.render.terminal import table_text  # rich, which the help of a command does not need

    parts = ["".join(f"{line}\n" for line in _opening(report, words))]
    for compared in report.compared:
        text = paint(visible(title_of(compared.vacancy, words)), "strong") + "\n"
        if compared.people:
            headers, rows, right = _table(compared, words)
            text += "\n" + table_text(headers, rows, right=right, width=width, colour=colour)
        parts.append(text + "".join(f"  {visible(line)}\n" for line in _remarks(compared, words)))
    return "\n".join(parts)


def as_markdown(report: MethodsReport, words: Language) -> str:
    parts = ["".join(f"{markdown.escape_cell(line)}\n\n" for line in _opening(report, words))]
    for compared in report.compared:
        text = f"## {markdown.escape_cell(title_of(compared.vacancy, words))}\n\n"
        if compared.people:
            headers, rows, right = _table(compared, words)
            text += markdown.text_table(headers, rows, right=right) + "\n"
        parts.append(text + "".join(f"- {markdown.escape_cell(line)}\n" for line in _remarks(compared, words)))
    return "\n".join(parts)


def _opening(report: MethodsReport, words: Language) -> Iterator[str]:
    yield measured_in_order(report.effective, report.order, words)
    yield words.text(
        Message("The first method is that of the policy; the others show what would be said of the same points.")
    )
    for method in _methods(report):
        yield f"{words.text(METHOD_NAMES[method])}: {words.text(METHOD_WORDS[method])}."
    if any(method.is_relative for method in _methods(report)):
        names = ", ".join(words.text(METHOD_NAMES[method]) for method in _methods(report) if method.is_relative)
        yield f"{names}: {words.text(RELATIVE)}"


def _table(
    compared: MethodsCompared, words: Language
) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...], tuple[int, ...]]:
    """Headers, rows and the columns aligned to the right."""
    names = tuple(words.text(METHOD_NAMES[method]) for method in compared.methods)
    headers = ("NIP", words.text(Message("Name")), *names)
    rows = tuple(
        (
            one.nip,
            one.name,
            *(f"{one.places[method]} ({words.points(one.scores[method])})" for method in compared.methods),
        )
        for one in compared.people
    )
    return headers, rows, (0, *range(2, len(headers)))


def _remarks(compared: MethodsCompared, words: Language) -> Iterator[str]:
    if not compared.people:
        yield words.text(Message("nobody is ranked"))
        return
    for method in compared.methods[1:]:
        yield words.text(
            Message(
                "{method}: {turned} of {pairs} pairs the other way round",
                method=METHOD_NAMES[method],
                turned=compared.turned_pairs(method),
                pairs=compared.pairs,
            )
        )
    firsts: dict[tuple[str, ...], list[Method]] = {}
    for method in compared.methods:
        firsts.setdefault(tuple(f"{one.name} ({one.nip})" for one in compared.first_by(method)), []).append(method)
    if len(firsts) == 1:
        yield words.text(Message("first by every method: {names}", names=next(iter(firsts))))
        return
    for names, methods in firsts.items():
        told = tuple(words.text(METHOD_NAMES[method]) for method in methods)
        yield words.text(Message("first by {methods}: {names}", methods=told, names=names))


MACHINE: Mapping[str, Callable[[MethodsReport], str]] = {"json": as_json, "jsonl": as_json_lines, "csv": as_csv}
