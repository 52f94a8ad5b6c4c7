"""PDF, by the extra [pdf]: the text of each page as pypdf finds it."""

from __future__ import annotations

import importlib
import logging
from collections.abc import Iterator
from typing import Any

from claimcheck.errors import LimitError, Location, SourceError
from claimcheck.model import Source
from claimcheck.sources.base import File, Found, Limits, join_blocks, scalar_text

__all__ = ["read_pdf"]


def read_pdf(file: File, limits: Limits) -> Iterator[Found]:
    """Pages set apart by blank lines, each a place; scanned pages have no text and are left out."""
    place = Location(file.name)
    try:
        pypdf = importlib.import_module("pypdf")
    except ImportError:
        hint = "pip install 'claimcheck-sources[pdf]'"
        raise SourceError("reading a PDF needs the package pypdf", at=place, hint=hint) from None
    if file.path.stat().st_size > limits.container:
        raise LimitError(f"over {limits.container / 1e6:g} MB", at=place, hint="split it")
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        with pypdf.PdfReader(file.path) as reader:
            if reader.is_encrypted and not reader.decrypt(""):
                raise SourceError("the PDF asks for a password", at=place, hint="save it without one")
            blocks = _pages(reader, limits, place)
            title = reader.metadata.title if reader.metadata else None
    except SourceError:
        raise
    except Exception as error:  # pypdf raises what its many decoders raise
        reason = str(error) or type(error).__name__
        raise SourceError(
            f"not readable as a PDF: {reason:.200}", at=place, hint="print it to a new PDF"
        ) from None
    if not blocks:
        raise SourceError("the PDF holds no text", at=place, hint="scanned pages must go through OCR first")
    text, places = join_blocks(blocks)
    name = scalar_text(title).strip() if isinstance(title, str) else ""
    yield Source(id=file.name, path=file.name, text=text, places=places, title=name or None)


def _pages(reader: Any, limits: Limits, place: Location) -> list[tuple[str, str]]:
    blocks: list[tuple[str, str]] = []
    size = 0
    if len(reader.pages) > limits.pages:
        raise LimitError(f"more than {limits.pages} pages", at=place, hint="split it")
    for number, page in enumerate(reader.pages, 1):
        text = scalar_text(page.extract_text()).strip()
        size += len(text)
        if size > limits.text:
            raise LimitError(f"more than {limits.text} characters of text", at=place, hint="split it")
        if text:
            blocks.append((text, f"page {number}"))
    return blocks
