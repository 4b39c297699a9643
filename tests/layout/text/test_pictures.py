"""Colour glyphs come as pictures at their place."""

import io

import pytest
from PIL import Image

from app.layout.text import TextStyle, lay_out
from app.layout.text.faces import read_face
from app.layout.text.pictures import picture_of


def pixel(picture, across, down):
    """Return red, green, blue and alpha of a picture at shares of its width and height."""
    image = Image.open(io.BytesIO(picture.png)).convert("RGBA")
    at = 4 * (int(down * image.height) * image.width + int(across * image.width))
    return tuple(image.tobytes()[at : at + 4])


def test_an_emoji_is_a_png_of_about_an_em():
    (run,) = lay_out("😀", TextStyle(10), 100).lines[0].runs
    if run.face.kind != "colour":
        pytest.skip("no emoji font is installed")
    picture = picture_of(run.face, run.glyphs[0])
    assert picture is not None
    red, green, blue, alpha = pixel(picture, 0.5, 0.25)
    assert (red > 180, green > 120, blue < 120, alpha) == (True, True, True, 255)
    assert 0.8 < picture.width < 1.5
    assert 0.7 < picture.y < 1.1
    assert picture.y - picture.height < 0


@pytest.fixture
def layered_font(tmp_path):
    """A font whose glyph A is a red square of half an em on a blue one of an em, by COLR version 0."""
    from fontTools.colorLib.builder import buildCOLR, buildCPAL
    from fontTools.fontBuilder import FontBuilder
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    def square(side):
        pen = TTGlyphPen(None)
        pen.moveTo((0, 0))
        pen.lineTo((0, side))
        pen.lineTo((side, side))
        pen.lineTo((side, 0))
        pen.closePath()
        return pen.glyph()

    glyphs = {".notdef": square(10), "A": square(1000), "small": square(500)}
    builder = FontBuilder(1000)
    builder.setupGlyphOrder(list(glyphs))
    builder.setupCharacterMap({65: "A"})
    builder.setupGlyf(glyphs)
    builder.setupHorizontalMetrics(dict.fromkeys(glyphs, (1000, 0)))
    builder.setupHorizontalHeader(ascent=1000, descent=0)
    builder.setupNameTable({"familyName": "Layers Emoji", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    builder.font["COLR"] = buildCOLR({"A": [("A", 0), ("small", 1)]}, version=0)
    builder.font["CPAL"] = buildCPAL([[(0, 0, 1, 1), (1, 0, 0, 1)]])
    path = tmp_path / "layers.ttf"
    builder.save(path)
    return str(path)


def test_coloured_layers_are_painted(layered_font):
    face = read_face(layered_font, 0)
    assert face is not None
    assert face.kind == "colour"
    picture = picture_of(face, 1)
    assert picture is not None
    assert (picture.x, picture.y, picture.width, picture.height) == pytest.approx((0, 1, 1, 1), abs=0.02)
    assert pixel(picture, 0.1, 0.1) == (0, 0, 255, 255)
    assert pixel(picture, 0.1, 0.9) == (255, 0, 0, 255)
