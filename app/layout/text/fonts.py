"""The font library: the families that come with Clew, cut to static weights, and the choice of a face for a cluster."""

from __future__ import annotations

import importlib.util
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from app.layout.text import scripts, sfnt
from app.layout.text.faces import Face, Kind, has_glyphs, read_face, shaper
from app.layout.text.machine import MachineFace, machine_faces, write_whole
from app.models.errors import ClewError
from app.models.places import cache_folder

__all__ = ["BOLD", "REGULAR", "Face", "Kind", "base_face", "face_for", "file_to_draw", "packaged_face", "warm"]

REGULAR, BOLD = 400, 600  # on the weight axis; semibold is the bold of a screen and a map
_RECIPE: Final = 1  # counts changes of how fonts are cut; part of the file names in the cache

_PACKAGED: Final = {
    "": ("fontpkg_noto_sans", "files/NotoSans[wdth,wght].ttf"),
    scripts.ARABIC: ("fontpkg_noto_sans_arabic", "files/NotoSansArabic[wdth,wght].ttf"),
    scripts.HEBREW: ("pylopdf_fonts_he", "NotoSansHebrew-Variable.ttf"),
    scripts.DEVANAGARI: ("fontpkg_noto_sans_devanagari", "files/NotoSansDevanagari[wdth,wght].ttf"),
    scripts.THAI: ("fontpkg_noto_sans_thai", "files/NotoSansThai[wdth,wght].ttf"),
}
_REGIONS: Final = {scripts.KANA: "JP", scripts.HANGUL: "KR", scripts.BOPOMOFO: "TC"}
# What each system has for a region, the best first; Noto and its twin Source Han have the same forms everywhere.
_EASTERN: Final = {
    "SC": ("Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei"),
    "TC": ("Noto Sans CJK TC", "Noto Sans TC", "Source Han Sans TC", "PingFang TC", "Microsoft JhengHei"),
    "JP": ("Noto Sans CJK JP", "Noto Sans JP", "Source Han Sans", "Hiragino Sans", "Yu Gothic", "Meiryo", "IPAGothic"),
    "KR": ("Noto Sans CJK KR", "Noto Sans KR", "Source Han Sans K", "Apple SD Gothic Neo", "Malgun Gothic"),
}
_EMOJI: Final = ("Noto Color Emoji", "Apple Color Emoji", "Segoe UI Emoji", "Twemoji")
_OTHERS: Final = ("Noto Sans", "DejaVu Sans", "Segoe UI", "Helvetica Neue", "Arial")


@cache
def packaged_face(script: str, bold: bool) -> Face:
    """Return the face that comes with Clew for a script of `scripts` ("" is the base family), cutting it if need be."""
    package, inside = _PACKAGED[script]
    found = importlib.util.find_spec(package)
    if found is None or not found.submodule_search_locations:
        raise ClewError(f"Clew's own font package {package} is missing. Nothing was changed. Install Clew again.")
    source = Path(found.submodule_search_locations[0]) / inside
    stem = source.stem.partition("[")[0].partition("-")[0]
    # The checksum in the file stands for the package's version, and tells a changed file of the same version too.
    name = f"{stem}-{BOLD if bold else REGULAR}-{sfnt.fingerprint(source):08x}-{_RECIPE}.ttf"
    path = cache_folder() / "fonts" / name
    if not path.is_file():
        data = sfnt.cut(source, BOLD if bold else REGULAR, "SemiBold" if bold else "Regular")
        try:
            write_whole(path, data)
        except OSError:  # a cache that cannot be written: a folder that this user surely can write to
            import tempfile

            path = Path(tempfile.gettempdir()) / "clew-fonts" / name
            write_whole(path, data)
    face = read_face(str(path), 0, bold)
    assert face is not None, f"{path} has no outlines"
    return face


def base_face(bold: bool) -> Face:
    """Return the face of the base family, Noto Sans: Latin, Greek, Cyrillic, Vietnamese and most signs."""
    return packaged_face("", bold)


@lru_cache(maxsize=16384)
def face_for(cluster: str, bold: bool, region: str, eastern: bool) -> tuple[Face, frozenset[str]]:
    """Return the face that draws a grapheme cluster, and the characters of it that no font here has.

    `region` ("SC", "TC", "JP", "KR") decides between forms of Han characters; `eastern` says that the character before
    is drawn by an Eastern font. A cluster that no font has gets the face that has its first character, or the base
    face, whose .notdef is then drawn.
    """
    wanted = scripts.drawn(cluster)
    script = scripts.script_of(wanted[:1])
    colour = scripts.in_colour(cluster)
    if not colour:
        own = packaged_face(script, bold) if script in _PACKAGED else base_face(bold)
        if not (eastern and wanted in scripts.SHARED_MARKS) and _covers(own, wanted):
            return own, frozenset()
        base = base_face(bold)
        if own is not base and _covers(base, wanted):
            return base, frozenset()
    families = _families(script, region, eastern, colour)
    for text in dict.fromkeys((wanted, wanted[:1])):
        for candidate in _ranked(families, bold, colour):
            if all(ord(character) >> 8 in candidate.blocks for character in text) and _covers(candidate.face, text):
                return candidate.face, frozenset(c for c in wanted if not has_glyphs(candidate.face, c))
    nearest = packaged_face(script, bold) if script in _PACKAGED else base_face(bold)
    return nearest, frozenset(character for character in wanted if not has_glyphs(nearest, character))


def _covers(face: Face, text: str) -> bool:
    """Tell whether a face can draw a text, as it stands or composed (HarfBuzz composes too)."""
    if has_glyphs(face, text):
        return True
    import unicodedata

    return len(text) > 1 and has_glyphs(face, unicodedata.normalize("NFC", text))


def _families(script: str, region: str, eastern: bool, colour: bool) -> tuple[str, ...]:
    if colour:
        return _EMOJI
    if script in scripts.EASTERN or eastern:
        return _EASTERN[_REGIONS.get(script, region)]
    return _OTHERS


@lru_cache(maxsize=64)
def _ranked(families: tuple[str, ...], bold: bool, colour: bool) -> tuple[MachineFace, ...]:
    """Return all faces of the machine, those of the families first, then upright sans-serif ones near the weight."""
    places = {family: place for place, family in enumerate(families)}

    def rank(candidate: MachineFace) -> tuple[object, ...]:
        family = candidate.face.family
        return (
            (candidate.face.kind == "colour") != colour,
            places.get(family, len(places)),
            candidate.slanted,
            candidate.width != 5,
            "Mono" in family,
            "Serif" in family,
            "Sans" not in family,
            abs(candidate.weight - (700 if bold else 400)),
            candidate.face.path,
            candidate.face.index,
        )

    return tuple(sorted(machine_faces(), key=rank))


@cache
def file_to_draw(face: Face) -> str:
    """Return the path of a font file whose first face has the glyph ids of `face`, for Qt and others that open only it.

    It is the face's own file, unless that is a collection whose faces differ in outlines; then the face is taken out
    of it into the cache.
    """
    if face.index == 0 or sfnt.shares_outlines(Path(face.path), face.index):
        return face.path
    alone = sfnt.join(sfnt.tables_of(shaper(face).face))
    name = f"{Path(face.path).stem}-{face.index}-{int.from_bytes(alone[:64], 'big') % 0xFFFFFFFF:08x}.ttf"
    path = cache_folder() / "fonts" / name
    if not path.is_file():
        write_whole(path, alone)
    return str(path)


def warm() -> list[str]:
    """Cut all packaged fonts and read the machine's; return the paths of the cut files."""
    machine_faces()
    return [packaged_face(script, bold).path for script in _PACKAGED for bold in (False, True)]
