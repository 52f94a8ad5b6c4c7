"""Which room may import which, what the engine may not know, and how large its parts may grow."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from claimcheck.rulebook import built_in

PACKAGE = Path(__file__).resolve().parent.parent / "claimcheck"
FILES = sorted(PACKAGE.rglob("*.py"))
FOUNDATION = {"errors", "model", "values"}
STAGES = {"sources", "recognition", "assertions", "alignment", "judgement"}
ALL = {path.stem if path.is_file() else path.name for path in PACKAGE.iterdir()}
MAY_IMPORT = {
    "errors": set(),
    "model": {"errors"},
    "values": {"model", "errors"},
    "rulebook": FOUNDATION,
    **{stage: FOUNDATION | {"rulebook"} for stage in STAGES},
    "pipeline": FOUNDATION | STAGES | {"rulebook"},
    "engines": FOUNDATION | STAGES | {"rulebook", "pipeline", "store"},
    "reports": FOUNDATION,
    "store": FOUNDATION,
    "config": {"errors", "rulebook"},
    "cli": ALL,
    "hook": ALL,
    "__main__": ALL,
    "__init__": ALL,
}
FILE_LINES = 330
FUNCTION_LINES = 60


def room_of(path: Path) -> str:
    first = path.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


def imported_rooms(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """The rooms of this package that a module imports, anywhere in it."""
    for node in ast.walk(tree):
        names: list[str] = []
        if isinstance(node, ast.ImportFrom):
            names = [f"{node.module}.{alias.name}" for alias in node.names]
            assert node.level == 0, "imports are absolute"
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        for name in names:
            parts = name.split(".")
            if parts[0] == "claimcheck" and len(parts) > 1 and parts[1] in ALL:
                yield parts[1], getattr(node, "lineno", 0)


@pytest.fixture(params=FILES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def module(request: pytest.FixtureRequest) -> tuple[Path, ast.Module]:
    path: Path = request.param
    return path, ast.parse(path.read_text(encoding="utf-8"))


def test_every_room_is_known() -> None:
    assert {room_of(path) for path in FILES} <= MAY_IMPORT.keys()


def test_a_room_imports_only_what_it_may(module: tuple[Path, ast.Module]) -> None:
    path, tree = module
    room = room_of(path)
    wrong = {
        (line, name)
        for name, line in imported_rooms(tree)
        if name not in MAY_IMPORT[room] | {room, "__version__"}
    }
    assert not wrong


def test_no_module_bears_the_name_of_a_public_function() -> None:
    import claimcheck

    assert not ALL & {name for name in claimcheck.__all__ if name.islower()}


def test_the_engine_names_no_language(module: tuple[Path, ast.Module]) -> None:
    codes = {path.parent.name for path in built_in().glob("*/*.toml") if len(path.parent.name) in (2, 3)}
    assert {"fr", "en"} <= codes
    found = [
        (node.lineno, node.value)
        for node in ast.walk(module[1])
        if isinstance(node, ast.Constant) and node.value in codes
    ]
    assert not found


def test_files_and_functions_hold_one_idea(module: tuple[Path, ast.Module]) -> None:
    path, tree = module
    assert len(path.read_text(encoding="utf-8").splitlines()) <= FILE_LINES
    long = [
        (node.name, node.end_lineno - node.lineno)
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
        and node.end_lineno
        and node.end_lineno - node.lineno > FUNCTION_LINES
    ]
    assert not long


def test_heavy_packages_are_imported_where_they_are_used(module: tuple[Path, ast.Module]) -> None:
    """At the top of a module only what every run needs."""
    heavy = {"pint", "babel", "rich", "jinja2", "pandas", "pypdf", "trafilatura", "pyarrow"}
    _, tree = module
    top = [node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
    names = {
        name.split(".")[0]
        for node in top
        for name in (
            [node.module or ""] if isinstance(node, ast.ImportFrom) else [a.name for a in node.names]
        )
    }
    assert not names & heavy
