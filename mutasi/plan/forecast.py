"""Who reaches retirement, whose contract ends, who stays long in a post, and which posts will be empty."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

import numpy as np
import polars as pl

from mutasi.eligibility.reweighed import reweighed
from mutasi.model.codes import JENJANG
from mutasi.model.dataset import Dataset
from mutasi.model.forecast import Event, EventKind, Forecast, Line, Period, Place, Scope
from mutasi.model.masks import Mask
from mutasi.model.organisation import Parents, summary_units, unit_labels, unit_parents
from mutasi.model.people import make_people
from mutasi.model.policy import Policy
from mutasi.model.reference import Reference
from mutasi.model.vacancy import post_vacancies
from mutasi.model.verdict import Reason
from mutasi.plan.departures import departures
from mutasi.plan.empty_posts import Post, empty_post_events, posts_of
from mutasi.plan.forecast_notes import Told, notes_of
from mutasi.plan.person_events import person_events
from mutasi.plan.successors import with_successors

EVERYTHING = Scope()


def forecast(
    dataset: Dataset,
    reference: Reference,
    policy: Policy,
    period: Period,
    kinds: Sequence[EventKind] = tuple(EventKind),
    scope: Scope = EVERYTHING,
) -> Forecast:
    """The events of these kinds in a period that begins at the reference date. KeyError without a table `pegawai`.

    Successors are looked for in the whole organisation, whatever the scope.
    """
    wanted = tuple(kind for kind in EventKind if kind in kinds)
    people = make_people(dataset, reference, period.after)
    leaving = departures(people)
    within = _Within(unit_parents(dataset), scope)
    concerned = leaving.present(period.after) & within.people(people.frame)
    posts = tuple(post for post in posts_of(dataset, people, leaving) if within.post(post))
    events = list(person_events(people, leaving, concerned, period, policy, wanted))
    unjudged: tuple[Reason, ...] = ()
    if EventKind.EMPTY_POST in wanted:
        empty = [event for post in posts for event in empty_post_events(post, period)]
        vacancies = post_vacancies(dataset, reference, {event.place.post for event in empty})
        followed, unjudged = with_successors(empty, people, leaving, vacancies, policy)
        events += followed
    order = {kind: number for number, kind in enumerate(EventKind)}
    events.sort(key=lambda event: (event.day, not event.already, order[event.kind]))  # then as in the files
    notes = notes_of(Told(people, leaving, within.people(people.frame), posts, wanted, policy, events, unjudged))
    labels = unit_labels(dataset)
    frame = people.frame.filter(pl.Series(concerned))
    by_unit = _Sums(lambda unit, level: within.units.get(unit, ""))
    by_level = _Sums(lambda unit, level: level)
    in_all = _Sums(lambda unit, level: "")
    for sums in (by_unit, by_level, in_all):
        sums.add(frame, posts, events)
    return Forecast(
        period=period,
        scope=scope,
        kinds=wanted,
        events=tuple(events),
        total=in_all.line("", ""),
        by_unit=tuple(by_unit.line(key, labels.get(key, "")) for key in (*within.parents, "") if key in by_unit.keys),
        by_level=tuple(by_level.line(level, level) for level in (*JENJANG, "") if level in by_level.keys),
        notes=notes,
        reweighed=reweighed(policy, reference) if EventKind.EMPTY_POST in wanted else (),
    )


class _Within:
    """Which people and posts a scope takes in, and which unit stands for each of theirs in the summary."""

    def __init__(self, parents: Parents, scope: Scope) -> None:
        self.parents = parents
        self.units = summary_units(parents, scope.units)
        self._scope = scope

    def people(self, frame: pl.DataFrame) -> Mask:
        return np.array([self._holds(*row) for row in frame.select("unit", "jenjang").iter_rows()], dtype=bool)

    def post(self, post: Post) -> bool:
        return self._holds(post.place.unit, post.place.level)

    def _holds(self, unit: str | None, level: str | None) -> bool:
        in_unit = not self._scope.units or unit in self.units
        return in_unit and (not self._scope.levels or level in self._scope.levels)


class _Sums:
    """Counts for each key that units and levels have."""

    def __init__(self, key: Callable[[str, str], str]) -> None:
        self._key = key
        self._people: Counter[str] = Counter()
        self._seats: Counter[str] = Counter()
        self._empty: Counter[str] = Counter()
        self._without: Counter[str] = Counter()
        self._uncertain: Counter[str] = Counter()
        self._events: Counter[tuple[str, EventKind]] = Counter()

    def add(self, people: pl.DataFrame, posts: Sequence[Post], events: Sequence[Event]) -> None:
        for unit, level in people.select(pl.col("unit", "jenjang").fill_null("")).iter_rows():
            self._people[self._key(unit, level)] += 1
        for post in posts:
            self._seats[self._of(post.place)] += post.seats or 0
        for event in events:
            if event.already:
                self._empty[self._of(event.place)] += event.seats
            else:
                self._events[self._of(event.place), event.kind] += event.weight
        lacking = dict.fromkeys(event.place for event in events if event.lacks_successor)
        uncertain = dict.fromkeys(event.place for event in events if event.lacks_certain_successor)
        self._without.update(map(self._of, lacking))
        self._uncertain.update(map(self._of, uncertain))

    def _of(self, place: Place) -> str:
        return self._key(place.unit, place.level)

    @property
    def keys(self) -> frozenset[str]:
        """Those that people or posts have."""
        return frozenset((*self._people, *self._seats))

    def line(self, key: str, name: str) -> Line:
        return Line(
            key=key,
            name=name,
            people=self._people[key],
            seats=self._seats[key],
            counts={kind: self._events[key, kind] for kind in EventKind},
            empty_now=self._empty[key],
            without=self._without[key],
            uncertain=self._uncertain[key],
        )
