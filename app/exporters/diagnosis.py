"""The diagnosis of a workspace for the command line: as data, and in plain words."""

from typing import Any

from app.layout.framework_words import FRAMEWORK
from app.layout.words import Words, figure
from app.scoring.diagnosis import Diagnosis, Mastery, Measure


def diagnosis_json(found: Diagnosis) -> dict[str, Any]:
    """Return the masteries with their measures, which is the weakest (null where all are there), and what follows."""
    weakest = found.weakest
    return {
        "weakest": weakest.name if weakest else None,
        "masteries": [_mastery_json(each) for each in found.masteries],
        "follows": [{"measure": each.name, "text": FRAMEWORK[f"follows {each.name}"]} for each in found.follows],
    }


def _mastery_json(mastery: Mastery) -> dict[str, Any]:
    return {
        "name": mastery.name,
        "state": mastery.state,
        "strength": round(mastery.strength, 9),
        "measures": [
            {
                "name": each.name,
                "count": each.count,
                "of": each.of,
                "share": round(each.share, 9) if each.of else None,
                "goal": each.goal,
                "met": each.met,
            }
            for each in mastery.measures
        ],
    }


def verdict_words(found: Diagnosis, words: Words = FRAMEWORK) -> str:
    """Return in one sentence which mastery is missing or holds the others back."""
    weakest = found.weakest
    if weakest is None:
        return words["diagnosis there"]
    name = words[f"mastery {weakest.name}"]
    return words[f"diagnosis {weakest.state}"].format(
        mastery=name[:1].lower() + name[1:], asks=words[f"mastery {weakest.name} asks"]
    )


def measure_words(measure: Measure, words: Words = FRAMEWORK) -> str:
    """Return a measure in words, with its goal: “3 of 8 journeys with an owner; 80 % would do”."""
    says = words["diagnosis measure" if measure.of else "diagnosis nothing"]
    what, goal = words[f"measure {measure.name}"], figure(100 * measure.goal, 0)
    return says.format(count=measure.count, of=measure.of, what=what, goal=goal)


def diagnosis_text(found: Diagnosis) -> str:
    """Return the diagnosis to read: the verdict, each mastery with its measures, and what follows."""
    lines = [verdict_words(found), ""]
    for mastery in found.masteries:
        lines.append(f"{FRAMEWORK[f'mastery {mastery.name}']}: {FRAMEWORK[f'state {mastery.state}']}")
        lines += [f"  {'+' if each.met else '-'} {measure_words(each)}" for each in mastery.measures]
    if found.follows:
        lines += ["", FRAMEWORK["diagnosis follows"]]
        lines += [f"  {number}. {FRAMEWORK[f'follows {each.name}']}" for number, each in enumerate(found.follows, 1)]
    return "\n".join(lines) + "\n"
