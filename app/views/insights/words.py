"""Words, signs and colours for insights and their evidence, as the place Insights shows them."""

from PySide6.QtCore import QCoreApplication, QPointF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen

from app.canvas.icons import map_icon
from app.layout import proof
from app.layout.look import Theme
from app.models.kinds import EvidenceStrength, InsightKind
from app.scoring.evidence import Evidence, Proof
from app.views.research.marks import SIGNS, edge_of
from app.views.widgets import counted

DOT, DOTS_APART = 8, 12
"""The size of a dot of strength, and from one to the next, in pixels."""


def tr(text: str) -> str:
    """Translate a text of the place."""
    return QCoreApplication.translate("Insights", text)


def strength_word(strength: EvidenceStrength) -> str:
    """Return what a strength of evidence is called."""
    words: dict[EvidenceStrength, str] = {
        "assumption": tr("Assumption"),
        "emerging": tr("Emerging"),
        "validated": tr("Validated"),
    }
    return words[strength]


def insight_icon(kind: InsightKind, look: Theme, size: int = 16) -> QIcon:
    """Return the sign of a kind of insight in its colour."""
    return map_icon(SIGNS[kind], edge_of(kind), look.name, size)


def evidence_words(evidence: Evidence) -> str:
    """Return how many quotes of how many people there are, such as “5 quotes · 4 people”."""
    parts = [counted(evidence.quotes, tr("quote"), tr("quotes"))]
    if evidence.quotes:
        parts.append(counted(evidence.participants, tr("person"), tr("people")))
    return " · ".join(parts)


def strength_line(evidence: Evidence) -> str:
    """Return a strength in words, and what is behind it: for tips and screen readers."""
    line = f"{strength_word(evidence.held)}: {evidence_words(evidence)}"
    if evidence.verdict is None:
        return line
    counted_as = tr("by verdict of {day}; counted: {strength}")
    said = counted_as.format(day=evidence.verdict.decided_on, strength=strength_word(evidence.strength))
    return f"{line} ({said})" + (f"\n{evidence.verdict.reason}" if evidence.verdict.reason else "")


def dots_of(evidence: Evidence) -> int:
    """Return how many of three dots are filled, as on the map."""
    return proof.dots_of(Proof(evidence.participants, evidence.verdict.strength if evidence.verdict else None))


def draw_dots(painter: QPainter, x: float, middle: float, evidence: Evidence, colour: QColor) -> None:
    """Draw how strong the evidence is as three dots; as diamonds where somebody has judged it, as on the map."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, 1.2))
    for number in range(3):
        painter.setBrush(colour if number < dots_of(evidence) else Qt.BrushStyle.NoBrush)
        centre = QPointF(x + number * DOTS_APART + DOT / 2, middle)
        if evidence.verdict is None:
            painter.drawEllipse(centre, DOT / 2, DOT / 2)
        else:
            far = DOT / 2 + 1
            ends = (QPointF(0, -far), QPointF(far, 0), QPointF(0, far), QPointF(-far, 0))
            painter.drawPolygon([centre + end for end in ends])
    painter.restore()
