"""A process killed at any moment: what was committed is there, what was not is gone, and the file opens."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from app.models.records import Card
from app.store import Store, check_file, open_workspace, read_snapshot
from tests.fuzzing import FUZZING

ROOT = Path(__file__).parents[2]
ROUNDS = 200 if FUZZING else 5

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kills by signal")

EDIT_FOR_EVER = """
import sys
from pathlib import Path
from app.store import open_workspace
from tests.store.maps import rename
store = open_workspace(Path(sys.argv[1]))
while True:
    if store.step % 7 == 6:
        store.undo()
    else:
        rename(store, f"title {store.step + 1}")
    print(store.step, flush=True)
"""

DIE_WITH_PAGES_SPILLED = """
import os, signal, sys
from pathlib import Path
from app.models.records import Persona
from app.models.ranks import ranks_between
from app.store import open_workspace
store = open_workspace(Path(sys.argv[1]))
store._file.connection.execute("PRAGMA cache_size=2")
store._file.commit = lambda patience: os.kill(os.getpid(), signal.SIGKILL)
with store.edit("Much") as edit:
    edit.put(*(Persona(id=f"p{rank}", name="x" * 400, rank=rank) for rank in ranks_between(None, None, 400)))
"""


def start(code: str, path: Path) -> subprocess.Popen[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", code, str(path)]
    return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)


@pytest.mark.slow
def test_killed_at_random_nothing_committed_is_lost(store: Store):
    path = store.path
    store.close()
    chance = random.Random()
    for _ in range(ROUNDS):
        with start(EDIT_FOR_EVER, path) as process:
            assert process.stdout is not None
            first = process.stdout.readline()
            time.sleep(chance.uniform(0, 0.3))
            process.kill()
            told = [int(line) for line in (first, *process.stdout) if line.endswith("\n")]
        with open_workspace(path) as again:
            assert again.step - told[-1] in (0, 1), "a committed step is lost"
            newest = again.steps(limit=1)[0]
            if newest.origin == "edit":
                assert again.content.get(Card, "c").title == f"title {again.step}"
            assert again.can_undo
        assert check_file(path) == []


@pytest.mark.parametrize("read", [read_snapshot, open_workspace, check_file])
def test_killed_with_half_an_edit_in_the_file_the_next_opener_takes_it_out(store: Store, read):
    content, path = store.content.copy(), store.path
    store.close()
    whole = path.read_bytes()
    with start(DIE_WITH_PAGES_SPILLED, path) as process:
        assert process.wait(30) == -signal.SIGKILL
    assert path.with_name(path.name + "-journal").stat().st_size > 0
    assert path.read_bytes() != whole
    opened = read(path)
    if isinstance(opened, Store):
        opened.close()
    assert path.read_bytes() == whole
    assert read_snapshot(path).content == content
    assert check_file(path) == []
