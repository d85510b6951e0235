"""The label scheme of the relation task, where it differs from ours: one small mapping, used by that command only."""

from dragoman.coding.findings import Finding

_YIELD = frozenset({"CONCEDE", "RETREAT"})
# there, sanctions that are imposed are coercion, a blockade or a cyber attack an assault, and an inquiry that is
# announced or asked for an accusation
_BY_ACT = {"163": "COERCE", "191": "ASSAULT", "192": "ASSAULT", "176": "ASSAULT", "116": "ACCUSE"}


def plv_root(finding: Finding) -> str:
    """One of the fifteen roots."""
    state = finding.state
    if not finding.links and state.cameo in _BY_ACT:
        return _BY_ACT[state.cameo]
    if (
        finding.match.trigger.cameo.startswith("09")
        and finding.links
        and finding.links[-1].modality in ("intended", "offered", "requested", "demanded")
    ):
        return "ACCUSE"
    return folded_root(state.event_type)


def folded_root(event_type: str) -> str:
    """PLOVER's type as the task names it."""
    return "YIELD" if event_type in _YIELD else event_type
