"""Readers' comments: cut out of a page's tree before the article is read."""

from dragoman.reading.comments.model import Comment
from dragoman.reading.comments.take import take_comments

__all__ = ["Comment", "take_comments"]
