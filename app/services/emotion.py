"""Values of the emotion curve that are set by hand."""

from app.models.records import EmotionOverride
from app.store import Store


def override_emotion(store: Store, swimlane_id: str, step_id: str, value: float, reason: str = "") -> None:
    """Replace the computed emotion of a swimlane in a step by a value, −2 … +2, with its reason; RuleError beyond."""
    with store.edit("Set emotion by hand") as edit:
        edit.put(EmotionOverride(swimlane_id=swimlane_id, step_id=step_id, value=value, reason=reason))


def clear_override(store: Store, swimlane_id: str, step_id: str) -> None:
    """Go back to the computed emotion."""
    with store.edit("Compute emotion again") as edit:
        override = edit.content.find(EmotionOverride, f"{swimlane_id}/{step_id}")
        if override:
            edit.delete(override)
