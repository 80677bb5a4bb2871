"""A plan carried out: from a dataset and moves to what changes in its tables, or to all that does not fit."""

from __future__ import annotations

import datetime
import difflib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from mutasi.message import Message
from mutasi.model.applied import Applied, Misfit, Move
from mutasi.model.dataset import Dataset
from mutasi.model.nip import DIGITS
from mutasi.model.plan import FileMove
from mutasi.model.table import Table
from mutasi.plan.apply_records import ended_assignments, history, people
from mutasi.plan.apply_seats import Seats, vacancies_after

_NEARLY = 0.9
"""How alike a NIP is of which another is mistyped in a digit or two."""


def apply_moves(
    dataset: Dataset, moves: Sequence[FileMove], usual: datetime.date | None, named: Collection[str] = ()
) -> tuple[Applied | None, tuple[Misfit, ...]]:
    """The edits, or None and every reason against them. `usual` is the TMT where a move tells none. Vacancies that are
    `named` elsewhere, in the policy, stay with no seat; others go when they are filled. KeyError without `pegawai`.
    """
    plan = _Plan(dataset, usual)
    made = tuple(move for one in moves if (move := plan.move(one)) is not None)
    seats = Seats(dataset, made)
    # a seat that a faulty move would leave is not missed: its own fault is told
    left = {one.before for one in moves if any(fault.place == one.place for fault in plan.misfits)}
    of_post = {move.place: move.post for move in made}
    misfits = (*plan.misfits, *(one for one in seats.misfits if of_post[one.place] not in left))
    if misfits:
        order = {one.place: at for at, one in enumerate(moves)}
        return None, tuple(sorted(misfits, key=lambda one: order.get(one.place, len(moves))))
    vacant = vacancies_after(dataset, seats, named)
    acting = ended_assignments(dataset, made, seats)
    edits = {
        "pegawai": people(dataset, made),
        "riwayat_jabatan": history(dataset, made),
        "lowongan": vacant,
        "penugasan": acting,
    }
    return (
        Applied(
            edits={name: edit for name, edit in edits.items() if edit},
            day=max((move.effective for move in made), default=None),
            moves=len(made),
            filled=sum(seats.taken.values()),
            opened=sum(seats.opened.values()),
            ended=len(acting.cells),
        ),
        (),
    )


@dataclass
class _Plan:
    """The moves against the data: what is wrong with each is kept, so that all is told at once."""

    dataset: Dataset
    usual: datetime.date | None
    misfits: list[Misfit] = field(default_factory=list)

    @cached_property
    def _people(self) -> Table:
        return self.dataset.tables["pegawai"]

    @cached_property
    def _rows(self) -> dict[str, int]:
        return {nip: row for row, nip in reversed(list(enumerate(self._people.frame["nip"].to_list()))) if nip}

    @cached_property
    def _posts(self) -> frozenset[str]:
        table = self.dataset.get("jabatan")
        return frozenset(() if table is None else table.frame["id_jabatan"].drop_nulls())

    def move(self, one: FileMove) -> Move | None:
        faults = tuple(self._faults(one))
        self.misfits += [Misfit(message, one.place) for message in faults]
        effective = one.effective or self.usual
        if faults or effective is None:
            return None
        row = self._rows[one.nip]
        before = self._people.cell(row, "id_jabatan")
        return Move(row, one.nip, before, one.post, one.vacancy, effective, one.place)

    def _nobody(self, nip: str) -> Message:
        if nip.isdecimal() and len(nip) != DIGITS:
            return Message("there is nobody with the NIP {nip} in pegawai: a NIP has 18 digits, and this one {digits}",
                           nip=nip, digits=len(nip))  # fmt: skip
        near = tuple(difflib.get_close_matches(nip, self._rows, n=1, cutoff=_NEARLY))
        message = Message("there is nobody with the NIP {nip} in pegawai", nip=nip)
        return Message("{message}; did you mean: {near}?", message=message, near=near) if near else message

    def _faults(self, one: FileMove) -> Iterator[Message]:
        if one.effective is None and self.usual is None:
            yield Message("it has no tmt")
        if one.post not in self._posts:
            near = tuple(difflib.get_close_matches(one.post, self._posts, n=3))
            message = Message("there is no post {post} in jabatan", post=one.post)
            yield Message("{message}; did you mean: {near}?", message=message, near=near) if near else message
        if one.nip not in self._rows:
            yield self._nobody(one.nip)
            return
        row = self._rows[one.nip]
        name = self._people.cell(row, "nama")
        if one.name and name and one.name.split() != name.split():
            yield Message("{nip} is {name} in pegawai, and {other} here: correct whichever is wrong",
                          nip=one.nip, name=name, other=one.name)  # fmt: skip
        now = self._people.cell(row, "id_jabatan")
        if now == one.post:
            yield Message("{nip} holds {post} already", nip=one.nip, post=one.post)
        elif one.before and now != one.before:
            yield _elsewhere(one, now)
        since = self._people.frame[row, "tmt_jabatan"]
        effective = one.effective or self.usual
        if since is not None and effective is not None and effective <= since:
            yield Message("{nip} holds the present post since {since}, which is not before the TMT {tmt} of the move",
                          nip=one.nip, since=since, tmt=effective)  # fmt: skip


def _elsewhere(one: FileMove, now: str) -> Message:
    if not now:
        return Message("{nip} does not hold {before} any more, but no post", nip=one.nip, before=one.before)
    return Message("{nip} does not hold {before} any more, but {now}", nip=one.nip, before=one.before, now=now)
