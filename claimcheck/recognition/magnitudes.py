"""All makers of magnitudes, by the names that rules use."""

from __future__ import annotations

from collections.abc import Mapping

from claimcheck.recognition.counts import COUNT_MAKERS
from claimcheck.recognition.figures import FIGURE_MAKERS
from claimcheck.recognition.matching import Maker
from claimcheck.recognition.measures import MEASURE_MAKERS
from claimcheck.recognition.modifiers import MODIFIER_MAKERS
from claimcheck.recognition.money import MONEY_MAKERS
from claimcheck.recognition.ratios import FRACTION_MAKERS
from claimcheck.recognition.shares import SHARE_MAKERS

__all__ = ["MAGNITUDE_MAKERS"]

MAGNITUDE_MAKERS: Mapping[str, Maker] = {
    **FIGURE_MAKERS,
    **FRACTION_MAKERS,
    **MONEY_MAKERS,
    **MEASURE_MAKERS,
    **SHARE_MAKERS,
    **COUNT_MAKERS,
    **MODIFIER_MAKERS,
}
