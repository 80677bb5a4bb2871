"""Whether a proposal is as it was written, and whether it comes out the same again: for people and for machines."""

from __future__ import annotations

from collections.abc import Iterator

from mutasi.message import Message
from mutasi.model.manifest import MANIFEST, OtherBytes, Program, Replayed, Verified
from mutasi.render.json_text import json_text
from mutasi.render.language import Language
from mutasi.render.text import visible

FORMATS = ("text", "json")


def verified_text(found: Verified, words: Language) -> str:
    """A line for each file that is not as it was written, then what the manifest is and what it cannot prove."""
    return _lines(_verified(found), words)


def _verified(found: Verified) -> Iterator[Message]:
    for name in found.changed:
        yield Message("changed: {path}", path=name)
    for name in found.missing:
        yield Message("missing: {path}", path=name)
    for name in found.added:
        yield Message("added: {path}", path=name)
    if not found.own:
        yield Message("{manifest} was changed itself, so that it tells nothing of the other files", manifest=MANIFEST)
    elif found.sound:
        yield Message("as written: {count} file(s)", count=found.files)
    yield Message("{manifest}: SHA-256 {digest}", manifest=MANIFEST, digest=found.manifest_sha256)
    if found.noted:
        yield Message("that is the hash that was noted")
    elif found.noted is False:
        yield Message("that is not the hash that was noted: the folder is another one, or all of it was made anew")
    else:
        yield Message("Whoever may write the folder could change its files and make a manifest that fits them. Compare"
                      " this hash with the one that was noted when the proposal was made: --sha256")  # fmt: skip


def verified_json(found: Verified) -> str:
    document = {
        "schema": "mutasi-pemeriksaan-1",
        "utuh": found.sound,
        "berkas": found.files,
        "berubah": list(found.changed),
        "hilang": list(found.missing),
        "bertambah": list(found.added),
        "manifes": {"sha256": found.manifest_sha256, "utuh": found.own, "sesuai_catatan": found.noted},
    }
    return json_text(document, indent=1) + "\n"


SECTIONS = {
    "recipe": "permintaan", "as_of": "tanggal_acuan", "effective": "tmt_penempatan", "used": "masukan",
    "seal": "segel", "counts": "jumlah", "mask": "samaran", "repeatable": "dapat_diulang", "program": "alat",
    "git": "git", "git_missing": "git",
}  # fmt: skip
"""Fields of a manifest by what they are called in its file."""


def replayed_text(found: Replayed, words: Language) -> str:
    """A line for each file that comes out otherwise, and what else may be the cause."""
    return _lines(_replayed(found), words)


def _replayed(found: Replayed) -> Iterator[Message]:
    for one in found.others:
        yield _other(one)
    if found.sections:
        sections = tuple(SECTIONS[name] for name in found.sections)
        yield Message("{manifest}: other values in {sections}", manifest=MANIFEST, sections=sections)
    if found.same:
        yield Message("made again, the same bytes: {count} file(s)", count=found.files)
    if found.program != found.then:
        yield from _programs(found.then, found.program)


def _other(one: OtherBytes) -> Message:
    if not one.is_there:
        return Message("missing: {path}", path=one.path)
    if not one.is_made:
        return Message("added: {path}", path=one.path)
    if one.at is None:
        return Message("changed: {path}", path=one.path)
    return Message("changed: {path}, from byte {at} on", path=one.path, at=one.at + 1)


def _programs(then: Program, now: Program) -> Iterator[Message]:
    """What made it then and now, as far as it differs: the first thing to look at where bytes differ."""
    if then.version != now.version:
        yield Message("made with mutasi {then}, again with {now}", then=then.version, now=now.version)
    elif then.sha256 != now.sha256:
        yield Message("the code of mutasi {version} is not the one that it was made with", version=now.version)
    if then.python != now.python:
        yield Message("made with Python {then}, again with {now}", then=then.python, now=now.python)
    for name in sorted({*then.libraries, *now.libraries}):
        before, after = then.libraries.get(name, "-"), now.libraries.get(name, "-")
        if before != after:
            yield Message("made with {library} {then}, again with {now}", library=name, then=before, now=after)


def replayed_json(found: Replayed) -> str:
    document = {
        "schema": "mutasi-ulang-1",
        "sama": found.same,
        "berkas": found.files,
        "berbeda": [
            {"berkas": one.path, "bita": None if one.at is None else one.at + 1, "ada": one.is_there,
             "dibuat": one.is_made}
            for one in found.others
        ],
        "bagian_manifes": [SECTIONS[name] for name in found.sections],
        "alat_sama": found.program == found.then,
    }  # fmt: skip
    return json_text(document, indent=1) + "\n"


def _lines(messages: Iterator[Message], words: Language) -> str:
    return "".join(f"{visible(words.text(message))}\n" for message in messages)
