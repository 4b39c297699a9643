"""What an importer makes of a file: records and what it could not read, to be previewed and applied as one edit."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from app.models.records import AnyRecord
from app.models.turns import Turn


class ImportWarning(NamedTuple):
    """Something left out, repaired or doubtful: the source file's name, the line (1 = first), and what it is."""

    source: str
    line: int | None
    text: str


class ImportPlan(NamedTuple):
    """Records with ids of their own, an owner before what it holds, and the warnings.

    Applying a plan matches personas and entries of shared lists by name with those the workspace has; a workspace
    record in the plan is taken only by a workspace that has none or is new. Images are stored as they are; `turns` are
    the texts of its sources, by their ids.
    """

    label: str
    records: tuple[AnyRecord, ...]
    warnings: tuple[ImportWarning, ...] = ()
    images: Sequence[bytes] = ()
    turns: Mapping[str, Sequence[Turn]] = {}

    @property
    def made(self) -> dict[str, int]:
        """How many records of each kind the plan holds."""
        return dict(Counter(record.kind_name for record in self.records))
