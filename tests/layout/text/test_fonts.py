"""The font library: static cuts of what comes with Clew, the machine's fonts read once, Qt on the same files."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from app.layout.text import TextStyle, fonts, lay_out, machine, measure, sfnt
from app.layout.text.faces import shaper

SCRIPTS = ["", "Arabic", "Hebrew", "Devanagari", "Thai"]


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("script", SCRIPTS)
def test_a_cut_font_is_static_whole_and_named(script, bold):
    from fontTools.ttLib import TTFont

    face = fonts.packaged_face(script, bold)
    font = TTFont(face.path, checkChecksums=2)
    assert not {"fvar", "gvar", "STAT"} & set(font.keys())
    assert {"GSUB", "GPOS", "GDEF"} <= set(font.keys())
    assert font["OS/2"].usWeightClass == (600 if bold else 400)
    style = "SemiBold" if bold else "Regular"
    assert font["name"].getDebugName(6) == f"{face.family.replace(' ', '')}-{style}"
    assert face.family == f"Noto Sans {script}".strip()
    assert font["glyf"]["A" if script == "" else font.getGlyphOrder()[5]] is not None
    assert len(font.getGlyphOrder()) == shaper(face).face.glyph_count


def test_cutting_agrees_with_font_tools():
    """HarfBuzz cuts, fontTools checks: the same advances at the same weight."""
    import pylopdf_fonts_he
    from fontTools.ttLib import TTFont
    from fontTools.varLib import instancer

    variable = TTFont(pylopdf_fonts_he.sans_path())
    defaults = {axis.axisTag: axis.defaultValue for axis in variable["fvar"].axes}
    expected = instancer.instantiateVariableFont(variable, {**defaults, "wght": 600})
    cut = TTFont(fonts.packaged_face("Hebrew", True).path)
    cut_advances, advances = (
        {name: wide for name, (wide, _) in font["hmtx"].metrics.items()} for font in (cut, expected)
    )
    assert cut_advances == advances
    assert cut.getGlyphOrder() == expected.getGlyphOrder()


def test_a_cut_that_is_there_is_not_made_again():
    path = Path(fonts.packaged_face("", False).path)
    stamp = path.stat().st_mtime_ns
    assert fonts.packaged_face.__wrapped__("", False).path == str(path)
    assert path.stat().st_mtime_ns == stamp


def test_a_cache_that_cannot_be_written_is_no_hindrance(tmp_path, monkeypatch):
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    monkeypatch.setenv("CLEW_CACHE_DIR", str(blocked))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    face = fonts.packaged_face.__wrapped__("Thai", False)
    assert Path(face.path).is_relative_to(tmp_path)


@pytest.mark.parametrize("script", SCRIPTS)
def test_qt_measures_the_same_glyphs(script, qapp):
    """The canvas draws these files by QRawFont without hinting: its advances are those of the layout."""
    from PySide6.QtGui import QFont, QRawFont

    face = fonts.packaged_face(script, False)
    raw = QRawFont(fonts.file_to_draw(face), 20.0, QFont.HintingPreference.PreferNoHinting)
    assert raw.isValid()
    glyphs = list(range(1, min(shaper(face).face.glyph_count, 400)))
    own = [shaper(face).get_glyph_h_advance(glyph) * 20 / face.units_per_em for glyph in glyphs]
    theirs = [advance.x() for advance in raw.advancesForGlyphIndexes(glyphs)]
    assert theirs == pytest.approx(own, abs=0.02)


def test_qt_lays_a_line_out_as_wide(qapp):
    from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF

    number = QFontDatabase.addApplicationFont(fonts.base_face(False).path)
    font = QFont(QFontDatabase.applicationFontFamilies(number)[0])
    font.setPixelSize(20)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    text = "Kerning: AVATAR, To be, Wolf"
    assert QFontMetricsF(font).horizontalAdvance(text) == pytest.approx(measure(text, TextStyle(20)), rel=0.002)


def test_a_face_of_a_collection_is_drawn_from_a_file_of_its_glyphs(qapp):
    from PySide6.QtGui import QFont, QRawFont

    (run,) = lay_out("漢字", TextStyle(20), 500).lines[0].runs
    if run.face.index == 0:
        pytest.skip("no collection of Chinese fonts is installed")
    raw = QRawFont(fonts.file_to_draw(run.face), 20.0, QFont.HintingPreference.PreferNoHinting)
    assert raw.isValid()
    assert [advance.x() for advance in raw.advancesForGlyphIndexes(list(run.glyphs))] == pytest.approx(
        run.advances, abs=0.02
    )


def test_a_face_taken_out_of_a_collection_is_a_font_of_its_own(tmp_path):
    from fontTools.ttLib import TTFont

    face = fonts.packaged_face("Thai", False)
    alone = tmp_path / "alone.ttf"
    alone.write_bytes(sfnt.join(sfnt.tables_of(shaper(face).face)))
    assert TTFont(alone, checkChecksums=2).getGlyphOrder() == TTFont(face.path).getGlyphOrder()
    assert sfnt.fingerprint(alone) != 0


@pytest.fixture
def own_fonts(tmp_path, monkeypatch):
    """A machine with one font in one folder, and an empty cache."""
    folder = tmp_path / "fonts"
    folder.mkdir()
    (folder / "Thai.ttf").write_bytes(Path(fonts.packaged_face("Thai", False).path).read_bytes())
    monkeypatch.setattr(machine, "_font_folders", lambda: [folder, tmp_path / "missing"])
    monkeypatch.setenv("CLEW_CACHE_DIR", str(tmp_path / "cache"))
    return folder


def read_again():
    return machine.machine_faces.__wrapped__()


def test_the_fonts_of_the_machine_are_read_once(own_fonts, monkeypatch):
    (first,) = read_again()
    assert (first.face.family, first.face.kind, first.weight, first.slanted) == (
        "Noto Sans Thai",
        "truetype",
        400,
        False,
    )
    assert 0x0E in first.blocks
    monkeypatch.setattr(machine, "_read_file", lambda path: pytest.fail(f"{path} was read again"))
    assert repr(read_again()) == repr((first,))


def test_new_changed_and_lost_fonts_are_noticed(own_fonts):
    read_again()
    (own_fonts / "Bold.otf").write_bytes(Path(fonts.packaged_face("Thai", True).path).read_bytes())
    assert [one.weight for one in read_again()] == [600, 400]
    (own_fonts / "Bold.otf").write_bytes(Path(fonts.packaged_face("Hebrew", True).path).read_bytes())
    assert [one.face.family for one in read_again()] == ["Noto Sans Hebrew", "Noto Sans Thai"]
    (own_fonts / "Thai.ttf").unlink()
    assert [one.face.family for one in read_again()] == ["Noto Sans Hebrew"]


def test_files_that_are_no_fonts_are_passed_over(own_fonts):
    (own_fonts / "broken.ttf").write_bytes(b"\0\1\0\0 not a font at all")
    (own_fonts / "empty.otf").write_bytes(b"")
    (own_fonts / "old.pfb").write_bytes(b"%!PS-AdobeFont-1.0")
    (own_fonts / "cut.ttc").write_bytes((own_fonts / "Thai.ttf").read_bytes()[:3000])
    assert [one.face.family for one in read_again()] == ["Noto Sans Thai"]


@pytest.mark.parametrize("damage", ["", "{", "[]", json.dumps({"format": 0, "files": {}})])
def test_a_damaged_list_is_made_again(own_fonts, damage):
    read_again()
    machine._list_path().write_text(damage)
    assert [one.face.family for one in read_again()] == ["Noto Sans Thai"]


def test_a_machine_without_fonts_names_what_is_missing(monkeypatch):
    monkeypatch.setattr(fonts, "machine_faces", lambda: ())
    fonts._ranked.cache_clear()
    try:
        face, missing = fonts.face_for.__wrapped__("漢", False, "SC", False)
    finally:
        fonts._ranked.cache_clear()
    assert face.family == "Noto Sans"
    assert missing == {"漢"}


def test_a_first_line_needs_neither_font_tools_nor_icu_nor_the_machines_fonts():
    code = """
import sys
from app.layout.text import TextStyle, height_of, lay_out
lay_out("Finds the station, well-known for its cafés", TextStyle(9), 80)
print([name for name in ("fontTools", "icu4py", "bidi", "pydantic", "PySide6") if name in sys.modules])
from app.layout.text.machine import machine_faces
print(machine_faces.cache_info().currsize)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split("\n")[:2] == ["[]", "0"]


def test_the_command_makes_all_ready(tmp_path):
    environment = {"CLEW_CACHE_DIR": str(tmp_path), "PATH": "/usr/bin:/bin"}
    command = [sys.executable, "-m", "app.layout.text"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    assert (done.stdout, done.stderr) == ("10 fonts are ready\n", "")
    assert len(list((tmp_path / "fonts").glob("*.ttf"))) == 10
    assert (tmp_path / "fonts" / "machine.json").is_file()
