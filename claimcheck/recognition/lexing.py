"""Text → lexemes: numbers in digits, the words that rules know, and one code for each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from claimcheck.errors import LimitError
from claimcheck.model import Period
from claimcheck.recognition.digits import DIGITS, MASKED, Digits, read_digits
from claimcheck.recognition.draft import Draft
from claimcheck.rulebook.folding import TOKEN, fold, lower
from claimcheck.rulebook.lexicon import Entry, Lexicon, Node
from claimcheck.rulebook.shapes import BREAK, OTHER, WORD, number_shape

__all__ = ["Item", "Lexed", "Made", "lex"]

MAX_TEXT = 20_000_000


@dataclass(frozen=True, slots=True)
class Made:
    """What a rule has made out of lexemes: a value, or several; `rule` is the first that saw it."""

    value: Draft | Period
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


def lex(text: str, lexicon: Lexicon) -> Lexed:
    """Cut a text into lexemes. Raises LimitError for a text over 20 million characters."""
    if len(text) > MAX_TEXT:
        raise LimitError(f"a text of {len(text)} characters; the limit is {MAX_TEXT}", hint="split it")
    folded = MASKED.sub(lambda found: "x" * len(found[0]), fold(text))
    low = lower(folded)
    starts: list[int] = []
    ends: list[int] = []
    items: list[Item] = []
    codes: list[str] = []
    trie = lexicon.trie
    shapes: dict[tuple[int | None, int], str] = {}
    at = 0
    for token in TOKEN.finditer(low):
        start, end = token.span()
        if start < at:
            continue
        word = token[0]
        item: Item = None
        if word.isdecimal():
            end, item, code = _digits(folded, start, lexicon, shapes)
            if _is_identifier(folded, low, start, end, items, ends, trie):
                item, code = None, OTHER
        elif node := trie.get(word):
            entry, end = _longest(node, folded, low, start, end)
            if entry is not None:
                item, code = entry, entry.code
            else:
                code = WORD if word.isalpha() else OTHER
        elif word[0] == "\n":
            code = BREAK
        else:
            code = WORD if word.isalpha() else OTHER
        starts.append(start)
        ends.append(end)
        items.append(item)
        codes.append(code)
        at = end
    return Lexed(text, folded, starts, ends, items, "".join(codes))


def _longest(node: Node, folded: str, low: str, start: int, end: int) -> tuple[Entry | None, int]:
    """The longest form of the trie that starts with `node`'s token, with its end."""
    best, best_end = _entry(node, folded, start, end), end
    while node.next:
        token = TOKEN.search(low, end)
        if not token or (following := node.next.get(token[0])) is None or token.start() > end + 2:
            break
        node, end = following, token.end()
        if entry := _entry(node, folded, start, end):
            best, best_end = entry, end
    return best, best_end


def _entry(node: Node, folded: str, start: int, end: int) -> Entry | None:
    if node.cased and (found := node.cased.get(folded[start:end])):
        return found
    return node.entry


def _digits(
    folded: str, start: int, lexicon: Lexicon, shapes: dict[tuple[int | None, int], str]
) -> tuple[int, Item, str]:
    found = DIGITS.match(folded, start)
    assert found is not None
    read: Digits = read_digits(found, lexicon.decimal, lexicon.grouping)
    whole = read.whole if read.whole is not None and read.whole < 10_000 else None
    key = (whole if whole is not None or read.whole is None else 10_000, read.length)
    code = shapes.get(key)
    if code is None:
        code = shapes[key] = lexicon.signatures[number_shape(key[0], min(key[1], 5), False)]
    draft = Draft(
        "number", read.value, read.value, read.exponent, read.exponent,
        readings=read.readings, fragile=read.fragile,
    )  # fmt: skip
    return found.end(), Made(draft, "digits"), code


def _is_identifier(
    folded: str, low: str, start: int, end: int, items: list[Item], ends: list[int], trie: Mapping[str, Node]
) -> bool:
    """Digits glued to letters that no rule reads there: A380, 3D, scp-173."""
    if ends and ends[-1] == start and folded[start - 1].isalpha():
        before = items[-1]
        if not isinstance(before, Entry) or not any(
            features.get("prefix") for features in before.senses.values()
        ):
            return True
    if end < len(folded) and (folded[end].isalpha() or folded[end] == "_"):
        token = TOKEN.match(low, end)
        node = trie.get(token[0]) if token else None
        return node is None or (_longest(node, folded, low, end, token.end() if token else end)[0] is None)
    return False
