"""The route by which a JPT is filled."""

from __future__ import annotations

import numpy as np

from mutasi.eligibility.age import JPT
from mutasi.eligibility.kind import UPWARD
from mutasi.eligibility.requirement import Asked, Outcome, all_pass, outcome, requirement
from mutasi.message import Message
from mutasi.model.people import People
from mutasi.model.reference import Confidence
from mutasi.model.settings import Settings


@requirement(
    code="SELEKSI-01",
    name="route-not-open-to-person",
    hard=True,
    basis=("PP17-2020-mutasiJPT", "PERMENPANRB15-2019"),
    confidence=Confidence.SECONDARY,
    reads=("level", "mechanism"),
    moves=UPWARD,
)
def route_not_open_to_person(people: People, asked: Asked, settings: Settings) -> Outcome:
    """A JPT that is filled by competency test among those who hold one is not open to those who hold none.

    They come by open selection or by talent management. That the proposal states a route at all is a condition of the
    vacancy under the same code.
    """
    route = asked.mechanism or people.jpt_mechanism
    if asked.level not in JPT or route != "uji_kompetensi":
        return all_pass(people)
    level = people.array("jenjang")
    return outcome(
        people,
        fails=np.ones(people.size, dtype=bool),
        explain=lambda row: Message(
            "the route {route} is for those who hold a JPT, not {present}", route=route, present=level[row]
        ),
    )
