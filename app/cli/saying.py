"""How commands print: lines that a terminal shows as they are, and JSON."""

from __future__ import annotations

import json
import re
from typing import Final

_CONTROLS: Final = {number: "\ufffd" for number in (*range(0x20), *range(0x7F, 0xA0)) if chr(number) not in "\t\n"}
"""Signs in titles and quotes that a terminal would obey."""

_BREAK: Final = re.compile(r"\s*[\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]\s*")


def harmless(text: str) -> str:
    """Return a text without signs that a terminal would obey, its lines as they are."""
    return text.translate(_CONTROLS)


def one_line(text: str) -> str:
    """Return a text in one line, without signs that a terminal would obey."""
    return harmless(_BREAK.sub(" ", text.rstrip()))


def say(line: str) -> None:
    """Print one line."""
    print(one_line(line))


def say_json(value: object) -> None:
    """Print a value as JSON."""
    print(json.dumps(value, ensure_ascii=False, indent=2))
