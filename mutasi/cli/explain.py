"""`mutasi explain`: why somebody may or may not hold a post, and why with these points."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import click

from mutasi.cli.options import WholeNumber, command, option
from mutasi.cli.person_posts import USUAL_PLACES
from mutasi.cli.ranking import MISSING_ORDERS, Ranking, rank, row_of, tmt_option
from mutasi.cli.results import Results, result_options
from mutasi.cli.session import Session, session
from mutasi.errors import MutasiError
from mutasi.message import Message, mark

if TYPE_CHECKING:
    from mutasi.render.explained import PairReport
    from mutasi.render.explained_vacancy import VacancyReport

FORMATS = ("text", "md", "json")


class NobodyNamed(MutasiError):
    """Neither a person with a vacancy nor a vacancy alone was named."""

    def __init__(self) -> None:
        super().__init__(Message("name a person and a vacancy: mutasi explain NIP VACANCY; or --vacancy VACANCY alone"))


@command(
    "explain",
    short=mark("Why somebody may hold a post or not, rule by rule, and with which points."),
    help_text=mark("""Shows for a person (NIP) and a VACANCY every requirement with what is asked and what is there, its
verdict and its basis; for what fails the first day on which it would be met if nothing else changed; then the points,
the place among those who are ranked, and the smallest improvement that would reach the shortlist. The id of a post does
as well: it is judged as if it were vacant.

With --vacancy it shows for a vacancy how many people fail which requirement, and who is nearest to it."""),
)
@click.argument("nip", required=False, default="", metavar="[NIP]")
@click.argument("vacancy", required=False, default="", metavar="[VACANCY]")
@option("--vacancy", "alone", default="", metavar="VACANCY", help=mark("A vacancy or post, without a person."))
@option(
    "-n", "--number", type=click.IntRange(min=0), default=5, show_default=True, metavar="N",
    help=mark("People who are nearest to the vacancy."),
)  # fmt: skip
@option(
    "--places", type=WholeNumber(1), default=USUAL_PLACES, show_default=True, metavar="N",
    help=mark("So many places of a vacancy are its shortlist."),
)  # fmt: skip
@tmt_option
@result_options(FORMATS)
def explain(
    nip: str,
    vacancy: str,
    alone: str,
    number: int,
    places: int,
    tmt: datetime.date | None,
    results: Results,
) -> int:
    run = session()
    if bool(alone) == bool(nip and vacancy) or (alone and nip):
        raise NobodyNamed
    ranking = rank(run, [alone or vacancy], tmt, posts_too=True)
    made = _vacancy(ranking, run, number) if alone else _pair(ranking, run, nip, places)
    run.write_all(results, lambda name: _render(run, made, name), ranking.dataset.files)
    return 0


def _pair(ranking: Ranking, run: Session, nip: str, places: int) -> PairReport:
    from mutasi.eligibility.explain import explained
    from mutasi.render.explained import PairReport

    row = row_of(ranking.people, nip)
    (scored,) = ranking.scores([row]).shortlists
    told = explained(ranking.people, row, ranking.vacancies[0], ranking.policy)
    stands = ranking.prospect(row, places)
    return PairReport(
        told,
        scored,
        ranking.people,
        run.reference,
        ranking.reweighed,
        stands,
        MISSING_ORDERS[ranking.policy.missing_order],
    )


def _vacancy(ranking: Ranking, run: Session, number: int) -> VacancyReport:
    from mutasi.eligibility.nearest import nearest
    from mutasi.render.explained_vacancy import VacancyReport

    vacancy = ranking.vacancies[0]
    shortlist = ranking.shortlist(vacancy, 1)
    near = nearest(ranking.people, vacancy, ranking.policy, number) if number else ()
    return VacancyReport(shortlist, near, ranking.people, run.reference, ranking.reweighed)


def _render(run: Session, made: PairReport | VacancyReport, name: str) -> str:
    from mutasi.render import explained, explained_vacancy

    if isinstance(made, explained.PairReport):
        if name == "json":
            return explained.pair_json(made)
        if name == "md":
            return explained.pair_markdown(made, run.document_language)
        return explained.pair_text(made, run.language, run.paint, width=run.width)
    if name == "json":
        return explained_vacancy.vacancy_json(made)
    if name == "md":
        return explained_vacancy.vacancy_markdown(made, run.document_language)
    return explained_vacancy.vacancy_text(made, run.language, run.paint, width=run.width)
