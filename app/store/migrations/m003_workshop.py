"""Format 3 to 4: the workshop: agendas, votes, codes on the wall, keyframes of the history."""

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from sqlite3 import Connection

STATEMENTS: Final = (
    """CREATE TABLE agenda (
    id TEXT NOT NULL,
    rank TEXT NOT NULL,
    title TEXT NOT NULL,
    journey_id TEXT,
    PRIMARY KEY (id),
    FOREIGN KEY(journey_id) REFERENCES journey (id) DEFERRABLE INITIALLY DEFERRED
    )
    STRICT""",
    "CREATE INDEX agenda_by_journey_id ON agenda (journey_id)",
    """CREATE TABLE activity (
    id TEXT NOT NULL,
    agenda_id TEXT NOT NULL,
    rank TEXT NOT NULL,
    title TEXT NOT NULL,
    minutes REAL NOT NULL,
    prompts TEXT NOT NULL,
    note TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(agenda_id) REFERENCES agenda (id) DEFERRABLE INITIALLY DEFERRED
    )
    STRICT""",
    "CREATE INDEX activity_by_agenda_id ON activity (agenda_id)",
    """CREATE TABLE vote_round (
    id TEXT NOT NULL,
    journey_id TEXT NOT NULL,
    rank TEXT NOT NULL,
    title TEXT NOT NULL,
    votes_each INTEGER NOT NULL,
    revealed INTEGER NOT NULL,
    last_number INTEGER NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(journey_id) REFERENCES journey (id) DEFERRABLE INITIALLY DEFERRED
    )
    STRICT""",
    "CREATE INDEX vote_round_by_journey_id ON vote_round (journey_id)",
    """CREATE TABLE vote_option (
    id TEXT NOT NULL,
    round_id TEXT NOT NULL,
    number INTEGER NOT NULL,
    card_id TEXT,
    opportunity_id TEXT,
    PRIMARY KEY (id),
    FOREIGN KEY(round_id) REFERENCES vote_round (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(card_id) REFERENCES card (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(opportunity_id) REFERENCES opportunity (id) DEFERRABLE INITIALLY DEFERRED
    )
    STRICT""",
    "CREATE INDEX vote_option_by_card_id ON vote_option (card_id)",
    "CREATE INDEX vote_option_by_opportunity_id ON vote_option (opportunity_id)",
    "CREATE INDEX vote_option_by_round_id ON vote_option (round_id)",
    """CREATE TABLE ballot (
    id TEXT NOT NULL,
    round_id TEXT NOT NULL,
    number INTEGER NOT NULL,
    voter TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(round_id) REFERENCES vote_round (id) DEFERRABLE INITIALLY DEFERRED
    )
    STRICT""",
    "CREATE INDEX ballot_by_round_id ON ballot (round_id)",
    """CREATE TABLE vote (
    ballot_id TEXT NOT NULL,
    option_id TEXT NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (ballot_id, option_id),
    FOREIGN KEY(ballot_id) REFERENCES ballot (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(option_id) REFERENCES vote_option (id) DEFERRABLE INITIALLY DEFERRED
    )
    STRICT""",
    "CREATE INDEX vote_by_option_id ON vote (option_id)",
    """CREATE TABLE wall_column (
    journey_id TEXT NOT NULL,
    code TEXT NOT NULL,
    step_id TEXT,
    PRIMARY KEY (journey_id, code),
    FOREIGN KEY(journey_id) REFERENCES journey (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(step_id) REFERENCES step (id) DEFERRABLE INITIALLY DEFERRED
    )
    STRICT""",
    "CREATE INDEX wall_column_by_step_id ON wall_column (step_id)",
    """CREATE TABLE wall_row (
    journey_id TEXT NOT NULL,
    code TEXT NOT NULL,
    lane_id TEXT,
    PRIMARY KEY (journey_id, code),
    FOREIGN KEY(journey_id) REFERENCES journey (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(lane_id) REFERENCES lane (id) DEFERRABLE INITIALLY DEFERRED
    )
    STRICT""",
    "CREATE INDEX wall_row_by_lane_id ON wall_row (lane_id)",
    """CREATE TABLE history_keyframe (
    step INTEGER NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (step),
    FOREIGN KEY(step) REFERENCES history_step (number)
    )
    STRICT""",
)


def run(connection: "Connection") -> None:
    """Add the tables, empty."""
    for statement in STATEMENTS:
        connection.execute(statement)
