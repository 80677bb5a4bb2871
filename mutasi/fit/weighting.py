"""Which criteria count for a vacancy, and how much: those of the policy, unless the vacancy has weights of its own."""

from __future__ import annotations

from dataclasses import replace

from mutasi.fit.catalogue import default_criteria
from mutasi.model.policy import CriterionPolicy, OwnWeights, Policy
from mutasi.model.vacancy import Vacancy


def criteria_for(policy: Policy, vacancy: Vacancy) -> tuple[CriterionPolicy, ...]:
    """The criteria of a vacancy in the order of the policy, with the weights that hold for it.

    Its own entry of `bobot_khusus` goes before that of its level; criteria that the entry does not name do not count.
    """
    criteria = policy.criteria or default_criteria()
    own = own_weights_of(policy, vacancy)
    if own is None:
        return criteria
    return tuple(replace(one, weight=own.weights[one.name]) for one in criteria if one.name in own.weights)


def own_weights_of(policy: Policy, vacancy: Vacancy) -> OwnWeights | None:
    """The entry of `bobot_khusus` that holds for a vacancy; None where the general weights do."""
    named = (one for one in policy.own_weights if vacancy.id in one.vacancies)
    of_level = (one for one in policy.own_weights if vacancy.level and vacancy.level in one.levels)
    return next(named, None) or next(of_level, None)
