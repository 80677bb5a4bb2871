"""`explain --vacancy`: how many fail which requirement of a vacancy and who is nearest to it, in the same formats."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mutasi.eligibility.nearest import Nearest
from mutasi.message import Message
from mutasi.model.people import People
from mutasi.model.reference import Confidence, LegalRule, Reference
from mutasi.model.reweighed import Reweighed
from mutasi.model.shortlist import Shortlist
from mutasi.model.verdict import Verdict
from mutasi.render import markdown
from mutasi.render.basis import TO_VERIFY
from mutasi.render.explained import (
    SCHEMA,
    Part,
    conditions_part,
    iso,
    part_markdown,
    part_text,
    reason_object,
    ruling_object,
)
from mutasi.render.json_text import json_text
from mutasi.render.language import Language
from mutasi.render.reweighed import reweighed_lines, reweighed_objects, rule_title
from mutasi.render.shortlist_words import measured_text, title_of
from mutasi.render.text import NATURAL_WIDTH, Paint, plain, visible
from mutasi.version import VERSION


@dataclass(frozen=True, slots=True)
class VacancyReport:
    """A vacancy: how many fail which requirement, and who is nearest to it. `reweighed` are rules whose weight
    the agency has changed."""

    shortlist: Shortlist
    nearest: tuple[Nearest, ...]
    people: People
    reference: Reference
    reweighed: tuple[Reweighed, ...] = ()


def vacancy_text(report: VacancyReport, words: Language, paint: Paint = plain, *, width: int = NATURAL_WIDTH) -> str:
    """How many fail which requirement, and who is nearest."""
    from mutasi.render.terminal import table_text  # rich, which the help of a command does not need

    lines = [paint(visible(title_of(report.shortlist.vacancy, words)), "strong")]
    lines += [visible(line) for line in _summary(report, words)]
    text = "".join(f"{line}\n" for line in lines)
    for part in conditions_part(report.shortlist.conditions, report.reference, words):
        text += "\n" + part_text(part, paint)
    headers, rows = _failures(report, words)
    if rows:
        text += "\n" + table_text(headers, rows, right=(1,), width=width)
    text += "".join(f"{line}\n" for line in _below_failures(report, words))
    return text + "".join("\n" + part_text(part, paint) for part in _nearest(report, words))


def _summary(report: VacancyReport, words: Language) -> Iterator[str]:
    counts = report.shortlist.counts
    yield measured_text(report.people.effective, words)
    yield words.text(
        Message(
            "{total} people judged: {met} may hold it, {unknown} cannot be judged, {failed} may not",
            total=sum(counts.values()),
            met=counts.get(Verdict.PASS, 0) + counts.get(Verdict.WARN, 0),
            unknown=counts.get(Verdict.UNKNOWN, 0),
            failed=counts.get(Verdict.FAIL, 0),
        )
    )
    yield from reweighed_lines(report.reweighed, words)


def _failures(report: VacancyReport, words: Language) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    headers = (Message("Rule"), Message("People barred"), Message("What it asks"))
    rules = report.reference.rules
    rows = tuple(
        (f"{code} *" if _needs_look(rules[code]) else code, str(count), rule_title(rules[code], words))
        for code, count in report.shortlist.failures.items()
    )
    return tuple(words.text(header) for header in headers), rows


def _needs_look(rule: LegalRule) -> bool:
    return rule.needs_verification or rule.confidence is Confidence.MEMORY


def _below_failures(report: VacancyReport, words: Language) -> Iterator[str]:
    """What the star means."""
    if any(_needs_look(report.reference.rules[code]) for code in report.shortlist.failures):
        yield words.text(Message("* {remark}", remark=TO_VERIFY))


def _nearest(report: VacancyReport, words: Language) -> Iterator[Part]:
    """Who is nearest, each with what bars; nothing when nobody was asked for."""
    people = report.people
    items = []
    for one in report.nearest:
        nip, name, post = (people.array(column)[one.row] or "" for column in ("nip", "nama", "nama_jabatan"))
        when = one.possible_from
        since = words.text(Message("possible from {day}", day=words.date(when))) if when else ""
        who = ", ".join(part for part in (f"{name} ({nip})", post, since) if part)
        items.append((who, *(f"{told.reason.rule}: {words.told(told.reason.message)}" for told in one.barring)))
    if items:
        yield Part(words.text(Message("Nearest to it")), "strong", tuple(items))


def vacancy_markdown(report: VacancyReport, words: Language) -> str:
    """The same as a page."""
    lines = [f"# {markdown.escape_cell(title_of(report.shortlist.vacancy, words))}", ""]
    lines += [f"{markdown.escape_cell(line)}  " for line in _summary(report, words)]
    blocks = ["".join(f"{line}\n" for line in lines)]
    blocks += map(part_markdown, conditions_part(report.shortlist.conditions, report.reference, words))
    headers, rows = _failures(report, words)
    if rows:
        blocks.append(f"## {words.text(Message('What bars'))}\n")
        blocks.append(markdown.text_table(headers, rows, right=(1,)))
    blocks += [f"{markdown.escape_cell(line)}\n" for line in _below_failures(report, words)]
    return "\n".join([*blocks, *map(part_markdown, _nearest(report, words))])


def vacancy_json(report: VacancyReport) -> str:
    """The same in every language, with the words of data files."""
    shortlist, people = report.shortlist, report.people
    document = {
        "schema": SCHEMA,
        "tool": {"name": "mutasi", "version": VERSION},
        "tmt_penempatan": people.effective.isoformat(),
        "id_lowongan": shortlist.vacancy.id,
        "hasil_syarat": {verdict.code: shortlist.counts.get(verdict, 0) for verdict in Verdict},
        **reweighed_objects(report.reweighed),
        "tolak_menurut_syarat": dict(shortlist.failures),
        "ketentuan": [reason_object(reason, report.reference) for reason in shortlist.conditions],
        "terdekat": [
            {
                "nip": people.array("nip")[one.row],
                "nama": people.array("nama")[one.row],
                "mungkin_sejak": iso(one.possible_from),
                "syarat": [ruling_object(ruling, report.reference) for ruling in one.barring],
            }
            for one in report.nearest
        ],
    }
    return json_text(document, indent=1) + "\n"
