"""HTML: the text of its blocks, with the standard library; with the extra [html] without boilerplate."""

from __future__ import annotations

import contextlib
import importlib
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

from claimcheck.errors import Location, SourceError
from claimcheck.model import Source
from claimcheck.sources.base import (
    FieldError,
    File,
    Found,
    Limits,
    Notice,
    about,
    join_blocks,
    load_bytes,
    scalar_text,
)
from claimcheck.sources.decoding import decode

__all__ = ["read_html"]

DROPPED = frozenset(
    {"script", "style", "nav", "footer", "noscript", "template", "svg", "aside", "form", "button"}
)
BLOCKS = frozenset({
    "address", "article", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li",
    "main", "ol", "p", "pre", "section", "summary", "table", "tbody", "tfoot", "thead", "title", "tr", "ul",
})  # fmt: skip
CELLS = frozenset({"td", "th"})
DATES = (
    "article:published_time",
    "datepublished",
    "date",
    "dc.date",
    "dc.date.issued",
    "dcterms.issued",
    "pubdate",
)
MAIN = ("article", "main")
CHARSET = re.compile(rb"<meta[^<>]{1,200}?charset\s{0,9}=\s{0,9}[\"']?([A-Za-z0-9_-]{1,40})", re.I)
PATTERNS = {
    "day": re.compile(r"\s{0,9}(\d{4}-\d{2}-\d{2})(?!\d)"),
    "linked-day": re.compile(r"\"datePublished\"\s{0,9}:\s{0,9}\"(\d{4}-\d{2}-\d{2})"),
    "space": re.compile(r"[ \t\n\r\f]+"),
}
PROBE = 4096


def read_html(file: File, limits: Limits) -> Iterator[Found]:
    """Title, site, address and publication date come from the page's own metadata, never from its `lang`
    attribute, which templates often leave at a wrong language."""
    data = load_bytes(file, limits.document)
    decoded = decode(data, file.name, _charset(data))
    page = _Page()
    try:
        page.feed(decoded.text)
        page.close()
    except (AssertionError, ValueError) as error:  # what html.parser raises on broken declarations
        raise SourceError(f"not readable as HTML: {error}", at=Location(file.name)) from None
    fields, blocks = page.fields(), page.texts()
    if found := _trafilatura(decoded.text):
        blocks = found.pop("blocks")
        fields = found | fields
    if not blocks:
        raise SourceError("the page holds no text", at=Location(file.name), hint="save it once it has loaded")
    if decoded.notice:
        yield Notice(file.name, decoded.notice)
    text, places = join_blocks([(block, f"paragraph {n}") for n, block in enumerate(blocks, 1)])
    yield Source(id=file.name, path=file.name, text=text, places=places, **_typed(fields))


def _charset(data: bytes) -> str | None:
    """What the page declares; as in browsers, latin-1 means windows-1252. Unknown names count as none."""
    found = CHARSET.search(data[:PROBE])
    name = found[1].decode("ascii").lower() if found else ""
    if name in ("iso-8859-1", "latin1", "latin-1", "us-ascii", "windows-1252", "cp1252"):
        return "cp1252"
    if name == "iso-8859-15":
        return name
    return None


def _typed(fields: dict[str, Any]) -> dict[str, Any]:
    """A page's metadata is written by programs: a field that makes no sense is left out."""
    typed: dict[str, Any] = {}
    for name, value in fields.items():
        with contextlib.suppress(FieldError):
            typed |= about({name: value})
    return typed


def _trafilatura(text: str) -> dict[str, Any] | None:
    """What the extra finds: `blocks` and fields; None without the extra, or where it finds nothing."""
    try:
        trafilatura = importlib.import_module("trafilatura")
    except ImportError:
        return None
    try:
        found = trafilatura.bare_extraction(
            text, with_metadata=True, include_comments=False, include_tables=True
        )
    except Exception:  # any of the many parsers beneath it: the standard library's result stands
        return None
    body = getattr(found, "text", None)
    if found is None or not body:
        return None
    fields = {"title": found.title, "publisher": found.sitename, "published": found.date, "url": found.url}
    blocks = [scalar_text(line.strip()) for line in body.split("\n") if line.strip()]
    return {name: value for name, value in fields.items() if value} | {"blocks": blocks}


class _Page(HTMLParser):
    """Gathers blocks of visible text; those inside <article> or <main> win, where there are any."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[tuple[str, bool]] = []
        self.parts: list[str] = []
        self.dropped: list[str] = []
        self.main = 0
        self.title = ""
        self.in_title = self.in_data = False
        self.meta: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in ("meta", "link", "time"):
            self._metadata(tag, given)
        if self.dropped:
            if tag == self.dropped[-1]:
                self.dropped.append(tag)
            return
        if tag in DROPPED:
            self.in_data = tag == "script" and "ld+json" in given.get("type", "")
            self.dropped.append(tag)
        elif tag in BLOCKS:
            self._flush()
            self.main += tag in MAIN
            self.in_title = tag == "title"
        elif tag == "br":
            self.parts.append("\n")
        elif tag in CELLS and self.parts:
            self.parts.append(" | ")

    def handle_endtag(self, tag: str) -> None:
        if self.dropped:
            if tag == self.dropped[-1]:
                self.dropped.pop()
                self.in_data = False
        elif tag in BLOCKS:
            self._flush()
            if tag in MAIN and self.main:
                self.main -= 1

    def handle_data(self, data: str) -> None:
        if self.in_data:
            if found := PATTERNS["linked-day"].search(data):
                self.meta.setdefault("datepublished", found[1])
        elif not self.dropped:
            self.parts.append(data)

    def close(self) -> None:
        super().close()
        self._flush()

    def _flush(self) -> None:
        """A run of spaces is one; U+00A0 and its kin stay, since they group digits."""
        text = scalar_text(PATTERNS["space"].sub(" ", "".join(self.parts)).strip())
        self.parts.clear()
        if text and self.in_title:
            self.title = self.title or text
        elif text:
            self.blocks.append((text, self.main > 0))
        self.in_title = False

    def _metadata(self, tag: str, given: dict[str, str]) -> None:
        if tag == "meta":
            name = (given.get("property") or given.get("name") or given.get("itemprop") or "").lower()
            self.meta.setdefault(name, given.get("content", ""))
        elif tag == "link" and given.get("rel", "").lower() == "canonical":
            self.meta.setdefault("canonical", given.get("href", ""))
        elif tag == "time" and ("pubdate" in given or given.get("itemprop", "").lower() == "datepublished"):
            self.meta.setdefault("pubdate", given.get("datetime", ""))

    def texts(self) -> list[str]:
        main = [text for text, inside in self.blocks if inside]
        return main or [text for text, _ in self.blocks]

    def fields(self) -> dict[str, str]:
        days = (PATTERNS["day"].match(self.meta.get(name, "")) for name in DATES)
        fields = {
            "title": self.meta.get("og:title") or self.title,
            "publisher": self.meta.get("og:site_name", ""),
            "published": next((day[1] for day in days if day), ""),
            "url": self.meta.get("canonical") or self.meta.get("og:url", ""),
        }
        return {name: value for name, value in fields.items() if value}
