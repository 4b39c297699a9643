"""What `make bundle` is made of; making it takes most of a minute and is left to `make bundle`, which tries it too."""

import ast
import io
import os
import subprocess
import sys
import time
from pathlib import Path

import icons
import pytest
import try_bundle
from machine import Problem
from PIL import Image

PACKAGING = Path(__file__).parents[2] / "packaging"
LINUX = PACKAGING / "linux"


def test_the_icon_is_drawn_for_each_system(tmp_path):
    icons.write_icons(tmp_path)
    for size in icons.PNG_SIZES:
        with Image.open(tmp_path / f"clew-{size}.png") as picture:
            assert picture.size == (size, size)
            assert picture.getchannel("A").getpixel((0, 0)) == 0, "the corner is not transparent"
            assert len(set(picture.convert("RGB").tobytes())) > 8, "it is one flat colour"
    with Image.open(tmp_path / "clew.ico") as picture:
        assert picture.info["sizes"] == {(size, size) for size in icons.ICO_SIZES}
        picture.load()
    with Image.open(tmp_path / "clew.icns") as picture:
        assert {width * scale for width, _, scale in picture.info["sizes"]} == set(icons.ICNS_SIZES.values())
        picture.load()


def test_the_recipe_is_python_and_names_the_document_type_of_every_system():
    text = (PACKAGING / "clew.spec").read_text("utf-8")
    ast.parse(text)
    assert '"public.filename-extension": ["clew"]' in text
    assert "*.clew" in (LINUX / "clew.xml").read_text("utf-8")
    assert "MimeType=application/x-clew;" in (LINUX / "clew.desktop").read_text("utf-8")
    assert 'type="application/x-clew"' in (LINUX / "clew.xml").read_text("utf-8")


@pytest.fixture
def folder(tmp_path) -> Path:
    """Return a folder as the bundle's, with the files for the desktop."""
    made = tmp_path / "My programs" / "Clew 1"
    for source, target in (
        ("clew.desktop", "share/applications/clew.desktop"),
        ("clew.xml", "share/mime/packages/clew.xml"),
        ("add-to-menu.sh", "add-to-menu.sh"),
    ):
        (made / target).parent.mkdir(parents=True, exist_ok=True)
        (made / target).write_bytes((LINUX / source).read_bytes())
    return made


def added(folder: Path, home: Path) -> subprocess.CompletedProcess[str]:
    environment = {"HOME": str(home), "PATH": os.environ["PATH"]}
    command = ["/bin/sh", str(folder / "add-to-menu.sh")]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux's menus")
def test_the_menu_starts_the_program_where_it_lies(folder, tmp_path):
    done = added(folder, tmp_path)
    assert done.returncode == 0, done.stderr
    text = (tmp_path / ".local/share/applications/clew.desktop").read_text("utf-8")
    assert f'Exec="{folder}/clew" %f\n' in text
    assert "Exec=clew %f" in (folder / "share/applications/clew.desktop").read_text("utf-8")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux's menus")
def test_a_folder_that_no_menu_can_name_is_refused(folder, tmp_path):
    odd = folder.rename(folder.with_name("50 % $off"))
    done = added(odd, tmp_path)
    assert done.returncode == 1
    assert "nothing was changed" in done.stderr
    assert not (tmp_path / ".local").exists()


def test_a_picture_of_the_screen_is_png():
    pixels = bytes([1, 2, 3, 0, 4, 5, 6, 0, 7, 8, 9, 0, 10, 11, 12, 0])
    with Image.open(io.BytesIO(try_bundle.Screen(2, 2, pixels).png())) as picture:
        assert list(picture.convert("RGB").tobytes()) == [3, 2, 1, 6, 5, 4, 9, 8, 7, 12, 11, 10]


class Painted:
    """Frames that change at given times; each is as long as the others and differs from them in all."""

    def __init__(self, now: list[float], *changes: float) -> None:
        self._now, self._changes = now, changes

    def sample(self) -> bytes:
        return bytes([sum(self._now[0] >= at for at in self._changes)]) * 1000


def test_the_start_is_when_the_window_is_as_it_stays(monkeypatch):
    now = [100.0]

    class Running:
        returncode = None

        def poll(self):
            return self.returncode

    def sleep(seconds: float) -> None:
        now[0] += seconds

    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    monkeypatch.setattr(time, "sleep", sleep)
    figure = try_bundle.painted_after(100.0, Painted(now, 100.3, 100.7), Running())  # type: ignore[arg-type]
    assert figure == pytest.approx(700, abs=5)
    process = Running()
    process.returncode = 1
    with pytest.raises(Problem, match="ended by itself with 1"):
        try_bundle.painted_after(now[0], Painted(now), process)  # type: ignore[arg-type]
    with pytest.raises(Problem, match="not there"):
        try_bundle.painted_after(now[0], Painted(now), Running())  # type: ignore[arg-type]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="/proc")
def test_this_python_would_be_a_stranger_in_a_bundle(tmp_path):
    assert any("python" in path for path in try_bundle.foreign(os.getpid(), tmp_path / "bundle", tmp_path / "home"))
