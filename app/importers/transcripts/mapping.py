"""What somebody chose for a transcript: its title and day, which labels are one person, who asks."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, get_args

from app.importers.choices import DAY, TEXT, Check, by_label, one_of, or_none, read_choices
from app.models.kinds import SOURCE_KINDS, SourceKind, SpeakerRole

_KNOWN: Final[Mapping[str, Check]] = {
    "title": or_none(TEXT),
    "held_on": or_none(DAY),
    "kind": one_of(*SOURCE_KINDS, None),
    "merged": by_label(TEXT),
    "roles": by_label(one_of(*get_args(SpeakerRole))),
}


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
        told = read_choices(text, _KNOWN)
        return cls(
            title=told.get("title"),
            held_on=told.get("held_on"),
            kind=told.get("kind"),
            merged=told.get("merged") or {},
            roles=told.get("roles") or {},
        )
