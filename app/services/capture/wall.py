"""The cells of a map by the codes printed on a wall template, such as C4."""

from app.models.content import Content


def wall_cell(content: Content, journey_id: str, code: str) -> tuple[str, str] | None:
    """Return the step and the lane of a code, or none where nothing on the map has it."""
    return None
