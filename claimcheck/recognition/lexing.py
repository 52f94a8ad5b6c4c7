"""Text → lexemes: numbers in digits, the words that rules know, and one code for each.

What stands in a text again and again is read once: a piece of text is looked up (in C, by map) and
what it means is kept. Python sees only forms of several tokens, and digits whose neighbours have a say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, compress, pairwise

from claimcheck.recognition.digits import FREE, mask
from claimcheck.recognition.looking import LOOK, Form, Item, Looker, Made, Placed, free_figure, unknown
from claimcheck.rulebook.folding import fold, lower
from claimcheck.rulebook.lexicon import Lexicon
from claimcheck.rulebook.shapes import BREAK, any_of

__all__ = ["AHEAD", "Item", "Lexed", "Made", "Placed", "Words", "chunks", "lex", "one_of"]

BEHIND = r"(?: |\n(?![ ]{0,80}\n))?"
WHITE = r"\n[ ]{0,80}\n|[^\S\n]+|\n"
PATTERNS = {
    "piece": re.compile(rf"[!-/:-~À-ɏ]++ |(?:[^\s\d]+|{FREE}|\d+){BEHIND}|{WHITE}"),
    "token": re.compile(rf"(?:[^\W\d_]+|\S){BEHIND}|{WHITE}"),
}
"""A piece is a whole number, a run of digits, or what stands between those and white space, with the blank or
line end behind it; or other white space. What most pieces are is tried first. Tokens are what a piece that
is no number is made of, as `folding.TOKEN` finds them."""
GAP = " "
"""The code of white space that is no lexeme."""
AHEAD = "ahead"
"""The category of words that say that what follows is to come."""
MAX_LETTERS, MAX_NUMBERS = 3_000_000, 20_000


def one_of(codes: Iterable[str]) -> re.Pattern[str]:
    """Finds any of some codes."""
    return re.compile(any_of(codes))


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
        old_starts, old_items, old_codes = self.starts, self.items, self.codes
        starts: list[int] = []
        items: list[Item] = []
        codes: list[str] = []
        at = 0
        for first, last, item, code in parts:
            starts += old_starts[at : first + 1]
            items += old_items[at:first]
            items.append(item)
            codes += old_codes[at:first], code
            at = last
        self.starts = starts + old_starts[at:]
        self.items = items + old_items[at:]
        self.codes = "".join(codes) + old_codes[at:]


class Words(dict[str, tuple[Form, ...]]):
    """Piece → its lexemes. `ahead` finds the codes of words that say that what follows is to come."""

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__()
        self.lexicon = lexicon
        self.letters = self.numbers = 0
        self.ahead = one_of(code for senses, code in lexicon.signatures.items() if AHEAD in senses)

    def __missing__(self, piece: str) -> tuple[Form, ...]:
        self.letters += len(piece)
        bare = piece.rstrip(" \n")
        if bare.isalpha() or piece[0].isdecimal() or len(tokens := PATTERNS["token"].findall(piece)) == 1:
            made: tuple[Form, ...] = (self._form(piece, bare),)
        else:
            forms = [self[token][0] for token in tokens]
            made = (*[form.before(after.token) for form, after in pairwise(forms)], forms[-1])
        self[piece] = made  # last, as another thread may read
        return made

    def _form(self, piece: str, bare: str) -> Form:
        """A token; `bare`: it without the white space behind it."""
        token, longer = lower(bare), None
        if (node := self.lexicon.trie.get(token)) is not None:
            longer = node.next or None
            if (entry := node.cased.get(bare) or node.entry) and not bare.isdecimal():
                return Form(token, len(piece), entry.code, entry, longer)
        if piece.isspace():
            return Form(token, len(piece), BREAK if piece.count("\n") > 1 else GAP, None, longer)
        if not bare[0].isdecimal():
            return Form(token, len(piece), unknown(bare), None, longer)
        self.numbers += 1
        made = free_figure(bare, self.lexicon)
        return Form(token, len(piece), LOOK if bare.isdecimal() else made.code, made, longer)

    def full(self) -> bool:
        """Whether a stream of texts has brought so many words that it is time to begin anew."""
        return self.letters > MAX_LETTERS or self.numbers > MAX_NUMBERS


def lex(text: str, words: Words) -> Lexed:
    """Cut a text into lexemes."""
    folded = mask(fold(text))
    pieces = PATTERNS["piece"].findall(folded)
    forms = list(chain.from_iterable(map(words.__getitem__, pieces)))
    starts = [0, *accumulate([form.width for form in forms])]
    starts.pop()
    codes = [form.code for form in forms]
    if GAP in "".join(codes):
        kept = [code != GAP for code in codes]
        forms, starts = list(compress(forms, kept)), list(compress(starts, kept))
        codes = [form.code for form in forms]
    items = [form.item for form in forms]
    parts = Looker(words.lexicon, folded, starts, items, codes, forms).read()
    lexed = Lexed(text, folded, starts, items, "".join(codes), words)
    lexed.replace(parts)
    return lexed


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
