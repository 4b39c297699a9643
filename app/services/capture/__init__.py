"""Quick capture: a sentence typed in the room becomes a card on the map."""

from app.services.capture.completing import complete
from app.services.capture.filing import answer, capture, is_there, place_in_words, understood_together
from app.services.capture.grammar import choose, understand, understood_again
from app.services.capture.lines import lines_of
from app.services.capture.naming import places_near
from app.services.capture.reading import told_apart
from app.services.capture.sentence import (
    ENGLISH_KINDS,
    STRUCTURES,
    WHOLE_MAP,
    Choice,
    Completion,
    Kind,
    Piece,
    Pin,
    Role,
    Sentence,
    State,
)

__all__ = [
    "ENGLISH_KINDS",
    "STRUCTURES",
    "WHOLE_MAP",
    "Choice",
    "Completion",
    "Kind",
    "Piece",
    "Pin",
    "Role",
    "Sentence",
    "State",
    "answer",
    "capture",
    "choose",
    "complete",
    "is_there",
    "lines_of",
    "place_in_words",
    "places_near",
    "told_apart",
    "understand",
    "understood_again",
    "understood_together",
]
