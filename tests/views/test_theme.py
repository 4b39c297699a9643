"""Colours of the window that can be read, in both themes, and a stylesheet that keeps to them."""

import re
from string import Template

import pytest

from app.layout.look import THEMES, contrast
from app.views.stylesheet import STYLESHEET
from app.views.theme import RINGED_ON, WRITTEN_ON, colours_of

themes = pytest.mark.parametrize("theme", THEMES.values(), ids=list(THEMES))
RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
SETS = re.compile(r"(?:^|;)\s*(color|background)\s*:\s*\$(\w+)")


@themes
@pytest.mark.parametrize(("ground", "ink"), [(ground, ink) for ground, inks in WRITTEN_ON.items() for ink in inks])
def test_what_is_written_can_be_read(theme, ground, ink):
    colours = colours_of(theme)
    assert contrast(colours[ink], colours[ground]) >= 4.5


@themes
@pytest.mark.parametrize("ground", RINGED_ON)
def test_rings_are_seen(theme, ground):
    colours = colours_of(theme)
    assert contrast(colours["accent"], colours[ground]) >= 3
    assert contrast(colours["accent_ink"], colours["accent"]) >= 3


def test_the_stylesheet_writes_only_what_can_be_read():
    found = 0
    for selector, body in RULE.findall(STYLESHEET):
        sets = dict(SETS.findall(body))
        if {"color", "background"} <= sets.keys() and "disabled" not in selector:
            found += 1
            assert sets["color"] in WRITTEN_ON[sets["background"]], selector
    assert found > 5


def test_the_stylesheet_writes_and_fills_with_what_is_known():
    inks = {ink for each in WRITTEN_ON.values() for ink in each}
    fills = {*WRITTEN_ON, "line", "strong_line", "muted"}  # the last three: rules, handles and grooves without words
    for _, body in RULE.findall(STYLESHEET):
        for name, role in SETS.findall(body):
            assert role in (inks if name == "color" else fills), body


def test_every_colour_of_the_stylesheet_is_a_role():
    for theme in THEMES.values():
        roles = colours_of(theme)
        Template(STYLESHEET).substitute(roles, arrow="", check="", small=12, body=14, title=17)
