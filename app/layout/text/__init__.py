"""The one text engine: fonts, bidi, shaping and line breaks; what is measured here is what screen and paper draw."""

from app.layout.text.block import (
    ASCENT,
    LINE_HEIGHT,
    Align,
    AnyRun,
    Line,
    Run,
    TextBlock,
    TextStyle,
    Weight,
    height_of,
    lay_out,
    measure,
)
from app.layout.text.faces import Face
from app.layout.text.fonts import file_to_draw
from app.layout.text.pictures import Picture, picture_of

__all__ = [
    "ASCENT",
    "LINE_HEIGHT",
    "Align",
    "AnyRun",
    "Face",
    "Line",
    "Picture",
    "Run",
    "TextBlock",
    "TextStyle",
    "Weight",
    "file_to_draw",
    "height_of",
    "lay_out",
    "measure",
    "picture_of",
]
