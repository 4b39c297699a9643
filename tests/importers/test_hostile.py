"""Files that are broken, crafted or oddly encoded: refused in one line or read, within seconds and little memory."""

import json
import subprocess
import sys
from pathlib import Path

READ_ALL = """
import json, sys, time
from pathlib import Path
from app.importers import read_source
from app.models.errors import ClewError
told = {}
for name in sys.argv[1:]:
    began = time.process_time()
    try:
        plan = read_source(Path(name))
        said = dict(plan.made)
    except ClewError as error:
        said = str(error)
    told[Path(name).name] = [said, time.process_time() - began]
told_of = Path("/proc/self/status")  # its own size: the one that the system adds up begins with that of its parent
sizes = told_of.read_text().splitlines() if told_of.exists() else []
peak = int(next((size.split()[1] for size in sizes if size.startswith("VmHWM")), 0))
print(json.dumps({"told": told, "kilobytes": peak}))
"""

REFUSED = {
    "csvkit-dummy.xls": ".xls",
    "own-not-sqlite.sqlite3": "no SQLite database",
    "own-sqlite-header-only.sqlite3": "damaged or no database",
    "own-sqlite-page4-damaged.sqlite3": "damaged",
    "own-truncated.qdpx": "damaged",
    "own-xxe-entity.qde": "entities",
    "own-zipslip.qdpx": "outside",
}
MADE = {"own-codebook-ns-1colon0.qdc": 6, "own-missing-sources.qdpx": 14, "own-named-Trial.qde.qdpx": 14}


def test_hostile_files_are_read_or_refused_within_seconds_and_little_memory(shared_data, tmp_path):
    files = sorted(each for each in (shared_data / "hostile").iterdir() if each.is_file())
    command = [sys.executable, "-c", READ_ALL, *map(str, files)]
    done = subprocess.run(
        command, cwd=Path(__file__).parents[2], capture_output=True, text=True, encoding="utf-8", timeout=300
    )
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    assert report["kilobytes"] < 500_000
    for name, (said, seconds) in report["told"].items():
        assert seconds < 10, name
        if name in REFUSED:
            assert isinstance(said, str), name
            assert REFUSED[name] in said
            assert "\n" not in said
        else:
            assert isinstance(said, dict), (name, said)
            assert said.get("tag", 0) == MADE.get(name, said.get("tag", 0)), name
    assert report["told"].keys() >= REFUSED.keys() | MADE.keys()
