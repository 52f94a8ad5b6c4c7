"""What the hook prints: each contradiction with its quotes, and the line that accepts it."""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterable, Sequence

from claimcheck.model import Finding, Source
from claimcheck.reports import quotes, wording
from claimcheck.reports.characters import harmful
from claimcheck.reports.display import clean, clip
from claimcheck.reports.layout import STYLES, diagnostic, quoted, remark, styled, text

__all__ = ["accept_line", "brief", "full", "word"]

SHOWN = 6


def full(
    finding: Finding, sources: Iterable[Source], accept: str, *, width: int = 100, color: bool = False
) -> str:
    """A finding that stops the commit."""
    known = quotes.by_id(sources)
    lines = diagnostic(finding, width)
    for side in finding.sides:
        for said in side.assertions[:SHOWN]:
            lines += quoted(said, known, width, STYLES[finding.verdict])
        if len(side.assertions) > SHOWN:
            lines.append(text(f"  ┆ and {len(side.assertions) - SHOWN} more", "dim"))
    lines += remark("why", wording.why(finding), width)
    for note in finding.notes:
        lines += remark("note", f"{clip(clean(note.text), 400)} ({clip(clean(note.code), 40)})", width)
    lines += [*remark("next", "mend one of them, or let both stand:", width), text(f"    {accept}"), text("")]
    return styled(lines, width, color)


def brief(finding: Finding) -> str:
    """A finding that is only told of, with the first place of each side."""
    places = " / ".join(quotes.place(side.assertions[0]) for side in finding.sides)
    tag = f"{clean(finding.basis)}, {finding.certainty}" if finding.certainty else clean(finding.basis)
    return f"{finding.verdict}[{tag}] {clip(wording.headline(finding), 200)}; {places}"


def accept_line(finding: Finding, staged: Sequence[str], corpus: Sequence[str]) -> str:
    """The command that accepts a finding, to be copied as it stands."""
    named = " ".join(word(path) for path in staged)
    against = " ".join(word(path) for path in corpus)
    return f'claimcheck accept {clean(finding.id)} {named} --against {against} --reason "…"'


def word(path: str) -> str:
    """A path as one word of a shell; characters that act on a terminal in ANSI-C quoting."""
    path = f"./{path}" if path.startswith("-") else path
    if not harmful(path):
        return shlex.quote(path)
    shown = "".join(chr(byte) if 32 <= byte < 127 else f"\\x{byte:02x}" for byte in _escaped(path))
    return f"$'{shown}'"


def _escaped(path: str) -> bytes:
    return os.fsencode(path).replace(b"\\", b"\\\\").replace(b"'", b"\\'")
