"""Maps as SVG: the same shapes and line ends as the PDF, text as text, with the fonts that it needs inside."""

from __future__ import annotations

import re
import unicodedata
from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from html import escape
from operator import attrgetter
from pathlib import Path as FilePath
from typing import Final

import uharfbuzz as hb

from app.exporters.files import write_beside
from app.exporters.paper import FIT_PAGE, NO_LENSES, Page, PaperOptions, draw_page, missing_warning, one_page
from app.exporters.tiles import Group
from app.layout.lens import Lens
from app.layout.look import LIGHT, Role
from app.layout.shapes import Command, Image, Path, Rect, Shape, Text
from app.layout.text import AnyRun, Run
from app.layout.text.faces import Face, shaper
from app.layout.text.fonts import base_face
from app.layout.text.pictures import picture_of
from app.layout.words import Words
from app.models.errors import Cancelled
from app.models.images import Size, image_size, media_type_of
from app.models.snapshot import Snapshot

_STEP: Final = 200
"""Groups of shapes between two looks at whether to go on."""

_NOT_IN_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_UNSAFE: Final = re.compile(f"[&<>]|{_NOT_IN_XML.pattern}")
_HEAD: Final = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
    'role="img" aria-labelledby="title desc" xml:lang="{language}" stroke-linecap="round" stroke-linejoin="round">\n'
    '<title id="title">{title}</title>\n<desc id="desc">{description}</desc>\n'
)
_STYLE: Final = "text{white-space:pre;text-rendering:geometricPrecision;font-kerning:normal;font-synthesis:none}\n"


def export_svg(
    snapshot: Snapshot,
    out: FilePath,
    options: PaperOptions = FIT_PAGE,
    journey_ids: Sequence[str] = (),
    *,
    date: datetime,
    words: Words | None = None,
    lenses: Mapping[str, Lens] = NO_LENSES,
    progress: Callable[[float], None] = lambda _: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> tuple[str, ...]:
    """Write one journey to an SVG, and return warnings: what no font here has.

    Raises InputError where it would take several pages, FileError where the file cannot be written, Cancelled (and
    leaves no file) where `cancelled` says so.
    """
    page, warnings = one_page(snapshot, options, journey_ids, date.date(), words, lenses)
    drawing = _Drawing(page.sheet.images)
    body = []
    for count, group in enumerate(draw_page(page)):
        if count % _STEP == 0:
            progress(0.0)
            if cancelled():
                raise Cancelled("The export was stopped. No file was written.")
        body.append(drawing.group(group))
    with write_beside(out) as file:
        for part in (_head(page), drawing.head(), *body, "</svg>\n"):
            file.write(part.encode())
    progress(1.0)
    return (*warnings, *missing_warning(drawing.missing))


def _head(page: Page) -> str:
    layout = page.sheet.layout
    stages = ", ".join(stage.title for stage in layout.stages)
    return _HEAD.format(
        width=f"{page.width:g}",
        height=f"{page.height:g}",
        language=layout.words["language"],
        title=_xml(page.sheet.title),
        description=_xml(f"{page.sheet.footer}. {stages}."),
    )


class _Drawing:
    """One SVG: what its shapes define on the way, by what it is."""

    def __init__(self, read: Callable[[str], bytes | None]) -> None:
        self._read = read
        self.images: dict[str, Size] = {}
        self.missing: set[str] = set()
        self.shapes: dict[Shape, str] = {}
        self.classes: dict[tuple[Face, float, Role], str] = {}
        self.characters: dict[Face, list[str]] = {}
        self.pictures: dict[tuple[Face, int], str] = {}
        self.definitions: list[str] = []

    def group(self, group: Group) -> str:
        """Return the element of a group of shapes."""
        scale = f" scale({group.scale:g})" if group.scale != 1.0 else ""
        parts = [f'<g transform="translate({group.x:.6g} {group.y:.6g}){scale}"']
        if group.clip is not None:
            name = f"c{len(self.definitions)}"
            x, y, width, height = map(_number, group.clip)
            rectangle = f'<rect x="{x}" y="{y}" width="{width}" height="{height}"/>'
            self.definitions.append(f'<clipPath id="{name}">{rectangle}</clipPath>')
            parts.append(f' clip-path="url(#{name})"')
        if group.opacity != 1.0:
            parts.append(f' opacity="{group.opacity:g}"')
        parts.append(">")
        for shape in group.shapes:
            if isinstance(shape, Text):
                self.missing |= shape.block.missing
                for line in shape.block.lines:
                    y = f"{shape.y + line.baseline:.6g}"
                    runs = line.runs if len(line.runs) == 1 else sorted(line.runs, key=attrgetter("start"))
                    parts += [self._run(run, y, shape) for run in runs]
            elif isinstance(shape, Image):
                parts.append(self._image(shape))
            else:
                parts.append(f'<use href="#{self.shapes.get(shape) or self._define(shape)}"/>')
        parts.append("</g>\n")
        return "".join(parts)

    def head(self) -> str:
        """Return style, fonts and definitions, when all shapes are known."""
        rules = [
            f".{name}{{font:{size:g}px {_family(face, self.characters)};fill:{LIGHT[colour]}{_features(face)}}}\n"
            for (face, size, colour), name in self.classes.items()
        ]
        fonts = [
            f"@font-face{{font-family:{_family(face, self.characters).partition(',')[0]};"
            f"src:url(data:font/ttf;base64,{b64encode(_web_font(face, texts)).decode()})}}\n"
            for face, texts in self.characters.items()
            if face.kind != "colour"
        ]
        return f"<style>{''.join((_STYLE, *fonts, *rules))}</style>\n<defs>{''.join(self.definitions)}</defs>\n"

    def _image(self, shape: Image) -> str:
        """Return the element of a stored image, whose bytes stand in the file once; nothing where it is not there."""
        data = self._read(shape.name) if shape.name not in self.images else None
        size = image_size(data) if data is not None else self.images.get(shape.name)
        if size is None:
            return ""
        name = f"i{shape.name[:16]}"
        if data is not None:
            self.images[shape.name] = size
            source = f"data:{media_type_of(data)};base64,{b64encode(data).decode()}"
            element = f'<image id="{name}" width="1" height="1" preserveAspectRatio="none" href="{source}"/>'
            self.definitions.append(element)
        x, y, width, height = shape.placed(size.width, size.height)
        place = f"translate({_number(x)} {_number(y)}) scale({_number(width)} {_number(height)})"
        label = escape(_NOT_IN_XML.sub("", shape.title))
        return f'<use href="#{name}" transform="{place}" role="img" aria-label="{label}"/>'

    def _define(self, shape: Rect | Path) -> str:
        name = self.shapes[shape] = f"s{len(self.shapes)}"
        self.definitions.append(_element(shape, name))
        return name

    def _run(self, run: AnyRun, y: str, text: Text) -> str:
        """Return the element of a run, which the reader shapes with the same font; a mark of direction has none."""
        if isinstance(run, Run) and not run.glyphs:
            return ""
        key = (run.face, run.size, text.colour)
        name = self.classes.get(key)
        if name is None:
            name = self.classes[key] = f"t{len(self.classes)}"
            self.characters.setdefault(run.face, [])
        self.characters[run.face].append(run.text)
        more = pictures = ""
        x = text.x + run.x
        if run.rtl:
            x = text.x + run.xs[-1] + run.advances[-1]
            more = ' direction="rtl" unicode-bidi="bidi-override"'
        if run.face.kind == "colour":
            pictures = "".join(self._pictures(run, text))
            more += ' fill-opacity="0"'
        return f'{pictures}<text class="{name}" x="{x:.6g}" y="{y}"{more}>{_xml(run.text)}</text>'

    def _pictures(self, run: AnyRun, text: Text) -> Iterator[str]:
        """Yield the elements that show the pictures of a run's colour glyphs."""
        for glyph, x, y in zip(run.glyphs, run.xs, run.ys, strict=True):
            picture = picture_of(run.face, glyph)
            if picture is None:
                continue
            name = self.pictures.get((run.face, glyph))
            if name is None:
                name = self.pictures[run.face, glyph] = f"p{len(self.pictures)}"
                data = b64encode(picture.png).decode()
                size = f'width="{picture.width:g}" height="{picture.height:g}" preserveAspectRatio="none"'
                self.definitions.append(f'<image id="{name}" {size} href="data:image/png;base64,{data}"/>')
            left, top = text.x + x + picture.x * run.size, text.y + y - picture.y * run.size
            yield f'<use href="#{name}" transform="translate({_number(left)} {_number(top)}) scale({run.size:g})"/>'


def _family(face: Face, order: Iterable[Face]) -> str:
    """Return the family of a face inside the file, and what a reader without embedded fonts takes instead."""
    return f"f{list(order).index(face)},'{face.family.replace(chr(39), '')}',sans-serif"


def _features(face: Face) -> str:
    """Return what a reader would set in another way than the layout does: `glyphs.shape` leaves ligatures out."""
    return ';font-feature-settings:"liga" 0' if face is base_face(face.bold) else ""


def _web_font(face: Face, texts: Iterable[str]) -> bytes:
    """Return a font with the glyphs that shaping these texts needs, composed or not, and its layout rules."""
    text = "".join({*"".join(texts)})
    forms = {*text, *unicodedata.normalize("NFC", text), *unicodedata.normalize("NFKD", text)}
    wanted = hb.SubsetInput()
    wanted.flags = hb.SubsetFlags.NO_HINTING
    wanted.unicode_set.update(map(ord, forms))
    source = shaper(face).face
    if source.has_var_data:
        wanted.pin_all_axes_to_default(source)
    return bytes(hb.subset(source, wanted).blob.data)


def _element(shape: Rect | Path, name: str) -> str:
    paint = f' fill="{LIGHT[shape.fill] if shape.fill else "none"}"'
    if shape.stroke:
        line = shape.stroke_width if isinstance(shape, Rect) else shape.width
        paint += f' stroke="{LIGHT[shape.stroke]}" stroke-width="{line:g}"'
    if isinstance(shape, Path):
        dash = f' stroke-dasharray="{" ".join(f"{length:g}" for length in shape.dash)}"' if shape.dash else ""
        return f'<path id="{name}" d="{_path(shape.commands)}"{paint}{dash}/>'
    corner = f' rx="{shape.radius:g}"' if shape.radius else ""
    x, y, width, height = _number(shape.x), _number(shape.y), _number(shape.width), _number(shape.height)
    return f'<rect id="{name}" x="{x}" y="{y}" width="{width}" height="{height}"{corner}{paint}/>'


@lru_cache(maxsize=1024)
def _path(commands: tuple[Command, ...]) -> str:
    return "".join(f"{command[0]}{' '.join(_number(number) for number in command[1:])}" for command in commands)


def _number(value: float | str) -> str:
    """Return a number to six digits, without idle zeros."""
    return f"{value:.6g}"


def _xml(text: str) -> str:
    return escape(_NOT_IN_XML.sub("", text), quote=False) if _UNSAFE.search(text) else text
