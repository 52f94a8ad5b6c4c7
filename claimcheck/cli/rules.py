"""`claimcheck rules`: check, test, show and begin rules."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from claimcheck.cli import running
from claimcheck.cli.messages import print_errors, print_line
from claimcheck.reports.characters import name as harmless
from claimcheck.rulebook import Rulebook, built_in

__all__ = ["check", "new", "show", "test"]


def _directories(given: Namespace) -> list[str]:
    """The user's folders of rules: those named, else those of [tool.claimcheck]."""
    named = [*given.directories, *(given.rules or ())]
    return named or list(running.settings(Namespace()).rules)


def _load(given: Namespace) -> Rulebook:
    from claimcheck.rulebook import load_rulebook

    return load_rulebook(*_directories(given))


def check(given: Namespace) -> int:
    """Every mistake with its place, those in examples too; the patterns of each language are compiled."""
    from claimcheck.cli.examples import load_cases
    from claimcheck.pipeline import recognize

    rules = _load(given)
    for language in rules.languages:
        recognize("1", language=language, rulebook=rules)
    cases = [
        case for root in rules.directories for case in load_cases(Path(root), frozenset(rules.languages))
    ]
    files = sum(1 for root in rules.directories for _ in _files(Path(root)))
    print(f"{files} rule files, {len(rules.languages)} languages, {len(cases)} examples: no mistakes")
    return 0


def test(given: Namespace) -> int:
    """Run all examples; a failing one is shown with its place, what was wanted and what was found."""
    from claimcheck.cli.examples import failure, load_cases, named_by

    rules = _load(given)
    done = failed = 0
    cases = []
    for root in rules.directories:
        for case in load_cases(Path(root), frozenset(rules.languages)):
            done += 1
            cases.append(case)
            if wrong := failure(case, rules):
                failed += 1
                first, *rest = wrong.splitlines()
                print_errors(f"{case.at}: {case.rule or 'case'}: {first}")
                for line in rest:
                    print_line(harmless(line))
    shown, said = named_by(cases)
    texts = "\n".join(map(_folded, said))
    for root in rules.directories[1:]:
        bare = [
            str(row["id"])
            for _, rows in _tables(Path(root))
            for row in rows
            if row["id"] not in shown and not any(_folded(form) in texts for form in _forms(row))
        ]
        if bare:
            print(harmless(f"without an example in {root}: {', '.join(bare)}"))
    print(f"{done - failed} passed, {failed} failed")
    return 2 if failed else 0


def show(given: Namespace) -> int:
    """Each file with its family and rows; what a later one replaces is marked with where it stood."""
    rules = _load(given)
    first: dict[str, str] = {}
    known: dict[str, Any] = {}
    for root in rules.directories:
        origin = "built in" if Path(root) == built_in() else root
        print(harmless(f"{root} (built in)" if origin == "built in" else root))
        for relative, rows in _rows(Path(root)):
            keyed = [f"{relative.parent}:{row}" for row in rows]
            replaced = [row for row, key in zip(rows, keyed, strict=True) if key in first]
            first |= {key: f"{origin}/{relative}" for key in keyed if key not in first}
            count = f"{len(rows)} row{'s' * (len(rows) != 1)}" if rows else "settings"
            print(harmless(f"  {relative}: {count}"))
            for row in replaced:
                print(harmless(f"    {row} replaces that of {first[f'{relative.parent}:{row}']}"))
            for key, value in _settings(Path(root) / relative).items():
                name = f"{relative}:{key}"
                if name in known:
                    print(harmless(f"    {key} = {value} replaces {known[name]}"))
                known[name] = value
    print(f"rulebook sha256:{rules.digest}")
    return 0


def new(given: Namespace) -> int:
    """The commented skeleton of a rule file, e.g. of rules/LANGUAGE/money.toml, with its examples."""
    from claimcheck.cli import skeleton
    from claimcheck.rulebook import default_rulebook

    family = skeleton.family_of(given.name, frozenset(default_rulebook().languages))
    for path in skeleton.write(Path(given.into), given.name, family):
        print(harmless(f"wrote {path}"))
    print(harmless(f"fill them in, then: claimcheck rules test {given.into}"))
    return 0


def _files(root: Path) -> Iterator[Path]:
    from claimcheck.rulebook.loading import rule_files

    yield from rule_files(root)


def _settings(path: Path) -> dict[str, Any]:
    """The single values of a rule file."""
    from claimcheck.rulebook.loading import parse_toml

    data = parse_toml(str(path), path.read_text(encoding="utf-8"))
    return {key: value for key, value in data.items() if not isinstance(value, list | dict)}


def _tables(root: Path) -> Iterator[tuple[Path, list[dict[str, Any]]]]:
    """Each rule file of a folder with its rows."""
    import tomllib

    for path in _files(root):
        data: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
        tables = [table for table in data.values() if isinstance(table, list)]
        yield (
            path.relative_to(root),
            [row for table in tables for row in table if isinstance(row, dict) and "id" in row],
        )


def _rows(root: Path) -> Iterator[tuple[Path, list[str]]]:
    """Each rule file of a folder with the ids of its rows."""
    for path, rows in _tables(root):
        yield path, [str(row["id"]) for row in rows]


def _forms(row: Any) -> Iterator[str]:
    """The words that a row gives a meaning, in whichever key and language."""
    if isinstance(row, str):
        yield row
    elif isinstance(row, list):
        for item in row:
            yield from _forms(item)
    elif isinstance(row, dict):
        for key, value in row.items():
            if key == "values" and isinstance(value, dict):
                yield from value
            elif key in ("forms", "words", "names", "yes", "no") or len(key) == 2:
                yield from _forms(value)


def _folded(text: str) -> str:
    """Words between blanks, in lower case, so that one is found in others only as a whole."""
    return f" {' '.join(''.join(char if char.isalnum() else ' ' for char in text.lower()).split())} "
