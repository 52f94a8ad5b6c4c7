"""Where a whole text comes from, by the line that says so: "Source : Insee", "Reporting by Jane Martin"."""

from __future__ import annotations

import re
from collections.abc import Iterable

__all__ = ["credit_openings", "credited"]

LAST = 3
"""Lines at the end of a text that may say so."""
LONGEST = 80
"""Code points of such a line."""
AROUND = " \t\u00a0\u202f()[]*_-–—•"
BLANKS = re.compile(r"[ \t\u00a0\u202f]{1,20}(?=:)")


def credit_openings(openings: Iterable[str]) -> tuple[str, ...]:
    """What `credited` looks for, of the openings as they are written."""
    return tuple(_plain(opening).lower() for opening in openings)


def credited(text: str, openings: tuple[str, ...]) -> str | None:
    """The name behind one of `openings` in the last lines of a text.

    >>> credited("Le viaduc a coûté 312 millions.\\n\\n(Source : Insee)", credit_openings(["Source :"]))
    'Insee'
    """
    for line in text[-LAST * LONGEST :].splitlines()[-LAST:]:
        shown = _plain(line.strip(AROUND))
        if len(shown) > LONGEST or not (lower := shown.lower()).startswith(openings):
            continue
        for opening in openings:
            name = shown[len(opening) :].strip(AROUND + ":.,;")
            if lower.startswith(opening) and name[:1].isupper():
                return name
    return None


def _plain(text: str) -> str:
    """With no blank before a colon, as French has one, and none that does not break."""
    return BLANKS.sub("", text).replace("\u00a0", " ").replace("\u202f", " ")
