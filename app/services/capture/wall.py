"""The cells of a map by the codes printed on a wall template, such as C4."""

from app.models.content import Content
from app.services.wall import cell_of


def wall_cell(content: Content, journey_id: str, code: str) -> tuple[str, str] | None:
    """Return the step and the lane of a code, or none where nothing on the map has it."""
    return cell_of(content, journey_id, code)
