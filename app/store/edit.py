"""What happens to the content inside one `store.edit()`."""

from collections.abc import Iterable
from itertools import chain

from app.models.changes import Change
from app.models.content import Content
from app.models.errors import RuleError
from app.models.records import RECORD_TYPES, AnyRecord, Workspace
from app.models.rules import broken_rules
from app.store.history import combine
from app.store.references import Key, affected, dangling_references, key_of, plan_deletion


class Edit:
    """Puts and deletes records, and can take all of it back."""

    def __init__(self, content: Content) -> None:
        self._content = content
        self._before: dict[Key, AnyRecord | None] = {}
        self._open = True

    @property
    def content(self) -> Content:
        """The content as this edit has changed it so far; to be read only."""
        return self._content

    def put(self, *records: AnyRecord) -> None:
        """Add records or replace those with their ids; raises RuleError where a field holds what it must not."""
        from app.store.validation import validated

        for record in records:
            try:
                self._put(validated(record))
            except RuleError as error:
                raise RuleError(f"{error} Nothing was changed.") from error

    def delete(self, *records: AnyRecord) -> None:
        """Delete records and what belongs to them; references to them are emptied.

        A record that is gone already (with what it belonged to) is passed over. Raises RuleError, and deletes
        nothing, where a record that stays must keep its reference.
        """
        present = [record for record in records if self._content.find(type(record), record.id) is not None]
        going, staying = plan_deletion(self._content, present)
        for record in staying:
            self._put(record)
        for record in going:
            self._remove(record)

    def apply(self, changes: Iterable[Change]) -> None:
        """Bring each record to its state after the change, without rules about what belongs to what."""
        for change in changes:
            if change.after is not None:
                self._put(change.after)
            elif change.before is not None:
                self._remove(change.before)

    def _put(self, record: AnyRecord) -> None:
        self._remember(record)
        self._content.put(record)

    def _remove(self, record: AnyRecord) -> None:
        self._remember(record)
        self._content.remove(type(record), record.id)

    def _remember(self, record: AnyRecord) -> None:
        if not self._open:
            raise RuntimeError("this edit is over")
        self._before.setdefault(key_of(record), self._content.find(type(record), record.id))

    def finish(self) -> tuple[Change, ...]:
        """End the edit and return what changed; raises RuleError where the content now breaks a rule."""
        changes = combine(self.changes())
        records = affected(self._content, changes)
        for breach in chain(dangling_references(self._content, records), broken_rules(self._content, records)):
            raise RuleError(f"{breach} Nothing was changed.")
        if len(self._content.all(Workspace)) != 1:
            raise RuleError("A file holds one workspace record. Nothing was changed.")
        self._open = False
        return tuple(changes)

    def changes(self) -> list[Change]:
        """Return each record that was touched, before the edit and now."""
        return [
            Change(record_type.kind_name, record_id, before, self._content.find(record_type, record_id))
            for (record_type, record_id), before in self._before.items()
        ]

    def roll_back(self) -> None:
        """Bring the content back to where the edit began."""
        self._open = False
        revert(self._content, self.changes())


def revert(content: Content, changes: Iterable[Change]) -> None:
    """Bring each record back to its state before the change."""
    for change in changes:
        if change.before is not None:
            content.put(change.before)
        elif content.find(RECORD_TYPES[change.kind], change.id) is not None:
            content.remove(RECORD_TYPES[change.kind], change.id)


def inverse(changes: Iterable[Change]) -> list[Change]:
    """Return the changes that take these back."""
    return [Change(change.kind, change.id, change.after, change.before) for change in changes]


def difference(before: Content, after: Content) -> list[Change]:
    """Return what has to change for one content to become the other."""
    return [
        Change(kind, record_id, old, new)
        for kind, record_type in RECORD_TYPES.items()
        for record_id in {**before.all(record_type), **after.all(record_type)}
        if (old := before.find(record_type, record_id)) is not (new := after.find(record_type, record_id))
        and old != new
    ]
