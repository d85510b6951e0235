"""The store: one DuckDB file with documents, events, evidence, actors and runs; the sole user of duckdb."""

from dragoman.store.coded import CodedDocument, Judgement, Run, Status
from dragoman.store.connection import is_store
from dragoman.store.filters import EVERYTHING, Filters
from dragoman.store.store import Store
from dragoman.store.tables import Stamp, batch_tables, stamp

__all__ = [
    "EVERYTHING",
    "CodedDocument",
    "Filters",
    "Judgement",
    "Run",
    "Stamp",
    "Status",
    "Store",
    "batch_tables",
    "is_store",
    "stamp",
]
