"""The weights of the policy: they add up, everywhere, and what they name exists."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from fractions import Fraction
from math import lcm

from mutasi.finding import Finding, Severity
from mutasi.message import Message
from mutasi.model.policy import CriterionGroup, CriterionPolicy, Factor, OwnWeights, Policy
from mutasi.model.shortlist import FULL_POINTS
from mutasi.rules.policy_rule import PolicyPlace, PolicyRule, did_you_mean, number_shown

HEAVY = Fraction(40, 100)
"""A criterion that weighs more than this decides nearly alone."""
_LARGEST = 2**62
"""Sums of weight times points stay below."""

SUM = PolicyRule(
    "KRITERIA-01", "weights-do-not-add-up", Severity.ERROR,
    """Weights that do not add up to 100 (or 1) have lost a criterion or gained one; they are never rescaled. That holds
    for all criteria together, within a group and each of its factors, and for the weights of single vacancies.

Correct the weights, or add the criterion that is missing.""",
)  # fmt: skip
SIGN = PolicyRule(
    "KRITERIA-02", "weight-not-positive", Severity.ERROR,
    """A weight of zero says nothing, a negative one turns the criterion round, and a text is no weight.

Write a number above 0, or remove the criterion.""",
)  # fmt: skip
SHARE = PolicyRule(
    "KRITERIA-04", "criterion-too-heavy", Severity.WARNING,
    """A criterion with more than 40 percent of the weight decides nearly alone.

Consider whether it should; divide its weight among other criteria if not.""",
)  # fmt: skip
GROUP = PolicyRule(
    "KRITERIA-07", "group-of-criteria-broken", Severity.ERROR,
    """A criterion in a group that does not exist, or a group or factor without a criterion, leaves a part of the weight
    to nobody.

Write the name of a group of `kelompok`, and faktor: inti or pendukung where the group is divided so.""",
)  # fmt: skip
OWN = PolicyRule(
    "KRITERIA-08", "own-weights-without-effect", Severity.ERROR,
    """Own weights for vacancies or criteria that do not exist would silently count for nothing, and two for one vacancy
    contradict one another.

Write ids of `lowongan`, and names of criteria of `kriteria`; name each vacancy and each jenjang once.""",
)  # fmt: skip


def check_weights(policy: Policy, vacancies: Collection[str] | None) -> Iterator[Finding]:
    """Faults of all weights. `vacancies` are the ids of the vacancies and posts that there are; None where
    that is not known."""
    if policy.criteria:
        lost = {one.group for one in policy.criteria if one.group} - {group.name for group in policy.groups}
        # what is in a group that there is not belongs elsewhere, so that no sum means anything
        sums = [] if lost else [*_general(policy), *(one for group in policy.groups for one in _group(group, policy))]
        wrong = [finding for one in policy.criteria for finding in _criterion(one, policy)]
        yield from (*sums, *wrong)
        # a share of weights that are wrong themselves says nothing
        if not wrong and not (sums and policy.groups):
            weights = [one.weight for one in policy.criteria]
            for one in policy.criteria:
                yield from _heavy(one.name, one.weight, weights, _place_of(one, policy))
        yield from _too_fine(policy)
    yield from _own(policy, vacancies)


def _general(policy: Policy) -> Iterator[Finding]:
    """What is divided first: the groups, and the criteria of none."""
    parts = [group.weight for group in policy.groups]
    parts += [one.written for one in policy.criteria if not one.group]
    place = PolicyPlace(policy, policy.criteria_location, "kriteria")
    yield from _adding_up(parts, place, "kriteria", Message("the weights"))


def _adding_up(parts: Iterable[Fraction], place: PolicyPlace, field: str, what: Message) -> Iterator[Finding]:
    total = sum(parts, Fraction(0))
    if total not in (1, 100):
        message = Message("{what} add up to {total}, not to 100 (or 1)", what=what, total=number_shown(total))
        fix = Message("correct the weights, or add the criterion that is missing; they are never rescaled")
        yield place.finding(SUM, field, message, fix)


def _positive(weight: Fraction, place: PolicyPlace, field: str, what: Message) -> Iterator[Finding]:
    if weight <= 0:
        message = Message("{what} has the weight {weight}", what=what, weight=number_shown(weight))
        yield place.finding(SIGN, field, message, Message("write a weight above 0, or remove the criterion"))


def _place_of(one: CriterionPolicy, policy: Policy) -> PolicyPlace:
    return PolicyPlace(policy, one.location, one.name, one.places, one.value_places)


def _criterion(one: CriterionPolicy, policy: Policy) -> Iterator[Finding]:
    place = _place_of(one, policy)
    named = Message("criterion {name}", name=one.name)
    yield from _positive(one.written, place, "bobot", named)
    if one.group or one.factor:
        yield from _membership(one, {group.name: group for group in policy.groups}, place)


def _heavy(name: str, weight: Fraction, beside: Collection[Fraction], place: PolicyPlace) -> Iterator[Finding]:
    stated = sum(beside, Fraction(0))
    # where the sum is wrong, only what is heavy of the sum that is stated and of the one that was meant
    total = max(stated, Fraction(1 if stated <= 1 else 100))
    if weight / total > HEAVY:
        share = number_shown(Fraction(round(1000 * weight / total), 10))
        message = Message("criterion {name} has {share} percent of the weight", name=name, share=share)
        fix = Message("consider whether one criterion should decide nearly alone")
        yield place.finding(SHARE, "bobot", message, fix)


def _membership(one: CriterionPolicy, groups: Mapping[str, CriterionGroup], place: PolicyPlace) -> Iterator[Finding]:
    group = groups.get(one.group)
    if not one.group:
        message = Message("criterion {name} has a faktor and no kelompok", name=one.name)
        yield place.finding(GROUP, "faktor", message, Message("write kelompok: with the name of a group"))
    elif group is None:
        message = Message("criterion {name}: there is no group '{group}'", name=one.name, group=one.group)
        fix = did_you_mean(one.group, groups) if groups else Message("write the groups and their weights in kelompok")
        yield place.finding(GROUP, "kelompok", message, fix)
    elif group.shares and not one.factor:
        message = Message("criterion {name} does not say which factor of the group {group} it is", name=one.name,
                          group=one.group)  # fmt: skip
        yield place.finding(GROUP, "kelompok", message, Message("write faktor: inti or faktor: pendukung"))
    elif one.factor and not group.shares:
        message = Message("criterion {name} has a faktor, and the group {group} is not divided", name=one.name,
                          group=one.group)  # fmt: skip
        fix = Message("write inti and pendukung into the group, or remove faktor")
        yield place.finding(GROUP, "faktor", message, fix)


def _group(group: CriterionGroup, policy: Policy) -> Iterator[Finding]:
    place = PolicyPlace(policy, group.location, group.name, group.places, group.value_places)
    named = Message("group {name}", name=group.name)
    members = [one for one in policy.criteria if one.group == group.name]
    yield from _positive(group.weight, place, "bobot", named)
    if not members:
        message = Message("no criterion belongs to the group {name}", name=group.name)
        fix = Message("write kelompok: {name} into its criteria, or remove the group", name=group.name)
        yield place.finding(GROUP, "bobot", message, fix)
    elif not group.shares:
        what = Message("the weights in the group {name}", name=group.name)
        yield from _adding_up((one.written for one in members), place, "bobot", what)
    else:
        yield from _factors(group, members, place)


def _factors(group: CriterionGroup, members: Collection[CriterionPolicy], place: PolicyPlace) -> Iterator[Finding]:
    what = Message("inti and pendukung of the group {name}", name=group.name)
    yield from _adding_up(group.shares.values(), place, Factor.CORE, what)
    for factor, share in group.shares.items():
        of_it = [one.written for one in members if one.factor == factor]
        yield from _positive(
            share, place, factor, Message("{factor} of the group {name}", factor=factor, name=group.name)
        )
        if of_it:
            what = Message("the weights of {factor} in the group {name}", factor=factor, name=group.name)
            yield from _adding_up(of_it, place, factor, what)
        elif not any(one.factor == "" for one in members):
            message = Message("no criterion of the group {name} is {factor}", name=group.name, factor=factor)
            fix = Message("write faktor: {factor} into one of them, or remove inti and pendukung", factor=factor)
            yield place.finding(GROUP, factor, message, fix)


def _too_fine(policy: Policy) -> Iterator[Finding]:
    """Weights whose products need more digits than whole numbers of the machine have."""
    finest = lcm(*(one.weight.denominator for one in policy.criteria))
    if 2 * FULL_POINTS * 100 * finest > _LARGEST:
        place = PolicyPlace(policy, policy.criteria_location, "kriteria")
        message = Message("the weights of groups and criteria together have too many decimals to add up exactly")
        yield place.finding(GROUP, "kriteria", message, Message("write weights with fewer decimals"))


# Weights of single vacancies ------------------------------------------------------------------------------


def _own(policy: Policy, vacancies: Collection[str] | None) -> Iterator[Finding]:
    seen: dict[tuple[str, str], str] = {}
    for one in policy.own_weights:
        place = PolicyPlace(policy, one.location, one.name, one.places)
        yield from _targets(one, vacancies, seen, place)
        yield from _own_sums(one, place)
        yield from _own_names(one, policy)


def _targets(
    one: OwnWeights, vacancies: Collection[str] | None, seen: dict[tuple[str, str], str], place: PolicyPlace
) -> Iterator[Finding]:
    for name in one.vacancies:
        if vacancies is not None and name not in vacancies:
            message = Message(
                "bobot_khusus {name}: there is no vacancy or post '{vacancy}'", name=one.name, vacancy=name
            )
            fix = did_you_mean(name, vacancies) if vacancies else Message("correct the id")
            yield place.finding(OWN, "lowongan", message, fix)
    for field, names in (("lowongan", one.vacancies), ("jenjang", one.levels)):
        for name in names:
            other = seen.setdefault((field, name), one.name)
            if other != one.name:
                message = Message("bobot_khusus {name} and {other} both hold for {what}", name=one.name, other=other,
                                  what=name)  # fmt: skip
                yield place.finding(OWN, field, message, Message("name it in one of the two"))


def _own_sums(one: OwnWeights, place: PolicyPlace) -> Iterator[Finding]:
    what = Message("the weights of bobot_khusus {name}", name=one.name)
    yield from _adding_up(one.weights.values(), place, "bobot", what)


def _own_names(one: OwnWeights, policy: Policy) -> Iterator[Finding]:
    """The criteria that are named; nothing where the criteria themselves could not be read."""
    known = {criterion.name for criterion in policy.criteria}
    is_sound = all(weight > 0 for weight in one.weights.values())
    for name, weight in one.weights.items():
        place = PolicyPlace(policy, one.weight_places.get(name), one.name)
        yield from _positive(weight, place, "bobot", Message("criterion {name}", name=name))
        if is_sound:
            yield from _heavy(name, weight, list(one.weights.values()), place)
        if known and name not in known:
            message = Message("bobot_khusus {name}: there is no criterion '{criterion}'", name=one.name, criterion=name)
            yield place.finding(OWN, "bobot", message, did_you_mean(name, known))
        elif not known and policy.criteria_location is None:
            message = Message("bobot_khusus {name} weighs criteria, and there is no section kriteria", name=one.name)
            yield place.finding(OWN, "bobot", message, Message("write the criteria in kriteria"))
