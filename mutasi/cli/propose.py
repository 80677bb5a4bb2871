"""`mutasi propose`: write the proposal."""

from __future__ import annotations

import datetime
import difflib
from collections.abc import Mapping, Sequence
from dataclasses import replace

from mutasi.cli.jobs import jobs_option
from mutasi.cli.options import WholeNumber, command, option
from mutasi.cli.ranking import Ranking, rank, tmt_option, vacancy_argument
from mutasi.cli.results import Results, result_options
from mutasi.cli.sealing import seal_of_project
from mutasi.cli.session import Session, session
from mutasi.cli.sound import say_reweighed, say_unmet
from mutasi.errors import MutasiError, UnknownName
from mutasi.message import Message, mark
from mutasi.model.verdict import ToSettle
from mutasi.plan.serial import SerialPlan, bars, serial_plan
from mutasi.render.proposal import FORMATS, MACHINE, Proposal, as_markdown, uncertain_moves
from mutasi.render.shortlist_data import ShortlistReport


class BadPick(MutasiError):
    """A choice by hand that cannot be proposed."""


@command(
    "propose",
    short=mark("Write the proposal: the moves, the shortlists and the reasons."),
    help_text=mark(
        """Writes the proposal (usulan mutasi) as Markdown or CSV.

Every open seat goes to the best placed person who is still free, the highest posts first. A choice of your
own takes precedence: --pick L-003=198503152010011007. Nobody is proposed of whom a fact that would bar is unknown;
what is unknown of everybody for one cause (an absent table) keeps nobody out, and the document names and counts the
moves that depend on it."""
    ),
)
@vacancy_argument
@option(
    "--pick", "picks", multiple=True, metavar="VACANCY=NIP",
    help=mark("Propose this person for that vacancy; repeatable."),
)  # fmt: skip
@option(
    "-n", "--number", type=WholeNumber(1), default=5, show_default=True, metavar="N",
    help=mark("People shown of each shortlist."),
)  # fmt: skip
@jobs_option
@tmt_option
@result_options(FORMATS, default="md")
def propose(
    vacancies: tuple[str, ...],
    picks: tuple[str, ...],
    number: int,
    jobs: int,
    tmt: datetime.date | None,
    results: Results,
) -> int:
    run = session()
    ranking = rank(run, vacancies, tmt)
    say_reweighed(run, ranking.reweighed, results.wanted)
    say_unmet(run, ranking.conditions.own, results.wanted)
    chosen = _parse_picks(picks)
    _check_vacancies(ranking, chosen)
    report = ranking.report(asked=number + SPARE, with_excluded=False, weighed=number, jobs=jobs)
    report = _with_everybody(ranking, report, chosen)
    _check_people(report, chosen)
    plan, report = _decide(run, ranking, report, chosen)
    refuse_barred(plan)
    options, seal = _options_text(run, vacancies, picks, tmt), seal_of_project(run, tmt)
    proposal = _proposal(run, ranking, report, plan, shown=number, options=options, seal=seal)
    run.write_all(results, lambda name: _render(run, proposal, name), ranking.dataset.files)
    run.say(
        Message(
            "{moves} move(s) proposed, {empty} seat(s) left empty",
            moves=len(plan.picks),
            empty=len(plan.empty),
        )
    )
    if plan.uncertain:
        run.say(uncertain_moves(plan))
    return 0


def _parse_picks(picks: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Vacancy id to the NIPs chosen for it; nobody may be chosen twice."""
    chosen: dict[str, tuple[str, ...]] = {}
    for text in picks:
        vacancy, sign, nip = text.partition("=")
        if not sign or not vacancy or not nip:
            raise BadPick(Message("--pick takes VACANCY=NIP; '{text}' is not of that form", text=text))
        if any(nip in nips for nips in chosen.values()):
            raise BadPick(Message("--pick names {nip} twice; a person can take one post", nip=nip))
        chosen[vacancy] = (*chosen.get(vacancy, ()), nip)
    return chosen


SPARE = 15
"""People listed beyond those that are shown, since some of them will be proposed for another seat."""


def _check_vacancies(ranking: Ranking, chosen: Mapping[str, Sequence[str]]) -> None:
    """Choices by hand must fit the seats."""
    by_id = {vacancy.id: vacancy for vacancy in ranking.vacancies}
    for vacancy, nips in chosen.items():
        if vacancy not in by_id:
            raise UnknownName(Message("vacancy"), vacancy, tuple(difflib.get_close_matches(vacancy, by_id, n=3)))
        seats = by_id[vacancy].seats
        if len(nips) > seats:
            raise BadPick(Message("{vacancy} has {seats} open seat(s) only", vacancy=vacancy, seats=seats))


def _with_everybody(ranking: Ranking, report: ShortlistReport, chosen: Mapping[str, Sequence[str]]) -> ShortlistReport:
    """The lists of the vacancies chosen for by hand with all who are ranked: the choice may stand anywhere in them."""
    return _longer(ranking, report, dict.fromkeys(chosen, ranking.people.size))


def _longer(ranking: Ranking, report: ShortlistReport, asked: Mapping[str, int]) -> ShortlistReport:
    """The lists with so many people of some vacancies, by their ids."""
    lists = (
        ranking.shortlist(one.vacancy, asked[one.vacancy.id], weighed=one.weighed) if one.vacancy.id in asked else one
        for one in report.shortlists
    )
    return replace(report, shortlists=tuple(lists))


def _check_people(report: ShortlistReport, chosen: Mapping[str, Sequence[str]]) -> None:
    """Choices by hand must be ranked."""
    for shortlist in report.shortlists:
        ranked = {one.nip for one in shortlist.candidates}
        vacancy = shortlist.vacancy.id
        for nip in chosen.get(vacancy, ()):
            if nip not in ranked:
                raise BadPick(
                    Message(
                        "{nip} may not hold {vacancy} or is unknown; mutasi shortlist {vacancy} --all says why",
                        nip=nip,
                        vacancy=vacancy,
                    )
                )


def refuse_barred(plan: SerialPlan) -> None:
    """A choice by hand must be possible among the other moves too."""
    for pick in plan.picks:
        bar = next(filter(bars, pick.afterwards), None) if pick.by_hand else None
        if bar is not None:
            raise BadPick(
                Message(
                    "{nip} may not hold {vacancy} once the other moves are made: {rule}, {reason}",
                    nip=pick.candidate.nip,
                    vacancy=pick.vacancy.id,
                    rule=bar.rule,
                    reason=bar.message,
                )
            )


def _decide(
    run: Session, ranking: Ranking, report: ShortlistReport, chosen: dict[str, tuple[str, ...]]
) -> tuple[SerialPlan, ShortlistReport]:
    """The plan, with the shortlists made longer until no seat stays empty merely because its list was cut."""
    from mutasi.plan.afterwards import Afterwards

    kinds, around = ranking.kinds(), Afterwards(ranking.people, ranking.policy)
    while True:
        plan = serial_plan(report.shortlists, kinds, run.reference, chosen, around)
        cut = [seat.shortlist for seat in plan.empty if len(seat.shortlist.candidates) < seat.shortlist.ranked]
        if not cut:
            return plan, report
        report = _longer(ranking, report, {one.vacancy.id: 4 * len(one.candidates) for one in cut})


def _proposal(
    run: Session, ranking: Ranking, report: ShortlistReport, plan: SerialPlan, *, shown: int, options: tuple[str, ...],
    seal: Message,
) -> Proposal:  # fmt: skip
    return Proposal(
        agency=ranking.policy.agency,
        plan=plan,
        shortlists=report.shortlists,
        conditions=report.conditions,
        reference=ranking.people.reference,
        as_of=ranking.policy.as_of,
        effective=report.effective,
        inputs=(*ranking.dataset.inputs, *(() if run.project.file is None else (run.project.file,))),
        options=options,
        shown=shown,
        order=report.order,
        checklist=_checklist(ranking, plan),
        accepted=ranking.accepted,
        reweighed=ranking.reweighed,
        seal=seal,
    )


def _checklist(ranking: Ranking, plan: SerialPlan) -> tuple[ToSettle, ...]:
    from mutasi.eligibility.checklist import Chosen, checklist
    from mutasi.eligibility.condition import Circumstances

    moves = [Chosen(pick.candidate.row, pick.vacancy) for pick in plan.picks]
    return checklist(Circumstances(ranking.people, ranking.policy), moves, ranking.conditions.own)


def _options_text(
    run: Session, vacancies: Sequence[str], picks: Sequence[str], tmt: datetime.date | None
) -> tuple[str, ...]:
    """The options that changed the content, for the record of the document."""
    parts = [*vacancies, *(f"--pick {pick}" for pick in picks)]
    parts += [f"--set {change}" for change in run.settings.changes or ()]
    if run.settings.isolated:
        parts.append("--isolated")
    if tmt is not None:
        parts.append(f"--tmt {tmt.isoformat()}")
    return tuple(parts)


def _render(run: Session, proposal: Proposal, name: str) -> str:
    return MACHINE[name](proposal) if name in MACHINE else as_markdown(proposal, run.document_language)
