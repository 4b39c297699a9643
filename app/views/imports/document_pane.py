"""A journey map kept as a document before it is taken: what its labels become, where cells are cut, its scores."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QCoreApplication, QSignalBlocker
from PySide6.QtWidgets import QFrame

from app.views.imports.choice_cells import AnyIndex, ChoiceCells
from app.views.imports.pane import Fields, Pane, Question, put
from app.views.imports.reading import DocumentChoices, ImportFile, asks_for_direction
from app.views.imports.words import document_field_words, shape_words, split_words
from app.views.tables import ROW, fit_rows, plain_table
from app.views.theme import ThemeKeeper
from app.views.widgets import ChoiceField, LineField, Names, column, counted, label

if TYPE_CHECKING:
    from app.importers.documents import DocumentMapping
    from app.importers.documents.look import DocumentLook, JourneyLook

_MAPS: Final = 6
_STAGES: Final = 12
_LABELS: Final = 300
_BECOMES, _CUT = 3, 4


def tr(text: str) -> str:
    """Translate a text of the pane."""
    return QCoreApplication.translate("Import", text)


class DocumentPane(Pane):
    """The maps in a document, its labels with samples and what they become, and what its scores mean."""

    def __init__(self, theme: ThemeKeeper) -> None:
        super().__init__(theme)
        self.question = Question(
            [
                ("high is best", tr("High is best")),
                ("high is most upset", tr("High is most upset")),
                (None, tr("Keep as written")),
            ]
        )
        self.question.answered.connect(self._take_direction)
        self.shape = ChoiceField(tr("Shape"), [])
        self.shape.chosen.connect(lambda shape: self._tell(shape=shape))
        self.direction = ChoiceField(tr("Scores"), [])
        self.direction.chosen.connect(self._take_direction)
        self.low, self.high = LineField(tr("Lowest score")), LineField(tr("Highest score"))
        for each in (self.low, self.high):
            each.editingFinished.connect(self._take_scale)
        self._maps = Names("")
        self._heading = label("", "heading")
        headers = (tr("Label"), tr("Times"), tr("Such as"), tr("Becomes"), tr("Cut at"))
        self.labels = plain_table(tr("Labels"), headers, (128, 56, 0, 136, 112))
        self.labels.verticalHeader().setDefaultSectionSize(ROW)
        ChoiceCells(theme, self.labels, self._offers).chosen.connect(self._choose)
        self._lay_out()

    def _lay_out(self) -> None:
        fields = Fields(1)
        fields.add(tr("Shape"), self.shape)
        self._scored = QFrame()
        scored = Fields(4)
        scored.add(tr("Scores"), self.direction, 2)
        scored.add(tr("Lowest"), self.low)
        scored.add(tr("Highest"), self.high)
        self._scored.setLayout(scored)
        rows = column(self.question, self._maps)
        rows.addLayout(fields)
        for each in (self._scored, self._heading, self.labels):
            rows.addWidget(each)
        rows.addStretch(1)
        self.setLayout(rows)

    @property
    def _look(self) -> "DocumentLook":
        assert self.file is not None
        look: Any = self.file.reading.look
        return look  # type: ignore[no-any-return]

    @property
    def _said(self) -> "DocumentMapping":
        assert self.file is not None
        assert isinstance(self.file.reading.choices, DocumentChoices)
        said = self.file.reading.choices.mapping
        assert said is not None
        return said

    # ---- filling

    def fill(self, file: ImportFile) -> None:
        """Show a document."""
        look, said = self._look, self._said
        words = shape_words()
        self.shape.offer([(each, words[each]) for each in look.shapes])
        self.shape.fill(look.shape)
        self.shape.setEnabled(len(look.shapes) > 1)
        told = [_map_words(each) for each in look.journeys[:_MAPS]]
        if len(look.journeys) > _MAPS:
            told.append(tr("… and {count} maps more").format(count=len(look.journeys) - _MAPS))
        self._maps.setText("\n".join(told))
        self._fill_scores(file)
        self._heading.setText(tr("WHAT STANDS UNDER EACH LABEL ({count})").format(count=len(look.labels)))
        self._fill_labels(look, said)

    def _fill_scores(self, file: ImportFile) -> None:
        scores, said = self._look.scores, self._said
        scored = {"emotion", "score"} & set(said.fields.values())
        self._scored.setVisible(scores is not None and bool(scored))
        asks = asks_for_direction(file.reading)
        self.question.ask(self._question_words() if asks else "")
        answers = [(value, each.text()) for value, each in self.question.answers.items()]
        self.direction.offer([*([("", tr("not said yet"))] if asks else []), *answers])
        self.direction.fill("" if asks else said.direction)
        scale = said.scale
        for field, value in ((self.low, scale[0] if scale else None), (self.high, scale[1] if scale else None)):
            if not field.hasFocus():
                field.fill("" if value is None else f"{value:g}")

    def _question_words(self) -> str:
        scores = self._look.scores
        assert scores is not None
        words = counted(scores.count, tr("score"), tr("scores"))
        samples = ", ".join(f"“{each}”" for each in scores.samples)
        text = tr("{scores} such as {samples}: which end is good?").format(scores=words, samples=samples)
        likely = {
            "high is best": tr("The words beside them suggest that high is best."),
            "high is most upset": tr("The words beside them suggest that high is most upset."),
        }
        return " ".join(filter(None, (text, likely.get(scores.suggested or "", ""))))

    def _fill_labels(self, look: "DocumentLook", said: "DocumentMapping") -> None:
        fields, splits = document_field_words(), split_words()
        shown = look.labels[:_LABELS]
        self.labels.setVisible(bool(shown))
        self._heading.setVisible(bool(shown))
        with QSignalBlocker(self.labels):
            self.labels.setRowCount(len(shown))
            for row, each in enumerate(shown):
                field = said.field_of(each.label) or each.field
                split = (said.split_of(each.label) or each.split) if each.can_split else ""
                put(self.labels, row, 0, each.label or tr("(none)"))
                put(self.labels, row, 1, f"{each.count:,}")
                put(self.labels, row, 2, "  ·  ".join(" ".join(sample.split()) for sample in each.samples))
                put(self.labels, row, _BECOMES, fields[field], field)
                put(self.labels, row, _CUT, splits[split] if split else "", split or None)
        fit_rows(self.labels, len(shown), 9)
        self.labels.setColumnHidden(_CUT, not any(each.can_split for each in shown))

    def show_question(self) -> None:
        """Give the keys to the answers."""
        self.question.take_keys()

    # ---- choosing

    def _offers(self, index: AnyIndex) -> Mapping[Any, str]:
        return document_field_words() if index.column() == _BECOMES else split_words()

    def _choose(self, index: AnyIndex, value: Any) -> None:
        name = self._look.labels[index.row()].label
        if index.column() == _BECOMES:
            self._tell(fields={**self._said.fields, name: value})
        else:
            self._tell(splits={**self._said.splits, name: value})

    def _take_direction(self, direction: Any) -> None:
        if direction != "":
            self._tell(answered=True, direction=direction)

    def _take_scale(self) -> None:
        try:
            low, high = (float(each.text().replace(",", ".")) for each in (self.low, self.high))
        except ValueError:
            return
        if low < high and (low, high) != self._said.scale and max(abs(low), abs(high)) < 1e9:
            self._tell(scale=(low, high))

    def _tell(self, *, answered: bool = False, **choices: Any) -> None:
        assert self.file is not None
        assert isinstance(self.file.reading.choices, DocumentChoices)
        said = self.file.reading.choices
        self.changed.emit(DocumentChoices(replace(self._said, **choices), said.answered or answered))


def _map_words(journey: "JourneyLook") -> str:
    stages = ", ".join(journey.stages[:_STAGES]) + (" …" if len(journey.stages) > _STAGES else "")
    parts = [tr("stages: {names}").format(names=stages)] if stages else []
    if journey.personas:
        names = ", ".join(journey.personas[:_STAGES]) + (" …" if len(journey.personas) > _STAGES else "")
        parts.append(tr("personas: {names}").format(names=names))
    if journey.unplaced:
        parts.append(counted(journey.unplaced, tr("text without a place"), tr("texts without a place")))
    return f"“{journey.title}” – " + "; ".join(parts) if parts else f"“{journey.title}”"
