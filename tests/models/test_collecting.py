"""The collector stays out only as long as it should."""

import gc

import pytest

from app.models.collecting import no_collecting


def test_the_collector_is_back_after_the_outermost_block():
    with no_collecting():
        with no_collecting():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_the_collector_is_back_after_an_error():
    with pytest.raises(ValueError, match="broken"), no_collecting():
        raise ValueError("broken")
    assert gc.isenabled()
