"""Images on their way: file → JSON → file, and import into another workspace."""

import json
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from app.exporters.workspace_json import write_json
from app.importers import read_source
from app.models.errors import InputError
from app.models.records import Persona
from app.services.personas import add_persona
from app.services.plans import apply_plan
from app.store import create_workspace, read_snapshot


def picture() -> bytes:
    out = BytesIO()
    Image.new("RGB", (9, 9), "teal").save(out, "PNG")
    return out.getvalue()


@pytest.fixture
def shown(tmp_path: Path) -> Path:
    """Return a JSON file of a workspace with a persona who has a picture."""
    with create_workspace(tmp_path / "a.clew") as store:
        maya = add_persona(store, "Maya")
        with store.edit("Set picture") as edit:
            edit.put(replace(edit.content.get(Persona, maya), picture=store.add_image(picture())))
    (tmp_path / "a.json").write_text(write_json(read_snapshot(tmp_path / "a.clew")), "utf-8")
    return tmp_path / "a.json"


def test_json_is_lossless_with_images(shown: Path, tmp_path: Path):
    plan = read_source(shown)
    create_workspace(tmp_path / "b.clew", plan.records, images=plan.images).close()
    assert write_json(read_snapshot(tmp_path / "b.clew")) == shown.read_text("utf-8")


def test_an_import_brings_the_pictures_into_another_workspace(shown: Path, tmp_path: Path):
    with create_workspace(tmp_path / "b.clew") as store:
        apply_plan(store, read_source(shown))
        (maya,) = store.content.ordered(Persona)
        assert store.image(maya.picture) == picture()


def test_an_image_that_is_shown_must_be_there_and_be_what_it_says(shown: Path):
    whole = json.loads(shown.read_text("utf-8"))
    for images, reason in (
        ([], "not among the images"),
        ([{**whole["images"][0], "data": "AAAA"}], "SHA-256"),
        ([{**whole["images"][0], "data": "not Base64!"}], "Base64"),
    ):
        shown.write_text(json.dumps({**whole, "images": images}), "utf-8")
        with pytest.raises(InputError, match=reason):
            read_source(shown)
