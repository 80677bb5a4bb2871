"""`explain`: one person and one vacancy, or a vacancy that nobody may fill, as text, Markdown and JSON."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mutasi.eligibility.explain import Explained, Ruling
from mutasi.eligibility.nearest import Nearest
from mutasi.message import Message
from mutasi.model.people import People
from mutasi.model.reference import Reference
from mutasi.model.shortlist import Shortlist, hundredths
from mutasi.model.verdict import Reason, Verdict
from mutasi.render import markdown
from mutasi.render.json_text import json_text
from mutasi.render.language import Language, language
from mutasi.render.shortlist import KIND_WORDS, VERDICT_WORDS, points_text, score_text, share_text, title_of
from mutasi.render.tables import decimal
from mutasi.render.text import NATURAL_WIDTH, Paint, plain, visible
from mutasi.version import VERSION

SCHEMA = "mutasi-explain-1"

_SECTIONS = (
    (Verdict.FAIL, Message("What bars"), "error"),
    (Verdict.UNKNOWN, Message("What is not known"), "warning"),
    (Verdict.WARN, Message("What warns"), "warning"),
)


_TO_VERIFY = Message("its wording was not seen: verify it before it decides")


@dataclass(frozen=True, slots=True)
class PairReport:
    """One person and one vacancy: the requirements, and the points in `scored`, a list of this one candidate."""

    explained: Explained
    scored: Shortlist
    people: People
    reference: Reference

    @property
    def effective(self) -> datetime.date:
        return self.people.effective


@dataclass(frozen=True, slots=True)
class VacancyReport:
    """A vacancy: how many fail which requirement, and who is nearest to it. `judged` people, holders left out."""

    shortlist: Shortlist
    nearest: tuple[Nearest, ...]
    people: People
    reference: Reference


# One person and one vacancy -----------------------------------------------------------------------------


def pair_text(report: PairReport, words: Language, paint: Paint = plain, *, width: int = NATURAL_WIDTH) -> str:
    """Everything, the gravest first; what is met and what does not concern the move comes last."""
    from mutasi.render.terminal import table_text  # rich, which the help of a command does not need

    lines = [paint(visible(line), "strong") for line in _heads(report, words)]
    lines += [visible(line) for line in _summary(report, words)]
    for verdict, title, style in _SECTIONS:
        members = _members(report, verdict)
        if members:
            lines += ["", paint(words.text(title), style)]
            lines += [visible(line) for ruling in members for line in _ruling_lines(ruling, report.reference, words)]
    text = "".join(f"{line}\n" for line in lines)
    met = _members(report, Verdict.PASS)
    if met:
        text += "\n" + paint(words.text(Message("What is met")), "good") + "\n\n"
        text += table_text(_met_headers(words), _met_rows(met, report.reference, words), width=width)
    text += "".join(f"{visible(line)}\n" for line in _rest(report, words))
    headers, rows = _points(report, words)
    text += "\n" + paint(words.text(Message("Points")), "strong") + "\n\n"
    return text + table_text(headers, rows, right=(1, 2), width=width)


def _heads(report: PairReport, words: Language) -> Iterator[str]:
    (one,) = report.scored.candidates
    parts = (f"{one.name} ({one.nip})", one.rank, one.post, one.unit)
    yield ", ".join(part for part in parts if part)
    yield title_of(report.scored, words)


def _measured(people: People, words: Language) -> str:
    return words.text(Message("Measured at the effective date {date}.", date=words.date(people.effective)))


def _summary(report: PairReport, words: Language) -> Iterator[str]:
    told = report.explained
    kind = words.text(KIND_WORDS[told.kind.code])
    remarks = "; ".join(words.text(remark) for remark in told.remarks)
    yield _measured(report.people, words)
    yield words.text(Message("Kind of move: {kind}", kind=f"{kind} ({remarks})" if remarks else kind))
    verdict = words.text(VERDICT_WORDS[told.overall])
    count = len(_members(report, Verdict.FAIL))
    if told.overall is not Verdict.FAIL:
        yield words.text(Message("Verdict: {verdict}", verdict=verdict))
    elif told.possible_from is None:
        yield words.text(Message("Verdict: {verdict}; {count} requirement(s) bar", verdict=verdict, count=count))
    else:
        yield words.text(
            Message(
                "Verdict: {verdict}; {count} requirement(s) bar, and none any more from {day}",
                verdict=verdict,
                count=count,
                day=words.date(told.possible_from),
            )
        )


def _members(report: PairReport, verdict: Verdict) -> tuple[Ruling, ...]:
    return tuple(one for one in report.explained.rulings if one.verdict is verdict and one.concerns)


def _ruling_lines(ruling: Ruling, reference: Reference, words: Language) -> Iterator[str]:
    reason = ruling.reason
    yield f"  {reason.rule}  {words.text(reason.message)}"
    if ruling.met_from is not None:
        yield "    " + words.text(Message("met from {day}", day=words.date(ruling.met_from)))
    yield "    " + words.text(Message("basis: {basis}", basis=basis_text(reason, reference)))
    if reason.verify:
        yield "    " + words.text(_TO_VERIFY)


def basis_text(reason: Reason, reference: Reference) -> str:
    """The sources of a requirement by their short names, in the order of its declaration."""
    return "; ".join(reference.sources[key].short for key in reason.basis)


def _met_headers(words: Language) -> tuple[str, ...]:
    return tuple(words.text(header) for header in (Message("Rule"), Message("What is there"), Message("Basis")))


def _met_rows(rulings: tuple[Ruling, ...], reference: Reference, words: Language) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (
            f"{one.reason.rule} *" if one.reason.verify else one.reason.rule,
            words.text(one.reason.message),
            basis_text(one.reason, reference),
        )
        for one in rulings
    )


def _rest(report: PairReport, words: Language) -> Iterator[str]:
    if any(one.reason.verify for one in _members(report, Verdict.PASS)):
        yield words.text(Message("* {remark}", remark=_TO_VERIFY))
    others = tuple(one.reason.rule for one in report.explained.rulings if not one.concerns)
    if others:
        yield ""
        yield words.text(Message("Do not concern this move: {rules}", rules=others))
    if report.scored.conditions:
        yield ""
        yield words.text(Message("Conditions of the vacancy, whoever is chosen:"))
        yield from (f"  {one.rule}  {words.text(one.message)}" for one in report.scored.conditions)


def _points(report: PairReport, words: Language) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """The points of each criterion with its weight and the fact behind it, and the score below."""
    (one,) = report.scored.candidates
    total = report.scored.total_weight
    rows = [
        (
            criterion.label,
            share_text(criterion.weight, total, words),
            points_text(one.points[criterion.name], words),
            words.text(one.points[criterion.name].fact),
        )
        for criterion in report.scored.criteria
    ]
    rows.append((words.text(Message("Score")), "100%", score_text(report.scored, one, words), ""))
    headers = (Message("Criterion"), Message("Weight"), Message("Points"), Message("What is there"))
    return tuple(words.text(header) for header in headers), tuple(rows)


def pair_markdown(report: PairReport, words: Language) -> str:
    """The same as a page."""
    person, post = _heads(report, words)
    lines = [f"# {markdown.escape_cell(person)}", "", f"**{markdown.escape_cell(post)}**", ""]
    lines += [f"{markdown.escape_cell(line)}  " for line in _summary(report, words)]
    for verdict, title, _ in _SECTIONS:
        members = _members(report, verdict)
        if members:
            lines += ["", f"## {words.text(title)}", ""]
            for ruling in members:
                first, *more = _ruling_lines(ruling, report.reference, words)
                lines += [f"- {markdown.escape_cell(first.strip())}"]
                lines += [f"  - {markdown.escape_cell(line.strip())}" for line in more]
    text = "\n".join(lines) + "\n"
    met = _members(report, Verdict.PASS)
    if met:
        text += f"\n## {words.text(Message('What is met'))}\n\n"
        text += markdown.text_table(_met_headers(words), _met_rows(met, report.reference, words))
    text += "".join(f"{markdown.escape_cell(line)}\n" if line else "\n" for line in _rest(report, words))
    headers, rows = _points(report, words)
    return text + f"\n## {words.text(Message('Points'))}\n\n" + markdown.text_table(headers, rows, right=(1, 2))


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
        "mungkin_sejak": _iso(told.possible_from),
        "syarat": [_ruling_object(ruling, report.reference) for ruling in told.rulings],
        "ketentuan": [_reason_object(reason, report.reference) for reason in report.scored.conditions],
        "skor": decimal(hundredths(one.score, report.scored.total_weight)),
        "skor_min": decimal(hundredths(one.lowest, report.scored.total_weight)),
        "skor_maks": decimal(hundredths(one.highest, report.scored.total_weight)),
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
    }
    return json_text(document, indent=1) + "\n"


def _iso(day: datetime.date | None) -> str | None:
    return None if day is None else day.isoformat()


def _ruling_object(ruling: Ruling, reference: Reference) -> dict[str, object]:
    return {
        **_reason_object(ruling.reason, reference),
        "berlaku_untuknya": ruling.concerns,
        "terpenuhi_sejak": _iso(ruling.met_from),
    }


def _reason_object(reason: Reason, reference: Reference) -> dict[str, object]:
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


# A vacancy ------------------------------------------------------------------------------------------------


def vacancy_text(report: VacancyReport, words: Language, paint: Paint = plain, *, width: int = NATURAL_WIDTH) -> str:
    """How many fail which requirement, and who is nearest."""
    from mutasi.render.terminal import table_text

    shortlist = report.shortlist
    lines = [paint(visible(title_of(shortlist, words)), "strong"), _measured(report.people, words)]
    lines.append(visible(_counted(report, words)))
    lines += [f"{one.rule}: {words.text(one.message)}" for one in shortlist.conditions]
    text = "".join(f"{line}\n" for line in lines)
    headers, rows = _failures(report, words)
    if rows:
        text += "\n" + table_text(headers, rows, right=(1,), width=width)
    if any(report.reference.rules[code].needs_verification for code in shortlist.failures):
        text += words.text(Message("* {remark}", remark=_TO_VERIFY)) + "\n"
    if report.nearest:
        text += "\n" + paint(words.text(Message("Nearest to it")), "strong") + "\n"
        text += "".join(f"{visible(line)}\n" for line in _nearest_lines(report, words))
    return text


def _counted(report: VacancyReport, words: Language) -> str:
    counts = report.shortlist.counts
    return words.text(
        Message(
            "{total} people judged: {met} may hold it, {unknown} cannot be judged, {failed} may not",
            total=sum(counts.values()),
            met=counts.get(Verdict.PASS, 0) + counts.get(Verdict.WARN, 0),
            unknown=counts.get(Verdict.UNKNOWN, 0),
            failed=counts.get(Verdict.FAIL, 0),
        )
    )


def _failures(report: VacancyReport, words: Language) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    headers = (Message("Rule"), Message("People barred"), Message("What it asks"))
    titles: Mapping[str, str] = {code: legal.title for code, legal in report.reference.rules.items()}
    statements = {code: legal.statement for code, legal in report.reference.rules.items()}
    asks = titles if words.code == "id" else statements
    rows = tuple(
        (f"{code} *" if report.reference.rules[code].needs_verification else code, str(count), asks.get(code, ""))
        for code, count in report.shortlist.failures.items()
    )
    return tuple(words.text(header) for header in headers), rows


def _nearest_lines(report: VacancyReport, words: Language) -> Iterator[str]:
    people = report.people
    for one in report.nearest:
        nip, name, post = (people.array(column)[one.row] or "" for column in ("nip", "nama", "nama_jabatan"))
        when = (
            words.text(Message("possible from {day}", day=words.date(one.possible_from))) if one.possible_from else ""
        )
        yield "  " + ", ".join(part for part in (f"{name} ({nip})", post, when) if part)
        for ruling in one.barring:
            yield f"    {ruling.reason.rule}: {words.text(ruling.reason.message)}"


def vacancy_markdown(report: VacancyReport, words: Language) -> str:
    """The same as a page."""
    lines = [f"# {markdown.escape_cell(title_of(report.shortlist, words))}", ""]
    lines += [_measured(report.people, words) + "  ", markdown.escape_cell(_counted(report, words)), ""]
    lines += [f"- {one.rule}: {markdown.escape_cell(words.text(one.message))}" for one in report.shortlist.conditions]
    headers, rows = _failures(report, words)
    text = "\n".join(lines) + "\n\n" + (markdown.text_table(headers, rows, right=(1,)) if rows else "")
    if report.nearest:
        text += f"\n## {words.text(Message('Nearest to it'))}\n\n"
        for line in _nearest_lines(report, words):
            text += f"{'  ' if line.startswith('    ') else ''}- {markdown.escape_cell(line.strip())}\n"
    return text


def vacancy_json(report: VacancyReport) -> str:
    """The same in every language, with the words of data files."""
    shortlist, people = report.shortlist, report.people
    document = {
        "schema": SCHEMA,
        "tool": {"name": "mutasi", "version": VERSION},
        "tmt_penempatan": people.effective.isoformat(),
        "id_lowongan": shortlist.vacancy.id,
        "hasil_syarat": {verdict.code: shortlist.counts.get(verdict, 0) for verdict in Verdict},
        "tolak_menurut_syarat": dict(shortlist.failures),
        "ketentuan": [_reason_object(reason, report.reference) for reason in shortlist.conditions],
        "terdekat": [
            {
                "nip": people.array("nip")[one.row],
                "nama": people.array("nama")[one.row],
                "mungkin_sejak": _iso(one.possible_from),
                "syarat": [_ruling_object(ruling, report.reference) for ruling in one.barring],
            }
            for one in report.nearest
        ],
    }
    return json_text(document, indent=1) + "\n"
