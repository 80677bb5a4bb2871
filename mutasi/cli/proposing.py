"""From a ranking to a proposal: seat by seat from the shortlists, or the moves of a plan or of a hand."""

from __future__ import annotations

import difflib
import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from mutasi.cli.last_words import say
from mutasi.cli.picking import Chosen, refuse_barred, refuse_gone, refuse_people, refuse_vacancies
from mutasi.cli.ranking import Ranking, Scoring
from mutasi.cli.session import Session
from mutasi.errors import MutasiError, UnknownName
from mutasi.message import Message
from mutasi.model.stability import Sampling, Stability
from mutasi.model.wanted import WantedMove
from mutasi.plan.serial import Pick, SerialPlan, serial_plan
from mutasi.proposal.document import Origin, Proposal
from mutasi.render.shortlist_data import ShortlistReport

if TYPE_CHECKING:
    from mutasi.cli.proposal_asked import Asked
    from mutasi.model.applied import Misfit
    from mutasi.model.shortlist import Candidate, Shortlist
    from mutasi.read.plan_file import PlanFile

SPARE = 15
"""People listed beyond those that are shown, since some of them will be proposed for another seat."""


class MovesRefused(MutasiError):
    """Moves that cannot be proposed; each was told with its place."""

    exit_code = 1

    def __init__(self, path: str, count: int) -> None:
        message = Message(
            "{path} cannot be proposed: {count} reason(s), so nothing was written", path=path, count=count
        )
        super().__init__(message, fix=Message("correct what is told above; nothing else was looked at"))


@dataclass(frozen=True)
class Proposing:
    """A ranking from which a proposal is made. `given` are its fields that no stage works out."""

    run: Session
    ranking: Ranking
    shown: int
    jobs: int
    given: Mapping[str, Any]

    def from_shortlists(self, chosen: Chosen) -> Proposal:
        """Every open seat for the best placed person who is still free; choices by hand come first."""
        from mutasi.proposal.picked import with_rivals

        refuse_vacancies(self.ranking, chosen)
        report = _lengthened(self.ranking, self._report(), dict.fromkeys(chosen, self.ranking.people.size))
        refuse_people(self.ranking, report.shortlists, chosen)
        plan, report = self._decide(report, chosen)
        refuse_gone(self.ranking.people, plan)
        refuse_barred(plan)
        movers = {pick.candidate.nip for pick in plan.picks}
        picks = [with_rivals(pick, movers) if pick.by_hand else pick for pick in plan.picks]
        return self._composed(Origin.SHORTLISTS, report, picks, plan.empty, {})

    def from_moves(self, origin: Origin, wanted: Sequence[WantedMove], asked: Asked, plan: PlanFile) -> Proposal:
        """The moves as they are, or MovesRefused after all that is against them was told."""
        from mutasi.proposal import wanted_moves
        from mutasi.proposal.picked import empty_seats

        ranking = self.ranking
        path = asked.source or ""
        stated = {one.id: one for one in ranking.vacancies if one.id not in ranking.opened}
        _check_asked(asked.vacancies, (*stated, *(move.vacancy for move in plan.moves), *(m.post for m in plan.moves)))
        named = wanted_moves.with_posts(wanted, stated)
        usual = ranking.people.effective
        self._refuse(path, wanted_moves.plan_misfits(plan, usual))
        self._refuse(path, wanted_moves.misfits(ranking.dataset, named, usual))
        people = ranking.people
        present = {one.move.nip: people.array("id_jabatan")[people.rows[one.move.nip]] or "" for one in named}
        seated = wanted_moves.with_seats(named, present, tuple(stated.values()))
        report = self._with_all(self._only(seated, self._report(), asked.vacancies or tuple(stated)), seated)
        picks = self._picks(seated, report, by_hand=origin is Origin.HAND)
        against = (wanted_moves.unexcused(people, pick, one) for pick, one in zip(picks, seated, strict=True))
        self._refuse(path, tuple(itertools.chain.from_iterable(against)))
        movers = {one.move.nip for one in seated}
        lists = [one for one in report.shortlists if one.vacancy.id not in ranking.opened]
        empty = tuple(empty_seats(picks, lists, movers))
        if origin is Origin.HAND:  # a plan decides all seats together, a hand those of its moves alone
            report = self._only(seated, report, ())
        treated = tuple(one.vacancy for one in lists)
        return self._composed(origin, report, picks, empty, {one.move.nip: one for one in seated}, vacancies=treated)

    def _report(self) -> ShortlistReport:
        return self.ranking.report(asked=self.shown + SPARE, with_excluded=False, weighed=self.shown, jobs=self.jobs)

    def _only(self, wanted: Sequence[WantedMove], report: ShortlistReport, asked: Sequence[str]) -> ShortlistReport:
        """The lists of what the moves come to, and of the vacancies that are asked for. No move comes to a post whose
        seat turned out to be that of a vacancy.
        """
        wanted_ids = {one.target for one in wanted} | (frozenset(asked) - self.ranking.opened)
        kept = tuple(one for one in report.shortlists if one.vacancy.id in wanted_ids)
        return replace(report, shortlists=kept)

    def _with_all(self, report: ShortlistReport, wanted: Sequence[WantedMove]) -> ShortlistReport:
        """The lists so long that whoever comes stands on them, if ranked at all."""
        while True:
            by_id = {one.vacancy.id: one for one in report.shortlists}
            cut = {}
            for one in wanted:
                found = by_id[one.target]
                is_cut = len(found.candidates) < found.ranked
                if is_cut and all(other.nip != one.move.nip for other in found.candidates):
                    cut[one.target] = 4 * len(found.candidates)
            if not cut:
                return report
            report = _lengthened(self.ranking, report, cut)

    def _picks(self, wanted: Sequence[WantedMove], report: ShortlistReport, *, by_hand: bool) -> tuple[Pick, ...]:
        from mutasi.plan.afterwards import Afterwards
        from mutasi.proposal.picked import picks_of

        lists = {one.vacancy.id: one for one in report.shortlists}
        around = Afterwards(self.ranking.people, self.ranking.policy)
        barred = self._barred(wanted, lists)
        return picks_of(wanted, lists, self.ranking.kinds(), barred, around, by_hand=by_hand)

    def _barred(self, wanted: Sequence[WantedMove], lists: Mapping[str, Shortlist]) -> dict[tuple[str, str], Candidate]:
        """Points of those who are not ranked for their post."""
        people, policy = self.ranking.people, self.ranking.policy
        found = {}
        for one in wanted:
            ranking = lists[one.target]
            if all(other.nip != one.move.nip for other in ranking.candidates):
                scored = Scoring(people, policy, [people.rows[one.move.nip]])(ranking.vacancy)
                found[one.target, one.move.nip] = scored.candidates[0]
        return found

    def _refuse(self, path: str, found: Sequence[Misfit]) -> None:
        """Raises MovesRefused once everything was told."""
        for one in found:
            where = f"{one.place}: " if one.place else ""
            say(f"{where}{self.run.text(one.message)}")
        if found:
            raise MovesRefused(path, len(found))

    def _decide(self, report: ShortlistReport, chosen: Chosen) -> tuple[SerialPlan, ShortlistReport]:
        """The plan, with the shortlists made longer where a seat would stay empty merely because its list was cut."""
        from mutasi.plan.afterwards import Afterwards

        ranking = self.ranking
        plan = serial_plan(
            report.shortlists, ranking.kinds(), self.run.reference, chosen,
            Afterwards(ranking.people, ranking.policy), lambda cut: _longer(ranking, cut, 4 * len(cut.candidates)),
        )  # fmt: skip
        return plan, replace(report, shortlists=plan.shortlists)

    def _composed(
        self, origin: Origin, report: ShortlistReport, picks: Sequence[Pick], empty: Sequence[Any],
        wanted: Mapping[str, WantedMove], **treated: Any,
    ) -> Proposal:  # fmt: skip
        from mutasi.proposal.compose import compose

        ranking = self.ranking
        return compose(
            ranking.people, ranking.policy, picks, empty,
            origin=origin, wanted=wanted, conditions_of=ranking.conditions.own, shortlists=report.shortlists,
            conditions=report.conditions, order=report.order, shown=self.shown, accepted=ranking.accepted,
            reweighed=ranking.reweighed, opened=ranking.opened, stability=self._stability(report),
            **self.given, **treated,
        )  # fmt: skip

    def _stability(self, report: ShortlistReport) -> tuple[Stability, ...]:
        """Of the lists in which more than one is ranked."""
        several = {one.vacancy.id for one in report.shortlists if one.ranked > 1}
        ranking = replace(self.ranking, vacancies=tuple(one for one in self.ranking.vacancies if one.id in several))
        return ranking.stability(1, SAMPLING).parts


SAMPLING = Sampling(Fraction(1, 5), 1_000, 1)
"""Weightings by which the proposal tells how firm the first places are."""


def _check_asked(asked: Sequence[str], known: Sequence[str]) -> None:
    """What is asked for must be a vacancy, or a post to which a move of the file comes."""
    for name in asked:
        if name not in known:
            raise UnknownName(Message("vacancy"), name, tuple(difflib.get_close_matches(name, known, n=3)))


def _lengthened(ranking: Ranking, report: ShortlistReport, asked: Mapping[str, int]) -> ShortlistReport:
    """The lists with so many people of some vacancies, by their ids."""
    lists = (
        _longer(ranking, one, asked[one.vacancy.id]) if one.vacancy.id in asked else one for one in report.shortlists
    )
    return replace(report, shortlists=tuple(lists))


def _longer(ranking: Ranking, found: Shortlist, asked: int) -> Shortlist:
    """The list with so many people."""
    return ranking.shortlist(found.vacancy, asked, weighed=found.weighed)
