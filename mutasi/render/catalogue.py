"""All rules, requirements and criteria as pages for people, made from the declarations themselves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from mutasi.eligibility.catalogue import REQUIREMENTS
from mutasi.eligibility.conditions import CONDITION_SETTINGS
from mutasi.eligibility.requirement import Requirement
from mutasi.fit.catalogue import CRITERIA
from mutasi.fit.criterion import Criterion
from mutasi.model.policy import Setting
from mutasi.model.reference import LegalRule, Reference
from mutasi.read.convert.notes import CONVERSION_RULES
from mutasi.read.faults import FILE_RULES, FileRule
from mutasi.render.markdown import escape_cell, table
from mutasi.rules.catalogue import RULES
from mutasi.rules.rule import Rule

_CONFIDENCE = {
    "PRIMARY": "the wording was seen",
    "SECONDARY": "quoted or reported",
    "MEMORY": "remembered, not seen: to be verified",
}


def rules_page(reference: Reference) -> str:
    """Data rules first, then what the reader says, then the requirements of a person for a post."""
    parts = (
        "# Rules\n\nMade from the code by `make golden`. A code never changes its meaning.\n",
        "## Is the data right?\n",
        *(_rule(rule, reference) for rule in RULES),
        "## Can the files be read?\n",
        _file_rules(FILE_RULES),
        "## What `convert` says\n",
        _file_rules(CONVERSION_RULES),
        "## May this person hold the post?\n",
        _legend(),
        *(_requirement(one, reference) for one in REQUIREMENTS),
        "## What holds for all moves of a day\n",
        "Stated once for a batch; they exclude nobody from a ranking.\n",
        *(_condition(code, reference) for code in CONDITION_SETTINGS),
    )
    return "\n".join(parts)


def _legend() -> str:
    rows = [[name, meaning] for name, meaning in _CONFIDENCE.items()]
    text = "*hard* (keras) bars, *soft* (lunak) warns; `aturan:` in `mutasi.yaml` changes it and the settings.\n\n"
    return text + table(["confidence", "how sure the legal basis is"], rows)


def _rule(rule: Rule, reference: Reference) -> str:
    lines = [f"### {rule.code} {rule.name}", "", f"*{rule.severity}*", "", _plain(rule.reason)]
    lines += [*_settings(rule.settings), *_basis(rule.basis, reference)]
    return "\n".join(lines) + "\n"


def _requirement(one: Requirement, reference: Reference) -> str:
    legal = reference.rules.get(one.code)
    title = legal.title if legal else one.name
    weight = "hard" if one.hard else "soft"
    verify = ", to be verified by an officer" if one.verify else ""
    lines = [f"### {one.code} {escape_cell(title)}", "", f"*{weight}, {one.confidence.value}{verify}* ({one.name})", ""]
    lines += [_plain(one.reason), *_settings(one.settings), *_basis(one.basis, reference), *_note(legal)]
    return "\n".join(lines) + "\n"


def _condition(code: str, reference: Reference) -> str:
    legal = reference.rules[code]
    lines = [
        f"### {code} {escape_cell(legal.title)}",
        "",
        f"*{legal.confidence.value}*",
        "",
        escape_cell(legal.statement),
    ]
    return "\n".join([*lines, *_settings(CONDITION_SETTINGS[code]), *_basis(legal.sources, reference)]) + "\n"


def _note(legal: LegalRule | None) -> Iterator[str]:
    if legal is not None and legal.note:
        yield ""
        yield f"Note: {escape_cell(legal.note)}"


def _file_rules(rules: tuple[FileRule, ...]) -> str:
    rows = [[one.code, one.name, one.severity.value, escape_cell(str(one.summary))] for one in rules]
    return table(["code", "name", "gravity", "meaning"], rows)


def _plain(reason: str) -> str:
    """A docstring as paragraphs."""
    paragraphs = reason.split("\n\n")
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)


def _settings(settings: Mapping[str, Setting]) -> Iterator[str]:
    if settings:
        yield ""
        yield "Settings: " + "; ".join(f"`{name}: {setting_text(value)}`" for name, value in settings.items())


def setting_text(value: Setting) -> str:
    """A default as it is written in `mutasi.yaml`."""
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, tuple):
        return "[" + ", ".join(value) + "]"
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{name}: {number}" for name, number in value.items()) + "}"
    if isinstance(value, Fraction):
        return str(value.numerator) if value.denominator == 1 else str(value)
    return str(value)


def _basis(keys: tuple[str, ...], reference: Reference) -> Iterator[str]:
    titles = [reference.sources[key].title for key in keys if key in reference.sources]
    if titles:
        yield ""
        yield "Basis: " + "; ".join(escape_cell(title) for title in titles)


def criteria_page() -> str:
    """Every kind of criterion with its settings."""
    opening = (
        "# Criteria\n\nMade from the code by `make golden`. `jenis` in `mutasi.yaml` names one of these. Every\n"
        "criterion gives 0 to 100 points on an absolute scale; a missing value gives a range, never a zero.\n"
    )
    return "\n".join([opening, *(_criterion(one) for one in CRITERIA)])


def _criterion(one: Criterion) -> str:
    lines = [f"## {one.kind}", "", _plain(one.reason), *_settings(one.settings)]
    if one.reads:
        lines += ["", "Reads of the vacancy: " + ", ".join(one.reads)]
    return "\n".join(lines) + "\n"
