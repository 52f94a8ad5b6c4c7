"""Whether a sentence speaks of what is to come, as far as its words tell before a place."""

from __future__ import annotations

from claimcheck.recognition.lexing import AHEAD, Lexed, Made
from claimcheck.rulebook.lexicon import Entry
from claimcheck.rulebook.shapes import BREAK

__all__ = ["ends_sentence", "speaks_ahead"]

CUE_REACH = 9
"""How many lexemes on a word that says that what follows is to come still counts."""
QUERY = 3
"""A text with fewer words beside its values is an agenda or a query, and means the next such day."""


def ends_sentence(lexed: Lexed, index: int) -> bool:
    return lexed.codes[index] == BREAK or lexed.folded[lexed.starts[index]] in ".!?"


def speaks_ahead(lexed: Lexed, index: int) -> bool:
    """Whether a word of the future stands before a lexeme in its sentence, or hardly any word in the text.

    Looks at a bounded number of lexemes.
    """
    if len(lexed.items) > CUE_REACH and not lexed.words.ahead.search(
        lexed.codes, max(0, index - CUE_REACH), index
    ):
        return False
    for before in range(index - 1, max(-1, index - 1 - CUE_REACH), -1):
        item = lexed.items[before]
        if isinstance(item, Entry) and AHEAD in item.senses:
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
