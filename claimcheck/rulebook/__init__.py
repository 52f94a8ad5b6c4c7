"""rules/ → Rulebook: schemas, loading, units (the one room that knows pint), locales (babel)."""

from claimcheck.rulebook.book import Language, Rulebook
from claimcheck.rulebook.loading import built_in, default_rulebook, load_rulebook

__all__ = ["Language", "Rulebook", "built_in", "default_rulebook", "load_rulebook"]
