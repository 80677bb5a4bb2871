"""A change between two snapshots, as values."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from mutasi.model.dataset import Input


class Kind(StrEnum):
    """What happened to a record, in the words of files; the order of the members is the order of the report."""

    NEW = "baru"
    LEFT = "keluar"
    PROMOTION = "promosi"
    DEMOTION = "demosi"
    DIAGONAL = "diagonal"
    ROTATION = "rotasi"
    MOVE = "pindah"
    EXCHANGE = "tukar"
    FOLLOWER = "ikut_unit"
    RANK_UP = "naik_pangkat"
    RANK_DOWN = "turun_pangkat"
    EDUCATION = "pendidikan"
    TITLE = "gelar"
    NAME = "nama"
    ASSIGNMENT_BEGUN = "penugasan_mulai"
    ASSIGNMENT_ENDED = "penugasan_selesai"
    RENAMED = "ganti_nama"
    RECODED = "ganti_kode"
    MERGED = "gabung"
    SPLIT = "pecah"
    REPLACED = "pindah_induk"
    FIELD = "ubah"
    SAME_PERSON = "nip_dikoreksi"
    RECORD_NEW = "catatan_baru"
    RECORD_GONE = "catatan_hapus"
    COLUMN_NEW = "kolom_baru"
    COLUMN_GONE = "kolom_hilang"


MOVES = (Kind.PROMOTION, Kind.DEMOTION, Kind.DIAGONAL, Kind.ROTATION, Kind.MOVE, Kind.EXCHANGE)


STRUCTURE = (Kind.COLUMN_NEW, Kind.COLUMN_GONE)
"""Changes of the file, not of a record."""


@dataclass(frozen=True, slots=True)
class Change:
    """One fact that differs. Lines are those of the record in both files, 0 where it is absent.

    `old` and `new` are the texts of `field`; `note` is a code: why somebody left (pensiun by age, kontrak_selesai, a
    status as recorded, tidak_diketahui) or is new (diangkat, pindah_masuk, kembali), with whom a post was exchanged (a
    NIP), which kind an assignment is of, which dates agree of what may be one person, or how alike two units or posts
    of other ids are, of 100 (padanan where the policy says so). `old_name` and `new_name` are what people call the
    posts or units whose ids `old` and `new` are; `since` is the first day (TMT) of the move, rank or assignment as the
    file writes it.
    """

    kind: Kind
    table: str
    key: str
    name: str
    field: str
    old: str
    new: str
    old_line: int
    new_line: int
    note: str = ""
    old_name: str = ""
    new_name: str = ""
    since: str = ""


@dataclass(frozen=True, slots=True)
class Chain:
    """Moves in the order in which posts became free: each person took the post that the one before left. The first may
    have left the organisation and the last be new; in a `cycle` the first took the post of the last.
    """

    links: tuple[Change, ...]
    cycle: bool = False


@dataclass(frozen=True, slots=True)
class TableCounts:
    """Records of a table whose single changes are not listed: added, removed, changed, unchanged."""

    added: int
    removed: int
    changed: int
    unchanged: int


@dataclass(frozen=True)
class Comparison:
    """All changes in the order of the report, and counts that agree with them.

    `unchanged` counts the people in both snapshots without any change, or the records of the table `of`; `facts` holds
    the tables of facts, `noise` how many changes there are in the columns of people that are only counted, and `chains`
    who followed whom. `dates` are the reference dates of both sides; `only_old` and
    `only_new` tables that only one side has, which are not compared.
    """

    old: tuple[Input, ...]
    new: tuple[Input, ...]
    changes: tuple[Change, ...]
    unchanged: int
    facts: Mapping[str, TableCounts]
    noise: Mapping[str, int] = field(default_factory=dict)
    chains: tuple[Chain, ...] = ()
    of: str = "pegawai"
    dates: tuple[datetime.date | None, datetime.date | None] = (None, None)
    only_old: tuple[str, ...] = ()
    only_new: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing differs, facts included."""
        facts = any(one.added or one.removed or one.changed for one in self.facts.values())
        return not (self.changes or facts or self.noise or self.only_old or self.only_new)

    @cached_property
    def counts(self) -> Mapping[str, Mapping[Kind, int]]:
        """How many changes of each kind there are by table, without kinds and tables that have none."""
        found = Counter((one.table, one.kind) for one in self.changes)
        tables = dict.fromkeys(one.table for one in self.changes)
        return {name: {kind: found[name, kind] for kind in Kind if found[name, kind]} for name in tables}
