"""The post itself: vacant, approved, with a standard, a stated route and the approvals that it needs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from mutasi.eligibility.age import JPT, out_of_service
from mutasi.eligibility.approval import approvals_of
from mutasi.eligibility.condition import Circumstances, Statement, condition
from mutasi.message import Message
from mutasi.model import codes
from mutasi.model.people import People
from mutasi.model.reference import Confidence
from mutasi.model.settings import Settings
from mutasi.model.vacancy import Vacancy
from mutasi.model.verdict import Verdict


def _post(circumstances: Circumstances, vacancy: Vacancy) -> Mapping[str, Any] | None:
    """The record of the post; None when the organisation has none."""
    people = circumstances.people

    def posts() -> dict[str, Mapping[str, Any]]:
        table = people.around.get("jabatan")
        rows = () if table is None else table.select("id_jabatan", "kebutuhan").iter_rows(named=True)
        return {row["id_jabatan"]: row for row in rows}

    index: dict[str, Mapping[str, Any]] = people.once("posts", posts)
    return index.get(vacancy.post)


def _remaining(people: People) -> Mapping[str, int]:
    """Definitive holders of each post who are still in service at the effective date."""
    return people.once("remaining holders", lambda: _remaining_of(people))


def _remaining_of(people: People) -> dict[str, int]:
    gone = out_of_service(people)
    return Counter(post for post, out in zip(people.array("id_jabatan"), gone, strict=True) if not out and post)


@condition(
    code="FORMASI-01",
    name="post-not-vacant",
    hard=True,
    basis=("PERBKN5-2019", "PP11-2017-190"),
    confidence=Confidence.SECONDARY,
)
def post_not_vacant(circumstances: Circumstances, vacancy: Vacancy, settings: Settings) -> Iterator[Statement]:
    """The post stands in the peta jabatan and has as many free seats at the effective date as are to be filled.

    Those who retire or whose contract ends by then are not counted; moves of the same day are for the plan to count.
    """
    post = _post(circumstances, vacancy)
    if post is None:
        yield Verdict.FAIL, Message("the post {post} is not in the peta jabatan", post=vacancy.post)
    elif post["kebutuhan"] is None:
        yield Verdict.UNKNOWN, Message("kebutuhan of the post is missing, so it is not known whether it is vacant")
    else:
        held = _remaining(circumstances.people).get(vacancy.post, 0)
        free = post["kebutuhan"] - held
        if free < vacancy.seats:
            message = Message(
                "{seats} seat(s) to fill, and {free} free at the effective date: {needed} needed, {held} held",
                seats=vacancy.seats,
                free=max(free, 0),
                needed=post["kebutuhan"],
                held=held,
            )
            yield Verdict.FAIL, message


@condition(
    code="JF-02",
    name="formation-not-approved",
    hard=True,
    basis=("PP11-2017-78", "PERMENPANRB1-2023"),
    confidence=Confidence.SECONDARY,
    speaks_to=lambda circumstances, vacancy, settings: vacancy.level in codes.JENJANG_JF,
)
def formation_not_approved(circumstances: Circumstances, vacancy: Vacancy, settings: Settings) -> Iterator[Statement]:
    """A functional post needs a formation approved for it and its level: `kebutuhan` of at least one."""
    post = _post(circumstances, vacancy)
    if post is None or post["kebutuhan"] is None:
        yield Verdict.UNKNOWN, Message("the formation of the functional post is not known: kebutuhan is missing")
    elif post["kebutuhan"] < 1:
        yield Verdict.FAIL, Message("the functional post has no formation: kebutuhan is 0")


@condition(
    code="KOMP-02",
    name="standard-incomplete",
    hard=False,
    basis=("PERMENPANRB38-2017",),
    confidence=Confidence.SECONDARY,
)
def standard_incomplete(circumstances: Circumstances, vacancy: Vacancy, settings: Settings) -> Iterator[Statement]:
    """A vacancy names the level of the eight managerial competences and of Perekat Bangsa; else a default is used."""
    stated = {code for code, _ in vacancy.standard}
    lacking = tuple(code for code in codes.KOMPETENSI_DASAR if code not in stated)
    if len(lacking) == len(codes.KOMPETENSI_DASAR):
        yield Verdict.FAIL, Message("standar_kompetensi is not stated, so default levels of the jenjang are used")
    elif lacking:
        yield Verdict.FAIL, Message("standar_kompetensi lacks {codes}", codes=lacking)


@condition(
    code="SELEKSI-01",
    name="route-not-stated",
    hard=True,
    basis=("PP17-2020-mutasiJPT", "PERMENPANRB15-2019"),
    confidence=Confidence.SECONDARY,
    speaks_to=lambda circumstances, vacancy, settings: vacancy.level in JPT,
)
def route_not_stated(circumstances: Circumstances, vacancy: Vacancy, settings: Settings) -> Iterator[Statement]:
    """A vacant JPT is filled by open selection, competency test between JPT, or talent management: say which."""
    if not (vacancy.mechanism or circumstances.agency.jpt_mechanism):
        message = Message("mekanisme is not stated: one of {routes}", routes=codes.MEKANISME)
        yield Verdict.UNKNOWN, message


def _authorities(circumstances: Circumstances, vacancy: Vacancy) -> tuple[str, ...]:
    """Those whose approval the post needs."""
    return circumstances.people.reference.special_approvals.get(vacancy.special, ())


@condition(
    code="KHUSUS-02",
    name="approval-missing",
    hard=True,
    basis=("PERMENDAGRI76-2015", "INGATAN"),
    confidence=Confidence.SECONDARY,
    speaks_to=lambda circumstances, vacancy, settings: bool(_authorities(circumstances, vacancy)),
)
def approval_missing(circumstances: Circumstances, vacancy: Vacancy, settings: Settings) -> Iterator[Statement]:
    """Posts that another authority has a say in carry the number of its approval (table persetujuan).

    Only the rule on population registration was seen; those on Sekwan, Inspektur and Sekda are remembered.
    """
    table = circumstances.people.around.get("persetujuan")
    for authority in _authorities(circumstances, vacancy):
        message = Message(
            "{special}: approval of {authority} is not recorded", special=vacancy.special, authority=authority
        )
        if table is None:
            yield Verdict.UNKNOWN, message
        elif not approvals_of(circumstances.people, vacancy, authority):
            yield Verdict.FAIL, message


@condition(
    code="PROS-01",
    name="technical-consideration",
    hard=True,
    basis=("PERPRES116", "SEBKN7-2024", "BKN-5HARI"),
    confidence=Confidence.SECONDARY,
    speaks_to=lambda circumstances, vacancy, settings: vacancy.level != "PELAKSANA",
)
def technical_consideration(circumstances: Circumstances, vacancy: Vacancy, settings: Settings) -> Iterator[Statement]:
    """Appointments go through I-MUT, and BKN gives its technical consideration before the inauguration."""
    yield Verdict.WARN, Message("BKN's technical consideration (I-MUT) is needed before the inauguration")
