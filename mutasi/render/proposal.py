"""The proposal (usulan mutasi) in Markdown and CSV: the same moves, the same totals, in both.

Text from the data is escaped, so that it can neither break a table nor become markup.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from mutasi.message import Message
from mutasi.model.dataset import Input
from mutasi.model.policy import Agency, Method
from mutasi.model.reference import Confidence, Reference
from mutasi.model.reweighed import Reweighed
from mutasi.model.shortlist import Shortlist, WeightedCriterion, hundredths
from mutasi.model.verdict import Reason, ToSettle, Verdict
from mutasi.plan.serial import Pick, SerialPlan, may_be_proposed
from mutasi.render.acceptances import acceptances_markdown
from mutasi.render.basis import source_name
from mutasi.render.language import Language, language
from mutasi.render.markdown import escape_cell, table
from mutasi.render.reweighed import WEIGHED, rule_title
from mutasi.render.seal import NOT_SEALED
from mutasi.render.shortlist import shortlist_markdown
from mutasi.render.shortlist_data import OF_THE_VACANCY
from mutasi.render.shortlist_words import (
    KIND_WORDS,
    Tell,
    conditions_text,
    method_text,
    reason_text,
    reasons_text,
    share_text,
)
from mutasi.render.tables import as_csv as table_as_csv
from mutasi.render.tables import decimal
from mutasi.render.wording import in_words
from mutasi.version import VERSION

if TYPE_CHECKING:
    from mutasi.rules.exemptions import Accepted  # polars, which the help of a command does not need

FIELDS = (
    "urutan", "nip", "nama", "golongan", "dari_jabatan", "dari_unit", "id_lowongan", "ke_jabatan", "ke_unit",
    "jenis", "peringkat", "skor", "skor_min", "skor_maks", "hasil_syarat", "alasan", OF_THE_VACANCY,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Proposal:
    """Everything that the document says. `shown` people of each shortlist are printed; `accepted` are errors
    of the data that are let pass, `reweighed` rules whose weight the agency has changed, `seal` says whether weights
    and rules are those that were sealed before.
    """

    agency: Agency
    plan: SerialPlan
    shortlists: tuple[Shortlist, ...]
    conditions: tuple[Reason, ...]
    reference: Reference
    as_of: datetime.date | None
    effective: datetime.date
    inputs: tuple[Input, ...]
    options: tuple[str, ...]
    shown: int
    order: Message
    checklist: tuple[ToSettle, ...] = ()
    accepted: tuple[Accepted, ...] = ()
    reweighed: tuple[Reweighed, ...] = ()
    seal: Message = NOT_SEALED


def as_csv(proposal: Proposal) -> str:
    """One row a move; columns and words are Indonesian in every language."""
    words = language("id")
    return table_as_csv(FIELDS, (_row(number, pick, words) for number, pick in _numbered(proposal)))


def _numbered(proposal: Proposal) -> Iterator[tuple[int, Pick]]:
    yield from enumerate(proposal.plan.picks, start=1)


def _row(number: int, pick: Pick, words: Language) -> dict[str, str | int | None]:
    one, vacancy = pick.candidate, pick.vacancy

    def score(units: int) -> str:
        return decimal(hundredths(units, pick.shortlist.full))

    return {
        "urutan": number,
        "nip": one.nip,
        "nama": one.name,
        "golongan": one.rank,
        "dari_jabatan": one.post,
        "dari_unit": one.unit,
        "id_lowongan": vacancy.id,
        "ke_jabatan": vacancy.post_name or vacancy.post,
        "ke_unit": vacancy.unit_name,
        "jenis": pick.kind,
        "peringkat": one.place,
        "skor": score(one.score),
        "skor_min": score(one.lowest),
        "skor_maks": score(one.highest),
        "hasil_syarat": one.verdict.code,
        "alasan": why(pick, words, words.text),
        OF_THE_VACANCY: conditions_text(pick.shortlist.conditions) or None,
    }


def why(pick: Pick, words: Language, tell: Tell) -> str:
    """Why this person, in one line: the place, the next best, and what remains to be verified."""
    return "; ".join(words.text(part) for part in _grounds(pick, words, tell))


def _grounds(pick: Pick, words: Language, tell: Tell) -> Iterator[Message]:
    one, ranking = pick.candidate, pick.shortlist
    if pick.by_hand:
        yield Message("chosen by hand")
    yield Message("place {place} of {ranked}", place=one.place, ranked=ranking.ranked)
    following = next((other for other in ranking.candidates if other.place > one.place), None)
    if following is not None:
        lead = hundredths(one.score, ranking.full) - hundredths(following.score, ranking.full)
        yield Message("{lead} points ahead of the next", lead=words.points(lead))
    yield from _why_not_the_better(pick)
    if pick.even:
        names = tuple(f"{other.name} ({other.nip})" for other in pick.even)
        yield Message("cannot be told apart from {names}: the decision maker chooses", names=names)
    if one.lowest < one.highest:
        yield Message("points partly unknown, so the score lies between {lowest} and {highest}",
                      lowest=words.points(hundredths(one.lowest, ranking.full)),
                      highest=words.points(hundredths(one.highest, ranking.full)))  # fmt: skip
    remarks = (*one.reasons, *one.unjudged)
    if remarks:
        yield Message("note {reasons}", reasons=reasons_text(remarks, tell))
    elif not pick.afterwards:
        yield Message("meets every requirement that was checked")
    if pick.afterwards:
        yield Message("once all moves are made: {reasons}", reasons=reasons_text(pick.afterwards, tell))


def _why_not_the_better(pick: Pick) -> Iterator[Message]:
    """What became of those who are better placed."""
    unknown = sum(not may_be_proposed(other) for other in pick.passed_over)
    barred = [one for one in pick.barred if one.candidate.place < pick.candidate.place]
    busy = len(pick.passed_over) - unknown - len(barred)
    if busy:
        yield Message("better placed but proposed elsewhere: {count}", count=busy)
    if unknown:
        yield Message("better placed but a barring fact unknown: {count}", count=unknown)
    if barred:
        rules = tuple(sorted({one.reason.rule for one in barred}))
        yield Message(
            "better placed but barred once the other moves are made: {count} ({rules})", count=len(barred), rules=rules
        )


# The document -----------------------------------------------------------------------------------------


def as_markdown(proposal: Proposal, words: Language) -> str:
    """The whole document."""
    parts = (
        _opening, _accepted, _off, _weighed_otherwise, _basis, _conditions, _moves, _totals, _checklist, _empty,
        _opened, _rankings, _record, _signature,
    )  # fmt: skip
    sections = ("\n".join(part(proposal, words)) for part in parts)
    return "\n\n".join(section for section in sections if section) + "\n"


def _heading(title: Message, words: Language, level: int = 2) -> str:
    return f"{'#' * level} {words.text(title)}"


def _opening(proposal: Proposal, words: Language) -> Iterator[str]:
    agency = proposal.agency
    yield _heading(Message("Proposal of transfers"), words, level=1)
    yield ""
    if agency.name:
        yield f"**{escape_cell(agency.name)}**  "
    yield words.text(Message("Number: ............................")) + "  "
    if agency.addressee:
        yield words.text(Message("To: {addressee}", addressee=escape_cell(agency.addressee))) + "  "
    yield words.text(Message("Subject: transfers of civil servants as of {date}", date=words.date(proposal.effective)))
    yield ""
    yield words.text(
        Message(
            "Proposed below: {moves} move(s) for {seats} open seat(s); vacancies: {vacancies}."
            " Each was ranked by the published criteria and weights, and checked against the requirements at"
            " the effective date {date}. The ranking is a basis for the decision; it does not replace the"
            " consideration of the performance assessment team.",
            vacancies=len(proposal.shortlists),
            seats=sum(shortlist.vacancy.seats for shortlist in proposal.shortlists),
            moves=len(proposal.plan.picks),
            date=words.date(proposal.effective),
        )
    )


def _accepted(proposal: Proposal, words: Language) -> Iterator[str]:
    yield from acceptances_markdown(proposal.accepted, words)


def _off(proposal: Proposal, words: Language) -> Iterator[str]:
    off = [one.rule for one in proposal.reweighed if one.is_off]
    if not off:
        return
    yield _heading(Message("Rules that the agency has put off"), words)
    yield ""
    yield words.text(
        Message("By aturan in mutasi.yaml nobody was checked for what these rules ask; the moves below rest on that.")
    )
    yield ""
    yield from (f"- {rule.code}: {escape_cell(rule_title(rule, words))}" for rule in off)


def _weighed_otherwise(proposal: Proposal, words: Language) -> Iterator[str]:
    changed = [one for one in proposal.reweighed if not one.is_off]
    if not changed:
        return
    yield _heading(Message("Rules that the agency weighs otherwise"), words)
    yield ""
    yield words.text(
        Message("By aturan in mutasi.yaml these weigh otherwise than usual, also where they say nothing of a move:")
    )
    yield ""
    told = dict(WEIGHED)
    for one in changed:
        yield f"- {one.rule.code}, {words.text(told[one.weight])}: {escape_cell(rule_title(one.rule, words))}"


def _basis(proposal: Proposal, words: Language) -> Iterator[str]:
    yield _heading(Message("Legal basis"), words)
    yield ""
    rules = dict.fromkeys(rule for one in proposal.shortlists for rule in one.rules)
    rules |= dict.fromkeys(reason.rule for reason in proposal.conditions)
    legal = [proposal.reference.rules[code] for code in rules if code in proposal.reference.rules]
    keys = dict.fromkeys(key for rule in legal for key in rule.sources)
    sources = [proposal.reference.sources[key] for key in keys if key in proposal.reference.sources]
    yield from _numbered_list([source.title for source in sources if source.kind == "peraturan"])
    other = [source.title for source in sources if source.kind == "praktik"]
    if other:
        yield ""
        yield words.text(
            Message("Also used, but no instruments of law (announcements, statements, circulated practice):")
        )
        yield ""
        yield from (f"- {escape_cell(title)}" for title in other)
    weak = sorted(rule.code for rule in legal if rule.needs_verification or rule.confidence is Confidence.MEMORY)
    if weak:
        yield ""
        yield words.text(
            Message(
                "To be verified against the official text before the decision, since their wording was not"
                " seen when these rules were written: {rules}.",
                rules=tuple(weak),
            )
        )


def _numbered_list(titles: list[str]) -> Iterator[str]:
    yield from (f"{number}. {escape_cell(title)}" for number, title in enumerate(titles, start=1))


def _conditions(proposal: Proposal, words: Language) -> Iterator[str]:
    if not proposal.conditions:
        return
    yield _heading(Message("Conditions for all moves"), words)
    yield ""
    for reason in proposal.conditions:
        strong = "**" if reason.verdict is Verdict.FAIL else ""
        yield f"- {strong}{escape_cell(reason_text(reason, words.told))}{strong}"


def _moves(proposal: Proposal, words: Language) -> Iterator[str]:
    yield _heading(Message("Proposed moves"), words)
    yield ""
    yield words.text(
        Message(
            "Seats were decided one after the other, the highest level first, then in the order of the"
            " vacancy file; each went to the best placed person who was still free and whom the other moves do not bar."
            " Nobody is proposed twice."
        )
    )
    yield ""
    headers = [
        Message("No."), Message("Name, NIP"), Message("Rank"), Message("Present post"),
        Message("Proposed post"), Message("Kind"), Message("Score"), Message("Reason"),
    ]  # fmt: skip
    rows = [_move_cells(number, pick, words) for number, pick in _numbered(proposal)]
    yield table([words.text(header) for header in headers], rows, right=(0, 6)).rstrip("\n")


def _move_cells(number: int, pick: Pick, words: Language) -> list[str]:
    one, vacancy = pick.candidate, pick.vacancy
    score = words.points(hundredths(one.score, pick.shortlist.full))
    return [
        str(number),
        f"{escape_cell(one.name)}<br>{escape_cell(one.nip)}",
        escape_cell(one.rank),
        _post(one.post, one.unit),
        _post(vacancy.post_name or vacancy.post, vacancy.unit_name),
        words.text(KIND_WORDS[pick.kind]),
        score,
        escape_cell(why(pick, words, words.told)),
    ]


def _post(post: str, unit: str) -> str:
    return f"{escape_cell(post)}<br>{escape_cell(unit)}" if unit and unit not in post else escape_cell(post)


def _totals(proposal: Proposal, words: Language) -> Iterator[str]:
    """Counts that are taken from the very rows above, so that they cannot differ."""
    picks, empty = proposal.plan.picks, proposal.plan.empty
    yield _heading(Message("Totals"), words)
    yield ""
    kinds = Counter(pick.kind for pick in picks)
    levels = Counter(pick.vacancy.level for pick in picks)
    rows = [[words.text(KIND_WORDS[kind]), str(kinds[kind])] for kind in KIND_WORDS if kinds[kind]]
    all_moves = words.text(Message("all moves"))
    total = [f"**{all_moves}**", f"**{len(picks)}**"]
    rows.append(total)
    yield table([words.text(Message("Kind")), words.text(Message("People"))], rows, right=(1,))
    order = [level for level in proposal.reference.levels if levels[level]]
    rows = [[escape_cell(in_words(level)), str(levels[level])] for level in order]
    if levels[""]:
        rows.append([words.text(Message("level unknown")), str(levels[""])])
    rows.append(total)
    yield table([words.text(Message("Level of the proposed post")), words.text(Message("People"))], rows, right=(1,))
    yield words.text(
        Message(
            "Open seats {seats} = filled {filled} + left empty {empty}.",
            seats=len(picks) + len(empty),
            filled=len(picks),
            empty=len(empty),
        )
    )

    if proposal.plan.uncertain:
        yield ""
        yield words.text(uncertain_moves(proposal.plan))


def uncertain_moves(plan: SerialPlan) -> Message:
    """How many moves rest on a fact that nobody has yet, and by which rules it would bar."""
    return Message(
        "Moves that depend on facts which nobody has yet, and which would bar: {count} ({rules}); verify them before"
        " the decision. What is unknown of everybody for one cause, such as an absent table, keeps nobody from being"
        " proposed, for all seats would stay empty.",
        count=len(plan.uncertain),
        rules=tuple(sorted({reason.rule for pick in plan.uncertain for reason in pick.unknown})),
    )


def _checklist(proposal: Proposal, words: Language) -> Iterator[str]:
    """What no data can decide, to be ticked off before the inauguration."""
    if not proposal.checklist:
        return
    yield _heading(Message("To be settled before the inauguration"), words)
    yield ""
    for item in proposal.checklist:
        titles = "; ".join(
            source_name(proposal.reference.sources[key], words)
            for key in proposal.reference.rules[item.rule].sources
            if key in proposal.reference.sources
        )
        yield f"- [ ] {item.rule}: {escape_cell(words.told(item.message))} ({escape_cell(titles)})"


def _empty(proposal: Proposal, words: Language) -> Iterator[str]:
    if not proposal.plan.empty:
        return
    yield _heading(Message("Seats left empty"), words)
    yield ""
    rows = [
        [
            escape_cell(seat.vacancy.id),
            _post(seat.vacancy.post_name, seat.vacancy.unit_name),
            words.text(seat.reason),
        ]
        for seat in proposal.plan.empty
    ]
    headers = [Message("Vacancy"), Message("Post"), Message("Reason")]
    yield table([words.text(header) for header in headers], rows).rstrip("\n")


def _opened(proposal: Proposal, words: Language) -> Iterator[str]:
    """The posts that the proposed people leave: each needs a successor or an acting official."""
    left = [pick.candidate for pick in proposal.plan.picks if pick.candidate.post]
    if not left:
        return
    yield _heading(Message("Posts that the moves open"), words)
    yield ""
    rows = [[escape_cell(one.post), escape_cell(one.unit), escape_cell(one.name)] for one in left]
    headers = [Message("Post"), Message("Unit"), Message("Left by")]
    yield table([words.text(header) for header in headers], rows).rstrip("\n")


def _rankings(proposal: Proposal, words: Language) -> Iterator[str]:
    method = proposal.shortlists[0].method if proposal.shortlists else Method.WEIGHTED_SUM
    yield _heading(Message("Shortlists"), words)
    yield ""
    yield (
        words.text(
            Message(
                "Points run from 0 to 100. Score = sum of points × weight. Bounds in brackets: what missing"
                " values leave possible."
            )
            if method is Method.WEIGHTED_SUM
            else Message("Points and scores run from 0 to 100. Bounds in brackets: what missing values leave possible.")
        )
        + ("" if method is Method.WEIGHTED_SUM else " " + method_text(method, words))
        + " "
        + words.text(proposal.order)
    )
    for shortlist in proposal.shortlists:
        yield ""
        shown = replace(shortlist, candidates=shortlist.candidates[: _shown(shortlist, proposal.shown)])
        yield shortlist_markdown(shown, words, heading="###").rstrip("\n")
        if shortlist.failures:
            yield ""
            yield from _why_not(shortlist, proposal.reference, words)


def _shown(shortlist: Shortlist, asked: int) -> int:
    """How many people are printed: as asked, and all who share the last place."""
    candidates = shortlist.candidates
    if len(candidates) <= asked:
        return len(candidates)
    last = candidates[asked - 1].place
    return sum(one.place <= last for one in candidates)


def _why_not(shortlist: Shortlist, reference: Reference, words: Language) -> Iterator[str]:
    yield words.text(
        Message(
            "Not eligible: {count} people. Grounds (one person may have several):",
            count=shortlist.counts.get(Verdict.FAIL, 0),
        )
    )
    yield ""
    for rule, count in shortlist.failures.items():
        legal = reference.rules.get(rule)
        title = f", {escape_cell(rule_title(legal, words))}" if legal else ""
        yield f"- {rule}{title}: {count}"


def _record(proposal: Proposal, words: Language) -> Iterator[str]:
    """What this document was computed from, so that it can be computed again."""
    yield _heading(Message("Record"), words)
    yield ""
    if proposal.as_of is not None:
        yield words.text(Message("- Reference date: {date}", date=words.date(proposal.as_of)))
    yield words.text(Message("- Effective date: {date}", date=words.date(proposal.effective)))
    yield words.text(Message("- mutasi {version}, options: {options}", version=VERSION,
                             options=escape_cell(" ".join(proposal.options) or "-")))  # fmt: skip
    yield from _weights(proposal, words)
    yield words.text(Message("- Seal of weights and rules: {seal}", seal=escape_cell(words.text(proposal.seal))))
    yield ""
    rows = [[escape_cell(file.path), str(file.rows), f"`{file.sha256}`"] for file in proposal.inputs]
    headers = [Message("File"), Message("Records"), Message("SHA-256")]
    yield table([words.text(header) for header in headers], rows, right=(1,)).rstrip("\n")


def _weights(proposal: Proposal, words: Language) -> Iterator[str]:
    """The weights of all vacancies, or a line for those that have the same."""
    of: dict[tuple[WeightedCriterion, ...], list[str]] = {(): []} if not proposal.shortlists else {}
    for one in proposal.shortlists:
        of.setdefault(one.criteria, []).append(one.vacancy.id)
    for criteria, vacancies in of.items():
        total = sum(one.weight for one in criteria)
        weights = escape_cell("; ".join(f"{one.label} {share_text(one.weight, total, words)}" for one in criteria))
        message = Message("- Weights: {weights}", weights=weights)
        if len(of) > 1:
            names = tuple(map(escape_cell, vacancies))
            message = Message("- Weights of {vacancies}: {weights}", vacancies=names, weights=weights)
        yield words.text(message)


def _signature(proposal: Proposal, words: Language) -> Iterator[str]:
    signatory, agency = proposal.agency.signatory, proposal.agency
    yield f"{escape_cell(agency.place) or '....................'}, ....................  "
    yield escape_cell(signatory.post) or words.text(Message("(post of the signatory)"))
    yield ""
    yield "<br><br>"
    yield ""
    yield f"**{escape_cell(signatory.name) or '........................................'}**  "
    if signatory.rank:
        yield f"{escape_cell(signatory.rank)}  "
    yield f"NIP {escape_cell(signatory.nip) or '........................................'}"


MACHINE: Mapping[str, Callable[[Proposal], str]] = {"csv": as_csv}
FORMATS = ("md", *MACHINE)
