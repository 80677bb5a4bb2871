"""Kinds of employment: dates that only another kind has, and terms that have run out."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from mutasi.finding import Severity
from mutasi.message import Message
from mutasi.model.calendar import add_months
from mutasi.model.codes import GOLONGAN_PNS, GOLONGAN_PPPK, STATUS_KELUAR, STATUS_PPPK
from mutasi.model.settings import Whole
from mutasi.model.table import is_one_of
from mutasi.rules.nip import parts_of_nip
from mutasi.rules.rule import Checked, Fault, Scope, rule


@rule(
    code="KONTRAK-01",
    name="active-after-contract",
    severity=Severity.WARNING,
    basis=("INGATAN",),
    tables=("pegawai",),
    dated=True,
    scope=Scope.RECORD,
)
def active_after_contract(data: Checked) -> Iterator[Fault]:
    """A PPPK whose contract has ended still counts as active, and blocks the seat: the extension is not entered, or
    the person has left.

    Write the dates of the new contract, or set status_aktif to pensiun.
    """
    frame = data.dataset.tables["pegawai"].frame
    last, begun = pl.col("kontrak_selesai"), pl.col("kontrak_mulai")
    rows = frame.select(last < pl.lit(data.as_of, pl.Date)).to_series().arg_true()
    ended = frame.select("status_kepegawaian", "status_aktif", "kontrak_mulai", "kontrak_selesai")[rows]
    found = ended.with_columns(row=rows).filter(
        pl.col("status_kepegawaian").is_in(STATUS_PPPK),
        ~pl.col("status_aktif").fill_null("aktif").is_in(STATUS_KELUAR),
        (last >= begun).fill_null(True),  # of an end before the beginning TANGGAL-01 tells
    )
    for row, day in found.select("row", "kontrak_selesai").iter_rows():
        message = Message("the contract ended {day}, but the person is still active", day=day)
        fix = Message("write the dates of the new contract, or pensiun into status_aktif")
        yield Fault("pegawai", row, "kontrak_selesai", message, fix, beside=("status_aktif", "status_kepegawaian"))


@rule(
    code="STATUS-06",
    name="date-of-another-status",
    severity=Severity.WARNING,
    basis=("INGATAN",),
    tables=("pegawai",),
    scope=Scope.RECORD,
)
def date_of_another_status(data: Checked) -> Iterator[Fault]:
    """A CPNS or PPPK has no TMT PNS, and a PNS or CPNS no contract: the status is out of date, or the date is that of
    somebody else.

    Correct status_kepegawaian, or clear the date.
    """
    frame = data.dataset.tables["pegawai"].frame
    status, rank = pl.col("status_kepegawaian"), pl.col("golongan")
    no_pns = pl.col("tmt_pns").is_not_null() & (status != "PNS")
    contract = pl.col("kontrak_mulai").is_not_null() | pl.col("kontrak_selesai").is_not_null()
    if data.as_of is not None:
        no_pns &= pl.col("tmt_pns") <= pl.lit(data.as_of, pl.Date)  # of one that lies ahead TANGGAL-02 tells
    doubtful = frame.select(no_pns | contract & ~is_one_of(status, STATUS_PPPK)).to_series().arg_true()
    if doubtful.is_empty():
        return
    columns = ("status_kepegawaian", "golongan", "tmt_pns", "kontrak_mulai", "kontrak_selesai")
    months = parts_of_nip(data)["nip_month"].gather(doubtful)
    rows = frame.select(*columns)[doubtful].with_columns(nip_month=months, row=doubtful)
    # where the number or the rank are those of the other scheme too, NIP-06 or GOLONGAN-01 tells of the status
    is_pppk = status.is_in(STATUS_PPPK)
    of_other_number = ((pl.col("nip_month") > 12) != is_pppk).fill_null(False)
    of_other_rank = rank.is_in(GOLONGAN_PNS) & is_pppk | rank.is_in(GOLONGAN_PPPK) & ~is_pppk
    rows = rows.filter(~of_other_number, ~of_other_rank.fill_null(False))
    for row, kind, *dates in rows.select("row", "status_kepegawaian", *columns[2:]).iter_rows():
        stated = dict(zip(columns[2:], dates, strict=True))
        column = next(name for name in columns[2:] if stated[name] is not None and (name != "tmt_pns" or kind != "PNS"))
        message = Message("a {status} has no {column}, and {day} stands there", status=kind, column=column,
                          day=stated[column])  # fmt: skip
        fix = Message("correct status_kepegawaian, or clear the date")
        yield Fault("pegawai", row, column, message, fix, beside=("status_kepegawaian",))


@rule(
    code="STATUS-07",
    name="cpns-for-years",
    severity=Severity.WARNING,
    basis=("INGATAN",),
    settings={"bulan": Whole(24, least=12), "tahun_pns": Whole(5, least=2, most=50)},
    tables=("pegawai",),
    dated=True,
    scope=Scope.RECORD,
)
def cpns_for_years(data: Checked) -> Iterator[Fault]:
    """The probation of a CPNS lasts a year; who stands there as one for more than `bulan` months has become a PNS, or
    has left. A PNS whose tmt_pns lies more than `tahun_pns` years after tmt_cpns has one of the two mistyped.

    Write PNS and tmt_pns, or correct the date.
    """
    assert data.as_of is not None
    frame = data.dataset.tables["pegawai"].frame
    yield from _late_pns(data, frame)
    cpns = frame.select(pl.col("status_kepegawaian") == "CPNS").to_series().arg_true()
    if cpns.is_empty():
        return
    months = data.settings["bulan"]
    earliest = pl.lit(add_months(data.as_of, -months), pl.Date)
    # who has a tmt_pns is told by STATUS-06, a tmt_cpns that differs from the NIP by NIP-04
    found = parts_of_nip(data)[cpns].filter(
        frame["tmt_pns"].gather(cpns).is_null(), ~pl.col("start_differs"), pl.col("tmt_cpns") < earliest
    )
    for row, since in found.select("row", "tmt_cpns").iter_rows():
        message = Message("a CPNS since {since}, for more than {months} months", since=since, months=months)
        fix = Message("write PNS and tmt_pns, or correct tmt_cpns")
        yield Fault("pegawai", row, "status_kepegawaian", message, fix, beside=("tmt_cpns",))


def _late_pns(data: Checked, frame: pl.DataFrame) -> Iterator[Fault]:
    """PNS appointed long after they were CPNS. Of a date that lies ahead TANGGAL-02 tells, of a tmt_cpns that differs
    from the NIP NIP-04.
    """
    start, second = pl.col("tmt_cpns"), pl.col("tmt_pns")
    years = data.settings["tahun_pns"]
    columns = ("status_kepegawaian", "tmt_cpns", "tmt_pns")
    rows = frame.select((second - start).dt.total_days() > years * 365).to_series().arg_true()
    late = frame.select(columns)[rows].with_columns(parts_of_nip(data)[rows].select("row", "start_differs")).filter(
        second > start.dt.offset_by(f"{years}y"), pl.col("status_kepegawaian") == "PNS", ~pl.col("start_differs"),
        second <= pl.lit(data.as_of, pl.Date),
    )  # fmt: skip
    for row, since, appointed in late.select("row", "tmt_cpns", "tmt_pns").iter_rows():
        message = Message("tmt_pns {day} lies more than {years} years after tmt_cpns {since}", day=appointed,
                          years=years, since=since)  # fmt: skip
        fix = Message("compare both dates with the decrees")
        yield Fault("pegawai", row, "tmt_pns", message, fix, beside=("tmt_cpns",))
