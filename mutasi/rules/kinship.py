"""Relatives: not as direct superior, listed when in one unit."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from mutasi.finding import Severity
from mutasi.message import Message
from mutasi.rules.rule import Checked, Fault, rule


@rule(
    code="KK-05",
    name="relative-as-superior",
    severity=Severity.WARNING,
    basis=("PP11-2017-190", "PERMENPANRB17-2024"),
    tables=("relasi", "pegawai", "jabatan"),
    reads={"pegawai": ("nip", "id_jabatan"), "jabatan": ("id_jabatan", "atasan")},
)
def relative_as_superior(data: Checked) -> Iterator[Fault]:
    """A close relative as direct superior is a conflict of interest; which degrees count is local policy.

    Move one of the two, or record the decision to keep both.
    """
    posts = dict(data.dataset.tables["pegawai"].frame.select("nip", "id_jabatan").drop_nulls().iter_rows())
    superior = dict(data.dataset.tables["jabatan"].frame.select("id_jabatan", "atasan").drop_nulls().iter_rows())
    told: set[tuple[str, str]] = set()  # a pair may stand there from both sides
    for row, one, other, kinship in (
        data.frame("relasi").select("row", "nip_a", "nip_b", "hubungan").drop_nulls().iter_rows()
    ):
        for below, above in ((one, other), (other, one)):
            if (below, above) in told:
                continue
            if below in posts and above in posts and superior.get(posts[below]) == posts[above]:
                told.add((below, above))
                message = Message(
                    "{above} is direct superior of {below} ({kinship})", above=above, below=below, kinship=kinship
                )
                fix = Message("move one of the two, or record the decision")
                yield Fault("relasi", row, "hubungan", message, fix, beside=("nip_a", "nip_b"))


@rule(
    code="KK-03",
    name="relatives-in-one-unit",
    severity=Severity.INFO,
    basis=("PP11-2017-190", "PERMENPANRB17-2024"),
    tables=("relasi", "pegawai", "jabatan"),
    reads={"pegawai": ("nip", "id_jabatan", "id_unit"), "jabatan": ("id_jabatan", "id_unit")},
)
def relatives_in_one_unit(data: Checked) -> Iterator[Fault]:
    """Close relatives in one unit are listed, for whoever decides on moves should know of them.

    Nothing has to be mended; record the decision when one of them is moved or promoted.
    """
    posts = (
        data.dataset.tables["jabatan"].frame.select("id_jabatan", of_post="id_unit").unique("id_jabatan", keep="first")
    )
    people = data.dataset.tables["pegawai"].frame.select("nip", "id_jabatan", "id_unit").unique("nip", keep="first")
    works = people.join(posts, on="id_jabatan", how="left").select("nip", unit=pl.coalesce("id_unit", "of_post"))
    works = works.drop_nulls()
    pairs = data.frame("relasi").filter(pl.col("nip_a") != pl.col("nip_b"))
    pairs = pairs.join(works.rename({"nip": "nip_a"}), on="nip_a", how="inner", maintain_order="left")
    pairs = pairs.join(works.rename({"nip": "nip_b"}), on="nip_b", how="inner", maintain_order="left", suffix="_b")
    together = pairs.filter(pl.col("unit") == pl.col("unit_b"))
    told: set[frozenset[str]] = set()  # a pair may stand there from both sides
    for row, one, other, kinship, unit in together.select("row", "nip_a", "nip_b", "hubungan", "unit").iter_rows():
        pair = frozenset((one, other))
        if pair in told:
            continue
        told.add(pair)
        message = Message(
            "{one} and {other} ({kinship}) work in {unit}", one=one, other=other, kinship=kinship or "", unit=unit
        )
        yield Fault("relasi", row, "hubungan", message, beside=("nip_a", "nip_b"))


@rule(
    code="KK-04",
    name="related-to-oneself",
    severity=Severity.ERROR,
    basis=("INGATAN",),
    tables=("relasi",),
    reads={},
)
def related_to_oneself(data: Checked) -> Iterator[Fault]:
    """A kinship has two people; with one NIP twice the relative is unknown, and no conflict of interest is seen.

    Write the NIP of the other person into nip_b.
    """
    same = data.frame("relasi").filter(pl.col("nip_a") == pl.col("nip_b"))
    for row, nip in same.select("row", "nip_b").iter_rows():
        message = Message("{nip} is stated as a relative of the same person", nip=nip)
        yield Fault("relasi", row, "nip_b", message, Message("write the NIP of the other person"))
