"""What was understood of a sentence in the words and icons of the window: its chips, its questions, where it went."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QIcon

from app.layout.look import kind_edge
from app.layout.words import signed
from app.models.content import Content, persona_of, swimlanes_of
from app.models.kinds import CARD_KINDS, CardKind
from app.models.names import folded
from app.models.records import Card, Lane, Stage, Step
from app.services.capture import ENGLISH_KINDS, STRUCTURES, Choice, Pin, places_near, told_apart
from app.views.capture.chips import Chip, short
from app.views.icons import icon
from app.views.kinds import kind_icon, kind_word

if TYPE_CHECKING:
    from app.services.capture import Kind, Piece, Role, Sentence
    from app.views.theme import ThemeKeeper

_SIGNS: dict[str, str] = {
    "wall": "map",
    "place": "stage",
    "persona": "persona",
    "owner": "persona",
    "tag": "bookmark",
    "level": "happy",
    "stage": "stage",
    "step": "stage",
}


def tr(text: str) -> str:
    """Translate a text about a sentence."""
    return QCoreApplication.translate("Capture", text)


def word_of(kind: Kind) -> str:
    """Return what a sentence makes."""
    if kind == "stage":
        return tr("Stage")
    if kind == "step":
        return tr("Step")
    return tr("Persona") if kind == "persona" else kind_word(kind)


def kind_words() -> Mapping[str, Kind]:
    """Return the words that say a kind: those of the user's language, and the English ones."""
    own: dict[str, Kind] = {folded(word_of(each)): each for each in (*CARD_KINDS, *STRUCTURES)}
    return {**own, **ENGLISH_KINDS}


def sign_of(role: Role, theme: ThemeKeeper, kind: str = "") -> QIcon:
    """Return the icon of what a chip or a completion is about."""
    if kind in CARD_KINDS:
        return kind_icon(kind, theme.look, 12)
    return icon(_SIGNS.get(kind or role, "persona"), theme.colour("muted"), 12)


# ---- chips


def chips_of(content: Content, sentence: Sentence, theme: ThemeKeeper) -> list[Chip]:
    """Return the chips of a sentence: its kind first, then the rest in the order in which it was written."""
    if sentence.is_empty:
        return []
    kind = _kind_chip(sentence, theme)
    others = [_chip(each, sentence, theme) for each in sentence.pieces if each.role != "kind"]
    if not sentence.is_structure and sentence.step_id is None:
        others.append(Chip("place", tr("to Unplaced"), icon=icon("tray", theme.colour("muted"), 12)))
    said = {each.role for each in sentence.pieces}
    if sentence.step_id is not None and said.isdisjoint(("place", "wall")):
        others.append(Chip("place", place_words(content, sentence.step_id), icon=sign_of("place", theme)))
    if sentence.is_placed and said.isdisjoint(("persona", "owner", "wall")):
        others.append(Chip("persona", owner_words(content, sentence.owner), icon=sign_of("persona", theme)))
    if sentence.fatal:
        others.append(Chip("problem", sentence.fatal, "unknown", trouble=tr("cannot be filed")))
    return [kind, *others]


def _kind_chip(sentence: Sentence, theme: ThemeKeeper) -> Chip:
    piece = next((each for each in sentence.pieces if each.role == "kind"), None)
    state = piece.state if piece else "known"
    edge = "" if sentence.is_structure else kind_edge(_card_kind(sentence)).replace(".", "_")
    return Chip("kind", word_of(sentence.kind), state, sign_of("kind", theme, sentence.kind), edge)


def _card_kind(sentence: Sentence) -> CardKind:
    return sentence.kind  # type: ignore[return-value]


def _chip(piece: Piece, sentence: Sentence, theme: ThemeKeeper) -> Chip:
    label = piece.label
    if piece.role == "level" and sentence.level is not None and piece.is_used:
        severe = sentence.kind == "pain"
        label = (
            tr("severity {level}").format(level=round(sentence.level))
            if severe
            else tr("sentiment {level}").format(level=signed(sentence.level))
        )
        face = "unhappy" if severe or sentence.level < 0 else "happy"
        return Chip("level", label, piece.state, icon(face, theme.colour("muted"), 12))
    if piece.role == "tag":
        label = f"#{label}"
    trouble = ""
    if piece.role == "owner" and not piece.is_used:
        label, trouble = "", tr("whose?")
    elif piece.role == "level" and piece.state == "unknown":
        trouble = tr("only 1 to 5") if sentence.kind == "pain" else tr("only −2 to +2")
    can_pin = piece.role in ("place", "wall") and piece.is_used
    return Chip(piece.role, label, piece.state, sign_of(piece.role, theme), can_pin=can_pin, trouble=trouble)


def place_words(content: Content, step_id: str | None) -> str:
    """Return what a column of the map is called."""
    step = content.find(Step, step_id)
    stage = content.find(Stage, step.stage_id) if step else None
    return " \u203a ".join(each for each in (stage and stage.title, step and step.title) if each) or tr("no name yet")


def owner_words(content: Content, owner: str | None) -> str:
    """Return whose lanes are meant: a persona's, by the id of the swimlane, or those for the whole map ("")."""
    if owner is None:
        return ""
    persona = persona_of(content, owner) if owner else None
    return persona.name if persona else tr("Whole map")


def pin_words(content: Content, pin: Pin) -> str:
    """Return where sentences go while nothing else is said."""
    place = place_words(content, pin.step_id) if pin.step_id else ""
    return " · ".join(each for each in (place, owner_words(content, pin.owner)) if each)


# ---- what became of it


def filed_words(content: Content, sentence: Sentence, made: str) -> str:
    """Return in one line what was filed, and where."""
    what = tr("{kind} “{title}”").format(kind=word_of(sentence.kind), title=short(sentence.title or sentence.text))
    card = content.find(Card, made)
    if card is None:
        return tr("{what} is on the map").format(what=what)
    if card.step_id is None:
        return tr("{what} waits in Unplaced").format(what=what)
    lane = content.find(Lane, card.lane_id)
    place = pin_words(content, Pin(card.step_id, (lane.swimlane_id or "") if lane else None))
    return tr("{what} → {place}").format(what=what, place=place)


def answers_to(content: Content, journey_id: str, sentence: Sentence, piece: Piece) -> tuple[Choice, ...]:
    """Return what can be answered about a piece that is not clear.

    Where no place is called so these are the stages and steps, those most alike first; of personas all.
    """
    if piece.role == "place" and piece.state == "unknown" and sentence.step_id is None:
        near = places_near(content, journey_id, piece.label)
        return tuple(replace(each, label=each.label or tr("no name yet")) for each in told_apart(near))
    if piece.choices or piece.is_used:
        return piece.choices
    if piece.role == "persona" and sentence.owner is None:
        swimlanes = swimlanes_of(content, journey_id)
        return tuple(Choice("persona", each.id, owner_words(content, each.id)) for each in swimlanes)
    return ()


def question_words(sentence: Sentence, piece: Piece) -> str:
    """Return what has to be asked about a sentence."""
    said = short(sentence.title or sentence.text)
    texts = {
        "place": (tr("“{said}”: which “{name}”?"), tr("“{said}”: there is no “{name}” here. Where does it go?")),
        "persona": (tr("“{said}”: which “{name}”?"), tr("“{said}”: nobody is called “{name}” here. Whose is it?")),
        "owner": (tr("“{said}”: whose is it?"), tr("“{said}”: whose is it?")),
        "kind": (tr("“{said}”: what is it?"), tr("“{said}”: what is it?")),
    }
    ambiguous, unknown = texts.get(piece.role, (tr("“{said}”: what is “{name}”?"),) * 2)
    return (ambiguous if piece.state == "ambiguous" else unknown).format(said=said, name=piece.label)
