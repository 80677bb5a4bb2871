"""What people said of moving: where they wish to go, and what goes against their will."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mutasi.model.people import People
from mutasi.model.vacancy import Vacancy
from mutasi.plan.assignment import Whole


@dataclass(frozen=True, slots=True, eq=False)
class Wills:
    """By number of person and place: the rank of the wish that a place fulfils (1 the first, 0 none), and who asked to
    stay.
    """

    wishes: dict[tuple[int, int], int]
    stays: NDArray[np.bool_]

    @classmethod
    def of(cls, people: People, vacancies: Sequence[Vacancy]) -> Wills:
        """From the table `minat`: wishes for a post, a unit or a field of work."""
        facts = people.facts.get("minat")
        stays = np.zeros(people.size, dtype=bool)
        if facts is None:
            return cls({}, stays)
        targets: dict[tuple[str, str], list[int]] = {}
        for number, vacancy in enumerate(vacancies):
            fields = (("bidang", field.casefold()) for field in vacancy.fields_of_work)
            for target in (("jabatan", vacancy.post), ("unit", vacancy.unit), *fields):
                targets.setdefault(target, []).append(number)
        wishes: dict[tuple[int, int], int] = {}
        for person, kind, target, place in facts.select("person", "jenis", "sasaran", "urutan").iter_rows():
            if kind == "tetap":
                stays[person] = True
            elif target is not None and place is not None:
                for number in targets.get((kind, target.casefold() if kind == "bidang" else target), ()):
                    wishes[person, number] = min(place, wishes.get((person, number), place))
        return cls(wishes, stays)

    def wish(self, person: int, place: int) -> int:
        return self.wishes.get((person, place), 0)

    def forced(self, person: Whole, post: Whole) -> NDArray[np.bool_]:
        """Which of these moves go against what the person said: who asked to stay, and did not wish for the place."""
        against = self.stays[person]
        for at in np.flatnonzero(against).tolist():
            against[at] = (int(person[at]), int(post[at])) not in self.wishes
        return against

    def refused(self, person: Whole, post: Whole) -> NDArray[np.bool_]:
        """Which of them may not be made at all."""
        return np.zeros(len(person), dtype=bool)
