"""The section `rencana` of `mutasi.yaml`: what a plan of all moves is to reach and to keep to."""

from __future__ import annotations

from fractions import Fraction

from mutasi.message import Message
from mutasi.model import codes
from mutasi.model.policy import PlanPolicy
from mutasi.model.shortlist import FULL_POINTS
from mutasi.read.near import did_you_mean
from mutasi.read.policy_section import Section

PLAN_KEYS = ("jenjang_terbuka", "harga_pindah", "harga_paksa", "prioritas")
_HUNDREDTHS = FULL_POINTS // 100


def plan_in(section: Section) -> PlanPolicy:
    """The defaults where something is absent, or wrong and told."""
    default = PlanPolicy()
    return PlanPolicy(
        refill=_levels(section, default.refill),
        priority=_priorities(section.section("prioritas")),
        move_price=_hundredths(section, "harga_pindah", default.move_price),
        forced_price=_hundredths(section, "harga_paksa", default.forced_price),
    )


def _levels(section: Section, default: tuple[str, ...]) -> tuple[str, ...]:
    if section.node("jenjang_terbuka") is None:
        return default
    found = section.texts("jenjang_terbuka")
    node = section.node("jenjang_terbuka")
    assert node is not None
    for level in found:
        if level not in codes.JENJANG:
            message = Message("{key}: '{value}' is no level of posts", key="rencana.jenjang_terbuka", value=level)
            section.notes.wrong(node, "rencana.jenjang_terbuka", message, did_you_mean(level, codes.JENJANG))
    return tuple(level for level in found if level in codes.JENJANG)


def _priorities(section: Section) -> dict[str, int]:
    """What a filled seat counts, by the id of a vacancy or of a post, or by level: a whole number."""
    found = {}
    for name in section.entries:
        number = section.number(name, Fraction(0))
        if number.denominator != 1:
            node = section.node(name)
            assert node is not None
            message = Message("{key}: a priority is a whole number from 0 to 100", key=section.full(name))
            section.notes.wrong(node, section.full(name), message)
        elif section.node(name) is not None:
            found[name] = int(number)
    return found


def _hundredths(section: Section, key: str, default: int) -> int:
    """Points as hundredths."""
    number = section.number(key, Fraction(default, _HUNDREDTHS)) * _HUNDREDTHS
    if number.denominator == 1:
        return int(number)
    node = section.node(key)
    assert node is not None
    message = Message("{key}: points have two decimals at most", key=section.full(key))
    section.notes.wrong(node, section.full(key), message)
    return default
