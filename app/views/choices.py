"""What the palette offers: every command and every thing of the workspace by its name, and where each thing is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QIcon

from app.models.content import (
    cards_of_opportunity,
    journeys_in_tree_order,
    persona_of,
)
from app.models.kinds import CardKind
from app.models.records import AnyRecord, Bookmark, Card, Journey, Lane, Opportunity, Persona, Stage, Step
from app.services.bookmarks import all_bookmarks
from app.services.names import Name, fold
from app.views.commands import table
from app.views.icons import icon
from app.views.kinds import kind_icon, kind_word

if TYPE_CHECKING:
    from app.views.window import MainWindow

COMMAND, JOURNEY, PERSONA, BOOKMARK, OPPORTUNITY, CARD = (
    "command",
    "journey",
    "persona",
    "bookmark",
    "opportunity",
    "card",
)

ORDER = {kind: place for place, kind in enumerate((COMMAND, JOURNEY, PERSONA, BOOKMARK, OPPORTUNITY, CARD))}
"""Which kind comes first between names that are as good a find."""

HIDDEN = ("palette",)

_TYPES: dict[str, type[AnyRecord]] = {
    JOURNEY: Journey,
    PERSONA: Persona,
    BOOKMARK: Bookmark,
    OPPORTUNITY: Opportunity,
    CARD: Card,
}


def tr(text: str) -> str:
    """Translate a text of the palette."""
    return QCoreApplication.translate("CommandPalette", text)


class Choices:
    """Names of everything in a window, where each thing is, and what happens when it is chosen."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._commands = table()

    # ---- names

    def commands(self) -> list[Name]:
        """Return the commands that make sense now."""
        why_not = self._window.commands.why_not
        shown = (each for each in self._commands.values() if each.name not in HIDDEN and why_not(each.name) != "")
        return [Name(COMMAND, each.name, each.spoken, fold(each.spoken)) for each in shown]

    def things(self) -> Iterator[Name]:
        """Yield journeys, personas, opportunities and cards, those of the journey on show first."""
        session = self._window.session
        content = session.content
        for journey in journeys_in_tree_order(content):
            yield _name(JOURNEY, journey.id, journey.title)
        for persona in content.ordered(Persona):
            yield _name(PERSONA, persona.id, persona.name)
        for bookmark in all_bookmarks(content):
            yield _name(BOOKMARK, bookmark.id, bookmark.title)
        for opportunity in content.ordered(Opportunity):
            yield _name(OPPORTUNITY, opportunity.id, opportunity.title)
        elsewhere = []
        for card in tuple(content.all(Card).values()):
            if card.journey_id == session.journey_id:
                yield _name(CARD, card.id, card.title)
            else:
                elsewhere.append(card)
        for card in elsewhere:
            yield _name(CARD, card.id, card.title)

    def recall(self, choice: str) -> Name | None:
        """Return what was chosen before (kind/id), none where it is no longer there."""
        kind, _, record_id = choice.partition("/")
        record = self._window.session.content.find(_TYPES[kind], record_id) if kind in _TYPES else None
        text = getattr(record, "title", "") or getattr(record, "name", "")
        return _name(kind, record_id, text) if text else None

    # ---- what is shown of one

    def why_not(self, name: Name) -> str:
        """Return why a command cannot be run now, nothing where it can; things can always be gone to."""
        return self._window.commands.why_not(name.id) or "" if name.kind == COMMAND else ""

    def keys(self, name: Name) -> str:
        """Return the keys of a command."""
        return self._window.session.keys.text(name.id) if name.kind == COMMAND else ""

    def where(self, name: Name) -> str:
        """Return where a thing is: journey, stage and persona of a card, the role of a persona."""
        content = self._window.session.content
        if name.kind == CARD:
            return self._where_card(content.find(Card, name.id))
        if name.kind == JOURNEY:
            journey = content.find(Journey, name.id)
            return _joined(tr("Journey"), content.find(Journey, journey.parent_id) if journey else None)
        if name.kind == PERSONA:
            persona = content.find(Persona, name.id)
            return _joined(tr("Persona"), persona.role if persona else "")
        if name.kind == BOOKMARK:
            bookmark = content.find(Bookmark, name.id)
            return _joined(tr("Bookmark"), content.find(Journey, bookmark.journey_id) if bookmark else None)
        if name.kind == OPPORTUNITY:
            cards = cards_of_opportunity(content, name.id) if content.find(Opportunity, name.id) else ()
            return _joined(tr("Opportunity"), content.find(Journey, cards[0].journey_id) if cards else None)
        return ""

    def _where_card(self, card: Card | None) -> str:
        if card is None:
            return ""
        content = self._window.session.content
        step = content.find(Step, card.step_id)
        stage = content.find(Stage, step.stage_id) if step else None
        lane = content.find(Lane, card.lane_id)
        persona = persona_of(content, lane.swimlane_id) if lane else None
        return _joined(content.find(Journey, card.journey_id), stage or tr("Unplaced"), persona)

    def word(self, name: Name) -> str:
        """Return what kind of thing it is, for screen readers."""
        card = self._window.session.content.find(Card, name.id) if name.kind == CARD else None
        return kind_word(card.kind) if card else ""

    def icon(self, name: Name) -> QIcon:
        """Return the icon of a thing, a card's that of its kind."""
        theme = self._window.theme
        card = self._window.session.content.find(Card, name.id) if name.kind == CARD else None
        if card is not None:
            kind: CardKind = card.kind
            return kind_icon(kind, theme.look)
        return icon(name.kind if name.kind != CARD else "lane", theme.colour("muted"), 16)

    # ---- choosing

    def choose(self, name: Name) -> None:
        """Run a command as its menu does, or go to a thing."""
        if name.kind == COMMAND:
            action = self._window.menus.actions.get(name.id)
            action.trigger() if action is not None else self._window.commands.run(name.id)
            return
        going = {
            JOURNEY: self._window.open_journey,
            PERSONA: self._window.show_persona,
            BOOKMARK: self._window.bookmarks.go,
            OPPORTUNITY: self._to_opportunity,
        }
        going.get(name.kind, self._to_card)(name.id)

    def _to_opportunity(self, opportunity_id: str) -> None:
        self._window.show_opportunities()
        self._window.session.select_opportunities([opportunity_id])

    def _to_card(self, card_id: str) -> None:
        card = self._window.session.content.find(Card, card_id)
        if card is not None:
            self._window.show_on_map(card.journey_id, card_id)


def _name(kind: str, record_id: str, text: str) -> Name:
    return Name(kind, record_id, text, fold(text), ORDER[kind])


def _joined(*parts: Journey | Stage | Persona | str | None) -> str:
    """Return what things are called, those that are there and have a name."""
    texts = (each if isinstance(each, str) else _called(each) for each in parts if each)
    return " · ".join(text for text in texts if text)


def _called(record: Journey | Stage | Persona) -> str:
    return record.name if isinstance(record, Persona) else record.title
