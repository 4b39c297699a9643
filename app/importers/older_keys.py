"""Keys of the JSON format that older files have, and files written by hand may have, put where they stand now."""

from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any, Final

from app.models.interchange import AnchorPart, CriterionPart, ScoringModelPart
from app.models.records import AnyRecord
from app.scoring.presets import Preset, preset

_DECISION: Final[Mapping[str, str]] = {"decision": "kind", "decided_on": "decided_on", "reason": "reason"}
"""What formats 1 to 4 keep of the decision on an opportunity, with what it is called in one of its `decisions`."""

_SIDES: Final[tuple[str, ...]] = ("customer", "business", "effort")
"""What they keep of its worth: now scores of the group in the value matrix."""


def bring_up_to_date(whole: dict[str, Any]) -> None:
    """Put older keys where they stand now; what has not the shape of a file stays for the check that follows."""
    opportunities = whole.get("opportunities")
    scored = False
    for each in opportunities if isinstance(opportunities, list) else ():
        if isinstance(each, dict):
            _bring_decision(each)
            scored |= _bring_scores(each)
    models = whole.setdefault("scoring_models", []) if scored else None
    matrix = preset("value matrix")
    if isinstance(models, list) and all(each.get("id") != matrix.model.id for each in models if isinstance(each, dict)):
        models.append(_part(matrix))


def _bring_decision(opportunity: dict[str, Any]) -> None:
    decision = {now: opportunity.pop(then) for then, now in _DECISION.items() if then in opportunity}
    there = opportunity.setdefault("decisions", [])
    if any(decision.values()) and isinstance(there, list):
        there.append(decision)


def _bring_scores(opportunity: dict[str, Any]) -> bool:
    """Return whether there is any; one that is scored by the criterion already keeps that."""
    values = {side: opportunity.pop(side) for side in _SIDES if side in opportunity}
    there = opportunity.setdefault("scores", []) if any(each is not None for each in values.values()) else None
    if not isinstance(there, list):
        return False
    there += list(_scores(values, there))
    return True


def _scores(values: Mapping[str, Any], there: list[Any]) -> Iterator[dict[str, Any]]:
    taken = [each.get("criterion_id") for each in there if isinstance(each, dict) and not each.get("scorer_id")]
    for criterion in preset("value matrix").criteria:
        value = values.get(criterion.part)
        if value is not None and criterion.id not in taken:
            yield {"criterion_id": criterion.id, "value": value}


def _part(made: Preset) -> dict[str, Any]:
    """Return a model as a file holds it."""
    criteria = [
        {
            **_fields(criterion, CriterionPart),
            "anchors": [_fields(anchor, AnchorPart) for anchor in made.anchors[criterion.id]],
        }
        for criterion in made.criteria
    ]
    return {**_fields(made.model, ScoringModelPart), "criteria": criteria}


def _fields(record: AnyRecord, part: type[Any]) -> dict[str, Any]:
    return {each.name: getattr(record, each.name) for each in fields(part) if hasattr(record, each.name)}
