"""Sets out of pairs: maximal cliques that agree, pairs of sides that contradict. Plain integers.

Nodes are numbered in an order that does not depend on the input's, so the results do not either.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from typing import TypeAlias

__all__ = ["Numbers", "maximal_cliques", "two_sided"]

Numbers: TypeAlias = tuple[int, ...]
Graph: TypeAlias = Mapping[int, Set[int]]

MAX_OPTIONS = 4
"""Sets that are tried as one node's side: the largest ones."""
MAX_DEPTH = 300
"""Beyond so many different neighbourhoods the search would go too deep; sets are grown instead."""


def maximal_cliques(graph: Graph, steps: int) -> list[Numbers]:
    """All maximal sets of two or more nodes of which every two are joined, sorted.

    Bron and Kerbosch (1973) with a pivot, after nodes with the same neighbours are taken together:
    a hundred sources of one figure are one node. After `steps` steps the sets are grown greedily
    instead, so that each edge still stands in a maximal one.
    """
    twins: dict[frozenset[int], list[int]] = {}
    for node in sorted(graph):
        twins.setdefault(frozenset(graph[node]) | {node}, []).append(node)
    members = {nodes[0]: nodes for nodes in twins.values()}
    small = {node: {other for other in graph[node] if other in members} for node in members}
    found = _search(small, steps) if len(small) <= MAX_DEPTH else None
    if found is None:
        found = _grow(small)
    cliques = [tuple(sorted(node for first in clique for node in members[first])) for clique in found]
    return sorted(clique for clique in cliques if len(clique) > 1)


def _search(graph: Graph, steps: int) -> list[set[int]] | None:
    found: list[set[int]] = []
    left = steps

    def extend(clique: set[int], candidates: set[int], excluded: set[int]) -> bool:
        nonlocal left
        left -= 1
        if left < 0:
            return False
        if not candidates and not excluded:
            found.append(clique)
            return True
        pivot = max(sorted(candidates | excluded), key=lambda node: len(graph[node] & candidates))
        for node in sorted(candidates - graph[pivot]):
            if not extend(clique | {node}, candidates & graph[node], excluded & graph[node]):
                return False
            candidates = candidates - {node}
            excluded = excluded | {node}
        return True

    return found if extend(set(), set(graph), set()) else None


def _grow(graph: Graph) -> list[set[int]]:
    found: list[set[int]] = []
    covered: set[tuple[int, int]] = set()
    for node in sorted(graph):
        for other in sorted(graph[node]) or [node]:
            if (min(node, other), max(node, other)) in covered:
                continue
            clique, candidates = {node, other}, set(graph[node] & graph[other]) - {node, other}
            while candidates:
                chosen = min(candidates)
                clique.add(chosen)
                candidates &= graph[chosen]
            found.append(clique)
            covered |= {(a, b) for a in clique for b in clique if a <= b}
    return found


def two_sided(graph: Graph, cliques: list[Numbers]) -> list[tuple[Numbers, Numbers]]:
    """Cover the edges of `graph` with as few pairs of sides as a greedy choice gives.

    Every node of one side is joined with every node of the other. A side is a single node, or a set
    out of one of `cliques`, so that its members agree.
    """
    options: dict[int, list[Numbers]] = {}
    for clique in sorted(cliques, key=lambda clique: (-len(clique), clique)):
        for node in clique:
            options.setdefault(node, []).append(clique)
    covered: set[tuple[int, int]] = set()
    found: list[tuple[Numbers, Numbers]] = []
    for node in sorted(graph):
        for other in sorted(graph[node]):
            if (node, other) in covered or (other, node) in covered:
                continue
            one, two = max(
                _sides(graph, node, other, options),
                key=lambda sides: (len(sides[0]) * len(sides[1]), [-n for n in sides[0] + sides[1]]),
            )
            found.append((one, two))
            covered |= {(a, b) for a in one for b in two}
    return found


def _sides(
    graph: Graph, node: int, other: int, options: Mapping[int, list[Numbers]]
) -> list[tuple[Numbers, Numbers]]:
    """The pairs of sides with `node` on the one and `other` on the other side."""
    found: list[tuple[Numbers, Numbers]] = []
    for first, second in ((node, other), (other, node)):
        for far in _parts(options.get(second, []), second, graph[first]):
            against = set.intersection(*(set(graph[n]) for n in far))
            for near in _parts(options.get(first, []), first, against):
                if set(near).isdisjoint(far):
                    found.append((near, far) if first == node else (far, near))
    return found or [((node,), (other,))]


def _parts(cliques: list[Numbers], node: int, allowed: Set[int]) -> list[Numbers]:
    """What the allowed nodes leave of the cliques of `node`: the largest few."""
    parts = {tuple(n for n in clique if n in allowed) for clique in cliques}
    return sorted(parts, key=lambda part: (-len(part), part))[:MAX_OPTIONS] or [(node,)]
