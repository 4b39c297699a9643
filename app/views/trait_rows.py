"""The scales of a persona: two ends, a handle between them, and what to do with each."""

from functools import partial

from PySide6.QtCore import QCoreApplication, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSlider, QVBoxLayout, QWidget

from app.models.records import PersonaTrait
from app.services.personas import add_trait, delete_trait, move_trait, traits_of, update_trait
from app.views.icons import icon
from app.views.session import Session
from app.views.theme import ThemeKeeper
from app.views.widgets import GRID, LineField, ToolButton, button, wrapped

_STEPS = 100


def tr(text: str) -> str:
    """Translate a text of the scales."""
    return QCoreApplication.translate("Traits", text)


def usual_scales() -> list[tuple[str, str]]:
    """Return scales that many personas differ on, to begin with."""
    return [
        (tr("cautious"), tr("bold")),
        (tr("new to it"), tr("expert")),
        (tr("price"), tr("quality")),
        (tr("alone"), tr("with others")),
    ]


class TraitSlider(QSlider):
    """A handle on a scale from 0 to 100; it tells what the user sets, when the handle is let go."""

    set_by_user = Signal(float)

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setRange(0, _STEPS)
        self.setPageStep(10)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumWidth(120)
        self.valueChanged.connect(self._tell)
        self.sliderReleased.connect(self._tell)

    def fill(self, value: float) -> None:
        """Show a value without saying that the user set it; not while the handle is held."""
        if not self.isSliderDown():
            with QSignalBlocker(self):
                self.setValue(round(value))

    def _tell(self) -> None:
        if not self.isSliderDown():
            self.set_by_user.emit(float(self.value()))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the page, not the value, unless the handle has the focus."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class TraitRow(QWidget):
    """One scale."""

    def __init__(self, session: Session, theme: ThemeKeeper, trait_id: str) -> None:
        super().__init__()
        self._session, self.trait_id = session, trait_id
        self.low, self.high = LineField(tr("Low end")), LineField(tr("High end"))
        self.low.setPlaceholderText(tr("one end"))
        self.high.setPlaceholderText(tr("the other"))
        self.low.setAlignment(Qt.AlignmentFlag.AlignRight)
        for field, name in ((self.low, "low"), (self.high, "high")):
            field.textEdited.connect(lambda text, name=name: session.perform(update_trait, trait_id, **{name: text}))
        self.slider = TraitSlider()
        self.slider.set_by_user.connect(lambda value: session.perform(update_trait, trait_id, value=value))
        self.up, self.down, self.away = ToolButton(), ToolButton(), ToolButton()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID // 2)
        row.addWidget(self.low, 2)
        row.addSpacing(GRID)
        row.addWidget(self.slider, 3)
        row.addSpacing(GRID)
        row.addWidget(self.high, 2)
        for each, name in ((self.up, "up"), (self.down, "down"), (self.away, "close")):
            each.setIcon(icon(name, theme.colour("muted"), 16))
            row.addWidget(each)
        self.up.clicked.connect(lambda: self._move(-1))
        self.down.clicked.connect(lambda: self._move(2))
        self.away.clicked.connect(lambda: session.perform(delete_trait, trait_id))

    def _move(self, places: int) -> None:
        trait = self._session.content.get(PersonaTrait, self.trait_id)
        ids = [each.id for each in traits_of(self._session.content, trait.persona_id)]
        at = ids.index(self.trait_id) + places
        self._session.perform(move_trait, self.trait_id, ids[at] if at < len(ids) else None)

    def fill(self, trait: PersonaTrait, first: bool, last: bool) -> None:
        """Show a scale as it is stored."""
        self.low.fill(trait.low)
        self.high.fill(trait.high)
        self.slider.fill(trait.value)
        ends = tr("{low} to {high}").format(low=trait.low, high=trait.high)
        self.slider.setAccessibleName(tr("Between {ends}").format(ends=ends))
        self.slider.setToolTip(f"{trait.value:g}")
        self.low.setAccessibleName(tr("Low end of the scale {ends}").format(ends=ends))
        self.high.setAccessibleName(tr("High end of the scale {ends}").format(ends=ends))
        for each, text in (
            (self.up, tr("Move up: {ends}")),
            (self.down, tr("Move down: {ends}")),
            (self.away, tr("Remove the scale: {ends}")),
        ):
            each.setAccessibleName(text.format(ends=ends))
            each.setToolTip(text.format(ends=ends))
        self.up.setEnabled(not first)
        self.down.setEnabled(not last)


class TraitRows(QWidget):
    """All scales of a persona, and the way to another."""

    def __init__(self, session: Session, theme: ThemeKeeper) -> None:
        super().__init__()
        self._session, self._theme = session, theme
        self._persona_id = ""
        self.rows: dict[str, TraitRow] = {}
        self._empty = wrapped(
            tr("Where do they stand between two ends? Begin with one of these, or your own."), "caption"
        )
        self._usual = QWidget()
        usual = QHBoxLayout(self._usual)
        usual.setContentsMargins(0, 0, 0, 0)
        for low, high in usual_scales():
            usual.addWidget(button(f"{low} – {high}", clicked=partial(self._add, low, high)))
        usual.addStretch()
        self.add = button(tr("Add a scale"), "link", lambda: self._add("", ""))
        self._list = QVBoxLayout()
        self._list.setSpacing(GRID // 2)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(GRID // 2)
        rows.addLayout(self._list)
        rows.addWidget(self._empty)
        rows.addWidget(self._usual)
        rows.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)

    def in_order(self) -> list[QWidget]:
        """Return what takes the focus, as it is read."""
        rows = sorted(self.rows.values(), key=self._list.indexOf)
        parts = [part for row in rows for part in (row.low, row.slider, row.high, row.up, row.down, row.away)]
        return [*parts, *self._usual.findChildren(QPushButton), self.add]

    def _add(self, low: str, high: str) -> None:
        made = self._session.perform(add_trait, self._persona_id, low, high)
        row = self.rows.get(made or "")
        if row is not None:
            (row.slider if low else row.low).setFocus()

    def show_persona(self, persona_id: str) -> None:
        """Show the scales of a persona as they are stored."""
        self._persona_id = persona_id
        traits = traits_of(self._session.content, persona_id)
        for gone in self.rows.keys() - {trait.id for trait in traits}:
            row = self.rows.pop(gone)
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        for place, trait in enumerate(traits):
            shown = self.rows.get(trait.id)
            if shown is None:
                shown = self.rows[trait.id] = TraitRow(self._session, self._theme, trait.id)
            if self._list.indexOf(shown) != place:
                self._list.insertWidget(place, shown)
            shown.fill(trait, place == 0, place == len(traits) - 1)
        self._empty.setVisible(not traits)
        self._usual.setVisible(not traits)
