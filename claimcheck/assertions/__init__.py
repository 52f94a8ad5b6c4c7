"""mentions → assertions: context, subject, scope, status, polarity, attribution."""

from claimcheck.assertions.layers import Layers, layers_of
from claimcheck.assertions.reading import assert_source
from claimcheck.assertions.saying import said_in
from claimcheck.assertions.statements import state_source

__all__ = ["Layers", "assert_source", "layers_of", "said_in", "state_source"]
