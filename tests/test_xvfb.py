"""The X server of the tests works: a window is shown, found by the platform plugin, and painted."""

import pytest

SHOW = """
from PySide6.QtWidgets import QApplication, QLabel
application = QApplication([])
label = QLabel("Clew")
label.resize(200, 100)
label.show()
label.windowHandle().requestActivate()
application.processEvents()
assert not label.grab().toImage().isNull()
print(application.platformName())
"""


@pytest.mark.xvfb
def test_a_window_is_shown_on_the_x_server(xvfb):
    assert xvfb(SHOW).stdout.strip() == "xcb"


@pytest.mark.xvfb
def test_a_warning_of_qt_fails_the_test(xvfb):
    with pytest.raises(AssertionError, match="QPainter"):
        xvfb("from PySide6.QtGui import QPainter; QPainter().save()")
