"""PLOVER and CAMEO as tables, and their lookup; knows no words."""

from dragoman.ontology.tables import Folded, Ontology, load_ontology

__all__ = ["Folded", "Ontology", "load_ontology"]
