"""Data on which work may rest: without errors but for those that somebody lets pass in writing, and these are named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from mutasi.cli.session import Project, Session
from mutasi.errors import DataInvalid, PolicyInvalid
from mutasi.finding import MOST_LISTED, Finding, Severity, sort_findings
from mutasi.message import Message
from mutasi.model.verdict import Reason, Verdict

if TYPE_CHECKING:
    from mutasi.model.dataset import Dataset
    from mutasi.model.reweighed import Reweighed
    from mutasi.rules.exemptions import Accepted

_SHOWN = 20
"""Accepted errors, and misspelt columns, that are named one by one."""
MISSPELT, UNHEARD = "KOLOM-04", "LOWONGAN-07"


def sound_dataset(run: Session, project: Project) -> tuple[Dataset, tuple[Accepted, ...]]:
    """The dataset, for work that must not rest on faulty data, and the errors that are let pass in it. A value that
    is let pass though it is impossible is a missing one.

    Raises DataInvalid, PolicyInvalid, or ChangeRefused for what is set in this run, when it has another error.
    """
    from mutasi.model.table import without_impossible
    from mutasi.rules.exemptions import Accepted

    dataset, findings = run.load(project, most=MOST_LISTED)
    settled = run.settled(dataset, findings)
    errors = tuple(finding for finding in settled.findings if finding.severity is Severity.ERROR)
    refuse_policy(run, project, errors)
    if errors:
        raise DataInvalid(errors, _origin(run))
    _say_misspelt(run, settled.findings)
    passed = {id(one.finding): one for one in settled.passed}
    let_pass = tuple(passed.get(id(one), Accepted(one)) for one in findings if one.severity is Severity.ERROR)
    if let_pass:
        tables = {name: without_impossible(table) for name, table in dataset.tables.items()}
        dataset = replace(dataset, tables=tables)
    return dataset, let_pass


def _say_misspelt(run: Session, findings: Sequence[Finding]) -> None:
    """Names what nobody reads, or nobody fulfils, although it may be meant to decide who ranks: columns whose names are
    nearly those of known ones, every unknown key of a vacancy that is written by hand, and competences of vacancies in
    which nobody was ever assessed.
    """
    told = []
    for one in findings:
        if one.rule == MISSPELT and (one.severity is Severity.WARNING or _by_hand(one)):
            told.append(
                Message("{place}: {message} (no ranking takes notice of it)",
                        place=str(one.location), message=one.message)
            )  # fmt: skip
        elif one.rule == UNHEARD:
            told.append(Message("{place}: {message}", place=str(one.location), message=one.message))
    for message in told[:_SHOWN]:
        run.say(message)
    if len(told) > _SHOWN:
        run.say(Message("... and {count} more", count=len(told) - _SHOWN))


def _by_hand(finding: Finding) -> bool:
    return finding.table == "lowongan" and not finding.location.path.endswith(_OF_PROGRAMS)


_OF_PROGRAMS = (".csv", ".tsv", ".xlsx", ".xls", ".html")
"""Endings of tables that programs export, with columns of their own."""


def say_reweighed(run: Session, reweighed: Sequence[Reweighed], wanted: Sequence[tuple[str, str]]) -> None:
    """Names the rules whose weight the agency has changed where the format of a result has no place for them."""
    if not any(name in ("csv", "jsonl") for name, _ in wanted):
        return
    off = tuple(one.rule.code for one in reweighed if one.is_off)
    others = tuple(f"{one.rule.code} ({one.weight.value})" for one in reweighed if not one.is_off)
    if off:
        run.say(Message("put off by the agency in mutasi.yaml, so nobody is checked for it: {rules}", rules=off))
    if others:
        run.say(Message("weighed otherwise by the agency in mutasi.yaml: {rules}", rules=others))


def say_unmet(run: Session, conditions: Mapping[str, Sequence[Reason]], wanted: Sequence[tuple[str, str]]) -> None:
    """Names the conditions that vacancies do not meet where a result has only rows, of which there may be none."""
    unmet = Counter(code for reasons in conditions.values() for code in {one.rule for one in reasons if _fails(one)})
    if unmet and any(name in ("csv", "jsonl") for name, _ in wanted):
        told = tuple(f"{code} ({count}/{len(conditions)})" for code, count in sorted(unmet.items()))
        run.say(Message("not met by vacancies, whoever is chosen (column ketentuan): {rules}", rules=told))


def _fails(reason: Reason) -> bool:
    return reason.verdict is Verdict.FAIL


def refuse_policy(run: Session, project: Project, errors: Sequence[Finding]) -> None:
    """Raises ChangeRefused for an error in what is set in this run, PolicyInvalid for one in the policy file."""
    from mutasi.read.changes import ChangeRefused

    for error in errors:
        if run.changes.items and error.location.path == run.changes.origin:
            raise ChangeRefused(run.changes.origin, error.field, error.message, error.fix)
    of_policy = sort_findings([error for error in errors if error.location.path == project.policy.path])
    if of_policy:
        raise PolicyInvalid(project.policy.path, of_policy, _origin(run))


def _origin(run: Session) -> str:
    """The option or variable that changes the policy in this run, if there is one."""
    return run.changes.origin if run.changes.items else ""


def refuse_faulty_policy(run: Session) -> None:
    """With errors in the policy nobody can say what is in force. Raises as `refuse_policy` does."""
    from mutasi.model.dataset import Dataset

    project = run.project
    findings = (*project.findings, *run.check(Dataset({}, project.policy)))
    refuse_policy(run, project, tuple(finding for finding in findings if finding.severity is Severity.ERROR))


def say_accepted(run: Session, accepted: Sequence[Accepted]) -> None:
    """Names what the result rests on although it is wrong."""
    from mutasi.render.acceptances import acceptance_line

    if not accepted:
        return
    count = sum(one.finding.stands_for for one in accepted)
    run.say(Message("the data has {count} error(s) let pass, on which the result rests", count=count))
    if run.settings.masked:
        return
    for one in accepted[:_SHOWN]:
        run.say(acceptance_line(one))
    if len(accepted) > _SHOWN:
        run.say(Message("... and {count} more", count=sum(one.finding.stands_for for one in accepted[_SHOWN:])))
