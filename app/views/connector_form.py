"""The form of a selected connector, and the connectors of a card in the form of that."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.canvas.describe import describe_link
from app.models.content import connectors_from, connectors_to
from app.models.records import Card, Connector
from app.services.connectors import disconnect, reverse, set_hand_off, set_title
from app.views.forms import Form
from app.views.links import Link, Links
from app.views.session import Session
from app.views.theme import ThemeKeeper
from app.views.widgets import ChoiceField, button


def tr(text: str) -> str:
    """Translate a text of the forms."""
    return QCoreApplication.translate("ConnectorForm", text)


class ConnectorForm(Form):
    """One connector: from where to where, what it says, whether it is a hand-off that works."""

    def __init__(self, session: Session, theme: ThemeKeeper) -> None:
        super().__init__(session, theme)
        self.title = self.title_field(tr("Title of the connector"), set_title)
        self.title.setPlaceholderText(tr("What is handed on?"))
        self.start, self.end_ = Links(tr("From")), Links(tr("To"))
        for caption, links in ((tr("From"), self.start), (tr("To"), self.end_)):
            links.opened.connect(lambda card_id: session.select([card_id]))
            self.field(caption, links)
        choices: list[tuple[object, str]] = [
            (None, tr("flow")),
            ("seamless", tr("seamless hand-off")),
            ("broken", tr("broken hand-off")),
        ]
        self.hand_off = ChoiceField(tr("What it is"), choices)
        self.hand_off.chosen.connect(lambda value: session.perform(set_hand_off, [self.record_id], value))
        self.field(tr("What it is"), self.hand_off)
        self.end(
            button(tr("Let it lead the other way"), clicked=self._reverse),
            button(tr("Delete connector"), "quiet", lambda: session.perform(disconnect, [self.record_id])),
        )

    def _reverse(self) -> None:
        turned = self.session.perform(reverse, self.record_id)
        if turned is not None:
            self.session.select([turned])

    def fill(self) -> None:
        """Show the connector as it is stored."""
        content = self.session.content
        connector = content.get(Connector, self.record_id)
        self.describe("journey", tr("Connector"))
        self.title.fill(connector.title)
        for links, card_id in ((self.start, connector.from_card_id), (self.end_, connector.to_card_id)):
            links.fill([Link(card_id, content.get(Card, card_id).title or tr("Untitled card"), can_remove=False)])
        self.hand_off.fill(connector.hand_off)


class ConnectorsOf(QWidget):
    """The connectors of a card: each to select, or to delete."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.links = Links(tr("Connectors"))
        self.links.opened.connect(lambda connector_id: session.select([connector_id]))
        self.links.removed.connect(lambda each: session.perform(disconnect, [each]))
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(self.links)

    def show_card(self, card: Card) -> int:
        """Show where a card leads to and what leads to it; return how many connectors that are."""
        content = self._session.content
        mine = (*connectors_from(content, card.id), *connectors_to(content, card.id))
        self.links.fill([Link(each.id, describe_link(content, each, card.id)) for each in mine])
        return len(mine)
