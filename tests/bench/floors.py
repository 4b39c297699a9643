"""The floors of this machine in this run: what the measured figures are set against.

`window`: a bare QtWidgets window from spawn to painted, ms. `blit`: a full repaint of a 1920×937 window from a pixmap,
ms. Each prints its figure as JSON on the last line.
"""

import json
import sys
import time


def bare_window(spawned: float) -> dict[str, float]:
    """Return the ms from `spawned` (monotonic seconds) to a painted empty window."""
    from PySide6.QtWidgets import QApplication, QWidget

    application = QApplication(sys.argv[:1])
    window = QWidget()
    window.resize(1920, 937)
    window.show()
    application.processEvents()
    window.repaint()
    application.sync()
    return {"window": (time.monotonic() - spawned) * 1000}


def blit() -> dict[str, float]:
    """Return the median ms of one blit of the whole window."""
    from statistics import median

    from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
    from PySide6.QtWidgets import QApplication, QWidget

    application = QApplication(sys.argv[:1])
    pixmap = QPixmap(1920, 937)
    pixmap.fill("#ddeeff")

    class Blitted(QWidget):
        def paintEvent(self, event: QPaintEvent) -> None:
            painter = QPainter(self)
            painter.drawPixmap(0, 0, pixmap)
            painter.end()

    window = Blitted()
    window.resize(1920, 937)
    window.show()
    application.processEvents()
    times = []
    for _ in range(60):
        began = time.perf_counter()
        window.repaint()
        application.sync()
        times.append((time.perf_counter() - began) * 1000)
    return {"blit": median(times)}


if __name__ == "__main__":
    print(json.dumps(blit() if sys.argv[1] == "blit" else bare_window(float(sys.argv[2]))))
