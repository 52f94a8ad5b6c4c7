"""rules/ → Rulebook: find the files, validate them, lay the user's directories over the built-in one."""

from __future__ import annotations

import dataclasses
import functools
import hashlib
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from claimcheck.errors import Location, RuleError
from claimcheck.rulebook import cache, positions
from claimcheck.rulebook.book import Language, Rulebook
from claimcheck.rulebook.dictionary import Dictionary, compile_dictionary
from claimcheck.rulebook.families.concepts import ConceptRules
from claimcheck.rulebook.families.grammar import Currencies, Grammar, Units
from claimcheck.rulebook.families.inflection import InflectionRules
from claimcheck.rulebook.lexicon import BadPatterns, Lexicon, compile_lexicon
from claimcheck.rulebook.places import RuleText, family_of, rule_error
from claimcheck.rulebook.units import UnitTable

__all__ = ["built_in", "default_rulebook", "load_rulebook", "parse_toml", "read_texts", "rule_files"]

MAX_FILE = 1_000_000
MAX_FILES = 2_000
MAX_TOTAL = 20_000_000


def built_in() -> Path:
    """The rules shipped with the package; in a checkout, the project's rules/."""
    package = Path(__file__).resolve().parent.parent
    shipped = package / "rules"
    return shipped if shipped.is_dir() else package.parent / "rules"


def rule_files(directory: Path) -> list[Path]:
    """The rule files of a directory, sorted; examples beside them are left out."""
    found = sorted(p for p in directory.rglob("*.toml") if not p.name.endswith(".examples.toml"))
    if len(found) > MAX_FILES:
        raise RuleError(f"more than {MAX_FILES} rule files", at=Location(str(directory)))
    return found


@functools.cache
def default_rulebook() -> Rulebook:
    """The built-in rulebook, compiled once a process."""
    return load_rulebook()


def load_rulebook(*directories: str | Path) -> Rulebook:
    """The built-in rules with those of `directories` laid over them, later ones winning.

    Rows with the same id are replaced, tables are merged, single values overridden. Raises
    RuleError, with the place in the file, when a file is not valid.
    """
    roots = [built_in(), *map(Path, directories)]
    texts = read_texts(roots)
    digest = hashlib.sha256()
    for file in texts:
        digest.update(f"{file.relative.as_posix()}\0{len(file.text)}\0{file.text}".encode())
    key = digest.hexdigest()
    names = tuple(str(root) for root in roots)
    if (cached := cache.load(key)) is not None:
        return dataclasses.replace(cached, directories=names)
    rulebook = _compile(key, names, texts)
    cache.save(key, rulebook)
    return rulebook


def read_texts(roots: Iterable[Path]) -> list[RuleText]:
    """All rule files of the folders, in the order in which they are laid over one another."""
    texts: list[RuleText] = []
    size = 0
    for root in roots:
        if not root.is_dir():
            raise RuleError(
                "no such folder of rules", at=Location(str(root)), hint="name a folder, or make it"
            )
        for path in rule_files(root):
            texts.append(RuleText(root, path.relative_to(root), _read(path)))
            size += len(texts[-1].text)
            if size > MAX_TOTAL:
                raise RuleError(f"rules over {MAX_TOTAL} characters", at=Location(str(root)))
    return texts


def _read(path: Path) -> str:
    try:
        if path.stat().st_size > MAX_FILE:
            raise RuleError(f"a rule file over {MAX_FILE} bytes", at=Location(str(path)), hint="split it")
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise RuleError(
            "not UTF-8", at=Location(str(path), byte=error.start), hint="save it as UTF-8"
        ) from None
    except OSError as error:
        raise RuleError(f"cannot be read: {error.strerror}", at=Location(str(path))) from None


def _compile(digest: str, names: tuple[str, ...], texts: Sequence[RuleText]) -> Rulebook:
    from claimcheck.rulebook.validation import parse_family, refuse_twins

    shared: dict[type[Any], Any] = {}
    languages: dict[str, dict[type[Any], Any]] = {}
    errors: list[RuleError] = []
    parsed: list[tuple[RuleText, str | None, Any]] = []
    for file in texts:
        try:
            family, code = family_of(file.root, file.relative)
            parsed.append((file, code, parse_family(family, file.path, file.text)))
        except RuleError as error:
            errors.append(error)
    errors += refuse_twins(parsed)
    if wrong := rule_error(errors):
        raise wrong
    for _, code, new in parsed:
        target = shared if code is None else languages.setdefault(code, {})
        known = target.get(type(new))
        target[type(new)] = new if known is None else _merge(known, new)
    _compile_words(shared, languages, texts)
    return Rulebook(
        digest=digest,
        families=shared,
        languages={code: Language(code, families) for code, families in sorted(languages.items())},
        directories=names,
    )


def _compile_words(
    shared: dict[type[Any], Any], languages: Mapping[str, dict[type[Any], Any]], texts: Sequence[RuleText]
) -> None:
    """Add what is compiled out of several families: the table of units; a lexicon and a dictionary of each
    language."""
    from claimcheck.rulebook.checks import misplaced_patterns, wrong_rows
    from claimcheck.rulebook.names import forms_of
    from claimcheck.rulebook.units import compile_units

    units, currencies = shared.get(Units, Units()), shared.get(Currencies, Currencies())
    table = shared[UnitTable] = compile_units(units, texts)
    errors = list(wrong_rows(shared, languages, texts))
    for code, families in languages.items():
        concepts, inflection = families.get(ConceptRules), families.get(InflectionRules, InflectionRules())
        families[Dictionary] = compile_dictionary(concepts.concept if concepts else (), inflection)
        grammar = families.get(Grammar, Grammar())
        try:
            families[Lexicon] = compile_lexicon(grammar, forms_of(code, grammar, units, table, currencies))
        except BadPatterns as bad:
            errors += misplaced_patterns(code, grammar, bad, texts)
        except RuleError as error:
            errors.append(RuleError(f"rules/{code}: {error.message}", at=error.at, hint=error.hint))
    if wrong := rule_error(errors):
        raise wrong


def _merge(old: Any, new: Any) -> Any:
    """Lay `new` over `old`, field by field; a field that the new file leaves at its default is kept."""
    changes: dict[str, Any] = {}
    for spec in dataclasses.fields(old):
        before, after = getattr(old, spec.name), getattr(new, spec.name)
        if isinstance(before, Mapping):
            changes[spec.name] = {**before, **after}
        elif isinstance(before, tuple):
            changes[spec.name] = _merge_rows(before, after)
        elif after != _default(spec):
            changes[spec.name] = after
    return dataclasses.replace(old, **changes)


def _default(spec: dataclasses.Field[Any]) -> Any:
    if spec.default is not dataclasses.MISSING:
        return spec.default
    return spec.default_factory() if spec.default_factory is not dataclasses.MISSING else None


def _merge_rows(before: tuple[Any, ...], after: tuple[Any, ...]) -> tuple[Any, ...]:
    replaced = {row.id: row for row in after if hasattr(row, "id")}
    kept = [replaced.pop(getattr(row, "id", None), row) for row in before]
    return (*kept, *(row for row in after if not hasattr(row, "id") or row.id in replaced))


def parse_toml(path: str, text: str) -> dict[str, Any]:
    """TOML with exact decimals; a syntax error becomes a RuleError with its place."""
    if found := positions.DEEP_KEY.search(text):
        line = text.count("\n", 0, found.start()) + 1
        raise RuleError("a key of too many parts", at=Location(path, line), hint="write tables as [[name]]")
    try:
        return tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        place = positions.syntax_location(path, str(error))
        raise RuleError(f"not valid TOML: {error}", at=place, hint="see https://toml.io") from None
    except RecursionError:
        raise RuleError("nested too deeply", at=Location(path), hint="no rule needs that") from None
