"""Colours by role in a light and a dark theme: quiet chrome, colour kept for meaning."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, get_args

from app.models.kinds import CARD_KINDS, CardKind, TagColour

Role = str
"""The name of a colour, such as "ink" or "pain.edge"; both themes have the same ones."""


@dataclass(frozen=True, slots=True)
class Theme:
    """A colour, "#rrggbb", for each role; `theme["ink"]`."""

    name: str
    dark: bool
    colours: Mapping[Role, str]

    def __getitem__(self, role: Role) -> str:
        return self.colours[role]


_CHROME: Final[dict[Role, tuple[str, str]]] = {
    # the sheet
    "sheet": ("#ffffff", "#161b22"),
    "ink": ("#1b2330", "#e7ebf1"),
    "muted": ("#5b6675", "#9ca7b6"),
    "line": ("#dde2e9", "#2d3643"),
    "grid": ("#edf0f4", "#222a35"),
    "header": ("#243247", "#27344a"),
    "header.corner": ("#1a2433", "#1d2738"),
    "header.step": ("#2f4059", "#223046"),
    "header.ink": ("#ffffff", "#f3f6fa"),
    "header.muted": ("#b7c2d2", "#a9b6c8"),
    "label": ("#f4f6f9", "#1b222c"),
    "card": ("#ffffff", "#1f2630"),
    "card.line": ("#cfd6df", "#3a4554"),
    "zero": ("#c3cbd6", "#465263"),
    "good": ("#177245", "#5fd08f"),
    "bad": ("#b3261e", "#ff8f85"),
    "moment": ("#8a5a00", "#f2c14e"),
    # around the sheet
    "surround": ("#e8ebf0", "#0e1217"),
    "panel": ("#fbfbfc", "#12171e"),
    "field": ("#ffffff", "#1b222c"),
    "hover": ("#eef2f7", "#222b37"),
    "accent": ("#1f5fc1", "#7db1ff"),
    "accent.ink": ("#ffffff", "#0d1a2e"),
    "accent.fill": ("#e8f0fc", "#1c2b44"),
    "warning": ("#8a4b00", "#ffb86b"),
    "shadow": ("#1b2330", "#000000"),
}

_KINDS: Final[dict[CardKind, tuple[tuple[str, str], tuple[str, str]]]] = {
    "touchpoint": (("#1f5fc1", "#7db1ff"), ("#ffffff", "#1f2630")),
    "pain": (("#b3261e", "#ff8f85"), ("#fff4f2", "#2e1f21")),
    "gain": (("#177245", "#5fd08f"), ("#f1faf4", "#1b2a24")),
    "action": (("#0b6b75", "#5ccbd6"), ("#ffffff", "#1f2630")),
    "thought": (("#4c51b8", "#a9acff"), ("#ffffff", "#1f2630")),
    "quote": (("#7b3fa0", "#d3a1f5"), ("#ffffff", "#1f2630")),
    "need": (("#6b5c00", "#dcc95a"), ("#ffffff", "#1f2630")),
    "question": (("#a04700", "#ffb070"), ("#ffffff", "#1f2630")),
    "factor": (("#8a1c7c", "#f29be6"), ("#ffffff", "#1f2630")),
    "influence": (("#44516a", "#b4c0d6"), ("#f4f6f9", "#1b222c")),
    "message": (("#005f8f", "#4fb8f0"), ("#ffffff", "#1f2630")),
    "note": (("#6a5136", "#dcbf98"), ("#fffbe8", "#2a271c")),
    "image": (("#4f6b00", "#b6d957"), ("#ffffff", "#1f2630")),
}
"""The edge (and icon) and the fill of each kind, light and dark."""

_PERSONAS: Final[tuple[tuple[str, str, str, str], ...]] = (
    ("#1f5fc1", "#7db1ff", "#eaf1fc", "#1a2740"),
    ("#7b3fa0", "#d3a1f5", "#f5eefa", "#2a2036"),
    ("#0b6b75", "#5ccbd6", "#e7f5f6", "#15292d"),
    ("#a04700", "#ffb070", "#fdf1e7", "#30241a"),
    ("#a8255f", "#ff94c2", "#fceef4", "#331e29"),
    ("#4f6b00", "#b6d957", "#f2f6e4", "#242b16"),
    ("#44516a", "#b4c0d6", "#eef1f6", "#222936"),
    ("#7a4a2b", "#dcae8c", "#f7f0eb", "#2b231e"),
)
"""The colour of each persona, light and dark, and the tint of its title bar."""

DASHES: Final[tuple[tuple[float, ...], ...]] = (
    (),
    (7.0, 4.0),
    (2.0, 3.0),
    (10.0, 3.0, 2.0, 3.0),
    (4.0, 2.0),
    (12.0, 4.0),
    (7.0, 3.0, 2.0, 3.0, 2.0, 3.0),
    (1.5, 2.0),
)
"""The line of each persona's curve, so that they differ without colour: lengths of stroke and space in points."""

HOPE_DASH: Final = (5.0, 5.0)
"""The line of every curve of a to-be journey."""


def _theme(name: str, place: int) -> Theme:
    colours = {role: pair[place] for role, pair in _CHROME.items()}
    for kind, (edge, fill) in _KINDS.items():
        colours[f"{kind}.edge"] = edge[place]
        colours[f"{kind}.fill"] = fill[place]
    for number, persona in enumerate(_PERSONAS):
        colours[f"persona.{number}"] = persona[place]
        colours[f"persona.{number}.tint"] = persona[2 + place]
    return Theme(name, name == "dark", colours)


LIGHT: Final = _theme("light", 0)
DARK: Final = _theme("dark", 1)
THEMES: Final[Mapping[str, Theme]] = {"light": LIGHT, "dark": DARK}
PERSONA_COUNT: Final = len(_PERSONAS)
TAG_COLOURS: Final[tuple[TagColour, ...]] = get_args(TagColour)


def persona_role(number: int | None) -> Role:
    """Return the colour role of a persona by the order of its swimlane; none = the whole map."""
    return "ink" if number is None else f"persona.{number % PERSONA_COUNT}"


def tag_role(colour: TagColour | None) -> Role:
    """Return the colour role of a tag; those of personas, in their order; a tag without a colour is quiet."""
    return "muted" if colour is None else f"persona.{TAG_COLOURS.index(colour)}"


def persona_tint(number: int | None) -> Role:
    """Return the role of the tint of a swimlane's title bar."""
    return "label" if number is None else f"persona.{number % PERSONA_COUNT}.tint"


def persona_dash(number: int | None) -> tuple[float, ...]:
    """Return the dashes of a persona's curve, empty = solid."""
    return () if number is None else DASHES[number % len(DASHES)]


def kind_edge(kind: CardKind) -> Role:
    """Return the colour role of a kind's left edge and icon."""
    return f"{kind}.edge"


def kind_fill(kind: CardKind) -> Role:
    """Return the colour role of the paper of a kind's cards."""
    return f"{kind}.fill"


def rule_tint(role: Role) -> Role:
    """Return the role of the paper of cards whose edge a colour rule paints; that of muted ones is quiet."""
    return f"{role}.tint" if role.startswith("persona.") else "label"


def luminance(colour: str) -> float:
    """Return the relative luminance of "#rrggbb", 0 … 1 (WCAG 2.2)."""
    channels = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 … 21 (WCAG 2.2)."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


TEXT_ON: Final[tuple[tuple[Role, Role], ...]] = (
    ("ink", "sheet"),
    ("muted", "sheet"),
    ("ink", "label"),
    ("muted", "label"),
    ("ink", "panel"),
    ("muted", "panel"),
    ("ink", "surround"),
    ("muted", "surround"),
    ("ink", "field"),
    ("muted", "field"),
    ("ink", "hover"),
    ("muted", "hover"),
    ("ink", "accent.fill"),
    ("accent", "accent.fill"),
    ("accent", "sheet"),
    ("accent", "panel"),
    ("accent.ink", "accent"),
    ("header.ink", "header"),
    ("header.ink", "header.step"),
    ("header.muted", "header"),
    ("header.muted", "header.step"),
    ("good", "sheet"),
    ("bad", "sheet"),
    *(("sheet", mark) for mark in ("good", "bad", "accent", "moment", "ink")),
    ("moment", "touchpoint.fill"),
    ("moment", "label"),
    ("bad", "panel"),
    ("warning", "panel"),
    *((ink, f"{kind}.fill") for kind in CARD_KINDS for ink in ("ink", "muted", f"{kind}.edge")),
    *((f"{kind}.edge", "panel") for kind in CARD_KINDS),
    *(
        (ink, f"persona.{number}.tint")
        for number in range(PERSONA_COUNT)
        for ink in ("ink", "muted", "moment", f"persona.{number}")
    ),
    *((f"persona.{number}", "sheet") for number in range(PERSONA_COUNT)),
)
"""Which colour is written on which; each pair has a contrast of at least 4.5 : 1 in both themes."""
