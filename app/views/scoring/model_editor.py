"""The scoring models: the six and the users' own, with formula and source, criteria, anchors and rubrics."""

from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.models.errors import InputError
from app.scoring.formulas import formula_text
from app.scoring.models import Model, model_of, models_of
from app.services.scoring_models import (
    add_criterion,
    add_model,
    choose_model,
    copy_model,
    delete_criterion,
    delete_model,
    is_own,
    move_criterion,
    reset_model,
    scores_by,
    update_model,
)
from app.views.scoring.criterion_form import CriterionForm
from app.views.scoring.texts import written
from app.views.scoring.words import number, source_of, tr
from app.views.session import Session
from app.views.widgets import GRID, LineField, TextField, button, caption_of, column, counted, label, scrolling, wrapped

_ID = Qt.ItemDataRole.UserRole


class ModelEditor(QDialog):
    """Models at the left, what one is at the right, one of its criteria below; each change is stored at once."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self.setWindowTitle(tr("Scoring models"))
        self.resize(144 * GRID, 98 * GRID)
        self.models = self._list(tr("Scoring models"), 25)
        self.criteria = self._list(tr("Criteria"), 25)
        self.title = LineField(tr("Title of the model"))
        self.title.textEdited.connect(lambda text: session.perform(update_model, self.model.id, title=text))
        self.formula = written("", "strong")
        self.source = wrapped("", "caption")
        self.note = TextField(tr("Note on the model"), least=1, most=4)
        self.note.setPlaceholderText(tr("What was agreed about this model"))
        self.note.edited.connect(lambda text: session.perform(update_model, self.model.id, note=text))
        self.choose = button(tr("Rank by this model"), "primary", self._choose)
        self.used = wrapped(tr("✓ The workspace ranks by this model."), "strong")
        self.form = CriterionForm(session)
        self.told = wrapped("", "caption")
        self.new = button(tr("New model"), clicked=self._add)
        self.copy = button(tr("Copy"), clicked=self._copy)
        self.delete = button("", clicked=self._delete)
        self.more = button(tr("Add a criterion"), clicked=self._add_criterion)
        self.up = button(tr("Up"), clicked=partial(self._move, -1))
        self.down = button(tr("Down"), clicked=partial(self._move, 1))
        self.less = button(tr("Delete"), clicked=self._delete_criterion)
        self.less.setAccessibleName(tr("Delete the criterion"))
        self._lay_out()
        for keys, travel in ((QKeySequence.StandardKey.Undo, "undo"), (QKeySequence.StandardKey.Redo, "redo")):
            QShortcut(QKeySequence(keys), self).activated.connect(partial(self._travel, travel))
        session.changed.connect(self._follow)
        session.failed.connect(self._fail)
        self.models.currentRowChanged.connect(lambda _: self._show_model())
        self.criteria.currentRowChanged.connect(lambda _: self._show_criterion())
        self.show_model(model_of(session.content).id)

    def _list(self, name: str, width: int) -> QListWidget:
        made = QListWidget()
        made.setAccessibleName(name)
        made.setProperty("look", "boxed")
        made.setFixedWidth(width * GRID)
        made.setTextElideMode(Qt.TextElideMode.ElideRight)
        return made

    def _lay_out(self) -> None:
        left = column(self.models)
        tools = QHBoxLayout()
        for each in (self.new, self.copy):
            tools.addWidget(each)
        left.addLayout(tools)
        left.addWidget(self.delete)
        head = column(caption_of(tr("Title"), self.title), self.title, self.formula, self.source, spacing=GRID // 2)
        head.addSpacing(GRID // 2)
        head.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignLeft)
        head.addWidget(self.used)
        head.addWidget(self.note)
        criteria = column(label(tr("CRITERIA"), "heading"), self.criteria, self.more)
        order = QHBoxLayout()
        for each in (self.up, self.down, self.less):
            order.addWidget(each)
        criteria.addLayout(order)
        inner = QWidget()
        inside = QVBoxLayout(inner)
        inside.setContentsMargins(0, 0, GRID, 0)
        inside.addWidget(self.form)
        inside.addStretch()
        below = QHBoxLayout()
        below.setSpacing(2 * GRID)
        below.addLayout(criteria)
        below.addWidget(scrolling(inner), 1)
        right = column(spacing=2 * GRID)
        right.addLayout(head)
        right.addLayout(below, 1)
        sides = QHBoxLayout()
        sides.setSpacing(3 * GRID)
        sides.addLayout(left)
        sides.addLayout(right, 1)
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, parent=self)
        box.rejected.connect(self.reject)
        box.button(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)
        foot = QHBoxLayout()
        foot.addWidget(self.told, 1)
        foot.addWidget(box)
        whole = column(spacing=2 * GRID, margins=(3 * GRID, 2 * GRID, 3 * GRID, 2 * GRID))
        whole.addLayout(sides, 1)
        whole.addLayout(foot)
        self.setLayout(whole)

    # ---- what is shown

    @property
    def model(self) -> Model:
        """The model on show; the workspace's where that is gone."""
        item = self.models.currentItem()
        try:
            return model_of(self._session.content, item.data(_ID) if item is not None else None)
        except InputError:
            return model_of(self._session.content)

    @property
    def criterion_id(self) -> str:
        """The criterion on show, or nothing."""
        item = self.criteria.currentItem()
        return str(item.data(_ID)) if item is not None else ""

    def show_model(self, model_id: str) -> None:
        """Choose a model of the list."""
        self.refill(model_id)

    def _follow(self, _: object) -> None:
        self.refill()

    def refill(self, model_id: str = "") -> None:
        """Show everything as it is stored."""
        if not self._session.is_open:
            return
        content = self._session.content
        there, used = models_of(content), model_of(content).id
        wanted = model_id or self.model.id
        words = [f"✓ {each.title}" if each.id == used else each.title for each in there]
        _fill(self.models, [each.id for each in there], words, wanted)
        self._show_model()

    def _show_model(self) -> None:
        model, content = self.model, self._session.content
        if self.title.text().strip() != model.title or not self.title.hasFocus():
            self.title.fill(model.title)
        self.formula.setText(formula_text(model))
        self.source.setText(source_of(model.kind))
        self.note.fill(model.record.note)
        used = model_of(content).id == model.id
        self.choose.setVisible(not used)
        self.used.setVisible(used)
        own = is_own(model)
        self.delete.setText(tr("Delete this model") if own else tr("Reset this model"))
        self.told.setText(self._consequence(model))
        weighed = [model.weighed and model.counts(each) for each in model.criteria]
        words = [
            f"{each.name}  ×{number(each.weight)}" if weighs else each.name
            for each, weighs in zip(model.criteria, weighed, strict=True)
        ]
        _fill(self.criteria, [each.id for each in model.criteria], words, self.criterion_id)
        self._show_criterion()

    def _show_criterion(self) -> None:
        model = self.model
        place = self.criteria.currentRow()
        free = model.kind == "weighted criteria"
        for each in (self.more, self.less):
            each.setVisible(free)
        self.up.setEnabled(place > 0)
        self.down.setEnabled(0 <= place < len(model.criteria) - 1)
        self.less.setEnabled(len(model.criteria) > 1)
        if 0 <= place < len(model.criteria):
            criterion = model.criteria[place]
            self.form.show_criterion(model, criterion)
            going = scores_by(self._session.content, [criterion])
            scores = counted(going, tr("score"), tr("scores"))
            self.less.setToolTip(tr("{scores} would go with it").format(scores=scores))

    def _consequence(self, model: Model) -> str:
        count = scores_by(self._session.content, model.criteria)
        scores = counted(count, tr("score"), tr("scores"))
        if is_own(model):
            return tr("Deleting this model would take {scores} with it; Undo brings all back.").format(scores=scores)
        text = tr("Resetting makes it what Clew came with and would take {scores} with it; Undo brings all back.")
        return text.format(scores=scores)

    def _fail(self, text: str) -> None:
        self.told.setText(text)

    # ---- what is done

    def _choose(self) -> None:
        self._session.perform(choose_model, self.model.id)
        self.models.setFocus()

    def _add(self) -> None:
        self._show_made(self._session.perform(add_model, tr("Our criteria")))

    def _copy(self) -> None:
        self._show_made(self._session.perform(copy_model, self.model.id))

    def _show_made(self, made: str | None) -> None:
        if made is not None:
            self.show_model(made)
            self.title.setFocus()
            self.title.selectAll()

    def _delete(self) -> None:
        self._session.perform(delete_model if is_own(self.model) else reset_model, self.model.id)

    def _add_criterion(self) -> None:
        made = self._session.perform(add_criterion, self.model.id, tr("New criterion"))
        if made is not None:
            self.criteria.setCurrentRow(self.criteria.count() - 1)
            self.form.name.setFocus()
            self.form.name.selectAll()

    def _move(self, by: int) -> None:
        there = [each.id for each in self.model.criteria]
        moving = self.criterion_id
        place = there.index(moving) + by
        others = [each for each in there if each != moving]
        self._session.perform(move_criterion, moving, others[place] if place < len(others) else None)

    def _delete_criterion(self) -> None:
        self._session.perform(delete_criterion, self.criterion_id)

    def _travel(self, way: str) -> None:
        """Undo or redo."""
        store = self._session.store
        if store.can_undo if way == "undo" else store.can_redo:
            self._session.attempt(store.undo if way == "undo" else store.redo)


def _fill(rows: QListWidget, ids: list[str], words: list[str], chosen: str) -> None:
    """List things by their ids, the chosen one current, else the first."""
    with QSignalBlocker(rows):
        if [rows.item(place).data(_ID) for place in range(rows.count())] != ids:
            rows.clear()
            for each in ids:
                item = QListWidgetItem(rows)
                item.setData(_ID, each)
        for place, text in enumerate(words):
            rows.item(place).setText(text)
            rows.item(place).setToolTip(text)
        if ids:
            rows.setCurrentRow(ids.index(chosen) if chosen in ids else 0)
