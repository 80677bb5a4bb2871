"""Work divided among processes gives what one process gives: results, errors, and an end when somebody interrupts."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from mutasi.cli import jobs
from mutasi.cli.jobs import ProcessLost, each
from mutasi.errors import MutasiError
from mutasi.finding import Location
from mutasi.fit.given import BadColumn
from mutasi.message import Message
from mutasi.model.settings import Choice, Codes, Whole
from tests.command_line import mutasi
from tests.golden import ROOT

CITY = ROOT / "examples" / "pangkalpinang"
SOME = ("L-004", "L-001", "L-003", "L-002")


def squared(number: int) -> int:
    return number * number


def refused(number: int) -> int:
    if number >= 3:
        raise BadColumn(Message("not {number}", number=number), Location("data/a.csv", number), Message("leave it out"))
    return number


def gone(number: int) -> int:
    os._exit(number)


@pytest.mark.parametrize(("count", "processes", "at_once"), [(0, 2, 32), (1, 2, 32), (7, 2, 1), (7, 3, 2), (40, 2, 32)])
def test_results_come_in_the_order_of_the_pieces(count: int, processes: int, at_once: int, monkeypatch) -> None:
    monkeypatch.setattr(jobs, "MOST_AT_ONCE", at_once)
    assert list(each(squared, range(count), processes)) == [number * number for number in range(count)]


def test_the_error_of_the_first_piece_that_fails_is_raised_as_it_is() -> None:
    with pytest.raises(BadColumn) as caught:
        list(each(refused, range(9), 2))
    assert (str(caught.value), caught.value.location, caught.value.fix) == (
        "not 3", Location("data/a.csv", 3), Message("leave it out")
    )  # fmt: skip
    assert caught.value.message == Message("not {number}", number=3)


def test_a_process_that_is_lost_stops_the_run() -> None:
    with pytest.raises(ProcessLost):
        list(each(gone, [1, 2], 2))


@pytest.mark.parametrize("one", [Whole(3, least=1, most=9), Choice("keras", "lunak"), Codes(("a",), ("a", "b"))])
def test_settings_go_to_another_process_with_their_bounds(one: object) -> None:
    again = pickle.loads(pickle.dumps(one))
    assert (type(again), again, vars(again)) == (type(one), one, vars(one))


def every_error(kind: type[MutasiError] = MutasiError) -> list[type[MutasiError]]:
    return [kind, *(further for one in kind.__subclasses__() for further in every_error(one))]


@pytest.mark.parametrize("kind", every_error(), ids=lambda kind: kind.__name__)
def test_errors_of_every_class_go_to_another_process(kind: type[MutasiError]) -> None:
    error = kind.__new__(kind)
    MutasiError.__init__(error, Message("said"), fix=Message("done"))
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), again.args, vars(again)) == (kind, error.args, vars(error))


FEW = tuple(f"L-{number:03d}" for number in range(1, 7))


@pytest.mark.parametrize(
    ("arguments", "at_once"),
    [
        (("shortlist", *SOME[:2], "-f", "json", "-n", "7", "--all"), 1),
        (("shortlist", *FEW, "--set", "metode=topsis", "-f", "csv"), 2),
        (("score", *SOME, "--nip", "196602231998122001", "-f", "csv"), 1),
        (("propose", *FEW, "-f", "csv"), 32),
    ],
    ids=lambda one: one[0] if isinstance(one, tuple) else str(one),
)
def test_the_city_to_the_last_byte(arguments: tuple[str, ...], at_once: int, monkeypatch) -> None:
    monkeypatch.setattr(jobs, "MOST_AT_ONCE", at_once)
    alone, shared = (mutasi(*arguments, "--jobs", number, folder=CITY) for number in ("1", "2"))
    assert (alone.code, alone.out, alone.err) == (shared.code, shared.out, shared.err)
    assert alone.code == 0


@pytest.mark.parametrize("wrong", ["0", "-1", "dua", "1.5"])
def test_jobs_are_a_whole_number_from_one_on(wrong: str) -> None:
    assert mutasi("shortlist", "--jobs", wrong, folder=CITY).code == 2


@pytest.mark.parametrize("beside", [("--nip", "196602231998122001"), ("--compare", "saw"), ("--stability",)])
def test_jobs_beside_what_one_process_does_are_refused(beside: tuple[str, ...]) -> None:
    done = mutasi("shortlist", "L-001", "--jobs", "2", *beside, folder=CITY)
    assert (done.code, f"with {beside[0]} one process" in done.err) == (2, True)


SLEEPING = """
import os, sys, time
from pathlib import Path
sys.path.insert(0, {tests!r})
from mutasi.cli.jobs import each
from tests.test_cli_jobs import sleeping
if __name__ == "__main__":
    list(each(sleeping, [{folder!r}] * 4, 2))
"""


def sleeping(folder: str) -> None:
    (Path(folder) / str(os.getpid())).touch()
    time.sleep(120)


@pytest.mark.skipif(os.name != "posix", reason="sends a signal of POSIX")
def test_an_interrupt_ends_those_who_share_the_work(tmp_path: Path) -> None:
    script, marks = tmp_path / "run.py", tmp_path / "marks"
    marks.mkdir()
    script.write_text(SLEEPING.format(tests=str(ROOT), folder=str(marks)), encoding="utf-8")
    with subprocess.Popen([sys.executable, str(script)], cwd=ROOT, stderr=subprocess.PIPE, text=True) as running:
        while len(list(marks.iterdir())) < 2:
            assert running.poll() is None
            time.sleep(0.05)
        running.send_signal(signal.SIGINT)
        _, said = running.communicate(timeout=60)
    assert said.count("KeyboardInterrupt") == 1
    for name in marks.iterdir():
        with pytest.raises(ProcessLookupError):
            os.kill(int(name.name), 0)
