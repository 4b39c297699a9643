"""What is behind pains and opportunities, in a report: strength, counts, and some of the quotes."""

from __future__ import annotations

from typing import Final

from app.exporters.report.blocks import SMALL, Cell, paragraph, quotation
from app.exporters.report.flow import Strip
from app.exporters.report.scope import Scope
from app.layout.proof import evidence_text
from app.models.evidence import Backed, all_highlights
from app.models.quotes import Quote, read_quotes
from app.models.turns import BLANK
from app.scoring.evidence import evidence_of

_QUOTED: Final = 2
_ASKED: Final = 4
"""Quotes of an opportunity that are shown, and looked at for each: a profile may leave the words of some out."""

_LONGEST: Final = 220


def evidence_cell(scope: Scope, record: Backed) -> Cell:
    """Return how strong the evidence is and of how many participants: “validated · 4”."""
    evidence = evidence_of(scope.content, record)
    strength = scope.words[f"value {evidence.held}"]
    if evidence.hopes:
        return Cell("–", SMALL, "muted")
    text = f"{strength} · {evidence.participants}" if evidence.participants else strength
    return Cell(text, SMALL, "muted" if evidence.held == "assumption" else "ink")


def behind(scope: Scope, record: Backed, width: float, most: int = _QUOTED) -> list[Strip]:
    """Return counts, strength and reason of a verdict, and the first quotes; nothing where nothing is behind it.

    So many quotes at `most`.
    """
    evidence = evidence_of(scope.content, record)
    if not evidence.quotes and evidence.verdict is None:
        return []
    text = f"{scope.words['report evidence']}: {evidence_text(evidence, scope.words)}"
    if evidence.verdict is not None and evidence.verdict.reason.strip():
        text += f". {evidence.verdict.reason.strip()}"
    strips = paragraph(text, width, SMALL, "muted", above=6.0)
    highlights = all_highlights(scope.content, record)[: _ASKED * most]
    shown = [each for each in read_quotes(scope.content, scope.snapshot.turns, highlights) if _is_told(each)]
    for quote in shown[:most]:
        strips += quotation(_short(quote.text), width)
        strips += paragraph(quote.place, width, SMALL, "muted", above=0.0)
    return strips


def _is_told(quote: Quote) -> bool:
    """Return whether the words may be read: a profile leaves blanks in the place of others."""
    return BLANK * 3 not in quote.text and bool(quote.text.strip(f"{BLANK} \n"))


def _short(text: str) -> str:
    text = " ".join(text.split())
    return f"“{text}”" if len(text) <= _LONGEST else f"“{text[: _LONGEST - 1]}…”"
