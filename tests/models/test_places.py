from pathlib import Path

import pytest

from app.models import places

FOLDERS = {
    "CLEW_CACHE_DIR": places.cache_folder,
    "CLEW_CONFIG_DIR": places.config_folder,
    "CLEW_STATE_DIR": places.state_folder,
    "CLEW_RUNTIME_DIR": places.runtime_folder,
    "CLEW_DOCUMENTS_DIR": places.documents_folder,
}


def test_resources_are_found_beside_the_package_in_a_checkout():
    assert places.resource().is_dir()
    assert places.resource("samples", "x.json") == places.resource() / "samples" / "x.json"


def test_resources_inside_the_package_go_first(tmp_path, monkeypatch):
    (tmp_path / "app" / "resources").mkdir(parents=True)
    (tmp_path / "resources").mkdir()
    monkeypatch.setattr(places, "_PACKAGE", tmp_path / "app")
    assert places.resource("a") == tmp_path / "app" / "resources" / "a"


@pytest.mark.parametrize(("variable", "folder"), FOLDERS.items())
def test_a_variable_moves_a_folder(variable, folder, tmp_path, monkeypatch):
    monkeypatch.setenv(variable, str(tmp_path))
    assert folder() == tmp_path


@pytest.mark.parametrize(("variable", "folder"), FOLDERS.items())
def test_without_it_the_folder_is_clews_own(variable, folder, monkeypatch):
    monkeypatch.delenv(variable, raising=False)
    assert "clew" in str(folder()).lower()
    assert isinstance(folder(), Path)


def test_a_missing_runtime_folder_is_no_warning(monkeypatch):
    for variable in ("CLEW_RUNTIME_DIR", "XDG_RUNTIME_DIR"):
        monkeypatch.delenv(variable, raising=False)
    assert places.runtime_folder()
