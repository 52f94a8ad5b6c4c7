"""assertions → comparisons: gate, blocking, evidence, pairing."""

from claimcheck.alignment.aligning import Alignment, align
from claimcheck.alignment.origins import Sketch, shared_origins, sketch
from claimcheck.alignment.stories import Story, stories
from claimcheck.alignment.surroundings import Surroundings, document_keys

__all__ = [
    "Alignment",
    "Sketch",
    "Story",
    "Surroundings",
    "align",
    "document_keys",
    "shared_origins",
    "sketch",
    "stories",
]
