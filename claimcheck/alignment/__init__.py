"""assertions → comparisons: gate, blocking, evidence, pairing."""

from claimcheck.alignment.aligning import Alignment, align
from claimcheck.alignment.origins import shared_origins

__all__ = ["Alignment", "align", "shared_origins"]
