"""The sections of `mutasi.yaml` about checking: which rules look, and which findings are accepted."""

from __future__ import annotations

from mutasi.finding import Location
from mutasi.message import Message
from mutasi.model.codes import TABLE_NAMES
from mutasi.model.policy import Exemption, Selection
from mutasi.read.nodes import Mapping, Node, Scalar, Sequence, place
from mutasi.read.policy_section import Notes, Section, section_at

_NEEDED = ("kode", "kunci", "alasan", "sampai")
EXEMPTION_KEYS = ("kode", "kunci", "tabel", "kolom", "lowongan", "alasan", "sampai")


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


def exemptions_in(top: Section) -> tuple[tuple[Exemption, ...], tuple[Exemption, ...]]:
    """The findings that are accepted; and those that are not, as something lacks, which is a finding."""
    node = top.node("pengecualian")
    if node is None:
        return (), ()
    if not isinstance(node, Sequence):
        top.notes.wrong(node, "pengecualian", Message("{key} takes a list of records", key="pengecualian"))
        return (), ()
    found = [one for item in node.items if (one := _exemption(item, top.notes)) is not None]
    return tuple(one for one in found if _is_complete(one)), tuple(
        one for one in found if one.code and not _is_complete(one)
    )


def _is_complete(one: Exemption) -> bool:
    return bool(one.code and one.key and one.reason and one.until)


def _is_blank(node: Node | None) -> bool:
    return node is None or (isinstance(node, Scalar) and not node.text.strip())


def _exemption(item: Node, notes: Notes) -> Exemption | None:
    if not isinstance(item, Mapping):
        notes.wrong(item, "pengecualian", Message("{key} takes a list of records", key="pengecualian"))
        return None
    own = section_at(item, "pengecualian", EXEMPTION_KEYS, notes)
    texts = {name: own.text(name) for name in ("kode", "kunci", "kolom", "lowongan", "alasan")}
    table = own.one_of("tabel", TABLE_NAMES)
    until = own.date("sampai")
    lacking = [name for name in _NEEDED if _is_blank(own.node(name))]
    if lacking:
        message = Message("an acceptance of a finding also needs {keys}", keys=tuple(lacking))
        fix = Message("write who decided why, and the last day on which that holds: kode, kunci, alasan, sampai")
        notes.wrong(item, "pengecualian", message, fix)
    return Exemption(
        code=texts["kode"].upper(),
        reason=texts["alasan"],
        location=place(item, notes.path),
        key=texts["kunci"],
        field=texts["kolom"],
        until=until,
        vacancy=texts["lowongan"],
        table=table,
    )
