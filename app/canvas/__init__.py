"""The map as Qt graphics: scene, view, items, tools.

`MapView(store, journey_id, theme=…, words=…)` in `app.canvas.view` is what a window shows. It edits through services
only and takes every committed change over by itself. The tray takes cards that are let go outside of it
(`cards_dropped_outside`); palette and tray carry what `app.canvas.mime` makes.
"""

import sys

import PySide6.QtCore  # noqa: F401 - it brings the module below

# PySide6 reads the source of each module that is imported after it, and keeps it, to see whether it asks for Python's
# names of Qt's functions. None here does, and the looking takes 20 ms of a start. Where it looks otherwise, it may.
_features = sys.modules.get("shibokensupport.feature")
if hasattr(_features, "_mod_uses_pyside"):
    setattr(_features, "_mod_uses_pyside", lambda module: False)  # noqa: B010
