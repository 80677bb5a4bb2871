"""Which findings somebody wants to see: by code, by topic, by file.

A code or its beginning stands for all codes that begin so. Of two that fit the longer one counts, as it says more;
of two that are equally long the one that leaves out.
"""

from __future__ import annotations

import fnmatch
from collections.abc import Collection, Iterator, Sequence

from mutasi.finding import Finding, Severity
from mutasi.model.policy import Selection

NEVER_LEFT_OUT = ("BERKAS", "KOLOM-01", "KOLOM-02", "KEBIJAKAN", "ATURAN", "TATA", "PENGECUALIAN", "TEMUAN")
"""Errors of these say that something was not read, that what is asked of rules is not understood, or that findings are
left out themselves."""


def selected(findings: Sequence[Finding], selection: Selection) -> tuple[Finding, ...]:
    """The findings that are wanted. Errors of NEVER_LEFT_OUT always are."""
    return tuple(one for one in findings if is_never_left_out(one) or wants(selection, one.rule, one.location.path))


def is_never_left_out(finding: Finding) -> bool:
    return finding.severity is Severity.ERROR and finding.rule.startswith(NEVER_LEFT_OUT)


def is_everything(selection: Selection) -> bool:
    return not (selection.select or selection.ignore or selection.in_files)


def combined(first: Selection, second: Selection) -> Selection:
    """What the second says over the first: its `select` takes the place of the other, the rest is added."""
    return Selection(
        select=second.select or first.select,
        extend=(*(() if second.select else first.extend), *second.extend),
        ignore=(*first.ignore, *second.ignore),
        in_files=(*first.in_files, *second.in_files),
    )


def unknown_codes(selection: Selection, known: Sequence[str]) -> Iterator[str]:
    """Codes and beginnings that fit no rule."""
    named = [*selection.select, *selection.extend, *selection.ignore]
    for one in (*named, *(code for _, codes in selection.in_files for code in codes)):
        if not any(code.startswith(one) for code in known):
            yield one


def wants(selection: Selection, code: str, path: str) -> bool:
    """Whether findings of a rule in a file are wanted."""
    asked = _longest(code, (*selection.select, *selection.extend))
    left_out = _longest(code, selection.ignore)
    if (left_out >= asked and left_out) or (selection.select and not asked):
        return False
    return not any(fits(path, pattern) and _longest(code, codes) for pattern, codes in selection.in_files)


def fits(path: str, pattern: str) -> bool:
    """Whether a pattern is for a file: one without slash fits the name of the file wherever it lies."""
    return fnmatch.fnmatchcase(path, pattern) or (
        "/" not in pattern and fnmatch.fnmatchcase(path.rpartition("/")[2], pattern)
    )


def unfitting(selection: Selection, paths: Collection[str]) -> Iterator[str]:
    """Patterns that are for none of these files."""
    return (pattern for pattern, _ in selection.in_files if not any(fits(path, pattern) for path in paths))


def _longest(code: str, beginnings: Sequence[str]) -> int:
    """The length of the longest beginning of a code, 0 for none."""
    return max((len(one) for one in beginnings if one and code.startswith(one)), default=0)
