"""Accepted contradictions: pair by pair, with a reason, for a time."""

from __future__ import annotations

import datetime
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.errors import StoreError
from claimcheck.model import Finding, Report, Run
from claimcheck.store import accepted
from claimcheck.store.accepted import Acceptance

TODAY = datetime.date(2026, 5, 3)


def finding(*pairs: str, verdict: str = "contradiction") -> Finding:
    return Finding(
        id=pairs[0], verdict=verdict, basis="disjoint", certainty="probable", kind="money", topic="t",
        sides=(), pairs=pairs,
    )  # type: ignore[arg-type]  # fmt: skip


def report(*findings: Finding) -> Report:
    return Report(run=Run(version="1", rulebook="sha256:0", sources=2), findings=findings)


def reasons(applied: accepted.Applied) -> list[str | None]:
    return [finding.accepted for finding in applied.report.findings]


def test_a_finding_is_accepted_once_all_its_pairs_are(tmp_path: Path) -> None:
    path = tmp_path / "accepted.toml"
    accepted.save(path, accepted.accept({}, finding("a", "b"), Acceptance("an old figure")))
    known = accepted.load(path)
    assert reasons(accepted.apply(report(finding("a", "b")), known, TODAY)) == ["an old figure"]
    assert reasons(accepted.apply(report(finding("a")), known, TODAY)) == ["an old figure"]
    assert reasons(accepted.apply(report(finding("a", "c")), known, TODAY)) == [None]


def test_a_new_pair_is_accepted_without_touching_the_others(tmp_path: Path) -> None:
    path = tmp_path / "accepted.toml"
    accepted.save(path, {"b": Acceptance("one"), "a": Acceptance("two", TODAY, "x | y")})
    before = path.read_text(encoding="utf-8").splitlines()
    accepted.save(path, accepted.accept(accepted.load(path), finding("aa"), Acceptance("three")))
    after = path.read_text(encoding="utf-8").splitlines()
    assert [line for line in after if line not in before] == ['"aa" = { reason = "three" }']
    assert after[2:] == sorted(after[2:])


def test_several_reasons_are_joined_and_one_is_said_once() -> None:
    known = {"a": Acceptance("one"), "b": Acceptance("one"), "c": Acceptance("two")}
    assert reasons(accepted.apply(report(finding("a", "b", "c")), known, TODAY)) == ["one; two"]


def test_an_acceptance_ends_after_its_day_and_a_stale_one_is_named() -> None:
    known = {
        "a": Acceptance("x", TODAY),
        "b": Acceptance("x", TODAY - datetime.timedelta(1)),
        "c": Acceptance("x"),
    }
    applied = accepted.apply(report(finding("a"), finding("b")), known, TODAY)
    assert reasons(applied) == ["x", None]
    assert (applied.expired, applied.stale) == (("b",), ("c",))


def test_only_contradictions_are_accepted() -> None:
    applied = accepted.apply(report(finding("a", verdict="undecided")), {"a": Acceptance("x")}, TODAY)
    assert reasons(applied) == [None]


@given(st.text(min_size=1).filter(str.strip), st.none() | st.dates(), st.text())
def test_whatever_the_reason_the_file_reads_back(
    reason: str, expires: datetime.date | None, about: str
) -> None:
    entry = Acceptance(reason, expires, about)
    text = f"[pairs]\n{accepted._quoted('p')} = {accepted._entry(entry)}\n"
    assert text.isascii()
    read = tomllib.loads(text)["pairs"]["p"]
    assert Acceptance(**read) == entry


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("pairs = 3", "only the table"),
        ("[other]", "only the table"),
        ("[pairs]\nab = 3", "accepted.toml:2: the entry of 'ab' is not valid"),
        ("[pairs]\nab = { reason = ' ' }", "accepted.toml:2: the entry"),
        ("[pairs]\nab = { reason = 'x', until = 2026-01-01 }", "accepted.toml:2: the entry"),
        ("[pairs]\nab = { reason = 'x', expires = '2026' }", "accepted.toml:2: the entry"),
        ("[pairs]\nab = { reason", "not valid TOML"),
    ],
)
def test_a_mistake_in_the_file_is_shown_with_its_place(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "accepted.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(StoreError) as caught:
        accepted.load(path)
    assert message in str(caught.value)


def test_without_a_file_nothing_is_accepted(tmp_path: Path) -> None:
    assert accepted.load(tmp_path / "none.toml") == {}
    with pytest.raises(StoreError, match="cannot be written"):
        accepted.save(tmp_path / "missing" / "a.toml", {})
