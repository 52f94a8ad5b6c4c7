"""Plain text and Markdown, both with or without front matter."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimcheck.errors import Location, SourceError
from claimcheck.model import Source
from claimcheck.sources import frontmatter
from claimcheck.sources.base import File, Found, Limits, Notice, load_bytes
from claimcheck.sources.decoding import decode

__all__ = ["blank_markup", "read_markdown", "read_text", "unify_newlines"]

PATTERNS = {
    "fence": re.compile(r" {0,3}(`{3,}|~{3,})"),
    "item": re.compile(r"[ \t>]{0,20}\d{1,4}[.)](?=[ \t])"),
    # Each finds what a reader of the page does not see as text; all bounded, none nested.
    "hidden": re.compile(
        r"(?<=\])\([^()\s]{0,2000}(?:\([^()\s]{0,200}\)[^()\s]{0,2000})?"
        r"(?:[ \t\n]{1,4}\"[^\"\n]{0,500}\")?[ \t]{0,4}\)"
        r"|^ {0,3}\[[^\[\]\n]{1,200}\]:[^\n]{0,2000}$"
        r"|<https?://[^<>\s]{1,2000}>"
        r"|<!--[^<>]{0,5000}-->",
        re.M,
    ),
}


def read_text(file: File, limits: Limits) -> Iterator[Found]:
    """Offsets are those of the file after its front matter, newlines unified without moving any."""
    yield from _read(file, limits, markdown=False)


def read_markdown(file: File, limits: Limits) -> Iterator[Found]:
    """As plain text; code blocks, link targets, comments and the numbers of lists are blanked out."""
    yield from _read(file, limits, markdown=True)


def _read(file: File, limits: Limits, *, markdown: bool) -> Iterator[Found]:
    decoded = decode(load_bytes(file, limits.document), file.name)
    text = unify_newlines(decoded.text)
    head = frontmatter.parse(text, file.name)
    body = text[head.start :]
    if not body or body.isspace():
        raise SourceError(
            "the document holds no text", at=Location(file.name), hint="write some, or remove it"
        )
    if decoded.notice:
        yield Notice(file.name, decoded.notice)
    if markdown:
        body = blank_markup(body)
    yield Source(id=file.name, path=file.name, text=body, first_line=head.first_line, **head.fields)


def unify_newlines(text: str) -> str:
    r"""Every line ends with "\n"; offsets stay: "\r\n" becomes a space and a newline.

    >>> unify_newlines("a\r\nb\rc")
    'a \nb\nc'
    """
    return text.replace("\r\n", " \n").replace("\r", "\n") if "\r" in text else text


def blank_markup(text: str) -> str:
    """Spaces, one for one, in place of what is no prose in Markdown.

    >>> blank_markup("See [13 bn](http://a.b/2024).")
    'See [13 bn]                 .'
    """
    lines = text.split("\n")
    fence, free = "", True
    for index, line in enumerate(lines):
        mark = PATTERNS["fence"].match(line)
        if fence:
            if mark and mark[1].startswith(fence) and not line[mark.end() :].strip():
                fence = ""
            lines[index] = " " * len(line)
        elif mark and not ("`" in mark[1] and "`" in line[mark.end() :]):
            fence = mark[1]
            lines[index] = " " * len(line)
        else:
            item = PATTERNS["item"].match(line)
            if item and free:
                lines[index] = " " * item.end() + line[item.end() :]
            free = (item is not None and free) or not line.strip()
    return PATTERNS["hidden"].sub(_blank, "\n".join(lines))


def _blank(found: re.Match[str]) -> str:
    return "".join("\n" if char == "\n" else " " for char in found[0])
