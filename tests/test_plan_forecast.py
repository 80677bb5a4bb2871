"""Events of a period to come: edges by one day, seats, successors, and sums that agree; then the city, counted anew."""

from __future__ import annotations

import csv
import datetime
from collections import Counter
from collections.abc import Iterator, Mapping

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from mutasi.model.calendar import months_between
from mutasi.model.dataset import Dataset
from mutasi.model.forecast import Event, EventKind, Forecast, Period, Scope
from mutasi.model.policy import Policy, RulePolicy, Weight
from mutasi.plan.forecast import EVERYTHING, forecast
from mutasi.read.dataset import load_dataset
from mutasi.read.policy import load_policy
from mutasi.read.reference import load_reference
from tests.golden import ROOT
from tests.ranking import dataset

REFERENCE = load_reference()
CASES = yaml.safe_load((ROOT / "tests" / "cases" / "forecast.yaml").read_text(encoding="utf-8"))
PERSON = {
    "nip": "198209112008041005", "nama": "Gusti Pratama", "status_kepegawaian": "PNS", "status_aktif": "aktif",
    "tanggal_lahir": "1982-09-11", "golongan": "III/d", "id_jabatan": "J", "tmt_jabatan": "2015-01-01",
}  # fmt: skip
POST = {"id_jabatan": "J", "nama": "Kepala Seksi", "id_unit": "U", "jenjang": "PENGAWAS", "kebutuhan": "1"}
UNITS = [
    {"id_unit": "K", "nama": "Kota", "id_induk": None},
    {"id_unit": "D", "nama": "Dinas", "id_induk": "K"},
    {"id_unit": "U", "nama": "Bidang", "id_induk": "D"},
    {"id_unit": "B", "nama": "Badan", "id_induk": "K"},
]
DAY = datetime.timedelta(days=1)
Row = Mapping[str, str | None]


def texts(fields: Mapping[str, object] | None) -> dict[str, str | None]:
    return {name: None if value is None else str(value) for name, value in (fields or {}).items()}


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def policy(after: datetime.date, rules: Mapping[str, object] | None = None) -> Policy:
    made = {
        code: RulePolicy(code, Weight.OFF) if given == "mati" else RulePolicy(code, settings=given)  # type: ignore[arg-type]
        for code, given in (rules or {}).items()
    }
    return Policy(as_of=after, rules=made)


def look(
    after: datetime.date,
    until: datetime.date,
    people: list[Row],
    posts: list[Row],
    rules: Mapping[str, object] | None = None,
    scope: Scope = EVERYTHING,
    **facts: list[Row],
) -> Forecast:
    data = dataset(policy(after, rules), pegawai=people, jabatan=posts, unit=UNITS, **facts)
    return forecast(data, REFERENCE, data.policy, Period(after, until), scope=scope)


def days(made: Forecast, kind: str) -> list[datetime.date]:
    return [event.day for event in made.events if event.kind.value == kind and not event.already]


# ---- edges by one day


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['peristiwa']}: {case['mengapa']}")
def test_an_event_belongs_to_its_day_and_to_no_other(case: dict):
    people = [PERSON | texts(case.get("pegawai"))]
    posts = [POST | texts(case.get("jabatan"))]
    on = case.get("tanggal")
    begins = (case.get("masa") or {}).get("sesudah", datetime.date(2025, 12, 31))

    def found(after: datetime.date, until: datetime.date) -> list[datetime.date]:
        return days(look(after, until, people, posts, case.get("aturan")), case["peristiwa"])

    if on is None:
        assert found(begins, datetime.date(2035, 12, 31)) == []
        return
    assert found(begins, on) == [on]
    assert found(begins if "masa" in case else on - DAY, on) == [on]
    assert found(begins, on - DAY) == []
    assert found(on, on + 4000 * DAY) == []


def test_there_are_cases_of_every_kind_that_happen_and_that_do_not():
    told = Counter((case["peristiwa"], "tanggal" in case) for case in CASES)
    assert set(told) == {(kind.value, happens) for kind in EventKind for happens in (True, False)}


# ---- seats


def staff(*born: str | None) -> list[Row]:
    return [PERSON | {"nip": f"19820911200804{1005 + at}", "tanggal_lahir": text} for at, text in enumerate(born)]


def seats(made: Forecast) -> list[tuple[str, int, bool]]:
    return [(event.day.isoformat(), event.seats, event.already) for event in made.empty_posts]


AFTER, UNTIL = datetime.date(2026, 1, 31), datetime.date(2027, 12, 31)


def test_seats_are_those_of_the_post_less_the_holders_who_remain():
    made = look(AFTER, UNTIL, staff("1968-05-31", "1968-05-01", "1968-08-01", None), [POST | {"kebutuhan": "5"}])
    assert seats(made) == [("2026-01-31", 1, True), ("2026-06-01", 2, False), ("2026-09-01", 1, False)]
    assert (made.total.empty_now, made.total.empty_then, made.total.seats, made.total.people) == (1, 4, 5, 4)


def test_holders_too_many_leave_no_seat_empty():
    made = look(AFTER, UNTIL, staff("1968-05-31", "1968-06-30", "1968-08-01", None), [POST | {"kebutuhan": "2"}])
    assert seats(made) == [("2026-09-01", 1, False)]


def test_who_should_have_left_is_told_and_the_seat_counts_as_empty():
    made = look(AFTER, UNTIL, staff("1960-05-31", None), [POST | {"kebutuhan": "2"}])
    assert seats(made) == [("2026-01-31", 1, True)]
    assert made.total.people == 1
    (note,) = (str(note) for note in made.notes if "still in service" in str(note))
    assert note.startswith("retired by 2026-01-31 and still in service in the data: 1 person (198209112008041005);")


def test_of_many_who_should_have_left_five_are_named():
    retired = [*staff(*["1960-05-31"] * 7), PERSON | {"nip": "1", "status_kepegawaian": "PPPK",
                                                      "kontrak_selesai": "2026-01-30"}]  # fmt: skip
    notes = [str(note) for note in look(AFTER, UNTIL, retired, [POST]).notes if "still in service" in str(note)]
    first = ", ".join(one["nip"] or "" for one in retired[:5])
    assert notes[0].startswith(
        f"retired by 2026-01-31 and still in service in the data: 7 people ({first} and 2 more);"
    )
    assert notes[1].startswith("contract ended by 2026-01-31 and still in service in the data: 1 person (1);")


# ---- successors

SUCCESSION = {
    "J": POST,
    "JPT": {"id_jabatan": "JPT", "nama": "Kepala Dinas", "id_unit": "D", "jenjang": "JPT_PRATAMA", "kebutuhan": "1",
            "bidang": "hukum"},
    "ADM": {"id_jabatan": "ADM", "nama": "Kabid", "id_unit": "D", "jenjang": "ADMINISTRATOR", "kebutuhan": "2",
            "bidang": "hukum"},
}  # fmt: skip
HEAD = PERSON | {"nip": "196605142008041001", "nama": "Kepala", "tanggal_lahir": "1966-05-14", "id_jabatan": "JPT"}
DEPUTY = PERSON | {"nip": "198003152008041002", "nama": "Wakil", "tanggal_lahir": "1980-03-15", "id_jabatan": "ADM",
                   "golongan": "IV/b"}  # fmt: skip
RATED = [{"nip": one["nip"], "tahun": year, "predikat": "baik"} for one in (HEAD, DEPUTY) for year in ("2024", "2025")]
FACTS: dict[str, list[Row]] = {
    "kinerja": RATED,
    "pendidikan": [{"nip": one["nip"], "tingkat": "S-2", "jurusan": "Hukum"} for one in (HEAD, DEPUTY)],
    "riwayat_jabatan": [{"nip": DEPUTY["nip"], "nama_jabatan": "Kasi", "jenjang": "PENGAWAS", "jenis": "definitif",
                         "bidang": "hukum", "tmt": "2009-01-01", "tmt_selesai": "2015-01-01"}],
    "disiplin": [{"nip": None, "tingkat": None, "status": None}],
}  # fmt: skip


def succession(*people: Row, until: str = "2026-12-31", **facts: list[Row]) -> tuple[Event, Forecast]:
    """The event of the head of the office, who retires on 2026-06-01."""
    made = look(AFTER, day(until), [HEAD, *people], list(SUCCESSION.values()), **{**FACTS, **facts})
    (event,) = (event for event in made.events if event.place.post == "JPT" and event.kind is EventKind.EMPTY_POST)
    assert event.day == datetime.date(2026, 6, 1)
    return event, made


def counted(event: Event) -> tuple[int, int, int]:
    assert event.successors is not None
    return event.successors.eligible, event.successors.promoted, event.successors.unknown


def test_who_may_follow_is_counted_and_who_leaves_does_not_follow_herself():
    assert counted(succession(DEPUTY)[0]) == (1, 1, 0)


def test_who_holds_another_seat_of_the_post_does_not_follow_in_it():
    facts = {**FACTS, "pendidikan": [{"nip": one["nip"], "tingkat": "S-1"} for one in staff(None, None)]}
    posts = [POST | {"kebutuhan": "2"}, POST | {"id_jabatan": "K"}]
    first, second = staff("1968-05-31", "1980-05-31")
    for held, eligible in (("J", 0), ("K", 1)):
        made = look(AFTER, UNTIL, [first, second | {"id_jabatan": held}], posts, **facts)
        (event,) = (event for event in made.empty_posts if event.place.post == "J" and not event.already)
        assert counted(event)[0] == eligible


def test_a_post_that_nobody_may_follow_in_is_named():
    event, made = succession()
    assert (counted(event), event.lacks_successor, event.lacks_certain_successor) == ((0, 0, 0), True, False)
    assert (made.total.without, made.total.uncertain) == (3, 0)  # the posts below too: a head does not step down


def test_a_post_that_somebody_may_follow_in_or_not_is_told_apart():
    event, made = succession(DEPUTY | {"tanggal_lahir": None})
    assert (counted(event), event.lacks_successor, event.lacks_certain_successor) == ((0, 0, 1), False, True)
    lacking = [one for one in made.empty_posts if one.lacks_successor]
    assert (made.total.without, made.total.uncertain) == (len(lacking), 1)
    assert sum(line.uncertain for line in made.by_unit) == sum(line.uncertain for line in made.by_level) == 1


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"tanggal_lahir": "1970-06-02"}, (1, 1, 0)),
        ({"tanggal_lahir": "1970-06-01"}, (0, 0, 0)),  # 56 on that day, too old for a first JPT
        ({"tanggal_lahir": None}, (0, 0, 1)),
        ({"status_aktif": "cltn"}, (0, 0, 0)),
        ({"status_aktif": "pensiun"}, (0, 0, 0)),
        ({"tmt_jabatan": "2024-06-01"}, (1, 1, 0)),
        ({"tmt_jabatan": "2024-06-02"}, (0, 0, 0)),  # two years as administrator, a day too late
    ],
)
def test_successors_are_measured_on_the_day_when_the_post_becomes_empty(changed: Row, expected: tuple[int, int, int]):
    assert counted(succession(DEPUTY | changed)[0]) == expected


@pytest.mark.parametrize(("born", "eligible"), [("1968-06-01", 1), ("1968-05-31", 0)])
def test_who_retires_by_that_day_is_no_successor_even_if_the_post_would_allow_it(born: str, eligible: int):
    rules = {"USIA-01": "mati", "USIA-03": "mati"}
    people: list[Row] = [HEAD, DEPUTY | {"tanggal_lahir": born}]
    made = look(AFTER, day("2026-06-30"), people, list(SUCCESSION.values()), rules, **FACTS)
    (event,) = (event for event in made.empty_posts if event.place.post == "JPT")
    assert counted(event)[0] == eligible


def test_ratings_of_years_to_come_are_those_of_the_last_years():
    late = HEAD | {"tanggal_lahir": "1968-05-14"}  # retires on 2028-06-01
    made = look(AFTER, day("2028-12-31"), [late, DEPUTY], list(SUCCESSION.values()), **FACTS)
    (event,) = (event for event in made.empty_posts if event.place.post == "JPT")
    assert (event.day.year, counted(event)) == (2028, (1, 1, 0))
    poor = [row | {"predikat": "kurang"} if row["tahun"] == "2025" else row for row in RATED]
    made = look(AFTER, day("2028-12-31"), [late, DEPUTY], list(SUCCESSION.values()), **{**FACTS, "kinerja": poor})
    assert [counted(event) for event in made.empty_posts if event.place.post == "JPT"] == [(0, 0, 0)]


def test_what_the_vacancy_of_a_post_asks_is_asked():
    asked = [{"id_lowongan": "L1", "id_jabatan": "JPT", "usia_maks": "45", "pendidikan_min": "S-1"}]
    assert counted(succession(DEPUTY, lowongan=asked)[0]) == (0, 0, 0)


def test_an_absent_table_is_told_once():
    facts = {name: rows for name, rows in FACTS.items() if name != "kinerja"}
    made = look(AFTER, UNTIL, [HEAD, DEPUTY], list(SUCCESSION.values()), **facts)
    assert [str(note) for note in made.notes if "KINERJA-01" in str(note)] == [
        "unknown of all successors: KINERJA-01: the table kinerja is absent"
    ]


def test_successors_come_from_the_whole_organisation_whatever_the_scope():
    other = DEPUTY | {"id_unit": "B"}
    made = look(AFTER, UNTIL, [HEAD, other], list(SUCCESSION.values()), scope=Scope(levels=("JPT_PRATAMA",)), **FACTS)
    assert [counted(event) for event in made.empty_posts] == [(1, 1, 0)]


# ---- what is missing


def test_what_is_missing_is_counted_once_each():
    people = [
        PERSON | {"nip": "1", "tanggal_lahir": None, "tmt_jabatan": None},
        PERSON | {"nip": "2", "id_jabatan": None},
        PERSON | {"nip": "3", "status_kepegawaian": "PPPK", "kontrak_selesai": None},
        PERSON | {"nip": "4", "status_kepegawaian": None},
    ]
    posts = [POST | {"kebutuhan": "9"}, {"id_jabatan": "K", "nama": "Pengolah", "jenjang": "PELAKSANA"},
             {"id_jabatan": "L", "nama": "Lain", "kebutuhan": "1"}]  # fmt: skip
    facts = {**FACTS, "riwayat_jabatan": FACTS["riwayat_jabatan"]}
    assert [str(note) for note in look(AFTER, UNTIL, people, posts, **facts).notes] == [
        "retirement of 1 person unknown: tanggal_lahir is missing",
        "retirement of 1 person unknown: the post or its level is missing",
        "end of contract of 1 PPPK unknown: kontrak_selesai is missing",
        "end of contract of 1 person unknown: status_kepegawaian is missing",
        "years in the post of 1 person unknown: tmt_jabatan is missing",
        "empty seats of 1 post unknown: kebutuhan is missing",
        "successors for 1 post unknown: jenjang is missing",
    ]


def test_a_rule_that_is_off_is_told():
    made = look(AFTER, UNTIL, [PERSON], [POST], {"MASA-02": "mati"})
    assert [str(note) for note in made.notes] == ["no events lima_tahun: MASA-02 is off in mutasi.yaml"]


def test_without_posts_and_units_there_are_only_contracts_and_years():
    data = dataset(policy(AFTER), pegawai=[PERSON | {"tmt_jabatan": "2024-03-01"}])
    made = forecast(data, REFERENCE, data.policy, Period(AFTER, UNTIL))
    assert [event.kind for event in made.events] == [EventKind.TWO_YEARS]
    assert [line.key for line in (*made.by_unit, *made.by_level)] == ["", ""]


# ---- scope and sums


@pytest.mark.parametrize(
    ("scope", "retire"),
    [
        (Scope(), 3),
        (Scope(units=("K",)), 3),
        (Scope(units=("D",)), 2),
        (Scope(units=("U",)), 1),
        (Scope(units=("U", "B")), 2),
        (Scope(levels=("PELAKSANA",)), 1),
        (Scope(units=("D",), levels=("PELAKSANA",)), 0),
    ],
)
def test_a_scope_takes_in_units_with_those_below_and_levels(scope: Scope, retire: int):
    posts = [POST, POST | {"id_jabatan": "J2", "id_unit": "D"}, POST | {"id_jabatan": "J3", "jenjang": "PELAKSANA",
                                                                       "id_unit": "B"}]  # fmt: skip
    people = [one | {"id_jabatan": post["id_jabatan"]} for one, post in zip(staff(*["1968-05-31"] * 3), posts,
                                                                            strict=True)]  # fmt: skip
    made = look(AFTER, UNTIL, people, posts, scope=scope)
    assert made.total.counts[EventKind.RETIREMENT] == retire
    assert made.total.counts[EventKind.EMPTY_POST] == retire


def agree(made: Forecast) -> None:
    """Every sum is the sum of its parts, and of the events."""
    for lines in (made.by_unit, made.by_level):
        for name in ("people", "seats", "empty_now", "empty_then", "without", "uncertain"):
            assert sum(getattr(line, name) for line in lines) == getattr(made.total, name)
        for kind in EventKind:
            assert sum(line.counts[kind] for line in lines) == made.total.counts[kind]
    told = Counter(event.kind for event in made.events if event.kind is not EventKind.EMPTY_POST)
    assert all(made.total.counts[kind] == told[kind] for kind in EventKind if kind is not EventKind.EMPTY_POST)
    assert sum(event.seats for event in made.events) == made.total.empty_then
    assert list(made.events) == sorted(made.events, key=lambda event: event.day)
    assert all(event.already or made.period.holds(event.day) for event in made.events)


PERSONS = st.fixed_dictionaries(
    {
        "status_kepegawaian": st.sampled_from(["PNS", "PPPK", None]),
        "status_aktif": st.sampled_from(["aktif", "mpp", "pensiun", None]),
        "tanggal_lahir": st.none() | st.dates(day("1964-01-01"), day("1972-01-01")).map(str),
        "kontrak_selesai": st.none() | st.dates(day("2025-12-01"), day("2028-03-01")).map(str),
        "tmt_jabatan": st.none() | st.dates(day("2019-01-01"), day("2026-03-01")).map(str),
        "id_jabatan": st.sampled_from(["J", "K", "L", None]),
    }
)
SOME_POSTS: list[Row] = [
    POST,
    {"id_jabatan": "K", "nama": "Kabid", "id_unit": "B", "jenjang": "ADMINISTRATOR", "kebutuhan": "2"},
    {"id_jabatan": "L", "nama": "Pengolah", "id_unit": "D", "jenjang": None, "kebutuhan": "3"},
]


@settings(max_examples=60, deadline=None)
@given(st.lists(PERSONS, min_size=1, max_size=8), st.dates(day("2026-02-01"), day("2028-06-01")))
def test_sums_agree_with_events_and_a_seat_is_empty_when_no_holder_is_left(rows: list[Row], until: datetime.date):
    people = [PERSON | row | {"nip": f"19820911200804{1005 + at}"} for at, row in enumerate(rows)]
    made = look(AFTER, until, people, SOME_POSTS)
    agree(made)
    whole = look(AFTER, until + 400 * DAY, people, SOME_POSTS)
    assert [one for one in whole.events if one.day <= until] == list(made.events)


# ---- the city, counted anew from its files, a person and a day at a time

CITY = ROOT / "examples" / "pangkalpinang"
BUP = {"JPT_PRATAMA": 60, "JF_AHLI_MADYA": 60}


@pytest.fixture(scope="module")
def city() -> tuple[Dataset, Forecast]:
    rules, _ = load_policy(CITY / "mutasi.yaml")
    data, _ = load_dataset(CITY, rules, CITY)
    return data, forecast(data, REFERENCE, rules, Period(AFTER, UNTIL))


def rows(name: str) -> list[dict[str, str]]:
    with (CITY / "data" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def months_complete(since: str, months: int, at_least: datetime.date, at_most: datetime.date) -> datetime.date | None:
    """The first day in a range on which so many months are complete, found by trying every day."""
    one = at_least
    while one <= at_most:
        if months_between(day(since), one) >= months:
            return one
        one += DAY
    return None


def leaving(one: dict[str, str], post: dict[str, str]) -> tuple[datetime.date, datetime.date | None, datetime.date]:
    """The TMT of retirement, the last day of the contract, and the first day without the person."""
    born, age = day(one["tanggal_lahir"]), int(post["bup"] or BUP.get(post["jenjang"], 58))
    number = (born.year + age) * 12 + born.month
    retires = datetime.date(number // 12, number % 12 + 1, 1)
    if one["status_kepegawaian"] != "PPPK":
        return retires, None, retires
    contract = day(one["kontrak_selesai"])
    return retires, contract, min(retires, contract + DAY)


def tenure(one: dict[str, str], post: dict[str, str], last: datetime.date) -> Iterator[tuple[str, str, str]]:
    managerial = post["jenjang"] in ("JPT_PRATAMA", "ADMINISTRATOR", "PENGAWAS")
    for kind, months in (("dua_tahun", 24), ("lima_tahun", 60)):
        due = one["tmt_jabatan"] and (managerial or kind == "dua_tahun")
        if due and months_between(day(one["tmt_jabatan"]), AFTER) < months:
            on = months_complete(one["tmt_jabatan"], months, AFTER, last)
            if on is not None:
                yield kind, one["nip"], str(on)


def test_the_events_of_the_city_are_those_that_its_files_tell(city: tuple[Dataset, Forecast]):
    posts = {row["id_jabatan"]: row for row in rows("jabatan")}
    expected: set[tuple[str, str, str]] = set()
    present: Counter[str] = Counter()
    staying: Counter[str] = Counter()
    for one in rows("pegawai"):
        post = posts[one["id_jabatan"]]
        retires, contract, leaves = leaving(one, post)
        if leaves <= AFTER:
            continue
        present[post["id_jabatan"]] += 1
        staying[post["id_jabatan"]] += leaves > UNTIL
        dated = (("pensiun", retires), ("kontrak", contract))
        expected |= {(kind, one["nip"], str(on)) for kind, on in dated if on and on <= UNTIL}
        expected |= set(tenure(one, post, min(UNTIL, leaves - DAY)))
    told = [(event.kind.value, event.nip, str(event.day)) for event in city[1].events if event.nip]
    assert set(told) == expected
    assert len(told) == len(expected) > 900
    agree(city[1])
    for holders, already in ((present, (True,)), (staying, (True, False))):
        empty: Counter[str] = Counter()
        for event in city[1].empty_posts:
            empty[event.place.post] += event.seats * (event.already in already)
        short = {key: int(post["kebutuhan"]) - holders[key] for key, post in posts.items()}
        assert +empty == {key: seats for key, seats in short.items() if seats > 0}


def test_successors_of_posts_that_are_vacant_are_those_of_their_shortlists(city: tuple[Dataset, Forecast]):
    """On the reference date the same people are judged for the same vacancy."""
    from mutasi.eligibility.judge import judge
    from mutasi.model.people import make_people
    from mutasi.model.vacancy import vacancies
    from mutasi.model.verdict import Verdict

    data, made = city
    people = make_people(data, REFERENCE, AFTER)
    already = {event.place.post: event.successors for event in made.empty_posts if event.already}
    compared = 0
    for vacancy in vacancies(data, REFERENCE):
        if vacancy.level != "JPT_PRATAMA" or vacancy.post not in already:
            continue
        overall = judge(people, vacancy, data.policy).overall.tolist()
        told = already[vacancy.post]
        assert told is not None
        assert told.eligible == sum(code in (Verdict.PASS, Verdict.WARN) for code in overall)
        assert told.unknown == sum(code == Verdict.UNKNOWN for code in overall)
        compared += 1
    assert compared == 8
