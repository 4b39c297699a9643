"""What the forms of the inspector share, and the small ones: stage, step, lane, persona, journey."""

from collections.abc import Callable
from typing import get_args

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from app.models.content import cards_on, lanes_of, persona_of, steps_of
from app.models.fields import FIELDS
from app.models.kinds import JourneyState, JourneyStatus
from app.models.records import Journey, Lane, Stage, Step, Swimlane
from app.services.fields import set_fields
from app.services.journeys import rename_journey, update_journey
from app.services.lanes import delete_lane, rename_lane, set_lane_height
from app.services.personas import remove_swimlane, rename_persona, toggle_collapsed
from app.services.stages import add_step, delete_stage, delete_step, rename_stage, rename_step
from app.views.field_rows import FieldRows
from app.views.icons import icon
from app.views.kinds import field_word, journey_goal_word, lane_word, state_word, status_word
from app.views.session import Session, count_cards
from app.views.step_part import StepPart
from app.views.tag_field import TagField
from app.views.theme import ThemeKeeper
from app.views.widgets import GRID, ChoiceField, Names, TextField, button, caption_of, counted


def tr(text: str) -> str:
    """Translate a text of the forms."""
    return QCoreApplication.translate("Forms", text)


class Form(QWidget):
    """Fields of the selected records; it is filled from what is stored and writes only what the user changes."""

    def __init__(self, session: Session, theme: ThemeKeeper) -> None:
        super().__init__()
        self.session, self.theme = session, theme
        self.ids: list[str] = []
        # Without this the heights are reckoned for a form that is as wide as its widest field likes to be.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.rows = QVBoxLayout(self)
        self.rows.setContentsMargins(0, 0, 0, 0)
        self.rows.setSpacing(GRID // 2)
        self.caption = Names()
        self.sign = QLabel()
        top = QHBoxLayout()
        top.setSpacing(GRID)
        top.addWidget(self.sign, 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(self.caption, 1)
        self.rows.addLayout(top)
        self.tags: TagField | None = None

    @property
    def record_id(self) -> str:
        """The id of the one record, or of the first of several."""
        return self.ids[0]

    def show_records(self, ids: list[str]) -> None:
        """Fill the form with other records."""
        self.ids = ids
        self.fill()
        if self.tags is not None:
            self.tags.show_records(ids)

    def fill(self) -> None:
        """Show the records as they are stored."""
        raise NotImplementedError

    def describe(self, sign: str, *parts: str) -> None:
        """Say above the title what is shown."""
        self.sign.setPixmap(icon(sign, self.theme.colour("muted"), 16).pixmap(QSize(16, 16)))
        self.caption.setText(" · ".join(part for part in parts if part))

    def field(self, caption: str, widget: QWidget) -> QLabel:
        """Add a field below its caption, which names it for a screen reader too; return the caption."""
        heading = caption_of(caption, widget)
        if self.rows.count() > 2:
            self.rows.addSpacing(GRID // 2)
        self.rows.addWidget(heading)
        self.rows.addWidget(widget)
        return heading

    def tag_field(self) -> None:
        """Add the tags of the records."""
        self.tags = TagField(self.session, self.theme)
        self.field(tr("Tags"), self.tags)

    def title_field(self, name: str, rename: Callable[..., object]) -> TextField:
        """Add the field of the record's title, which renames it while the user types."""
        field = TextField(name, one_line=True, most=5)
        field.be_title()
        field.edited.connect(lambda text: self.session.perform(rename, self.record_id, text))
        field.entered.connect(lambda: self.focusNextChild())
        self.rows.addWidget(field)
        return field

    def end(self, *buttons: QWidget) -> None:
        """Close the form with its commands."""
        self.rows.addSpacing(GRID)
        for each in buttons:
            self.rows.addWidget(each)


class StageForm(Form):
    """A stage: its title and steps; one that is a plain column has what its only step has, too."""

    def __init__(self, session: Session, theme: ThemeKeeper) -> None:
        super().__init__(session, theme)
        self.title = self.title_field(tr("Title of the stage"), rename_stage)
        self.title.setPlaceholderText(tr("Name this stage"))
        self.part = StepPart(session)
        self.rows.addWidget(self.part)
        self.tag_field()
        self.end(
            button(tr("Add step"), clicked=lambda: session.perform(add_step, self.record_id, tr("New step"))),
            button(tr("Delete stage"), "quiet", lambda: session.perform(delete_stage, self.record_id)),
        )

    def fill(self) -> None:
        """Show the stage as it is stored."""
        stage = self.session.content.get(Stage, self.record_id)
        steps = steps_of(self.session.content, stage.id)
        self.describe("stage", tr("Stage"), counted(len(steps), tr("step"), tr("steps")))
        self.title.fill(stage.title)
        plain = len(steps) == 1 and not steps[0].title
        self.part.setVisible(plain)
        if plain:
            self.part.show_step(steps[0].id)


class StepForm(Form):
    """A step: its title, who does it and when, what it opens, and the emotion of each persona there."""

    def __init__(self, session: Session, theme: ThemeKeeper) -> None:
        super().__init__(session, theme)
        self.title = self.title_field(tr("Title of the step"), rename_step)
        self.title.setPlaceholderText(tr("Name this step"))
        self.part = StepPart(session)
        self.rows.addWidget(self.part)
        self.tag_field()
        self.end(button(tr("Delete step"), "quiet", lambda: session.perform(delete_step, self.record_id)))

    def fill(self) -> None:
        """Show the step as it is stored."""
        step = self.session.content.get(Step, self.record_id)
        stage = self.session.content.get(Stage, step.stage_id)
        self.describe("stage", tr("Step"), stage.title)
        self.title.fill(step.title)
        self.part.show_step(step.id)


class LaneForm(Form):
    """A lane: its title and height."""

    def __init__(self, session: Session, theme: ThemeKeeper) -> None:
        super().__init__(session, theme)
        self.title = self.title_field(tr("Title of the lane"), rename_lane)
        self.height_choice = ChoiceField(tr("Height"), [])
        self.height_choice.chosen.connect(lambda height: session.perform(set_lane_height, self.record_id, height))
        self.field(tr("Height"), self.height_choice)
        self.end(button(tr("Delete lane"), "quiet", lambda: session.perform(delete_lane, self.record_id)))

    def fill(self) -> None:
        """Show the lane as it is stored."""
        content = self.session.content
        lane = content.get(Lane, self.record_id)
        persona = persona_of(content, lane.swimlane_id)
        whose = persona.name if persona else tr("whole map")
        count = len(cards_on(content, lane.id))
        self.describe("lane", tr("Lane"), whose, counted(count, tr("card"), tr("cards")))
        self.title.fill(lane.title)
        self.title.setPlaceholderText(lane_word(lane.kind))
        self._offer_heights(lane.height)

    def _offer_heights(self, height: float | None) -> None:
        """Offer some heights, and the one that the lane was dragged to."""
        heights = sorted({160.0, 320.0} | ({height} if height is not None else set()))
        at_least = tr("at least {height} pt")
        self.height_choice.offer(
            [(None, tr("as its content needs")), *((each, at_least.format(height=f"{each:g}")) for each in heights)]
        )
        self.height_choice.fill(height)


class SwimlaneForm(Form):
    """A persona on this map: name, role, and what can be done with the swimlane."""

    def __init__(self, session: Session, theme: ThemeKeeper) -> None:
        super().__init__(session, theme)
        self.title = TextField(tr("Name of the persona"), one_line=True)
        self.title.be_title()
        self.title.edited.connect(lambda text: session.perform(rename_persona, self._persona_id(), text))
        self.rows.addWidget(self.title)
        self.role = TextField(tr("Role"), one_line=True, most=3)
        self.role.edited.connect(lambda text: session.perform(set_fields, [self._persona_id()], role=text))
        self.field(tr("Role, such as “commuter”"), self.role)
        self._fold = button("", clicked=lambda: session.perform(toggle_collapsed, self.record_id))
        remove = button(tr("Remove from this map"), "quiet", lambda: session.perform(remove_swimlane, self.record_id))
        remove.setToolTip(tr("The persona's cards wait in Unplaced; she stays in the workspace."))
        page = button(tr("Page of the persona"), clicked=lambda: session.persona_asked.emit(self._persona_id()))
        page.setToolTip(tr("Picture, goals, needs, traits; deleting the persona from the workspace is there too."))
        self.end(page, self._fold, remove)

    def _persona_id(self) -> str:
        return self.session.content.get(Swimlane, self.record_id).persona_id

    def fill(self) -> None:
        """Show the persona as it is stored."""
        content = self.session.content
        swimlane = content.get(Swimlane, self.record_id)
        persona = persona_of(content, swimlane.id)
        if persona is None:
            return
        journeys = len(content.holding(Swimlane, "persona_id", persona.id))
        lanes = len(lanes_of(content, swimlane.journey_id, swimlane.id))
        here = counted(lanes, tr("lane"), tr("lanes"))
        self.describe(
            "persona", tr("Persona"), here, tr("on {maps}").format(maps=counted(journeys, tr("map"), tr("maps")))
        )
        self.title.fill(persona.name)
        self.role.fill(persona.role)
        self._fold.setText(tr("Unfold swimlane") if swimlane.collapsed else tr("Fold swimlane"))


class JourneyForm(Form):
    """The journey on show."""

    def __init__(self, session: Session, theme: ThemeKeeper) -> None:
        super().__init__(session, theme)
        self.title = self.title_field(tr("Title of the journey"), rename_journey)
        self.goal = TextField(tr("Goal"), least=2)
        self.goal.setPlaceholderText(tr("What they want to get done"))
        self.goal.edited.connect(lambda text: session.perform(update_journey, self.record_id, goal=text))
        self._goal_caption = self.field(field_word("goal"), self.goal)
        self._choices: dict[str, ChoiceField] = {}
        for name, caption, choices in _journey_choices():
            field = ChoiceField(caption, choices)
            field.chosen.connect(
                lambda value, name=name: session.perform(update_journey, self.record_id, **{name: value})
            )
            self.field(caption, field)
            self._choices[name] = field
        whose = self._choices["kind"]
        session.say(tr("customer"), lambda text: whose.setItemText(whose.findData("customer"), text))
        self.fields = FieldRows(session)
        for part in (self.fields.often, self.fields.toggle, self.fields.more):
            self.rows.addWidget(part)
        self.tag_field()
        self.note = TextField(tr("Note"), least=2)
        self.note.edited.connect(lambda text: session.perform(update_journey, self.record_id, note=text))
        self.field(tr("Note"), self.note)

    def fill(self) -> None:
        """Show the journey as it is stored."""
        content = self.session.content
        journey = content.get(Journey, self.record_id)
        count = count_cards(content, journey.id)
        self.describe("journey", tr("Journey"), counted(count, tr("card"), tr("cards")))
        self.title.fill(journey.title)
        caption = journey_goal_word(content, journey)
        self._goal_caption.setText(caption)
        self.goal.setAccessibleName(caption)
        self.goal.fill(journey.goal)
        self.note.fill(journey.note)
        self.fields.show_records([journey], [each for each in FIELDS["journey"] if each.name not in ("goal", "status")])
        for name, field in self._choices.items():
            field.fill(getattr(journey, name))


def _journey_choices() -> list[tuple[str, str, list[tuple[object, str]]]]:
    """Return the fields of a journey that are one of some values: name, caption, values with their words."""
    return [
        ("state", tr("State"), [(each, state_word(each)) for each in get_args(JourneyState)]),
        ("status", tr("Status"), [(each, status_word(each)) for each in get_args(JourneyStatus)]),
        (
            "level",
            tr("Level"),
            [("lifecycle", tr("lifecycle")), ("journey", tr("journey")), ("sub-journey", tr("sub-journey"))],
        ),
        (
            "kind",
            tr("Whose journey"),
            [
                ("customer", tr("customer")),
                ("employee", tr("employee")),
                ("client", tr("client")),
                ("patient", tr("patient")),
                ("user", tr("user")),
            ],
        ),
        ("context", tr("Context"), [("b2c", tr("to consumers (B2C)")), ("b2b", tr("to businesses (B2B)"))]),
    ]
