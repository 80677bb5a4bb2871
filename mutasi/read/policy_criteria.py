"""The sections of `mutasi.yaml` that decide about people: `kriteria`, `aturan` and the chain of ties."""

from __future__ import annotations

import re

from mutasi.message import Message
from mutasi.model.codes import HIGHEST_LEVEL
from mutasi.model.policy import DUK_CHAIN, CriterionPolicy, Factor, RulePolicy, TieBreaker, Weight
from mutasi.read.near import did_you_mean
from mutasi.read.nodes import Mapping, Node, Scalar, Sequence
from mutasi.read.policy_groups import Groups, resolved
from mutasi.read.policy_section import Section, section_at, settings_of
from mutasi.read.policy_weights import percent_beside_numbers, required_text, weight_at

_CRITERION_NAME = re.compile(r"[a-z][a-z0-9_]*")
_LEVELS = tuple(str(level) for level in range(1, HIGHEST_LEVEL + 1))
CRITERION_KEYS = ("jenis", "bobot", "label", "ideal", "kelompok", "faktor")
"""What every criterion may have, whatever its kind."""


def tie_chain(top: Section) -> tuple[TieBreaker, ...]:
    value = top.node("urutan_seri")
    if value is None:
        return DUK_CHAIN
    allowed = tuple(TieBreaker)
    if not isinstance(value, Sequence):
        top.notes.wrong(value, "urutan_seri", Message("urutan_seri takes a list of: {names}", names=allowed))
        return DUK_CHAIN
    chain: list[TieBreaker] = []
    for item in value.items:
        text = item.text if isinstance(item, Scalar) else ""
        if text not in allowed:
            message = Message("'{value}' is no link of the chain of ties", value=text)
            top.notes.wrong(item, "urutan_seri", message, did_you_mean(text, allowed))
        elif text in chain:
            message = Message("'{value}' stands twice in the chain of ties", value=text)
            top.notes.wrong(item, "urutan_seri", message)
        else:
            chain.append(TieBreaker(text))
    return tuple(chain) if len(chain) == len(value.items) else DUK_CHAIN


def criteria_in(section: Section, groups: Groups) -> tuple[CriterionPolicy, ...]:
    """The criteria with what their groups leave them; none at all when one of them, or a group, has no usable weight,
    for the others do not add up then.
    """
    stated = {
        f"{section.name}.{name}.bobot": _scalar_of(entry.value, "bobot") for name, entry in section.entries.items()
    }
    mixed = percent_beside_numbers(stated, section.notes)
    criteria = [_criterion(section, name) for name in section.entries if f"{section.name}.{name}.bobot" not in mixed]
    sound = tuple(criterion for criterion in criteria if criterion is not None)
    return resolved(sound, groups.groups) if groups.sound and len(sound) == len(section.entries) else ()


def _scalar_of(node: Node, key: str) -> Scalar | None:
    value = node.entries[key].value if isinstance(node, Mapping) and key in node.entries else None
    return value if isinstance(value, Scalar) else None


def _criterion(section: Section, name: str) -> CriterionPolicy | None:
    entry, notes = section.entries[name], section.notes
    value = entry.value
    if not _CRITERION_NAME.fullmatch(name):
        message = Message("'{name}' cannot name a criterion", name=name)
        notes.wrong(entry, f"kriteria.{name}", message, Message("use small letters, digits and _, a letter first"))
    if not isinstance(value, Mapping):
        message = Message("{key} takes keys with values", key=f"kriteria.{name}")
        weight = value.text if isinstance(value, Scalar) and value.text else "30"
        fix = Message("write under it: jenis: ... and bobot: {weight}", weight=weight)
        notes.wrong(value, f"kriteria.{name}", message, fix)
        return None
    own = section_at(value, f"kriteria.{name}", None, notes)
    kind = required_text(own, "jenis", entry, CRITERION_KEYS)
    exact = weight_at(own, "bobot", entry, CRITERION_KEYS)
    if not kind or exact is None:
        return None
    return CriterionPolicy(
        name=name,
        kind=kind,
        weight=exact,
        settings=settings_of(own, CRITERION_KEYS),
        label=own.text("label"),
        ideal=int(own.one_of("ideal", _LEVELS) or HIGHEST_LEVEL),
        location=notes.place(entry),
        places={key: notes.place(one) for key, one in own.entries.items()},
        value_places=own.value_places(),
        group=own.text("kelompok"),
        factor=own.one_of("faktor", tuple(Factor)),
    )


def rules_in(section: Section) -> dict[str, RulePolicy]:
    rules = {}
    for code, entry in section.entries.items():
        name, value = f"aturan.{code}", entry.value
        if isinstance(value, Scalar) and not value.is_blank:
            message = Message("{key} takes keys with values", key=name)
            section.notes.wrong(value, name, message, Message("write under it: berat: {weight}", weight=value.text))
            continue
        own = section.section(code)
        weight = own.one_of("berat", tuple(Weight))
        rules[code] = RulePolicy(
            code=code,
            weight=Weight(weight) if weight else None,
            settings=settings_of(own, ("berat",)),
            location=section.notes.place(entry),
            places={key: section.notes.place(one) for key, one in own.entries.items()},
            value_places=own.value_places(),
        )
    return rules
