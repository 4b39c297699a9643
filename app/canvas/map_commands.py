"""What can be done to a map, by the name of each command: the keys it comes with, and what does it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtGui import QKeySequence

from app.canvas.connecting import next_connector
from app.canvas.keymap import Keymap, Keys
from app.canvas.keys import LETTER_OF_KIND, SENTIMENT_OF_DIGIT
from app.canvas.zoom_view import NEARER
from app.models.kinds import CardKind

if TYPE_CHECKING:
    from app.canvas.view import MapView

Standard = QKeySequence.StandardKey


class MapCommand(NamedTuple):
    """One command of the map.

    `on_cards` says that it does nothing without a selected card, `reads` that it changes nothing.
    """

    does: Callable[[MapView], object]
    keys: Keys = ()
    on_cards: bool = False
    reads: bool = False

    def run(self, view: MapView) -> object:
        """Do it, unless it would change a map that is locked."""
        return self.does(view) if self.reads or view.may_edit() else None


def _adding(kind: CardKind) -> MapCommand:
    return MapCommand(lambda view: view.commands.add_card(kind), (LETTER_OF_KIND[kind],))


def _feeling(sentiment: float | None, *keys: str) -> MapCommand:
    return MapCommand(lambda view: view.commands.set_sentiment(sentiment), keys, on_cards=True)


MAP_COMMANDS: dict[str, MapCommand] = {
    **{f"add_{kind}": _adding(kind) for kind in LETTER_OF_KIND},
    "add_image": MapCommand(lambda view: view.commands.add_card("image"), ("B",)),
    "add_stage": MapCommand(lambda view: view.commands.add_stage(), ("S",)),
    "add_persona": MapCommand(lambda view: view.commands.add_swimlane()),
    "add_lane": MapCommand(lambda view: view.structure.offer_lanes(), ("R",)),
    "wider": MapCommand(lambda view: view.structure.wider(), ("Alt+Shift+Right",)),
    "narrower": MapCommand(lambda view: view.structure.narrower(), ("Alt+Shift+Left",)),
    "taller": MapCommand(lambda view: view.structure.taller(), ("Alt+Shift+Down",)),
    "lower": MapCommand(lambda view: view.structure.lower(), ("Alt+Shift+Up",)),
    "automatic_size": MapCommand(lambda view: view.structure.automatic(), ("Alt+Shift+Home",)),
    "split": MapCommand(lambda view: view.structure.split(), ("Ctrl+Shift+D",)),
    "merge": MapCommand(lambda view: view.structure.merge(), ("Ctrl+M",)),
    "begin_stage": MapCommand(lambda view: view.structure.begin_stage()),
    "fold": MapCommand(lambda view: view.structure.fold(), ("Ctrl+Shift+F",)),
    "edit": MapCommand(lambda view: view.commands.rename(), ("Return", "F2")),
    **{f"sentiment_{digit}": _feeling(value, digit) for digit, value in SENTIMENT_OF_DIGIT.items()},
    "sentiment_default": _feeling(None),
    "connect": MapCommand(lambda view: view.commands.begin_connecting(), ("C",), on_cards=True),
    "next_connector": MapCommand(next_connector, ("L",), reads=True),
    "flow": MapCommand(lambda view: view.commands.mark_hand_off(None)),
    "hand_off_seamless": MapCommand(lambda view: view.commands.mark_hand_off("seamless")),
    "hand_off_broken": MapCommand(lambda view: view.commands.mark_hand_off("broken")),
    "reverse": MapCommand(lambda view: view.commands.reverse()),
    "details": MapCommand(lambda view: view.commands.show_details(), ("F4",), reads=True),
    "unplace": MapCommand(lambda view: view.commands.unplace(), on_cards=True),
    "cut": MapCommand(lambda view: view.commands.cut(), Standard.Cut),
    "copy": MapCommand(lambda view: view.commands.copy(), Standard.Copy, reads=True),
    "paste": MapCommand(lambda view: view.commands.paste(), Standard.Paste),
    "duplicate": MapCommand(lambda view: view.commands.duplicate(), ("Ctrl+D",), on_cards=True),
    # The standard keys of Delete hold Ctrl+D on some desktops.
    "delete": MapCommand(lambda view: view.commands.delete(), ("Del", "Backspace")),
    "select_all": MapCommand(lambda view: view.commands.select_all(), Standard.SelectAll, reads=True),
    "zoom_in": MapCommand(lambda view: view.zoom_by(NEARER), ("Ctrl++", "Ctrl+="), reads=True),
    "zoom_out": MapCommand(lambda view: view.zoom_by(1 / NEARER), ("Ctrl+-",), reads=True),
    "full_size": MapCommand(lambda view: view.zoom_to(1.0), ("Ctrl+1",), reads=True),
    "whole_map": MapCommand(lambda view: view.show_all(), ("Ctrl+0",), reads=True),
    "zoom_selection": MapCommand(lambda view: view.show_selected(), ("Ctrl+2",), reads=True),
}
"""Every command that acts on the map by itself; the window's table names them and says where their menus are."""


def map_keys() -> Keymap:
    """Return the keys of a map that stands alone."""
    return Keymap({name: command.keys for name, command in MAP_COMMANDS.items()})
