"""All files of a proposal, by their names inside its folder."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from mutasi.model.manifest import MANIFEST
from mutasi.proposal.concern import SLUG, concerned, slugs
from mutasi.proposal.document import Proposal
from mutasi.render.language import Language
from mutasi.render.letters import Letters
from mutasi.render.proposal import FORMATS, Forms

DOCUMENT, LETTERS = "usulan", "surat"

LETTER_FORMATS = ("md", "html")

Progress = Callable[[int, int], None]
"""Told how many letters of how many are made."""


def no_progress(done: int, whole: int) -> None:
    """Says nothing."""


def proposal_files(forms: Forms, progress: Progress = no_progress) -> dict[str, bytes]:
    """The document in every format, and the letters. Whoever adds files of another kind adds them here."""
    files = {f"{DOCUMENT}.{name}": _bytes(forms.render(name)) for name in FORMATS}
    letters = letter_files(forms.proposal, forms.words, progress)
    return files | {f"{LETTERS}/{name}": data for name, data in letters.items()}


def is_own(name: str, *, is_folder: bool) -> bool:
    """Whether a file, or a folder, of that name inside the folder of a proposal is one of it."""
    folder, _, file = name.rpartition("/")
    stem, _, suffix = file.rpartition(".")
    if is_folder:
        return name == LETTERS
    if folder == LETTERS:
        return is_letter(file)
    return not folder and (file == MANIFEST or (stem == DOCUMENT and suffix in FORMATS))


_LETTER = re.compile(r"(?:[0-9]{8,}|p(?:-[a-z2-7]{4}){3})(?:-[a-z0-9-]*)?")
"""How the name of a letter begins: with the NIP, or its pseudonym."""


def is_letter(name: str) -> bool:
    """Whether a file of that name may be a letter, and not one that somebody keeps there."""
    stem, _, suffix = name.rpartition(".")
    return suffix in LETTER_FORMATS and re.fullmatch(SLUG, stem) is not None and _LETTER.fullmatch(stem) is not None


def letter_files(proposal: Proposal, words: Language, progress: Progress = no_progress) -> Mapping[str, bytes]:
    """A letter for each person concerned, as Markdown and as a page."""
    people = concerned(proposal)
    letters = Letters(proposal, words)
    made: dict[str, bytes] = {}
    for done, (slug, one) in enumerate(zip(slugs(people), people, strict=True), start=1):
        text, page = letters.letter(one)
        made |= {f"{slug}.md": text.encode(), f"{slug}.html": page.encode()}
        progress(done, len(people))
    return made


def _bytes(made: str | bytes) -> bytes:
    return made.encode() if isinstance(made, str) else made
