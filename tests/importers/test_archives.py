"""Archives and XML from anywhere: parts by name in memory, nothing outside, nothing that expands."""

import io
import stat
import zipfile
from xml.sax.handler import ContentHandler

import pytest

from app.importers.archives import read_parts
from app.importers.markup import xml_events, xml_root
from app.models.errors import InputError


def packed(*members: tuple[str | zipfile.ZipInfo, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return file.getvalue()


def test_only_the_wanted_parts_come_back():
    data = packed(("project.qde", b"<a/>"), ("sources/b.txt", b"text"), ("sources/c.mp3", b"sound"))
    assert read_parts(data, "x", "QDPX", {"project.qde", "missing"}) == {"project.qde": b"<a/>"}
    assert read_parts(data, "x", "QDPX", lambda name: name.endswith(".txt")) == {"sources/b.txt": b"text"}


def link() -> zipfile.ZipInfo:
    info = zipfile.ZipInfo("word/document.xml")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info


@pytest.mark.parametrize("name", ["../up", "/etc/x", "C:/x", "a/../../x", "a\\..\\x", link()], ids=str)
def test_a_part_outside_of_the_archive_refuses_the_whole(name):
    data = packed(("a", b"x"), (name, b"x"))
    with pytest.raises(InputError, match="outside"):
        read_parts(data, "bad.docx", "DOCX", {"a"})


def test_a_part_that_grows_a_hundredfold_is_refused():
    with pytest.raises(InputError, match="suspiciously"):
        read_parts(packed(("a", b"x"), ("b", bytes(2_000_000))), "bad.docx", "DOCX", {"a"})


def test_a_part_packed_as_no_office_program_does_is_refused():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("a", b"x" * 100)
    with pytest.raises(InputError, match="unusual"):
        read_parts(file.getvalue(), "bad.docx", "DOCX", {"a"})


def test_a_part_with_damaged_bytes_is_refused():
    data = bytearray(packed(("a", bytes(range(256)) * 40)))
    data[40:60] = bytes(20)
    with pytest.raises(InputError, match="damaged"):
        read_parts(bytes(data), "bad.docx", "DOCX", {"a"})
    data[31:60] = b"\xff" * 29
    with pytest.raises(InputError, match="damaged"):
        read_parts(bytes(data), "bad.docx", "DOCX", {"a"})


def test_damaged_archives_are_refused(shared_data):
    for name, words in (("own-truncated.qdpx", "damaged"), ("own-zipslip.qdpx", "outside")):
        with pytest.raises(InputError, match=words):
            read_parts((shared_data / "hostile" / name).read_bytes(), name, "QDPX", {"project.qde"})


ENTITIES = b'<!DOCTYPE a [<!ENTITY b "c"><!ENTITY d SYSTEM "file:///etc/hostname">]><a>&b;&d;</a>'


@pytest.mark.parametrize("read", [xml_root, lambda data, name: xml_events(data, ContentHandler(), name)])
@pytest.mark.parametrize(
    ("data", "words"), [(ENTITIES, "defines"), (b"<!DOCTYPE a><a/>", "defines"), (b"<a><b></a>", "no XML"), (b"", "no")]
)
def test_entities_and_broken_markup_are_refused(read, data, words):
    with pytest.raises(InputError, match=words):
        read(data, "bad.xml")


def test_the_external_entity_of_the_samples_is_refused(shared_data):
    with pytest.raises(InputError, match="defines"):
        xml_root((shared_data / "hostile" / "own-xxe-entity.qde").read_bytes(), "own-xxe-entity.qde")
