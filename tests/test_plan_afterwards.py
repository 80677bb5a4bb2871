"""Those around a post once all moves are made: relatives, ranks of superiors, units that are left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mutasi.cli.picking import BadPick, refuse_barred
from mutasi.eligibility.catalogue import AROUND
from mutasi.eligibility.judge import judged
from mutasi.fit.shortlist import shortlist
from mutasi.model.dataset import Dataset
from mutasi.model.people import make_people
from mutasi.model.policy import Policy, RulePolicy
from mutasi.model.vacancy import vacancies
from mutasi.model.verdict import Reason, Verdict
from mutasi.plan.afterwards import Afterwards
from mutasi.plan.serial import Move, SerialPlan, bars, serial_plan
from mutasi.read.reference import load_reference
from mutasi.render.language import language
from mutasi.render.proposal_words import why
from tests.ranking import ATTENDANCE, EFFECTIVE, Rows, dataset, nip, scores_of
from tests.ranking import judged as passed

REFERENCE = load_reference()
FLOOR = Policy(rules={"FORMASI-02": RulePolicy("FORMASI-02", settings={"lantai_persen_asal": "50"})})
POSTS = {"KEPALA": ("", "JPT_PRATAMA"), "SEKRETARIS": ("KEPALA", "ADMINISTRATOR"), "KABID": ("KEPALA", "ADMINISTRATOR"),
         "KASI": ("KABID", "PENGAWAS"), "ARSIP": ("KASI", "PELAKSANA")}  # fmt: skip


def posts() -> Rows:
    return [
        {"id_jabatan": post, "nama": post, "id_unit": "ATAS" if post in ("KEPALA", "SEKRETARIS") else "BIDANG",
         "jenjang": level, "atasan": superior or None, "kebutuhan": "2"}
        for post, (superior, level) in POSTS.items()
    ]  # fmt: skip


def people(*held: tuple[str | None, str]) -> list[dict[str, str | None]]:
    """People by post and golongan; the earlier ones have more points."""
    return [
        {"nip": nip(at), "nama": f"Orang {at}", "status_kepegawaian": "PNS", "golongan": rank, "id_jabatan": post,
         "kehadiran": str(90 - at)}
        for at, (post, rank) in enumerate(held)
    ]  # fmt: skip


Held = Sequence[tuple[str | None, str]]
Pairs = Sequence[tuple[int, int]]


def office(
    held: Held, related: Pairs = (), policy: Policy | None = None, open_posts: Sequence[str] = ("KEPALA", "SEKRETARIS")
) -> Dataset:
    kin = [{"nip_a": nip(one), "nip_b": nip(other), "hubungan": "suami_istri"} for one, other in related]
    absent = [{"nip_a": nip(90), "nip_b": nip(91), "hubungan": "suami_istri"}]
    return dataset(
        policy, pegawai=people(*held), jabatan=posts(), relasi=kin or absent,
        lowongan=[{"id_lowongan": f"L-{post}", "id_jabatan": post} for post in open_posts],
    )  # fmt: skip


def moved(data: Dataset, moves: Mapping[int, str]) -> Dataset:
    """The dataset as an office would write it when the moves are made."""
    table = data.tables["pegawai"]
    posts = [moves.get(row, post) for row, post in enumerate(table.frame["id_jabatan"].to_list())]
    frame = table.frame.with_columns(id_jabatan=pl.Series(posts, dtype=pl.String), id_unit=pl.lit(None, pl.String))
    return replace(data, tables={**data.tables, "pegawai": replace(table, frame=frame)})


def said(reasons: Sequence[Reason]) -> list[tuple[str, Verdict, bool]]:
    return [(reason.rule, reason.verdict, reason.hard) for reason in reasons]


def planned(data: Dataset, by_hand: Mapping[str, tuple[str, ...]] | None = None) -> SerialPlan:
    """Everybody passes whatever looks at one person alone."""
    everybody = make_people(data, REFERENCE, EFFECTIVE)
    seats = vacancies(data, REFERENCE)
    lists = [
        shortlist(everybody, replace(passed(everybody), vacancy=one), scores_of(everybody), ATTENDANCE, asked=9,
                  with_excluded=False)
        for one in seats
    ]  # fmt: skip
    kinds = {one.id: ["promosi"] * everybody.size for one in seats}
    return serial_plan(lists, kinds, REFERENCE, by_hand, Afterwards(everybody, data.policy))


def test_of_a_couple_only_one_is_placed_above_the_other() -> None:
    made = planned(office([("ARSIP", "IV/a"), ("ARSIP", "III/d"), ("ARSIP", "III/d")], related=[(0, 1)]))
    assert [(pick.vacancy.post, pick.candidate.row) for pick in made.picks] == [("KEPALA", 0), ("SEKRETARIS", 2)]
    (barred,) = made.picks[1].barred
    assert (barred.candidate.row, barred.reason.rule) == (1, "KK-01")
    assert [one.row for one in made.picks[1].passed_over] == [0, 1]


def test_a_seat_for_which_only_the_spouse_is_free_stays_empty_and_says_why() -> None:
    made = planned(office([("ARSIP", "IV/a"), ("ARSIP", "III/d")], related=[(0, 1)]))
    assert [pick.candidate.row for pick in made.picks] == [0]
    (seat,) = made.empty
    assert str(seat.reason) == "whoever is free is barred once the other moves are made: 1 (KK-01)"


def test_a_choice_by_hand_further_down_counts_for_the_seats_above() -> None:
    data = office([("ARSIP", "IV/a"), ("ARSIP", "IV/a"), ("ARSIP", "IV/a")], related=[(0, 1)])
    made = planned(data, by_hand={"L-SEKRETARIS": (nip(1),)})
    assert [(pick.vacancy.post, pick.candidate.row) for pick in made.picks] == [("KEPALA", 2), ("SEKRETARIS", 1)]


def test_a_couple_chosen_by_hand_is_told_of_both() -> None:
    data = office([("ARSIP", "IV/a"), ("ARSIP", "IV/a")], related=[(0, 1)])
    made = planned(data, by_hand={"L-KEPALA": (nip(0),), "L-SEKRETARIS": (nip(1),)})
    assert [[reason.rule for reason in filter(bars, pick.afterwards)] for pick in made.picks] == [["KK-01"], ["KK-01"]]


def test_a_superior_of_lower_rank_among_the_moves_is_a_remark() -> None:
    made = planned(office([("ARSIP", "IV/a"), ("ARSIP", "IV/b"), ("ARSIP", "III/d")]))
    assert [pick.candidate.row for pick in made.picks] == [0, 1]
    assert [said(pick.afterwards) for pick in made.picks] == [[("PANGKAT-02", Verdict.WARN, False)]] * 2


def test_what_is_said_already_is_not_said_again() -> None:
    data = office([("KEPALA", "III/d"), ("ARSIP", "IV/b")], open_posts=("SEKRETARIS",))
    everybody = make_people(data, REFERENCE, EFFECTIVE)
    (seat,) = vacancies(data, REFERENCE)
    now = judged(everybody, seat, data.policy, "PANGKAT-02")[0].reason(1)
    assert now.verdict is Verdict.WARN
    assert Afterwards(everybody, data.policy).reasons_of_all([Move(1, seat)]) == ((),)


def test_two_who_leave_a_unit_are_counted_together() -> None:
    """Six people are needed in BIDANG and five are there: with three of them gone, half of the seats are not kept."""
    held = [("KASI", "III/d"), ("KASI", "III/d"), ("ARSIP", "III/d"), ("ARSIP", "III/c"), ("ARSIP", "III/c")]
    data = office(held, policy=FLOOR)
    everybody = make_people(data, REFERENCE, EFFECTIVE)
    above, beside = vacancies(data, REFERENCE)
    around = Afterwards(everybody, FLOOR)
    first, second, third = Move(0, above), Move(1, beside), Move(2, beside)
    assert around.reasons(first, []) == ()
    assert said(around.reasons(second, [first])) == []
    assert said(around.reasons(third, [first, second])) == [("FORMASI-02", Verdict.WARN, False)]
    told = around.reasons_of_all([first, second, third])
    assert {rule for one in told for rule, _, _ in said(one)} == {"FORMASI-02"}
    assert [len(one) for one in told] == [1, 1, 1]


RANKS = ("III/c", "III/d", "IV/a", None)


@given(
    st.lists(st.tuples(st.sampled_from([None, *POSTS]), st.sampled_from(RANKS)), min_size=2, max_size=6),
    st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=3),
    st.data(),
)
def test_it_is_what_the_rules_say_of_the_dataset_afterwards(held, related, data) -> None:
    """Whoever writes the moves into the files and judges those who moved finds the same."""
    made = office(held, [(a, b) for a, b in related if a != b], open_posts=tuple(POSTS))
    everybody, seats = make_people(made, REFERENCE, EFFECTIVE), vacancies(made, REFERENCE)
    movers = data.draw(st.lists(st.integers(0, len(held) - 1), min_size=1, max_size=len(held), unique=True))
    moves = [Move(row, data.draw(st.sampled_from(seats))) for row in movers]
    after = make_people(moved(made, {move.row: move.vacancy.post for move in moves}), REFERENCE, EFFECTIVE)
    told = Afterwards(everybody, made.policy).reasons_of_all(moves)
    for move, reasons in zip(moves, told, strict=True):
        found = [one for code in AROUND[:2] for one in judged(after, move.vacancy, made.policy, code)]
        expected = [one.reason(move.row) for one in found if one.outcome.codes[move.row] != Verdict.PASS]
        now = [one for code in AROUND[:2] for one in judged(everybody, move.vacancy, made.policy, code)]
        unchanged = [one.reason(move.row) for one in now if one.outcome.codes[move.row] != Verdict.PASS]
        assert list(reasons) == expected or (not reasons and expected == unchanged)


def test_propose_refuses_a_couple_chosen_by_hand() -> None:
    data = office([("ARSIP", "IV/a"), ("ARSIP", "IV/a")], related=[(0, 1)])
    made = planned(data, by_hand={"L-KEPALA": (nip(0),), "L-SEKRETARIS": (nip(1),)})
    with pytest.raises(BadPick, match=f"{nip(0)} may not hold L-KEPALA once the other moves are made: KK-01"):
        refuse_barred(made)
    refuse_barred(planned(data, by_hand={"L-KEPALA": (nip(0),)}))


def test_why_a_better_placed_person_was_not_taken_is_told() -> None:
    made = planned(office([("ARSIP", "IV/a"), ("ARSIP", "III/d"), ("ARSIP", "III/d")], related=[(0, 1)]))
    told = why(made.picks[1], language("en"), language("en").text)
    assert "better placed but proposed elsewhere: 1" in told
    assert "better placed but barred once the other moves are made: 1 (KK-01)" in told
    told = why(made.picks[0], language("en"), language("en").text)
    assert "once all moves are made" not in told
    assert "meets every requirement that was checked" in told


def test_what_holds_once_all_moves_are_made_is_told() -> None:
    made = planned(office([("ARSIP", "IV/a"), ("ARSIP", "IV/b"), ("ARSIP", "III/d")]))
    told = why(made.picks[0], language("en"), language("en").text)
    assert "once all moves are made: PANGKAT-02: golongan IV/a, a subordinate has IV/b" in told
    assert "meets every requirement" not in told
