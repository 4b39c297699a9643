"""Sentences from what is pasted: plain lines, a Markdown list, cells of a spreadsheet."""


def lines_of(text: str) -> list[str]:
    """Return the sentences of a text, one a line."""
    return [line.strip() for line in text.lstrip("\ufeff").splitlines() if line.strip()]
