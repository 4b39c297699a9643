"""What the window remembers of its user: a small INI file in the settings folder, never in a workspace."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QSettings

from app.models.places import config_folder

RECENT_FILES = 10
THEME_CHOICES = ("system", "light", "dark")


class Settings:
    """Typed access to the settings: window, theme, panels, recent files."""

    def __init__(self) -> None:
        self._settings = QSettings(str(config_folder() / "clew.ini"), QSettings.Format.IniFormat)

    def _value(self, key: str, default: Any) -> Any:
        return self._settings.value(key, default)

    @property
    def theme(self) -> str:
        """The user's choice: "system", "light" or "dark"."""
        value = str(self._value("theme", "system"))
        return value if value in THEME_CHOICES else "system"

    @theme.setter
    def theme(self, choice: str) -> None:
        self._settings.setValue("theme", choice)

    @property
    def opportunities_shown(self) -> bool:
        """Whether the panel of opportunities was on show."""
        return str(self._value("opportunities", "false")) == "true"

    @opportunities_shown.setter
    def opportunities_shown(self, shown: bool) -> None:
        self._settings.setValue("opportunities", "true" if shown else "false")

    def bytes(self, key: str) -> QByteArray | None:
        """Return a saved geometry or state of the window."""
        value = self._value(key, None)
        return value if isinstance(value, QByteArray) else None

    def set_bytes(self, key: str, value: QByteArray) -> None:
        """Save a geometry or state of the window."""
        self._settings.setValue(key, value)

    @property
    def recent(self) -> list[Path]:
        """The workspaces opened last, the newest first; those that are gone are left out."""
        value = self._value("recent", [])
        names = [value] if isinstance(value, str) else list(value or [])
        return [path for path in map(Path, names) if path.is_file()]

    def remember(self, path: Path) -> None:
        """Put a workspace at the top of the recent files."""
        others = [each for each in self.recent if each != path]
        self._settings.setValue("recent", [str(each) for each in [path, *others]][:RECENT_FILES])

    def forget(self, path: Path) -> None:
        """Take a workspace out of the recent files."""
        self._settings.setValue("recent", [str(each) for each in self.recent if each != path])

    def sync(self) -> None:
        """Write to disk now."""
        config_folder().mkdir(parents=True, exist_ok=True)
        self._settings.sync()
