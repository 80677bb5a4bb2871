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
        super().__init__(_nothing_computed(path, findings, origin), fix=_first_fix(findings))
        self.findings = findings


class DataInvalid(MutasiError):
    """The data has errors, so a ranking or a comparison of it would not be worth its paper; `origin` as above."""

    exit_code = 1

    def __init__(self, findings: tuple[Finding, ...], origin: str = "") -> None:
        super().__init__(_nothing_computed(Message("the data"), findings, origin), fix=_first_fix(findings))
        self.findings = findings


def _nothing_computed(what: str | Message, findings: tuple[Finding, ...], origin: str) -> Message:
    """How many errors there are, and the first with its place: often it is the only one."""
    first = findings[0]
    return Message(
        "{what} has {count} error(s), so nothing was computed: {place}: {rule} {message}",
        what=Message("{what}, with what {origin} changes,", what=what, origin=origin) if origin else what,
        count=sum(finding.stands_for for finding in findings),
        place=str(first.location),
        rule=first.rule,
        message=first.message,
    )


def _first_fix(findings: tuple[Finding, ...]) -> Message | None:
    fix = findings[0].fix
    return Message("{fix}; mutasi validate shows all", fix=fix) if fix else None


class UnknownName(MutasiError):
    """A name given by the user (vacancy, NIP, table ...) is not in the data."""

    def __init__(self, what: Message, name: str, near: tuple[str, ...] = ()) -> None:
        if near:
            message = Message("no {what} '{name}'; did you mean: {near}?", what=what, name=name, near=near)
        else:
            message = Message("no {what} '{name}'", what=what, name=name)
        super().__init__(message)
