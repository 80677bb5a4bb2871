"""All requirements, in the order in which they are stated."""

from __future__ import annotations

from collections.abc import Mapping

from mutasi.eligibility import (
    age,
    checklist,
    conditions,
    discipline,
    education,
    elsewhere,
    experience,
    performance,
    rank,
    relatives,
    selection,
    status,
    surroundings,
    tenure,
)
from mutasi.model.policy import Setting

REQUIREMENTS = (
    status.not_a_pns,
    status.cpns_for_managerial_post,
    status.not_available,
    elsewhere.pppk_from_another_agency,
    status.pppk_changes_post,
    status.contract_ended,
    age.too_old_for_jpt,
    age.past_retirement_age,
    age.too_near_retirement,
    age.too_old_to_enter_jf,
    rank.rank_outside_range,
    surroundings.rank_order_with_superior,
    rank.rank_does_not_fit_jf,
    education.education_too_low_for_jpt,
    education.education_too_low_for_administrator,
    education.education_too_low,
    education.education_not_as_asked,
    education.education_too_low_for_jf,
    education.camat_without_government_studies,
    experience.too_little_related_experience,
    experience.never_administrator,
    experience.too_short_as_pengawas,
    experience.too_short_as_pelaksana,
    experience.skips_a_level,
    experience.too_little_experience_for_jf,
    tenure.demotion_without_basis,
    tenure.too_short_in_post,
    tenure.too_long_in_post,
    tenure.jpt_not_tested,
    elsewhere.too_early_for_own_request,
    tenure.jpt_outside_window,
    performance.no_leadership_training,
    performance.performance_below_baik,
    discipline.penalty_or_proceedings,
    discipline.serving_a_penalty,
    discipline.recent_penalty,
    discipline.demoting_penalty_without_decision,
    discipline.wealth_report_missing,
    performance.competence_below_threshold,
    performance.outside_talent_boxes,
    selection.route_not_open_to_person,
    relatives.relative_above_or_below,
    relatives.relative_among_assessors,
    surroundings.unit_falls_below_floor,
    elsewhere.outside_limits_of_agency,
)


AROUND = (
    surroundings.rank_order_with_superior.code,
    relatives.relative_above_or_below.code,
    surroundings.unit_falls_below_floor.code,
)
"""The requirements that look at the other people of the organisation, which the moves of a plan change."""


def requirement_settings() -> Mapping[str, Mapping[str, Setting]]:
    """What `aturan` of the policy may name: the code of every requirement, condition and item of the checklist with its
    settings and their defaults; an item has none.
    """
    items: Mapping[str, Mapping[str, Setting]] = {code: {} for code in checklist.ITEMS}
    return {**conditions.CONDITION_SETTINGS, **{one.code: one.settings for one in REQUIREMENTS}, **items}
