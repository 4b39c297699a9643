"""Labels of what users wrote."""

from app.views.widgets import Names


def written(text: str = "", look: str = "") -> Names:
    """Return a label that breaks its lines, also in words that are longer than a line."""
    made = Names(look)
    made.setText(text)
    return made
