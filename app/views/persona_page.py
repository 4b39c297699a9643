"""The page of one persona: who they are, in their words, what they want, where they stand, on which maps they are."""

from functools import partial
from itertools import chain
from typing import Final, get_args

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from app.canvas.given import Preparing
from app.models.kinds import BuyerRole
from app.models.records import Persona, Segment
from app.services.fields import set_fields, set_listed
from app.services.personas import (
    Appearance,
    add_swimlane,
    appearances,
    delete_persona,
    duplicate_persona,
    rename_persona,
    set_picture,
)
from app.views.channel_field import ChannelField
from app.views.entry_field import EntryField
from app.views.kinds import field_word, kind_icon, value_word
from app.views.persona_evidence import PersonaEvidencePart
from app.views.portrait import Portrait
from app.views.session import Session
from app.views.tag_field import TagField
from app.views.theme import ThemeKeeper
from app.views.trait_rows import TraitRows
from app.views.widgets import (
    GRID,
    ChoiceField,
    TextField,
    button,
    caption_of,
    clear,
    counted,
    label,
    tab_order,
    wrapped,
)

_COUNTED = ("pain", "gain", "need")
"""The kinds of cards whose numbers are told of each map."""


def tr(text: str) -> str:
    """Translate a text of the page."""
    return QCoreApplication.translate("PersonaPage", text)


def hints() -> dict[str, str]:
    """Return what stands in an empty field: what to write there."""
    return {
        "description": tr("Who are they, and what is their day like?"),
        "quote": tr("A sentence that one of them said"),
        "goals": tr("What do they want to get done? One a line"),
        "needs": tr("What must be there for it? One a line"),
        "frustrations": tr("What gets in their way? One a line"),
        "target_market": tr("Such as people who commute to the capital"),
    }


COLUMNS: Final = (
    ("description", "segment_id", "buyer_role", "target_market", "tags"),
    ("goals", "needs", "frustrations", "channels"),
)
"""The fields below the picture, in two columns; above them are name, role and quote."""


class PersonaPage(QWidget):
    """Everything is edited where it stands, and stored at once."""

    map_asked = Signal(str, str)
    """The ids of a journey and of the persona's swimlane on it."""
    compare_asked = Signal(str)
    """The id of the persona to compare this one with."""
    moved_on = Signal(str)
    """The id of a persona to show instead: the copy that was made."""

    def __init__(self, session: Session, theme: ThemeKeeper) -> None:
        super().__init__()
        self._session, self._theme = session, theme
        self._preparing = Preparing(self)
        self.persona_id = ""
        self.texts: dict[str, TextField] = {}
        self.portrait = Portrait(theme)
        self.portrait.given.connect(self._give)
        self.portrait.removed.connect(lambda: session.perform(set_picture, self.persona_id, None))
        self.name = TextField(tr("Name of the persona"), one_line=True, most=3)
        self.name.be_title()
        self.name.setPlaceholderText(tr("Name this persona"))
        self.name.edited.connect(lambda text: session.perform(rename_persona, self.persona_id, text))
        self.name.entered.connect(lambda: self.focusNextChild())
        self.segment = EntryField(tr("Segment"))
        self.segment.setPlaceholderText(tr("Choose or name one"))
        self.segment.picked.connect(lambda value: self._set("segment_id", value))
        self.segment.named.connect(lambda name: session.perform(set_listed, [self.persona_id], "segment_id", name))
        roles: list[tuple[object, str]] = [(each, value_word(each)) for each in get_args(BuyerRole)]
        self.buyer_role = ChoiceField(tr("Role in the buying group"), [(None, "–"), *roles])
        self.buyer_role.chosen.connect(lambda value: self._set("buyer_role", value))
        self.channels, self.tags = ChannelField(session), TagField(session, theme)
        self.traits = TraitRows(session, theme)
        self.evidence = PersonaEvidencePart(session)
        self._maps = QVBoxLayout()
        self._maps.setSpacing(0)
        self._shown_maps: object = None
        self._map_links: list[QWidget] = []
        self._tabs: list[QWidget] = []
        self._lay_out()

    # ---- what is where

    def _lay_out(self) -> None:
        sheet = QFrame()
        sheet.setObjectName("sheet")
        sheet.setMaximumWidth(1080)
        rows = QVBoxLayout(sheet)
        rows.setContentsMargins(4 * GRID, 3 * GRID, 4 * GRID, 4 * GRID)
        rows.setSpacing(2 * GRID)
        rows.addLayout(self._head())
        grid = QGridLayout()
        grid.setHorizontalSpacing(4 * GRID)
        grid.setVerticalSpacing(2 * GRID)
        for number, names in enumerate(COLUMNS):
            column = QVBoxLayout()
            column.setSpacing(GRID // 2)
            for name in names:
                self._field(column, name)
            column.addStretch()
            grid.addLayout(column, 0, number)
            grid.setColumnStretch(number, 1)
        rows.addLayout(grid)
        parts = ((tr("TRAITS"), self.traits), (tr("EVIDENCE"), self.evidence), (tr("ON THE MAPS"), self._maps))
        for heading, part in parts:
            section = QVBoxLayout()
            section.setSpacing(GRID // 2)
            section.addWidget(label(heading, "heading"))
            if isinstance(part, QWidget):
                section.addWidget(part)
            else:
                section.addLayout(part)
            rows.addLayout(section)
        rows.addStretch()
        outer = QHBoxLayout(self)
        outer.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        outer.addStretch(1)
        outer.addWidget(sheet, 100)
        outer.addStretch(1)

    def _head(self) -> QHBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(GRID // 2)
        top = QHBoxLayout()
        top.addWidget(self.name, 1)
        self.compare = button(tr("Compare…"), clicked=self._offer_others)
        self._copy = button(tr("Duplicate"), "quiet", self._duplicate)
        self.delete = button(tr("Delete"), "quiet", self._delete)
        for each in (self.compare, self._copy, self.delete):
            each.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            top.addWidget(each, 0, Qt.AlignmentFlag.AlignTop)
        words.addLayout(top)
        role = self._text("role", one_line=True)
        role.setPlaceholderText(tr("What they are, such as “commuter”"))
        words.addWidget(role)
        quote = self._text("quote")
        quote.setProperty("look", "quote")
        words.addWidget(quote)
        words.addStretch()
        head = QHBoxLayout()
        head.setSpacing(3 * GRID)
        head.addWidget(self.portrait, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        return head

    def _text(self, name: str, *, one_line: bool = False, least: int = 1) -> TextField:
        field = self.texts[name] = TextField(field_word(name), one_line=one_line, least=least, most=14)
        field.setPlaceholderText(hints().get(name, ""))
        field.edited.connect(lambda text: self._set(name, text))
        return field

    def _field(self, column: QVBoxLayout, name: str) -> None:
        own: dict[str, tuple[str, QWidget]] = {
            "segment_id": (tr("Segment"), self.segment),
            "buyer_role": (tr("Role in the buying group (B2B)"), self.buyer_role),
            "channels": (tr("Channels"), self.channels),
            "tags": (tr("Tags"), self.tags),
        }
        if name in own:
            caption, widget = own[name]
        else:
            one_line = name == "target_market"
            caption, widget = field_word(name), self._text(name, one_line=one_line, least=1 if one_line else 3)
        column.addWidget(caption_of(caption, widget, "strong"))
        column.addWidget(widget)
        column.addSpacing(GRID)

    # ---- what is shown

    def show_persona(self, persona_id: str) -> None:
        """Show a persona as it is stored."""
        content = self._session.content
        persona = content.find(Persona, persona_id)
        if persona is None:
            return
        self.persona_id = persona_id
        self.portrait.show_picture(persona.name, persona.picture, self._session.pictures)
        self.name.fill(persona.name)
        for name, field in self.texts.items():
            field.fill(getattr(persona, name))
        segments = [(each.id, each.name, None) for each in content.ordered(Segment)]
        self.segment.fill_entries(segments, persona.segment_id)
        self.buyer_role.fill(persona.buyer_role)
        self.channels.show_persona(persona_id)
        self.tags.show_records([persona_id])
        self.traits.show_persona(persona_id)
        self.evidence.show_persona(persona)
        on_maps = appearances(content, persona_id)
        self._show_maps(on_maps)
        self._order_tabs()
        self.compare.setEnabled(len(content.all(Persona)) > 1)
        waiting = sum(sum(each.cards.values()) for each in on_maps)
        self.delete.setToolTip(
            tr("Leaves {maps}; {cards} will wait in Unplaced").format(
                maps=counted(len(on_maps), tr("map"), tr("maps")), cards=counted(waiting, tr("card"), tr("cards"))
            )
        )

    def _order_tabs(self) -> None:
        """Let Tab walk the page as it is read, whatever was added to it since."""
        own: dict[str, list[QWidget]] = {
            "segment_id": [self.segment],
            "buyer_role": [self.buyer_role],
            "tags": [*(chip.away for chip in self.tags.chips.values()), self.tags.line],
            "channels": [*(chip.away for chip in self.channels.chips.values()), self.channels.line],
        }
        order: list[QWidget] = [self.portrait, self.name, self.compare, self._copy, self.delete]
        order += [self.texts["role"], self.texts["quote"]]
        for name in chain.from_iterable(COLUMNS):
            order += own.get(name) or [self.texts[name]]
        order += [*self.traits.in_order(), *self.evidence.links, *self._map_links]
        if order != self._tabs:
            self._tabs = order
            tab_order(*order)

    def _show_maps(self, on_maps: list[Appearance]) -> None:
        shown = (self.persona_id, self._theme.look.name, [(each, dict(each.cards)) for each in on_maps])
        shown_journey = self._session.journey
        off = shown_journey is not None and shown_journey.id not in {each.journey.id for each in on_maps}
        state = (shown, shown_journey if off else None)
        if state == self._shown_maps:
            return
        self._shown_maps = state
        clear(self._maps)
        self._map_links = []
        for each in on_maps:
            self._maps.addWidget(self._map_row(each))
        if not on_maps:
            self._maps.addWidget(
                wrapped(tr("On no map yet: a swimlane tells what happens to them, step by step."), "caption")
            )
        if off and shown_journey is not None:
            text = tr("Put on the map “{title}”").format(title=shown_journey.title or tr("Untitled journey"))
            put = button(text, "link", partial(self._put_on_map, shown_journey.id))
            self._map_links.append(put)
            self._maps.addWidget(put, 0, Qt.AlignmentFlag.AlignLeft)

    def _map_row(self, appearance: Appearance) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(GRID)
        title = appearance.journey.title or tr("Untitled journey")
        opened = partial(self.map_asked.emit, appearance.journey.id, appearance.swimlane_id)
        name = button(title, "link", opened)
        name.setAccessibleName(tr("Show on the map: {title}").format(title=title))
        self._map_links.append(name)
        row.addWidget(name)
        row.addStretch()
        nouns = {
            "pain": (tr("pain"), tr("pains")),
            "gain": (tr("gain"), tr("gains")),
            "need": (tr("need"), tr("needs")),
        }
        for kind in _COUNTED:
            count = appearance.cards.get(kind, 0)
            sign = label()
            sign.setPixmap(kind_icon(kind, self._theme.look).pixmap(QSize(14, 14)))  # type: ignore[arg-type]
            figure = label(counted(count, *nouns[kind]), "caption")
            figure.setMinimumWidth(64)
            row.addWidget(sign)
            row.addWidget(figure)
        total = label(counted(sum(appearance.cards.values()), tr("card"), tr("cards")), "caption")
        total.setMinimumWidth(64)
        row.addWidget(total)
        return line

    # ---- what is done

    def begin(self) -> None:
        """Let a new persona be named."""
        self.name.setFocus()
        self.name.selectAll()

    def _set(self, name: str, value: object) -> None:
        self._session.perform(set_fields, [self.persona_id], **{name: value})

    def _give(self, given: list) -> None:  # type: ignore[type-arg]
        persona_id = self.persona_id
        self._preparing.run(
            given,
            lambda ready: self._session.perform(set_picture, persona_id, ready[0].data),
            self._session.failed.emit,
        )

    def _put_on_map(self, journey_id: str) -> None:
        self._session.perform(add_swimlane, journey_id, self.persona_id)

    def _duplicate(self) -> None:
        made = self._session.perform(duplicate_persona, self.persona_id)
        if made is not None:
            self.moved_on.emit(made)

    def _delete(self) -> None:
        content = self._session.content
        name = content.get(Persona, self.persona_id).name
        cards = sum(sum(each.cards.values()) for each in appearances(content, self.persona_id))
        self._session.perform(delete_persona, self.persona_id)
        if content.find(Persona, self.persona_id) is None:
            waiting = tr("; {cards} wait in Unplaced").format(cards=counted(cards, tr("card"), tr("cards")))
            self._session.said.emit(tr("Deleted {name}").format(name=name) + (waiting if cards else ""))

    def _offer_others(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for persona in self._session.content.ordered(Persona):
            if persona.id != self.persona_id:
                menu.addAction(persona.name or tr("Unnamed"), partial(self.compare_asked.emit, persona.id))
        menu.popup(self.compare.mapToGlobal(self.compare.rect().bottomLeft()))
