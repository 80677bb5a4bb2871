"""How long somebody stays in a post at most: nothing that bars a person, but what a forecast looks ahead to."""

from __future__ import annotations

from collections.abc import Mapping

from mutasi.model.codes import JENJANG_MANAJERIAL
from mutasi.model.policy import Setting

# functional officials and pelaksana stay in a post for decades, as their careers are made
TENURE_SETTINGS: Mapping[str, Mapping[str, Setting]] = {"MASA-02": {"maks_bulan": 60, "jenjang": JENJANG_MANAJERIAL}}
