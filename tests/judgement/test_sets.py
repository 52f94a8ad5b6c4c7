from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.judgement.sets import maximal_cliques, two_sided

EDGES = st.sets(st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda edge: edge[0] < edge[1]))


def graph_of(edges):
    graph = {}
    for a, b in edges:
        graph.setdefault(a, set()).add(b)
        graph.setdefault(b, set()).add(a)
    return graph


def joined(nodes, edges):
    return all(pair in edges for pair in combinations(sorted(nodes), 2))


def by_trying_all(edges):
    nodes = sorted({node for edge in edges for node in edge})
    sets = [s for size in range(2, len(nodes) + 1) for s in combinations(nodes, size) if joined(s, edges)]
    return sorted(s for s in sets if not any(set(s) < set(other) for other in sets))


@settings(max_examples=150, deadline=None)
@given(EDGES)
def test_the_maximal_sets_are_all_there_are(edges):
    assert maximal_cliques(graph_of(edges), 20_000) == by_trying_all(edges)


@settings(max_examples=150, deadline=None)
@given(EDGES)
def test_with_no_steps_left_each_edge_still_stands_in_a_maximal_set(edges):
    grown = maximal_cliques(graph_of(edges), 0)
    assert set(grown) <= set(by_trying_all(edges))
    assert {pair for clique in grown for pair in combinations(clique, 2)} == edges


@settings(max_examples=150, deadline=None)
@given(EDGES, EDGES)
def test_two_sides_cover_all_edges_and_no_others(edges, agreeing):
    cliques = maximal_cliques(graph_of(agreeing - edges), 20_000)
    found = two_sided(graph_of(edges), cliques)
    crossing = {(min(a, b), max(a, b)) for one, other in found for a in one for b in other}
    assert crossing == edges
    for one, other in found:
        assert joined(one, agreeing)
        assert joined(other, agreeing)


@pytest.mark.parametrize(("left", "right"), [(1, 1), (3, 1), (3, 4)])
def test_two_agreeing_sides_are_one_pair_of_sides(left, right):
    one, other = tuple(range(left)), tuple(range(left, left + right))
    graph = graph_of({(a, b) for a in one for b in other})
    assert two_sided(graph, [side for side in (one, other) if len(side) > 1]) == [(one, other)]
