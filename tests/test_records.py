"""Records made by the million: quickly, and frozen all the same."""

import copy
import pickle
from dataclasses import FrozenInstanceError, fields

import pytest

from claimcheck.model import Assertion, Context, Fact, Span, quickly, replacing

SPAN = Span(3, 7, 2, 1)
MADE = {"source": "a", "path": None, "span": SPAN, "quote": "q", "sentence": "s", "value": Fact(truth=True)}


def test_what_is_made_quickly_is_a_record_like_any_other() -> None:
    said = quickly(Assertion)(**MADE)  # type: ignore[arg-type]
    assert type(said) is Assertion
    assert said == Assertion(**MADE)  # type: ignore[arg-type]
    assert repr(quickly(Span)(3, 7, 2, 1)) == repr(SPAN)
    assert hash(quickly(Span)(3, 7, 2, 1)) == hash(SPAN)
    assert pickle.loads(pickle.dumps(said)) == copy.copy(said) == said


def test_it_is_frozen_once_it_is_made() -> None:
    span = quickly(Span)(3, 7)
    with pytest.raises(FrozenInstanceError):
        span.end = 9  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        del span.end


def test_defaults_are_not_shared() -> None:
    make = quickly(Context)
    assert make().tokens is not make().tokens
    assert make(head="x") == Context(head="x")


def test_an_altered_copy_differs_only_there() -> None:
    said = Assertion(**MADE)  # type: ignore[arg-type]
    other = replacing(Assertion)(said, subject="x")
    assert other.subject == "x"
    assert all(getattr(said, f.name) == getattr(other, f.name) for f in fields(said) if f.name != "subject")
    with pytest.raises(TypeError):
        replacing(Assertion)(said, nothing=1)
