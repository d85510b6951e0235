"""The program: its commands, and what an error becomes on the way out."""

import sys
from typing import NoReturn

import typer
from typer.exceptions import TyperException

from dragoman.cli import code, explain, lexicon, read, relation, voices
from dragoman.cli.console import complain
from dragoman.errors import DragomanError

app = typer.Typer(
    name="dragoman",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Political event data from news pages.",
)
for module in (code, read, explain, relation, lexicon, voices):
    module.register(app)


def main() -> NoReturn:
    """Run the command line; exits 0 done, 1 some inputs could not be read, 2 wrong usage."""
    try:
        status = app(standalone_mode=False)
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
