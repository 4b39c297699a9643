"""The rules of the house (docs/architecture.md) held by import-linter and by a look at the imports."""

import ast
import importlib.metadata
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[1]
QT = {"PySide6", "shiboken6", "qtpy", "qtawesome", "pyqtgraph"}
QT_ROOMS = {"canvas", "jobs", "views"}
WIRING = {"bootstrap", "cli"}
"""What opens the window, and reaches Qt only inside the functions that do: every export works without Qt."""


class Source(NamedTuple):
    """A file of the program: its room (the folder or file right under app/) and the modules that it imports."""

    room: str
    path: str
    names: frozenset[str]
    """The full name of each, imported at the top or inside functions."""
    at_top: frozenset[str]
    relative: bool
    """Whether one is named from where the file is."""


@cache
def sources() -> tuple[Source, ...]:
    """Return all files of the program, read once for all tests."""
    return tuple(read(path) for path in sorted((ROOT / "app").rglob("*.py")))


def read(path: Path) -> Source:
    """Return what a file imports."""
    tree, relative = ast.parse(path.read_text("utf-8")), path.relative_to(ROOT / "app")
    found = [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]
    return Source(
        relative.parts[0].removesuffix(".py"),
        str(relative),
        frozenset(name for node in found for name in imported(node)),
        frozenset(name for node in found if node in tree.body for name in imported(node)),
        any(isinstance(node, ast.ImportFrom) and node.level for node in found),
    )


def imported(node: ast.Import | ast.ImportFrom) -> list[str]:
    """Return the full names of the modules that a statement imports."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [f"{node.module}.{alias.name}" for alias in node.names] if node.level == 0 and node.module else []


@pytest.mark.once
def test_import_linter_keeps_every_contract():
    done = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()", "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.once
def test_qt_lives_in_its_rooms_only():
    strays = [
        f"{path}: {name}"
        for room, path, names, _, _ in sources()
        for name in names
        if name.split(".")[0] in QT and room not in QT_ROOMS | {"bootstrap"}
    ]
    assert strays == []


@pytest.mark.once
def test_the_command_line_loads_no_qt_at_its_top():
    strays = [
        f"{path}: {name}"
        for room, path, _, at_top, _ in sources()
        if room in WIRING
        for name in at_top
        if name.split(".")[0] in QT or name.startswith(("app.views", "app.canvas", "app.jobs"))
    ]
    assert strays == []


@pytest.mark.once
def test_jobs_use_the_core_of_qt_only():
    strays = [
        f"{path}: {name}"
        for room, path, names, _, _ in sources()
        for name in names
        if room == "jobs" and name.split(".")[0] in QT and not name.startswith("PySide6.QtCore")
    ]
    assert strays == []


@pytest.mark.once
def test_relative_imports_stay_out():
    """Import-linter and readers see one spelling of each module."""
    strays = [each.path for each in sources() if each.relative]
    assert strays == []


@pytest.mark.once
def test_network_modules_stay_out():
    """Clew never opens a network socket."""
    network = {"socket", "ssl", "http", "urllib.request", "ftplib", "smtplib", "requests", "httpx", "aiohttp"}
    strays = [
        f"{path}: {name}"
        for _, path, names, _, _ in sources()
        for name in names
        if any(name == banned or name.startswith(banned + ".") for banned in network | {"PySide6.QtNetwork"})
    ]
    assert strays == []


def pinned() -> dict[str, str]:
    """Return name → version of the pinned set, names folded as package tools fold them."""
    lines = (ROOT / "requirements.txt").read_text("utf-8").splitlines()
    pairs = (line.split(";")[0].split("==") for line in lines if line and not line.startswith("#"))
    return {name.strip().lower().replace("_", "-"): version.strip() for name, version in pairs}


def test_the_pinned_set_names_no_address():
    text = (ROOT / "requirements.txt").read_text("utf-8")
    assert "://" not in text
    assert not [line for line in text.splitlines() if line.startswith("-")]


def test_every_direct_dependency_is_pinned_within_its_bounds():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    specifiers = pytest.importorskip("packaging.requirements")
    pins = pinned()
    for line in project["dependencies"] + project["optional-dependencies"]["dev"]:
        requirement = specifiers.Requirement(line)
        version = pins.get(requirement.name.lower().replace("_", "-"))
        assert version is not None, f"{requirement.name} is not pinned"
        assert requirement.specifier.contains(version), f"{line} does not allow the pinned {version}"


def test_the_pinned_set_is_closed():
    """Whatever a pinned package asks for on this machine is pinned too."""
    specifiers = pytest.importorskip("packaging.requirements")
    pins = pinned()
    for name in pins:
        for line in importlib.metadata.requires(name) or ():
            wanted = specifiers.Requirement(line)
            if wanted.marker is None or wanted.marker.evaluate({"extra": ""}):
                assert wanted.name.lower().replace("_", "-") in pins, f"{name} needs {wanted.name}"
