"""Short transitions: a fraction that goes from 0 to 1, slower towards its end; at once where motion is off."""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from PySide6.QtCore import QVariantAnimation

_STILL: Final = "still"
"""The property of the application that says that the user wants no motion."""


def set_motion(wanted: bool) -> None:
    """Let transitions be seen, or (not wanted) happen at once, in all windows."""
    application = QApplication.instance()
    if application is not None:
        application.setProperty(_STILL, not wanted)


def moves() -> bool:
    """Tell whether transitions are seen: neither the user nor the desktop has switched them off."""
    from PySide6.QtWidgets import QStyle  # its enumerations take 5 ms to load, and nothing moves while a window starts

    application = QApplication.instance()
    if not isinstance(application, QApplication) or application.property(_STILL):
        return False
    return bool(application.style().styleHint(QStyle.StyleHint.SH_Widget_Animate))


class Transition(QObject):
    """Calls a step with fractions up to 1, which it always gets in the end unless another one takes its place."""

    def __init__(self, milliseconds: int, parent: QObject) -> None:
        super().__init__(parent)
        self._milliseconds = milliseconds
        self._step: Callable[[float], object] | None = None

    @cached_property
    def _animation(self) -> "QVariantAnimation":
        from PySide6.QtCore import QEasingCurve, QVariantAnimation

        animation = QVariantAnimation(self)
        animation.setDuration(self._milliseconds)
        animation.setStartValue(0.0)
        animation.setEndValue(1.0)
        animation.setEasingCurve(QEasingCurve.Type.InOutCubic)
        animation.valueChanged.connect(self._go_on)
        return animation

    @property
    def running(self) -> bool:
        """Whether it is under way."""
        return self._step is not None

    def run(self, step: Callable[[float], object], *, seen: bool = True) -> None:
        """Begin; at once at the end where nobody would see it."""
        self.stop()
        if not seen or not moves():
            step(1.0)
            return
        self._step = step
        self._animation.start()

    def stop(self) -> None:
        """Leave things where they are."""
        if self._step is not None:
            self._step = None
            self._animation.stop()

    def finish(self) -> None:
        """Be at the end now."""
        step = self._step
        self.stop()
        if step is not None:
            step(1.0)

    def _go_on(self, fraction: float) -> None:
        step = self._step
        if step is None:
            return
        if fraction >= 1.0:
            self._step = None
        step(fraction)
