"""How many faults of a rule are listed one by one: a column that is wrong everywhere is one thing to mend."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from mutasi.finding import Severity
from mutasi.message import Message
from mutasi.rules.columns import HEADER
from mutasi.rules.rule import Fault

Kind = tuple[str, str, Severity | None]


def listed(faults: Iterable[Fault], rule: str, most: int, is_kept: Callable[[Fault], bool]) -> Iterator[Fault]:
    """The first `most` faults of a rule in each column and gravity, then one that counts the others.

    Those that `is_kept` names are listed wherever they come.
    """
    seen: Counter[Kind] = Counter()
    for fault in faults:
        kind = (fault.table, fault.column, fault.severity)
        if seen[kind] < most or is_kept(fault):
            yield fault
            seen[kind] += seen[kind] < most
        else:
            seen[kind] += 1
    for (table, column, severity), count in seen.items():
        if count > most:
            yield _rest(table, column, severity, rule, count - most)


def _rest(table: str, column: str, severity: Severity | None, rule: str, count: int) -> Fault:
    message = Message("{count} more findings of {rule} in the column {column}", count=count, rule=rule, column=column)
    return Fault(table, HEADER, column, message, severity=severity, stands_for=count)
