"""Shortlists and scores as text, JSON, JSON lines, CSV and Markdown. Pure functions in FORMATS.

The columns and words of the machine formats are Indonesian, as those of every data file.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from mutasi.message import Message
from mutasi.model.reweighed import Reweighed
from mutasi.model.shortlist import Candidate, Excluded, PointsRange, Shortlist, hundredths
from mutasi.model.verdict import Reason, Verdict
from mutasi.render import markdown
from mutasi.render.basis import needs_look
from mutasi.render.json_text import json_text
from mutasi.render.language import Language, language
from mutasi.render.reweighed import reweighed_lines, reweighed_objects
from mutasi.render.tables import as_csv as table_as_csv
from mutasi.render.tables import as_json_lines as table_as_json_lines
from mutasi.render.tables import decimal
from mutasi.render.text import NATURAL_WIDTH, Paint, plain, visible
from mutasi.render.wording import in_words
from mutasi.version import VERSION

SCHEMA = "mutasi-shortlist-1"
FIELDS = (
    "id_lowongan", "peringkat", "peringkat_terbaik", "peringkat_terburuk", "nip", "nama", "jabatan_kini",
    "unit_kini", "skor", "skor_min", "skor_maks", "hasil_syarat", "alasan",
)  # fmt: skip
OF_THE_VACANCY = "ketentuan"
"""What holds of the vacancy whoever is chosen: in forms that have rows and nothing else it is a column."""

KIND_WORDS = {
    "rotasi": Message("rotation"),
    "promosi": Message("promotion"),
    "diagonal": Message("diagonal move"),
    "demosi": Message("demotion"),
    "": Message("kind unknown"),
}
VERDICT_WORDS = {
    Verdict.PASS: Message("meets"),
    Verdict.WARN: Message("warning"),
    Verdict.UNKNOWN: Message("unknown"),
    Verdict.FAIL: Message("fails"),
}


@dataclass(frozen=True, slots=True)
class ShortlistReport:
    """Shortlists with what holds for all of them.

    `conditions` are requirements of the whole batch, such as a period in which nobody may be moved.
    `order` says how people with missing values are ordered, in words; `reweighed` are rules whose weight
    the agency has changed.
    """

    shortlists: tuple[Shortlist, ...]
    effective: datetime.date
    order: Message
    conditions: tuple[Reason, ...] = ()
    reweighed: tuple[Reweighed, ...] = ()


Row = dict[str, str | int | None]
Tell = Callable[[Message], str]
"""From a message to its text: `Language.told` for readers, `Language.text` with the codes of files."""


def criterion_names(report: ShortlistReport) -> tuple[str, ...]:
    """The criteria of all lists, in the order of the policy."""
    names = (criterion.name for shortlist in report.shortlists for criterion in shortlist.criteria)
    return tuple(dict.fromkeys(names))


def fields_of(report: ShortlistReport) -> tuple[str, ...]:
    return FIELDS + tuple(f"nilai_{name}" for name in criterion_names(report))


def rows_of(report: ShortlistReport) -> Iterator[Row]:
    """One row a listed person, then one for each excluded person."""
    for shortlist in report.shortlists:
        for candidate in shortlist.candidates:
            yield _candidate_row(shortlist, candidate)
        for person in shortlist.excluded:
            yield _excluded_row(shortlist, person)


def _candidate_row(shortlist: Shortlist, candidate: Candidate) -> Row:
    def score(units: int) -> str:
        return decimal(hundredths(units, shortlist.total_weight))

    row: Row = {
        "id_lowongan": shortlist.vacancy.id,
        "peringkat": candidate.place or None,
        "peringkat_terbaik": candidate.best_place or None,
        "peringkat_terburuk": candidate.worst_place or None,
        "nip": candidate.nip,
        "nama": candidate.name,
        "jabatan_kini": candidate.post,
        "unit_kini": candidate.unit,
        "skor": score(candidate.score),
        "skor_min": score(candidate.lowest),
        "skor_maks": score(candidate.highest),
        "hasil_syarat": candidate.verdict.code,
        "alasan": reasons_text((*candidate.reasons, *candidate.unjudged), language("id").text),
    }
    for name, points in candidate.points.items():
        row[f"nilai_{name}"] = decimal(points.lowest) if points.known else None
    return row


def _excluded_row(shortlist: Shortlist, person: Excluded) -> Row:
    return {
        "id_lowongan": shortlist.vacancy.id,
        "nip": person.nip,
        "nama": person.name,
        "jabatan_kini": person.post,
        "unit_kini": person.unit,
        "hasil_syarat": Verdict.FAIL.code,
        "alasan": reasons_text((*person.reasons, *person.unjudged), language("id").text),
    }


def reason_text(reason: Reason, tell: Tell) -> str:
    """`PANGKAT-01: what is asked and what is there`; a rule whose wording was not seen says so where it decides."""
    told = f"{reason.rule}: {tell(reason.message)}"
    return f"{told} {tell(_TO_VERIFY)}" if needs_look(reason) else told


_TO_VERIFY = Message("(rule to be verified)")


def reasons_text(reasons: Sequence[Reason], tell: Tell) -> str:
    """All reasons in one line, the gravest first."""
    ordered = sorted(reasons, key=lambda reason: (not reason.hard, -reason.verdict, reason.rule))
    return "; ".join(reason_text(reason, tell) for reason in ordered)


def conditions_text(conditions: Sequence[Reason]) -> str:
    """What holds of a vacancy in one line, each with its verdict, the gravest first: `PILKADA-02 (tolak): ...`."""
    words = language("id")
    ordered = sorted(conditions, key=lambda reason: -reason.verdict)
    return "; ".join(f"{one.rule} ({one.verdict.code}): {words.text(one.message)}" for one in ordered)


# Machine formats --------------------------------------------------------------------------------------


def as_csv(report: ShortlistReport) -> str:
    return table_as_csv(_fields_of_rows(report), _whole_rows(report))


def as_json_lines(report: ShortlistReport) -> str:
    fields = _fields_of_rows(report)
    return table_as_json_lines({field: row.get(field) for field in fields} for row in _whole_rows(report))


def _fields_of_rows(report: ShortlistReport) -> tuple[str, ...]:
    return (*fields_of(report), OF_THE_VACANCY)


def _whole_rows(report: ShortlistReport) -> Iterator[Row]:
    """The rows, each with what holds of its vacancy."""
    told = {one.vacancy.id: conditions_text(one.conditions) or None for one in report.shortlists}
    return ({**row, OF_THE_VACANCY: told[str(row["id_lowongan"])]} for row in rows_of(report))


def as_json(report: ShortlistReport) -> str:
    """One object: per vacancy the weights, the counts and the rows."""
    document = {
        "schema": SCHEMA,
        "tool": {"name": "mutasi", "version": VERSION},
        "tmt_penempatan": report.effective.isoformat(),
        **reweighed_objects(report.reweighed),
        "ketentuan": [_reason_object(reason) for reason in report.conditions],
        "lowongan": [_shortlist_object(shortlist, report) for shortlist in report.shortlists],
    }
    return json_text(document, indent=1) + "\n"


def _shortlist_object(shortlist: Shortlist, report: ShortlistReport) -> dict[str, object]:
    vacancy = shortlist.vacancy
    single = ShortlistReport((shortlist,), report.effective, report.order)
    fields = fields_of(single)
    return {
        "id_lowongan": vacancy.id,
        "id_jabatan": vacancy.post,
        "jabatan": vacancy.post_name,
        "unit": vacancy.unit_name,
        "jumlah": vacancy.seats,
        "bobot": {one.name: f"{one.weight}/{shortlist.total_weight}" for one in shortlist.criteria},
        "diminta": shortlist.asked,
        "diperingkat": shortlist.ranked,
        "hasil_syarat": {verdict.code: shortlist.counts.get(verdict, 0) for verdict in Verdict},
        "tolak_menurut_syarat": dict(shortlist.failures),
        "ketentuan": [_reason_object(reason) for reason in shortlist.conditions],
        "tidak_dapat_dinilai": [_reason_object(reason) for reason in shortlist.unjudged],
        "seri_di_batas": shortlist.cut_tie,
        "catatan": [language("id").text(note) for note in shortlist.notes],
        "calon": [{field: row.get(field) for field in fields} for row in rows_of(single)],
    }


def _reason_object(reason: Reason) -> dict[str, object]:
    return {
        "aturan": reason.rule,
        "hasil": reason.verdict.code,
        "pesan": language("id").text(reason.message),
        "dasar": list(reason.basis),
        "keyakinan": reason.confidence,
        "perlu_verifikasi": reason.verify,
    }


# For people -------------------------------------------------------------------------------------------


def as_text(
    report: ShortlistReport,
    words: Language,
    paint: Paint = plain,
    *,
    width: int = NATURAL_WIDTH,
    colour: bool = False,
) -> str:
    """Each vacancy with its ranking, the weights in the headers, and the reasons below."""
    parts = ["".join(f"{line}\n" for line in _opening(report, words, paint))]
    for shortlist in report.shortlists:
        parts.append(_shortlist_text(shortlist, words, paint, width=width, colour=colour))
    return "\n".join(part for part in parts if part)


def _opening(report: ShortlistReport, words: Language, paint: Paint) -> Iterator[str]:
    yield (
        words.text(Message("Measured at the effective date {date}.", date=words.date(report.effective)))
        + " "
        + words.text(report.order)
    )
    for reason in report.conditions:
        style = "error" if reason.verdict is Verdict.FAIL else "warning"
        yield paint(visible(reason_text(reason, words.told)), style)
    yield from (paint(visible(line), "warning") for line in reweighed_lines(report.reweighed, words))


def _shortlist_text(shortlist: Shortlist, words: Language, paint: Paint, *, width: int, colour: bool) -> str:
    from mutasi.render.terminal import table_text  # rich, which the help of a command does not need

    lines = [paint(visible(title_of(shortlist, words)), "strong"), *_counts_lines(shortlist, words)]
    text = "".join(f"{line}\n" for line in lines)
    for cells in _tables(shortlist, words):
        text += "\n" + table_text(cells.headers, cells.rows, right=cells.right, width=width, colour=colour)
    notes = [*_notes(shortlist, words), *_reason_lines(shortlist, words), *_excluded_lines(shortlist, words)]
    return text + "".join(f"{visible(line)}\n" for line in notes)


def title_of(shortlist: Shortlist, words: Language) -> str:
    """`L-001  Kepala Dinas Kesehatan, Dinas Kesehatan`."""
    vacancy = shortlist.vacancy
    level = " ".join(part for part in (in_words(vacancy.level), vacancy.echelon) if part)
    place = f", {vacancy.unit_name}" if vacancy.unit_name else ""
    seats = ", " + words.text(Message("{seats} seats", seats=vacancy.seats)) if vacancy.seats > 1 else ""
    return f"{vacancy.id}  {vacancy.post_name or vacancy.post}{place} ({level}{seats})"


def _counts_lines(shortlist: Shortlist, words: Language) -> Iterator[str]:
    counts = shortlist.counts
    yield from (reason_text(reason, words.told) for reason in shortlist.apart)
    if shortlist.candidates and not shortlist.candidates[0].place:
        return  # points without a ranking
    yield words.text(
        Message(
            "{total} people judged: {ranked} ranked, {failed} may not hold the post",
            total=sum(counts.values()),
            ranked=shortlist.ranked,
            failed=counts.get(Verdict.FAIL, 0),
        )
    )
    if shortlist.failures:
        frequent = ", ".join(f"{rule} {count}" for rule, count in list(shortlist.failures.items())[:6])
        yield words.text(Message("Most frequent grounds: {rules}", rules=frequent))


@dataclass(frozen=True, slots=True)
class _Cells:
    """A table before it is drawn; `right` are the columns aligned to the right."""

    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    right: tuple[int, ...]


def _tables(shortlist: Shortlist, words: Language) -> tuple[_Cells, ...]:
    return (_ranking(shortlist, words), _points(shortlist, words)) if shortlist.candidates else ()


def _ranking(shortlist: Shortlist, words: Language) -> _Cells:
    """Who, from where, with which score."""
    headers = (
        words.text(Message("No.")),
        "NIP",
        words.text(Message("Name")),
        words.text(Message("Rank")),
        words.text(Message("Present post")),
        words.text(Message("Score")),
        words.text(Message("Verdict")),
    )
    rows = tuple(
        (
            place_text(one),
            one.nip,
            one.name,
            one.rank,
            one.post,
            score_text(shortlist, one, words),
            words.text(VERDICT_WORDS[one.verdict]),
        )
        for one in shortlist.candidates
    )
    return _Cells(headers, rows, (0, 1, 5))


def _points(shortlist: Shortlist, words: Language) -> _Cells:
    """Points by criterion with the weights, from which every score can be recomputed."""
    weights = (f"{one.label} ×{share_text(one.weight, shortlist.total_weight, words)}" for one in shortlist.criteria)
    rows = tuple(
        (
            str(one.place) if one.place else one.nip,
            *(points_text(one.points[criterion.name], words) for criterion in shortlist.criteria),
            score_text(shortlist, one, words),
        )
        for one in shortlist.candidates
    )
    headers = (words.text(Message("No.")), *weights, words.text(Message("Score")))
    return _Cells(headers, rows, tuple(range(len(headers))))


def place_text(one: Candidate) -> str:
    """The place, and in brackets the places that missing values leave possible."""
    if one.best_place == one.worst_place:
        return str(one.place) if one.place else "-"
    return f"{one.place} ({one.best_place}-{one.worst_place})"


def score_text(shortlist: Shortlist, one: Candidate, words: Language) -> str:
    """The score, and in brackets its interval when values are missing."""

    def points(units: int) -> str:
        return words.points(hundredths(units, shortlist.total_weight))

    if one.lowest == one.highest:
        return points(one.score)
    return f"{points(one.score)} ({points(one.lowest)}-{points(one.highest)})"


def points_text(points: PointsRange, words: Language) -> str:
    """Points of one criterion, `?` and the interval when the value is missing."""
    if points.known:
        return words.points(points.lowest)
    return f"? ({words.points(points.lowest)}-{words.points(points.highest)})"


def share_text(weight: int, total: int, words: Language) -> str:
    """A weight in percent, as short as it is exact to two places: 25%, 12,5%."""
    text = words.points(hundredths(weight * 10_000, total)).rstrip("0").rstrip(",.")
    return f"{text}%"


def _notes(shortlist: Shortlist, words: Language) -> Iterator[str]:
    for reason in shortlist.unjudged:
        told = reason_text(reason, words.told)
        if _holds_of_all(shortlist, reason):
            yield "  " + words.text(Message("unknown for all who are listed: {reason}", reason=told))
        else:
            yield "  " + words.text(Message("unknown for those whom it concerns: {reason}", reason=told))
    for note in shortlist.notes:
        yield "  " + words.text(note)
    if shortlist.cut_tie:
        yield "  " + words.text(
            Message("the last place is shared, so {count} are listed", count=len(shortlist.candidates))
        )


def _holds_of_all(shortlist: Shortlist, reason: Reason) -> bool:
    listed = shortlist.candidates
    return bool(listed) and all(any(own.rule == reason.rule for own in one.unjudged) for one in listed)


def _reason_lines(shortlist: Shortlist, words: Language) -> Iterator[str]:
    """What is remarkable of each; what is unknown for several is named by its code, and told above."""
    of_all = {reason.rule for reason in shortlist.unjudged if _holds_of_all(shortlist, reason)}
    for one in shortlist.candidates:
        remarks = [reason_text(reason, words.told) for reason in one.reasons]
        of_some = tuple(reason.rule for reason in one.unjudged if reason.rule not in of_all)
        if of_some:
            remarks.append(words.text(Message("unknown, as told above: {rules}", rules=of_some)))
        missing = [words.told(points.fact) for points in one.points.values() if not points.known]
        if one.tied:
            remarks.append(words.text(Message("cannot be told apart from another person of the same place")))
        if remarks or missing:
            who = f"{one.place}." if one.place else one.nip
            yield f"  {who} {one.name}: {'; '.join([*remarks, *missing])}"


def _excluded_lines(shortlist: Shortlist, words: Language) -> Iterator[str]:
    if shortlist.excluded:
        yield words.text(Message("May not hold the post:"))
    for person in shortlist.excluded:
        yield f"  {person.nip} {person.name}: {reasons_text((*person.reasons, *person.unjudged), words.told)}"


def as_markdown(report: ShortlistReport, words: Language) -> str:
    """A section for each vacancy with a table."""
    parts = ["".join(f"{markdown.escape_cell(line)}\n\n" for line in _opening(report, words, plain))]
    parts += [shortlist_markdown(shortlist, words, heading="##") for shortlist in report.shortlists]
    return "\n".join(parts)


def shortlist_markdown(shortlist: Shortlist, words: Language, *, heading: str) -> str:
    """One vacancy: title, counts, table of points and the remarks on each person."""
    lines = [f"{heading} {markdown.escape_cell(title_of(shortlist, words))}", ""]
    lines += [f"{markdown.escape_cell(line)}  " for line in _counts_lines(shortlist, words)]
    text = "".join(f"{line}\n" for line in lines) + "\n"
    for cells in _tables(shortlist, words):
        text += markdown.text_table(cells.headers, cells.rows, right=cells.right) + "\n"
    remarks = [
        *_notes(shortlist, words),
        *_reason_lines(shortlist, words),
        *_excluded_lines(shortlist, words),
    ]
    return text + "".join(f"- {markdown.escape_cell(line.strip())}\n" for line in remarks)


MACHINE: Mapping[str, Callable[[ShortlistReport], str]] = {
    "json": as_json,
    "jsonl": as_json_lines,
    "csv": as_csv,
}
FORMATS = ("text", *MACHINE, "md")
