"""The words that a map itself prints, in English; views pass a table of the same keys in the user's language."""

from collections.abc import Mapping
from typing import Final

Words = Mapping[str, str]

ENGLISH: Final[Words] = {
    "touchpoint": "touchpoint",
    "pain": "pain",
    "gain": "gain",
    "action": "action",
    "thought": "thought",
    "quote": "quote",
    "need": "need",
    "question": "question",
    "touchpoints": "Touchpoints",
    "experience": "Pains and gains",
    "emotion": "Emotion",
    "thoughts": "Thoughts",
    "quotes": "Quotes",
    "needs": "Needs",
    "questions": "Questions",
    "whole map": "Whole map",
    "default": "default",
    "weighted mean": "weighted mean, n = {n}",
    "running mean": "running mean, n = {n}",
    "point": "{value} · n {n}",
    "point by hand": "{value} by hand · n {n}",
    "no emotion": "no sentiments yet",
    "refused by lanes": "No lane here takes this kind of card ({kind}). Add one first.",
    "refused by collapsed": "This swimlane is collapsed. Open it to drop cards here.",
}
"""Keys are the kinds of cards and lanes, and names of phrases; words in braces are filled in."""


def lane_title(title: str, kind: str, words: Words) -> str:
    """Return what a lane is called: its own title, or the word for its kind."""
    return title or words[kind]


def signed(value: float, digits: int = 2) -> str:
    """Return a sentiment as people write it: +1, −0.5, 0."""
    rounded = round(value, digits) + 0.0
    text = f"{abs(rounded):.{digits}f}".rstrip("0").rstrip(".")
    return ("−" if rounded < 0 else "+" if rounded > 0 else "") + text
