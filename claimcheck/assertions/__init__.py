"""mentions → assertions: context, subject, scope, status, polarity, attribution."""

from claimcheck.assertions.reading import assert_source

__all__ = ["assert_source"]
