"""What a start without a file shows: three ways in, and the workspaces opened last."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from app.views.icons import icon
from app.views.theme import ThemeKeeper
from app.views.widgets import GRID, PushButton, button, clear, column, label, wrapped

TEMPLATE, BLANK, SAMPLE, IMPORT = "template", "blank", "sample", "import"


def tr(text: str) -> str:
    """Translate a text of the page."""
    return QCoreApplication.translate("StartPage", text)


class _Way(PushButton):
    """One way in: an icon, what it is called, what it brings."""

    def __init__(self, title: str, text: str) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        self.setAutoDefault(False)
        self.sign = QLabel()
        inner = self._inner = QGridLayout(self)
        inner.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        inner.setHorizontalSpacing(2 * GRID)
        inner.setVerticalSpacing(GRID // 2)
        inner.addWidget(self.sign, 0, 0, 2, 1, Qt.AlignmentFlag.AlignTop)
        inner.addWidget(label(title, "strong"), 0, 1)
        inner.addWidget(wrapped(text, "caption"), 1, 1, Qt.AlignmentFlag.AlignTop)
        inner.setColumnStretch(1, 1)
        inner.setRowStretch(1, 1)
        for each in self.findChildren(QLabel):
            each.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setMinimumWidth(296)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Room for the words, which the button itself does not know."""
        return QSize(344, max(104, self._inner.totalHeightForWidth(344)))


class StartPage(QWidget):
    """Three ways in above the recent files."""

    chosen = Signal(str)
    """template, blank, sample or import."""
    open_pressed = Signal()
    recent_chosen = Signal(object)
    """The path of a recent file."""

    def __init__(self, theme: ThemeKeeper) -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName("start")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.ways = {
            TEMPLATE: _Way(
                tr("A template"),
                tr("Lifecycle, buying group, service blueprint, patient, or an example from a trade."),
            ),
            BLANK: _Way(tr("Blank map"), tr("Name your own stages, one after another.")),
            SAMPLE: _Way(tr("The sample"), tr("A finished map to look around in and to try things on.")),
            IMPORT: _Way(
                tr("Import"), tr("Interviews, surveys, coded material, and maps kept as documents or diagrams.")
            ),
        }
        grid = QGridLayout()
        grid.setSpacing(2 * GRID)
        for number, (name, way) in enumerate(self.ways.items()):
            grid.addWidget(way, number // 2, number % 2)
            way.clicked.connect(lambda _=False, name=name: self.chosen.emit(name))
        self._recent = QVBoxLayout()
        self._recent.setSpacing(0)
        self._recent_heading = label(tr("RECENT"), "heading")
        inner = QWidget()
        inner.setMaximumWidth(720)
        inner.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        rows = column(spacing=GRID)
        rows.addWidget(label(tr("Start a journey map"), "title"))
        rows.addWidget(wrapped(tr("Each way makes a file of its own at once; nothing has to be saved."), "caption"))
        rows.addSpacing(GRID)
        rows.addLayout(grid)
        rows.addSpacing(2 * GRID)
        rows.addWidget(self._recent_heading)
        rows.addLayout(self._recent)
        rows.addWidget(button(tr("Open another file…"), "link", self.open_pressed.emit), 0, Qt.AlignmentFlag.AlignLeft)
        inner.setLayout(rows)
        outer = QVBoxLayout(self)
        outer.addStretch(1)
        outer.addWidget(inner, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addStretch(2)
        theme.changed.connect(self._colour)
        self._colour()

    def show_recent(self, paths: list[Path]) -> None:
        """List the workspaces opened last."""
        clear(self._recent)
        for path in paths[:6]:
            each = button(f"{path.name}   –   {_short(path.parent)}", "row")
            each.setIcon(icon("file", self._theme.colour("muted"), 16))
            each.setToolTip(str(path))
            each.clicked.connect(lambda _=False, path=path: self.recent_chosen.emit(path))
            self._recent.addWidget(each)
        self._recent_heading.setVisible(bool(paths))

    def _colour(self) -> None:
        names = {TEMPLATE: "journey", BLANK: "new", SAMPLE: "sample", IMPORT: "import"}
        for name, way in self.ways.items():
            way.sign.setPixmap(icon(names[name], self._theme.colour("accent"), 28).pixmap(QSize(28, 28)))


def _short(folder: Path) -> str:
    """Return a folder as people read it: the home folder as ~."""
    try:
        return f"~/{folder.relative_to(Path.home()).as_posix()}".removesuffix("/.")
    except ValueError:
        return str(folder)
