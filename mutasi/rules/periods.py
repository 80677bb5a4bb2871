"""Periods: they end after they begin, and definitive ones do not overlap."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from mutasi.finding import Severity
from mutasi.message import Message
from mutasi.model.calendar import add_months
from mutasi.rules.rule import Checked, Fault, rule

_PERIODS = (
    ("penugasan", "tmt", "sampai"),
    ("riwayat_jabatan", "tmt", "tmt_selesai"),
    ("disiplin", "tmt_mulai", "tmt_selesai"),
)


@rule(code="TANGGAL-03", name="period-ends-before-it-begins", severity=Severity.ERROR, basis=("INGATAN",))
def period_ends_before_it_begins(data: Checked) -> Iterator[Fault]:
    """A period whose end lies before its beginning has its dates exchanged or one mistyped.

    Compare both dates with the decrees.
    """
    for name, begin, end in _PERIODS:
        if name not in data.dataset.tables:
            continue
        wrong = data.frame(name).filter(pl.col(end) < pl.col(begin))
        for row, first, last in wrong.select("row", begin, end).iter_rows():
            message = Message("{end} {last} lies before {begin} {first}", end=end, last=last, begin=begin, first=first)
            yield Fault(name, row, end, message, Message("compare both dates with the decrees"))


@rule(
    code="RIWAYAT-01",
    name="definitive-posts-overlap",
    severity=Severity.WARNING,
    basis=("INGATAN",),
    tables=("riwayat_jabatan",),
)
def definitive_posts_overlap(data: Checked) -> Iterator[Fault]:
    """Nobody holds two definitive posts at once. tmt_selesai is the first day of the next post, so touching is fine.

    Correct the end of the earlier post or the beginning of the later one.
    """
    frame = (
        data.frame("riwayat_jabatan")
        .filter(
            pl.col("jenis").fill_null("definitif") == "definitif",
            pl.col("nip").is_not_null(),
            pl.col("tmt").is_not_null(),
            pl.col("tmt_selesai").is_null() | (pl.col("tmt_selesai") >= pl.col("tmt")),
        )
        .sort("nip", "tmt", "tmt_selesai", "row")
        # not the post before it in the list but the one that ended last: a long post may enclose several others
        .with_columns(latest=pl.col("tmt_selesai").cum_max().forward_fill().over("nip"))
        .with_columns(
            last_row=pl.when(pl.col("tmt_selesai") == pl.col("latest")).then("row").forward_fill().over("nip")
        )
        .with_columns(before=pl.col("latest").shift(1).over("nip"), other=pl.col("last_row").shift(1).over("nip"))
        .filter(pl.col("before") > pl.col("tmt"))
        .sort("row")
    )
    for row, start, before, other in frame.select("row", "tmt", "before", "other").iter_rows():
        message = Message("begins {start}, but an earlier post ends {before}", start=start, before=before)
        fix = Message("correct the end of the earlier post, or this beginning")
        yield Fault("riwayat_jabatan", row, "tmt", message, fix, related=(("riwayat_jabatan", other),))


@rule(
    code="PLT-01",
    name="acting-too-long",
    severity=Severity.WARNING,
    basis=("SEBKN1-2021",),
    settings={"bulan": 3, "perpanjangan_bulan": 3, "perpanjangan_kali": 1},
    tables=("penugasan",),
    dated=True,
)
def acting_too_long(data: Checked) -> Iterator[Fault]:
    """A Plt serves three months and may be extended once by three; the numbers are those of the 2019 circular.

    Fill the post, or end the assignment; write the last day into `sampai` when it has ended.
    """
    settings = data.settings
    months = settings["bulan"] + settings["perpanjangan_bulan"] * settings["perpanjangan_kali"]
    frame = data.frame("penugasan").filter(pl.col("jenis") == "plt", pl.col("tmt").is_not_null())
    for row, begun, until in frame.select("row", "tmt", "sampai").iter_rows():
        last = min(until, data.as_of) if until is not None else data.as_of
        allowed = add_months(begun, months)
        if last is not None and last > allowed:
            message = Message(
                "acting since {begun}: {months} months ended on {allowed}, exceeded by {days} days", begun=begun,
                months=months, allowed=allowed, days=(last - allowed).days,
            )  # fmt: skip
            yield Fault("penugasan", row, "tmt", message, Message("fill the post, or end the assignment"))
