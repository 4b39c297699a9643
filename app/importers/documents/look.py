"""What a document holds, to be shown before anything is imported, with what each label most likely means."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from app.importers.documents.mapping import DocumentMapping
from app.importers.documents.model import DocumentField, Found, FoundMap, Piece, Shape, Split
from app.importers.documents.scores import (
    Direction,
    Scale,
    Score,
    bare_score,
    scale_of,
    score_in,
    suggested_direction,
)
from app.importers.documents.splitting import is_placeholder, suggested_split
from app.importers.documents.words import field_of, plain
from app.models.plan import ImportWarning

_MOST_SAMPLES: Final = 3
_LONGEST_SAMPLE: Final = 200
_NUMBER_LIKE: Final = re.compile(r"\s*[-−+]?\d{1,4}(?:[.,]\d+)?(?:\s*/\s*\d{1,4})?\s*")
_NOT_SPLIT: Final = frozenset(
    ("emotion", "score", "stage", "step", "persona", "kind", "card", "note", "quote", "ignore")
)
_SHORT: Final = frozenset(("touchpoint", "channel"))


@dataclass(frozen=True, slots=True)
class LabelLook:
    """A row label, column or heading: how often it holds a text, the first few of them, and what is suggested."""

    label: str
    count: int
    samples: tuple[str, ...]
    field: DocumentField
    split: Split
    can_split: bool


@dataclass(frozen=True, slots=True)
class JourneyLook:
    """One map: its stages in order, the personas described, and how many texts have no place on it."""

    title: str
    stages: tuple[str, ...]
    personas: tuple[str, ...]
    unplaced: int


@dataclass(frozen=True, slots=True)
class ScoresLook:
    """The scores found: how many, how many of them are one clear number, the lowest and highest of those.

    `scale` is what they are most likely counted on; `suggested` what its high end most likely means: to be asked.
    """

    count: int
    clear: int
    low: float | None
    high: float | None
    scale: Scale | None
    samples: tuple[str, ...]
    suggested: Direction | None


@dataclass(frozen=True, slots=True)
class DocumentLook:
    """What a document holds, read as one shape; `shapes` are those that it can be read as, the likeliest first."""

    source: str
    shape: Shape
    shapes: tuple[Shape, ...]
    journeys: tuple[JourneyLook, ...]
    labels: tuple[LabelLook, ...]
    scores: ScoresLook | None
    warnings: tuple[ImportWarning, ...]


def look_of(found: Found) -> DocumentLook:
    """Return what is shown of a document."""
    labels = tuple(_labels(found))
    fields = {plain(each.label): each.field for each in labels}
    return DocumentLook(
        found.source,
        found.shape,
        found.shapes,
        tuple(_journey(each, fields) for each in found.maps),
        labels,
        _scores(scored_texts(found, fields)),
        found.warnings,
    )


def suggested_mapping(look: DocumentLook) -> DocumentMapping:
    """Return the mapping that the look suggests; what the scores mean is left open, because that must be asked."""
    return DocumentMapping(
        {each.label: each.field for each in look.labels},
        {each.label: each.split for each in look.labels if each.can_split},
        scale=look.scores.scale if look.scores else None,
        shape=look.shape,
    )


def _labels(found: Found) -> list[LabelLook]:
    texts: dict[str, tuple[str, list[Piece]]] = {}
    for each in found.maps:
        for piece in each.pieces():
            held = texts.setdefault(plain(piece.label), (piece.label, []))[1]
            if piece.text.strip() and not is_placeholder(piece.text):
                held.append(piece)
    columns = sum(len(each.columns) for each in found.maps)
    has_card = any(field_of(label) == "card" for label in texts)
    made = []
    for label, pieces in texts.values():
        if not pieces:
            continue
        field = _suggested_field(found.shape, label, [each.text for each in pieces], columns, has_card)
        cells = [each.text for each in pieces if not each.whole]
        can_split = bool(cells) and field not in _NOT_SPLIT
        split = suggested_split(cells, short=field in _SHORT) if can_split else "none"
        samples = tuple(each.text[:_LONGEST_SAMPLE] for each in pieces[:_MOST_SAMPLES])
        made.append(LabelLook(label, len(pieces), samples, field, split, can_split))
    return made


def _suggested_field(shape: Shape, label: str, texts: Sequence[str], columns: int, has_card: bool) -> DocumentField:
    """Return the field that a label suggests, where its texts agree; a note where nothing does."""
    field = field_of(label) or "note"
    numbers = sum(bool(_NUMBER_LIKE.fullmatch(text)) for text in texts)
    if field in ("emotion", "score"):
        return "score" if numbers * 2 > len(texts) else "emotion"
    if shape == "texts" or (field in ("card", "kind") and (shape != "rows" or not has_card)):
        return "note"
    if field in ("stage", "step") and shape != "rows":
        return "stage" if 1 < len({plain(text) for text in texts}) < columns else "note"
    return field


def _journey(found: FoundMap, fields: dict[str, DocumentField]) -> JourneyLook:
    titles: list[str] = []
    for stage, step in places_of(found, fields):
        known = stage in titles if found.joined else bool(step) and titles[-1:] == [stage]
        if stage and not known:
            titles.append(stage)
    named_in_rows = (
        each.text for each in found.pieces() if fields.get(plain(each.label)) == "persona" and each.text.strip()
    )
    people = dict.fromkeys([*(each.name for each in found.people if not is_placeholder(each.name)), *named_in_rows])
    return JourneyLook(found.title, tuple(titles), tuple(people), len(found.loose))


def places_of(found: FoundMap, fields: Mapping[str, DocumentField]) -> Iterator[tuple[str, str]]:
    """Yield the titles of stage and step of each column, as the fields by label (in plain form) say.

    A stage that a label names stands above the column's own, which becomes the step. An empty stage is the one before.
    """
    stage = step = own = ""
    for column in found.columns:
        said = {
            name: next((each.text.strip() for each in column.pieces if fields.get(plain(each.label)) == name), "")
            for name in ("stage", "step")
        }
        named_stage, named_step = said["stage"] or column.stage, said["step"] or column.step
        if said["stage"] and not named_step:
            named_step = column.stage
        elif not said["stage"] and column.stage and column.stage == own and column.step:
            named_stage = stage
        if found.joined and not named_stage:
            named_stage, named_step = stage, named_step or step
        stage, step, own = named_stage, named_step, column.stage
        yield stage, step


def scored_texts(found: Found, fields: dict[str, DocumentField]) -> list[tuple[str, Score]]:
    """Return every score under a label that is an emotion or a score, with the text beside it."""
    made: list[tuple[str, Score]] = []
    for each in found.maps:
        for column in each.columns:
            said = " ".join(piece.text for piece in column.pieces if fields.get(plain(piece.label)) == "emotion")
            for piece in column.pieces:
                field = fields.get(plain(piece.label))
                if field == "emotion" and (scored := score_in(piece.text)):
                    made.append(scored)
                elif field == "score" and (bare := bare_score(piece.text)):
                    made.append((said, bare))
    return made


def _scores(scored: list[tuple[str, Score]]) -> ScoresLook | None:
    if not scored:
        return None
    values = [score.value for _, score in scored if score.value is not None]
    return ScoresLook(
        len(scored),
        len(values),
        min(values, default=None),
        max(values, default=None),
        scale_of([score for _, score in scored]),
        tuple(score.raw for _, score in scored[:_MOST_SAMPLES]),
        suggested_direction(scored),
    )
