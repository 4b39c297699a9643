"""What the workspace was after each step: from other threads, while a change is pending, across migrations."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from app.models.content import Content
from app.models.errors import InputError
from app.models.records import Card, Journey
from app.store import Store, check_file, open_workspace
from app.store.driver import connect_reader
from app.store.schema import SCHEMA_VERSION
from tests.store.maps import move, rename
from tests.store.test_migrations import KNOWN, sample


def worked_on(store: Store) -> dict[int, Content]:
    """Edit and undo, and return what the content was after each step."""
    was: dict[int, Content] = {store.step: store.content.copy()}
    for work in (lambda: rename(store, "One"), lambda: move(store), store.undo, lambda: rename(store, "Two")):
        work()
        was[store.step] = store.content.copy()
    return was


def test_every_step_is_there_as_it_was(store: Store):
    was = worked_on(store)
    for step in (1, 5, 3, 2, 4):
        past = store.past(step)
        assert (past.content, past.step, past.file_name) == (was[step], step, "Northwind.clew")
    for step in (0, 6):
        with pytest.raises(InputError, match="reach back"):
            store.past(step)
    with pytest.raises(RuntimeError, match="only inside"):
        store.past(2).content.remove(Card, "c")


def test_the_past_is_read_from_any_thread_while_its_owner_edits(store: Store):
    def look() -> list[tuple[str, str]]:
        """Return the titles that steps have now and had: each renames the card after its own number."""
        steps = [each for each in store.steps() if each.step > 1]
        return [(str(each.step), store.past(each.step).content.get(Card, "c").title) for each in steps[:3]]

    with ThreadPoolExecutor(1) as pool:
        for _ in range(15):
            looking = pool.submit(look)
            for _ in range(4):
                rename(store, str(store.step + 1))
            assert all(number == title for number, title in looking.result(20))


def test_what_is_pending_is_no_past_yet(store: Store):
    rename(store, "One")
    with closing(connect_reader(store.path)) as other:
        other.execute("BEGIN")
        other.execute("SELECT * FROM card").fetchone()
        rename(store, "Two")
        assert store.pending
        assert store.past(2).content.get(Card, "c").title == "One"
        with pytest.raises(InputError):
            store.past(3)
    assert store.retry_pending()
    assert store.past(3).content.get(Card, "c").title == "Two"


def test_the_story_is_told_in_order_with_what_changed(store: Store):
    was = worked_on(store)
    story = store.story(2, 4)
    assert [(step.step, step.label, step.origin) for step, _ in story] == [
        (2, "Rename pain", "edit"),
        (3, "Move pain", "edit"),
        (4, "Move pain", "undo"),
    ]
    for step, changes in story:
        assert [(each.before, each.after) for each in changes] == [
            (was[step.step - 1].get(Card, "c"), was[step.step].get(Card, "c"))
        ]
    assert [each.step for each in store.steps(4, 2)] == [4, 3]
    with pytest.raises(InputError):
        store.story(9, 12)


def test_returning_to_any_step_is_an_edit_like_others(store: Store):
    was = worked_on(store)
    store.restore(3)
    assert (store.content, store.undo_label) == (was[3], "Return to “Move pain”")
    store.restore(6)  # where it is already: nothing to do
    assert store.step == 6
    store.undo()
    assert store.content == was[5]
    with pytest.raises(InputError, match="reach back"):
        store.restore(99)
    assert check_file(store.path) == []


@pytest.mark.parametrize("version", range(1, SCHEMA_VERSION))
def test_the_past_reaches_below_a_migration(version: int, tmp_path: Path):
    path = sample(version, tmp_path)
    with open_workspace(path) as store:
        title = next(iter(store.content.all(Journey).values())).title
        numbers = [each.step for each in store.steps()]
        contents = [store.past(number).content for number in numbers]
        assert contents[0] == store.content
        assert any(each != store.content for each in contents)
        store.restore(numbers[-1])
        assert store.content == contents[-1]
        store.undo()
        assert store.content == contents[0]
        assert next(iter(store.content.all(Journey).values())).title == title
        assert check_file(path) == KNOWN.get(version, [])
