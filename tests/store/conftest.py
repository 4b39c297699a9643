from collections.abc import Iterator
from pathlib import Path

import pytest

from app.store import Store, create_workspace
from tests.store.maps import records


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Yield a small workspace that is open."""
    with create_workspace(tmp_path / "Northwind.clew", records()) as made:
        yield made
