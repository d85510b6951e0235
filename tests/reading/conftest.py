"""Pages built for the tests: an article of our own, and room for comments below it."""

from collections.abc import Callable

import pytest

ARTICLE = """
<h1>Ministers of two rivers sign a water accord</h1>
<p class="byline">By Ruth Adeyemi</p>
<p>The water ministers of the two countries signed an accord on Tuesday that settles how much of the river each may
take in a dry year, officials of both sides told reporters in the capital.</p>
<p>The accord ends nine years of talks that had broken down twice, most recently when the northern neighbour filled
a new dam without notice and the southern one recalled its ambassador.</p>
<p>A joint commission of engineers is to measure the flow at four stations and to publish what it finds every month,
according to a summary of the text that was handed out after the ceremony.</p>
"""

HEAD = """<meta charset="utf-8"><title>Ministers of two rivers sign a water accord - The Daily Ford</title>
<meta property="og:site_name" content="The Daily Ford">
<meta property="article:published_time" content="2021-03-02T09:30:00+02:00">
<link rel="canonical" href="https://dailyford.example/2021/03/02/accord">"""


def build_page(comments: str = "", *, head: str = HEAD, article: str = ARTICLE) -> bytes:
    """A whole page, in UTF-8, with `comments` below the article."""
    return f"""<!DOCTYPE html><html lang="en"><head>{head}</head>
<body><nav><a href="/">Home</a> <a href="/world">World</a></nav><main><article>{article}</article>{comments}</main>
<footer><p>Copyright The Daily Ford. All rights reserved.</p></footer></body></html>""".encode()


@pytest.fixture
def page() -> Callable[..., bytes]:
    """Builds a whole page: `page(comments, head=..., article=...)`."""
    return build_page
