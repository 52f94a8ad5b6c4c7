"""The notation of patterns, compiled to regular expressions over the codes of a text's lexemes.

    pattern  = sequence { "|" sequence }          only inside brackets
    sequence = { item [ "?" | "+" | "*" ] }
    item     = [ role ":" | "!" | "&" | "<!" | "<&" ] ( name { "|" name } | "'" form "'" | "(" pattern ")" )

"!" and "&" look ahead without taking anything (not followed by, followed by), "<!" and "<&" look back
over one lexeme. An alias of the grammar stands for names, or for a pattern in brackets. Names joined by "|" without brackets are one item. A
name is a category of words or of values; "+" and "*" repeat at most four times, so that every pattern is linear.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from claimcheck.errors import RuleError

__all__ = ["Compiled", "compile_pattern", "literals"]

ITEM = re.compile(
    r"\s{0,9}(?:(?P<role>[a-z_]{1,40}):|(?P<look><?[!&]))?(?P<item>'(?:[^'\n]|''){1,80}'|[\w-]{1,80}(?:\|[\w-]{1,80}){0,20}|[()|?+*])"
)
LOOKS = {"!": "(?!", "&": "(?=", "<!": "(?<!", "<&": "(?<="}
LITERAL = re.compile(r"(?<![\w])'((?:[^'\n]|''){1,80})'")
REPEATS = {"?": "?", "+": "{1,4}", "*": "{0,4}"}
MAX_DEPTH = 8


@dataclass(frozen=True, slots=True)
class Compiled:
    """A regular expression over codes, and the codes with which a match can begin."""

    regex: str
    first: frozenset[str]
    nullable: bool


def literals(pattern: str) -> list[str]:
    """The forms that a pattern quotes; a quote inside is doubled.

    >>> literals("'plus de' number 'd''ici'")
    ['plus de', "d'ici"]
    """
    return [found.replace("''", "'") for found in LITERAL.findall(pattern)]


class _Parser:
    def __init__(self, pattern: str, codes: Callable[[str], str], aliases: Mapping[str, str]) -> None:
        self.pattern, self.codes, self.aliases, self.at = pattern, codes, aliases, 0

    def peek(self) -> re.Match[str] | None:
        return ITEM.match(self.pattern, self.at)

    def alternatives(self, depth: int) -> Compiled:
        if depth > MAX_DEPTH:
            raise RuleError(f"brackets nested deeper than {MAX_DEPTH}")
        branches = [self.sequence(depth)]
        while (found := self.peek()) and found["item"] == "|":
            self.at = found.end()
            branches.append(self.sequence(depth))
        if len(branches) == 1:
            return branches[0]
        return Compiled(
            "|".join(branch.regex for branch in branches),
            frozenset().union(*(branch.first for branch in branches)),
            any(branch.nullable for branch in branches),
        )

    def sequence(self, depth: int) -> Compiled:
        regex, first, nullable = "", frozenset[str](), True
        while (found := self.peek()) and found["item"] not in (")", "|"):
            self.at = found.end()
            item = self.item(found, depth)
            mark = self.peek()
            part, empty = item.regex, item.nullable
            if found["look"]:
                regex += f"{LOOKS[found['look']]}{part})"
                continue
            if mark and mark["item"] in REPEATS and not mark["role"]:
                self.at = mark.end()
                part, empty = f"(?:{part}){REPEATS[mark['item']]}", empty or mark["item"] != "+"
            if found["role"]:
                part = f"(?P<{found['role']}>{part})"
            regex += part
            if nullable:
                first |= item.first
            nullable = nullable and empty
        return Compiled(regex, first, nullable)

    def item(self, found: re.Match[str], depth: int) -> Compiled:
        text = found["item"]
        if text == "(":
            inner = self.alternatives(depth + 1)
            closing = self.peek()
            if not closing or closing["item"] != ")":
                raise RuleError("a bracket is not closed")
            self.at = closing.end()
            return Compiled(f"(?:{inner.regex})", inner.first, inner.nullable)
        if text in "?+*|)":
            raise RuleError(f"{text!r} follows nothing")
        if "(" in (alias := self.aliases.get(text, "")):
            inner = _Parser(alias, self.codes, self.aliases).alternatives(depth + 1)
            return Compiled(f"(?:{inner.regex})", inner.first, inner.nullable)
        names = [text] if text.startswith("'") else [n for name in text.split("|") for n in self.expand(name)]
        chars = sorted({char for name in names for char in self.codes(name.replace("''", "'"))})
        if not chars:
            raise RuleError(f"no word or value is called {text!r}")
        return Compiled(
            f"[{re.escape(''.join(chars))}]" if len(chars) > 1 else re.escape(chars[0]),
            frozenset(chars),
            False,
        )

    def expand(self, name: str) -> list[str]:
        return self.aliases[name].split("|") if name in self.aliases else [name]


def compile_pattern(pattern: str, codes: Callable[[str], str], aliases: Mapping[str, str]) -> Compiled:
    """`codes(name)` gives the codes of a category, "" when unknown. Raises RuleError without a place."""
    parser = _Parser(pattern, codes, aliases)
    compiled = parser.alternatives(0)
    if pattern[parser.at :].strip():
        raise RuleError(f"cannot be read from {pattern[parser.at :]!r} on")
    if compiled.nullable:
        raise RuleError("the pattern may match nothing at all")
    try:
        re.compile(compiled.regex)
    except re.error as error:
        raise RuleError(f"no valid pattern: {error}", hint="look back over one name only") from None
    return compiled
