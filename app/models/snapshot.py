"""What an export works from: content that no later edit changes."""

from dataclasses import dataclass

from app.models.content import Content


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The content at one step of the history, and the file's name without its folder."""

    content: Content
    step: int
    file_name: str
