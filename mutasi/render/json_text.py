"""JSON that is safe to show and to send on: valid UTF-8 without a raw control or invisible character."""

from __future__ import annotations

import json
import re

_INVISIBLE = re.compile("[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff]")
"""What `json` leaves as it is although a terminal obeys it, or a reader does not see it."""
_HALF = re.compile("[\ud800-\udfff]")
"""Of a character, as in the names of files that are no UTF-8."""


def json_text(value: object, *, indent: int | None = None) -> str:
    """The value as JSON; on one line without `indent`. Halves of characters become U+FFFD, all else is kept."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, indent=indent)
    return _INVISIBLE.sub(lambda sign: f"\\u{ord(sign.group()):04x}", _HALF.sub("\ufffd", text))
