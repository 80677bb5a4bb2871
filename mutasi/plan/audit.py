"""An audit of fairness: a file that `plan` or `shortlist` wrote against the people of the project."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from mutasi.errors import MutasiError
from mutasi.message import Message
from mutasi.model.dataset import Dataset
from mutasi.model.fairness import Decided, FairnessAudit, Trait
from mutasi.model.people import People
from mutasi.model.reference import Reference
from mutasi.model.vacancy import Vacancy, post_vacancies, vacancies
from mutasi.plan.fairness import audit_trait
from mutasi.plan.passage import Target, passage
from mutasi.plan.traits import equal_posts, groupings


class NotOfProject(MutasiError):
    """The file names somebody or something that the data does not have, or somebody twice."""

    def __init__(self, path: str, place: Message, why: Message, near: Sequence[str] = ()) -> None:
        super().__init__(
            Message("{path}, {place}: {why}", path=path, place=place, why=why),
            fix=Message("did you mean: {near}?", near=tuple(near)) if near
            else Message("audit a file with the data and the policy that it was made of"),
        )  # fmt: skip


def audit_fairness(
    dataset: Dataset, people: People, reference: Reference, decided: Decided, traits: Sequence[Trait],
    levels: Sequence[str] = (), remarks: Iterable[Message] = (),
) -> FairnessAudit:  # fmt: skip
    """Group by group how far people came on the way to the posts of these levels, or to all. Raises NotOfProject."""
    _refuse_strangers(people, decided)
    targets = _targets(dataset, reference, decided)
    if levels:
        targets = {target: vacancy for target, vacancy in targets.items() if vacancy.level in levels}
        decided = _only(decided, targets)
    policy = dataset.policy
    found = passage(people, policy, decided, targets)
    alike = equal_posts(people)
    grouped = groupings(dataset, people, traits)
    return FairnessAudit(
        is_plan=decided.is_plan,
        effective=people.effective,
        posts=len(targets),
        whole=decided.whole,
        totals={step: int(mask.sum()) for step, mask in found.reached.items()},
        unlevelled=found.unlevelled,
        outside=found.outside,
        traits=tuple(
            audit_trait(one, found.reached, alike, policy.audit.smallest) for one in grouped if one.lacking is None
        ),
        smallest=policy.audit.smallest,
        lacking=tuple((one.trait, one.lacking) for one in grouped if one.lacking is not None),
        levels=tuple(levels),
        remarks=(*remarks, *found.remarks),
    )


def _only(decided: Decided, targets: Collection[Target]) -> Decided:
    """What the file tells of these posts."""
    rows = tuple(row for row in decided.rows if (row.vacancy, row.post) in targets)
    told = {target: said for target, said in decided.targets.items() if target in targets}
    return replace(decided, rows=rows, targets=told)


def _refuse_strangers(people: People, decided: Decided) -> None:
    seen = set()
    for row in decided.rows:
        if row.nip not in people.rows:
            near = difflib.get_close_matches(row.nip, people.rows, n=3, cutoff=0.9)
            raise NotOfProject(decided.path, row.place, Message("no person with the NIP '{nip}'", nip=row.nip), near)
        key = row.nip if decided.is_plan else (row.nip, row.vacancy)
        if key in seen:
            raise NotOfProject(decided.path, row.place, Message("{nip} stands there twice", nip=row.nip))
        seen.add(key)


def _targets(dataset: Dataset, reference: Reference, decided: Decided) -> Mapping[Target, Vacancy]:
    stated = {vacancy.id: vacancy for vacancy in vacancies(dataset, reference)}
    table = dataset.get("jabatan")
    posts = set() if table is None else set(table.frame["id_jabatan"].drop_nulls())
    held = post_vacancies(dataset, reference, [post for _, post in decided.targets if post in posts])
    found = {}
    for (vacancy, post), (place, _) in decided.targets.items():
        if vacancy and vacancy not in stated:
            near = difflib.get_close_matches(vacancy, stated, n=3)
            raise NotOfProject(decided.path, place, Message("no vacancy '{name}'", name=vacancy), near)
        if not vacancy and post not in held:
            near = difflib.get_close_matches(post, posts, n=3)
            raise NotOfProject(decided.path, place, Message("no post '{name}'", name=post), near)
        found[vacancy, post] = stated[vacancy] if vacancy else held[post]
    return found
