"""Marks can be told apart without their colours, and seen in both themes."""

import pytest

from app.layout.icons import ICONS
from app.layout.look import THEMES, contrast
from app.layout.marks import LOOKS, PAPER, Mark, draw_badge, words_of
from app.layout.words import ENGLISH
from app.models.kinds import CARD_KINDS


@pytest.mark.parametrize("theme", THEMES.values(), ids=list(THEMES))
@pytest.mark.parametrize("role", LOOKS)
def test_a_mark_stands_out_from_sheet_and_cards(theme, role):
    colour = theme[LOOKS[role].colour]
    assert contrast(colour, theme["sheet"]) >= 3
    assert all(contrast(colour, theme[f"{kind}.fill"]) >= 3 for kind in CARD_KINDS)
    assert contrast(colour, theme[PAPER]) >= 4.5


def test_each_role_has_a_sign_a_word_a_frame_and_a_shape_of_its_own():
    looks = LOOKS.values()
    assert len({ICONS[f"mark {role}"] for role in LOOKS}) == len(LOOKS)
    assert len({words_of(Mark(role), ENGLISH) for role in LOOKS}) == len(LOOKS)
    assert len({look.dash for look in looks}) == len(LOOKS)
    assert len({look.dot for look in looks}) == len(LOOKS)
    assert words_of(Mark("votes", "7")) == "7"


def test_a_badge_is_as_wide_as_its_words_and_no_wider_than_its_card():
    short, long = (draw_badge("changed", text, 168.0)[0] for text in ("title", "title, note, sentiment, weight, tags"))
    assert 40 < short < 90
    assert short < long <= 168.0
