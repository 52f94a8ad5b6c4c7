"""mentions → assertions: context, subject, scope, status, polarity, attribution."""

from claimcheck.assertions.layers import Layers, layers_of
from claimcheck.assertions.reading import assert_source
from claimcheck.assertions.statements import state_source

__all__ = ["Layers", "assert_source", "layers_of", "state_source"]
