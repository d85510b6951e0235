"""From the configuration and the options of a command to a loaded coder."""

from collections.abc import Sequence
from pathlib import Path

from dragoman.config import Config, load_config
from dragoman.pipeline import Coder, CoderOptions


def coder_options(actors: Sequence[Path] = (), rules: Sequence[Path] = ()) -> tuple[CoderOptions, Config]:
    """The options of a coder with the files of the configuration and of the command line laid over the shipped ones."""
    config = load_config()
    options = CoderOptions(
        model=config.model,
        actors=(*map(Path, config.actors), *actors),
        rules=(*map(Path, config.rules), *rules),
    )
    return options, config


def load_coder(actors: Sequence[Path] = (), rules: Sequence[Path] = ()) -> tuple[Coder, Config]:
    """A loaded coder, and the configuration."""
    options, config = coder_options(actors, rules)
    return Coder(options), config
