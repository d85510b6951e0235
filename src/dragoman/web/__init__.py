"""The explorer: a store in the browser, from a figure to the sentence in two clicks."""

from dragoman.web.app import Settings, create_app

__all__ = ["Settings", "create_app"]
