"""Experience in the field, rank, seniority and training."""

from __future__ import annotations

import numpy as np
import polars as pl

from mutasi.fit.criterion import Asked, Points, criterion, everybody_unknown, scaled, unknown_where
from mutasi.message import Message
from mutasi.model.codes import JENIS_DIKLAT
from mutasi.model.masks import persons
from mutasi.model.people import People
from mutasi.model.settings import Codes, Settings, Whole, in_months
from mutasi.model.shortlist import FULL_POINTS

Months = np.ndarray[tuple[int], np.dtype[np.int64]]


def duration(months: int) -> Message:
    """A length of time as people say it."""
    return Message("{years} years {months} months", years=months // 12, months=months % 12)


@criterion(
    kind="pengalaman_bidang",
    label="Pengalaman",
    settings={"penuh_bulan": Whole(120, least=1)},
    reads=("fields_of_work",),
)
def experience(people: People, asked: Asked, settings: Settings) -> Points:
    """Months of definitive service in the fields of work of the vacancy; full points from `penuh_bulan` on.

    Periods without a field of work or a date leave a range.
    """
    service = people.service((), asked.fields_of_work)
    full = settings["penuh_bulan"]

    def fact(row: int) -> Message:
        certain, possible = int(service.certain[row]), int(service.possible[row])
        if min(certain, full) < min(possible, full):
            return Message("at least {served} in the field, the history is incomplete", served=duration(certain))
        if not asked.fields_of_work:
            return Message("{served} in definitive posts (the vacancy names no field)", served=duration(certain))
        return Message("{served} in the field", served=duration(certain))

    return Points(scaled(service.certain, full), scaled(service.possible, full), fact)


@criterion(
    kind="kepangkatan",
    label="Kepangkatan",
    settings={
        "dalam_rentang": Whole(70, most=100),
        "per_tingkat": Whole(15, most=100),
        "penuh_bulan": Whole(48, least=1),
        "lama": Whole(30, most=100),
    },
    reads=("echelon", "level", "lowest_rank"),
)
def rank(people: People, asked: Asked, settings: Settings) -> Points:
    """Rank against the range of the post, and time in the rank.

    `dalam_rentang` points from the lowest rank of the post on, `per_tingkat` fewer for each rank below it;
    up to `lama` more for the time in the present rank, all of it from `penuh_bulan` months on.
    """
    lowest_rank = asked.lowest_rank or _lowest_rank(people, asked)
    order = people.array("urutan_golongan").astype(np.int64)
    months = people.months_since("tmt_pangkat").astype(np.int64)
    least = people.reference.ranks[lowest_rank].order if lowest_rank else 1
    below = np.maximum(least - order, 0)
    base = 100 * np.maximum(settings["dalam_rentang"] - settings["per_tingkat"] * below, 0)
    full = settings["penuh_bulan"]
    time = scaled(months, full).astype(np.int64) * settings["lama"] // 100
    rank_code, no_date, no_rank = people.array("golongan"), months < 0, order == 0

    def fact(row: int) -> Message:
        if no_rank[row]:
            return Message("golongan is missing or of PPPK")
        if no_date[row]:
            return Message("golongan {rank}, tmt_pangkat missing", rank=rank_code[row])
        return Message("golongan {rank} for {served}", rank=rank_code[row], served=duration(int(months[row])))

    longest = 100 * settings["lama"]
    lowest = _held(base + np.where(no_date, 0, time))
    highest = _held(base + np.where(no_date, longest, time))
    return unknown_where(Points(lowest, highest, fact), no_rank)


def _held(points: np.ndarray[tuple[int], np.dtype[np.int64]]) -> np.ndarray[tuple[int], np.dtype[np.int32]]:
    return np.clip(points, 0, FULL_POINTS).astype(np.int32)


def _lowest_rank(people: People, asked: Asked) -> str:
    echelon = people.reference.echelons.get(asked.echelon)
    if echelon is not None:
        return echelon.lowest_rank
    level = people.reference.levels.get(asked.level)
    return level.ranks[0] if level and level.ranks else ""


@criterion(kind="senioritas", label="Senioritas", settings={"penuh_bulan": Whole(240, least=1)})
def seniority(people: People, asked: Asked, settings: Settings) -> Points:
    """Months since the appointment as CPNS or PPPK; full points from `penuh_bulan` on.

    It counts service, not age: who was appointed late in life has what a younger person of the same year has. Still the
    older have served longer as a rule, so `penuh_bulan` ends the gain, and a large weight would weigh age after all.
    """
    months = people.months_since("tmt_cpns")
    points = scaled(months, settings["penuh_bulan"])

    def fact(row: int) -> Message:
        if months[row] < 0:
            return Message("tmt_cpns is missing")
        return Message("{served} of service", served=duration(int(months[row])))

    return unknown_where(Points(points, points, fact), months < 0)


@criterion(
    kind="diklat",
    label="Diklat",
    settings={
        "pelatihan": Codes(("PKN_II", "PKA", "PKP"), JENIS_DIKLAT),
        "masa_bulan": in_months(36),
        "penuh_jp": Whole(40, least=1, most=9999),
        "kepemimpinan": Whole(50, most=100),
    },
)
def training(people: People, asked: Asked, settings: Settings) -> Points:
    """`kepemimpinan` points for one of the trainings in `pelatihan`; the rest for hours in the last `masa_bulan`
    months, all of it from `penuh_jp` on.

    A training without a date or hours leaves a range; one after the effective date does not count.
    """
    facts = people.facts.get("diklat")
    if facts is None:
        return everybody_unknown(people, Message("the table diklat is absent"))
    leads = facts.filter(pl.col("jenis").is_in(settings["pelatihan"]))
    leading = persons(leads.filter((pl.col("tanggal") <= people.effective).fill_null(True)), people.size)
    least, most = _hours(people, facts, settings)
    share, full = 100 - settings["kepemimpinan"], settings["penuh_jp"]
    for_leading = 100 * settings["kepemimpinan"] * leading
    lowest, highest = (for_leading + scaled(hours, full) * share // 100 for hours in (least, most))

    def fact(row: int) -> Message:
        words = Message("leadership training") if leading[row] else Message("no leadership training")
        if lowest[row] < highest[row]:
            return Message("{leading}, at least {hours} hours lately; date or hours of a training are missing",
                           leading=words, hours=int(least[row]))  # fmt: skip
        return Message("{leading}, {hours} hours lately", leading=words, hours=int(least[row]))

    return Points(_held(lowest.astype(np.int64)), _held(highest.astype(np.int64)), fact)


def _hours(people: People, facts: pl.DataFrame, settings: Settings) -> tuple[Months, Months]:
    """The hours of training of each person in the last months, surely and at most."""
    since = pl.lit(people.effective).dt.offset_by(f"-{settings['masa_bulan']}mo")
    recent = ((pl.col("tanggal") > since) & (pl.col("tanggal") <= people.effective)).fill_null(True)
    hours = pl.col("jp")
    surely = pl.when(pl.col("tanggal").is_not_null()).then(hours.fill_null(0)).otherwise(0)
    counted = (
        facts.filter(recent)
        .group_by("person", maintain_order=True)
        .agg(surely=surely.sum(), at_most=hours.fill_null(settings["penuh_jp"]).sum())
    )
    least, most = np.zeros(people.size, dtype=np.int64), np.zeros(people.size, dtype=np.int64)
    least[counted["person"].to_numpy()] = counted["surely"].to_numpy()
    most[counted["person"].to_numpy()] = counted["at_most"].to_numpy()
    return least, most
