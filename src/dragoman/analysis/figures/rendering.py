"""A specification as SVG, PNG, HTML or JSON, without a browser and without the network."""

import html
import json
import zlib

import vl_convert

from dragoman.analysis.figures import Format, Spec

_SCALE = 2.0  # 144 dots an inch on screen; in a column of print, twice that


def render(spec: Spec, form: Format) -> bytes:
    """The specification as a file of one format."""
    given = dict(spec)
    if form == "json":
        return (json.dumps(given, ensure_ascii=False, indent=1) + "\n").encode("utf-8")
    if form == "html":
        return _page(given).encode("utf-8")
    # no base address is allowed: a figure that needs one is a fault of ours, and must not ask the network
    if form == "svg":
        return vl_convert.vegalite_to_svg(given, allowed_base_urls=[]).encode("utf-8")
    return _packed(vl_convert.vegalite_to_png(given, scale=_SCALE, allowed_base_urls=[]))


def _packed(png: bytes) -> bytes:
    """The same picture in a third of the bytes: the renderer packs it in haste."""
    kept: list[tuple[bytes, bytes]] = []
    pixels: list[tuple[bytes, bytes]] = []
    at = 8
    while at < len(png):
        length = int.from_bytes(png[at : at + 4], "big")
        kind, body = png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        (pixels if kind == b"IDAT" else kept).append((kind, body))
        at += length + 12
    packed = zlib.compress(zlib.decompress(b"".join(body for _, body in pixels)), 9)
    return png[:8] + b"".join(_chunk(kind, body) for kind, body in (*kept[:-1], (b"IDAT", packed), kept[-1]))


def _chunk(kind: bytes, body: bytes) -> bytes:
    return len(body).to_bytes(4, "big") + kind + body + zlib.crc32(kind + body).to_bytes(4, "big")


def _page(spec: dict[str, object]) -> str:
    """One file with the data and all the programs that draw it."""
    usermeta = spec.get("usermeta")
    title = str(usermeta.get("title", "")) if isinstance(usermeta, dict) else ""
    page: str = vl_convert.vegalite_to_html(spec, bundle=True)
    head = f'<html lang="en">\n<head>\n<title>{html.escape(title)}</title>'
    page = page.replace("<title>Chart</title>", "", 1)
    return page.replace("<html>\n", "<html>", 1).replace("<html>", "<html>\n", 1).replace("<html>\n  <head>", head, 1)
