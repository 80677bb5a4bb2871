"""The file of old findings. It is written by a program and read with distrust: what is not as written is refused."""

from __future__ import annotations

import json
from typing import Any

from mutasi.errors import MutasiError
from mutasi.finding import Severity
from mutasi.message import Message
from mutasi.model.baseline import Baseline, Known
from mutasi.read.source import Source

SCHEMA = "mutasi-baseline-2"
FIELDS = ("rule", "severity", "path", "field", "fingerprint", "count")


_FAMILY = b'"mutasi-baseline-'
"""Stands in every file of old findings, also in one of an older form, or that a merge has damaged."""


class BaselineInvalid(MutasiError):
    """The file of old findings is not one, or `damaged`: of an older form, or otherwise than it was written."""

    def __init__(self, path: str, *, damaged: bool) -> None:
        if damaged:
            message = Message("{path} is a file of old findings that cannot be read", path=path)
            fix = Message("write it anew: mutasi validate --baseline {path} --write-baseline --force", path=path)
        else:
            message = Message("{path} is no file of old findings", path=path)
            fix = Message("name the file that --write-baseline wrote; for a new one name a file that is not there yet")
        super().__init__(message, fix=fix)


def read_baseline(source: Source) -> Baseline:
    """The findings that the file knows. Raises BaselineInvalid."""
    invalid = BaselineInvalid(source.path, damaged=_FAMILY in source.data)
    try:
        document = json.loads(source.data)
    except (ValueError, RecursionError) as error:
        raise invalid from error
    if not isinstance(document, dict) or document.get("schema") != SCHEMA:
        raise invalid
    entries = document.get("findings")
    if not isinstance(entries, list) or not all(map(_is_entry, entries)):
        raise invalid
    known = [(one["fingerprint"], _known(one)) for one in entries]
    return Baseline(source.path, {(fingerprint, one.severity): one for fingerprint, one in known})


def _known(entry: dict[str, Any]) -> Known:
    return Known(entry["rule"], Severity(entry["severity"]), entry["path"], entry["field"], entry["count"])


def _is_entry(entry: object) -> bool:
    if not isinstance(entry, dict) or tuple(entry) != FIELDS:
        return False
    count = entry["count"]
    texts = all(isinstance(entry[name], str) for name in FIELDS[:-1]) and entry["severity"] in tuple(Severity)
    return texts and isinstance(count, int) and not isinstance(count, bool) and count > 0
