"""The program: its commands, and what an error becomes on the way out."""

import sys
from collections.abc import Sequence
from importlib import import_module
from pkgutil import iter_modules
from typing import NoReturn

import typer
from typer.exceptions import TyperException

from dragoman.cli.console import complain
from dragoman.errors import DragomanError

# commands whose module is not called like them
_ELSEWHERE = {"rules": "lexicon", "actors": "lexicon", "import": "imports"}


def program(arguments: Sequence[str]) -> typer.Typer:
    """The program with the command that the arguments name, or with all of them.

    A command is a module of this package with `register(app)`. Only the one that is asked for is loaded: databases and
    pictures take a second to load that others need not wait for.
    """
    app = typer.Typer(
        name="dragoman",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        help="Political event data from news pages.",
    )
    app.callback()(_group)
    for module in _modules(arguments):
        getattr(import_module(module), "register", lambda _: None)(app)
    return app


def _group() -> None:
    """Political event data from news pages."""


def _modules(arguments: Sequence[str]) -> list[str]:
    package = __name__.rpartition(".")[0]
    names = [module.name for module in iter_modules(import_module(package).__path__) if module.name != "app"]
    asked = _ELSEWHERE.get(arguments[0], arguments[0]) if arguments else ""
    return [f"{package}.{name}" for name in names if asked not in names or name == asked]


def main() -> NoReturn:
    """Run the command line; exits 0 done, 1 some inputs could not be read, 2 wrong usage."""
    try:
        status = program(sys.argv[1:])(standalone_mode=False)
    except typer.Exit as done:
        sys.exit(done.exit_code)
    except TyperException as error:
        complain(f"{_message(error)}; see dragoman --help")
        sys.exit(2)
    except DragomanError as error:
        complain(str(error))
        sys.exit(2)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except KeyboardInterrupt:
        complain("interrupted")
        sys.exit(130)
    sys.exit(status if isinstance(status, int) else 0)


def _message(error: TyperException) -> str:
    """What was wrong with the command line, in one line."""
    text = error.format_message() if hasattr(error, "format_message") else str(error)
    return " ".join(str(text).split())
