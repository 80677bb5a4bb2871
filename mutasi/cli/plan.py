"""`mutasi plan`: all moves decided together."""

from __future__ import annotations

import datetime

from mutasi.cli.options import command
from mutasi.cli.ranking import MISSING_ORDERS, Ranking, rank, tmt_option, vacancy_argument
from mutasi.cli.results import Results, result_options
from mutasi.cli.session import Session, session
from mutasi.cli.sound import say_reweighed, say_unmet
from mutasi.message import mark
from mutasi.render.plan import FORMATS, as_markdown, as_text
from mutasi.render.plan_data import MACHINE, PlanReport


@command(
    "plan",
    short=mark("All moves decided together: fills, chains and cycles."),
    help_text=mark("""Decides who moves where, for all vacancies at once and for the posts that the moves open.

The plan is the best one there is: first the priority of the seats that are filled, then the points that the posts gain,
less a price for each move (rencana in mutasi.yaml). A held post opens only when its holder leaves, so chains, swaps and
longer cycles come out together. Of equally good plans the published chain decides."""),
)
@vacancy_argument
@tmt_option
@result_options(FORMATS)
def plan(vacancies: tuple[str, ...], tmt: datetime.date | None, results: Results) -> int:
    run = session()
    ranking = rank(run, vacancies, tmt)
    say_reweighed(run, ranking.reweighed, results.wanted)
    say_unmet(run, ranking.conditions.own, results.wanted)
    report = planned(run, ranking)
    run.write_all(results, lambda name: _render(run, report, name), ranking.dataset.files)
    return 0


def planned(run: Session, ranking: Ranking) -> PlanReport:
    """The plan of a ranking."""
    from mutasi.fit.standing import order_of_people
    from mutasi.model.vacancy import post_vacancies
    from mutasi.plan.decide import decide
    from mutasi.plan.places import held_posts, places
    from mutasi.plan.tell import plan_of
    from mutasi.plan.will import Wills

    people, policy = ranking.people, ranking.policy
    held = post_vacancies(ranking.dataset, run.reference, held_posts(people, policy))
    found = tuple(places(people, policy, ranking.vacancies, held.values()))
    wills = Wills.of(people, [place.vacancy for place in found])
    ranks = order_of_people(people, policy)
    decided = decide(people, policy, found, wills, ranks)
    made = plan_of(people, policy, decided, wills, ranks)
    order = MISSING_ORDERS[policy.missing_order]
    return PlanReport(made, policy.plan, people.effective, order, ranking.conditions.shared, ranking.reweighed)


def _render(run: Session, report: PlanReport, name: str) -> str:
    if name in MACHINE:
        return MACHINE[name](report)
    if name == "md":
        return as_markdown(report, run.document_language)
    return as_text(report, run.language, run.paint, width=run.width, colour=run.colour)
