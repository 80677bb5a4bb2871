"""The sections of `mutasi.yaml` that divide weights: `kelompok` groups criteria, `bobot_khusus` weighs them for some
vacancies alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from mutasi.message import Message
from mutasi.model.codes import JENJANG
from mutasi.model.policy import CriterionGroup, CriterionPolicy, Factor, OwnWeights
from mutasi.read.near import did_you_mean
from mutasi.read.nodes import Mapping as MappingNode
from mutasi.read.nodes import Node, Scalar
from mutasi.read.policy_section import Section
from mutasi.read.policy_weights import percent_beside_numbers, weight_at, whole_of

GROUP_KEYS = ("bobot", *Factor)
OWN_KEYS = ("lowongan", "jenjang", "bobot")


@dataclass(frozen=True, slots=True)
class Groups:
    """The groups that can be used, and whether all that are stated can."""

    groups: tuple[CriterionGroup, ...]
    sound: bool


def groups_in(section: Section) -> Groups:
    """The groups of criteria, each with its weight and the shares of its factors."""
    opened = {name: section.section(name, GROUP_KEYS) for name in section.entries}
    stated = {one.full("bobot"): _scalar(one, "bobot") for one in opened.values()}
    mixed = percent_beside_numbers(stated, section.notes)
    groups = [_group(section, name, own) for name, own in opened.items() if own.full("bobot") not in mixed]
    sound = tuple(one for one in groups if one is not None)
    return Groups(sound, sound=len(sound) == len(section.entries))


def _scalar(section: Section, key: str) -> Scalar | None:
    value = section.node(key)
    return value if isinstance(value, Scalar) else None


def _group(section: Section, name: str, own: Section) -> CriterionGroup | None:
    entry = section.entries[name]
    if _is_text(entry.value):
        return None  # said already: a group takes keys
    weight = weight_at(own, "bobot", entry)
    shares = _shares(own, section, name)
    if weight is None or shares is None:
        return None
    return CriterionGroup(
        name=name,
        weight=weight,
        shares=shares,
        location=section.notes.place(entry),
        places={key: section.notes.place(one) for key, one in own.entries.items()},
        value_places=own.value_places(),
    )


def _is_text(node: Node) -> bool:
    return not isinstance(node, MappingNode) and not (isinstance(node, Scalar) and node.is_blank)


def _shares(own: Section, section: Section, name: str) -> dict[str, Fraction] | None:
    """The shares of both factors; both or none are stated. None where one cannot be used."""
    if not any(own.node(factor) for factor in Factor):
        return {}
    mixed = percent_beside_numbers({own.full(factor): _scalar(own, factor) for factor in Factor}, own.notes)
    found = {factor.value: weight_at(own, factor, section.entries[name]) for factor in Factor}
    usable = {factor: share for factor, share in found.items() if share is not None}
    return usable if len(usable) == len(found) and not mixed else None


def resolved(criteria: Sequence[CriterionPolicy], groups: Sequence[CriterionGroup]) -> tuple[CriterionPolicy, ...]:
    """The criteria with the weight that their group leaves them; those of no group, or of none there is, as written."""
    known = {group.name: group for group in groups}
    return tuple(_in_group(one, known[one.group], criteria) if one.group in known else one for one in criteria)


def _in_group(one: CriterionPolicy, group: CriterionGroup, criteria: Sequence[CriterionPolicy]) -> CriterionPolicy:
    beside = [other.weight for other in criteria if (other.group, other.factor) == (one.group, one.factor)]
    part = one.weight / whole_of(beside)
    if group.shares and one.factor in group.shares:
        part *= group.shares[one.factor] / whole_of(group.shares.values())
    return replace(one, weight=group.weight * part, share=one.weight)


def own_weights_in(section: Section) -> tuple[OwnWeights, ...]:
    """The weights of their own that some vacancies have."""
    found = (_own_weights(section, name) for name in section.entries)
    return tuple(one for one in found if one is not None)


def _own_weights(section: Section, name: str) -> OwnWeights | None:
    entry, notes = section.entries[name], section.notes
    own = section.section(name, OWN_KEYS)
    if _is_text(entry.value):
        return None  # said already: it takes keys
    vacancies, levels = own.texts("lowongan"), own.texts("jenjang")
    if own.entries and not vacancies and not levels:
        message = Message("{key} says for no vacancy that it holds", key=own.name)
        notes.wrong(entry, own.name, message, Message("write lowongan: [ID, ...] or jenjang: [CODE, ...]"))
    for level in levels:
        if level not in JENJANG:
            node = own.node("jenjang")
            assert node is not None
            message = Message("{key} cannot be '{value}'", key=own.full("jenjang"), value=level)
            notes.wrong(node, own.full("jenjang"), message, did_you_mean(level.upper(), JENJANG))
    weights = _weights(own, section, name)
    if weights is None:
        return None
    stated = own.section("bobot")
    return OwnWeights(
        name=name,
        vacancies=vacancies,
        levels=levels,
        weights=weights,
        location=notes.place(entry),
        places={key: notes.place(one) for key, one in own.entries.items()},
        weight_places={key: notes.place(one.value) for key, one in stated.entries.items()},
    )


def _weights(own: Section, section: Section, name: str) -> Mapping[str, Fraction] | None:
    """The weight of each criterion; None where one cannot be used."""
    if own.node("bobot") is None:
        message = Message("{key} is missing", key=own.full("bobot"))
        section.notes.wrong(section.entries[name], own.full("bobot"), message)
        return None
    stated = own.section("bobot")
    mixed = percent_beside_numbers({stated.full(key): _scalar(stated, key) for key in stated.entries}, own.notes)
    found = {key: weight_at(stated, key, entry) for key, entry in stated.entries.items()}
    usable = {key: weight for key, weight in found.items() if weight is not None}
    return usable if usable and len(usable) == len(found) and not mixed else None
