"""The policy: weights that add up, criteria that exist and are fair, rules that exist."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from fractions import Fraction
from types import MappingProxyType

from mutasi.finding import Finding, Location, Severity
from mutasi.message import Message, decimal_number
from mutasi.model.people import readable_columns, tells_protected_trait
from mutasi.model.policy import CriterionPolicy, Policy, Setting, Weight
from mutasi.model.settings import (
    MOST_POINTS,
    Choice,
    Codes,
    PointsList,
    PointsOf,
    Whole,
    crossed,
    decimal_text,
    typed_settings,
)
from mutasi.rules.selection import NEVER_LEFT_OUT

Kinds = Mapping[str, Mapping[str, Setting]]
"""What exists, by name, with the settings that it takes."""

HEAVY = Fraction(40, 100)
"""A criterion that weighs more than this decides nearly alone."""
_NAMED = 30
"""So many names are listed at most."""


@dataclass(frozen=True, slots=True)
class PolicyRule:
    """A rule about `mutasi.yaml`: why it exists and how to mend the policy, in the two paragraphs of `reason`."""

    code: str
    name: str
    severity: Severity
    reason: str
    basis: tuple[str, ...] = ()


SUM = PolicyRule(
    "KRITERIA-01", "weights-do-not-add-up", Severity.ERROR,
    """Weights that do not add up to 100 (or 1) have lost a criterion or gained one; they are never rescaled.

Correct the weights, or add the criterion that is missing.""",
)  # fmt: skip
SIGN = PolicyRule(
    "KRITERIA-02", "weight-not-positive", Severity.ERROR,
    """A weight of zero says nothing, a negative one turns the criterion round, and a text is no weight.

Write a number above 0, or remove the criterion.""",
)  # fmt: skip
KNOWN = PolicyRule(
    "KRITERIA-03", "unknown-criterion", Severity.ERROR,
    """A kind of criterion or a setting that does not exist would silently count for nothing.

Write one of the kinds and settings of `docs/criteria.md`.""",
)  # fmt: skip
SHARE = PolicyRule(
    "KRITERIA-04", "criterion-too-heavy", Severity.WARNING,
    """A criterion with more than 40 percent of the weight decides nearly alone.

Consider whether it should; divide its weight among other criteria if not.""",
)  # fmt: skip
COLUMN = PolicyRule(
    "KRITERIA-05", "criterion-on-unknown-column", Severity.ERROR,
    """A criterion reads a column that is not there, or that holds no numbers; nobody could be scored.

Write the name of a column of `pegawai` or of the post; a numeric one for nilai_kolom.""",
)  # fmt: skip
TRAIT = PolicyRule(
    "KRITERIA-06", "criterion-on-protected-trait", Severity.ERROR,
    """Merit is judged without regard to age, sex, religion, origin, marital status or special needs; names and NIP tell
    some of them.

Remove the criterion. Age may only break ties at the end of the chain (urutan_seri).""",
    basis=("UU20-2023-MERIT",),
)  # fmt: skip
RULE = PolicyRule(
    "ATURAN-01", "unknown-rule", Severity.ERROR,
    """A rule or a setting that does not exist changes nothing, and the office believes that it does.

Write a code of `docs/rules.md` and one of its settings.""",
)  # fmt: skip
DATE = PolicyRule(
    "ACUAN-01", "no-reference-date", Severity.INFO,
    """Rules about time need a day that counts as today; the clock of the machine is never used.

Write tanggal_acuan in mutasi.yaml, or give --as-of.""",
)  # fmt: skip

POLICY_RULES = (SUM, SIGN, KNOWN, SHARE, COLUMN, TRAIT, RULE, DATE)


def check_policy(
    policy: Policy,
    criterion_kinds: Kinds,
    rules: Kinds,
    codes: Mapping[str, Severity] = MappingProxyType({}),
    items: Collection[str] = (),
) -> tuple[Finding, ...]:
    """Faults of the policy that only the known criteria and rules can show. `rules` are those that can be set, `codes`
    those that findings have, with their gravity, which a selection may name, `items` rules that can only be put off.
    """
    return (
        *_weights(policy),
        *(finding for one in policy.criteria for finding in _criterion(one, criterion_kinds, policy)),
        *_rules(policy, rules, codes, items),
        *_selection(policy, tuple(codes), rules),
        *_date(policy),
    )


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in the policy something stands."""

    policy: Policy
    location: Location | None
    key: str
    places: Mapping[str, Location] = dataclass_field(default_factory=dict)
    value_places: Mapping[str, Location] = dataclass_field(default_factory=dict)

    def finding(self, rule: PolicyRule, field: str, message: Message, fix: Message, *, at_key: bool = False) -> Finding:
        """At the value of the field, or at its key where that is what is wrong."""
        of_value = None if at_key else self.value_places.get(field)
        where = of_value or self.places.get(field) or self.location or Location(self.policy.path)
        return Finding(
            rule.code, rule.name, rule.severity, message, where, "mutasi.yaml", self.key, field, basis=rule.basis,
            fix=fix,
        )  # fmt: skip


def _weights(policy: Policy) -> Iterator[Finding]:
    criteria = policy.criteria
    if not criteria:
        return
    total = sum((one.weight for one in criteria), Fraction(0))
    if total not in (1, 100):
        message = Message("the weights add up to {total}, not to 100 (or 1)", total=decimal_number(decimal_text(total)))
        fix = Message("correct the weights, or add the criterion that is missing; they are never rescaled")
        place = _Place(policy, policy.criteria_location, "kriteria")
        yield place.finding(SUM, "kriteria", message, fix)
    for one in criteria:
        yield from _weight(one, total, len(criteria), policy)


def _weight(one: CriterionPolicy, total: Fraction, count: int, policy: Policy) -> Iterator[Finding]:
    place = _Place(policy, one.location, one.name, one.places, one.value_places)
    if one.weight <= 0:
        weight = decimal_number(decimal_text(one.weight))
        message = Message("criterion {name} has the weight {weight}", name=one.name, weight=weight)
        fix = Message("write a weight above 0, or remove the criterion")
        yield place.finding(SIGN, "bobot", message, fix)
    elif total > 0 and one.weight / total > HEAVY and count > 1:
        share = decimal_number(decimal_text(Fraction(round(1000 * one.weight / total), 10)))
        message = Message("criterion {name} has {share} percent of the weight", name=one.name, share=share)
        fix = Message("consider whether one criterion should decide nearly alone")
        yield place.finding(SHARE, "bobot", message, fix)


def _criterion(one: CriterionPolicy, kinds: Kinds, policy: Policy) -> Iterator[Finding]:
    place = _Place(policy, one.location, one.name, one.places, one.value_places)
    if one.kind not in kinds:
        message = Message("criterion {name}: unknown jenis '{kind}'", name=one.name, kind=one.kind)
        yield place.finding(KNOWN, "jenis", message, _did_you_mean(one.kind, kinds))
        return
    settings, faults = typed_settings(kinds[one.kind], one.settings)
    for fault in faults:
        message = Message("criterion {name}, {key}: {fault}", name=one.name, key=fault.key, fault=fault.message)
        fix = _setting_meant(fault.key, kinds[one.kind])
        yield place.finding(KNOWN, fault.key, message, fix, at_key=fault.key not in kinds[one.kind])
    yield from _crossed(KNOWN, place, settings, one.settings)
    if "kolom" in kinds[one.kind]:
        yield from _column(one, place)


def _column(one: CriterionPolicy, place: _Place) -> Iterator[Finding]:
    """A criterion that reads a column: one that is there, holds numbers if it must, and tells no protected trait."""
    column = one.settings.get("kolom", "")
    if not isinstance(column, str):
        return  # said already: it is typed as a text
    readable = {name: number for name, number in readable_columns().items() if not tells_protected_trait(name)}
    if tells_protected_trait(column):
        message = Message("criterion {name} reads '{column}', on which nobody may be judged", name=one.name,
                          column=column)  # fmt: skip
        yield place.finding(TRAIT, "kolom", message, Message("remove the criterion"))
    elif not column:
        message = Message("criterion {name} does not say which column it reads", name=one.name)
        yield place.finding(COLUMN, "kolom", message, Message("write kolom: with the name of a column"))
    elif column not in readable:
        message = Message("criterion {name} reads the column '{column}', which does not exist", name=one.name,
                          column=column)  # fmt: skip
        yield place.finding(COLUMN, "kolom", message, _did_you_mean(column, readable))
    elif one.kind == "nilai_kolom" and not readable[column]:
        message = Message("criterion {name} needs numbers, and '{column}' holds none", name=one.name, column=column)
        numeric = [name for name, is_number in readable.items() if is_number]
        yield place.finding(COLUMN, "kolom", message, Message("one of: {names}", names=tuple(sorted(numeric))))


def _rules(policy: Policy, rules: Kinds, codes: Mapping[str, Severity], items: Collection[str]) -> Iterator[Finding]:
    for code, one in policy.rules.items():
        place = _Place(policy, one.location, code, one.places, one.value_places)
        if code in codes and code not in rules:
            message = Message("rule {code} cannot be set: it has neither settings nor another gravity", code=code)
            yield place.finding(RULE, code, message, _instead_of_setting(code, codes[code]))
            continue
        if code not in rules:
            message = Message("there is no rule '{code}'", code=code)
            yield place.finding(RULE, code, message, code_meant(code, tuple(rules)))
            continue
        if code in items and one.weight not in (None, Weight.OFF):
            message = Message("{code} is an item of the list to tick off: it bars and warns nobody, so berat can only"
                              " be mati", code=code)  # fmt: skip
            yield place.finding(RULE, "berat", message, Message("write berat: mati, or remove the line"))
        settings, faults = typed_settings(rules[code], one.settings)
        for fault in faults:
            message = Message("rule {code}, {key}: {fault}", code=code, key=fault.key, fault=fault.message)
            fix = _setting_meant(fault.key, rules[code], "berat")
            yield place.finding(RULE, fault.key, message, fix, at_key=fault.key not in rules[code])
        yield from _crossed(RULE, place, settings, one.settings)


def _crossed(
    rule: PolicyRule, place: _Place, settings: Mapping[str, Setting], given: Mapping[str, object]
) -> Iterator[Finding]:
    """A lower bound that is above its upper one: nobody could meet both."""
    for lower, upper in crossed(settings):
        key = lower if lower in given else upper
        message = Message(
            "{key}: {lower} {least} lies above {upper} {most}, so nobody can meet both", key=place.key, lower=lower,
            least=_number(settings[lower]), upper=upper, most=_number(settings[upper]),
        )  # fmt: skip
        yield place.finding(rule, key, message, Message("correct one of the two"))


def _number(value: Setting) -> object:
    return decimal_number(decimal_text(Fraction(str(value))))


def _instead_of_setting(code: str, severity: Severity) -> Message:
    if severity is Severity.ERROR and code.startswith(NEVER_LEFT_OUT):
        return Message("remove it, and mend what {code} finds", code=code)
    return Message("remove it; pemeriksaan: {{abaikan: [{code}]}} leaves out what {code} finds", code=code)


def _selection(policy: Policy, codes: Sequence[str], rules: Kinds) -> Iterator[Finding]:
    """Codes of `pemeriksaan` that no finding has."""
    for code, where in policy.selection.places if codes else ():
        if not any(known.startswith(code) for known in codes):
            message, fix = without_findings(code, codes, rules)
            yield _Place(policy, where, "pemeriksaan").finding(RULE, code, message, fix)


def without_findings(code: str, codes: Sequence[str], others: Iterable[str]) -> tuple[Message, Message]:
    """Why a code that no finding has selects none, and what to write; `others` are the codes of requirements."""
    judging = next((other for other in others if other.startswith(code)), None)
    if judging is None:
        return Message("there is no rule '{code}'", code=code), code_meant(code, codes)
    message = Message(
        "'{code}' is a requirement or condition, which judges people for vacancies and finds nothing in data; selecting"
        " or ignoring it has no effect",
        code=code,
    )
    return message, Message("to set it aside write aturan: {{{code}: {{berat: mati}}}}", code=judging)


def code_meant(code: str, codes: Sequence[str]) -> Message:
    """What to write instead of a code that no rule has."""
    near = difflib.get_close_matches(code.upper(), codes, n=1)
    return Message("did you mean '{near}'?", near=near[0]) if near else Message("mutasi rule --all lists the codes")


def _did_you_mean(name: str, known: Iterable[str]) -> Message:
    names = sorted(known)
    near = difflib.get_close_matches(name, names, n=1)
    if near:
        return Message("did you mean '{near}'?", near=near[0])
    if not names:
        return Message("it takes no settings")
    return Message("one of: {names}", names=(*names[:_NAMED], *(("...",) if len(names) > _NAMED else ())))


def _setting_meant(key: str, settings: Mapping[str, Setting], *others: str) -> Message:
    """What to write instead of a setting that there is not, or of a value that one cannot have."""
    if key not in settings:
        return _did_you_mean(key, (*settings, *others))
    default = settings[key]
    if isinstance(default, bool):
        return Message("write ya or tidak")
    if isinstance(default, Whole):
        return Message("write a whole number from {least} to {most}; without this line it is {default}",
                       least=default.least, most=default.most, default=default)  # fmt: skip
    if isinstance(default, Fraction):
        return Message("write a number with a decimal point; without this line it is {default}",
                       default=decimal_text(default))  # fmt: skip
    if isinstance(default, (Choice, Codes)):
        return Message("one of: {names}", names=default.allowed)
    if isinstance(default, PointsList):
        return Message("write a list of points from 0 to {most}, those of the first choice first: [{example}]",
                       most=MOST_POINTS, example=tuple(default))  # fmt: skip
    if isinstance(default, tuple):
        return Message("write a list: [A, B]")
    if isinstance(default, PointsOf):
        return Message("write under it names of these with points from 0 to {most}: {names}", most=MOST_POINTS,
                       names=tuple(default))  # fmt: skip
    if isinstance(default, Mapping):
        return Message("write under it a line for each name, with a whole number: {example}",
                       example=next((f"{name}: {number}" for name, number in default.items()), "A: 1"))  # fmt: skip
    return Message("write a single text")


def _date(policy: Policy) -> Iterator[Finding]:
    """Nothing when it is stated and not understood: KEBIJAKAN-01 says so."""
    if policy.as_of is None and policy.is_read and "tanggal_acuan" not in policy.places:
        message = Message("tanggal_acuan is not set, so rules about time did not run")
        fix = Message("write tanggal_acuan in mutasi.yaml, or give --as-of")
        where = Location(policy.path or ".")
        yield Finding(DATE.code, DATE.name, DATE.severity, message, where, fix=fix)
