"""The channels that a persona uses: a chip for each, and a line that finds or adds one of the shared list."""

from PySide6.QtCore import QCoreApplication

from app.models.records import Channel
from app.services.personas import channels_of, link_channel, unlink_channel
from app.views.entry_chips import EntryChips
from app.views.session import Session


def tr(text: str) -> str:
    """Translate a text of the channels."""
    return QCoreApplication.translate("Channels", text)


class ChannelField(EntryChips):
    """Writes what is chosen; a name that the list lacks is added to it."""

    def __init__(self, session: Session) -> None:
        super().__init__(tr("Add a channel"), tr("Add a channel, such as “phone”"), tr("Remove channel {name}"))
        self._session, self._persona_id = session, ""
        self.added.connect(self._pick)
        self.unknown.connect(lambda name: session.perform(link_channel, self._persona_id, name))
        self.removed.connect(lambda each: session.perform(unlink_channel, self._persona_id, each))

    def show_persona(self, persona_id: str) -> None:
        """Show the channels of a persona as they are stored."""
        self._persona_id = persona_id
        content = self._session.content
        used = channels_of(content, persona_id)
        others = (each for each in content.ordered(Channel) if each not in used)
        self.fill([(each.id, each.name) for each in used], [(each.id, each.name) for each in others])

    def _pick(self, channel_id: str) -> None:
        channel = self._session.content.find(Channel, channel_id)
        if channel is not None:
            self._session.perform(link_channel, self._persona_id, channel.name)
