"""`mutasi validate`: check the data."""

from __future__ import annotations

from pathlib import Path

import click

from mutasi.cli.input import STDIN, StdinNameless, read_stdin
from mutasi.cli.options import command, dialect_of, dialect_options, option, output_options
from mutasi.cli.session import Session, parse_reports, session
from mutasi.errors import InputNotFound
from mutasi.finding import Finding, sort_findings
from mutasi.message import mark
from mutasi.model.dataset import Dataset
from mutasi.model.dialect import Dialect
from mutasi.render.findings import FORMATS, MACHINE, FindingsReport, as_text

LIMITS = {"error": 0, "warning": 1, "info": 2, "never": -1}


@command(
    "validate",
    short=mark("Check the data: every fault with its place, reason and remedy."),
    help_text=mark("""Checks a dataset (a folder with mutasi.yaml or with tables) or single files.

Without PATH it checks the project of the current folder. A file is taken for the table whose
name it bears: pegawai.csv, unit.yaml; - is standard input, whose name --stdin-name gives.

Exit code 0: nothing at or above --fail-on; 1: findings; 2: it could not run."""),
)
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@option(
    "--fail-on",
    type=click.Choice(list(LIMITS)),
    default="error",
    show_default=True,
    help=mark("From which gravity on the exit code is 1."),
)
@option("--stdin-name", metavar="NAME", help=mark("Name that standard input (-) stands for, e.g. pegawai.csv."))
@dialect_options
@output_options(FORMATS)
def validate(
    paths: tuple[str, ...],
    fail_on: str,
    stdin_name: str | None,
    format_name: str,
    output: str,
    reports: tuple[str, ...],
    force: bool,
    **dialect: str | None,
) -> int:
    run = session()
    wanted = ((format_name, output), *parse_reports(reports, FORMATS))
    report = _check(run, paths, stdin_name, dialect_of(**dialect))
    for name, path in wanted:
        run.write(_render(run, report, name), name, path, force=force)
    return int(any(finding.severity.rank <= LIMITS[fail_on] for finding in report.findings))


def _check(run: Session, paths: tuple[str, ...], stdin_name: str | None, dialect: Dialect) -> FindingsReport:
    folders = [path for path in paths if path != STDIN and run.path(path).is_dir()]
    if not paths or (folders and len(paths) == 1):
        project = run.open_project(run.path(paths[0])) if paths else run.project
        dataset, findings = run.load(project, dialect)
        return _report(dataset, findings)
    return _check_files(run, paths, stdin_name, dialect)


def _check_files(run: Session, paths: tuple[str, ...], stdin_name: str | None, dialect: Dialect) -> FindingsReport:
    """Single files, judged by the policy of the current folder."""
    from mutasi.read.dataset import load_files
    from mutasi.read.policy import POLICY_FILE

    policies = [path for path in paths if Path(path).name == POLICY_FILE]
    paths = tuple(path for path in paths if path not in policies)
    about_policies = [finding for path in policies for finding in _of_policy(run, path)]
    sources = []
    if STDIN in paths:
        if stdin_name is None:
            raise StdinNameless
        sources.append(read_stdin(stdin_name))
    for path in paths:
        if path != STDIN and not run.path(path).exists():
            raise InputNotFound(path)
    project = run.project
    files = [Path(stdin_name or "") if path == STDIN else Path(path) for path in paths]
    dataset, findings = load_files(files, project.policy, run.folder, dialect, sources)
    found = (*findings, *run.check(dataset)) if paths else ()
    return _report(dataset, sort_findings((*about_policies, *found)))


def _of_policy(run: Session, given: str) -> tuple[Finding, ...]:
    """What is wrong with a policy alone."""
    if not run.path(given).is_file():
        raise InputNotFound(given)
    project = run.open_project(run.path(given).parent)
    return (*project.findings, *run.check(Dataset({}, project.policy)))


def _report(dataset: Dataset, findings: tuple[Finding, ...]) -> FindingsReport:
    records = {name: table.rows for name, table in dataset.tables.items()}
    return FindingsReport(findings, dataset.inputs, dataset.policy.as_of, records)


def _render(run: Session, report: FindingsReport, name: str) -> str:
    if name in MACHINE:
        return MACHINE[name](report)
    settings = run.settings
    return as_text(report, run.language, run.paint, verbose=bool(settings.verbose), summary=not settings.quiet)
