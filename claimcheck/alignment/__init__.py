"""assertions → comparisons: gate, blocking, evidence, pairing."""

from claimcheck.alignment.aligning import Alignment, align
from claimcheck.alignment.origins import Sketch, shared_origins, sketch
from claimcheck.alignment.stories import Story, stories
from claimcheck.alignment.surroundings import Surroundings, document_keys, document_names

__all__ = [
    "Alignment",
    "Sketch",
    "Story",
    "Surroundings",
    "align",
    "document_keys",
    "document_names",
    "shared_origins",
    "sketch",
    "stories",
]
