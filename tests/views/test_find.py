"""The line that finds and replaces: every field, tags and opportunities, and in which of them it was."""

from app.models.content import stages_of
from app.models.records import Card, Opportunity, Stage
from app.services.fields import set_fields
from app.services.opportunities import make_opportunity, update_opportunity
from app.services.stages import rename_stage
from app.services.tags import add_tag
from app.views.opportunity_form import OpportunityForm
from app.views.panels import OPPORTUNITIES
from tests.views.test_forms import card_named


def open_bar(window, qtbot, text):
    window.commands.run("find")
    bar = window.map_page.find_bar
    bar.text.clear()
    qtbot.keyClicks(bar.text, text)
    bar.search()
    return bar


def test_it_says_in_which_field(window, qtbot):
    store = window.session.store
    card_id = card_named(window, "Poster at the bus stop")
    set_fields(store, [card_id], acquiring="A zebra")
    add_tag(store, [card_id], "zebra crossing")
    bar = open_bar(window, qtbot, "zebra")
    assert bar.count.text() == "1 of 1"
    assert bar.where.text() == "What it does to win people, Tags"
    bar.scope.activated.emit(bar.scope.findData("tags"))
    assert window.session.selection == (card_id,)
    bar.scope.setCurrentIndex(bar.scope.findData("titles"))
    bar.search()
    assert bar.count.text() == "not found"


def test_opportunities_and_stages_are_shown_where_they_are(window, qtbot):
    store, journey_id = window.session.store, window.session.journey_id
    made = make_opportunity(store, [])
    update_opportunity(store, made, title="Paint a zebra")
    stage = stages_of(store.content, journey_id)[2]
    rename_stage(store, stage.id, "Zebra")
    bar = open_bar(window, qtbot, "zebra")
    assert window.session.selection == (stage.id,)
    assert bar.where.text() == "Stage: Title"
    bar.walk(1)
    assert window.session.selection == (made,)
    assert window.map_page.panels.shown == OPPORTUNITIES
    assert isinstance(window.map_page.inspector.form, OpportunityForm)
    bar.replacement.setText("Tiger")
    bar.replace_all.click()
    assert store.content.get(Opportunity, made).title == "Paint a Tiger"
    assert store.content.get(Stage, stage.id).title == "Tiger"
    store.undo()
    assert store.content.get(Stage, stage.id).title == "Zebra"


def test_one_after_the_other_is_replaced(window, qtbot):
    store = window.session.store
    ids = [card_named(window, title) for title in ("Poster at the bus stop", "Pays with a phone wallet")]
    for card_id in ids:
        set_fields(store, [card_id], keeping="zebra")
    bar = open_bar(window, qtbot, "zebra")
    bar.replacement.setText("tiger")
    bar.replace_one.click()
    assert sorted(store.content.get(Card, each).keeping for each in ids) == ["tiger", "zebra"]
    bar.replace_one.click()
    assert [store.content.get(Card, each).keeping for each in ids] == ["tiger", "tiger"]
    assert bar.count.text() == "not found"


def test_a_narrow_find_bar_keeps_room_to_type_and_cuts_no_words(window, qtbot):
    bar = window.map_page.find_bar
    bar.open_bar()
    for width in (1000, 764, 460):
        bar.resize(width, bar.sizeHint().height())
        bar.layout().activate()
        assert bar.text.width() >= 128
        assert bar.replacement.width() >= bar.fontMetrics().horizontalAdvance(bar.replacement.placeholderText()) + 16
        assert bar.where.isHidden() or bar.where.width() >= 96
