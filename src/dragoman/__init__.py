"""dragoman: political event data from news pages.

    import dragoman

    for event in dragoman.code("Russia supplied Iraq with helicopters.", published="2026-03-12"):
        print(event.event_type, event.cameo)

`Coder` holds the loaded resources for many documents; `events_frame` gives a table; `code_batches` codes Arrow batches.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dragoman.api import Coder, code
    from dragoman.batch.arrow import code_batches
    from dragoman.frames import events_frame

__version__ = "0.1.0"
__all__ = ["Coder", "__version__", "code", "code_batches", "events_frame"]

_HOMES = {
    "Coder": "dragoman.api",
    "code": "dragoman.api",
    "code_batches": "dragoman.batch.arrow",
    "events_frame": "dragoman.frames",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a module's attribute is of any type
    """Load the public functions when they are asked for: importing dragoman does nothing."""
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'dragoman' has no attribute '{name}'")
