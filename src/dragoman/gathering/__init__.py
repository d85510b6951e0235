"""One claim, many tellings."""

from dragoman.gathering.merge import merge_events

__all__ = ["merge_events"]
