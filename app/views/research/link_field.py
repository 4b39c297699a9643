"""The line that links the passage in use to an insight that is there, found while it is typed, or to a new one."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFocusEvent

from app.models.records import Insight, InsightHighlight
from app.services.insights import insight_from, link_highlights
from app.views.entry_field import EntryField
from app.views.insights.words import insight_icon
from app.views.session import Session
from app.views.theme import ThemeKeeper


def tr(text: str) -> str:
    """Translate a text of the line."""
    return QCoreApplication.translate("LinkField", text)


class LinkField(EntryField):
    """Reads the insights when the keys come: there may be thousands, and the caret goes from passage to passage."""

    def __init__(self, session: Session, theme: ThemeKeeper) -> None:
        super().__init__(tr("Link to an insight"), many=True)
        self._session, self._theme = session, theme
        self.highlight_id = ""
        """The passage in use."""
        self.setPlaceholderText(tr("Find an insight, or say a new one"))
        self.picked.connect(self._link)
        self.named.connect(self._say)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Offer the insights that are not drawn from the passage yet."""
        content, look = self._session.content, self._theme.look
        there = {each.insight_id for each in content.members(InsightHighlight, "highlight_id", self.highlight_id)}
        others = (each for each in content.ordered(Insight) if each.id not in there and each.statement)
        self.fill_entries([(each.id, each.statement, insight_icon(each.kind, look)) for each in others])
        super().focusInEvent(event)

    def _link(self, insight_id: object) -> None:
        if isinstance(insight_id, str):
            self._session.perform(link_highlights, insight_id, [self.highlight_id])

    def _say(self, statement: str) -> None:
        self._session.perform(insight_from, [self.highlight_id], None, statement)
