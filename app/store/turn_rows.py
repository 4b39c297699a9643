"""Turns as rows of their table."""

import json
from typing import Any, Final

from app.models.turns import Turn

COLUMNS: Final = "text, speaker, at, until, heading, facts"


def values_of(turn: Turn) -> tuple[Any, ...]:
    """Return the columns of a turn."""
    facts = json.dumps(dict(turn.facts), ensure_ascii=False) if turn.facts else ""
    return turn.text, turn.speaker, turn.at, turn.until, turn.heading, facts


def turn_of(text: str, speaker: str, at: float | None, until: float | None, heading: str, facts: str) -> Turn:
    """Return the turn of a row."""
    return Turn(text, speaker, at, until, heading, json.loads(facts) if facts else {})
