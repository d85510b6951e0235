"""The command line: parses arguments, calls one function, writes what comes back. The only place that prints."""

from dragoman.cli.app import main

__all__ = ["main"]
