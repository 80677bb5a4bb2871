"""`mutasi audit`: what was decided, looked at afterwards."""

from __future__ import annotations

import datetime
import difflib
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from mutasi.cli.audit_proposal import replay, verify
from mutasi.cli.audit_subject import subject
from mutasi.cli.grouped import command_group
from mutasi.cli.input import read_input
from mutasi.cli.options import command, complete_paths, complete_with, option, split_names
from mutasi.cli.ranking import rank, tmt_option
from mutasi.cli.rendering import rendered
from mutasi.cli.results import Results, result_options
from mutasi.cli.session import Session, session
from mutasi.cli.sound import say_reweighed
from mutasi.errors import UnknownName
from mutasi.message import Message, mark
from mutasi.model.codes import JENJANG
from mutasi.model.fairness import FairnessAudit, Trait
from mutasi.render.audit import FORMATS, as_markdown, as_text
from mutasi.render.audit_data import MACHINE, AuditReport
from mutasi.render.audit_words import cautions

if TYPE_CHECKING:
    from mutasi.model.fairness import Decided

_TRAITS = tuple(trait.value for trait in Trait)


@command(
    "fairness",
    short=mark("Whether groups of people come equally far: from service to being eligible, listed and chosen."),
    help_text=mark("""Counts step by step how far people come, by sex, age, unit, origin, education and, where the
policy names a column of the office's own, disability: in service, in the pool of the posts, eligible, ranked or
listed, chosen, moved against their will, wishes fulfilled.

FILE is what mutasi plan or mutasi shortlist wrote with -f json, jsonl or csv, - standard input. Who is eligible is
worked out anew from the project, of which the file must be.

A gap is a rate below four fifths of the best one that chance does not explain. It is said at which step it arises first
and whether it remains among people who hold like posts now, never why. Of few people nothing is said, nobody
is named, and counts below 5 are not shown.

Exit code 0: done; 1: the data has errors, or a gap with --fail-on-gap; 2: it could not run."""),
)
@click.argument("file", metavar="FILE", shell_complete=complete_paths)
@option(
    "--by", "traits", multiple=True, metavar="TRAITS", shell_complete=complete_with(_TRAITS),
    help=mark("Only by these: sex, age, unit, origin, education, disability; commas between them, or repeated."),
)  # fmt: skip
@option(
    "--level", "levels", multiple=True, type=click.Choice(JENJANG), metavar="JENJANG",
    help=mark("Only posts of this level (jenjang), with their pool; repeatable."),
)  # fmt: skip
@option("--fail-on-gap", is_flag=True, help=mark("Exit code 1 where a gap is found."))
@tmt_option
@result_options(FORMATS)
def fairness(
    file: str,
    traits: tuple[str, ...],
    levels: tuple[str, ...],
    fail_on_gap: bool,
    tmt: datetime.date | None,
    results: Results,
) -> int:
    from mutasi.read.decided import read_decided

    run = session()
    wanted = _asked(traits)
    source = read_input(file, run.path(file))
    decided = read_decided(source)
    report = _report(run, decided, wanted, levels, tmt)
    say_reweighed(run, report.reweighed, results.wanted)
    if all(name in ("csv", "jsonl") for name, _ in results.wanted):
        for message in cautions(report.audit):
            run.say(message)
    read = [source.file] if source.file is not None else []
    run.write_all(results, lambda name: _render(run, report, name), read)
    return int(fail_on_gap and report.audit.has_gap)


def _asked(texts: Sequence[str]) -> tuple[Trait, ...]:
    """The traits that are asked for, in their own order; all where none is. UnknownName for another word."""
    names = split_names(texts)
    for name in names:
        if name not in _TRAITS:
            raise UnknownName(Message("trait"), name, tuple(difflib.get_close_matches(name, _TRAITS, n=2)) or _TRAITS)
    return tuple(trait for trait in Trait if trait.value in names or not names)


def _report(
    run: Session, decided: Decided, traits: Sequence[Trait], levels: Sequence[str], tmt: datetime.date | None
) -> AuditReport:
    from mutasi.plan.audit import audit_fairness

    ranking = rank(run, (), tmt or decided.effective)
    remarks = []
    if decided.effective is not None and ranking.people.effective != decided.effective:
        remarks.append(Message("the file is of the effective date {date}", date=decided.effective))
    made: FairnessAudit = audit_fairness(
        ranking.dataset, ranking.people, run.reference, decided, traits, tuple(dict.fromkeys(levels)), remarks
    )
    return AuditReport(made, ranking.reweighed)


def _render(run: Session, report: AuditReport, name: str) -> str:
    return rendered(run, report, name, MACHINE, as_markdown, as_text)


audit = command_group(
    "audit",
    fairness,
    verify,
    replay,
    subject,
    usual="fairness",
    short=mark("What was decided, looked at afterwards: fairness, evidence, and all about one person."),
    help_text=mark("""Looks at what was decided afterwards: whether groups come equally far (fairness), whether a
proposal is as it was written (verify) and comes out the same again (replay), and all that was computed about one person
(subject). mutasi audit FILE is short for mutasi audit fairness FILE; a file that is named like one of the commands is
written with its folder: ./fairness."""),
)
