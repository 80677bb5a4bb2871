"""Every row of the table, by the name under which it can be asked for.

Nothing of mutasi or polars is imported here: stages run in processes of their own, so that no row warms up another
and each shows the memory of itself alone.
"""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from tests.bench.measure import ROOT, Measured, Process, environment, whole_processes
from tests.bench.peers import environment_of_peers

CITY = ROOT / "examples" / "pangkalpinang"
PROGRAM = (sys.executable, "-c", "from mutasi.cli.main import main; main()")
MEDIUM, LARGE, HUGE = 60_000, 1_000_000, 5_000_000


@dataclass(frozen=True)
class Options:
    large: bool
    huge: bool
    peers: bool


@dataclass(frozen=True)
class Goal:
    """At most `limit`: times the floor, milliseconds, or MB at the peak."""

    limit: float
    unit: str = "x"

    def __str__(self) -> str:
        return f"<= {self.limit:g} {self.unit}"

    def held_by(self, measured: Measured) -> bool:
        found = {"x": measured.ratio, "ms": measured.work_ms, "MB": measured.peak}
        return found[self.unit] <= self.limit


@dataclass(frozen=True)
class Result:
    """One line of the table. Without a goal it is there to be looked at."""

    work: str
    floor: str
    measured: Measured
    goal: Goal | None = None


@dataclass(frozen=True)
class Remark:
    """A line of words between the lines of the table; what is not as it must be is `wrong`."""

    text: str
    wrong: bool = False


Lines = Iterator[Result | Remark]
TEXT = "polars reads it as text"


# Whole processes ---------------------------------------------------------------------------------------

HEAVY = ("polars", "numpy", "pandera", "rich", "yaml", "ortools")
"""Libraries that help and version must not wait for."""


def start(options: Options) -> Lines:
    """Help and version: what everybody waits for who only asks how to write a command."""
    nothing = Process((sys.executable, "-c", "pass"))
    for option in ("--help", "--version"):
        work = Process((*PROGRAM, option))
        yield Result(f"mutasi {option}", "python -c pass", whole_processes(work, nothing), Goal(4.5))
    found = [name for name in HEAVY if name in _imported_by("--help")]
    if found:
        yield Remark(f"--help imports {', '.join(found)}, and must not", wrong=True)
    else:
        yield Remark(f"--help imports none of {', '.join(HEAVY)}")


def _imported_by(option: str) -> set[str]:
    """Packages that are loaded when a command line has ended."""
    code = (
        "import sys\nfrom mutasi.cli.main import run\n"
        f"code = run([{option!r}])\nprint(code, *{{name.partition('.')[0] for name in sys.modules}}, file=sys.stderr)"
    )
    done = subprocess.run(
        (sys.executable, "-c", code), cwd=ROOT, env=environment(), check=True, capture_output=True, text=True
    )
    ended, *names = done.stderr.split()
    if ended != "0":
        raise RuntimeError(f"mutasi {option} ended with {ended}")
    return set(names)


def city(options: Options) -> Lines:
    """The example city, about 3,600 people: whole commands, from the start of Python to the last line."""
    files = sorted((CITY / "data").glob("*.csv"))
    code = (
        f"import polars\nfor file in {[str(file) for file in files]!r}:\n    polars.read_csv(file, infer_schema=False)"
    )
    floor = Process((sys.executable, "-c", code))
    for title, arguments, goal in (
        ("city: validate", ("validate",), None),
        ("city: shortlist, all vacancies", ("shortlist", "-f", "csv"), Goal(1000, "ms")),
        ("city: propose", ("propose",), None),
        ("city: plan, all posts that lead", ("plan", "-f", "csv"), Goal(2000, "ms")),
    ):
        work = Process((*PROGRAM, "-C", str(CITY), *arguments))
        yield Result(title, "python, polars reads its CSV", whole_processes(work, floor), goal)
    if options.peers:
        yield _against_frictionless()


def _against_frictionless() -> Result | Remark:
    if importlib.util.find_spec("frictionless") is None:
        return Remark("frictionless: not installed, so validate is not compared with it")
    people = "data/pegawai.csv"
    work = Process((*PROGRAM, "-C", str(CITY), "validate", people))
    peer = Process((sys.executable, "-m", "frictionless", "validate", str((CITY / people).relative_to(ROOT))))
    return Result(f"city: validate {people}", "frictionless validate", whole_processes(work, peer), Goal(0.45))


# Stages ------------------------------------------------------------------------------------------------


def csv(options: Options) -> Lines:
    """pegawai.csv to text with places and findings; then also to values, which polars is not asked for."""
    for count in _sizes(options):
        yield _stage("csv-quoted", count, f"read {count:,} people, quoted cells", TEXT, Goal(1.3), "faulty")
        yield _stage("csv-plain", count, f"read {count:,} people, no quotes", TEXT, Goal(1.3), "plain")
        yield _stage("csv-values", count, f"read {count:,} people as values", TEXT, None, "faulty")


def yaml(options: Options) -> Lines:
    """Vacancies and people to nodes with line and column."""
    for count in (300, 3_000):
        title = f"YAML with places, {count:,} vacancies"
        yield _stage("yaml", count, title, "json.loads of the same", Goal(15), "vacancies")
    title = "YAML with places, 4,000 people"
    yield _stage("yaml-people", 4_000, title, "json.loads of the same", Goal(15), "flat")


def xlsx(options: Options) -> Lines:
    """A workbook of people to text with places and findings."""
    for count in (1_000, 10_000):
        yield _stage("xlsx", count, f"XLSX, {count:,} people", "calamine alone", Goal(2), "workbook")


def validate(options: Options) -> Lines:
    """pegawai, jabatan and unit to findings."""
    for count in _sizes(options):
        yield _stage("validate", count, f"validate {count:,} people", TEXT, Goal(4), "faulty")
    if options.huge:
        yield _huge()


def _huge() -> Result:
    """The whole command, whose memory counts: the floor would take as much again in the same process."""
    place = _python("tests.bench.data", "faulty", str(HUGE)).strip()
    files = [f"{place}/{name}.csv" for name in ("pegawai", "jabatan", "unit")]
    code = f"import polars\nfor file in {files!r}:\n    polars.read_csv(file, infer_schema=False)"
    work = Process((*PROGRAM, "-C", place, "validate", "-f", "jsonl"), codes=(1,))
    floor = Process((sys.executable, "-c", code))
    title = f"mutasi validate, {HUGE:,} people"
    return Result(title, "python, polars reads its CSV", whole_processes(work, floor), Goal(1000, "MB"))


def diff(options: Options) -> Lines:
    """Two snapshots to changes."""
    for count in _sizes(options):
        yield _stage(
            "diff", count, f"diff {count:,} people", "polars reads both as text", Goal(1.5), "earlier", "later"
        )
    old, new = (_python("tests.bench.data", kind, "4000").strip() for kind in ("earlier", "later"))
    few = _python("tests.bench.data", "plain", "40").strip()
    command = Process((*PROGRAM, "diff", old, new, "--summary"))
    start_up = Process((*PROGRAM, "-C", few, "validate", "-f", "jsonl"), codes=(0, 1))
    yield Result(
        "mutasi diff, 4,000 people", "mutasi validate, 40 people", whole_processes(command, start_up), Goal(1.5)
    )
    if options.huge:
        yield _huge_diff()
    if options.peers:
        yield from _peer(("csv-diff", "daff"), "4,000 people", "Python reads both", 4_000, old, new)


def _huge_diff() -> Result:
    """The whole command, whose memory counts."""
    old, new = (_python("tests.bench.data", kind, str(HUGE)).strip() for kind in ("earlier", "later"))
    files = [f"{place}/{name}.csv" for place in (old, new) for name in ("pegawai", "jabatan", "unit")]
    code = f"import polars\nfor file in {files!r}:\n    polars.read_csv(file, infer_schema=False)"
    work = Process((*PROGRAM, "diff", old, new, "--summary"))
    title = f"mutasi diff, {HUGE:,} people"
    measured = whole_processes(work, Process((sys.executable, "-c", code)))
    return Result(title, "python, polars reads both", measured, Goal(4000, "MB"))


def shortlist(options: Options) -> Lines:
    """Judge, score and shortlist everybody for every vacancy, 20 people each: the command, and the ranking alone."""
    nothing = Process((sys.executable, "-c", "pass"))
    agency = _python("tests.bench.data", "agency", "4000").strip()
    command = Process((*PROGRAM, "-C", agency, "shortlist", "-n", "20", "-f", "csv"))
    yield Result("mutasi shortlist, 4,000 x 300", "python -c pass", whole_processes(command, nothing), Goal(1500, "ms"))
    floor = "matrix product, 10 criteria"
    yield _stage("judge", 4_000, "verdicts and scores, 4,000 x 300", floor, None, "agency")
    yield _stage("rank", 4_000, "shortlists with reasons, 4,000 x 300", floor, None, "agency")
    yield _stage("rank-few", MEDIUM, "shortlists with reasons, 60,000 x 300", floor, None, "agency")
    if options.large:
        yield _stage("judge", MEDIUM, "verdicts and scores, 60,000 x 3,000", floor, None, "agency")
        ranked = _stage("rank", MEDIUM, "shortlists with reasons, 60,000 x 3,000", floor, Goal(80), "agency")
        yield ranked
        yield replace(ranked, work="the same, memory", goal=Goal(1000, "MB"))
        yield _in_processes()
    if options.peers:
        yield from _other_rankings()


def plan(options: Options) -> Lines:
    """The best assignment against ordering the offers by worth."""
    floor = "order of the worths"
    yield _stage("assign", 4_000, "assignment, 4,000 x 300 x 50", floor, Goal(10))
    yield _stage("assign-settled", 4_000, "the same, settled, with losses", floor, None)
    if options.large:
        large = _stage("assign", MEDIUM, "assignment, 60,000 x 3,000 x 50", floor, Goal(25))
        yield large
        yield replace(large, work="the same, memory", goal=Goal(2000, "MB"))
    if options.peers:
        yield from _peer(("scipy",), "sparse matching, 4,000 x 300 x 50", floor, 4_000)


def propose(options: Options) -> Lines:
    """The proposal of the example city in every format with all letters and the manifest: the whole command."""
    with tempfile.TemporaryDirectory(prefix="mutasi-bench-") as place:
        command = Process((*PROGRAM, "-C", str(CITY), "propose", "--to", f"{place}/usulan", "--force"))
        nothing = Process((sys.executable, "-c", "pass"))
        yield Result(
            "mutasi propose --to, 62 moves", "python -c pass", whole_processes(command, nothing), Goal(3000, "ms")
        )


def _in_processes() -> Result:
    """The whole command in two processes against the same in one."""
    agency = _python("tests.bench.data", "agency", str(MEDIUM)).strip()
    command = (*PROGRAM, "-C", agency, "shortlist", "-n", "20", "-f", "csv")
    one, two = Process(command), Process((*command, "--jobs", "2"))
    return Result("mutasi shortlist --jobs 2, 60,000", "the same in one process", whole_processes(two, one))


def _other_rankings() -> Lines:
    """Weighted sums by libraries that others use; they judge and explain nothing."""
    names = ("scikit-criteria", "pymcdm")
    yield from _peer(names, "weighted sum, 60,000 x 1", "matrix product, 10 criteria", MEDIUM)


def _peer(names: Sequence[str], title: str, floor: str, count: int, *places: str) -> Lines:
    """Other libraries, in an environment of their own."""
    python = environment_of_peers()
    if isinstance(python, str):
        yield Remark(f"{', '.join(names)}: not installed, so not compared with ({python})")
        return
    for name in names:
        command = (str(python), str(ROOT / "tests" / "bench" / "peers.py"), name, str(count), *places)
        done = subprocess.run(command, env=environment(), check=True, stdout=subprocess.PIPE, text=True)
        yield Result(f"{name}, {title}", floor, Measured(**json.loads(done.stdout)))


def _sizes(options: Options) -> tuple[int, ...]:
    return (MEDIUM, LARGE) if options.large else (MEDIUM,)


def _stage(name: str, count: int, title: str, floor: str, goal: Goal | None, *kinds: str) -> Result:
    """A stage in a process of its own, with its data made beforehand in others."""
    for kind in kinds:
        _python("tests.bench.data", kind, str(count))
    measured = Measured(**json.loads(_python("tests.bench.stages", name, str(count))))
    return Result(title, floor, measured, goal)


def _python(*arguments: str) -> str:
    """What a module of this package prints. Matrix products get one thread: with two they wait for each other."""
    command, one_thread = (sys.executable, "-m", *arguments), {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    done = subprocess.run(
        command, cwd=ROOT, env=environment() | one_thread, check=True, stdout=subprocess.PIPE, text=True
    )
    return done.stdout


ROWS: dict[str, Callable[[Options], Lines]] = {
    "start": start,
    "city": city,
    "csv": csv,
    "yaml": yaml,
    "xlsx": xlsx,
    "validate": validate,
    "diff": diff,
    "shortlist": shortlist,
    "plan": plan,
    "propose": propose,
}
