"""Figures that are part of a name: "Boeing 737", "Covid-19", "Big 12"."""

from __future__ import annotations

from claimcheck.recognition.draft import Draft
from claimcheck.recognition.lexing import Lexed

__all__ = ["is_name"]

LONGEST = 40
BEFORE = "&,'-(\"\u00bb"


def is_name(lexed: Lexed, start: int, end: int, draft: Draft) -> bool:
    """A bare figure in digits right behind a capitalised word that opens no sentence, or glued by a hyphen or
    to the letters behind ("5G").

    Constant time: it looks back over one word.
    """
    if draft.kind != "number" or draft.words or draft.hedges or draft.scale != 1 or draft.low != draft.high:
        return False
    text = lexed.folded
    if text[end : end + 1].isalpha():
        return True
    if start < 2:
        return False
    join = text[start - 1]
    if join == "-":
        return text[start - 2].isalpha()
    if join != " ":
        return False
    first = end = start - 1
    while first > 0 and end - first < LONGEST and (text[first - 1].isalnum() or text[first - 1] in "-'"):
        first -= 1
    word = text[first:end]
    if not word[:1].isupper() or "'" in word or (len(word) > 4 and word.isupper()):
        # "Saturday's 6.8 quake": what belongs to a name is no part of it.
        return False
    before = text[max(0, first - 3) : first].rstrip(" ")[-1:]
    return bool(before) and (before.isalnum() or before in BEFORE)
