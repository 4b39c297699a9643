"""What every tab of the place Decide is."""

from PySide6.QtWidgets import QWidget

from app.models.changes import ChangeSet


class Part(QWidget):
    """A tab; the page shows it, fills it while it is in view, and asks what has the keys.

    `kinds` are the records that it tells of: after other changes it is not filled anew.
    """

    kinds: tuple[str, ...] = ()

    @property
    def home(self) -> QWidget:
        """What has the keys when the tab comes."""
        raise NotImplementedError

    @property
    def tools(self) -> QWidget | None:
        """What stands in the header of the page while the tab is on show."""
        return None

    def refill(self) -> None:
        """Show what is stored now."""
        raise NotImplementedError

    def choose(self, record_id: str) -> None:
        """Show one of the records that the tab is about; where it shows none one by one, nothing happens."""

    def forget(self) -> None:
        """Let go of the records of another workspace."""

    def concerns(self, changes: ChangeSet) -> bool:
        """Return whether a change may be one of what is shown."""
        return changes.touches(*self.kinds)
