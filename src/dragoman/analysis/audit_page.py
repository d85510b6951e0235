"""The sheet as a page: one file without any request, to fill in by mouse, by keyboard or on paper.

Its script does two things: it keeps the answers in the browser until they are saved, and it saves them as the CSV that
`dragoman audit --score` reads.
"""

from collections.abc import Mapping, Sequence
from hashlib import blake2b
from html import escape
from typing import IO

import msgspec

from dragoman.analysis.audit import COLUMNS, QUESTIONS, Sampled, coding, roles, sheet_row, surroundings

_STYLE = """
:root { color-scheme: light; }
body { font: 1rem/1.5 Georgia, serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; color: #111; background: #fff; }
header p, .from, legend, label, footer { font-family: system-ui, sans-serif; }
article { border-top: 2px solid #444; padding: 1rem 0; }
h2 { font-size: 1rem; margin: 0; }
.from, .around { color: #444; }
.from { font-size: .875rem; overflow-wrap: anywhere; }
blockquote { margin: .5rem 0 1rem; white-space: pre-line; overflow-wrap: anywhere; }
.sentence { font-weight: 600; }
mark { color: inherit; background: none; border-bottom: 3px solid; }
mark b { font: 700 .6875rem system-ui, sans-serif; text-transform: uppercase; margin-right: .25em; }
mark.act { border-color: #111; } mark.source { border-color: #0057a8; } mark.target { border-color: #a84300; }
mark.speaker { border-color: #6b3fa0; border-bottom-style: double; } mark.place { border-color: #00695c; border-bottom-style: dashed; }
fieldset { border: 0; border-bottom: 1px solid #ccc; margin: 0; padding: .25rem 0; display: flex; flex-wrap: wrap; gap: 0 1rem; align-items: baseline; }
legend { float: left; padding: 0 0 0 6.5em; text-indent: -6.5em; flex: 1 1 24rem; font-size: .9375rem; }
legend b { display: inline-block; min-width: 6.5em; text-indent: 0; }
label { font-size: .875rem; white-space: nowrap; }
.note { display: flex; gap: .5rem; align-items: baseline; margin-top: .5rem; }
.note input { flex: 1; font: inherit; padding: .25rem; border: 1px solid #666; }
:focus-visible { outline: 3px solid #0057a8; outline-offset: 2px; }
footer { position: sticky; bottom: 0; background: #fff; border-top: 2px solid #444; padding: .75rem 0; display: flex; gap: 1rem; align-items: center; }
button { font: inherit; padding: .5rem 1rem; border: 2px solid #0057a8; background: #0057a8; color: #fff; cursor: pointer; }
@media print { footer { display: none; } body { max-width: none; margin: 0; font-size: 10pt; } article { break-inside: avoid; } }
""".strip()  # noqa: E501 - a rule a line

_SCRIPT = """
const sheet = JSON.parse(document.getElementById("sheet").textContent);
const key = "dragoman audit " + sheet.id, form = document.forms[0];
const values = () => Object.fromEntries([...new FormData(form)].filter(([, value]) => value));
const cell = value => /[",\\r\\n]/.test(value) ? '"' + value.replace(/"/g, '""') + '"' : value;
const text = value => /^[=+@\\t-]/.test(value) ? "'" + value : value;
function tell() {
  const judged = new Set(Object.keys(values()).map(name => name.split(" ")[0])).size;
  document.getElementById("told").textContent = judged + " of " + sheet.rows.length + " events begun";
}
function csv() {
  const given = values();
  const row = cells => sheet.columns.map((column, i) => {
    const said = given[cells[0] + " " + column];
    return cell(said === undefined ? cells[i] : text(said));
  }).join(",");
  return [sheet.columns.join(","), ...sheet.rows.map(row)].join("\\n") + "\\n";
}
try {
  for (const [name, value] of Object.entries(JSON.parse(localStorage.getItem(key) || "{}"))) {
    const field = form.elements[name];
    if (field) field.value = value;
  }
} catch { /* a browser that keeps nothing for files: saving still works */ }
form.addEventListener("input", () => {
  tell();
  try { localStorage.setItem(key, JSON.stringify(values())); } catch { /* as above */ }
});
form.addEventListener("submit", event => {
  event.preventDefault();
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([csv()], { type: "text/csv" }));
  link.download = "sheet.csv";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
});
tell();
""".strip()

_PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<title>{title}</title>
<style>
{style}
</style>
</head>
<body>
<main>
<header>
<h1>{title}</h1>
<p>Judge what was coded against the words alone: right or wrong, question by question. "Does not apply" is for a question
that makes no sense for the sentence; what is left open does not count. A coding of "none" is right where the words name
none. Answers stay in this browser; "Save answers" writes them to sheet.csv, for <code>dragoman audit --score</code>.</p>
</header>
<form>
{events}
<footer><button type="submit">Save answers</button> <span id="told" role="status"></span></footer>
</form>
</main>
<script type="application/json" id="sheet">{data}</script>
<script>
{script}
</script>
</body>
</html>
"""  # noqa: E501 - as pages are
_CHOICES = (("right", "right"), ("wrong", "wrong"), ("n/a", "does not apply"))


def write_page(sample: Sequence[Sampled], names: Mapping[str, str], title: str, stream: IO[str]) -> None:
    """The page of a sample; `names` are the names of the CAMEO codes."""
    rows = [list(sheet_row(one, names).values()) for one in sample]
    mark = blake2b("\n".join(row[1] for row in rows).encode("utf-8", "replace"), digest_size=8).hexdigest()
    data = msgspec.json.encode({"id": mark, "columns": COLUMNS, "rows": rows}).decode("utf-8")
    stream.write(
        _PAGE.format(
            title=escape(title),
            style=_STYLE,
            events="\n".join(_article(one, names) for one in sample),
            data=data.replace("<", "\\u003c"),  # or a text could end the script it stands in
            script=_SCRIPT,
        )
    )


def _article(one: Sampled, names: Mapping[str, str]) -> str:
    coded = coding(one.event, names)
    fields = "\n".join(_question(one.number, question, coded[question]) for question in QUESTIONS)
    return (
        f'<article aria-labelledby="event-{one.number}">\n'
        f'<h2 id="event-{one.number}">{one.number}. {escape(coded["source"])} &rarr; {escape(coded["target"])}: '
        f'{escape(coded["type"])}</h2>\n<p class="from">{_from(one)}</p>\n'
        f"<blockquote>{_marked(one)}</blockquote>\n{fields}\n"
        f'<label class="note">Note <input type="text" name="{one.number} note" autocomplete="off"></label>\n</article>'
    )


def _from(one: Sampled) -> str:
    page = one.document
    parts = (page.title, page.published, page.url) if page else ()
    return escape(" | ".join(part for part in parts if part) or one.event.document_id)


def _question(number: int, question: str, value: str) -> str:
    name = f"{number} {question}_is"
    choices = " ".join(
        f'<label><input type="radio" name="{name}" value="{value}"> {label}</label>' for value, label in _CHOICES
    )
    return f"<fieldset><legend><b>{question}</b> {escape(value)}</legend> {choices}</fieldset>"


def _marked(one: Sampled) -> str:
    """The sentence between what surrounds it, the roles marked wherever their words stand."""
    around = surroundings(one.event, one.document)
    text = around.before + around.sentence + around.after
    first, last = len(around.before), len(around.before) + len(around.sentence)
    spans = [(start - around.start, end - around.start, role) for start, end, role in roles(one.event)]
    kept = [(start, end, role) for start, end, role in spans if start >= 0 and end <= len(text)]
    parts = (("around", 0, first), ("sentence", first, last), ("around", last, len(text)))
    return "".join(f'<span class="{name}">{_part(text, (start, end), kept)}</span>' for name, start, end in parts)


def _part(text: str, bounds: tuple[int, int], spans: Sequence[tuple[int, int, str]]) -> str:
    """A stretch of text with the marks that lie in it whole."""
    at, end = bounds
    pieces: list[str] = []
    for left, right, role in spans:
        if at <= left and right <= end:
            words = escape(text[left:right])
            pieces += [escape(text[at:left]), f'<mark class="{role}"><b>{role}</b>{words}</mark>']
            at = right
    return "".join([*pieces, escape(text[at:end])])
