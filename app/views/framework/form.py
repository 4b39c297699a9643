"""The form of a journey in the framework: what the organisation wants of it, who cares for it, where it belongs."""

from typing import Final, get_args

from PySide6.QtCore import Signal

from app.models.content import stages_of
from app.models.fields import FIELDS
from app.models.kinds import JourneyLevel
from app.models.records import Journey
from app.scoring.framework.board import lifecycles_of
from app.services.fields import set_fields, set_listed
from app.services.framework import mark_reviewed, place_journey
from app.services.journeys import rename_journey, update_journey
from app.views.field_rows import FieldRow
from app.views.forms import Form
from app.views.framework.words import level_word, title_of, tr
from app.views.kinds import state_word, status_word
from app.views.session import Session
from app.views.theme import ThemeKeeper
from app.views.widgets import ChoiceField, button

_ABOVE: Final = ("objective", "objective_metric", "objective_target", "scope")
_BELOW: Final = ("owner_id", "department_id", "brand_id", "segment_id")
_REVIEWS: Final = ("review_every", "reviewed_on")


class FrameworkForm(Form):
    """Objective with metric and target, scope, owner, department, brand, segment, stage, level, reviews."""

    opened = Signal(str)
    """The id of the journey whose map is to be opened."""

    def __init__(self, session: Session, theme: ThemeKeeper) -> None:
        super().__init__(session, theme)
        self.title = self.title_field(tr("Title of the journey"), rename_journey)
        self.title.setPlaceholderText(tr("Name this journey"))
        self.fields: dict[str, FieldRow] = {}
        self._add_fields(_ABOVE)
        self._add_fields(_BELOW)
        self.stage = ChoiceField(tr("Stage of the lifecycle"), [])
        self.stage.chosen.connect(lambda stage_id: session.perform(place_journey, self.record_id, stage_id))
        self.field(tr("Stage of the lifecycle"), self.stage)
        self.level = ChoiceField(tr("Level"), [(each, level_word(each)) for each in get_args(JourneyLevel)])
        self.level.chosen.connect(lambda level: session.perform(update_journey, self.record_id, level=level))
        self.field(tr("Level"), self.level)
        self._add_fields(_REVIEWS)
        reviewed = button(tr("Reviewed today"), clicked=lambda: session.perform(mark_reviewed, [self.record_id]))
        self.end(reviewed, button(tr("Open the map"), clicked=lambda: self.opened.emit(self.record_id)))

    def _add_fields(self, names: tuple[str, ...]) -> None:
        known = {each.name: each for each in FIELDS["journey"]}
        for name in names:
            row = self.fields[name] = FieldRow(known[name], self._set, self._name)
            self.rows.addWidget(row)

    def _set(self, name: str, value: object) -> None:
        self.session.perform(set_fields, [self.record_id], **{name: value})

    def _name(self, field: str, name: str) -> None:
        self.session.perform(set_listed, [self.record_id], field, name)

    def fill(self) -> None:
        """Show the journey as it is stored."""
        content = self.session.content
        journey = content.get(Journey, self.record_id)
        self.describe("journey", tr("Journey"), state_word(journey.state), status_word(journey.status))
        self.title.fill(journey.title)
        for name, row in self.fields.items():
            row.show_values(content, {getattr(journey, name)})
        lifecycles = lifecycles_of(content)
        stages: list[tuple[object, str]] = [(None, tr("none"))]
        for lifecycle in lifecycles:
            before = f"{title_of(lifecycle)}: " if len(lifecycles) > 1 else ""
            own = [] if lifecycle.id == journey.id else stages_of(content, lifecycle.id)
            stages += [(each.id, f"{before}{each.title or tr('Untitled')}") for each in own]
        self.stage.offer(stages)
        self.stage.fill(journey.lifecycle_stage_id)
        self.level.fill(journey.level)
