"""`mutasi explain`: why somebody may or may not hold a post, and why with these points."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import click

from mutasi.cli.options import command, option
from mutasi.cli.ranking import Ranking, rank, row_of, tmt_option
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
verdict and its basis; for what fails the first day on which it would be met if nothing else changed; then the points.

With --vacancy it shows for a post how many people fail which requirement, and who is nearest to it."""),
)
@click.argument("nip", required=False, default="", metavar="[NIP]")
@click.argument("vacancy", required=False, default="", metavar="[VACANCY]")
@option("--vacancy", "alone", default="", metavar="VACANCY", help=mark("A vacancy, without a person."))
@option(
    "-n", "--number", type=click.IntRange(min=0), default=5, show_default=True, metavar="N",
    help=mark("People who are nearest to the vacancy."),
)  # fmt: skip
@tmt_option
@result_options(FORMATS)
def explain(
    nip: str,
    vacancy: str,
    alone: str,
    number: int,
    tmt: datetime.date | None,
    results: Results,
) -> int:
    run = session()
    if bool(alone) == bool(nip and vacancy) or (alone and nip):
        raise NobodyNamed
    ranking = rank(run, [alone or vacancy], tmt)
    made = _vacancy(ranking, run, number) if alone else _pair(ranking, run, nip)
    run.write_all(results, lambda name: _render(run, made, name), ranking.dataset.files)
    return 0


def _pair(ranking: Ranking, run: Session, nip: str) -> PairReport:
    from mutasi.eligibility.explain import explained
    from mutasi.render.explained import PairReport

    row = row_of(ranking.people, nip)
    (scored,) = ranking.scores([row]).shortlists
    told = explained(ranking.people, row, ranking.vacancies[0], ranking.policy)
    return PairReport(told, scored, ranking.people, run.reference, ranking.reweighed)


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
