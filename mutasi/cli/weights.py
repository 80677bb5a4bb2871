"""`mutasi weights`: where weights come from, and whether they can be defended."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

import click

from mutasi.cli.options import WholeNumber, command, complete_paths, option
from mutasi.cli.rendering import rendered
from mutasi.cli.results import Results, result_options
from mutasi.cli.sealing import SEAL_FILE, check_seal, write_seal
from mutasi.cli.session import Session, session
from mutasi.errors import MutasiError
from mutasi.finding import Finding, Severity, sort_findings
from mutasi.message import Message, mark
from mutasi.model.policy import Method

if TYPE_CHECKING:
    from mutasi.cli.ranking import Ranking
    from mutasi.model.decision_sheet import DecisionSheet, SheetCriterion
    from mutasi.render.weights_data import WeightsReport

FORMATS = ("text", "json", "csv", "yaml", "md")
_OF_WEIGHTS = "KRITERIA"


class SealOfSheet(MutasiError):
    """A file and a seal are named, and seals are of `mutasi.yaml`."""

    def __init__(self) -> None:
        super().__init__(
            Message("a seal is of mutasi.yaml, not of a decision sheet"),
            fix=Message("leave out FILE, or --seal and --check-seal"),
        )


@command(
    "weights",
    short=mark("Weights from an order or from comparisons, their consistency, and what is wrong with them."),
    help_text=mark("""Looks at weights before anybody is scored with them.

With FILE, a decision sheet in YAML, it gives the weights that follow from its kriteria: from bobot as they are given,
from urutan (rank-order centroid) or from perbandingan (pairwise, AHP, with the consistency ratio and the judgements
that spoil it). A comparison that is not reciprocal is refused. Where the sheet has values (alternatif, nilai, metode)
it is worked out again, and what it says came out (hasil) is compared. -f yaml gives the lines for mutasi.yaml.

Without FILE it looks at the weights of mutasi.yaml and at the points that they give to the candidates of all vacancies:
a criterion that decides nearly alone, that judges by what nobody may be judged by, that separates nobody, that says the
same as another one, or that runs against all others.

--seal writes hashes of the weights, methods, settings and rules in force to bobot.segel, before any score is seen;
--check-seal tells whether they still are the same, and propose says it in the document.

Exit code 0: done; 1: an error in the weights or in the sheet, or the seal does not hold; 2: it could not run."""),
)
@click.argument("file", required=False, metavar="[FILE]", shell_complete=complete_paths)
@option(
    "--similar", type=WholeNumber(1), default=90, show_default=True, metavar="N",
    help=mark("Rank correlation in percent from which on two criteria say the same."),
)  # fmt: skip
@option(
    "--seal", "seal_to", is_flag=False, flag_value=SEAL_FILE, metavar="[PATH]",
    help=mark("Write the seal of the policy to PATH, else to bobot.segel beside mutasi.yaml."),
)  # fmt: skip
@option(
    "--check-seal", "sealed_in", is_flag=False, flag_value=SEAL_FILE, metavar="[PATH]",
    help=mark("Compare the policy with the seal in PATH, else in bobot.segel."),
)  # fmt: skip
@result_options(FORMATS)
def weights(file: str | None, similar: int, seal_to: str | None, sealed_in: str | None, results: Results) -> int:
    run = session()
    if file is not None and (seal_to or sealed_in):
        raise SealOfSheet
    if seal_to and sealed_in:
        raise MutasiError(
            Message("--check-seal looks at a seal that is there, and --seal writes one: leave out one of them")
        )
    if seal_to:
        write_seal(run, seal_to, force=results.force)
        return 0
    if sealed_in:
        return check_seal(run, sealed_in, results)
    same = Fraction(min(similar, 100), 100)
    report = _of_policy(run, same) if file is None else _of_sheet(run, file, same)
    run.write_all(results, lambda name: _render(run, report, name), [one.file for one in report.inputs if one.file])
    _say_findings(run, report, results)
    return int(any(finding.severity is Severity.ERROR for finding in report.findings))


def _render(run: Session, report: WeightsReport, name: str) -> str:
    from mutasi.render.weights import MACHINE, as_markdown, as_text

    return rendered(run, report, name, MACHINE, as_markdown, as_text)


def _say_findings(run: Session, report: WeightsReport, results: Results) -> None:
    """What stands out, where the form of every result has no place for it."""
    if all(name in ("csv", "yaml") for name, _ in results.wanted):
        for one in report.findings:
            run.say(Message("{place}: {rule} {message}", place=str(one.location), rule=one.rule, message=one.message))


# A decision sheet ---------------------------------------------------------------------------------------


def _of_sheet(run: Session, file: str, same: Fraction) -> WeightsReport:
    from mutasi.cli.input import read_input
    from mutasi.fit.sheet_audit import audit
    from mutasi.fit.sheet_lint import lint_sheet
    from mutasi.fit.sheet_weights import SheetWeights, Way, sheet_weights
    from mutasi.model.dataset import Input
    from mutasi.read.decision_sheet import sheet_from
    from mutasi.read.lines import lines_at
    from mutasi.render.weights_data import CriterionLine, WeightsReport
    from mutasi.rules.sheet import check_sheet

    source = read_input(file, run.path(file))
    sheet, findings = sheet_from(source)
    made, audited = SheetWeights(Way.GIVEN), None
    if not any(finding.severity is Severity.ERROR for finding in findings):
        made, wrong = sheet_weights(sheet)
        findings = (*findings, *wrong)
        if made.shares:
            audited, results = audit(sheet, list(made.shares.values()))
            findings = (*findings, *results, *lint_sheet(sheet, made.shares, same))
        findings = (*findings, *check_sheet(sheet, made.shares))
    read = Input(source.path, lambda: source.sha256, 0, lambda numbers: lines_at(source, numbers, ".yaml"),
                 file=source.file)  # fmt: skip
    criteria = tuple(
        CriterionLine(one.name, one.label or one.name, one.kind, _direction(sheet, one)) for one in sheet.criteria
    )
    return WeightsReport(
        criteria, made.shares, made.decimals, sort_findings(findings), (read,), sheet, made, audited
    )  # fmt: skip


def _direction(sheet: DecisionSheet, one: SheetCriterion) -> str:
    """Where values have one: profile matching has an ideal instead."""
    if not sheet.values or sheet.method is Method.PROFILE:
        return ""
    return "benefit" if one.benefit else "cost"


# The policy ---------------------------------------------------------------------------------------------


def _of_policy(run: Session, same: Fraction) -> WeightsReport:
    """With an error in the weights nothing is scored: they are shown alone."""
    from mutasi.fit.policy_lint import stated_criteria
    from mutasi.fit.weights import as_decimals, shares
    from mutasi.model.dataset import Dataset
    from mutasi.render.weights_data import CriterionLine, WeightsReport

    project = run.project
    checked = (*project.findings, *run.check(Dataset({}, project.policy)))
    findings: Sequence[Finding] = [one for one in checked if one.rule.startswith(_OF_WEIGHTS)]
    stated = stated_criteria(project.policy)
    criteria = tuple(CriterionLine(one.name, one.label or one.name, one.kind) for one in stated)
    inputs = (project.file,) if project.file is not None else ()
    if any(finding.severity is Severity.ERROR for finding in findings):
        return WeightsReport(criteria, {}, {}, sort_findings(tuple(findings)), inputs)
    from mutasi.cli.ranking import rank
    from mutasi.rules.selection import selected

    ranking = rank(run, (), None)
    findings = selected([*findings, *_linted(ranking, same)], project.policy.selection)
    made = shares({one.name: one.weight for one in stated})
    looked = Message("Looked at the candidates of {vacancies} vacancies among {people} people",
                     vacancies=len(ranking.vacancies), people=ranking.people.size)  # fmt: skip
    return WeightsReport(
        criteria, made, as_decimals(made), sort_findings(tuple(findings)), inputs, looked=looked
    )  # fmt: skip


def _linted(ranking: Ranking, same: Fraction) -> tuple[Finding, ...]:
    from mutasi.eligibility.judge import judge
    from mutasi.fit.policy_lint import lint_policy
    from mutasi.fit.score import score

    people, policy = ranking.people, ranking.policy
    judged = ((judge(people, vacancy, policy), score(people, vacancy, policy)) for vacancy in ranking.vacancies)
    return lint_policy(people, policy, judged, same)
