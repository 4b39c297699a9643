"""What cards and the grid keep of what they painted: never seen, and never anything old."""

import pytest
from PySide6.QtGui import QImage

from app.canvas.items import kept
from app.layout.look import DARK
from app.services.cards import rename_card, set_span
from app.services.lanes import set_lane_height


def grabbed(map_) -> QImage:
    return map_.view.viewport().grab().toImage()


def difference(one: QImage, other: QImage) -> int:
    """The greatest difference of a colour of two pictures at the same place, 0 … 255."""
    assert one.size() == other.size()
    ours, theirs = bytes(one.constBits()), bytes(other.constBits())
    return max(abs(a - b) for a, b in zip(ours, theirs, strict=True) if a != b) if ours != theirs else 0


def on_screen(view) -> QImage:
    return view.screen().grabWindow(view.winId()).toImage().convertToFormat(QImage.Format.Format_RGB32)


def anew(view) -> QImage:
    return view.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


@pytest.fixture
def full(map_, qtbot):
    """A map with a card in each step."""
    for number in range(5):
        map_.add("pain", f"Pain {number}", map_.lane(0, "experience"), number)
    map_.view.clearFocus()
    grabbed(map_)
    return map_


@pytest.mark.parametrize("zoom", [1.0, 2.0])
def test_what_is_kept_looks_as_what_is_drawn(full, monkeypatch, zoom, qtbot):
    full.view.zoom_to(zoom)
    qtbot.wait(200)
    grabbed(full)
    again = grabbed(full)
    monkeypatch.setattr(kept, "LARGEST", 0)
    for item in full.view.map_scene.cards.items.values():
        item.recolour()
    assert difference(again, grabbed(full)) <= 64  # an edge of a letter, between two pixels


def test_a_card_with_other_words_or_in_other_colours_is_drawn_anew(full):
    card = full.cell(full.lane(0, "experience"), 0)
    assert card == ["Pain 0"]
    before = grabbed(full)
    rename_card(full.store, next(iter(full.view.layout_.cards)), "Another pain")
    renamed = grabbed(full)
    assert difference(before, renamed) > 64
    full.view.set_theme(DARK)
    assert difference(renamed, grabbed(full)) > 64


def test_lines_that_moved_are_painted_where_they_are_now(full, qtbot):
    view = full.view
    view.resize(700, 400)
    qtbot.wait(50)
    for height in (300.0, 120.0):
        set_lane_height(full.store, full.lane(0, "touchpoints"), height)
        qtbot.wait(50)
        assert difference(on_screen(view), anew(view)) <= 4


def test_while_it_zooms_cards_are_what_was_kept_and_sharp_at_rest(full, monkeypatch, qtbot):
    drawn = []
    fill = kept.Kept._fill

    def counted(*arguments):
        drawn.append(1)
        return fill(*arguments)

    monkeypatch.setattr(kept.Kept, "_fill", counted)
    for zoom in (0.9, 0.8, 0.7):
        full.view.zoom_to(zoom)
        grabbed(full)
    assert not drawn
    qtbot.waitUntil(lambda: len(drawn) == 5)
    assert not full.view.ink.zooming


def test_a_card_that_reaches_over_other_steps_is_gone_from_where_it_was(full, qtbot):
    view, card = full.view, next(iter(full.view.layout_.cards))
    for steps in (2, 3) * 6:  # whether the sheet is painted before it is told what moved is a matter of moments
        set_span(full.store, card, steps)
        qtbot.wait(50)
        assert difference(on_screen(view), anew(view)) <= 4
