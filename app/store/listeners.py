"""Who is told of each commit."""

import weakref
from collections.abc import Callable
from inspect import ismethod

from app.models.changes import ChangeSet

Listener = Callable[[ChangeSet], None]


class Listeners:
    """Callables in the order in which they joined; methods are held weakly, by their object."""

    def __init__(self) -> None:
        self._references: list[Callable[[], Listener | None]] = []

    def add(self, listener: Listener) -> Callable[[], None]:
        """Tell the listener from now on; returns how to end that."""
        reference: Callable[[], Listener | None]
        reference = weakref.WeakMethod(listener) if ismethod(listener) else lambda: listener
        self._references.append(reference)

        def unsubscribe() -> None:
            if reference in self._references:
                self._references.remove(reference)

        return unsubscribe

    def tell(self, change_set: ChangeSet) -> None:
        """Tell all of them, then raise the first of their errors: what is committed stays."""
        errors: list[Exception] = []
        self._references = [reference for reference in self._references if reference() is not None]
        for reference in tuple(self._references):
            listener = reference()
            if listener is not None and reference in self._references:
                try:
                    listener(change_set)
                except Exception as error:
                    errors.append(error)
        if errors:
            raise errors[0]
