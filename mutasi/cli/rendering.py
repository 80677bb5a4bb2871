"""A result in the form that is asked for, which is the same choice for every command."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

from mutasi.cli.session import Session
from mutasi.render.language import Language

M = TypeVar("M")


def rendered(
    run: Session, made: M, name: str, machine: Mapping[str, Callable[[M], str]], markdown: Callable[[M, Language], str],
    text: Callable[..., str], page: Callable[[M, Language], str] | None = None,
) -> str:  # fmt: skip
    """One of the forms for machines, a document (Markdown, or the page of a web browser where there is one) in the
    language of documents, or text as the terminal takes it.
    """
    if name in machine:
        return machine[name](made)
    if name == "md":
        return markdown(made, run.document_language)
    if name == "html" and page:
        return page(made, run.document_language)
    return text(made, run.language, run.paint, width=run.width, colour=run.colour)
