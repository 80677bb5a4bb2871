"""The section `rencana` of `mutasi.yaml`: what a plan of all moves is to reach."""

from __future__ import annotations

from fractions import Fraction

from mutasi.message import Message
from mutasi.model import codes
from mutasi.model.policy import PlanPolicy
from mutasi.model.shortlist import FULL_POINTS
from mutasi.read.policy_plan_rules import RULE_KEYS, each_of, rules_in, whole
from mutasi.read.policy_section import Section

PLAN_KEYS = (
    "jenjang_terbuka", "harga_pindah", "harga_paksa", "prioritas", "bobot", "nilai_terendah", "peringkat_terendah",
    "peluang_menolak", "usaha", "batas",
)  # fmt: skip
_HUNDREDTHS = FULL_POINTS // 100
_MOST = 100
_MOST_EFFORT, _MOST_PLACE, _MOST_REFUSAL = 3600, 100_000, 99


def plan_in(section: Section) -> PlanPolicy:
    """The defaults where something is absent, or wrong and told."""
    default = PlanPolicy()
    stated = section.node("jenjang_terbuka") is not None
    refusal = whole(section, "peluang_menolak", _MOST_REFUSAL)
    effort = whole(section, "usaha", _MOST_EFFORT, least=1)
    return PlanPolicy(
        refill=each_of(section, "jenjang_terbuka", codes.JENJANG) if stated else default.refill,
        priority=_numbers(section.section("prioritas"), 0),
        weight=_numbers(section.section("bobot"), 1),
        move_price=_hundredths(section, "harga_pindah", default.move_price),
        forced_price=_hundredths(section, "harga_paksa", default.forced_price),
        least_points=_hundredths(section, "nilai_terendah", default.least_points),
        lowest_place=whole(section, "peringkat_terendah", _MOST_PLACE, least=1),
        refusal=default.refusal if refusal is None else refusal,
        effort=default.effort if effort is None else effort,
        rules=rules_in(section.section("batas", RULE_KEYS)),
    )


def _numbers(section: Section, least: int) -> dict[str, int]:
    """A whole number for the id of a vacancy or of a post, or for a level."""
    found = {name: whole(section, name, _MOST, least=least) for name in section.entries}
    return {name: number for name, number in found.items() if number is not None}


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
