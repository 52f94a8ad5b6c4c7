"""Text → lexemes: numbers in digits, the words that rules know, and one code for each.

The work a word costs is done in C (findall, map, accumulate); Python sees only digits and the words
with which longer forms begin.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, compress
from typing import NamedTuple, TypeAlias

from claimcheck.recognition.digits import DIGITS, MAX_DIGITS, exponent_of, mask, read_digits
from claimcheck.recognition.draft import Draft
from claimcheck.recognition.timex import When
from claimcheck.rulebook.folding import TOKEN, fold, lower
from claimcheck.rulebook.lexicon import Entry, Lexicon, Node
from claimcheck.rulebook.shapes import BREAK, OTHER, WORD, number_shape

__all__ = ["Item", "Lexed", "Made", "Words", "lex"]

PIECE = re.compile(TOKEN.pattern + r"|[^\S\n]+|\n")
GAP, LOOK = " ", "\0"
LOOKS = re.compile(LOOK)
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


class Words(dict[str, str]):
    """Token → code: GAP for a space, LOOK where Python has to look (digits, longer forms, cased ones).

    `longer`: token → the tokens that lead to a longer form, and its own code and entry if none follows;
    last, the entries that it has only with these capitals.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__()
        self.lexicon = lexicon
        self.entries: dict[str, Entry] = {}
        self.shapes: dict[tuple[int | None, int], str] = {}
        self.longer: dict[str, tuple[dict[str, Node], str, Entry | None, dict[str, Entry]]] = {}
        for token, node in lexicon.trie.items():
            if token.isdecimal():
                continue
            if node.next or node.cased:
                self[token] = LOOK
                alone = node.entry.code if node.entry else WORD if token.isalpha() else OTHER
                self.longer[token] = (node.next, alone, node.entry, node.cased)
            elif node.entry:
                self[token] = node.entry.code
                self.entries[token] = node.entry

    def __missing__(self, token: str) -> str:
        if token.isdecimal():
            return LOOK
        if token.isspace():
            code = BREAK if token.count("\n") > 1 else GAP
        else:
            code = WORD if token.isalpha() else OTHER
        if len(self) < MAX_WORDS:
            self[token] = code
        return code


def lex(text: str, words: Words) -> Lexed:
    """Cut a text into lexemes."""
    folded = mask(fold(text))
    low = lower(folded)
    tokens = PIECE.findall(low)
    ends = list(accumulate(map(len, tokens)))
    starts = [0, *ends[:-1]]
    codes = list(map(words.__getitem__, tokens))
    items: list[Item] = list(map(words.entries.get, tokens))
    looker = _Looker(words, folded, tokens, starts, ends, codes, items)
    longer, size = words.longer, len(tokens)
    for found in LOOKS.finditer("".join(codes)):
        at = found.start()
        if at < looker.resume:
            continue
        if plan := longer.get(tokens[at]):
            after = at + 2 if at + 1 < size and tokens[at + 1] == " " else at + 1
            if after >= size or (tokens[after] not in plan[0] and codes[after] != GAP):
                codes[at], items[at] = plan[1], plan[2]
                if plan[3] and (cased := plan[3].get(folded[starts[at] : ends[at]])):
                    codes[at], items[at] = cased.code, cased
                continue
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
            self.codes[at] = WORD if self.tokens[at].isalpha() else OTHER
            return
        self.cover(at, stop, entry, entry.code)

    def cover(self, at: int, stop: int, item: Item, code: str) -> None:
        self.items[at], self.codes[at], self.last[at] = item, code, self.ends[stop]
        for index in range(at + 1, stop + 1):
            self.codes[index] = GAP
        self.resume = stop + 1

    def longest(self, node: Node, at: int) -> tuple[Entry | None, int]:
        """The longest form of the trie that starts at a token, with its last token."""
        best, stop = self.entry(node, at, at), at
        end, tokens = at, self.tokens
        while node.next:
            end += 1
            if end < len(tokens) and tokens[end].isspace() and len(tokens[end]) < 3:
                end += 1
            if end >= len(tokens) or (following := node.next.get(tokens[end])) is None:
                break
            node = following
            if entry := self.entry(node, at, end):
                best, stop = entry, end
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

    def identifier(self, at: int, stop: int) -> bool:
        """Digits glued to letters that no rule reads there: A380, 3D, scp_173."""
        before = at - 1
        dotted = before > 0 and self.tokens[before] == "." and self.codes[before] != GAP
        if dotted and self.tokens[before - 1].isalpha() and len(self.tokens[before - 1]) < 4:
            return True
        while before >= 0 and self.codes[before] == GAP and not self.tokens[before].isspace():
            before -= 1
        if (
            before >= 0
            and self.last[before] == self.starts[at]
            and self.folded[self.starts[at] - 1].isalpha()
        ):
            item = self.items[before]
            senses = PREFIXES & item.senses.keys() if isinstance(item, Entry) else frozenset()
            if not senses:
                return True
            if senses == {"glued-prefix"} and not self.folded[self.starts[before] - 1].isdecimal():
                return True
        if self.folded[self.starts[at] - 1 : self.starts[at]] == "_" or stop + 1 >= len(self.tokens):
            return self.folded[self.starts[at] - 1 : self.starts[at]] == "_"
        token = self.tokens[stop + 1]
        if token == "_":
            return True
        if not token.isalpha():
            return False
        code = self.codes[stop + 1]
        if code == LOOK:
            return self.longest(self.lexicon.trie[token], stop + 1)[0] is None
        return code == WORD


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
