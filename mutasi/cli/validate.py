"""`mutasi validate`: check the data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mutasi.cli.checking import Checked, checked
from mutasi.cli.dialect import dialect_of, dialect_options
from mutasi.cli.input import STDIN, refuse_needless_name, refuse_needless_sheet
from mutasi.cli.known import BASELINE_FILE, new_findings, write_known
from mutasi.cli.mending import Mending, mend
from mutasi.cli.options import (
    command,
    complete_paths,
    complete_rule_codes,
    option,
    output_options,
)
from mutasi.cli.output import write_file
from mutasi.cli.session import Session, parse_reports, session
from mutasi.cli.watch import watch
from mutasi.errors import MutasiError
from mutasi.finding import Finding
from mutasi.message import Message, mark
from mutasi.model.dataset import Dataset
from mutasi.model.dialect import Dialect
from mutasi.model.policy import Selection
from mutasi.render.findings import FORMATS, MACHINE, PLAIN, FindingsReport, as_text

if TYPE_CHECKING:
    from mutasi.read.source import Source

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

Exit code 0: nothing at or above --fail-on; 1: findings; 2: it could not run."""),
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
    shell_complete=complete_rule_codes,
    help=mark("Only these rules: codes or their beginnings, e.g. NIP,UNIT-01; repeatable."),
)
@option(
    "--extend-select",
    "extends",
    multiple=True,
    metavar="CODES",
    shell_complete=complete_rule_codes,
    help=mark("These rules besides those of --select or of mutasi.yaml."),
)
@option(
    "--ignore",
    "ignores",
    multiple=True,
    metavar="CODES",
    shell_complete=complete_rule_codes,
    help=mark("Without these rules; a longer code goes over a shorter one."),
)
@option(
    "--per-file-ignores",
    "in_files",
    multiple=True,
    metavar="PATTERN:CODES",
    help=mark("Without these rules in files that fit the pattern; repeatable."),
)
@option("--max-errors", type=click.IntRange(min=0), metavar="N", help=mark("Show so many findings as text."))
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
@option("--write-invalid", metavar="FILE", help=mark("Write the records with faults as CSV, with a column masalah."))
@option("--watch", is_flag=True, help=mark("Check again whenever a file changes, until ^C."))
@option("--stdin-name", metavar="NAME", help=mark("Name that standard input (-) stands for, e.g. pegawai.csv."))
@dialect_options
@output_options(FORMATS)
def validate(paths: tuple[str, ...], **options: Any) -> int:
    asked = Asked(**options)
    refuse_needless_name(paths)
    if not asked.watch:
        return _once(paths, asked)
    if STDIN in paths:
        raise MutasiError(Message("--watch needs files; standard input is read only once"))
    watch(lambda: _watched(paths), lambda: _once(paths, asked))


@dataclass(frozen=True, slots=True)
class Asked:
    """The options of a run, by the names of their parameters."""

    fail_on: str
    exit_zero: bool
    selects: tuple[str, ...]
    extends: tuple[str, ...]
    ignores: tuple[str, ...]
    in_files: tuple[str, ...]
    max_errors: int | None
    baseline: str | None
    write_baseline: bool
    fix: bool
    unsafe_fixes: bool
    show_diff: bool
    show_fixes: bool
    write_invalid: str | None
    watch: bool
    stdin_name: str | None
    format_name: str
    output: str
    reports: tuple[str, ...]
    force: bool
    encoding: str | None
    separator: str | None
    sheet: str | None
    decimal: str | None
    dates: str | None

    @property
    def dialect(self) -> Dialect:
        return dialect_of(encoding=self.encoding, separator=self.separator, sheet=self.sheet, decimal=self.decimal,
                          dates=self.dates)  # fmt: skip

    @property
    def selection(self) -> Selection:
        in_files = tuple(map(_in_file, self.in_files))
        return Selection(_codes(self.selects), _codes(self.extends), _codes(self.ignores), in_files)


def _once(paths: tuple[str, ...], asked: Asked) -> int:
    run = session()
    wanted = ((asked.format_name, asked.output), *parse_reports(asked.reports, FORMATS))
    selection = asked.selection
    if asked.fix or asked.unsafe_fixes or asked.show_diff:
        would = _mend(run, paths, asked)
        if asked.show_diff:
            return int(would)
    found = checked(run, paths, asked.stdin_name, asked.dialect, in_parts=asked.write_invalid is None)
    refuse_needless_sheet(asked.sheet, (file.has_sheets for file in found.dataset.inputs))
    settled = run.settled(found.dataset, found.findings, selection, whole=found.whole)
    if asked.write_baseline:
        return write_known(run, settled.findings, asked.baseline or BASELINE_FILE, force=asked.force)
    left, old = settled.findings, 0
    if asked.baseline is not None:
        left, old = new_findings(run, left, asked.baseline)
    if asked.write_invalid is not None:
        _write_invalid(run, found.dataset, left, asked.write_invalid, force=asked.force)
    report = replace(_report(found, left), accepted=settled.accepted, old=old)
    for name, path in wanted:
        run.write(_render(run, report, name, asked.max_errors), name, path, force=asked.force)
    return int(not asked.exit_zero and any(finding.severity.rank <= LIMITS[asked.fail_on] for finding in left))


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


def _write_invalid(run: Session, dataset: Dataset, findings: tuple[Finding, ...], path: str, *, force: bool) -> None:
    """One table into the file that is named; of several each into one with its name at the end."""
    from mutasi.render.invalid_rows import invalid_rows

    made = invalid_rows(dataset, findings, run.language)
    for table, content in made.items():
        target = Path(path) if len(made) == 1 else Path(path).with_stem(f"{Path(path).stem}-{table}")
        write_file(run.path(str(target)), content, force=force)
        run.say(Message("records with faults: {path}", path=str(target)))


def _mend(run: Session, paths: tuple[str, ...], asked: Asked) -> bool:
    """Mends a whole project; whether anything changed or would."""
    from mutasi.read.dataset import files_of, load_dataset, shown_path

    if len(paths) > 1 or (paths and not run.path(paths[0]).is_dir()):
        raise MutasiError(Message("--fix mends a project: name its folder, or nothing"))
    project = run.open_project(run.path(paths[0])) if paths else run.project
    root, policy, said = project.root, project.policy, asked.dialect
    files = {shown_path(file.path, root): (file.table, file.path) for file in files_of(root, policy, root, said)[0]}

    def check(sources: Mapping[Path, Source]) -> tuple[Finding, ...]:
        dataset, findings = load_dataset(root, policy, root, said, sources)
        refuse_needless_sheet(asked.sheet, (file.has_sheets for file in dataset.inputs))
        return (*findings, *run.check(dataset))

    mending = Mending(asked.unsafe_fixes, asked.show_diff, asked.show_fixes)
    return mend(run, files, check({}), policy, mending, check)


def _codes(texts: tuple[str, ...]) -> tuple[str, ...]:
    """Codes that stand behind commas or each for itself."""
    return tuple(code.strip().upper() for text in texts for code in text.split(",") if code.strip())


def _in_file(text: str) -> tuple[str, tuple[str, ...]]:
    pattern, sign, codes = text.rpartition(":")
    if not sign or not pattern or not codes.strip():
        raise MutasiError(Message("--per-file-ignores takes PATTERN:CODES, not '{text}'", text=text))
    return pattern, _codes((codes,))


def _report(found: Checked, findings: tuple[Finding, ...]) -> FindingsReport:
    dataset = found.dataset
    records = {name: table.rows for name, table in dataset.tables.items()}
    return FindingsReport(findings, dataset.inputs, dataset.policy.as_of, records, policies=found.policies)


def _render(run: Session, report: FindingsReport, name: str, most: int | None) -> str:
    if name in MACHINE:
        return MACHINE[name](report)
    if name in PLAIN:
        return PLAIN[name](report, run.language)
    settings = run.settings
    return as_text(
        report, run.language, run.paint, verbose=bool(settings.verbose), summary=not settings.quiet, most=most
    )
