"""The compiled rulebook: every family of rule files, typed, with what the stages derive from it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import field
from typing import Any, TypeVar, cast

from claimcheck.model.frozen import frozen

__all__ = ["LOCK", "Language", "Rulebook"]

LOCK = threading.RLock()
"""Held while tables are made out of rules: what two threads ask for at a time is made once."""

T = TypeVar("T")


@frozen
class Language:
    """The families of one language, e.g. of rules/fr/."""

    code: str
    families: Mapping[type[Any], Any]

    def get(self, schema: type[T]) -> T:
        """The family with that schema; without a file, the schema's defaults."""
        found = self.families.get(schema)
        return cast("T", found if found is not None else schema())


UNKNOWN = Language("", {})


@frozen
class Rulebook:
    """All rules of a run, read and validated. `digest` is the hash of the files' contents."""

    digest: str
    families: Mapping[type[Any], Any]
    languages: Mapping[str, Language]
    directories: tuple[str, ...] = ()
    _derived: dict[Any, Any] = field(default_factory=dict, repr=False, compare=False)

    def get(self, schema: type[T]) -> T:
        """The shared family with that schema; without a file, the schema's defaults."""
        found = self.families.get(schema)
        return cast("T", found if found is not None else schema())

    def language(self, code: str) -> Language:
        """The rules of a language; without any, one whose families are all defaults."""
        return self.languages.get(code) or UNKNOWN

    def derive(self, build: Callable[[Rulebook], T]) -> T:
        """`build(self)`, computed once for this rulebook: a stage's tables made out of the rules."""
        return self._made(build, lambda: build(self))

    def derive_for(self, code: str, build: Callable[[Rulebook, Language], T]) -> T:
        """The same for one language: `build(self, its rules)`, once for each language that has rules
        and once for all others."""
        language = self.language(code)
        return self._made((build, language.code), lambda: build(self, language))

    def _made(self, key: Any, make: Callable[[], T]) -> T:
        found = self._derived.get(key, self)
        if found is self:
            with LOCK:
                found = self._derived.get(key, self)
                if found is self:
                    found = self._derived[key] = make()
        return cast("T", found)
