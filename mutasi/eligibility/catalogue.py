"""All requirements, in the order in which they are stated."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mutasi.eligibility import age, conditions, education, experience, rank, record, status, tenure
from mutasi.model.policy import Policy, Setting, Weight
from mutasi.model.settings import typed_settings

REQUIREMENTS = (
    status.not_a_pns,
    status.cpns_for_managerial_post,
    status.not_available,
    status.pppk_changes_post,
    status.contract_ended,
    age.too_old_for_jpt,
    age.past_retirement_age,
    age.too_near_retirement,
    age.too_old_to_enter_jf,
    rank.rank_outside_range,
    rank.rank_does_not_fit_jf,
    education.education_too_low_for_jpt,
    education.education_too_low_for_administrator,
    education.education_too_low,
    education.education_not_as_asked,
    education.education_too_low_for_jf,
    experience.too_little_related_experience,
    experience.never_administrator,
    experience.too_short_as_pengawas,
    experience.too_short_as_pelaksana,
    experience.skips_a_level,
    experience.demotion_without_basis,
    experience.too_little_experience_for_jf,
    experience.too_short_in_post,
    record.no_leadership_training,
    record.performance_below_baik,
    record.serving_a_penalty,
    record.recent_penalty,
    record.wealth_report_missing,
    record.competence_below_threshold,
)


def requirement_settings() -> Mapping[str, Mapping[str, Setting]]:
    """The code of every requirement, condition and limit of tenure with its settings and their defaults."""
    return {
        **tenure.TENURE_SETTINGS,
        **{one.code: one.settings for one in REQUIREMENTS},
        **conditions.CONDITION_SETTINGS,
    }


def settings_in_force(policy: Policy, code: str) -> Mapping[str, Any] | None:
    """The settings of a requirement or condition as the agency sets them; None when it is off."""
    rule = policy.rules.get(code)
    if rule is not None and rule.weight is Weight.OFF:
        return None
    return typed_settings(requirement_settings()[code], rule.settings if rule else {})[0]
