"""A card that an opportunity is there because of, with the way to it on its map."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from app.layout.proof import dots_text, evidence_text
from app.models.content import Content, persona_of
from app.models.records import Card, Lane, Stage, Step
from app.scoring.evidence import evidence_of
from app.views.decide.words import tr
from app.views.kinds import kind_word, map_words
from app.views.theme import ThemeKeeper
from app.views.widgets import GRID, LinkButton, Names, column, label


class CardLine(QFrame):
    """Its title leads to the map; below, where it stands, whose it is and how bad it is."""

    asked = Signal(str)

    def __init__(self, content: Content, card: Card, theme: ThemeKeeper) -> None:
        super().__init__()
        self.setProperty("look", "pain" if card.kind == "pain" else "said")
        self.opening = LinkButton(" ".join(card.title.split()) or tr("Untitled card"), lambda: self.asked.emit(card.id))
        self.opening.setAccessibleDescription(tr("Show it on its map"))
        where = Names("caption")
        where.setText(place_text(content, card))
        evidence = evidence_of(content, card)
        dots = label(dots_text(evidence), "dots")
        dots.setToolTip(evidence_text(evidence, map_words()))
        dots.setAccessibleName(dots.toolTip())
        foot = QHBoxLayout()
        foot.setSpacing(GRID)
        foot.addWidget(where, 1)
        foot.addWidget(dots, 0, Qt.AlignmentFlag.AlignTop)
        rows = column(self.opening, spacing=0, margins=(GRID, GRID // 2, GRID, GRID // 2))
        rows.addLayout(foot)
        self.setLayout(rows)


def place_text(content: Content, card: Card) -> str:
    """Return where a card stands: kind, stage, persona, severity."""
    step = content.find(Step, card.step_id)
    stage = content.find(Stage, step.stage_id) if step is not None else None
    lane = content.find(Lane, card.lane_id)
    persona = persona_of(content, lane.swimlane_id) if lane is not None else None
    severity = tr("severity {value}").format(value=card.severity) if card.severity is not None else ""
    parts = (kind_word(card.kind), stage.title if stage else "", persona.name if persona else "", severity)
    return " · ".join(part for part in parts if part)
