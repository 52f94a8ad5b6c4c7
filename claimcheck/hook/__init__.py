"""The git hook: staged documents are checked against the corpus before they are committed."""

from claimcheck.hook.running import hook

__all__ = ["hook"]
