"""What somebody chose for a transcript: its title and day, which labels are one person, who asks."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, get_args

from app.models.errors import InputError
from app.models.kinds import SOURCE_KINDS, SourceKind, SpeakerRole

_ROLES: Final = get_args(SpeakerRole)


@dataclass(frozen=True, slots=True, kw_only=True)
class TranscriptMapping:
    """Choices for one file; what is none or missing is as the file says.

    `merged` says of labels which other label they are, `roles` what the speakers are, `held_on` is YYYY-MM-DD.
    """

    title: str | None = None
    held_on: str | None = None
    kind: SourceKind | None = None
    merged: Mapping[str, str] = field(default_factory=dict)
    roles: Mapping[str, SpeakerRole] = field(default_factory=dict)

    def to_json(self) -> str:
        """Return it as JSON that `from_json` reads back."""
        told = {name: getattr(self, name) for name in ("title", "held_on", "kind")}
        return json.dumps(told | {"merged": dict(self.merged), "roles": dict(self.roles)}, ensure_ascii=False, indent=2)

    @classmethod
    def from_json(cls, text: str) -> "TranscriptMapping":
        """Return the mapping in a JSON text; raises InputError with one line that names what is wrong."""
        try:
            told = json.loads(text)
        except (ValueError, RecursionError) as error:
            raise InputError(f"The mapping is no JSON ({error}). Nothing was imported.") from error
        if not isinstance(told, dict):
            raise _wrong("it is no object")
        unknown = told.keys() - {"title", "held_on", "kind", "merged", "roles"}
        if unknown:
            raise _wrong(f"“{min(unknown)}” is none of title, held_on, kind, merged, roles")
        for name in ("merged", "roles"):
            held = told.get(name) or {}
            if not isinstance(held, dict) or not all(isinstance(each, str) for each in held.values()):
                raise _wrong(f"“{name}” is no object from labels to texts")
        roles: dict[str, Any] = told.get("roles") or {}
        if wrong := [each for each in roles.values() if each not in _ROLES]:
            raise _wrong(f"“{wrong[0]}” is none of {', '.join(_ROLES)}")
        if told.get("kind") is not None and told["kind"] not in SOURCE_KINDS:
            raise _wrong(f"its kind is none of {', '.join(SOURCE_KINDS)}")
        if told.get("held_on") is not None and not _is_day(told["held_on"]):
            raise _wrong("“held_on” is no day such as 2026-11-22")
        if told.get("title") is not None and not isinstance(told["title"], str):
            raise _wrong("“title” is no text")
        return cls(
            title=told.get("title"),
            held_on=told.get("held_on"),
            kind=told.get("kind"),
            merged=told.get("merged") or {},
            roles=roles,
        )


def _is_day(value: Any) -> bool:
    try:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _wrong(why: str) -> InputError:
    return InputError(f"The mapping of the transcript can't be used: {why}. Nothing was imported.")
