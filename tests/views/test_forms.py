"""The forms of the inspector: filling them writes nothing, what the user changes is stored, typing is one undo."""

import pytest
from PySide6.QtCore import Qt

from app.canvas.selection import Header
from app.models.content import columns_of, lanes_of, persona_of, stages_of, steps_of, swimlanes_of
from app.models.records import Card, EmotionOverride, Journey, Lane, Stage, Step
from app.services import cards, lanes, stages
from app.services.fields import set_fields
from app.views.card_form import CardForm, CardsForm
from app.views.forms import JourneyForm, LaneForm, StageForm, StepForm, SwimlaneForm
from app.views.widgets import TextField
from tests.bench.stage import Paints


def card_named(window, title):
    return next(each.id for each in window.session.content.all(Card).values() if each.title == title)


def form_for(window, *ids):
    window.session.select(ids)
    return window.map_page.inspector.form


def everything(window):
    """Yield what can be selected, one of each kind, and several cards."""
    content, journey_id = window.session.content, window.session.journey_id
    yield (), JourneyForm
    yield (card_named(window, "Card refused, seat lost"),), CardForm
    yield (card_named(window, "Guard knew my name"),), CardForm
    yield tuple(content.all(Card)), CardsForm
    yield (stages_of(content, journey_id)[1].id,), StageForm
    yield (columns_of(content, journey_id)[2].id,), StepForm
    swimlane = swimlanes_of(content, journey_id)[0]
    yield (swimlane.id,), SwimlaneForm
    yield (lanes_of(content, journey_id, swimlane.id)[0].id,), LaneForm


def test_filling_a_form_writes_nothing(window):
    step = window.session.store.step
    cards.set_sentiment(window.session.store, [card_named(window, "Card refused, seat lost")], -1.5)
    set_fields(window.session.store, [card_named(window, "Guard knew my name")], note="Two\nlines")
    step = window.session.store.step
    for ids, form_type in everything(window):
        assert isinstance(form_for(window, *ids), form_type)
        window.map_page.inspector.refill()
    assert window.session.store.step == step


def test_typing_a_title_is_stored_at_once_and_undone_at_once(window, qtbot):
    card_id = card_named(window, "Card refused, seat lost")
    form = form_for(window, card_id)
    form.title.setFocus()
    form.title.selectAll()
    qtbot.keyClicks(form.title, "Card refused twice")
    assert window.session.content.get(Card, card_id).title == "Card refused twice"
    qtbot.keyClick(form.title, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.session.content.get(Card, card_id).title == "Card refused, seat lost"
    assert form.title.toPlainText() == "Card refused, seat lost"


def test_enter_leaves_the_title_and_shift_enter_breaks_the_line(window, qtbot):
    form = form_for(window, card_named(window, "Card refused, seat lost"))
    form.title.setFocus()
    qtbot.keyClick(form.title, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert form.title.toPlainText() == "Card refused, seat lost\n"
    qtbot.keyClick(form.title, Qt.Key.Key_Return)
    assert form.title.toPlainText() == "Card refused, seat lost\n"
    assert not form.title.hasFocus()


def test_a_sentiment_is_set_and_taken_back_and_a_default_is_shown_as_such(window, qtbot):
    card_id = card_named(window, "Card refused, seat lost")
    form = form_for(window, card_id)
    assert form.sentiment._buttons[-1.0].property("default")
    assert "default" in form.sentiment_note.text()
    qtbot.mouseClick(form.sentiment._buttons[-2.0], Qt.MouseButton.LeftButton)
    assert window.session.content.get(Card, card_id).sentiment == -2.0
    assert form.sentiment._buttons[-2.0].isChecked()
    assert not form.sentiment._buttons[-1.0].property("default")
    qtbot.mouseClick(form.sentiment._buttons[-2.0], Qt.MouseButton.LeftButton)
    assert window.session.content.get(Card, card_id).sentiment is None


def test_kind_weight_span_and_note_are_stored(window, qtbot):
    card_id = card_named(window, "Card refused, seat lost")
    form = form_for(window, card_id)
    form.kind.activated.emit(form.kind.findData("gain"))
    form.weight.spin.stepUp()
    form.span.spin.setValue(3)
    form.note.setFocus()
    qtbot.keyClicks(form.note, "Bank app opens.")
    card = window.session.content.get(Card, card_id)
    assert (card.kind, card.weight, card.span, card.note) == ("gain", 110.0, 3, "Bank app opens.")
    assert form.span.spin.maximum() == 3


def test_a_card_is_shared_and_taken_apart_again(window):
    card_id = card_named(window, "Card refused, seat lost")
    form = form_for(window, card_id)
    (box,) = form.shared.boxes.values()
    assert box.text() == "Jon"
    box.click()
    shared = window.session.content.get(Card, card_id).shared_id
    twins = [card for card in window.session.content.all(Card).values() if card.shared_id and card.shared_id == shared]
    assert len(twins) == 2
    assert box.isChecked()
    box.click()
    assert not box.isChecked()


def test_several_cards_show_what_they_share_and_are_set_together(window, qtbot):
    ids = [card_named(window, "Card refused, seat lost"), card_named(window, "Pays with a phone wallet")]
    cards.set_sentiment(window.session.store, ids[:1], 1.0)
    form = form_for(window, *ids)
    assert form.heading.text() == "2 cards"
    assert form.kind.currentIndex() == -1
    assert "differ" in form.sentiment_note.text()
    qtbot.mouseClick(form.sentiment._buttons[2.0], Qt.MouseButton.LeftButton)
    assert [window.session.content.get(Card, each).sentiment for each in ids] == [2.0, 2.0]
    assert window.session.store.undo_label == "Set sentiment of 2 cards"


def test_the_forms_of_headers_change_what_they_show(window, qtbot):
    content, journey_id = window.session.content, window.session.journey_id
    stage = stages_of(content, journey_id)[0]
    window.map_page.view.focus_spot(Header("stage", stage.id))
    form = window.map_page.inspector.form
    assert isinstance(form, StageForm)
    form.title.selectAll()
    qtbot.keyClicks(form.title, "Hear")
    assert content.get(Stage, stage.id).title == "Hear"
    swimlane = swimlanes_of(content, journey_id)[0]
    window.map_page.view.focus_spot(Header("swimlane", swimlane.id))
    form = window.map_page.inspector.form
    qtbot.keyClicks(form.role, "commuter")
    persona = persona_of(content, swimlane.id)
    assert persona is not None
    assert persona.role == "commuter"
    lane = lanes_of(content, journey_id, swimlane.id)[0]
    form = form_for(window, lane.id)
    qtbot.keyClicks(form.title, "What Maya does")
    assert content.get(Lane, lane.id).title == "What Maya does"


def test_a_step_has_its_title_and_the_emotion_by_hand(window, qtbot):
    content, store, journey_id = window.session.content, window.session.store, window.session.journey_id
    stage = stages_of(content, journey_id)[2]
    step_id = stages.add_step(store, stage.id, "Paying")
    form = form_for(window, step_id)
    assert form.title.toPlainText() == "Paying"
    row = form.part.emotion.rows[0]
    assert "no card" in row._explained.text()
    qtbot.mouseClick(row.by_hand._buttons[1.0], Qt.MouseButton.LeftButton)
    override = content.get(EmotionOverride, f"{row.swimlane_id}/{step_id}")
    assert override.value == 1.0
    assert "by hand" in row._explained.text()
    qtbot.keyClicks(row.reason, "They said so")
    qtbot.keyClick(row.reason, Qt.Key.Key_Return)
    assert content.get(EmotionOverride, override.id).reason == "They said so"
    row._clear.click()
    assert content.find(EmotionOverride, override.id) is None
    assert content.get(Step, step_id).title == "Paying"


def test_a_plain_column_has_what_its_step_has_and_a_sub_journey_is_made_and_gone_to(window, qtbot):
    session, store = window.session, window.session.store
    above = session.journey_id
    stage = stages_of(session.content, above)[0]
    plain, shared = form_for(window, stage.id), stages.add_step(store, stage.id, "Then")
    assert not plain.part.isVisible()  # two steps are no plain column
    stages.delete_step(store, shared)
    assert plain.part.isVisible()
    opened = plain.part.opened
    opened.add.click()
    made = session.content.get(Step, steps_of(session.content, stage.id)[0].id).opens_journey_id
    assert opened.choice.currentData() == made
    opened.go.click()
    assert session.journey_id == made
    below = form_for(window, stages_of(session.content, made)[0].id).part.opened
    told: list[str] = []
    session.failed.connect(told.append)
    below.choice.activated.emit(below.choice.findData(above))
    assert "cannot be inside itself" in told[0]
    assert below.choice.currentData() is None
    session.show_journey(above)
    form_for(window, stage.id).part.opened.choice.activated.emit(0)
    assert session.content.get(Step, steps_of(session.content, stage.id)[0].id).opens_journey_id is None


@pytest.mark.parametrize(("field", "value"), [("state", "to-be"), ("status", "agreed"), ("level", "lifecycle")])
def test_the_journey_form_sets_its_fields(window, field, value):
    form = form_for(window)
    choice = form._choices[field]
    choice.activated.emit(choice.findData(value))
    assert getattr(window.session.content.get(Journey, window.session.journey_id), field) == value


def test_a_form_whose_record_is_gone_gives_way(window):
    card_id = card_named(window, "Card refused, seat lost")
    form_for(window, card_id)
    cards.delete_cards(window.session.store, [card_id])
    assert isinstance(window.map_page.inspector.form, JourneyForm)
    window.session.store.undo()


def test_in_the_narrowest_column_no_field_is_cut(window, qtbot):
    window.commands.run("opportunities")
    pain = next(each for each in window.session.content.all(Card).values() if each.kind == "pain")
    cards.set_sentiment(window.session.store, [pain.id], -1.5)  # says so on two lines
    cards.rename_card(window.session.store, pain.id, "A title of a card that is longer than one line has room for")
    inspector = window.map_page.inspector
    inspector.parentWidget().setSizes([232, 1200, inspector.minimumWidth()])
    window.session.select([pain.id])
    qtbot.wait(100)
    rows = [each for each in inspector.form.fields.rows.values() if each.isVisible()]
    assert len(rows) == 2
    assert all(each.height() >= each.sizeHint().height() for each in rows)


def test_a_lane_without_a_title_says_its_kind_and_the_height_it_was_dragged_to(window, qtbot):
    content, journey_id = window.session.content, window.session.journey_id
    swimlane = swimlanes_of(content, journey_id)[0]
    first, second = (each.id for each in lanes_of(content, journey_id, swimlane.id)[:2])
    form = form_for(window, first)
    qtbot.wait(50)
    paints = Paints()
    form.title.viewport().installEventFilter(paints)
    form_for(window, second)
    qtbot.waitUntil(lambda: paints.count > 0)
    lanes.set_lane_height(window.session.store, second, 208.0)
    assert form.height_choice.currentText() == "at least 208 pt"
    lanes.set_lane_height(window.session.store, second, None)
    assert [form.height_choice.itemData(number) for number in range(form.height_choice.count())] == [None, 160, 320]


def test_a_text_that_fits_is_shown_from_its_first_line(qtbot):
    field = TextField("Goal", 2, 8)
    qtbot.addWidget(field)
    field.resize(240, 40)
    field.show()
    field.fill("Find what fits, get it without effort, and be glad of it afterwards")
    field.resize(240, field.sizeHint().height())
    qtbot.wait(20)
    assert field.verticalScrollBar().value() == 0


def test_a_title_that_was_left_does_not_look_selected(window):
    form = form_for(window, card_named(window, "Card refused, seat lost"))
    form.title.setFocus()
    form.title.selectAll()
    window.map_page.view.setFocus(Qt.FocusReason.MouseFocusReason)
    assert not form.title.textCursor().hasSelection()


def test_the_sign_above_the_title_changes_with_the_theme(window, theme):
    form = form_for(window, card_named(window, "Guard knew my name"))
    before = form.sign.pixmap().toImage()
    theme.choose("dark")
    try:
        assert form.sign.pixmap().toImage() != before
    finally:
        theme.choose("light")
