"""One file on its way in: what it is taken for, what was chosen of it, what it would make; read apart from the window.

Nothing here knows Qt: `read` runs on the worker, and what it returns is kept by the dialog.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from app.models.content import Content
from app.models.errors import Cancelled, ClewError, InputError
from app.models.plan import ImportPlan
from app.models.records import Card
from app.services.plans import told_again

if TYPE_CHECKING:
    from app.importers import Kind, Scale
    from app.importers.documents.look import DocumentLook
    from app.importers.documents.mapping import DocumentMapping
    from app.importers.surveys import SurveyLook, SurveyMapping
    from app.importers.transcripts import Transcript
    from app.importers.transcripts.mapping import TranscriptMapping


@dataclass(frozen=True, slots=True)
class SurveyChoices:
    """What was chosen of a survey: `written` are the keywords of `look_at`; `answered` that the order of dates was.

    Without a mapping it is read as the last file of its shape, or as it looks.
    """

    written: tuple[tuple[str, Any], ...] = ()
    mapping: "SurveyMapping | None" = None
    answered: bool = False


@dataclass(frozen=True, slots=True)
class DocumentChoices:
    """What was chosen of a map kept as a document; `answered` says that the meaning of its scores was."""

    mapping: "DocumentMapping | None" = None
    answered: bool = False


Look = "Transcript | SurveyLook | DocumentLook | None"
Choices = "TranscriptMapping | SurveyChoices | DocumentChoices | Scale | None"


class Reading(NamedTuple):
    """What was read of a file: what it holds and would make, or why not.

    `remembered` says that its columns are taken as those of the last file of its shape were.
    """

    kind: "Kind | None" = None
    look: "Transcript | SurveyLook | DocumentLook | None" = None
    choices: "TranscriptMapping | SurveyChoices | DocumentChoices | Scale | None" = None
    plan: ImportPlan | None = None
    error: str = ""
    remembered: bool = False


@dataclass(slots=True, eq=False)
class ImportFile:
    """A file in the dialog; `fresh` says that what was read of it is as chosen, `kind` what somebody said it is."""

    path: Path
    kind: "Kind | None" = None
    reading: Reading = field(default_factory=Reading)
    fresh: bool = False

    @property
    def plan(self) -> ImportPlan | None:
        """What it would make, where that is known."""
        return self.reading.plan if self.fresh else None

    def choose(self, choices: Any) -> None:
        """Take note of what was chosen; it is to be read again."""
        self.reading = self.reading._replace(choices=choices)
        self.fresh = False

    def be(self, kind: "Kind") -> None:
        """Take it for something else; it is to be read anew."""
        self.kind, self.reading, self.fresh = kind, Reading(kind), False


class Asking(NamedTuple):
    """What reading is given: the workspace, whom to tell how far it is, and whom to ask whether to go on."""

    content: Content
    progress: Callable[[float], object] = lambda fraction: None
    cancelled: Callable[[], bool] = lambda: False


def read(path: Path, kind: "Kind | None", before: Reading, asking: Asking) -> Reading:
    """Return what a file holds and would make by what was chosen, or why it cannot be read; raises Cancelled.

    What was looked at `before` is not looked at again where the choices do not ask for it.
    """
    from app.importers import kind_of

    kind = kind or before.kind
    try:
        kind = kind or kind_of(path)
        made = _READERS.get(kind, _as_it_is)(path, before._replace(kind=kind, plan=None, error=""), asking)
    except Cancelled:
        raise
    except ClewError as error:
        return before._replace(kind=kind, plan=None, error=str(error))
    return made._replace(plan=told_again(made.plan, asking.content) if made.plan else None)


def _transcript(path: Path, before: Reading, asking: Asking) -> Reading:
    from app.importers.transcripts import plan_of, preview_transcript
    from app.importers.transcripts.mapping import TranscriptMapping
    from app.importers.transcripts.preview import Transcript

    look = before.look if isinstance(before.look, Transcript) else preview_transcript(path)
    roles = {each.label: each.role for each in look.speakers}
    said = before.choices if isinstance(before.choices, TranscriptMapping) else TranscriptMapping(roles=roles)
    chosen = replace(look, kind=said.kind or look.kind)
    plan = plan_of(chosen, merged=said.merged, roles=said.roles, title=said.title, held_on=said.held_on)
    return before._replace(look=look, choices=said, plan=plan)


def _survey(path: Path, before: Reading, asking: Asking) -> Reading:
    from app.importers.surveys import SurveyLook, look_at, mapping_for, read_survey, suggested_mapping

    said = before.choices if isinstance(before.choices, SurveyChoices) else SurveyChoices()
    look, mapping, remembered = before.look, said.mapping, before.remembered
    if not isinstance(look, SurveyLook) or mapping is None:
        look = look_at(path, **dict(said.written))
        mapping = mapping_for(asking.content, look)
        remembered = mapping is not None
    try:
        mapping = mapping or suggested_mapping(look)
        plan = read_survey(path, mapping, content=asking.content, progress=asking.progress, cancelled=asking.cancelled)
    except InputError as error:  # the columns can be chosen otherwise
        return before._replace(look=look, choices=replace(said, mapping=mapping), error=str(error))
    return before._replace(look=look, choices=replace(said, mapping=mapping), plan=plan, remembered=remembered)


def _map(path: Path, before: Reading, asking: Asking) -> Reading:
    from app.importers.documents import look_at_document, read_document, suggested_mapping
    from app.importers.documents.look import DocumentLook

    said = before.choices if isinstance(before.choices, DocumentChoices) else DocumentChoices()
    look, shape = before.look, said.mapping.shape if said.mapping else None
    if not isinstance(look, DocumentLook) or (shape is not None and shape != look.shape):
        look = look_at_document(path, shape)
        said = DocumentChoices(suggested_mapping(look))
    return before._replace(look=look, choices=said, plan=read_document(path, said.mapping))


def _as_it_is(path: Path, before: Reading, asking: Asking) -> Reading:
    from app.importers import Asked, read_source

    scale = before.choices if isinstance(before.choices, tuple) else None
    asked = Asked(scale, content=asking.content, progress=asking.progress, cancelled=asking.cancelled)
    return before._replace(plan=read_source(path, before.kind, asked))


_READERS: dict[str, Callable[[Path, Reading, Asking], Reading]] = {
    "transcript": _transcript,
    "survey": _survey,
    "map": _map,
}


# ---- what is to be asked


def asks_for_dates(reading: Reading) -> bool:
    """Return whether dates of a survey can be read in two ways, and nobody said in which."""
    from app.importers.surveys.dates import needs_order

    look, said = reading.look, reading.choices
    if not isinstance(said, SurveyChoices) or look is None or said.answered or said.mapping is None:
        return False
    if said.mapping.date_order is not None:
        return False
    roles = {each.name: each.role for each in said.mapping.columns}
    columns = (each for each in look.columns if roles.get(each.name) == "date")  # type: ignore[union-attr]
    return any(needs_order(value) for each in columns for value in each.values)


def asks_for_direction(reading: Reading) -> bool:
    """Return whether it is open what the high end of the scores of a map means."""
    look, said = reading.look, reading.choices
    if not isinstance(said, DocumentChoices) or said.answered or said.mapping is None or said.mapping.direction:
        return False
    scores = getattr(look, "scores", None)
    scored = {"emotion", "score"} & set(said.mapping.fields.values())
    return scores is not None and scores.clear > 0 and bool(scored)


def is_asking(reading: Reading) -> bool:
    """Return whether a question has to be answered before the file can be imported."""
    return asks_for_dates(reading) or asks_for_direction(reading)


def has_open_scale(plan: ImportPlan | None) -> bool:
    """Return whether a plan holds scores that became no sentiment, which a scale would tell."""
    records = plan.records if plan else ()
    return any(isinstance(each, Card) and each.score is not None and each.sentiment is None for each in records)
