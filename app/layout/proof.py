"""How well a card is proven, as dots: one for each of the first three people who said so, diamonds for a verdict."""

from typing import Final

from app.layout.shapes import Command, Path, circle, polygon
from app.layout.words import ENGLISH, Words
from app.models.kinds import EvidenceStrength
from app.scoring.evidence import VALIDATED, Evidence, Proof

_RADIUS, _STEP, _INK = 2.75, 8.0, 1.0
PROOF_WIDTH: Final = 2 * _STEP + 2 * _RADIUS + _INK
"""How wide the dots are, in points."""

_BY_VERDICT: Final[dict[EvidenceStrength, int]] = {"assumption": 0, "emerging": 2, "validated": 3}


def dots_of(proof: Proof) -> int:
    """Return how many of the three dots are filled."""
    return min(proof.voices, VALIDATED) if proof.verdict is None else _BY_VERDICT[proof.verdict]


def draw_proof(proof: Proof, left: float, middle: float) -> tuple[Path, ...]:
    """Return three dots from `left` on, around the height of `middle`: filled as far as there is proof."""
    filled: list[Command] = []
    hollow: list[Command] = []
    for place in range(VALIDATED):
        x = left + _INK / 2 + _RADIUS + place * _STEP
        outline = circle(x, middle, _RADIUS) if proof.verdict is None else _diamond(x, middle)
        (filled if place < dots_of(proof) else hollow).extend(outline)
    shapes = []
    if filled:
        shapes.append(Path(tuple(filled), "accent", "accent", _INK))
    if hollow:
        shapes.append(Path(tuple(hollow), stroke="accent", width=_INK))
    return tuple(shapes)


def _diamond(x: float, y: float) -> tuple[Command, ...]:
    far = _RADIUS + 0.5
    return polygon((x, y - far), (x + far, y), (x, y + far), (x - far, y))


def count_text(evidence: Evidence, words: Words = ENGLISH) -> str:
    """Return what is counted: “5 quotes from 4 participants”, or that there are none yet."""
    if not evidence.quotes:
        return words["no quotes"]
    quotes, people = evidence.quotes, evidence.participants
    return words["quotes from participants"].format(
        quotes=words["one quote" if quotes == 1 else "many quotes"].format(n=quotes),
        participants=words["one participant" if people == 1 else "many participants"].format(n=people),
    )


def strength_text(evidence: Evidence, words: Words = ENGLISH) -> str:
    """Return how strong the evidence is, by verdict or as counted: “validated by verdict, emerging as counted”."""
    counted = words[f"value {evidence.strength}"]
    if evidence.verdict is None:
        return counted
    held = words[f"value {evidence.verdict.strength}"]
    key = "by verdict" if evidence.verdict.strength == evidence.strength else "by verdict beside"
    return words[key].format(strength=held, counted=counted)


def evidence_text(evidence: Evidence, words: Words = ENGLISH) -> str:
    """Return counts and strength in one line."""
    return f"{count_text(evidence, words)} · {strength_text(evidence, words)}"


def dots_text(evidence: Evidence) -> str:
    """Return the dots as characters, for tables: ●●○, ◆◆◇ by verdict."""
    verdict = evidence.verdict.strength if evidence.verdict else None
    filled = dots_of(Proof(evidence.participants, verdict))
    full, empty = ("●", "○") if verdict is None else ("◆", "◇")
    return full * filled + empty * (VALIDATED - filled)
