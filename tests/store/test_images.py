"""Images: made fit, stored once with the edit that shows them, checked, copied, read by exports."""

from contextlib import closing
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from app.models.errors import InputError, RuleError
from app.models.images import image_name, media_type_of
from app.models.records import Card, Persona
from app.store import Store, check_file, open_workspace, read_snapshot
from app.store.driver import connect
from app.store.images import LONGEST_SIDE, prepared


def picture(size=(40, 30), kind="PNG", mode="RGB", colour: int | str | tuple[float, ...] = "teal", **how) -> bytes:
    out = BytesIO()
    Image.new(mode, size, colour).save(out, kind, **how)
    return out.getvalue()


def put_picture(store: Store, data: bytes) -> str:
    name = store.add_image(data)
    with store.edit("Set picture") as edit:
        edit.put(replace(edit.content.get(Persona, "p"), picture=name))
    return name


def blobs(path: Path) -> list[str]:
    with closing(connect(path)) as connection:
        return [row[0] for row in connection.execute("SELECT sha256 FROM blob ORDER BY 1")]


@pytest.mark.parametrize(
    ("kind", "mode", "stored"),
    [
        ("PNG", "RGB", "image/png"),
        ("PNG", "RGBA", "image/png"),
        ("PNG", "P", "image/png"),
        ("PNG", "I;16", "image/png"),
        ("JPEG", "RGB", "image/jpeg"),
        ("JPEG", "CMYK", "image/jpeg"),
        ("WEBP", "RGBA", "image/png"),
        ("GIF", "P", "image/png"),
    ],
)
def test_every_kind_of_picture_becomes_png_or_jpeg_of_the_same_size(kind, mode, stored):
    made = prepared(picture(kind=kind, mode=mode, colour=1 if mode in ("P", "I;16") else "teal"))
    assert media_type_of(made) == stored
    with Image.open(BytesIO(made)) as opened:
        opened.load()
        assert opened.size == (40, 30)
        assert opened.mode in ("L", "RGB", "RGBA", "P")


def test_a_small_jpeg_keeps_its_pixels_to_the_byte_and_loses_where_it_was_taken():
    exif = Image.Exif()
    exif[0x010F] = "Secret Camera"
    exif.get_ifd(0x8825)[1] = "N"
    data = picture(kind="JPEG", exif=exif, comment=b"by Maya", quality=55)
    made = bytes(prepared(data))
    assert b"Secret" in data
    assert b"Secret" not in made
    assert b"by Maya" not in made
    with Image.open(BytesIO(data)) as before, Image.open(BytesIO(made)) as after:
        assert before.tobytes() == after.tobytes()
        assert not after.getexif()


def test_what_follows_the_end_of_a_jpeg_is_left_out_also_of_a_progressive_one():
    noise = Image.effect_noise((300, 200), 90).convert("RGB")
    for how in ({}, {"progressive": True}, {"restart_marker_blocks": 2}):
        out = BytesIO()
        noise.save(out, "JPEG", **how)
        data = out.getvalue()
        made = bytes(prepared(data + b"behind\xff\xd9 the end" + picture(kind="JPEG")))
        assert b"behind" not in made
        with Image.open(BytesIO(data)) as before, Image.open(BytesIO(made)) as after:
            assert before.tobytes() == after.tobytes()
        assert len(made) == len(data)


def test_orientation_is_applied_and_large_pictures_are_scaled_down():
    exif = Image.Exif()
    exif[0x0112] = 6
    made = prepared(picture((3000, 1500), "JPEG", exif=exif))
    with Image.open(BytesIO(made)) as opened:
        assert opened.size == (LONGEST_SIDE // 2, LONGEST_SIDE)
        assert not opened.getexif()


def test_a_png_loses_its_texts_and_nothing_else():
    from PIL.PngImagePlugin import PngInfo

    info = PngInfo()
    info.add_text("Author", "Maya")
    data = picture(pnginfo=info)
    assert b"Maya" not in bytes(prepared(data))
    assert prepared(data) == picture()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"<?xml version='1.0'?><svg/>", "SVG"),
        (b"GIF89a", "no picture"),
        (picture()[:60], "no picture"),
        (b"", "no picture"),
        (b"x" * 20_000_001, "20 MB"),
    ],
)
def test_what_is_no_picture_is_refused_in_one_line(data, reason):
    with pytest.raises(InputError, match=reason) as raised:
        prepared(data)
    assert "\n" not in str(raised.value)
    assert "Nothing was added" in str(raised.value)


def test_an_image_is_written_with_the_edit_that_shows_it_and_once(store: Store):
    name = put_picture(store, picture())
    assert store.image(name) == picture()
    assert put_picture(store, picture()) == name
    assert blobs(store.path) == [name]
    assert check_file(store.path) == []


def test_an_edit_that_fails_leaves_no_image(store: Store):
    name = store.add_image(picture())
    with pytest.raises(RuleError), store.edit("Wrong") as edit:
        edit.put(replace(edit.content.get(Card, "c"), image=name, lane_id="gone"))
    with store.edit("Other") as edit:
        edit.put(replace(edit.content.get(Card, "c"), title="Long queue"))
    assert blobs(store.path) == []


def test_undo_takes_the_picture_and_redo_brings_it_back_also_after_a_restart(store: Store):
    name = put_picture(store, picture())
    store.undo()
    assert store.content.get(Persona, "p").picture is None
    store.close()
    with open_workspace(store.path) as again:
        again.redo()
        assert again.image(again.content.get(Persona, "p").picture) == picture()
        assert again.content.get(Persona, "p").picture == name


def test_a_snapshot_reads_images_while_the_file_is_open_and_of_a_closed_one(store: Store):
    name = put_picture(store, picture())
    assert store.snapshot().image(name) == picture()
    assert read_snapshot(store.path).image(name) == picture()
    assert store.snapshot().image("0" * 64) is None
    put_picture(store, picture(colour="red"))  # the lock is still held


def test_the_past_shows_images_that_nothing_shows_any_more(store: Store):
    name = put_picture(store, picture())
    step = store.step
    with store.edit("Remove picture") as edit:
        edit.put(replace(store.content.get(Persona, "p"), picture=None))
    past = store.past(step)
    assert past.content.get(Persona, "p").picture == name
    assert past.image(name) == picture()


def test_check_tells_of_a_damaged_image_and_of_one_that_is_not_there(store: Store):
    name = put_picture(store, picture())
    store.close()
    with closing(connect(store.path)) as connection:
        connection.execute("UPDATE blob SET data = ? WHERE sha256 = ?", (picture(colour="red"), name))
    assert any("damaged" in each for each in check_file(store.path))
    with closing(connect(store.path)) as connection:
        connection.execute("DELETE FROM blob")
    assert any("not in the file" in each and "Maya" in each for each in check_file(store.path))


def test_a_copy_to_share_carries_what_is_shown_and_nothing_else(store: Store, tmp_path: Path):
    gone = put_picture(store, picture(colour="red"))
    kept = put_picture(store, picture())
    store.save_copy(tmp_path / "shared.clew", history=False)
    store.save_copy(tmp_path / "whole.clew", history=True)
    assert blobs(tmp_path / "shared.clew") == [kept]
    assert blobs(tmp_path / "whole.clew") == sorted([gone, kept])


def test_an_image_that_is_not_what_its_name_says_is_refused(store: Store):
    with pytest.raises(InputError, match="SHA-256"):
        store.keep_image(picture(), image_name(b"other"))
    broken = picture()[:60]
    with pytest.raises(InputError, match="broken"):
        store.keep_image(broken, image_name(broken))
    with pytest.raises(InputError, match="PNG or JPEG"):
        store.keep_image(b"text", image_name(b"text"))
