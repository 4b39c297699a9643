"""How many cases property tests look at: a few in `make test`, thousands in `make fuzz`."""

from typing import Any, Final

from hypothesis import settings

FUZZING: Final = settings().max_examples > settings.get_profile("clew").max_examples
"""Whether this is `make fuzz`."""


def cases(count: int, **more: Any) -> settings:
    """Return settings for so many cases in `make test`; in `make fuzz`, for as many as there."""
    return settings(max_examples=settings().max_examples if FUZZING else count, **more)
