"""Actors, offices, agents: tables and their look-up."""

from dragoman.knowledge.base import ActorBase, load_actors
from dragoman.knowledge.records import NO_ACTOR, NO_AGENT, Agent, Entry, Mention, Office, joined

__all__ = ["NO_ACTOR", "NO_AGENT", "ActorBase", "Agent", "Entry", "Mention", "Office", "joined", "load_actors"]
