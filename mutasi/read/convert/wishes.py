"""What the user asks of a conversion, and the file in which names of units and posts are matched by hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Mapping as AbstractMapping
from dataclasses import dataclass, field

from mutasi.errors import MutasiError
from mutasi.finding import Finding, Location
from mutasi.message import Message
from mutasi.model.dialect import UNTOLD, Dialect
from mutasi.read.convert.matching import Match, Named
from mutasi.read.convert.notes import finding_of
from mutasi.read.faults import fault
from mutasi.read.layouts import Layout, name_key
from mutasi.read.near import did_you_mean
from mutasi.read.nodes import Mapping, Scalar, key_place, place
from mutasi.read.source import Source
from mutasi.read.yaml import read_yaml


@dataclass(frozen=True, slots=True)
class Stated:
    """Names of units and posts by `name_key`, each with the identifier or the full name that the user gives for it."""

    units: AbstractMapping[str, str] = field(default_factory=dict)
    posts: AbstractMapping[str, str] = field(default_factory=dict)
    places: AbstractMapping[tuple[str, str], Location] = field(default_factory=dict)
    """Where each stands, by what it names (`Named`) and key."""

    def of_no_use(self, matches: Iterable[Match]) -> Iterator[Finding]:
        """The names that matched nothing: no source has them, or what they should mean does not exist."""
        taken, met = set(), set()
        for match in matches:
            name = (str(match.named), name_key(match.text))
            met.add(name)
            if match.stated:
                taken.add(name)
        for (named, key), where in self.places.items():
            target = (self.units if named == Named.UNIT else self.posts)[key]
            if (named, key) in taken:
                continue
            if (named, key) in met:
                message = Message(
                    "'{target}' is neither the identifier nor the name of one {named}", target=target, named=named
                )
            else:
                message = Message("no source names a {named} so, or it needs no match", named=named)
            yield finding_of("KONVERSI-52", message, where, value=target)


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the user asks of a conversion.

    `layouts` are those to choose from. `named` is the code of the layout that a source has, by its path; under the
    empty path for all. `keep` are headers of columns that are written though no dataset needs them. `dialect` is what
    the user says of how the sources are written.
    """

    layouts: tuple[Layout, ...]
    named: AbstractMapping[str, str] = field(default_factory=dict)
    keep: tuple[str, ...] = ()
    stated: Stated = field(default_factory=Stated)
    dialect: Dialect = UNTOLD

    def layouts_of(self, path: str) -> tuple[Layout, ...]:
        """The layouts that a source may have: the one that is named for it, or all."""
        code = self.named.get(path) or self.named.get("")
        return tuple(layout for layout in self.layouts if code in (None, layout.code))


class MatchesInvalid(MutasiError):
    """The file of matched names cannot be used; `findings` say where and why."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__(
            Message("the matches cannot be used: {reason}", reason=findings[0].message),
            findings[0].location,
            findings[0].fix,
        )
        self.findings = findings


def stated_in(source: Source) -> Stated:
    """What a YAML file says of names: ``unit: {name: identifier}``, ``jabatan: {title: identifier}``.

    Raises MatchesInvalid with everything that is wrong with it.
    """
    root, findings = read_yaml(source)
    if root is None:
        raise MatchesInvalid(findings)
    known = tuple(str(named) for named in Named)
    wrong: list[Finding] = []
    found: dict[str, dict[str, str]] = {}
    places: dict[tuple[str, str], Location] = {}
    entries = root.entries if isinstance(root, Mapping) else {}
    if not entries:
        message = Message("the keys {keys} are expected here, each with names and what they mean", keys=known)
        wrong.append(fault("TATA-02", message, place(root, source.path)))
    for key, entry in entries.items():
        if key not in known:
            message = Message("the key '{key}' is not known here", key=key)
            where = key_place(entry, source.path)
            wrong.append(fault("TATA-02", message, where, field=key, fix=did_you_mean(key, known)))
            continue
        names = entry.value.entries if isinstance(entry.value, Mapping) else {}
        texts = {name: target.value for name, target in names.items()}
        found[key] = {name_key(name): value.text for name, value in texts.items() if isinstance(value, Scalar)}
        places.update({(key, name_key(name)): key_place(target, source.path) for name, target in names.items()})
        if len({name_key(name) for name in texts}) != len(texts):
            message = Message("two of the names under '{key}' differ in their spelling only", key=key)
            wrong.append(fault("TATA-02", message, place(entry.value, source.path), field=key))
        elif not names or len(found[key]) != len(texts):
            message = Message("the key '{key}' takes pairs of a name and an identifier", key=key)
            wrong.append(fault("TATA-02", message, place(entry.value, source.path), field=key))
    if wrong:
        raise MatchesInvalid(tuple(wrong))
    return Stated(found.get(Named.UNIT, {}), found.get(Named.POST, {}), places)
