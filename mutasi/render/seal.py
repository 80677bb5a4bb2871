"""A seal as its file, and in words."""

from __future__ import annotations

from mutasi.message import Message, mark
from mutasi.model.seal import Seal, changed_parts
from mutasi.render.json_text import json_text

_HEAD = """\
# Segel bobot dan aturan, ditulis oleh mutasi weights --seal sebelum nilai dibuka. Simpan bersama mutasi.yaml;
# jangan diubah selain "oleh". mutasi weights --check-seal membandingkannya dengan mutasi.yaml yang berlaku.
"""
SHORT = 12
"""Digits of a hash that people compare."""

NOT_SEALED = Message("not sealed")
_HOLDS = mark("sealed ({digest}, {day}) and unchanged since")


def seal_text(made: Seal) -> str:
    """The file, the same bytes for the same policy."""
    lines = [
        f"versi: {json_text(made.version)}",
        f"tanggal_acuan: {json_text(made.as_of) if made.as_of else ''}".rstrip(),
        f"oleh: {json_text(made.by) if made.by else ''}".rstrip(),
        f"segel: {json_text(made.digest)}",
        "bagian:",
        *(f"  {name}: {json_text(digest)}" for name, digest in made.parts.items()),
    ]
    return _HEAD + "".join(f"{line}\n" for line in lines)


def seal_told(before: Seal, now: Seal) -> Message:
    """Whether the seal holds, in a sentence."""
    changed = changed_parts(before, now)
    digest = before.digest[:SHORT]
    day = before.as_of or Message("without a date")
    if changed:
        return Message("sealed ({digest}, {day}) and changed since: {parts}", digest=digest, day=day, parts=changed)
    return Message(_HOLDS, digest=digest, day=day)


def holds(told: Message) -> bool:
    """Whether that sentence says that it does."""
    return told.template == _HOLDS


def seal_json(before: Seal, now: Seal) -> str:
    document = {
        "schema": "mutasi-seal-1",
        "segel": before.digest,
        "kini": now.digest,
        "tanggal_acuan": before.as_of or None,
        "oleh": before.by or None,
        "berubah": list(changed_parts(before, now)),
    }
    return json_text(document, indent=1) + "\n"
