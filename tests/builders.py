"""Small made-up values for tests of what comes after ranking. All people are invented."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence

from mutasi.message import Message
from mutasi.model.reference import Confidence, Echelon, Instrument, LegalRule, Level, Reference, Source
from mutasi.model.shortlist import FULL_POINTS, Candidate, PointsRange, Shortlist, WeightedCriterion
from mutasi.model.vacancy import Vacancy
from mutasi.model.verdict import Reason, Verdict

EFFECTIVE = datetime.date(2026, 4, 15)


def vacancy(name: str = "L-001", *, level: str = "ADMINISTRATOR", echelon: str = "III.b", seats: int = 1, row: int = 0,
            post: str = "Kepala Bidang Promosi", unit: str = "Dinas Kesehatan") -> Vacancy:  # fmt: skip
    return Vacancy(
        row=row, id=name, post=f"J-{name}", post_name=post, unit="U1", unit_name=unit, seats=seats, level=level,
        echelon=echelon, job_class=11, lowest_rank="", lowest_education="S-1", fields_of_study=(), fields_of_work=(),
        standard=(), highest_age=0, special="", retirement_age=0, mechanism="", open_since=None,
    )  # fmt: skip


CRITERIA = (
    WeightedCriterion("kompetensi", "Kompetensi", 2),
    WeightedCriterion("kinerja", "Kinerja", 1),
)


def known(points: int) -> PointsRange:
    return PointsRange(points, points, Message("points are {points}", points=points))


def missing(lowest: int = 0, highest: int = 10_000) -> PointsRange:
    return PointsRange(lowest, highest, Message("no assessment"))


def candidate(row: int, place: int, first: PointsRange, second: PointsRange, *, name: str = "", nip: str = "",
              post: str = "Kepala Seksi", verdict: Verdict = Verdict.PASS, reasons: Sequence[Reason] = (),
              tied: bool = False, unjudged: Sequence[Reason] = ()) -> Candidate:  # fmt: skip
    lowest, highest = (2 * one + two for one, two in ((first.lowest, second.lowest), (first.highest, second.highest)))
    return Candidate(
        row=row, nip=nip or f"19850315201001{1000 + row}", name=name or f"Orang {row}", rank="III/d", post=post,
        unit="Dinas Kesehatan", place=place, best_place=place, worst_place=place, score=lowest, lowest=lowest,
        highest=highest, points={"kompetensi": first, "kinerja": second}, verdict=verdict, reasons=tuple(reasons),
        tied=tied, unjudged=tuple(unjudged),
    )  # fmt: skip


def ranking(where: Vacancy, candidates: Sequence[Candidate], *, asked: int = 5, failed: int = 3,
            unjudged: Sequence[Reason] = ()) -> Shortlist:  # fmt: skip
    return Shortlist(
        vacancy=where, criteria=CRITERIA, full=3 * FULL_POINTS, candidates=tuple(candidates), excluded=(),
        asked=asked, ranked=len(candidates), counts={Verdict.PASS: len(candidates), Verdict.FAIL: failed},
        rules=("PANGKAT-01", "MASA-01"), failures={"PANGKAT-01": failed} if failed else {},
        unjudged=tuple(unjudged),
    )  # fmt: skip


def unknown_fact(hard: bool = True) -> Reason:
    return Reason("KINERJA-01", Verdict.UNKNOWN, Message("no rating for 2025"), hard=hard)


def reference(levels: Mapping[str, int] | None = None) -> Reference:
    steps = levels or {"JPT_PRATAMA": 4, "ADMINISTRATOR": 3, "PENGAWAS": 2, "PELAKSANA": 1}
    rule = LegalRule(
        "PANGKAT-01",
        "Pangkat sesuai rentang",
        "Rank is within the range of the post.",
        False,
        {},
        ("TABEL",),
        Confidence.SECONDARY,
    )
    return Reference(
        ranks={}, rank_ceilings={}, talent_boxes={},
        levels={code: Level(code, code, step, "", (), 58) for code, step in steps.items()},
        echelons={"II.b": Echelon("II.b", 4, "IV/b", "IV/c"), "III.b": Echelon("III.b", 6, "III/d", "IV/a")},
        educations={}, competences={}, default_competence_level={}, performance={}, performance_matrix={},
        penalties={}, penalty_months={}, special_ages=(), special_posts={}, special_approvals={},
        documents_between_agencies=(), rules={"PANGKAT-01": rule},
        sources={"TABEL": Source("TABEL", "peraturan", "Tabel pangkat | menurut eselon", "", "",
                                 instruments={"PP-2": ("Pasal 30", "Pasal 4"), "UU-1": ()})},
        instruments={"UU-1": Instrument("UU-1", "undang_undang", "Undang-Undang Satu"),
                     "PP-2": Instrument("PP-2", "peraturan_pemerintah", "Peraturan Dua")},
    )  # fmt: skip
