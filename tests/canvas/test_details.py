"""Cards on show follow their tags and the names of what they use, though the cards themselves don't change."""

from app.canvas.describe import describe_focus
from app.models.records import Channel, Tag
from app.services.fields import set_fields, set_listed
from app.services.lists import rename_entry, update_tag
from app.services.tags import add_tag, remove_tag


def test_a_card_is_drawn_anew_where_its_tags_or_names_change(map_):
    card = map_.add("touchpoint", "Pays", map_.lane(0, "touchpoints"), 0)
    other = map_.add("touchpoint", "Boards", map_.lane(0, "touchpoints"), 1)
    items, store = map_.view.map_scene.cards.items, map_.store

    def drawn():
        return items[card].shapes

    beside, before = items[other].shapes, drawn()
    add_tag(store, [card], "legal")
    tagged = drawn()
    assert tagged != before
    tag = next(iter(store.content.all(Tag)))
    update_tag(store, tag, colour="brown")
    assert drawn() != tagged
    remove_tag(store, [card], "legal")
    assert drawn() == before
    channel = set_listed(store, [card], "channel_id", "App")
    named = drawn()
    rename_entry(store, Channel, channel, "Website")
    assert drawn() != named
    store.undo()
    assert drawn() == named
    assert items[other].shapes is beside or items[other].shapes == beside


def test_a_screen_reader_hears_what_is_set(map_):
    lane = map_.lane(0, "touchpoints")
    card = map_.add("touchpoint", "Pays", lane, 0)
    set_fields(map_.store, [card], moment_of_truth=True, touchpoint_kind="external")
    set_listed(map_.store, [card], "channel_id", "App")
    add_tag(map_.store, [card], "legal")
    map_.focus(lane, 0, card)
    assert "Pays, external · App, Moment of truth, legal" in describe_focus(map_.view)
