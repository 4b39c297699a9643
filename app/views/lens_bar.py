"""The line above a map that is looked at through a lens: what colours mean, what is filtered, how many cards."""

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy

from app.canvas.view import MapView
from app.layout.legend import Legend, legend_of
from app.layout.look import Theme
from app.views.theme import ThemeKeeper
from app.views.widgets import GRID, button

LATER = 150
"""Milliseconds after a change until cards are counted again: what was changed comes first."""

_LONGEST = 32
"""How many letters of a value's name are shown."""


def tr(text: str) -> str:
    """Translate a text of the bar."""
    return QCoreApplication.translate("LensBar", text)


class LensBar(QFrame):
    """On show while a colour rule or a filter is on."""

    asked = Signal()
    """The user wants other colours or filters."""
    cleared = Signal()

    def __init__(self, theme: ThemeKeeper) -> None:
        super().__init__()
        self._theme = theme
        self._view: MapView | None = None
        self.legend: Legend | None = None
        self.setObjectName("lens")
        self.setAccessibleName(tr("Colours and filters"))
        self.text = QLabel()
        self.text.setTextFormat(Qt.TextFormat.RichText)
        self.text.setWordWrap(True)
        self.text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.change = button(tr("Change…"), "link", self.asked.emit)
        self.clear = button(tr("Clear"), "link", self.cleared.emit)
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * GRID, GRID // 2, GRID, GRID // 2)
        row.setSpacing(GRID)
        row.addWidget(self.text, 1)
        row.addWidget(self.change)
        row.addWidget(self.clear)
        self._later = QTimer(self, singleShot=True, interval=LATER)
        self._later.timeout.connect(self._refill)
        theme.changed.connect(self._refill)
        self.hide()

    def follow(self, view: MapView | None, *, soon: bool = False) -> None:
        """Say what the lens of a map does, now or in a moment; of none, nothing."""
        self._view = view
        if soon:
            self._later.start()
        else:
            self._refill()

    def _refill(self) -> None:
        self._later.stop()
        view = self._view
        if view is None:
            self.hide()
            return
        self.legend = legend_of(view.content, view.journey_id, view.map_scene.sight, view.words)
        if self.legend is not None:
            self.text.setText(_rich(self.legend, self._theme.look))
            self.text.setAccessibleName(self.legend.text)
        self.setVisible(self.legend is not None)


def _rich(legend: Legend, look: Theme) -> str:
    from html import escape  # its table of entities takes 2 ms, for a map with a lens only

    def unbroken(text: str) -> str:
        shown = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
        return escape(shown).replace(" ", "&nbsp;")

    parts = []
    if legend.rule:
        values = (
            f'<span style="color:{look[each.role]}">■</span>&nbsp;{unbroken(each.label)}'
            f'&nbsp;<span style="color:{look["muted"]}">{each.cards}</span>'
            for each in legend.choices
        )
        parts.append(f"<b>{escape(legend.rule)}</b> &nbsp; " + " &nbsp; ".join(values))
    if legend.counted:
        filters = " &nbsp;·&nbsp; ".join(escape(each) for each in legend.filters)
        parts.append(f"<b>{escape(tr('Filter'))}</b> &nbsp; {filters} &nbsp;–&nbsp; {escape(legend.counted)}")
    return "<br>".join(parts)
