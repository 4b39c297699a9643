"""Two to four personas side by side: their fields beside each other, one scale for all, shared pains and own ones."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from app.layout.look import persona_role
from app.models.content import tags_of
from app.models.records import Card, Journey, Persona, Segment
from app.scoring.comparison import Pain, Scale, compare_pains, compare_traits
from app.scoring.map_lists import step_title
from app.services.personas import appearances, channels_of
from app.views.kinds import field_word, value_word
from app.views.persona_list import Avatar
from app.views.session import Session
from app.views.theme import ThemeKeeper
from app.views.widgets import GRID, ToolButton, button, counted, label, wrapped

MOST: Final = 4
"""Personas that are compared at once."""

_TEXTS: Final = ("description", "quote", "goals", "needs", "frustrations")


def tr(text: str) -> str:
    """Translate a text of the page."""
    return QCoreApplication.translate("ComparisonPage", text)


class ScaleLine(QWidget):
    """A line between two ends with a dot for each persona that stands on it."""

    def __init__(self, theme: ThemeKeeper, scale: Scale, numbers: dict[str, int], names: dict[str, str]) -> None:
        super().__init__()
        self._theme, self._scale, self._numbers = theme, scale, numbers
        self.setFixedHeight(4 * GRID)
        self.setMinimumWidth(160)
        told = ", ".join(f"{names[each]} {value:g}" for each, value in scale.values.items())
        self.setAccessibleName(tr("{low} to {high}: {values}").format(low=scale.low, high=scale.high, values=told))
        self.setToolTip(told)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line and the dots; those at one place stand above each other's shoulders."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look, middle = self._theme.look, self.height() / 2
        left, right = 12.0, self.width() - 12.0
        painter.setPen(QPen(QColor(self._theme.colour("strong_line")), 2.0))
        painter.drawLine(QPointF(left, middle), QPointF(right, middle))
        taken: list[float] = []
        for persona_id, value in self._scale.values.items():
            x = left + (right - left) * value / 100
            crowd = sum(abs(x - each) < 14 for each in taken)
            taken.append(x)
            x += crowd * 9
            painter.setBrush(QColor(look[persona_role(self._numbers[persona_id])]))
            painter.setPen(QPen(QColor(self._theme.colour("surface")), 2.0))
            painter.drawEllipse(QRectF(x - 8, middle - 8, 16, 16))
            painter.setPen(QColor(self._theme.colour("surface")))
            font = painter.font()
            font.setPixelSize(10)
            font.setBold(True)
            painter.setFont(font)
            painter.drawText(
                QRectF(x - 8, middle - 8, 16, 16), Qt.AlignmentFlag.AlignCenter, str(self._numbers[persona_id] + 1)
            )


class ComparisonPage(QWidget):
    """Made anew whenever something changes: nothing is edited here."""

    left_out = Signal(str)
    """The id of a persona that is not to be compared any more."""
    taken_in = Signal(str)
    """The id of another one to compare."""
    card_asked = Signal(str)
    """The id of a card to show on its map."""
    page_asked = Signal(str)
    """The id of a persona whose own page is wanted."""

    def __init__(self, session: Session, theme: ThemeKeeper) -> None:
        super().__init__()
        self._session, self._theme = session, theme
        self.ids: list[str] = []
        self._body: QWidget | None = None
        outer = QHBoxLayout(self)
        outer.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        self._sheet = QFrame()
        self._sheet.setObjectName("sheet")
        self._sheet_rows = QVBoxLayout(self._sheet)
        self._sheet_rows.setContentsMargins(4 * GRID, 3 * GRID, 4 * GRID, 4 * GRID)
        outer.addWidget(self._sheet)

    def show_personas(self, ids: Sequence[str]) -> None:
        """Compare these personas as they are stored."""
        content = self._session.content
        personas = [persona for each in ids if (persona := content.find(Persona, each)) is not None]
        self.ids = [each.id for each in personas]
        if self._body is not None:
            self._sheet_rows.removeWidget(self._body)
            self._body.hide()
            self._body.deleteLater()
        self._body = QWidget()
        grid = QGridLayout(self._body)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(3 * GRID)
        grid.setVerticalSpacing(GRID)
        for column in range(len(personas)):
            grid.setColumnStretch(column + 1, 1)
        grid.setColumnMinimumWidth(0, 112)
        self._heads(grid, personas)
        self._fields(grid, personas)
        self._scales(grid, personas)
        self._pains(grid, personas)
        grid.setRowStretch(grid.rowCount(), 1)
        self._sheet_rows.addWidget(self._body)

    # ---- parts

    def _row(self, grid: QGridLayout, caption: str, cells: Sequence[QWidget]) -> None:
        """Add a line across all columns and below it a row of cells."""
        row = grid.rowCount()
        rule = QFrame()
        rule.setProperty("look", "rule")
        rule.setFixedHeight(1)
        grid.addWidget(rule, row, 0, 1, len(cells) + 1 if cells else -1)
        heading = wrapped(caption, "caption")
        grid.addWidget(heading, row + 1, 0, Qt.AlignmentFlag.AlignTop)
        for column, cell in enumerate(cells, start=1):
            grid.addWidget(cell, row + 1, column, Qt.AlignmentFlag.AlignTop)

    def _heads(self, grid: QGridLayout, personas: Sequence[Persona]) -> None:
        for column, persona in enumerate(personas, start=1):
            grid.addWidget(self._head(persona, column - 1), 0, column)
        others = [each for each in self._session.content.ordered(Persona) if each.id not in self.ids]
        if len(personas) < MOST and others:
            add = button(tr("Add a persona"), "link")
            menu = QMenu(add)
            for each in others:
                menu.addAction(each.name or tr("Unnamed"), partial(self.taken_in.emit, each.id))
            add.clicked.connect(lambda: menu.popup(add.mapToGlobal(add.rect().bottomLeft())))
            grid.addWidget(add, 0, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)

    def _head(self, persona: Persona, number: int) -> QWidget:
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 0, 0, GRID)
        row.setSpacing(GRID)
        row.addWidget(Avatar(self._session, self._theme, persona, 56, number), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(0)
        name = button(persona.name or tr("Unnamed"), "name", partial(self.page_asked.emit, persona.id))
        name.setToolTip(tr("Show the page of this persona"))
        words.addWidget(name, 0, Qt.AlignmentFlag.AlignLeft)
        words.addWidget(wrapped(persona.role, "caption"))
        words.addStretch()
        row.addLayout(words, 1)
        if len(self.ids) > 1:
            away = ToolButton()
            away.setText("×")
            away.setProperty("look", "cross")
            away.setAccessibleName(tr("Leave {name} out").format(name=persona.name))
            away.setToolTip(tr("Leave {name} out").format(name=persona.name))
            away.clicked.connect(lambda: self.left_out.emit(persona.id))
            row.addWidget(away, 0, Qt.AlignmentFlag.AlignTop)
        return head

    def _fields(self, grid: QGridLayout, personas: Sequence[Persona]) -> None:
        content = self._session.content

        def segment(persona: Persona) -> str:
            found = content.find(Segment, persona.segment_id)
            return found.name if found else ""

        rows: list[tuple[str, Callable[[Persona], str]]] = [
            (tr("Segment"), segment),
            (field_word("buyer_role"), lambda persona: value_word(persona.buyer_role) if persona.buyer_role else ""),
            (field_word("target_market"), lambda persona: persona.target_market),
            *((field_word(name), partial(_text_of, name)) for name in _TEXTS),
            (tr("Channels"), lambda persona: ", ".join(each.name for each in channels_of(content, persona.id))),
            (tr("Tags"), lambda persona: ", ".join(each.name for each in tags_of(content, persona))),
            (tr("On the maps"), lambda persona: "\n".join(_map_lines(self._session, persona.id))),
        ]
        for caption, value_of in rows:
            values = [value_of(persona).strip() for persona in personas]
            if any(values):
                self._row(grid, caption, [wrapped(value or "–", "" if value else "caption") for value in values])

    def _scales(self, grid: QGridLayout, personas: Sequence[Persona]) -> None:
        numbers = {persona.id: number for number, persona in enumerate(personas)}
        names = {persona.id: persona.name for persona in personas}
        scales = compare_traits(self._session.content, self.ids)
        if not scales:
            return
        whole = QWidget()
        lines = QGridLayout(whole)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setHorizontalSpacing(GRID)
        lines.setVerticalSpacing(0)
        lines.setColumnStretch(1, 1)
        for row, scale in enumerate(scales):
            lines.addWidget(label(scale.low), row, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            lines.addWidget(ScaleLine(self._theme, scale, numbers, names), row, 1)
            lines.addWidget(label(scale.high), row, 2)
        self._wide(grid, tr("Traits"), whole, len(personas))

    def _wide(self, grid: QGridLayout, caption: str, widget: QWidget, columns: int) -> None:
        """Add a row whose one cell goes across all personas."""
        self._row(grid, caption, [])
        grid.addWidget(widget, grid.rowCount() - 1, 1, 1, columns)

    def _pains(self, grid: QGridLayout, personas: Sequence[Persona]) -> None:
        shared, own = compare_pains(self._session.content, self.ids)
        if shared:
            whole = QWidget()
            rows = QVBoxLayout(whole)
            rows.setContentsMargins(0, 0, 0, 0)
            rows.setSpacing(GRID)
            for pain in shared:
                rows.addWidget(self._shared_pain(pain, personas))
            self._wide(grid, tr("Shared pains"), whole, len(personas))
        else:
            text = tr("None: cards count as one pain where they are shared or have the same title.")
            self._wide(grid, tr("Shared pains"), wrapped(text, "caption"), len(personas))
        self._row(grid, tr("Own pains"), [self._own_pains(own[persona.id]) for persona in personas])

    def _shared_pain(self, pain: Pain, personas: Sequence[Persona]) -> QWidget:
        box = QFrame()
        box.setProperty("look", "pain")
        rows = QVBoxLayout(box)
        rows.setContentsMargins(GRID + 4, GRID // 2, GRID, GRID // 2)
        rows.setSpacing(0)
        rows.addWidget(wrapped(pain.title or tr("Untitled"), "strong"))
        for persona in personas:
            for card in pain.cards.get(persona.id, ()):
                rows.addWidget(self._place(card, f"{_isolated(persona.name)} · "), 0, Qt.AlignmentFlag.AlignLeft)
        return box

    def _own_pains(self, pains: Sequence[Pain]) -> QWidget:
        cell = QWidget()
        rows = QVBoxLayout(cell)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(GRID // 2)
        for pain in pains:
            rows.addWidget(wrapped(pain.title or tr("Untitled")))
            for cards in pain.cards.values():
                for card in cards:
                    rows.addWidget(self._place(card), 0, Qt.AlignmentFlag.AlignLeft)
        if not pains:
            rows.addWidget(label("–", "caption"))
        return cell

    def _place(self, card: Card, before: str = "") -> QWidget:
        """Return where a card is, as a link to it."""
        content = self._session.content
        journey = content.get(Journey, card.journey_id)
        severity = tr("severity {number}").format(number=card.severity) if card.severity else ""
        parts = [step_title(content, card.step_id), severity, journey.title or tr("Untitled journey")]
        text = before + " · ".join(_isolated(part) for part in parts if part)
        shown = self.fontMetrics().elidedText(
            text, Qt.TextElideMode.ElideRight, 640 if before else 1000 // len(self.ids)
        )
        link = button(shown, "link", partial(self.card_asked.emit, card.id))
        link.setToolTip(tr("Show on the map: {place}").format(place=text))
        link.setAccessibleName(tr("Show on the map: {place}").format(place=f"{card.title}, {text}"))
        return link

    def sizeHint(self) -> QSize:
        """As its sheet."""
        return self._sheet.sizeHint()


def _isolated(text: str) -> str:
    """Return a name that keeps its own direction, so that what follows it runs as the page does."""
    return f"\u2068{text}\u2069"


def _text_of(name: str, persona: Persona) -> str:
    text: str = getattr(persona, name)
    return text


def _map_lines(session: Session, persona_id: str) -> list[str]:
    return [
        tr("{title}: {pains}, {gains}").format(
            title=_isolated(each.journey.title or tr("Untitled journey")),
            pains=counted(each.cards.get("pain", 0), tr("pain"), tr("pains")),
            gains=counted(each.cards.get("gain", 0), tr("gain"), tr("gains")),
        )
        for each in appearances(session.content, persona_id)
    ]
