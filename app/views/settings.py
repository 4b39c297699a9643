"""What the window remembers of its user: a small INI file in the settings folder, never in a workspace."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QSettings

from app.models.places import config_folder

RECENT_FILES = 10
RECENT_CHOICES = 20
THEME_CHOICES = ("system", "light", "dark")


class Settings:
    """Typed access to the settings: window, theme, panels, recent files."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = config_folder() if folder is None else folder
        self._settings = QSettings(str(self._folder / "clew.ini"), QSettings.Format.IniFormat)

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
    def panel(self) -> str:
        """The panel that was on show below the map, or empty."""
        return str(self._value("panel", ""))

    @panel.setter
    def panel(self, name: str) -> None:
        self._settings.setValue("panel", name)

    @property
    def minimap_shown(self) -> bool:
        """Whether the overview in the corner of the map is wanted."""
        return str(self._value("minimap", "false")) == "true"

    @minimap_shown.setter
    def minimap_shown(self, shown: bool) -> None:
        self._settings.setValue("minimap", "true" if shown else "false")

    @property
    def motion(self) -> bool:
        """Whether transitions are wanted, where the desktop shows any."""
        return str(self._value("motion", "true")) == "true"

    @motion.setter
    def motion(self, wanted: bool) -> None:
        self._settings.setValue("motion", "true" if wanted else "false")

    @property
    def keys(self) -> dict[str, list[str]]:
        """The keys that the user chose, by the names of commands; what cannot be read is left out."""
        try:
            chosen = json.loads(str(self._value("keys", "{}")))
        except ValueError:
            return {}
        if not isinstance(chosen, dict):
            return {}
        return {name: [str(each) for each in keys] for name, keys in chosen.items() if isinstance(keys, list)}

    @keys.setter
    def keys(self, chosen: Mapping[str, Sequence[str]]) -> None:
        self._settings.setValue("keys", json.dumps({name: list(keys) for name, keys in chosen.items()}))

    @property
    def recent_choices(self) -> list[str]:
        """What was chosen last in the palette, the newest first."""
        value = self._value("palette/recent", [])
        return [value] if isinstance(value, str) else [str(each) for each in value or []]

    def remember_choice(self, choice: str) -> None:
        """Put a choice of the palette at the top of the recent ones."""
        others = [each for each in self.recent_choices if each != choice]
        self._settings.setValue("palette/recent", [choice, *others][:RECENT_CHOICES])

    @property
    def more_fields_shown(self) -> bool:
        """Whether forms show all fields, not only those that are asked for often."""
        return str(self._value("more_fields", "false")) == "true"

    @more_fields_shown.setter
    def more_fields_shown(self, shown: bool) -> None:
        self._settings.setValue("more_fields", "true" if shown else "false")

    def lens(self, journey_id: str) -> str:
        """Return how a journey was looked at last, as text; empty where it never was through a lens."""
        return str(self._value(f"lenses/{journey_id}", ""))

    def set_lens(self, journey_id: str, text: str) -> None:
        """Remember how a journey is looked at; nothing is kept of an empty text."""
        if text:
            self._settings.setValue(f"lenses/{journey_id}", text)
        else:
            self._settings.remove(f"lenses/{journey_id}")

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
        self._folder.mkdir(parents=True, exist_ok=True)
        self._settings.sync()
