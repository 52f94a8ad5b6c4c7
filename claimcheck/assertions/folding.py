"""How words are folded, and what was made of them kept."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import Generic, TypeVar

__all__ = ["APOSTROPHES", "TOKEN", "Memo", "fold"]

T = TypeVar("T")

MAX_MEMO = 100_000
APOSTROPHES = frozenset("'’ʼ‘")
TOKEN = re.compile(r"[^\W\d_][\w-]{0,63}|\d{1,64}|[^\w\s]")
_PLAIN = str.maketrans(dict.fromkeys(APOSTROPHES, "'"))


def fold(word: str) -> str:
    """Lower case without accents; typographic apostrophes become plain ones.

    >>> fold("Équipementier")
    'equipementier'
    """
    lowered = word.lower()
    if lowered.isascii() or (lowered := lowered.translate(_LATIN)).isascii():
        return lowered
    return _unaccented(lowered)


def _unaccented(lowered: str) -> str:
    parts = unicodedata.normalize("NFD", lowered)
    return "".join(c for c in parts if not unicodedata.combining(c)).replace("œ", "oe").replace("æ", "ae")


_LATIN = _PLAIN | {point: _unaccented(chr(point)) for point in range(ord("à"), ord("ſ") + 1)}
"""What most letters with accents are without them, and plain apostrophes."""


class Memo(dict[str, T], Generic[T]):
    """What a function makes of a word, kept for the next time: `memo[word]`. It forgets all when full."""

    __slots__ = ("_work",)

    def __init__(self, work: Callable[[str], T]) -> None:
        super().__init__()
        self._work = work

    def __missing__(self, word: str) -> T:
        if len(self) >= MAX_MEMO:
            self.clear()
        made = self[word] = self._work(word)
        return made
