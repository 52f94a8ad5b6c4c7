"""`[tool.claimcheck]` of the nearest pyproject.toml: what a project need not say at every run."""

from __future__ import annotations

import difflib
import tomllib
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from claimcheck.errors import ConfigError, Location

__all__ = ["ACCEPTED_FILE", "Settings", "load_settings"]

ACCEPTED_FILE = "claimcheck-accepted.toml"
FAIL_ON = ("probable", "possible", "never")


@dataclass(frozen=True, slots=True)
class Settings:
    """Keys of `[tool.claimcheck]`, written with hyphens there; paths are relative to its file.

    `fail_on` is None where the project does not say: each command then has its own default.
    """

    paths: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    language: str | None = None
    fail_on: str | None = None
    allow_empty: bool = False
    accepted: str = ACCEPTED_FILE
    root: Path = Path()

    @property
    def accepted_file(self) -> Path:
        """The file of accepted findings."""
        return self.root / self.accepted


KEYS = {field.name.replace("_", "-"): field.name for field in fields(Settings) if field.name != "root"}
LISTS = ("paths", "against", "rules")


def load_settings(start: Path | None = None) -> Settings:
    """The settings of the nearest pyproject.toml with a `[tool.claimcheck]`, from `start` (the current
    folder) upwards; the defaults where there is none. Raises ConfigError with the place.
    """
    start = (start or Path.cwd()).resolve()
    for folder in (start, *start.parents):
        path = folder / "pyproject.toml"
        if path.is_file() and (table := _table(path)) is not None:
            return _settings(path, table)
    return Settings()


def _table(path: Path) -> dict[str, Any] | None:
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"cannot be read: {error}", at=Location(str(path))) from None
    except tomllib.TOMLDecodeError as error:
        from claimcheck.rulebook.positions import syntax_location

        raise ConfigError(f"not valid TOML: {error}", at=syntax_location(str(path), str(error))) from None
    tools = data.get("tool", {})
    table = tools.get("claimcheck") if isinstance(tools, dict) else None
    if table is not None and not isinstance(table, dict):
        raise ConfigError(
            "tool.claimcheck is no table", at=Location(str(path)), hint="write [tool.claimcheck]"
        )
    return table


def _settings(path: Path, table: dict[str, Any]) -> Settings:
    values: dict[str, Any] = {}
    for key, value in table.items():
        if key not in KEYS:
            near = difflib.get_close_matches(key, KEYS, n=1)
            hint = f"did you mean {near[0]!r}?" if near else f"known keys: {', '.join(KEYS)}"
            raise ConfigError(f"unknown key {key!r} in [tool.claimcheck]", at=_place(path, key), hint=hint)
        values[KEYS[key]] = _value(path, key, value)
    root = path.parent
    for key in LISTS:
        values[key] = tuple(str(root / item) for item in values.get(key, ()))
    return Settings(**values, root=root)


def _value(path: Path, key: str, value: Any) -> Any:
    if key in LISTS:
        right, wanted = (
            isinstance(value, list) and all(isinstance(item, str) for item in value),
            "a list of texts",
        )
    elif key == "allow-empty":
        right, wanted = isinstance(value, bool), "true or false"
    elif key == "fail-on":
        right, wanted = value in FAIL_ON, f"one of {', '.join(FAIL_ON)}"
    else:
        right, wanted = isinstance(value, str) and bool(value), "a text"
    if not right:
        raise ConfigError(f"{key} is {value!r:.80}", at=_place(path, key), hint=f"write {wanted}")
    return value


def _place(path: Path, key: str) -> Location:
    from claimcheck.rulebook.positions import locate

    return locate(str(path), path.read_text(encoding="utf-8"), ("tool", "claimcheck", key))
