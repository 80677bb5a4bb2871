"""People: rank against status, dates in order, retirement."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

import polars as pl

from mutasi.finding import Severity
from mutasi.message import Message
from mutasi.model.calendar import retirement_date
from mutasi.model.codes import GOLONGAN, GOLONGAN_PNS, JENJANG_JF, STATUS_KELUAR, STATUS_PPPK
from mutasi.model.retirement import lowest_age, with_limits
from mutasi.model.settings import Whole
from mutasi.model.table import Table, is_one_of
from mutasi.rules.nip import parts_of_nip, stated_by_nip
from mutasi.rules.rule import Checked, Fault, Scope, rows_where, rule
from mutasi.rules.seats import FIRST_POSTS, first_posts


@rule(
    code="GOLONGAN-01",
    name="rank-of-another-scheme",
    severity=Severity.ERROR,
    basis=("SIASN-KODE", "INGATAN"),
    tables=("pegawai",),
    scope=Scope.RECORD,
)
def rank_of_another_scheme(data: Checked) -> Iterator[Fault]:
    """PNS have the ranks I/a to IV/e, PPPK the ranks I to XVII; IV of a PPPK is not IV/a of a PNS.

    Correct golongan or status_kepegawaian.
    """
    frame = data.frame("pegawai").select("row", "golongan", "status_kepegawaian")
    of_pns = pl.col("golongan").is_in(GOLONGAN_PNS)
    status_pppk = is_one_of(pl.col("status_kepegawaian"), STATUS_PPPK)
    known = pl.col("golongan").is_in(GOLONGAN)
    others = [code for code in frame["golongan"].unique().drop_nulls() if code not in GOLONGAN_PNS]
    doubtful = frame.filter(is_one_of(pl.col("golongan"), others) != status_pppk)
    wrong = doubtful.filter(known, of_pns == status_pppk)
    for row, rank, status in wrong.select("row", "golongan", "status_kepegawaian").iter_rows():
        message = Message("golongan {rank} does not belong to the status {status}", rank=rank, status=status)
        fix = Message("correct golongan or status_kepegawaian")
        yield Fault("pegawai", row, "golongan", message, fix, beside=("status_kepegawaian",))


@rule(
    code="GOLONGAN-02",
    name="rank-above-education",
    severity=Severity.WARNING,
    basis=("INGATAN",),
    tables=("pegawai", "jabatan", "pendidikan"),
    reads={"pegawai": ("nip", "golongan", "id_jabatan", "status_kepegawaian"), "jabatan": ("id_jabatan", "jenjang")},
)
def rank_above_education(data: Checked) -> Iterator[Fault]:
    """Regular promotion of a pelaksana ends at the rank of the diploma: III/b with SLTA, III/d with S-1. A higher rank
    hints at a diploma that is not entered. The table is remembered, not seen: it is to be verified.

    Add the diploma to pendidikan, or correct golongan.
    """
    order = {code: rank.order for code, rank in data.reference.ranks.items()}
    people = data.frame("pegawai").filter(pl.col("status_kepegawaian") == "PNS")
    posts = data.frame("jabatan").filter(pl.col("jenjang") == "PELAKSANA").select("id_jabatan")
    clerks = people.join(posts, on="id_jabatan", how="semi", maintain_order="left")
    joined = clerks.join(_highest_education(data), on="nip", how="inner", maintain_order="left").with_columns(
        ceiling=pl.col("tingkat").replace_strict(data.reference.rank_ceilings, default=None, return_dtype=pl.String)
    )
    above = joined.filter(_order(pl.col("golongan"), order) > _order(pl.col("ceiling"), order))
    for row, rank, level, ceiling in above.select("row", "golongan", "tingkat", "ceiling").iter_rows():
        message = Message(
            "golongan {rank}, but with {level} regular promotion ends at {ceiling}", rank=rank, level=level,
            ceiling=ceiling,
        )  # fmt: skip
        yield Fault("pegawai", row, "golongan", message, Message("add the diploma to pendidikan, or correct golongan"))


def _order(codes: pl.Expr, order: dict[str, int]) -> pl.Expr:
    return codes.cast(pl.String).replace_strict(order, default=None, return_dtype=pl.Int64)


def _highest_education(data: Checked) -> pl.DataFrame:
    """Each person's highest level of education, recognised or not: nip, tingkat."""
    order = {code: level.order for code, level in data.reference.educations.items()}
    diplomas = data.dataset.tables["pendidikan"].frame.select("nip", "tingkat").drop_nulls()
    known = diplomas.with_columns(order=pl.col("tingkat").replace_strict(order, default=0, return_dtype=pl.Int64))
    return (
        known.sort("order", descending=True, maintain_order=True).unique("nip", keep="first").select("nip", "tingkat")
    )


_ORDER = (
    ("tanggal_lahir", "tmt_cpns", True),
    ("tmt_cpns", "tmt_pns", False),
    ("tmt_cpns", "tmt_pangkat", False),
    ("tmt_cpns", "tmt_jabatan", False),
    ("kontrak_mulai", "kontrak_selesai", False),
)
"""Earlier column, later column, and whether they must differ."""
_AFTER_BIRTH = ("tmt_pns", "tmt_pangkat", "tmt_jabatan", "kontrak_mulai")
"""What comes after birth, where no date of appointment stands between them."""


@rule(
    code="TANGGAL-01",
    name="dates-out-of-order",
    severity=Severity.ERROR,
    basis=("INGATAN",),
    tables=("pegawai",),
    scope=Scope.RECORD,
)
def dates_out_of_order(data: Checked) -> Iterator[Fault]:
    """Birth, appointment, rank and post follow one another; a date before its predecessor is mistyped. Where the NIP
    tells that the predecessor is the wrong one, it is told there.

    Compare both dates with the decrees.
    """
    frame = data.dataset.tables["pegawai"].frame
    tests = {
        (earlier, later): pl.col(later) <= pl.col(earlier) if strict else pl.col(later) < pl.col(earlier)
        for earlier, later, strict in _ORDER
    }
    told: set[tuple[int, str]] = set()
    for (earlier, later), rows in rows_where(frame, tests):
        for row, first, second in zip(rows, frame[earlier].gather(rows), frame[later].gather(rows), strict=True):
            by_nip = stated_by_nip(earlier, frame["nip"][row], first)
            if by_nip is not None and by_nip < second:
                if (row, earlier) not in told:
                    told.add((row, earlier))
                    yield _mistyped(row, earlier, later, first, second, by_nip)
                continue
            message = Message(
                "{later} {second} lies before {earlier} {first}",
                later=later,
                second=second,
                earlier=earlier,
                first=first,
            )
            fix = Message("compare both dates with the decrees")
            yield Fault("pegawai", row, later, message, fix, beside=(earlier,))
    yield from _before_birth(frame)


def _before_birth(frame: pl.DataFrame) -> Iterator[Fault]:
    """Dates before birth of people without tmt_cpns; several of one person are one fault, of the birth date rather."""
    if not frame["tmt_cpns"].null_count():
        return
    born = pl.col("tanggal_lahir")
    early = pl.any_horizontal(pl.col(name) < born for name in _AFTER_BIRTH) & pl.col("tmt_cpns").is_null()
    found = frame.select("tanggal_lahir", *_AFTER_BIRTH, early=early).with_row_index("row").filter("early")
    for row, birth, *dates, _ in found.iter_rows():
        before = {name: day for name, day in zip(_AFTER_BIRTH, dates, strict=True) if day is not None and day < birth}
        fix = Message("compare both dates with the decrees")
        if len(before) == 1:
            ((later, second),) = before.items()
            message = Message(
                "{later} {second} lies before {earlier} {first}", later=later, second=second, earlier="tanggal_lahir",
                first=birth,
            )  # fmt: skip
            yield Fault("pegawai", row, later, message, fix, beside=("tanggal_lahir",))
        else:
            told = tuple(f"{name} {day}" for name, day in before.items())
            message = Message("{dates} lie before tanggal_lahir {born}", dates=told, born=birth)
            yield Fault("pegawai", row, "tanggal_lahir", message, fix, beside=tuple(before))


def _mistyped(
    row: int, earlier: str, later: str, first: datetime.date, second: datetime.date, by_nip: datetime.date
) -> Fault:
    message = Message(
        "{earlier} {first} does not lie before {later} {second}; the NIP says {nip}", earlier=earlier, first=first,
        later=later, second=second, nip=by_nip if earlier == "tanggal_lahir" else f"{by_nip:%Y-%m}",
    )  # fmt: skip
    return Fault("pegawai", row, earlier, message, Message("compare with the decree"), beside=(later, "nip"))


@rule(
    code="TANGGAL-02",
    name="date-in-the-future",
    severity=Severity.WARNING,
    basis=("INGATAN",),
    tables=("pegawai",),
    dated=True,
    scope=Scope.RECORD,
)
def date_in_the_future(data: Checked) -> Iterator[Fault]:
    """A date or year after the reference date has not happened yet: a mistyped year, or a decree entered too early.
    Where tmt_cpns is blank, the month in the NIP counts. Ends of contracts, assignments, penalties that are served
    and certificates may lie ahead.

    Correct the date, or the reference date (tanggal_acuan).
    """
    assert data.as_of is not None
    for name, tests in _HAPPENED.items():
        table = data.dataset.get(name)
        if table is None:
            continue
        ahead = {column: _is_ahead(column, table, data.as_of) & told for column, told in tests.items()}
        for column, rows in rows_where(table.frame, ahead):
            for row, value in zip(rows, table.frame[column].gather(rows), strict=True):
                yield Fault(name, row, column, _future(column, value, data), Message("correct the date"))
    yield from _future_nips(data, data.as_of)


def _future_nips(data: Checked, day: datetime.date) -> Iterator[Fault]:
    """Appointments that only the NIP tells, and that lie ahead. Of one before birth NIP-07 tells."""
    year, month = pl.col("nip_year"), pl.col("nip_month")
    ahead = parts_of_nip(data).filter(
        (year > day.year) | ((year == day.year) & (month > day.month) & (month <= 12)),
        pl.col("tmt_cpns").is_null(),
        (pl.col("tanggal_lahir") <= pl.lit(day, pl.Date)).fill_null(True),  # else told of that column
        year > pl.col("nip_born").dt.year(),
    )
    for row, year_said, month_said in ahead.select("row", "nip_year", "nip_month").iter_rows():
        said = f"{year_said}-{month_said:02d}" if month_said <= 12 else str(year_said)
        message = Message("the NIP says appointed {said}, after the reference date {day}", said=said, day=day)
        yield Fault("pegawai", row, "nip", message, Message("write the 18 digits of the decree"))


_ALWAYS = pl.lit(True)
_DEFINITIVE = pl.col("jenis").fill_null("definitif") == "definitif"
_HAPPENED = {
    "pegawai": dict.fromkeys(
        ("tanggal_lahir", "tmt_cpns", "tmt_pns", "tmt_pangkat", "tmt_jabatan", "lhkpn_tahun", "spt_tahun",
         "kontrak_mulai"), _ALWAYS,
    ),
    "penugasan": {"tmt": _ALWAYS},
    "riwayat_jabatan": {"tmt": _ALWAYS, "tmt_selesai": _DEFINITIVE},
    "kinerja": {"tahun": _ALWAYS},
    "kompetensi": {"tanggal": _ALWAYS},
    "pendidikan": {"tahun_lulus": _ALWAYS},
    "diklat": {"tanggal": _ALWAYS},
    "disiplin": {"tmt_mulai": _ALWAYS, "tmt_selesai": pl.col("status") == "selesai"},
    "talenta": {"tahun": _ALWAYS},
    "uji_kompetensi": {"tanggal": _ALWAYS},
    "sertifikat": {"tanggal": _ALWAYS},
    "persetujuan": {"tanggal": _ALWAYS},
}  # fmt: skip
"""Dates and years of what has happened, and of which records. The others may lie ahead: until when a contract, an
assignment, a penalty or a certificate lasts, and since when a seat is open.
"""


def _is_ahead(column: str, table: Table, day: datetime.date) -> pl.Expr:
    is_date = table.frame.schema[column] == pl.Date
    return pl.col(column) > (pl.lit(day, pl.Date) if is_date else day.year)


def _future(column: str, value: object, data: Checked) -> Message:
    return Message("{column} {value} lies after the reference date {day}", column=column, value=value, day=data.as_of)


@rule(
    code="PENSIUN-01",
    name="active-after-retirement",
    severity=Severity.WARNING,
    basis=("PP11-2017-239", "UU20-2023-55", "UU14-2005-40", "UU11-2019-53"),
    settings={"bup_tertinggi": Whole(70, least=50, most=75)},
    tables=("pegawai", "jabatan"),
    dated=True,
    reads={"pegawai": ("id_jabatan", "tanggal_lahir", "status_aktif"), "jabatan": FIRST_POSTS},
)
def active_after_retirement(data: Checked) -> Iterator[Fault]:
    """Somebody past the retirement age of the post still counts as active, and blocks the seat. Without a post, or
    with one whose level is not known, the highest age that a law sets counts: `bup_tertinggi`.

    Set status_aktif to pensiun, or correct birth date or post. Where a law sets another age for a functional post than
    its level has, write it in the column bup of jabatan; that of teachers, researchers and engineers (perekayasa) is
    told by the name of the post.
    """
    assert data.as_of is not None
    year = data.as_of.year
    own = data.dataset.tables["jabatan"].frame["bup"].min()
    lowest = min([lowest_age(data.reference), *([own] if isinstance(own, int) else [])])  # most people are younger
    people = (
        data.frame("pegawai")
        .select("row", "id_jabatan", "tanggal_lahir", "status_aktif")
        .filter(pl.col("tanggal_lahir") < pl.lit(datetime.date(max(year - lowest, 0) + 1, 1, 1)))
        .filter(~pl.col("status_aktif").fill_null("aktif").is_in(STATUS_KELUAR))
    )
    if people.is_empty():
        return
    posts = first_posts(data).select("id_jabatan", "nama", "jenjang", "bup")
    held = people.join(posts, on="id_jabatan", how="inner", maintain_order="left")
    frame = with_limits(held, data.reference)
    # a quick bound by the year, then the exact day
    old = _without_ended_contracts(data, frame.filter(pl.col("tanggal_lahir").dt.year() + pl.col("limit") <= year))
    for row, born, limit, level, stated in old.select("row", "tanggal_lahir", "limit", "jenjang", "bup").iter_rows():
        retired = retirement_date(born, limit)
        if retired <= data.as_of:
            message = Message(
                "retired since {day} by the age limit {limit}, but still active", day=retired, limit=limit
            )
            fix = _OR_ANOTHER_AGE if level in JENJANG_JF and stated is None else _WRITE_RETIRED
            yield Fault("pegawai", row, "status_aktif", message, fix)
    yield from _beyond_any_limit(data, people.join(frame, on="row", how="anti", maintain_order="left"))


_WRITE_RETIRED = Message("write pensiun, or correct birth date or post")
_OR_ANOTHER_AGE = Message(
    "write pensiun, or correct birth date or post; where a law sets another age for the post, write it as its bup"
)


def _beyond_any_limit(data: Checked, people: pl.DataFrame) -> Iterator[Fault]:
    """People whose post sets no age limit that is known, beyond the highest one."""
    assert data.as_of is not None
    limit = data.settings["bup_tertinggi"]
    old = people.filter(pl.col("tanggal_lahir").dt.year() + limit <= data.as_of.year)
    for row, born in _without_ended_contracts(data, old).select("row", "tanggal_lahir").iter_rows():
        retired = retirement_date(born, limit)
        if retired <= data.as_of:
            message = Message(
                "retired since {day} by the highest age limit there is, {limit}, but still active", day=retired,
                limit=limit,
            )  # fmt: skip
            yield Fault("pegawai", row, "status_aktif", message, _WRITE_RETIRED)


def _without_ended_contracts(data: Checked, old: pl.DataFrame) -> pl.DataFrame:
    """Without PPPK whose contract has ended, of whom KONTRAK-01 tells; a few cells, which need not be in memory."""
    if old.is_empty() or data.dataset.policy.is_off("KONTRAK-01"):
        return old
    cells = data.dataset.tables["pegawai"].texts(("status_kepegawaian", "kontrak_selesai"), old["row"])
    last = pl.col("kontrak_selesai").str.to_date("%Y-%m-%d", strict=False)
    ended = pl.col("status_kepegawaian").is_in(STATUS_PPPK) & (last < pl.lit(data.as_of, pl.Date))
    return old.filter(~cells.select(ended.fill_null(False)).to_series())
