"""The notation of patterns, compiled to regular expressions over the codes of a text's lexemes.

    pattern  = sequence { "|" sequence }          only inside brackets
    sequence = { item [ "?" | "+" | "*" ] }
    item     = [ role ":" | "!" | "&" | "<!" | "<&" ] ( name { "|" name } | "'" form "'" | "(" pattern ")" )

"!" and "&" look ahead without taking anything (not followed by, followed by), "<!" and "<&" look back
over one lexeme. An alias of the grammar stands for names, or for a pattern in brackets. Names joined
by "|" without brackets are one item. A name is a category of words or of values; "+" and "*" repeat at
most four times. A pattern that could be tried in too many ways at one place is refused, so that every
pattern is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from claimcheck.errors import RuleError
from claimcheck.model.frozen import frozen
from claimcheck.rulebook.shapes import any_of

__all__ = ["Compiled", "PatternError", "compile_pattern", "literals"]

ITEM = re.compile(
    r"\s{0,9}(?:(?P<role>[a-z_]{1,40}):|(?P<look><?[!&]))?(?P<item>'(?:[^'\n]|''){1,80}'|[\w-]{1,80}(?:\|[\w-]{1,80}){0,20}|[()|?+*])"
)
LOOKS = {"!": "(?!", "&": "(?=", "<!": "(?<!", "<&": "(?<="}
NAMES = re.compile(r"[\w-]{1,80}(?:\|[\w-]{1,80}){0,40}")
LITERAL = re.compile(r"(?<![\w])'((?:[^'\n]|''){1,80})'")
REPEATS = {"?": "?", "+": "{1,4}", "*": "{0,4}"}
MAX_DEPTH = 8
MAX_PATTERN = 1_000
MAX_WAYS = 5_000
MAX_REGEX = 100_000
TIMES = 4


class PatternError(RuleError):
    """A pattern cannot be read; `offset` is the place in it, `alias` the alias that it stands in."""

    def __init__(
        self, message: str, offset: int = 0, *, hint: str | None = None, alias: str | None = None
    ) -> None:
        super().__init__(message, hint=hint)
        self.offset, self.alias = offset, alias


@frozen
class Compiled:
    """A regular expression over codes, and the codes with which a match can begin.

    `ways` bounds in how many ways it can be tried at one place of a text. `second` are the codes that
    can follow the first one in a match, `single` says if it may end after one: most places of a text
    are told apart by that, before any expression is tried. `reach`: among so many codes from where it begins
    each match has one of a value; None where it may have none. A match is of `most` codes.
    """

    regex: str
    first: frozenset[str]
    nullable: bool
    ways: int = 1
    second: frozenset[str] = frozenset()
    single: bool = True
    reach: int | None = None
    most: int = 1


def literals(pattern: str) -> list[str]:
    """The forms that a pattern quotes; a quote inside is doubled.

    >>> literals("'plus de' number 'd''ici'")
    ['plus de', "d'ici"]
    """
    return [found.replace("''", "'") for found in LITERAL.findall(pattern)]


class _Parser:
    """`values`: the codes of values. `within`: the aliases the pattern stands in, the innermost last."""

    def __init__(
        self,
        pattern: str,
        codes: Callable[[str], str],
        aliases: Mapping[str, str],
        values: frozenset[str],
        within: tuple[str, ...] = (),
    ) -> None:
        self.pattern, self.codes, self.aliases, self.at, self.within = pattern, codes, aliases, 0, within
        self.values = values
        self.size = 0

    def wrong(self, message: str, at: int, hint: str | None = None) -> PatternError:
        found = ITEM.match(self.pattern, at)
        offset = found.start("item") if found else at
        return PatternError(message, offset, hint=hint, alias=self.within[-1] if self.within else None)

    def peek(self) -> re.Match[str] | None:
        return ITEM.match(self.pattern, self.at)

    def alternatives(self, depth: int) -> Compiled:
        if depth > MAX_DEPTH:
            raise self.wrong(f"brackets nested deeper than {MAX_DEPTH}", self.at, "name a part in [aliases]")
        branches = [self.sequence(depth)]
        while (found := self.peek()) and found["item"] == "|":
            self.at = found.end()
            branches.append(self.sequence(depth))
        if len(branches) == 1:
            return branches[0]
        reaches = [branch.reach for branch in branches if branch.reach is not None]
        return Compiled(
            "|".join(branch.regex for branch in branches),
            frozenset().union(*(branch.first for branch in branches)),
            any(branch.nullable for branch in branches),
            sum(branch.ways for branch in branches),
            frozenset().union(*(branch.second for branch in branches)),
            any(branch.single for branch in branches),
            max(reaches) if len(reaches) == len(branches) else None,
            max(branch.most for branch in branches),
        )

    def sequence(self, depth: int) -> Compiled:
        parts, first, nullable, ways = [], frozenset[str](), True, 1
        second, single = frozenset[str](), False
        reach, most = None, 0
        while (found := self.peek()) and found["item"] not in (")", "|"):
            start, self.at = self.at, found.end()
            item = self.item(found, depth, start)
            mark = self.peek()
            part, empty, tried, inner = item.regex, item.nullable, item.ways, item.second
            if found["look"]:
                parts.append(f"{LOOKS[found['look']]}{part})")
                ways *= tried
                continue
            times = 1
            if mark and mark["item"] in REPEATS and not mark["role"]:
                self.at = mark.end()
                part, empty = f"(?:{part}){REPEATS[mark['item']]}", empty or mark["item"] != "+"
                if mark["item"] != "?" and item.single:
                    inner |= item.first
                times = 1 if mark["item"] == "?" else TIMES
                tried = sum(tried**n for n in range(0 if mark["item"] != "+" else 1, times + 1))
            if found["role"]:
                part = f"(?P<{found['role']}>{part})"
            parts.append(part)
            ways *= tried
            self.bound(ways, sum(map(len, parts)), start)
            if reach is None and not empty and item.reach is not None:
                reach = most + item.reach
            most += times * item.most
            if nullable:
                first, second = first | item.first, second | inner
            if single:
                second |= item.first
            single = (single and empty) or (nullable and item.single)
            nullable = nullable and empty
        return Compiled("".join(parts), first, nullable, ways, second, single, reach, most)

    def bound(self, ways: int, size: int, at: int) -> None:
        if ways > MAX_WAYS or size > MAX_REGEX:
            hint = "repeat less inside of brackets, or write several shorter patterns"
            raise self.wrong("the pattern could be tried in too many ways", at, hint)

    def item(self, found: re.Match[str], depth: int, start: int) -> Compiled:
        text = found["item"]
        if text == "(":
            inner = self.alternatives(depth + 1)
            closing = self.peek()
            if not closing or closing["item"] != ")":
                raise self.wrong("a bracket is not closed", start, "write ) at its end")
            self.at = closing.end()
            return replace(inner, regex=f"(?:{inner.regex})")
        if text in "?+*|)":
            raise self.wrong(f"{text!r} follows nothing", start, "write what it belongs to before it")
        if "(" in (alias := self.aliases.get(text, "")):
            return self.bracketed(text, alias, depth, start)
        names = [text] if text.startswith("'") else [n for name in text.split("|") for n in self.expand(name)]
        chars: set[str] = set()
        for name in names:
            if not (found_codes := self.codes(name.replace("''", "'"))):
                raise self.unknown(name, start)
            chars.update(found_codes)
        reach = 1 if chars <= self.values else None
        return Compiled(any_of(chars), frozenset(chars), False, reach=reach)

    def bracketed(self, name: str, alias: str, depth: int, start: int) -> Compiled:
        """An alias that stands for a pattern. Raises for one that stands in itself."""
        if name in self.within:
            chain = " → ".join((*self.within[self.within.index(name) :], name))
            raise self.wrong(
                f"the alias {name!r} stands in itself: {chain}", start, "name no alias in itself"
            )
        inner = compile_alternatives(
            _Parser(alias, self.codes, self.aliases, self.values, (*self.within, name)), depth + 1
        )
        return replace(inner, regex=f"(?:{inner.regex})")

    def expand(self, name: str) -> list[str]:
        """The names that an alias stands for, one of names in brackets too: "(nth|ordinal)"."""
        if (alias := self.aliases.get(name)) is None:
            return [name]
        inner = alias.removeprefix("(").removesuffix(")")
        return inner.split("|") if NAMES.fullmatch(inner) else [name]

    def unknown(self, name: str, start: int) -> PatternError:
        return self.wrong(
            f"no word or value is called {name!r}", start, "give a word that category, or correct the name"
        )


def compile_alternatives(parser: _Parser, depth: int) -> Compiled:
    """The whole of a pattern. Raises PatternError where it goes on behind its end."""
    if len(parser.pattern) > MAX_PATTERN:
        raise PatternError(f"a pattern over {MAX_PATTERN} characters", hint="write several shorter ones")
    compiled = parser.alternatives(depth)
    parser.bound(compiled.ways, len(compiled.regex), 0)
    rest = parser.pattern[parser.at :]
    if rest.strip():
        at = parser.at + len(rest) - len(rest.lstrip())
        raise parser.wrong(
            f"cannot be read from {rest.strip()[:40]!r} on", at, "see the notation in README.md"
        )
    return compiled


def compile_pattern(
    pattern: str,
    codes: Callable[[str], str],
    aliases: Mapping[str, str],
    values: frozenset[str] = frozenset(),
) -> Compiled:
    """`codes(name)` gives the codes of a category, "" when unknown; `values` are those of what rules make.

    Raises PatternError.
    """
    compiled = compile_alternatives(_Parser(pattern, codes, aliases, values), 0)
    if compiled.nullable:
        raise PatternError("the pattern may match nothing at all", hint="let one item stand without ? or *")
    try:
        re.compile(compiled.regex)
    except re.error as error:
        raise PatternError(f"no valid pattern: {error}", hint="look back over one name only") from None
    return compiled
