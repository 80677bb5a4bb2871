"""`explain` of one person and one vacancy, as text, Markdown and JSON."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from mutasi.eligibility.explain import Explained, Ruling
from mutasi.message import Message
from mutasi.model.people import People
from mutasi.model.prospect import Prospect
from mutasi.model.reference import Reference
from mutasi.model.reweighed import Reweighed
from mutasi.model.shortlist import Shortlist, hundredths
from mutasi.model.verdict import Reason, Verdict
from mutasi.render import markdown
from mutasi.render.basis import TO_VERIFY, basis_text, needs_look
from mutasi.render.improvement import standing_lines, standing_object
from mutasi.render.json_text import json_text
from mutasi.render.language import Language, language
from mutasi.render.reweighed import reweighed_lines, reweighed_objects
from mutasi.render.shortlist_words import (
    KIND_WORDS,
    VERDICT_WORDS,
    measured_text,
    method_text,
    own_weights_text,
    points_text,
    scale_objects,
    scale_text,
    score_text,
    share_text,
    title_of,
)
from mutasi.render.tables import decimal
from mutasi.render.text import NATURAL_WIDTH, Paint, plain, visible
from mutasi.version import VERSION

SCHEMA = "mutasi-explain-1"

_STYLES = {Verdict.FAIL: "error", Verdict.UNKNOWN: "warning", Verdict.WARN: "warning"}
_TITLES = {
    Verdict.FAIL: Message("What bars"),
    Verdict.UNKNOWN: Message("What is not known"),
    Verdict.WARN: Message("What warns"),
}
_CONDITIONS = Message("Conditions of the vacancy, whoever is chosen")


@dataclass(frozen=True, slots=True)
class PairReport:
    """One person and one vacancy: the requirements, and the points in `scored`, a list of this one candidate.

    `reweighed` are rules whose weight the agency has changed; `stands` is the place among those who are ranked,
    `order` how people with missing values are ordered.
    """

    explained: Explained
    scored: Shortlist
    people: People
    reference: Reference
    reweighed: tuple[Reweighed, ...] = ()
    stands: Prospect | None = None
    order: Message | None = None

    @property
    def effective(self) -> datetime.date:
        return self.people.effective


# One person and one vacancy -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the page: a title in a style, and items, each a line and what belongs to it."""

    title: str
    style: str
    items: tuple[tuple[str, ...], ...]


def pair_text(report: PairReport, words: Language, paint: Paint = plain, *, width: int = NATURAL_WIDTH) -> str:
    """Everything, the gravest first; what is met and what does not concern the move comes last."""
    from mutasi.render.terminal import table_text  # rich, which the help of a command does not need

    lines = [paint(visible(line), "strong") for line in _heads(report, words)]
    lines += [visible(line) for line in _summary(report, words)]
    text = "".join(f"{line}\n" for line in lines)
    text += "".join("\n" + part_text(part, paint) for part in _parts(report, words))
    met = _members(report, Verdict.PASS)
    if met:
        text += "\n" + paint(words.text(Message("What is met")), "good") + "\n\n"
        text += table_text(_met_headers(words), _met_rows(met, report.reference, words), width=width)
    text += "".join(f"{visible(line)}\n" for line in _below_met(met, words))
    text += "".join(f"\n{visible(line)}\n" for line in _others(report, words))
    headers, rows = _points(report, words)
    text += "\n" + paint(words.text(Message("Points")), "strong") + "\n\n"
    text += table_text(headers, rows, right=(1, 2), width=width)
    text += "".join(f"{visible(line)}\n" for line in _made_by(report, words))
    return text + "".join(f"{visible(line)}\n" for line in standing_lines(report.stands, words))


def part_text(part: Part, paint: Paint) -> str:
    """A part on a terminal, its items indented."""
    lines = [paint(part.title, part.style)]
    for first, *more in part.items:
        lines += ["  " + visible(first), *("    " + visible(line) for line in more)]
    return "".join(f"{line}\n" for line in lines)


def part_markdown(part: Part) -> str:
    """A part as a section of a page, its items as a list."""
    lines = [f"## {part.title}", ""]
    for first, *more in part.items:
        lines += [f"- {markdown.escape_cell(first)}", *(f"  - {markdown.escape_cell(line)}" for line in more)]
    return "".join(f"{line}\n" for line in lines)


def _heads(report: PairReport, words: Language) -> Iterator[str]:
    (one,) = report.scored.candidates
    parts = (f"{one.name} ({one.nip})", one.rank, one.post, one.unit)
    yield ", ".join(part for part in parts if part)
    yield title_of(report.scored.vacancy, words)


def _summary(report: PairReport, words: Language) -> Iterator[str]:
    told = report.explained
    kind = words.text(KIND_WORDS[told.kind.code])
    remarks = "; ".join(words.told(remark) for remark in told.remarks)
    yield measured_text(report.effective, words)
    yield words.text(Message("Kind of move: {kind}", kind=f"{kind} ({remarks})" if remarks else kind))
    yield words.told(_with_conditions(_verdict(report, words), report.scored.conditions))
    yield from reweighed_lines(report.reweighed, words)


def _verdict(report: PairReport, words: Language) -> Message:
    told = report.explained
    verdict, count = VERDICT_WORDS[told.overall], len(_members(report, Verdict.FAIL))
    if told.overall is not Verdict.FAIL:
        return Message("Verdict: {verdict}", verdict=verdict)
    if told.possible_from is None:
        return Message("Verdict: {verdict}, barred by {count} requirement(s)", verdict=verdict, count=count)
    return Message(
        "Verdict: {verdict}, barred by {count} requirement(s); from {day} on nothing bars any more",
        verdict=verdict,
        count=count,
        day=words.date(told.possible_from),
    )


def _with_conditions(verdict: Message, conditions: tuple[Reason, ...]) -> Message:
    """The verdict on the person, and what besides stands in the way of whoever is chosen."""
    unmet, unknown = (
        tuple(dict.fromkeys(one.rule for one in conditions if one.verdict is asked))
        for asked in (Verdict.FAIL, Verdict.UNKNOWN)
    )
    if unmet:
        verdict = Message("{verdict}; conditions of the vacancy not met: {rules}", verdict=verdict, rules=unmet)
    if unknown:
        verdict = Message("{verdict}; conditions of the vacancy not known: {rules}", verdict=verdict, rules=unknown)
    return verdict


def _members(report: PairReport, verdict: Verdict) -> tuple[Ruling, ...]:
    return tuple(one for one in report.explained.rulings if one.verdict is verdict and one.concerns)


def _parts(report: PairReport, words: Language) -> Iterator[Part]:
    """What bars, is unknown or warns of the person, then the conditions."""
    for verdict, title in _TITLES.items():
        members = _members(report, verdict)
        if members:
            items = tuple(tuple(_ruling_lines(ruling, report.reference, words)) for ruling in members)
            yield Part(words.text(title), _STYLES[verdict], items)
    yield from conditions_part(report.scored.conditions, report.reference, words)


def conditions_part(conditions: tuple[Reason, ...], reference: Reference, words: Language) -> Iterator[Part]:
    """What holds of the vacancy whoever is chosen, the gravest first; nothing without conditions."""
    if not conditions:
        return
    ordered = sorted(conditions, key=lambda reason: -reason.verdict)
    items = tuple(
        (
            f"{one.rule}  {words.text(VERDICT_WORDS[one.verdict])}: {words.told(one.message)}",
            *_basis_lines(one, reference, words),
        )
        for one in ordered
    )
    yield Part(words.text(_CONDITIONS), _STYLES.get(ordered[0].verdict, "strong"), items)


def _ruling_lines(ruling: Ruling, reference: Reference, words: Language) -> Iterator[str]:
    yield f"{ruling.reason.rule}  {words.told(ruling.reason.message)}"
    if ruling.met_from is not None:
        yield words.text(Message("met from {day}", day=words.date(ruling.met_from)))
    yield from _basis_lines(ruling.reason, reference, words)


def _basis_lines(reason: Reason, reference: Reference, words: Language) -> Iterator[str]:
    yield words.text(Message("basis: {basis}", basis=basis_text(reason, reference, words)))
    if needs_look(reason):
        yield words.text(TO_VERIFY)


def _met_headers(words: Language) -> tuple[str, ...]:
    return tuple(words.text(header) for header in (Message("Rule"), Message("What is there"), Message("Basis")))


def _met_rows(rulings: tuple[Ruling, ...], reference: Reference, words: Language) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (
            f"{one.reason.rule} *" if needs_look(one.reason) else one.reason.rule,
            words.told(one.reason.message),
            basis_text(one.reason, reference, words),
        )
        for one in rulings
    )


def _below_met(met: tuple[Ruling, ...], words: Language) -> Iterator[str]:
    """What the star means."""
    if any(needs_look(one.reason) for one in met):
        yield words.text(Message("* {remark}", remark=TO_VERIFY))


def _others(report: PairReport, words: Language) -> Iterator[str]:
    others = tuple(one.reason.rule for one in report.explained.rulings if not one.concerns)
    if others:
        yield words.text(Message("Do not concern this move: {rules}", rules=others))


def _points(report: PairReport, words: Language) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """The points of each criterion with its weight and the fact behind it, and the score below."""
    (one,) = report.scored.candidates
    total = report.scored.total_weight
    rows = [
        (
            criterion.label,
            share_text(criterion.weight, total, words),
            points_text(one.points[criterion.name], words),
            words.told(one.points[criterion.name].fact),
        )
        for criterion in report.scored.criteria
    ]
    rows.append((words.text(Message("Score")), "100%", score_text(report.scored, one, words), ""))
    headers = (Message("Criterion"), Message("Weight"), Message("Points"), Message("What is there"))
    return tuple(words.text(header) for header in headers), tuple(rows)


def _made_by(report: PairReport, words: Language) -> Iterator[str]:
    """How points and weights make the score, and what a missing value counts as where one is missing."""
    (one,) = report.scored.candidates
    yield method_text(report.scored.method, words)
    yield from filter(None, (own_weights_text(report.scored, words), scale_text(report.scored, words)))
    if one.lowest < one.highest and report.order is not None:
        yield words.text(report.order)


def pair_markdown(report: PairReport, words: Language) -> str:
    """The same as a page."""
    person, post = _heads(report, words)
    lines = [f"# {markdown.escape_cell(person)}", "", f"**{markdown.escape_cell(post)}**", ""]
    lines += [f"{markdown.escape_cell(line)}  " for line in _summary(report, words)]
    blocks = ["".join(f"{line}\n" for line in lines), *map(part_markdown, _parts(report, words))]
    met = _members(report, Verdict.PASS)
    if met:
        blocks.append(f"## {words.text(Message('What is met'))}\n")
        blocks.append(markdown.text_table(_met_headers(words), _met_rows(met, report.reference, words)))
    blocks += [f"{markdown.escape_cell(line)}\n" for line in (*_below_met(met, words), *_others(report, words))]
    headers, rows = _points(report, words)
    blocks.append(f"## {words.text(Message('Points'))}\n")
    blocks.append(markdown.text_table(headers, rows, right=(1, 2)))
    told = (*_made_by(report, words), *standing_lines(report.stands, words))
    lines = [f"{markdown.escape_cell(line)}  " for line in told]
    return "\n".join([*blocks, *(("".join(f"{line}\n" for line in lines),) if lines else ())])


def pair_json(report: PairReport) -> str:
    """The same in every language, with the words of data files."""
    told = report.explained
    (one,) = report.scored.candidates
    document = {
        "schema": SCHEMA,
        "tool": {"name": "mutasi", "version": VERSION},
        "tmt_penempatan": report.effective.isoformat(),
        "nip": one.nip,
        "nama": one.name,
        "id_lowongan": told.vacancy.id,
        "jenis": told.kind.code,
        "keterangan_jenis": [language("id").text(remark) for remark in told.remarks],
        "hasil_syarat": told.overall.code,
        "mungkin_sejak": iso(told.possible_from),
        **reweighed_objects(report.reweighed),
        "syarat": [ruling_object(ruling, report.reference) for ruling in told.rulings],
        "ketentuan": [reason_object(reason, report.reference) for reason in report.scored.conditions],
        "metode": report.scored.method.value,
        "metode_relatif": report.scored.method.is_relative,
        "skala": scale_objects(report.scored),
        "bobot_khusus": report.scored.own_weights or None,
        "skor": decimal(hundredths(one.score, report.scored.full)),
        "skor_min": decimal(hundredths(one.lowest, report.scored.full)),
        "skor_maks": decimal(hundredths(one.highest, report.scored.full)),
        "nilai": [
            {
                "kriteria": criterion.name,
                "bobot": f"{criterion.weight}/{report.scored.total_weight}",
                "nilai_min": decimal(one.points[criterion.name].lowest),
                "nilai_maks": decimal(one.points[criterion.name].highest),
                "fakta": language("id").text(one.points[criterion.name].fact),
            }
            for criterion in report.scored.criteria
        ],
        **standing_object(report.stands),
    }
    return json_text(document, indent=1) + "\n"


def iso(day: datetime.date | None) -> str | None:
    return None if day is None else day.isoformat()


def ruling_object(ruling: Ruling, reference: Reference) -> dict[str, object]:
    return {
        **reason_object(ruling.reason, reference),
        "berlaku_untuknya": ruling.concerns,
        "terpenuhi_sejak": iso(ruling.met_from),
    }


def reason_object(reason: Reason, reference: Reference) -> dict[str, object]:
    legal = reference.rules.get(reason.rule)
    return {
        "aturan": reason.rule,
        "judul": legal.title if legal else "",
        "hasil": reason.verdict.code,
        "pesan": language("id").text(reason.message),
        "menggugurkan": reason.hard,
        "dasar": [reference.sources[key].title for key in reason.basis],
        "keyakinan": reason.confidence,
        "perlu_verifikasi": reason.verify,
        "berlaku_sejak": legal.since if legal else "",
    }
