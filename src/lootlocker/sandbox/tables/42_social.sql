-- Friends (a row for each of the two), requests, blocks, followers, feedback.
CREATE TABLE friends (
    player_id INTEGER NOT NULL REFERENCES players, other_id INTEGER NOT NULL REFERENCES players, since TEXT NOT NULL,
    PRIMARY KEY (player_id, other_id)
);
CREATE TABLE friend_requests (
    player_id INTEGER NOT NULL REFERENCES players, other_id INTEGER NOT NULL REFERENCES players,
    PRIMARY KEY (player_id, other_id)
);
CREATE INDEX friend_requests_of_receiver ON friend_requests (other_id);
CREATE TABLE blocks (
    player_id INTEGER NOT NULL REFERENCES players, other_id INTEGER NOT NULL REFERENCES players, since TEXT NOT NULL,
    PRIMARY KEY (player_id, other_id)
);
CREATE TABLE followers (
    id INTEGER PRIMARY KEY AUTOINCREMENT, player_id INTEGER NOT NULL REFERENCES players,
    other_id INTEGER NOT NULL REFERENCES players, UNIQUE (player_id, other_id)
);
CREATE INDEX followers_of_player ON followers (other_id);
CREATE TABLE feedback (
    id INTEGER PRIMARY KEY AUTOINCREMENT, player_id INTEGER NOT NULL REFERENCES players, entity TEXT NOT NULL,
    entity_id TEXT NOT NULL, category_id TEXT NOT NULL, description TEXT NOT NULL, created_at TEXT NOT NULL
);
