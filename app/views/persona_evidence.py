"""Who is behind a persona: participants with what they said, the size of the sample, and whether that is thin."""

from functools import partial

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.models.content import Content
from app.models.evidence import place_of
from app.models.records import Highlight, Persona
from app.scoring.evidence import PersonaEvidence, persona_evidence
from app.views.session import Session
from app.views.widgets import GRID, button, clear, counted, label, wrapped


def tr(text: str) -> str:
    """Translate a text of the part."""
    return QCoreApplication.translate("PersonaEvidence", text)


def sample_text(evidence: PersonaEvidence) -> str:
    """Return the size of the sample in words: “3 participants, 2 of them quoted in 9 quotes · 4 insights”."""
    people = counted(len(evidence.participants), tr("participant"), tr("participants"))
    if evidence.quotes:
        quoted = tr("{count} of them quoted in {quotes}")
        people += ", " + quoted.format(
            count=evidence.quoted, quotes=counted(evidence.quotes, tr("quote"), tr("quotes"))
        )
    insights = counted(evidence.insights, tr("insight"), tr("insights")) if evidence.insights else ""
    return " · ".join(part for part in (people, insights) if part)


class PersonaEvidencePart(QWidget):
    """A line on the sample, a warning where it is thin, and each participant with the way to what they said."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._shown: object = None
        self.links: list[QWidget] = []
        self.sample = label()
        self.thin = wrapped("", "caption")
        self._people = QVBoxLayout()
        self._people.setSpacing(0)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(GRID // 2)
        rows.addWidget(self.sample)
        rows.addWidget(self.thin)
        rows.addLayout(self._people)

    def show_persona(self, persona: Persona) -> None:
        """Show who is behind a persona."""
        content = self._session.content
        evidence = persona_evidence(content, persona)
        said = [(each.id, each.name, first_quotes(content, each.id)) for each in evidence.participants]
        if (evidence, said) == self._shown:
            return
        self._shown = (evidence, said)
        self.sample.setText(sample_text(evidence))
        self.thin.setText(tr("⚠ Thin evidence: it takes three participants or more to carry a persona."))
        self.thin.setVisible(evidence.thin)
        clear(self._people)
        self.links = []
        for _, name, quotes in said:
            shown = name or tr("Unnamed")
            if quotes:
                text = f"{shown} · {counted(len(quotes), tr('quote'), tr('quotes'))}"
                line: QWidget = button(text, "link", partial(self._session.highlight_asked.emit, quotes[0]))
                line.setToolTip(tr("Show the first of them where it was said"))
                self.links.append(line)
            else:
                line = label(shown, "caption")
            self._people.addWidget(line, 0, Qt.AlignmentFlag.AlignLeft)


def first_quotes(content: Content, participant_id: str) -> tuple[str, ...]:
    """Return the ids of what a participant said, source by source, in order."""
    quotes = content.members(Highlight, "participant_id", participant_id)
    return tuple(each.id for each in sorted(quotes, key=lambda each: (each.source_id, place_of(each))))
