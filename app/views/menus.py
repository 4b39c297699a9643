"""The menu bar and its actions, made from the table of commands."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from app.canvas.icons import lane_icon
from app.canvas.keymap import Keymap
from app.canvas.keys import is_plain
from app.layout.look import LIGHT
from app.models.kinds import LANE_KINDS
from app.views.commands import (
    Command,
    bookmark_commands,
    colour_commands,
    lane_commands,
    region_commands,
    sections,
    table,
    theme_commands,
)
from app.views.settings import THEME_CHOICES


def tr(text: str) -> str:
    """Translate the name of a menu."""
    return QCoreApplication.translate("Commands", text)


class Menus:
    """The menu bar, with each action by the name of its command; their keys are those of the keymap at any time."""

    def __init__(self, window: QMainWindow, run: Callable[[str], None], keys: Keymap) -> None:
        self._window, self._run, self._keys = window, run, keys
        self.actions: dict[str, QAction] = {}
        self._on_map: list[QAction] = []
        self.recent = QMenu(tr("Open &Recent"), window)
        self.restore_points = QMenu(tr("Re&turn to a Restore Point"), window)
        self.places = QMenu(tr("Book&marks"), window)
        self._submenus = {
            "recent": self.recent,
            "restore_points": self.restore_points,
            "lanes": QMenu(tr("Lane"), window),
            "places": self.places,
            "colours": QMenu(tr("&Colour Cards By"), window),
            "theme": QMenu(tr("&Theme"), window),
        }
        for section in sections():
            if section.in_bar:
                self._fill(window.menuBar().addMenu(section.title), section.commands)
        self.look = LIGHT
        """The theme of the icons."""
        self._submenus["lanes"].aboutToShow.connect(self._dress_lanes)
        self._fill(self._submenus["lanes"], lane_commands())
        self._fill(self.places, bookmark_commands())
        self._fill(self._submenus["colours"], colour_commands())
        colours = QActionGroup(window)
        for command in colour_commands():
            colours.addAction(self.actions[command.name])
        self._fill(self._submenus["theme"], theme_commands())
        themes = QActionGroup(window)
        for name in THEME_CHOICES:
            themes.addAction(self.actions[f"theme_{name}"])
        for command in region_commands():
            self._add(window, command)
        self._on_sheet = [each.name for each in table().values() if each.on_sheet and each.name in self.actions]
        keys.changed.connect(self._follow_keys)

    def _fill(self, menu: QMenu, commands: list[Command]) -> None:
        for command in commands:
            if not command.name:
                menu.addSeparator()
            elif command.name in self._submenus:
                action = menu.addMenu(self._submenus[command.name])
                if command.needs_map:
                    self._on_map.append(action)
            else:
                self._add(menu, command)

    def _add(self, place: QMenu | QMainWindow, command: Command) -> None:
        action = QAction(command.text, self._window)
        place.addAction(action)
        action.setData(command.text)
        action.setCheckable(command.checkable)
        action.triggered.connect(partial(self._trigger, command.name))
        self.actions[command.name] = action
        self._give_keys(command.name, action)
        if command.needs_map:
            self._on_map.append(action)

    def _trigger(self, name: str, _: bool = False) -> None:
        self._run(name)

    def _give_keys(self, name: str, action: QAction) -> None:
        """Show the keys of a command; single keys belong to the map, so they are no shortcut of the window."""
        keys = self._keys.keys(name)
        action.setShortcuts([QKeySequence(each) for each in keys if not is_plain(each)])
        text = str(action.data())
        plain = [each for each in keys[:1] if is_plain(each)]
        if plain or "\t" in action.text():
            action.setText(self._keys.with_keys(text, name) if plain else text)

    def _follow_keys(self) -> None:
        for name, action in self.actions.items():
            self._give_keys(name, action)

    def _dress_lanes(self) -> None:
        """Give the lanes their icons when they are first seen: painting them would cost each start some ms."""
        for kind in LANE_KINDS:
            self.actions[f"lane_{kind}"].setIcon(lane_icon(kind, self.look))

    def follow_place(self, *, on_map: bool) -> None:
        """Grey out what works on the sheet while that is out of sight: keys must not reach it there."""
        for name in self._on_sheet:
            self.actions[name].setEnabled(on_map)

    def enable(self, has_map: bool) -> None:
        """Grey out what needs an open journey where there is none."""
        for action in self._on_map:
            action.setEnabled(has_map)
