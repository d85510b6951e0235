"""Many documents: a corpus is cut into jobs, workers code them, and what they find is written to a store, whole."""

from dragoman.batch.run import Listeners, RunOptions, run
from dragoman.batch.summary import Summary

__all__ = ["Listeners", "RunOptions", "Summary", "run"]
