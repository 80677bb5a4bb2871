"""`mutasi score`: points and score of people for vacancies, whether they may hold the post or not."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from mutasi.cli.jobs import jobs_option
from mutasi.cli.options import command, option
from mutasi.cli.ranking import rank, row_of, tmt_option, vacancy_argument
from mutasi.cli.results import Results, result_options
from mutasi.cli.session import session
from mutasi.cli.shortlist import render
from mutasi.cli.sound import say_reweighed, say_unmet
from mutasi.message import mark
from mutasi.render.shortlist import FORMATS

if TYPE_CHECKING:
    from mutasi.model.people import People


@command(
    "score",
    short=mark("Points and score of people for vacancies."),
    help_text=mark(
        """Shows points, score and verdict for every pair of a person and a vacancy that is asked for.

Unlike shortlist it leaves nobody out: who may not hold the post has points too, with the reasons, but no
place. Without --nip it takes everybody, without VACANCY every vacancy."""
    ),
)
@vacancy_argument
@option("--nip", "nips", multiple=True, metavar="NIP", help=mark("Only this person; repeatable."))
@jobs_option
@tmt_option
@result_options(FORMATS)
def score(
    vacancies: tuple[str, ...],
    nips: tuple[str, ...],
    jobs: int,
    tmt: datetime.date | None,
    results: Results,
) -> int:
    run = session()
    ranking = rank(run, vacancies, tmt)
    say_reweighed(run, ranking.reweighed, results.wanted)
    say_unmet(run, ranking.conditions.own, results.wanted)
    report = ranking.scores(_rows(ranking.people, nips), jobs)
    run.write_all(results, lambda name: render(run, report, name), ranking.dataset.files)
    return 0


def _rows(people: People, nips: tuple[str, ...]) -> tuple[int, ...]:
    """The rows of these people in the order asked for; all when none is named."""
    if not nips:
        return tuple(range(people.size))
    return tuple(row_of(people, nip) for nip in dict.fromkeys(nips))
