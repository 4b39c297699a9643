"""The line at the bottom: what there is in the place on show, what was done last, how far the map is zoomed."""

from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from app.canvas.accessible import announce
from app.models.changes import ChangeSet
from app.models.content import decided, stages_of, swimlanes_of, unplaced_cards
from app.models.records import Highlight, Insight, Journey, Opportunity, Source, Workspace
from app.views.rail import DECIDE, INSIGHTS, MAP, RESEARCH
from app.views.session import Session, count_cards
from app.views.widgets import GRID, counted, label, restyle

_STAYS = 12_000
"""How long a line about what could not be done stays, milliseconds."""


_LONGEST = 48
"""Characters of a title that the line shows."""


def tr(text: str) -> str:
    """Translate a text of the line."""
    return QCoreApplication.translate("Status", text)


def change_text(changes: ChangeSet) -> str:
    """Return what was done, with the title of what it was done to where that is one thing."""
    kinds = {(change.kind, change.id) for change in changes.changes}
    record = changes.changes[0].after or changes.changes[0].before if len(kinds) == 1 else None
    if isinstance(record, Workspace) or "“" in changes.label:  # it says already what it was done to
        return changes.label
    title = str(getattr(record, "title", "") or getattr(record, "name", "")).replace("\n", " ")
    shown = title if len(title) <= _LONGEST else f"{title[:_LONGEST]}…"
    return f"{changes.label} “{shown}”" if title else changes.label


class StatusLine(QFrame):
    """Counts at the left; the last change and the zoom at the right. What it says is announced too."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._place = ""
        self.setObjectName("status")
        self.setFixedHeight(28)
        self.counts = label()
        self.last = label()
        self.last.setAccessibleName(tr("Last change"))
        self.zoom = label()
        self.zoom.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.zoom.setMinimumWidth(48)
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * GRID, 0, 2 * GRID, 0)
        row.setSpacing(2 * GRID)
        row.addWidget(self.counts)
        row.addStretch()
        row.addWidget(self.last)
        self.note = label()
        self.note.setAccessibleName(tr("About the figures"))
        row.addWidget(self.zoom)
        row.addWidget(self.note)
        self._room: QLabel | None = None
        self._fade = QTimer(self, singleShot=True, interval=_STAYS)
        self._fade.timeout.connect(lambda: self.say(""))
        session.opened.connect(self._begin)
        session.journey_changed.connect(self._count)
        session.changed.connect(self._follow)
        session.said.connect(self.say)
        session.failed.connect(self.fail)
        self._begin()

    def _begin(self) -> None:
        self.setVisible(self._session.is_open)
        self.say("")
        self._count()

    def follow_place(self, place: str) -> None:
        """Count what the place that is on show is about."""
        self._place = place
        self.zoom.setVisible(place == MAP)
        self.note.setVisible(place == DECIDE)
        self._count()

    def show_note(self, text: str) -> None:
        """Show what the place Decide says of its figures, at the right."""
        self.note.setText(text)

    def _count(self) -> None:
        content, journey_id = self._session.content, self._session.journey_id
        if self._place in (RESEARCH, INSIGHTS):
            counts = (
                counted(len(content.all(Source)), tr("source"), tr("sources")),
                counted(len(content.all(Highlight)), tr("highlight"), tr("highlights")),
                counted(len(content.all(Insight)), tr("insight"), tr("insights")),
            )
            self.counts.setText("  ·  ".join(counts))
            return
        if self._place == DECIDE:
            taken = sum(decided(content, each) is not None for each in content.all(Opportunity))
            self.counts.setText(
                "  ·  ".join(
                    (
                        counted(len(content.all(Opportunity)), tr("opportunity"), tr("opportunities")),
                        counted(len(content.all(Journey)), tr("journey"), tr("journeys")),
                        tr("{count} decided").format(count=taken),
                    )
                )
            )
            return
        placed = count_cards(content, journey_id)
        waiting = len(unplaced_cards(content, journey_id))
        parts = [
            counted(len(stages_of(content, journey_id)), tr("stage"), tr("stages")),
            counted(len(swimlanes_of(content, journey_id)), tr("persona"), tr("personas")),
            counted(placed, tr("card"), tr("cards")),
        ]
        if waiting:
            parts.append(tr("{count} unplaced").format(count=waiting))
        self.counts.setText("  ·  ".join(parts))

    def _follow(self, changes: ChangeSet) -> None:
        self._count()
        undo = self._session.keys.text("undo")
        texts = {
            "undo": tr("Undone: {label}"),
            "redo": tr("Redone: {label}"),
            "reload": tr("The file was read again"),
            "protect": "{label}",
            "forget": "{label}",
        }
        text = texts.get(changes.origin, "{label}  ·  {keys}").format(label=change_text(changes), keys=undo)
        self._show(text, failed=False)  # the map announces its changes itself

    def say(self, text: str) -> None:
        """Show and announce what was done."""
        self._show(text, failed=False)
        announce(self, text)

    def fail(self, text: str) -> None:
        """Show and announce what could not be done."""
        self._show(text, failed=True)
        announce(self, text)
        self._fade.start()

    def _show(self, text: str, *, failed: bool) -> None:
        self._fade.stop()
        self.last.setText(text.replace("\n", " "))
        self.last.setToolTip(text)
        if bool(self.last.property("look")) != failed:
            self.last.setProperty("look", "error" if failed else "")
            restyle(self.last)

    def show_room(self, text: str) -> None:
        """Show what a room sees of the map that is presented to it; nothing where it sees nothing."""
        layout = self.layout()
        if self._room is None and text and isinstance(layout, QHBoxLayout):
            self._room = label("", "room")
            layout.insertWidget(layout.count() - 1, self._room)
        if self._room is not None:
            self._room.setText(text)
            self._room.setVisible(bool(text))

    @property
    def room_text(self) -> str:
        """What it says of a room."""
        return self._room.text() if self._room is not None else ""

    def show_zoom(self, factor: float) -> None:
        """Show the zoom; 1 = 100 %."""
        self.zoom.setText(tr("{percent} %").format(percent=round(factor * 100)))
