"""Where things lie on disk: Clew's own resources, and the user's folders for cache, settings and reports."""

import os
import warnings
from pathlib import Path

_PACKAGE = Path(__file__).parents[1]


def resource(*parts: str) -> Path:
    """Return the path of a resource, such as `resource("samples", "northwind.json")`.

    Installed, the resources lie inside the package; in a checkout, beside it. The path need not exist.
    """
    inside = _PACKAGE / "resources"
    return (inside if inside.is_dir() else _PACKAGE.parent / "resources").joinpath(*parts)


def as_text(name: str) -> str:
    """Return the name of a file as text: where its bytes are none, or another locale hides what they are, made so."""
    return os.fsencode(name).decode("utf-8", "replace")


def cache_folder() -> Path:
    """Return the folder for what can be made again (fonts read and cut); CLEW_CACHE_DIR names another one."""
    return _user_folder("CLEW_CACHE_DIR", "user_cache_path")


def config_folder() -> Path:
    """Return the folder for settings and the list of recent files; CLEW_CONFIG_DIR names another one."""
    return _user_folder("CLEW_CONFIG_DIR", "user_config_path")


def templates_folder() -> Path:
    """Return the folder for the user's own templates; it need not exist."""
    return config_folder() / "templates"


def state_folder() -> Path:
    """Return the folder for crash reports; CLEW_STATE_DIR names another one."""
    return _user_folder("CLEW_STATE_DIR", "user_state_path")


def runtime_folder() -> Path:
    """Return the folder for the notes that say who has a workspace open; CLEW_RUNTIME_DIR names another one."""
    return _user_folder("CLEW_RUNTIME_DIR", "user_runtime_path")


def documents_folder() -> Path:
    """Return the folder for new workspaces, Clew in the user's documents; CLEW_DOCUMENTS_DIR names another one."""
    named = os.environ.get("CLEW_DOCUMENTS_DIR")
    if named:
        return Path(named)
    import platformdirs

    return platformdirs.user_documents_path() / "Clew"


def _user_folder(variable: str, kind: str) -> Path:
    """Return the folder that the environment variable names, or else the platform's own of that kind; not made here."""
    named = os.environ.get(variable)
    if named:
        return Path(named)
    import platformdirs

    with warnings.catch_warnings():
        # Without XDG_RUNTIME_DIR it warns that it takes a folder in /tmp, which is all right.
        warnings.simplefilter("ignore")
        folder: Path = getattr(platformdirs, kind)("clew", appauthor=False)
    return folder
