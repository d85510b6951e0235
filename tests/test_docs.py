"""Every example of the documentation is run: a ```console block gives commands (`$ dragoman ...`) and their output.

A line `...` of the output stands for any lines, or none. Output that is JSON is compared as values, however it is laid
out. A file that an example needs is a code block with `<!-- file: NAME -->` on the line before it; `page.html`, the
page that ships with dragoman, is always there. `$ echo "TEXT" | dragoman ...` gives the command its standard input.
"""

import contextlib
import io
import json
import re
import shlex
import shutil
import sys
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

import pytest

from dragoman import cli
from dragoman.config import Config, load_config
from dragoman.pipeline import Coder

ROOT = Path(__file__).parent.parent
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_FILE = re.compile(r"^<!-- file: (\S+) -->\n+```\w*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)[^)]*\)")
Loader = Callable[[Collection[Path], Collection[Path]], tuple[Coder, Config]]


@dataclass(frozen=True)
class Command:
    """One command of a page, with what the page says it prints."""

    page: Path
    line: str
    expected: str

    def __str__(self) -> str:
        return f"{self.page.name}: {self.line}"


def _commands(page: Path) -> Iterator[Command]:
    for block in _BLOCK.findall(page.read_text(encoding="utf-8")):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            line, _, expected = part.partition("\n")
            yield Command(page, line, expected.rstrip())


_COMMANDS = [command for page in PAGES for command in _commands(page)]


def _sharing(coder: Coder, own: Loader) -> Loader:
    """The command's loader, which hands out `coder` where no file is laid over the shipped ones."""

    def load(actors: Collection[Path] = (), rules: Collection[Path] = ()) -> tuple[Coder, Config]:
        return own(actors, rules) if actors or rules else (coder, load_config())

    return load


@pytest.fixture
def folder(tmp_path: Path, demo_page: Path, monkeypatch: pytest.MonkeyPatch, coder: Coder) -> Path:
    """A folder of its own with the shipped page; the shipped resources are loaded once for all examples."""
    shutil.copy(demo_page, tmp_path / "page.html")
    monkeypatch.chdir(tmp_path)
    for name in ("code", "explain", "read", "relation", "voices"):
        module = import_module(f"dragoman.cli.{name}")
        monkeypatch.setattr(module, "load_coder", _sharing(coder, module.__dict__["load_coder"]))
    return tmp_path


def _run(line: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """What a command line prints, on both streams."""
    words = shlex.split(line)
    told = ""
    if "|" in words:
        at = words.index("|")
        assert words[0] == "echo", f"only echo may stand before a pipe: {line}"
        told, words = " ".join(words[1:at]) + "\n", words[at + 1 :]
    assert words[0] == "dragoman", f"an example begins with dragoman: {line}"
    output = io.StringIO()
    monkeypatch.setattr(sys, "argv", words)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(told.encode()), encoding="utf-8"))
    with contextlib.redirect_stdout(output), contextlib.redirect_stderr(output), pytest.raises(SystemExit):
        cli.main()
    return output.getvalue()


def _agree(expected: str, found: str) -> bool:
    if expected.startswith("{"):
        return bool(json.loads(expected) == json.loads(found))
    lines = (r"(?:.*\n)*?" if line == "..." else re.escape(line.rstrip()) + r"\n" for line in expected.splitlines())
    cleaned = "".join(line.rstrip() + "\n" for line in found.rstrip().splitlines())
    return re.fullmatch("".join(lines), cleaned) is not None


@pytest.mark.parametrize("command", _COMMANDS, ids=str)
def test_example(command: Command, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, content in _FILE.findall(command.page.read_text(encoding="utf-8")):
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, encoding="utf-8")
    found = _run(command.line, monkeypatch)
    assert _agree(command.expected, found), f"{command} prints\n{found}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in _LINK.findall(page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), f"{page.name}: no {target}"


def test_there_are_examples() -> None:
    assert len(_COMMANDS) > 10
    assert _agree("a\n...\nd", "a\nb\nc\nd\n")
    assert not _agree("a\n...\nd", "a\nb\nc\n")
