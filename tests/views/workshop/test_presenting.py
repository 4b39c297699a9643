"""Presenting: keys and remotes, one display and two, what the room sees, and that all is given back afterwards."""

import sys

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetricsF, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.canvas.motion import set_motion
from app.models.records import Card, Stage
from app.services.cards import rename_card
from app.services.stages import add_stage, delete_stage, rename_stage
from app.views.workshop import audience as seen
from app.views.workshop import presenter as presenting
from app.views.workshop.audience import AudienceWindow, RoomView

Key = Qt.Key


@pytest.fixture(autouse=True)
def still(request):
    """Let nothing move on its way, so that it is there at once."""
    if "window" in request.fixturenames:
        request.getfixturevalue("window")  # which does as its settings say
        set_motion(False)
    yield
    set_motion(True)


@pytest.fixture
def second_display(monkeypatch):
    """Let the one display stand in for a second; yields a function that unplugs it and plugs it in again."""
    there = [True]

    def plug(plugged: bool) -> None:
        there[0] = plugged
        screen = QGuiApplication.primaryScreen()
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        (application.screenAdded if plugged else application.screenRemoved).emit(screen)
        QTest.qWait(1)

    monkeypatch.setattr(presenting, "room_display", lambda _: QGuiApplication.primaryScreen() if there[0] else None)
    monkeypatch.setattr(AudienceWindow, "has_own_display", lambda self, _: self.display is not None)
    return plug


def _press(window, *keys):
    for key in keys:
        QTest.keyClick(window.presenter.room.sheet, key)


def _place(window):
    walk = window.presenter.walk
    return walk.scene.title if walk else None


def _rooms():
    return [each for each in QApplication.topLevelWidgets() if isinstance(each, RoomView)]


def _state(window):
    view = window.map_page.view
    docks = [each for each in ("outline_dock",) if window.__dict__[each].isVisible()]
    page, opportunities = window.map_page, window.map_page.panels.made["opportunities"]
    around = (window.menuBar(), window.header_bar, window.rail, window.statusBar(), page.left, page.inspector)
    shown = [each.isVisible() for each in (*around, page.lens_bar, opportunities, view)]
    places = (view.zoom, view.horizontalScrollBar().value(), view.verticalScrollBar().value(), view.geometry())
    return (
        *(window.geometry(), window.windowState(), QApplication.focusWidget(), window.session.selection),
        *(places, shown, docks, window.map_page.splitter.sizes(), window.map_page.panels.sizes()),
        window.outline_dock.width(),
    )


def test_with_one_display_the_window_is_full_of_the_map_and_afterwards_as_it_was(window, monkeypatch, qtbot):
    monkeypatch.setattr(seen, "READABLE", 1e6)  # each scene in one piece
    window.resize(1300, 800)
    window.commands.run("opportunities")
    window.commands.run("outline")
    window.map_page.splitter.setSizes([300, 700, 300])
    card = next(iter(window.session.content.all(Card)))
    view = window.map_page.view
    window.session.select([card])
    view.zoom_to(1.4)
    view.scroll_by(120, 90)
    view.setFocus()
    QTest.qWait(50)
    before = _state(window)
    window.commands.run("present")
    presenter = window.presenter
    room = presenter.room
    assert presenter.in_window
    assert window.isFullScreen()
    assert window.size() == window.screen().size().expandedTo(window.minimumSize())
    qtbot.waitUntil(lambda: room._sized)
    assert room.sheet.hasFocus()
    hidden = (window.menuBar(), window.header_bar, window.rail, window.statusBar(), window.outline_dock, view)
    assert not any(each.isVisible() for each in (*hidden, window.map_page.left, window.map_page.inspector))
    assert room.mapTo(window, room.rect().topLeft()).isNull()
    assert room.size() == window.size()
    assert (_place(window), window.menus.actions["present"].isChecked()) == ("Whole map", True)
    _press(window, Key.Key_Right, Key.Key_Space, Key.Key_N, Key.Key_Down)
    assert _place(window) == "Retention"
    assert room.sheet.light.box == presenter.walk.scene.box
    _press(window, Key.Key_Left, Key.Key_Up, Key.Key_P)
    assert _place(window) == "Awareness"
    _press(window, Key.Key_End)
    assert _place(window) == "Advocacy"
    _press(window, Key.Key_3, Key.Key_Return)
    assert _place(window) == "Purchase"
    _press(window, Key.Key_4, Key.Key_Right, Key.Key_Return)
    assert _place(window) == "Retention", "another key ends a number"
    _press(window, Key.Key_B)
    assert presenter.blanked
    assert room.childAt(room.rect().center()).objectName() == "dark"
    _press(window, Key.Key_Right)
    assert (_place(window), presenter.blanked) == ("Retention", False), "the first key only shows it again"
    line = window.map_page.capture.line
    window.commands.run("capture")
    assert line.isVisible()
    QTest.keyClicks(line, "pain: b.")
    assert (line.text(), presenter.blanked) == ("pain: b.", False)
    line.clear()
    QTest.keyClick(line, Key.Key_Escape)
    assert (line.isVisible(), room.sheet.hasFocus()) == (False, True)
    _press(window, Key.Key_Home)
    window.commands.run("present_by_persona")
    _press(window, Key.Key_Right)
    assert _place(window) == "Maya"
    _press(window, Key.Key_Escape)
    assert not presenter.running
    assert presenter.room is None
    QTest.qWait(20)
    assert _state(window) == before
    assert [each.text() for each in window.findChildren(RoomView)] == []


def test_the_walk_stays_with_its_stage_while_the_map_changes(window):
    presenter, store = window.presenter, window.session.store
    stages = {each.title: each.id for each in store.content.all(Stage).values()}
    presenter.start()
    presenter.go_to(3)
    first = add_stage(store, window.session.journey_id, "Before all", before=stages["Awareness"])
    assert (_place(window), presenter.walk.place) == ("Purchase", "4 / 6")
    rename_stage(store, stages["Purchase"], "Buying")
    assert _place(window) == "Buying"
    assert "Buying" in presenter.room.band.accessibleName()
    delete_stage(store, stages["Purchase"])
    assert (_place(window), presenter.walk.place) == ("Retention", "4 / 5")
    store.undo()
    assert _place(window) == "Retention"
    for stage in (first, *stages.values()):
        delete_stage(store, stage)
    assert (_place(window), len(presenter.walk.scenes)) == ("Whole map", 1)
    presenter.next()
    presenter.stop()


def test_what_is_too_large_to_be_read_is_shown_piece_by_piece(window, monkeypatch, qtbot):
    monkeypatch.setattr(seen, "READABLE", 500)
    presenter = window.presenter
    presenter.start()
    qtbot.waitUntil(lambda: presenter.room._sized)
    presenter.next()
    room = presenter.room
    assert len(room._pieces()) > 1
    assert room.sheet.seen().height < room.sheet.layout_.height
    top = room.sheet.seen().y
    presenter.next()
    assert (_place(window), room._piece) == ("Awareness", 1)
    assert room.sheet.seen().y > top
    assert "part 2 of" in room.band.accessibleName()
    rename_stage(window.session.store, presenter.walk.scene.id, "Awake")
    assert room._piece == 1, "an edit does not turn back"
    presenter.previous()
    presenter.previous()
    assert _place(window) == "Whole map"
    presenter.next()
    presenter.skip(1)
    assert _place(window) == "Consideration"
    presenter.previous()
    assert (_place(window), room._piece) == ("Awake", len(room._pieces()) - 1)
    presenter._one._geometry.translate(5000, 0)  # where a display was that is unplugged meanwhile
    presenter.stop()
    assert window.geometry().intersects(window.screen().geometry())


def test_the_room_has_a_window_of_its_own_that_follows_freezes_and_is_unplugged(window, second_display):
    presenter, store = window.presenter, window.session.store
    view, focus = window.map_page.view, QApplication.focusWidget()
    before = view.zoom, view.horizontalScrollBar().value(), window.geometry()
    window.commands.run("present")
    audience = presenter.audience
    assert audience is not None
    assert audience.isVisible()
    assert audience.windowFlags() & Qt.WindowType.WindowDoesNotAcceptFocus
    assert audience.geometry() == audience.screen().geometry()
    assert (window.menus.actions["audience_window"].isChecked(), presenter.in_window) == (True, False)
    assert (QApplication.focusWidget(), view.zoom, view.horizontalScrollBar().value(), window.geometry()) == (
        focus,
        *before,
    )
    audience.resize(300, 300)
    audience.display.geometryChanged.emit(audience.display.geometry())
    assert audience.geometry() == audience.screen().geometry(), "the display was set to another size"
    presenter.go_to(3)
    assert window.status_line.room_text == "The room sees 3 / 5 Purchase"
    card = next(each for each in store.content.all(Card).values() if each.title.startswith("Card refused"))
    presenter.freeze(True)
    rename_card(store, card.id, "Paid at once")
    presenter.next()
    assert (_place(window), audience.sheet.light.box) == ("Retention", audience._scene.box)
    assert "Purchase" in audience.band.accessibleName()
    assert audience.sheet.content.get(Card, card.id).title == card.title
    assert window.status_line.room_text == "The room sees 3 / 5 Purchase  ·  frozen; you are at 4 / 5 Retention"
    presenter.freeze(False)
    assert audience.sheet.content.get(Card, card.id).title == "Paid at once"
    assert "Retention" in audience.band.accessibleName()
    second_display(False)
    assert presenter.room is not audience
    assert presenter.in_window
    assert (_place(window), presenter.room._scene.title) == ("Retention", "Retention")
    second_display(True)
    assert presenter.in_window, "it is offered only"
    window.commands.run("audience_window")
    assert (presenter.in_window, presenter.room._scene.title) == (False, "Retention")
    presenter.stop()
    assert presenter.room is None
    assert window.geometry() == before[2]
    window.commands.run("audience_window")
    assert not presenter.running
    window.commands.run("present")
    presenter.stop()
    assert _rooms(), "it was there before"
    window.session.open(None)
    QTest.qWait(1)
    assert presenter.audience is None
    assert _rooms() == []


def test_the_time_is_large_enough_for_the_last_row_and_says_in_words_that_it_is_up(window, second_display):
    presenter = window.presenter
    presenter.open_audience()
    audience = presenter.audience
    assert audience.sheet.viewport().cursor().shape() != Qt.CursorShape.BlankCursor
    audience._rest.timeout.emit()
    assert audience.sheet.viewport().cursor().shape() == Qt.CursorShape.BlankCursor, "the mouse rests"
    QTest.mouseMove(audience.sheet.viewport(), QPoint(40, 40))
    assert audience.sheet.viewport().cursor().shape() != Qt.CursorShape.BlankCursor
    low = audience.band.height()
    window.clock.start(5, "Collect the pains")
    assert audience.band.height() == low
    presenter.show_timer(True)
    digits = QFontMetricsF(audience.band.digits_font).tightBoundingRect("0").height()
    assert digits >= audience.height() / 8
    assert audience.band.height() > digits
    assert (audience.band._caption, "5:00" in audience.band.accessibleName()) == ("Collect the pains", True)
    presenter.next_size_of_time()
    assert low < audience.band.height() < digits * 1.3
    window.clock.add(-9)
    assert audience.band._caption == "over time"
    presenter.next_size_of_time()
    assert audience.band.height() == low
    presenter.close()


@pytest.mark.xvfb
@pytest.mark.once
def test_two_displays_of_an_x_server_one_of_which_is_unplugged(xvfb, program, workspace):
    program("xrandr")
    done = xvfb("import sys; from tests.views.workshop.two_displays import main; main(sys.argv[1])", workspace)
    print(done.stdout, file=sys.stderr)


def test_the_room_follows_the_time_machine_unless_it_is_frozen(window, second_display, qtbot):
    session, page, history = window.session, window.map_page, window.history
    store, poster = session.store, next(card for card in session.content.all(Card).values() if "Poster" in card.title)
    begun = store.step
    rename_card(store, poster.id, "Poster in the train")
    window.commands.run("history")
    qtbot.waitUntil(lambda: history.panel.model.complete and history.panel.model.steps[0].step == store.step)
    history.show_step(begun)
    qtbot.waitUntil(lambda: history.on_show is not None)
    presenter = window.presenter
    presenter.start()
    room, sheet = presenter.audience, presenter.audience.sheet

    def title():
        return sheet.content.get(Card, poster.id).title

    assert history.on_show is history.past, "what stands in place of the map goes on doing so"
    assert title() == poster.title
    assert ", As it was on " in room.band.accessibleName()
    presenter.next()
    assert presenter.words() == "The room sees 1 / 5 Awareness  ·  The map as it was"
    rename_card(store, poster.id, "Poster at the gate")
    assert title() == poster.title
    # two points: the same marks
    history.compare()
    qtbot.waitUntil(lambda: history.mode == "comparison" and presenter.words().endswith("between two points"))
    assert {each: mark.role for each, mark in sheet.marks.items()} == {poster.id: "changed"}
    # a film, until the room is frozen
    qtbot.waitUntil(lambda: history.panel.model.steps[0].step == store.step)
    history.replay()
    replay = history.replay_map
    qtbot.waitUntil(lambda: history.mode == "replay" and presenter.words().endswith("Replay"))
    replay.scrub(replay.film.place_of(begun))
    qtbot.waitUntil(lambda: title() == poster.title)
    replay.scrub(len(replay.film.frames) - 1)
    qtbot.waitUntil(lambda: sheet.layout_ is replay.sheet.layout_)
    assert title() == "Poster at the gate"
    assert ", Replay · " in room.band.accessibleName()
    assert poster.id in sheet.marks
    presenter.freeze(True)
    replay.scrub(replay.film.place_of(begun))
    page.show_now()
    QTest.qWait(1)
    assert (title(), "Replay" in room.band.accessibleName()) == ("Poster at the gate", True)
    rename_card(store, poster.id, "Poster on the bus")
    presenter.freeze(False)
    assert (title(), sheet.source is store, dict(sheet.marks)) == ("Poster on the bus", True, {})
    # a journey that did not exist then, and back to now
    history.show_step(1)
    qtbot.waitUntil(lambda: sheet.isHidden())
    assert "this journey was not there" in room.band.accessibleName()
    page.show_now()
    rename_card(store, poster.id, "Poster at sea")
    qtbot.waitUntil(lambda: title() == "Poster at sea" and not sheet.isHidden())
    assert presenter.words() == "The room sees 1 / 5 Awareness"
