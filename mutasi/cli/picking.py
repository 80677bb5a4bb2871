"""Choices by hand (`propose --pick`): what they name, and why somebody cannot be chosen."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from mutasi.cli.ranking import Ranking, Scoring, row_of
from mutasi.errors import MutasiError, UnknownName
from mutasi.message import Message
from mutasi.model.nip import DIGITS
from mutasi.plan.serial import SerialPlan, bars

if TYPE_CHECKING:
    from mutasi.model.people import People
    from mutasi.model.shortlist import Candidate, Shortlist
    from mutasi.model.vacancy import Vacancy

Chosen = Mapping[str, tuple[str, ...]]
"""The NIP chosen by hand for a vacancy."""


class BadPick(MutasiError):
    """A choice by hand that cannot be proposed."""


def parse_picks(picks: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Vacancy id to the NIPs chosen for it; nobody may be chosen twice."""
    chosen: dict[str, tuple[str, ...]] = {}
    for text in picks:
        vacancy, sign, nip = text.partition("=")
        if not sign or not vacancy or not nip:
            raise BadPick(Message("--pick takes VACANCY=NIP; '{text}' is not of that form", text=text))
        if any(nip in nips for nips in chosen.values()):
            raise BadPick(Message("--pick names {nip} twice; a person can take one post", nip=nip))
        chosen[vacancy] = (*chosen.get(vacancy, ()), nip)
    return chosen


def refuse_vacancies(ranking: Ranking, chosen: Chosen) -> None:
    """Choices by hand must be for vacancies that are asked for, and fit their seats."""
    by_id = {vacancy.id: vacancy for vacancy in ranking.vacancies}
    for vacancy, nips in chosen.items():
        if vacancy not in by_id:
            _refuse_vacancy(ranking, vacancy, tuple(by_id), nips)
        seats = by_id[vacancy].seats
        if len(nips) > seats:
            raise BadPick(Message("{vacancy} has {seats} open seat(s) only", vacancy=vacancy, seats=seats))


def _refuse_vacancy(ranking: Ranking, vacancy: str, asked: tuple[str, ...], nips: Sequence[str]) -> None:
    table = ranking.dataset.get("lowongan")
    stated = [] if table is None else table.frame["id_lowongan"].drop_nulls().to_list()
    if vacancy not in stated:
        raise UnknownName(Message("vacancy"), vacancy, tuple(difflib.get_close_matches(vacancy, stated, n=3)))
    raise BadPick(
        Message("--pick {vacancy}={nip}: only {asked} are asked for, and {vacancy} is not among them",
                vacancy=vacancy, nip=nips[0], asked=asked),
        fix=Message("name it as well: mutasi propose {all} --pick {vacancy}={nip}",
                    all=" ".join((*asked, vacancy)), vacancy=vacancy, nip=nips[0]),
    )  # fmt: skip


def refuse_people(ranking: Ranking, lists: Sequence[Shortlist], chosen: Chosen) -> None:
    """Choices by hand must be ranked: whoever is not is unknown, holds the post, or fails a requirement."""
    for found in lists:
        ranked = {one.nip for one in found.candidates}
        for nip in chosen.get(found.vacancy.id, ()):
            if nip not in ranked:
                _refuse_person(ranking, found.vacancy, nip)


def _refuse_person(ranking: Ranking, vacancy: Vacancy, nip: str) -> None:
    row = _row(ranking.people, nip)
    if ranking.people.array("id_jabatan")[row] == vacancy.post:
        raise BadPick(Message("{nip} holds {post} already", nip=nip, post=vacancy.post))
    (candidate,) = Scoring(ranking.people, ranking.policy, [row])(vacancy).candidates
    _refuse_who_left(ranking.people, candidate, vacancy, _CHOOSE)
    failing = filter(bars, (*candidate.reasons, *candidate.unjudged))
    raise BadPick(
        Message(
            "{nip} may not hold {vacancy}: {reasons}",
            nip=nip, vacancy=vacancy.id,
            reasons=tuple(Message("{rule} ({reason})", rule=one.rule, reason=one.message) for one in failing),
        ),
        fix=Message("choose somebody else, or propose by a list of moves (--moves) in which the exception that was"
                    " granted stands (pengecualian)"),
    )  # fmt: skip


def _row(people: People, nip: str) -> int:
    digits = sum(sign.isdigit() for sign in nip)
    if nip not in people.rows and digits == len(nip) != DIGITS:
        raise BadPick(
            Message("a NIP has 18 digits, and '{text}' in --pick has {digits}", text=nip, digits=digits),
            fix=Message("write all 18 digits"),
        )
    return row_of(people, nip)


def refuse_gone(people: People, plan: SerialPlan) -> None:
    """Nobody is proposed who has left service, not even where the policy takes no notice of the rule."""
    for pick in plan.picks:
        _refuse_who_left(people, pick.candidate, pick.vacancy, _CHOOSE if pick.by_hand else _BAR_AGAIN)


def _refuse_who_left(people: People, candidate: Candidate, vacancy: Vacancy, fix: Message) -> None:
    from mutasi.proposal.wanted_moves import gone

    message = gone(people, candidate, vacancy)
    if message is not None:
        raise BadPick(message, fix=fix)


_CHOOSE = Message("choose somebody else")
_BAR_AGAIN = Message(
    "take out of mutasi.yaml, or out of --set, what keeps the requirement from barring (pengecualian, aturan)"
)


def refuse_barred(plan: SerialPlan) -> None:
    """A choice by hand must be possible among the other moves too."""
    for pick in plan.picks:
        bar = next(filter(bars, pick.afterwards), None) if pick.by_hand else None
        if bar is not None:
            raise BadPick(
                Message(
                    "{nip} may not hold {vacancy} once the other moves are made: {rule}, {reason}",
                    nip=pick.candidate.nip,
                    vacancy=pick.vacancy.id,
                    rule=bar.rule,
                    reason=bar.message,
                )
            )
