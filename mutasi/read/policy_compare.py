"""The section `perbandingan` of `mutasi.yaml`: how snapshots are compared."""

from __future__ import annotations

from mutasi.model.policy import ComparePolicy
from mutasi.read.policy_plan_rules import whole
from mutasi.read.policy_section import Section

COMPARE_KEYS = ("derau", "ambang", "padanan")
MATCH_KEYS = ("unit", "jabatan")


def compare_in(section: Section) -> ComparePolicy:
    """The defaults where something is absent, or wrong and told."""
    default = ComparePolicy()
    threshold = whole(section, "ambang", 100, least=1)
    matches = section.section("padanan", MATCH_KEYS)
    stated = section.node("derau") is not None
    return ComparePolicy(
        noise=tuple(dict.fromkeys(text for text in section.texts("derau") if text)) if stated else default.noise,
        threshold=default.threshold if threshold is None else threshold,
        units=_texts(matches.section("unit")),
        posts=_texts(matches.section("jabatan")),
    )


def _texts(section: Section) -> dict[str, str]:
    found = {name: section.text(name) for name in section.entries}
    return {name: text for name, text in found.items() if text}
