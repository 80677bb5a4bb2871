"""Relatives: not as direct superior, listed when in one unit, and of a kind that can be."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator, Mapping

import polars as pl

from mutasi.finding import Severity
from mutasi.message import Message
from mutasi.model.settings import Whole
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


_INVERSE = {"anak": "orang_tua", "menantu": "mertua"}
_DOWNWARD = tuple(_INVERSE.values())
Pair = tuple[str, str, str]
"""Two people and what the first is to the second, a parent or parent-in-law first."""


def _pair(one: str, other: str, kinship: str) -> Pair:
    if kinship in _INVERSE:
        return other, one, _INVERSE[kinship]
    if kinship in _DOWNWARD:
        return one, other, kinship
    return min(one, other), max(one, other), kinship


@rule(
    code="KK-06",
    name="kinship-that-cannot-be",
    severity=Severity.WARNING,
    graded=True,
    basis=("INGATAN",),
    settings={"selisih_usia": Whole(12, least=0)},
    tables=("relasi",),
    reads={"pegawai": ("nip", "tanggal_lahir")},
)
def kinship_that_cannot_be(data: Checked) -> Iterator[Fault]:
    """`hubungan` is what nip_a is to nip_b: with orang_tua, nip_a is the parent. A parent who is not `selisih_usia`
    years older has the two exchanged, or the wrong kinship; two kinships of one pair hint at the same, and each the
    parent of the other is an error.

    Exchange nip_a and nip_b, or correct hubungan; keep one record of a pair.
    """
    stated = data.frame("relasi").select("row", "nip_a", "nip_b", "hubungan").drop_nulls()
    pairs: dict[frozenset[str], dict[Pair, int]] = {}
    for row, one, other, kinship in stated.iter_rows():
        if one != other:
            pairs.setdefault(frozenset((one, other)), {}).setdefault(_pair(one, other, kinship), row)
    births = _births(data)
    for kinds in pairs.values():
        if len(kinds) > 1:
            yield _several_kinships(kinds)
            continue
        (((parent, child, kinship), row),) = kinds.items()
        born, of_child = births.get(parent), births.get(child)
        if kinship == "orang_tua" and born is not None and of_child is not None:
            yield from _too_young(row, born, of_child, data.settings["selisih_usia"])


def _births(data: Checked) -> Mapping[str, datetime.date]:
    people = data.dataset.get("pegawai")
    return {} if people is None else dict(people.frame.select("nip", "tanggal_lahir").drop_nulls().iter_rows())


def _several_kinships(kinds: Mapping[Pair, int]) -> Fault:
    first, second, *more = kinds.values()
    names = {kinship for _, _, kinship in kinds}
    fix = Message("keep one record of the pair")
    related = tuple(("relasi", row) for row in (first, *more))
    both = [kinship for kinship, count in Counter(kinship for _, _, kinship in kinds).items() if count > 1]
    if both:
        message = Message("each of the two is stated as {kinship} of the other", kinship=both[0])
        return Fault("relasi", second, "hubungan", message, fix, Severity.ERROR, related, beside=("nip_a", "nip_b"))
    message = Message("the pair is stated with several kinships: {kinds}", kinds=tuple(sorted(names)))
    return Fault("relasi", second, "hubungan", message, fix, None, related, beside=("nip_a", "nip_b"))


def _too_young(row: int, born: datetime.date, of_child: datetime.date, least: int) -> Iterator[Fault]:
    if born.year + least > of_child.year:
        message = Message("the parent is born {born}, the child {of_child}", born=born, of_child=of_child)
        fix = Message("exchange nip_a and nip_b, or correct hubungan")
        yield Fault("relasi", row, "hubungan", message, fix, beside=("nip_a", "nip_b"))
