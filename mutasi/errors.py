"""What stops a run. Each class is one fault and owns its exit code; faults in data are findings instead."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING, ClassVar

from mutasi.message import Message

if TYPE_CHECKING:
    from mutasi.finding import Finding, Location  # the help of a command needs none


class MutasiError(Exception):
    """Cannot go on as asked. `message` says what and why, `location` where, if it is at a place, `fix` what to do."""

    exit_code: ClassVar[int] = 2

    def __init__(self, message: Message, location: Location | None = None, fix: Message | None = None) -> None:
        super().__init__(str(message))
        self.message = message
        self.location = location
        self.fix = fix

    def __reduce__(self) -> tuple[object, ...]:
        """An error goes from one process to another as it is, whatever its class is made of."""
        return _again, (type(self), self.args, self.__dict__)


def _again(kind: type[MutasiError], args: tuple[object, ...], state: dict[str, object]) -> MutasiError:
    error = kind.__new__(kind, *args)
    error.__dict__.update(state)
    return error


_SYSTEM_REASONS = {
    errno.EACCES: Message("permission denied"),
    errno.EPERM: Message("permission denied"),
    errno.EISDIR: Message("it is a folder, not a file"),
    errno.ENOTDIR: Message("a part of the path is a file and no folder"),
    errno.EEXIST: Message("a part of the path is a file and no folder"),
    errno.EBADF: Message("it is closed"),
    errno.ENOSPC: Message("there is no room left on the disk"),
    errno.EDQUOT: Message("there is no room left on the disk"),
    errno.EROFS: Message("the place can only be read"),
    errno.ENAMETOOLONG: Message("the name is too long"),
}


def system_reason(error: Exception) -> str | Message:
    """Why the operating system refused: in our words where we have some, else in its own."""
    if not isinstance(error, OSError):
        return str(error)
    return _SYSTEM_REASONS.get(error.errno or 0, error.strerror or str(error))


class InputNotFound(MutasiError):
    """A file or folder that was named does not exist."""

    def __init__(self, path: str) -> None:
        super().__init__(Message("{path}: no such file or folder", path=path))


class InputUnreadable(MutasiError):
    """A file that was named cannot be read: refused by the operating system, or no file at all."""

    def __init__(self, path: str, reason: str | Message) -> None:
        super().__init__(Message("{path}: cannot be read: {reason}", path=path, reason=reason))


class InputTooLarge(MutasiError):
    """A file that was named is larger than the limit for its kind."""

    def __init__(self, path: str, megabytes: int) -> None:
        super().__init__(Message("{path}: larger than the limit of {megabytes} MB", path=path, megabytes=megabytes))


class OutputExists(MutasiError):
    """The output file exists and overwriting was not asked for."""

    def __init__(self, path: str) -> None:
        super().__init__(Message("{path} exists already; add --force to overwrite it", path=path))


class OutputUnwritable(MutasiError):
    """The output cannot be written."""

    def __init__(self, path: str, reason: str | Message) -> None:
        super().__init__(Message("{path}: cannot be written: {reason}", path=path, reason=reason))


class PolicyInvalid(MutasiError):
    """`mutasi.yaml` cannot be used; `findings` say where and why. `origin` is the option or variable that changes
    something of it in this run.
    """

    def __init__(self, path: str, findings: tuple[Finding, ...], origin: str = "") -> None:
        first = findings[0]
        what = Message("{path}, with what {origin} changes,", path=path, origin=origin) if origin else path
        super().__init__(
            Message(
                "{what} has {count} error(s), so nothing was computed: {place}: {rule} {message}",
                what=what,
                count=len(findings),
                place=str(first.location),
                rule=first.rule,
                message=first.message,
            ),
            fix=Message("{fix}; mutasi validate shows all", fix=first.fix) if first.fix else None,
        )
        self.findings = findings


class DataInvalid(MutasiError):
    """The data has errors, so a ranking or a comparison of it would not be worth its paper."""

    exit_code = 1

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__(
            Message(
                "the data has {count} error(s), so nothing was computed; mend it first (mutasi validate)",
                count=sum(finding.stands_for for finding in findings),
            )
        )
        self.findings = findings


class UnknownName(MutasiError):
    """A name given by the user (vacancy, NIP, table ...) is not in the data."""

    def __init__(self, what: Message, name: str, near: tuple[str, ...] = ()) -> None:
        if near:
            message = Message("no {what} '{name}'; did you mean: {near}?", what=what, name=name, near=near)
        else:
            message = Message("no {what} '{name}'", what=what, name=name)
        super().__init__(message)
