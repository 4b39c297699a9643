"""Workspaces with personas whose pages are filled, and what is done on their place before a picture is taken."""

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PIL import Image, ImageDraw
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.models.content import columns_of, journeys_in_tree_order, lanes_of, swimlanes_of
from app.models.records import Card, Persona
from app.services.cards import add_card, set_span
from app.services.fields import set_fields, set_listed
from app.services.images import add_image_cards
from app.services.lanes import move_lane
from app.services.personas import add_persona, add_trait, appearances, link_channel, set_picture
from app.services.tags import add_tag
from app.store import Store, open_workspace
from tests.pictures.workspaces import sample

if TYPE_CHECKING:
    from tests.bench.stage import Stage

MAYA: Final = {
    "description": "Lives outside the city and works in it, four days a week. Buys on the way to the platform.",
    "goals": "Be at her desk by nine\nSit down for half an hour",
    "needs": "A ticket in under a minute\nTo know that trying again is safe",
    "frustrations": "Paying twice for one seat\nBeing logged out every week",
    "target_market": "People who commute to the capital, 25 to 45",
    "quote": "I had the seat. Then I had to pay.",
    "buyer_role": "user",
}
JON: Final = {
    "description": "Travels with a wheelchair, mostly to see his grandchildren, and plans days ahead.",
    "goals": "Arrive without having to ask anybody",
    "needs": "Assistance that is there when the train is\nOne number to call",
    "frustrations": "Explaining himself three times",
    "quote": "Twenty-four hours’ notice is not a journey.",
    "buyer_role": "decision maker",
}
TRAITS: Final = (
    ("cautious", "bold", (70.0, 25.0)),
    ("price", "quality", (30.0, 80.0)),
    ("alone", "with others", (45.0, 50.0)),
)


def personas(folder: Path) -> Path:
    """Fill the pages of the sample's personas, with drawn faces, let them share a pain, and add one who is empty."""
    path = sample(folder)
    with open_workspace(path) as store:
        maya, jon = store.content.ordered(Persona)[:2]
        set_picture(store, maya.id, face("#c9def7", "#f0c39a", "#3b2416"))
        set_picture(store, jon.id, face("#e9dcf3", "#8d5a3b", "#111111"))
        set_fields(store, [maya.id], **MAYA)
        set_fields(store, [jon.id], **JON)
        set_listed(store, [maya.id], "segment_id", "Commuters")
        set_listed(store, [jon.id], "segment_id", "Passengers with assistance")
        for low, high, values in TRAITS:
            for persona, value in zip((maya, jon), values, strict=True):
                add_trait(store, persona.id, low, high, value)
        for persona, names in ((maya, ("App", "Station")), (jon, ("Phone", "Station", "E-mail"))):
            for name in names:
                link_channel(store, persona.id, name)
        add_tag(store, [maya.id, jon.id], "pilot group")
        add_persona(store, "Ada", "Season ticket for two")
        _share_a_pain(store, jon)
    return path


def _share_a_pain(store: Store, jon: Persona) -> None:
    content = store.content
    on = appearances(content, jon.id)[0]
    lane = next(each for each in lanes_of(content, on.journey.id, on.swimlane_id) if each.kind == "experience")
    pains = [each for each in content.ordered(Card) if each.kind == "pain" and each.journey_id == on.journey.id]
    pain = next(each for each in pains if each.lane_id not in (lane.id, None))
    add_card(store, on.journey.id, "pain", pain.title, lane_id=lane.id, step_id=pain.step_id)


def face(ground: str, skin: str, hair: str) -> bytes:
    """Return a drawn portrait as JPEG."""
    picture = Image.new("RGB", (600, 800), ground)
    draw = ImageDraw.Draw(picture)
    draw.ellipse((120, 420, 480, 980), fill="#5b6675")
    draw.ellipse((190, 110, 410, 330), fill=hair)
    draw.rounded_rectangle((260, 330, 340, 480), 40, fill=skin)
    draw.ellipse((205, 150, 395, 400), fill=skin)
    draw.pieslice((195, 110, 405, 330), 180, 360, fill=hair)
    out = BytesIO()
    picture.save(out, "JPEG", quality=90)
    return out.getvalue()


def photographs(folder: Path) -> Path:
    """Put photographs on the sample's map, one of them over two steps, and a card that has none yet."""
    path = sample(folder)
    with open_workspace(path) as store:
        journey = next(journeys_in_tree_order(store.content))
        swimlane = swimlanes_of(store.content, journey.id)[0]
        lane = lanes_of(store.content, journey.id, swimlane.id)[0]
        steps = columns_of(store.content, journey.id)
        first = [
            ("The poster at the bus stop", _scene(640, 420, "#f6d8a8")),
            ("Ticket, folded", _scene(300, 500, "#cfe6cf")),
        ]
        add_image_cards(store, journey.id, first[:1], lane.id, steps[0].id)
        add_image_cards(store, journey.id, first[1:], lane.id, steps[2].id)
        (wide,) = add_image_cards(
            store, journey.id, [("The whole platform", _scene(1200, 420, "#c9def7"))], lane.id, steps[3].id
        )
        set_span(store, wide, 2)
        images = next(each for each in lanes_of(store.content, journey.id, swimlane.id) if each.kind == "images")
        move_lane(store, images.id, swimlane.id, lane.id)
        add_card(store, journey.id, "image", "Still to be photographed", lane_id=images.id, step_id=steps[1].id)
    return path


def _scene(width: int, height: int, sky: str) -> bytes:
    picture = Image.new("RGB", (width, height), sky)
    draw = ImageDraw.Draw(picture)
    draw.ellipse((width * 0.7, height * 0.1, width * 0.7 + height * 0.25, height * 0.35), fill="#f2b705")
    draw.polygon([(0, height), (width * 0.35, height * 0.35), (width * 0.7, height)], fill="#5b7a5e")
    draw.polygon([(width * 0.3, height), (width * 0.7, height * 0.5), (width, height)], fill="#3f5a48")
    draw.rectangle((0, height * 0.88, width, height), fill="#44516a")
    out = BytesIO()
    picture.save(out, "JPEG", quality=90)
    return out.getvalue()


def select_photograph(stage: "Stage") -> None:
    """Select the first photograph."""
    card = next(each for each in stage.view.content.ordered(Card) if each.image is not None)
    QTest.mouseClick(stage.view.viewport(), Qt.MouseButton.LeftButton, pos=stage.place_of(card.id))
    stage.idle(0.6)


def show(stage: "Stage") -> None:
    """Go to the personas."""
    QTest.mouseClick(stage.window.rail.buttons["personas"], Qt.MouseButton.LeftButton)
    stage.idle(0.4)


def show_last(stage: "Stage") -> None:
    """Show the last persona, whose page is empty."""
    show(stage)
    page = stage.window.personas_page
    page.show_personas([stage.window.session.content.ordered(Persona)[-1].id])


def compare(stage: "Stage") -> None:
    """Compare the first two."""
    show(stage)
    page = stage.window.personas_page
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)


def compare_all(stage: "Stage") -> None:
    """Compare three."""
    compare(stage)
    page = stage.window.personas_page
    QTest.keyClick(page.list, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)


def show_workspace(stage: "Stage") -> None:
    """Go to the page of the workspace."""
    QTest.mouseClick(stage.window.rail.buttons["workspace"], Qt.MouseButton.LeftButton)
