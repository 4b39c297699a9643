"""What a wall template says besides the words of the map, in English."""

from typing import Final

from app.layout.words import Words

WORDS: Final[Words] = {
    "wall prompt touchpoints": "What do they do, what do they meet?",
    "wall prompt channels": "Where: in person, phone, app, letter?",
    "wall prompt experience": "What hurts, what delights?",
    "wall prompt emotion": "Draw how it feels: up is good, down is bad.",
    "wall prompt thoughts": "What goes through their minds?",
    "wall prompt quotes": "What did somebody really say?",
    "wall prompt needs": "What do they need to get on?",
    "wall prompt questions": "What do we not know yet?",
    "wall prompt factors": "What tips the balance here?",
    "wall prompt influences": "Who or what sways them?",
    "wall prompt messages": "What do we tell them?",
    "wall prompt notes": "Anything else worth keeping.",
    "wall prompt images": "Sketch it or pin a picture.",
    "wall prompt frontstage": "What do our people do in plain sight?",
    "wall prompt backstage": "What happens out of sight?",
    "wall prompt support": "Which systems and partners help?",
    "wall prompt opportunities": "What could we try?",
    "wall how": "How to write a note",
    "wall how text": "First the code of the cell, then what it is, then the words. "
    "That is how it is typed into Clew afterwards, as it stands:",
    "wall sample pain": "queue too long",
    "wall sample": "a few words",
    "wall kinds": "What it can be",
    "wall size one": "{columns} column, {rows}",
    "wall size": "{columns} columns, {rows}",
    "wall rows one": "{rows} row",
    "wall rows": "{rows} rows",
    "wall title": "{title}: wall template",
    "wall tile": "{name}  ·  row {row} of {rows}  ·  column {column} of {columns}  ·  page {n} of {count}",
    "wall overview": "How the sheets go together",
    "wall sheets one": "1 sheet of {paper}",
    "wall sheets": "{sheets} sheets of {paper}: {rows} rows of {columns}",
    "wall measures": "{width} × {height} cm",
    "wall step print": "Print all pages at 100 %, not “fit to page”. The line at the foot of this page "
    "is then 100 mm long.",
    "wall step cut": "Each sheet has a name, row and column, such as 2/3. Cut along the marks: the left edge where "
    "a sheet has a neighbour on its left, the upper edge where it has one above.",
    "wall step glue": "Lay it over the strip that the neighbour leaves free for it, up to the marks, and glue. "
    "The strip names the sheet that goes there.",
    "wall line": "100 mm",
}
"""Keys of prompts end in the kind of the lane."""
