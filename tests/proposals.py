"""A small proposal of invented people, for tests of everything that is rendered from it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import replace

from mutasi.message import Message
from mutasi.model.dataset import Input
from mutasi.model.policy import Agency, Signatory
from mutasi.model.verdict import Reason, ToSettle, Verdict
from mutasi.plan.serial import serial_plan
from mutasi.proposal.document import Deadline, Duty, OpenPost, Origin, Proposal, ProposedMove
from mutasi.render.language import Language
from mutasi.render.proposal import Forms
from tests.builders import EFFECTIVE, candidate, known, ranking, reference, vacancy

KINDS = ["rotasi", "rotasi", "promosi", "rotasi", "promosi", "demosi"]


def proposal(
    *, name: str = "Siti Rahayu", post: str = "Kepala Bidang Promosi", reason: str = "", exception: str = ""
) -> Proposal:
    """Five people for six seats of five vacancies. The third bears the name, and what is written of a choice."""
    lists = []
    for row in range(5):
        one = candidate(row, 1, known(9000 - row), known(7000), name=name if row == 2 else "")
        two = candidate(10 + row, 2, known(8000 - row), known(7000), name=f"{name} {row}", post=post)
        both = [one] if row == 4 else [one, two]
        lists.append(ranking(vacancy(f"L-{row}", row=row, post=post, seats=2 if row == 4 else 1), both))
    plan = serial_plan(lists, {shortlist.vacancy.id: KINDS * 3 for shortlist in lists}, reference())
    signatory = Signatory("Kepala BKPSDM", "Tuti Wardani", "Pembina Tk. I", "197001011995012001")
    agency = Agency(name="Pemerintah Kota Rekaan", place="Rekaan", addressee="Wali Kota", signatory=signatory)
    frozen = Reason("PILKADA-02", Verdict.FAIL, Message("within six months after the inauguration"), hard=True)
    failing = Reason("PANGKAT-01", Verdict.FAIL, Message("the rank is too low"), hard=True)
    moves = tuple(
        ProposedMove(
            number, pick, f"P-{number}", EFFECTIVE, datetime.date(2020, 4, 1), number,
            reason=reason if number == 3 else "",
            exception=exception if number == 3 else "",
            overridden=(failing,) if exception and number == 3 else (),
        )
        for number, pick in enumerate(plan.picks, start=1)
    )  # fmt: skip
    acts = Duty("198001012005011001", name, "plt", "P-1", post)
    left = OpenPost("P-1", post, "Dinas Kesehatan", 1, EFFECTIVE, (1,), needs_acting=True, acting=(acts,))
    return Proposal(
        agency=agency, origin=Origin.SHORTLISTS, moves=moves, empty=plan.empty, shortlists=tuple(lists),
        conditions=(frozen,), reference=reference(), as_of=EFFECTIVE, effective=EFFECTIVE,
        inputs=(Input("data/pegawai.csv", lambda: "ab" * 32, 5),), options=(), shown=5, order=Message("order"),
        checklist=(ToSettle("PANGKAT-01", Message("a thing of {name} by {day}", name=name, day="2026-11-30")),),
        open_posts=(left,), duties=(replace(acts, move=1),),
        deadlines=(Deadline(datetime.date(2026, 12, 1), Message("the report"), "PANGKAT-01"),),
    )  # fmt: skip


def of_rows(rows: Sequence[Mapping[str, str]]) -> Proposal:
    """A proposal with a move for each row: nip, nama, jabatan, and what else is told."""
    lists, kinds = [], {}
    for at, row in enumerate(rows):
        one = candidate(at, 1, known(9000), known(7000), name=row["nama"], nip=row["nip"])
        where = vacancy(f"L-{at}", row=at, post=row["jabatan"], unit=row.get("unit", ""))
        lists.append(ranking(where, [one]))
        kinds[where.id] = [row.get("jenis", "rotasi")] * len(rows)
    plan = serial_plan(lists, kinds, reference())
    moves = tuple(
        ProposedMove(number, pick, "", EFFECTIVE, reason=rows[number - 1].get("alasan", ""))
        for number, pick in enumerate(plan.picks, start=1)
    )
    return replace(proposal(), moves=moves, empty=plan.empty, shortlists=tuple(lists), open_posts=())


def render(made: Proposal, name: str, words: Language, template: tuple[str, bytes] | None = None) -> str | bytes:
    """The proposal in one of its formats alone."""
    return Forms(made, words, template).render(name)
