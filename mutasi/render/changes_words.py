"""What kinds of changes, tables, notes and chains are called."""

from __future__ import annotations

from mutasi.diff.change import Chain, Change, Comparison, Kind
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
    Kind.NAME: Message("name corrected"),
    Kind.ASSIGNMENT_BEGUN: Message("assignment begun"),
    Kind.ASSIGNMENT_ENDED: Message("assignment ended"),
    Kind.RENAMED: Message("renamed"),
    Kind.RECODED: Message("the same under another id"),
    Kind.MERGED: Message("merged"),
    Kind.SPLIT: Message("split"),
    Kind.REPLACED: Message("placed elsewhere"),
    Kind.FIELD: Message("other field changed"),
    Kind.SAME_PERSON: Message("perhaps the same person, NIP corrected"),
    Kind.COLUMN_NEW: Message("column added"),
    Kind.COLUMN_GONE: Message("column removed"),
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
    "pensiun": Message("retired"),
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
    if one.kind is Kind.SAME_PERSON and one.note:
        return words.text(Message("{columns} agree as well", columns=tuple(one.note.split(" "))))
    return words.text(NOTE_WORDS[one.note]) if one.note in NOTE_WORDS else one.note


def chain_lines(comparison: Comparison, words: Language) -> tuple[str, list[str]] | None:
    """Who followed whom, a line a chain, under a title; None when nobody did."""
    if not comparison.chains:
        return None
    title = words.text(Message("Chains of moves ({count})", count=len(comparison.chains)))
    return title, [_chain(chain, words) for chain in comparison.chains]


def _chain(chain: Chain, words: Language) -> str:
    """Each person with the post that became free: `A (left) ← B: Kepala Seksi ← C: ...`."""
    parts = []
    for at, one in enumerate(chain.links):
        if one.kind is Kind.LEFT:
            parts.append(words.text(Message("{name} left {post}", name=one.name, post=one.old_name or one.old)))
        elif one.kind is Kind.NEW:
            parts.append(words.text(Message("{name}, who is new, took it", name=one.name)))
        elif at == 0:
            old, new = one.old_name or one.old, one.new_name or one.new
            parts.append(words.text(Message("{name}: {old} → {new}", name=one.name, old=old, new=new)))
        else:
            message = Message("{name} took it, leaving {post}", name=one.name, post=one.old_name or one.old)
            parts.append(words.text(message))
    if chain.cycle:
        parts.append(words.text(Message("which the first took")))
    return "; ".join(parts)
