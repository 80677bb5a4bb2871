"""The same value with pseudonyms wherever in it somebody stands: whatever is rendered from it names nobody."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from enum import Enum
from typing import Any, TypeVar

from mutasi.finding import Finding
from mutasi.message import Message
from mutasi.model.dataset import Input, no_lines
from mutasi.model.dates_in_text import without_days
from mutasi.model.masking import WITHHELD, Masking
from mutasi.model.reference import Reference
from mutasi.model.settings import Codes

V = TypeVar("V")

_FREE_TEXTS = ("reason", "exception", "said", "why")
"""Fields in which somebody wrote as he or she liked."""
_FREE_COLUMNS = ("keterangan", "alasan")
"""Columns of that kind, as changes name them."""
_AGE_PLACES = ("months", "days")
_RETIREMENT, _BIRTH = "retire", "tanggal_lahir"


def masked(value: V, masking: Masking) -> V:
    """The same value, with people hidden."""
    made: V = _Walk(masking).masked(value)
    return made


@dataclass(frozen=True)
class _Walk:
    """Through one value: what stands in it twice is made once."""

    masking: Masking
    _made: dict[int, tuple[Any, Any]] = field(default_factory=dict, init=False)

    def masked(self, value: Any) -> Any:
        if isinstance(value, Enum | Reference | Codes | type):
            return value
        if not (isinstance(value, str | tuple | list | frozenset | Mapping) or is_dataclass(value)):
            return value
        if isinstance(value, str):
            return self.masking.text(value)
        if id(value) not in self._made:
            self._made[id(value)] = value, self._new(value)
        return self._made[id(value)][1]

    def _new(self, value: Any) -> Any:
        match value:
            case Message():
                return self._message(value)
            case Finding():
                return self._finding(value)
            case Input():
                digest = self.masking.digest
                return replace(value, path=self.masked(value.path), hashed=lambda: digest(value.sha256),
                               lines=no_lines, file=None)  # fmt: skip
            case Mapping():
                return {self.masked(key): self.masked(one) for key, one in value.items()}
            case tuple() | list() | frozenset():
                made = [self.masked(one) for one in value]
                return value._make(made) if hasattr(value, "_make") else type(value)(made)
        return self._record(value)

    def _record(self, value: Any) -> Any:
        names = {one.name for one in fields(value)}
        changed = {}
        for one in fields(value):
            before = getattr(value, one.name)
            after = self._field(one.name, before, is_person="nip" in names)
            if after is not before and after != before:
                changed[one.name] = after
        changed |= self._of_change(value, names)
        return replace(value, **changed) if changed else value

    def _of_change(self, value: Any, names: set[str]) -> dict[str, Any]:
        """Both texts of a change of a birth date, however it was written, and of what somebody wrote freely; the lines
        of the records.
        """
        if not {"field", "old", "new"} <= names:
            return {}
        lines = {"old_line", "new_line"} & names if self.masking.mask.hides_nips else ()
        changed: dict[str, Any] = dict.fromkeys(lines, 0)  # files are in the order of NIP, which is that of birth dates
        of_birth = value.field == _BIRTH and self.masking.mask.hides_nips
        if of_birth or (value.field in _FREE_COLUMNS and self._hides_texts):
            changed |= {"old": value.old and WITHHELD, "new": value.new and WITHHELD}
        return changed

    def _field(self, name: str, value: Any, *, is_person: bool) -> Any:
        if isinstance(value, str) and not isinstance(value, Enum):
            if name == "nip":
                return self.masking.nip(value)
            if name == "name" and is_person:
                return self.masking.name(value)
            if name in _FREE_TEXTS and value and self._hides_texts:
                return WITHHELD
        if name in _FREE_TEXTS and isinstance(value, tuple) and self._hides_texts:
            return tuple(WITHHELD if isinstance(one, str) else self.masked(one) for one in value)
        return self.masked(value)

    @property
    def _hides_texts(self) -> bool:
        return self.masking.mask.hides_names and not self.masking.keeps_facts

    def _message(self, message: Message) -> Message:
        values = {name: self._place(message.template, name, value) for name, value in message.values}
        return Message(message.template, **values)

    def _place(self, template: str, name: str, value: object) -> object:
        """An age to the day, and the day of retirement, tell the birth date."""
        if self.masking.mask.hides_nips and not self.masking.keeps_facts:
            of_retirement = _RETIREMENT in template
            if isinstance(value, Message) and (name == "age" or (of_retirement and name == "left")):
                return _in_years(value)
            if name == "day" and of_retirement:
                return WITHHELD
        if name in _FREE_TEXTS and isinstance(value, str):
            if self._hides_texts:
                return WITHHELD
            value = without_days(value, self.masking.people.births, WITHHELD)
        return self.masked(value)

    def _finding(self, finding: Finding) -> Finding:
        """What was found in a cell may be anything, also a birth date: only rule and place stay."""
        return replace(
            finding, message=_withheld(finding.message), value="", instead="", related=(), identity=(),
            fix=None, key=self.masked(finding.key), record=self.masked(finding.record),
        )  # fmt: skip


def _in_years(age: Message) -> Message:
    values = {name: WITHHELD if name in _AGE_PLACES else value for name, value in age.values}
    return Message(age.template, **values)


def _withheld(message: Message) -> Message:
    return Message(message.template, **{name: WITHHELD for name, _ in message.values})
