"""Seats and their holders: who holds which post, and how many may."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

import polars as pl

from mutasi.finding import Severity
from mutasi.message import Message
from mutasi.model.codes import JENJANG_MANAJERIAL, STATUS_KELUAR, STATUS_KEPEGAWAIAN
from mutasi.model.settings import Codes
from mutasi.model.table import is_one_of
from mutasi.rules.records import rows_alike_by_key
from mutasi.rules.rule import Checked, Fault, Scope, rule

HOLDERS = ("id_jabatan", "status_aktif", "tanggal_lahir")
FIRST_POSTS = ("id_jabatan", "nama", "jenjang", "kebutuhan", "bup")


_HOLDING = pl.col("id_jabatan").is_not_null() & ~pl.col("status_aktif").is_in(STATUS_KELUAR).fill_null(False)


def holders(data: Checked) -> pl.DataFrame:
    """Definitive holders of posts who are in service: their row in pegawai and what rules ask of them."""
    return data.once("holders", lambda: _holders(data))


def _holders(data: Checked) -> pl.DataFrame:
    people = data.frame("pegawai").select("row", *HOLDERS)
    holding = people.select(_HOLDING).to_series()
    people = people if holding.all() else people.filter(holding)
    return _each_once(data, people)


def _each_once(data: Checked, holding: pl.DataFrame) -> pl.DataFrame:
    """Holders without the rows of people who stand there with the same post before: who stands there twice (GANDA-01)
    holds a post once.
    """
    people = data.dataset.tables["pegawai"]
    if not people.has("nip"):
        return holding
    rows = rows_alike_by_key(data, people)
    if rows.is_empty():
        return holding
    several = people.texts(("nip", "id_jabatan"), rows).with_columns(row=rows).drop_nulls()
    again = several.filter(~pl.struct("nip", "id_jabatan").is_first_distinct())["row"]
    return holding.filter(~pl.col("row").is_in(again.implode()))


def running_assignments(data: Checked) -> pl.DataFrame:
    """Assignments that last on the reference date: row, nip, id_jabatan, jenis, tmt, sampai. Without a reference date
    those without an end.
    """
    day = pl.lit(data.as_of, pl.Date)
    lasts = (pl.col("sampai") >= day).fill_null(True) if data.as_of else pl.col("sampai").is_null()
    return data.frame("penugasan").filter((pl.col("tmt") <= day).fill_null(True), lasts)


def first_posts(data: Checked) -> pl.DataFrame:
    """Posts with their row in jabatan, each by the first of its rows."""
    return data.once("first posts", lambda: _first_posts(data))


def _first_posts(data: Checked) -> pl.DataFrame:
    posts = data.frame("jabatan").select("row", *FIRST_POSTS)
    return posts.filter(pl.col("id_jabatan").is_not_null(), pl.col("id_jabatan").is_first_distinct())


@rule(
    code="JABATAN-02",
    name="more-holders-than-seats",
    severity=Severity.ERROR,
    graded=True,
    basis=("INGATAN",),
    tables=("pegawai", "jabatan"),
    reads={"pegawai": HOLDERS, "jabatan": FIRST_POSTS},
)
def more_holders_than_seats(data: Checked) -> Iterator[Fault]:
    """A post has as many definitive holders as seats at most; acting ones do not count.

    Correct id_jabatan of the one who holds another post, or the number of seats. Where a managerial post
    states no seats, several holders are a warning.
    """
    holding = _holders_of_full_posts(data)
    if holding.is_empty():
        return
    counts = holding["id_jabatan"].value_counts()
    posts = data.frame("jabatan").select("row", "id_jabatan", "jenjang", "kebutuhan")
    counted = posts.join(counts, on="id_jabatan", how="inner").filter(pl.col("count") > _SEATS)
    if counted.is_empty():
        return
    full = counted.join(first_posts(data).select("row"), on="row", how="semi").sort("row")
    held = holding.select("row", "id_jabatan").join(full, on="id_jabatan", how="semi", maintain_order="left")
    named = held.group_by("id_jabatan", maintain_order=True).agg(holders=pl.col("row").head(_NAMED))
    for post in full.join(named, on="id_jabatan", how="left", maintain_order="left").iter_rows(named=True):
        rows = pl.Series(post["holders"], dtype=pl.UInt32)
        named_people = data.dataset.tables["pegawai"].texts(("nip", "nama"), rows)
        people: tuple[object, ...] = tuple(f"{name} ({nip})" for nip, name in named_people.iter_rows())
        if post["count"] > _NAMED:
            people = (*people, Message("and {count} more", count=post["count"] - _NAMED))
        if post["kebutuhan"] is None:
            message = Message(
                "{count} definitive holders, seats not stated: {people}", count=post["count"], people=people
            )
            severity = Severity.WARNING
        else:
            message = Message(
                "{count} definitive holders for {seats} seat(s): {people}", count=post["count"],
                seats=post["kebutuhan"], people=people,
            )  # fmt: skip
            severity = Severity.ERROR
        fix = Message("correct the post of one of them, or kebutuhan")
        excess = post["count"] - (1 if post["kebutuhan"] is None else post["kebutuhan"])
        yield Fault("jabatan", post["row"], "kebutuhan", message, fix, severity, extent=excess,
                    identity=(post["id_jabatan"],))  # fmt: skip


_NAMED = 5
"""How many holders of a post are named."""

_MANAGERIAL = pl.col("jenjang").is_in(JENJANG_MANAJERIAL)
_SEATS = pl.when(pl.col("kebutuhan").is_null() & _MANAGERIAL).then(1).otherwise("kebutuhan")


def _holders_of_full_posts(data: Checked) -> pl.DataFrame:
    """The holders (row, id_jabatan) of at least the posts with more holders than seats: all of those whose hash stands
    for more holders than one of its posts has seats.
    """
    people = data.dataset.tables["pegawai"].frame.select("id_jabatan", holding=_HOLDING)
    hashes = people["id_jabatan"].hash()
    # sorted they take a third of the memory of groups
    counts = hashes.filter(people["holding"]).sort().rle().struct.unnest().rename({"len": "count", "value": "post"})
    if counts.is_empty():
        return people.clear().with_row_index("row")
    seats = data.dataset.tables["jabatan"].frame.select("id_jabatan", seats=_SEATS)
    seats = seats.filter(pl.col("seats") < counts["count"].max()).select("seats", post=pl.col("id_jabatan").hash())
    several = counts.filter(pl.col("count") > pl.lit(seats["seats"].min(), pl.Int64))
    full = seats.join(several, on="post", how="inner").filter(pl.col("count") > pl.col("seats"))["post"]
    rows = (hashes.is_in(full.implode()) & people["holding"]).arg_true() if len(full) else full.clear().cast(pl.UInt32)
    return _each_once(data, people.select("id_jabatan")[rows].with_columns(row=rows))


@rule(
    code="JABATAN-03",
    name="two-definitive-posts",
    severity=Severity.ERROR,
    basis=("INGATAN",),
    tables=("pegawai", "penugasan"),
    dated=True,
    reads={"pegawai": ("nip", "id_jabatan")},
)
def two_definitive_posts(data: Checked) -> Iterator[Fault]:
    """Nobody holds two definitive posts; an acting assignment beside the own post is fine.

    Write plt, plh or tugas_tambahan into jenis, or end one of the two.
    """
    day = pl.lit(data.as_of, pl.Date)
    running = data.frame("penugasan").filter(
        pl.col("jenis") == "definitif",
        (pl.col("tmt") <= day).fill_null(True),
        (pl.col("sampai") >= day).fill_null(True),
    )
    own = data.dataset.tables["pegawai"].frame.select("nip", own="id_jabatan").drop_nulls().unique("nip", keep="first")
    both = running.join(own, on="nip", how="inner", maintain_order="left").filter(pl.col("own") != pl.col("id_jabatan"))
    for row, nip, other, mine in both.select("row", "nip", "id_jabatan", "own").iter_rows():
        message = Message("{nip} holds {mine} and, as definitive too, {other}", nip=nip, mine=mine, other=other)
        fix = Message("write plt or plh, or end one of the two")
        yield Fault("penugasan", row, "jenis", message, fix, beside=("id_jabatan",))


@rule(
    code="JABATAN-09",
    name="retired-holder",
    severity=Severity.INFO,
    basis=("INGATAN",),
    tables=("pegawai",),
    scope=Scope.RECORD,
)
def retired_holder(data: Checked) -> Iterator[Fault]:
    """Who has left, retired or otherwise, holds no post; the seat counts as free, and the row still says otherwise.

    Clear id_jabatan of the person, or correct status_aktif.
    """
    left = data.frame("pegawai").filter(pl.col("status_aktif").is_in(STATUS_KELUAR), pl.col("id_jabatan").is_not_null())
    for row, post, status in left.select("row", "id_jabatan", "status_aktif").iter_rows():
        message = Message(
            "the person is {status} and still stands at the post {post}; the seat counts as free",
            status=status,
            post=post,
        )
        yield Fault("pegawai", row, "id_jabatan", message, Message("clear id_jabatan, or correct status_aktif"))


def _who_is_where(tables: Collection[str]) -> Mapping[str, tuple[str, ...]]:
    """The NIP only where it leads from an assignment to a person: it takes more memory than all the rest."""
    people = ("id_jabatan", "status_kepegawaian", *(("nip",) if "penugasan" in tables else ()))
    return {"pegawai": people, "jabatan": ("id_jabatan", "jenjang")}


@rule(
    code="JABATAN-10",
    name="managerial-post-of-another-status",
    severity=Severity.WARNING,
    basis=("PP17-2020-107c", "PP49-2018", "INGATAN"),
    settings={"status_boleh": Codes(("PNS",), STATUS_KEPEGAWAIAN)},
    tables=("pegawai", "jabatan"),
    reads=_who_is_where,
)
def managerial_post_of_another_status(data: Checked) -> Iterator[Fault]:
    """JPT, administrator and pengawas are posts of PNS, for their Plt, Plh and Pj as well; a PPPK or CPNS there is a
    mistyped status or post.

    Correct status_kepegawaian or id_jabatan, or name in `status_boleh` whom your regulations allow.
    """
    allowed = data.settings["status_boleh"]
    posts = data.frame("jabatan").filter(pl.col("jenjang").is_in(JENJANG_MANAJERIAL))
    levels = posts.select("id_jabatan", "jenjang").filter(pl.col("id_jabatan").is_first_distinct())
    people = data.frame("pegawai").select("row", *_who_is_where(data.dataset.tables)["pegawai"])
    people = people.filter(~is_one_of(pl.col("status_kepegawaian"), allowed))
    both = people.join(levels, on="id_jabatan", how="inner", maintain_order="left")
    for row, status, level in both.select("row", "status_kepegawaian", "jenjang").iter_rows():
        message = Message("a {status} holds a post of the level {level}", status=status, level=level)
        fix = Message("correct status_kepegawaian or id_jabatan")
        yield Fault("pegawai", row, "status_kepegawaian", message, fix, beside=("id_jabatan",))
    if data.dataset.has("penugasan"):
        yield from _acting_of_another_status(data, people.join(both, on="row", how="anti"), levels)


_IN_PLACE = ("plt", "plh", "pj", "definitif")
"""Who does the work of the post; an additional task (tugas_tambahan) is no post."""


def _acting_of_another_status(data: Checked, people: pl.DataFrame, levels: pl.DataFrame) -> Iterator[Fault]:
    acting = (
        running_assignments(data).filter(pl.col("jenis").is_in(_IN_PLACE)).select("row", "nip", "id_jabatan", "jenis")
    )
    whose = people.select("nip", "status_kepegawaian").drop_nulls().unique("nip", keep="first")
    both = acting.join(whose, on="nip", how="inner", maintain_order="left").join(
        levels, on="id_jabatan", how="inner", maintain_order="left"
    )
    for row, kind, status, level in both.select("row", "jenis", "status_kepegawaian", "jenjang").iter_rows():
        message = Message("a {status} is {kind} of a post of the level {level}", status=status, kind=kind, level=level)
        fix = Message("appoint a PNS, or correct status_kepegawaian of the person")
        yield Fault("penugasan", row, "nip", message, fix, beside=("id_jabatan",))
