"""Comments in the markup of the systems of the web: who, when, in answer to whom, and what."""

from collections.abc import Callable
from pathlib import Path

import pytest

from dragoman.reading import ReadOptions, read_html
from dragoman.types import Document

SYSTEMS = {path.stem: path for path in sorted((Path(__file__).parent / "systems").glob("*.html"))}
# systems in whose markup the second comment stands as an answer to the first
ANSWERED = {"wordpress", "disqus", "drupal", "facebook", "blogger", "json_ld", "intense_debate", "gigya", "broadsheet"}
UNTIMED = {"old_disqus"}

NO_COMMENTS = {
    "form": '<div id="respond" class="comment-respond"><h3>Leave a reply</h3><form><p>Your email address will not be'
    " published.</p><textarea></textarea></form></div>",
    "count": '<div class="entry-meta"><a class="comments-link" href="#comments">3 Comments</a></div>',
    "empty container": '<div id="disqus_thread"></div><div class="fb-comments" data-href="x"></div>',
    "rules": '<div class="comments"><p>Comments are moderated before they appear. Please be polite.</p></div>',
    "template": '<div class="comments"><div class="comment"><span class="author">{{ name }}</span>'
    '<p class="comment-text">{{ text }}</p></div></div>',
    "recent": '<aside><ul class="recent-comments"><li class="recentcomments"><span class="comment-author">Bo</span> on'
    ' <a href="/x">The bridge that never was</a></li></ul></aside>',
    "closed": '<div id="comments"><p class="nocomments">Comments are closed.</p></div>',
    "script": '<script type="text/template"><div class="comment"><p>of a template</p></div></script>',
    "opinion teasers": '<section class="comment"><h2>Comment</h2><ul><li><a href="/1">Why the dam will not be the last'
    " one</a></li></ul></section>",
    "dated teasers": '<section class="comment"><ul><li><span class="author">Bo Lind</span><time datetime="2021-03-01">'
    '</time><a href="/1">Why the dam will not be the last one</a></li></ul></section>',
    "sign in": '<div id="comments" class="comments-area"><p>Please log in to comment.</p><a>Log in</a></div>',
}


def read(markup: bytes) -> Document:
    return read_html(markup, options=ReadOptions())


@pytest.mark.parametrize("system", SYSTEMS)
def test_comments_of_a_system(page: Callable[..., bytes], system: str) -> None:
    document = read(page(SYSTEMS[system].read_text(encoding="utf-8")))
    comments = [block for block in document.blocks if block.kind == "comment"]
    words = [document.text[block.start : block.end] for block in comments]
    assert [line.split("\n")[0] for line in words] == ["About time they signed.", "Let us see who keeps to it."]
    assert [block.author for block in comments] == ["Olu Hart", "mira_k"]
    days = ["", ""] if system in UNTIMED else ["2021-03-02", "2021-03-03"]
    assert [(block.posted or "")[:10] for block in comments] == days
    first = document.blocks.index(comments[0])
    assert [block.parent for block in comments] == [None, first if system in ANSWERED else None]


@pytest.mark.parametrize("system", SYSTEMS)
def test_no_comment_stands_in_the_article(page: Callable[..., bytes], system: str) -> None:
    document = read(page(SYSTEMS[system].read_text(encoding="utf-8")))
    article = " ".join(document.text[b.start : b.end] for b in document.blocks if b.kind in ("body", "quote"))
    assert not any(words in article for words in ("About time", "who keeps to it", "Lines and paragraphs", "mira_k"))
    assert all(words in article for words in ("joint commission of engineers", "settles how much"))


@pytest.mark.parametrize("case", NO_COMMENTS)
def test_what_is_no_comment(page: Callable[..., bytes], case: str) -> None:
    document = read(page(NO_COMMENTS[case]))
    found = [document.text[block.start : block.end] for block in document.blocks if block.kind == "comment"]
    assert found == []
