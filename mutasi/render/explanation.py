"""What is said of a rule: why it exists, how to mend the data, on what basis, how to set it, and an example.

Everything comes from where the rule is declared, from `reference/contoh_aturan.yaml` (Indonesian, and examples),
`reference/alasan_berkas.yaml` (English, of rules about files) and `reference/penjelasan_syarat.yaml`; so the command,
the page in `docs/` and the machine form cannot differ.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from mutasi.eligibility.catalogue import REQUIREMENTS
from mutasi.eligibility.checklist import ITEMS
from mutasi.eligibility.condition import Condition
from mutasi.eligibility.conditions import CONDITIONS
from mutasi.eligibility.requirement import Requirement
from mutasi.finding import Severity
from mutasi.fit.weight_rules import WEIGHT_RULES, WeightRule
from mutasi.message import Message, mark
from mutasi.model.policy import Setting
from mutasi.model.reference import Confidence, Reference, RuleExample, Source
from mutasi.read.convert.notes import CONVERSION_RULES
from mutasi.read.faults import FILE_RULES, FileRule
from mutasi.read.reference import load_examples, load_file_reasons, load_reasons, load_reference
from mutasi.render.basis import CONFIDENCE
from mutasi.render.language import Language
from mutasi.render.setting import setting_text
from mutasi.render.text import visible
from mutasi.rules.catalogue import RULES
from mutasi.rules.policy import POLICY_RULES
from mutasi.rules.policy_rule import PolicyRule
from mutasi.rules.rule import Rule
from mutasi.version import VERSION

DATA, POLICY, FILE, CONVERSION, REQUIREMENT, CONDITION = "data", "policy", "file", "convert", "requirement", "condition"
ITEM, WEIGHTS = "item", "weights"

GROUPS = {
    DATA: mark("Is the data right?"),
    POLICY: mark("Is mutasi.yaml right?"),
    FILE: mark("Can the files be read?"),
    CONVERSION: mark("What `convert` says"),
    WEIGHTS: mark("What `weights` says"),
    REQUIREMENT: mark("May this person hold the post?"),
    CONDITION: mark("What holds for all moves of a day"),
    ITEM: mark("What no data can decide"),
}
"""The kinds of rules in the order in which they are shown."""
OF_ELIGIBILITY = (REQUIREMENT, CONDITION, ITEM)
"""Those of the law table, which have titles."""

_GRAVITY = {
    "error": mark("error"), "warning": mark("warning"), "info": mark("info"),
    "hard": mark("hard (keras): it bars"), "soft": mark("soft (lunak): it warns"),
    "": mark("stated once for a batch"), "item": mark("to be ticked off; it can only be put off (mati)"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Explanation:
    """All that is said of one rule. Texts are English, and Indonesian in `title` and what ends in _id.

    `gravity` is error, warning or info, hard or soft for requirements and conditions, and item for what is ticked off.
    `why` may hold paragraphs. What is not known is empty.
    """

    code: str
    name: str
    group: str
    gravity: str
    title: str = ""
    why: str = ""
    remedy: str = ""
    why_id: str = ""
    remedy_id: str = ""
    summary: Message | None = None
    settings: Mapping[str, Setting] = field(default_factory=dict)
    settable: bool = True
    graded: bool = False
    tables: tuple[str, ...] = ()
    dated: bool = False
    sources: tuple[Source, ...] = ()
    confidence: Confidence | None = None
    note: str = ""
    note_id: str = ""
    example: RuleExample | None = None

    def why_in(self, words: Language) -> str:
        """Why the rule exists, in the language where there is a text in it, else in English."""
        if words.code == "id" and self.why_id:
            return self.why_id
        return self.why

    def note_in(self, words: Language) -> str:
        return self.note_id if words.code == "id" and self.note_id else self.note

    def remedy_in(self, words: Language) -> str:
        return self.remedy_id if words.code == "id" and self.remedy_id else self.remedy


def explanations() -> tuple[Explanation, ...]:
    """Every rule that can be explained, once each, group by group."""
    reference, examples = load_reference(), load_examples()
    made = (
        *(_of_data(rule, reference, examples[rule.code]) for rule in RULES),
        *(_of_policy(rule, reference, examples[rule.code]) for rule in POLICY_RULES),
        *(_of_file(rule, FILE, examples[rule.code]) for rule in FILE_RULES if rule not in _OF_OTHERS_TOO),
        *(_of_file(rule, CONVERSION, examples[rule.code]) for rule in CONVERSION_RULES),
        *(_of_file(rule, WEIGHTS, examples[rule.code]) for rule in WEIGHT_RULES),
        *(_of_requirement(one, reference) for one in REQUIREMENTS),
        *(_of_condition(one, reference) for one in CONDITIONS if one not in _OF_REQUIREMENT_TOO),
        *(_of_item(code, reference) for code in ITEMS),
    )
    return tuple({one.code: one for one in made}.values())


_OF_OTHERS_TOO = tuple(rule for rule in FILE_RULES if rule.code in {one.code for one in (*RULES, *POLICY_RULES)})
"""Rules about `mutasi.yaml` of which reading finds a part."""


_OF_REQUIREMENT_TOO = tuple(one for one in CONDITIONS if one.code in {rule.code for rule in REQUIREMENTS})
"""Conditions that a requirement of the same code tells of."""


def finding_codes() -> Mapping[str, Severity]:
    """The codes of all rules of which there can be findings, with their gravity: requirements and conditions give
    verdicts. Of a code that two declare the first counts.
    """
    found: dict[str, Severity] = {rule.code: rule.severity for rule in (*CONVERSION_RULES, *FILE_RULES)}
    found |= {rule.code: rule.severity for rule in WEIGHT_RULES}
    found |= {rule.code: rule.severity for rule in POLICY_RULES}
    found |= {rule.code: rule.severity for rule in RULES}
    return found


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(" ".join(paragraph.split()) for paragraph in text.split("\n\n"))


def _sources(keys: tuple[str, ...], reference: Reference) -> tuple[Source, ...]:
    return tuple(reference.sources[key] for key in keys)


def _of_data(rule: Rule, reference: Reference, example: RuleExample) -> Explanation:
    why, remedy = _paragraphs(rule.reason)
    legal = reference.rules.get(rule.code)
    sources = _sources(rule.basis, reference)
    return Explanation(
        rule.code, rule.name, DATA, rule.severity.value, example.title, why, remedy, example.why, example.remedy,
        settings=rule.settings, tables=rule.tables, dated=rule.dated, sources=sources, graded=rule.graded,
        confidence=legal.confidence if legal else _confidence(sources), note=legal.note if legal else "",
        note_id=legal.note_id if legal else "", example=example,
    )  # fmt: skip


def _confidence(sources: tuple[Source, ...]) -> Confidence | None:
    """Of a rule that the law does not state itself: what is only remembered is said so, the rest tells its source."""
    return Confidence.MEMORY if sources and all(source.kind == "ingatan" for source in sources) else None


def _of_policy(rule: PolicyRule, reference: Reference, example: RuleExample) -> Explanation:
    why, remedy = _paragraphs(rule.reason)
    return Explanation(
        rule.code, rule.name, POLICY, rule.severity.value, example.title, why, remedy, example.why, example.remedy,
        settable=False, sources=_sources(rule.basis, reference), example=example,
    )  # fmt: skip


def _of_file(rule: FileRule | WeightRule, group: str, told: RuleExample) -> Explanation:
    why, remedy = load_file_reasons()[rule.code]
    return Explanation(
        rule.code, rule.name, group, rule.severity.value, "", why, remedy, told.why, told.remedy,
        summary=rule.summary, settable=False, example=told if told.wrong else None,
    )  # fmt: skip


def _of_requirement(one: Requirement, reference: Reference) -> Explanation:
    legal, told = reference.rules.get(one.code), load_reasons()[one.code]
    return Explanation(
        one.code, one.name, REQUIREMENT, "hard" if one.hard else "soft", legal.title if legal else "",
        "\n\n".join(_paragraphs(one.reason)), why_id=told.why, settings=one.settings,
        tables=one.tables, sources=_sources(one.basis, reference), confidence=one.confidence,
        note=legal.note if legal else "", note_id=legal.note_id if legal else "", example=told,
    )  # fmt: skip


def _of_condition(one: Condition, reference: Reference) -> Explanation:
    legal, told = reference.rules[one.code], load_reasons()[one.code]
    return Explanation(
        one.code, one.name, CONDITION, "hard" if one.hard else "soft", legal.title,
        "\n\n".join(_paragraphs(one.reason)), why_id=told.why, settings=one.settings,
        sources=_sources(one.basis, reference), confidence=one.confidence, note=legal.note, note_id=legal.note_id,
        example=told if told.wrong else None,
    )  # fmt: skip


def _of_item(code: str, reference: Reference) -> Explanation:
    legal = reference.rules[code]
    return Explanation(
        code, ITEMS[code], ITEM, "item", legal.title, legal.statement, why_id=load_reasons()[code].why,
        sources=_sources(legal.sources, reference), confidence=legal.confidence, note=legal.note, note_id=legal.note_id,
    )  # fmt: skip


# As text ---------------------------------------------------------------------------------------------


def as_text(shown: tuple[Explanation, ...], words: Language) -> str:
    """Everything of each rule, for a terminal."""
    return "\n".join("\n".join(_lines(one, words)) + "\n" for one in shown)


def as_list(shown: tuple[Explanation, ...], words: Language) -> str:
    """One line a rule, group by group."""
    lines: list[str] = []
    width = 2 + max((len(_short(one, words)) for one in shown), default=0)
    for group, title in GROUPS.items():
        members = [one for one in shown if one.group == group]
        if members:
            lines += ["", words.translate(title)] if lines else [words.translate(title)]
            lines += [f"  {one.code:17}{_short(one, words):{width}}{_heading(one, words)}" for one in members]
    return "\n".join(lines) + "\n"


def _short(one: Explanation, words: Language) -> str:
    """The gravity in a word: as findings have it, or as mutasi.yaml has it."""
    return {"hard": "keras", "soft": "lunak"}.get(one.gravity) or gravity_word(one, words)


def gravity_word(one: Explanation, words: Language) -> str:
    """The gravity as findings have it; of requirements hard or soft in every language."""
    return one.gravity if one.gravity in ("hard", "soft", "") else words.translate(_GRAVITY[one.gravity])


def _heading(one: Explanation, words: Language) -> str:
    """The name, or in Indonesian the title where there is one."""
    if words.code == "id" and one.title:
        return one.title
    if one.name and not (words.code == "id" and one.summary):
        return one.name
    return words.text(one.summary) if one.summary else one.title


def label(words: Language, text: str, value: str) -> str:
    """A value after what it is, in the language."""
    return f"{words.translate(text)} {value}"


def _lines(one: Explanation, words: Language) -> Iterator[str]:
    yield " ".join(part for part in (one.code, one.name) if part)
    if one.title and (words.code == "id" or one.group in OF_ELIGIBILITY):
        yield one.title
    if one.summary:
        yield words.text(one.summary)
    yield ""
    yield label(words, mark("Gravity:"), words.translate(_GRAVITY[one.gravity]))
    if one.why_in(words):
        yield label(words, mark("Why:"), one.why_in(words))
    if one.remedy_in(words):
        yield label(words, mark("How to mend:"), one.remedy_in(words))
    if one.tables or one.dated:
        yield label(words, mark("Needs:"), ", ".join((*one.tables, *(("tanggal_acuan",) if one.dated else ()))))
    yield from _basis_lines(one, words)
    yield from _setting_lines(one, words)
    for title, files in example_files(one, words):
        yield from ("", title, *_file_lines(files))


def example_files(one: Explanation, words: Language) -> tuple[tuple[str, Mapping[str, str]], ...]:
    """The two halves of the example with their titles; of the second one the files that differ from the first."""
    if one.example is None:
        return ()
    wrong, right = one.example.wrong, one.example.right
    titles = mark("Wrong:"), mark("Right:")
    if one.group in OF_ELIGIBILITY:
        titles = mark("Does not meet it:"), mark("Meets it:")
    changed = {name: text for name, text in right.items() if wrong.get(name) != text}
    return (words.translate(titles[0]), wrong), (words.translate(titles[1]), changed)


def _basis_lines(one: Explanation, words: Language) -> Iterator[str]:
    if one.sources:
        yield words.translate(mark("Basis:"))
    for source in one.sources:
        yield f"  {source.title}" + (f" ({source.seen})" if source.seen not in ("", "-") else "")
        if source.url:
            yield f"    {source.url}"
    if one.confidence is not None:
        yield label(words, mark("How sure:"), words.translate(CONFIDENCE[one.confidence]))
    if one.note:
        yield label(words, mark("Note:"), one.note_in(words))


def _setting_lines(one: Explanation, words: Language) -> Iterator[str]:
    if not one.settable:
        return
    yield ""
    if one.group == ITEM:
        yield words.translate(mark("In mutasi.yaml, to put it off:"))
    else:
        yield words.translate(
            mark("In mutasi.yaml (berat is keras, lunak or mati; what is not written keeps its default):")
            if one.gravity != "info" and not one.graded
            else mark("In mutasi.yaml (it has no berat; keras or lunak makes all of its findings alike, mati none):")
        )
    yield from ("  " + line for line in policy_lines(one))


def policy_lines(one: Explanation) -> tuple[str, ...]:
    """How the rule is set in `mutasi.yaml`, with its defaults, which change nothing; an item can only be put off. What
    has no one gravity that `berat` could say shows none.
    """
    weight = {"error": "keras", "warning": "lunak", "hard": "keras", "soft": "lunak", "item": "mati"}.get(one.gravity)
    weighed = (f"    berat: {weight}",) if weight and not one.graded else ()
    settings = tuple(f"    {name}: {setting_text(value)}" for name, value in one.settings.items())
    inside = (*weighed, *settings)
    return ("aturan:", f"  {one.code}:", *inside) if inside else ("aturan:", f"  {one.code}: {{}}")


def _file_lines(files: Mapping[str, str]) -> Iterator[str]:
    for name, text in files.items():
        yield f"  {name}"
        yield from (f"    {visible(line)}" for line in text.splitlines())


# For programs ----------------------------------------------------------------------------------------


def as_json(shown: tuple[Explanation, ...]) -> str:
    """The same in every language: English sentences, and the Indonesian ones under Indonesian names."""
    document = {
        "schema": "mutasi-rules-1",
        "tool": {"name": "mutasi", "version": VERSION},
        "rules": [_record(one) for one in shown],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _record(one: Explanation) -> dict[str, object]:
    example = one.example
    return {
        "code": one.code,
        "name": one.name,
        "group": one.group,
        "severity": one.gravity,
        "why": one.why,
        "fix": one.remedy,
        "judul": one.title,
        "mengapa": one.why_id,
        "perbaikan": one.remedy_id,
        "tables": list(one.tables),
        "needs_date": one.dated,
        "settings": {name: setting_text(value) for name, value in one.settings.items()},
        "basis": [
            {"key": source.key, "title": source.title, "url": source.url, "seen": source.seen} for source in one.sources
        ],
        "confidence": one.confidence.value if one.confidence else None,
        "note": one.note,
        "catatan": one.note_id,
        "wrong": dict(example.wrong) if example else None,
        "right": dict(example.right) if example else None,
    }
