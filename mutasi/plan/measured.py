"""One snapshot as numbers of its people and posts: by row of people, to be summed by unit or by group."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from mutasi.fit.catalogue import BY_KIND
from mutasi.fit.score import Scores, score
from mutasi.model.dataset import Dataset
from mutasi.model.masks import Mask
from mutasi.model.organisation import summary_units, unit_labels, unit_parents
from mutasi.model.people import People
from mutasi.model.plan import Mean
from mutasi.model.policy import Policy
from mutasi.model.review import Figures, Span
from mutasi.model.settings import typed_settings
from mutasi.model.shortlist import FULL_POINTS
from mutasi.model.vacancy import Vacancy
from mutasi.plan.assignment import Whole
from mutasi.plan.departures import departures

IP_ASN = "ip_asn"
UNTOLD = -1
_BITS = 62
GOOD = 4
"""From this order of a rating on (baik) it counts as good."""


@dataclass(frozen=True, eq=False)
class Snapshot:
    """Vectors by row of people; UNTOLD where a number is not known. `unit` is the one that stands for each in sums,
    `seats` and `empty` are counted by it. `fit` and `ip_asn` are the least and the most points, in hundredths, and
    `missing` tells the criteria of fit of which something is missing, a bit for each.
    """

    people: People
    holds: Mask
    unit: np.ndarray
    fit: tuple[Whole, Whole]
    missing: Whole
    months: Whole
    ip_asn: tuple[Whole, Whole]
    rating: Whole
    seats: Mapping[str, int]
    empty: Mapping[str, int]
    names: Mapping[str, str]

    def of_unit(self, key: str) -> Mask:
        mask: Mask = self.holds & (self.unit == key)
        return mask

    def figures(self, mask: Mask, threshold: int, units: tuple[str, ...] = ()) -> Figures:
        """Sums of these people; of their posts where units are named."""
        low, high = (part[mask & (self.fit[0] != UNTOLD)] for part in self.fit)
        months = np.sort(self.months[mask & (self.months != UNTOLD)])
        rating = self.rating[mask]
        return Figures(
            holders=int(mask.sum()),
            fit=_mean(low, high),
            below=Span(int((high < threshold).sum()), int((low < threshold).sum())),
            months=int(months[(len(months) - 1) // 2]) if len(months) else None,
            ip_asn=_mean(self.ip_asn[0][mask], self.ip_asn[1][mask]),
            rated=int((rating > 0).sum()),
            good=int((rating >= GOOD).sum()),
            seats=sum(self.seats.get(one, 0) for one in units) if units else None,
            empty=sum(self.empty.get(one, 0) for one in units) if units else None,
        )


def _mean(low: Whole, high: Whole) -> Span | None:
    if not len(low):
        return None
    return Span(Mean(int(low.sum()), len(low)).points, Mean(int(high.sum()), len(high)).points)


def measure(dataset: Dataset, people: People, policy: Policy, vacant: Mapping[str, Vacancy], *, from_column: bool
            ) -> Snapshot:  # fmt: skip
    """The people measured by this policy, each for the own post as if it were vacant (`vacant`)."""
    posts = people.array("id_jabatan")
    holds = departures(people).in_service & np.array([post is not None for post in posts], dtype=bool)
    standing = summary_units(unit_parents(dataset))
    least, most, missing = _fit(people, policy, vacant, holds)
    seats, empty = _seats(dataset, holds, posts, standing)
    return Snapshot(
        people=people,
        holds=holds,
        unit=np.array([standing.get(unit or "", "") for unit in people.array("unit")], dtype=object),
        fit=(least, most),
        missing=missing,
        months=people.months_since("tmt_jabatan").astype(np.int64),
        ip_asn=_ip_asn(people, policy, next(iter(vacant.values()), None), from_column=from_column),
        rating=people.ratings(people.last_rated_year).astype(np.int64),
        seats=seats,
        empty=empty,
        names=unit_labels(dataset),
    )


def _fit(people: People, policy: Policy, vacant: Mapping[str, Vacancy], holds: Mask) -> tuple[Whole, Whole, Whole]:
    """The least and most fit of everybody for the own post, and what is missing for it."""
    low, high = (np.full(people.size, UNTOLD, dtype=np.int64) for _ in range(2))
    missing = np.zeros(people.size, dtype=np.int64)
    for post, vacancy in vacant.items():
        rows = people.rows_with("id_jabatan", post)
        rows = rows[holds[rows]]
        if len(rows):
            scores = score(people, vacancy, policy)
            for made, of in ((low, scores.lowest), (high, scores.highest)):
                made[rows] = _points(scores, of[rows])
            for at, criterion in enumerate(scores.criteria):
                points = scores.points[criterion.name]
                missing[rows] |= (points.lowest[rows] != points.highest[rows]).astype(np.int64) << at % _BITS
    return low, high, missing


def _points(scores: Scores, own: Whole) -> Whole:
    """Scores in hundredths of a point, rounded half up."""
    if len(own) and int(own.max()) > np.iinfo(np.int64).max // (4 * FULL_POINTS):
        own = own.astype(object)
    made: Whole = ((2 * FULL_POINTS * own + scores.full) // (2 * scores.full)).astype(np.int64)
    return made


def _ip_asn(people: People, policy: Policy, vacancy: Vacancy | None, *, from_column: bool) -> tuple[Whole, Whole]:
    """The index as the policy counts it; where it does not, from the column where there is one in both snapshots."""
    kind = BY_KIND[IP_ASN]
    stated = next((one.settings for one in policy.criteria if one.kind == IP_ASN), None)
    if stated is None:
        stated = {"sumber": "kolom"} if from_column else {}
    settings, _ = typed_settings(kind.settings, stated)
    nobody = np.zeros(people.size, dtype=np.int64)
    if vacancy is None:
        return nobody, nobody + FULL_POINTS
    points = kind.give(people, kind.asked_of(vacancy), settings)
    return points.lowest.astype(np.int64), points.highest.astype(np.int64)


def _seats(dataset: Dataset, holds: Mask, posts: np.ndarray, standing: Mapping[str, str]
           ) -> tuple[Counter[str], Counter[str]]:  # fmt: skip
    """Seats of posts by unit, and how many of them nobody holds; a post that states none has none."""
    table = dataset.get("jabatan")
    seats: Counter[str] = Counter()
    empty: Counter[str] = Counter()
    held = Counter(post for post, does in zip(posts, holds, strict=True) if does)
    if table is not None:
        for post, unit, needed in table.frame.select("id_jabatan", "id_unit", "kebutuhan").iter_rows():
            key = standing.get(unit or "", "")
            seats[key] += needed or 0
            empty[key] += max(0, (needed or 0) - held[post])
    return seats, empty
