"""`mutasi shortlist`: ranked people for each vacancy."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from mutasi.cli.comparing import METHODS, compared, methods_asked
from mutasi.cli.comparing import render as render_compared
from mutasi.cli.jobs import jobs_option, refuse_jobs_beside
from mutasi.cli.masking import Masks, mask_options, refuse_masks_beside, with_masks
from mutasi.cli.options import WholeNumber, command, complete_with, option
from mutasi.cli.person_posts import NIP_OPTION, PLACES_OPTION, places_asked, posts_of, render_posts
from mutasi.cli.ranking import rank, tmt_option, vacancy_argument
from mutasi.cli.rendering import rendered
from mutasi.cli.results import Results, result_options
from mutasi.cli.session import Session, session
from mutasi.cli.sound import say_reweighed, say_unmet
from mutasi.cli.stability import SHORTLIST_FORMATS, refuse_beside, stability_options, write_stability
from mutasi.errors import MutasiError
from mutasi.message import Message, mark
from mutasi.model.stability import Sampling
from mutasi.render.shortlist import as_markdown, as_text
from mutasi.render.shortlist_data import MACHINE, ShortlistReport


@command(
    "shortlist",
    short=mark("Ranked people for each vacancy, with reasons."),
    help_text=mark("""Ranks the people who may hold a post, with points, reasons and what is unknown.

Without VACANCY it does so for every vacancy of lowongan.yaml. With --nip it shows the best posts for a person: the
place among those who are ranked, what is lacking to the shortlist, and what bars. Nothing is computed from data
that has errors: see mutasi validate. An empty shortlist is an answer: the exit code is 0."""),
)
@vacancy_argument
@option(
    "-n", "--number", type=WholeNumber(1), default=5, show_default=True, metavar="N",
    help=mark("People a vacancy, more when the last place is shared; with --nip posts a person."),
)  # fmt: skip
@option(
    "--all",
    "with_excluded",
    is_flag=True,
    help=mark("Also those who may not hold the post, with every reason."),
)
@option(
    "--compare", "methods", multiple=True, metavar="METHODS", shell_complete=complete_with(METHODS),
    help=mark("Places by these methods beside that of the policy: saw,topsis; all for every method."),
)  # fmt: skip
@NIP_OPTION
@PLACES_OPTION
@jobs_option
@tmt_option
@stability_options
@mask_options
@result_options(SHORTLIST_FORMATS)
def shortlist(
    vacancies: tuple[str, ...],
    number: int,
    with_excluded: bool,
    methods: tuple[str, ...],
    nips: tuple[str, ...],
    places: int | None,
    jobs: int,
    tmt: datetime.date | None,
    sampling: Sampling | None,
    masks: Masks,
    results: Results,
) -> int:
    run = session()
    chosen = methods_asked(methods)
    if chosen and with_excluded:
        raise MutasiError(Message("--compare shows who is ranked, and --all those who are not: leave out one of them"))
    refuse_beside(sampling, {"--compare": bool(chosen), "--all": with_excluded, "--nip": bool(nips)}, results)
    refuse_masks_beside(masks, {"--compare": bool(chosen), "--nip": bool(nips), "--stability": sampling is not None})
    refuse_jobs_beside(jobs, {"--compare": bool(chosen), "--nip": bool(nips), "--stability": sampling is not None})
    counted = places_asked(places, nips, compares=bool(chosen))
    ranking = rank(run, vacancies, tmt)
    say_reweighed(run, ranking.reweighed, results.wanted)
    if sampling is not None:
        return write_stability(run, ranking, number, sampling, results)
    say_unmet(run, ranking.conditions.own, results.wanted)
    if chosen:
        side_by_side = compared(ranking, chosen, number)
        run.write_all(results, lambda name: render_compared(run, side_by_side, name), ranking.dataset.files)
        return 0
    if nips:
        posts = posts_of(ranking, nips, places=counted, shown=number, every=with_excluded)
        run.write_all(results, lambda name: render_posts(run, posts, name), ranking.dataset.files)
        return 0
    plain = ranking.report(asked=number, with_excluded=with_excluded, jobs=jobs)
    report = with_masks(run, masks, plain, [ranking.dataset], ranking.people, shown_rows(plain))
    run.write_all(results, lambda name: render(run, report, name), ranking.dataset.files)
    return 0


def shown_rows(report: ShortlistReport) -> Iterator[int]:
    """Everybody who stands in a report."""
    for one in report.shortlists:
        yield from (person.row for person in one.candidates)
        yield from (person.row for person in (*one.excluded, *one.nearest))


def render(run: Session, report: ShortlistReport, name: str) -> str:
    """A report in one of FORMATS."""
    return rendered(run, report, name, MACHINE, as_markdown, as_text)
