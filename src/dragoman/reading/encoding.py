"""Bytes -> characters: byte-order marks, declarations (which may lie), and what the bytes themselves say."""

import codecs
import re

from dragoman.errors import InputError

_BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"""<meta[^>]{0,300}?charset\s*=\s*["']?\s*([\w.:-]+)|<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]+)""", re.I
)
_DECLARED_WITHIN = 16_384
_SAMPLE = 200_000
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"PK\x03\x04", "a ZIP archive or an office file"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"{\\rtf", "an RTF file"),
    (b"\xd0\xcf\x11\xe0", "an old office file"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"SQLite format 3", "a database"),
)
_CONTROL = bytes((*range(0x09), *range(0x0E, 0x1B), *range(0x1C, 0x20)))
_CONTROL_AT_MOST = 0.005
# what Windows-1252 text has outside ASCII: letters in words, and typographic marks
_WINDOWS_MARKS = frozenset(
    b"\x80\x82\x84\x85\x8b\x91\x92\x93\x94\x95\x96\x97\x99\x9b\xa0\xa3\xa7\xa9\xab\xae\xb0\xb4\xb7\xba\xbb\xbd"
)
_WINDOWS_LETTER = re.compile(
    rb"(?<=[A-Za-z\xc0-\xff])[\x8a\x8c\x8e\x9a\x9c\x9e\x9f\xc0-\xff]|[\x8a\x8c\x8e\x9a\x9c\x9e\x9f\xc0-\xff](?=[A-Za-z\xc0-\xff])"
)
_UTF8_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH = re.compile(rb"[\x80-\xff]")
_ALIASES = {
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "utf8": "utf-8",
    "iso-8859-9": "cp1254",
    "windows-874": "cp874",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
    "shift_jis": "cp932",
    "x-sjis": "cp932",
}
_BROKEN_AT_MOST = 0.02


def refuse_binary(data: bytes, name: str) -> None:
    """Raise InputError, naming what it is, where `data` cannot be text of any kind."""
    if not data.strip(b"\x00 \t\r\n"):
        raise InputError(f"{name}: the input is empty; give a page or a text with at least one sentence")
    if data.lstrip()[:5] == b"%PDF-":
        raise InputError(f"{name}: a PDF file, not a page or a text; convert it to text first (pdftotext)")
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise InputError(f"{name}: {what}, not a page or a text; give HTML or plain text")
    if bom_encoding(data) is None and wide_encoding(data) is None:
        sample = data[:_SAMPLE]
        if len(sample) - len(sample.translate(None, _CONTROL)) > max(1, len(sample) * _CONTROL_AT_MOST):
            raise InputError(f"{name}: a binary file, not a page or a text; give HTML or plain text")


def bom_encoding(data: bytes) -> str | None:
    """The encoding that a byte-order mark tells."""
    return next((encoding for bom, encoding in _BOMS if data.startswith(bom)), None)


def wide_encoding(data: bytes) -> str | None:
    """UTF-16 without a byte-order mark, told by where its zero bytes stand."""
    sample = data[:2000]
    if len(sample) < 8 or len(data) % 2:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > len(sample) * 0.3 and even < len(sample) * 0.05:
        return "utf-16-le"
    return "utf-16-be" if even > len(sample) * 0.3 and odd < len(sample) * 0.05 else None


def decode_text(data: bytes, name: str) -> str:
    """Plain text, exactly: UTF-8, UTF-16, UTF-32 or Windows-1252; the byte-order mark is dropped.

    Raises InputError where it is none of these, and names the first byte that is wrong.
    """
    encoding = bom_encoding(data) or wide_encoding(data) or "utf-8"
    try:
        return data.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        if encoding == "utf-8" and _is_windows(data):
            return data.decode("cp1252", "replace")
        place = f"byte {error.start} (0x{data[error.start]:02x})"
        raise InputError(f"{name}: broken {encoding.upper()} at {place}; save the text as UTF-8") from None


def decode_html(data: bytes, name: str) -> str:
    """An HTML page. UTF-8 that is valid wins over any declaration; a few broken bytes are forgiven, as in a browser.

    Raises InputError where most of the page cannot be decoded.
    """
    encoding = bom_encoding(data) or wide_encoding(data)
    if encoding is None and _is_utf8(data):
        encoding = "utf-8"
    if encoding is None:
        encoding = _declared(data) or ("cp1252" if _is_windows(data) else _mostly(data))
    text = data.decode(encoding, "replace").removeprefix("\ufeff")
    if text.count("\ufffd") > max(20, len(text) * _BROKEN_AT_MOST):
        raise InputError(
            f"{name}: the page is not in {encoding}, nor in any encoding told by its bytes; save it as UTF-8"
        )
    return text


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _declared(data: bytes) -> str | None:
    match = _DECLARED.search(data[:_DECLARED_WITHIN])
    if match is None:
        return None
    label = (match[1] or match[2]).decode("ascii", "replace").lower()
    try:
        encoding = codecs.lookup(_ALIASES.get(label, label)).name
    except LookupError:
        return None
    # the page is not UTF-8 through and through: is it broken UTF-8, or was the declaration wrong?
    if encoding in ("utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32"):
        return "cp1252" if _is_windows(data) else _mostly(data)
    return "utf-8" if _mostly(data) == "utf-8" and encoding == "cp1252" else encoding


def _mostly(data: bytes) -> str:
    in_sequences = sum(len(found) for found in _UTF8_SEQUENCE.findall(data))
    return "utf-8" if in_sequences * 2 >= len(_HIGH.findall(data)) else "cp1252"


def _is_windows(data: bytes) -> bool:
    if _UTF8_SEQUENCE.search(data):
        return False
    high = _HIGH.findall(data)
    letters = len(_WINDOWS_LETTER.findall(data))
    marks = sum(1 for byte in high if byte[0] in _WINDOWS_MARKS)
    return letters + marks >= len(high)
