"""The exception tree. A message says what, where, and what to do."""


class DragomanError(Exception):
    """Anything dragoman tells its user about in one line."""


class UsageError(DragomanError):
    """The command line or the configuration asks for what does not exist."""


class InputError(DragomanError):
    """A document cannot be read; the other inputs go on."""


class DataError(DragomanError):
    """A rule, actor or ontology file is wrong. `problems` holds every fault found, one line each."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class RuleError(DataError):
    """A rule file is wrong."""


class ActorError(DataError):
    """An actor table is wrong."""


class StoreError(DragomanError):
    """A store cannot be opened, read or written; what was in it before is as it was."""
