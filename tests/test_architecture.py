"""The shape of the program, held as assertions over its source: nothing of mutasi is imported here.

A check takes the whole source tree and returns what is wrong with it, one line a fault. Every check is first
shown to fail on a planted fault, then applied to the real tree.
"""

from __future__ import annotations

import ast
import builtins
import re
import sys
import tomllib
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path, PurePosixPath

import pytest

ROOT = Path(__file__).resolve().parents[1]

LAYERS = (
    ("message", "finding", "errors", "version"),
    ("model",),
    ("read", "rules", "eligibility", "fit", "diff"),
    ("plan",),
    ("proposal",),
    ("render",),
    ("cli",),
    ("__main__",),
)
"""From the bottom up. A part imports from itself and from the layers below it, never from its neighbours."""

GROUND = LAYERS[0]
"""Single modules that may import one another."""

DATA = ("locale", "reference")
"""Folders without code."""

HOMES = {
    "click": ("mutasi/cli/",),
    "docx": tuple(f"mutasi/render/docx_{name}.py" for name in ("file", "room", "template", "writer")),
    "docxtpl": ("mutasi/render/docx_template.py",),
    "gettext": ("mutasi/cli/language.py", "mutasi/render/language.py", "mutasi/message.py"),
    "jinja2": ("mutasi/render/docx_sandbox.py",),
    "numpy": ("mutasi/",),
    "ortools": ("mutasi/plan/assignment.py", "mutasi/plan/mixed.py"),
    "pandera": ("mutasi/model/",),
    "polars": ("mutasi/",),
    "python_calamine": ("mutasi/read/xlsx.py",),
    "rapidfuzz": ("mutasi/read/convert/",),
    "rich": ("mutasi/render/terminal.py",),
    "ruamel": ("mutasi/render/yaml_text.py",),
    "tabulate": ("mutasi/render/markdown.py",),
    "xlsxwriter": ("mutasi/render/workbook.py",),
    "yaml": ("mutasi/read/yaml.py", "mutasi/read/yaml_syntax.py"),
}
"""Where a library may be imported: files, or folders with a slash at the end. All others are refused."""

IMPORT_NAMES = {"python_docx": "docx", "pyyaml": "yaml"}
"""Distributions that are imported by another name."""

EFFECTS = (
    *("print", "input", "breakpoint", "exit", "quit", "SystemExit"),
    *("sys.exit", "sys.stdout", "sys.stderr", "os._exit"),
    *("os.environ", "os.environb", "os.getenv", "os.getenvb"),
    *("os.get_terminal_size", "shutil.get_terminal_size"),
    *("datetime.datetime.now", "datetime.datetime.today", "datetime.datetime.utcnow", "datetime.date.today"),
    *("time", "locale"),
)
"""Left to `cli`: print, exit, read clock, environment, terminal or locale. A module stands for all of it."""

VAGUE_NAMES = {"common", "helper", "helpers", "manager", "managers", "misc", "util", "utils"}

MODULE_LINES = 500
FUNCTION_LINES = 40
LONG_FUNCTIONS_IN_TEN = 1

Tree = Mapping[PurePosixPath, ast.Module]
Check = Callable[[Tree], list[str]]


def parse(sources: Mapping[str, str]) -> Tree:
    return {PurePosixPath(path): ast.parse(source, path) for path, source in sorted(sources.items())}


def sources(root: Path) -> dict[str, str]:
    files = (root / "mutasi").rglob("*.py")
    return {file.relative_to(root).as_posix(): file.read_text(encoding="utf-8") for file in files}


# ---- reading a module


def module_name(path: PurePosixPath) -> str:
    """``mutasi/read/csv.py`` is mutasi.read.csv, ``mutasi/read/__init__.py`` is mutasi.read."""
    parts = path.with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def part(module: str) -> str:
    """The second name of a module of mutasi: mutasi.read.csv belongs to read; the root belongs to nothing."""
    return module.split(".")[1] if "." in module else ""


def imports(path: PurePosixPath, module: ast.Module) -> Iterator[tuple[int, str]]:
    """(line, dotted name) of everything imported anywhere in a module: also in functions and for types only.

    ``from a import b`` gives a.b, which may be a module or a name in one.
    """
    package = path.parent.parts
    for node in ast.walk(module):
        match node:
            case ast.Import(names=names):
                yield from ((node.lineno, name.name) for name in names)
            case ast.ImportFrom(module=source, names=names, level=level):
                above = package[: len(package) - level + 1] if level else ()
                base = ".".join((*above, *(source or "").split("."))).strip(".")
                yield from ((node.lineno, f"{base}.{name.name}") for name in names)
            case ast.Call(
                func=ast.Name("__import__" | "import_module") | ast.Attribute(attr="import_module"),
                args=[ast.Constant(str(name)), *_],
            ):
                yield node.lineno, name


def resolve(name: str, modules: set[str]) -> str:
    """The module of the tree that gives an imported name: the longest beginning of it that is one."""
    while name not in modules and "." in name:
        name = name.rpartition(".")[0]
    return name


def known_names(module: ast.Module) -> Iterator[tuple[int, str]]:
    """(line, full name) of every builtin or imported name that is read, with aliases undone."""
    known = {name: name for name in dir(builtins)}
    for node in ast.walk(module):
        match node:
            case ast.Name(id=name, ctx=ast.Store()) | ast.arg(arg=name):
                known.pop(name, None)
    for node in ast.walk(module):
        match node:
            case ast.Import(names=names):
                for name in names:
                    bound = name.name if name.asname else name.name.partition(".")[0]
                    known[name.asname or bound] = bound
            case ast.ImportFrom(module=str(source), names=names, level=0):
                known |= {name.asname or name.name: f"{source}.{name.name}" for name in names}
    for node in ast.walk(module):
        if isinstance(node, ast.Name | ast.Attribute) and isinstance(node.ctx, ast.Load):
            first, dot, rest = ast.unparse(node).partition(".")
            if first in known:
                yield node.lineno, known[first] + dot + rest


def functions(module: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(module):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def lies_under(path: PurePosixPath, homes: tuple[str, ...]) -> bool:
    return any(str(path).startswith(home) if home.endswith("/") else str(path) == home for home in homes)


# ---- the checks


def check_layers(tree: Tree) -> list[str]:
    """Imports point downward, and every module belongs to a layer."""
    height = {name: number for number, layer in enumerate(LAYERS) for name in layer}
    faults = []
    for path, module in tree.items():
        own = part(module_name(path))
        if own and own not in height and own not in DATA:
            faults.append(f"{path}: '{own}' belongs to no layer")
            continue
        for line, name in imports(path, module):
            other = part(name) if name.startswith("mutasi.") else ""
            if other not in height or other == own or (other in GROUND and own in GROUND):
                continue
            if height[other] >= height.get(own, -1):
                faults.append(f"{path}:{line}: '{own or 'mutasi'}' imports '{other}', which is not below it")
    return faults


def check_cycles(tree: Tree) -> list[str]:
    """No module imports itself by way of others."""
    modules = {module_name(path) for path in tree}
    graph = {
        module_name(path): {resolve(name, modules) for _, name in imports(path, module)} & modules
        for path, module in tree.items()
    }
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as cycle:
        return ["import cycle: " + " < ".join(cycle.args[1])]
    return []


def check_homes(tree: Tree) -> list[str]:
    """Each library has one home."""
    faults = []
    for path, module in tree.items():
        for line, name in imports(path, module):
            library = name.partition(".")[0]
            if library in HOMES:
                if not lies_under(path, HOMES[library]):
                    faults.append(f"{path}:{line}: {library} is at home in {', '.join(HOMES[library])}")
            elif library != "mutasi" and library not in sys.stdlib_module_names:
                faults.append(f"{path}:{line}: {library} has no home")
    return faults


def check_effects(tree: Tree) -> list[str]:
    """Nothing below `cli` prints, exits, or reads the clock, the environment or the locale."""
    return [
        f"{path}:{line}: {name} outside mutasi/cli"
        for path, module in tree.items()
        if part(module_name(path)) not in ("cli", "__main__")
        for line, name in sorted({*known_names(module), *imports(path, module)})
        if name in EFFECTS or name.startswith(("time.", "locale."))
    ]


def check_names(tree: Tree) -> list[str]:
    """A module is named by what it is about."""
    return [
        f"{path}: a vague name"
        for path in tree
        if VAGUE_NAMES.intersection(word for name in path.parts for word in re.split(r"[._]", name))
    ]


def check_code_free(tree: Tree) -> list[str]:
    """An ``__init__.py`` holds a docstring, and data folders hold no code."""
    faults = []
    for path, module in tree.items():
        if part(module_name(path)) in DATA:
            faults.append(f"{path}: code in a data folder")
        elif path.name == "__init__.py" and (len(module.body) > 1 or (module.body and not ast.get_docstring(module))):
            faults.append(f"{path}: more than a docstring")
    return faults


def check_module_lengths(tree: Tree) -> list[str]:
    """A module can be read in one sitting."""
    lengths = {path: max((node.end_lineno or 0 for node in module.body), default=0) for path, module in tree.items()}
    return [f"{path}: {lines} lines, at most {MODULE_LINES}" for path, lines in lengths.items() if lines > MODULE_LINES]


def check_function_lengths(tree: Tree) -> list[str]:
    """Nine functions in ten fit on a screen. Names the long ones when they are too many."""
    lengths = [
        (f"{path}:{function.lineno}: {function.name}", (function.end_lineno or 0) - function.lineno + 1)
        for path, module in tree.items()
        for function in functions(module)
    ]
    long = [f"{where} has {lines} lines" for where, lines in lengths if lines >= FUNCTION_LINES]
    return long if 10 * len(long) > LONG_FUNCTIONS_IN_TEN * len(lengths) else []


CHECKS: tuple[Check, ...] = (
    check_layers,
    check_cycles,
    check_homes,
    check_effects,
    check_names,
    check_code_free,
    check_module_lengths,
    check_function_lengths,
)


# ---- each check can fail, and says where

LONG_FUNCTION = "def f():\n" + "    x = 1\n" * FUNCTION_LINES

PLANTED: tuple[tuple[Check, dict[str, str], list[str]], ...] = (
    (
        check_layers,
        {"mutasi/read/csv.py": "from mutasi.render import tables"},
        ["mutasi/read/csv.py:1: 'read' imports 'render', which is not below it"],
    ),
    (
        check_layers,
        {"mutasi/fit/score.py": "def f():\n    from mutasi import rules"},
        ["mutasi/fit/score.py:2: 'fit' imports 'rules', which is not below it"],
    ),
    (
        check_layers,
        {"mutasi/model/nip.py": "if TYPE_CHECKING:\n    import mutasi.plan.chains"},
        ["mutasi/model/nip.py:2: 'model' imports 'plan', which is not below it"],
    ),
    (
        check_layers,
        {"mutasi/plan/chains.py": "from ..cli import main\nfrom x import y\ny.import_module('mutasi.cli')"},
        [
            "mutasi/plan/chains.py:1: 'plan' imports 'cli', which is not below it",
            "mutasi/plan/chains.py:3: 'plan' imports 'cli', which is not below it",
        ],
    ),
    (
        check_layers,
        {"mutasi/errors.py": "from mutasi.model import nip"},
        ["mutasi/errors.py:1: 'errors' imports 'model', which is not below it"],
    ),
    (check_layers, {"mutasi/score.py": ""}, ["mutasi/score.py: 'score' belongs to no layer"]),
    (
        check_cycles,
        {"mutasi/fit/a.py": "from mutasi.fit import b", "mutasi/fit/b.py": "from .a import thing"},
        ["import cycle: mutasi.fit.a < mutasi.fit.b < mutasi.fit.a"],
    ),
    (
        check_cycles,
        {
            "mutasi/errors.py": "if TYPE_CHECKING:\n    from mutasi.finding import Finding",
            "mutasi/finding.py": "def f():\n    import mutasi.errors",
        },
        ["import cycle: mutasi.errors < mutasi.finding < mutasi.errors"],
    ),
    (
        check_homes,
        {"mutasi/model/policy.py": "import yaml", "mutasi/read/yaml.py": "import yaml"},
        ["mutasi/model/policy.py:1: yaml is at home in mutasi/read/yaml.py, mutasi/read/yaml_syntax.py"],
    ),
    (
        check_homes,
        {"mutasi/plan/replan.py": "def f():\n    from rich.table import Table"},
        ["mutasi/plan/replan.py:2: rich is at home in mutasi/render/terminal.py"],
    ),
    (
        check_homes,
        {"mutasi/read/csv.py": "import csv\nimport pandas as pd"},
        ["mutasi/read/csv.py:2: pandas has no home"],
    ),
    (
        check_effects,
        {"mutasi/rules/usia.py": "from datetime import date as d\nx = d.today()\nprint(x)"},
        [
            "mutasi/rules/usia.py:2: datetime.date.today outside mutasi/cli",
            "mutasi/rules/usia.py:3: print outside mutasi/cli",
        ],
    ),
    (
        check_effects,
        {"mutasi/render/html.py": "import datetime as t, os.path\nx = t.datetime.now(), os.environ['LANG']"},
        [
            "mutasi/render/html.py:2: datetime.datetime.now outside mutasi/cli",
            "mutasi/render/html.py:2: os.environ outside mutasi/cli",
        ],
    ),
    (
        check_effects,
        {"mutasi/read/git.py": "from os import getenv\nimport time, sys\nsys.exit(2)\nraise SystemExit"},
        [
            "mutasi/read/git.py:1: os.getenv outside mutasi/cli",
            "mutasi/read/git.py:2: time outside mutasi/cli",
            "mutasi/read/git.py:3: sys.exit outside mutasi/cli",
            "mutasi/read/git.py:4: SystemExit outside mutasi/cli",
        ],
    ),
    (check_names, {"mutasi/read/csv_utils.py": ""}, ["mutasi/read/csv_utils.py: a vague name"]),
    (check_names, {"mutasi/plan/common/flow.py": ""}, ["mutasi/plan/common/flow.py: a vague name"]),
    (
        check_code_free,
        {
            "mutasi/read/__init__.py": '"""Reading."""\nfrom mutasi.read import csv',
            "mutasi/fit/__init__.py": "x = 1",
        },
        ["mutasi/fit/__init__.py: more than a docstring", "mutasi/read/__init__.py: more than a docstring"],
    ),
    (check_code_free, {"mutasi/reference/load.py": ""}, ["mutasi/reference/load.py: code in a data folder"]),
    (
        check_module_lengths,
        {"mutasi/read/csv.py": "x = 1\n" * (MODULE_LINES + 1)},
        [f"mutasi/read/csv.py: {MODULE_LINES + 1} lines, at most {MODULE_LINES}"],
    ),
    (
        check_function_lengths,
        {"mutasi/read/csv.py": LONG_FUNCTION + "def g(): ...\n" * 8},
        [f"mutasi/read/csv.py:1: f has {FUNCTION_LINES + 1} lines"],
    ),
)

SOUND = {
    "mutasi/__init__.py": '"""About."""',
    "mutasi/__main__.py": "from mutasi.cli.main import main\nmain()",
    "mutasi/message.py": "from dataclasses import dataclass",
    "mutasi/finding.py": "from mutasi.message import Message",
    "mutasi/errors.py": "from mutasi import finding\nfrom mutasi.message import Message",
    "mutasi/model/__init__.py": "",
    "mutasi/model/tables.py": "import pandera.polars as pa\nfrom datetime import date\nx = date(2026, 1, 1)",
    "mutasi/read/yaml.py": "import yaml\nfrom mutasi.model import tables",
    "mutasi/fit/score.py": "from mutasi.fit import scales\nimport numpy as np",
    "mutasi/fit/scales.py": "import polars as pl\nself.time.now(print_)\nself.print()",
    "mutasi/diff/compare.py": "def f(time, input): return time.now(), input()",
    "mutasi/plan/chains.py": LONG_FUNCTION + "def g(): ...\n" * 9,
    "mutasi/render/terminal.py": "from rich.table import Table\nfrom mutasi.plan.chains import f",
    "mutasi/cli/main.py": "import click, os.path\nfrom mutasi.render import terminal\nprint(os.environ)",
}


def test_a_sound_tree_passes_every_check() -> None:
    tree = parse(SOUND)
    assert [fault for check in CHECKS for fault in check(tree)] == []


@pytest.mark.parametrize(("check", "planted", "faults"), PLANTED)
def test_a_planted_fault_is_found(check: Check, planted: dict[str, str], faults: list[str]) -> None:
    assert check(parse(planted)) == faults


def test_every_check_is_shown_to_fail() -> None:
    assert {check for check, _, _ in PLANTED} == set(CHECKS)


# ---- the real tree


@cache
def real_tree() -> Tree:
    return parse(sources(ROOT))


@pytest.mark.parametrize("check", CHECKS)
def test_architecture(check: Check) -> None:
    faults = check(real_tree())
    assert not faults, "\n".join(("", *faults))


def test_dependencies_are_the_libraries_with_a_home() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = (re.split(r"[^\w-]", line)[0].lower().replace("-", "_") for line in project["dependencies"])
    declared = {IMPORT_NAMES.get(name, name) for name in names}
    assert declared == {library for library in HOMES if library not in sys.stdlib_module_names}
