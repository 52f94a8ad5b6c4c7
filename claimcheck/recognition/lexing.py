"""Text → lexemes: numbers in digits, the words that rules know, and one code for each.

What stands in a text again and again is read once: a piece of text is looked up (in C, by map) and
what it means is kept. Python sees only forms of several tokens, and digits whose neighbours have a say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, compress, count, pairwise
from operator import add
from typing import NamedTuple

from claimcheck.recognition.digits import FREE, mask
from claimcheck.recognition.looking import GAP, LOOK, Item, Looker, Made, free_figure, unknown
from claimcheck.rulebook.folding import fold, lower
from claimcheck.rulebook.lexicon import Lexicon
from claimcheck.rulebook.shapes import BREAK

__all__ = ["Item", "Lexed", "Made", "Words", "chunks", "lex"]

PIECE = re.compile(
    rf"(?:[^\W\d_]+|{FREE}|\d+|\S)(?: |\n(?![ ]{{0,80}}\n))?|\n[ ]{{0,80}}\n|[^\S\n]+|\n"
)
"""What `folding.TOKEN` finds, or a whole number, each with the blank or line end behind it; other white
space."""
LOOKS = re.compile(LOOK)
MAX_WORDS, MAX_NUMBERS = 200_000, 20_000


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
    """A piece of text without the blank behind it, in lower case; `code`: GAP for other white space, LOOK for
    digits that neighbours may have a say in."""

    token: str
    code: str
    item: Item
    size: int


class Words(dict[str, Known]):
    """Piece → what is known of it. `pairs`: two tokens with which a longer form begins."""

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__()
        self.lexicon = lexicon
        self.numbers = 0
        self.pairs = frozenset((token, after) for token, node in lexicon.trie.items() for after in node.next)

    def __missing__(self, piece: str) -> Known:
        known = self._known(piece)
        if isinstance(known.item, Made):
            room = self.numbers < MAX_NUMBERS
            self.numbers += room
        else:
            room = len(self) < MAX_WORDS
        if room:
            self[piece] = known
        return known

    def _known(self, piece: str) -> Known:
        if piece.isspace():
            return Known(piece, BREAK if piece.count("\n") > 1 else GAP, None, len(piece))
        bare = piece.rstrip(" \n")
        if bare[0].isdecimal():
            made = free_figure(bare, self.lexicon)
            return Known(bare, LOOK if bare.isdecimal() else made.code, made, len(bare))
        token = lower(bare)
        node = self.lexicon.trie.get(token)
        entry = (node.cased.get(bare) or node.entry) if node else None
        return Known(token, entry.code if entry else unknown(token), entry, len(bare))


def lex(text: str, words: Words) -> Lexed:
    """Cut a text into lexemes."""
    folded = mask(fold(text))
    pieces = PIECE.findall(folded)
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
    looker = Looker(words.lexicon, folded, tokens, starts, list(map(add, starts, sizes)), codes, items)
    pairs = compress(count(), map(words.pairs.__contains__, pairwise(tokens)))
    looker.run(sorted([*pairs, *(found.start() for found in LOOKS.finditer("".join(codes)))]))
    kept = list(map(GAP.__ne__, codes))
    return Lexed(
        text,
        folded,
        list(compress(starts, kept)),
        list(compress(looker.last, kept)),
        list(compress(items, kept)),
        "".join(compress(codes, kept)),
    )


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
