"""What is different between two points, in words: a row for each change, and the marks of the cards on the map."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QCoreApplication

from app.layout.geometry import Box
from app.layout.marks import Mark, MarkRole
from app.layout.sheet import MapLayout
from app.layout.words import figure, signed
from app.models.content import Content, persona_of
from app.models.records import (
    RECORD_TYPES,
    AnyRecord,
    Card,
    Connector,
    Journey,
    Lane,
    Stage,
    Step,
    Swimlane,
    references,
)
from app.scoring.map_changes import Changes, Difference, MapChanges, changed_things, unplaced_since
from app.scoring.map_lists import step_title
from app.views.kinds import field_word, kind_word, lane_word, map_words, state_word, value_word

ROLES: Final[tuple[MarkRole, ...]] = ("added", "removed", "moved", "changed")
"""What can have become of a thing, in the order of the legend."""

_PADDING: Final = 8.0


def tr(text: str) -> str:
    """Translate a text of the changes."""
    return QCoreApplication.translate("Changes", text)


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One change: what became of which record, what that is called, and what is different."""

    role: MarkRole
    kind: str
    id: str
    title: str
    detail: str


def role_word(role: MarkRole) -> str:
    """Return what became of a thing."""
    words = {"added": tr("Added"), "removed": tr("Removed"), "moved": tr("Moved"), "changed": tr("Changed")}
    return words[role]


def rows_of(before: Content, after: Content, both: Content, journey_id: str, changes: MapChanges) -> list[ChangeRow]:
    """Return every change in the order of the map: the journey, its columns, its lanes, its cards, its connectors."""
    side = _Sides(before, after)
    rows = []
    if changes.journey:
        journey = after.get(Journey, journey_id)
        title = journey.title or tr("Untitled journey")
        rows.append(ChangeRow("changed", "journey", journey_id, title, side.details(changes.journey)))
    for each, found in changed_things(both, journey_id, changes):
        rows += side.rows(each, found)
    return rows


class _Sides:
    """Says what records and values are called, before and after."""

    def __init__(self, before: Content, after: Content) -> None:
        self._before, self._after = before, after

    def rows(self, record: AnyRecord, changes: Changes) -> Iterator[ChangeRow]:
        """Yield what became of a record."""
        here = self._before if record.id in changes.removed else self._after
        kind, title = record.kind_name, called(here, record)
        if record.id in changes.added:
            yield ChangeRow("added", kind, record.id, title, place_of(self._after, record))
        elif record.id in changes.removed:
            yield ChangeRow("removed", kind, record.id, title, place_of(self._before, record))
        if record.id in changes.moved:
            yield ChangeRow("moved", kind, record.id, title, self._way(record))
        if record.id in changes.changed:
            yield ChangeRow("changed", kind, record.id, title, self.details(changes.changed[record.id], type(record)))

    def _way(self, record: AnyRecord) -> str:
        old = self._before.find(type(record), record.id)
        was, now = place_of(self._before, old) if old is not None else "", place_of(self._after, record)
        return tr("{before} → {after}").format(before=was, after=now) if was != now else tr("in another order")

    def details(self, differences: Collection[Difference], record_type: type[AnyRecord] = Journey) -> str:
        """Return fields with what they held before and hold now."""
        form = tr("{field}: {before} → {after}")
        targets = {each.name: RECORD_TYPES[each.metadata["references"]] for each in references(record_type)}
        return "; ".join(
            form.format(
                field=name_of_field(each.name),
                before=value_text(self._before, each.name, each.before, targets.get(each.name)),
                after=value_text(self._after, each.name, each.after, targets.get(each.name)),
            )
            for each in differences
        )


def called(content: Content, record: AnyRecord) -> str:
    """Return what a record is called, with its kind."""
    names: dict[type[Any], Callable[[Any], tuple[str, str]]] = {
        Card: lambda card: (kind_word(card.kind), card.title),
        Stage: lambda stage: (tr("Stage"), stage.title),
        Step: lambda step: (tr("Step"), step.title or step_title(content, step.id)),
        Lane: lambda lane: (tr("Lane"), lane.title or lane_word(lane.kind)),
        Swimlane: lambda swimlane: (tr("Persona"), _persona_name(content, swimlane.id)),
        Connector: lambda connector: (tr("Connector"), connector.title or _ends(content, connector)),
    }
    kind, name = names[type(record)](record)
    return tr("{kind} “{name}”").format(kind=kind, name=" ".join(name.split()) or tr("untitled"))


def _persona_name(content: Content, swimlane_id: str | None) -> str:
    persona = persona_of(content, swimlane_id)
    return persona.name if persona is not None else ""


def _ends(content: Content, connector: Connector) -> str:
    cards = [content.find(Card, each) for each in (connector.from_card_id, connector.to_card_id)]
    return " → ".join(" ".join(card.title.split()) for card in cards if card is not None)


def place_of(content: Content, record: AnyRecord) -> str:
    """Return where a record is."""
    if isinstance(record, Card):
        lane = content.find(Lane, record.lane_id)
        if lane is None:
            return tr("Unplaced")
        return " · ".join(each for each in (step_title(content, record.step_id), _lane_place(content, lane)) if each)
    if isinstance(record, Step):
        stage = content.find(Stage, record.stage_id)
        return stage.title if stage is not None else ""
    return _persona_name(content, record.swimlane_id) or tr("Whole map") if isinstance(record, Lane) else ""


def _lane_place(content: Content, lane: Lane) -> str:
    title = lane.title or lane_word(lane.kind)
    name = _persona_name(content, lane.swimlane_id)
    return f"{name}: {title}" if name else title


def name_of_field(name: str) -> str:
    """Return what a field is called; those that only maps have are called here."""
    own = {
        "kind": tr("Kind"),
        "sentiment": tr("Sentiment"),
        "weight": tr("Weight"),
        "span": tr("Steps that it spans"),
        "shared_id": tr("Shared with others"),
        "score": tr("Imported score"),
        "example": tr("Example"),
        "width": tr("Width"),
        "height": tr("Height"),
        "hand_off": tr("Hand-off"),
        "collapsed": tr("Folded"),
        "opens_journey_id": tr("Opens the journey"),
        "state": tr("State"),
        "level": tr("Level"),
        "context": tr("Context"),
        "tags": tr("Tags"),
        "persona": tr("Persona"),
    }
    if name in own:
        return own[name]
    return (
        field_word(name) if f"field {name}" in map_words() else name.removesuffix("_id").replace("_", " ").capitalize()
    )


def value_text(content: Content, name: str, value: Any, target: type[AnyRecord] | None = None) -> str:
    """Return what a field holds, in words: the name of what it refers to, the word of a choice, a number."""
    if value is None or value == "" or value == ():
        return "–"
    if target is not None:
        record: Any = content.find(target, value)
        return str(getattr(record, "title", "") or getattr(record, "name", "")) or "–"
    if isinstance(value, bool):
        return tr("yes") if value else tr("no")
    if isinstance(value, tuple):
        return ", ".join(value)
    if isinstance(value, int | float):
        return signed(value) if name == "sentiment" else figure(value)
    return _word(name, " ".join(str(value).split()))


def _word(name: str, value: str) -> str:
    if name in ("image", "shared_id", "picture"):
        return tr("another one")
    if name == "kind" and value in map_words():
        return map_words()[value]
    if name == "state" and value in ("current", "to-be"):
        return state_word(value)  # type: ignore[arg-type]
    return value_word(value) if f"value {value}" in map_words() else f"“{value}”" if name in _TEXTS else value


_TEXTS: Final = frozenset({"title", "note", "answer", "acquiring", "keeping", "goal", "description"})


def marks_of(
    changes: MapChanges, before: Content, after: Content, layout: MapLayout, roles: Collection[MarkRole] = ROLES
) -> dict[str, Mark]:
    """Return the marks of the cards with one of these roles; moved ones with where they were, if that is shown."""
    marks = _marks(changes.cards, roles)
    for each in changes.cards.moved if "moved" in roles else ():
        marks[each] = Mark("moved", from_box=_was_at(before.find(Card, each), layout))
    for each in unplaced_since(before, after, changes) if "moved" in roles else ():
        marks[each] = Mark("moved", tr("to Unplaced"))
    return marks


def header_marks_of(changes: MapChanges, roles: Collection[MarkRole] = ROLES) -> dict[str, Mark]:
    """Return the marks of the stages, steps, lanes and swimlanes with one of these roles."""
    marks = dict[str, Mark]()
    for found in (changes.stages, changes.steps, changes.lanes, changes.swimlanes):
        marks |= _marks(found, roles)
    return marks


def _marks(found: Changes, roles: Collection[MarkRole]) -> dict[str, Mark]:
    of_role: dict[MarkRole, Collection[str]] = {
        "changed": found.changed,
        "moved": found.moved,
        "removed": found.removed,
        "added": found.added,
    }
    return {each: Mark(role) for role, ids in of_role.items() if role in roles for each in ids}


def _was_at(card: Card | None, layout: MapLayout) -> Box | None:
    """Return about where a card was: at the top of the cell that held it."""
    if card is None or card.lane_id is None or card.step_id is None or card.id not in layout.cards:
        return None
    cell, now = layout.cell_box(card.lane_id, card.step_id), layout.cards[card.id].box
    if cell is None:
        return None
    height = min(now.height, cell.height - 2 * _PADDING)
    return Box(cell.x + _PADDING, cell.y + _PADDING, cell.width - 2 * _PADDING, height)
