"""The policy: weights that add up, criteria that exist and are fair, rules that exist."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import combinations
from types import MappingProxyType

from mutasi.finding import Finding, Location, Severity
from mutasi.message import Message
from mutasi.model.policy import CriterionPolicy, Policy, Setting, Weight
from mutasi.model.readable import codes_of, readable_columns, tells_protected_trait
from mutasi.model.settings import SCALES, PointsByGrade, Settings, typed_settings
from mutasi.rules.criteria import CORE
from mutasi.rules.near_code import near_codes
from mutasi.rules.policy_rule import (
    PolicyPlace,
    PolicyRule,
    crossed_bounds,
    did_you_mean,
    number_shown,
    setting_meant,
)
from mutasi.rules.selection import NEVER_LEFT_OUT
from mutasi.rules.weights import GROUP, OWN, SHARE, SIGN, SUM, check_weights

Kinds = Mapping[str, Mapping[str, Setting]]
"""What exists, by name, with the settings that it takes."""


KNOWN = PolicyRule(
    "KRITERIA-03", "unknown-criterion", Severity.ERROR,
    """A kind of criterion or a setting that does not exist would silently count for nothing.

Write one of the kinds and settings of `docs/criteria.md`.""",
)  # fmt: skip
COLUMN = PolicyRule(
    "KRITERIA-05", "criterion-on-unknown-column", Severity.ERROR,
    """A criterion reads a column that is not there, or that holds no numbers; nobody could be scored.

Write the name of a column of `pegawai` or of the post; a numeric one for nilai_kolom. A column of your own in
`pegawai` is read when a criterion names it.""",
)  # fmt: skip
TRAIT = PolicyRule(
    "KRITERIA-06", "criterion-on-protected-trait", Severity.ERROR,
    """Merit is judged without regard to age, sex, religion, origin, marital status or special needs; names and NIP tell
    some of them.

Remove the criterion. Age may only break ties at the end of the chain (urutan_seri).""",
    basis=("UU20-2023-MERIT",),
)  # fmt: skip
TURNED = PolicyRule(
    "KRITERIA-12", "points-turned-round", Severity.WARNING,
    """Points that are higher for the worse of two grades turn the criterion round: who is worse is ranked above.

Exchange the points; a blank one keeps the points that `docs/criteria.md` shows.""",
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
PAST = PolicyRule(
    "ACUAN-02", "placement-before-reference-date", Severity.WARNING,
    """Moves are planned for the day of tmt_penempatan; a day before tanggal_acuan is past already, and every seat that
    is open today would seem not to be open yet.

Correct tmt_penempatan or tanggal_acuan.""",
)  # fmt: skip

POLICY_RULES = (SUM, SIGN, KNOWN, SHARE, COLUMN, TRAIT, GROUP, OWN, CORE, TURNED, RULE, DATE, PAST)


def check_policy(
    policy: Policy,
    criterion_kinds: Kinds,
    rules: Kinds,
    codes: Mapping[str, Severity] = MappingProxyType({}),
    items: Collection[str] = (),
    vacancies: Collection[str] | None = None,
    columns: Collection[str] | None = None,
) -> tuple[Finding, ...]:
    """Faults of the policy that only the known criteria and rules can show. `rules` are those that can be set, `codes`
    those that findings have, with their gravity, which a selection may name, `items` rules that can only be put off,
    `vacancies` the ids of those that there are and `columns` those of `pegawai`, None where that is not known.
    """
    return (
        *check_weights(policy, vacancies),
        *(finding for one in policy.criteria for finding in _criterion(one, criterion_kinds, policy, columns)),
        *_rules(policy, rules, codes, items),
        *_selection(policy, tuple(codes), rules),
        *_date(policy),
        *_past(policy),
    )


def _criterion(
    one: CriterionPolicy, kinds: Kinds, policy: Policy, columns: Collection[str] | None
) -> Iterator[Finding]:
    place = PolicyPlace(policy, one.location, one.name, one.places, one.value_places)
    if one.kind not in kinds:
        message = Message("criterion {name}: unknown jenis '{kind}'", name=one.name, kind=one.kind)
        yield place.finding(KNOWN, "jenis", message, did_you_mean(one.kind, kinds))
        return
    settings, faults = typed_settings(kinds[one.kind], one.settings)
    yield from _table(one, place)
    for fault in faults:
        message = Message("criterion {name}, {key}: {fault}", name=one.name, key=fault.key, fault=fault.message)
        fix = setting_meant(fault.key, kinds[one.kind])
        yield place.finding(KNOWN, fault.key, message, fix, at_key=fault.key not in kinds[one.kind])
    yield from crossed_bounds(KNOWN, place, settings, one.settings)
    yield from _scale(place, settings, one.settings)
    yield from _turned(place, kinds[one.kind], settings)
    if "kolom" in kinds[one.kind]:
        yield from _column(one, place, columns)


def _scale(place: PolicyPlace, settings: Settings, stated: Collection[str]) -> Iterator[Finding]:
    """Bounds with nothing between them, and a goal that does not lie between them or has a direction besides."""
    for lower, upper in SCALES:
        if lower in settings and settings[lower] == settings[upper]:
            message = Message("{key}: {lower} and {upper} are both {value}, so there is no scale between them",
                              key=place.key, lower=lower, upper=upper, value=number_shown(settings[lower]))  # fmt: skip
            field = upper if upper in stated else lower
            yield place.finding(KNOWN, field, message, Message("correct one of the two"))
    goal = settings.get("sasaran")
    if not isinstance(goal, Fraction):
        return
    if not settings["bawah"] <= goal <= settings["atas"]:
        message = Message("{key}: sasaran {goal} lies outside bawah {bottom} and atas {top}", key=place.key,
                          goal=number_shown(goal), bottom=number_shown(settings["bawah"]),
                          top=number_shown(settings["atas"]))  # fmt: skip
        yield place.finding(KNOWN, "sasaran", message, Message("correct one of the three"))
    if settings["arah"] == "cost":
        message = Message("{key}: sasaran leaves nothing for arah to say", key=place.key)
        yield place.finding(KNOWN, "arah", message, Message("remove arah or sasaran"))


def _turned(place: PolicyPlace, usual: Settings, settings: Settings) -> Iterator[Finding]:
    """Points by grade of which a better grade has fewer than a worse one."""
    for key, default in usual.items():
        points = settings.get(key)
        if not isinstance(default, PointsByGrade) or not isinstance(points, PointsByGrade):
            continue
        pairs = [(more, less) for more, less in combinations(default.from_most(), 2) if points[more] < points[less]]
        if pairs:
            more, less = pairs[0]
            message = Message("{key}: {setting} gives {less} {high}, and {more} only {low}", key=place.key, setting=key,
                              less=less, high=points[less], more=more, low=points[more])  # fmt: skip
            yield place.finding(TURNED, key, message, Message("exchange the points of the two, or give both the same"))


def _table(one: CriterionPolicy, place: PolicyPlace) -> Iterator[Finding]:
    """Codes of a table of points that the list of its column does not have."""
    listed, table = codes_of(one.settings.get("kolom")), one.settings.get("nilai")
    if one.kind == "tabel_nilai" and not table:
        message = Message("criterion {name} gives no value any points", name=one.name)
        yield place.finding(KNOWN, "nilai", message, Message("write nilai: with values and their points"))
    if one.kind == "tabel_nilai" and listed and isinstance(table, dict):
        for code in table:
            if code not in listed:
                message = Message("criterion {name}: {column} has no value '{code}'", name=one.name,
                                  column=str(one.settings["kolom"]), code=code)  # fmt: skip
                yield place.finding(KNOWN, "nilai", message, did_you_mean(code, listed))


def _column(one: CriterionPolicy, place: PolicyPlace, columns: Collection[str] | None) -> Iterator[Finding]:
    """A criterion that reads a column: one that is there, holds numbers if it must, and tells no protected trait. Of a
    column that is not declared nothing is said where the file is not known.
    """
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
        if columns is not None and column not in columns:
            message = Message("criterion {name} reads the column '{column}', which does not exist", name=one.name,
                              column=column)  # fmt: skip
            own = (name for name in columns if not tells_protected_trait(name))
            yield place.finding(COLUMN, "kolom", message, did_you_mean(column, {*readable, *own}))
    elif one.kind == "nilai_kolom" and not readable[column]:
        message = Message("criterion {name} needs numbers, and '{column}' holds none", name=one.name, column=column)
        numeric = [name for name, is_number in readable.items() if is_number]
        yield place.finding(COLUMN, "kolom", message, Message("one of: {names}", names=tuple(sorted(numeric))))


def _rules(policy: Policy, rules: Kinds, codes: Mapping[str, Severity], items: Collection[str]) -> Iterator[Finding]:
    for code, one in policy.rules.items():
        place = PolicyPlace(policy, one.location, code, one.places, one.value_places)
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
            fix = setting_meant(fault.key, rules[code], "berat")
            yield place.finding(RULE, fault.key, message, fix, at_key=fault.key not in rules[code])
        yield from crossed_bounds(RULE, place, settings, one.settings)


def _instead_of_setting(code: str, severity: Severity) -> Message:
    if severity is Severity.ERROR and code.startswith(NEVER_LEFT_OUT):
        return Message("remove it, and mend what {code} finds", code=code)
    return Message("remove it; pemeriksaan: {{abaikan: [{code}]}} leaves out what {code} finds", code=code)


def _selection(policy: Policy, codes: Sequence[str], rules: Kinds) -> Iterator[Finding]:
    """Codes of `pemeriksaan` that no finding has."""
    for code, where in policy.selection.places if codes else ():
        if not any(known.startswith(code) for known in codes):
            message, fix = without_findings(code, codes, rules)
            yield PolicyPlace(policy, where, "pemeriksaan").finding(RULE, code, message, fix)


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
    near = near_codes(code, codes)
    if len(near) == 1:
        return Message("did you mean '{near}'?", near=near[0])
    if near:
        return Message("the rules of {topic} are {codes}", topic=near[0].rpartition("-")[0], codes=near)
    return Message("mutasi rule --all lists the codes")


def _date(policy: Policy) -> Iterator[Finding]:
    """Nothing when it is stated and not understood: KEBIJAKAN-01 says so."""
    if policy.as_of is None and policy.is_read and "tanggal_acuan" not in policy.places:
        message = Message("tanggal_acuan is not set, so rules about time did not run")
        fix = Message("write tanggal_acuan in mutasi.yaml, or give --as-of")
        where = Location(policy.path or ".")
        yield Finding(DATE.code, DATE.name, DATE.severity, message, where, fix=fix)


def _past(policy: Policy) -> Iterator[Finding]:
    if policy.is_past:
        message = Message("tmt_penempatan {effective} lies before tanggal_acuan {as_of}", effective=policy.effective,
                          as_of=policy.as_of)  # fmt: skip
        place = PolicyPlace(policy, policy.places.get("tmt_penempatan"), "tmt_penempatan")
        yield place.finding(PAST, "tmt_penempatan", message, Message("correct one of the two"))
