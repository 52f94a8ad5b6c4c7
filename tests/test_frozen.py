"""Frozen records behave as dataclasses do."""

import copy
import dataclasses
import pickle

import pytest

from claimcheck.model.frozen import frozen


@frozen
class Place:
    name: str
    tags: list[str] = dataclasses.field(default_factory=list)
    size: int = 0
    note: str = dataclasses.field(default="", repr=False, compare=False)

    @property
    def large(self) -> bool:
        return self.size > 9


@frozen(kw_only=True)
class Named:
    name: str = "x"


@frozen(eq=False)
class Own:
    name: str


@frozen
class Checked:
    low: int
    high: int

    def __post_init__(self) -> None:
        if self.low > self.high:
            raise ValueError("low is above high")


def test_defaults_are_made_for_each_record() -> None:
    one, other = Place("Brest"), Place("Brest", size=12)
    assert (one.tags, one.size, one.large, other.large) == ([], 0, False, True)
    assert one.tags is not other.tags


def test_equal_by_class_and_by_the_fields_that_count() -> None:
    assert Place("Brest", note="a") == Place("Brest", note="b") != Place("Nantes")
    assert Place("Brest") != Own("Brest")  # type: ignore[comparison-overlap]
    assert hash(Named(name="a")) == hash(Named(name="a"))
    assert Own("a") != Own("a")


def test_told_by_name_and_value() -> None:
    assert repr(Place("Brest", note="n")) == "Place(name='Brest', tags=[], size=0)"


def test_nothing_can_be_written_to_or_deleted() -> None:
    record = Place("Brest")
    with pytest.raises(dataclasses.FrozenInstanceError, match="cannot assign to field 'size'"):
        record.size = 3  # type: ignore[misc]
    with pytest.raises(dataclasses.FrozenInstanceError, match="cannot assign to field 'other'"):
        record.other = 3  # type: ignore[attr-defined]
    with pytest.raises(dataclasses.FrozenInstanceError, match="cannot delete field 'size'"):
        del record.size


def test_wrong_arguments_are_type_errors() -> None:
    with pytest.raises(TypeError, match="name"):
        Place()  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="positional"):
        Named("x")  # type: ignore[call-arg]


def test_what_is_checked_once_it_is_made() -> None:
    with pytest.raises(ValueError, match="above"):
        Checked(2, 1)


def test_a_dataclass_to_all_who_ask() -> None:
    record = Place("Brest", ["a"], 3, "n")
    assert dataclasses.asdict(record) == {"name": "Brest", "tags": ["a"], "size": 3, "note": "n"}
    assert dataclasses.replace(record, size=4).size == 4
    assert pickle.loads(pickle.dumps(record)) == copy.deepcopy(record) == record
    assert pickle.loads(pickle.dumps(Named(name="a"))).name == "a"
    assert not hasattr(record, "__dict__")
