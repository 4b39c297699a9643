"""What `clew show` prints of cards and steps: all that is said of them."""

from dataclasses import replace

from app.exporters.plain_text import write_plain_text
from app.models.records import Card, CardTag, Channel, Department, Step, Tag, Workspace
from app.models.snapshot import Snapshot
from tests.layout.maps import put_card, small_map


def test_fields_and_tags_are_printed():
    content = small_map()
    content.put(Workspace(id="w", title="W"))
    content.put(Channel(id="app", name="App", rank="V"))
    content.put(Department(id="pay", name="Payments", rank="V"))
    content.put(Tag(id="g", name="legal", rank="V"))
    put_card(content, "c", "touchpoint", "touch", "t0", title="Pays", channel_id="app", duration=90.0)
    content.put(replace(content.get(Card, "c"), moment_of_truth=True, acquiring="It is\nseen"))
    content.put(CardTag(card_id="c", tag_id="g"))
    content.put(replace(content.get(Step, "t1"), team_id="pay"))
    text = write_plain_text(Snapshot(content, 0, "w.clew"))
    assert "touchpoint: Pays [channel: App; moment of truth; duration: 1 h 30 min; " in text
    assert "what it does to win people: It is seen; #legal]" in text
    assert "    Chooses a seat [team: Payments]\n" in text
