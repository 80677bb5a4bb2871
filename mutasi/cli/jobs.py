"""Work that is divided among processes, with the results in the order in which one process would give them.

The processes begin anew and are sent what they need (spawn): so it is the same on every system, and nobody inherits
the threads of a library that has run already.
"""

from __future__ import annotations

import math
import pickle
import signal
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any, TypeVar

from mutasi.cli.options import WholeNumber, option
from mutasi.errors import MutasiError
from mutasi.message import Message, mark

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

F = TypeVar("F", bound=Callable[..., Any])
T = TypeVar("T")
R = TypeVar("R")

MOST_AT_ONCE = 32
"""Pieces of work that a process gets at once, and gives back at once."""


class ProcessLost(MutasiError):
    """A process that shared the work has ended before it was done."""

    def __init__(self, jobs: int) -> None:
        super().__init__(
            Message("one of {jobs} processes has ended before its work was done; there may be too little memory",
                    jobs=jobs),
            fix=Message("run it with fewer --jobs"),
        )  # fmt: skip


class JobsNotShared(MutasiError):
    """Several processes are asked for where one does the work."""

    def __init__(self, option: str) -> None:
        super().__init__(
            Message("--jobs shares out the lists of vacancies; with {option} one process does the work", option=option),
            fix=Message("leave out one of them"),
        )


def refuse_jobs_beside(jobs: int, others: Mapping[str, bool]) -> None:
    """JobsNotShared where several are asked for beside an option whose work is not shared."""
    for name, is_given in others.items():
        if jobs > 1 and is_given:
            raise JobsNotShared(name)


def jobs_option(function: F) -> F:
    """How many processes share the vacancies."""
    return option(
        "--jobs", type=WholeNumber(1), default=1, show_default=True, metavar="N",
        help=mark("Processes that share the vacancies; each takes memory of its own."),
    )(function)  # fmt: skip


def each(work: Callable[[T], R], pieces: Sequence[T], jobs: int) -> Iterator[R]:
    """What `work` makes of each piece, in their order. Whatever it raises for the first piece that fails is raised.

    With several jobs `work`, the pieces and what is made of them must be such as pickle takes.
    """
    shared = min(jobs, len(pieces))
    if shared <= 1:
        return map(work, pieces)
    at_once = min(MOST_AT_ONCE, math.ceil(len(pieces) / (4 * shared)))
    parts = [pieces[at : at + at_once] for at in range(0, len(pieces), at_once)]
    return chain.from_iterable(_shared(pickle.dumps(work), parts, min(shared, len(parts))))


def _shared(work: bytes, parts: Sequence[Sequence[Any]], jobs: int) -> Iterator[list[Any]]:
    """The processes take the parts in turn, and the results of each wait until it is their turn."""
    import multiprocessing  # which one process does not need

    context = multiprocessing.get_context("spawn")
    processes, results = [], []
    try:
        for number in range(jobs):
            receiving, sending = context.Pipe(duplex=False)
            process = context.Process(target=_do, args=(work, parts[number::jobs], sending), daemon=True)
            processes.append(process)
            results.append(receiving)
            process.start()
            sending.close()  # the end of the process alone is left: when that is gone, so is the process
        for at in range(len(parts)):
            results[at % jobs].poll(None)  # an interrupt ends this; reading may go on, as the libraries are that run
            made = results[at % jobs].recv()
            if isinstance(made, Exception):
                raise made
            yield made
    except EOFError:
        raise ProcessLost(jobs) from None
    finally:  # whether all is done, something failed or somebody interrupts: nobody works on
        for process in processes:
            if process.pid is not None:
                process.terminate()
                process.join()


def _do(work: bytes, parts: Sequence[Sequence[Any]], results: Connection) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever shares out the work ends this process
    does = pickle.loads(work)
    for part in parts:
        try:
            made: object = [does(piece) for piece in part]
        except Exception as error:
            made = error
        results.send(made)
