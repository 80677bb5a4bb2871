"""The sections of `mutasi.yaml` about checking: which rules look, and which findings are accepted."""

from __future__ import annotations

from mutasi.finding import Location
from mutasi.message import Message
from mutasi.model.policy import Exemption, Selection
from mutasi.read.nodes import Mapping, Node, Sequence, place
from mutasi.read.policy_section import Notes, Section, section_at

EXEMPTION_KEYS = ("kode", "kunci", "kolom", "lowongan", "alasan", "sampai")


def selection_in(section: Section) -> Selection:
    """What `validate` checks: lists of codes or their beginnings."""
    in_files = section.section("abaikan_berkas")
    select, ignore = section.codes("pilih"), section.codes("abaikan")
    of_files = {pattern: in_files.codes(pattern) for pattern in in_files.entries}
    return Selection(
        select=_texts(select),
        ignore=_texts(ignore),
        in_files=tuple((pattern, _texts(codes)) for pattern, codes in of_files.items()),
        places=(*select, *ignore, *(code for codes in of_files.values() for code in codes)),
    )


def _texts(codes: tuple[tuple[str, Location], ...]) -> tuple[str, ...]:
    return tuple(text for text, _ in codes)


def exemptions_in(top: Section) -> tuple[Exemption, ...]:
    """The findings that are accepted. One that lacks something is none, and that is a finding."""
    node = top.node("pengecualian")
    if node is None:
        return ()
    if not isinstance(node, Sequence):
        top.notes.wrong(node, "pengecualian", Message("{key} takes a list of records", key="pengecualian"))
        return ()
    found = [_exemption(item, top.notes) for item in node.items]
    return tuple(one for one in found if one is not None)


def _exemption(item: Node, notes: Notes) -> Exemption | None:
    if not isinstance(item, Mapping):
        notes.wrong(item, "pengecualian", Message("{key} takes a list of records", key="pengecualian"))
        return None
    own = section_at(item, "pengecualian", EXEMPTION_KEYS, notes)
    texts = {name: own.text(name) for name in ("kode", "kunci", "kolom", "lowongan", "alasan")}
    until = own.date("sampai")
    lacking = [name for name in ("kode", "kunci", "alasan") if not texts[name].strip()]
    lacking += ["sampai"] if own.node("sampai") is None else []
    if lacking:
        message = Message("an acceptance of a finding also needs {keys}", keys=tuple(lacking))
        fix = Message("write who decided why, and the last day on which that holds: kode, kunci, alasan, sampai")
        notes.wrong(item, "pengecualian", message, fix)
    if lacking or until is None:
        return None
    return Exemption(
        code=texts["kode"].upper(),
        reason=texts["alasan"],
        location=place(item, notes.path),
        key=texts["kunci"],
        field=texts["kolom"],
        until=until,
        vacancy=texts["lowongan"],
    )
