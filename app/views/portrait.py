"""The picture of a persona: shown in a rounded square, dropped, pasted, chosen or taken away there."""

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QAbstractButton, QMenu, QSizePolicy

from app.canvas.given import Given, ask_for_pictures, has_pictures, pictures_in
from app.canvas.pictures import Pictures
from app.views.icons import icon
from app.views.theme import ThemeKeeper

_ROUND = 0.16
"""The radius of the corners, as a part of the side."""


def tr(text: str) -> str:
    """Translate a text of the picture."""
    return QCoreApplication.translate("Portrait", text)


def initials(name: str) -> str:
    """Return the first letters of the first and the last word of a name."""
    words = name.split()
    return "".join(word[0] for word in dict.fromkeys((*words[:1], *words[-1:])) if word).upper()


def paint_portrait(
    painter: QPainter,
    box: QRectF,
    name: str,
    pixmap: QPixmap | None,
    ink: str,
    ground: str,
    outline: str,
    radius: float | None = None,
) -> None:
    """Paint a picture, cut to a rounded square from its middle, or the initials in its place."""
    radius = box.width() * _ROUND if radius is None else radius
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    path = QPainterPath()
    path.addRoundedRect(box, radius, radius)
    painter.fillPath(path, QColor(ground))
    if pixmap is not None:
        side = min(pixmap.width(), pixmap.height())
        # of a picture that stands upright the upper part is taken, where faces are
        top = (pixmap.height() - side) / (3 if pixmap.height() > pixmap.width() else 2)
        source = QRectF((pixmap.width() - side) / 2, top, side, side)
        painter.save()
        painter.setClipPath(path)
        painter.drawPixmap(box, pixmap, source)
        painter.restore()
    elif name.strip():
        font = painter.font()
        font.setPixelSize(max(8, round(box.height() * 0.36)))
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(QColor(ink))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, initials(name))
    painter.setPen(QPen(QColor(outline), 1.0))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)


class Portrait(QAbstractButton):
    """Shows one picture; a click or Enter offers what can be done with it."""

    given = Signal(list)
    """The pictures (`Given`) that were dropped, pasted or chosen."""
    removed = Signal()

    def __init__(self, theme: ThemeKeeper, width: int = 120, height: int = 120, *, whole: bool = False) -> None:
        """Make one of a size; `whole` shows all of a picture, otherwise the middle of it fills a square."""
        super().__init__()
        self._whole = whole
        self._theme = theme
        self._name = ""
        self._image: str | None = None
        self._pictures: Pictures | None = None
        self._welcome = False
        self.setFixedHeight(height)
        self._hint = QSize(width, height)
        if whole:
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        else:
            self.setFixedWidth(width)
        self.setAcceptDrops(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.clicked.connect(lambda: self._show_menu(self.mapToGlobal(QPoint(8, self.height() - 8))))
        theme.changed.connect(self.update)

    def show_picture(self, name: str, image: str | None, pictures: Pictures) -> None:
        """Show the picture of somebody, or a place for one."""
        if pictures is not self._pictures:
            self._pictures = pictures
            pictures.ready.connect(self.update)
        self._name, self._image = name, image
        spoken = tr("Picture of {name}") if image else tr("No picture of {name} yet")
        self.setAccessibleName(spoken.format(name=name))
        self.setAccessibleDescription(tr("Enter chooses, pastes or removes a picture; one can be dropped here too."))
        self.setToolTip(tr("Drop a picture here, paste one, or click to choose"))
        self.update()

    def sizeHint(self) -> QSize:
        """As large as it was made."""
        return self._hint

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the picture, or what to do for one."""
        colour = self._theme.colour
        painter = QPainter(self)
        box = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        ratio = self.devicePixelRatioF()
        longest = box.width() * ratio * (1 if self._whole else 2)  # the shorter side fills the square
        pixmap = self._pictures.pixmap(self._image, longest) if self._pictures and self._image else None
        outline = colour("accent" if self._welcome else "line")
        shown = None if self._whole else pixmap
        paint_portrait(painter, box, "", shown, colour("muted"), colour("hover"), outline, self._radius())
        if self._whole and pixmap is not None:
            size = pixmap.size().scaled(box.toRect().size(), Qt.AspectRatioMode.KeepAspectRatio)
            target = QRectF(QPointF(0, 0), QSizeF(size))
            target.moveCenter(box.center())
            painter.drawPixmap(target, pixmap, QRectF(pixmap.rect()))
        if self._image is None:
            sign = icon("image" if self._whole else "persona", colour("muted"), 40)
            sign.paint(painter, round(box.center().x()) - 20, 24, 40, 40)
            font = painter.font()
            font.setPixelSize(12)
            painter.setFont(font)
            painter.setPen(QColor(colour("muted")))
            room = box.adjusted(8, 64, -8, -8)
            flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
            painter.drawText(room, int(flags), tr("Drop a picture, or click"))
        if self._welcome or self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(colour("accent")), 2.0))
            painter.drawRoundedRect(box.adjusted(-1, -1, 1, 1), self._radius(), self._radius())

    def _radius(self) -> float:
        return 6.0 if self._whole else self.width() * _ROUND

    # ---- what is given

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome pictures."""
        if has_pictures(event.mimeData()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self._light(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Look as before."""
        self._light(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Take a picture."""
        self._light(False)
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self._give(pictures_in(event.mimeData()))

    def _light(self, welcome: bool) -> None:
        self._welcome = welcome
        self.update()

    def _give(self, given: list[Given]) -> None:
        if given:
            self.given.emit(given[:1])

    def paste(self) -> None:
        """Take the picture of the clipboard, if there is one."""
        self._give(pictures_in(QGuiApplication.clipboard().mimeData()))

    def choose(self) -> None:
        """Ask for a file."""
        ask_for_pictures(self.window(), False, self._give)

    def event(self, event: QEvent) -> bool:
        """Keep Delete and paste from the window's menus while the picture has the focus."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and (event.matches(QKeySequence.StandardKey.Paste) or event.matches(QKeySequence.StandardKey.Delete))
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter offers what can be done, Delete removes, Ctrl+V pastes."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() == Qt.Key.Key_Delete and self._image is not None:
            self.removed.emit()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer the same."""
        self._show_menu(event.globalPos())

    def _show_menu(self, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(tr("Choose a picture…"), self.choose)
        paste = menu.addAction(tr("Paste"), self.paste)
        paste.setEnabled(has_pictures(QGuiApplication.clipboard().mimeData()))
        remove = menu.addAction(tr("Remove"), self.removed.emit)
        remove.setEnabled(self._image is not None)
        menu.popup(place)
