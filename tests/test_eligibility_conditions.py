"""What holds for a vacancy whoever is chosen: vacant seats, formation, standard, route, approvals, elections."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest

from mutasi.eligibility.checklist import Chosen, checklist, working_days_after
from mutasi.eligibility.condition import Circumstances
from mutasi.eligibility.conditions import CONDITIONS, conditions
from mutasi.message import Message
from mutasi.model.people import make_people
from mutasi.model.policy import Agency, Policy, RulePolicy, Weight
from mutasi.model.verdict import Reason, Verdict
from mutasi.read.reference import load_reference
from tests.builders import vacancy
from tests.ranking import dataset

EFFECTIVE = datetime.date(2026, 12, 1)
WHOLE = tuple((code, 3) for code in (*(f"M.0{number}" for number in range(1, 9)), "SK.01"))
BIDANG = replace(vacancy(), post="BID", standard=WHOLE)
POST = {"id_jabatan": "BID", "nama": "Kepala Bidang", "jenjang": "ADMINISTRATOR", "kebutuhan": "2"}
HOLDER = {"nip": "198209112008041005", "nama": "Gusti", "id_jabatan": "BID", "tanggal_lahir": "1982-09-11"}
OTHER = {"nip": "196811201994031002", "nama": "Darwis", "id_jabatan": "BID", "tanggal_lahir": "1968-10-31"}
KNOWN = Agency(
    head_status="definitif",
    head_inaugurated=datetime.date(2024, 1, 1),
    candidates_fixed=datetime.date(2030, 1, 1),
)


def found(
    people: Sequence[Mapping[str, str | None]] = (HOLDER,),
    *,
    post: Mapping[str, str | None] = POST,
    asked=BIDANG,
    agency: Agency = KNOWN,
    effective: datetime.date = EFFECTIVE,
    rules: Mapping[str, RulePolicy] | None = None,
    **tables: Sequence[Mapping[str, str | None]],
) -> dict[str, Verdict]:
    """The verdict of every condition that says something, but for the one that speaks for all."""
    policy = Policy(agency=agency, rules=rules or {})
    crowd = make_people(dataset(policy, pegawai=people, jabatan=[post], **tables), load_reference(), effective)
    stated = conditions(Circumstances(crowd, policy), [asked]).shared
    return {one.rule: one.verdict for one in stated if one.rule != "PROS-01"}


def test_a_vacancy_with_everything_stated_has_nothing_to_state():
    assert found() == {}


@pytest.mark.parametrize(
    ("people", "post", "seats", "expected"),
    [
        ([HOLDER], POST, 1, None),
        ([HOLDER], POST, 2, Verdict.FAIL),
        ([HOLDER, OTHER], POST, 1, None),  # the other retires on 1 November
        ([HOLDER, {**OTHER, "tanggal_lahir": "1968-11-30"}], POST, 1, None),  # on 1 December, the effective date
        ([HOLDER, {**OTHER, "tanggal_lahir": "1968-12-01"}], POST, 1, Verdict.FAIL),  # a month later
        ([HOLDER, {**OTHER, "tanggal_lahir": None, "kontrak_selesai": "2026-11-30"}], POST, 1, None),
        ([HOLDER, {**OTHER, "tanggal_lahir": None, "kontrak_selesai": "2026-12-01"}], POST, 1, Verdict.FAIL),
        ([HOLDER], {**POST, "kebutuhan": None}, 1, Verdict.UNKNOWN),
        ([HOLDER], {**POST, "id_jabatan": "X"}, 1, Verdict.FAIL),
    ],
)
def test_the_seats_that_are_free_at_the_effective_date(people, post, seats: int, expected: Verdict | None):
    assert found(people, post=post, asked=replace(BIDANG, seats=seats)).get("FORMASI-01") is expected


@pytest.mark.parametrize(("needed", "expected"), [("1", None), ("0", Verdict.FAIL), (None, Verdict.UNKNOWN)])
def test_a_functional_post_needs_a_formation(needed: str | None, expected: Verdict | None):
    asked = replace(BIDANG, level="JF_AHLI_MUDA")
    assert found([], post={**POST, "kebutuhan": needed}, asked=asked).get("JF-02") is expected
    assert "JF-02" not in found([], post={**POST, "kebutuhan": needed})


@pytest.mark.parametrize(("standard", "expected"), [(WHOLE, None), (WHOLE[1:], Verdict.WARN), ((), Verdict.WARN)])
def test_a_standard_names_all_nine_competences(standard, expected: Verdict | None):
    assert found(asked=replace(BIDANG, standard=standard)).get("KOMP-02") is expected


@pytest.mark.parametrize(
    ("level", "mechanism", "of_agency", "expected"),
    [
        ("JPT_PRATAMA", "", "", Verdict.UNKNOWN),
        ("JPT_PRATAMA", "seleksi_terbuka", "", None),
        ("JPT_PRATAMA", "", "manajemen_talenta", None),
        ("ADMINISTRATOR", "", "", None),
    ],
)
def test_a_jpt_states_its_route(level: str, mechanism: str, of_agency: str, expected: Verdict | None):
    agency = replace(KNOWN, jpt_mechanism=of_agency)
    assert found(asked=replace(BIDANG, level=level, mechanism=mechanism), agency=agency).get("SELEKSI-01") is expected


APPROVAL = {"id_jabatan": "BID", "jenis": "dprd", "nomor": "12/DPRD/2026"}


@pytest.mark.parametrize(
    ("special", "rows", "expected"),
    [
        ("SEKWAN", None, Verdict.UNKNOWN),
        ("SEKWAN", [{**APPROVAL, "id_jabatan": "X"}], Verdict.FAIL),
        ("SEKWAN", [{**APPROVAL, "jenis": "gubernur"}], Verdict.FAIL),
        ("SEKWAN", [APPROVAL], None),
        ("SEKWAN", [{**APPROVAL, "tanggal": "2026-12-01"}], None),
        ("SEKWAN", [{**APPROVAL, "tanggal": "2026-12-02"}], Verdict.FAIL),
        ("", [], None),
        ("CAMAT", None, None),
    ],
)
def test_special_posts_carry_the_number_of_their_approval(special: str, rows, expected: Verdict | None):
    tables = {} if not rows else {"persetujuan": rows}
    assert found(asked=replace(BIDANG, special=special), **tables).get("KHUSUS-02") is expected


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("effective", "expected"),
    [
        ("2024-02-28", None),
        ("2024-02-29", Verdict.FAIL),  # six months before 31 August is the last day of February
        ("2025-02-20", Verdict.FAIL),  # the last day of the term
        ("2025-02-21", None),
    ],
)
def test_the_months_before_candidates_are_fixed(effective: str, expected: Verdict | None):
    agency = replace(KNOWN, candidates_fixed=day("2024-08-31"), head_term_ends=day("2025-02-20"))
    assert found(agency=agency, effective=day(effective)).get("PILKADA-01") is expected


@pytest.mark.parametrize(
    ("inaugurated", "ends", "effective", "expected"),
    [
        ("2025-02-20", "2030-02-20", "2024-03-21", None),
        ("2025-02-20", "2030-02-20", "2024-03-22", Verdict.FAIL),
        ("2025-02-20", "2030-02-20", "2025-02-20", Verdict.FAIL),  # the day of the inauguration that follows
        ("2025-02-20", "2030-02-20", "2025-02-21", None),
        ("2025-02-20", "2030-02-20", "2026-04-15", None),  # the end of the next head's term
        ("2025-02-20", None, "2026-04-15", None),
        ("2025-02-20", "2025-02-10", "2025-02-10", Verdict.FAIL),  # the earlier of both
        ("2025-02-20", "2025-02-10", "2025-02-11", None),
        (None, "2025-02-10", "2025-02-11", None),
        (None, "2029-09-22", "2026-04-15", Verdict.FAIL),  # a term of five years may have begun that very day
        (None, "2029-09-23", "2026-04-15", Verdict.UNKNOWN),  # the term began after candidates were fixed
        (None, None, "2024-09-22", Verdict.FAIL),
        (None, None, "2024-09-23", Verdict.UNKNOWN),
        ("2020-02-20", None, "2024-09-23", Verdict.FAIL),  # still in office, for nobody was inaugurated since
        ("2020-02-20", None, "2025-02-20", Verdict.FAIL),  # the last day of the five years
        ("2020-02-20", None, "2025-02-21", Verdict.UNKNOWN),
        ("2020-02-20", "2025-02-10", "2025-02-11", None),
        ("2016-02-20", None, "2024-09-22", Verdict.FAIL),  # whoever acts since, candidates are not fixed yet
        ("2016-02-20", None, "2024-09-23", Verdict.UNKNOWN),
        (None, "2024-03-31", "2024-04-15", Verdict.FAIL),  # the end of a term before that day, and somebody acts since
    ],
)
def test_the_period_ends_with_the_term_in_which_candidates_were_fixed(
    inaugurated: str | None, ends: str | None, effective: str, expected: Verdict | None
):
    agency = replace(
        KNOWN,
        candidates_fixed=day("2024-09-22"),
        head_inaugurated=None if inaugurated is None else day(inaugurated),
        head_term_ends=None if ends is None else day(ends),
    )
    assert found(agency=agency, effective=day(effective)).get("PILKADA-01") is expected


@pytest.mark.parametrize(("inaugurated", "told"), [("2025-02-20", "to the end of the term, 2025-02-20,"),
                                                   ("2020-02-20", "to the end of the term, in which")])  # fmt: skip
def test_the_last_day_of_the_freeze_is_named_where_it_is_known(inaugurated: str, told: str):
    agency = replace(KNOWN, candidates_fixed=day("2024-09-22"), head_inaugurated=day(inaugurated), head_term_ends=None)
    policy = Policy(agency=agency)
    crowd = make_people(dataset(policy, pegawai=[HOLDER], jabatan=[POST]), load_reference(), day("2024-12-01"))
    (message,) = (
        str(one.message)
        for one in conditions(Circumstances(crowd, policy), [BIDANG]).shared
        if one.rule == "PILKADA-01"
    )
    assert told in message


@pytest.mark.parametrize(
    ("effective", "approval", "expected"),
    [
        ("2026-06-30", "", None),
        ("2026-07-01", "", Verdict.FAIL),
        ("2026-12-31", "", Verdict.FAIL),
        ("2026-12-31", "100.2/1", Verdict.WARN),
        ("2027-01-01", "", None),
    ],
)
def test_both_edges_of_the_months_after_an_inauguration(effective: str, approval: str, expected: Verdict | None):
    agency = replace(KNOWN, head_inaugurated=day("2026-07-01"), minister_approval=approval)
    assert found(agency=agency, effective=day(effective)).get("PILKADA-02") is expected


@pytest.mark.parametrize(
    ("ends", "effective", "expected"),
    [
        (None, "2026-02-26", None),
        (None, "2026-02-27", Verdict.UNKNOWN),
        ("2025-02-10", "2025-02-10", None),
        ("2025-02-10", "2025-02-11", Verdict.UNKNOWN),
        ("2026-06-30", "2026-06-30", None),
        ("2021-02-10", "2026-02-26", None),  # the end of the term before
    ],
)
def test_after_the_term_nobody_knows_when_the_next_head_is_inaugurated(
    ends: str | None, effective: str, expected: Verdict | None
):
    agency = replace(KNOWN, head_inaugurated=day("2021-02-26"), head_term_ends=None if ends is None else day(ends))
    assert found(agency=agency, effective=day(effective)).get("PILKADA-02") is expected


MINISTER = {"id_jabatan": "BID", "jenis": "mendagri", "nomor": "1/2026"}


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([{**MINISTER, "tanggal": "2026-12-01"}], Verdict.WARN),
        ([{**MINISTER, "tanggal": "2026-12-02"}], Verdict.FAIL),
        ([MINISTER], Verdict.WARN),
        ([{**MINISTER, "id_jabatan": "X"}], Verdict.FAIL),
        ([{**MINISTER, "jenis": "gubernur"}], Verdict.FAIL),
    ],
)
def test_the_minister_approves_a_single_post(rows, expected: Verdict):
    frozen = replace(
        KNOWN, head_inaugurated=day("2026-07-01"), candidates_fixed=day("2027-01-01"), head_status="Plt"
    )  # fmt: skip
    stated = found(agency=frozen, persetujuan=rows)
    assert {code: stated[code] for code in ("PILKADA-01", "PILKADA-02", "PILKADA-03")} == dict.fromkeys(
        ("PILKADA-01", "PILKADA-02", "PILKADA-03"), expected
    )


def test_the_last_approval_is_named_with_its_day():
    policy = Policy(agency=replace(KNOWN, head_status="Plt", minister_approval="for all"))
    rows = [{**MINISTER, "tanggal": "2026-11-20"}, {**MINISTER, "nomor": "0/2025", "tanggal": "2025-01-01"}]
    crowd = make_people(
        dataset(policy, pegawai=[HOLDER], jabatan=[POST], persetujuan=rows), load_reference(), EFFECTIVE
    )  # fmt: skip
    stated = conditions(Circumstances(crowd, policy), [BIDANG, replace(BIDANG, id="L-002", post="X")]).own
    told = {name: str(one.message) for name, own in stated.items() for one in own if one.rule == "PILKADA-03"}
    assert told["L-001"].endswith("approval 1/2026 of 2026-11-20")
    assert told["L-002"].endswith("approval for all")


@pytest.mark.parametrize(
    ("level", "special", "concerned"),
    [
        ("PENGAWAS", "", True),
        ("PELAKSANA", "", False),
        ("JF_AHLI_MADYA", "", False),
        ("JF_AHLI_MADYA", "KEPALA_PUSKESMAS", True),
        ("JF_AHLI_MADYA", "KEPALA_SEKOLAH", True),
    ],
)
def test_whom_the_freeze_concerns(level: str, special: str, concerned: bool):
    agency = replace(KNOWN, head_inaugurated=day("2026-07-01"))
    assert ("PILKADA-02" in found(asked=replace(BIDANG, level=level, special=special), agency=agency)) is concerned


@pytest.mark.parametrize(("status", "expected"), [("definitif", None), ("Plt", Verdict.FAIL), ("", Verdict.UNKNOWN)])
def test_an_acting_regional_head_needs_the_minister(status: str, expected: Verdict | None):
    assert found(agency=replace(KNOWN, head_status=status)).get("PILKADA-03") is expected


def test_a_date_that_is_not_stated_is_said_once_for_all_vacancies():
    policy = Policy()
    crowd = make_people(dataset(policy, pegawai=[HOLDER], jabatan=[POST]), load_reference(), EFFECTIVE)
    asked = [BIDANG, replace(BIDANG, id="L-002"), replace(BIDANG, id="L-003", level="PELAKSANA")]
    stated = conditions(Circumstances(crowd, policy), asked)
    told = [str(one.message) for one in stated.shared if one.rule.startswith("PILKADA")]
    assert [text.count("(2 of 3 vacancies)") for text in told] == [1, 1, 0]
    assert all("not stated in mutasi.yaml" in text for text in told)
    assert all(one.verdict is Verdict.UNKNOWN for one in stated.shared if one.rule.startswith("PILKADA"))
    assert stated.apart == {"L-001": (), "L-002": (), "L-003": ()}


def test_an_agency_can_soften_a_condition_or_turn_it_off():
    frozen = replace(KNOWN, head_inaugurated=day("2026-07-01"))
    soft = {"PILKADA-02": RulePolicy("PILKADA-02", Weight.SOFT)}
    off = {"PILKADA-02": RulePolicy("PILKADA-02", Weight.OFF)}
    months = {"PILKADA-02": RulePolicy("PILKADA-02", settings={"bulan_sesudah_pelantikan": "5"})}
    assert found(agency=frozen, rules=soft)["PILKADA-02"] is Verdict.WARN
    assert "PILKADA-02" not in found(agency=frozen, rules=off)
    assert "PILKADA-02" not in found(agency=frozen, rules=months)


def test_before_its_time_a_condition_says_that_it_cannot_tell():
    early = found(effective=day("2015-12-31"))
    assert early["PILKADA-02"] is Verdict.UNKNOWN
    assert early["PILKADA-03"] is Verdict.UNKNOWN


def test_before_its_time_a_condition_says_nothing_of_a_vacancy_to_which_it_never_speaks():
    clerk = found(asked=replace(BIDANG, level="PELAKSANA", echelon=""), effective=day("2014-06-01"))
    assert set(clerk) == {"FORMASI-01", "KOMP-02", "PILKADA-03"}
    functional = found(asked=replace(BIDANG, level="JF_AHLI_MUDA", echelon=""), effective=day("2014-06-01"))
    assert set(functional) == {*clerk, "JF-02"}
    head = found(asked=replace(BIDANG, level="JPT_PRATAMA", special="KADIS_DUKCAPIL"), effective=day("2014-06-01"))
    assert set(head) == {*clerk, "SELEKSI-01", "PILKADA-01", "PILKADA-02", "KHUSUS-02"}


@pytest.mark.parametrize(
    ("level", "special", "expected"),
    [
        ("ADMINISTRATOR", "", set()),
        ("JF_AHLI_MUDA", "", {"JF-02"}),
        ("JPT_PRATAMA", "SEKWAN", {"SELEKSI-01", "KHUSUS-02"}),
        ("PELAKSANA", "", set()),
    ],
)
def test_before_its_time_a_condition_says_so_only_of_vacancies_that_it_concerns(
    level: str, special: str, expected: set[str]
):
    early = found(asked=replace(BIDANG, level=level, special=special), effective=day("2014-12-31"))
    assert {"JF-02", "SELEKSI-01", "KHUSUS-02"} & set(early) == expected


@pytest.mark.parametrize("one", CONDITIONS, ids=lambda one: one.code)
def test_a_condition_stands_in_the_law_table_as_it_is_there(one):
    legal = load_reference().rules[one.code]
    assert one.basis == legal.sources
    assert one.confidence is legal.confidence
    assert one.hard == legal.hard
    assert one.verify == legal.needs_verification
    assert one.reason


# The checklist -------------------------------------------------------------------------------------------


def items(*moves: Chosen, people: Sequence[Mapping[str, str | None]], policy: Policy | None = None) -> dict[str, str]:
    made = policy or Policy(agency=Agency(code="kota"))
    posts = [POST, {"id_jabatan": "JF", "nama": "Perencana", "jenjang": "JF_AHLI_MUDA"}]
    crowd = make_people(dataset(made, pegawai=people, jabatan=posts), load_reference(), EFFECTIVE)
    return {item.rule: str(item.message) for item in checklist(Circumstances(crowd, made), moves, {})}


def test_the_checklist_asks_for_what_conditions_ask():
    made = Policy(agency=Agency(code="kota", head_status="Plt"))
    crowd = make_people(dataset(made, pegawai=[HOLDER], jabatan=[POST]), load_reference(), EFFECTIVE)
    around = Circumstances(crowd, made)
    other = replace(BIDANG, id="L-X", level="PELAKSANA")
    stated = conditions(around, (BIDANG, other)).own
    asked = {
        item.rule: str(item.message) for item in checklist(around, [Chosen(0, BIDANG, 1), Chosen(0, other, 2)], stated)
    }
    assert asked["PILKADA-03"].startswith("written approval of the Minister of Home Affairs: number and date")
    assert asked["PILKADA-02"].startswith(
        "to be found out, since it is not known: tanggal_pelantikan_kdh is not stated"
    )
    assert asked["PILKADA-02"].endswith(f"(for no. 1 {BIDANG.post_name})")
    codes = list(asked)
    assert codes.index("PILKADA-03") < codes.index("PILKADA-02") < codes.index("PROS-01")
    approved = Circumstances(crowd, replace(made, agency=replace(made.agency, minister_approval="821/1")))
    again = checklist(approved, [Chosen(0, BIDANG, 1)], conditions(approved, (BIDANG,)).own)
    assert "PILKADA-03" not in {item.rule for item in again}
    assert checklist(around, [], stated) == ()


def test_the_checklist_asks_for_what_these_moves_need():
    from_jf = {**HOLDER, "id_jabatan": "JF"}
    from_elsewhere = {**OTHER, "instansi": "kabupaten_bangka"}
    own = {**HOLDER, "nip": "197911252006042009", "nama": "Angela", "instansi": "kota"}
    camat = replace(BIDANG, special="SEKWAN", level="JPT_PRATAMA")
    found_items = items(
        Chosen(0, BIDANG, 1), Chosen(1, BIDANG, 2), Chosen(2, camat, 3), people=[from_jf, from_elsewhere, own]
    )
    assert list(found_items) == ["PROS-01", "PROS-02", "PROS-03", "SELEKSI-01", "KHUSUS-02", "JF-01", "PILKADA-04"]
    assert "3 moves" in found_items["PROS-01"]
    assert "no. 1 Gusti" in found_items["JF-01"]
    assert "Angela" not in found_items["JF-01"]
    assert "no. 2 Darwis" in found_items["PROS-03"]
    assert "Analisis jabatan" in found_items["PROS-03"]
    assert "dprd" in found_items["KHUSUS-02"]
    assert "2026-12-10" in found_items["PILKADA-04"]


def test_of_many_posts_some_are_named_and_all_are_numbered():
    made = Policy(agency=Agency(code="kota"))
    people = [{**HOLDER, "nip": str(at)} for at in range(20)]
    crowd = make_people(dataset(made, pegawai=people, jabatan=[POST]), load_reference(), EFFECTIVE)
    jpt = replace(BIDANG, id="L-J", post_name="Kepala Badan", level="JPT_PRATAMA")
    moves = [Chosen(at, replace(BIDANG if at % 7 else jpt, mechanism=""), at + 1) for at in range(20)]
    reasons = {"L-J": [Reason("SELEKSI-01", Verdict.UNKNOWN, Message("route"), hard=True)],
               BIDANG.id: [Reason("PILKADA-01", Verdict.UNKNOWN, Message("day"), hard=True)]}  # fmt: skip
    found = checklist(Circumstances(crowd, made), moves, reasons)
    assert len({item.rule for item in found}) == len(found)  # no rule stands twice
    told = {item.rule: str(item.message) for item in found}
    assert told["PILKADA-01"].endswith("and 12 more: no. 7, 9-14, 16-20)")
    assert told["PILKADA-01"].count(BIDANG.post_name) == 5
    assert "no. 1 Kepala Badan, no. 8 Kepala Badan, no. 15 Kepala Badan; which route" in told["SELEKSI-01"]


def test_without_moves_there_is_nothing_to_settle_and_what_is_off_is_left_out():
    assert items(people=[HOLDER]) == {}
    off = Policy(rules={"PROS-02": RulePolicy("PROS-02", Weight.OFF)})
    assert "PROS-02" not in items(Chosen(0, BIDANG, 1), people=[HOLDER], policy=off)
    assert "PROS-01" not in items(Chosen(0, replace(BIDANG, level="PELAKSANA"), 1), people=[HOLDER])


@pytest.mark.parametrize(
    ("start", "end"), [("2026-12-01", "2026-12-10"), ("2026-12-04", "2026-12-15"), ("2026-12-05", "2026-12-15")]
)
def test_working_days_leave_out_weekends(start: str, end: str):
    assert working_days_after(day(start), 7) == day(end)
