"""The one list of opportunities over all journeys for the command line: as data, and as a table to read."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from app.exporters.ranking import short
from app.exporters.text_table import aligned
from app.layout.proof import count_text
from app.scoring.opportunity_list import Listed
from app.scoring.similar import Pair


def list_json(listed: Sequence[Listed], near: Sequence[Pair]) -> list[dict[str, Any]]:
    """Return each opportunity with its family, where it comes from, evidence, scores, decision and near-duplicates."""
    titles = {each.opportunity.id: each.opportunity.title for each in listed}
    alike: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for pair in near:
        for one, other in ((pair.first, pair.second), (pair.second, pair.first)):
            alike[one].append({"id": other, "title": titles[other], "likeness": round(pair.likeness, 9)})
    return [
        {
            "id": each.opportunity.id,
            "title": each.opportunity.title,
            "type": each.opportunity.type,
            "status": each.opportunity.status,
            "parent": each.parent.title if each.parent else None,
            "parent_id": each.opportunity.parent_id,
            "children": [child.title for child in each.children],
            "journeys": [journey.title for journey in each.journeys],
            "steps": [step.title for step in each.steps],
            "personas": [persona.name for persona in each.personas],
            "evidence": each.evidence.held,
            "participants": each.evidence.participants,
            "quotes": each.evidence.quotes,
            "rank": each.ranked.place.rank,
            "score": each.ranked.place.value,
            "scores": _scores(each),
            "decision": each.ranked.decided,
            "near_duplicates": alike[each.opportunity.id],
        }
        for each in listed
    ]


def _scores(each: Listed) -> dict[str, float | None]:
    return {
        criterion.name: value for criterion, value in zip(each.ranked.model.criteria, each.ranked.values, strict=True)
    }


def list_text(listed: Sequence[Listed], near: Sequence[Pair]) -> str:
    """Return a table, and below it the pairs that nearly say the same."""
    if not listed:
        return "There are no opportunities yet.\n"
    header = ("#", "Opportunity", "Type", "Part of", "Journeys", "Personas", "Evidence", "Value", "Decision")
    table = aligned([header, *(_cells(each) for each in listed)])
    titles = {each.opportunity.id: _title(each.opportunity.title) for each in listed}
    pairs = [f"  {titles[pair.first]} / {titles[pair.second]}  ({pair.likeness:.0%} alike)" for pair in near]
    return "\n".join([*table, *(["", "Nearly the same:", *pairs] if pairs else [])]) + "\n"


def _cells(each: Listed) -> tuple[str, ...]:
    place = each.ranked.place
    return (
        "-" if place.rank is None else str(place.rank),
        _title(each.opportunity.title),
        each.opportunity.type,
        _title(each.parent.title) if each.parent else "",
        ", ".join(_title(journey.title) for journey in each.journeys),
        ", ".join(_title(persona.name) for persona in each.personas),
        f"{each.evidence.held}, {count_text(each.evidence)}",
        short(place.value),
        each.ranked.decided or "open",
    )


def _title(text: str) -> str:
    return " ".join(text.split()) or "Untitled"
