"""What a user does with a template once a journey has begun with it."""

from dataclasses import replace

from app.models.content import Content
from app.models.kinds import Subject
from app.models.records import Card, RequiredField
from app.store import Store


def examples_of(content: Content, journey_id: str) -> list[Card]:
    """Return the cards that came with the template and that nobody has made their own yet."""
    return [card for card in content.members(Card, "journey_id", journey_id) if card.example]


def clear_examples(store: Store, journey_id: str) -> int:
    """Delete the example cards of a journey, and return how many they were."""
    with store.edit("Clear the examples") as edit:
        examples = examples_of(edit.content, journey_id)
        edit.delete(*examples)
    return len(examples)


def keep_examples(store: Store, journey_id: str) -> int:
    """Make the example cards of a journey its own, and return how many they were."""
    with store.edit("Keep the examples") as edit:
        examples = examples_of(edit.content, journey_id)
        edit.put(*(replace(card, example=False) for card in examples))
    return len(examples)


def require_field(store: Store, journey_id: str, subject: Subject, name: str, required: bool) -> None:
    """Say whether every record of a kind on this map should have a field."""
    field = RequiredField(journey_id=journey_id, subject=subject, name=name)
    with store.edit("Require field" if required else "Stop requiring field") as edit:
        there = edit.content.find(RequiredField, field.id) is not None
        if required and not there:
            edit.put(field)
        elif there and not required:
            edit.delete(field)
