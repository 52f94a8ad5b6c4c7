"""Lexemes that are read where they stand: forms of several tokens, and digits with their neighbours."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TypeAlias

from claimcheck.model import Value
from claimcheck.recognition.digits import DIGITS, FREE, MAX_DIGITS, Digits, exponent_of, read_digits
from claimcheck.recognition.draft import Draft
from claimcheck.recognition.timex import When
from claimcheck.rulebook.lexicon import Entry, Lexicon, Node
from claimcheck.rulebook.shapes import OTHER, WORD, number_shape

__all__ = ["LOOK", "Form", "Item", "Looker", "Made", "Placed", "free_figure", "unknown"]

LOOK = "\0"
"""The code of digits until they have been looked at."""
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
Placed: TypeAlias = tuple[int, int, Item, str]
"""What was read of the lexemes from the first to the second place, exclusive, and its code."""


class Form:
    """A token as it is written, with the white space behind it, `width` code points in all; one record for
    all places where it stands.

    `token`: it in lower case; `code` is LOOK for digits that neighbours may have a say in; `longer`: the ways
    in which a longer form goes on. `looks`: what follows must be looked at.
    """

    __slots__ = ("code", "item", "longer", "looks", "token", "width")

    def __init__(
        self, token: str, width: int, code: str, item: Item, longer: Mapping[str, Node] | None
    ) -> None:
        self.token, self.width, self.code, self.item, self.longer = token, width, code, item, longer
        self.looks = longer is not None or code == LOOK

    def before(self, token: str) -> Form:
        """The same where that token follows: no longer form may go on with it."""
        if self.longer is None or token in self.longer:
            return self
        return Form(self.token, self.width, self.code, self.item, None)


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
    """Reads digits and forms of several tokens where they stand.

    `starts`, `items`, `codes` and `forms`: where the tokens of a text start, what rules know of them, their
    codes, and what they are wherever they stand. What one token is read as stands in `items` and `codes`,
    what several are in `parts`.
    """

    def __init__(
        self, lexicon: Lexicon, folded: str, starts: list[int], items: list[Item], codes: list[str],
        forms: list[Form],
    ) -> None:  # fmt: skip
        self.lexicon, self.folded, self.starts, self.items = lexicon, folded, starts, items
        self.codes, self.forms = codes, forms
        self.parts: list[Placed] = []

    def token(self, at: int) -> str:
        return self.forms[at].token

    def end(self, at: int) -> int:
        return self.starts[at] + len(self.forms[at].token)

    def read(self) -> list[Placed]:
        """What stands at digits and where longer forms begin, but for what a form before has covered."""
        forms, resume, last = self.forms, 0, len(self.forms) - 1
        for at in [at for at, form in enumerate(forms) if form.looks]:
            if at < resume:
                continue
            form = forms[at]
            if form.code == LOOK:
                resume = self.digits(at)
            elif at < last and form.longer and (node := form.longer.get(forms[at + 1].token)):
                resume = self.form(at, node) or resume
        return self.parts

    def form(self, at: int, node: Node) -> int:
        """Read the longest form that begins with a token; `node`: where the next one leads. The first token
        behind it, or 0."""
        forms, starts = self.forms, self.starts
        if node.cased or (at + 2 < len(forms) and forms[at + 2].token in node.next):
            entry, stop = self.longest(self.lexicon.trie[forms[at].token], at)
        else:
            entry, stop = node.entry, at + 1
        if entry is None or stop == at or starts[at + 1] - self.end(at) >= WIDE:
            return 0
        return self.cover(at, stop, entry, entry.code)

    def cover(self, at: int, stop: int, item: Item, code: str) -> int:
        """Make one of the tokens `at` to `stop`; the first token behind them."""
        self.items[at] = item
        if stop > at:
            self.parts.append((at, stop + 1, item, code))
        else:
            self.codes[at] = code
        return stop + 1

    def opening(self, at: int) -> int:
        """The first token of the form that was last read, if it covers a token; else the token itself."""
        first, last = self.parts[-1][:2] if self.parts else (at, at)
        return first if first < at < last else at

    def longest(self, node: Node, at: int) -> tuple[Entry | None, int]:
        """The longest form of the trie that starts at a token, with its last token."""
        best, stop, last = None, at, at
        while True:
            found = node.entry
            if node.cased:
                found = node.cased.get(self.folded[self.starts[at] : self.end(last)]) or found
            if found:
                best, stop = found, last
            following = node.next and last + 1 < len(self.forms) and node.next.get(self.token(last + 1))
            if not following or self.starts[last + 1] - self.end(last) >= WIDE:
                return best, stop
            node, last = following, last + 1

    def pointed(self, at: int) -> bool:
        """Whether a decimal mark stands before a token and nothing before that: ".75"."""
        start = self.starts[at]
        return (
            self.folded[start - 1 : start] in (".", ",")
            and self.opening(at - 1) == at - 1
            and (start < 2 or not (self.folded[start - 2].isalnum() or self.folded[start - 2] in ".,)"))
        )

    def digits(self, at: int) -> int:
        """Read the number of which a run of digits is part; the first token behind it."""
        start, end, made = self.starts[at], self.end(at), self.items[at]
        free = FREELY.match(self.folded, start)
        if free and free.end() == end and isinstance(made, Made):
            self.codes[at] = made.code
            return at + 1
        self.items[at] = None
        if self.pointed(at):
            at -= 1
            start = self.starts[at]
        found = DIGITS.match(self.folded, start)
        stop, last = at, len(self.forms) - 1
        while found and stop < last and self.end(stop) < found.end():
            stop += 1
        if not found or self.end(stop) != found.end() or self.identifier(at, stop):
            return self.cover(at, stop, None, OTHER)
        made = _figure(found, self.lexicon, self.joined(at, start, found.end()))
        return self.cover(at, stop, made, made.code)

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
        return 0 < at < len(self.forms) and self.end(at - 1) == self.starts[at]

    def identifier(self, at: int, stop: int) -> bool:
        """Digits glued to letters that no rule reads there: A380, 3D, scp_173."""
        before = at - 1
        if self.glued(at):
            token = self.token(before)
            if token == "_" or self.short_word(before):
                return True
            if token.isalpha() and self.opaque(before):
                return True
        if not self.glued(stop + 1):
            return False
        token = self.token(stop + 1)
        if token == "_" or not token.isalpha():
            return token == "_"
        node = self.lexicon.trie.get(token)
        return node is None or self.longest(node, stop + 1)[0] is None

    def short_word(self, dot: int) -> bool:
        """Whether a full stop stands there that ends a short word ("No.5" with no blank)."""
        if self.token(dot) != "." or self.opening(dot) != dot or not self.glued(dot):
            return False
        return self.token(dot - 1).isalpha() and len(self.token(dot - 1)) < 4

    def opaque(self, word: int) -> bool:
        """Whether a word is none that may stand right before digits (a currency, a prefix)."""
        word = self.opening(word)
        item = self.items[word]
        senses = PREFIXES & item.senses.keys() if isinstance(item, Entry) else frozenset()
        if not senses:
            return True
        return senses == {"glued-prefix"} and not self.folded[self.starts[word] - 1].isdecimal()
