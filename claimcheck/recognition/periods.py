"""Makers of periods: dates, months, years, ranges and relative expressions."""

from __future__ import annotations

from collections.abc import Mapping

from claimcheck.recognition.matching import Maker

__all__ = ["PERIOD_MAKERS"]

PERIOD_MAKERS: Mapping[str, Maker] = {}
