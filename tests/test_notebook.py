"""The notebook runs from its first cell to its last, and shows what it says it shows.

`python tests/test_notebook.py` writes its outputs anew.
"""

import ast
import base64
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

NOTEBOOK = Path(__file__).parent.parent / "docs" / "from-pages-to-a-figure.ipynb"
Cell = dict[str, Any]


def _cells() -> list[Cell]:
    cells: list[Cell] = json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]
    return [cell for cell in cells if cell["cell_type"] == "code"]


def _run(cell: Cell, names: dict[str, Any]) -> Any:  # noqa: ANN401 - what the cell's last line gives
    """Run a cell as a notebook does: its last line, where that is an expression, is its value."""
    body = ast.parse("".join(cell["source"])).body
    last = body.pop() if isinstance(body[-1], ast.Expr) else None
    exec(compile(ast.Module(body, []), NOTEBOOK.name, "exec"), names)  # noqa: S102 - our own notebook
    if not isinstance(last, ast.Expr):
        return None
    return eval(compile(ast.Expression(last.value), NOTEBOOK.name, "eval"), names)  # noqa: S307 - likewise


def _shown(value: Any) -> dict[str, Any] | None:  # noqa: ANN401 - as above
    """What a notebook shows of a value."""
    if value is None:
        return None
    if hasattr(value, "_repr_mimebundle_"):
        bundle = value._repr_mimebundle_()
        data = bundle[0] if isinstance(bundle, tuple) else bundle
        return {"text/plain": "a figure", "image/png": _base64(data["image/png"])}
    shown: dict[str, Any] = {"text/plain": repr(value)}
    if hasattr(value, "_repr_html_"):
        shown["text/html"] = value._repr_html_()
    return shown


def _base64(picture: bytes | str) -> str:
    return picture if isinstance(picture, str) else base64.b64encode(picture).decode("ascii")


def _stored(cell: Cell) -> dict[str, Any] | None:
    return cell["outputs"][0]["data"] if cell["outputs"] else None


def _words(text: str | list[str]) -> list[str]:
    return "".join(text).split()


@pytest.fixture(scope="module")
def outputs() -> Iterator[tuple[dict[str, Any], list[tuple[Cell, dict[str, Any] | None]]]]:
    """The notebook's names after its last cell, and each cell with what it shows now."""
    names: dict[str, Any] = {"__name__": "notebook"}
    try:
        yield names, [(cell, _shown(_run(cell, names))) for cell in _cells()]
    finally:
        shutil.rmtree(names.get("folder", ""), ignore_errors=True)


def test_every_cell_shows_what_is_stored(outputs: tuple[Any, list[tuple[Cell, dict[str, Any] | None]]]) -> None:
    for cell, shown in outputs[1]:
        stored = _stored(cell)
        assert (shown is None) == (stored is None), cell["source"]
        if shown is not None and stored is not None:
            assert set(shown) == set(stored)
            assert _words(shown["text/plain"]) == _words(stored["text/plain"]), cell["source"]


def test_it_does_what_it_promises(outputs: tuple[dict[str, Any], Any]) -> None:
    names = outputs[0]
    assert (names["summary"].coded, names["summary"].failed) == (7, 0)
    kenya, ethiopia = (names["pairs"]["source"] == code for code in ("KEN", "ETH"))
    assert names["pairs"].loc[ethiopia & (names["pairs"]["target"] == "KEN"), "conflict"].sum() >= 2
    assert names["pairs"].loc[kenya & (names["pairs"]["target"] == "ETH"), "cooperation"].sum() >= 1
    assert {"ASSAULT", "THREATEN", "CONSULT"} <= set(names["table"]["event_type"])
    assert (names["folder"] / "figure.svg").read_bytes().startswith(b"<svg")


def test_the_stored_figure_is_a_picture() -> None:
    stored = _stored(_cells()[-1])
    assert stored is not None
    assert base64.b64decode(stored["image/png"]).startswith(b"\x89PNG")


def write() -> None:
    """Run the notebook and store what it shows."""
    notebook = json.loads(NOTEBOOK.read_text(encoding="utf-8"))
    names: dict[str, Any] = {"__name__": "notebook"}
    for number, cell in enumerate((cell for cell in notebook["cells"] if cell["cell_type"] == "code"), 1):
        shown = _shown(_run(cell, names))
        cell["execution_count"] = number
        kept = {"output_type": "execute_result", "execution_count": number, "metadata": {}}
        cell["outputs"] = [] if shown is None else [{**kept, "data": {k: _split(k, v) for k, v in shown.items()}}]
    NOTEBOOK.write_text(json.dumps(notebook, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    shutil.rmtree(names["folder"])


def _split(kind: str, value: str) -> str | list[str]:
    """Lines, as notebooks are kept; a picture in one piece."""
    return value.splitlines(keepends=True) if kind.startswith("text/") else value


if __name__ == "__main__":
    write()
