"""`dragoman serve`: what it says before it listens, and that it answers."""

import contextlib
import re
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer

from dragoman.cli.serve import register
from dragoman.errors import DragomanError

PROGRAM = (
    "import sys, typer\n"
    "from dragoman.cli import serve\n"
    "app = typer.Typer()\n"
    "app.callback()(lambda: None)\n"
    "serve.register(app)\n"
    "app()\n"
)


def refusal(*words: str) -> str:
    app = typer.Typer()
    app.callback()(lambda: None)
    register(app)
    with pytest.raises(DragomanError) as found:
        app(["serve", *words], standalone_mode=False)
    return str(found.value)


@contextlib.contextmanager
def running(*words: str) -> Iterator[str]:
    """A server of its own process; its address, as it is told."""
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, "serve", *words], stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True
    )
    assert process.stderr is not None
    try:
        line = process.stderr.readline()
        address = re.search(r"http://\S+", line)
        assert address is not None, line
        yield address[0]
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(20)
        process.stderr.close()


@pytest.fixture
def port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def test_bad_stores_are_one_line(tmp_path: Path) -> None:
    text = tmp_path / "text.txt"
    text.write_text("no store at all")
    for path, says in ((tmp_path / "none", "no such store"), (text, "no dragoman store"), (tmp_path, "a folder")):
        line = refusal(str(path))
        assert says in line
        assert "\n" not in line


def test_port_in_use_is_one_line(store_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        line = refusal(str(store_path), "--port", str(taken.getsockname()[1]))
    assert "cannot listen" in line
    assert "--port" in line


@pytest.mark.slow
def test_it_answers(store_path: Path, port: int) -> None:
    with running(str(store_path), "--port", str(port)) as address, urllib.request.urlopen(address) as answer:  # noqa: S310 - our own
        assert b"claims" in answer.read()


@pytest.mark.slow
def test_beyond_the_machine_a_token_is_asked_for(store_path: Path, port: int) -> None:
    with running(str(store_path), "--host", "0.0.0.0", "--port", str(port)) as address:  # noqa: S104 - what is tested
        assert "?token=" in address
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/")
        assert refused.value.code == 401
        refused.value.close()
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
        with opener.open(f"http://127.0.0.1:{port}/?{address.partition('?')[2]}") as answer:
            assert b"claims" in answer.read()
