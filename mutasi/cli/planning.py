"""From a ranking to a plan: what the options ask of it, the plan before, and what keeps it from being made."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from mutasi.cli.ranking import MISSING_ORDERS, Ranking, row_of
from mutasi.cli.session import Session
from mutasi.errors import MutasiError, UnknownName
from mutasi.message import Message
from mutasi.model.codes import JENJANG
from mutasi.model.plan import FileMove, Keep, Keeps, PlanMethod
from mutasi.model.policy import PlanRules
from mutasi.render.plan_data import PlanReport
from mutasi.render.plan_words import keep_words

if TYPE_CHECKING:
    from mutasi.model.vacancy import Vacancy
    from mutasi.plan.decide import Decided
    from mutasi.plan.posed import Posed
    from mutasi.plan.tell import Posts


class CannotBeKept(MutasiError):
    """What the policy and the options ask of a plan cannot be kept together."""

    def __init__(self, keeps: Sequence[Keep], *, smallest: bool) -> None:
        rules = tuple(keep_words(keep) for keep in keeps)
        if len(rules) == 1:
            message = Message("no plan keeps this: {rules}", rules=rules)
        elif smallest:
            message = Message(
                "no plan keeps these together, and without any one of them the others can be kept: {rules}", rules=rules
            )
        else:
            message = Message("no plan keeps these together: {rules}", rules=rules)
        super().__init__(message, fix=Message("change one of them: rencana.batas in mutasi.yaml, or the options"))


class CannotBePlaced(MutasiError):
    """Somebody is to be placed where he or she may not be."""

    def __init__(self, nip: str, target: str, reasons: Sequence[Message]) -> None:
        super().__init__(
            Message("{nip} cannot be placed at {target}: {reasons}", nip=nip, target=target, reasons=tuple(reasons)),
            fix=Message("mutasi explain {nip} {target} tells all; correct rencana.batas.tempatkan", nip=nip,
                        target=target),
        )  # fmt: skip


class EffortUsedUp(MutasiError):
    """The search ended before it found any plan that keeps everything."""

    def __init__(self) -> None:
        super().__init__(
            Message("no plan that keeps everything was found with the effort that is allowed"),
            fix=Message("raise rencana.usaha in mutasi.yaml, or ask for less"),
        )


class CyclesUncounted(MutasiError):
    """There are too many possible cycles to value each by the chance of refusals."""

    def __init__(self, most: int) -> None:
        super().__init__(
            Message("there are more than {most} possible cycles, too many to weigh one by one", most=most),
            fix=Message("lower rencana.batas.panjang_siklus, or let fewer levels open (rencana.jenjang_terbuka)"),
        )


class NumbersTooLarge(MutasiError):
    """The worth of all moves does not fit the whole numbers that a plan is decided with."""

    def __init__(self) -> None:
        super().__init__(
            Message("the plan is too large to be decided exactly"),
            fix=Message("name fewer vacancies, state lower priorities and weights, or let fewer levels open"),
        )


@dataclass(frozen=True, slots=True)
class Asked:
    """What the options ask of a plan over the policy."""

    keep: tuple[str, ...] = ()
    place: tuple[tuple[str, str], ...] = ()
    most_moves: int | None = None
    longest_chain: int | None = None
    longest_cycle: int | None = None
    most_forced: int | None = None
    units: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()

    def over(self, rules: PlanRules) -> PlanRules:
        """The rules of the policy with these over them. Who refuses stays, whatever else was decided."""
        return replace(
            rules,
            kept_people=tuple(dict.fromkeys((*rules.kept_people, *self.keep, *self.refused))),
            placed={nip: to for nip, to in {**rules.placed, **dict(self.place)}.items() if nip not in self.refused},
            must_move=tuple(nip for nip in rules.must_move if nip not in self.refused),
            most_moves=_either(self.most_moves, rules.most_moves),
            longest_chain=_either(self.longest_chain, rules.longest_chain),
            longest_cycle=_either(self.longest_cycle, rules.longest_cycle),
            most_forced=_either(self.most_forced, rules.most_forced),
        )


def _either(asked: int | None, stated: int | None) -> int | None:
    return stated if asked is None else asked


def places_asked(texts: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """``NIP=VACANCY`` texts as pairs."""
    pairs: list[tuple[str, str]] = []
    for text in texts:
        nip, sign, target = text.partition("=")
        if not sign or not nip or not target:
            raise MutasiError(Message("--place takes NIP=VACANCY; '{text}' is not of that form", text=text))
        if nip in dict(pairs):
            raise MutasiError(Message("--place names {nip} twice; a person can take one post", nip=nip))
        pairs.append((nip, target))
    return tuple(pairs)


@dataclass(frozen=True, eq=False)
class Planning:
    """A ranking as the problem of a plan, from which plans are made by one method or several."""

    run: Session
    ranking: Ranking
    posed: Posed
    posts: Posts
    refused: frozenset[str] = frozenset()
    """Those who refuse their moves of the plan before."""

    def plan(self, method: PlanMethod, before: Sequence[FileMove] | None = None) -> PlanReport:
        """The plan, with what it changes of the one before."""
        from mutasi.plan.again import changes, places_before
        from mutasi.plan.tell import plan_of

        for move in before or ():
            row_of(self.ranking.people, move.nip)
        earlier = None if before is None else places_before(self.posed, before)
        decided = self._decided(method, earlier)
        made = plan_of(decided, self.posts)
        if before is not None and earlier is not None:
            made = replace(made, changed=tuple(changes(decided, before, earlier, self.refused)))
        ranking, order = self.ranking, MISSING_ORDERS[self.ranking.policy.missing_order]
        effective, policy = ranking.people.effective, self.posed.policy.plan
        return PlanReport(made, policy, effective, order, ranking.conditions.shared, ranking.reweighed)

    def _decided(self, method: PlanMethod, earlier: Mapping[int, int] | None) -> Decided:
        from mutasi.plan.decide import decide
        from mutasi.plan.limits import LONG_CYCLE, Conflict, TooManyCycles, Undecided
        from mutasi.plan.reading import keep_of

        try:
            return decide(self.posed, method, earlier)
        except Conflict as error:
            cap = Keep(Keeps.CYCLE, (), self.posed.limits.longest_cycle)
            keeps = [cap if key == LONG_CYCLE else keep_of(key) for key in dict.fromkeys(error.keys)]
            raise CannotBeKept(keeps, smallest=error.irreducible) from None
        except Undecided:
            raise EffortUsedUp from None
        except TooManyCycles as error:
            raise CyclesUncounted(error.most) from None
        except OverflowError:
            raise NumbersTooLarge from None


def planning(run: Session, ranking: Ranking, asked: Asked) -> Planning:
    """The problem of a plan, of the posts in some units alone where these are asked for. Raises where a rule names what
    is not there, or places somebody who may not be placed.
    """
    from mutasi.fit.standing import order_of_people
    from mutasi.model.organisation import units_within
    from mutasi.model.vacancy import post_vacancies
    from mutasi.plan.places import held_posts, places
    from mutasi.plan.posed import pose
    from mutasi.plan.will import Wills

    people, dataset = ranking.people, ranking.dataset
    rules = asked.over(ranking.policy.plan.rules)
    policy = replace(ranking.policy, plan=replace(ranking.policy.plan, rules=rules))
    within = units_within(dataset)
    _refuse_all(Message("unit"), asked.units, _ids(ranking, "unit", "id_unit"))
    units = frozenset().union(*map(within, asked.units))
    held = post_vacancies(dataset, run.reference, held_posts(people, policy))
    found = tuple(places(people, policy, _inside(ranking.vacancies, units), _inside(held.values(), units)))
    targets = {name for place in found for name in (place.vacancy.id, place.vacancy.post)}
    _refuse_unknown(ranking, rules, targets)
    wills = Wills.of(people, [place.vacancy for place in found])
    posed = pose(people, policy, found, wills, order_of_people(people, policy), within)
    _refuse_unplaceable(posed, rules)
    posts = partial(post_vacancies, dataset, run.reference)
    return Planning(run, ranking, posed, posts, frozenset(asked.refused))


def _inside(vacancies: Iterable[Vacancy], units: Collection[str]) -> list[Vacancy]:
    """Those in these units; all where none is asked for."""
    return [vacancy for vacancy in vacancies if not units or vacancy.unit in units]


def _refuse_unknown(ranking: Ranking, rules: PlanRules, targets: Collection[str]) -> None:
    """Raises UnknownName for the first name of a rule that the data does not have."""
    pairs = [nip for pair in (*rules.together, *rules.apart) for nip in pair]
    for nip in (*rules.kept_people, *rules.placed, *rules.must_move, *pairs):
        row_of(ranking.people, nip)
    for target in rules.placed.values():
        _refuse(Message("vacancy or post of the plan"), target, targets)
    both = [nip for nip in rules.kept_people if nip in rules.must_move]
    if both:
        raise CannotBeKept([Keep(Keeps.KEPT_PERSON, (both[0],)), Keep(Keeps.MUST_MOVE, (both[0],))], smallest=True)
    stated = ranking.policy.plan
    named = {*_ids(ranking, "lowongan", "id_lowongan"), *_ids(ranking, "jabatan", "id_jabatan"), *JENJANG}
    _refuse_all(Message("vacancy, post or level (rencana.prioritas)"), stated.priority, named)
    _refuse_all(Message("vacancy, post or level (rencana.bobot)"), stated.weight, named)
    columns = ranking.people.frame.columns
    units = [*(floor.unit for floor in rules.floors), *(unit for unit in rules.most_of_unit if unit)]
    _refuse_all(Message("unit"), units, _ids(ranking, "unit", "id_unit"))
    _refuse_all(Message("post"), rules.kept_posts, _ids(ranking, "jabatan", "id_jabatan"))
    _refuse_all(Message("column of pegawai"), [one.column for one in rules.floors if one.column], columns)


def _ids(ranking: Ranking, name: str, column: str) -> list[str]:
    table = ranking.dataset.get(name)
    return [] if table is None else table.frame[column].drop_nulls().to_list()


def _refuse_all(what: Message, names: Iterable[str], known: Collection[str]) -> None:
    for name in names:
        _refuse(what, name, known)


def _refuse(what: Message, name: str, known: Collection[str]) -> None:
    if name not in known:
        raise UnknownName(what, name, tuple(difflib.get_close_matches(name, sorted(known), n=3)))


def _refuse_unplaceable(posed: Posed, rules: PlanRules) -> None:
    """Raises CannotBePlaced for the first person who may not be where a rule places him or her."""
    from mutasi.eligibility.judge import judge

    people, problem = posed.people, posed.problem
    for nip, target in rules.placed.items():
        row = people.rows[nip]
        if (problem.person == row).any():
            continue
        place = next(one for one in posed.places if target in (one.vacancy.id, one.vacancy.post))
        if nip in rules.kept_people:
            raise CannotBePlaced(nip, target, [Message("a rule keeps the person in the present post")])
        if place.vacancy.post == people.array("id_jabatan")[row]:
            raise CannotBePlaced(nip, target, [Message("the person holds the post already")])
        told = judge(people, place.vacancy, posed.policy).explain(row)
        reasons = [Message("{rule} {reason}", rule=one.rule, reason=one.message) for one in told if one.hard]
        raise CannotBePlaced(nip, target, reasons or [Message("the policy takes this move away")])
