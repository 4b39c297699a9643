"""Format 5 to 6: the decision: scoring models and scores, decisions, solutions, actions, the framework's registers."""

from typing import TYPE_CHECKING, Final

from app.store.migrations import m005_scores

if TYPE_CHECKING:
    from sqlite3 import Connection


def _reference(name: str, table: str) -> str:
    return f"{name} TEXT REFERENCES {table} (id) DEFERRABLE INITIALLY DEFERRED"


NEW_COLUMNS: Final = {
    "workspace": (_reference("scoring_model_id", "scoring_model"),),
    "tool": ("category TEXT NOT NULL DEFAULT ''", "note TEXT NOT NULL DEFAULT ''"),
    "journey": (
        "objective TEXT NOT NULL DEFAULT ''",
        "objective_metric TEXT NOT NULL DEFAULT ''",
        "objective_target TEXT NOT NULL DEFAULT ''",
        "scope TEXT NOT NULL DEFAULT ''",
        _reference("department_id", "department"),
        _reference("segment_id", "segment"),
        "review_every INTEGER",
        "reviewed_on TEXT",
    ),
    "step": (
        _reference("channel_id", "channel"),
        "resource TEXT NOT NULL DEFAULT ''",
        "starts_on TEXT",
        "ends_on TEXT",
    ),
    "opportunity": (_reference("parent_id", "opportunity"), "type TEXT NOT NULL DEFAULT 'fix'"),
}

NEW_INDEXES: Final = (
    ("workspace", "scoring_model_id"),
    ("journey", "department_id"),
    ("journey", "segment_id"),
    ("step", "channel_id"),
    ("opportunity", "parent_id"),
)

STATEMENTS: Final = (
    """CREATE TABLE scoring_model (
    id TEXT NOT NULL,
    rank TEXT NOT NULL,
    title TEXT NOT NULL,
    kind TEXT NOT NULL,
    note TEXT NOT NULL,
    blind INTEGER NOT NULL,
    PRIMARY KEY (id)
    )
    STRICT""",
    """CREATE TABLE criterion (
    id TEXT NOT NULL,
    rank TEXT NOT NULL,
    model_id TEXT NOT NULL,
    name TEXT NOT NULL,
    part TEXT NOT NULL,
    side TEXT NOT NULL,
    weight REAL NOT NULL,
    lowest REAL NOT NULL,
    highest REAL,
    rubric TEXT NOT NULL,
    prefill TEXT,
    PRIMARY KEY (id),
    FOREIGN KEY(model_id) REFERENCES scoring_model (id) DEFERRABLE INITIALLY DEFERRED
    )
    STRICT""",
    "CREATE INDEX criterion_by_model_id ON criterion (model_id)",
    """CREATE TABLE anchor (
    id TEXT NOT NULL,
    criterion_id TEXT NOT NULL,
    value REAL NOT NULL,
    label TEXT NOT NULL,
    rubric TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(criterion_id) REFERENCES criterion (id) DEFERRABLE INITIALLY DEFERRED
    )
    STRICT""",
    "CREATE INDEX anchor_by_criterion_id ON anchor (criterion_id)",
    """CREATE TABLE scorer (
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    rank TEXT NOT NULL,
    PRIMARY KEY (id)
    )
    STRICT""",
    """CREATE TABLE stakeholder (
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    rank TEXT NOT NULL,
    role TEXT NOT NULL,
    department_id TEXT,
    interest TEXT,
    influence TEXT,
    wants TEXT NOT NULL,
    note TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(department_id) REFERENCES department (id) DEFERRABLE INITIALLY DEFERRED
    )
    STRICT""",
    "CREATE INDEX stakeholder_by_department_id ON stakeholder (department_id)",
    """CREATE TABLE stakeholder_journey (
    stakeholder_id TEXT NOT NULL,
    journey_id TEXT NOT NULL,
    PRIMARY KEY (stakeholder_id, journey_id),
    FOREIGN KEY(stakeholder_id) REFERENCES stakeholder (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(journey_id) REFERENCES journey (id) DEFERRABLE INITIALLY DEFERRED
    )
    STRICT""",
    "CREATE INDEX stakeholder_journey_by_journey_id ON stakeholder_journey (journey_id)",
    """CREATE TABLE ask (
    id TEXT NOT NULL,
    rank TEXT NOT NULL,
    stakeholder_id TEXT NOT NULL,
    title TEXT NOT NULL,
    status TEXT NOT NULL,
    asked_on TEXT,
    due_on TEXT,
    answer TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(stakeholder_id) REFERENCES stakeholder (id) DEFERRABLE INITIALLY DEFERRED
    )
    STRICT""",
    "CREATE INDEX ask_by_stakeholder_id ON ask (stakeholder_id)",
    """CREATE TABLE tool_department (
    tool_id TEXT NOT NULL,
    department_id TEXT NOT NULL,
    purpose TEXT NOT NULL,
    PRIMARY KEY (tool_id, department_id),
    FOREIGN KEY(tool_id) REFERENCES tool (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(department_id) REFERENCES department (id) DEFERRABLE INITIALLY DEFERRED
    )
    STRICT""",
    "CREATE INDEX tool_department_by_department_id ON tool_department (department_id)",
    """CREATE TABLE card_answer (
    card_id TEXT NOT NULL,
    answered_id TEXT NOT NULL,
    PRIMARY KEY (card_id, answered_id),
    FOREIGN KEY(card_id) REFERENCES card (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(answered_id) REFERENCES card (id) DEFERRABLE INITIALLY DEFERRED
    )
    STRICT""",
    "CREATE INDEX card_answer_by_answered_id ON card_answer (answered_id)",
    """CREATE TABLE score (
    id TEXT NOT NULL,
    opportunity_id TEXT NOT NULL,
    criterion_id TEXT NOT NULL,
    scorer_id TEXT,
    value REAL,
    low REAL,
    high REAL,
    reason TEXT NOT NULL,
    at TEXT NOT NULL,
    origin TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(opportunity_id) REFERENCES opportunity (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(criterion_id) REFERENCES criterion (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(scorer_id) REFERENCES scorer (id) DEFERRABLE INITIALLY DEFERRED
    )
    STRICT""",
    "CREATE INDEX score_by_criterion_id ON score (criterion_id)",
    "CREATE INDEX score_by_opportunity_id ON score (opportunity_id)",
    "CREATE INDEX score_by_scorer_id ON score (scorer_id)",
    """CREATE TABLE decision (
    id TEXT NOT NULL,
    rank TEXT NOT NULL,
    opportunity_id TEXT NOT NULL,
    kind TEXT,
    decided_on TEXT,
    reason TEXT NOT NULL,
    owner_id TEXT,
    PRIMARY KEY (id),
    FOREIGN KEY(opportunity_id) REFERENCES opportunity (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(owner_id) REFERENCES owner (id) DEFERRABLE INITIALLY DEFERRED
    )
    STRICT""",
    "CREATE INDEX decision_by_opportunity_id ON decision (opportunity_id)",
    "CREATE INDEX decision_by_owner_id ON decision (owner_id)",
    """CREATE TABLE boundary (
    id TEXT NOT NULL,
    rank TEXT NOT NULL,
    title TEXT NOT NULL,
    stance TEXT NOT NULL,
    note TEXT NOT NULL,
    tag_id TEXT,
    PRIMARY KEY (id),
    FOREIGN KEY(tag_id) REFERENCES tag (id) DEFERRABLE INITIALLY DEFERRED
    )
    STRICT""",
    "CREATE INDEX boundary_by_tag_id ON boundary (tag_id)",
    """CREATE TABLE opportunity_boundary (
    opportunity_id TEXT NOT NULL,
    boundary_id TEXT NOT NULL,
    PRIMARY KEY (opportunity_id, boundary_id),
    FOREIGN KEY(opportunity_id) REFERENCES opportunity (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(boundary_id) REFERENCES boundary (id) DEFERRABLE INITIALLY DEFERRED
    )
    STRICT""",
    "CREATE INDEX opportunity_boundary_by_boundary_id ON opportunity_boundary (boundary_id)",
    """CREATE TABLE solution (
    id TEXT NOT NULL,
    rank TEXT NOT NULL,
    title TEXT NOT NULL,
    note TEXT NOT NULL,
    status TEXT NOT NULL,
    PRIMARY KEY (id)
    )
    STRICT""",
    """CREATE TABLE solution_opportunity (
    solution_id TEXT NOT NULL,
    opportunity_id TEXT NOT NULL,
    PRIMARY KEY (solution_id, opportunity_id),
    FOREIGN KEY(solution_id) REFERENCES solution (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(opportunity_id) REFERENCES opportunity (id) DEFERRABLE INITIALLY DEFERRED
    )
    STRICT""",
    "CREATE INDEX solution_opportunity_by_opportunity_id ON solution_opportunity (opportunity_id)",
    """CREATE TABLE solution_step (
    solution_id TEXT NOT NULL,
    step_id TEXT NOT NULL,
    note TEXT NOT NULL,
    PRIMARY KEY (solution_id, step_id),
    FOREIGN KEY(solution_id) REFERENCES solution (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(step_id) REFERENCES step (id) DEFERRABLE INITIALLY DEFERRED
    )
    STRICT""",
    "CREATE INDEX solution_step_by_step_id ON solution_step (step_id)",
    """CREATE TABLE action (
    id TEXT NOT NULL,
    rank TEXT NOT NULL,
    title TEXT NOT NULL,
    note TEXT NOT NULL,
    status TEXT NOT NULL,
    owner_id TEXT,
    due_on TEXT,
    done_on TEXT,
    opportunity_id TEXT,
    solution_id TEXT,
    step_id TEXT,
    PRIMARY KEY (id),
    FOREIGN KEY(owner_id) REFERENCES owner (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(opportunity_id) REFERENCES opportunity (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(solution_id) REFERENCES solution (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(step_id) REFERENCES step (id) DEFERRABLE INITIALLY DEFERRED
    )
    STRICT""",
    "CREATE INDEX action_by_opportunity_id ON action (opportunity_id)",
    "CREATE INDEX action_by_owner_id ON action (owner_id)",
    "CREATE INDEX action_by_solution_id ON action (solution_id)",
    "CREATE INDEX action_by_step_id ON action (step_id)",
)


_DECISION_ID: Final = "substr({id}, 1, 14) || '8' || substr({id}, 16)"
"""The id of what was decided on an opportunity, the same in all copies: its own as a UUID of another version."""

_MOVE_DECISIONS: Final = f"""INSERT INTO decision (id, rank, opportunity_id, kind, decided_on, reason)
SELECT {_DECISION_ID.format(id="id")}, 'V', id, decision, decided_on, reason FROM opportunity
WHERE decision IS NOT NULL OR reason <> ''"""

_IMAGE: Final = f"""CASE WHEN json_extract({{image}}, '$.decision') IS NOT NULL
    OR coalesce(json_extract({{image}}, '$.reason'), '') <> ''
THEN json_object(
    'id', {_DECISION_ID.format(id="id")},
    'rank', 'V',
    'opportunity_id', id,
    'kind', json_extract({{image}}, '$.decision'),
    'decided_on', json_extract({{image}}, '$.decided_on'),
    'reason', coalesce(json_extract({{image}}, '$.reason'), ''),
    'owner_id', NULL
) END"""
"""What the log would hold of the decision beside an image of its opportunity; null where nothing was decided."""

_MOVE_PAST_DECISIONS: Final = f"""INSERT INTO history_change (step, seq, kind, id, before, after)
WITH last AS (SELECT step, max(seq) AS seq FROM history_change GROUP BY step),
was AS (
    SELECT step, id, {_IMAGE.format(image="before")} AS before, {_IMAGE.format(image="after")} AS after
    FROM history_change WHERE kind = 'opportunity'
)
SELECT
    step, last.seq + row_number() OVER (PARTITION BY step ORDER BY id),
    'decision', {_DECISION_ID.format(id="id")}, before, after
FROM was JOIN last USING (step) WHERE before IS NOT after"""
"""So that what the workspace was before, which is found by walking back through the log, has its decisions, too."""

_GONE_COLUMNS: Final = {"opportunity": ("decision", "decided_on", "reason")}


def run(connection: "Connection") -> None:
    """Add the tables and the columns; what was decided, and what opportunities were worth, gets rows of its own."""
    for statement in STATEMENTS:
        connection.execute(statement)
    for table, columns in NEW_COLUMNS.items():
        for column in columns:
            connection.execute(f"ALTER TABLE {table} ADD COLUMN {column}")
    for table, column in NEW_INDEXES:
        connection.execute(f"CREATE INDEX {table}_by_{column} ON {table} ({column})")
    connection.execute(_MOVE_DECISIONS)
    connection.execute(_MOVE_PAST_DECISIONS)
    m005_scores.run(connection)
    connection.execute("DELETE FROM history_keyframe")  # made again from the log, which they would contradict
    for table, gone in _GONE_COLUMNS.items():
        for column in gone:
            connection.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
