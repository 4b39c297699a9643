"""Maps on paper looked at through a lens: what is left out, faint, explained; the options of the command line."""

from datetime import UTC, date, datetime

import pytest

from app.exporters.choosing import lens_asked
from app.exporters.paper import PaperOptions, draw_page, plan_pages
from app.exporters.pdf import export_pdf
from app.exporters.svg import export_svg
from app.exporters.tiles import FAINT
from app.layout.lens import Lens
from app.layout.shapes import Rect
from app.models.errors import InputError
from app.models.records import Channel, Workspace
from app.models.snapshot import Snapshot
from tests.layout.maps import put_card, small_map
from tests.layout.test_drawing import words_of

DAY = datetime(2026, 1, 15, tzinfo=UTC)


@pytest.fixture
def snapshot():
    content = small_map()
    content.put(Workspace(id="w", title="Small"))
    content.put(Channel(id="app", name="App", rank="A"))
    content.put(Channel(id="fax", name="Fax", rank="B"))
    put_card(content, "a", "touchpoint", "touch", "t0", title="Buys", channel_id="app")
    put_card(content, "b", "touchpoint", "touch", "t1", title="Faxes", channel_id="fax")
    return Snapshot(content, 0, "small.clew")


def page_of(snapshot, lens, paper="fit"):
    (page,), warnings = plan_pages(snapshot, PaperOptions(paper), ["j"], date(2026, 1, 15), lenses={"j": lens})
    return page, warnings


def said_on(page) -> str:
    return "\n".join(text for group in draw_page(page) for text in words_of(group.shapes))


@pytest.mark.parametrize("paper", ["fit", "A4"])
def test_what_is_hidden_is_left_out_and_counted(snapshot, paper):
    page, warnings = page_of(snapshot, lens_asked(snapshot.content, "", ["channel=App"], hides=True), paper)
    said = said_on(page)
    assert "Buys" in said
    assert "Faxes" not in said
    assert "1 of 2 cards hidden" in said
    assert any("Channel: App" in each and "1 of 2 cards hidden" in each for each in warnings)


def test_what_is_dimmed_is_faint_and_nothing_else(snapshot):
    page, _ = page_of(snapshot, lens_asked(snapshot.content, "", ["channel=App"]))
    faint = [group for group in draw_page(page) if group.opacity != 1.0]
    assert [group.opacity for group in faint] == [FAINT]
    assert "Faxes" in " ".join(words_of(faint[0].shapes))


def test_the_page_explains_the_colours(snapshot):
    page, _ = page_of(snapshot, Lens(colour_by="channel_id"))
    header = page.sheet.header.shapes
    assert {"Colour: Channel", "App", "Fax"} <= set(words_of(header))
    swatches = [shape.fill for shape in header if isinstance(shape, Rect)]
    assert swatches == ["persona.0", "persona.1"]
    plain, _ = page_of(snapshot, Lens())
    assert plain.sheet.header.height < page.sheet.header.height


def test_pdf_and_svg_are_written_through_a_lens(snapshot, tmp_path):
    lenses = {"j": lens_asked(snapshot.content, "channel", ["channel=App"])}
    pdf, svg = tmp_path / "m.pdf", tmp_path / "m.svg"
    export_pdf(snapshot, pdf, journey_ids=["j"], date=DAY, lenses=lenses)
    export_svg(snapshot, svg, journey_ids=["j"], date=DAY, lenses=lenses)
    assert b"/ExtGState" in pdf.read_bytes()
    assert svg.read_text("utf-8").count(f'opacity="{FAINT:g}"') == 1
    export_pdf(snapshot, pdf, journey_ids=["j"], date=DAY)
    assert b"/ExtGState" not in pdf.read_bytes()


def test_fields_and_values_are_named_as_people_do(snapshot):
    content = snapshot.content
    lens = lens_asked(content, "Kind of touchpoint", ["channel=app", "Channel=Fax", "tag="])
    assert lens.colour_by == "touchpoint_kind"
    assert dict(lens.filters) == {"channel_id": {"app", "fax"}, "tag": {""}}
    assert dict(lens_asked(content, "", ["presence=online", "persona=Maya"]).filters) == {
        "presence": {"online"},
        "persona": {"p0"},
    }


def test_what_is_unknown_is_refused_with_what_there_is(snapshot):
    with pytest.raises(InputError, match=r"“colour”; they can by persona, .*channel"):
        lens_asked(snapshot.content, "colour", [])
    with pytest.raises(InputError, match="no channel “Telex”; there is “App”, “Fax”"):
        lens_asked(snapshot.content, "", ["channel=Telex"])
    with pytest.raises(InputError, match="no tag “x”; there is none yet"):
        lens_asked(snapshot.content, "", ["tag=x"])
