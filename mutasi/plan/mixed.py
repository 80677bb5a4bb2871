"""The best assignment under limits that a flow cannot hold: linear limits, caps of chains and cycles, refusals.

Exact: a flow where its answer keeps everything, else a whole-number program. Prices of its rows from a linear program,
rounded, give an exact bound and what every column loses against it; columns that lose more than the best solution has
left to lose are never needed. No clock, no chance, one thread; `numbering` makes the order of rows play no part.

Of several equal ones it is the one of `settle` where the flow suffices. Else the one whose movers have the smallest sum
of ranks (the first counts 1), of these the one where the sum over movers of rank times how many posts are not more
important than the new one is smallest: who stands higher gets the more important post. What is equal in both is
the same in each run, though no rule says which.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mutasi.plan.assignment import Problem, Whole, assign
from mutasi.plan.bound import Bound, bound_of
from mutasi.plan.caps import linked, too_long
from mutasi.plan.conflict import Trial, conflict
from mutasi.plan.limits import CERTAIN, Broken, Limit, Limits, Solved, TooManyCycles, Undecided, taken
from mutasi.plan.linking import Links, links
from mutasi.plan.numbering import Numbering
from mutasi.plan.program import MOST_CYCLES, Program, kept, program_of
from mutasi.plan.rows import Found, Row, at_least, at_most, keeps, opening, rows_of
from mutasi.plan.settle import settle

EFFORT = 60.0
"""The solver's own measure of work, about seconds, and the same on every machine."""

_MOST_CYCLES = MOST_CYCLES  # that are counted each, before they are only forbidden one by one
_FIRST_COLUMNS, _WIDER = 2_000, 5  # of the first search, and how many times more in the next
_PRICED_COLUMNS, _MORE_COLUMNS = 12, 4  # for each person, in the first round of prices and more in each other
_PRICE_ROUNDS = 40
_PRICE_EFFORT = 10.0  # of each round, in the solver's own measure; prices found before are kept


def solve(
    problem: Problem, limits: Limits, *, order: Sequence[int], rank: Whole, broken: Broken, effort: float = EFFORT
) -> Solved:
    """The assignment of the greatest worth that keeps the limits and strands as few as possible.

    `order` has every post, the more important first; `rank` is the place of everybody, no two alike. Raises Conflict
    where nothing keeps the linear limits, Undecided where the effort did not suffice to find anything, TooManyCycles,
    and OverflowError where the numbers are too large.
    """
    numbering = Numbering.of(problem, order, rank)

    def broken_here(at: Whole) -> tuple[Limit, ...]:
        found = tuple(broken(numbering.at_before(at)))
        added.extend(found)
        return numbering.limits(found)

    added: list[Limit] = []
    anew = replace(limits, linear=numbering.limits(limits.linear))
    solved = _Search(numbering.problem, anew, broken_here, effort).solved()
    return replace(
        solved,
        at=numbering.at_before(solved.at),
        stranded=tuple(sorted(int(numbering.person[one]) for one in solved.stranded)),
        successions=numbering.people_before(solved.successions),
        added=tuple(added),
    )


class _Impossible(Exception):
    """Nothing keeps all rows."""


@dataclass(frozen=True, slots=True, eq=False)
class _Best:
    """The best value of each column, and the columns that an equally good solution can have."""

    value: Whole
    worth: int
    bound: int
    proven: bool
    close: NDArray[np.bool_]


@dataclass(slots=True, eq=False)
class _Search:
    problem: Problem
    limits: Limits
    broken: Broken
    effort: float
    linear: list[Limit] = field(init=False)
    base: Program = field(init=False)
    cuts: list[Row] = field(default_factory=list)
    left: float = field(init=False)
    caps: Limits | None = None
    """The caps as they were asked for, where the program does not hold them all."""
    incumbent: Whole | None = None
    """Values that keep everything."""

    def __post_init__(self) -> None:
        self.linear = list(self.limits.linear)
        self.left = self.effort

    def solved(self) -> Solved:
        plain = self._by_flow() if self.limits.acceptance == CERTAIN else None
        if plain is not None:
            return plain
        self._make_base()
        nothing = np.zeros(self.base.columns, dtype=np.int64)
        if self._keeps_limits(self.problem.home) and not self._found_broken(self.problem.home):
            self.incumbent = nothing
        try:
            rows, fewest = self._who_must()
            best = self._optimum(self.base.worth, rows)
        except _Impossible:
            trial = Trial(self.problem, self.limits, self.base, self.cuts, searched, self.effort / 10)
            raise conflict(self.problem, self.linear, trial.kept, ()) from None
        value, settled = self._settle(best, rows) if best.proven else (best.value, False)
        at = self._at(value)
        heirs = self._heirs(value)
        assert heirs is not None  # it was accepted
        stranded = self._stranded(at)
        return Solved(at, stranded, best.worth, best.bound, best.proven and fewest, settled and fewest, heirs)

    def _make_base(self) -> None:
        """The program of chains and cycles. Where cycles are too many to be counted, any are allowed at first, and
        those that are too long are forbidden as they are found.
        """
        try:
            self.base = program_of(self.problem, self.limits, _MOST_CYCLES)
        except TooManyCycles:
            if self.limits.acceptance < CERTAIN:
                raise
            self.caps = self.limits
            self.limits = replace(self.limits, longest_cycle=None)
            self.base = program_of(self.problem, self.limits)

    # ---- the flow alone

    def _by_flow(self) -> Solved | None:
        """The answer of the flow, where it keeps everything."""
        problem = self.problem
        best = assign(problem)
        price = 2 * (int(np.abs(problem.worth).max(initial=0)) + 1) * (problem.people + 1)
        stay = np.where(problem.must_move, -price, 0)
        at = settle(problem, best.at, stay, range(problem.posts), np.arange(problem.people)).at
        if not self._keeps_limits(at):
            return None
        heirs = linked(problem, at, self.limits, searched, self.effort)
        if heirs is None or self._found_broken(at):
            return None
        worth = problem.value(at)
        return Solved(at, self._stranded(at), worth, worth, True, True, heirs)

    def _stranded(self, at: Whole) -> tuple[int, ...]:
        return tuple(np.flatnonzero(self.problem.must_move & (at == self.problem.home)).tolist())

    def _keeps_limits(self, at: Whole) -> bool:
        now = taken(self.problem, at)
        return all(one.keeps(now) for one in self.linear)

    def _found_broken(self, at: Whole) -> bool:
        """Whether limits are broken that were not known; they are from now on."""
        found = self.broken(at)
        self.linear += found
        return bool(found)

    # ---- the program

    def _who_must(self) -> tuple[list[Row], bool]:
        """That as many move of those who must as can; whether it is proven that no more can."""
        must = self.problem.must_move[self.problem.person].astype(np.int64)
        if not must.any():
            return [], True
        counted = self.base.worth_by(must).worth
        best = self._optimum(counted, [])
        return [at_least(counted, best.worth)], best.proven

    def _optimum(self, worth: Whole, rows: Sequence[Row]) -> _Best:
        """The best that keeps the rows and everything else, also what is only found to be broken on the way."""
        bound: int | None = None
        while True:
            program = replace(self._program(rows), worth=worth)
            best = self._once(program)
            bound = best.bound if bound is None else min(bound, best.bound)
            best = replace(best, bound=max(bound, best.worth), proven=bound <= best.worth)
            if self.incumbent is best.value or self._accepted(best.value):
                self.incumbent = best.value
                return best

    def _program(self, rows: Sequence[Row]) -> Program:
        every = [*self.cuts, *rows]
        limited = self.base.under(self.linear, len(self.problem.person))
        return limited.with_rows([row for row, _ in every], [most for _, most in every])

    def _once(self, program: Program) -> _Best:
        """The best of a program: among few columns, then among all that can still be part of something better."""
        bound = bound_of(program, _prices(program, self.base.worth))
        by_loss = np.lexsort((-self.base.worth, bound.loss))
        size = _FIRST_COLUMNS
        few = np.zeros(program.columns, dtype=bool)
        few[by_loss[:size]] = True
        found: Found | None = None
        while True:
            hint = self.incumbent if found is None else found.value
            whole = found is not None and bool((few >= _able(bound, found.worth)).all())
            now = searched(program, few, hint, self.left if whole or few.all() else self.left / 16)
            self.left -= now.effort
            if now.impossible and few.all():
                raise _Impossible
            if now.value is not None and (found is None or now.worth > found.worth):
                found = now
            if found is None:
                if not now.impossible and few.all():
                    return self._as_found(program, bound, few, None, math.inf)
                able = np.ones(program.columns, dtype=bool)
            else:
                able = _able(bound, found.worth)
                if found.worth >= bound.whole or (now.proven and not (able & ~few).any()) or whole:
                    return self._as_found(program, bound, few, found, now.bound)
            size *= _WIDER
            if int(able.sum()) <= size:
                few = able
            else:
                few[by_loss[:size]] = True

    def _as_found(
        self, program: Program, bound: Bound, few: NDArray[np.bool_], found: Found | None, within: float
    ) -> _Best:
        """What was found, or what was known before where that is better, with what is known about all else."""
        value = None if found is None else found.value
        worth = 0 if found is None else found.worth
        before = self.incumbent
        if before is not None and keeps(program, before):
            earlier = int((program.worth * before).sum())
            if value is None or earlier > worth:
                value, worth = before, earlier
        if value is None:
            raise Undecided
        outside = bound.loss[~few]
        beyond = bound.beyond(int(outside.min()) - 1) if len(outside) else worth
        highest = max(worth, min(bound.whole, int(max(within, beyond)) if within < math.inf else bound.whole))
        return _Best(value, worth, highest, highest == worth, bound.loss <= bound.room(worth))

    def _accepted(self, value: Whole) -> bool:
        """Whether values keep what is not in the rows; else it is from now on."""
        found = self._links(self.base, value)
        cuts = opening(self.problem, self.base, found)
        self.cuts += cuts
        if cuts or self._found_broken(self._at(value)):
            return False
        if self.caps is None or self._heirs(value) is not None:
            return True
        assert self.caps.longest_cycle is not None
        self.linear += too_long(self.problem, self._at(value), found.heirs, self.caps.longest_cycle)
        return False

    def _heirs(self, value: Whole) -> dict[int, int] | None:
        """Who takes whose seat; None where no way of it keeps a cap that is not in the rows."""
        if self.caps is None:
            return self._links(self.base, value).heirs
        return linked(self.problem, self._at(value), self.caps, searched, self.effort)

    def _links(self, program: Program, value: Whole) -> Links:
        return links(self.problem, program, value, self.limits.longest_cycle is None)

    def _at(self, value: Whole) -> Whole:
        return self.base.assignment(self.problem, value)

    # ---- of several equal ones

    def _settle(self, best: _Best, rows: Sequence[Row]) -> tuple[Whole, bool]:
        """Values of the same worth by the rule, and whether it is proven that they are the first."""
        value, rows = best.value, [*rows, at_least(self.base.worth, best.worth)]
        rank = self.problem.person + 1
        for price in (rank, rank * (self.problem.posts - self.problem.post)):
            cost = self.base.worth_by(price).worth
            left = self.effort / 20
            while True:
                program = replace(self._program(rows), worth=-cost)
                now = searched(program, best.close, value, left)
                left -= now.effort
                if now.value is None:
                    return value, False
                if self._accepted(now.value):
                    break
            value = now.value
            if not now.proven:
                return value, False
            rows.append(at_most(cost, -now.worth))
        return value, True


def _able(bound: Bound, worth: int) -> NDArray[np.bool_]:
    """The columns that a solution of that worth can have."""
    able: NDArray[np.bool_] = bound.loss <= bound.room(worth)
    return able


def searched(program: Program, chosen: NDArray[np.bool_], hint: Whole | None, effort: float) -> Found:
    """The best values of the chosen columns, all others 0."""
    from ortools.sat.python import cp_model  # heavy, and only here

    nothing = Found(None, 0, math.inf, False, False, 0.0)
    if effort <= 0:
        return nothing
    few, columns = kept(program, chosen)
    model, variables = _model(few, None if hint is None else hint[columns])
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 1
    solver.parameters.max_deterministic_time = effort
    solver.parameters.linearization_level = 2  # the linear program says nearly all: ten times faster and more
    solver.parameters.symmetry_level = 0
    solver.parameters.cp_model_probing_level = 0
    status = solver.solve(model)
    if status == cp_model.MODEL_INVALID:
        raise OverflowError(model.validate())
    spent = float(solver.response_proto.deterministic_time)
    if status == cp_model.INFEASIBLE:
        return replace(nothing, impossible=True, effort=spent)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return replace(nothing, effort=spent)
    value = np.zeros(program.columns, dtype=np.int64)
    value[columns] = [solver.value(one) for one in variables]
    worth = int((program.worth * value).sum())
    proven = status == cp_model.OPTIMAL
    bound = float(worth) if proven else math.nextafter(solver.best_objective_bound, math.inf)
    return Found(value, worth, bound, proven, False, spent)


def _model(program: Program, hint: Whole | None) -> tuple[Any, list[Any]]:
    """The program as the solver takes it, and its variables."""
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    variables = [model.new_int_var(0, upper, "") for upper in program.upper.tolist()]
    for number, where, values in rows_of(program):
        most = int(program.most[number])
        if not where:  # a row that nothing can bring below nothing
            model.add_bool_or([])
            continue
        used = cp_model.LinearExpr.weighted_sum([variables[one] for one in where], values)
        model.add(used == most if program.exact[number] else used <= most)
    if program.worth.any():
        model.maximize(cp_model.LinearExpr.weighted_sum(variables, program.worth.tolist()))
    for variable, value in zip(variables, [] if hint is None else hint.tolist(), strict=hint is not None):
        model.add_hint(variable, value)
    return model, variables


def _prices(program: Program, second: Whole) -> NDArray[np.float64]:
    """A price for each row: the duals of the linear program, found among few columns that others are added to as long
    as those are worth more than their rows take.
    """
    bound = bound_of(program, np.zeros(len(program.most)))
    per_person = _PRICED_COLUMNS * program.people
    few = np.zeros(program.columns, dtype=bool)
    few[np.lexsort((-second, bound.loss))[:per_person]] = True
    best: tuple[int, NDArray[np.float64]] = (bound.total // bound.scale, np.zeros(len(program.most)))
    for _ in range(_PRICE_ROUNDS):
        prices = _duals(program, few)
        if prices is None:
            break
        bound = bound_of(program, prices)
        best = min(best, (bound.whole, prices), key=lambda one: one[0])
        worth_more = np.flatnonzero((bound.unpriced > bound.scale) & ~few)
        if not len(worth_more):
            break
        most = np.argsort(-bound.unpriced[worth_more], kind="stable")[: _MORE_COLUMNS * program.people]
        few[worth_more[most]] = True
    return best[1]


def _duals(program: Program, chosen: NDArray[np.bool_]) -> NDArray[np.float64] | None:
    """The prices of the rows in the linear program of the chosen columns; None where it has no best."""
    from ortools.linear_solver import linear_solver_pb2, pywraplp

    few, _ = kept(program, chosen)
    request = linear_solver_pb2.MPModelRequest()
    request.solver_type = linear_solver_pb2.MPModelRequest.GLOP_LINEAR_PROGRAMMING
    request.solver_specific_parameters = f"max_deterministic_time: {_PRICE_EFFORT}"
    request.model.maximize = True
    for worth in few.worth.tolist():
        request.model.variable.add(lower_bound=0.0, objective_coefficient=worth)
    numbers = []
    for number, where, values in rows_of(few):
        most = float(few.most[number])
        least = most if few.exact[number] else -math.inf
        request.model.constraint.add(var_index=where, coefficient=values, lower_bound=least, upper_bound=most)
        numbers.append(number)
    response = linear_solver_pb2.MPSolutionResponse()
    pywraplp.Solver.SolveWithProto(request, response)
    if response.status != linear_solver_pb2.MPSOLVER_OPTIMAL:
        return None
    prices = np.zeros(len(program.most))
    prices[numbers] = response.dual_value
    return prices
