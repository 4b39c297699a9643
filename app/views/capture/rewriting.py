"""Say something else in a sentence: its kind, its place, whose it is. The text itself is changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from app.services.capture import Kind, Role, Sentence

SAID_BY: Final[dict[str, tuple[str, ...]]] = {"place": ("place", "wall"), "persona": ("persona", "owner")}
"""The pieces that say a place, and whose."""


def with_kind(sentence: Sentence, kind: Kind) -> str:
    """Return the text of a sentence of another kind."""
    text = sentence.text.strip()
    start = text and sentence.text.index(text[0])
    written = next((each for each in sentence.pieces if each.role == "kind" and each.end > each.start), None)
    if written is not None:
        before, behind = sentence.text[: written.start], sentence.text[written.end :]
        return f"{before}{kind}: {behind.strip()}".strip()
    wall = next((each for each in sentence.pieces if each.role == "wall"), None)
    if wall is not None:
        return f"{sentence.text[: wall.end]} {kind}: {sentence.text[wall.end :].strip()}".strip()
    return f"{kind}: {sentence.text[start or 0 :].strip()}"


def with_name(sentence: Sentence, role: Role, name: str) -> str:
    """Return the text of a sentence that names another place or persona; of an empty name, none."""
    text = sentence.text
    for piece in sorted(sentence.pieces, key=lambda each: -each.start):
        if piece.role in SAID_BY[role] and piece.end > piece.start:
            text = f"{text[: piece.start].rstrip()} {text[piece.end :].lstrip()}".strip()
    return f"{text} {'@' if role == 'place' else '~'}{quoted(name)}" if name else text


def quoted(name: str) -> str:
    """Return a name as it is written behind a sign: between quotation marks that it has none of itself."""
    opening, closing = next(
        (pair for pair in (('"', '"'), ("“", "”"), ("«", "»")) if not any(each in name for each in pair)), ('"', '"')
    )
    return f"{opening}{name}{closing}"
