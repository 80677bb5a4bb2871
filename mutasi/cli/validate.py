"""`mutasi validate`: check the data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mutasi.cli.asked import Asked, refuse_useless
from mutasi.cli.checking import Checked, checked, rules_not_run, tell_unfitting
from mutasi.cli.dialect import dialect_options
from mutasi.cli.input import STDIN, refuse_needless_name, refuse_needless_sheet
from mutasi.cli.invalid import invalid_files, write_invalid
from mutasi.cli.known import BASELINE_FILE, KnownAnew, known_anew, new_findings, write_known
from mutasi.cli.mended import show_mended, tell_mended, write_mended
from mutasi.cli.mending import MendedFile, mend, mended_source
from mutasi.cli.options import (
    WholeNumber,
    command,
    complete_finding_codes,
    complete_paths,
    option,
    output_options,
)
from mutasi.cli.paths import paths_from, repository_root
from mutasi.cli.results import parse_reports
from mutasi.cli.session import Session, session
from mutasi.cli.watch import watch
from mutasi.errors import MutasiError
from mutasi.finding import Finding
from mutasi.message import Message, mark
from mutasi.render.findings import FORMATS, MACHINE, PLAIN, FindingsReport, as_text

if TYPE_CHECKING:
    from mutasi.read.source import Source

STDOUT = "-"
LIMITS = {"error": 0, "warning": 1, "info": 2, "never": -1}


@command(
    "validate",
    short=mark("Check the data: every fault with its place, reason and remedy."),
    help_text=mark("""Checks a dataset (a folder with mutasi.yaml or with tables) or single files.

Without PATH it checks the project of the current folder. A file is taken for the table whose
name it bears: pegawai.csv, unit.yaml; - is standard input, whose name --stdin-name gives.

Findings that were there before pass with --baseline; new ones do not, and one that is mended must leave the file
(--write-baseline), so that it cannot come back. Findings that somebody accepts stand under pengecualian in
mutasi.yaml with reason and last day, or in a comment in YAML: # mutasi: abaikan[CODE] reason.

Exit code 0: nothing at or above --fail-on; 1: findings, with --diff also something to mend; 2: it could not run."""),
)
@click.argument("paths", nargs=-1, metavar="[PATH]...", shell_complete=complete_paths)
@option(
    "--fail-on",
    type=click.Choice(list(LIMITS)),
    default="error",
    show_default=True,
    help=mark("From which gravity on the exit code is 1."),
)
@option("--exit-zero", is_flag=True, help=mark("Exit code 0 whatever is found."))
@option(
    "--select",
    "selects",
    multiple=True,
    metavar="CODES",
    shell_complete=complete_finding_codes,
    help=mark("Only these rules: codes or their beginnings, e.g. NIP,UNIT-01; repeatable."),
)
@option(
    "--extend-select",
    "extends",
    multiple=True,
    metavar="CODES",
    shell_complete=complete_finding_codes,
    help=mark("These rules besides those of --select or of mutasi.yaml."),
)
@option(
    "--ignore",
    "ignores",
    multiple=True,
    metavar="CODES",
    shell_complete=complete_finding_codes,
    help=mark("Without these rules; a longer code goes over a shorter one."),
)
@option(
    "--per-file-ignores",
    "in_files",
    multiple=True,
    metavar="PATTERN:CODES",
    help=mark("Without these rules in files that fit the pattern, e.g. unit.csv:KOLOM or data/*:KOLOM; repeatable."),
)
@option("--max-errors", type=WholeNumber(0), metavar="N", help=mark("Show so many findings as text."))
@option("--baseline", metavar="FILE", help=mark("Let findings pass that this file knows; see --write-baseline."))
@option(
    "--write-baseline",
    is_flag=True,
    help=mark("Write what is found to the file of --baseline, else to temuan-lama.json."),
)
@option("--fix", is_flag=True, help=mark("Mend what is certain: spellings, dates, numbers and codes of one meaning."))
@option("--unsafe-fixes", is_flag=True, help=mark("Mend also what is only likely: read what it did."))
@option("--diff", "show_diff", is_flag=True, help=mark("Show what would be mended, and write nothing."))
@option("--show-fixes", is_flag=True, help=mark("List what is mended."))
@option(
    "--write-invalid",
    metavar="FILE",
    help=mark("Write the records with faults as CSV, those of pegawai to FILE with -pegawai in its name."),
)
@option("--watch", is_flag=True, help=mark("Check again whenever a file changes, until ^C."))
@option("--stdin-name", metavar="NAME", help=mark("Name that standard input (-) stands for, e.g. pegawai.csv."))
@dialect_options
@output_options(FORMATS)
def validate(paths: tuple[str, ...], **options: Any) -> int:
    asked = Asked(**options)
    refuse_needless_name(paths)
    refuse_useless(asked)
    if not asked.watch:
        return _once(session(), paths, asked)
    if STDIN in paths:
        raise MutasiError(Message("--watch needs files; standard input is read only once"))
    written: set[Path] = set()  # reports of an earlier round are written over
    watch(lambda: _watched(paths), lambda: _once(replace(session(), written=written), paths, asked))


def _once(run: Session, paths: tuple[str, ...], asked: Asked) -> int:
    """What can be refused is refused before the first file is written, and of the files the data is written last."""
    wanted = ((asked.format_name, asked.output), *parse_reports(asked.reports, FORMATS))
    run.refuse_outputs([path for _, path in wanted], (), force=asked.force)
    mended, seen = _mended(run, paths, asked) if asked.mending else ([], {})
    if asked.show_diff:
        run.refuse_outputs([asked.output], [file.path for file in mended], force=asked.force)
    sources = {file.path: mended_source(file) for file in mended if file.changes}
    found = checked(
        run, paths, asked.stdin_name, asked.dialect, asked.most_listed, in_parts=asked.write_invalid is None,
        sources=sources,
    )  # fmt: skip
    refuse_needless_sheet(asked.sheet, (file.has_sheets for file in found.dataset.inputs))
    if asked.show_diff:
        return _shown(run, found, asked, mended, seen)
    results = _results(run, found, asked, wanted)
    results.write_files(run, asked)
    write_mended(mended)
    tell_mended(run, mended, seen, list_all=asked.show_fixes, written=True)
    results.show(run)
    return int(not asked.exit_zero and bool(_failing(results.findings, asked)))


def _failing(findings: Sequence[Finding], asked: Asked) -> Sequence[Finding]:
    """The findings because of which the exit code is 1."""
    return [finding for finding in findings if finding.severity.rank <= LIMITS[asked.fail_on]]


def _shown(run: Session, found: Checked, asked: Asked, mended: Sequence[MendedFile], seen: Mapping[str, str]) -> int:
    """The difference, and what it leaves: the exit code is 1 when something would be mended, or fails even then."""
    left = _failing(run.settled(found.dataset, found.findings, asked.selection, whole=found.whole).findings, asked)
    show_mended(run, mended, seen, asked.output, force=asked.force)
    tell_mended(run, mended, seen, list_all=asked.show_fixes, written=False)
    if left:
        count = sum(finding.stands_for for finding in left)
        run.say(Message("{count} finding(s) would be left; mutasi validate lists all", count=count))
    return int(not asked.exit_zero and (bool(left) or any(file.changes for file in mended)))


@dataclass(frozen=True, slots=True)
class _Results:
    """What a run found, and all that it is to write: text, format and path of each report, and the files beside."""

    findings: tuple[Finding, ...]
    reports: tuple[tuple[str, str, str], ...]
    known: KnownAnew | None
    invalid: Mapping[str, str]

    def write_files(self, run: Session, asked: Asked) -> None:
        if self.known is not None:
            write_known(run, self.known)
        if asked.write_invalid is not None:
            write_invalid(run, self.invalid, asked.write_invalid, force=asked.force)
        for text, name, path in self.reports:
            if path != STDOUT:
                run.write(text, name, path, force=asked.force)

    def show(self, run: Session) -> None:
        for text, name, path in self.reports:
            if path == STDOUT:
                run.write(text, name)


def _results(run: Session, found: Checked, asked: Asked, wanted: Sequence[tuple[str, str]]) -> _Results:
    """Everything that is to be written, once all of it can be."""
    tell_unfitting(run, found, asked.selection)
    settled = run.settled(found.dataset, found.findings, asked.selection, whole=found.whole)
    baseline = asked.baseline or (BASELINE_FILE if asked.write_baseline else None)
    run.refuse_outputs([baseline] if baseline and asked.write_baseline else [], found.files, force=True,
                       make_folders=True)  # fmt: skip
    left, old, anew = settled.findings, 0, None
    if asked.write_baseline:
        anew = known_anew(run, found, left, asked.selection, baseline or BASELINE_FILE, force=asked.force)
        left, old = anew.left, anew.old
    elif baseline is not None:
        left, old = new_findings(run, found, left, asked.selection, baseline)
    invalid = {} if asked.write_invalid is None else invalid_files(run, found, left, asked.write_invalid)
    known = [] if baseline is None else [run.path(baseline)]
    run.refuse_outputs([*(path for _, path in wanted), *invalid], (*found.files, *known), force=asked.force,
                       make_folders=True)  # fmt: skip
    report = replace(_report(run, found, left), accepted=settled.accepted, old=old, unasked=rules_not_run(found))
    reports = tuple((_render(run, report, name, asked.max_errors), name, path) for name, path in wanted)
    return _Results(left, reports, anew, invalid)


def _watched(paths: tuple[str, ...]) -> list[Path]:
    """The files whose change starts another check: those that are named, else the policy and tables of the project."""
    from mutasi.read.dataset import files_of

    run = session()
    named = [run.path(path) for path in paths if not run.path(path).is_dir()]
    if named:
        return named
    project = run.open_project(run.path(paths[0])) if paths else run.open_project(run.folder)
    files = files_of(project.root, project.policy, project.root)[0]
    return [project.root / (project.policy.path or "mutasi.yaml"), *(file.path for file in files)]


def _mended(run: Session, paths: tuple[str, ...], asked: Asked) -> tuple[Sequence[MendedFile], Mapping[str, str]]:
    """The files of a whole project as they would be, and their paths as the user sees them. Nothing is written."""
    from mutasi.read.dataset import files_of, load_dataset, shown_path

    if len(paths) > 1 or (paths and not run.path(paths[0]).is_dir()):
        raise MutasiError(Message("{option} is for a whole project: name its folder, or nothing", option=asked.mending))
    project = run.open_project(run.path(paths[0])) if paths else run.project
    root, policy, said = project.root, project.policy, asked.dialect
    files = {
        shown_path(file.path, root): (file.table, file.path, file.dialect)
        for file in files_of(root, policy, root, said)[0]
    }

    def look(sources: Mapping[Path, Source]) -> tuple[Sequence[Finding], Sequence[Finding]]:
        dataset, findings = load_dataset(root, policy, root, said, sources)
        refuse_needless_sheet(asked.sheet, (file.has_sheets for file in dataset.inputs))
        every = (*findings, *run.check(dataset))
        return every, run.settled(dataset, every, asked.selection, whole=False).findings

    return list(mend(files, look, unsafe=asked.unsafe_fixes)), paths_from(run.folder, files, root)


def _report(run: Session, found: Checked, findings: tuple[Finding, ...]) -> FindingsReport:
    dataset = found.dataset
    records = {name: table.rows for name, table in dataset.tables.items()}
    places = [place.path for finding in findings for place in (finding.location, *finding.related)]
    paths = [*places, *(file.path for file in dataset.inputs)]
    return FindingsReport(
        findings, dataset.inputs, dataset.policy.as_of, records, policies=found.policies,
        near=paths_from(run.folder, paths, found.root, run.folder),
        whole=paths_from(repository_root(found.root), paths, found.root, run.folder),
    )  # fmt: skip


def _render(run: Session, report: FindingsReport, name: str, most: int | None) -> str:
    if name in MACHINE:
        return MACHINE[name](report)
    settings = run.settings
    verbose = bool(settings.verbose)
    if name in PLAIN:
        return PLAIN[name](report, run.language, verbose=verbose)
    return as_text(report, run.language, run.paint, verbose=verbose, summary=not settings.quiet, most=most)
