"""Who stands where among all: the dyads as a graph, with centralities and communities."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal, get_args

import networkx as nx

from dragoman.analysis.dyads import Dyad

Weight = Literal["count", "goldstein", "conflict", "cooperation"]
WEIGHTS: tuple[Weight, ...] = get_args(Weight)
SEED = 20260101  # communities and samples are drawn: with one seed, always the same
_STEPS = 300_000  # edges looked at for betweenness: about a second
_DAMPING, _ROUNDS, _CLOSE = 0.85, 200, 1e-10
_NO_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Node:
    """One actor. Strength is the sum of its edges' weights; `community` counts from 1, the largest first."""

    id: str
    degree: int
    in_degree: int
    out_degree: int
    strength: float
    in_strength: float
    out_strength: float
    betweenness: float
    pagerank: float
    community: int


@dataclass(frozen=True, slots=True)
class Edge:
    """A dyad as an edge; `weight` is what was chosen, the others always stand beside it."""

    source: str
    target: str
    weight: float
    count: int
    cooperation: int
    conflict: int
    goldstein_sum: float


@dataclass(frozen=True, slots=True)
class Network:
    """Nodes by strength, edges by weight.

    `left_out` are actors beyond the limit; `sampled` is the number of nodes from which betweenness was estimated,
    null where it is exact.
    """

    directed: bool
    weight: Weight
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    left_out: int = 0
    sampled: int | None = None


def network(
    pairs: Iterable[Dyad], *, directed: bool = True, weight: Weight = "count", limit: int | None = None
) -> Network:
    """The graph of dyads; what one does to itself is no edge, and neither is a weight of zero.

    The `limit` strongest nodes stay. With Goldstein sums as weights, which may be negative, centralities and
    communities go by their size: how much passes between two, whether good or bad.
    """
    every = [edge for pair in pairs if (edge := _edge(pair, weight)) is not None]
    kept = _strongest(every, limit)
    edges = [edge for edge in every if edge.source in kept and edge.target in kept]
    left_out = len({name for edge in every for name in (edge.source, edge.target)}) - len(kept)
    graph = _graph(edges, directed=directed)
    between, sampled = _betweenness(graph)
    ranks, groups = _pagerank(graph), _communities(graph)
    nodes = [_node(graph, name, (between[name], ranks[name], groups[name])) for name in graph]
    nodes.sort(key=lambda node: (-abs(node.strength), node.id))
    edges.sort(key=lambda edge: (-abs(edge.weight), edge.source, edge.target))
    return Network(directed, weight, tuple(nodes), tuple(edges), left_out, sampled)


def as_graph(found: Network) -> Any:  # noqa: ANN401 - networkx has no types
    """The network as a networkx graph: all fields of nodes and edges as attributes."""
    graph = nx.DiGraph() if found.directed else nx.Graph()
    for node in found.nodes:
        values = asdict(node)
        graph.add_node(values.pop("id"), **values)
    for edge in found.edges:
        values = asdict(edge)
        graph.add_edge(values.pop("source"), values.pop("target"), **values)
    return graph


def as_graphml(found: Network) -> str:
    """The network as GraphML, for Gephi, igraph, visone and their like."""
    clean = nx.relabel_nodes(as_graph(found), lambda name: _NO_XML.sub(" ", name))
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + "\n".join(nx.generate_graphml(clean)) + "\n"


def as_node_link(found: Network) -> Mapping[str, object]:
    """The network as node-link data, as networkx and d3 read it."""
    graph = as_graph(found)
    graph.graph.update(weight=found.weight, left_out=found.left_out, betweenness_sampled_from=found.sampled)
    data: Mapping[str, object] = nx.node_link_data(graph, edges="edges")
    return data


def layout(found: Network) -> dict[str, tuple[float, float]]:
    """A place for each node, each within -1 to 1, the same at every call: near whom it deals with."""
    graph = nx.Graph()
    graph.add_nodes_from(node.id for node in found.nodes)
    for edge in found.edges:
        known = graph.get_edge_data(edge.source, edge.target, {"pull": 0.0})["pull"]
        # a pair with a hundred events would else sit on one spot
        graph.add_edge(edge.source, edge.target, pull=known + abs(edge.weight) ** 0.5)
    # an unseen middle holds together what is not connected
    middle = object()
    graph.add_edges_from(((middle, node.id) for node in found.nodes), pull=0.05)
    places = nx.spring_layout(graph, weight="pull", seed=SEED, iterations=200, k=2.2 / max(1, len(graph)) ** 0.5)
    return {node.id: (float(places[node.id][0]), float(places[node.id][1])) for node in found.nodes}


def _edge(pair: Dyad, weight: Weight) -> Edge | None:
    values = {
        "count": pair.count, "goldstein": pair.goldstein_sum, "conflict": pair.conflict,
        "cooperation": pair.cooperation,
    }  # fmt: skip
    value = float(values[weight])
    if pair.source == pair.target or value == 0:
        return None
    return Edge(pair.source, pair.target, value, pair.count, pair.cooperation, pair.conflict, pair.goldstein_sum)


def _strongest(edges: Iterable[Edge], limit: int | None) -> set[str]:
    strength: dict[str, float] = {}
    for edge in edges:
        for name in (edge.source, edge.target):
            strength[name] = strength.get(name, 0.0) + abs(edge.weight)
    return set(sorted(strength, key=lambda name: (-strength[name], name))[:limit])


def _graph(edges: Iterable[Edge], *, directed: bool) -> Any:  # noqa: ANN401
    graph = nx.DiGraph() if directed else nx.Graph()
    for edge in sorted(edges, key=lambda edge: (edge.source, edge.target)):
        size = abs(edge.weight)
        graph.add_edge(edge.source, edge.target, weight=edge.weight, size=size, length=1 / size)
    return graph


def _betweenness(graph: Any) -> tuple[dict[str, float], int | None]:  # noqa: ANN401
    """How many shortest ways lead through each; of a large graph from a sample of nodes."""
    count = max(1, _STEPS // max(1, graph.number_of_edges()))
    if count >= len(graph):
        return nx.betweenness_centrality(graph, weight="length"), None
    return nx.betweenness_centrality(graph, k=count, weight="length", seed=SEED), count


def _pagerank(graph: Any) -> dict[str, float]:  # noqa: ANN401
    """PageRank over the weights' size. Ours: networkx's own needs SciPy, for this alone."""
    if not len(graph):
        return {}
    out = {name: sum(data["size"] for data in graph.adj[name].values()) for name in graph}
    rank = dict.fromkeys(graph, 1 / len(graph))
    for _ in range(_ROUNDS):
        lost = sum(rank[name] for name in graph if not out[name])
        following = dict.fromkeys(graph, (1 - _DAMPING + _DAMPING * lost) / len(graph))
        for name in graph:
            for other, data in graph.adj[name].items():
                following[other] += _DAMPING * rank[name] * data["size"] / out[name]
        moved = sum(abs(following[name] - rank[name]) for name in graph)
        rank = following
        if moved < _CLOSE:
            break
    return rank


def _communities(graph: Any) -> dict[str, int]:  # noqa: ANN401
    """The number of each node's community by Louvain, the largest community first."""
    if not len(graph):
        return {}
    found = nx.community.louvain_communities(graph, weight="size", seed=SEED)
    found = sorted(found, key=lambda group: (-len(group), min(group)))
    return {name: number for number, group in enumerate(found, 1) for name in group}


def _node(graph: Any, name: str, known: tuple[float, float, int]) -> Node:  # noqa: ANN401
    if graph.is_directed():
        came, went = graph.in_degree(name), graph.out_degree(name)
        given = graph.in_degree(name, weight="weight"), graph.out_degree(name, weight="weight")
        degree, strength = came + went, given[0] + given[1]
    else:
        came = went = degree = graph.degree(name)
        strength = graph.degree(name, weight="weight")
        given = strength, strength
    total, into, out = (round(float(value), 2) for value in (strength, *given))
    return Node(name, degree, came, went, total, into, out, round(known[0], 6), round(known[1], 6), known[2])
