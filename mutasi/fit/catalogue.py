"""All kinds of criteria, and the ones that count when the policy names none."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import cache

from mutasi.fit import (
    career,
    competence,
    conduct,
    distance,
    education,
    given,
    performance,
    professionalism,
    profile,
    talent,
    wishes,
)
from mutasi.model.policy import CriterionPolicy, Setting

CRITERIA = (
    competence.competence_match,
    profile.competence_profile,
    performance.performance,
    performance.numeric_performance,
    education.education,
    career.experience,
    career.rank,
    career.seniority,
    career.training,
    conduct.integrity,
    wishes.wish,
    distance.distance,
    talent.talent_box,
    professionalism.professionalism_index,
    given.column_value,
    given.table_value,
)

BY_KIND = {one.kind: one for one in CRITERIA}

_DEFAULT_WEIGHTS = (
    ("kompetensi", "kesesuaian_kompetensi", 25),
    ("kinerja", "predikat_kinerja", 20),
    ("pengalaman", "pengalaman_bidang", 20),
    ("pendidikan", "pendidikan", 10),
    ("kepangkatan", "kepangkatan", 10),
    ("integritas", "integritas", 10),
    ("minat", "minat", 5),
)


@cache
def default_criteria() -> tuple[CriterionPolicy, ...]:
    """Criteria for a policy without any. Their weights are no law: an agency states its own."""
    return tuple(CriterionPolicy(name, kind, Fraction(weight)) for name, kind, weight in _DEFAULT_WEIGHTS)


def criterion_settings() -> Mapping[str, Mapping[str, Setting]]:
    """The kind of every criterion with its settings and their defaults."""
    return {one.kind: one.settings for one in CRITERIA}
