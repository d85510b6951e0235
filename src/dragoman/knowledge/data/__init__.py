"""Tables: actors, agents, titles."""
