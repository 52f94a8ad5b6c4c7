"""`claimcheck rules new`: a commented rule file of one family, written from its schema."""

from __future__ import annotations

import dataclasses
import difflib
import inspect
import textwrap
import typing
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from claimcheck.errors import ConfigError, Location
from claimcheck.rulebook.families import FAMILIES, Family

__all__ = ["family_of", "skeleton", "write"]

EXAMPLES = """\
# Cases that must hold with the rules of {name}.toml, and near misses that must not. Run them:
#   claimcheck rules test {folder}
#
# [[case]]
# text = "…"                       # a sentence{language}
# value = {{ kind = "money" }}       # a part of what must be recognised in it
#
# [[case]]
# text = "…"                       # a near miss
# missing = {{ kind = "money" }}     # a part of what must not be
#
# [[case]]
# texts = ["…", "…"]               # what two sources say
# verdict = "contradiction"        # or "agreement", "undecided", "none"
"""


PREDICATE = """\
# What the predicate is found in, and near misses. Run them:
#   claimcheck rules test {folder}
#
# [[case]]
# language = "fr"
# text = "…"                       # a sentence with a figure of the predicate
# says = {{ predicate = "{name}" }}
#
# [[case]]
# language = "fr"
# text = "…"                       # a near miss: a figure, but of something else
# silent = {{ predicate = "{name}" }}
#
# [[case]]
# language = "fr"
# texts = ["…", "…"]               # what two sources say
# verdict = "contradiction"        # or "agreement", "undecided", "none"
"""


def family_of(name: str, languages: frozenset[str]) -> Family:
    """The family of rules that a file of this name belongs to. Raises ConfigError."""
    folder, _, stem = name.rpartition("/")
    found = FAMILIES.get(("folder", folder)) if folder not in languages else None
    found = found or FAMILIES.get(("language" if folder else "shared", stem))
    if found:
        return found
    known = [stem for scope, stem in FAMILIES if scope == "shared"]
    known += [
        f"{code}/{stem}" for code in sorted(languages) for scope, stem in FAMILIES if scope == "language"
    ]
    known += [f"{stem}/NAME" for scope, stem in FAMILIES if scope == "folder"]
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.4)
    hint = f"did you mean {near[0]!r}?" if near else f"known: {', '.join(known)}"
    raise ConfigError(f"no family of rules is called {name!r}", hint=hint)


def write(folder: Path, name: str, family: Family) -> list[Path]:
    """The skeleton and its examples, where neither is there yet. Raises ConfigError."""
    path = folder / f"{name}.toml"
    language = f" in {name.rpartition('/')[0]}" if "/" in name else ""
    text = skeleton(family)
    if family.scope == "folder":
        text = text.replace('# id = "…"  # needed', f'# id = "{path.stem}"', 1)
    examples = PREDICATE if family.scope == "folder" else EXAMPLES
    texts = {
        path: text,
        path.with_suffix(".examples.toml"): examples.format(name=path.stem, folder=folder, language=language),
    }
    for one in texts:
        if one.exists():
            raise ConfigError("is there already", at=Location(str(one)), hint="choose another name or folder")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        for one, text in texts.items():
            one.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise ConfigError(f"cannot be written: {error.strerror}", at=Location(str(path))) from None
    return list(texts)


def skeleton(family: Family) -> str:
    """Every key of the family, commented out, with its default and what its docstring says."""
    lines = _about(family.schema)
    hints = typing.get_type_hints(family.schema)
    tables: list[str] = []
    for field in dataclasses.fields(family.schema):
        row = _row_of(hints[field.name])
        if row is None:
            lines.append(f"# {field.name} = {_default(field, hints[field.name])}")
        else:
            tables += ["", *_about(row), f"# [[{field.name}]]"]
            inner = typing.get_type_hints(row)
            tables += [f"# {one.name} = {_default(one, inner[one.name])}" for one in dataclasses.fields(row)]
    return "\n".join([*lines, *tables]).strip() + "\n"


def _about(schema: type[Any]) -> list[str]:
    """The docstring as comments; dataclasses without one have their signature for it."""
    text = " ".join((inspect.getdoc(schema) or "").split())
    return [] if text.startswith(f"{schema.__name__}(") else [f"# {line}" for line in textwrap.wrap(text, 98)]


def _row_of(hint: Any) -> type[Any] | None:
    """The row class of a field that is a list of tables."""
    found = [one for one in typing.get_args(hint) if dataclasses.is_dataclass(one)]
    return found[0] if found and isinstance(found[0], type) else None


def _default(field: dataclasses.Field[Any], hint: Any) -> str:
    """The default as TOML writes it, with the choices; for a key that must be given, what it takes."""
    choices = list(dict.fromkeys(_choices(hint)))
    among = f": {', '.join(choices)}" if choices else ""
    if field.default is dataclasses.MISSING:
        if field.default_factory is dataclasses.MISSING:
            return f'{"[" if _is_list(hint) else ""}"…"{"]" if _is_list(hint) else ""}  # needed{among}'
        if isinstance(field.default_factory(), dict):
            lists = any(_is_list(one) for one in typing.get_args(hint))
            return f'{{}}  # {{ "…" = {"[…]" if lists else "…"} }}'
        return "[]"
    text = _written(field.default)
    return f"{text}  # of{among}" if choices and not isinstance(field.default, bool) else text


def _written(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple | frozenset):
        return "[" + ", ".join(f'"{one}"' for one in value) + "]"
    return '""' if value is None else f'"{value}"' if isinstance(value, str) else str(value)


def _is_list(hint: Any) -> bool:
    return typing.get_origin(hint) is tuple


def _choices(hint: Any) -> Iterator[str]:
    """The texts that a key may have."""
    if typing.get_origin(hint) is typing.Literal:
        yield from (str(one) for one in typing.get_args(hint) if one != "")
    else:
        for one in typing.get_args(hint):
            yield from _choices(one)
