"""How text is folded and cut into tokens: what the words of rules and the text of documents must agree on."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["TOKEN", "fold", "tokens_of", "unaccented"]

_FOLDED = tuple(
    (old, new)
    for new, olds in (
        (" ", "\u00a0\u202f\u2009\u2007\u2008\u2002\u2003\u2004\u2005\u2006\u200a\u205f\u3000\t\u200b\ufeff"),
        ("'", "\u2019\u2018\u02bc\u201b\uff07\u055a\u2032\u00b4`"),
        ("-", "\u2010\u2011\u2012\u2212\ufe63\uff0d\u00ad"),
        ("–", "\u2014\u2015\u2013"),
        ("\n", "\r\u2028\u2029\x0b\x0c\x85"),
        ("$", "\uff04\ufe69"),
        ("£", "\uffe1"),
        ("¥", "\uffe5"),
        ("%", "\uff05\u066a\ufe6a"),
        ("°", "\u00ba\u02da"),
        ("~", "\u2248\u223c\uff5e"),
        ("µ", "\u03bc"),
        ('"', "\u2033"),
    )
    for old in olds
)

TOKEN = re.compile(r"[^\W\d_]+|\d+|\n[ ]{0,80}\n|\S")
"""Words, runs of digits, paragraph breaks, and every other visible character on its own."""


def fold(text: str) -> str:
    """`text` with typographic variants replaced one code point by one, so that offsets stay true.

    >>> fold("13\\u00a0milliards d\\u2019euros")
    "13 milliards d'euros"
    """
    for old, new in _FOLDED:
        if old in text:
            text = text.replace(old, new)
    return text


def lower(folded: str) -> str:
    """Lower case of the same length, whatever the script."""
    text = folded.lower()
    if len(text) != len(folded):
        text = "".join(low if len(low := char.lower()) == 1 else char for char in folded)
    return text


def tokens_of(form: str) -> tuple[str, ...]:
    """The tokens of a rule's word, folded and in lower case.

    >>> tokens_of("Aujourd\\u2019hui")
    ('aujourd', "'", 'hui')
    """
    return tuple(TOKEN.findall(lower(fold(form))))


def unaccented(text: str) -> str:
    """The text without diacritics: "février" → "fevrier"."""
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(char for char in decomposed if not unicodedata.combining(char))
