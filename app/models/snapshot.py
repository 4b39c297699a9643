"""What an export works from: content that no later edit changes."""

from typing import NamedTuple

from app.models.content import Content


class Snapshot(NamedTuple):
    """The content at one step of the history, and the file's name without its folder."""

    content: Content
    step: int
    file_name: str
