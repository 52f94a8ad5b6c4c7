"""assertions → comparisons: gate, blocking, evidence, pairing."""

from claimcheck.alignment.aligning import Alignment, align
from claimcheck.alignment.origins import Sketch, shared_origins, sketch

__all__ = ["Alignment", "Sketch", "align", "shared_origins", "sketch"]
