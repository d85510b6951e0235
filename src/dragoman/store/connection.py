"""Opening a DuckDB file as a store, and its faults as one line each."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

import duckdb

from dragoman.errors import StoreError

VERSION = 1
FORMAT = "dragoman store"
_MEMORY = "800MB"  # of a writer for which nothing else is said: it holds the rows since the last checkpoint
_MIGRATION = re.compile(r"(\d+)\.sql\Z")
_HOLDER = re.compile(r"PID (\d+)")


@dataclass(frozen=True, slots=True)
class Opening:
    """How a store is opened: for writing or not, and what DuckDB may use (null: its choice; 800 MB for a writer)."""

    write: bool = False
    threads: int | None = None
    memory: str | None = None


def connect(path: Path, opening: Opening) -> duckdb.DuckDBPyConnection:
    """The file as a store of this version: made where it is missing and may be written, brought up where it is older.

    Raises:
        StoreError: missing, unreadable, locked, no store, or of a newer version.
    """
    _check_file(path, write=opening.write)
    with faults(path):
        # by its whole path, or a name like "md:x" would mean another kind of database
        connection = duckdb.connect(str(path.absolute()), read_only=not opening.write, config=_config(opening))
    try:
        with faults(path):
            _load_search(connection)
            _shut(connection)
            _bring_up(connection, path, write=opening.write)
    except BaseException:
        connection.close()
        raise
    return connection


@contextmanager
def faults(path: Path) -> Iterator[None]:
    """DuckDB's errors as a StoreError of one line: what, where, what to do."""
    try:
        yield
    except duckdb.Error as error:
        raise StoreError(_line(path, str(error))) from error


def steps() -> dict[int, str]:
    """The migrations shipped: the version that each leads to, and its SQL."""
    folder = resources.files("dragoman.store") / "migrations"
    found = ((_MIGRATION.match(item.name), item) for item in folder.iterdir()) if folder.is_dir() else iter(())
    return {int(match[1]): item.read_text(encoding="utf-8") for match, item in found if match}


def migrate(connection: duckdb.DuckDBPyConnection, found: int, migrations: Mapping[int, str], version: int) -> None:
    """Take a store from version `found` to `version`, all steps or none."""
    connection.execute("BEGIN")
    try:
        for step in range(found + 1, version + 1):
            connection.execute(migrations[step])
        connection.execute("UPDATE meta SET value = ? WHERE key = 'schema_version'", [str(version)])
        connection.execute("COMMIT")
    except BaseException:
        with suppress(duckdb.Error):
            connection.execute("ROLLBACK")
        raise


def is_store(path: Path) -> bool:
    """Whether a file is a DuckDB database, as stores are; opening it says whether it is a store."""
    try:
        with path.open("rb") as file:
            return file.read(12)[8:12] == b"DUCK"
    except OSError:
        return False


def _config(opening: Opening) -> dict[str, str | bool | int | float | list[str]]:
    config: dict[str, str | bool | int | float | list[str]] = {
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
    }
    if opening.write:
        config["storage_compatibility_version"] = "latest"  # long texts are packed in no older one
        config["checkpoint_threshold"] = "64MB"
        # else each checkpoint packs the last rows of all tables anew, up to 120,000 texts, to have them in one group
        config["max_vacuum_tasks"] = 0
    if opening.threads is not None:
        config["threads"] = opening.threads
    memory = opening.memory or (_MEMORY if opening.write else None)
    if memory is not None:
        config["memory_limit"] = memory
    return config


def _check_file(path: Path, *, write: bool) -> None:
    """What the system's own words tell better than DuckDB's."""
    try:
        if not path.exists():
            if not write:
                raise StoreError(f"{path}: no such store; `dragoman run CORPUS --store {path}` makes one")
            if not path.absolute().parent.is_dir():
                raise StoreError(f"{path}: its folder does not exist; make it first")
            return
        if path.is_dir():
            raise StoreError(f"{path}: a folder, no store; name a file in it")
        with path.open("r+b" if write else "rb") as file:
            head = file.read(12)
    except OSError as error:
        purpose = "written" if write else "read"
        raise StoreError(f"{path}: cannot be {purpose} ({error.strerror}); see to its permissions") from error
    if head[8:12] != b"DUCK":
        raise StoreError(f"{path}: no dragoman store; name another file, or delete this one")


def _load_search(connection: duckdb.DuckDBPyConnection) -> None:
    """Load the full text search from its package; where that has none for this machine, `search` says so itself."""
    with suppress(ModuleNotFoundError):
        folder = resources.files("duckdb_extension_fts") / "extensions" / f"v{duckdb.__version__}"
        file = Path(str(folder / "fts.duckdb_extension"))
        if file.is_file():
            quoted = str(file).replace("'", "''")
            connection.execute(f"LOAD '{quoted}'")


def _shut(connection: duckdb.DuckDBPyConnection) -> None:
    """No query reads another file or asks another machine from here on, whatever its text."""
    connection.execute("SET enable_external_access = false")
    connection.execute("SET preserve_insertion_order = true")
    connection.execute("SET lock_configuration = true")


def _bring_up(connection: duckdb.DuckDBPyConnection, path: Path, *, write: bool) -> None:
    tables = {str(row[0]) for row in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
    if not tables and write:
        _create(connection)
        return
    found = _version(connection) if "meta" in tables else None
    if found is None:
        raise StoreError(f"{path}: a DuckDB file, but no dragoman store; name another file")
    if found > VERSION:
        raise StoreError(
            f"{path}: store of version {found}, this dragoman knows {VERSION}; install the newer dragoman that made it"
        )
    if found < VERSION:
        if not write:
            raise StoreError(f"{path}: store of the older version {found}; `dragoman run` on it once brings it up")
        migrate(connection, found, steps(), VERSION)


def _create(connection: duckdb.DuckDBPyConnection) -> None:
    schema = (resources.files("dragoman.store") / "schema.sql").read_text(encoding="utf-8")
    connection.execute(f"BEGIN; {schema}; COMMIT")


def _version(connection: duckdb.DuckDBPyConnection) -> int | None:
    columns = connection.execute("SELECT column_name FROM duckdb_columns() WHERE table_name = 'meta'").fetchall()
    if {str(row[0]) for row in columns} != {"key", "value"}:
        return None
    values = {str(key): str(value) for key, value in connection.execute("SELECT key, value FROM meta").fetchall()}
    number = values.get("schema_version", "")
    return int(number) if values.get("format") == FORMAT and number.isdigit() else None


def _line(path: Path, message: str) -> str:
    """What a fault means to the user; a fault that is not foreseen keeps the first line of DuckDB's own words."""
    low = message.lower()
    if "could not set lock" in low:
        holder = _HOLDER.search(message)
        by = f" (process {holder[1]})" if holder else ""
        return (
            f"{path}: in use by another program{by}; wait until it ends. One program may write a store, "
            "or several may read it, never both at once"
        )
    if "different configuration" in low:
        return f"{path}: open in this program already in another way; close it first"
    if "no space left" in low or "file too large" in low or "could not write" in low or "disk quota" in low:
        return f"{path}: the disk is full; what was written whole stays. Make room and run it again"
    if "out of memory" in low:
        return f"{path}: not enough memory for this; give it more, or narrow the filters"
    if "newer" in low and "version" in low:
        return f"{path}: written by a newer DuckDB; install the newer dragoman that made it"
    first = message.strip().splitlines()[0] if message.strip() else "unknown fault"
    return f"{path}: {first}"
