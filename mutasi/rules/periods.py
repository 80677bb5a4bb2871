"""Periods: they end after they begin, and definitive ones neither overlap nor leave gaps."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from mutasi.finding import Severity
from mutasi.message import Message
from mutasi.model.settings import Whole
from mutasi.rules.records import key_repeated
from mutasi.rules.rule import Checked, Fault, Scope, rule

PERIODS = (
    ("penugasan", "tmt", "sampai"),
    ("riwayat_jabatan", "tmt", "tmt_selesai"),
    ("disiplin", "tmt_mulai", "tmt_selesai"),
    ("sertifikat", "tanggal", "berlaku_sampai"),
)


@rule(
    code="TANGGAL-03",
    name="period-ends-before-it-begins",
    severity=Severity.ERROR,
    basis=("INGATAN",),
    scope=Scope.RECORD,
)
def period_ends_before_it_begins(data: Checked) -> Iterator[Fault]:
    """A period whose end lies before its beginning has its dates exchanged or one mistyped.

    Compare both dates with the decrees.
    """
    for name, begin, end in PERIODS:
        if name not in data.dataset.tables:
            continue
        wrong = data.frame(name).filter(pl.col(end) < pl.col(begin))
        for row, first, last in wrong.select("row", begin, end).iter_rows():
            message = Message("{end} {last} lies before {begin} {first}", end=end, last=last, begin=begin, first=first)
            yield Fault(name, row, end, message, Message("compare both dates with the decrees"), beside=(begin,))


def _definitive(data: Checked) -> pl.DataFrame:
    """Definitive posts of each person by date, with the end of the post that ended last before: `before`, its row
    `other`, and whether an earlier one has no end (`open`).
    """
    return data.once("definitive history", lambda: _ordered_history(data))


def _ordered_history(data: Checked) -> pl.DataFrame:
    return (
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
            last_row=pl.when(pl.col("tmt_selesai") == pl.col("latest")).then("row").forward_fill().over("nip"),
            endless=pl.col("tmt_selesai").is_null().cum_sum().over("nip"),
        )
        .with_columns(
            before=pl.col("latest").shift(1).over("nip"),
            other=pl.col("last_row").shift(1).over("nip"),
            open=(pl.col("endless").shift(1).over("nip") > 0).fill_null(False),
        )
    )


@rule(
    code="RIWAYAT-01",
    name="definitive-posts-overlap",
    severity=Severity.WARNING,
    basis=("INGATAN",),
    tables=("riwayat_jabatan",),
    reads={},
)
def definitive_posts_overlap(data: Checked) -> Iterator[Fault]:
    """Nobody holds two definitive posts at once. tmt_selesai is the first day of the next post, so touching is fine.

    Correct the end of the earlier post or the beginning of the later one.
    """
    frame = _definitive(data).filter(pl.col("before") > pl.col("tmt"), _is_past("before", data)).sort("row")
    if not data.dataset.policy.is_off(key_repeated.code):  # two rows with one key are told by it
        starts = data.dataset.tables["riwayat_jabatan"].frame["tmt"]
        frame = frame.filter(pl.col("tmt") != starts.gather(frame["other"]))
    for row, start, before, other in frame.select("row", "tmt", "before", "other").iter_rows():
        message = Message("begins {start}, but an earlier post ends {before}", start=start, before=before)
        fix = Message("correct the end of the earlier post, or this beginning")
        yield Fault("riwayat_jabatan", row, "tmt", message, fix, related=(("riwayat_jabatan", other),))


@rule(
    code="RIWAYAT-02",
    name="history-with-a-gap",
    severity=Severity.WARNING,
    basis=("INGATAN",),
    settings={"hari": Whole(1)},
    tables=("riwayat_jabatan",),
    reads={"pegawai": ("nip", "tmt_jabatan")},
)
def history_with_a_gap(data: Checked) -> Iterator[Fault]:
    """Between two definitive posts no day is left out; a missing post takes its months from every sum of experience.

    Add the post that is missing, or correct the end before or this beginning. Up to `hari` days count as touching.
    """
    frame = _definitive(data).filter(~pl.col("open"), pl.col("before").is_not_null())
    found = frame.with_columns(days=(pl.col("tmt") - pl.col("before")).dt.total_days()).filter(
        pl.col("days") > data.settings["hari"]
    )
    for row, start, before, other in found.sort("row").select("row", "tmt", "before", "other").iter_rows():
        message = Message("begins {start}, but the post before it ended {before}", start=start, before=before)
        fix = Message("add the post that is missing, or correct one of the two dates")
        yield Fault("riwayat_jabatan", row, "tmt", message, fix, related=(("riwayat_jabatan", other),))
    yield from _gap_before_present_post(data)


def _gap_before_present_post(data: Checked) -> Iterator[Fault]:
    if not data.dataset.has("pegawai"):
        return
    present = data.dataset.tables["pegawai"].frame.select("nip", present="tmt_jabatan").drop_nulls()
    last = _definitive(data).unique("nip", keep="last").filter(pl.col("endless") == 0)
    both = last.join(present.unique("nip", keep="first"), on="nip", how="inner", maintain_order="left")
    lost = both.filter((pl.col("present") - pl.col("latest")).dt.total_days() > data.settings["hari"]).sort("last_row")
    for row, ended, since in lost.select("last_row", "latest", "present").iter_rows():
        message = Message("ended {ended}, but the present post began {since}", ended=ended, since=since)
        fix = Message("add the post that is missing, or correct one of the two dates")
        yield Fault("riwayat_jabatan", row, "tmt_selesai", message, fix)


@rule(
    code="RIWAYAT-03",
    name="history-beyond-present-post",
    severity=Severity.WARNING,
    basis=("INGATAN",),
    tables=("riwayat_jabatan", "pegawai"),
    reads={"pegawai": ("nip", "tmt_jabatan")},
)
def history_beyond_present_post(data: Checked) -> Iterator[Fault]:
    """A definitive post that began after the present one says that the present one is no longer the present one; one
    that ended after the present one began would have been held beside it.

    Bring id_jabatan and tmt_jabatan of the person up to date, or correct the history.
    """
    present = data.frame("pegawai").select("nip", present="tmt_jabatan").drop_nulls().unique("nip", keep="first")
    frame = data.frame("riwayat_jabatan").filter(pl.col("jenis").fill_null("definitif") == "definitif")
    both = frame.join(present, on="nip", how="inner", maintain_order="left")
    later = both.filter(pl.col("tmt") > pl.col("present"), _is_past("tmt", data))
    for row, start, since in later.select("row", "tmt", "present").iter_rows():
        message = Message("begins {start}, after the present post (tmt_jabatan {since})", start=start, since=since)
        fix = Message("bring id_jabatan and tmt_jabatan of the person up to date, or correct the date")
        yield Fault("riwayat_jabatan", row, "tmt", message, fix)
    # where the present post stands in the history too, RIWAYAT-01 tells that they overlap
    told = both.filter(pl.col("tmt") == pl.col("present")).select("nip")
    into = both.join(told, on="nip", how="anti", maintain_order="left").filter(
        pl.col("tmt") < pl.col("present"), pl.col("tmt_selesai") > pl.col("present"), _is_past("tmt_selesai", data)
    )
    for row, ended, since in into.select("row", "tmt_selesai", "present").iter_rows():
        message = Message("ended {ended}, after the present post began (tmt_jabatan {since})", ended=ended, since=since)
        fix = Message("correct the end, or tmt_jabatan of the person")
        yield Fault("riwayat_jabatan", row, "tmt_selesai", message, fix)


def _is_past(column: str, data: Checked) -> pl.Expr:
    """Whether a date is none that lies ahead, of which TANGGAL-02 tells already."""
    told = data.as_of is not None and data.dataset.has("pegawai") and not data.dataset.policy.is_off("TANGGAL-02")
    return pl.col(column) <= pl.lit(data.as_of, pl.Date) if told else pl.lit(True)
