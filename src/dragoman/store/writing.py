"""Rows into the store, within a transaction that the caller holds."""

from collections.abc import Collection, Mapping
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

import duckdb
import pyarrow as pa

if TYPE_CHECKING:
    from collections.abc import Iterator

OWNED = ("blocks", "events", "evidence", "actors", "items")  # tables whose rows belong to a document


def write_tables(cursor: duckdb.DuckDBPyConnection, tables: Mapping[str, pa.Table]) -> None:
    """Put a batch in the place of what the store has of the same documents."""
    cursor.execute("DELETE FROM meta WHERE key = 'gathered'")
    forget(cursor, tables["documents"].column("id").to_pylist())
    for name, table in tables.items():
        if table.num_rows:
            insert(cursor, name, table)


def insert(cursor: duckdb.DuckDBPyConnection, name: str, table: pa.Table) -> None:
    """Append the rows of an Arrow table, column by name."""
    with registered(cursor, table) as given:
        cursor.execute(f"INSERT INTO {name} BY NAME SELECT * FROM {given}")  # noqa: S608 - names of our own tables


def forget(cursor: duckdb.DuckDBPyConnection, documents: Collection[str]) -> None:
    """Delete all rows of the documents that the store has; one look where it has none, as in most batches."""
    with registered(cursor, pa.table({"id": pa.array(list(documents), pa.string())})) as given:
        found = cursor.execute(f"SELECT id FROM documents WHERE id IN (SELECT id FROM {given})").fetchall()  # noqa: S608
    if not found:
        return
    # a claim may lose its first telling
    cursor.execute("DELETE FROM meta WHERE key = 'gathered'")
    with registered(cursor, pa.table({"id": pa.array([str(row[0]) for row in found], pa.string())})) as stale:
        cursor.execute(f"DELETE FROM documents WHERE id IN (SELECT id FROM {stale})")  # noqa: S608
        for name in OWNED:
            cursor.execute(f"DELETE FROM {name} WHERE document_id IN (SELECT id FROM {stale})")  # noqa: S608


@contextmanager
def registered(cursor: duckdb.DuckDBPyConnection, table: pa.Table) -> "Iterator[str]":
    """An Arrow table under a name that queries can use, without a copy."""
    cursor.register("given", table)
    try:
        yield "given"
    finally:
        cursor.unregister("given")


def undo(cursor: duckdb.DuckDBPyConnection) -> None:
    """Take a transaction back; after a fault on disk DuckDB may have done so itself."""
    with suppress(duckdb.Error):
        cursor.execute("ROLLBACK")
