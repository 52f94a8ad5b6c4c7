"""The families of rule files: one schema a file, found by the TOML file's stem.

A family is a frozen dataclass made by `@family(stem, scope)`; its rows are made by `@row`. TOML is
validated against it with pydantic when the rulebook is compiled; afterwards it is plain data, so
that a cached rulebook loads without pydantic.
"""

from claimcheck.rulebook.families import alignment as _alignment  # noqa: F401
from claimcheck.rulebook.families import concepts as _concepts  # noqa: F401
from claimcheck.rulebook.families import cues as _cues  # noqa: F401
from claimcheck.rulebook.families import detection as _detection  # noqa: F401
from claimcheck.rulebook.families import entities as _entities  # noqa: F401
from claimcheck.rulebook.families import facts as _facts  # noqa: F401
from claimcheck.rulebook.families import grammar as _grammar  # noqa: F401  (registers its families)
from claimcheck.rulebook.families import inflection as _inflection  # noqa: F401
from claimcheck.rulebook.families import judgement as _judgement  # noqa: F401
from claimcheck.rulebook.families import polarity as _polarity  # noqa: F401
from claimcheck.rulebook.families import predicates as _predicates  # noqa: F401
from claimcheck.rulebook.families import roles as _roles  # noqa: F401
from claimcheck.rulebook.families import text as _text  # noqa: F401
from claimcheck.rulebook.families.base import FAMILIES, Family, family, row

__all__ = ["FAMILIES", "Family", "family", "row"]
