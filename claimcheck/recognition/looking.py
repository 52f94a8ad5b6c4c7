"""Lexemes that are read where they stand: forms of several tokens, and digits with their neighbours."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TypeAlias

from claimcheck.model import Value
from claimcheck.recognition.digits import DIGITS, FREE, MAX_DIGITS, Digits, exponent_of, read_digits
from claimcheck.recognition.draft import Draft
from claimcheck.recognition.timex import When
from claimcheck.rulebook.lexicon import Entry, Lexicon, Node
from claimcheck.rulebook.shapes import OTHER, WORD, number_shape

__all__ = ["GAP", "LOOK", "Item", "Looker", "Made", "free_figure", "unknown"]

GAP, LOOK = " ", "\0"
WIDE = 3
"""Code points of white space that no form of several words reaches over."""
PREFIXES = frozenset({"currency-symbol", "currency-code", "glued-prefix", "period-prefix"})
FREELY = re.compile(FREE)


class Made:
    """What a rule has made out of lexemes: a value; `rule` is the first that saw it, `code` its code.

    Kept and shared by all places that say the same, so `stamped` is what it comes to once that is known.
    """

    __slots__ = ("code", "rule", "stamped", "value")

    def __init__(self, value: Draft | When, rule: str, code: str) -> None:
        self.value, self.rule, self.code = value, rule, code
        self.stamped: tuple[Value, tuple[Value, ...]] | None = None


Item: TypeAlias = Entry | Made | None
"""A word that rules know, something made, or None for all else."""


def unknown(token: str) -> str:
    """The code of a token that no rule knows."""
    return WORD if token.isalpha() else OTHER


def free_figure(digits: str, lexicon: Lexicon) -> Made:
    """The number that `digits` (a match of FREE) are where they stand free."""
    found = DIGITS.match(digits)
    assert found
    return _figure(found, lexicon, False)


def _figure(found: re.Match[str], lexicon: Lexicon, fragile: bool) -> Made:
    read = read_digits(found, lexicon.decimal, lexicon.grouping)
    exponent = exponent_of(read.value, read.exponent)
    draft = Draft(
        "number", read.value, read.value, exponent, exponent, readings=read.readings,
        fragile=fragile or read.fragile or found.end() - found.start() > MAX_DIGITS,
    )  # fmt: skip
    return Made(draft, "digits", lexicon.signatures[_shape(read)])


def _shape(read: Digits) -> frozenset[str]:
    shown = None if read.whole is None else min(read.whole, 10_000)
    return number_shape(shown, min(read.length, 5), False)


class Looker:
    """Reads digits and forms of several tokens; what a form covers gets GAP behind its first token."""

    def __init__(
        self, lexicon: Lexicon, folded: str, tokens: list[str], starts: list[int], ends: list[int],
        codes: list[str], items: list[Item],
    ) -> None:  # fmt: skip
        self.lexicon, self.folded, self.tokens, self.starts, self.ends = lexicon, folded, tokens, starts, ends
        self.codes, self.items, self.last = codes, items, ends.copy()
        self.resume = 0

    def run(self, places: Iterable[int]) -> None:
        """Look at places in the order of the text, but for those that a form before has covered."""
        for at in places:
            if at < self.resume:
                continue
            if self.codes[at] == LOOK:
                self.digits(at)
            elif self.tokens[at] in self.lexicon.trie:
                entry, stop = self.longest(self.lexicon.trie[self.tokens[at]], at)
                if entry is not None and stop > at:
                    self.cover(at, stop, entry, entry.code)

    def cover(self, at: int, stop: int, item: Item, code: str) -> None:
        self.items[at], self.codes[at], self.last[at] = item, code, self.ends[stop]
        for index in range(at + 1, stop + 1):
            self.codes[index] = GAP
        self.resume = stop + 1

    def longest(self, node: Node, at: int) -> tuple[Entry | None, int]:
        """The longest form of the trie that starts at a token, with its last token."""
        tokens, starts, ends = self.tokens, self.starts, self.ends
        best, stop, end = None, at, at
        while True:
            found = node.entry
            if node.cased:
                found = node.cased.get(self.folded[starts[at] : ends[end]]) or found
            if found:
                best, stop = found, end
            end += 1
            if end >= len(tokens) or starts[end] - ends[end - 1] >= WIDE:
                return best, stop
            following = node.next.get(tokens[end])
            if following is None:
                return best, stop
            node = following

    def pointed(self, at: int) -> bool:
        """Whether a decimal mark stands before a token and nothing before that: ".75"."""
        start = self.starts[at]
        return (
            self.folded[start - 1 : start] in (".", ",")
            and self.codes[at - 1] != GAP
            and (start < 2 or not (self.folded[start - 2].isalnum() or self.folded[start - 2] in ".,)"))
        )

    def digits(self, at: int) -> None:
        """Read the number of which a run of digits is part."""
        start = self.starts[at]
        free = FREELY.match(self.folded, start)
        if free and free.end() == self.ends[at]:
            made = self.items[at]
            assert isinstance(made, Made)
            self.codes[at], self.resume = made.code, at + 1
            return
        self.items[at] = None
        if self.pointed(at):
            at -= 1
            start = self.starts[at]
        found = DIGITS.match(self.folded, start)
        stop = at
        while found and stop < len(self.ends) and self.ends[stop] < found.end():
            stop += 1
        if not found or self.ends[stop] != found.end() or self.identifier(at, stop):
            self.cover(at, min(stop, len(self.ends) - 1), None, OTHER)
            return
        made = _figure(found, self.lexicon, self.joined(at, start, found.end()))
        self.cover(at, stop, made, made.code)

    def joined(self, at: int, start: int, end: int) -> bool:
        """Whether a hyphen joins digits to a word before, or a colon or stroke to other digits."""
        around = self.folded[start - 2 : start] if start > 1 else ""
        after = self.folded[end : end + 2]
        if around[1:] == "-" and around[:1].isalpha() and not self.prefixed(at):
            return True
        return (around[1:] in (":", "/") and around[:1].isdecimal()) or (
            after[:1] in (":", "/") and after[1:].isdecimal()
        )

    def prefixed(self, at: int) -> bool:
        """Whether the word before the hyphen before a token is one that goes before figures ("sub-7")."""
        item = self.items[at - 2] if at > 1 else None
        return isinstance(item, Entry) and "number-prefix" in item.senses

    def glued(self, at: int) -> bool:
        """Whether a token stands right behind the one before."""
        return 0 < at < len(self.tokens) and self.ends[at - 1] == self.starts[at]

    def identifier(self, at: int, stop: int) -> bool:
        """Digits glued to letters that no rule reads there: A380, 3D, scp_173."""
        before = at - 1
        if self.glued(at):
            token = self.tokens[before]
            if token == "_" or self.short_word(before):
                return True
            if token.isalpha() and self.opaque(before):
                return True
        if not self.glued(stop + 1):
            return False
        token = self.tokens[stop + 1]
        if token == "_" or not token.isalpha():
            return token == "_"
        node = self.lexicon.trie.get(token)
        return node is None or self.longest(node, stop + 1)[0] is None

    def short_word(self, dot: int) -> bool:
        """Whether a full stop stands there that ends a short word ("No.5" with no blank)."""
        if self.tokens[dot] != "." or self.codes[dot] == GAP or not self.glued(dot):
            return False
        return self.tokens[dot - 1].isalpha() and len(self.tokens[dot - 1]) < 4

    def opaque(self, word: int) -> bool:
        """Whether a word is none that may stand right before digits (a currency, a prefix)."""
        while self.codes[word] == GAP:
            word -= 1
        item = self.items[word]
        senses = PREFIXES & item.senses.keys() if isinstance(item, Entry) else frozenset()
        if not senses:
            return True
        return senses == {"glued-prefix"} and not self.folded[self.starts[word] - 1].isdecimal()
