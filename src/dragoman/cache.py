"""What is slow to read is kept, compiled, in the user's cache folder; a kept form that fails in any way is built anew.

The folder is `dragoman` in XDG_CACHE_HOME or in ~/.cache; DRAGOMAN_NO_CACHE=1 does without. A form holds plain data,
read back by its type: nothing in it is ever run.
"""

import gc
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from hashlib import blake2b
from importlib import resources
from pathlib import Path
from typing import TypeVar

import msgspec

_MARK = 16
# forms of one name that stay: another version or other files of the user may be next
_STAYING = 4

T = TypeVar("T")


def fingerprint(parts: Iterable[bytes]) -> str:
    """A key that is another one when any of `parts` is."""
    found = blake2b(digest_size=_MARK)
    for part in parts:
        found.update(len(part).to_bytes(8, "big"))
        found.update(part)
    return found.hexdigest()


def program(*names: str) -> Iterator[bytes]:
    """The text of modules and packages of dragoman, and its version: what they compile may change with it."""
    for name in ("__init__.py", "cache.py", *names):
        item = resources.files("dragoman") / name
        inside = item.iterdir() if item.is_dir() else (item,)
        yield from (one.read_bytes() for one in sorted(inside, key=lambda one: one.name) if one.name.endswith(".py"))


def kept(name: str, key: str, kind: type[T], build: Callable[[], T]) -> T:
    """The `kind` kept under `name` and `key`, or else what `build` makes, which is kept; errors of `build` pass."""
    folder = _folder()
    if folder is None:
        return build()
    path = folder / f"{name}-{key}.msgpack"
    found = _read(path, kind)
    if found is None:
        found = build()
        _write(path, msgspec.msgpack.encode(found))
        _tidy(folder, name)
    return found


@contextmanager
def uncollected() -> Iterator[None]:
    """No garbage collection meanwhile: of many new objects that all stay, a collector finds nothing, again and again.

    Also a decorator.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _folder() -> Path | None:
    if os.environ.get("DRAGOMAN_NO_CACHE", "0") not in ("", "0"):
        return None
    given = Path(os.environ.get("XDG_CACHE_HOME", ""))
    # the XDG rules: a relative path counts as none
    if given.is_absolute():
        return given / "dragoman"
    try:
        return Path.home() / ".cache" / "dragoman"
    except RuntimeError:
        return None


def _mark(data: bytes | memoryview) -> bytes:
    return blake2b(data, digest_size=_MARK).digest()


def _read(path: Path, kind: type[T]) -> T | None:
    try:
        data = memoryview(path.read_bytes())
    except OSError:
        return None
    if data[:_MARK] != _mark(data[_MARK:]):
        return None
    try:
        return msgspec.msgpack.decode(data[_MARK:], type=kind)
    except (msgspec.MsgspecError, ValueError):
        return None


def _write(path: Path, data: bytes) -> None:
    """Write and rename, so that no other process ever reads half a file."""
    part = path.with_name(f"{path.name}.{os.urandom(4).hex()}")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        part.write_bytes(_mark(data) + data)
        part.replace(path)
    except OSError:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _tidy(folder: Path, name: str) -> None:
    """Delete all but the latest forms of `name`."""
    with suppress(OSError):
        found = sorted(folder.glob(f"{name}-*"), key=lambda path: path.stat().st_mtime, reverse=True)
        for path in found[_STAYING:]:
            path.unlink(missing_ok=True)
