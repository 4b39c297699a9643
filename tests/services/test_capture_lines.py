"""Sentences from what is pasted."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.services.capture import lines_of
from tests.fuzzing import cases
from tests.services.test_capture import CONTENT

MARKDOWN = """\
# Workshop of 12 November

## Purchase
- pain: queue
- [ ] calm @Awareness
  1. of the whole team

---

### Pains ###
* slow
* gain: quick

## Nowhere
* lost
"""

NESTED = """\
- Purchase
    - pain: queue
    - Jon
        - + card
- Awareness
    - poster
- alone
"""

SHEET = """\
Stage\tWho\tKind\tSeverity\tTags\tSentence\tBy
Purchase\tMaya\tPain\t4\tqueue, slow\t"forty
minutes"\tAnn
Getting on board\tJon\tgain\t\t\tcalm\t
"""


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", []),
        ("\ufeff- slow\r\n\r\n+ quick\r", ["- slow", "+ quick"]),
        ("- slow\n  + quick", ["slow", "quick"]),
        ("- slow", ["- slow"]),
        ("- [ ] slow", ["slow"]),
        ("- slow\n- pain: dear", ["slow", "pain: dear"]),
        ("1. slow\n2) dear\n10. far", ["slow", "dear", "far"]),
        ("• slow\n– dear", ["slow", "dear"]),
        ("- slow\n+ quick\n- dear", ["- slow", "+ quick", "- dear"]),
        ("- slow\nplain", ["- slow", "plain"]),
        ("## Purchase\n- slow\nplain\n\tdeep", ["@Purchase slow", "@Purchase plain", "@Purchase deep"]),
        ("•\tslow\n\t•\tdear", ["slow", "dear"]),
        ("-\tslow\t4\n-\tdear\t3", ["- slow 4", "- dear 3"]),
        ("1984 was\n3 cards", ["1984 was", "3 cards"]),
        (
            MARKDOWN,
            [
                *("@Purchase pain: queue", "calm @Awareness", "@Purchase of the whole team"),
                *("@Purchase pain: slow", "@Purchase gain: quick", "lost"),
            ],
        ),
        (NESTED, ["@Purchase pain: queue", "@Purchase ~Jon + card", "@Awareness poster", "alone"]),
        (
            "## stage: Return\n- - slow\n\n## Pains\n- dear\n\n# persona: Ada\n## Return\n- x",
            ["stage: Return", "@Return - slow", "pain: dear", "persona: Ada", "~Ada @Return x"],
        ),
        ("## getting on board\n- x", ['@"getting on board" x']),
        (
            SHEET,
            ["Pain: forty minutes Ann @Purchase ~Maya #queue #slow !4", 'gain: calm @"Getting on board" ~Jon'],
        ),
        (
            "Step\tPains\tGains\nPay\tslow\t\nWait\tlong\ta seat",
            ["Pains: slow @Pay", "Pains: long @Wait", "Gains: a seat @Wait"],
        ),
        ("Stage\tStep\tTags\tText\nPurchase\tPay\t#a, b\tx", ['x @"Purchase › Pay" #a #b']),
        ("- Purchase:\n  - slow\n- Pains:\n  - dear", ["@Purchase slow", "pain: dear"]),
        ("pain\tslow\ngain:\tquick\t#new", ["pain: slow", "gain: quick #new"]),
        ("slow\tvery", ["slow very"]),
        ('"two\nlines"\none', ["two lines", "one"]),
        ('"It never came\n"Too late\tshe said', ['"It never came', '"Too late she said']),
    ],
)
def test_lines(text, lines):
    assert lines_of(text, CONTENT, "j") == lines


def test_without_a_map_headings_are_stages():
    assert lines_of("## Any\n- slow") == ["@Any slow"]


PARTS = ["- ", "+ ", "# ", "## Purchase", "\t", "\n", '"', "a", "1. ", "[x] ", "    ", "\0"]


@cases(60)
@example("- [x] [x] ")
@given(st.lists(st.sampled_from(PARTS)).map("".join))
def test_any_text_is_taken(text):
    assert all(line.strip() for line in lines_of(text, CONTENT, "j"))
