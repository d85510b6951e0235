"""Reading: bytes of any kind become a `Document`, its blocks in the voices they speak in."""

from dragoman.reading.html import read_html
from dragoman.reading.options import ReadOptions
from dragoman.reading.read import document_from_record, read_bytes
from dragoman.reading.text import read_text

__all__ = ["ReadOptions", "document_from_record", "read_bytes", "read_html", "read_text"]
