"""On what a rule rests, for readers: its sources by their short names, and how sure they are."""

from __future__ import annotations

from mutasi.message import Message, mark
from mutasi.model.reference import Confidence, Reference, Source
from mutasi.model.verdict import Reason
from mutasi.render.language import Language

CONFIDENCE = {
    Confidence.PRIMARY: mark("the wording was seen"),
    Confidence.SECONDARY: mark("quoted or reported"),
    Confidence.MEMORY: mark("remembered, not seen: to be verified"),
}

TO_VERIFY = Message("its wording was not seen: verify it before it decides")


def basis_text(reason: Reason, reference: Reference, words: Language) -> str:
    """The sources of a requirement in the order of its declaration, and how sure it is."""
    sources = "; ".join(source_name(reference.sources[key], words) for key in reason.basis)
    return f"{sources} ({words.translate(CONFIDENCE[Confidence(reason.confidence)])})" if reason.confidence else sources


def source_name(source: Source, words: Language) -> str:
    """The short name of a source; what is only remembered is no title, and is said in the language."""
    if source.kind == "ingatan":
        return words.text(Message("memory of those who wrote the rules, wording not seen"))
    return source.short


def needs_look(reason: Reason) -> bool:
    """Whether an officer has to look at the official text before the rule decides."""
    return reason.verify or reason.confidence == Confidence.MEMORY
