"""What the warm-up loads, in a process of its own: here other tests have loaded it already."""

import subprocess
import sys

_LOADED = """
import sys
from app.jobs.warm_up import warm_up
heavy = {"sqlalchemy", "pydantic", "reportlab", "pypdfium2"}
assert not heavy & sys.modules.keys(), "loaded before"
told = []
warm_up(told.append, lambda: False)
print(*sorted(heavy & sys.modules.keys()), told[-1])
"""


def test_the_heavy_modules_are_loaded_by_it_and_not_before():
    done = subprocess.run([sys.executable, "-c", _LOADED], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["pydantic", "pypdfium2", "reportlab", "sqlalchemy", "1.0"]


def test_a_warm_up_that_is_cancelled_loads_nothing_more():
    from app.jobs.warm_up import warm_up

    warm_up(lambda _: (_ for _ in ()).throw(AssertionError("went on")), lambda: True)
