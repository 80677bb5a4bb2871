"""The shortlists behind a proposal, with points and why not the others, and the record of what it was made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from mutasi.message import Message
from mutasi.model.policy import Method
from mutasi.model.reference import Reference
from mutasi.model.shortlist import Candidate, Shortlist, WeightedCriterion
from mutasi.model.verdict import Verdict
from mutasi.proposal.document import Origin, Proposal
from mutasi.proposal.outcome import Fate, outcome
from mutasi.render.blocks import Block, Grid, Heading, Items, Lines, NewPage, Paragraph
from mutasi.render.language import Language
from mutasi.render.policy_plan_values import plan_values
from mutasi.render.proposal_pictures import points
from mutasi.render.proposal_titles import RECORD
from mutasi.render.proposal_words import plan_told, post_name
from mutasi.render.reweighed import rule_title
from mutasi.render.setting import setting_text
from mutasi.render.shortlist import below, counts_lines, tables_of
from mutasi.render.shortlist_words import method_text, share_text, title_of
from mutasi.version import VERSION


def rankings(proposal: Proposal, words: Language) -> Iterator[Block]:
    method = proposal.shortlists[0].method if proposal.shortlists else Method.WEIGHTED_SUM
    yield NewPage(wide=True)
    yield Heading(words.text(Message("Shortlists")))
    if method is Method.WEIGHTED_SUM:
        how = words.text(
            Message(
                "Points run from 0 to 100. Score = sum of points × weight. Bounds in brackets: what missing"
                " values leave possible."
            )
        )
    else:
        told = Message("Points and scores run from 0 to 100. Bounds in brackets: what missing values leave possible.")
        how = f"{words.text(told)} {method_text(method, words)}"
    yield Paragraph(f"{how} {words.text(proposal.order)}")
    for shortlist in proposal.shortlists:
        yield from _ranking(proposal, replace(shortlist, candidates=proposal.listed(shortlist)), words)


def _ranking(proposal: Proposal, shortlist: Shortlist, words: Language) -> Iterator[Block]:
    yield Heading(title_of(shortlist.vacancy, words), 3)
    yield Lines(tuple(counts_lines(shortlist, words)))
    for cells in tables_of(shortlist, words):
        yield Grid(cells.headers, cells.rows, cells.right)
    placed = tuple(one for one in shortlist.candidates if one.place)
    if placed:
        yield points(replace(shortlist, candidates=placed), words)
    yield from _told(below(shortlist, words))
    if shortlist.candidates:
        yield Paragraph(words.text(Message("What became of those who are listed:")))
        yield Items(
            tuple(
                f"{one.name} ({one.place or '-'}): {words.text(became(proposal, shortlist, one, words))}"
                for one in shortlist.candidates
            )
        )
    if shortlist.failures:
        yield Paragraph(
            words.text(
                Message("Not eligible: {count} people. Grounds (one person may have several):",
                        count=shortlist.counts.get(Verdict.FAIL, 0))
            )
        )  # fmt: skip
        yield Items(tuple(_grounds(shortlist, proposal.reference, words)))


def _told(lines: Iterable[str]) -> Iterator[Block]:
    """Lines that are set in are items, under the line before them that is not."""
    for is_item, some in groupby(lines, key=lambda line: line.startswith(" ")):
        if is_item:
            yield Items(tuple(line.strip() for line in some))
        else:
            yield from (Paragraph(line) for line in some)


def became(proposal: Proposal, shortlist: Shortlist, one: Candidate, words: Language) -> Message:
    """Whether somebody of a list is proposed, and if not there, why not."""
    found = outcome(proposal, shortlist, one)
    if found.fate is Fate.HERE and found.move:
        return Message("proposed here (no. {number})", number=found.move.number)
    if found.fate is Fate.ELSEWHERE and found.move:
        return Message(
            "proposed for {post} (no. {number})", post=post_name(found.move.vacancy), number=found.move.number
        )
    if found.fate is Fate.BARRED:
        return Message("barred once the other moves are made: {rule}", rule=found.reasons[0].rule)
    if found.fate is Fate.UNKNOWN:
        return Message("a fact that would bar is unknown: {rules}", rules=found.rules)
    if found.fate is Fate.LEFT:
        why = plan_told(found, Message("this person"), words) or _INSTEAD[proposal.origin]
        return Message("better placed and not proposed: {why}", why=why)
    return _BECAME[found.fate]


_BECAME = {
    Fate.NOBODY: Message("not proposed, as nobody is for this post"),
    Fate.EXCEPTION: Message("not proposed, as somebody is by a written exception"),
    Fate.LOWER: Message("stands lower than who is proposed"),
    Fate.EVEN: Message("cannot be told apart from who is proposed: the decision maker chooses"),
}
_INSTEAD = {
    Origin.SHORTLISTS: Message("the choice was made by hand"),
    Origin.HAND: Message("the choice was made by hand"),
    Origin.PLAN: Message("the moves come from a plan, which weighs all posts together"),
}


def _grounds(shortlist: Shortlist, reference: Reference, words: Language) -> Iterator[str]:
    for rule, count in shortlist.failures.items():
        legal = reference.rules.get(rule)
        title = f", {rule_title(legal, words)}" if legal else ""
        yield f"{rule}{title}: {words.count(count)}"


def record(proposal: Proposal, words: Language) -> Iterator[Block]:
    """What this document was computed from, so that it can be computed again."""
    yield Heading(words.text(RECORD))
    yield Items(tuple(_record_lines(proposal, words)))
    rows = tuple((file.path, words.count(file.rows) if file.rows else "-", file.sha256) for file in proposal.inputs)
    headers = [Message("File"), Message("Records"), Message("SHA-256")]
    yield Grid(tuple(words.text(header) for header in headers), rows, right=(1,), widths=(40, 14, 90))


def _record_lines(proposal: Proposal, words: Language) -> Iterator[str]:
    if proposal.as_of is not None:
        yield words.text(Message("Reference date: {date}", date=words.date(proposal.as_of)))
    yield words.text(Message("Effective date: {date}", date=words.date(proposal.effective)))
    yield words.text(Message("mutasi {version}, options: {options}", version=VERSION,
                             options=" ".join(proposal.options) or "-"))  # fmt: skip
    yield from _weights(proposal, words)
    if proposal.planning is not None:
        told = "; ".join(
            f"{key.removeprefix('rencana.')} {setting_text(value)}"
            for key, value in plan_values(proposal.planning)
            if key.startswith(_OF_A_PLAN)
        )
        yield words.text(Message("By what a plan is weighed (rencana in mutasi.yaml, as it is now): {values}",
                                 values=told))  # fmt: skip
    yield words.text(Message("Seal of weights and rules: {seal}", seal=proposal.seal))
    if proposal.masked:
        yield words.text(Message("Pseudonyms stand in the place of people; the hashes below are keyed ones."))


_OF_A_PLAN = (
    "rencana.jenjang_terbuka", "rencana.harga_", "rencana.prioritas.", "rencana.bobot.", "rencana.nilai_terendah",
    "rencana.peringkat_terendah", "rencana.peluang_menolak",
)  # fmt: skip
"""What decides between plans, and names nobody."""


def _weights(proposal: Proposal, words: Language) -> Iterator[str]:
    """The weights of all vacancies, or a line for those that have the same."""
    of: dict[tuple[WeightedCriterion, ...], list[str]] = {(): []} if not proposal.shortlists else {}
    for one in proposal.shortlists:
        of.setdefault(one.criteria, []).append(one.vacancy.id)
    for criteria, vacancies in of.items():
        total = sum(one.weight for one in criteria)
        weights = "; ".join(f"{one.label} {share_text(one.weight, total, words)}" for one in criteria)
        message = Message("Weights: {weights}", weights=weights)
        if len(of) > 1:
            message = Message("Weights of {vacancies}: {weights}", vacancies=tuple(vacancies), weights=weights)
        yield words.text(message)
