"""Keys of the JSON format that older files have, and files written by hand may have, put where they stand now."""

from collections.abc import Mapping
from typing import Any, Final

_DECISION: Final[Mapping[str, str]] = {"decision": "kind", "decided_on": "decided_on", "reason": "reason"}
"""What formats 1 to 4 keep of the decision on an opportunity, with what it is called in one of its `decisions`."""


def bring_up_to_date(whole: dict[str, Any]) -> None:
    """Put older keys where they stand now; what has not the shape of a file stays for the check that follows."""
    opportunities = whole.get("opportunities")
    for each in opportunities if isinstance(opportunities, list) else ():
        if isinstance(each, dict):
            _bring_decision(each)


def _bring_decision(opportunity: dict[str, Any]) -> None:
    decision = {now: opportunity.pop(then) for then, now in _DECISION.items() if then in opportunity}
    there = opportunity.setdefault("decisions", [])
    if any(decision.values()) and isinstance(there, list):
        there.append(decision)
