"""Whether a sentence speaks of what is to come or of what has been, as far as the words near a time tell."""

from __future__ import annotations

from collections.abc import Mapping

from claimcheck.recognition.draft import Draft
from claimcheck.recognition.lexing import AHEAD, Lexed, Made
from claimcheck.rulebook.families.grammar import Feature
from claimcheck.rulebook.lexicon import Entry
from claimcheck.rulebook.shapes import BREAK

__all__ = ["ends_sentence", "opens_ahead", "speaks_ahead", "speaks_behind", "speaks_of_now"]

CUE_REACH = 9
"""How many lexemes on a word that says that what follows is to come still counts."""
PAST, PAST_REACH, OPENING_REACH = "behind", 3, 7
"""The category of words that say that what they date has been, and how many lexemes off it a time may stand
before one, or at the head of its sentence; feature `reach`: behind one, `end`: what it tells has ended too
("it was open until May", but "it is open until May")."""
CLAUSE, INFINITIVE, LATEST, COMMA, PERFECT = "clause", "infinitive", "latest", "comma", "perfect"
"""Categories: what opens another clause; behind what a participle is no past ("to be opened"); adjectives
of what was last, whose noun a time between commas dates; of the past where the time opens the sentence, or
where a participle follows."""
PRESENT, PRESENT_REACH = "present", 4
"""Verbs of what lasts, so that its end lies ahead, and how far behind one an end may stand."""
FUTURE = "future"
"""The category of verbs of what is to come where the time opens the sentence: "in May, fares will rise"."""
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
    if len(lexed.items) > CUE_REACH or any(_past(lexed, at) is not None for at in range(len(lexed.items))):
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


def _past(lexed: Lexed, index: int) -> Mapping[str, Feature] | None:
    """The features of a word of the past, or of a change told in it: "fell 3%", "ont reculé de 3 %"."""
    item = lexed.items[index] if 0 <= index < len(lexed.items) else None
    if isinstance(item, Made) and isinstance(item.value, Draft):
        tense = item.value.tense
        told = tense == "past" or (
            tense == "perfect" and any(_sense(lexed, index - 1, name) is not None for name in (PERFECT, PAST))
        )
        return {} if told else None
    return _sense(lexed, index, PAST)


def opens_ahead(lexed: Lexed, index: int) -> bool:
    """Whether a time stands at the head of a sentence of the future: "in May, fares will rise"."""
    head = next((at for at in range(index - 1, -1, -1) if ends_sentence(lexed, at)), -1)
    if index - head > PAST_REACH:
        return False
    for after in range(index + 1, min(len(lexed.items), index + 1 + OPENING_REACH)):
        item = lexed.items[after]
        if isinstance(item, Made) and isinstance(item.value, Draft) and item.value.tense == FUTURE:
            return True
        if _sense(lexed, after, FUTURE) is not None:
            return True
        if ends_sentence(lexed, after) or _past(lexed, after) is not None:
            return False
        if any(_sense(lexed, after, name) is not None for name in (CLAUSE, PERFECT)):
            return False
    return False


def speaks_of_now(lexed: Lexed, index: int) -> bool:
    """Whether what ends at a time lasts now: "the pool stays shut until May"."""
    for before in range(index - 1, max(-1, index - 1 - PRESENT_REACH), -1):
        if ends_sentence(lexed, before):
            return False
        if (features := _past(lexed, before)) is not None and features.get("end"):
            return False
        if _sense(lexed, before, PRESENT) is not None:
            return True
    return False


def speaks_behind(lexed: Lexed, index: int, end: bool = False) -> bool:
    """Whether a word of the past stands beside a time: before it ("opened in October", "the last vote, in
    October"), or behind it where it opens its sentence or is followed at once ("the October vote was").

    Of the `end` of something only words count that tell it.

    Looks at a bounded number of lexemes.
    """
    opening = False
    for before in range(index - 1, max(-1, index - 1 - OPENING_REACH), -1):
        if ends_sentence(lexed, before):
            opening = index - before <= PAST_REACH
            break
        features = _past(lexed, before)
        if features is not None and end and not features.get("end"):
            continue
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
        if not end and _past(lexed, after) is not None:
            return True
        if opening and not end and _sense(lexed, after, PERFECT) is not None:
            return True
    return False
