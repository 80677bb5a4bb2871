"""`mutasi.yaml`: where it is, and what it says.

Settings of rules and criteria stay text here; whoever declares a setting types it. What is wrong in the file is
a finding, and the default stands in its place.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from collections.abc import Mapping as AbstractMapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from fractions import Fraction
from pathlib import Path, PurePosixPath
from typing import TypeVar

from mutasi.finding import Finding, Location
from mutasi.message import Message
from mutasi.model import codes
from mutasi.model.dialect import DATE_FORMS, DECIMAL_SIGNS, ENCODINGS, SEPARATORS, Dialect
from mutasi.model.policy import (
    DUK_CHAIN,
    Agency,
    CriterionPolicy,
    Exemption,
    MissingOrder,
    Policy,
    RulePolicy,
    Selection,
    Signatory,
    TieBreaker,
    Weight,
)
from mutasi.read import limits
from mutasi.read.changes import NO_CHANGES, NOWHERE, Changes, changed
from mutasi.read.faults import bounded, fault
from mutasi.read.near import did_you_mean
from mutasi.read.nodes import Entry, Mapping, Node, Scalar, Sequence, key_place, place, plain
from mutasi.read.source import Source, read_source
from mutasi.read.yaml import read_yaml

POLICY_FILE = "mutasi.yaml"
LANGUAGES = ("id", "en")

POLICY_KEYS = (
    "bahasa", "instansi", "tanggal_acuan", "tmt_penempatan", "data", "nilai_kosong", "urutan_seri", "kriteria",
    "aturan", "pemeriksaan", "pengecualian",
)  # fmt: skip
AGENCY_KEYS = (
    "kode", "nama", "tempat", "status_kdh", "tanggal_pelantikan_kdh", "akhir_masa_jabatan_kdh",
    "tanggal_penetapan_calon", "nomor_persetujuan_mendagri", "tujuan", "penandatangan",
)  # fmt: skip
CHECK_KEYS = ("pilih", "abaikan", "abaikan_berkas")
EXEMPTION_KEYS = ("kode", "kunci", "kolom", "alasan", "sampai")
FILE_KEYS = ("berkas", "pengodean", "pemisah", "lembar", "desimal", "tanggal")
SIGNATORY_KEYS = ("jabatan", "nama", "pangkat", "nip")

_CRITERION_NAME = re.compile(r"[a-z][a-z0-9_]*")
_WEIGHT = re.compile(r"-?[0-9]{1,9}(\.[0-9]{1,9})?%?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

_Choice = TypeVar("_Choice", bound=StrEnum)


def find_policy(start: Path) -> Path | None:
    """The nearest `mutasi.yaml` in a folder or above it; not beyond the root of a git repository."""
    start = start.resolve()
    for folder in (start, *start.parents):
        if (folder / POLICY_FILE).is_file():
            return folder / POLICY_FILE
        if (folder / ".git").exists():
            return None
    return None


def load_policy(
    path: Path, shown: str | None = None, changes: Changes = NO_CHANGES
) -> tuple[Policy, tuple[Finding, ...]]:
    """The policy in a file and what is wrong with it. `shown` is its path in findings, else its name.

    Raises InputNotFound, InputUnreadable, InputTooLarge or ChangeRefused.
    """
    return policy_from(read_source(path, path.name if shown is None else shown, limits.YAML_BYTES), changes)


def policy_from(source: Source, changes: Changes = NO_CHANGES) -> tuple[Policy, tuple[Finding, ...]]:
    """The policy in bytes at hand and what is wrong with it. Raises ChangeRefused."""
    root, findings = read_yaml(source)
    if root is None:
        return Policy(path=source.path), findings
    return _policy_of(root, source.path, changes)


def policy_without_file(changes: Changes) -> tuple[Policy, tuple[Finding, ...]]:
    """The defaults, with what is changed of them. Raises ChangeRefused."""
    return _policy_of(Mapping({}, NOWHERE, 0, NOWHERE, 0), "", changes)


def _policy_of(root: Node, path: str, changes: Changes) -> tuple[Policy, tuple[Finding, ...]]:
    """Findings about what is changed have the origin of the changes as their path."""
    root, notes = changed(root, changes), _Notes(path, changes.origin)
    policy = _policy(_section(root, "", POLICY_KEYS, notes))
    return replace(policy, places=dict(_places(root, "", notes))), bounded(notes.findings, path)


def _places(node: Node, name: str, notes: _Notes) -> Iterator[tuple[str, Location]]:
    """Where every value of the policy stands, by its dotted name. Blank values leave the default, so they are none."""
    if isinstance(node, Mapping):
        for key, entry in node.entries.items():
            yield from _places(entry.value, f"{name}.{key}" if name else key, notes)
    elif not (isinstance(node, Scalar) and node.is_blank):
        yield name, notes.place(node)


@dataclass(frozen=True, slots=True)
class _Notes:
    """Where findings of one file are gathered."""

    path: str
    origin: str
    findings: list[Finding] = field(default_factory=list)

    def place(self, node: Node | Entry) -> Location:
        """Where a value, or the key of an entry, stands: in the file, or in what was set over it."""
        if node.line == NOWHERE:
            return Location(self.origin)
        return key_place(node, self.path) if isinstance(node, Entry) else place(node, self.path)

    def wrong(
        self, node: Node | Entry, name: str, message: Message, fix: Message | None = None, code: str = "KEBIJAKAN-01"
    ) -> None:
        """A finding at a value, or at the key of an entry."""
        value = node.text if isinstance(node, Scalar) else ""
        self.findings.append(fault(code, message, self.place(node), field=name, key=name, value=value, fix=fix))


@dataclass(frozen=True, slots=True)
class _Section:
    """A mapping of the policy. `name` is its dotted name, empty at the top."""

    entries: AbstractMapping[str, Entry]
    name: str
    notes: _Notes

    def full(self, key: str) -> str:
        return f"{self.name}.{key}" if self.name else key

    def node(self, key: str) -> Node | None:
        """The value of a key; None when it is absent or blank."""
        if key not in self.entries:
            return None
        value = self.entries[key].value
        return None if isinstance(value, Scalar) and value.is_blank else value

    def scalar(self, key: str) -> Scalar | None:
        value = self.node(key)
        if value is None or isinstance(value, Scalar):
            return value
        self.notes.wrong(value, self.full(key), Message("{key} takes a single value", key=self.full(key)))
        return None

    def text(self, key: str) -> str:
        value = self.scalar(key)
        return "" if value is None else value.text.strip()

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts, or a single one."""
        value = self.node(key)
        items = value.items if isinstance(value, Sequence) else [] if value is None else [value]
        if all(isinstance(item, Scalar) for item in items):
            return tuple(item.text.strip() for item in items if isinstance(item, Scalar))
        assert value is not None
        self.notes.wrong(value, self.full(key), Message("{key} takes a list of codes", key=self.full(key)))
        return ()

    def one_of(self, key: str, allowed: tuple[str, ...]) -> str:
        """One of the allowed texts; empty when absent or wrong."""
        value = self.scalar(key)
        if value is None or value.text in allowed:
            return "" if value is None else value.text
        message = Message("{key} cannot be '{value}'", key=self.full(key), value=value.text)
        self.notes.wrong(value, self.full(key), message, did_you_mean(value.text, allowed))
        return ""

    def date(self, key: str) -> datetime.date | None:
        value = self.scalar(key)
        day = None if value is None else _date(value.text)
        if value is not None and day is None:
            message = Message("{key}: '{value}' is not a date", key=self.full(key), value=value.text)
            self.notes.wrong(value, self.full(key), message, Message("write year-month-day, e.g. 2026-12-31"))
        return day

    def section(self, key: str, known: tuple[str, ...] | None = None) -> _Section:
        """The mapping under a key, empty when absent. `known` are the keys that it may have."""
        value = self.node(key)
        if value is None:
            return _Section({}, self.full(key), self.notes)
        return _section(value, self.full(key), known, self.notes)


def _section(node: Node, name: str, known: tuple[str, ...] | None, notes: _Notes) -> _Section:
    if not isinstance(node, Mapping):
        message = (
            Message("{key} takes keys with values", key=name)
            if name
            else Message("the policy is a mapping of keys to values")
        )
        notes.wrong(node, name, message)
        return _Section({}, name, notes)
    section = _Section(node.entries, name, notes)
    for key, entry in node.entries.items():
        if known is not None and key not in known:
            full = section.full(key)
            notes.wrong(entry, full, Message("unknown key '{key}'", key=full), did_you_mean(key, known))
    return section


def _date(text: str) -> datetime.date | None:
    if not _DATE.fullmatch(text):
        return None
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None


def _policy(top: _Section) -> Policy:
    missing = top.one_of("nilai_kosong", tuple(MissingOrder))
    criteria = top.section("kriteria")
    paths, dialects = _data(top)
    return Policy(
        path=top.notes.path,
        language=top.one_of("bahasa", LANGUAGES),
        agency=_agency(top.section("instansi", AGENCY_KEYS)),
        as_of=top.date("tanggal_acuan"),
        effective=top.date("tmt_penempatan"),
        data=paths,
        dialects=dialects,
        criteria=_criteria(criteria),
        criteria_location=top.notes.place(top.entries["kriteria"]) if criteria.entries else None,
        rules=_rules(top.section("aturan")),
        missing_order=MissingOrder(missing) if missing else MissingOrder.WORST,
        tie_chain=_tie_chain(top),
        selection=_selection(top.section("pemeriksaan", CHECK_KEYS)),
        exemptions=_exemptions(top),
    )


def _agency(section: _Section) -> Agency:
    signatory = section.section("penandatangan", SIGNATORY_KEYS)
    return Agency(
        code=section.text("kode"),
        name=section.text("nama"),
        place=section.text("tempat"),
        head_status=section.one_of("status_kdh", codes.STATUS_KDH),
        head_inaugurated=section.date("tanggal_pelantikan_kdh"),
        head_term_ends=section.date("akhir_masa_jabatan_kdh"),
        candidates_fixed=section.date("tanggal_penetapan_calon"),
        minister_approval=section.text("nomor_persetujuan_mendagri"),
        addressee=section.text("tujuan"),
        signatory=Signatory(
            post=signatory.text("jabatan"),
            name=signatory.text("nama"),
            rank=signatory.text("pangkat"),
            nip=signatory.text("nip"),
        ),
    )


def _data(top: _Section) -> tuple[dict[str, str], dict[str, Dialect]]:
    """The path of each table that states one, and how its file is written: a path alone, or a mapping of both."""
    section = top.section("data", codes.TABLE_NAMES)
    paths: dict[str, str] = {}
    dialects: dict[str, Dialect] = {}
    for name in codes.TABLE_NAMES:
        about, key = section, name
        if isinstance(section.node(name), Mapping):
            about, key = section.section(name, FILE_KEYS), "berkas"
            dialects[name] = _dialect(about)
        path = about.scalar(key)
        wrong = None if path is None else outside_project(path.text)
        if path is not None and wrong is not None:
            section.notes.wrong(path, about.full(key), wrong)
        elif path is not None:
            paths[name] = path.text
    return paths, dialects


def _dialect(section: _Section) -> Dialect:
    return Dialect(
        encoding=section.one_of("pengodean", tuple(ENCODINGS)),
        separator=SEPARATORS.get(section.one_of("pemisah", tuple(SEPARATORS)), ""),
        sheet=section.text("lembar"),
        decimal=section.one_of("desimal", DECIMAL_SIGNS),
        dates=section.one_of("tanggal", DATE_FORMS),
    )


def outside_project(path: str) -> Message | None:
    """Why a text is no path below the folder of the policy; links are not looked at."""
    pure = PurePosixPath(path)
    if "\\" in path or ":" in path or "\0" in path or pure.is_absolute() or not pure.parts:
        return Message("'{path}' is not a path inside the project, written with /", path=path)
    return Message("'{path}' leads out of the project", path=path) if ".." in pure.parts else None


def _tie_chain(top: _Section) -> tuple[TieBreaker, ...]:
    value = top.node("urutan_seri")
    if value is None:
        return DUK_CHAIN
    allowed = tuple(TieBreaker)
    if not isinstance(value, Sequence):
        top.notes.wrong(value, "urutan_seri", Message("urutan_seri takes a list of: {names}", names=allowed))
        return DUK_CHAIN
    chain: list[TieBreaker] = []
    for item in value.items:
        text = item.text if isinstance(item, Scalar) else ""
        if text not in allowed:
            message = Message("'{value}' is no link of the chain of ties", value=text)
            top.notes.wrong(item, "urutan_seri", message, did_you_mean(text, allowed))
        elif text in chain:
            message = Message("'{value}' stands twice in the chain of ties", value=text)
            top.notes.wrong(item, "urutan_seri", message)
        else:
            chain.append(TieBreaker(text))
    return tuple(chain) if len(chain) == len(value.items) else DUK_CHAIN


def _criteria(section: _Section) -> tuple[CriterionPolicy, ...]:
    """The criteria; none at all when one of them has no usable weight, for the others do not add up then."""
    criteria = [_criterion(section, name) for name in section.entries]
    sound = tuple(criterion for criterion in criteria if criterion is not None)
    return sound if len(sound) == len(criteria) else ()


def _criterion(section: _Section, name: str) -> CriterionPolicy | None:
    entry, notes = section.entries[name], section.notes
    value = entry.value
    if not _CRITERION_NAME.fullmatch(name):
        message = Message("'{name}' cannot name a criterion", name=name)
        notes.wrong(entry, f"kriteria.{name}", message, Message("use small letters, digits and _, a letter first"))
    if not isinstance(value, Mapping):
        message = Message("{key} takes keys with values", key=f"kriteria.{name}")
        weight = value.text if isinstance(value, Scalar) and value.text else "30"
        fix = Message("write under it: jenis: ... and bobot: {weight}", weight=weight)
        notes.wrong(value, f"kriteria.{name}", message, fix)
        return None
    own = _section(value, f"kriteria.{name}", None, notes)
    kind, exact = _required(own, "jenis", entry), _weight(own, entry)
    if not kind or exact is None:
        return None
    return CriterionPolicy(
        name=name,
        kind=kind,
        weight=exact,
        settings=_settings(own, ("jenis", "bobot", "label")),
        label=own.text("label"),
        location=notes.place(entry),
        places={key: notes.place(one) for key, one in own.entries.items()},
    )


def _required(section: _Section, key: str, parent: Entry) -> str:
    text = section.text(key)
    if not text and section.node(key) is None:
        full = section.full(key)
        section.notes.wrong(parent, full, Message("{key} is missing", key=full))
    return text


def _weight(section: _Section, parent: Entry) -> Fraction | None:
    """The exact weight: 30 is 30, 0.3 is 3/10, 30% is 3/10. Whether it makes sense is for the rules to say."""
    text = _required(section, "bobot", parent)
    if not text:
        return None
    if _WEIGHT.fullmatch(text):
        return Fraction(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
    name = section.full("bobot")
    message = Message("{key}: '{value}' is not a weight", key=name, value=text)
    fix = Message("write a whole number, a decimal with a point, or a percentage: 30, 0.3 or 30%")
    section.notes.wrong(section.entries["bobot"].value, name, message, fix, code="KRITERIA-02")
    return None


def _rules(section: _Section) -> dict[str, RulePolicy]:
    rules = {}
    for code, entry in section.entries.items():
        name, value = f"aturan.{code}", entry.value
        if isinstance(value, Scalar) and not value.is_blank:
            message = Message("{key} takes keys with values", key=name)
            section.notes.wrong(value, name, message, Message("write under it: berat: {weight}", weight=value.text))
            continue
        own = section.section(code)
        weight = own.one_of("berat", tuple(Weight))
        rules[code] = RulePolicy(
            code=code,
            weight=Weight(weight) if weight else None,
            settings=_settings(own, ("berat",)),
            location=section.notes.place(entry),
            places={key: section.notes.place(one) for key, one in own.entries.items()},
        )
    return rules


def _selection(section: _Section) -> Selection:
    """What `validate` checks: lists of codes or their beginnings."""
    in_files = section.section("abaikan_berkas")
    return Selection(
        select=section.texts("pilih"),
        ignore=section.texts("abaikan"),
        in_files=tuple((pattern, in_files.texts(pattern)) for pattern in in_files.entries),
    )


def _exemptions(top: _Section) -> tuple[Exemption, ...]:
    """The findings that are accepted. One that lacks something is none, and that is a finding."""
    node = top.node("pengecualian")
    if node is None:
        return ()
    if not isinstance(node, Sequence):
        top.notes.wrong(node, "pengecualian", Message("{key} takes a list of records", key="pengecualian"))
        return ()
    found = [_exemption(item, top.notes) for item in node.items]
    return tuple(one for one in found if one is not None)


def _exemption(item: Node, notes: _Notes) -> Exemption | None:
    if not isinstance(item, Mapping):
        notes.wrong(item, "pengecualian", Message("{key} takes a list of records", key="pengecualian"))
        return None
    own = _section(item, "pengecualian", EXEMPTION_KEYS, notes)
    texts = {name: own.text(name) for name in ("kode", "kunci", "kolom", "alasan")}
    until = own.date("sampai")
    lacking = [name for name in ("kode", "kunci", "alasan") if not texts[name].strip()]
    lacking += ["sampai"] if own.node("sampai") is None else []
    if lacking:
        message = Message("an acceptance of a finding also needs {keys}", keys=tuple(lacking))
        fix = Message("write who decided why, and the last day on which that holds: kode, kunci, alasan, sampai")
        notes.wrong(item, "pengecualian", message, fix)
    if lacking or until is None:
        return None
    return Exemption(texts["kode"], texts["alasan"], place(item, notes.path), texts["kunci"], texts["kolom"], until)


def _settings(section: _Section, own_keys: tuple[str, ...]) -> dict[str, object]:
    """The further keys of a rule or criterion: text, lists of text, or mappings of text to text."""
    settings = {}
    for key, entry in section.entries.items():
        if key in own_keys:
            continue
        if _is_flat(entry.value):
            settings[key] = plain(entry.value)
        else:
            message = Message("{key} is nested too deeply for a setting", key=section.full(key))
            section.notes.wrong(entry.value, section.full(key), message)
    return settings


def _is_flat(node: Node) -> bool:
    if isinstance(node, Sequence):
        return all(isinstance(item, Scalar) for item in node.items)
    if isinstance(node, Mapping):
        return all(isinstance(entry.value, Scalar) for entry in node.entries.values())
    return True
