"""Where in the rule files a row stands: for mistakes that show only when all files are laid together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from claimcheck.errors import Location, RuleError
from claimcheck.rulebook.book import Rulebook
from claimcheck.rulebook.families import FAMILIES, Family
from claimcheck.rulebook.positions import find_below, locate

__all__ = ["RuleText", "family_of", "place_in", "place_of", "rule_error"]


class RuleText(NamedTuple):
    """A rule file as it was read: the folder of rules, its path below that, and what it says."""

    root: Path
    relative: Path
    text: str

    @property
    def path(self) -> str:
        return str(self.root / self.relative)


def family_of(root: Path, relative: Path) -> tuple[Family, str | None]:
    """The family that a file belongs to by its path, and the language where it is of one."""
    parts = relative.parts
    if len(parts) == 1 and (found := FAMILIES.get(("shared", relative.stem))):
        return found, None
    if len(parts) == 2 and (found := FAMILIES.get(("folder", parts[0]))):
        return found, None
    if len(parts) == 2 and (found := FAMILIES.get(("language", relative.stem))):
        return found, parts[0]
    raise RuleError(
        f"no family of rules is called {relative.as_posix()!r}",
        at=Location(str(root / relative)),
        hint=_known(relative),
    )


def _known(relative: Path) -> str:
    import difflib

    scope = "language" if len(relative.parts) == 2 else "shared"
    known = sorted(stem for kind, stem in FAMILIES if kind == scope)
    near = difflib.get_close_matches(relative.stem, known, n=1)
    return f"did you mean {near[0]!r}?" if near else f"known here: {', '.join(known)}"


def place_of(
    texts: Sequence[RuleText],
    schema: type[Any],
    code: str | None,
    where: Sequence[str],
    found: str = "",
    offset: int = 0,
) -> Location | None:
    """The place of a row or key; of several files that have it, in the one that was laid on last.

    `where`: the table, then the id of its row (or its key), then a key of the row: ("rule", "fr.money.after",
    "pattern"). `found`: the text there that is meant; `offset`: code points into it.
    """
    from claimcheck.rulebook.loading import parse_toml

    for file in reversed(texts):
        family, language = family_of(file.root, file.relative)
        if family.schema is not schema or language != code or where[-1] not in file.text:
            continue
        data = parse_toml(file.path, file.text)
        keys = _keys(data, where)
        if keys is None:
            continue
        at = locate(file.path, file.text, keys)
        return find_below(file.text, at, found, offset) if found else at
    return None


def place_in(
    rulebook: Rulebook, schema: type[Any], code: str | None, where: Sequence[str], found: str = ""
) -> Location | None:
    """The same for a rulebook that is compiled already; None where its files are no longer at hand."""
    from claimcheck.rulebook.loading import read_texts

    try:
        return place_of(read_texts(map(Path, rulebook.directories)), schema, code, where, found)
    except RuleError:
        return None


def _keys(data: Mapping[str, Any], where: Sequence[str]) -> list[str | int] | None:
    table = data.get(where[0])
    if len(where) < 2:
        return [where[0]] if where[0] in data else None
    if isinstance(table, Mapping):
        return list(where) if where[1] in table else None
    for index, row in enumerate(table or ()):
        if row.get("id") == where[1]:
            return [where[0], index, *(key for key in where[2:] if key in row)]
    return None


def rule_error(found: Iterable[RuleError]) -> RuleError | None:
    """Several errors as one; None for none."""
    errors = list(found)
    if not errors:
        return None
    first = errors[0]
    further = (*first.errors, *(one for error in errors[1:] for one in (error, *error.errors)))
    return RuleError(first.message, at=first.at, hint=first.hint, errors=further)
