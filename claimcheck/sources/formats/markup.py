"""HTML → tags and text, in linear time on whatever text.

The standard library's html.parser takes quadratic time on unclosed tags, comments and attributes, which a
page from elsewhere may hold by the megabyte.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import field

from claimcheck.model.frozen import frozen

__all__ = ["Tag", "Token", "tokenize", "unescape"]

PATTERNS = {
    "tag": re.compile(r"<(/?)([A-Za-z][A-Za-z0-9:-]{0,40})(?=[\s/>])"),
    "attribute": re.compile(
        r"[\s/]{0,500}([^\s\"'<>/=]{1,200})"
        r"(?:\s{0,50}=\s{0,50}(?:\"([^\"]{0,20000})\"|'([^']{0,20000})'|([^\s\"'<>=`]{1,5000})))?"
    ),
    "close": re.compile(r"[\s/]{0,500}>"),
    "reference": re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?"),
}
RAW = {tag: re.compile(f"</{tag}", re.I) for tag in ("script", "style", "title", "textarea")}
MAX_ATTRIBUTES = 200


@frozen
class Tag:
    """A tag in lower case; `raw` is the unparsed content of a script, style, title or textarea."""

    name: str
    closing: bool = False
    attributes: Mapping[str, str] = field(default_factory=dict)
    raw: str = ""


Token = Tag | str


def tokenize(text: str) -> Iterator[Token]:
    """Tags, and between them text with its character references resolved. Never raises.

    >>> list(tokenize("13&nbsp;<b>Md</b>"))[0::2]
    ['13\\xa0', 'Md']
    """
    position = start = 0
    while (position := text.find("<", position)) >= 0:
        token, end = _at(text, position)
        if end == position:  # a bare "<" is text
            position += 1
            continue
        if start < position:
            yield unescape(text[start:position])
        if token is not None:
            yield token
        start = position = end
    if start < len(text):
        yield unescape(text[start:])


def unescape(text: str) -> str:
    """Character references resolved as in HTML; `html.unescape` alone fails on one of 5,000 digits."""
    return PATTERNS["reference"].sub(lambda found: html.unescape(found[0]), text) if "&" in text else text


def _at(text: str, position: int) -> tuple[Tag | None, int]:
    """The tag at a "<" and where it ends; None for a comment or declaration; its own start for text."""
    if text.startswith("<!--", position):
        return None, _after(text, "-->", position + 4)
    if text.startswith(("<!", "<?"), position):
        return None, _after(text, ">", position + 2)
    found = PATTERNS["tag"].match(text, position)
    if found is None:
        return None, position
    name, end = found[2].lower(), found.end()
    attributes: dict[str, str] = {}
    while attribute := PATTERNS["attribute"].match(text, end):
        value = attribute[2] or attribute[3] or attribute[4] or ""
        if len(attributes) < MAX_ATTRIBUTES:
            attributes.setdefault(attribute[1].lower(), unescape(value))
        end = attribute.end()
    closed = PATTERNS["close"].match(text, end)
    if closed is None:
        return None, position
    if found[1] or name not in RAW:
        return Tag(name, bool(found[1]), attributes), closed.end()
    stop = RAW[name].search(text, closed.end())
    end = stop.start() if stop else len(text)
    return Tag(name, False, attributes, text[closed.end() : end]), end


def _after(text: str, mark: str, position: int) -> int:
    found = text.find(mark, position)
    return len(text) if found < 0 else found + len(mark)
