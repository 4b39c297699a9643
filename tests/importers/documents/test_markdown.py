import pytest

from app.importers.documents import DocumentMapping, look_at_document, looks_like_map_document, suggested_mapping
from app.importers.mermaid import read_mermaid
from app.models.content import journeys_of, swimlanes_of
from app.models.errors import InputError
from app.models.records import Card, Journey, Opportunity, Persona
from tests.importers.documents.reading import (
    card,
    cards,
    journey_id,
    opportunities,
    plan_and_content,
    stages,
    warnings,
    write,
)

ACROSS = """# Journey map: Ticket

| | Stage 1: Search | **Buy** | Ride |
|---|---|---|---|
| **Actions** | opens site<br>types a\\|b | pays | sits |
| Pain points | slow; late | queue/crowd | [Pain] |
| Feeling | calm (4/5 → 1/5) | glad (4/5) | upset 2/5 |
| Ideas | faster | <b>QR</b> codes ![x](http://example.org/x.png) | <img src="http://example.org/y.png"> |
"""

HEADINGS = """---
title: front matter
---

# Buying

**Persona**: Maya – commuter
**Goal**: be on time
**Scenario**: Monday morning

## Stages

### Phase 1 – Search

Looks around first.

**Actions:**

- [ ] opens the app
  - twice a day
- [x] looks up a train

**Pain Points**
1. slow
2. [Pain point 2]

**Emotions**: Tired 😟 (Intensity: 4/5 if late, 2/5 if early)

#### Questions
- Which platform?

> “Where is it?”

### Phase 2 – Ride

* **Actions**: sits
* **Gains**: quiet, warm

| Dimension | Detail |
|---|---|
| Channels | app; screen |
| A | b |

```
  *---__
 /      \\__ 2/5 \\___
```

<div>raw</div>

## Opportunities

- a map of seats

## Summary

Nothing more.
"""


def test_breaks_pipes_bold_and_placeholders_in_cells(tmp_path):
    path = write(tmp_path, "map.md", ACROSS)
    look = look_at_document(path)
    assert look.journeys[0].title == "Ticket"
    assert {each.label: (each.field, each.split) for each in look.labels} == {
        "Actions": ("action", "lines"),
        "Pain points": ("pain", "none"),
        "Feeling": ("emotion", "none"),
        "Ideas": ("opportunity", "none"),
    }
    plan, content = plan_and_content(path, suggested_mapping(look))
    assert stages(content) == ["Search", "Buy", "Ride"]
    assert cards(content, "action")[:2] == [("Search", "opens site"), ("Search", "types a|b")]
    assert cards(content, "pain") == [("Search", "slow; late"), ("Buy", "queue/crowd")]
    assert opportunities(content) == ["faster", "QR codes"]
    assert [each.score for each in content.all(Card).values() if each.score] == ["4/5 → 1/5", "4/5", "2/5"]
    assert "“[Pain]”" in "".join(warnings(plan))
    assert any(text == "Left out: 2 pictures; none is fetched." for text in warnings(plan))
    texts = [each.title + each.note for each in content.all(Card).values()]
    texts += [each.title + each.note for each in content.all(Opportunity).values()]
    assert not any("http" in each for each in texts)
    scores = [(warning.line, warning.text) for warning in plan.warnings if "no single score" in warning.text]
    assert scores == [(7, "“4/5 → 1/5” is no single score; it is kept as written and sets no sentiment.")]


@pytest.mark.parametrize(
    ("split", "texts"),
    [
        ("none", ["slow; late", "queue/crowd, long"]),
        ("semicolon", ["slow", "late", "queue/crowd, long"]),
        ("comma", ["slow; late", "queue/crowd", "long"]),
    ],
)
def test_cells_are_split_as_chosen(tmp_path, split, texts):
    path = write(tmp_path, "map.md", ACROSS.replace("queue/crowd", "queue/crowd, long"))
    _, content = plan_and_content(path, DocumentMapping(splits={"PAIN points": split}))
    assert [title for _, title in cards(content, "pain")] == texts


def test_labels_mean_what_was_chosen(tmp_path):
    path = write(tmp_path, "map.md", ACROSS)
    mapping = DocumentMapping({"Actions": "touchpoint", "Ideas": "gain", "Feeling": "ignore"}, direction="high is best")
    plan, content = plan_and_content(path, mapping)
    assert len(cards(content, "touchpoint")) == 4
    assert cards(content, "gain") == [("Search", "faster"), ("Buy", "QR codes")]
    assert not cards(content, "thought")
    assert not opportunities(content)
    assert "Left out: what stands under “Feeling”." in warnings(plan)
    assert not any("score" in text for text in warnings(plan))


def test_headings_labels_lists_and_what_stands_around_them(tmp_path):
    path = write(tmp_path, "map.md", HEADINGS)
    assert look_at_document(path).shape == "stage sections"
    plan, content = plan_and_content(path)
    assert stages(content) == ["Search", "Ride"]
    journey = content.get(Journey, journey_id(content))
    assert (journey.title, journey.goal, journey.note) == ("Buying", "be on time", "Monday morning")
    (persona,) = content.all(Persona).values()
    assert (persona.name, persona.role) == ("Maya", "commuter")
    assert len(swimlanes_of(content, journey.id)) == 1
    assert cards(content, "action") == [("Search", "opens the app"), ("Search", "looks up a train"), ("Ride", "sits")]
    assert card(content, "opens the app").note == "twice a day"
    assert cards(content, "note")[0] == ("Search", "Looks around first.")
    assert cards(content, "pain") == [("Search", "slow")]
    assert cards(content, "question") == [("Search", "Which platform?")]
    assert cards(content, "quote") == [("Search", "“Where is it?”")]
    assert cards(content, "gain") == [("Ride", "quiet, warm")]
    assert cards(content, "touchpoint") == [("Ride", "app"), ("Ride", "screen")]
    assert (card(content, "Tired 😟").score, card(content, "Tired 😟").sentiment) == ("4/5 if late, 2/5 if early", None)
    assert opportunities(content) == ["a map of seats"]
    texts = warnings(plan)
    assert "Left out: a curve or table drawn with characters." in texts
    assert "Left out: HTML." in texts
    assert any("under “Summary”" in text or "“Summary”" in text for text in texts)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        (
            "| Étape | Recherche | Achat |\n|---|---|---|\n| Points de douleur | lent | cher |\n| Pensées | hm | ah |\n"
            "| Opportunités | vite | peu |\n| Émotions | calme | content |\n",
            {"pain": 2, "thought": 4},
        ),
        (
            "| Phase | Suche | Kauf |\n|---|---|---|\n| Schmerzpunkte | langsam | teuer |\n"
            "| Bedürfnisse | Ruhe | Zeit |\n"
            "| Chancen | schnell | mehr |\n| Kontaktpunkte | App | Schalter |\n",
            {"pain": 2, "need": 2, "touchpoint": 2},
        ),
        (
            "## Étape 1 : Recherche\n**Actions :**\n- ouvre\n\n**Freins :**\n- lent\n\n## Étape 2 : Achat\n"
            "**Actions :**\n- paie\n",
            {"action": 2, "pain": 1},
        ),
    ],
)
def test_words_of_french_and_german(tmp_path, text, kinds):
    _, content = plan_and_content(write(tmp_path, "map.md", text))
    assert {kind: len(cards(content, kind)) for kind in kinds} == kinds
    assert len(stages(content)) == 2


def test_sections_of_several_journeys_are_maps_of_their_own(tmp_path):
    section = "### Stage 1: A\n**Actions**: a\n\n### Stage 2: B\n**Pain points**: b\n"
    _, content = plan_and_content(
        write(tmp_path, "maps.md", f"# All\n\n## Buying\n\n{section}\n## Leaving\n\n{section}")
    )
    assert [journey.title for journey in journeys_of(content)] == ["Buying", "Leaving"]


def test_sections_without_numbers_are_stages_where_they_share_labels(tmp_path):
    text = "# Map\n\n## Search\n#### Actions\n- a\n#### Pains\n- b\n\n"
    text += "## Buy\n#### Actions\n- c\n#### Pains\n- d\n\n## End\nx\n"
    _, content = plan_and_content(write(tmp_path, "map.md", text))
    assert stages(content) == ["Search", "Buy"]
    assert cards(content, "pain") == [("Search", "b"), ("Buy", "d")]


def test_a_page_with_a_mermaid_journey_stays_one(tmp_path):
    text = f"{HEADINGS}\n```mermaid\n%% a comment\njourney\n  title Day\n  section Go\n    Ride: 3: Me\n```\n"
    path = write(tmp_path, "map.md", text)
    assert not looks_like_map_document(path, path.read_bytes())
    with pytest.raises(InputError, match="import it as Mermaid"):
        look_at_document(path)
    assert read_mermaid(path).made["journey"] == 1


def test_a_template_leaves_nothing_but_its_stages(tmp_path):
    text = "| | [Stage 1] | Buy |\n|---|---|---|\n| Pains | [Pain] | Feels [emotion] because [reason] |\n"
    text += "| Gains | {{gain}} | \\[sic\\] quick and easy |\n"
    plan, content = plan_and_content(write(tmp_path, "map.md", text))
    assert [each.title for each in content.all(Card).values()] == ["[sic] quick and easy"]
    assert stages(content) == ["Buy"]
    assert any("what a template leaves to be filled in" in text for text in warnings(plan))


def test_pages_without_a_map_do_not_look_like_one(tmp_path):
    for text in (
        "# Notes\n\n**Anna:** hello\n\n**Ben:** hi\n",
        "| a | b |\n|---|---|\n| 1 | 2 |\n",
        "",
        "# Stage 1: Empty\n\ntext\n",
        "## Phase 1: Plan\n- [ ] do it\n\n## Phase 2: Go\n- [ ] go\n",
    ):
        path = write(tmp_path, "page.md", text)
        assert not looks_like_map_document(path, path.read_bytes())
        with pytest.raises(InputError, match="without a journey map"):
            look_at_document(path)


def test_long_pages_are_read_in_time_or_refused(tmp_path):
    rows = "".join(f"| Actions | {'word ' * 20}{n} | b |\n" for n in range(300))
    _, content = plan_and_content(write(tmp_path, "map.md", f"| | A | B |\n|---|---|---|\n{rows}"))
    assert len(content.all(Card)) == 600
    with pytest.raises(InputError, match="300 kB"):
        look_at_document(write(tmp_path, "long.md", "| a |\n" * 20_002))
