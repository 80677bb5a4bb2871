"""A plan that was written before: its moves, for what comes after them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass

from mutasi.finding import Location
from mutasi.message import Message
from mutasi.model.plan import FileMove, FileRival, Loss
from mutasi.read.move_list import MoveList, MovesFault, is_json
from mutasi.read.nodes import Mapping, Node, Sequence, key_place, place
from mutasi.read.source import Source

EFFECTIVE = "tmt_penempatan"
KEYS = (
    "nip", "nama", "dari_id_jabatan", "id_lowongan", "ke_id_jabatan", "tmt", "rantai", "siklus", "minat", "terpaksa",
)  # fmt: skip
"""What mutasi plan writes of a move in YAML."""
YES_NO = ("", "ya", "tidak")
FORMS = {"skema": "mutasi-rencana-1", "schema": "mutasi-plan-1"}
"""The form of a plan that this version knows, by the key that names it: in YAML, and in JSON."""


class PlanInvalid(MovesFault):
    """A file is no plan, or not one that can be used."""

    remedy = Message("name a file that mutasi plan -f yaml or -f json wrote")

    @classmethod
    def whole(cls, reason: Message, location: Location) -> PlanInvalid:
        return cls(Message("this is no plan: {reason}", reason=reason), location)


@dataclass(frozen=True, slots=True)
class PlanFile:
    """A plan as it stands in its file: the moves, its TMT with its place, and the keys of moves that no plan has (in
    YAML, which people edit) with theirs.
    """

    moves: tuple[FileMove, ...]
    effective: datetime.date | None = None
    place: Location | None = None
    strange: tuple[tuple[str, Location | None], ...] = ()


def read_plan(source: Source) -> tuple[FileMove, ...]:
    """The moves of a plan in YAML or JSON, in file order. Raises PlanInvalid with the place."""
    return read_plan_file(source).moves


def read_plan_file(source: Source) -> PlanFile:
    """All of it. Raises PlanInvalid with the place."""
    file = MoveList(source.path, PlanInvalid)
    root = file.mapping(file.root(source))
    listed = file.listed(root)
    _refuse_form(file, root)
    usual = file.day(root, EFFECTIVE)
    moves = tuple(_move(file, node, usual) for node in listed.items)
    seen: set[str] = set()
    for move, node in zip(moves, listed.items, strict=True):
        if move.nip in seen:
            raise PlanInvalid(Message("{nip} moves twice", nip=move.nip), place(node, source.path),
                              Message("leave one of the two moves"))  # fmt: skip
        seen.add(move.nip)
    where = file.value_place(root, EFFECTIVE) if usual else None
    return PlanFile(moves, usual, where, () if is_json(source) else tuple(_strange(listed, source.path)))


def _refuse_form(file: MoveList, root: Mapping) -> None:
    """A plan of another form might mean other things by the same words. A file that names none was written by hand."""
    for key, known in FORMS.items():
        text = file.text(root, key)
        if text and text != known:
            raise PlanInvalid(
                Message("the plan is of the form '{text}', and this version of mutasi reads {known}",
                        text=text, known=known),
                file.value_place(root, key),
                Message("make the plan anew with mutasi plan, or use the version of mutasi that wrote it"),
            )  # fmt: skip


def _strange(listed: Sequence, path: str) -> Iterator[tuple[str, Location | None]]:
    for node in listed.items:
        if isinstance(node, Mapping):
            yield from ((key, key_place(entry, path)) for key, entry in node.entries.items() if key not in KEYS)


def _move(file: MoveList, node: Node, usual: datetime.date | None) -> FileMove:
    move = file.record(node)
    keys = ("nip", "nama", "ke_id_jabatan", "id_lowongan", "dari_id_jabatan", "minat", "terpaksa")
    texts = {key: file.text(move, key) for key in keys}
    if texts["terpaksa"] not in YES_NO:
        raise PlanInvalid(
            Message("terpaksa is ya or tidak, not '{text}'", text=texts["terpaksa"]),
            file.value_place(move, "terpaksa"),
            Message("write what mutasi plan wrote there, or leave the key out"),
        )
    if not texts["nip"] or not texts["ke_id_jabatan"]:
        raise PlanInvalid(
            Message("a move needs nip and ke_id_jabatan"),
            place(node, file.path),
            Message("write both, or take the move out"),
        )
    return FileMove(
        texts["nip"],
        texts["ke_id_jabatan"],
        texts["id_lowongan"],
        texts["dari_id_jabatan"],
        wished=bool(texts["minat"]),
        forced=texts["terpaksa"] == "ya",
        effective=file.day(move, "tmt") or usual,
        place=place(node, file.path),
        name=texts["nama"],
        above=tuple(_above(file, move)),
    )


def _above(file: MoveList, move: Mapping) -> Iterator[FileRival]:
    """Those whom a plan in JSON tells of who fit better than the one who moves."""
    entry = move.entries.get("di_atasnya")
    listed = entry.value if entry is not None else None
    for node in listed.items if isinstance(listed, Sequence) else ():
        rival = file.record(node)
        yield FileRival(
            file.text(rival, "nip"), _loss(file.text(rival, "rugi_dengannya")), file.text(rival, "melanggar")
        )


_LOSS = re.compile(r"(?P<at_most><= )?(?:(?P<seats>[0-9]+) kursi, )?(?P<whole>[0-9]+)\.(?P<part>[0-9]{2})")


def _loss(text: str) -> Loss | None:
    """`2 kursi, 12.50`, with `<= ` before it where it may be less; None for anything else."""
    found = _LOSS.fullmatch(text)
    if found is None:
        return None
    points = 100 * int(found["whole"]) + int(found["part"])
    return Loss(int(found["seats"] or 0), points, at_most=found["at_most"] is not None)
