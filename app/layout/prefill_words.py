"""What stands in for a score until people score, in words."""

from app.layout.words import ENGLISH, Words, figure, signed
from app.scoring.prefills import Prefilled


def explained(prefill: Prefilled, words: Words = ENGLISH) -> str:
    """Return what a prefill was made of, in one line."""
    value, count, of = prefill.found
    told = signed(value) if prefill.kind == "sentiment" else figure(value, 2)
    return words[f"prefill {prefill.kind}"].format(figure=told, count=count, of=of)
