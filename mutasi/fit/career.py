"""Experience in the field, rank, seniority and training."""

from __future__ import annotations

import numpy as np
import polars as pl

from mutasi.fit.criterion import Asked, Points, criterion, scaled, unknown_where
from mutasi.message import Message
from mutasi.model.codes import JENIS_DIKLAT
from mutasi.model.people import People
from mutasi.model.settings import Codes, Settings, Whole, in_months
from mutasi.model.shortlist import FULL_POINTS


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
    """Months since the appointment as CPNS or PPPK; full points from `penuh_bulan` on."""
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
    months.
    """
    facts = people.facts.get("diklat")
    nothing = np.zeros(people.size, dtype=np.int32)
    if facts is None:
        full = np.full(people.size, FULL_POINTS, dtype=np.int32)
        return Points(nothing, full, lambda row: Message("the table diklat is absent"))
    leading = np.zeros(people.size, dtype=bool)
    leading[facts.filter(pl.col("jenis").is_in(settings["pelatihan"]))["person"].to_numpy()] = True
    since = pl.lit(people.effective).dt.offset_by(f"-{settings['masa_bulan']}mo")
    recent = facts.filter(pl.col("tanggal") > since, pl.col("tanggal") <= people.effective)
    hours = np.zeros(people.size, dtype=np.int64)
    summed = recent.group_by("person", maintain_order=True).agg(pl.col("jp").fill_null(0).sum())
    hours[summed["person"].to_numpy()] = summed["jp"].to_numpy()
    share = 100 - settings["kepemimpinan"]
    points = 100 * settings["kepemimpinan"] * leading + scaled(hours, settings["penuh_jp"]) * share // 100

    def fact(row: int) -> Message:
        words = Message("leadership training") if leading[row] else Message("no leadership training")
        return Message("{leading}, {hours} hours lately", leading=words, hours=int(hours[row]))

    held = _held(points.astype(np.int64))
    return Points(held, held, fact)
