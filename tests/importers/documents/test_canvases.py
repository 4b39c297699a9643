import base64
import json
import zlib
from urllib.parse import quote

import pytest

from app.importers.documents import DocumentMapping, look_at_document, looks_like_map_document
from app.models.errors import InputError
from tests.importers.documents.reading import (
    cards,
    opportunities,
    plan_and_content,
    stages,
    steps,
    unplaced,
    warnings,
    write,
)

MODEL = """<mxGraphModel><root><mxCell id="0"/><mxCell id="1" parent="0"/>
<mxCell id="a" value="&lt;b&gt;Late&lt;/b&gt;&lt;br&gt;the train&lt;script&gt;x()&lt;/script&gt;" vertex="1" parent="1">
<mxGeometry x="10" y="200" as="geometry"/></mxCell>
<object id="b" label="Early &amp;amp; glad"><mxCell vertex="1" parent="1">
<mxGeometry x="300" y="5" as="geometry"/></mxCell>
</object><UserObject id="g" label="Group"><mxCell vertex="1" parent="1">
<mxGeometry x="100" y="100" as="geometry"/></mxCell>
</UserObject>
<mxCell id="c" value="inside&#10;lines" vertex="1" parent="g"><mxGeometry x="5" y="5" as="geometry"/></mxCell>
<mxCell id="d" value="then" edge="1" parent="1" source="a" target="b"/></root></mxGraphModel>"""


def packed(text: str) -> str:
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    return base64.b64encode(deflate.compress(quote(text).encode()) + deflate.flush()).decode()


@pytest.mark.parametrize("page", [MODEL, packed(MODEL)], ids=["plain", "packed"])
def test_labels_of_drawio(tmp_path, page):
    path = write(tmp_path, "map.drawio", f'<mxfile><diagram name="Page">{page}</diagram></mxfile>')
    assert looks_like_map_document(path, b"")
    _, content = plan_and_content(path)
    assert unplaced(content) == ["Early & glad", "Group", "inside", "Late", "then"]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ('<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><mxfile><diagram>&e;</diagram></mxfile>', "entities"),
        ("<html/>", "begins with <html>"),
        ("<mxfile", "no XML"),
        ("<mxfile><diagram>not packed</diagram></mxfile>", "cannot be unpacked"),
        (f"<mxfile><diagram>{packed('x' * 70_000_000)}</diagram></mxfile>", "more than 64 MB"),
        ("<mxfile><diagram><mxGraphModel><root/></mxGraphModel></diagram></mxfile>", "no text"),
    ],
    ids=["entity", "html", "damaged", "unpacked", "bomb", "empty"],
)
def test_hostile_drawio_is_refused_in_one_line(tmp_path, text, why):
    with pytest.raises(InputError, match=why) as raised:
        look_at_document(write(tmp_path, "map.drawio", text))
    assert "\n" not in str(raised.value)


def test_texts_of_excalidraw(tmp_path):
    elements = [
        {"type": "text", "text": "second", "x": 0, "y": 10},
        {"type": "text", "text": "wrap\nped", "originalText": "wrapped", "x": 9, "y": "0"},
        {"type": "text", "text": "gone", "x": 0, "y": 0, "isDeleted": True},
        {"type": "frame", "name": "Frame", "x": 0, "y": -5},
        {"type": "ellipse", "x": 0, "y": 0},
        "nonsense",
    ]
    path = write(tmp_path, "map.excalidraw", json.dumps({"type": "excalidraw", "elements": elements}))
    _, content = plan_and_content(path)
    assert unplaced(content) == ["Frame", "wrapped", "second"]


def test_a_packed_excalidraw_page_is_listed_in_its_order(tmp_path):
    text = "---\nexcalidraw-plugin: parsed\n---\n# Text Elements\nfirst ^aaaaaaaa\n\n"
    text += "two\nlines ^b1\n\n%%\n# Drawing\n```compressed-json\nN4Ig\n```\n%%\n"
    plan, content = plan_and_content(write(tmp_path, "map.excalidraw.md", text))
    assert unplaced(content) == ["first", "two"]
    assert any("in the order of the file" in each for each in warnings(plan))


def test_texts_of_json_canvas_and_what_groups_may_become(tmp_path):
    nodes = [
        {"id": "1", "type": "text", "text": "**Slow** [site](http://example.org) <br>twice", "x": 0, "y": 50},
        {"id": "2", "type": "group", "label": "Search", "x": 0, "y": 0},
        {"id": "3", "type": "link", "url": "http://example.org", "x": 0, "y": 0},
    ]
    path = write(tmp_path, "map.canvas", json.dumps({"nodes": nodes, "edges": [{"id": "e", "label": "then"}]}))
    plan, content = plan_and_content(path)
    assert unplaced(content) == ["Search", "Slow site", "then"]
    assert warnings(plan) == ["Left out: 1 file or link on the canvas."]
    _, content = plan_and_content(path, DocumentMapping({"Group": "stage", "Text": "pain", "Arrow": "opportunity"}))
    assert stages(content) == ["Search"]
    assert unplaced(content) == ["Slow site"]
    assert opportunities(content) == ["then"]


@pytest.mark.parametrize("text", ["[]", '{"nodes": 1}', '{"nodes": [1]}', '{"nodes": []}', "{"])
def test_a_canvas_that_is_none_is_refused(tmp_path, text):
    with pytest.raises(InputError, match="nothing was imported"):
        look_at_document(write(tmp_path, "map.canvas", text))


def test_markdown_story_maps(tmp_path):
    text = "- MVP\n- Later\n# Search\n## Open\nsees a list !\ntypes #ff0000\n"
    text += "---\nspeaks\n## Compare\nsorts\n# Buy\n## Pay\nby card\n"
    path = write(tmp_path, "stories.md", text)
    look = look_at_document(path)
    assert (look.shape, [each.label for each in look.labels]) == ("story map", ["Story, MVP", "Story, Later"])
    _, content = plan_and_content(path)
    assert stages(content) == ["Search", "Buy"]
    assert steps(content) == ["Open", "Compare", "Pay"]
    assert cards(content, "action") == [
        ("Search", "sees a list"),
        ("Search", "types"),
        ("Search", "speaks"),
        ("Search", "sorts"),
        ("Buy", "by card"),
    ]
