"""The sentences that Phoenix and PETRARCH2 name: `story_sentence`, joined by ";"."""

from dragoman.types import Evidence


def story(ids: str) -> str:
    """The story of the first sentence."""
    return ids.partition(";")[0].rpartition("_")[0] or ids


def evidence(ids: str, document_id: str) -> tuple[Evidence, ...]:
    """A piece without words a sentence; where dragoman wrote the file its number is the first character's offset."""
    found = (part.rpartition("_")[2] for part in ids.split(";") if "_" in part)
    return tuple(Evidence(document_id, int(at), int(at), "") for at in found if at.isdecimal())
