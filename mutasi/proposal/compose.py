"""The proposal from its picks: numbered moves in the order of their decrees, open posts, and days to be kept."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mutasi.eligibility.checklist import Chosen, checklist
from mutasi.eligibility.condition import Circumstances
from mutasi.model.people import People
from mutasi.model.person_name import titled_name
from mutasi.model.policy import Policy
from mutasi.model.shortlist import Candidate, Shortlist
from mutasi.model.verdict import Reason
from mutasi.model.wanted import WantedMove
from mutasi.plan.serial import EmptySeat, Pick
from mutasi.proposal.chain import Step, linked
from mutasi.proposal.document import Origin, Proposal, ProposedMove
from mutasi.proposal.duties import duties, touched
from mutasi.proposal.named import naming_others
from mutasi.proposal.profile import profile
from mutasi.proposal.surroundings import deadlines, open_posts
from mutasi.proposal.totals import checked
from mutasi.proposal.wanted_moves import failing_reasons


@dataclass(frozen=True, slots=True)
class _Said:
    """By NIP what was said of a move, and in whose reason or exception somebody else is named."""

    wanted: Mapping[str, WantedMove]
    naming_others: frozenset[str]


def compose(
    people: People,
    policy: Policy,
    picks: Sequence[Pick],
    empty: Sequence[EmptySeat],
    *,
    origin: Origin,
    wanted: Mapping[str, WantedMove],
    conditions_of: Mapping[str, Sequence[Reason]],
    shortlists: Sequence[Shortlist],
    opened: frozenset[str] = frozenset(),
    **given: Any,
) -> Proposal:
    """The whole value. `wanted` tells by NIP what was said of a move, `conditions_of` what holds of each vacancy; what
    is `given` are the other fields. Raises TotalsDisagree.
    """
    said = _Said(wanted, naming_others(people, wanted))
    moves = tuple(_numbered(people, picks, said, opened, in_chains=origin is not Origin.SHORTLISTS))
    beside = duties(people, moves)
    posts = open_posts(people, moves, empty, beside)
    listed = [pick.candidate for pick in picks]
    listed += [one for ranking in shortlists for one in ranking.candidates]
    chosen = [Chosen(move.candidate.row, move.vacancy, move.number) for move in moves]
    made = Proposal(
        agency=policy.agency,
        origin=origin,
        moves=moves,
        empty=tuple(empty),
        reference=people.reference,
        as_of=policy.as_of,
        effective=people.effective,
        checklist=checklist(Circumstances(people, policy), chosen, conditions_of),
        open_posts=posts,
        duties=touched(beside),
        opened=opened,
        deadlines=deadlines(people, policy, moves, posts),
        profile=profile(people, moves),
        planning=policy.plan if origin is Origin.PLAN else None,
        titled=dict(_titled(people, listed)),
        shortlists=tuple(shortlists),
        **given,
    )
    checked(made.totals)
    return made


def _titled(people: People, candidates: Iterable[Candidate]) -> Iterator[tuple[str, str]]:
    """By NIP the names of those who have titles."""
    before, behind = people.array("gelar_depan"), people.array("gelar_belakang")
    for one in {one.row: one for one in candidates}.values():
        if before[one.row] or behind[one.row]:
            yield one.nip, titled_name(before[one.row] or "", one.name, behind[one.row] or "")


def _numbered(
    people: People, picks: Sequence[Pick], said: _Said, opened: frozenset[str], *, in_chains: bool
) -> Iterator[ProposedMove]:
    posts = [people.array("id_jabatan")[pick.candidate.row] or "" for pick in picks]
    steps = [
        Step(at, posts[at], pick.vacancy.post if pick.vacancy.id in opened else "") for at, pick in enumerate(picks)
    ]
    number = 0
    for chain, found in enumerate(linked(steps) if in_chains else (), start=1):
        for at in found.moves:
            number += 1
            by_vacancy = picks[at].vacancy.id not in opened
            yield _move(
                people, number, picks[at], posts[at], said, chain=chain, cycle=found.is_cycle, by_vacancy=by_vacancy
            )
    for at, pick in enumerate(() if in_chains else picks):
        yield _move(people, at + 1, pick, posts[at], said, chain=at + 1)


def _move(people: People, number: int, pick: Pick, post: str, of_moves: _Said, **chain: Any) -> ProposedMove:
    said = of_moves.wanted.get(pick.candidate.nip)
    row = pick.candidate.row
    since = people.dates("tmt_pangkat")[row].item()
    return ProposedMove(
        number=number,
        pick=pick,
        post=post,
        effective=(said.move.effective if said else None) or people.effective,
        rank_since=since if isinstance(since, datetime.date) else None,
        reason=said.reason if said else "",
        exception=said.exception if said else "",
        names_others=pick.candidate.nip in of_moves.naming_others,
        above=said.move.above if said else (),
        overridden=failing_reasons(pick) if said and said.exception else (),
        **chain,
    )
