"""Runs what a room does when it scores."""

from collections.abc import Callable
from typing import Any, TypeVar

from app.views.session import Session

R = TypeVar("R")


def deliberately(session: Session, service: Callable[..., R], *arguments: Any, **named: Any) -> R | None:
    """Run a service also while hands are off the map: nobody scores by accident. None where it was refused."""

    def run() -> R:
        with session.store.deliberate():
            return service(session.store, *arguments, **named)

    return session.attempt(run) if session.is_open else None
