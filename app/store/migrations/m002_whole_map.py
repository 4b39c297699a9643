"""Format 2 to 3: the whole map: fields of cards, steps, personas and tags; connectors, bookmarks, tags on everything,
required fields, stored images."""

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from sqlite3 import Connection

NEW_COLUMNS: Final = {
    "tag": ("colour TEXT",),
    "persona": (
        "description TEXT NOT NULL DEFAULT ''",
        "segment_id TEXT REFERENCES segment (id) DEFERRABLE INITIALLY DEFERRED",
        "buyer_role TEXT",
        "target_market TEXT NOT NULL DEFAULT ''",
        "quote TEXT NOT NULL DEFAULT ''",
        "goals TEXT NOT NULL DEFAULT ''",
        "needs TEXT NOT NULL DEFAULT ''",
        "frustrations TEXT NOT NULL DEFAULT ''",
        "picture TEXT",
    ),
    "step": (
        "owner_id TEXT REFERENCES owner (id) DEFERRABLE INITIALLY DEFERRED",
        "team_id TEXT REFERENCES department (id) DEFERRABLE INITIALLY DEFERRED",
        "width REAL",
    ),
    "card": (
        "example INTEGER NOT NULL DEFAULT 0",
        "touchpoint_kind TEXT",
        "channel_id TEXT REFERENCES channel (id) DEFERRABLE INITIALLY DEFERRED",
        "presence TEXT",
        "moment_of_truth INTEGER NOT NULL DEFAULT 0",
        "department_id TEXT REFERENCES department (id) DEFERRABLE INITIALLY DEFERRED",
        "owner_id TEXT REFERENCES owner (id) DEFERRABLE INITIALLY DEFERRED",
        "tool_id TEXT REFERENCES tool (id) DEFERRABLE INITIALLY DEFERRED",
        "duration REAL",
        "aspect TEXT",
        "stimulus TEXT",
        "acquiring TEXT NOT NULL DEFAULT ''",
        "keeping TEXT NOT NULL DEFAULT ''",
        "severity INTEGER",
        "frequency INTEGER",
        "answer TEXT NOT NULL DEFAULT ''",
        "answer_status TEXT",
        "effect TEXT",
        "image TEXT",
    ),
}

STATEMENTS: Final = (
    """CREATE TABLE persona_trait (
    id TEXT NOT NULL,
    persona_id TEXT NOT NULL,
    rank TEXT NOT NULL,
    low TEXT NOT NULL,
    high TEXT NOT NULL,
    value REAL NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(persona_id) REFERENCES persona (id) DEFERRABLE INITIALLY DEFERRED
    )
    STRICT""",
    "CREATE INDEX persona_trait_by_persona_id ON persona_trait (persona_id)",
    """CREATE TABLE persona_channel (
    persona_id TEXT NOT NULL,
    channel_id TEXT NOT NULL,
    PRIMARY KEY (persona_id, channel_id),
    FOREIGN KEY(persona_id) REFERENCES persona (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(channel_id) REFERENCES channel (id) DEFERRABLE INITIALLY DEFERRED
    )
    STRICT""",
    "CREATE INDEX persona_channel_by_channel_id ON persona_channel (channel_id)",
    """CREATE TABLE connector (
    from_card_id TEXT NOT NULL,
    to_card_id TEXT NOT NULL,
    journey_id TEXT NOT NULL,
    title TEXT NOT NULL,
    hand_off TEXT,
    PRIMARY KEY (from_card_id, to_card_id),
    FOREIGN KEY(from_card_id) REFERENCES card (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(to_card_id) REFERENCES card (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(journey_id) REFERENCES journey (id) DEFERRABLE INITIALLY DEFERRED
    )
    STRICT""",
    "CREATE INDEX connector_by_journey_id ON connector (journey_id)",
    "CREATE INDEX connector_by_to_card_id ON connector (to_card_id)",
    """CREATE TABLE bookmark (
    id TEXT NOT NULL,
    journey_id TEXT NOT NULL,
    rank TEXT NOT NULL,
    title TEXT NOT NULL,
    step_id TEXT,
    lane_id TEXT,
    zoom REAL NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(journey_id) REFERENCES journey (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(step_id) REFERENCES step (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(lane_id) REFERENCES lane (id) DEFERRABLE INITIALLY DEFERRED
    )
    STRICT""",
    "CREATE INDEX bookmark_by_journey_id ON bookmark (journey_id)",
    "CREATE INDEX bookmark_by_lane_id ON bookmark (lane_id)",
    "CREATE INDEX bookmark_by_step_id ON bookmark (step_id)",
    """CREATE TABLE required_field (
    journey_id TEXT NOT NULL,
    subject TEXT NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (journey_id, subject, name),
    FOREIGN KEY(journey_id) REFERENCES journey (id) DEFERRABLE INITIALLY DEFERRED
    )
    STRICT""",
    """CREATE TABLE journey_tag (
    journey_id TEXT NOT NULL,
    tag_id TEXT NOT NULL,
    PRIMARY KEY (journey_id, tag_id),
    FOREIGN KEY(journey_id) REFERENCES journey (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(tag_id) REFERENCES tag (id) DEFERRABLE INITIALLY DEFERRED
    )
    STRICT""",
    "CREATE INDEX journey_tag_by_tag_id ON journey_tag (tag_id)",
    """CREATE TABLE stage_tag (
    stage_id TEXT NOT NULL,
    tag_id TEXT NOT NULL,
    PRIMARY KEY (stage_id, tag_id),
    FOREIGN KEY(stage_id) REFERENCES stage (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(tag_id) REFERENCES tag (id) DEFERRABLE INITIALLY DEFERRED
    )
    STRICT""",
    "CREATE INDEX stage_tag_by_tag_id ON stage_tag (tag_id)",
    """CREATE TABLE step_tag (
    step_id TEXT NOT NULL,
    tag_id TEXT NOT NULL,
    PRIMARY KEY (step_id, tag_id),
    FOREIGN KEY(step_id) REFERENCES step (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(tag_id) REFERENCES tag (id) DEFERRABLE INITIALLY DEFERRED
    )
    STRICT""",
    "CREATE INDEX step_tag_by_tag_id ON step_tag (tag_id)",
    """CREATE TABLE persona_tag (
    persona_id TEXT NOT NULL,
    tag_id TEXT NOT NULL,
    PRIMARY KEY (persona_id, tag_id),
    FOREIGN KEY(persona_id) REFERENCES persona (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(tag_id) REFERENCES tag (id) DEFERRABLE INITIALLY DEFERRED
    )
    STRICT""",
    "CREATE INDEX persona_tag_by_tag_id ON persona_tag (tag_id)",
    """CREATE TABLE card_tag (
    card_id TEXT NOT NULL,
    tag_id TEXT NOT NULL,
    PRIMARY KEY (card_id, tag_id),
    FOREIGN KEY(card_id) REFERENCES card (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(tag_id) REFERENCES tag (id) DEFERRABLE INITIALLY DEFERRED
    )
    STRICT""",
    "CREATE INDEX card_tag_by_tag_id ON card_tag (tag_id)",
    """CREATE TABLE opportunity_tag (
    opportunity_id TEXT NOT NULL,
    tag_id TEXT NOT NULL,
    PRIMARY KEY (opportunity_id, tag_id),
    FOREIGN KEY(opportunity_id) REFERENCES opportunity (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(tag_id) REFERENCES tag (id) DEFERRABLE INITIALLY DEFERRED
    )
    STRICT""",
    "CREATE INDEX opportunity_tag_by_tag_id ON opportunity_tag (tag_id)",
    """CREATE TABLE blob (
    sha256 TEXT NOT NULL,
    media_type TEXT NOT NULL,
    data BLOB NOT NULL,
    PRIMARY KEY (sha256)
    )
    STRICT""",
    "DROP INDEX emotion_override_by_swimlane_id",
    "DROP INDEX opportunity_card_by_opportunity_id",
    "DROP INDEX opportunity_journey_by_opportunity_id",
    "CREATE INDEX persona_by_segment_id ON persona (segment_id)",
    "CREATE INDEX step_by_owner_id ON step (owner_id)",
    "CREATE INDEX step_by_team_id ON step (team_id)",
    "CREATE INDEX card_by_channel_id ON card (channel_id)",
    "CREATE INDEX card_by_department_id ON card (department_id)",
    "CREATE INDEX card_by_owner_id ON card (owner_id)",
    "CREATE INDEX card_by_tool_id ON card (tool_id)",
)


def run(connection: "Connection") -> None:
    """Add the columns, empty, and the tables; indexes that a key has of itself go."""
    for table, columns in NEW_COLUMNS.items():
        for column in columns:
            connection.execute(f"ALTER TABLE {table} ADD COLUMN {column}")
    for statement in STATEMENTS:
        connection.execute(statement)
