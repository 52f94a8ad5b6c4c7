"""HTML: the text of its blocks, with the standard library; with the extra [html] without boilerplate."""

from __future__ import annotations

import contextlib
import importlib
import importlib.util
import re
from collections.abc import Iterator
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
from claimcheck.sources.formats.markup import Tag, tokenize, unescape

__all__ = ["read_html"]

DROPPED = frozenset({"script", "style", "nav", "footer", "noscript", "template", "svg", "aside", "button"})
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
    "break": re.compile(r"<br\s{0,9}/?>", re.I),
    "space": re.compile(r"[ \t\n\r\f]+"),
}
PROBE = 4096


def read_html(file: File, limits: Limits) -> Iterator[Found]:
    """Title, site, address and publication date come from the page's own metadata, never from its `lang`
    attribute, which templates often leave at a wrong language."""
    data = load_bytes(file, limits.document)
    decoded = decode(data, file.name, _charset(data))
    page = _Page(decoded.text)
    fields, blocks = page.fields(), page.texts()
    if (extra := _extra()) is not None:
        found, lines = _trafilatura(extra, decoded.text)
        fields = found | fields
        blocks = _spelled(lines, page) or blocks
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


def _extra() -> Any:
    """The module of the extra [html]; None without it. An extra that is there but broken is an error."""
    if importlib.util.find_spec("trafilatura") is None:
        return None
    try:
        return importlib.import_module("trafilatura")
    except ImportError as error:
        hint = "pip install --force-reinstall 'claimcheck-sources[html]'"
        raise SourceError(f"trafilatura is installed but broken: {error!s:.200}", hint=hint) from None


def _trafilatura(module: Any, text: str) -> tuple[dict[str, Any], list[str]]:
    """What the extra finds: fields, and the lines of the main text; empty where it finds nothing."""
    try:
        text = PATTERNS["break"].sub(" ", text)  # which it takes for the end of a paragraph
        found = module.bare_extraction(text, with_metadata=True, include_comments=False, include_tables=True)
    except Exception:  # any of the many parsers beneath it: the plain extraction stands
        return {}, []
    if found is None or not found.text:
        return {}, []
    fields = {"title": found.title, "publisher": found.sitename, "published": found.date, "url": found.url}
    return {name: value for name, value in fields.items() if value}, found.text.split("\n")


def _spelled(lines: list[str], page: _Page) -> list[str]:
    """The lines as the page spells them: trafilatura loses the no-break spaces, which group digits."""
    spelling = {_plain(block): block for block, _ in page.blocks}
    return [spelling.get(_plain(line), scalar_text(line.strip())) for line in lines if line.strip()]


def _plain(text: str) -> str:
    return " ".join(text.replace("|", " ").split())


class _Page:
    """Gathers blocks of visible text; those inside <article> or <main> win, where there are any."""

    def __init__(self, text: str) -> None:
        self.blocks: list[tuple[str, bool]] = []
        self.parts: list[str] = []
        self.dropped = ""
        self.depth = self.main = 0
        self.title = ""
        self.meta: dict[str, str] = {}
        for token in tokenize(text):
            if isinstance(token, Tag):
                self._metadata(token)
                self._tag(token)
            elif not self.depth:
                self.parts.append(token)
        self._flush()

    def _tag(self, tag: Tag) -> None:
        if self.depth:
            if tag.name == self.dropped:
                self.depth += -1 if tag.closing else 1
        elif tag.name in DROPPED:
            if not tag.closing:
                self.dropped, self.depth = tag.name, 1
        elif tag.name in BLOCKS:
            self._flush()
            if tag.name in MAIN:
                self.main = max(0, self.main + (-1 if tag.closing else 1))
        elif tag.name == "br":
            self.parts.append("\n")
        elif tag.name in CELLS and not tag.closing and self.parts:
            self.parts.append(" | ")

    def _flush(self) -> None:
        text = _squeeze("".join(self.parts))
        self.parts.clear()
        if text:
            self.blocks.append((text, self.main > 0))

    def _metadata(self, tag: Tag) -> None:
        given = tag.attributes
        if tag.name == "meta":
            name = given.get("property") or given.get("name") or given.get("itemprop") or ""
            self.meta.setdefault(name.lower(), given.get("content", ""))
        elif tag.name == "link" and given.get("rel", "").lower() == "canonical":
            self.meta.setdefault("canonical", given.get("href", ""))
        elif tag.name == "time" and ("pubdate" in given or given.get("itemprop") == "datePublished"):
            self.meta.setdefault("pubdate", given.get("datetime", ""))
        elif tag.name == "title":
            self.title = self.title or _squeeze(unescape(tag.raw))
        elif (
            tag.name == "script"
            and "ld+json" in given.get("type", "")
            and (found := PATTERNS["linked-day"].search(tag.raw))
        ):
            self.meta.setdefault("datepublished", found[1])

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


def _squeeze(text: str) -> str:
    """A run of spaces is one; U+00A0 and its kin stay, since they group digits."""
    return scalar_text(PATTERNS["space"].sub(" ", text).strip())
