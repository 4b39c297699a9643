import os
import subprocess
import sys
from pathlib import Path

import machine
import pytest
import set_up
import tasks
from machine import Need, Problem, Version

ROOT = Path(__file__).parents[2]
AT_HAND = Version(*sys.version_info[:2])


@pytest.fixture
def calls(monkeypatch) -> list[list[str]]:
    """Record the commands instead of running them; making an environment makes its folder and a Python that starts."""
    made: list[list[str]] = []

    def record(command: list[str], failure: str) -> None:
        made.append(command)
        if "venv" in command:
            inside = set_up.python_in(Path(command[-1]))
            inside.parent.mkdir(parents=True)
            inside.symlink_to(sys.executable)

    monkeypatch.setattr(set_up, "call", record)
    return made


def test_an_environment_is_made_once(tmp_path, calls):
    inside = set_up.environment(AT_HAND, sys.executable, tmp_path / "v")
    assert [command[-1] for command in calls] == [str(tmp_path / "v"), str(ROOT / "requirements.txt"), str(ROOT)]
    calls.clear()
    assert set_up.environment(AT_HAND, sys.executable, tmp_path / "v") == inside
    assert calls == []


def test_a_half_made_environment_is_made_anew(tmp_path, calls):
    set_up.environment(AT_HAND, sys.executable, tmp_path / "v")
    (tmp_path / "v" / "clew-stamp").unlink()
    (tmp_path / "v" / "half").touch()
    calls.clear()
    set_up.environment(AT_HAND, sys.executable, tmp_path / "v")
    assert len(calls) == 3
    assert not (tmp_path / "v" / "half").exists()


def test_a_changed_set_is_installed_into_a_sound_environment(tmp_path, calls, monkeypatch):
    set_up.environment(AT_HAND, sys.executable, tmp_path / "v")
    (tmp_path / "v" / "kept").touch()
    calls.clear()
    monkeypatch.setattr(set_up, "fingerprint", lambda python: "another")
    set_up.environment(AT_HAND, sys.executable, tmp_path / "v")
    assert [command[-1] for command in calls] == [str(ROOT / "requirements.txt"), str(ROOT)]
    assert (tmp_path / "v" / "kept").exists()


def test_a_failed_installation_leaves_no_stamp(tmp_path, calls, monkeypatch):
    set_up.environment(AT_HAND, sys.executable, tmp_path / "v")
    monkeypatch.setattr(set_up, "fingerprint", lambda python: "another")

    def fail(command: list[str], failure: str) -> None:
        raise Problem(failure)

    monkeypatch.setattr(set_up, "call", fail)
    with pytest.raises(Problem, match="run the same command again"):
        set_up.environment(AT_HAND, sys.executable, tmp_path / "v")
    assert not (tmp_path / "v" / "clew-stamp").exists()


def test_no_python_in_range_is_said_plainly(monkeypatch):
    monkeypatch.setattr(machine, "asked", lambda command: (Version(3, 9), "/usr/bin/python3"))
    with pytest.raises(Problem, match=r"Clew needs Python 3\.11, 3\.12 or 3\.13"):
        machine.pythons()


def test_the_newest_python_is_taken_where_the_one_at_hand_is_out_of_range(monkeypatch):
    answers = {sys.executable: (Version(3, 14), "p14"), "python3.12": (Version(3, 12), "p12")}
    monkeypatch.setattr(machine, "asked", lambda command: answers.get(command[0]))
    assert machine.pythons() == {Version(3, 12): "p12"}


def test_the_python_at_hand_is_found():
    answer = machine.asked([sys.executable])
    assert answer is not None
    assert answer[0] == AT_HAND
    assert Path(answer[1]).samefile(sys.executable)
    assert machine.asked(["no-such-python"]) is None


@pytest.mark.skipif(not machine.LINUX, reason="only Linux is asked for libraries")
def test_without_root_the_line_to_type_and_what_is_left_out_are_said(monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(Problem, match=r"left out: tests of nothing\. To add: .*some-package"):
        machine.provide([Need("a thing", "some-package", lambda: False, "tests of nothing")])


def test_a_library_that_is_not_there_is_missed():
    assert not machine.loads("libclew-has-no-such-library.so.1")()
    assert not machine.has_program("clew-has-no-such-program")()


def test_set_up_runs_on_an_old_python_as_far_as_saying_so():
    """All three files hold to the grammar of Python 3.8, so that an old Python says what is wrong."""
    import ast

    for path in sorted((ROOT / "packaging").glob("*.py")):
        ast.parse(path.read_text("utf-8"), feature_version=(3, 8))


def test_a_wrong_task_is_a_usage_error(capsys):
    assert set_up.main(["fly"]) == 2
    assert "setup|run|test" in capsys.readouterr().err


def test_no_display_is_seen(monkeypatch):
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    assert tasks.has_display() != machine.LINUX


def test_make_offers_every_task():
    text = (ROOT / "Makefile").read_text("utf-8")
    for name in tasks.TASKS:
        assert f"\n{name}: ##" in text


@pytest.mark.skipif(os.name == "nt", reason="bash")
def test_ci_does_nothing_but_make_test():
    assert (ROOT / ".ci" / "run").read_text("utf-8") == "#!/usr/bin/env bash\nexec make test\n"
    assert os.access(ROOT / ".ci" / "run", os.X_OK)


def test_the_wheel_holds_program_and_resources(tmp_path):
    import zipfile

    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    with zipfile.ZipFile(next(tmp_path.glob("*.whl"))) as wheel:
        names = set(wheel.namelist())
    resources = {
        f"app/resources/{p.relative_to(ROOT / 'resources').as_posix()}" for p in (ROOT / "resources").rglob("*")
    }
    assert {name for name in resources if "." in name.rsplit("/", 1)[-1]} <= names
    assert "app/models/places.py" in names
    assert not [name for name in names if name.startswith(("tests/", "packaging/"))]
