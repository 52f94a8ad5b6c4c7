"""path → Source: text, front matter, html, json lines, docx, pdf, parquet; found by suffix."""

from claimcheck.sources.base import File, Limits, Notice
from claimcheck.sources.detection import detect_language
from claimcheck.sources.reading import FORMATS, Reading, read, read_file, stream
from claimcheck.sources.walking import find_files

__all__ = [
    "FORMATS",
    "File",
    "Limits",
    "Notice",
    "Reading",
    "detect_language",
    "find_files",
    "read",
    "read_file",
    "stream",
]
