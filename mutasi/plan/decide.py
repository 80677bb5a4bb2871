"""All moves decided together, settled and read back as chains."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType

import numpy as np

from mutasi.model.plan import PlanMethod
from mutasi.plan.aftermath import Aftermath
from mutasi.plan.afterwards import Afterwards
from mutasi.plan.assignment import Problem, Whole
from mutasi.plan.chains import Linked, linked
from mutasi.plan.exchange import exchange
from mutasi.plan.mixed import solve
from mutasi.plan.places import Place
from mutasi.plan.posed import Posed
from mutasi.plan.preferences import Preferences
from mutasi.plan.residual import Residual
from mutasi.plan.settle import settle
from mutasi.plan.stable import stable


@dataclass(frozen=True, slots=True, eq=False)
class Decided:
    """The best assignment: `at` gives for each row of people the number of the place, that of the own one, or outside.

    `residual` tells what other assignments lose, None where limits keep the plan from what would be best without them.
    `equals` gives for each place who could be there as well; `stranded` must move and cannot. No plan that keeps the
    limits is worth more than `bound`; `proven` tells that this one is worth as much.
    """

    posed: Posed
    at: Whole
    chains: tuple[Linked, ...]
    residual: Residual | None
    equals: Mapping[int, tuple[int, ...]]
    stranded: tuple[int, ...]
    aftermath: Aftermath
    method: PlanMethod
    worth: int
    bound: int
    proven: bool
    settled: bool
    barred_afterwards: bool = False
    """Whether what the rules bar once all moves are made kept other assignments from being the best."""

    @property
    def places(self) -> tuple[Place, ...]:
        return self.posed.places

    @property
    def problem(self) -> Problem:
        return self.posed.problem


_MECHANISMS: Mapping[PlanMethod, Callable[[Preferences], Whole]] = MappingProxyType(
    {PlanMethod.STABLE: stable, PlanMethod.EXCHANGE: partial(exchange, worse_for_posts=False)}
)


def decide(posed: Posed, method: PlanMethod = PlanMethod.OPTIMAL, before: Mapping[int, int] | None = None) -> Decided:
    """The assignment of the greatest worth: first the priority of the seats that are filled, then the points that the
    posts gain less the prices of moves; or what another method comes to, which knows no limits over several moves.

    With `before`, the places that an earlier plan had for people, as few as possible of its moves are given up, and the
    rest is decided after that. Conflict where nothing keeps what the policy asks, Undecided where its effort is used
    up.
    """
    aftermath = Aftermath(posed.people, posed.places, Afterwards(posed.people, posed.policy), posed.problem)
    if method is not PlanMethod.OPTIMAL:
        return _by_mechanism(posed, method, aftermath)
    solved = solve(
        posed.problem if before is None else posed.rather(before),
        posed.limits,
        order=posed.order,
        rank=posed.ranks,
        broken=aftermath.broken,
        effort=posed.policy.plan.effort,
    )
    residual, equals = _free_choice(posed, solved.at)
    return Decided(
        posed=posed,
        at=solved.at,
        chains=linked(posed.problem, solved.at, posed.order, posed.ranks, solved.successions),
        residual=residual,
        equals=equals,
        stranded=solved.stranded,
        aftermath=aftermath,
        method=method,
        worth=solved.worth,
        bound=solved.bound,
        proven=solved.proven,
        settled=solved.settled,
        barred_afterwards=bool(solved.added),
    )


def _by_mechanism(posed: Posed, method: PlanMethod, aftermath: Aftermath) -> Decided:
    problem = posed.problem
    at = _MECHANISMS[method](posed.preferences())
    worth = problem.value(at)
    return Decided(
        posed=posed,
        at=at,
        chains=linked(problem, at, posed.order, posed.ranks),
        residual=None,
        equals={},
        stranded=tuple(np.flatnonzero(problem.must_move & (at == problem.home)).tolist()),
        aftermath=aftermath,
        method=method,
        worth=worth,
        bound=worth,
        proven=True,
        settled=True,
    )


def _free_choice(posed: Posed, at: Whole) -> tuple[Residual | None, Mapping[int, tuple[int, ...]]]:
    """What other assignments lose and which lose nothing, where the limits do not matter."""
    stay = np.zeros(posed.problem.people, dtype=np.int64)
    try:
        residual = Residual.of(posed.problem, at, stay)
    except ValueError:
        return None, {}
    if posed.limits.linear or posed.limits.capped:
        return residual, {}
    settled = settle(posed.problem, at, stay, posed.order, posed.ranks)
    return residual, settled.equals
