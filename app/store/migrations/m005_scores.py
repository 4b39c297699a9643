"""Format 5 to 6, what opportunities were worth: three columns become scores in the value matrix, in data and log.

The value matrix gets the ids that it has in every workspace (`app.scoring.presets`), a score one that follows from that
of its opportunity. The log is told as if there had been scores all the time, so that the past shows them too: what a
step did to a column stands beside what it did to the opportunity. All scores are dated by the newest step.
"""

import json
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from sqlite3 import Connection

MODEL: Final = ("35646045-b9cc-5538-8470-31657f4a23ef", "T", "Value matrix", "value matrix", "", 0)

CRITERIA: Final = (
    (
        "ea98f44b-67ac-525e-9c63-7db3b735f9ff",
        "U",
        MODEL[0],
        "Customer",
        "customer",
        "customer",
        1.0,
        0.0,
        100.0,
        "What it is worth to the people served, seen from their side alone.",
        None,
    ),
    (
        "19e03cb1-bef3-5cff-b3dd-b8b39d5168f6",
        "V",
        MODEL[0],
        "Business",
        "business",
        "business",
        1.0,
        0.0,
        100.0,
        "What it is worth to the organisation: revenue, cost, strategy, risk.",
        None,
    ),
    (
        "330653e9-4f61-5fbd-a328-89bc5ff14209",
        "W",
        MODEL[0],
        "Effort",
        "effort",
        "effort",
        1.0,
        0.0,
        5.0,
        "How hard it is; shown beside the value and no part of it.",
        None,
    ),
)

ANCHORS: Final = (
    ("ae51f40c-8a4e-5f4d-8fa4-1f9dc281c5cd", CRITERIA[0][0], 0.0, "nothing", "Nobody served would notice."),
    ("0a4c5d17-b509-5d65-af01-fdfa076e87a2", CRITERIA[0][0], 25.0, "little", "Some would notice, none would miss it."),
    (
        "11d0ac02-b30c-5428-92a8-67f6209c9c9e",
        CRITERIA[0][0],
        50.0,
        "something",
        "It helps many a little, or a few a lot.",
    ),
    (
        "4e79eb0f-87df-524d-9075-c9522293e367",
        CRITERIA[0][0],
        75.0,
        "much",
        "It takes a pain from many that they talk about.",
    ),
    ("8671efb0-2bae-592b-8922-985e0f9f3980", CRITERIA[0][0], 100.0, "all", "They stay, leave or come because of it."),
    (
        "d4c3504b-b90b-5bd8-9943-9cf9c4a66711",
        CRITERIA[1][0],
        0.0,
        "nothing",
        "No figure of the organisation would move.",
    ),
    (
        "c1301789-311d-5c9b-87ac-568c1a4ec361",
        CRITERIA[1][0],
        25.0,
        "little",
        "A figure of one team would move a little.",
    ),
    (
        "2e9033d0-f7c7-5f40-ab28-64332c6505d7",
        CRITERIA[1][0],
        50.0,
        "something",
        "A figure that is reported would move.",
    ),
    (
        "06ba50b7-3c10-5cb2-aa5b-db4f15119e9f",
        CRITERIA[1][0],
        75.0,
        "much",
        "An objective of this year depends on it in part.",
    ),
    (
        "93cd225d-9098-592f-8e37-5e02cc136217",
        CRITERIA[1][0],
        100.0,
        "all",
        "An objective of this year fails without it.",
    ),
    ("3f500e47-6ef2-5dcb-b4d1-17d04e46d456", CRITERIA[2][0], 0.0, "none", "Nothing but the decision."),
    ("7e063777-e4ef-5cd5-a025-60e36a95186a", CRITERIA[2][0], 1.0, "days", "One person, some days."),
    ("0f271966-8278-5116-92b6-0d5ba1f853fc", CRITERIA[2][0], 2.0, "weeks", "One team, some weeks."),
    ("6b0e571d-3fca-580f-b58d-e5a57485defd", CRITERIA[2][0], 3.0, "a quarter", "One team, about a quarter."),
    ("f371847c-b923-5f07-b9b6-5754b0f0f9a6", CRITERIA[2][0], 4.0, "half a year", "Several teams, about half a year."),
    ("3cd7af16-6849-59f7-85f2-13282ae56bf9", CRITERIA[2][0], 5.0, "a year", "Several departments, a year or more."),
)

ROWS: Final = {"scoring_model": (MODEL,), "criterion": CRITERIA, "anchor": ANCHORS}

COLUMNS: Final = ("customer", "business", "effort")

_ID: Final = (
    "CASE WHEN length({id}) = 36 THEN substr(criterion.id, 1, 8) || substr({id}, 9)"
    " ELSE {id} || '/' || criterion.part END"
)
_AT: Final = "coalesce((SELECT substr(max(at), 1, 19) || '+00:00' FROM history_step), '')"

_SCORES: Final = f"""
INSERT INTO score (id, opportunity_id, criterion_id, scorer_id, value, low, high, reason, at, origin)
SELECT {_ID.format(id="opportunity.id")}, opportunity.id, criterion.id, NULL, value, NULL, NULL, '', {_AT}, 'scored'
FROM (
    SELECT id, 'customer' AS part, customer AS value FROM opportunity
    UNION ALL SELECT id, 'business', business FROM opportunity
    UNION ALL SELECT id, 'effort', effort FROM opportunity
) AS opportunity JOIN criterion ON criterion.model_id = ? AND criterion.part = opportunity.part
WHERE value IS NOT NULL
"""

_IMAGE: Final = f"""
CASE WHEN {{value}} IS NULL THEN NULL ELSE json_object(
    'id', {_ID.format(id="change.id")}, 'opportunity_id', change.id, 'criterion_id', criterion.id, 'scorer_id', NULL,
    'value', {{value}}, 'low', NULL, 'high', NULL, 'reason', '', 'at', {_AT}, 'origin', 'scored'
) END
"""

_LOG: Final = f"""
INSERT INTO history_change (step, seq, kind, id, before, after)
SELECT step, newest + row_number() OVER (PARTITION BY step ORDER BY seq, criterion.rank), 'score',
    {_ID.format(id="change.id")}, {_IMAGE.format(value="was")}, {_IMAGE.format(value="became")}
FROM (
    SELECT step, seq, id, column1 AS part, json_extract(before, '$.' || column1) AS was,
        json_extract(after, '$.' || column1) AS became,
        (SELECT max(seq) FROM history_change AS other WHERE other.step = history_change.step) AS newest
    FROM history_change, (VALUES ('customer'), ('business'), ('effort')) WHERE kind = 'opportunity'
) AS change JOIN criterion ON criterion.model_id = ? AND criterion.part = change.part
WHERE was IS NOT became
"""


_MADE: Final = """
INSERT INTO history_change (step, seq, kind, id, before, after)
SELECT step, max(seq) + 1, ?, ?, NULL, ? FROM history_change
WHERE step = (SELECT min(step) FROM history_change WHERE kind = 'score') GROUP BY step
"""
"""The value matrix was made by the first step that scored."""

_UNUSED: Final = "NOT EXISTS (SELECT 1 FROM score) AND NOT EXISTS (SELECT 1 FROM history_change WHERE kind = 'score')"


def run(connection: "Connection") -> None:
    """Make scores of what is in the columns, and drop them; a file that has none gets no value matrix."""
    for table, rows in ROWS.items():
        for row in rows:
            connection.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", row)
    for statement in (_SCORES, _LOG):
        connection.execute(statement, MODEL[:1])
    for table, rows in ROWS.items():
        names = [name for _, name, *_ in connection.execute(f"PRAGMA table_info({table})")]
        for row in rows:
            values = {name: bool(value) if name == "blind" else value for name, value in zip(names, row, strict=True)}
            connection.execute(_MADE, (table, row[0], json.dumps(values, ensure_ascii=False, separators=(",", ":"))))
    for table in reversed(ROWS):
        connection.execute(f"DELETE FROM {table} WHERE {_UNUSED}")
    for column in COLUMNS:
        connection.execute(f"ALTER TABLE opportunity DROP COLUMN {column}")
