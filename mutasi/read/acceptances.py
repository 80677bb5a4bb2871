"""Comments in YAML that accept a finding: ``# mutasi: abaikan[NIP-03] reason``.

Behind something a comment accepts what is found in its line, on a line of its own what is found in the next.
Letters may be of any case, and another comment may stand before the sign.
"""

from __future__ import annotations

import re

from mutasi.finding import Finding, Location
from mutasi.message import Message
from mutasi.model.policy import Exemption
from mutasi.read.faults import fault
from mutasi.read.source import Source
from mutasi.read.yaml import comments

_MARK = re.compile(
    r"# *(?P<name>mutasi) *: *(?P<verb>\w*) *(?P<list>\[(?P<codes>[^\]]*)\])? *(?P<reason>.*)", re.IGNORECASE
)
_SIGN = re.compile(rb"# *(?i:mutasi) *:")
_VERB = "abaikan"
_FORM = Message("write # mutasi: abaikan[CODE] and the reason")


def acceptances(source: Source) -> tuple[tuple[Exemption, ...], tuple[Finding, ...]]:
    """The acceptances in valid YAML, and what is wrong with comments that are meant to be some."""
    if not _SIGN.search(source.data):
        return (), ()
    found: list[Exemption] = []
    wrong: list[Finding] = []
    for comment in comments(source.text):
        match = _MARK.search(comment.text)
        if match is None or not _is_meant(match):
            continue
        where = Location(source.path, comment.line + 1, comment.column + match.start() + 1)
        codes = [code.strip().upper() for code in (match["codes"] or "").split(",") if code.strip()]
        if match["verb"].casefold() != _VERB or not codes or not match["reason"].strip():
            message = Message("this comment accepts nothing: the word abaikan, a code or the reason is missing")
            wrong.append(fault("PENGECUALIAN-04", message, where, value=comment.text, fix=_FORM))
            continue
        line = comment.line + (2 if comment.alone else 1)
        found += (Exemption(code, match["reason"].strip(), where, line=line) for code in codes)
    return tuple(found), tuple(wrong)


def _is_meant(match: re.Match[str]) -> bool:
    """Whether the words are for this program: others may write of a mutasi, but not in the form of an acceptance."""
    plain = match.start() == 0 and match["name"] == "mutasi"
    return plain or match["list"] is not None or match["verb"].casefold() == _VERB
