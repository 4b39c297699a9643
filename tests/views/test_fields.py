"""Fields and tags in the inspector: by mouse, by keyboard alone, of one record and of several."""

import pytest
from PySide6.QtCore import Qt

from app.layout.durations import duration_text, minutes_in
from app.models.content import columns_of, stages_of, tags_of
from app.models.fields import FIELDS
from app.models.kinds import CARD_KINDS
from app.models.records import Card, Channel, Department, Journey, JourneyTag, Owner, Step, Tag
from app.services.cards import change_kind
from app.services.fields import set_fields
from app.services.lists import add_entry
from app.services.tags import add_tag
from app.views.settings import Settings
from tests.views.test_forms import card_named, form_for

POSTER, PAIN = "Poster at the bus stop", "Card refused, seat lost"


@pytest.fixture
def unfolded(window):
    settings = Settings()
    settings.more_fields_shown = True
    settings.sync()
    yield window
    settings.more_fields_shown = False
    settings.sync()


def card(window, title):
    return window.session.content.get(Card, card_named(window, title))


def type_in(qtbot, widget, text, *keys):
    widget.setFocus()
    qtbot.keyClicks(widget, text)
    for key in keys:
        qtbot.keyClick(widget, key)


def names(window, record):
    return [tag.name for tag in tags_of(window.session.content, record)]


@pytest.mark.parametrize("kind", CARD_KINDS)
def test_every_kind_of_card_shows_its_fields(unfolded, kind):
    card_id = card_named(unfolded, PAIN)
    change_kind(unfolded.session.store, [card_id], kind)
    step = unfolded.session.store.step
    form = form_for(unfolded, card_id)
    shown = {row.field for row in form.fields.rows.values() if row.isVisible()}
    assert shown == {each for each in FIELDS[kind] if each.form != "image"}
    assert unfolded.session.store.step == step


def test_days_and_counts_are_written_and_what_is_neither_is_marked(unfolded, qtbot):
    content, step = unfolded.session.content, columns_of(unfolded.session.content, unfolded.session.journey_id)[0]
    day = form_for(unfolded, step.id).part.fields.row("starts_on").editor
    type_in(qtbot, day, "2026-11-22", Qt.Key.Key_Return)
    assert content.get(Step, step.id).starts_on == "2026-11-22"
    day.selectAll()
    type_in(qtbot, day, "someday", Qt.Key.Key_Return)
    assert (day.property("wrong"), "year-month-day" in day.toolTip()) == (True, True)
    assert content.get(Step, step.id).starts_on == "2026-11-22"
    day.selectAll()
    type_in(qtbot, day, " ", Qt.Key.Key_Return)
    assert content.get(Step, step.id).starts_on is None
    every = form_for(unfolded, unfolded.session.journey_id).fields.row("review_every").editor
    type_in(qtbot, every, "0", Qt.Key.Key_Return)
    assert every.property("wrong")
    every.selectAll()
    type_in(qtbot, every, "90", Qt.Key.Key_Return)
    assert content.get(Journey, unfolded.session.journey_id).review_every == 90


def test_an_entry_is_found_while_it_is_typed_and_added_where_it_is_missing(window, qtbot):
    store = window.session.store
    app, _ = add_entry(store, Channel, "App"), add_entry(store, Channel, "Shop")
    form = form_for(window, card_named(window, POSTER))
    line = form.fields.row("channel_id").editor
    type_in(qtbot, line, "ap", Qt.Key.Key_Return)
    assert card(window, POSTER).channel_id == app
    assert line.text() == "App"
    line.selectAll()
    type_in(qtbot, line, "Poster", Qt.Key.Key_Return)
    poster = store.content.get(Channel, card(window, POSTER).channel_id)
    assert poster.name == "Poster"
    assert store.undo_label == "Set channel of touchpoint"
    line.selectAll()
    qtbot.keyClick(line, Qt.Key.Key_Delete)
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert card(window, POSTER).channel_id is None


def test_escape_goes_back_and_leaving_takes_what_is_marked(window, qtbot):
    store = window.session.store
    app = add_entry(store, Channel, "App")
    set_fields(store, [card_named(window, POSTER)], channel_id=app)
    form = form_for(window, card_named(window, POSTER))
    line = form.fields.row("channel_id").editor
    line.setFocus()
    line.selectAll()
    type_in(qtbot, line, "Something", Qt.Key.Key_Escape)
    assert line.text() == "App"
    assert card(window, POSTER).channel_id == app
    shop = add_entry(store, Channel, "Shop")
    line.selectAll()
    type_in(qtbot, line, "sho")
    qtbot.keyClick(line._list, Qt.Key.Key_Tab)
    assert line.text() == "Shop"
    assert card(window, POSTER).channel_id == shop
    assert len(store.content.all(Channel)) == 2


def test_down_offers_all_and_enter_takes_the_marked_one(window, qtbot):
    for name in ("App", "Shop"):
        add_entry(window.session.store, Channel, name)
    line = form_for(window, card_named(window, POSTER)).fields.row("channel_id").editor
    line.setFocus()
    qtbot.keyClick(line, Qt.Key.Key_Down)
    offered = line._list
    assert offered.isVisible()
    qtbot.keyClick(offered, Qt.Key.Key_Down)
    qtbot.keyClick(offered, Qt.Key.Key_Down)
    qtbot.keyClick(offered, Qt.Key.Key_Return)
    assert line.text() == "Shop"
    assert window.session.content.get(Channel, card(window, POSTER).channel_id).name == "Shop"


def test_severity_choices_flags_and_durations_are_stored(unfolded, qtbot):
    form = form_for(unfolded, card_named(unfolded, PAIN))
    qtbot.mouseClick(form.fields.row("severity").editor._buttons[5], Qt.MouseButton.LeftButton)
    assert card(unfolded, PAIN).severity == 5
    qtbot.mouseClick(form.fields.row("severity").editor._buttons[5], Qt.MouseButton.LeftButton)
    assert card(unfolded, PAIN).severity is None
    form = form_for(unfolded, card_named(unfolded, POSTER))
    form.fields.row("moment_of_truth").editor.click()
    qtbot.mouseClick(form.fields.row("presence").editor._buttons["offline"], Qt.MouseButton.LeftButton)
    aspect = form.fields.row("aspect").editor
    aspect.activated.emit(aspect.findData("emotional"))
    duration = form.fields.row("duration").editor
    type_in(qtbot, duration, "1.5 h", Qt.Key.Key_Return)
    type_in(qtbot, form.fields.row("keeping").editor, "It is seen daily")
    there = card(unfolded, POSTER)
    assert (there.moment_of_truth, there.presence, there.aspect, there.duration, there.keeping) == (
        True,
        "offline",
        "emotional",
        90.0,
        "It is seen daily",
    )
    assert duration.text() == "1 h 30 min"
    duration.selectAll()
    type_in(qtbot, duration, "soon", Qt.Key.Key_Return)
    assert duration.property("wrong")
    assert card(unfolded, POSTER).duration == 90.0


def test_what_is_asked_for_less_often_is_folded_away_and_that_is_remembered(window):
    set_fields(window.session.store, [card_named(window, POSTER)], presence="online", acquiring="Seen by all")
    form = form_for(window, card_named(window, POSTER))
    assert not form.fields.row("presence").isVisible()
    assert "2" in form.fields.toggle.text()
    form.fields.toggle.click()
    assert form.fields.row("presence").isVisible()
    assert Settings().more_fields_shown
    form.fields.toggle.click()
    assert not Settings().more_fields_shown


def test_several_cards_show_what_they_share_and_are_set_together(unfolded, qtbot):
    store = unfolded.session.store
    ids = [card_named(unfolded, POSTER), card_named(unfolded, "Pays with a phone wallet")]
    set_fields(store, ids[:1], presence="online")
    set_fields(store, ids, touchpoint_kind="external")
    form = form_for(unfolded, *ids)
    assert form.fields.row("touchpoint_kind").editor.currentData() == "external"
    assert "differ" in form.fields.row("presence")._caption.text()
    qtbot.mouseClick(form.fields.row("presence").editor._buttons["offline"], Qt.MouseButton.LeftButton)
    assert [store.content.get(Card, each).presence for each in ids] == ["offline", "offline"]
    assert store.undo_label == "Set presence of 2 cards"
    form = form_for(unfolded, ids[0], card_named(unfolded, PAIN))
    assert [row for row in form.fields.rows.values() if row.isVisible()] == []


def test_tags_are_added_and_removed_by_keyboard_alone(window, qtbot):
    form = form_for(window, card_named(window, PAIN))
    type_in(qtbot, form.tags.line, "legal", Qt.Key.Key_Return)
    type_in(qtbot, form.tags.line, "payment", Qt.Key.Key_Return)
    assert names(window, card(window, PAIN)) == ["legal", "payment"]
    assert form.tags.line.text() == ""
    qtbot.keyClick(form.tags.line, Qt.Key.Key_Backspace)
    last = list(form.tags.chips.values())[-1]
    assert last.away.hasFocus()
    qtbot.keyClick(last.away, Qt.Key.Key_Delete)
    assert names(window, card(window, PAIN)) == ["legal"]
    assert list(form.tags.chips.values())[-1].away.hasFocus()
    window.session.store.undo()
    assert names(window, card(window, PAIN)) == ["legal", "payment"]
    assert len(form.tags.chips) == 2
    type_in(qtbot, form.tags.line, "LEG")
    assert form.tags.line._model.rowCount() == 1  # what is on the card already is not offered, so it would be a new one


def test_tags_of_several_say_on_how_many_they_are(window):
    ids = [card_named(window, POSTER), card_named(window, PAIN)]
    add_tag(window.session.store, ids[:1], "legal")
    form = form_for(window, *ids)
    (chip,) = form.tags.chips.values()
    assert "1 of 2" in chip.away.accessibleName()
    add_tag(window.session.store, ids, "legal")
    (chip,) = form.tags.chips.values()
    assert "of 2" not in chip.away.accessibleName()


def test_steps_stages_and_journeys_have_theirs(window, qtbot):
    content, journey_id = window.session.content, window.session.journey_id
    step = columns_of(content, journey_id)[0]
    form = form_for(window, step.id)
    type_in(qtbot, form.part.fields.row("team_id").editor, "Marketing", Qt.Key.Key_Return)
    type_in(qtbot, form.part.fields.row("owner_id").editor, "Ada", Qt.Key.Key_Return)
    type_in(qtbot, form.tags.line, "now", Qt.Key.Key_Return)
    step = content.get(Step, step.id)
    assert content.get(Department, step.team_id).name == "Marketing"
    assert content.get(Owner, step.owner_id).name == "Ada"
    stage = stages_of(content, journey_id)[0]
    type_in(qtbot, form_for(window, stage.id).tags.line, "now", Qt.Key.Key_Return)
    form = form_for(window)
    type_in(qtbot, form.tags.line, "no", Qt.Key.Key_Return)
    tag = next(iter(content.all(Tag).values()))
    assert content.find(JourneyTag, f"{journey_id}/{tag.id}") is not None
    assert names(window, step) == names(window, stage) == ["now"]
    type_in(qtbot, form.fields.row("brand_id").editor, "Northwind", Qt.Key.Key_Return)
    assert window.session.journey.brand_id is not None


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("", None), ("90", 90), ("2 h", 120), ("1h30", 90), ("1,5 days", 2160), ("2 days 3 h 4 min", 3064), ("0 min", 0)],
)
def test_durations_are_read(text, minutes):
    assert minutes_in(text) == minutes
    if minutes is not None:
        assert minutes_in(duration_text(minutes)) == minutes


@pytest.mark.parametrize("text", ["soon", "2 weeks", "h", "-3 h", "2 h x"])
def test_what_is_no_duration_is_refused(text):
    with pytest.raises(ValueError, match="no duration"):
        minutes_in(text)
