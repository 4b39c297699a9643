"""The application object: Clew's mark, and files that the system asks it to open."""

import subprocess
import sys
from pathlib import Path

from app.views.mark import icon, mark

ROOT = Path(__file__).parents[2]

ASKED = """
from PySide6.QtCore import QEvent, QUrl
from PySide6.QtGui import QFileOpenEvent
from app.views.application import make_application
application = make_application()
application.file_asked_for.connect(print)
application.sendEvent(application, QFileOpenEvent("/maps/Sample.clew"))
application.sendEvent(application, QFileOpenEvent(QUrl("clew:nothing")))
application.sendEvent(application, QEvent(QEvent.Type.ApplicationActivate))
print(application.windowIcon().isNull())
"""


def test_the_mark_is_the_same_thing_at_every_size(qapp):
    large, small = mark(256), mark(16)
    assert large.pixelColor(24, 128).name() == small.pixelColor(1, 8).name() == "#1f5fc1"
    assert large.pixelColor(0, 0).alpha() == small.pixelColor(0, 0).alpha() == 0
    assert {size.width() for size in icon().availableSizes()} == {16, 24, 32, 48, 64, 128}


def test_a_file_the_system_asks_for_is_told():
    done = subprocess.run([sys.executable, "-c", ASKED], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, f"{Path('/maps/Sample.clew')}\nFalse\n"), done.stderr
