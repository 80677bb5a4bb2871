"""Comments in YAML that accept a finding: ``# mutasi: abaikan[NIP-03] reason``.

Behind something a comment accepts what is found in its line, on a line of its own what is found in the next.
"""

from __future__ import annotations

import re

from mutasi.finding import Finding, Location
from mutasi.message import Message
from mutasi.model.policy import Exemption
from mutasi.read.faults import fault
from mutasi.read.source import Source
from mutasi.read.yaml import comments

_MARK = re.compile(r"# *mutasi: *(?P<verb>\w*) *(?:\[(?P<codes>[^\]]*)\])? *(?P<reason>.*)")
_FORM = Message("write # mutasi: abaikan[CODE] and the reason")


def acceptances(source: Source) -> tuple[tuple[Exemption, ...], tuple[Finding, ...]]:
    """The acceptances in valid YAML, and what is wrong with comments that are meant to be some."""
    if b"mutasi:" not in source.data:
        return (), ()
    found: list[Exemption] = []
    wrong: list[Finding] = []
    for comment in comments(source.text):
        match = _MARK.fullmatch(comment.text)
        if match is None:
            continue
        where = Location(source.path, comment.line + 1, comment.column + 1)
        codes = [code.strip().upper() for code in (match["codes"] or "").split(",") if code.strip()]
        if match["verb"] != "abaikan" or not codes or not match["reason"].strip():
            message = Message("this comment accepts nothing: the word abaikan, a code or the reason is missing")
            wrong.append(fault("PENGECUALIAN-04", message, where, value=comment.text, fix=_FORM))
            continue
        line = comment.line + (2 if comment.alone else 1)
        found += (Exemption(code, match["reason"].strip(), where, line=line) for code in codes)
    return tuple(found), tuple(wrong)
