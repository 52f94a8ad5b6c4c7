"""Bytes → text. What is neither text nor plainly in a known encoding is refused, never guessed."""

from __future__ import annotations

import codecs
import re

from claimcheck.errors import Location, SourceError
from claimcheck.model.frozen import frozen

__all__ = ["Decoded", "decode"]

MARKS = (  # longest first: the mark of UTF-32 begins with that of UTF-16
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
PATTERNS = {
    "valid": re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"),
    # Without a meaning in windows-1252, or so rare at the start of a word that damage is likelier.
    "implausible": re.compile(rb"[\x81\x8d\x8f\x90\x9d]|(?<![A-Za-z])[\xfe\xff]"),
}
SIGNATURES = (
    (b"%PDF-", "a PDF", "give it the suffix .pdf"),
    (b"PK\x03\x04", "an archive or an office document", "unpack it, or give it its suffix, e.g. .docx"),
    (b"\x1f\x8b", "an archive", "unpack it first"),
    (b"\xd0\xcf\x11\xe0", "an old or encrypted office document", "save it as .docx without a password"),
)
UTF8 = "save it as UTF-8"
PROBE = 4096


@frozen
class Decoded:
    """The text without its byte-order mark; `notice` tells of an encoding other than UTF-8."""

    text: str
    notice: str | None = None


def decode(data: bytes, name: str, declared: str | None = None) -> Decoded:
    """A byte-order mark decides; else what the document declares; else UTF-8, else windows-1252.

    Windows-1252 is taken only for text that holds no multi-byte character of UTF-8 and no byte that
    windows-1252 leaves open; otherwise the text is UTF-8 with damage, and a SourceError names the byte.
    """
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], encoding, name, len(mark))
    if declared is not None:
        return _strictly(data, declared, name)
    if b"\0" in data:
        return _wide(data, name)
    _refuse_foreign(data, name)
    try:
        return Decoded(data.decode())
    except UnicodeDecodeError as error:
        return _windows(data, name, error.start)


def _strictly(data: bytes, encoding: str, name: str, skipped: int = 0) -> Decoded:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        place = Location(name, byte=error.start + skipped)
        raise SourceError(f"not valid {encoding.upper()}: {error.reason}", at=place, hint=UTF8) from None
    return Decoded(text, None if encoding == "utf-8" else f"read as {_label(encoding)}")


def _label(encoding: str) -> str:
    return (
        "windows-1252" if encoding == "cp1252" else encoding.upper().removesuffix("-LE").removesuffix("-BE")
    )


def _refuse_foreign(data: bytes, name: str) -> None:
    for signature, what, hint in SIGNATURES:
        if data.startswith(signature):
            raise SourceError(f"this is {what}, not text", at=Location(name), hint=hint)


def _wide(data: bytes, name: str) -> Decoded:
    """Text with zero bytes: UTF-16 without its mark if every other byte says so, else binary."""
    probe = data[:PROBE]
    for encoding, zeros, others in (("utf-16-le", 1, 0), ("utf-16-be", 0, 1)):
        if (
            len(data) % 2 == 0
            and probe[zeros::2].count(0) * 10 > len(probe) * 4
            and 0 not in probe[others::2]
        ):
            return _strictly(data, encoding, name)
    _refuse_foreign(data, name)
    place = Location(name, byte=data.index(b"\0"))
    raise SourceError(
        "a binary file, not text: it holds a zero byte", at=place, hint="remove it, or save it as text"
    )


def _windows(data: bytes, name: str, start: int) -> Decoded:
    """`start` is the first byte that is not UTF-8."""
    damage = PATTERNS["valid"].search(data) or PATTERNS["implausible"].search(data)
    controls = sum(data.count(code) for code in range(32) if code not in b"\t\n\r\f\x1a\x1b")
    if damage or controls:
        place = Location(name, byte=start)
        raise SourceError(f"not valid UTF-8: byte 0x{data[start]:02x}", at=place, hint=UTF8)
    return Decoded(data.decode("cp1252"), f"not UTF-8 at byte {start}, read as windows-1252; {UTF8}")
