"""Every rule of the law table as a page: what it says, on what basis, how sure that is, and where it is decided."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from mutasi.eligibility.catalogue import REQUIREMENTS
from mutasi.eligibility.checklist import CHECKLIST
from mutasi.eligibility.conditions import CONDITIONS
from mutasi.model.policy import Setting
from mutasi.model.reference import LegalRule, Reference
from mutasi.read.reference import load_reference
from mutasi.render.markdown import escape_cell, table
from mutasi.render.setting import setting_text
from mutasi.rules.catalogue import RULES

_OPENING = """# Eligibility

Made from the code by `make golden`: every rule of the law table (`mutasi/reference/aturan.yaml`) with its source,
how sure the source is, and where mutasi decides it. PRIMARY: the wording was seen. SECONDARY: quoted or reported.
MEMORY: remembered, not seen; what is marked *verify* needs an officer's look at the official text before it decides
about anybody.

A *requirement* judges each person for a vacancy. A *condition* holds for a vacancy or a day, whoever is chosen, and
excludes nobody from a ranking. An item of the *checklist* is procedure, which no data can decide. *hard* bars and
*soft* warns; `aturan` in `mutasi.yaml` changes both and the settings. `since` is the year of the oldest instrument:
on an earlier effective date mutasi says that it cannot tell.
"""


_REQUIREMENTS = {one.code: one for one in REQUIREMENTS}
_CONDITIONS = {one.code: one for one in CONDITIONS}
_DATA_RULES = {rule.code for rule in RULES}


def eligibility_page() -> str:
    """The page in English; titles of rules are those of the law table, in Indonesian."""
    reference = load_reference()
    parts = [_OPENING, _overview(reference)]
    parts += ["\n".join(_section(rule, reference)) + "\n" for rule in reference.rules.values()]
    return "\n".join(parts)


def decided_by(code: str, reference: Reference) -> tuple[str, ...]:
    """Where a rule of the law table is decided, in words; empty when nowhere."""
    found = []
    if code in _REQUIREMENTS:
        found.append("requirement")
    if code in _CONDITIONS:
        found.append("condition")
    if code in CHECKLIST:
        found.append("checklist")
    if code in _DATA_RULES:
        found.append("data rule")
    found += reference.rules[code].checked_by
    return tuple(found)


def _overview(reference: Reference) -> str:
    headers = ["code", "rule", "decided by", "weight", "confidence", "since", ""]
    rows = []
    for code, rule in reference.rules.items():
        rows.append(
            [
                f"[{code}](#{code.lower()})",
                escape_cell(rule.title),
                ", ".join(decided_by(code, reference)),
                _weight(code, rule),
                rule.confidence.value,
                rule.since,
                "*verify*" if rule.needs_verification else "",
            ]
        )
    return table(headers, rows)


def _weight(code: str, rule: LegalRule) -> str:
    """As mutasi weighs it, else as the law table does."""
    judged = _REQUIREMENTS.get(code) or _CONDITIONS.get(code)
    if judged is not None:
        return "hard" if judged.hard else "soft"
    return "hard" if rule.hard else "soft or info"


def _section(rule: LegalRule, reference: Reference) -> Iterator[str]:
    code = rule.code
    yield f"## {code}"
    yield ""
    yield f"{escape_cell(rule.title)}. {escape_cell(rule.statement)}"
    requirement, condition = _REQUIREMENTS.get(code), _CONDITIONS.get(code)
    settings: Mapping[str, Setting] = {**(condition.settings if condition else {})}
    for one in (requirement, condition):
        if one is not None and one.reason:
            yield ""
            yield escape_cell(" ".join(one.reason.split()))
    yield ""
    yield f"* Decided by: {', '.join(decided_by(code, reference)) or 'nothing'}"
    if requirement is not None:
        settings = {**settings, **requirement.settings}
        yield f"* Concerns: {', '.join(requirement.moves) if requirement.moves else 'every kind of move'}"
        if requirement.reads:
            yield f"* Reads of the vacancy: {', '.join(requirement.reads)}"
        if requirement.tables:
            yield f"* Unknown without: {', '.join(f'`{name}`' for name in requirement.tables)}"
    if settings:
        told = "; ".join(f"`{name}: {setting_text(value)}`" for name, value in settings.items())
        yield f"* Settings: {told}"
    titles = "; ".join(escape_cell(reference.sources[key].title) for key in rule.sources)
    yield f"* Basis ({rule.confidence.value}{', verify' if rule.needs_verification else ''}): {titles}"
    if rule.note:
        yield f"* Note: {escape_cell(rule.note)}"
