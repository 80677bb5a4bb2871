"""`mutasi shortlist`: ranked people for each vacancy."""

from __future__ import annotations

import datetime

from mutasi.cli.jobs import jobs_option
from mutasi.cli.options import WholeNumber, command, option
from mutasi.cli.ranking import rank, tmt_option, vacancy_argument
from mutasi.cli.results import Results, result_options
from mutasi.cli.session import Session, session
from mutasi.cli.sound import say_reweighed, say_unmet
from mutasi.message import mark
from mutasi.render.shortlist import FORMATS, as_markdown, as_text
from mutasi.render.shortlist_data import MACHINE, ShortlistReport


@command(
    "shortlist",
    short=mark("Ranked people for each vacancy, with reasons."),
    help_text=mark("""Ranks the people who may hold a post, with points, reasons and what is unknown.

Without VACANCY it does so for every vacancy of lowongan.yaml. Nothing is computed from data that has errors:
see mutasi validate. An empty shortlist is an answer: the exit code is 0."""),
)
@vacancy_argument
@option(
    "-n", "--number", type=WholeNumber(1), default=5, show_default=True, metavar="N",
    help=mark("People a vacancy; more when the last place is shared."),
)  # fmt: skip
@option(
    "--all",
    "with_excluded",
    is_flag=True,
    help=mark("Also those who may not hold the post, with every reason."),
)
@jobs_option
@tmt_option
@result_options(FORMATS)
def shortlist(
    vacancies: tuple[str, ...],
    number: int,
    with_excluded: bool,
    jobs: int,
    tmt: datetime.date | None,
    results: Results,
) -> int:
    run = session()
    ranking = rank(run, vacancies, tmt)
    say_reweighed(run, ranking.reweighed, results.wanted)
    say_unmet(run, ranking.conditions.own, results.wanted)
    report = ranking.report(asked=number, with_excluded=with_excluded, jobs=jobs)
    run.write_all(results, lambda name: render(run, report, name), ranking.dataset.files)
    return 0


def render(run: Session, report: ShortlistReport, name: str) -> str:
    """A report in one of FORMATS."""
    if name in MACHINE:
        return MACHINE[name](report)
    if name == "md":
        return as_markdown(report, run.document_language)
    return as_text(report, run.language, run.paint, width=run.width, colour=run.colour)
