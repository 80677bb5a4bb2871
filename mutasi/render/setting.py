"""Settings as they are written in `mutasi.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from mutasi.model.policy import Setting
from mutasi.model.settings import decimal_text


def setting_text(value: Setting) -> str:
    """A default as it is written in `mutasi.yaml`."""
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, tuple):
        return "[" + ", ".join(value) + "]"
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{name}: {number}" for name, number in value.items()) + "}"
    if isinstance(value, Fraction):
        return decimal_text(value)
    return str(value)
