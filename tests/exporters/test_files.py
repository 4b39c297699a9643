"""A file appears whole or not at all."""

import errno

import pytest

from app.exporters.files import write_beside
from app.models.errors import FileError


def test_new_file_takes_the_place_of_the_old_one(tmp_path):
    out = tmp_path / "out.txt"
    out.write_bytes(b"old")
    with write_beside(out) as file:
        file.write(b"new")
        assert out.read_bytes() == b"old"
    assert out.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [out]


@pytest.mark.parametrize("name", ["out.txt", "x" * 250 + ".pdf"])
def test_full_disk_is_one_plain_line_and_the_old_file_stays(name, tmp_path):
    out = tmp_path / name
    out.write_bytes(b"old")

    def fill():
        with write_beside(out) as file:
            file.write(b"half")
            raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(FileError, match="No space left") as refused:
        fill()
    assert "\n" not in str(refused.value)
    assert out.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [out]
