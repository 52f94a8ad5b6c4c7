"""Word documents (.docx): the paragraphs of the body, with the standard library alone."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from xml.parsers import expat

from claimcheck.errors import LimitError, Location, SourceError
from claimcheck.model import Source
from claimcheck.sources.base import File, Found, Limits, join_blocks, scalar_text

__all__ = ["read_docx"]

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main "
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main "
FALLBACK = "http://schemas.openxmlformats.org/markup-compatibility/2006 Fallback"
TITLE = "http://purl.org/dc/elements/1.1/ title"
BODY, PROPERTIES = "word/document.xml", "docProps/core.xml"


def read_docx(file: File, limits: Limits) -> Iterator[Found]:
    """Text that a revision has deleted, headers and footnotes are left out; a row of a table is one block."""
    place = Location(file.name)
    if file.path.stat().st_size > limits.container:
        raise LimitError(f"over {limits.container / 1e6:g} MB", at=place, hint="save it without its pictures")
    try:
        with zipfile.ZipFile(file.path) as archive:
            body = _Body(limits.text)
            body.parse(_member(archive, BODY, limits.text * 4, place), place)
            title = _Title()
            if PROPERTIES in archive.namelist():
                title.parse(_member(archive, PROPERTIES, 1_000_000, place), place)
    except KeyError:
        raise SourceError(
            f"no Word document: it lacks {BODY}", at=place, hint="save it as .docx again"
        ) from None
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError, zlib.error) as error:
        hint = "save it as .docx again, without a password"
        raise SourceError(f"not readable as .docx: {error}", at=place, hint=hint) from None
    if not body.blocks:
        raise SourceError("the document holds no text", at=place, hint="write some, or remove it")
    text, places = join_blocks([(block, f"paragraph {n}") for n, block in enumerate(body.blocks, 1)])
    yield Source(id=file.name, path=file.name, text=text, places=places, title=title.text.strip() or None)


def _member(archive: zipfile.ZipFile, name: str, limit: int, place: Location) -> bytes:
    """A part of the archive; its size is bounded while it is unpacked, whatever its header claims."""
    with archive.open(name) as part:
        data = part.read(limit + 1)
    if len(data) > limit:
        raise LimitError(
            f"{name} unpacks to more than {limit / 1e6:g} MB", at=place, hint="split the document"
        )
    return data


class _Xml:
    """A parser that refuses every document type declaration: no entities, nothing fetched, no tree."""

    def parse(self, data: bytes, place: Location) -> None:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.data
        parser.StartDoctypeDeclHandler = self._doctype
        try:
            parser.Parse(data, True)
        except expat.ExpatError as error:
            raise SourceError(
                f"broken XML inside: {error}", at=place, hint="save it as .docx again"
            ) from None
        except _DoctypeError:
            message = "XML with a document type declaration inside, which Word never writes"
            raise SourceError(message, at=place, hint="do not trust it") from None

    def _doctype(self, *_: object) -> None:
        raise _DoctypeError

    def start(self, tag: str, _: dict[str, str]) -> None: ...

    def end(self, tag: str) -> None: ...

    def data(self, text: str) -> None: ...


class _DoctypeError(Exception): ...


class _Title(_Xml):
    def __init__(self) -> None:
        self.text, self.inside = "", False

    def start(self, tag: str, _: dict[str, str]) -> None:
        self.inside = tag == TITLE

    def end(self, tag: str) -> None:
        self.inside = False

    def data(self, text: str) -> None:
        if self.inside:
            self.text += scalar_text(text)


class _Body(_Xml):
    def __init__(self, limit: int) -> None:
        self.blocks: list[str] = []
        self.parts: list[str] = []
        self.limit = limit
        self.inside = False
        self.rows = self.hidden = self.size = 0

    def start(self, tag: str, _: dict[str, str]) -> None:
        if tag == FALLBACK:  # the same text once more, for old readers
            self.hidden += 1
        match tag.removeprefix(WORD).removeprefix(STRICT):
            case "t":
                self.inside = not self.hidden
            case "tr":
                self.rows += 1
            case "tab":
                self.parts.append("\t")
            case "br" | "cr":
                self.parts.append("\n")

    def end(self, tag: str) -> None:
        if tag == FALLBACK:
            self.hidden -= 1
        match tag.removeprefix(WORD).removeprefix(STRICT):
            case "t":
                self.inside = False
            case "p" if self.rows:
                self.parts.append(" ")
            case "p":
                self._flush()
            case "tc":
                self.parts.append("| ")
            case "tr":
                self.rows -= 1
                if not self.rows:
                    self._flush()

    def data(self, text: str) -> None:
        if self.inside:
            self.size += len(text)
            if self.size > self.limit:
                raise LimitError(f"more than {self.limit} characters of text", hint="split the document")
            self.parts.append(text)

    def _flush(self) -> None:
        text = "".join(self.parts).strip(" \t\n|")
        self.parts.clear()
        if text:
            self.blocks.append(text)
