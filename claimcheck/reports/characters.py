"""Characters that act on a terminal or reorder what is read: shown instead of sent."""

from __future__ import annotations

__all__ = ["INVISIBLE", "clean", "harmful", "name"]

SPACES = "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\u2028\u2029"
INVISIBLE = (
    *range(0x7F, 0xA0), 0x061C, 0x180E, *range(0x200B, 0x2010), 0x2028, 0x2029, *range(0x202A, 0x202F),
    *range(0x2060, 0x2070), 0xFEFF, *range(0xFFF9, 0xFFFC), *range(0xD800, 0xE000), *range(0xE0000, 0xE0080),
)  # fmt: skip
"""C1 controls, zero-width and bidi marks, line separators, lone surrogates, tags (Unicode's Cc, Cf, Cs)."""

NAMES = {code: chr(0x2400 + code) for code in range(32)} | {code: f"⟨U+{code:04X}⟩" for code in INVISIBLE}
PROSE = NAMES | {ord(space): " " for space in SPACES}


def clean(text: str) -> str:
    """Prose on one line: white space becomes a space; control, bidi and invisible characters are shown.

    >>> clean("a\\x1b[31m\\nb\\u202e")
    'a␛[31m b⟨U+202E⟩'
    """
    return text.translate(PROSE)


def name(text: str) -> str:
    """A path or an id: as `clean`, but a line break in it is shown too, for it is no accident there.

    >>> name("a\\nb")
    'a␊b'
    """
    return text.translate(NAMES)


def harmful(text: str) -> bool:
    """Whether `text` holds characters that `name` would show."""
    return text.translate(NAMES) != text
