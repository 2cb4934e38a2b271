-- What players are told, and what of it they have read.
CREATE TABLE notifications (
    id INTEGER PRIMARY KEY AUTOINCREMENT, ulid TEXT NOT NULL UNIQUE, player_id INTEGER NOT NULL REFERENCES players,
    type TEXT NOT NULL, priority TEXT NOT NULL, source TEXT NOT NULL, content TEXT NOT NULL, custom INTEGER NOT NULL,
    created TEXT NOT NULL, read_at TEXT, expires REAL
);
CREATE INDEX notifications_of_player ON notifications (player_id, id);
