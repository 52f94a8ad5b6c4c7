"""Finds where source documents disagree: figures, money, dates and facts, offline and explainable."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from claimcheck.errors import ClaimcheckError
    from claimcheck.model import Assertion, Finding, Mention, Report, Source
    from claimcheck.pipeline import check, extract, recognize
    from claimcheck.rulebook import Rulebook, load_rulebook

__all__ = [
    "Assertion",
    "ClaimcheckError",
    "Finding",
    "Mention",
    "Report",
    "Rulebook",
    "Source",
    "__version__",
    "check",
    "extract",
    "load_rulebook",
    "recognize",
]

_HOMES = {
    "errors": ("ClaimcheckError",),
    "model": ("Assertion", "Finding", "Mention", "Report", "Source"),
    "pipeline": ("check", "extract", "recognize"),
    "rulebook": ("Rulebook", "load_rulebook"),
}


def __getattr__(name: str) -> Any:
    """Public names are imported when first asked for, so that `import claimcheck` costs nothing."""
    for module, names in _HOMES.items():
        if name in names:
            value = getattr(importlib.import_module(f"claimcheck.{module}"), name)
            globals()[name] = value
            return value
    raise AttributeError(f"module 'claimcheck' has no attribute {name!r}")
