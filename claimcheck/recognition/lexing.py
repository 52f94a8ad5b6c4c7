"""Text → lexemes: numbers in digits, the words that rules know, and one code for each.

The work a word costs is done in C (findall, map, accumulate); Python sees only digits, words that mean
more with a capital, and pairs of words with which longer forms begin.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, compress, count, pairwise
from operator import add
from typing import NamedTuple, TypeAlias

from claimcheck.recognition.digits import DIGITS, MAX_DIGITS, exponent_of, mask, read_digits
from claimcheck.recognition.draft import Draft
from claimcheck.recognition.timex import When
from claimcheck.rulebook.folding import fold, lower
from claimcheck.rulebook.lexicon import Entry, Lexicon, Node
from claimcheck.rulebook.shapes import BREAK, OTHER, WORD, number_shape

__all__ = ["Item", "Lexed", "Made", "Words", "lex"]

PIECE = re.compile(r"(?:[^\W\d_]+|\d+|\S) ?|\n[ ]{0,80}\n|[^\S\n]+|\n")
"""What `folding.TOKEN` finds, with the blank behind it, and other white space."""
GAP, LOOK = " ", "\0"
LOOKS = re.compile(LOOK)
WIDE = 3
"""Code points of white space that no form of several words reaches over."""
MAX_WORDS = 200_000
PREFIXES = frozenset({"currency-symbol", "currency-code", "glued-prefix", "period-prefix"})


class Made(NamedTuple):
    """What a rule has made out of lexemes: a value, or several; `rule` is the first that saw it."""

    value: Draft | When
    rule: str


Item: TypeAlias = Entry | Made | None
"""A word that rules know, something made, or None for all else."""


@dataclass(slots=True)
class Lexed:
    """Parallel lists, one element a lexeme; `codes` is the string that patterns match on."""

    text: str
    folded: str
    starts: list[int]
    ends: list[int]
    items: list[Item]
    codes: str


class Known(NamedTuple):
    """A piece of text without the blank behind it; `code`: GAP for other white space, LOOK where Python
    has to look (digits, cased forms)."""

    token: str
    code: str
    entry: Entry | None
    size: int


class Words(dict[str, Known]):
    """Piece → what is known of it. `pairs`: two tokens with which a longer form begins."""

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__()
        self.lexicon = lexicon
        self.shapes: dict[tuple[int | None, int], str] = {}
        self.pairs = frozenset((token, after) for token, node in lexicon.trie.items() for after in node.next)

    def __missing__(self, piece: str) -> Known:
        known = self._known(piece)
        if len(self) < MAX_WORDS and not known.token.isdecimal():
            self[piece] = known
        return known

    def _known(self, piece: str) -> Known:
        if piece.isspace():
            return Known(piece, BREAK if piece.count("\n") > 1 else GAP, None, len(piece))
        token = piece.rstrip(" ")
        node = self.lexicon.trie.get(token)
        entry = node.entry if node else None
        if token.isdecimal() or (node and node.cased):
            code, entry = LOOK, None
        else:
            code = entry.code if entry else unknown(token)
        return Known(token, code, entry, len(token))


def unknown(token: str) -> str:
    """The code of a token that no rule knows."""
    return WORD if token.isalpha() else OTHER


def lex(text: str, words: Words) -> Lexed:
    """Cut a text into lexemes."""
    folded = mask(fold(text))
    pieces = PIECE.findall(lower(folded))
    if not pieces:
        return Lexed(text, folded, [], [], [], "")
    tokens, codes, items, sizes = map(list, zip(*map(words.__getitem__, pieces), strict=True))
    starts = [0, *accumulate(map(len, pieces))]
    starts.pop()
    if GAP in codes:
        kept = list(map(GAP.__ne__, codes))
        tokens, codes, items, sizes, starts = (
            list(compress(found, kept)) for found in (tokens, codes, items, sizes, starts)
        )
    looker = _Looker(words, folded, tokens, starts, list(map(add, starts, sizes)), codes, items)
    pairs = compress(count(), map(words.pairs.__contains__, pairwise(tokens)))
    for at in sorted([*pairs, *(found.start() for found in LOOKS.finditer("".join(codes)))]):
        if at >= looker.resume:
            looker.look(at)
    kept = list(map(GAP.__ne__, codes))
    return Lexed(
        text,
        folded,
        list(compress(starts, kept)),
        list(compress(looker.last, kept)),
        list(compress(items, kept)),
        "".join(compress(codes, kept)),
    )


class _Looker:
    """Reads digits and forms of several tokens; what a form covers gets GAP behind its first token."""

    def __init__(
        self, words: Words, folded: str, tokens: list[str], starts: list[int], ends: list[int],
        codes: list[str], items: list[Item],
    ) -> None:  # fmt: skip
        self.words, self.folded, self.tokens, self.starts, self.ends = words, folded, tokens, starts, ends
        self.codes, self.items, self.last = codes, items, ends.copy()
        self.lexicon = words.lexicon
        self.resume = 0

    def look(self, at: int) -> None:
        if self.tokens[at].isdecimal():
            self.digits(at)
            return
        entry, stop = self.longest(self.lexicon.trie[self.tokens[at]], at)
        if entry is None:
            self.codes[at] = unknown(self.tokens[at])
        else:
            self.cover(at, stop, entry, entry.code)

    def cover(self, at: int, stop: int, item: Item, code: str) -> None:
        self.items[at], self.codes[at], self.last[at] = item, code, self.ends[stop]
        for index in range(at + 1, stop + 1):
            self.codes[index] = GAP
        self.resume = stop + 1

    def longest(self, node: Node, at: int) -> tuple[Entry | None, int]:
        """The longest form of the trie that starts at a token, with its last token."""
        best, stop = self.entry(node, at, at), at
        end, tokens = at + 1, self.tokens
        while node.next and end < len(tokens) and self.starts[end] - self.ends[end - 1] < WIDE:
            if (following := node.next.get(tokens[end])) is None:
                break
            node = following
            if entry := self.entry(node, at, end):
                best, stop = entry, end
            end += 1
        return best, stop

    def entry(self, node: Node, first: int, last: int) -> Entry | None:
        if node.cased and (found := node.cased.get(self.folded[self.starts[first] : self.ends[last]])):
            return found
        return node.entry

    def pointed(self, at: int) -> bool:
        """Whether a decimal mark stands before a token and nothing before that: ".75"."""
        start = self.starts[at]
        return (
            self.folded[start - 1 : start] in (".", ",")
            and self.codes[at - 1] != GAP
            and (start < 2 or not (self.folded[start - 2].isalnum() or self.folded[start - 2] in ".,)"))
        )

    def digits(self, at: int) -> None:
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
        read = read_digits(found, self.lexicon.decimal, self.lexicon.grouping)
        around = self.folded[start - 2 : start] if start > 1 else ""
        after = self.folded[found.end() : found.end() + 2]
        hyphened = around[1:] == "-" and around[:1].isalpha() and not self.prefixed(at)
        joined = (around[1:] in (":", "/") and around[:1].isdecimal()) or (
            after[:1] in (":", "/") and after[1:].isdecimal()
        )
        fragile = read.fragile or joined or hyphened or found.end() - start > MAX_DIGITS
        exponent = exponent_of(read.value, read.exponent)
        draft = Draft(
            "number", read.value, read.value, exponent, exponent,
            readings=read.readings, fragile=fragile,
        )  # fmt: skip
        self.cover(at, stop, Made(draft, "digits"), self.shape(read.whole, read.length))

    def prefixed(self, at: int) -> bool:
        """Whether the word before the hyphen before a token is one that goes before figures ("sub-7")."""
        item = self.items[at - 2] if at > 1 else None
        return isinstance(item, Entry) and "number-prefix" in item.senses

    def shape(self, whole: int | None, length: int) -> str:
        shown = None if whole is None else min(whole, 10_000)
        key = (shown, min(length, 5))
        code = self.words.shapes.get(key)
        if code is None:
            code = self.words.shapes[key] = self.lexicon.signatures[number_shape(*key, False)]
        return code

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


def chunks(text: str, size: int) -> Iterator[tuple[int, str]]:
    """The text in pieces of about `size`, with their offsets, cut where no value can cross."""
    at = 0
    while at < len(text):
        end = at + size
        if end >= len(text):
            end = len(text)
        else:
            for mark in ("\n\n", "\n", ". ", " "):
                cut = text.rfind(mark, at + 1, end)
                if cut > at:
                    end = cut + len(mark)
                    break
        yield at, text[at:end]
        at = end
