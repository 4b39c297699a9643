"""What the tests of this folder share: documents read, checked against the rules, and told in a few words."""

from pathlib import Path

from app.importers.documents import DocumentMapping, read_document
from app.models.content import Content, cards_of, columns_of, journeys_of, lanes_in_map_order, stages_of, unplaced_cards
from app.models.plan import ImportPlan
from app.models.records import Card, Lane, Opportunity, Step
from app.models.rules import broken_rules


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def plan_and_content(path: Path, mapping: DocumentMapping | None = None) -> tuple[ImportPlan, Content]:
    plan = read_document(path, mapping)
    content = Content(plan.records)
    assert list(broken_rules(content, plan.records)) == []
    return plan, content


def journey_id(content: Content) -> str:
    (journey,) = journeys_of(content)
    return journey.id


def stages(content: Content) -> list[str]:
    return [stage.title for stage in stages_of(content, journey_id(content))]


def steps(content: Content) -> list[str]:
    return [step.title for step in columns_of(content, journey_id(content))]


def lanes(content: Content) -> list[str]:
    return [lane.kind for lane in lanes_in_map_order(content, journey_id(content))]


def cards(content: Content, kind: str | None = None) -> list[tuple[str, str]]:
    """Return (title of the stage, title of the card) in the order of the columns, of one kind or of all."""
    order = [step.id for step in columns_of(content, journey_id(content))]
    stage_of = {
        step.id: stage.title for stage in stages_of(content, journey_id(content)) for step in _steps(content, stage.id)
    }
    placed = [
        (order.index(card.step_id), card.rank, stage_of[card.step_id], card.title)
        for card in cards_of(content, journey_id(content))
        if card.step_id and (kind is None or card.kind == kind)
    ]
    return [(stage, title) for _, _, stage, title in sorted(placed)]


def _steps(content: Content, stage_id: str) -> tuple[Step, ...]:
    return content.holding(Step, "stage_id", stage_id)


def unplaced(content: Content) -> list[str]:
    return [card.title for card in unplaced_cards(content, journey_id(content))]


def opportunities(content: Content) -> list[str]:
    return [each.title for each in content.ordered(Opportunity)]


def card(content: Content, title: str) -> Card:
    (found,) = [each for each in content.all(Card).values() if each.title == title]
    return found


def lane_kind(content: Content, found: Card) -> str:
    return content.get(Lane, found.lane_id or "").kind


def warnings(plan: ImportPlan) -> list[str]:
    return [warning.text for warning in plan.warnings]
