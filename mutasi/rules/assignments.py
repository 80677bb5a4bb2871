"""Acting assignments: of a post that needs one, and by somebody who may."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import polars as pl

from mutasi.finding import Severity
from mutasi.message import Message
from mutasi.model.codes import STATUS_KELUAR
from mutasi.model.settings import Whole
from mutasi.rules.rule import Checked, Fault, rule
from mutasi.rules.seats import HOLDERS, holders, running_assignments

_ACTING = ("plt", "plh", "pj")


@rule(
    code="PLT-02",
    name="acting-from-another-place",
    severity=Severity.WARNING,
    basis=("SEBKN1-2021",),
    settings={"maks_naik_tingkat": Whole(1, most=4), "satu_unit": True},
    tables=("penugasan", "pegawai", "jabatan"),
    dated=True,
    reads={
        "pegawai": ("nip", "id_jabatan"),
        "jabatan": ("id_jabatan", "jenjang", "id_unit"),
        "unit": ("id_unit", "id_induk"),
    },
)
def acting_from_another_place(data: Checked) -> Iterator[Fault]:
    """A Plt or Plh comes from the same level or the one below; and, unless `satu_unit: tidak`, from the same unit.

    Appoint somebody nearer, or correct the post of the person or of the assignment.
    """
    steps = {code: level.step for code, level in data.reference.levels.items()}
    step = pl.col("jenjang").cast(pl.String).replace_strict(steps, default=None, return_dtype=pl.Int64)
    posts = data.frame("jabatan").with_columns(step=step).unique("id_jabatan", keep="first")
    own = data.frame("pegawai").select("nip", own="id_jabatan").drop_nulls().unique("nip", keep="first")
    mine = posts.select(own="id_jabatan", own_level="jenjang", own_step="step", own_unit="id_unit")
    acting = running_assignments(data).filter(pl.col("jenis").is_in(("plt", "plh")))
    joined = acting.join(own, on="nip", how="inner", maintain_order="left").join(
        mine, on="own", how="inner", maintain_order="left"
    )
    target = posts.select("id_jabatan", "jenjang", "step", "id_unit")
    joined = joined.join(target, on="id_jabatan", how="inner", maintain_order="left")
    branch = _branches(data) if data.settings["satu_unit"] else {}
    for one in joined.iter_rows(named=True):
        risen = None if one["step"] is None or one["own_step"] is None else one["step"] - one["own_step"]
        if risen is not None and risen > data.settings["maks_naik_tingkat"]:
            message = Message(
                "a holder of {own} acts as {level}, {risen} levels above",
                own=one["own_level"],
                level=one["jenjang"],
                risen=risen,
            )
            fix = Message("appoint somebody of the level below it")
            yield Fault("penugasan", one["row"], "nip", message, fix, beside=("id_jabatan",))
        elif _differ(branch.get(one["own_unit"]), branch.get(one["id_unit"])):
            message = Message("acts in {unit}, but the own post is in {own}", unit=one["id_unit"], own=one["own_unit"])
            fix = Message("appoint somebody of the same unit")
            yield Fault("penugasan", one["row"], "nip", message, fix, beside=("id_jabatan",))


def _differ(one: str | None, other: str | None) -> bool:
    """Whether two branches are surely different ones: of a unit that does not exist RUJUK-01 tells."""
    return one is not None and other is not None and one != other


def _branches(data: Checked) -> Mapping[str, str]:
    """Each unit with the unit just below the root to which it belongs; nothing for units in a circle."""
    table = data.dataset.get("unit")
    if table is None:
        return {}
    parents = dict(table.frame.select("id_unit", "id_induk").iter_rows())
    return {unit: branch for unit in parents if (branch := _branch(unit, parents)) is not None}


def _branch(unit: str, parents: Mapping[str, str | None]) -> str | None:
    seen = {unit}
    above = parents.get(unit)
    while above is not None and parents.get(above) is not None:
        if above in seen:
            return None
        seen.add(above)
        unit, above = above, parents[above]
    return unit


@rule(
    code="PENUGASAN-01",
    name="acting-beside-a-holder",
    severity=Severity.WARNING,
    basis=("SEBKN1-2021", "INGATAN"),
    tables=("penugasan", "pegawai", "jabatan"),
    dated=True,
    reads={"pegawai": HOLDERS, "jabatan": ("id_jabatan", "kebutuhan")},
)
def acting_beside_a_holder(data: Checked) -> Iterator[Fault]:
    """A Plt is for a vacant post; while the holder is only absent there is a Plh, and otherwise none is needed.

    Write plh, end the assignment, or correct the post of the holder.
    """
    active = holders(data).filter(pl.col("status_aktif").fill_null("aktif") == "aktif")
    held = active.group_by("id_jabatan").agg(count=pl.len(), holder=pl.col("row").first())
    seats = data.frame("jabatan").select("id_jabatan", "kebutuhan").unique("id_jabatan", keep="first")
    full = held.join(seats, on="id_jabatan", how="inner").filter(pl.col("count") >= pl.col("kebutuhan").fill_null(1))
    acting = running_assignments(data).filter(pl.col("jenis") == "plt")
    people = data.dataset.tables["pegawai"]
    found = acting.join(full, on="id_jabatan", how="inner", maintain_order="left").select("row", "id_jabatan", "holder")
    for row, post, at in found.iter_rows():
        holder = people.cell(at, "nip") or None
        message = Message("Plt of {post}, which {holder} holds in active service", post=post, holder=holder)
        fix = Message("write plh, or end the assignment")
        yield Fault("penugasan", row, "jenis", message, fix, beside=("id_jabatan",))


@rule(
    code="PENUGASAN-02",
    name="acting-in-own-post",
    severity=Severity.WARNING,
    basis=("INGATAN",),
    tables=("penugasan", "pegawai"),
    dated=True,
    reads={"pegawai": ("nip", "id_jabatan")},
)
def acting_in_own_post(data: Checked) -> Iterator[Fault]:
    """Who holds a post does not act in it: the assignment has ended, or names the wrong post.

    End the assignment (sampai), or correct its post or that of the person.
    """
    own = data.frame("pegawai").select("nip", own="id_jabatan").drop_nulls().unique("nip", keep="first")
    acting = running_assignments(data).filter(pl.col("jenis").is_in(_ACTING))
    both = acting.join(own, on="nip", how="inner", maintain_order="left").filter(pl.col("own") == pl.col("id_jabatan"))
    for row, kind, post in both.select("row", "jenis", "own").iter_rows():
        message = Message("{kind} of {post}, which is the person's own post", kind=kind, post=post)
        yield Fault("penugasan", row, "id_jabatan", message, Message("end the assignment, or correct the post"))


@rule(
    code="PENUGASAN-03",
    name="two-acting-at-once",
    severity=Severity.WARNING,
    basis=("INGATAN",),
    tables=("penugasan",),
    dated=True,
    reads={},
)
def two_acting_at_once(data: Checked) -> Iterator[Fault]:
    """One person acts in a post at a time; the first of two assignments has ended, and nobody has written so.

    Write the last day of the earlier assignment into sampai.
    """
    acting = running_assignments(data).filter(pl.col("jenis").is_in(_ACTING), pl.col("id_jabatan").is_not_null())
    groups = acting.group_by("id_jabatan", maintain_order=True).agg("row", "nip").filter(pl.col("row").list.len() > 1)
    for post, rows, people in groups.iter_rows():
        if len(set(people)) > 1:
            message = Message("{people} act in {post} at the same time", people=tuple(people), post=post)
            others = tuple(("penugasan", row) for row in rows if row != rows[1])
            fix = Message("write the last day of the earlier assignment into sampai")
            yield Fault("penugasan", rows[1], "id_jabatan", message, fix, related=others,
                        identity=(post, *sorted(people)))  # fmt: skip


_OUT_OF_SERVICE = (*STATUS_KELUAR, "mpp", "cltn", "diberhentikan_sementara")


@rule(
    code="PENUGASAN-05",
    name="acting-out-of-service",
    severity=Severity.WARNING,
    basis=("INGATAN",),
    tables=("penugasan", "pegawai"),
    dated=True,
    reads={"pegawai": ("nip", "status_aktif")},
)
def acting_out_of_service(data: Checked) -> Iterator[Fault]:
    """Who has left, is about to retire (mpp), on leave at the expense of none (cltn) or suspended acts in no post.

    End the assignment (sampai), or correct status_aktif of the person.
    """
    away = data.frame("pegawai").select("nip", "status_aktif").filter(pl.col("status_aktif").is_in(_OUT_OF_SERVICE))
    acting = running_assignments(data).filter(pl.col("jenis").is_in(_ACTING))
    away = away.drop_nulls().unique("nip", keep="first")
    both = acting.join(away, on="nip", how="inner", maintain_order="left")
    for row, kind, post, status in both.select("row", "jenis", "id_jabatan", "status_aktif").iter_rows():
        message = Message("{kind} of {post}, but the person is {status}", kind=kind, post=post or "", status=status)
        fix = Message("end the assignment, or correct status_aktif")
        yield Fault("penugasan", row, "nip", message, fix, beside=("id_jabatan",))
