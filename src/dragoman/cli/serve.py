"""`dragoman serve`: the explorer over a store."""

import secrets
import socket
import threading
import webbrowser
from pathlib import Path
from typing import Annotated

import typer
import uvicorn

from dragoman.cli.console import complain
from dragoman.cli.export import export_events
from dragoman.cli.figure import picture
from dragoman.errors import UsageError
from dragoman.store import Store
from dragoman.web import Settings, create_app
from dragoman.web.security import LOOPBACK, Guarding

_ANYWHERE = {"0.0.0.0", "::"}  # noqa: S104 - recognised, never the default


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command()
    def serve(
        store: Annotated[Path, typer.Argument(metavar="STORE", help="A store that `dragoman run` made.")],
        host: Annotated[str, typer.Option(help="Beyond this machine a token is made, and asked for.")] = "127.0.0.1",
        port: Annotated[int, typer.Option(min=1, max=65535)] = 8000,
        open: Annotated[bool, typer.Option("--open", help="Open it in the browser.")] = False,
    ) -> int:
        """Show a store in the browser, on this machine alone unless --host says otherwise."""
        warning = _checked(store)
        listening = _listen(host, port)
        token = None if host in LOOPBACK else secrets.token_urlsafe(24)
        hosts = frozenset[str]() if host in _ANYWHERE else LOOPBACK | {host.lower()}
        application = create_app(Settings(store, Guarding(hosts, token), export_events, picture))
        address = _address(host, port, token)
        complain(f"{store}: {address} (stop with Ctrl-C)")
        if warning:
            complain(warning)
        if open:
            threading.Timer(1.0, webbrowser.open, [address]).start()
        _run(uvicorn.Server(uvicorn.Config(application, log_level="warning", server_header=False)), listening)
        application.state.judging.settle()
        application.state.pages.shelf.close()
        return 0


def _checked(store: Path) -> str | None:
    """Say what is wrong with the store before anything listens. Raises StoreError."""
    with Store.open(store) as opened:
        if not opened.rows("SELECT 1 FROM events LIMIT 1"):
            return f"{store}: holds no events yet; `dragoman run CORPUS --store {store}` codes some"
        if not opened.gathered:
            return f"{store}: not gathered; tellings are counted until `dragoman run` has ended"
    return None


def _listen(host: str, port: int) -> socket.socket:
    """Take the port at once. Raises UsageError where another program has it, or the host is none of this machine."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen(64)  # who comes before the server is up waits for it
    except OSError as error:
        listening.close()
        raise UsageError(
            f"{host}:{port}: cannot listen there ({error.strerror}); choose another with --port or --host"
        ) from error
    return listening


def _address(host: str, port: int, token: str | None) -> str:
    name = socket.gethostname() if host in _ANYWHERE else f"[{host}]" if ":" in host else host
    return f"http://{name}:{port}/" + (f"?token={token}" if token else "")


def _run(server: uvicorn.Server, listening: socket.socket) -> None:
    try:
        server.run([listening])
    except KeyboardInterrupt:
        pass  # the usual way to stop it
    finally:
        listening.close()
