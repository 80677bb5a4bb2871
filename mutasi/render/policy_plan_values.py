"""The section `rencana` of the policy as keys and values."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from mutasi.model.policy import PlanPolicy, PlanRules, Setting, SkillFloor

Value = tuple[str, Setting]


def plan_values(plan: PlanPolicy) -> Iterator[Value]:
    """Every key with what it says; what is not stated and has no default is blank."""
    yield "rencana.jenjang_terbuka", plan.refill
    yield "rencana.harga_pindah", Fraction(plan.move_price, 100)
    yield "rencana.harga_paksa", Fraction(plan.forced_price, 100)
    yield from ((f"rencana.prioritas.{name}", number) for name, number in plan.priority.items())
    yield from ((f"rencana.bobot.{name}", number) for name, number in plan.weight.items())
    yield "rencana.nilai_terendah", Fraction(plan.least_points, 100)
    yield "rencana.peringkat_terendah", _number(plan.lowest_place)
    yield "rencana.peluang_menolak", plan.refusal
    yield "rencana.usaha", plan.effort
    yield from ((f"rencana.batas.{name}", value) for name, value in _rule_values(plan.rules))


def _rule_values(rules: PlanRules) -> Iterator[Value]:
    yield "pegawai_tetap", rules.kept_people
    yield "jabatan_tetap", rules.kept_posts
    yield from ((f"tempatkan.{nip}", to) for nip, to in rules.placed.items())
    yield "wajib_pindah", rules.must_move
    yield from ((f"tahun_di_jabatan.{level}", number) for level, number in rules.years.items())
    yield "bersama", tuple("+".join(pair) for pair in rules.together)
    yield "pisah", tuple("+".join(pair) for pair in rules.apart)
    yield "isi_minimal", tuple(_floor(one) for one in rules.floors)
    yield "perpindahan", _number(rules.most_moves)
    for unit, number in rules.most_of_unit.items():
        yield (f"per_unit.{unit}" if unit else "per_unit"), number
    yield "terpaksa", _number(rules.most_forced)
    yield "panjang_rantai", _number(rules.longest_chain)
    yield "panjang_siklus", _number(rules.longest_cycle)
    yield "perlu_persetujuan", rules.by_consent


def _number(number: int | None) -> Setting:
    return "" if number is None else number


def _floor(one: SkillFloor) -> str:
    which = f" {one.column}={one.value}" if one.column else ""
    return f"{one.unit}: {one.least}{which}"
