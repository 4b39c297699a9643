"""What all parts of the window share: the open workspace, the journey on show, the selection, and what is said."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal

from app.canvas.keymap import Keymap
from app.canvas.map_commands import map_keys
from app.canvas.pictures import Pictures
from app.canvas.view import Apart
from app.models.changes import ChangeSet
from app.models.content import Content, cards_of_opportunity, journeys_in_tree_order, noun_of
from app.models.errors import ClewError, FileError
from app.models.records import AnyRecord, Card, Connector, Journey, Lane, Opportunity, Persona, Stage, Step, Swimlane
from app.store import AT_ONCE, Store
from app.views.kinds import of_served, speak_of
from app.views.weighing import EVEN_WEIGHT, Weighing

R = TypeVar("R")
_SELECTABLE: tuple[type[AnyRecord], ...] = (
    Card,
    Connector,
    Stage,
    Step,
    Lane,
    Swimlane,
    Persona,
    Journey,
    Opportunity,
)


class Session(QObject):
    """The open workspace, if any, for panels: they read it, run services on it, hear of changes."""

    leaving = Signal()
    """The open workspace is about to be closed: what is still being typed has to be kept now."""
    opened = Signal()
    """Another workspace is open, or none any more."""
    changed = Signal(object)
    """A committed `ChangeSet`."""
    journey_changed = Signal(str)
    """Another journey is on show; empty where there is none."""
    selection_changed = Signal(list)
    """The ids of the selected records; an opportunity stands before its cards."""
    vote_changed = Signal(str)
    """Another vote is on show, or none any more."""
    weight_changed = Signal(float)
    """Another weight of the customer side in the value of opportunities."""
    said = Signal(str)
    """One line about what was done."""
    failed = Signal(str)
    """One line about what could not be done."""
    file_failed = Signal(str)
    """One line about a file that cannot be read or written: it stays in sight."""
    persona_asked = Signal(str)
    """The id of a persona whose page is to be shown."""
    highlight_asked = Signal(str)
    """The id of a highlight that is to be shown where it was said."""
    insight_asked = Signal(str)
    """The id of an insight that is to be shown among the others."""
    to_be_asked = Signal(str)
    """The id of a journey that a to-be is to be made of."""
    comparison_asked = Signal(str)
    """The id of a journey that is to be compared: a current one with its to-be, a to-be with its current one."""
    record_asked = Signal(str, str)
    """The kind and the id of a record that is to be shown where it belongs, such as a solution or an action."""
    noun_changed = Signal()
    """Another word for who is served: texts that say it are to be shown anew."""
    hands_changed = Signal(bool)
    """Hands are off now, or no longer."""
    renamed = Signal()
    """The file has another name."""

    def __init__(self, parent: QObject | None = None, keys: Keymap | None = None) -> None:
        super().__init__(parent)
        self.keys = keys or map_keys()
        """The keys of every command."""
        self._store: Store | None = None
        self._unsubscribe: Callable[[], None] | None = None
        self.journey_id = ""
        self.selection: tuple[str, ...] = ()
        self.weight = EVEN_WEIGHT
        self.vote_round_id = ""
        """The vote on show; empty where there is none."""
        self._pictures: Pictures | None = None
        self.apart: Apart = self._at_once
        """Runs what takes long: on the worker, where a window shows how far that is."""
        self.weighing = Weighing(self)
        """How opportunities are ranked."""
        self.keys.changed.connect(self._word_hands_off)

    @property
    def is_open(self) -> bool:
        """Whether a workspace is open."""
        return self._store is not None

    @property
    def store(self) -> Store:
        """The open workspace."""
        assert self._store is not None, "no workspace is open"
        return self._store

    @property
    def content(self) -> Content:
        """The records of the open workspace; of none, empty."""
        return self._store.content if self._store is not None else Content()

    @property
    def journey(self) -> Journey | None:
        """The journey on show."""
        return self.content.find(Journey, self.journey_id)

    @property
    def pictures(self) -> Pictures:
        """The images of the open workspace as pixels."""
        if self._pictures is None:
            self._pictures = Pictures(self.store.image, self)
        return self._pictures

    @property
    def hands_off(self) -> bool:
        """Whether nothing on the map is changed by accident: only what is deliberate is done."""
        return self._store is not None and self._store.hands_off

    def keep_hands_off(self, off: bool) -> None:
        """Lock the open workspace against what is done by accident, or work on it again."""
        self.store.hands_off = off
        self._word_hands_off()
        self.hands_changed.emit(off)

    def _word_hands_off(self) -> None:
        """Have the workspace say how it is unlocked, by the key that the user has chosen for that."""
        if self._store is not None:
            key = self.keys.text("hands_off")
            by_key = self.tr("Hands off is on: nothing on the map changes. Press {key} to work on it again.")
            by_menu = self.tr("Hands off is on: nothing on the map changes. The menu Workshop turns it off.")
            self._store.hands_off_words = by_key.format(key=key) if key else by_menu

    def may_edit(self) -> bool:
        """Return whether things are changed by hand; says why where they are not."""
        if self.hands_off:
            self.failed.emit(self.store.hands_off_words)
        return not self.hands_off

    def open(self, store: Store | None, journey_id: str = "") -> None:
        """Show another workspace (none = the start page), at a journey or its first; closes the one before."""
        if self._store is not None:
            self.leaving.emit()
        if self._unsubscribe is not None:
            self._unsubscribe()
            self._unsubscribe = None
        before, self._store = self._store, store
        if self._pictures is not None:
            self._pictures.deleteLater()
            self._pictures = None
        self.selection = ()
        self.journey_id = self.vote_round_id = ""
        if store is not None:
            self._unsubscribe = store.subscribe(self._hear)
            self.journey_id = journey_id or self._first_journey()
        self._follow_noun()
        self.opened.emit()
        self.hands_changed.emit(self.hands_off)
        self.journey_changed.emit(self.journey_id)
        self.selection_changed.emit([])
        if before is not None:
            before.close()

    def _first_journey(self) -> str:
        return next((journey.id for journey in journeys_in_tree_order(self.content)), "")

    def _hear(self, changes: ChangeSet) -> None:
        content = self.content
        if content.find(Journey, self.journey_id) is None:
            self.show_journey(self._first_journey())
        still = tuple(each for each in self.selection if find_any(content, each) is not None)
        if changes.touches("workspace"):
            self._follow_noun()
        self.changed.emit(changes)
        if still != self.selection:
            self.select(still)

    def say(self, text: str, show: Callable[[str], object]) -> None:
        """Show a text that speaks of the “customer”, now and whenever the workspace has another word for that."""
        show(of_served(text))
        self.noun_changed.connect(lambda: show(of_served(text)))

    def _follow_noun(self) -> None:
        """Have the window's texts say the workspace's noun for who is served."""
        speak_of(noun_of(self.content))
        self.noun_changed.emit()

    def show_journey(self, journey_id: str) -> None:
        """Show another journey of the workspace."""
        if journey_id != self.journey_id:
            self.journey_id = journey_id
            self.select(())
            self.journey_changed.emit(journey_id)

    def show_vote(self, round_id: str) -> None:
        """Show another vote of the journey, or none."""
        if round_id != self.vote_round_id:
            self.vote_round_id = round_id
            self.vote_changed.emit(round_id)

    def select(self, ids: Iterable[str]) -> None:
        """Select records; whoever shows them follows."""
        selection = tuple(dict.fromkeys(ids))
        if selection != self.selection:
            self.selection = selection
            self.selection_changed.emit(list(selection))

    @property
    def opportunity_ids(self) -> tuple[str, ...]:
        """The selected opportunities."""
        return tuple(each for each in self.selection if self.content.find(Opportunity, each) is not None)

    @property
    def card_ids(self) -> tuple[str, ...]:
        """The selected cards."""
        return tuple(each for each in self.selection if self.content.find(Card, each) is not None)

    def select_opportunities(self, ids: Iterable[str]) -> None:
        """Select opportunities together with their cards, so that the map shows what they are about."""
        chosen = list(ids)
        cards = (card.id for each in chosen for card in cards_of_opportunity(self.content, each))
        self.select([*chosen, *cards])

    def weigh(self, weight: float) -> None:
        """Value opportunities at another weight of the customer side, 0 … 1."""
        if weight != self.weight:
            self.weight = weight
            self.weight_changed.emit(weight)

    def perform(self, service: Callable[..., R], *arguments: Any, **named: Any) -> R | None:
        """Run a service on the open workspace; what a user can cause is told in one line, and none returned."""
        return self.attempt(lambda: service(self.store, *arguments, **named))

    def perform_large(self, what: str, size: int, service: Callable[..., R], *arguments: Any) -> None:
        """Run a service that changes so many records, on the worker where that takes more than a moment."""
        if size > AT_ONCE:
            self.apart(what, lambda store: service(store, *arguments), lambda made: None)
        else:
            self.perform(service, *arguments)

    def _at_once(self, what: str, service: Callable[[Store], Any], then: Callable[[Any], object]) -> None:
        then(self.perform(service))

    def attempt(self, function: Callable[[], R]) -> R | None:
        """Run a function; what a user can cause is told in one line, and none returned."""
        try:
            return function()
        except FileError as error:
            self.file_failed.emit(str(error))
            return None
        except ClewError as error:
            self.failed.emit(str(error))
            return None


def find_any(content: Content, record_id: str) -> AnyRecord | None:
    """Return the record with that id of any kind that can be selected."""
    found: AnyRecord | None = content.find_among(_SELECTABLE, record_id)
    return found


def count_cards(content: Content, journey_id: str) -> int:
    """Return how many cards a journey has, placed or not."""
    return len(content.members(Card, "journey_id", journey_id))
