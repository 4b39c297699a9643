"""The way from start to first paint reads the file by the driver alone."""

import subprocess
import sys
from pathlib import Path

from app.layout.map_layout import lay_out_map
from app.models.records import Highlight, Journey, Source
from app.models.turns import Turn
from app.store import Store, create_workspace, driver, open_workspace, read_snapshot
from tests.store.maps import records

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
heavy = {"sqlalchemy", "pydantic", "pydantic_core", "numpy", "scipy", "reportlab", "PySide6"}
print(sorted(heavy & {name.split(".")[0] for name in sys.modules}))
"""


def test_opening_loads_neither_sqlalchemy_nor_pydantic(store: Store):
    store.close()
    done = subprocess.run(
        [sys.executable, "-c", OPEN, str(store.path)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.stdout == "[]\n", done.stderr


def test_opening_and_laying_out_reads_no_turn(tmp_path, monkeypatch):
    path = tmp_path / "researched.clew"
    source = Source(id="s", rank="V", title="Talk", turns=2, length=9)
    marked = Highlight(id="h", source_id="s", turn=0, start=0, last_turn=0, end=4)
    create_workspace(path, [*records(), source, marked], turns={"s": [Turn("word"), Turn("other")]}).close()
    asked: list[str] = []
    connect = driver._connect

    def traced(*arguments):
        connection = connect(*arguments)
        connection.set_trace_callback(asked.append)
        return connection

    monkeypatch.setattr(driver, "_connect", traced)
    with open_workspace(path) as store:
        lay_out_map(store.content, next(iter(store.content.all(Journey))))
    read_snapshot(path)
    assert any("FROM source" in each for each in asked)
    assert not [each for each in asked if "FROM turn" in each or "JOIN turn" in each]
