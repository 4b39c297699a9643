"""Write docs/keys.md from the table of commands and what F1 shows: `python docs/make_keys.py`."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "keys.md"

INTRODUCTION = """\
# Keys and mouse

F1 shows this in the program, with the keys as you have set them; Help ▸ Change Keys… changes them by pressing new ones,
says whose they were, and brings them back one by one or all at once. Ctrl+K finds every command by some of its letters,
and every journey, persona, bookmark, opportunity and card: arrows walk the finds, Enter runs or goes there, Esc leaves.
This page is written by `python docs/make_keys.py`; keys of other desktops may differ (undo and redo, for one).

Letters and digits work by what is written on the key or, on keyboards without Latin letters, by where it lies. They
belong to the map while it has the focus; everywhere else they type.

![The palette over a map](pictures/palette-typed.png)
"""

ELSEWHERE = """\

| elsewhere | |
|---|---|
| Enter, Ctrl+Enter in *Unplaced* | put the card back where it was; into the focused cell |
| F2, Del, Alt+↑/↓ in lists | rename, delete, move |
| Alt+→/← in the list of tags | put a tag below another and out again |
| a click or a drag in the overview | moves the view |

Cards of a deleted stage, lane or persona wait in *Unplaced*. Pasted lines of text become cards. There is nothing to
save, every change is in the file at once: Ctrl+S makes a restore point.
"""


def page() -> str:
    """Return the whole page as it should stand; asks for a running application."""
    from app.canvas.keymap import Keymap
    from app.views.commands import default_keys
    from app.views.shortcuts import command_parts, gestures

    parts = [*gestures(), *command_parts(Keymap(default_keys()), most=None)]
    tables = (_table(heading, rows) for heading, rows in parts)
    return INTRODUCTION + "".join(tables) + ELSEWHERE


def _table(heading: str, rows: list[tuple[str, str]]) -> str:
    lines = "".join(f"| {keys} | {text} |\n" for keys, text in rows)
    return f"\n| {heading.lower()} | |\n|---|---|\n{lines}"


if __name__ == "__main__":
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    sys.path.insert(0, str(ROOT))
    from PySide6.QtWidgets import QApplication

    application = QApplication(sys.argv[:1])
    PAGE.write_text(page(), encoding="utf-8")
