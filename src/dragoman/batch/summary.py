"""What a run did, as it goes and when it is over."""

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(slots=True)
class Summary:
    """Counts of one run. `seconds` is processor time by stage, of all workers; `tell` hears of each problem."""

    coded: int = 0
    known: int = 0
    failed: int = 0
    skipped: int = 0
    events: Counter[str] = field(default_factory=Counter)
    unknown_actors: Counter[str] = field(default_factory=Counter)
    seconds: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    restarts: int = 0
    tell: Callable[[str], None] = lambda _: None

    @property
    def documents(self) -> int:
        """All that were looked at."""
        return self.coded + self.known + self.failed + self.skipped

    def counts(self) -> dict[str, int]:
        """What is kept of it in the store."""
        plain = {name: getattr(self, name) for name in ("coded", "known", "failed", "skipped", "restarts")}
        return {**plain, "events": self.events.total()}


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run has come: documents done, bytes of the corpus read and in all."""

    documents: int
    events: int
    failed: int
    position: int
    total: int
