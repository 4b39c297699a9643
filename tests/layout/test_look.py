"""Colours that can be read and told apart, in both themes."""

from itertools import combinations

import pytest

from app.layout.chips import Chip
from app.layout.drawing import draw_card, draw_chip, draw_line_name, draw_stage_header, draw_step_header
from app.layout.geometry import Box
from app.layout.icons import ICON_UNITS, ICONS, draw_icon
from app.layout.lens import Paint
from app.layout.look import DASHES, PERSONA_COUNT, TEXT_ON, THEMES, contrast, persona_dash, persona_role
from app.layout.shapes import Rect, Text
from app.layout.words import ENGLISH, signed
from app.models.content import Content
from app.models.kinds import CARD_KINDS, LANE_KINDS
from app.models.records import Card, Journey

themes = pytest.mark.parametrize("theme", THEMES.values(), ids=list(THEMES))


def difference(one, other):
    return sum((int(one[place : place + 2], 16) - int(other[place : place + 2], 16)) ** 2 for place in (1, 3, 5)) ** 0.5


def test_contrast_is_the_one_of_wcag():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@themes
@pytest.mark.parametrize(("ink", "paper"), TEXT_ON)
def test_words_can_be_read(theme, ink, paper):
    assert contrast(theme[ink], theme[paper]) >= 4.5


def test_both_themes_have_the_same_roles():
    light, dark = THEMES.values()
    assert set(light.colours) == set(dark.colours)
    assert all(len(colour) == 7 and colour[0] == "#" for theme in THEMES.values() for colour in theme.colours.values())


@themes
def test_kinds_and_personas_have_colours_of_their_own(theme):
    for roles in ([f"{kind}.edge" for kind in CARD_KINDS], [persona_role(number) for number in range(PERSONA_COUNT)]):
        for one, other in combinations(roles, 2):
            assert difference(theme[one], theme[other]) > 25, (one, other)


def test_curves_differ_without_colour():
    assert len(set(DASHES)) == len(DASHES) == PERSONA_COUNT >= 8
    assert persona_dash(PERSONA_COUNT) == persona_dash(0)
    assert persona_role(PERSONA_COUNT + 1) == persona_role(1)


def test_every_kind_has_an_icon_and_a_word_of_its_own():
    assert len({ICONS[kind] for kind in CARD_KINDS}) == len({ENGLISH[kind] for kind in CARD_KINDS}) == len(CARD_KINDS)
    assert all(ENGLISH[kind] for kind in LANE_KINDS)


@pytest.mark.parametrize("name", ICONS)
def test_icons_keep_to_their_box(name):
    for path in draw_icon(name, 100.0, 200.0, ICON_UNITS, "ink"):
        box = path.bounds
        assert box.x >= 100
        assert box.y >= 200
        assert box.right <= 116
        assert box.bottom <= 216


@pytest.mark.parametrize(
    ("value", "text"), [(1.0, "+1"), (-0.5, "−0.5"), (0.0, "0"), (-0.001, "0"), (1.256, "+1.26"), (-2.0, "−2")]
)
def test_sentiments_are_written_with_a_sign(value, text):
    assert signed(value) == text


def grounds_and_inks(shapes, ground):
    """Yield what is written on what: the last filled rectangle drawn before, where the words begin in it."""
    filled = []
    for shape in shapes:
        if isinstance(shape, Rect) and shape.fill:
            filled.append(shape)
        elif isinstance(shape, Text):
            under = [each for each in filled if each.x <= shape.x and each.y <= shape.y]
            yield shape.colour, under[-1].fill if under else ground


def drawn():
    """Yield shapes of what has words on a map, and what lies below them."""
    content = Content([Journey(id="j", rank="a", title="J")])
    for kind in CARD_KINDS:
        card = Card(id="c", journey_id="j", kind=kind, title="Title", rank="a", sentiment=1.0, note="n", severity=3)
        for role in (None, "muted", *(f"persona.{number}" for number in range(PERSONA_COUNT))):
            yield draw_card(content, card, 200.0, paint=Paint(role, "App") if role else None), "sheet"
    yield draw_stage_header("Stage", 200.0, 60.0), "sheet"
    yield draw_step_header("Step", 200.0, 40.0), "sheet"
    for chosen in (False, True):
        chip = Chip("o", 0, Box(0.0, 0.0, 160.0, 40.0), "Hold the seat", "1 · value 84")
        yield draw_chip(chip, chosen=chosen), "sheet"
    yield draw_line_name("line of visibility"), "sheet"


def test_what_is_drawn_is_written_on_what_it_can_be_read_on():
    pairs = {pair for shapes, ground in drawn() for pair in grounds_and_inks(shapes, ground)}
    assert len(pairs) > 30
    assert pairs <= set(TEXT_ON)
