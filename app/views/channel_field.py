"""The channels that a persona uses: a chip for each, and a line that finds or adds one of the shared list."""

from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.models.records import Channel
from app.services.personas import channels_of, link_channel, unlink_channel
from app.views.entry_field import EntryField
from app.views.session import Session
from app.views.tag_field import Chip, Flow
from app.views.widgets import GRID


def tr(text: str) -> str:
    """Translate a text of the channels."""
    return QCoreApplication.translate("Channels", text)


class ChannelField(QWidget):
    """Chips, and a line below them."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session, self._persona_id = session, ""
        self._shown: tuple[Channel, ...] | None = None
        self.chips: dict[str, Chip] = {}
        self._holder = QWidget()
        self._flow = Flow(self._holder)
        self.line = EntryField(tr("Add a channel"), many=True)
        self.line.setPlaceholderText(tr("Add a channel, such as “phone”"))
        self.line.picked.connect(self._pick)
        self.line.named.connect(self._add)
        self.setFocusProxy(self.line)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(GRID // 2)
        rows.addWidget(self._holder)
        rows.addWidget(self.line)

    def show_persona(self, persona_id: str) -> None:
        """Show the channels of a persona as they are stored."""
        content = self._session.content
        used = channels_of(content, persona_id)
        if (persona_id, used) != (self._persona_id, self._shown):
            self._persona_id, self._shown = persona_id, used
            for chip in self.chips.values():
                self._flow.removeWidget(chip)
                chip.hide()
                chip.deleteLater()
            self.chips = {each.id: self._chip(each) for each in used}
            for chip in self.chips.values():
                self._flow.addWidget(chip)
            self._holder.setVisible(bool(used))
            self._holder.updateGeometry()
        others = [each for each in content.ordered(Channel) if each not in used]
        self.line.fill_entries([(each.id, each.name, None) for each in others])

    def _chip(self, channel: Channel) -> Chip:
        remove = partial(self._session.perform, unlink_channel, self._persona_id, channel.id)
        chip = Chip(channel.name, QIcon(), remove)
        chip.sign.hide()
        spoken = tr("Remove channel {name}").format(name=channel.name)
        chip.away.setAccessibleName(spoken)
        chip.away.setToolTip(spoken)
        return chip

    def _pick(self, channel_id: object) -> None:
        channel = self._session.content.find(Channel, channel_id if isinstance(channel_id, str) else None)
        if channel is not None:
            self._add(channel.name)

    def _add(self, name: str) -> None:
        self._session.perform(link_channel, self._persona_id, name)
