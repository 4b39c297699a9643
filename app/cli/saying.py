"""How commands print: lines that a terminal shows as they are, and JSON."""

from __future__ import annotations

import json
from typing import Final

_CONTROLS: Final = {number: "\ufffd" for number in (*range(0x20), *range(0x7F, 0xA0)) if chr(number) not in "\t\n"}
"""Signs in titles and quotes that a terminal would obey."""


def harmless(text: str) -> str:
    """Return a text without signs that a terminal would obey, its lines as they are."""
    return text.translate(_CONTROLS)


def one_line(text: str) -> str:
    """Return a text in one line without signs that a terminal would obey, what indents it kept."""
    indent = text[: len(text) - len(text.lstrip(" "))]
    return indent + harmless(" ".join(text.split()))


def say(line: str) -> None:
    """Print one line."""
    print(one_line(line))


def say_json(value: object) -> None:
    """Print a value as JSON."""
    print(json.dumps(value, ensure_ascii=False, indent=2))
