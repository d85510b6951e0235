import json
from xml.etree import ElementTree as ET

import networkx as nx
import pytest

from dragoman.analysis.dyads import Dyad, dyads
from dragoman.analysis.network import as_graph, as_graphml, as_node_link, layout, network


def pair(source: str, target: str, cooperation: int, conflict: int = 0, goldstein: float = 1.0) -> Dyad:
    count = cooperation + conflict
    return dyads([(source, target, count, cooperation, 0, conflict, 0, goldstein, goldstein, None, None)])[0]


STAR = [pair("HUB", name, 2) for name in "ABCD"]
TWO = [*(pair(one, other, 9) for one, other in ("AB", "BC", "AC", "XY", "YZ", "XZ")), pair("C", "X", 1, 1)]


def test_strength_and_degree_follow_the_direction() -> None:
    found = network([pair("A", "B", 3, 1), pair("B", "A", 1)])
    by_name = {node.id: node for node in found.nodes}
    assert (by_name["A"].out_strength, by_name["A"].in_strength, by_name["A"].strength) == (4, 1, 5)
    assert by_name["A"].degree == 2
    assert network([pair("A", "B", 3, 1)], directed=False).nodes[0].in_degree == 1


def test_who_stands_in_the_middle() -> None:
    found = network(STAR, directed=False)
    assert found.nodes[0].id == "HUB"
    assert found.nodes[0].betweenness == 1.0
    assert found.nodes[0].pagerank == max(node.pagerank for node in found.nodes)
    assert sum(node.pagerank for node in found.nodes) == pytest.approx(1, abs=1e-4)
    assert found.sampled is None


def test_communities_are_found_and_always_the_same() -> None:
    found = network(TWO, directed=False)
    groups = {node.id: node.community for node in found.nodes}
    assert groups["A"] == groups["B"] == groups["C"] != groups["X"] == groups["Y"] == groups["Z"]
    assert found == network(reversed(TWO), directed=False)


def test_weights() -> None:
    pairs = [pair("A", "B", 3, 1, -7.5), pair("A", "C", 2, 0, 4.0), pair("A", "A", 50)]
    assert [edge.weight for edge in network(pairs, weight="goldstein").edges] == [-7.5, 4.0]
    assert [edge.target for edge in network(pairs, weight="conflict").edges] == ["B"]
    assert all(node.pagerank >= 0 for node in network(pairs, weight="goldstein").nodes)


def test_the_strongest_stay() -> None:
    found = network([*STAR, pair("HUB", "E", 9)], limit=2)
    assert {node.id for node in found.nodes} == {"HUB", "E"}
    assert found.left_out == 4


def test_files_are_read_by_others() -> None:
    found = network(TWO)
    graph = nx.node_link_graph(json.loads(json.dumps(as_node_link(found))), edges="edges")
    assert dict(graph.nodes) == dict(as_graph(found).nodes)
    assert sorted(graph.edges.data()) == sorted(as_graph(found).edges.data())
    again = nx.parse_graphml(as_graphml(found).split("\n", 1)[1])
    assert again.edges["C", "X"]["conflict"] == 1
    assert again.nodes["A"]["community"] in {1, 2}


def test_a_name_that_xml_cannot_hold() -> None:
    assert ET.fromstring(as_graphml(network([pair("a\x00<&>", "b", 1)])).split("\n", 1)[1]) is not None  # noqa: S314 - ours


def test_nothing() -> None:
    found = network([])
    assert (found.nodes, found.edges) == ((), ())
    assert layout(found) == {}
    assert "graphml" in as_graphml(found)


def test_a_layout_is_always_the_same() -> None:
    found = network(TWO)
    assert layout(found) == layout(found)
    assert set(layout(found)) == {node.id for node in found.nodes}


def test_a_large_graph_is_sampled() -> None:
    pairs = [pair(f"n{i}", f"n{(i * 7 + step) % 900}", 1) for i in range(900) for step in (1, 2, 3)]
    found = network(pairs)
    assert found.sampled is not None
    assert 0 < found.sampled < 900
