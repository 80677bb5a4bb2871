"""What kinds of changes, tables, notes and chains are called."""

from __future__ import annotations

from mutasi.diff.change import Change, Comparison, Kind
from mutasi.message import Message
from mutasi.render.language import Language

KIND_WORDS = {
    Kind.NEW: Message("new"),
    Kind.LEFT: Message("left"),
    Kind.PROMOTION: Message("promoted"),
    Kind.DEMOTION: Message("demoted"),
    Kind.DIAGONAL: Message("moved between tracks"),
    Kind.ROTATION: Message("rotated"),
    Kind.MOVE: Message("moved"),
    Kind.EXCHANGE: Message("exchanged posts"),
    Kind.FOLLOWER: Message("followed their unit"),
    Kind.RANK_UP: Message("rose in rank"),
    Kind.RANK_DOWN: Message("fell in rank"),
    Kind.EDUCATION: Message("education recorded"),
    Kind.TITLE: Message("title changed"),
    Kind.NAME: Message("name changed"),
    Kind.ASSIGNMENT_BEGUN: Message("assignment begun"),
    Kind.ASSIGNMENT_ENDED: Message("assignment ended"),
    Kind.RENAMED: Message("renamed"),
    Kind.RECODED: Message("another id"),
    Kind.MERGED: Message("merged"),
    Kind.SPLIT: Message("split"),
    Kind.REPLACED: Message("placed elsewhere"),
    Kind.FIELD: Message("other field changed"),
    Kind.SAME_PERSON: Message("perhaps the same person, NIP corrected"),
    Kind.RECORD_NEW: Message("record added, nobody came"),
    Kind.RECORD_GONE: Message("record removed, nobody left"),
    Kind.COLUMN_NEW: Message("column of the file added"),
    Kind.COLUMN_GONE: Message("column of the file removed"),
}
_OF_THINGS = {
    Kind.NEW: Message("opened"),
    Kind.LEFT: Message("closed"),
}
"""What the same kinds are called of units, posts and vacancies."""
_OF_RECORDS = {
    Kind.NEW: Message("records added"),
    Kind.LEFT: Message("records removed"),
    Kind.FIELD: Message("cells changed"),
}
"""What they are called of records of any table."""
TABLE_WORDS = {
    "pegawai": Message("People"),
    "unit": Message("Units"),
    "jabatan": Message("Posts"),
    "penugasan": Message("Acting posts"),
    "lowongan": Message("Vacancies"),
}
NOTE_WORDS = {
    "pensiun": Message("retired by age"),
    "pensiun_tercatat": Message("retired, as recorded"),
    "kontrak_selesai": Message("the contract ended"),
    "mpp": Message("was preparing for retirement (MPP)"),
    "meninggal": Message("died"),
    "pindah_instansi": Message("moved to another agency"),
    "berhenti": Message("left the service"),
    "tidak_diketahui": Message("reason unknown"),
    "diangkat": Message("newly appointed"),
    "pindah_masuk": Message("served before: moved in, or missing from the older file"),
    "kembali": Message("is back"),
    "padanan": Message("as mutasi.yaml says"),
}


def kind_word(table: str, kind: Kind) -> Message:
    """What a kind of change is called of the records of a table."""
    if table in ("pegawai", "penugasan"):
        return KIND_WORDS[kind]
    return (_OF_THINGS if table in TABLE_WORDS else _OF_RECORDS).get(kind, KIND_WORDS[kind])


def title_of(table: str, words: Language) -> str:
    """What the records of a table are called; a table of no dataset by its name."""
    return words.text(TABLE_WORDS[table]) if table in TABLE_WORDS else table


def note_of(one: Change, words: Language) -> str:
    """The note of a change in words."""
    if one.kind is Kind.SAME_PERSON and one.note:
        return words.text(Message("{columns} agree as well", columns=tuple(one.note.split(" "))))
    if one.kind in (Kind.RECODED, Kind.MERGED, Kind.SPLIT) and one.note.isdigit():
        return words.text(Message("alike {score} of 100", score=one.note))
    if one.kind is Kind.EXCHANGE:
        return words.text(Message("with {nip}", nip=one.note))
    return words.text(NOTE_WORDS[one.note]) if one.note in NOTE_WORDS else one.note


def chain_lines(comparison: Comparison, words: Language) -> tuple[str, list[str]] | None:
    """Who followed whom, a line a person below the number of the chain, under a title; None when nobody did."""
    if not comparison.chains:
        return None
    title = words.text(Message("Chains of moves ({count})", count=len(comparison.chains)))
    lines = []
    for number, chain in enumerate(comparison.chains, start=1):
        around = Message("{number}: each takes the seat of the one before, the first that of the last", number=number)
        along = Message("{number}: each takes the seat of the one before", number=number)
        lines.append(words.text(around if chain.cycle else along))
        lines += [f"   {_link(one, words)}" for one in chain.links]
    return title, lines


def _link(one: Change, words: Language) -> str:
    old, new = one.old_name or one.old, one.new_name or one.new
    if one.kind is Kind.LEFT:
        new = words.text(KIND_WORDS[Kind.LEFT])
    elif one.kind is Kind.NEW:
        old = words.text(KIND_WORDS[Kind.NEW])
    return f"{one.key} {one.name}: {old} → {new}"
