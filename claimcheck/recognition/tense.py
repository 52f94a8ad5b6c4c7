"""Whether a sentence speaks of what is to come or of what has been, as far as the words near a time tell."""

from __future__ import annotations

from collections.abc import Mapping

from claimcheck.recognition.lexing import AHEAD, Lexed, Made
from claimcheck.rulebook.families.grammar import Feature
from claimcheck.rulebook.lexicon import Entry
from claimcheck.rulebook.shapes import BREAK

__all__ = ["ends_sentence", "speaks_ahead", "speaks_behind"]

CUE_REACH = 9
"""How many lexemes on a word that says that what follows is to come still counts."""
PAST, PAST_REACH, OPENING_REACH = "behind", 3, 7
"""The category of words that say that what they date has been, and how many lexemes off it a time may stand
before one, or at the head of its sentence; feature `reach`: behind one."""
CLAUSE, INFINITIVE, LATEST, COMMA, PERFECT = "clause", "infinitive", "latest", "comma", "perfect"
"""Categories: what opens another clause; behind what a participle is no past ("to be opened"); adjectives
of what was last, whose noun a time between commas dates; of the past where the time opens the sentence."""
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


def _sense(lexed: Lexed, index: int, name: str) -> Mapping[str, Feature] | None:
    item = lexed.items[index] if 0 <= index < len(lexed.items) else None
    return item.senses.get(name) if isinstance(item, Entry) else None


def speaks_behind(lexed: Lexed, index: int) -> bool:
    """Whether a word of the past stands beside a time: before it ("opened in October", "the last vote, in
    October"), or behind it where it opens its sentence or is followed at once ("the October vote was").

    Looks at a bounded number of lexemes.
    """
    opening = False
    for before in range(index - 1, max(-1, index - 1 - OPENING_REACH), -1):
        if ends_sentence(lexed, before):
            opening = index - before <= PAST_REACH
            break
        features = _sense(lexed, before, PAST)
        if features is not None and index - before <= int(features.get("reach", PAST_REACH)):
            return _sense(lexed, before - 1, INFINITIVE) is None
        if _sense(lexed, before, COMMA) is not None:
            if any(_sense(lexed, at, LATEST) is not None for at in range(before - PAST_REACH, before)):
                return True
            opening = _sense(lexed, index + 1, COMMA) is not None
            break
        if _sense(lexed, before, CLAUSE) is not None:
            return False
    else:
        opening = index <= PAST_REACH
    for after in range(index + 1, min(len(lexed.items), index + 1 + (OPENING_REACH if opening else 2))):
        if ends_sentence(lexed, after) or any(
            _sense(lexed, after, name) is not None for name in (AHEAD, CLAUSE)
        ):
            return False
        if _sense(lexed, after, PAST) is not None:
            return True
        if opening and _sense(lexed, after, PERFECT) is not None:
            return True
    return False
