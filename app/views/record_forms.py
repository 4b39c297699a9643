"""Which form the inspector has for what: apart from it, since a start loads none of them before the first paint."""

from typing import Final

from app.models.records import AnyRecord, Card, Connector, Journey, Lane, Opportunity, Stage, Step, Swimlane
from app.views.card_form import CardForm, CardsForm
from app.views.connector_form import ConnectorForm
from app.views.forms import Form, JourneyForm, LaneForm, StageForm, StepForm, SwimlaneForm

FORM_OF_MANY: Final[type[Form]] = CardsForm
FORMS: Final[dict[type[AnyRecord], type[Form]]] = {
    Card: CardForm,
    Connector: ConnectorForm,
    Stage: StageForm,
    Step: StepForm,
    Lane: LaneForm,
    Swimlane: SwimlaneForm,
    Journey: JourneyForm,
}


def form_of(record: AnyRecord | None) -> type[Form] | None:
    """Return the form of a record; none where it has none."""
    if isinstance(record, Opportunity):
        from app.views.opportunity_form import OpportunityForm  # it loads all of scoring

        return OpportunityForm
    return next((form for kind, form in FORMS.items() if isinstance(record, kind)), None)
