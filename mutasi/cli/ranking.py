"""From a sound dataset to judged and scored vacancies: the common path of score, shortlist and propose."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import click

from mutasi.cli.session import Project, Session, choose_vacancies
from mutasi.errors import MutasiError
from mutasi.message import Message
from mutasi.model.dataset import Dataset
from mutasi.model.people import People, make_people
from mutasi.model.policy import MissingOrder, Policy
from mutasi.model.vacancy import Vacancy, vacancies
from mutasi.model.verdict import Reason
from mutasi.render.shortlist import ShortlistReport

F = TypeVar("F", bound=Callable[..., Any])

MISSING_ORDERS = {
    MissingOrder.WORST: Message(
        "A missing value counts as the lowest possible one in the order (nilai_kosong: terburuk)."
    ),
    MissingOrder.MIDDLE: Message(
        "A missing value counts as the middle of its range in the order (nilai_kosong: tengah)."
    ),
    MissingOrder.BEST: Message(
        "A missing value counts as the highest possible one in the order (nilai_kosong: terbaik)."
    ),
}


class NoVacancies(MutasiError):
    """There is nothing to rank for."""

    def __init__(self) -> None:
        super().__init__(Message("the dataset has no vacancies; write them to data/lowongan.yaml"))


class NoPeople(MutasiError):
    """There is nobody to rank."""

    def __init__(self) -> None:
        super().__init__(Message("the dataset has no people; write them to data/pegawai.csv"))


def vacancy_argument(function: F) -> F:
    """The ids of vacancies as arguments."""
    return click.argument("vacancies", nargs=-1, metavar="[VACANCY]...")(function)


@dataclass(frozen=True, slots=True)
class Ranking:
    """People and vacancies of a project, ready to be judged and scored."""

    project: Project
    dataset: Dataset
    people: People
    policy: Policy
    vacancies: tuple[Vacancy, ...]
    conditions: tuple[Reason, ...]

    def report(self, *, asked: int, with_excluded: bool) -> ShortlistReport:
        """The shortlists of the chosen vacancies, `asked` people each."""
        from mutasi.eligibility.judge import judge
        from mutasi.fit.score import score
        from mutasi.fit.shortlist import shortlist

        lists = tuple(
            shortlist(
                self.people,
                judge(self.people, vacancy, self.policy),
                score(self.people, vacancy, self.policy),
                self.policy,
                asked=asked,
                with_excluded=with_excluded,
            )
            for vacancy in self.vacancies
        )
        order = MISSING_ORDERS[self.policy.missing_order]
        return ShortlistReport(lists, self.people.effective, order, self.conditions)


def rank(run: Session, wanted: Sequence[str], tmt: datetime.date | None) -> Ranking:
    """The project of the current folder, checked, with the vacancies that were asked for."""
    from mutasi.eligibility.judge import conditions

    project = run.project
    dataset = run.load_sound(project)
    every = vacancies(dataset)
    if not every:
        raise NoVacancies
    if not dataset.has("pegawai") or not dataset.tables["pegawai"].rows:
        raise NoPeople
    effective = run.effective_date(project.policy, tmt)
    people = make_people(dataset, run.reference, effective)
    chosen = choose_vacancies(every, wanted)
    return Ranking(project, dataset, people, project.policy, chosen, conditions(project.policy, effective))
