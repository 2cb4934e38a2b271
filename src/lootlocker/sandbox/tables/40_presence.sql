-- What players told over the presence WebSocket.
CREATE TABLE presence_statuses (
    id INTEGER PRIMARY KEY AUTOINCREMENT, player_id INTEGER NOT NULL REFERENCES players, status TEXT NOT NULL,
    metadata TEXT NOT NULL, told REAL NOT NULL
);
CREATE INDEX presence_statuses_of_player ON presence_statuses (player_id, id);
