"""Workspaces with personas whose pages are filled, and what is done on their place before a picture is taken."""

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PIL import Image, ImageDraw
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.models.content import lanes_of
from app.models.records import Card, Persona
from app.services.cards import add_card
from app.services.fields import set_fields, set_listed
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
