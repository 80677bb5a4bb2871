"""The seats of a plan that is carried out: which it takes, which it opens, and the vacancies that are left."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import polars as pl

from mutasi.message import Message
from mutasi.model.applied import Cells, Misfit, Move, TableEdit
from mutasi.model.codes import STATUS_KELUAR
from mutasi.model.dataset import Dataset

_OWN = ("id_lowongan", "jumlah", "tmt_kosong", "keterangan")
"""What a vacancy does not take over from another one of the same post."""
_NAMED = 3
"""Holders of a post who are named."""
_NUMBERED = re.compile(r"(.*?)([0-9]{1,9})")


@dataclass(frozen=True)
class Seats:
    """The moves with their seats. A move by a vacancy takes one of its seats; another one that of somebody who leaves
    the post, else one of a vacancy of that post.
    """

    dataset: Dataset
    moves: Sequence[Move]

    @cached_property
    def stated(self) -> dict[str, list[int]]:
        """The rows of the vacancies by post."""
        table = self.dataset.get("lowongan")
        rows: dict[str, list[int]] = {}
        for row, post in enumerate(() if table is None else table.frame["id_jabatan"]):
            rows.setdefault(post, []).append(row)
        return rows

    def seats(self, row: int) -> int:
        stated = self.dataset.tables["lowongan"].frame[row, "jumlah"]
        return 1 if stated is None else max(0, int(stated))

    def name(self, row: int) -> str:
        return self.dataset.tables["lowongan"].cell(row, "id_lowongan")

    @cached_property
    def _given(self) -> tuple[Counter[int], Counter[str], tuple[Misfit, ...]]:
        """Seats taken of vacancies by row, seats left and not taken by post, and who finds none."""
        taken: Counter[int] = Counter()
        left = Counter(move.before for move in self.moves if move.before)
        misfits = []
        takers: dict[str, list[str]] = {}
        # whoever names a vacancy comes first: the others take what is left
        for move in sorted(self.moves, key=lambda one: not self._named(one)):
            name = self._named(move)
            row = self._free(move.post, name, taken)
            if not name and left[move.post]:
                left[move.post] -= 1
            elif row is not None:
                taken[row] += 1
            else:
                misfits.append(Misfit(self._why(move, takers.get(name or move.post, ())), move.place))
                continue
            for seat in {name or move.post, move.post}:
                takers.setdefault(seat, []).append(move.nip)
        return taken, left, tuple(misfits)

    def _named(self, move: Move) -> str:
        """The vacancy of a move; a plan leaves out one that bears the name of its post."""
        return move.vacancy or (move.post if move.post in map(self.name, self.stated.get(move.post, ())) else "")

    def _free(self, post: str, name: str, taken: Mapping[int, int]) -> int | None:
        rows = (row for row in self.stated.get(post, ()) if taken.get(row, 0) < self.seats(row))
        return next((row for row in rows if not name or self.name(row) == name), None)

    def _why(self, move: Move, takers: Sequence[str]) -> Message:
        """Why there is no seat, and what to write instead."""
        name, post, nip = self._named(move), move.post, move.nip
        if name and name not in map(self.name, self.stated.get(post, ())):
            other = next((one for one, rows in self.stated.items() if name in map(self.name, rows)), None)
            if other is not None:
                return Message("the vacancy {vacancy} is of {other}, not of {post}: name the one, or the other",
                               vacancy=name, other=other, post=post)  # fmt: skip
            return Message("there is no vacancy {vacancy} of {post}", vacancy=name, post=post)
        if takers:
            return Message("{seat} has no seat for {nip}: the seats there are taken by {others}, and more people come"
                           " than it has seats; take one of these moves out, or name another post for {nip}",
                           seat=name or post, nip=nip, others=tuple(takers))  # fmt: skip
        if name:
            return Message("{vacancy} has no seat for {nip}: its number of seats (jumlah) is 0; name another post, or"
                           " correct the vacancy", vacancy=name, nip=nip)  # fmt: skip
        staying = self._staying(post)
        if staying:
            return Message("{post} has no seat for {nip}: none is vacant and nobody leaves one for it, since {holders}"
                           " stays there; write the move of the holder as well, or take this one out",
                           post=post, nip=nip, holders=staying)  # fmt: skip
        return Message("{post} has no seat for {nip}: nobody holds it, and no vacancy of lowongan is for it; write one"
                       " (id_jabatan: {post}), or take this move out", post=post, nip=nip)  # fmt: skip

    def _staying(self, post: str) -> tuple[Message, ...]:
        """The first of those who hold a post from which nobody moves."""
        table = self.dataset.tables["pegawai"]
        held = table.frame.select("id_jabatan", "status_aktif").iter_rows()
        rows = [row for row, (own, status) in enumerate(held)
                if own == post and status not in STATUS_KELUAR]  # fmt: skip
        return tuple(
            Message("{name} ({nip})", name=table.cell(row, "nama"), nip=table.cell(row, "nip")) for row in rows[:_NAMED]
        )

    @property
    def taken(self) -> Counter[int]:
        return self._given[0]

    @property
    def misfits(self) -> tuple[Misfit, ...]:
        return self._given[2]

    @cached_property
    def holders(self) -> Counter[str]:
        """How many hold each post once all moves are made; who has left holds none."""
        frame = self.dataset.tables["pegawai"].frame
        staying = frame.filter(~pl.col("status_aktif").is_in(STATUS_KELUAR).fill_null(False))["id_jabatan"].drop_nulls()
        counted = Counter(staying.to_list())
        counted.update(move.post for move in self.moves)
        counted.subtract(move.before for move in self.moves if move.before)
        return counted

    @cached_property
    def needed(self) -> dict[str, int | None]:
        table = self.dataset.get("jabatan")
        return {} if table is None else dict(table.frame.select("id_jabatan", "kebutuhan").iter_rows())

    @cached_property
    def opened(self) -> dict[str, int]:
        """Seats that the moves leave and that stay empty, by post, in the order of the moves; none that is above what
        the post needs.
        """
        found = {}
        for post in dict.fromkeys(move.before for move in self.moves):
            seats = self._given[1][post]
            needed = self.needed.get(post)
            if needed is not None:
                still = sum(self.seats(row) - self.taken[row] for row in self.stated.get(post, []))
                seats = min(seats, needed - self.holders[post] - still)
            if post in self.needed and seats > 0:
                found[post] = seats
        return found


def vacancies_after(dataset: Dataset, seats: Seats, named: Collection[str]) -> TableEdit:
    """What is left of the vacancies, and new ones for the posts that stay empty."""
    table = dataset.get("lowongan")
    cells: dict[int, Cells] = {}
    removed = set()
    for row, count in seats.taken.items():
        left = seats.seats(row) - count
        # without a column for it one seat is what a vacancy has
        if left or (seats.name(row) in named and table is not None and table.has("jumlah")):
            cells[row] = {"jumlah": str(left)}
        else:
            removed.add(row)
    names = _names(dataset, seats)
    # without a column for their number each seat is a vacancy of its own
    by_ones = table is not None and not table.has("jumlah")
    opened = [
        (post, 1 if by_ones else count) for post, count in seats.opened.items() for _ in range(count if by_ones else 1)
    ]
    added = tuple(_opened(dataset, seats, post, count, next(names)) for post, count in opened)
    return TableEdit(cells, frozenset(removed), added)


def _opened(dataset: Dataset, seats: Seats, post: str, count: int, name: str) -> Cells:
    """A new vacancy: it asks what another one of the post asks, if there is one."""
    since = max(move.effective for move in seats.moves if move.before == post)
    table = dataset.get("lowongan")
    asked: dict[str, str] = {}
    if table is not None and seats.stated.get(post):
        row = seats.stated[post][0]
        asked = {
            column.name: table.cell(row, column.name)
            for column in table.declaration.columns
            if column.name not in _OWN and table.cell(row, column.name)
        }
    return {
        "id_lowongan": name,
        "id_jabatan": post,
        "jumlah": str(count),
        **{key: text for key, text in asked.items() if key != "id_jabatan"},
        "tmt_kosong": since.isoformat(),
    }


def _names(dataset: Dataset, seats: Seats) -> Iterator[str]:
    """Names for new vacancies, in the form of those that there are, which no vacancy and no post bears."""
    table = dataset.get("lowongan")
    stated = () if table is None else table.frame["id_lowongan"].drop_nulls().to_list()
    numbered = [found for text in stated if (found := _NUMBERED.fullmatch(text))]
    prefixes = Counter(found[1] for found in numbered)
    prefix = prefixes.most_common(1)[0][0] if prefixes else "L-"
    of_prefix = [found[2] for found in numbered if found[1] == prefix]
    width = max(map(len, of_prefix), default=3)
    number = max(map(int, of_prefix), default=0)
    borne = {text.casefold() for text in (*stated, *filter(None, seats.needed))}
    while True:
        number += 1
        name = f"{prefix}{number:0{width}}"
        if name.casefold() not in borne:
            yield name
