"""What vacancies ask: such that somebody can meet it, in agreement with the post and with the law."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce

import polars as pl

from mutasi.finding import Severity
from mutasi.message import Message
from mutasi.model.codes import JENJANG_JF_KEAHLIAN, JENJANG_JF_KETERAMPILAN, KOMPETENSI_DASAR, STATUS_KELUAR
from mutasi.model.reference import Reference
from mutasi.model.vacancy import Vacancy
from mutasi.rules.posts import LEVEL_OF_ECHELON
from mutasi.rules.rule import Checked, Fault, rule
from mutasi.rules.vacancies import POSTS_OF_VACANCIES, vacancies_of

HIGHEST_COMPETENCE = 5


@rule(
    code="LOWONGAN-03",
    name="standard-incomplete",
    severity=Severity.WARNING,
    basis=("PERMENPANRB38-2017",),
    tables=("lowongan",),
    reads={"jabatan": POSTS_OF_VACANCIES, "unit": ("id_unit", "nama")},
)
def standard_incomplete(data: Checked) -> Iterator[Fault]:
    """A vacancy names the level of the eight managerial competences and of Perekat Bangsa.

    Add the levels of the competence standard of the post; without any, default levels are used and flagged.
    """
    table = data.dataset.tables["lowongan"]
    for vacancy in vacancies_of(data):
        named = {code for code, _ in vacancy.standard}
        lacking = tuple(code for code in KOMPETENSI_DASAR if code not in named)
        unreadable = table.cell(vacancy.row, "standar_kompetensi") and not vacancy.standard
        if lacking and not unreadable:
            message = Message("the competence standard lacks {codes}", codes=lacking)
            yield Fault("lowongan", vacancy.row, "standar_kompetensi", message, Message("add their levels"))


@rule(
    code="LOWONGAN-04",
    name="level-beyond-dictionary",
    severity=Severity.ERROR,
    basis=("PERMENPANRB38-2017",),
    tables=("lowongan",),
    reads={"jabatan": POSTS_OF_VACANCIES, "unit": ("id_unit", "nama")},
)
def level_beyond_dictionary(data: Checked) -> Iterator[Fault]:
    """Competences have the levels 1 to 5; nobody can reach a sixth, and level 0 or one asked twice asks nothing clear.

    Write each competence once with a level from 1 to 5.
    """
    for vacancy in vacancies_of(data):
        names = [code for code, _ in vacancy.standard]
        wrong = tuple(f"{code}={level}" for code, level in vacancy.standard if not 1 <= level <= HIGHEST_COMPETENCE)
        twice = tuple(dict.fromkeys(code for code in names if names.count(code) > 1))
        fix = Message("write each competence once with a level from 1 to 5")
        if wrong:
            message = Message("levels that do not exist: {pairs}", pairs=wrong)
            yield Fault("lowongan", vacancy.row, "standar_kompetensi", message, fix)
        elif twice:
            message = Message("competences that stand twice: {codes}", codes=twice)
            yield Fault("lowongan", vacancy.row, "standar_kompetensi", message, fix)


@rule(
    code="LOWONGAN-07",
    name="competence-nobody-has",
    severity=Severity.WARNING,
    basis=("INGATAN",),
    tables=("lowongan", "kompetensi"),
    reads={"jabatan": POSTS_OF_VACANCIES, "unit": ("id_unit", "nama")},
)
def competence_nobody_has(data: Checked) -> Iterator[Fault]:
    """A competence in which nobody was ever assessed is a typing error, or leaves everybody without points.

    Write a code that stands in kompetensi, or assess somebody in it.
    """
    assessed = set(data.dataset.tables["kompetensi"].frame["kompetensi"].drop_nulls().unique())
    for vacancy in vacancies_of(data):
        unknown = tuple(code for code, _ in vacancy.standard if code not in assessed and code not in KOMPETENSI_DASAR)
        if unknown:
            message = Message("nobody was assessed in {codes}", codes=unknown)
            fix = Message("write codes that stand in kompetensi")
            yield Fault("lowongan", vacancy.row, "standar_kompetensi", message, fix)


# Against the post and the law ----------------------------------------------------------------------------


@rule(
    code="LOWONGAN-05",
    name="demand-contradicts-post",
    severity=Severity.WARNING,
    basis=(
        *("PP13-2002-tabel", "PP11-2017-239", "UU20-2023-55", "UU14-2005-40", "UU11-2019-53", "PP17-2020-107c"),
        *("PP11-2017-54", "PERMENPANRB1-2023", "PP11-2017-78", "UU5-2014-131"),
    ),
    tables=("lowongan",),
    reads={"jabatan": POSTS_OF_VACANCIES, "unit": ("id_unit", "nama")},
)
def demand_contradicts_post(data: Checked) -> Iterator[Fault]:
    """Rank, education, age and eselon that a vacancy asks lie within what law and table give to its level.

    Correct the demand; leave it blank where the table shall hold.
    """
    stated = data.dataset.tables["lowongan"].frame
    for vacancy in vacancies_of(data):
        if stated[vacancy.row, "jenjang"] and stated[vacancy.row, "eselon"]:  # else LOWONGAN-02 tells it
            yield from _echelon_of_another_level(vacancy)
        for column, message in _contradictions(vacancy, data.reference):
            fix = Message("correct it, or leave it blank so that law and table hold")
            yield Fault("lowongan", vacancy.row, column, message, fix, beside=("id_jabatan", "jenjang", "eselon"))


def _echelon_of_another_level(vacancy: Vacancy) -> Iterator[Fault]:
    if LEVEL_OF_ECHELON.get(vacancy.echelon, vacancy.level) != vacancy.level:
        message = Message("eselon {echelon} does not belong to {level}", echelon=vacancy.echelon, level=vacancy.level)
        fix = Message("correct eselon or jenjang")
        yield Fault("lowongan", vacancy.row, "eselon", message, fix, beside=("jenjang",))


def _contradictions(vacancy: Vacancy, reference: Reference) -> Iterator[tuple[str, Message]]:
    level, echelon = reference.levels.get(vacancy.level), reference.echelons.get(vacancy.echelon)
    rank = reference.ranks.get(vacancy.lowest_rank)
    if rank and echelon and rank.order > reference.ranks[echelon.highest_rank].order:
        yield "golongan_min", Message(
            "golongan_min {rank} is above the highest rank {highest} of eselon {echelon}", rank=rank.code,
            highest=echelon.highest_rank, echelon=echelon.code,
        )  # fmt: skip
    retirement = vacancy.retirement_age or (level.retirement_age if level else None)
    if retirement and vacancy.highest_age >= retirement:
        yield (
            "usia_maks",
            Message("usia_maks {age}, but holders retire at {limit}", age=vacancy.highest_age, limit=retirement),
        )
    education, least = reference.educations.get(vacancy.lowest_education), least_education(vacancy.level, reference)
    if education and education.order < least:
        yield "pendidikan_min", Message(
            "pendidikan_min {asked}, but {level} needs at least {least}", asked=education.code, level=vacancy.level,
            least="/".join(one.code for one in reference.educations.values() if one.order == least),
        )  # fmt: skip


def least_education(level: str, reference: Reference) -> int:
    """The order of the lowest education that the law asks for a level, by PEND-01 to PEND-05; 0 when it asks none."""
    rules = reference.rules
    if level in ("JPT_MADYA", "JPT_PRATAMA"):
        asked = rules["PEND-01"].settings["min_urutan"]
    elif level == "ADMINISTRATOR":
        asked = rules["PEND-02"].settings["min_urutan"]
    elif level in JENJANG_JF_KEAHLIAN:
        asked = rules["PEND-05"].settings["keahlian"]
    elif level in JENJANG_JF_KETERAMPILAN:
        asked = rules["PEND-05"].settings["keterampilan"]
    else:
        asked = rules["PEND-03"].settings.get(level, 0)
    return int(str(asked))


@rule(
    code="LOWONGAN-08",
    name="seat-not-open-yet",
    severity=Severity.WARNING,
    basis=("PERBKN5-2019",),
    tables=("lowongan",),
    dated=True,
    reads={},
)
def seat_not_open_yet(data: Checked) -> Iterator[Fault]:
    """A seat that opens after the day on which moves take effect cannot be filled on that day.

    Correct tmt_kosong, or move tmt_penempatan in mutasi.yaml.
    """
    if data.dataset.policy.is_past:
        return  # ACUAN-02 says what is wrong with all of them
    day = data.effective
    late = data.frame("lowongan").filter(pl.col("tmt_kosong") > pl.lit(day, pl.Date))
    for row, opens in late.select("row", "tmt_kosong").iter_rows():
        message = Message("the seat opens on {opens}, after the moves of {day}", opens=opens, day=day)
        yield Fault("lowongan", row, "tmt_kosong", message, Message("correct tmt_kosong, or tmt_penempatan"))


# Against the people --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Demand:
    """One demand of a vacancy: its column, its text, and who surely does not meet it."""

    column: str
    text: str
    fails: pl.Expr


@rule(
    code="LOWONGAN-06",
    name="nobody-can-meet",
    severity=Severity.WARNING,
    basis=("INGATAN",),
    tables=("lowongan", "pegawai"),
    dated=True,
    reads={
        "pegawai": ("nip", "golongan", "status_aktif", "tanggal_lahir"),
        "jabatan": POSTS_OF_VACANCIES,
        "unit": ("id_unit", "nama"),
    },
)
def nobody_can_meet(data: Checked) -> Iterator[Fault]:
    """Rank, education and age are asked such that nobody of the dataset meets them; the shortlist will be empty.

    Lower the demand, or add the people it is meant for. Who lacks the value may meet it and counts.
    """
    people = _people(data)
    reasons: dict[tuple[tuple[str, str], ...], tuple[str, ...]] = {}
    for vacancy in vacancies_of(data):
        demands = _demands(vacancy, data.reference)
        stated = tuple((demand.column, demand.text) for demand in demands)
        if stated not in reasons:
            reasons[stated] = _unmet(demands, people)
        columns = reasons[stated]
        if columns:
            texts = tuple(f"{column} {text}" for column, text in stated if column in columns)
            message = Message("nobody of {count} people meets {demands}", count=people.height, demands=texts)
            fix = Message("lower the demand, or add the people it is meant for")
            yield Fault("lowongan", vacancy.row, columns[0], message, fix, beside=tuple(columns[1:]))


def _people(data: Checked) -> pl.DataFrame:
    """Who is not retired: age on the effective date, order of rank and of education; null when unknown."""
    ranks = {code: rank.order for code, rank in data.reference.ranks.items()}
    # a rank of PPPK is none of those that a vacancy can ask for
    rank = pl.col("golongan").cast(pl.String).replace_strict(ranks, default=0, return_dtype=pl.Int64)
    frame = data.frame("pegawai").filter(~pl.col("status_aktif").fill_null("aktif").is_in(STATUS_KELUAR))
    born, day = pl.col("tanggal_lahir"), pl.lit(data.effective, pl.Date)
    months = 12 * (day.dt.year() - born.dt.year()) + day.dt.month().cast(pl.Int32) - born.dt.month().cast(pl.Int32)
    age = (months - (day.dt.day() < born.dt.day()).cast(pl.Int32)) // 12
    frame = frame.select("nip", age=age, rank=pl.when(pl.col("golongan").is_not_null()).then(rank))
    diplomas = data.dataset.get("pendidikan")
    if diplomas is None:
        return frame.with_columns(education=pl.lit(None, pl.Int64))
    orders = {code: level.order for code, level in data.reference.educations.items()}
    order = pl.col("tingkat").replace_strict(orders, default=None, return_dtype=pl.Int64)
    highest = diplomas.frame.group_by("nip").agg(education=order.max())
    return frame.join(highest, on="nip", how="left", maintain_order="left")


def _demands(vacancy: Vacancy, reference: Reference) -> tuple[_Demand, ...]:
    demands = []
    rank = reference.ranks.get(vacancy.lowest_rank)
    if rank is not None:
        demands.append(_Demand("golongan_min", rank.code, pl.col("rank") < rank.order))
    education = reference.educations.get(vacancy.lowest_education)
    if education is not None:
        demands.append(_Demand("pendidikan_min", education.code, pl.col("education") < education.order))
    if vacancy.highest_age:
        age = vacancy.highest_age
        demands.append(_Demand("usia_maks", str(age), pl.col("age") > age))
    return tuple(demands)


def _unmet(demands: tuple[_Demand, ...], people: pl.DataFrame) -> tuple[str, ...]:
    """The columns that nobody meets: a single one, else all together; nothing when somebody may meet them."""
    if not demands or people.is_empty():
        return ()
    fails = people.select(demand.fails.fill_null(False).alias(demand.column) for demand in demands)
    single = tuple(name for name in fails.columns if fails[name].all())
    if single:
        return single[:1]
    together = reduce(lambda one, other: one | other, fails.iter_columns())
    return tuple(fails.columns) if together.all() else ()
