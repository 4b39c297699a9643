"""How each journey is looked at, remembered in the settings of the user: no file holds it and nothing undoes it.

Colours and filters belong to a journey; how curves are drawn is the same on all maps, so that they can be compared.
"""

import json

from app.layout.lens import FACETS, PLAIN, Lens
from app.views.settings import Settings

_CURVES = "curves"


class Lenses:
    """The lens of each journey by its id."""

    def __init__(self, settings: Settings | None = None) -> None:
        self._settings = settings
        self._lenses: dict[str, Lens] = {}

    def lens_of(self, journey_id: str) -> Lens:
        """Return the lens that a journey was looked at through last."""
        curves = self._kept(_CURVES)
        own = self._kept(journey_id)
        return own._replace(running_mean=curves.running_mean, curves_together=curves.curves_together)

    def keep(self, journey_id: str, lens: Lens) -> None:
        """Remember how a journey is looked at."""
        self._keep(_CURVES, Lens(running_mean=lens.running_mean, curves_together=lens.curves_together))
        self._keep(journey_id, lens._replace(running_mean=False, curves_together=False))

    def _kept(self, name: str) -> Lens:
        if name not in self._lenses:
            self._lenses[name] = lens_from(self._settings.lens(name) if self._settings is not None else "")
        return self._lenses[name]

    def _keep(self, name: str, lens: Lens) -> None:
        if lens != self._kept(name):
            self._lenses[name] = lens
            if self._settings is not None:
                self._settings.set_lens(name, text_of(lens))


def text_of(lens: Lens) -> str:
    """Return a lens as text, empty where it changes nothing."""
    if lens == PLAIN:
        return ""
    return json.dumps({**lens._asdict(), "filters": {facet: sorted(values) for facet, values in lens.filters}})


def lens_from(text: str) -> Lens:
    """Return the lens that a text says; what cannot be read changes nothing."""
    try:
        said = json.loads(text) if text else {}
    except ValueError:
        return PLAIN
    if not isinstance(said, dict):
        return PLAIN
    filters = said.get("filters")
    given = filters if isinstance(filters, dict) else {}
    wanted = ((facet, frozenset(map(str, values))) for facet, values in given.items() if isinstance(values, list))
    colour_by = str(said.get("colour_by", ""))
    return Lens(
        colour_by=colour_by if colour_by in FACETS else "",
        filters=tuple((facet, values) for facet, values in wanted if facet in FACETS and values),
        hides=said.get("hides") is True,
        running_mean=said.get("running_mean") is True,
        curves_together=said.get("curves_together") is True,
    )
