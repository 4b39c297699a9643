"""What is carried when something is dragged between palette, tray, research and map."""

from collections.abc import Iterable

from PySide6.QtCore import QMimeData

from app.models.kinds import CARD_KINDS, CardKind

KIND = "application/x-clew-kind"
"""The kind of a new card, `stage` or `lane`: what the palette drags."""

CARDS = "application/x-clew-cards"
"""The ids of cards of this workspace: what the tray drags."""

INSIGHT = "application/x-clew-insight"
"""The ids of insights of this workspace, a line each."""

HIGHLIGHT = "application/x-clew-highlight"
"""The ids of highlights of this workspace, a line each."""

COPIED = "application/x-clew-copied"
"""Cards on the clipboard with all their fields, beside their titles as plain text."""


def carry_kind(kind: str) -> QMimeData:
    """Return what a drag from the palette carries: a card kind, `stage` or `lane`."""
    data = QMimeData()
    data.setData(KIND, kind.encode())
    return data


def carry_cards(card_ids: Iterable[str]) -> QMimeData:
    """Return what a drag of cards from the tray carries."""
    data = QMimeData()
    data.setData(CARDS, "\n".join(card_ids).encode())
    return data


def carry_evidence(insight_ids: Iterable[str] = (), highlight_ids: Iterable[str] = ()) -> QMimeData:
    """Return what a drag of insights and of highlights carries."""
    data = QMimeData()
    for form, ids in ((INSIGHT, list(insight_ids)), (HIGHLIGHT, list(highlight_ids))):
        if ids:
            data.setData(form, "\n".join(ids).encode())
    return data


def carried_kind(data: QMimeData) -> CardKind | None:
    """Return the card kind that is carried, or none."""
    text = bytes(data.data(KIND).data()).decode()
    return next((kind for kind in CARD_KINDS if kind == text), None)


def carries_stage(data: QMimeData) -> bool:
    """Tell whether a new stage is carried."""
    return bytes(data.data(KIND).data()) == b"stage"


def carries_lane(data: QMimeData) -> bool:
    """Tell whether a new lane is carried."""
    return bytes(data.data(KIND).data()) == b"lane"


def carried_cards(data: QMimeData) -> list[str]:
    """Return the ids of the cards that are carried."""
    return bytes(data.data(CARDS).data()).decode().split()


def carried_insights(data: QMimeData) -> list[str]:
    """Return the ids of the insights that are carried."""
    return bytes(data.data(INSIGHT).data()).decode().split()


def carried_highlights(data: QMimeData) -> list[str]:
    """Return the ids of the highlights that are carried."""
    return bytes(data.data(HIGHLIGHT).data()).decode().split()
