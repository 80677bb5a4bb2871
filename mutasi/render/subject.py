"""All that was computed about one person: text, Markdown and JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from mutasi.message import Message
from mutasi.model.subject import HeldRecords, Mentioned
from mutasi.render import markdown, person_posts
from mutasi.render.json_text import json_text
from mutasi.render.language import Language
from mutasi.render.person_posts_data import PersonPostsReport, report_object
from mutasi.render.text import NATURAL_WIDTH, Paint, plain, visible
from mutasi.version import VERSION

SCHEMA = "mutasi-subjek-1"


@dataclass(frozen=True, slots=True)
class SubjectReport:
    """A person: what was computed, from which records, and where he or she stands in a proposal, None for none named.

    Other people are hidden already.
    """

    posts: PersonPostsReport
    records: tuple[HeldRecords, ...]
    proposal: Mentioned | None


def as_text(
    report: SubjectReport,
    words: Language,
    paint: Paint = plain,
    *,
    width: int = NATURAL_WIDTH,
    colour: bool = False,
) -> str:
    """What was computed first, then the proposal and the records."""
    parts = [f"{words.text(_title(report))}\n", person_posts.as_text(report.posts, words, paint, width=width,
                                                                       colour=colour)]  # fmt: skip
    for title, lines in _sections(report, words):
        parts.append(paint(title, "strong") + "\n" + "".join(f"  {visible(line)}\n" for line in lines))
    return "\n".join(parts)


def as_markdown(report: SubjectReport, words: Language) -> str:
    parts = [f"# {markdown.escape_cell(words.text(_title(report)))}\n", person_posts.as_markdown(report.posts, words)]
    for title, lines in _sections(report, words):
        items = "".join(f"- {markdown.escape_cell(line)}\n" for line in lines)
        parts.append(f"## {markdown.escape_cell(title)}\n\n{items}")
    return "\n".join(parts)


def _title(report: SubjectReport) -> Message:
    one = report.posts.people[0]
    return Message("What was computed about {name} ({nip}), for this person alone", name=one.name, nip=one.nip)


def _sections(report: SubjectReport, words: Language) -> Iterator[tuple[str, list[str]]]:
    if report.proposal is not None:
        title = Message("In the proposal {folder}", folder=report.proposal.folder)
        yield words.text(title), [words.text(line) for line in _of_proposal(report.proposal)]
    for held in report.records:
        title = Message("Records in {table} ({path}): {count}", table=held.table, path=held.path,
                        count=len(held.records))  # fmt: skip
        yield words.text(title), [_record(one) for one in held.records]


def _record(one: Mapping[str, str]) -> str:
    return "; ".join(f"{column}: {value}" for column, value in one.items())


def _of_proposal(found: Mentioned) -> Iterator[Message]:
    if not found.verified.sound:
        yield Message("the folder is not as it was written: see mutasi audit verify")
    if found.move is None:
        yield Message("no move is proposed")
    else:
        yield Message("proposed: {sentence}", sentence=str(found.move.get("kalimat", "")))
    for one in found.places:
        place = Message("none") if one.place is None else one.place
        yield Message("{vacancy}: place {place}, score {score}, verdict {verdict}", vacancy=one.vacancy, place=place,
                      score=one.score, verdict=one.verdict)  # fmt: skip
    for name in found.files:
        yield Message("stands in {path}", path=name)


def as_json(report: SubjectReport) -> str:
    found = report.proposal
    document = {
        "schema": SCHEMA,
        "tool": {"name": "mutasi", "version": VERSION},
        "hasil": report_object(report.posts),
        "data": [
            {"tabel": held.table, "berkas": held.path, "catatan": [dict(one) for one in held.records]}
            for held in report.records
        ],
        "usulan": None if found is None else {
            "folder": found.folder,
            "utuh": found.verified.sound,
            "manifes_sha256": found.verified.manifest_sha256,
            "perpindahan": None if found.move is None else dict(found.move),
            "peringkat": [
                {"id_lowongan": one.vacancy, "peringkat": one.place, "skor": one.score, "hasil_syarat": one.verdict}
                for one in found.places
            ],
            "berkas": list(found.files),
        },
    }  # fmt: skip
    return json_text(document, indent=1) + "\n"


MACHINE: Mapping[str, Callable[[SubjectReport], str]] = {"json": as_json}
