"""What a user does with themes: the groups of insights on the board."""

from collections.abc import Sequence
from dataclasses import replace

from app.models.ids import new_id
from app.models.records import Insight, Theme
from app.services.order import make_room, named
from app.store import Edit, Store


def add_theme(store: Store, title: str, insight_ids: Sequence[str] = (), before: str | None = None) -> str:
    """Add a theme, before another or as the last, put insights into it, and return its id."""
    with store.edit("Add theme") as edit:
        ranks, moved = make_room(edit.content.ordered(Theme), before, 1)
        made = Theme(id=new_id(), rank=ranks[0], title=title)
        edit.put(*moved, made)
        _gather(edit, insight_ids, made.id, None)
    return made.id


def update_theme(store: Store, theme_id: str, **values: str) -> None:
    """Set title or note of a theme; typing merges into one step."""
    group = f"theme/{theme_id}/{'+'.join(sorted(values))}"
    with store.edit("Rename theme" if "title" in values else "Edit theme", group=group) as edit:
        edit.put(replace(edit.content.get(Theme, theme_id), **values))


def put_in_theme(store: Store, insight_ids: Sequence[str], theme_id: str | None, before: str | None = None) -> None:
    """Put insights into a theme (none = out of any), before one of its insights or at its end."""
    title = store.content.get(Theme, theme_id).title if theme_id else ""
    with store.edit(named("Put into theme", title) if theme_id else "Take out of theme") as edit:
        _gather(edit, insight_ids, theme_id, before)


def _gather(edit: Edit, insight_ids: Sequence[str], theme_id: str | None, before: str | None) -> None:
    going = [edit.content.get(Insight, each) for each in dict.fromkeys(insight_ids)]
    moving = {each.id for each in going}
    ranks, moved = make_room(edit.content.holding(Insight, "theme_id", theme_id), before, len(going), moving=moving)
    edit.put(*moved, *(replace(each, theme_id=theme_id, rank=rank) for each, rank in zip(going, ranks, strict=True)))


def move_theme(store: Store, theme_id: str, before: str | None) -> None:
    """Move a theme before another one, or to the end."""
    if before == theme_id:
        return
    with store.edit("Move theme") as edit:
        ranks, moved = make_room(edit.content.ordered(Theme), before, 1, moving={theme_id})
        edit.put(*moved, replace(edit.content.get(Theme, theme_id), rank=ranks[0]))


def delete_theme(store: Store, theme_id: str) -> None:
    """Delete a theme; its insights stay, without one."""
    theme = store.content.get(Theme, theme_id)
    with store.edit(named("Delete theme", theme.title)) as edit:
        edit.delete(theme)
