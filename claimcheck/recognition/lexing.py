"""Text → lexemes: numbers in digits, the words that rules know, and one code for each.

What stands in a text again and again is read once: a piece of text is looked up (in C, by map) and
what it means is kept. Python sees only forms of several tokens, and digits whose neighbours have a say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, compress, count
from typing import TypeAlias

from claimcheck.recognition.digits import FREE, mask
from claimcheck.recognition.looking import LOOK, Item, Looker, Made, Placed, free_figure, unknown
from claimcheck.rulebook.folding import fold, lower
from claimcheck.rulebook.lexicon import Lexicon, Node
from claimcheck.rulebook.shapes import BREAK, OTHER, WORD

__all__ = ["AHEAD", "Item", "Lexed", "Made", "Placed", "Words", "chunks", "lex", "one_of"]

TOKEN = rf"[^\W\d_]+|{FREE}|\d+|\S"
"""What `folding.TOKEN` finds, but numbers whole."""
PATTERNS = {
    "piece": re.compile(rf"(?:{TOKEN})(?: |\n(?![ ]{{0,80}}\n))?|\n[ ]{{0,80}}\n|[^\S\n]+|\n"),
    "look": re.compile(LOOK),
}
"""A piece is a token with the blank or line end behind it, or other white space."""
GAP = " "
"""The code of white space that is no lexeme."""
AHEAD = "ahead"
"""The category of words that say that what follows is to come."""
MAX_LETTERS, MAX_NUMBERS = 4_000_000, 20_000

Code: TypeAlias = str


def one_of(codes: Iterable[str]) -> re.Pattern[str]:
    """Finds any of some codes."""
    found = "".join(sorted(codes))
    return re.compile(f"[{re.escape(found)}]" if found else "(?!)")


@dataclass(slots=True)
class Lexed:
    """Parallel lists, one element a lexeme; `codes` is the string that patterns match on."""

    text: str
    folded: str
    starts: list[int]
    items: list[Item]
    codes: str
    words: Words

    def end(self, at: int) -> int:
        """Where a lexeme ends: all between it and the next one is white space."""
        start = self.starts[at]
        until = self.starts[at + 1] if at + 1 < len(self.starts) else len(self.folded)
        if self.codes[at] == BREAK:
            return self.folded.index("\n", start + 1) + 1
        return start + len(self.folded[start:until].rstrip())

    def replace(self, parts: Sequence[Placed]) -> None:
        """Put what was read in the place of the lexemes that it was read of."""
        if not parts:
            return
        starts: list[int] = []
        items: list[Item] = []
        codes: list[str] = []
        at = 0
        for first, last, item, code in parts:
            starts += self.starts[at : first + 1]
            items += self.items[at:first]
            items.append(item)
            codes.append(self.codes[at:first])
            codes.append(code)
            at = last
        self.starts = starts + self.starts[at:]
        self.items = items + self.items[at:]
        codes.append(self.codes[at:])
        self.codes = "".join(codes)


class Words(dict[str, Code]):
    """Piece → its code: LOOK for digits that neighbours may have a say in. `known` is what rules know of it,
    `tokens` it in lower case without the blank, `longer` the ways in which a longer form goes on.
    `ahead` finds the codes of words that say that what follows is to come."""

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__()
        self.lexicon = lexicon
        self.known: dict[str, Item] = {}
        self.tokens: dict[str, str] = {}
        self.longer: dict[str, Mapping[str, Node]] = {}
        self.letters = self.numbers = 0
        self.ahead = one_of(code for senses, code in lexicon.signatures.items() if AHEAD in senses)

    def __missing__(self, piece: str) -> Code:
        self.letters += len(piece)
        bare = piece.rstrip(" \n")
        token = self.tokens[piece] = lower(bare)
        node = self.lexicon.trie.get(token)
        code = self._read(piece, bare, node) if node else self._unknown(piece, bare)
        self[piece] = code  # last, as another thread may read
        return code

    def _read(self, piece: str, bare: str, node: Node) -> Code:
        if node.next:
            self.longer[piece] = node.next
        if bare.isdecimal():
            return self._unknown(piece, bare)
        entry = node.cased.get(bare) or node.entry
        if entry is None:
            return unknown(bare)
        self.known[piece] = entry
        return entry.code

    def _unknown(self, piece: str, bare: str) -> Code:
        """The code of a word that no rule knows, of digits, and of white space."""
        if bare.isalpha():
            return WORD
        if piece.isspace():
            return BREAK if piece.count("\n") > 1 else GAP
        if not bare[0].isdecimal():
            return OTHER
        self.numbers += 1
        made = self.known[piece] = free_figure(bare, self.lexicon)
        return LOOK if bare.isdecimal() else made.code

    def full(self) -> bool:
        """Whether a stream of texts has brought so many words that it is time to begin anew."""
        return self.letters > MAX_LETTERS or self.numbers > MAX_NUMBERS


def lex(text: str, words: Words) -> Lexed:
    """Cut a text into lexemes."""
    folded = mask(fold(text))
    pieces = PATTERNS["piece"].findall(folded)
    codes = "".join(map(words.__getitem__, pieces))
    starts = [0, *accumulate(map(len, pieces))]
    starts.pop()
    if GAP in codes:
        kept = list(map(GAP.__ne__, codes))
        pieces, starts = list(compress(pieces, kept)), list(compress(starts, kept))
        codes = codes.replace(GAP, "")
    lexed = Lexed(text, folded, starts, list(map(words.known.get, pieces)), codes, words)
    digits = [found.start() for found in PATTERNS["look"].finditer(codes)] if LOOK in codes else []
    looker = Looker(words.lexicon, lexed, pieces, words.tokens)
    lexed.replace(looker.read(digits, _openings(pieces, words)))
    return lexed


def _openings(pieces: list[str], words: Words) -> dict[int, Node]:
    """Where two tokens stand with which a longer form begins, and how it goes on."""
    tokens, longer = words.tokens, list(map(words.longer.get, pieces))
    longer[-1:] = ()
    return {
        at: node
        for at in compress(count(), longer)
        if (node := longer[at].get(tokens[pieces[at + 1]]))  # type: ignore[union-attr]
    }


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
