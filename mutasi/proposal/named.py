"""Reasons and exceptions, written freely, that name others than the person whom they are about."""

from __future__ import annotations

from collections.abc import Mapping

from mutasi.model.masking import identities, name_key, named_in
from mutasi.model.people import People
from mutasi.model.wanted import WantedMove


def naming_others(people: People, wanted: Mapping[str, WantedMove]) -> frozenset[str]:
    """The NIP of those in whose reason or exception somebody else is named, by NIP or name. `wanted` is by NIP."""
    texts = {nip: f"{one.reason}\n{one.exception}" for nip, one in wanted.items() if one.reason or one.exception}
    if not texts:
        return frozenset()
    posts = people.around.get("jabatan")
    places = [] if posts is None else posts["nama"].to_list()
    units = people.frame["nama_unit"].unique().to_list()
    named = named_in(identities(people.frame["nama"].to_list(), people.frame["nip"].to_list(), (), (*places, *units)))
    names = people.array("nama")
    own = {nip: {nip, name_key(names[people.rows[nip]] or "")} for nip in texts}
    return frozenset(nip for nip, text in texts.items() if named(text) - own[nip])
