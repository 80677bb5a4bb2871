"""The sections of `mutasi.yaml` that decide about people: `kriteria`, `aturan` and the chain of ties."""

from __future__ import annotations

import re
from fractions import Fraction

from mutasi.message import Message
from mutasi.model.codes import HIGHEST_LEVEL
from mutasi.model.policy import DUK_CHAIN, CriterionPolicy, RulePolicy, TieBreaker, Weight
from mutasi.model.settings import decimal_text
from mutasi.read.near import did_you_mean
from mutasi.read.nodes import Entry, Mapping, Node, Scalar, Sequence
from mutasi.read.policy_section import Section, section_at, settings_of

_CRITERION_NAME = re.compile(r"[a-z][a-z0-9_]*")
_WEIGHT = re.compile(r"-?[0-9]{1,9}(\.[0-9]{1,9})?%?")
_LEVELS = tuple(str(level) for level in range(1, HIGHEST_LEVEL + 1))


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


def criteria_in(section: Section) -> tuple[CriterionPolicy, ...]:
    """The criteria; none at all when one of them has no usable weight, for the others do not add up then."""
    mixed = _percent_beside_numbers(section)
    criteria = [_criterion(section, name) for name in section.entries if name not in mixed]
    sound = tuple(criterion for criterion in criteria if criterion is not None)
    return sound if len(sound) == len(section.entries) else ()


def _percent_beside_numbers(section: Section) -> tuple[str, ...]:
    """The criteria whose weight has the sign beside weights above 1 without it, which it would make hundredths of."""
    stated = {name: _scalar_of(entry.value, "bobot") for name, entry in section.entries.items()}
    usable = {name: node for name, node in stated.items() if node is not None and _WEIGHT.fullmatch(node.text.strip())}
    plain = [node.text.strip() for node in usable.values() if not node.text.strip().endswith("%")]
    if not any(Fraction(text) > 1 for text in plain):
        return ()
    signed = tuple(name for name, node in usable.items() if node.text.strip().endswith("%"))
    for name in signed:
        text = usable[name].text.strip()
        message = Message(
            "{key}: {weight} is {part}, and other weights are written without the sign",
            key=f"{section.name}.{name}.bobot", weight=text, part=decimal_text(Fraction(text[:-1]) / 100),
        )  # fmt: skip
        fix = Message("write all weights alike: {number}, or the sign with each", number=text[:-1])
        section.notes.wrong(usable[name], f"{section.name}.{name}.bobot", message, fix, code="KRITERIA-02")
    return signed


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
    kind, exact = _required(own, "jenis", entry), _weight(own, entry)
    if not kind or exact is None:
        return None
    return CriterionPolicy(
        name=name,
        kind=kind,
        weight=exact,
        settings=settings_of(own, ("jenis", "bobot", "label", "ideal")),
        label=own.text("label"),
        ideal=int(own.one_of("ideal", _LEVELS) or HIGHEST_LEVEL),
        location=notes.place(entry),
        places={key: notes.place(one) for key, one in own.entries.items()},
        value_places=own.value_places(),
    )


def _required(section: Section, key: str, parent: Entry) -> str:
    text = section.text(key)
    if not text and section.node(key) is None:
        full = section.full(key)
        section.notes.wrong(parent, full, Message("{key} is missing", key=full))
    return text


def _weight(section: Section, parent: Entry) -> Fraction | None:
    """The exact weight: 30 is 30, 0.3 is 3/10, 30% is 3/10. Whether it makes sense is for the rules to say."""
    text = _required(section, "bobot", parent)
    if not text:
        return None
    if _WEIGHT.fullmatch(text):
        return Fraction(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
    name = section.full("bobot")
    message = Message("{key}: '{value}' is not a weight", key=name, value=text)
    fix = Message("write a whole number, a decimal with a point, or a percentage: 30, 0.3 or 30%")
    section.notes.wrong(section.entries["bobot"].value, name, message, fix, code="KRITERIA-02")
    return None


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
