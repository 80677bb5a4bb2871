"""Letters: everybody concerned gets one, with his or her own facts alone, and a way that would indeed suffice."""

from __future__ import annotations

import re
from dataclasses import replace

from mutasi.message import Message
from mutasi.model.missing_value import MissingValue
from mutasi.model.plan import FileRival, Loss
from mutasi.model.policy import Method
from mutasi.model.shortlist import PointsRange, hundredths
from mutasi.model.verdict import Reason, Verdict
from mutasi.plan.serial import Barred
from mutasi.proposal.concern import SLUG, Beside, Concerned, concerned, in_steps, slugs, within
from mutasi.proposal.document import Origin, Proposal
from mutasi.proposal.outcome import Fate
from mutasi.render.language import language
from mutasi.render.proposal import Forms
from mutasi.render.proposal_files import is_own, letter_files, proposal_files
from tests.builders import candidate, known, missing, ranking, unknown_fact, vacancy
from tests.documents import Page
from tests.proposals import proposal
from tests.test_render_proposal import HOSTILE

ENGLISH = language("en")


def letters(made: Proposal) -> dict[str, str]:
    """By NIP, as Markdown."""
    files = letter_files(made, ENGLISH)
    return {name[:18]: data.decode() for name, data in files.items() if name.endswith(".md")}


def with_list(made: Proposal, *candidates, number: int = 0) -> Proposal:
    """The first list with other candidates; the first of them is proposed."""
    lists = list(made.shortlists)
    lists[number] = ranking(lists[number].vacancy, candidates)
    move = made.moves[number]
    pick = replace(move.pick, candidate=candidates[0], shortlist=lists[number])
    moves = (*made.moves[:number], replace(move, pick=pick), *made.moves[number + 1 :])
    return replace(made, shortlists=tuple(lists), moves=moves)


def test_everybody_who_is_proposed_or_listed_gets_a_letter_with_nobody_else_in_it() -> None:
    made = proposal()
    found = letters(made)
    people = {one.nip: one.name for ranked in made.shortlists for one in ranked.candidates}
    assert set(found) == set(people)
    for nip, text in found.items():
        others = [name for other, name in people.items() if other != nip]
        assert people[nip] in text
        assert nip in text
        assert not [name for name in others if re.search(rf"{re.escape(name)}\b(?! \d)", text)], nip
        assert "197001011995012001" in text  # who signs
    chosen = {move.candidate.nip for move in made.moves}
    assert {nip for nip, text in found.items() if "You are proposed as" in text} == chosen


def against(*points: PointsRange, own: PointsRange | None = None) -> tuple[Proposal, Concerned]:
    """Somebody in second place beside a person with these points."""
    second = candidate(10, 2, own or known(6017), known(6899), name="Kedua")
    made = with_list(proposal(), candidate(0, 1, *points), second)
    (who,) = [one for one in concerned(made) if one.name == "Kedua"]
    return made, who


def test_a_way_that_is_named_suffices_and_tells_no_score_of_another_to_the_point() -> None:
    made, who = against(known(9000), known(7000))
    (standing,) = who.standings
    ways = {one.criterion.name: one for one in standing.compared}
    first, second = standing.ranking.candidates
    assert standing.behind == first.score - second.score == 2 * 2983 + 101
    assert hundredths(standing.behind, standing.ranking.full) == 2022
    enough = ways["kompetensi"].enough
    assert second.score + 2 * enough >= first.score
    assert ways["kinerja"].enough is None  # 60.66 more than the 31 that are left
    assert {name: one.beside for name, one in ways.items()} == {"kompetensi": Beside.LOWER, "kinerja": Beside.LIKE}
    text = letters(made)[who.nip]
    assert "at most 25 points are lacking" in text
    assert "37.50 more points in Kompetensi alone" in text
    assert "Kinerja alone" not in text
    for same in (known(8999), known(9150), known(9400)):
        assert letters(against(same, known(7000))[0])[who.nip] == text
    assert letters(against(known(9800), known(7000))[0])[who.nip] != text
    assert (within(-1, 30000), within(0, 30000), within(1, 30000), within(1500, 30000), within(1501, 30000)) == (
        0, 0, 500, 500, 1000,
    )  # fmt: skip
    assert [in_steps(units, 30000) for units in (0, 1, 1500, 1501)] == [0, 1500, 1500, 3000]


def test_what_nobody_knows_is_compared_with_nothing() -> None:
    made, who = against(missing(), known(9000))
    assert [(one.criterion.name, one.beside) for one in who.standings[0].compared] == [
        ("kompetensi", Beside.UNKNOWN),
        ("kinerja", Beside.LOWER),
    ]
    assert re.search(r"Kompetensi .*\| not known +\|", letters(made)[who.nip])
    for others, own, beside in (
        (missing(6517, 6600), known(6017), Beside.LOWER),
        (missing(6516, 6600), known(6017), Beside.UNKNOWN),
        (missing(5000, 5517), known(6017), Beside.HIGHER),
        (missing(5000, 5518), known(6017), Beside.UNKNOWN),
        (missing(5900, 6516), known(6017), Beside.LIKE),
        (known(6300), missing(6000, 6200), Beside.LIKE),
        (known(6516), known(6017), Beside.LIKE),  # the other's points to the point are nobody's
        (known(6017), known(6017), Beside.LIKE),
        (known(6517), known(6017), Beside.LOWER),
    ):
        (standing,) = against(others, known(9000), own=own)[1].standings
        found = {one.criterion.name: one for one in standing.compared}["kompetensi"]
        assert (found.beside, found.enough is None) == (beside, own == missing(6000, 6200))


def test_what_tells_of_penalties_of_another_is_not_compared() -> None:
    made, who = against(known(2000), known(9000))
    lists = [
        replace(one, criteria=tuple(replace(own, private=own.name == "kompetensi") for own in one.criteria))
        for one in made.shortlists
    ]
    text = letters(replace(made, shortlists=tuple(lists)))[who.nip]
    assert re.search(r"Kompetensi .*\| not told +\|", text)
    assert re.search(r"Kinerja .*\| lower +\|", text)


def test_what_is_unknown_of_the_reader_is_all_told_and_what_several_rules_say_is_told_once() -> None:
    once = replace(unknown_fact(), rule="PEND-05")
    mild = Reason("POLA-01", Verdict.WARN, Message("class 9 to 8"), hard=False)
    second = replace(candidate(10, 2, known(6000), known(7000)), reasons=(unknown_fact(), mild), unjudged=(once,))
    text = letters(with_list(proposal(), candidate(0, 1, known(9000), known(7000)), second))[second.nip]
    assert "- not known yet, and would bar: KINERJA-01, PEND-05: no rating for 2025\n- remark: POLA-01: class" in text


def test_what_has_to_be_explained_comes_first_and_lists_for_which_nobody_is_proposed_last() -> None:
    """Somebody is first where nobody is proposed and where points decide, and third where a lower one is proposed."""
    base = proposal()
    reader = candidate(40, 1, known(9500), known(7000), name="Pembaca")
    idle = ranking(vacancy("L-9", row=9, post="Kosong"), [reader])
    made = with_list(base, base.moves[1].candidate, replace(reader, place=2), number=1)
    passed = [candidate(0, 4, known(1), known(1)), replace(reader, place=3)]
    made = with_list(made, *passed)
    made = replace(made, shortlists=(idle, *made.shortlists), origin=Origin.HAND)
    (who,) = [one for one in concerned(made) if one.name == "Pembaca"]
    assert [(one.vacancy.id, one.outcome.fate) for one in who.standings] == [
        ("L-0", Fate.LEFT), ("L-1", Fate.LOWER), ("L-9", Fate.NOBODY),
    ]  # fmt: skip
    text = letters(made)[who.nip]
    why = text.partition("## Why you are not proposed")[2].partition("##")[0]
    assert why.strip().startswith("- no. 1: you are better placed than who is proposed")
    assert f"Which facts decided: {base.shortlists[0].vacancy.post_name or base.shortlists[0].vacancy.post}" in text


def test_what_a_plan_tells_of_somebody_who_fits_better_stands_in_place_of_the_blank() -> None:
    second = candidate(10, 1, known(9000), known(7000))
    made = with_list(replace(proposal(), origin=Origin.PLAN), candidate(0, 2, known(7000), known(7000)), second)

    def told(rival: FileRival) -> str:
        changed = replace(made, moves=(replace(made.moves[0], above=(rival,)), *made.moves[1:]))
        return letters(changed)[second.nip].partition("## Why you are not proposed")[2].partition("##")[0]

    lost = told(FileRival(second.nip, Loss(0, 1001)))
    assert "with you there the plan as a whole would lose 15.00 points at most" in lost  # in steps, as all differences
    assert told(FileRival(second.nip, Loss(0, 1499))) == lost
    assert "would lose seats of priority 2" in told(FileRival(second.nip, Loss(2, 0)))
    assert "could not keep its limit per\\_unit" in told(FileRival(second.nip, None, "per_unit"))
    assert "the reason in your case: ...." in told(FileRival(second.nip))
    assert "the reason in your case: ...." in told(FileRival("1", Loss(0, 1001)))


def test_a_seat_given_by_hand_before_the_lists_is_told_to_whoever_would_have_had_it() -> None:
    base = proposal()
    first = base.moves[1].candidate  # proposed for the second list, and first on the other one as well
    made = with_list(base, candidate(0, 2, known(7000), known(7000)), replace(first, place=1))
    made = with_pick(made, by_hand=True)
    text = letters(made)[first.nip]
    assert "You are proposed as" in text
    told = text.partition("## Why not for other posts")[2].partition("##")[0]
    assert "- no. 2: before the lists were gone through the proposer gave this seat by hand" in told
    assert "Why not for other posts" not in letters(with_pick(made, by_hand=False))[first.nip]


def test_who_was_chosen_by_hand_is_told_so() -> None:
    nip = proposal().moves[0].candidate.nip
    said = "The proposer chose you by hand, and not by the order of the shortlist."
    assert said in letters(with_pick(proposal(), by_hand=True))[nip]
    assert said not in letters(proposal())[nip]


def test_places_and_scores_that_missing_values_leave_open_are_told_and_how_they_count() -> None:
    second = replace(candidate(10, 2, missing(2000, 9000), known(7000)), best_place=1, worst_place=7)
    made = with_list(proposal(), candidate(0, 1, known(9000), known(7000)), second)
    text = letters(made)[second.nip]
    assert re.search(r"\| 2 \(1-7\) of 2 +\| 36\.67 \(36\.67-83\.33\) +\|", text)
    assert "In brackets: the places and scores that missing values leave possible. order" in text
    others = letters(with_list(made, candidate(0, 1, known(9000), known(7000)), replace(second, points={
        "kompetensi": known(2000), "kinerja": known(7000)}, highest=second.lowest)))  # fmt: skip
    assert others[second.nip].count("leave possible.\n") == 1  # the places alone, by what others miss


def test_whoever_is_proposed_gets_no_advice_how_to_be() -> None:
    value = MissingValue("kompetensi", Message("a level is missing"), 1, 1)
    first = replace(candidate(0, 1, missing(), known(7000)), missing=(value,))
    text = letters(with_list(proposal(), first, candidate(10, 2, known(1), known(1))))[first.nip]
    assert "What would change it" not in text
    assert "1 to 1" not in text


def test_a_reason_that_names_others_is_repeated_in_no_letter() -> None:
    made = proposal(reason="Ani is unwell, so she", exception="izin No. 1")
    nip = made.moves[2].candidate.nip
    assert "Reason given: Ani" in letters(made)[nip]
    moves = tuple(replace(move, names_others=move.number == 3) for move in made.moves)
    text = letters(replace(made, moves=moves))[nip]
    assert "Ani" not in text
    assert "izin" not in text
    assert text.count("it names other people") == 2


def test_where_several_are_proposed_the_last_of_them_is_what_counts() -> None:
    three = [candidate(row, place, known(9000 - row), known(7000)) for row, place in ((0, 1), (10, 2), (20, 3))]
    made = with_list(proposal(), *three)
    second = replace(made.moves[0], number=6, pick=replace(made.moves[0].pick, candidate=three[1]))
    (who,) = [one for one in concerned(replace(made, moves=(*made.moves, second))) if one.nip == three[2].nip]
    assert who.standings[0].behind == three[1].score - three[2].score


def test_a_missing_value_is_named_and_a_relative_method_promises_nothing() -> None:
    made = with_list(proposal(), candidate(0, 1, known(9000), known(7000)), candidate(10, 2, missing(), known(6900)))
    relative = replace(made.shortlists[0], method=Method.SAW)
    lists = (relative, *made.shortlists[1:])
    moves = (replace(made.moves[0], pick=replace(made.moves[0].pick, shortlist=relative)), *made.moves[1:])
    text = letters(replace(made, shortlists=lists, moves=moves))[relative.candidates[1].nip]
    assert "alone" not in text
    assert "? (0.00-100.00)" in text


def test_who_is_not_lower_is_told_the_very_cause() -> None:
    second = candidate(10, 1, known(9000), known(7000))
    made = with_list(proposal(), candidate(0, 2, known(7000), known(7000)), second)
    unsure = replace(second, reasons=(unknown_fact(),))
    bar = Barred(second, Reason("KELUARGA-01", Verdict.FAIL, Message("198503152010011000 is kin"), hard=True))
    excepted = candidate(0, 0, known(9900), known(7000))
    for told, changed in {
        "come from a plan": replace(made, origin=Origin.PLAN),
        "chose otherwise by hand": replace(made, origin=Origin.HAND),
        f"not known that would bar ({unknown_fact().rule}); as": with_list(made, made.moves[0].candidate, unsure),
        f"not known that would bar ({unknown_fact().rule}), and the proposer chose by hand": with_pick(
            with_list(made, made.moves[0].candidate, unsure), by_hand=True
        ),
        "other moves are made: KELUARGA-01: P-*** is kin": with_pick(made, barred=(bar,)),
        "order of equal scores": with_list(proposal(), replace(second, row=0, nip="1"), replace(second, place=2)),
        "cannot be told apart": with_list(proposal(), replace(second, row=0, nip="1"), second),
        "by a written exception": with_list(made, excepted, second),
    }.items():
        text = letters(changed)[second.nip].partition("## Why you are not proposed")[2]
        assert text.partition("\n- no. 1: ")[2].partition("\n")[0].replace("\\", "").count(told) == 1, text
        assert "198503152010011000" not in text


def test_every_list_tells_what_kept_its_reader_back_and_a_letter_the_own_exception() -> None:
    second = candidate(10, 1, known(9000), known(7000))
    made = with_list(proposal(exception="izin No. 1"), candidate(0, 2, known(7000), known(7000)), second)
    unsure = with_list(made, made.moves[0].candidate, replace(second, reasons=(unknown_fact(),)))
    barred = with_pick(made, barred=(Barred(second, unknown_fact()),))
    for told, changed in {"a fact is unknown": unsure, "other moves bar": barred}.items():
        assert f"| not proposed, as {told}: KINERJA-01 |" in letters(changed)[second.nip]
    found = letters(made)
    assert [nip for nip in found if "exception from PANGKAT-01: izin No. 1" in found[nip]] == [
        made.moves[2].candidate.nip
    ]


def with_pick(made: Proposal, **changes: object) -> Proposal:
    move = made.moves[0]
    return replace(made, moves=(replace(move, pick=replace(move.pick, **changes)), *made.moves[1:]))


def test_where_nobody_is_proposed_the_letter_says_so() -> None:
    made = proposal()
    extra = ranking(vacancy("L-9", row=9), [candidate(30, 1, known(1), known(1), name="Sendiri")])
    text = letters(replace(made, shortlists=(*made.shortlists, extra)))["198503152010011030"]
    assert "nobody is proposed" in text
    assert "What would change it" not in text


def test_hostile_text_stays_text_in_letters() -> None:
    made = proposal(name=HOSTILE, post=HOSTILE, reason=HOSTILE)
    safe = proposal(reason="x")
    for name, data in letter_files(made, ENGLISH).items():
        if name.endswith(".html"):
            page = Page(data.decode())
            assert not {"script", "a", "img"} & set(page.tags)
            assert not [one for one, _ in page.attributes if one.startswith("on") or one in ("href", "src")]
        assert b"\x1b" not in data
    assert len(letter_files(made, ENGLISH)) == len(letter_files(safe, ENGLISH))


def test_file_names_stay_inside_the_folder_and_never_meet() -> None:
    names = ("../../etc/x", "CON", "a/b\n", "-x", "é" * 300, "x" * 300, "", "Ali", "ALI")
    people = [
        Concerned("1" if at > 6 else f"..{at}", name, name, "", "", "", None, ()) for at, name in enumerate(names)
    ]
    made = slugs(people)
    assert len(set(made)) == len(names)
    assert all(re.fullmatch(SLUG, one) for one in made)
    for name in proposal_files(Forms(proposal(), ENGLISH)):
        assert is_own(name, is_folder=False)
    for name in ("x.md", "surat/x.exe", "usulan.exe", "a/usulan.md", "surat/a/b.md"):
        assert not is_own(name, is_folder=False)
