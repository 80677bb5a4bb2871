"""A decision sheet worked out again: what follows from its values, and where what it says came out does not.

Hand calculations round between. A published score counts as reproduced when it is the exact score rounded to its own
digits, when it follows from intermediate values that were rounded to 2, 3 or 4 digits, or when it is at most a
two-thousandth away. Where nothing of this holds, the same is tried with criteria turned round for that one alternative.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import combinations

from mutasi.finding import Finding, Location
from mutasi.fit.sheet_methods import MethodUnfit, Problem, Scores, decide, shares_of
from mutasi.fit.weight_rules import weight_finding
from mutasi.message import Message, decimal_number
from mutasi.model.decision_sheet import DecisionSheet
from mutasi.model.policy import Method

ROUNDINGS = (None, 4, 3, 2)
NEAR = Fraction(1, 2000)
"""How far from a score, as a part of it, the rounding of factors and powers may lead."""
ROUNDED_BETWEEN = frozenset({Method.WEIGHTED_SUM, Method.SAW, Method.MAUT, Method.PROFILE})
"""Methods whose intermediate values are what hand calculations round."""
MOST_TURNED = 2
"""More criteria than this are not turned round together: almost any score could be reached."""
MOST_TRIED = 200
"""Nor in sheets with more alternatives."""


@dataclass(frozen=True, slots=True)
class Audit:
    """`scores` are exact, in the order of the alternatives; `turned` says for each alternative whose published score
    is wrong which criteria were turned round, none where nothing reproduces it. `as_shares` tells that published scores
    of the weighted product are shares of the sum (V).
    """

    problem: Problem
    scores: Scores
    turned: dict[str, tuple[str, ...]]
    as_shares: bool = False

    @property
    def order(self) -> list[int]:
        """The alternatives by score, the best first."""
        return sorted(range(len(self.scores)), key=lambda at: (-self.scores[at], at))


def problem_of(sheet: DecisionSheet, weights: Sequence[Fraction]) -> Problem:
    """The values of a sheet with weights that add up to 1; equal ones where there are none."""
    criteria = sheet.criteria
    bounds = [(one.lower, one.upper) for one in criteria if one.lower is not None and one.upper is not None]
    return Problem(
        matrix=sheet.matrix,
        weights=weights or [Fraction(1, len(criteria))] * len(criteria),
        benefit=[one.benefit for one in criteria],
        bounds=bounds if len(bounds) == len(criteria) else None,
        scaling=sheet.scaling,
        ideal=[one.ideal for one in criteria if one.ideal is not None],
        core=[one.core for one in criteria],
        factor_shares=(sheet.core_share, sheet.secondary_share),
        gaps=sheet.gaps,
    )


def audit(sheet: DecisionSheet, weights: Sequence[Fraction]) -> tuple[Audit | None, tuple[Finding, ...]]:
    """What follows from a sheet without faults, None where it has no values or the method does not fit them; and what
    is wrong with what it says came out.
    """
    if not sheet.values or sheet.method is None:
        return None, tuple(_winner(sheet, None))
    problem = problem_of(sheet, weights)
    try:
        scores = decide(sheet.method, problem)
    except MethodUnfit as error:
        place = sheet.criteria[0].location
        return None, (weight_finding("BOBOT-12", error.message, place, error.fix, key=sheet.method),)
    as_shares, wrong = _reproduced(sheet, problem, sheet.method)
    turned = _turned(sheet, problem, sheet.method, as_shares, wrong)
    found = Audit(problem, scores, turned, as_shares)
    return found, (*_scores(sheet, found), *_winner(sheet, found))


def _tried(method: Method, problem: Problem) -> Scores | None:
    """The scores of a sheet read otherwise; None where the method does not fit it then, so that nobody reckoned so."""
    try:
        return decide(method, problem)
    except MethodUnfit:
        return None


def _reproduced(sheet: DecisionSheet, problem: Problem, method: Method) -> tuple[bool, list[str]]:
    """Whether the scores are shares, and which of them no rounding reproduces, by the reading that fits most."""
    best: tuple[bool, list[str]] = (False, list(sheet.published.scores))
    for rounded in ROUNDINGS if method in ROUNDED_BETWEEN else (None,):
        scores = _tried(method, replace(problem, rounded=rounded))
        if scores is None:
            continue
        for as_shares in (False, True) if method is Method.WEIGHTED_PRODUCT else (False,):
            read = shares_of(scores) if as_shares else scores
            wrong = [name for name in sheet.published.scores if not _fits(sheet, read, name, exact=rounded is None)]
            if len(wrong) < len(best[1]):
                best = (as_shares, wrong)
    return best


def _fits(sheet: DecisionSheet, scores: Scores, name: str, *, exact: bool) -> bool:
    published, score = sheet.published.scores[name], scores[sheet.alternatives.index(name)]
    rounded_only = abs(published.value - score) <= Fraction(1, 2 * 10**published.decimals)
    return rounded_only or (exact and _is_near(published.value, score))


def _is_near(published: Fraction, score: Fraction) -> bool:
    return abs(published - score) <= NEAR * abs(score)


def _turned(
    sheet: DecisionSheet, problem: Problem, method: Method, as_shares: bool, wrong: Sequence[str]
) -> dict[str, tuple[str, ...]]:
    """For each alternative the fewest criteria that, turned round, give its published score; none where there are no
    such ones, or several that would do.
    """
    found: dict[str, tuple[str, ...]] = {}
    if (
        method is Method.PROFILE
        or (method is Method.WEIGHTED_SUM and problem.bounds is None)
        or len(sheet.values) > MOST_TRIED
    ):
        return dict.fromkeys(wrong, ())
    for count in range(1, MOST_TURNED + 1):
        fitting: dict[str, list[tuple[str, ...]]] = {name: [] for name in wrong if name not in found}
        for chosen in combinations(range(len(problem.benefit)), count):
            benefit = [one != (at in chosen) for at, one in enumerate(problem.benefit)]
            scores = _tried(method, replace(problem, benefit=benefit))
            if scores is None:
                continue
            scores = shares_of(scores) if as_shares else scores
            for name, sets in fitting.items():
                if _is_near(sheet.published.scores[name].value, scores[sheet.alternatives.index(name)]):
                    sets.append(tuple(sheet.criteria[at].name for at in chosen))
        found |= {name: sets[0] if len(sets) == 1 else () for name, sets in fitting.items() if sets}
    return {name: found.get(name, ()) for name in wrong}


# What is said -----------------------------------------------------------------------------------------


def _scores(sheet: DecisionSheet, found: Audit) -> Iterator[Finding]:
    """A finding for each set of criteria that was turned round, and for each score that nothing reproduces."""
    by_turned: dict[tuple[str, ...], list[str]] = {}
    for name, turned in found.turned.items():
        by_turned.setdefault(turned, []).append(name)
    scores = shares_of(found.scores) if found.as_shares else found.scores
    for turned, names in by_turned.items():
        if turned:
            yield _direction(sheet, turned, names, found.turned, scores)
            continue
        for name in names:
            number = sheet.published.scores[name]
            message = Message(
                "{name}: the score {published} does not follow from the values; they give {score}", name=name,
                published=decimal_number(number.text),
                score=decimals(scores[sheet.alternatives.index(name)], 4),
            )  # fmt: skip
            fix = Message("work it out again; no rounding and no other direction of a criterion gives it")
            yield weight_finding("BOBOT-10", message, number.location, fix, key=name, value=number.text)


def _direction(
    sheet: DecisionSheet, turned: tuple[str, ...], names: list[str], wrong: Container[str], scores: Scores
) -> Finding:
    others = tuple(name for name in sheet.published.scores if name not in wrong)
    benefit = {one.name: one.benefit for one in sheet.criteria}
    first = sheet.published.scores[names[0]]
    right = tuple(
        Message("{name} {score}", name=name,
                score=decimals(scores[sheet.alternatives.index(name)], 4))
        for name in names
    )  # fmt: skip
    if benefit[turned[0]]:
        template = Message("{criteria} counts as a cost for {names}, and as a benefit for {others}", criteria=turned,
                           names=tuple(names), others=others or Message("nobody"))  # fmt: skip
    else:
        template = Message("{criteria} counts as a benefit for {names}, and as a cost for {others}", criteria=turned,
                           names=tuple(names), others=others or Message("nobody"))  # fmt: skip
    fix = Message("a criterion has one direction for all; the right scores: {scores}", scores=right)
    return weight_finding("BOBOT-11", template, first.location, fix, key=", ".join(turned), value=first.text)


def _winner(sheet: DecisionSheet, found: Audit | None) -> Iterator[Finding]:
    """By the sheet's own scores, else by those that follow from its values."""
    published = sheet.published
    if not published.winner:
        return
    own = {name: number.value for name, number in published.scores.items()}
    if published.winner in own:
        yield from _not_highest(sheet, own, Message("its own scores"))
    if found is not None:
        worked_out = dict(zip(sheet.alternatives, found.scores, strict=True))
        same = own and max(own, key=lambda name: own[name]) == max(worked_out, key=lambda name: worked_out[name])
        if not (published.winner in own and same):
            yield from _not_highest(sheet, worked_out, Message("the scores that follow from the values"))


def _not_highest(sheet: DecisionSheet, scores: dict[str, Fraction], by: Message) -> Iterator[Finding]:
    winner, best = sheet.published.winner, max(scores.values())
    place: Location | None = sheet.published.winner_place
    if scores[winner] < best and place is not None:
        names = tuple(name for name, score in scores.items() if score == best)
        message = Message(
            "{winner} is said to win with {score}, but by {by} {best} has {highest}", winner=winner,
            score=decimals(scores[winner], 4), by=by, best=names, highest=decimals(best, 4),
        )  # fmt: skip
        yield weight_finding("BOBOT-09", message, place, Message("write who has the highest score"), key=winner)


def decimals(number: Fraction, digits: int) -> object:
    """A number for people, rounded half up to so many digits."""
    parts = (2 * abs(number) * 10**digits + 1) // 2
    whole, rest = divmod(int(parts), 10**digits)
    sign = "-" if number < 0 and parts else ""
    return decimal_number(f"{sign}{whole}.{rest:0{digits}d}" if digits else f"{sign}{whole}")
