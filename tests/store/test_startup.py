"""The way from start to first paint reads the file by the driver alone."""

import subprocess
import sys
from pathlib import Path

from app.store import Store

ROOT = Path(__file__).parents[2]

OPEN = """
import sys
from pathlib import Path
from app.store import open_workspace, read_snapshot
path = Path(sys.argv[1])
read_snapshot(path)
store = open_workspace(path)
store.subscribe(print)
assert store.can_undo is False and store.undo_label == "" and store.snapshot().content == store.content
heavy = {"sqlalchemy", "pydantic", "pydantic_core", "numpy", "reportlab", "PySide6"}
print(sorted(heavy & {name.split(".")[0] for name in sys.modules}))
"""


def test_opening_loads_neither_sqlalchemy_nor_pydantic(store: Store):
    store.close()
    done = subprocess.run(
        [sys.executable, "-c", OPEN, str(store.path)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.stdout == "[]\n", done.stderr
