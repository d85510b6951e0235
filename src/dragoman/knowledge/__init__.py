"""Actors, offices, agents: tables and their look-up."""

from dragoman.knowledge.base import ActorBase, load_actors
from dragoman.knowledge.records import Agent, Entry, Mention, Office

__all__ = ["ActorBase", "Agent", "Entry", "Mention", "Office", "load_actors"]
