"""Plain text: letters of the base family that stand one after the other, a glyph for each, and kern in pairs.

Nearly all text on maps is. What shaping says of each pair of letters is kept, so that words need no shaping; where
their glyphs stand is worked out when they are drawn.
"""

from __future__ import annotations

from functools import cache
from itertools import accumulate, pairwise
from typing import NamedTuple

from app.layout.text.faces import Face
from app.layout.text.glyphs import shape


class _Glyphs(dict[str, int]):
    """Glyph ids by letter, of one face; KeyError for a letter that is drawn with several glyphs."""

    def __init__(self, face: Face) -> None:
        super().__init__()
        self._face = face

    def __missing__(self, letter: str) -> int:
        shaped = shape(letter, self._face, False)
        if not shaped.plain:
            raise KeyError(letter)
        self[letter] = shaped.glyphs[0]
        return self[letter]


class _Steps(dict[tuple[str, str], int]):
    """How far it is from a letter to the next, in font units; KeyError where they are more than a glyph each."""

    def __init__(self, face: Face, glyphs: _Glyphs) -> None:
        super().__init__()
        self._face, self._glyphs = face, glyphs

    def __missing__(self, pair: tuple[str, str]) -> int:
        first, second = pair
        shaped = shape(first + second, self._face, False)
        if not shaped.plain or shaped.glyphs != (self._glyphs[first], self._glyphs[second]):
            raise KeyError(pair)
        self[pair] = round(shaped.advances[0] * self._face.units_per_em)
        return self[pair]


class Letters:
    """What is known of the letters of a face of the base family."""

    def __init__(self, face: Face) -> None:
        self.glyphs = _Glyphs(face)
        self.steps = _Steps(face, self.glyphs)


@cache
def letters_of(face: Face) -> Letters:
    """Return the letters of a face of the base family."""
    return Letters(face)


def units_of(text: str, face: Face) -> int:
    """Return the width of a text in font units; KeyError where it isn't plain. No letter kerns with a space."""
    return sum(map(letters_of(face).steps.__getitem__, pairwise(text + " ")))


class PlainRun(NamedTuple):
    """A run as in `block.Run`, whose glyphs are worked out when they are asked for; `text` begins at `start`."""

    face: Face
    size: float
    x: float
    baseline: float
    start: int
    text: str

    @property
    def end(self) -> int:
        """The offset after its last character."""
        return self.start + len(self.text)

    @property
    def rtl(self) -> bool:
        """Never from right to left."""
        return False

    @property
    def glyphs(self) -> tuple[int, ...]:
        """One glyph a character."""
        return tuple(map(letters_of(self.face).glyphs.__getitem__, self.text))

    @property
    def advances(self) -> tuple[float, ...]:
        """How wide each glyph is with its kerning, in points."""
        scale = self.size / self.face.units_per_em
        steps = map(letters_of(self.face).steps.__getitem__, pairwise(self.text + " "))
        return tuple([step * scale for step in steps])

    @property
    def xs(self) -> tuple[float, ...]:
        """Where each glyph begins, in points from the block's left."""
        return tuple(accumulate(self.advances[:-1], initial=self.x))

    @property
    def ys(self) -> tuple[float, ...]:
        """All on the baseline."""
        return (self.baseline,) * len(self.text)

    @property
    def clusters(self) -> tuple[int, ...]:
        """The offset of each character."""
        return tuple(range(self.start, self.end))
