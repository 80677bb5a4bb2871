"""How a file is written, as far as its user says so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

ENCODINGS: Mapping[str, str] = MappingProxyType(
    {
        "utf-8": "utf-8",
        "utf-16": "utf-16",
        "utf-16-le": "utf-16-le",
        "utf-16-be": "utf-16-be",
        "windows-1252": "cp1252",
        "cp1252": "cp1252",
        "iso-8859-1": "latin-1",
        "latin-1": "latin-1",
    }
)
"""Names of encodings that may be declared, and their codecs."""

SEPARATORS: Mapping[str, str] = MappingProxyType({",": ",", ";": ";", "|": "|", "tab": "\t", "\t": "\t"})
"""What may be declared as separator, and the character."""

DECIMAL_SIGNS = (",", ".")
DATE_FORMS = ("dmy", "mdy", "serial")
"""Day before month, month before day, days counted by a spreadsheet."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """What the user says of a file. What is empty is told by the file itself, or it is a finding.

    `encoding` is a name of ENCODINGS, `separator` the character between cells, `sheet` the name of a worksheet,
    `decimal` the sign before decimals, `dates` one of DATE_FORMS.
    """

    encoding: str = ""
    separator: str = ""
    sheet: str = ""
    decimal: str = ""
    dates: str = ""

    def over(self, other: Dialect) -> Dialect:
        """This one where it says something, the other elsewhere."""
        return Dialect(
            self.encoding or other.encoding,
            self.separator or other.separator,
            self.sheet or other.sheet,
            self.decimal or other.decimal,
            self.dates or other.dates,
        )


UNTOLD = Dialect()
"""Nothing is said."""
