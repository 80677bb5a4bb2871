"""From a sound dataset to judged and scored vacancies: the common path of score, shortlist and propose."""

from __future__ import annotations

import datetime
import difflib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

import click

from mutasi.cli.jobs import each
from mutasi.cli.options import Day, option
from mutasi.cli.session import Session, choose_vacancies
from mutasi.cli.sound import say_accepted, sound_dataset
from mutasi.errors import MutasiError, UnknownName
from mutasi.message import Message, mark
from mutasi.model.policy import Method, MissingOrder, Policy
from mutasi.model.shortlist import Shortlist
from mutasi.model.verdict import Judgement
from mutasi.render.shortlist_data import ShortlistReport

if TYPE_CHECKING:
    from mutasi.eligibility.conditions import Conditions
    from mutasi.fit.score import Scores
    from mutasi.model.dataset import Dataset
    from mutasi.model.people import People
    from mutasi.model.prospect import PersonPosts, Prospect
    from mutasi.model.reweighed import Reweighed
    from mutasi.model.stability import Sampling
    from mutasi.model.vacancy import Vacancy
    from mutasi.render.stability_words import StabilityReport
    from mutasi.rules.exemptions import Accepted

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


class PostUnknown(MutasiError):
    """A vacancy is for a post that does not exist."""

    exit_code = 1

    def __init__(self, vacancy: Vacancy) -> None:
        super().__init__(
            Message("vacancy {vacancy} is for the post '{post}', which is not in jabatan: nobody can be ranked for it",
                    vacancy=vacancy.id, post=vacancy.post),
            fix=Message("correct id_jabatan, add the post to jabatan, or name the other vacancies"),
        )  # fmt: skip


def vacancy_argument(function: F) -> F:
    """The ids of vacancies as arguments."""
    return click.argument("vacancies", nargs=-1, metavar="[VACANCY]...")(function)


def tmt_option(function: F) -> F:
    """The effective date that holds instead of those of the vacancies."""
    help_text = mark("Effective date instead of tmt_penempatan.")
    return option("--tmt", type=Day(), metavar="DATE", help=help_text)(function)


def row_of(people: People, nip: str) -> int:
    """The row of a person; UnknownName when there is none with that NIP."""
    if nip not in people.rows:
        near = tuple(difflib.get_close_matches(nip, people.rows, n=3, cutoff=0.9))
        raise UnknownName(Message("person with the NIP"), nip, near)
    return people.rows[nip]


@dataclass(frozen=True)
class Ranking:
    """People and vacancies of a project, ready to be judged and scored."""

    dataset: Dataset
    people: People
    policy: Policy
    vacancies: tuple[Vacancy, ...]
    conditions: Conditions
    accepted: tuple[Accepted, ...]
    """Errors of the data that are let pass."""
    reweighed: tuple[Reweighed, ...]
    """Rules of eligibility whose weight the agency has changed."""
    opened: frozenset[str] = frozenset()
    """Those of the vacancies, by their ids, that are posts whose seats moves of the same day open."""

    def report(self, *, asked: int, with_excluded: bool, weighed: int = 0, jobs: int = 1) -> ShortlistReport:
        """The shortlists of the vacancies, `asked` people each, made by so many processes."""
        work = Shortlisting(self.people, self.policy, asked, with_excluded, weighed)
        return self._report(each(work, self.vacancies, jobs))

    def shortlist(self, vacancy: Vacancy, asked: int, *, with_excluded: bool = False, weighed: int = 0) -> Shortlist:
        """The shortlist of one vacancy. What missing values decide is told of the first `weighed`, else of all."""
        return self._with_conditions(Shortlisting(self.people, self.policy, asked, with_excluded, weighed)(vacancy))

    def scores(self, rows: Sequence[int], jobs: int = 1) -> ShortlistReport:
        """Points of these people for every vacancy, whether they may hold the post or not."""
        return self._report(each(Scoring(self.people, self.policy, rows), self.vacancies, jobs))

    def stability(self, asked: int, sampling: Sampling) -> StabilityReport:
        """How far the first `asked` places hang on weights and on who else is ranked."""
        from mutasi.fit.stability import stability
        from mutasi.render.stability_words import StabilityReport

        parts = tuple(
            stability(self.people, *self._judged(vacancy), self.policy, sampling, asked=asked)
            for vacancy in self.vacancies
        )
        return StabilityReport(parts, self.people.effective, MISSING_ORDERS[self.policy.missing_order], self.reweighed)

    def posts(self, rows: Sequence[int], asked: int, shown: int, *, every: bool) -> tuple[PersonPosts, ...]:
        """For these people the best posts, `shown` of each, and what bars from as many others, or from every one."""
        from mutasi.fit.prospects import prospects

        judged = (self._judged(vacancy) for vacancy in self.vacancies)
        found = prospects(self.people, judged, self.policy, rows=rows, asked=asked, shown=shown, every=every)
        return tuple(
            replace(one, open=tuple(map(self._conditional, one.open)), barred=tuple(map(self._conditional, one.barred)))
            for one in found
        )

    def prospect(self, row: int, asked: int) -> Prospect:
        """Where this person stands, or would stand, for the first vacancy."""
        from mutasi.fit.prospects import prospect

        judgement, scores = self._judged(self.vacancies[0])
        return self._conditional(prospect(self.people, judgement, scores, self.policy, row, asked))

    def about(self) -> ShortlistReport:
        """What holds for all vacancies, without their lists."""
        return self._report(())

    def kinds(self) -> dict[str, tuple[str, ...]]:
        """For each vacancy the kind of move of every row of people."""
        from mutasi.eligibility.kind import Kind, kinds_of_move

        codes = {kind.value: kind.code for kind in Kind}
        levels = {vacancy.level for vacancy in self.vacancies}
        of_level = {
            level: tuple(codes[kind] for kind in kinds_of_move(self.people, level).tolist()) for level in levels
        }
        return {vacancy.id: of_level[vacancy.level] for vacancy in self.vacancies}

    def _judged(self, vacancy: Vacancy) -> tuple[Judgement, Scores]:
        return _judged(self.people, self.policy, vacancy)

    def weighed(self, vacancy: Vacancy) -> tuple[Judgement, Scores]:
        """Verdicts, and scores by the weighted sum, from which every method measures."""
        return _weighed(self.people, self.policy, vacancy)

    def _conditional(self, found: Prospect) -> Prospect:
        name = found.vacancy.id
        return replace(found, conditions=self.conditions.own[name], apart=self.conditions.apart[name])

    def _with_conditions(self, found: Shortlist) -> Shortlist:
        name = found.vacancy.id
        return replace(found, conditions=self.conditions.own[name], apart=self.conditions.apart[name])

    def _report(self, made: Iterable[Shortlist]) -> ShortlistReport:
        order, lists = MISSING_ORDERS[self.policy.missing_order], tuple(map(self._with_conditions, made))
        return ShortlistReport(lists, self.people.effective, order, self.conditions.shared, self.reweighed)


@dataclass(frozen=True)
class Shortlisting:
    """From a vacancy to its shortlist. Another process can do it as well."""

    people: People
    policy: Policy
    asked: int
    with_excluded: bool
    weighed: int = 0

    def __call__(self, vacancy: Vacancy) -> Shortlist:
        from mutasi.fit.shortlist import shortlist

        judgement, scores = _judged(self.people, self.policy, vacancy)
        return shortlist(
            self.people,
            judgement,
            scores,
            self.policy,
            asked=self.asked,
            with_excluded=self.with_excluded,
            weighed=self.weighed,
        )


@dataclass(frozen=True)
class Scoring:
    """From a vacancy to the points of the people of these rows. Another process can do it as well."""

    people: People
    policy: Policy
    rows: Sequence[int]

    def __call__(self, vacancy: Vacancy) -> Shortlist:
        from mutasi.fit.shortlist import scored

        return scored(self.people, *_judged(self.people, self.policy, vacancy), rows=self.rows)


def _weighed(people: People, policy: Policy, vacancy: Vacancy) -> tuple[Judgement, Scores]:
    from mutasi.eligibility.judge import judge
    from mutasi.fit.score import score

    return judge(people, vacancy, policy), score(people, vacancy, policy)


def _judged(people: People, policy: Policy, vacancy: Vacancy) -> tuple[Judgement, Scores]:
    from mutasi.fit.methods import measured
    from mutasi.fit.shortlist import ranked_rows

    judgement, scores = _weighed(people, policy, vacancy)
    if policy.method is Method.WEIGHTED_SUM:
        return judgement, scores
    return judgement, measured(scores, policy, ranked_rows(people, judgement))


def rank(
    run: Session,
    wanted: Sequence[str],
    tmt: datetime.date | None,
    *,
    needs_vacancies: bool = True,
    posts_too: bool = False,
    besides: Sequence[str] = (),
) -> Ranking:
    """The project of the current folder, checked, with the vacancies that were asked for; with `posts_too` a post may
    be asked for as well, as if it were vacant; the posts `besides` are ranked for whatever was asked for.
    """
    from mutasi.eligibility.condition import Circumstances
    from mutasi.eligibility.conditions import conditions
    from mutasi.eligibility.reweighed import reweighed
    from mutasi.model.people import make_people
    from mutasi.model.vacancy import vacancies

    project = run.project
    dataset, accepted = sound_dataset(run, project)
    every = vacancies(dataset, run.reference)
    if posts_too:
        every = (*every, *_of_posts(run, dataset, every, wanted))
    if not every and (needs_vacancies or wanted):
        raise NoVacancies
    if not dataset.has("pegawai") or not dataset.tables["pegawai"].rows:
        raise NoPeople
    effective = run.effective_date(project.policy, tmt)
    people = make_people(dataset, run.reference, effective)
    opened = tuple(_of_posts(run, dataset, every, besides))
    chosen = (*choose_vacancies(every, wanted), *opened)
    _refuse_lost_posts(dataset, chosen)
    say_accepted(run, accepted)
    ids = frozenset(vacancy.id for vacancy in opened)
    stated = conditions(Circumstances(people, project.policy), chosen, ids)
    changed = reweighed(project.policy, run.reference)
    return Ranking(dataset, people, project.policy, chosen, stated, accepted, changed, ids)


def _of_posts(run: Session, dataset: Dataset, vacancies: Sequence[Vacancy], wanted: Sequence[str]) -> Iterable[Vacancy]:
    """The posts among what is asked for, as if they were vacant."""
    from mutasi.model.vacancy import post_vacancies

    stated = {vacancy.id for vacancy in vacancies}
    table = dataset.get("jabatan")
    posts = set() if table is None else set(table.frame["id_jabatan"].drop_nulls())
    named = [name for name in dict.fromkeys(wanted) if name not in stated and name in posts]
    found = post_vacancies(dataset, run.reference, named)
    return [replace(vacancy, id=post) for post, vacancy in found.items()]


def _refuse_lost_posts(dataset: Dataset, chosen: Sequence[Vacancy]) -> None:
    """Whatever is accepted: nobody can be ranked for a post of which nothing is known. Raises PostUnknown."""
    posts = dataset.get("jabatan")
    known = set() if posts is None else set(posts.frame["id_jabatan"].drop_nulls())
    for vacancy in chosen:
        if posts is not None and vacancy.post not in known:
            raise PostUnknown(vacancy)
