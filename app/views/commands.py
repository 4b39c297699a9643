"""Every command of the window in one table: where its menu is, what it is called, its keys. `menus` builds the bar."""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from app.canvas.keys import LETTER_OF_KIND
from app.models.kinds import LANE_KINDS
from app.views.kinds import kind_word, lane_word
from app.views.palette import PALETTE_ORDER
from app.views.settings import THEME_CHOICES

Keys = QKeySequence.StandardKey | str | None


def tr(text: str) -> str:
    """Translate the name of a command."""
    return QCoreApplication.translate("Commands", text)


class Command(NamedTuple):
    """One command: its name in code, its words, its keys; `needs_map` where it works on an open journey only.

    `hint` shows a key that the canvas itself understands, so it is no shortcut of the window.
    """

    name: str
    text: str
    keys: Keys = None
    needs_map: bool = True
    hint: str = ""
    checkable: bool = False


SEPARATOR = Command("", "")

_ON_SHEET = (
    "cut",
    "copy",
    "paste",
    "duplicate",
    "delete",
    "select_all",
    "zoom_in",
    "zoom_out",
    "full_size",
    "whole_map",
)


def file_commands() -> list[Command]:
    """Return the menu File; `recent` is a submenu."""
    standard = QKeySequence.StandardKey
    return [
        Command("new", tr("&New"), standard.New, needs_map=False),
        Command("open", tr("&Open…"), standard.Open, needs_map=False),
        Command("recent", tr("Open &Recent"), needs_map=False),
        SEPARATOR,
        Command("restore_point", tr("Make a Restore &Point"), standard.Save),
        Command("restore_points", tr("Re&turn to a Restore Point")),
        Command("save_copy", tr("Save a &Copy…"), "Ctrl+Shift+S"),
        Command("rename", tr("Re&name…")),
        Command("show_in_folder", tr("Show in &Folder")),
        SEPARATOR,
        Command("import", tr("&Import…"), "Ctrl+I", needs_map=False),
        Command("export", tr("&Export…"), "Ctrl+E"),
        Command("print", tr("&Print…"), standard.Print),
        SEPARATOR,
        Command("close_file", tr("C&lose"), standard.Close, needs_map=False),
        Command("quit", tr("&Quit"), "Ctrl+Q", needs_map=False),
    ]


def edit_commands() -> list[Command]:
    """Return the menu Edit."""
    standard = QKeySequence.StandardKey
    return [
        Command("undo", tr("&Undo"), standard.Undo),
        Command("redo", tr("&Redo"), standard.Redo),
        SEPARATOR,
        Command("cut", tr("Cu&t"), standard.Cut),
        Command("copy", tr("&Copy"), standard.Copy),
        Command("paste", tr("&Paste"), standard.Paste),
        Command("duplicate", tr("D&uplicate"), "Ctrl+D"),
        Command("delete", tr("&Delete"), "Del"),  # the standard keys hold Ctrl+D on some desktops
        Command("select_all", tr("Select &All"), standard.SelectAll),
        SEPARATOR,
        Command("find", tr("&Find and Replace…"), standard.Find),
    ]


def insert_commands() -> list[Command]:
    """Return the menu Insert."""
    kinds = [Command(f"add_{kind}", kind_word(kind), hint=LETTER_OF_KIND[kind]) for kind in PALETTE_ORDER]
    return [
        *kinds,
        SEPARATOR,
        Command("add_stage", tr("Stage"), hint="S"),
        Command("add_persona", tr("Persona")),
        Command("lanes", tr("Lane")),
        SEPARATOR,
        Command("make_opportunity", tr("Opportunity from the Selection"), "Ctrl+Shift+J"),
        Command("add_journey", tr("Journey"), "Ctrl+Shift+N"),
    ]


def lane_commands() -> list[Command]:
    """Return the submenu of lanes."""
    return [Command(f"lane_{kind}", lane_word(kind)) for kind in LANE_KINDS]


def view_commands() -> list[Command]:
    """Return the menu View; `theme` is a submenu."""
    standard = QKeySequence.StandardKey
    return [
        Command("zoom_in", tr("Zoom &In"), standard.ZoomIn),
        Command("zoom_out", tr("Zoom &Out"), standard.ZoomOut),
        Command("full_size", tr("&Full Size")),
        Command("whole_map", tr("&Whole Map"), "Ctrl+0"),
        SEPARATOR,
        Command("running_mean", tr("Emotion as Running &Mean"), checkable=True),
        Command("outline", tr("Ou&tline"), "Ctrl+Shift+O", checkable=True),
        Command("inspector", tr("I&nspector"), checkable=True),
        Command("opportunities", tr("O&pportunities"), "Ctrl+J", checkable=True),
        SEPARATOR,
        Command("theme", tr("&Theme"), needs_map=False),
    ]


def help_commands() -> list[Command]:
    """Return the menu Help."""
    return [
        Command("shortcuts", tr("&Keyboard and Mouse"), QKeySequence.StandardKey.HelpContents, needs_map=False),
        Command("about", tr("&About Clew"), needs_map=False),
    ]


class Menus:
    """The menu bar, with each action by the name of its command."""

    def __init__(self, window: QMainWindow, run: Callable[[str], None]) -> None:
        self._window, self._run = window, run
        self.actions: dict[str, QAction] = {}
        self._on_map: list[QAction] = []
        self.recent = QMenu(tr("Open &Recent"), window)
        self.restore_points = QMenu(tr("Re&turn to a Restore Point"), window)
        self._submenus = {
            "recent": self.recent,
            "restore_points": self.restore_points,
            "lanes": QMenu(tr("Lane"), window),
            "theme": self._theme_menu(),
        }
        for title, commands in (
            (tr("&File"), file_commands()),
            (tr("&Edit"), edit_commands()),
            (tr("&Insert"), insert_commands()),
            (tr("&View"), view_commands()),
            (tr("&Help"), help_commands()),
        ):
            self._fill(window.menuBar().addMenu(title), commands)
        self._fill(self._submenus["lanes"], lane_commands())

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

    def _add(self, menu: QMenu, command: Command) -> None:
        action = menu.addAction(f"{command.text}\t{command.hint}" if command.hint else command.text)
        if isinstance(command.keys, str):
            action.setShortcut(QKeySequence(command.keys))
        elif command.keys is not None:
            action.setShortcuts(command.keys)
        action.setCheckable(command.checkable)
        action.triggered.connect(lambda _=False: self._run(command.name))
        self.actions[command.name] = action
        if command.needs_map:
            self._on_map.append(action)

    def _theme_menu(self) -> QMenu:
        menu = QMenu(tr("&Theme"), self._window)
        words = {"system": tr("As the &System"), "light": tr("&Light"), "dark": tr("&Dark")}
        group = QActionGroup(menu)
        for name in THEME_CHOICES:
            action = menu.addAction(words[name], partial(self._run, f"theme_{name}"))
            action.setCheckable(True)
            group.addAction(action)
            self.actions[f"theme_{name}"] = action
        return menu

    def follow_place(self, *, on_map: bool) -> None:
        """Grey out what works on the sheet while that is out of sight: keys must not reach it there."""
        for name in _ON_SHEET:
            self.actions[name].setEnabled(on_map)

    def enable(self, has_map: bool) -> None:
        """Grey out what needs an open journey where there is none."""
        for action in self._on_map:
            action.setEnabled(has_map)
