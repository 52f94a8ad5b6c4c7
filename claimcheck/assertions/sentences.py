"""Text → sentences: line ends and full stops, but not after abbreviations, initials or inside a mention."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from claimcheck.assertions.folding import fold

__all__ = ["Sentence", "split_sentences", "stops"]

# Every repetition is bounded and no two neighbours share a character: linear on any text.
BREAK = re.compile(r"[.!?…\n](?:(?<=\n)|[\"'»”’)\]]{0,3}(?=[ \t\u00a0\u202f\n]|$))")
BEFORE = re.compile(r"[^\W\d_][\w.]{0,20}$")
OPENING = re.compile(r"[ \t\u00a0\u202f\n\"'«“‘»”’(\[–—-]{0,20}")
LOOK_BACK = 24
SOFT_WRAP = 50
"""A line at least this long that ends without a stop, before one that goes on in small letters, was
wrapped by an editor: code points."""


class Sentence(NamedTuple):
    """Half-open `[start, end)` in code points, without the blanks around it; `line`: index of its line."""

    start: int
    end: int
    line: int = 0


def split_sentences(
    text: str, stopped: Mapping[str, bool], spans: Sequence[tuple[int, int]] = ()
) -> list[Sentence]:
    """Sentences in order. `stopped`: whether a full stop belongs to what stands before it up to a blank.
    `spans`: sorted, disjoint stretches that no break may cut, such as mentions."""
    starts = [start for start, _ in spans]
    found: list[Sentence] = []
    begin = line = line_start = 0
    for match in BREAK.finditer(text):
        stop, at = match.span()
        index = bisect_right(starts, stop) - 1
        if index >= 0 and at < spans[index][1]:
            continue
        if text[stop] == "\n":
            if _wrapped(text, line_start, stop):
                line_start = at
                continue
            _add(found, text, begin, stop, line)
            begin = line_start = at
            line += 1
        elif not _inner_stop(text, stop, at, stopped):
            _add(found, text, begin, at, line)
            begin = at
    _add(found, text, begin, len(text), line)
    return found


def _add(found: list[Sentence], text: str, start: int, end: int, line: int) -> None:
    piece = text[start:end].lstrip()
    if piece:
        found.append(Sentence(end - len(piece), end - len(piece) + len(piece.rstrip()), line))


def _wrapped(text: str, line_start: int, at: int) -> bool:
    after = text[at + 1 : at + 2]
    if not (after.islower() or after.isdigit()) or at - line_start < SOFT_WRAP:
        return False
    return text[at - 1 : at] not in ".!?…:;»”"


def _inner_stop(text: str, at: int, end: int, stopped: Mapping[str, bool]) -> bool:
    """Whether the full stop at `at` belongs to a word: "janv. 2024", "J. Martin", "a.m. on"."""
    following = text[end + 1 : end + 2]
    if not following.isupper():
        opening = OPENING.match(text, end)
        if opening and text[opening.end() : opening.end() + 1].islower():
            return True
    if text[at] != ".":
        return False
    least = max(0, at - LOOK_BACK)
    return stopped[text[max(least, text.rfind(" ", least, at)) : at]]


def stops(before: str, abbreviations: Collection[str]) -> bool:
    """Whether a full stop belongs to the word that stands before it. `abbreviations`: folded; those written
    with a capital have one ("Mm" for "MM.").

    >>> stops(" janv", {"janv"}), stops(" (J", ()), stops(" non", {"janv"})
    (True, True, False)
    """
    word = BEFORE.search(before)
    if word is None:
        return False
    bare = word[0]
    folded = fold(bare)
    titled = bare[0].isupper() and folded.capitalize() in abbreviations
    return (len(bare) == 1 and bare.isupper()) or folded in abbreviations or titled
