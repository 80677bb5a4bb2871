"""`mutasi review`: what became of an organisation between two snapshots."""

from __future__ import annotations

from collections.abc import Callable

import click

from mutasi.cli.input import read_input
from mutasi.cli.options import WholeNumber, command, complete_paths, option
from mutasi.cli.rendering import rendered
from mutasi.cli.results import Results, result_options
from mutasi.cli.session import NoDate, Project, Session, session
from mutasi.cli.sound import say_reweighed, sound_dataset
from mutasi.errors import InputNotFound, MutasiError
from mutasi.message import Message, mark
from mutasi.model.dataset import Dataset
from mutasi.render.review import FORMATS, as_html, as_markdown, as_text
from mutasi.render.review_data import MACHINE, ReviewReport


@command(
    "review",
    short=mark("What became of an organisation: fit, empty posts and people before and after."),
    help_text=mark("""Measures two snapshots alike, by the policy of NEW: how well holders fit their posts, whose fit is
below a threshold, which seats are empty, how long people are in their posts, their IP ASN and ratings, by unit; and
those who moved beside those who stayed, with how many there are and how sure the figures are.

OLD and NEW are folders. With --plan those who moved are those of the plan, else those who hold another post now. What
somebody has not written down leaves a span; of few people nothing is shown; and no cause is claimed.

Exit code 0: done; 1: the data has errors; 2: it could not run."""),
)
@click.argument("old", metavar="OLD", shell_complete=complete_paths)
@click.argument("new", metavar="NEW", shell_complete=complete_paths)
@option("--plan", "plan", metavar="PLAN", help=mark("Those who moved are those of this plan (YAML, JSON)."))
@option(
    "--below", type=WholeNumber(0), default=60, show_default=True, metavar="POINTS",
    help=mark("Fit below so many points is counted."),
)  # fmt: skip
@result_options(FORMATS)
def review(old: str, new: str, plan: str | None, below: int, results: Results) -> int:
    from mutasi.eligibility.reweighed import reweighed
    from mutasi.plan.review import review as reviewed
    from mutasi.read.plan_file import read_plan

    run = session()
    source = None if plan is None else read_input(plan, run.path(plan))
    moves = None if source is None else read_plan(source)
    before, after = _snapshot(run, old), _snapshot(run, new)
    made = reviewed(before, after, run.reference, 100 * below, moves)
    report = ReviewReport(made, old, new, reweighed(after.policy, run.reference))
    say_reweighed(run, report.reweighed, results.wanted)
    read = (source.file,) if source is not None and source.file is not None else ()
    run.write_all(results, _renderer(run, report), (*before.files, *after.files, *read))
    return 0


def _renderer(run: Session, report: ReviewReport) -> Callable[[str], str]:
    return lambda name: rendered(run, report, name, MACHINE, as_markdown, as_text, as_html)


class NoFolder(MutasiError):
    """A snapshot that is named is no folder."""

    def __init__(self, given: str) -> None:
        super().__init__(Message("{path} is no folder: a review takes two whole snapshots", path=given))


class NoPeopleIn(MutasiError):
    """A snapshot has nobody to be measured."""

    def __init__(self, given: str) -> None:
        super().__init__(Message("{path} has no people, so there is nothing to review", path=given))


def _snapshot(run: Session, given: str) -> Dataset:
    """A folder as a dataset without errors and with a reference date."""
    path = run.path(given)
    if not path.exists():
        raise InputNotFound(given)
    if not path.is_dir():
        raise NoFolder(given)
    project: Project = run.open_project(path)
    dataset, _ = sound_dataset(run, project)
    if not dataset.has("pegawai") or not dataset.tables["pegawai"].rows:
        raise NoPeopleIn(given)
    if dataset.policy.as_of is None:
        raise NoDate
    return dataset
