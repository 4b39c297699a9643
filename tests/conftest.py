"""What all tests share: folders of their own, the real data beside the project, an X server, external programs."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import hypothesis
import pytest

ROOT = Path(__file__).parents[1]
SHARED_DATA = ROOT.parent / "shared" / "data"
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")

# Before Qt is imported: tests paint in memory unless they ask for an X server.
os.environ["QT_QPA_PLATFORM"] = "offscreen"
# Cutting fonts to size takes a second, so all tests share one cache; it holds nothing of the user's.
os.environ["CLEW_CACHE_DIR"] = str(ROOT / "build" / "test-cache")


# Property tests never fail by the clock of a busy machine; `make fuzz` takes the longer profile.
PATIENT = hypothesis.settings(
    deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow, hypothesis.HealthCheck.filter_too_much]
)
hypothesis.settings.register_profile("clew", PATIENT, max_examples=60)
hypothesis.settings.register_profile("fuzz", PATIENT, max_examples=5_000, stateful_step_count=100)
hypothesis.settings.load_profile("clew")


ONCE = ("views", "canvas", "layout", "scoring/robustness")
"""Folders of tests that look at windows, maps and layouts, or compute by numpy, the same on every Python …"""
ON_EACH_PYTHON = (
    "test_window.py",
    "test_first_map.py",
    "test_template_to_report.py",
    "test_capture.py",
    "test_view.py",
)
"""… but for these whole windows."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what `make test` does on the Python at hand alone."""
    for item in items:
        room = item.path.relative_to(ROOT / "tests").as_posix() if item.path.is_relative_to(ROOT / "tests") else ""
        if room.startswith(tuple(f"{each}/" for each in ONCE)) and item.path.name not in ON_EACH_PYTHON:
            item.add_marker(pytest.mark.once)


@pytest.fixture(autouse=True)
def user_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give each test a user of its own (HOME, settings, documents, runtime folder), and return the home folder."""
    home = tmp_path_factory.mktemp("user")
    folders = {
        "HOME": home,
        "USERPROFILE": home,
        "XDG_CONFIG_HOME": home / "config",
        "XDG_DATA_HOME": home / "data",
        "XDG_STATE_HOME": home / "state",
        "XDG_CACHE_HOME": home / "cache",
        "XDG_RUNTIME_DIR": home / "runtime",
        "APPDATA": home / "config",
        "LOCALAPPDATA": home / "data",
        "CLEW_CONFIG_DIR": home / "clew-config",
        "CLEW_STATE_DIR": home / "clew-state",
        "CLEW_RUNTIME_DIR": home / "clew-runtime",
        "CLEW_DOCUMENTS_DIR": home / "Documents" / "Clew",
    }
    for variable, folder in folders.items():
        monkeypatch.setenv(variable, str(folder))
    (home / "runtime").mkdir(mode=0o700)
    return home


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Return the folder of real data beside the project, or skip, saying which folder is missing."""
    if not SHARED_DATA.is_dir():
        pytest.skip(f"the real data is not here: no folder {SHARED_DATA}")
    return SHARED_DATA


@pytest.fixture(scope="session")
def program() -> Callable[..., str]:
    """Return a function: the path of the first of some programs that is on the PATH, or skip, naming them."""

    def find(*names: str) -> str:
        for name in names:
            if found := shutil.which(name):
                return found
        pytest.skip(f"{' or '.join(names)} is not installed")

    return find


@pytest.fixture(scope="session")
def chromium(program: Callable[..., str]) -> str:
    """Return the path of a Chromium, or skip."""
    return program(*CHROMIUM_NAMES)


@pytest.fixture(scope="session")
def display() -> Iterator[str]:
    """Start an X server of 1600 × 1000 for this session and yield its name, such as ":99"; skip without Xvfb."""
    server = shutil.which("Xvfb")
    if server is None:
        pytest.skip("Xvfb is not installed: nothing is tested in a real window")
    read_end, write_end = os.pipe()
    command = [server, "-displayfd", str(write_end), "-screen", "0", "1600x1000x24", "-nolisten", "tcp", "-noreset"]
    with subprocess.Popen(command, pass_fds=(write_end,), stderr=subprocess.DEVNULL) as process:
        os.close(write_end)
        with os.fdopen(read_end) as pipe:
            number = pipe.readline().strip()
        if not number:
            pytest.fail("Xvfb did not start")
        yield f":{number}"
        process.terminate()


@pytest.fixture
def xvfb(display: str, user_folders: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Return a function that runs Python code in a process of its own, with a real window on the X server.

    `xvfb(code, *arguments, timeout=60)` runs it from the root of the project, fails the test with the process's
    output if it does not exit with 0, or if Qt warned, and returns the completed process.
    """

    def run(code: str, *arguments: object, timeout: float = 60) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "PYTHONPATH": str(ROOT)}
        environment.pop("WAYLAND_DISPLAY", None)
        done = subprocess.run(
            [sys.executable, "-c", code, *map(str, arguments)],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=timeout,
        )
        assert done.returncode == 0, f"exit {done.returncode}\n{done.stdout}\n{done.stderr}"
        warned = [line for line in done.stderr.splitlines() if line.startswith(("qt.", "QFont", "QPaint", "QObject"))]
        assert not warned, done.stderr
        return done

    return run
