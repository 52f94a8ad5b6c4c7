"""Whether a sentence speaks of what is to come, as far as its words tell before a place."""

from __future__ import annotations

from claimcheck.recognition.lexing import Lexed, Made
from claimcheck.rulebook.lexicon import Entry
from claimcheck.rulebook.shapes import BREAK

__all__ = ["ends_sentence", "speaks_ahead"]

CUE, CUE_REACH = "ahead", 9
"""The category of words that say that what follows is to come, and how many lexemes on it still counts."""
QUERY = 3
"""A text with fewer words beside its values is an agenda or a query, and means the next such day."""


def ends_sentence(lexed: Lexed, index: int) -> bool:
    return lexed.codes[index] == BREAK or lexed.folded[lexed.starts[index]] in ".!?"


def speaks_ahead(lexed: Lexed, index: int) -> bool:
    """Whether a word of the future stands before a lexeme in its sentence, or hardly any word in the text.

    Looks at a bounded number of lexemes.
    """
    for before in range(index - 1, max(-1, index - 1 - CUE_REACH), -1):
        item = lexed.items[before]
        if isinstance(item, Entry) and CUE in item.senses:
            return True
        if ends_sentence(lexed, before):
            return False
    if len(lexed.items) > CUE_REACH:
        return False
    words = [
        start
        for start, item in zip(lexed.starts, lexed.items, strict=True)
        if not isinstance(item, Made) and lexed.folded[start].isalpha()
    ]
    return len(words) < QUERY
